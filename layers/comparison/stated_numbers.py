"""How far apart: the spread of stated numbers of some rows, its ends and their claimants, its factor and its limits.

Only what somebody stated is an end; a bound that was read from a word is none. The page has the same rule
(``maps/page/src/rules/stated_numbers.ts``); ``tests/cases/sentences.json`` is run by both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.layers.comparison.answer import AnswerRow, RowClaim

EndWord = Literal["", "about", "more", "atLeast", "fewer", "atMost"]
Bound = Literal["low", "high", "best"]
Limit = Literal["", "upper", "lower"]
Shape = Literal["one", "alike", "limits", "range"]
Factor = Literal["", "about", "more", "moreAbout", "atLeast", "atLeastAbout"]

LEAST_FACTOR: Final = 1.1
MOST_LISTED: Final = 3
_UPPER: Final = ("fewer", "atMost")
_LOWER: Final = ("more", "atLeast")


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number that a claim states, as one end of what it says.

    Attributes
    ----------
    value : float
        The number.
    word : str
        Its word as an end: none, about, or that of a limit.
    bound : str
        The bound of the report that it is.
    claim : RowClaim
        The claim.
    row : int
        The position of its row among those of the spread.
    """

    value: float
    word: EndWord
    bound: Bound
    claim: RowClaim
    row: int

    @property
    def rank(self) -> int:
        """Which of equal numbers is named first: an exact one, then one that is only near, then a limit."""
        return ("", "about").index(self.word) if self.word in ("", "about") else 2


@dataclass(frozen=True, slots=True)
class Spread:
    """The stated numbers of some rows.

    Attributes
    ----------
    rows : tuple of AnswerRow
        Rows with a stated number.
    lower, upper : tuple of StatedNumber
        The lower and the upper number of each claim with a stated number, in the order of the rows.
    low, high : StatedNumber
        The numbers that are named at the ends: exact before about before a limit; of equals the one said last.
    shape : str
        How it is written: one row, figures alike, limits of one kind one by one, or from end to end.
    """

    rows: tuple[AnswerRow, ...]
    lower: tuple[StatedNumber, ...]
    upper: tuple[StatedNumber, ...]
    low: StatedNumber
    high: StatedNumber
    shape: Shape

    @property
    def claims(self) -> list[RowClaim]:
        """The claims that state a number."""
        return [number.claim for number in self.lower]

    @property
    def voices(self) -> int:
        """How many claimants are counted."""
        return len({row.voice or number for number, row in enumerate(self.rows)})

    def others(self, named: StatedNumber) -> list[StatedNumber]:
        """Return a number of each other row at the end that a number is named at."""
        numbers = self.lower if named is self.low else self.upper
        found = {one.row: one for one in numbers if one.value == named.value and one.row != named.row}
        return list(found.values())


def latest_first(claim: RowClaim) -> tuple[float, float]:
    """Return the latest and the earliest day of a saying; what nothing bounds counts as said first."""
    earliest, latest = claim.said
    return (float("-inf") if latest is None else latest, float("-inf") if earliest is None else earliest)


def states_number(claim: RowClaim) -> bool:
    """Check whether a claim states a number."""
    figure = claim.figure
    has_low = figure.low is not None and (figure.low > 0 or figure.low_included)
    return not claim.wording and (has_low or figure.best is not None or figure.high is not None)


def lower_number(claim: RowClaim, row: int = 0) -> StatedNumber | None:
    """Return the lower number that a claim states: its low, else its best, else its high; None where it states none."""
    figure = claim.figure
    if claim.wording:
        return None
    if figure.low is not None and (figure.low > 0 or figure.low_included):
        word: EndWord = "more" if not figure.low_included else "atLeast" if figure.high is None else ""
        return StatedNumber(figure.low, word, "low", claim, row)
    if figure.best is not None:
        return StatedNumber(figure.best, "about", "best", claim, row)
    if figure.high is not None:
        return StatedNumber(figure.high, "atMost" if figure.high_included else "fewer", "high", claim, row)
    return None


def upper_number(claim: RowClaim, row: int = 0) -> StatedNumber | None:
    """Return the upper number that a claim states: its high, else its best, else its low; None where it states none."""
    figure = claim.figure
    if claim.wording:
        return None
    has_low = figure.low is not None and (figure.low > 0 or figure.low_included)
    if figure.high is not None:
        word: EndWord = "fewer" if not figure.high_included else "" if has_low else "atMost"
        return StatedNumber(figure.high, word, "high", claim, row)
    if figure.best is not None:
        return StatedNumber(figure.best, "about", "best", claim, row)
    if has_low and figure.low is not None:
        return StatedNumber(figure.low, "atLeast" if figure.low_included else "more", "low", claim, row)
    return None


def has_two_ends(claim: RowClaim) -> bool:
    """Check whether a claim states two numbers: "11,000–12,000", "more than 1,000, at most 2,000"."""
    lower, upper = lower_number(claim), upper_number(claim)
    return lower is not None and upper is not None and lower.value != upper.value


def spread_of(rows: Sequence[tuple[AnswerRow, Sequence[RowClaim]]]) -> Spread | None:
    """Return the spread of rows with the claims of each that count; None where nobody states a number."""
    stating = [(row, claims) for row, claims in rows if any(states_number(claim) for claim in claims)]
    if not stating:
        return None
    lower, upper = [], []
    for number, (_, claims) in enumerate(stating):
        lower += [one for claim in claims if (one := lower_number(claim, number))]
        upper += [one for claim in claims if (one := upper_number(claim, number))]
    low = _named_at(min(one.value for one in lower), lower)
    high = _named_at(max(one.value for one in upper), upper)
    is_range = low.value != high.value
    shape = _shape(len(stating), lower, upper, is_range=is_range)
    return Spread(tuple(row for row, _ in stating), tuple(lower), tuple(upper), low, high, shape)


def _named_at(value: float, numbers: Sequence[StatedNumber]) -> StatedNumber:
    same = [one for one in numbers if one.value == value]
    return min(same, key=lambda one: (one.rank, *(-day for day in latest_first(one.claim))))


def _shape(rows: int, lower: Sequence[StatedNumber], upper: Sequence[StatedNumber], *, is_range: bool) -> Shape:
    first = figure_key(lower[0].claim)
    is_alike = not is_range or all(figure_key(one.claim) == first for one in lower)
    if rows == 1:
        return "one" if is_alike or len({figure_key(one.claim) for one in lower}) <= MOST_LISTED else "range"
    if is_alike:
        return "alike"
    if rows > MOST_LISTED:
        return "range"
    kinds = {limit_of(*both) for both in zip(lower, upper, strict=True)}
    return "limits" if len(kinds) == 1 and "" not in kinds else "range"


def limit_of(lower: StatedNumber, upper: StatedNumber) -> Limit:
    """Return which limit is all that a claim states."""
    if lower.word in _UPPER:
        return "upper"
    return "lower" if upper.word in _LOWER else ""


def limits_of(spread: Spread) -> list[Limit]:
    """Return for each row of a spread which limit is all that it states."""
    kinds: list[set[Limit]] = [set() for _ in spread.rows]
    for lower, upper in zip(spread.lower, spread.upper, strict=True):
        kinds[lower.row].add(limit_of(lower, upper))
    return [next(iter(kind)) if len(kind) == 1 else "" for kind in kinds]


def figure_key(claim: RowClaim) -> tuple[object, ...]:
    """Return what two claims of one text share."""
    figure = claim.figure
    return (figure.low, figure.low_included, figure.high, figure.high_included, figure.best)


def factor_of(spread: Spread) -> tuple[float, Factor] | None:
    """Return how many times the upper end is the lower one, and the word before it; None where that says nothing."""
    low, high = spread.low, spread.high
    is_one_voice = low.row == high.row or (
        spread.rows[low.row].voice != "" and spread.rows[low.row].voice == spread.rows[high.row].voice
    )
    if is_one_voice or low.value == 0 or low.word in _LOWER or high.word in _UPPER:
        return None
    factor = high.value / low.value
    if factor < LEAST_FACTOR:
        return None
    is_about = "about" in (low.word, high.word)
    if low.word not in _UPPER and high.word not in _LOWER:
        return factor, "about" if is_about else ""
    if low.word == "fewer" or high.word == "more":
        return factor, "moreAbout" if is_about else "more"
    return factor, "atLeastAbout" if is_about else "atLeast"
