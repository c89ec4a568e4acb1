"""What is taken of a submission, what the ledger has already, and what is rejected."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mustermap.data.ledger.cell_checks import UNREADABLE_JSON, NotKept, WrongCell
from mustermap.data.ledger.content import canonical, checked_text, draft, key_of
from mustermap.data.ledger.outcome import Added, Outcome
from mustermap.data.ledger.revisions import Writer
from mustermap.data.ledger.schema import now
from mustermap.data.short_texts import echoed
from mustermap.errors import InvalidField, KeyReused, LedgerError, Overtaken, UnknownReport

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping, Sequence

    from mustermap.data.ledger.content import Draft, PlaceCells, What
    from mustermap.data.ledger.revisions import Standing


_REFS: Final = ("place_ref", "origin_ref")
_MEANT: Final = {"kind": "claim", "quantity": "personnel", "state": "accepted"}
"""What a blank means."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What is submitted at once.

    Attributes
    ----------
    drafts : tuple of Draft or Outcome
        Sources, then places, reports, decisions and claimants; what could not be read is rejected already.
    revise, revise_places : bool
        Whether other content of a known id becomes a revision.
    editor, key : str
        Who hands it in, and the idempotency key; each may be blank.
    fingerprint : str
        What the sources and reports say, hashed; the same again under the same key is the same submission.
    based_on : mapping of (what, id) to int
        From which revision an editor started.
    made : frozenset of (what, id)
        Ids that nobody wrote.
    """

    drafts: tuple[Draft | Outcome, ...]
    revise: bool
    revise_places: bool
    editor: str
    key: str
    fingerprint: str
    based_on: Mapping[tuple[What, str], int] = field(default_factory=dict)
    made: frozenset[tuple[What, str]] = frozenset()


def prepare(
    given: Sequence[tuple[What, PlaceCells]],
    *,
    editor: str,
    key: str | None,
    revise: bool,
    revise_places: bool,
    based_on: Mapping[tuple[What, str], int],
    made: Collection[tuple[What, str]] = (),
) -> Submission:
    """Check and write down everything that can be, before the ledger is locked for anyone."""
    checked_text("editor", editor)
    checked_text("key", key or "")
    # A gazetteer may have got newer between sending and sending again: places do not make it another submission.
    said = [[what, dict(cells)] for what, cells in given if what != "place"] if key else []
    fingerprint = hashlib.sha256(json.dumps([revise, said], sort_keys=True, default=repr).encode()).hexdigest()
    drafts = tuple(_draft(what, cells) for what, cells in given)
    return Submission(drafts, revise, revise_places, editor, key or "", fingerprint, based_on, frozenset(made))


def submit(connection: sqlite3.Connection, submission: Submission) -> Added:
    """Write what is new; the caller holds a transaction that has begun to write."""
    earlier = _earlier_answer(connection, submission.key, submission.fingerprint)
    if earlier is not None:
        return earlier
    writer = Writer(connection, editor=submission.editor, key=submission.key)
    written: set[tuple[str, str]] = set()
    known_sources: dict[str, bool] = {}
    outcomes = []
    for one in submission.drafts:
        outcome = one if isinstance(one, Outcome) else _settle(writer, submission, one, written, known_sources)
        outcomes.append(outcome)
    answer = Added(tuple(outcomes))
    is_taken = any(what != "place" for what, _ in written)
    if is_taken or not answer.rejected:  # a refused submission may come again, mended, under the same key
        _keep_answer(connection, submission.key, submission.fingerprint, answer)
    writer.finish()
    return answer


def retract(
    connection: sqlite3.Connection,
    id: str,  # noqa: A002 - the field's name
    *,
    reason: str,
    editor: str,
    key: str | None,
    based_on: int | None,
) -> Added:
    """Write the revision that retracts a report; the caller holds a transaction that has begun to write."""
    for name, text in (("id", id), ("reason", reason), ("editor", editor), ("key", key or "")):
        checked_text(name, text)
    if not reason.strip():
        raise LedgerError(f"report {id}: no reason is given; say in a sentence why it is retracted")
    fingerprint = hashlib.sha256(canonical(["retract", id, reason]).encode()).hexdigest()
    earlier = _earlier_answer(connection, key or "", fingerprint)
    if earlier is not None:
        return earlier
    writer = Writer(connection, editor=editor, key=key or "")
    standing = writer.standing("report", id)
    if standing is None:
        is_source = writer.standing("source", id) is not None
        remedy = "it is the id of a source: retract its reports" if is_source else "look its id up"
        raise UnknownReport(f"report {id} is not in the ledger; {remedy}")
    if based_on is not None and standing.seq != based_on:
        raise Overtaken(_overtaken(id, standing, based_on))
    if standing.is_retracted:
        raise LedgerError(f"report {id} has been retracted already ({standing.reason}); there is nothing to do")
    cells = {**standing.cells, "state": "retracted", "reason": reason}
    writer.write(draft("report", cells), "retract", standing=standing, reason=reason)
    answer = Added((Outcome("report", id, "revised"),))
    _keep_answer(connection, key or "", fingerprint, answer)
    writer.finish()
    return answer


def _draft(what: What, cells: PlaceCells) -> Draft | Outcome:
    try:
        return draft(what, cells)
    except InvalidField as error:
        shown = key_of(what, cells).encode("utf-8", "backslashreplace").decode()
        return Outcome(what, shown, "rejected", str(error))


def _settle(
    writer: Writer,
    submission: Submission,
    one: Draft,
    written: set[tuple[str, str]],
    known_sources: dict[str, bool],
) -> Outcome:
    """Decide about one source, place or report, and write it if it is new."""
    standing = writer.standing(one.what, one.id)
    if standing and _says_the_same(one, standing):
        return Outcome(one.what, one.id, "skipped")
    started_from = submission.based_on.get((one.what, one.id))
    if started_from is not None and started_from != (standing.seq if standing else 0):
        return Outcome(one.what, one.id, "overtaken", _overtaken(one.id, standing, started_from))
    if (one.what, one.id) in written:
        message = f"{one.id} was submitted twice with different content; give each an id of its own"
        return Outcome(one.what, one.id, "rejected", message)
    if one.what == "report":
        message = _source_missing(writer, one, known_sources)
        if message:
            return Outcome(one.what, one.id, "rejected", message)
    if standing is None:
        writer.write(one, "add")
        written.add((one.what, one.id))
        return Outcome(one.what, one.id, "added")
    is_made = (one.what, one.id) in submission.made
    # Of two decisions about one wording the later counts, and the earlier stays.
    is_edited = started_from is not None or (submission.revise and not is_made) or one.what == "decision"
    if submission.revise_places if one.what == "place" else is_edited:
        writer.write(one, "revise", standing=standing)
        written.add((one.what, one.id))
        return Outcome(one.what, one.id, "revised")
    if one.what == "place" or one.content == standing.retracted_content:
        return Outcome(one.what, one.id, "skipped")
    if is_made and one.what == "report" and _was_said(writer, one):
        return Outcome(one.what, one.id, "skipped")
    message = _nearly_the_same(one, standing) if is_made else _other_content(one, standing)
    return Outcome(one.what, one.id, "rejected", message)


def _says_the_same(one: Draft, standing: Standing) -> bool:
    """Check whether the newest revision of an id says the same; of a decision only its meaning counts."""
    if one.what == "decision":
        return one.cells.get("ref") == standing.cells.get("ref")
    return (one.content, one.geometry_sha256) == (standing.content, standing.geometry_sha256)


def _source_missing(writer: Writer, report: Draft, known_sources: dict[str, bool]) -> str:
    source = str(report.cells.get("source", ""))
    if not source:
        return "source is blank; give the id of the source that says it"
    if source not in known_sources:
        known_sources[source] = writer.standing("source", source) is not None
    if known_sources[source]:
        return ""
    return f"source is {echoed(source)}, which is neither in the ledger nor taken with this report; add that source too"


def _was_said(writer: Writer, one: Draft) -> bool:
    """Check whether a report said this at any time, wherever it was placed: what an editor changed since stays so."""
    said = {name: cell for name, cell in one.cells.items() if name not in _REFS}
    for cells in writer.past(one.what, one.id):
        if {name: cell for name, cell in {**_MEANT, **cells}.items() if name not in _REFS} == {**_MEANT, **said}:
            return True
    return False


def _nearly_the_same(one: Draft, standing: Standing) -> str:
    """Return a message that the ledger has nearly the same claim or source, under an id that nobody wrote."""
    names = ", ".join(_differing(one, standing)) or "nothing"
    if standing.is_retracted:
        return f"says the same as a report that was retracted ({standing.reason}), but for {names}; bring that one back"
    before = standing.cells
    values = ", ".join(
        f"{name} ({_shown(one.cells.get(name))} here, {_shown(before.get(name))} there)"
        for name in _differing(one, standing)
    )
    remedy = "enter what it has there, or edit that one first if this is right"
    return f"says the same as a {one.what} of the ledger, but for {values or 'nothing'}; that one stays: {remedy}"


def _shown(cell: object) -> str:
    """Quote the cell of a field, or say that it is blank."""
    return "blank" if cell is None or cell == "" else echoed(cell)


def _differing(one: Draft, standing: Standing) -> list[str]:
    before = standing.cells
    return sorted(name for name in {*before, *one.cells} if before.get(name) != one.cells.get(name))


def _other_content(one: Draft, standing: Standing) -> str:
    names = _differing(one, standing)
    if one.what == "claimant":
        return (
            f"{one.id} is in the register with other content in {', '.join(names)}; add it with --revise if it is right"
        )
    if standing.is_retracted:
        what = f"was retracted ({standing.reason})"
    else:
        what = f"is in the ledger with other content in {', '.join(names)}"
    return f"{one.id} {what}; give another claim an id of its own, or revise that one if it is the same"


def _overtaken(id_: str, standing: Standing | None, started_from: int) -> str:
    now_at = f"is at revision {standing.seq} by now" if standing else "is not in this ledger"
    return f"{id_} {now_at}, and this change started from revision {started_from}; look at both and change it again"


def answered(connection: sqlite3.Connection, key: str) -> Added | None:
    """Return the answer that was kept with an idempotency key; None if none came under it."""
    row = connection.execute("SELECT answer FROM submissions WHERE key = ?", (key,)).fetchone() if key else None
    return _kept_answer(row[0], key) if row else None


def _earlier_answer(connection: sqlite3.Connection, key: str, fingerprint: str) -> Added | None:
    if not key:
        return None
    row = connection.execute("SELECT fingerprint, answer FROM submissions WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    if row[0] != fingerprint:
        raise KeyReused(f"key {echoed(key)} came with another submission before; nothing was written: take a new key")
    return _kept_answer(row[1], key)


def _kept_answer(text: str, key: str) -> Added:
    try:
        return Added.from_json(text)
    except UNREADABLE_JSON as error:
        raise WrongCell(f"the answer kept under key {echoed(key)} is no answer") from error


def _keep_answer(connection: sqlite3.Connection, key: str, fingerprint: str, answer: Added) -> None:
    if key:
        sql = "INSERT INTO submissions (key, fingerprint, answer, recorded) VALUES (?, ?, ?, ?)"
        if connection.execute(sql, (key, fingerprint, answer.to_json(), now())).rowcount != 1:
            raise NotKept(f"the answer under key {key!r} was not kept: something in the file swallows it")
