"""What a chart over time is made of: lines with steps and dots, groups of lines, and claims that are not drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Hashable

    from mustermap.data.figures import Figure
    from mustermap.layers.comparison.answer import AnswerRow, RowClaim, RowKind, Said, Standing
    from mustermap.layers.comparison.stated_numbers import Spread

LimitWord = Literal["", "more", "atLeast", "fewer", "atMost"]
Why = Literal[
    "part", "place", "word", "no_number", "denied", "jointly", "unplaced", "larger", "other_quantity", "later"
]  # fmt: skip
StandingRun = tuple[int, int, "Standing"]
"""The first and the last of some days, both included, and how a claim stands on them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadingClaim:
    """A claim with a stated number, and when it leads in its claimant's row.

    Attributes
    ----------
    position : int
        Its place among the claims.
    key : hashable
        What the claims of one row share.
    section : str
        Its phase.
    kind : str
        What its row is, as far as a claim alone says that.
    claimant, label, place : str
        Who says it; which part of the force and which place inside the area, blank for all of it.
    claim : RowClaim
        Its id, its figure and when it was said.
    is_disputed : bool
        Whether anybody disputes it.
    runs : tuple of StandingRun
        All days on which it leads, in their order.
    """

    position: int
    key: Hashable
    section: str
    kind: RowKind
    claimant: str
    claim: RowClaim
    runs: tuple[StandingRun, ...]
    label: str = ""
    place: str = ""
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class ChartStep:
    """Days that follow one another on which a claim leads.

    Attributes
    ----------
    id : str
        The report's id.
    low, high : float or None
        The ends of its figure, as far as they are stated; of "about 9,000" both are 9,000.
    low_limit, high_limit : str
        Which limit an end is: more (than), atLeast, fewer (than), atMost; blank where it is none.
    from_day, to_day : int
        The days within the period, both included.
    runs : tuple of StandingRun
        How it stands on them.
    ends_open : bool
        Whether it goes on after the period.
    """

    id: str
    low: float | None
    high: float | None
    low_limit: LimitWord
    high_limit: LimitWord
    from_day: int
    to_day: int
    runs: tuple[StandingRun, ...]
    ends_open: bool


@dataclass(frozen=True, slots=True)
class ChartDot:
    """When a claim of a line was said.

    Attributes
    ----------
    id : str
        The report's id.
    said : tuple
        The first and the last possible day; None where nothing bounds it on that side.
    """

    id: str
    said: Said


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A claimant's row over time.

    Attributes
    ----------
    section : str
        Its phase.
    row : AnswerRow
        The row on the last day on which any of its claims leads, for the label.
    steps : tuple of ChartStep
        In the order in which they begin.
    dots : tuple of ChartDot
        A day of saying for each of its claims that has one, where its figure has not stopped leading before.
    is_disputed : bool
        Whether a claim of the label is disputed.
    is_named : bool
        Whether it has a label of its own.
    newest_day : int or None
        The earliest day of its newest saying; None where nothing bounds that.
    positions : tuple of int
        The places of the row's claims among all claims.
    claims : tuple of RowClaim
        The claims of its steps.
    """

    section: str
    row: AnswerRow
    steps: tuple[ChartStep, ...]
    dots: tuple[ChartDot, ...]
    is_disputed: bool = False
    is_named: bool = True
    newest_day: int | None = None
    positions: tuple[int, ...] = ()
    claims: tuple[RowClaim, ...] = ()

    @property
    def top(self) -> float:
        """The number by which lines are put in order."""
        return max(top_of(claim.figure) for claim in self.row.claims)


@dataclass(frozen=True, slots=True)
class ChartGroup:
    """Lines of a section that have no label of their own.

    Attributes
    ----------
    section : str
        Their phase.
    count : int
        How many they are.
    spread : Spread
        Of their last figures.
    ids : tuple of str
        The reports of those.
    """

    section: str
    count: int
    spread: Spread
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimBeside:
    """A claim on the subject or beside it that is no line.

    Attributes
    ----------
    id, claimant : str
        The report's id and who says it.
    figure : Figure or None
        How many; None without a number.
    wording : str
        The wording of the figure where its bound was read from a word.
    said : tuple
        When it was said.
    label, place : str
        Which part of the force and which place, blank for the whole of the subject.
    quantity : str
        What it counts, where that is another quantity.
    """

    id: str
    claimant: str
    figure: Figure | None
    wording: str = ""
    said: Said = (None, None)
    label: str = ""
    place: str = ""
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class NotDrawn:
    """Claims that are no line for one reason.

    Attributes
    ----------
    why : str
        The reason.
    claims : tuple of ClaimBeside
        In the order of the reports.
    """

    why: Why
    claims: tuple[ClaimBeside, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the claims."""
        return tuple(one.id for one in self.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLines:
    """What a chart over time draws of a subject.

    Attributes
    ----------
    from_day, to_day : int
        The period, both days included.
    lines : tuple of ChartLine
        In the order of the sections, in a section the largest last figure first.
    groups : tuple of ChartGroup
        Of more than ten lines, those that are not named.
    not_drawn : tuple of NotDrawn
        What is on the subject or beside it and not drawn.
    """

    from_day: int
    to_day: int
    lines: tuple[ChartLine, ...] = ()
    groups: tuple[ChartGroup, ...] = ()
    not_drawn: tuple[NotDrawn, ...] = ()


def top_of(figure: Figure) -> float:
    """Return the number by which a figure is put in order: its high, else its best, else its low."""
    return next((number for number in (figure.high, figure.best, figure.low) if number is not None), 0.0)
