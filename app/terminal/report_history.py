"""``mustermap history``, ``retract`` and ``review``: what became of reports, and what is to become of drafts."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from mustermap.app import editing
from mustermap.app.places.place_decisions import named_decision
from mustermap.app.report_selection import ledger_path
from mustermap.app.terminal.report_card import difference_lines
from mustermap.app.terminal.terminal_output import count, one_line, say, write_json, write_table
from mustermap.data.ledger import Ledger
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from pathlib import Path

    from mustermap.data.ledger.content import What


def show_history(identity: str, *, ledger: Path | None, as_json: bool) -> int:
    """Say what became of a report, a source or a decision: every revision with what it changed and who made it.

    Returns
    -------
    int
        0.
    """
    path = ledger_path(ledger)
    with Ledger.open(path) as book:
        what: What = "source" if editing.is_source(book, identity) else "report"
        if what == "report" and not book.history(identity, what="report") and (named := named_decision(book, identity)):
            what, identity = "decision", named
        past = editing.changes(book, identity, what=what)
    if as_json:
        write_json({"ledger": str(path), "id": identity, "revisions": [asdict(one) for one in past]})
        return 0
    for one in past:
        who = f" by {one.editor}" if one.editor else ""
        why = f": {one.reason}" if one.reason and one.step in {"retracted", "sent back"} else ""
        say(one_line(f"revision {one.revision}, {one.recorded}: {one.step}{who}{why}"))
        is_told = one.step != "added" or what == "decision"
        for line in difference_lines(one.differences if is_told else []):
            say(line)
    say(f"{one_line(identity)}: {count(len(past), 'revision')}")
    return 0


def retract_report(identity: str, *, reason: str, ledger: Path | None, editor: str, revision: int | None) -> int:
    """Retract a report: it stays in the ledger and is in effect no longer.

    Returns
    -------
    int
        0.
    """
    path = ledger_path(ledger)
    with Ledger.open(path) as book:
        editing.retract(book, identity, reason=reason, editor=editor, based_on=revision)
    say(f"ledger {path}: {one_line(identity)} retracted")
    return 0


def review(
    identity: str | None,
    *,
    accept: bool,
    send_back: str | None,
    ledger: Path | None,
    editor: str,
    revision: int | None,
    as_json: bool,
) -> int:
    """List the drafts, or accept one or send it back with a reason.

    Returns
    -------
    int
        0.
    """
    path = ledger_path(ledger)
    if identity is None:
        if accept or send_back is not None:
            raise WrongUse("name the draft: mustermap review ID --accept")
        return _list_drafts(path, as_json=as_json)
    if accept == (send_back is not None):
        raise WrongUse("give either --accept or --return REASON")
    with Ledger.open(path) as book:
        if send_back is None:
            editing.accept(book, identity, editor=editor, based_on=revision)
        else:
            editing.send_back(book, identity, reason=send_back, editor=editor, based_on=revision)
    say(f"ledger {path}: {one_line(identity)} {'accepted' if send_back is None else 'sent back'}")
    return 0


def _list_drafts(path: Path, *, as_json: bool) -> int:
    with Ledger.open(path) as book:
        drafts = book.find({"state": ["draft"]})
        newest = [editing.standing(book, identity) for identity in drafts["id"]]
    if as_json:
        shown = [{**one.cells, "revision": one.revision, "editor": one.editor} for one in newest]
        write_json({"ledger": str(path), "drafts": shown})
        return 0
    names = ("id", "revision", "claimant", "figure", "force", "place", "said", "editor", "sent back")
    rows = [
        (
            str(one.cells["id"]),
            str(one.revision),
            *(str(one.cells.get(name, "")) for name in ("claimant", "figure", "force", "place", "said")),
            one.editor,
            str(one.cells.get("reason", "")),
        )
        for one in newest
    ]
    write_table(count(len(rows), "draft"), names, rows)
    return 0
