"""The answer of a day, as the sentence reads it: sections by phase, their rows, and the claims beside them.

The page has the same types (``maps/page/src/rules/answer.ts``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from mustermap.data.figures import Figure

Standing = Literal["stated", "carried", "stale", "vague"]
RowKind = Literal["whole", "part", "movement", "total"]
Said = tuple[int | None, int | None]
"""The earliest and the latest day of a saying, in days since 1970-01-01; None where nothing bounds it."""

PHASE_ORDER: Final = ("present", "arriving", "ordered", "planned", "withdrawn", "")
NAMED_DAYS: Final = 180
"""How many days from a day that it names a claim with vague dates is still named in the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowClaim:
    """A claim that leads in its claimant's row.

    Attributes
    ----------
    id : str
        The report's id.
    figure : Figure
        How many.
    wording : str
        The wording of the figure where its bound was read from a word, such as "dozens": that is no stated number.
    said : tuple
        When it was said.
    standing : str
        How it holds on the day.
    named_days : tuple of int
        The days that its start and its end name, beside those of the saying.
    disputed_by : tuple of str
        Ids of the disputes of it that are known.
    """

    id: str
    figure: Figure
    wording: str = ""
    said: Said = (None, None)
    standing: Standing = "carried"
    named_days: tuple[int, ...] = ()
    disputed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """A claimant's row in a section; of several claims that lead, all.

    Attributes
    ----------
    claimant : str
        The name that the sentence has; blank where nobody is named.
    claims : tuple of RowClaim
        His claims with a figure; of one claimant's movements, each.
    kind : str
        The whole, a part, or a figure of the other measure: a movement among totals, a total among movements. Of a
        section of movements, ``movement`` is a claimant's several movements.
    label : str
        What a part is called: its component and unit.
    place : str
        The name of a place inside the area; blank for all of the area.
    voice : str
        Who is counted; rows of one voice count once. Blank: the row counts by itself.
    earlier : tuple of str
        Ids of the claims that its claims have replaced, the newest first.
    since : Beside or None
        What the claimant said later of the same troops and place in a phase that comes after.
    """

    claimant: str
    claims: tuple[RowClaim, ...]
    kind: RowKind = "whole"
    label: str = ""
    place: str = ""
    voice: str = ""
    earlier: tuple[str, ...] = ()
    since: Beside | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A claim that is named beside the rows: without a number, denied, said for later, jointly, elsewhere, or earlier.

    Attributes
    ----------
    id, claimant : str
        The report's id and who says it.
    figure : Figure or None
        How many; None without a number.
    forces : tuple of str
        The other forces of a joint claim.
    start, end : str
        In EDTF, the span of what was said for later.
    said : tuple
        When it was said.
    until_day : int or None
        The last day on which it held.
    phase, label, place, quantity : str
        As of rows; the place is blank for all of the area.
    standing : str or None
        How it holds on the day; None if it does not.
    disputed_by : tuple of str
        As of rows.
    """

    id: str
    claimant: str
    figure: Figure | None = None
    forces: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    said: Said = (None, None)
    until_day: int | None = None
    phase: str = ""
    label: str = ""
    place: str = ""
    quantity: str = ""
    standing: Standing | None = None
    disputed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSection:
    """The claims of one phase, and of one stated measure where the measures of a phase differ.

    Attributes
    ----------
    phase, measure : str
        As in reports.
    rows : tuple of AnswerRow
        Rows with a figure, in the order in which they are shown.
    no_number, denied, later : tuple of Beside
        Claims without a number, figures that are denied, and what was said for later.
    """

    phase: str
    measure: str = ""
    rows: tuple[AnswerRow, ...] = ()
    no_number: tuple[Beside, ...] = ()
    denied: tuple[Beside, ...] = ()
    later: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAnswer:
    """All claims on a subject on a day.

    Attributes
    ----------
    day : int
        Days since 1970-01-01.
    force : str
        The subject's force.
    sections : tuple of AnswerSection
        By phase.
    jointly, unplaced, larger : tuple of Beside
        Claims of joint forces, without a place on the map, and on a larger area.
    quantities, forces : tuple of Beside
        Claims of the force on other quantities, and of other forces in the area.
    last : tuple of Beside
        What held last before the day.
    """

    day: int
    force: str = ""
    sections: tuple[AnswerSection, ...] = ()
    jointly: tuple[Beside, ...] = ()
    unplaced: tuple[Beside, ...] = ()
    larger: tuple[Beside, ...] = ()
    quantities: tuple[Beside, ...] = ()
    forces: tuple[Beside, ...] = ()
    last: tuple[Beside, ...] = ()


def is_for_all(row: AnswerRow) -> bool:
    """Check whether a row is about the whole force in the whole area, in the measure of its section or in the other."""
    return row.kind != "part" and not row.place


def has_own_measure(row: AnswerRow, section: AnswerSection) -> bool:
    """Check whether a figure of a row can be in the spread of its section."""
    if row.kind == "movement":
        return section.measure == "flow" and len(row.claims) == 1
    return row.kind != "total"
