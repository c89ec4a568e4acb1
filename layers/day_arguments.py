"""Days as callers write them: a text, a date, a timestamp or a number."""

from __future__ import annotations

import operator
from datetime import UTC, date, datetime
from typing import Literal, SupportsIndex, TypeAlias

import numpy as np

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST, day_of, is_finite
from mustermap.data.edtf import read_edtf
from mustermap.data.short_texts import echoed
from mustermap.errors import UnreadableDate, WrongDay

Day: TypeAlias = str | date | np.datetime64 | SupportsIndex
"""A day: EDTF (``"2022-12-01"``), ``datetime.date``, ``datetime``, ``pandas.Timestamp`` or days since 1970-01-01."""

End: TypeAlias = Literal["first", "last"]
"""Which day of a month or a year is meant, where the argument is an end of a period."""

_REMEDY = 'write it as "2022-12-01", or pass a datetime.date, a pandas.Timestamp or the number of days since 1970-01-01'


def day_number(day: Day, name: str, *, end: End | None = None) -> int:
    """Return a day as the number of days since 1970-01-01 in UTC.

    Parameters
    ----------
    day
        The day. The clock time of a ``datetime`` is dropped; one with a time zone is converted to UTC first.
    name
        The argument that the caller passed it as; a message names it.
    end
        For an end of a period: a text may then be a month or a year, which means its first or last day. None: one
        day only.

    Raises
    ------
    WrongDay
        If it is no day, or several days where one is needed.

    Examples
    --------
    >>> day_number("2022-12-01", "on"), day_number(date(2022, 12, 1), "on"), day_number(19327, "on")
    (19327, 19327, 19327)
    >>> day_number("2022-11", "from_day", end="first"), day_number("2022-11", "to_day", end="last")
    (19297, 19326)
    >>> day_number("2022-11", "on")
    Traceback (most recent call last):
    mustermap.errors.WrongDay: on: '2022-11' is several days; name one of them, such as 2022-11-01
    """
    if isinstance(day, str):
        return _day_of_text(day, name, end)
    if isinstance(day, np.datetime64):
        if np.isnat(day):
            raise WrongDay(f"{name}: NaT is no day; {_REMEDY}")
        return _in_range(int(day.astype("datetime64[D]").astype(np.int64)), name)
    if isinstance(day, date):
        return _day_of_date(day, name)
    if isinstance(day, bool | np.bool_):
        raise WrongDay(f"{name}: {day} is no day; {_REMEDY}")
    try:
        return _in_range(operator.index(day), name)
    except TypeError:
        raise WrongDay(f"{name}: {type(day).__name__} {echoed(str(day))} is no day; {_REMEDY}") from None


def known_by_number(known_by: Day | None) -> int | None:
    """Return the day by which something must have been said as a number; None, for all that is known, stays None.

    Raises
    ------
    WrongDay
        If it is no day.
    """
    return None if known_by is None else day_number(known_by, "known_by")


def _day_of_text(text: str, name: str, end: End | None) -> int:
    try:
        read = read_edtf(text.strip())
    except UnreadableDate:
        raise WrongDay(f"{name}: {echoed(text)} is no day; {_REMEDY}") from None
    if end is None and read.earliest != read.latest:
        near = f", such as {text.strip()}-01" if len(text.strip()) == len("2022-11") else ""
        raise WrongDay(f"{name}: {echoed(text)} is several days; name one of them{near}")
    day = read.latest if end == "last" else read.earliest
    if read.qualified or not is_finite(day):
        raise WrongDay(f"{name}: {echoed(text)} is no certain day; {_REMEDY}")
    return day


def _day_of_date(day: date, name: str) -> int:
    if day != day:  # pandas.NaT is a datetime, and equals nothing
        raise WrongDay(f"{name}: NaT is no day; {_REMEDY}")
    if isinstance(day, datetime) and day.tzinfo is not None:
        return day_of(day.astimezone(UTC))
    return day_of(day)


def _in_range(day: int, name: str) -> int:
    if not DISTANT_PAST <= day <= DISTANT_FUTURE:
        raise WrongDay(f"{name}: {day} is no number of days since 1970-01-01 that Mustermap can hold; {_REMEDY}")
    return day
