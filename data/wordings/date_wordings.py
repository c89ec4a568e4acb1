"""English wordings of dates and spans, as reports write them, turned into EDTF.

A wording without a year is not read: the year would be a guess. ``early``, ``mid`` and ``late`` are thirds:
of a month the days 1-10, 11-20 and 21 to its end, of a year four months each.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from mustermap.data.days import date_of, is_finite
from mustermap.data.edtf import OPEN, Date, read_edtf
from mustermap.data.short_texts import echoed
from mustermap.errors import UnreadableDate

_MONTHS: Final = (
    {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
    | {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9}
)
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>[12]\d{3})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_PART = r"(?P<part>early(?: in)?|beginning of|start of|mid(?:dle of)?|late(?: in)?|end of|first half of|second half of)"
_THIRDS: Final = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_DIGITS_ONLY = re.compile(r"[\d\sX?~%.,:;/\-\[\]{}TZ+]*")

_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_DAY}(?: of)? {_MONTH},? {_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"(?:the )?{_PART}[ -]{_MONTH},? {_YEAR}",
        rf"{_MONTH},? {_YEAR}",
        rf"(?:the )?{_PART}[ -](?:the year )?{_YEAR}",
        rf"(?:the year )?{_YEAR}",
    )
)
_AROUND = re.compile(r"(?:about|around|approximately|circa|ca?\.|roughly) (?P<rest>.+)")
_RELATION = re.compile(
    r"(?P<relation>before|after|by|no later than|not later than|not before|no earlier than) (?P<rest>.+)"
)
_BETWEEN = re.compile(r"(?:between (?P<a>.+?) and (?P<b>.+)|from (?P<c>.+?) (?:to|until|till|through) (?P<d>.+))")
_YEARLESS = re.compile(rf"(?:(?:the )?{_PART}[ -])?(?:{_DAY} )?{_MONTH}(?: {_DAY.replace('day', 'day_after')})?")


@lru_cache(maxsize=65536)
def read_date(text: str, *, year: int | None = None) -> Date:
    """Read a date in EDTF or in an English wording.

    Parameters
    ----------
    text
        ``2022-10-10``, ``late September 2022``, ``early October 2022``, ``after 10 October 2022`` …
    year
        The year to take for a wording that names none; None takes none.

    Raises
    ------
    UnreadableDate
        If it cannot be read; the message says why and what to write.

    Examples
    --------
    >>> read_date("late September 2022").edtf
    '[2022-09-21..2022-09-30]'
    >>> read_date("early October", year=2022).edtf
    '[2022-10-01..2022-10-10]'
    >>> read_date("early October")
    Traceback (most recent call last):
    mustermap.errors.UnreadableDate: 'early October' names no year; write 'early October' with the year if you know it
    """
    if is_exact_form(text):
        return read_edtf(text.strip())
    wording = _plain(text)
    if year is not None and _YEARLESS.fullmatch(wording):
        wording = f"{wording} {year}"
    edtf = _date_edtf(wording)
    if edtf is None:
        raise UnreadableDate(_why_unread(text, wording))
    return read_edtf(edtf)


@lru_cache(maxsize=65536)
def read_span(text: str) -> tuple[Date | None, Date | str | None] | None:
    """Read a wording that states a span with its two ends.

    Returns
    -------
    tuple or None
        Start and end, None where the wording has none and ``OPEN`` where it goes on; None alone if the wording
        states no span.

    Examples
    --------
    >>> start, end = read_span("between November 2022 and February 2023")
    >>> start.edtf, end.edtf
    ('2022-11', '2023-02')
    >>> read_span("since 1999")[1]
    '..'
    >>> read_span("October 2022") is None
    True
    """
    wording = _plain(text)
    if match := _BETWEEN.fullmatch(wording):
        first, last = match["a"] or match["c"], match["b"] or match["d"]
        begins, ends = _two_dates(first, last)
        return (begins, ends) if begins and ends else None
    if match := re.fullmatch(r"(?P<relation>since|from|until|till) (?P<rest>.+?)(?P<on> on| onwards)?", wording):
        edtf = _date_edtf(match["rest"])
        if edtf is None:
            return None
        if match["relation"] in {"until", "till"}:
            return None, read_edtf(edtf)
        return read_edtf(edtf), OPEN if match["relation"] == "since" or match["on"] else None
    return None


@lru_cache(maxsize=65536)
def is_exact_form(text: str) -> bool:
    """Check whether a text is meant as an exact date: it holds no word, only digits and the signs of dates."""
    return bool(_DIGITS_ONLY.fullmatch(text)) and any(sign.isdigit() for sign in text)


def _plain(text: str) -> str:
    """Lower case, single spaces, no leading preposition of time."""
    wording = " ".join(text.replace("\u2013", "-").lower().split())
    return re.sub(r"^(?:on|in|during) ", "", wording)


def _date_edtf(wording: str) -> str | None:
    if match := _AROUND.fullmatch(wording):
        inner = _date_edtf(match["rest"])
        return f"{inner}~" if inner and not inner.startswith("[") else None
    if match := _RELATION.fullmatch(wording):
        return _relation_edtf(match["relation"], match["rest"])
    if match := _BETWEEN.fullmatch(wording):
        return _one_of(*_two_dates(match["a"] or match["c"], match["b"] or match["d"]))
    for form in _FORMS:
        if match := form.fullmatch(wording):
            return _form_edtf(match.groupdict())
    return None


def _two_dates(first: str, last: str) -> tuple[Date | None, Date | None]:
    """Read the two ends of a span; a year that only the second names is the first's too, where that fits."""
    begins, ends = _date_edtf(first) or _borrow_year(first, last), _date_edtf(last)
    if not begins or not ends:
        return None, None
    two = read_edtf(begins), read_edtf(ends)
    return two if two[0].earliest <= two[1].latest else (None, None)  # "from November to February 2023"


def _one_of(first: Date | None, last: Date | None) -> str | None:
    if not first or not last or first.qualified or last.qualified:
        return None
    if not (is_finite(first.earliest) and is_finite(last.latest)):
        return None
    return f"[{date_of(first.earliest)}..{date_of(last.latest)}]"


def _borrow_year(wording: str, other: str) -> str | None:
    """Return the first of two dates with the year that only the second has."""
    year = re.search(r"\b[12]\d{3}$", other)
    return _date_edtf(f"{wording} {year[0]}") if year and _YEARLESS.fullmatch(wording) else None


def _relation_edtf(relation: str, rest: str) -> str | None:
    # "Before the end of 2022" is some day of it, up to the last: what an end or a beginning lasts does not matter here.
    whole = re.sub(r"^(?:the )?(?:end|beginning|start) of (?:the year )?", "", rest)
    before_end = relation == "before" and re.match(r"(?:the )?end of ", rest)
    after_start = relation == "after" and re.match(r"(?:the )?(?:beginning|start) of ", rest)
    if re.match(rf"(?:the )?{_PART}[ -]", rest) and not before_end and not after_start:
        return None  # "after late 2022": of a part of the year or the month, nobody knows the last day
    edtf = _date_edtf(whole if before_end or after_start else rest)
    if edtf is None:
        return None
    inner = read_edtf(edtf)
    if inner.qualified or not (is_finite(inner.earliest) and is_finite(inner.latest)):
        return None
    if before_end or relation in {"by", "no later than", "not later than"}:
        return f"[..{date_of(inner.latest)}]"
    if after_start or relation in {"not before", "no earlier than"}:
        return f"[{date_of(inner.earliest)}..]"
    if relation == "before":
        return f"[..{date_of(inner.earliest) - timedelta(days=1)}]"
    return f"[{date_of(inner.latest) + timedelta(days=1)}..]"


def _form_edtf(got: dict[str, str | None]) -> str:
    year = int(got["year"] or 0)
    named = got.get("month")
    month = _MONTHS[named] if named else None
    part = got.get("part")
    if got.get("day"):
        return f"{year:04}-{month:02}-{int(got['day'] or 0):02}"
    if part:
        first, last = _part_of_month(part, year, month) if month else _part_of_year(part, year)
        return f"[{first}..{last}]"
    return f"{year:04}-{month:02}" if month else f"{year:04}"


def _part_of_month(part: str, year: int, month: int) -> tuple[date, date]:
    length = calendar.monthrange(year, month)[1]
    if "half" in part:
        first, last = (1, 15) if "first" in part else (16, length)
    else:
        first, last = ((1, 10), (11, 20), (21, length))[_third(part)]
    return date(year, month, first), date(year, month, last)


def _part_of_year(part: str, year: int) -> tuple[date, date]:
    if "half" in part:
        first, last = (1, 6) if "first" in part else (7, 12)
    else:
        first, last = ((1, 4), (5, 8), (9, 12))[_third(part)]
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _third(part: str) -> int:
    return next(_THIRDS[word] for word in part.split() if word in _THIRDS)


def _why_unread(text: str, wording: str) -> str:
    if _YEARLESS.fullmatch(wording):
        return f"{echoed(text)} names no year; write {echoed(text)} with the year if you know it"
    return f"{echoed(text)} is no date that can be read; write it in EDTF, such as 2022-10-09, if you know it"
