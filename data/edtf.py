"""Dates in EDTF: which days a date, written with its doubt, can be.

The profile read here is the part of the Extended Date/Time Format (Library of Congress, 2019; ISO 8601-2) in
which one day can lie: years, months and days, unspecified digits (``2022-09-2X``), one-of sets
(``[2022-09-21..2022-09-30]``), seasons, quarters and halves of a year, and the qualifiers ``?``, ``~`` and ``%``.

EDTF gives a season no days. Here it has the months that are commonly called so in the north, spring from March to May;
one in the south (codes 29 to 32) those half a year on. Which winter a year names nobody says, that which ends or that
which begins in it: it has the days of both.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST, day_of
from mustermap.data.short_texts import echoed
from mustermap.errors import UnreadableDate

if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN: Final = ".."
"""The EDTF sign of an open end: it goes on, as far as the source says."""

_QUALIFIER = r"[?~%]?"
_DATE = re.compile(
    rf"{_QUALIFIER}(?P<year>[0-9X]{{4}}){_QUALIFIER}"
    rf"(?:-{_QUALIFIER}(?P<month>[0-9X]{{2}}){_QUALIFIER}"
    rf"(?:-{_QUALIFIER}(?P<day>[0-9X]{{2}}){_QUALIFIER})?)?"
)

# ISO 8601-2 codes for parts of a year, as (first month, last month); a month over 12 is one of the year after. Of the
# seasons 21 to 24 say nothing of the hemisphere, 25 to 28 are northern, 29 to 32 southern.
_NORTHERN: Final = ((3, 5), (6, 8), (9, 11), (1, 14))
_SOUTHERN: Final = (*_NORTHERN[2:3], (1, 14), *_NORTHERN[:2])
_SEASONS: Final = {
    first + at: months
    for first, seasons in ((21, _NORTHERN), (25, _NORTHERN), (29, _SOUTHERN))
    for at, months in enumerate(seasons)
}
_QUARTERS: Final = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_LONGER_PARTS: Final = {37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12)}
_YEAR_PARTS: Final = _SEASONS | _QUARTERS | _LONGER_PARTS


@dataclass(frozen=True, slots=True)
class Date:
    """A date with its doubt: the first and the last day that it can be.

    Attributes
    ----------
    edtf : str
        The date as written, in EDTF.
    earliest, latest : int
        Days since 1970-01-01, both included; DISTANT_PAST and DISTANT_FUTURE where nothing bounds them.
    qualified : bool
        Whether it is marked as uncertain (``?``), approximate (``~``) or both (``%``): then nothing is certain.
    """

    edtf: str
    earliest: int
    latest: int
    qualified: bool = False

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise UnreadableDate(f"{echoed(self.edtf)} ends before it begins; write the earlier day first")


@lru_cache(maxsize=65536)
def read_edtf(text: str) -> Date:
    """Read one date in EDTF.

    Parameters
    ----------
    text
        For instance ``2022-10``, ``2022-09-2X``, ``1999``, ``2022-10-10~``, ``[2022-09-21..2022-09-30]`` or
        ``[2022-10-10..]`` (that day or later).

    Raises
    ------
    UnreadableDate
        If it is not EDTF, has no day in the calendar, or is something other than one date.

    Examples
    --------
    >>> read_edtf("2022-02-2X") == Date("2022-02-2X", day_of(date(2022, 2, 20)), day_of(date(2022, 2, 28)))
    True
    >>> read_edtf("[2022-10-10..]").latest == DISTANT_FUTURE
    True
    >>> read_edtf("2022-02-30")
    Traceback (most recent call last):
    mustermap.errors.UnreadableDate: '2022-02-30' is no day of the calendar; check month and day
    """
    if text.startswith("[") and text.endswith("]"):
        return _read_set(text)
    return _read_one(text)


def _read_set(text: str) -> Date:
    """Read ``[a, b..c]``: one of these days."""
    dates: list[Date] = []
    earliest, latest = DISTANT_FUTURE, DISTANT_PAST
    for member in text[1:-1].split(","):
        first, dots, last = (part.strip() for part in member.partition(OPEN))
        if not first and not last:
            raise UnreadableDate(f"{echoed(text)} has an empty member; write one or more dates between the brackets")
        begins = _read_one(first) if first else None
        ends = _read_one(last) if last else (None if dots else begins)
        dates += [one for one in (begins, ends) if one]
        low = begins.earliest if begins else DISTANT_PAST
        high = ends.latest if ends else DISTANT_FUTURE
        if low > high:
            raise UnreadableDate(f"{echoed(text)} ends before it begins; write the earlier day first")
        earliest, latest = min(earliest, low), max(latest, high)
    return Date(text, earliest, latest, any(one.qualified for one in dates))


def _read_one(text: str) -> Date:
    match = _DATE.fullmatch(text)
    if not match:
        raise UnreadableDate(f"{echoed(text)} is no date in EDTF{_hint(text)}")
    qualified = any(mark in text for mark in "?~%")
    year, month, day = match["year"], match["month"], match["day"]
    if month and month.isdigit() and int(month) > 12:
        return _read_year_part(text, year, int(month), day, qualified)
    first = next(_days(year, month, day, 1), None)
    last = next(_days(year, month, day, -1), None)
    if first is None or last is None:
        raise UnreadableDate(f"{echoed(text)} is no day of the calendar; check month and day")
    if year == "XXXX":
        return Date(text, DISTANT_PAST, DISTANT_FUTURE, qualified)
    return Date(text, day_of(first), day_of(last), qualified)


def _days(year: str, month: str | None, day: str | None, step: int) -> Iterator[date]:
    """Return the calendar days that the digits allow, from the first on (step 1) or from the last back (step -1)."""
    for y in _fitting(year, range(1, 10000), step):
        for m in _fitting(month or "XX", range(1, 13), step):
            for d in _fitting(day or "XX", range(1, calendar.monthrange(y, m)[1] + 1), step):
                yield date(y, m, d)


def _fitting(digits: str, numbers: range, step: int) -> Iterator[int]:
    if digits.isdigit():
        return iter((int(digits),) if int(digits) in numbers else ())
    pattern = re.compile(digits.replace("X", "[0-9]"))
    width = len(digits)
    return (number for number in numbers[::step] if pattern.fullmatch(f"{number:0{width}}"))


def _read_year_part(text: str, year: str, code: int, day: str | None, qualified: bool) -> Date:
    if code < 21:
        raise UnreadableDate(f"{echoed(text)} has {code} for a month; check month and day")
    if day or not year.isdigit() or code not in _YEAR_PARTS or not 0 < int(year) < 9999:
        raise UnreadableDate(f"{echoed(text)} has {code} for a month; check year and month")
    first, last = _YEAR_PARTS[code]
    last_year, last_month = int(year) + (last - 1) // 12, (last - 1) % 12 + 1
    end = date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    return Date(text, day_of(date(int(year), first, 1)), day_of(end), qualified)


def _hint(text: str) -> str:
    if "/" in text and _DATE.fullmatch(text.split("/")[0]):
        return "; an interval is no date: use start and end, or [2022-09..2022-10] for one day of these"
    if re.match(r"\d{4}-\d{2}-\d{2}[T ]", text):
        return "; leave the clock time out: no clock time enters"
    if re.match(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", text):
        return "; day and month could be swapped: write year-month-day, such as 2022-10-09"
    return "; write for instance 2022-10-09, 2022-10 or [2022-10-01..2022-10-10]"
