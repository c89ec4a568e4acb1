"""Days as integers, counted from 1970-01-01 in UTC; no clock time and no local time enters."""

from __future__ import annotations

from datetime import date
from typing import Final

DISTANT_PAST: Final = -(2**31 - 1)
"""The day before all days: no earliest day is known."""

DISTANT_FUTURE: Final = 2**31 - 1
"""The day after all days: open, or no latest day is known."""

_EPOCH: Final = date(1970, 1, 1).toordinal()


def day_of(moment: date) -> int:
    """Return the number of days from 1970-01-01 to a calendar day.

    Examples
    --------
    >>> day_of(date(1970, 1, 2)), day_of(date(1969, 12, 31))
    (1, -1)
    """
    return moment.toordinal() - _EPOCH


def date_of(day: int) -> date:
    """Return the calendar day of a day number.

    Raises
    ------
    ValueError
        If the day lies outside the years 1 to 9999, as DISTANT_PAST and DISTANT_FUTURE do.

    Examples
    --------
    >>> date_of(19327)
    datetime.date(2022, 12, 1)
    """
    try:
        return date.fromordinal(day + _EPOCH)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"day {day} lies outside the years 1 to 9999") from error


def is_finite(day: int) -> bool:
    """Check whether a day number is a day of the calendar, not a distant past or future."""
    return DISTANT_PAST < day < DISTANT_FUTURE
