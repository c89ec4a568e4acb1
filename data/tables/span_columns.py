"""A span from the columns of a year, a quarter and a month: start and end in EDTF."""

from __future__ import annotations

import re
from typing import Final

from mustermap.data.short_texts import echoed

# Not by calendar, whose names follow the locale.
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_FIRST_QUARTER: Final = 33
"""EDTF (ISO 8601-2) numbers the quarters of a year 33 to 36 in the place of a month."""


class UnreadableSpan(ValueError):
    """A year, a quarter or a month that is none; the first argument is the part."""

    def __init__(self, part: str, message: str) -> None:
        super().__init__(message)
        self.part = part


def read_span_parts(year: str, quarter: str = "", month: str = "") -> str:
    """Read the parts of a span into one EDTF date, that of its start and its end; blank without a year.

    A quarter may be in the column of months, and the other way round. A month goes before its quarter.

    Raises
    ------
    UnreadableSpan
        If a part is none, or the month lies in another quarter.

    Examples
    --------
    >>> read_span_parts("1992"), read_span_parts("2005.0", "Q3"), read_span_parts("2012", "3", "September")
    ('1992', '2005-35', '2012-09')
    >>> read_span_parts("2012", "4", "9")
    Traceback (most recent call last):
        ...
    mustermap.data.tables.span_columns.UnreadableSpan: '9' does not lie in the quarter '4'; correct one of the two
    """
    if not year:
        if quarter or month:
            raise UnreadableSpan("year", f"blank, beside {echoed(quarter or month)}; fill the year")
        return ""
    if not (found := re.fullmatch(r"(\d{4})(?:\.0+)?", year)):
        raise UnreadableSpan("year", f"{echoed(year)} is no year; write four digits, such as 1950")
    if _is_quarter(month) and not quarter:
        quarter, month = month, ""
    number = _month(month)
    quartered = _quarter(quarter)
    if number and quartered and (number - 1) // 3 + 1 != quartered:
        raise UnreadableSpan(
            "month", f"{echoed(month)} does not lie in the quarter {echoed(quarter)}; correct one of the two"
        )
    if number:
        return f"{found[1]}-{number:02}"
    return f"{found[1]}-{_FIRST_QUARTER - 1 + quartered}" if quartered else found[1]


def _is_quarter(text: str) -> bool:
    return bool(re.fullmatch(r"(?i)q\s?[1-4]|[1-4]\s?q", text))


def _quarter(text: str) -> int:
    if not text:
        return 0
    plain = re.sub(r"(?i)^q(uarter)?\s*|\s*q(uarter)?$|\.0+$", "", text)
    if plain in {"1", "2", "3", "4"}:
        return int(plain)
    if plain.lower() in _QUARTERS:
        return _QUARTERS[plain.lower()]
    raise UnreadableSpan("quarter", f"{echoed(text)} is no quarter; write 1 to 4 or Q1 to Q4")


def _month(text: str) -> int:
    if not text:
        return 0
    if (found := re.fullmatch(r"(\d{1,2})(?:\.0+)?", text)) and 1 <= int(found[1]) <= 12:
        return int(found[1])
    if (start := text[:3].lower()) in _MONTHS and text.isalpha():
        return _MONTHS.index(start) + 1
    raise UnreadableSpan("month", f"{echoed(text)} is no month; write 1 to 12 or its name in English")
