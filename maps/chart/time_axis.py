"""Time to the right: the days of a period, and ticks with room."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mustermap.words.date_texts import day_text

if TYPE_CHECKING:
    from mustermap.words import Words

_EPOCH: Final = datetime.date(1970, 1, 1)
_FIRST_DAY, _LAST_DAY = ((day - _EPOCH).days for day in (datetime.date.min, datetime.date.max))
_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 300)
"""Months between two ticks."""


@dataclass(frozen=True, slots=True)
class TimeScale:
    """The days of a chart.

    Attributes
    ----------
    first, last : int
        The first day and the day after the last.
    left, right : float
        Where they are, in pixels.
    """

    first: int
    last: int
    left: float
    right: float

    def position(self, day: float) -> float:
        """Return where a day begins; one beyond the ends is put at the end."""
        share = (day - self.first) / max(self.last - self.first, 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


def time_ticks(scale: TimeScale, words: Words, *, apart: float) -> list[tuple[float, str, str]]:
    """Return the ticks that have room: position, month, and the year where it begins."""
    wanted = (scale.last - scale.first) * apart / max(scale.right - scale.left, 1.0)
    step = next((months for months in _MONTHS if months * 30.4 >= wanted), _MONTHS[-1])
    ticks: list[tuple[float, str, str]] = []
    year, edge = "", float("-inf")
    for date in _months(scale.first, scale.last, step):
        day = (date - _EPOCH).days
        at = scale.position(day)
        if at < edge + apart * 0.85:
            continue
        edge, its = at, str(date.year)
        by_years = step >= 12
        ticks.append(
            (at, its if by_years else day_text(day, words, "monthShort"), "" if by_years or its == year else its)
        )
        year = its
    return ticks


def _months(first: float, last: float, step: int) -> list[datetime.date]:
    """Return the first day of each step of months, as far as the calendar has years."""
    days = (min(max(int(day), _FIRST_DAY), _LAST_DAY) for day in (first, last))
    start, end = (_EPOCH + datetime.timedelta(days=day) for day in days)
    begin = (start.year * 12 + start.month - 1) // step * step
    begin = begin if begin >= 12 else begin + step  # there is no year 0
    dates = [datetime.date(month // 12, month % 12 + 1, 1) for month in range(begin, end.year * 12 + end.month, step)]
    return [date for date in dates if start <= date < end]
