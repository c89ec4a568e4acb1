"""The revision history of a report, a source, a decision or a claimant: who made each revision, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from mustermap.data.fields import CLAIMANT_COLUMNS, REPORT_COLUMNS, SOURCE_COLUMNS
from mustermap.data.ledger.content import DECISION_COLUMNS
from mustermap.data.reports import number_as_text, raw_text
from mustermap.errors import UnknownReport

if TYPE_CHECKING:
    from mustermap.data.ledger import Ledger, Revision
    from mustermap.data.ledger.content import Cells, What

Step: TypeAlias = Literal["added", "revised", "accepted", "sent back", "retracted", "brought back"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that a revision changed.

    Attributes
    ----------
    field : str
        Name of the field, as in the data dictionary.
    before, after : str
        The values as a file would have them; blank for a blank field.
    """

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One revision of a report, a source, a decision or a claimant.

    Attributes
    ----------
    revision : int
        Its number in the ledger.
    step : {'added', 'revised', 'accepted', 'sent back', 'retracted', 'brought back'}
        What kind of change it was.
    editor : str
        Who made it; blank if not said.
    recorded : str
        When, in UTC: ``2026-11-22T09:30:00.000Z``.
    reason : str
        Why it was retracted or sent back.
    differences : tuple of Difference
        In the order of the data dictionary; of the first revision all that it says.
    """

    revision: int
    step: Step
    editor: str
    recorded: str
    reason: str
    differences: tuple[Difference, ...]


def changes(ledger: Ledger, identity: str, *, what: What = "report") -> tuple[Change, ...]:
    """Return the history of a report, a source, a decision or a claimant, the oldest revision first.

    Raises
    ------
    UnknownReport
        If the ledger does not know the id.
    """
    revisions = ledger.history(identity, what=what)
    if not revisions:
        raise UnknownReport(f"{what} {identity!r} is not in the ledger {ledger.path}; look it up with: mustermap list")
    before: tuple[Cells, ...] = ({}, *(one.cells for one in revisions[:-1]))
    return tuple(
        Change(
            revision=one.seq,
            step=_step(one, old),
            editor=one.editor,
            recorded=one.recorded,
            reason=one.reason or str(one.cells.get("reason", "")),
            differences=differences(old, one.cells),
        )
        for one, old in zip(revisions, before, strict=True)
    )


def differences(before: Cells, after: Cells) -> tuple[Difference, ...]:
    """Return the fields in which two versions differ.

    Examples
    --------
    >>> differences({"figure_low": 1000.0, "force": "Russia"}, {"figure_low": 2000.0, "force": "Russia"})
    (Difference(field='figure_low', before='1000', after='2000'),)
    """
    names = dict.fromkeys((*REPORT_COLUMNS, *SOURCE_COLUMNS, *DECISION_COLUMNS, *CLAIMANT_COLUMNS))
    return tuple(
        Difference(name, _text(before, name), _text(after, name))
        for name in names
        if before.get(name) != after.get(name)
    )


def _text(cells: Cells, name: str) -> str:
    cell = cells.get(name, "")
    return number_as_text(cell) if isinstance(cell, float) else raw_text(cell)


def _step(one: Revision, before: Cells) -> Step:
    if one.action == "add":
        return "added"
    if one.action == "retract":
        return "retracted"
    old, new = (str(cells.get("state") or "accepted") for cells in (before, one.cells))
    if old == "retracted" and new != "retracted":
        return "brought back"
    if new == "retracted" and old != "retracted":
        return "retracted"
    if old == "draft" and new == "accepted":
        return "accepted"
    reason = one.cells.get("reason", "")
    return "sent back" if new == "draft" and reason and reason != before.get("reason", "") else "revised"
