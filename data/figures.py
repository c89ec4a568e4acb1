"""A claimed figure with its bounds, each included or not; a bound is never taken for the figure itself."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from mustermap.errors import NoCount, UnreadableFigure
from mustermap.words import words_of
from mustermap.words.span_texts import figure_text

SMALLEST: Final = 0.001
LARGEST: Final = 1e12
"""A count is 0, or lies between these two: a mean may have a fraction, and more than these nobody has counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many, as far as the claimant says.

    Attributes
    ----------
    low, high : float or None
        The bounds; None where nobody stated one.
    low_included, high_included : bool
        Whether the bound itself is possible: "more than 1,000" has a low of 1000 that is not included.
    best : float or None
        A single value that is stated as near ("about 9,000"), or as the best of a range.

    Raises
    ------
    UnreadableFigure
        If no number is given, or not low <= best <= high.
    NoCount
        If one is negative, infinite, above `LARGEST`, or between 0 and `SMALLEST`.

    Examples
    --------
    >>> Figure(low=1000, low_included=False).text
    'more than 1,000'
    >>> Figure(low=500, high=300)
    Traceback (most recent call last):
    mustermap.errors.UnreadableFigure: low 500 exceeds high 300; swap them or leave high blank
    """

    low: float | None = None
    low_included: bool = True
    high: float | None = None
    high_included: bool = True
    best: float | None = None

    def __post_init__(self) -> None:
        stated = [number for number in (self.low, self.high, self.best) if number is not None]
        if not stated:
            raise UnreadableFigure("no number is given; write low, high or best, or leave the figure out")
        for number in stated:
            check_count(number)
        if self.low is not None and self.high is not None:
            _check_order(self.low, self.high, both_included=self.low_included and self.high_included)
        if self.best is not None:
            _check_best(self.best, self.low, self.high)

    @property
    def text(self) -> str:
        """The figure in English, each bound as what it is: ``more than 1,000``, ``10,000–15,000``."""
        return figure_text(self, words_of())


def check_count(number: float, shown: str = "") -> None:
    """Check that a number can count something.

    Parameters
    ----------
    number
        Any number.
    shown
        How it was written, for the message.

    Raises
    ------
    NoCount
        If it cannot.

    Examples
    --------
    >>> check_count(12.125)
    >>> check_count(1e308)
    Traceback (most recent call last):
    mustermap.errors.NoCount: 1e+308 is no count; write 0, or a number from 0.001 to 1,000,000,000,000
    """
    if not math.isfinite(number) or number < 0 or 0 < number < SMALLEST or number > LARGEST:
        bounds = f"from {SMALLEST} to {number_text(LARGEST)}"
        raise NoCount(f"{shown or format(number, 'g')} is no count; write 0, or a number {bounds}")


def number_text(number: float) -> str:
    """Write a number in English, without a fraction that it does not have.

    Examples
    --------
    >>> number_text(120000.0), number_text(1.5)
    ('120,000', '1.5')
    """
    return words_of().number(number)


def _check_order(low: float, high: float, *, both_included: bool) -> None:
    if low > high:
        remedy = "swap them or leave high blank"
        raise UnreadableFigure(f"low {number_text(low)} exceeds high {number_text(high)}; {remedy}")
    if low == high and not both_included:
        raise UnreadableFigure(f"low and high are both {number_text(low)}, so both must be included")


def _check_best(best: float, low: float | None, high: float | None) -> None:
    if (low is not None and best < low) or (high is not None and best > high):
        between = f"{'-∞' if low is None else number_text(low)} and {'∞' if high is None else number_text(high)}"
        raise UnreadableFigure(f"best {number_text(best)} is not between {between}; check the three numbers")
