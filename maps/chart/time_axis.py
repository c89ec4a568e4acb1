"""Time to the right: which days the chart shows, where years without any change are left out, and ticks with room."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mustermap.words.date_texts import day_text

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from mustermap.words import Words

    Days = NDArray[np.int64]

_EPOCH: Final = datetime.date(1970, 1, 1)
_FIRST_DAY, _LAST_DAY = ((day - _EPOCH).days for day in (datetime.date.min, datetime.date.max))
_NO_BOUND: Final = 2**31 - 1
#: As in the page's `time_axis.ts`: room beyond the ends, days without change that may be left out, months a step.
_LEAST_ROOM, _MOST_ROOM, _ROOM_SHARE = 8, 45, 0.08
_LEAST_BREAK: Final = 540
_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 300)
_BREAK_WIDTH: Final = 14.0


@dataclass(frozen=True, slots=True)
class TimeScale:
    """A scale that is linear between its knots.

    Attributes
    ----------
    days : tuple of float
        The knots.
    at : tuple of float
        Their positions, in pixels.
    breaks : tuple of float
        Where time is left out, in pixels.
    """

    days: tuple[float, ...]
    at: tuple[float, ...]
    breaks: tuple[float, ...]

    @property
    def first(self) -> float:
        """The first day."""
        return self.days[0]

    @property
    def last(self) -> float:
        """The end of the last day."""
        return self.days[-1]

    def position(self, days: Any) -> NDArray[np.float64]:
        """Return the positions of days; those beyond the ends are put at the ends."""
        return np.interp(np.asarray(days, dtype=np.float64), self.days, self.at)

    def day(self, at: Any) -> NDArray[np.float64]:
        """Return the day at a position."""
        return np.interp(np.asarray(at, dtype=np.float64), self.at, self.days)


def scale_time(claims: pd.DataFrame, others: list[int], *, width: float, unit: float) -> TimeScale:
    """Lay out the days on which some claims begin, end, become certain, or are only last cited.

    Parameters
    ----------
    claims
        The claims of a comparison, as `layers.compare` returns them.
    others
        Other days that are to be seen.
    width
        In pixels.
    unit
        Pixels of the chart to a pixel of the page.
    """
    knots = np.unique(np.concatenate([_turns(claims), np.asarray(others, dtype=np.int64)]))
    if not len(knots):
        knots = np.array([0], dtype=np.int64)
    room = int(np.clip((knots[-1] - knots[0]) * _ROOM_SHARE, _LEAST_ROOM, _MOST_ROOM))
    gaps = np.flatnonzero(np.diff(knots) > _LEAST_BREAK)
    starts = np.append(knots[0], knots[gaps + 1]) - room
    ends = np.append(knots[gaps], knots[-1]) + room
    pause = _BREAK_WIDTH * unit
    free = width - pause * len(gaps)
    widths = (ends - starts) / (ends - starts).sum() * free
    before = np.concatenate([[0.0], np.cumsum(widths + pause)[:-1]])
    days = np.column_stack([starts, ends]).ravel()
    at = np.column_stack([before, before + widths]).ravel()
    return TimeScale(tuple(map(float, days)), tuple(map(float, at)), tuple(map(float, before[1:] - pause / 2)))


def time_ticks(scale: TimeScale, words: Words, *, apart: float) -> list[tuple[float, str, str]]:
    """Return the ticks that have room: position, month, and the year where it begins."""
    linear = sum(b - a for a, b in zip(scale.days[::2], scale.days[1::2], strict=True))
    wide = sum(b - a for a, b in zip(scale.at[::2], scale.at[1::2], strict=True))
    wanted = linear * apart / max(wide, 1.0)
    step = next((months for months in _MONTHS if months * 30.4 >= wanted), _MONTHS[-1])
    ticks: list[tuple[float, str, str]] = []
    year, edge = "", -np.inf
    for date in _months(scale.first, scale.last, step):
        day = (date - _EPOCH).days
        at = float(scale.position(day))
        if at < edge + apart * 0.95 or _is_left_out(scale, day):
            continue
        edge, its = at, str(date.year)
        by_years = step >= 12
        ticks.append(
            (at, its if by_years else day_text(day, words, "monthShort"), "" if by_years or its == year else its)
        )
        year = its
    return ticks


def _turns(claims: pd.DataFrame) -> Days:
    """Return the finite days on which a claim turns from one state into another."""
    start, end, sure, unsure, cited = (
        claims[f"{name}_day"].to_numpy(np.int64)
        for name in ("possible_from", "possible_to", "certain_from", "certain_to", "last_cited_from")
    )
    is_sure = sure <= unsure
    turns = [start, end + 1, sure[is_sure], unsure[is_sure] + 1, cited[cited <= end]]
    days = np.concatenate(turns)
    return np.asarray(days[np.abs(days) < _NO_BOUND - 1], dtype=np.int64)


def _months(first: float, last: float, step: int) -> list[datetime.date]:
    """Return the first day of each step of months, as far as the calendar has years."""
    days = (min(max(int(day), _FIRST_DAY), _LAST_DAY) for day in (first, last))
    start, end = (_EPOCH + datetime.timedelta(days=day) for day in days)
    begin = (start.year * 12 + start.month - 1) // step * step
    begin = begin if begin >= 12 else begin + step  # there is no year 0
    dates = [datetime.date(month // 12, month % 12 + 1, 1) for month in range(begin, end.year * 12 + end.month, step)]
    return [date for date in dates if start <= date <= end]


def _is_left_out(scale: TimeScale, day: float) -> bool:
    return any(a < day < b for a, b in zip(scale.days[1::2], scale.days[2::2], strict=False))
