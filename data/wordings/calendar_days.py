"""Days of the calendar that wordings name: months, quarters, winters, and their parts."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeAlias


class Days(NamedTuple):
    """Some days: the first, the last, and what they are in EDTF."""

    first: date
    last: date
    edtf: str


MakeDays: TypeAlias = Callable[[int], Days]
"""A function that returns the days of a year, such as its October; it raises ValueError where the year has none."""


def one_of(first: date, last: date) -> Days:
    """Return some days as a set of which one is meant.

    Examples
    --------
    >>> one_of(date(2022, 10, 1), date(2022, 10, 10)).edtf
    '[2022-10-01..2022-10-10]'
    """
    return Days(first, last, f"[{first}..{last}]" if first != last else str(first))


def month_days(year: int, month: int) -> Days:
    """Return the days of a month."""
    last = calendar.monthrange(year, month)[1]
    return Days(date(year, month, 1), date(year, month, last), f"{year:04}-{month:02}")


def year_days(year: int) -> Days:
    """Return the days of a year."""
    return Days(date(year, 1, 1), date(year, 12, 31), f"{year:04}")


def winter_days(year: int) -> Days:
    """Return the days of the winter that begins in a year."""
    return Days(date(year, 12, 1), month_days(year + 1, 2).last, f"[{year:04}-12..{year + 1:04}-02]")


def quarter_days(year: int, quarter: int) -> Days:
    """Return the days of a quarter, which EDTF numbers 33 to 36 in the place of a month."""
    first, last = month_days(year, 3 * quarter - 2), month_days(year, 3 * quarter)
    return Days(first.first, last.last, f"{year:04}-{32 + quarter}")


def divmod_month(year: int, month: int) -> tuple[int, int]:
    """Return the year and the month of a month that is counted on beyond the year.

    Examples
    --------
    >>> divmod_month(2022, 0), divmod_month(2022, 13)
    ((2021, 12), (2023, 1))
    """
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def part_of_month(part: str, month: int, year: int) -> Days:
    """Return a third of a month, p1 to p3, or a half, h1 or h2."""
    last = month_days(year, month).last.day
    part = part.lower()
    parts = {"p1": (1, 10), "p2": (11, 20), "p3": (21, last), "h1": (1, 15), "h2": (16, last)}
    first, last = parts[part]
    return one_of(date(year, month, first), date(year, month, last))


def part_of_year(part: str, year: int) -> Days:
    """Return a third of a year, p1 to p3, or a half, h1 or h2."""
    first, last = {"p1": (1, 4), "p2": (5, 8), "p3": (9, 12), "h1": (1, 6), "h2": (7, 12)}[part.lower()]
    return one_of(date(year, first, 1), month_days(year, last).last)
