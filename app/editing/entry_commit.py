"""The commit of a submission: written to the ledger with its places, with regard to what other editors changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mustermap.app.editing.current_values import Current, current
from mustermap.app.editing.revision_history import Difference, differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mustermap.app.editing.entry_checks import Checked
    from mustermap.data.ledger import Added, Ledger
    from mustermap.data.ledger.content import What
    from mustermap.data.rules.field_tables import Cells
    from mustermap.layers.places.source_places import PlacedRows


@dataclass(frozen=True, slots=True)
class Conflict:
    """A report that another editor has changed since this change was begun; nothing of this change was written.

    Attributes
    ----------
    id : str
        Of the report.
    based_on : int
        The revision that this change started from.
    theirs : Current
        What the ledger says now.
    mine : dict
        What this change would make of it.
    differences : tuple of Difference
        Field by field, theirs (``before``) and mine (``after``).
    """

    id: str
    based_on: int
    theirs: Current
    mine: Cells
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the ledger refused, with the reason and the remedy."""

    id: str
    message: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A report that was kept, but whose place was not found.

    Attributes
    ----------
    id, field, wording : str
        Which report, ``place`` or ``origin``, and what it says.
    reason, advice : str
        Why, and what to do about it.
    """

    id: str
    field: str
    wording: str
    reason: str
    advice: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The outcome of a submission.

    Attributes
    ----------
    added, revised, skipped : tuple of str
        Ids of reports: new ones, changed ones, and those that the ledger has already with the same content.
    refused : tuple of Refusal
        Reports and sources that were refused.
    conflicts : tuple of Conflict
        Reports that another editor has changed meanwhile.
    unplaced : tuple of Unplaced
        Reports that were kept without a place.
    """

    added: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether nothing was refused and nothing is in conflict."""
        return not self.refused and not self.conflicts


def save(
    ledger: Ledger,
    checked: Checked,
    *,
    editor: str = "",
    key: str | None = None,
    based_on: Mapping[str, int] | None = None,
    source_based_on: int | None = None,
) -> Saved:
    """Write a source and its reports to the ledger. When this returns, what was added is on the disk.

    Reports with problems are left out; look at `Checked.problems` first.

    Parameters
    ----------
    ledger
        Open for writing.
    checked
        What `check` returned.
    editor
        Who enters it.
    key
        An idempotency key: the same submission again under it, by a double click or after a crash, adds nothing and
        returns the first answer. A submission that was refused altogether uses up no key.
    based_on
        For each report that is edited, the revision that the editor started from (`Current.revision`). A report
        that another editor has changed since is a `Conflict`; a report that is not named here is never revised.
    source_based_on
        The same for the source, if it is edited.

    Raises
    ------
    LedgerUnavailable
        If the ledger stays locked, is read-only, or the disk is full. Nothing was written then.
    KeyReused
        If the key came with another submission before.
    UnknownRef
        If a report names a ``place_ref`` or ``origin_ref`` that neither ledger nor gazetteer knows.
    """
    based_on = based_on or {}
    source = checked.source
    placed = _placed(ledger, checked.good)
    answer = ledger.add(
        sources=[source] if source and not checked.source_is_kept else [],
        reports=placed.rows,
        places=placed.places(),
        editor=editor,
        key=key,
        based_on=_expected(checked, based_on, source_based_on),
        made=checked.made,
    )
    return _saved(ledger, answer, placed, based_on)


def _expected(
    checked: Checked, based_on: Mapping[str, int], source_based_on: int | None
) -> dict[tuple[What, str], int]:
    expected: dict[tuple[What, str], int] = {("report", identity): seq for identity, seq in based_on.items()}
    if source_based_on is not None and checked.source is not None:
        expected[("source", str(checked.source["id"]))] = source_based_on
    return expected


def _placed(ledger: Ledger, reports: Sequence[Cells]) -> PlacedRows:
    """Place the reports as their readings showed; a place wording that is not changed keeps its place."""
    from mustermap.app.places.known_places import known_places
    from mustermap.errors import UnknownRef
    from mustermap.layers.places.source_places import place_rows

    ids = {str(cells["id"]) for cells in reports}
    place = known_places(ledger, {str(cells["source"]) for cells in reports}, without=ids)
    current = {identity: _now(ledger, identity) for identity in ids}
    placed = place_rows(reports, known=current, beside=place.beside, kept=place.kept, decided=place.decided)
    if placed.refused:
        raise UnknownRef(placed.refused[0][1])
    return placed


def _unplaced(placed: PlacedRows) -> Iterator[Unplaced]:
    for row in placed.rows:
        for wording in ("place", "origin"):
            found = placed.found[str(row["id"]), wording]
            if found.status in {"ambiguous", "unresolved"} and f"{wording}_ref" not in row:
                yield Unplaced(str(row["id"]), wording, str(row[wording]), found.reason, found.advice)


def _now(ledger: Ledger, identity: str) -> Cells:
    revisions = ledger.history(identity, what="report")
    return dict(revisions[-1].cells) if revisions else {}


def _saved(ledger: Ledger, answer: Added, placed: PlacedRows, based_on: Mapping[str, int]) -> Saved:
    reports = answer.only("report")
    overtaken = set(reports.overtaken)
    conflicts = []
    for row in placed.rows:
        if (identity := str(row["id"])) in overtaken:
            theirs = current(ledger, identity)
            apart = differences(theirs.cells, row)
            conflicts.append(Conflict(identity, based_on[identity], theirs, row, apart))
    taken = {*reports.added, *reports.revised}
    return Saved(
        added=reports.added,
        revised=reports.revised,
        skipped=reports.skipped,
        refused=tuple(Refusal(*one) for one in answer.rejected if one[0] not in overtaken),
        conflicts=tuple(conflicts),
        unplaced=tuple(one for one in _unplaced(placed) if one.id in taken),
    )
