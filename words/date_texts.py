"""Days, and the dates of reports, as a language writes them; the same as ``date_texts.ts`` in the page.

Dates of reports are EDTF (Library of Congress, 2019; ISO 8601-2). They are only written here: which days they can be
was worked out before. What is in none of the forms below comes back as it is.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import TYPE_CHECKING, Final, Literal

from mustermap.words.isolate import isolate

if TYPE_CHECKING:
    from mustermap.words.catalogue import Words

_EPOCH: Final = datetime.date(1970, 1, 1).toordinal()
_SET: Final = re.compile(r"[\[{](.*)[\]}]", re.DOTALL)
_RANGE: Final = re.compile(r"(.*?)\.\.(.*)", re.DOTALL)
_QUALIFIED: Final = re.compile(r"(.*?)([~?%]*)", re.DOTALL)
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH: Final = re.compile(r"([0-9]{4})-([0-9]{2})")
_YEAR: Final = re.compile(r"[0-9]{4}")
_DECADE: Final = re.compile(r"([0-9]{3})X")
_TEN_DAYS: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-3])X")
_SOME_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-XX")

_MOST_AGE_DAYS: Final = 120
"""An age of more days than this is written in months."""

Form = Literal["day", "short", "month", "monthShort", "dayMonth", "dayMonthShort"]


def day_text(day: int, words: Words, form: Form = "day") -> str:
    r"""Write a day, or its month alone.

    Parameters
    ----------
    day
        Days since 1970-01-01.
    words
        The language.
    form
        "day" is 1 December 2022, "short" 1 Dec 2022, "month" December 2022, "monthShort" Dec, "dayMonth" 1 December,
        "dayMonthShort" 1 Dec.

    Raises
    ------
    ValueError
        If the day lies outside the years 1 to 9999.

    Examples
    --------
    >>> from mustermap.words import words_of
    >>> day_text(19327, words_of("en")), day_text(19327, words_of("ru"), "month")
    ('1 December 2022', 'декабрь 2022\xa0г.')
    """
    try:
        date = datetime.date.fromordinal(day + _EPOCH)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"day {day} lies outside the years 1 to 9999") from error
    return _date_text(date.year, date.month, date.day, words, form)


def days_text(from_day: int, to_day: int, words: Words) -> str:
    """Write a range of days, or a single one.

    Examples
    --------
    >>> from mustermap.words import words_of
    >>> days_text(19327, 19328, words_of("en")), days_text(19327, 19327, words_of("en"))
    ('1 December 2022 to 2 December 2022', '1 December 2022')
    """
    if from_day == to_day:
        return day_text(from_day, words)
    return words.say("span", **{"from": day_text(from_day, words), "to": day_text(to_day, words)})


def said_text(earliest: int | None, latest: int | None, words: Words) -> str:
    """Write in short on which day something was said, as exactly as it is known.

    Parameters
    ----------
    earliest, latest
        Days since 1970-01-01; None where nothing bounds it.
    words
        The language.

    Examples
    --------
    >>> from mustermap.words import words_of
    >>> said_text(19327, 19327, words_of("en")), said_text(19327, 19357, words_of("en"))
    ('1 Dec 2022', 'December 2022')
    >>> said_text(19327, 19329, words_of("en")), said_text(19327, None, words_of("en"))
    ('some day of 1–3 Dec 2022', '1 Dec 2022 or later')
    """
    if earliest is None and latest is None:
        return words.say("dateUnknown")
    if earliest is None or latest is None:
        if latest is not None:
            return words.say("dateOrEarlier", day=day_text(latest, words, "short"))
        return words.say("dateOrLater", day=day_text(earliest or 0, words, "short"))
    if earliest == latest:
        return day_text(latest, words, "short")
    first, last = (datetime.date.fromordinal(day + _EPOCH) for day in (earliest, latest))
    is_one_month = (first.year, first.month) == (last.year, last.month)
    if is_one_month and first.day == 1 and last.day == _days_in(last.year, last.month):
        return day_text(latest, words, "month")
    since = str(first.day) if is_one_month else day_text(earliest, words, "short")
    return words.say("dateOneOf", **{"from": since, "to": day_text(latest, words, "short")})


def brief_days_text(said: tuple[int | None, int | None], words: Words) -> str:
    """Write as briefly as can be on which of some days something was said, without the year; blank where none is known.

    Examples
    --------
    >>> from mustermap.words import words_of
    >>> [brief_days_text((19327, last), words_of("en")) for last in (19327, 19329, 19357, 19360, None)]
    ['1 Dec', '1–3 Dec', 'Dec', '1 Dec–3 Jan', '1 Dec or later']
    """
    earliest, latest = said
    if earliest is None or latest is None:
        day = latest if earliest is None else earliest
        key = "dateOrEarlier" if earliest is None else "dateOrLater"
        return "" if day is None else words.say(key, day=day_text(day, words, "dayMonthShort"))
    if earliest == latest:
        return day_text(latest, words, "dayMonthShort")
    first, last = (datetime.date.fromordinal(day + _EPOCH) for day in (earliest, latest))
    is_one_month = (first.year, first.month) == (last.year, last.month)
    if is_one_month and first.day == 1 and last.day == _days_in(last.year, last.month):
        return day_text(latest, words, "monthShort")
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    since = str(first.day) if is_one_month else day_text(earliest, words, "dayMonthShort")
    return words.say("subject.saidRange", **{"from": since, "to": day_text(latest, words, "dayMonthShort")})


def said_briefly_text(said: tuple[int | None, int | None], day: int, words: Words) -> str:
    """Write as briefly as can be when something was said: without the year where it is that of a day, and not after it.

    The page has the same rule (``wordSaidBriefly``); ``tests/cases/said_briefly.json`` is run by both.

    Parameters
    ----------
    said
        The first and the last day on which it can have been said; None where nothing bounds it.
    day
        The day that is shown, since 1970-01-01.
    words
        The language.

    Examples
    --------
    >>> from mustermap.words import words_of
    >>> [said_briefly_text((19387, last), 19389, words_of("en")) for last in (19387, 19389, 19552)]
    ['30 Jan', '30 Jan–1 Feb', '30 Jan–14 Jul 2023']
    >>> said_briefly_text((None, None), 19389, words_of("en"))
    'day not known'
    """
    earliest, latest = said
    if earliest is None and latest is None:
        return words.say("lines.dayNotKnown")
    if earliest is None or latest is None:
        return said_text(earliest, latest, words)
    last_text = near_day_text(latest, day, words) if latest <= day else day_text(latest, words, "short")
    if earliest == latest:
        return last_text
    first, last = (datetime.date.fromordinal(one + _EPOCH) for one in (earliest, latest))
    is_one_month = (first.year, first.month) == (last.year, last.month)
    if is_one_month and first.day == 1 and last.day == _days_in(last.year, last.month):
        is_near = latest <= day and last.year == datetime.date.fromordinal(day + _EPOCH).year
        return day_text(latest, words, "monthShort" if is_near else "month")
    since = str(first.day) if is_one_month else near_day_text(earliest, latest, words)
    return words.say("subject.saidRange", **{"from": since, "to": last_text})


def said_later_text(said: tuple[int | None, int | None], day: int, words: Words) -> str:
    """Say that something was, or may have been, said after a day; blank where it was not.

    The page has the same rule (``laterNotes``); ``tests/cases/said_briefly.json`` is run by both.

    Examples
    --------
    >>> from mustermap.words import words_of
    >>> [said_later_text((first, 19552), 19389, words_of("en")) for first in (19552, 19387)]
    ['said after this day', 'perhaps said after this day']
    """
    earliest, latest = said
    if earliest is not None and earliest > day:
        return words.say("lines.saidLater")
    return words.say("lines.perhapsSaidLater") if latest is not None and latest > day else ""


def age_text(earliest: int | None, latest: int | None, day: int, words: Words) -> str:
    """Write how long before a day something was said, in days, and after 120 days in months of 30 days.

    Parameters
    ----------
    earliest, latest
        The first and the last day on which it can have been said; None where nothing bounds it.
    day
        Days since 1970-01-01.
    words
        The language.

    Returns
    -------
    str
        Blank where it may have been said after that day, or nothing bounds when.

    Examples
    --------
    >>> from mustermap.words import words_of
    >>> age_text(19327, 19327, 19347, words_of("en")), age_text(19327, 19329, 19347, words_of("en"))
    ('20 days before', '18–20 days before')
    >>> age_text(19327, 19327, 19500, words_of("en")), age_text(19327, 19327, 19327, words_of("en"))
    ('5 months before', 'on this day')
    """
    if earliest is None or latest is None or latest > day:
        return ""
    least, most = day - latest, day - earliest
    unit = "ageDays"
    if most > _MOST_AGE_DAYS:
        unit, least, most = "ageMonths", least // 30, most // 30
    if least == most:
        return words.say(f"lines.{unit}", count=most)
    return words.say(f"lines.{unit}Range", count=most, **{"from": least})


def near_day_text(day: int, beside: int, words: Words) -> str:
    """Write a day in short, without its year if another day that is named has the same.

    Examples
    --------
    >>> from mustermap.words import words_of
    >>> near_day_text(19327, 19330, words_of("en")), near_day_text(19327, 19400, words_of("en"))
    ('1 Dec', '1 Dec 2022')
    """
    years = {datetime.date.fromordinal(one + _EPOCH).year for one in (day, beside)}
    return day_text(day, words, "dayMonthShort" if len(years) == 1 else "short")


def date_text(edtf: str, words: Words) -> str:
    """Write a date of a report.

    Examples
    --------
    >>> from mustermap.words import words_of
    >>> date_text("[2022-10-10..]", words_of("en")), date_text("2022-21~", words_of("uk"))
    ('10 October 2022 or later', 'приблизно весна 2022')
    """
    if edtf == "":
        return words.say("dateUnknown")
    if edtf == "..":
        return words.say("dateOpen")
    if some := _SET.fullmatch(edtf):
        return _set_text(some[1], words) or isolate(edtf)
    interval = edtf.split("/")
    if len(interval) == 2:
        return words.say("dateBetween", **{"from": date_text(interval[0], words), "to": date_text(interval[1], words)})
    return _one_text(edtf, words) or isolate(edtf)


def _date_text(year: int, month: int, day: int, words: Words, form: Form) -> str:
    days = words.grammar["days"]
    name = days[{"day": "months", "dayMonth": "months", "month": "monthsAlone", "monthShort": "monthsShortAlone"}.get(
        form, "monthsShort")][month - 1]  # fmt: skip
    pattern: str = days["forms"][form]
    return pattern.replace("{day}", str(day)).replace("{month}", name).replace("{year}", str(year))


def _set_text(inside: str, words: Words) -> str | None:
    parts = _RANGE.fullmatch(inside)
    if not parts:
        days = [_one_text(day.strip(), words) for day in inside.split(",")]
        read = [day for day in days if day is not None]
        return words.joined(read, "or") if len(read) == len(days) else None
    start, end = parts[1].strip(), parts[2].strip()
    start_text, end_text = _one_text(start, words), _one_text(end, words)
    if not start and end_text:
        return words.say("dateOrEarlier", day=end_text)
    if not end and start_text:
        return words.say("dateOrLater", day=start_text)
    if not start_text or not end_text:
        return None
    is_one_month = bool(_DAY.fullmatch(start)) and start[:7] == end[:7]
    return words.say("dateOneOf", **{"from": str(int(start[8:])) if is_one_month else start_text, "to": end_text})


def _one_text(edtf: str, words: Words) -> str | None:
    found = _QUALIFIED.fullmatch(edtf)
    plain, mark = (found[1], found[2]) if found else (edtf, "")
    text = _plain_text(plain, words)
    if text is None:
        return None
    if "%" in mark or ("~" in mark and "?" in mark):
        return words.say("dateAboutAndDoubted", day=text)
    if "~" in mark:
        return words.say("dateAbout", day=text)
    return words.say("dateDoubted", day=text) if "?" in mark else text


def _plain_text(edtf: str, words: Words) -> str | None:
    if found := _DAY.fullmatch(edtf):
        year, month, day = map(int, found.groups())
        return _date_text(year, month, day, words, "day") if 1 <= day <= _days_in(year, month) else None
    if found := _MONTH.fullmatch(edtf):
        year, month = int(found[1]), int(found[2])
        if 21 <= month <= 24:
            return words.say("season", which=month - 21, year=found[1])
        if 33 <= month <= 36:
            return words.say("quarter", which=month - 32, year=found[1])
        return _date_text(year, month, 1, words, "month") if 1 <= month <= 12 else None
    if _YEAR.fullmatch(edtf):
        return edtf
    if found := _DECADE.fullmatch(edtf):
        return words.say("decade", year=f"{found[1]}0")
    if found := _TEN_DAYS.fullmatch(edtf):
        year, month, ten = map(int, found.groups())
        first, last = max(1, ten * 10), min(ten * 10 + 9, _days_in(year, month))
        if first > last:
            return None
        return words.say("dateOneOf", **{"from": str(first), "to": _date_text(year, month, last, words, "day")})
    if (found := _SOME_DAY.fullmatch(edtf)) and 1 <= int(found[2]) <= 12:
        return words.say("someDayOf", month=_date_text(int(found[1]), int(found[2]), 1, words, "month"))
    return None


def _days_in(year: int, month: int) -> int:
    """Return how many days a month has, 0 for none of the twelve."""
    if not 1 <= month <= 12:
        return 0
    return 29 if month == 2 and calendar.isleap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
