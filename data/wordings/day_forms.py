"""The forms of days above the tables of words: what symbols of `day_words` say which days, in every language alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Final

from mustermap.data.days import date_of
from mustermap.data.edtf import read_edtf
from mustermap.data.wordings.calendar_days import (
    Days,
    MakeDays,
    month_days,
    one_of,
    part_of_month,
    part_of_year,
    quarter_days,
    winter_days,
    year_days,
)
from mustermap.data.wordings.publication_days import Publication, fitting
from mustermap.errors import AmbiguousDate, UnreadableDate

_YEAR: Final = r"(?: (?:y(?P<year>\d{4})|(?P<which>LAST|THIS|NEXT) YEAR))?"
_WEEKDAY: Final = r"(?:w(?P<weekday>\d) )?"
_UNTIL: Final = "UNTIL|UNTIL_OR_BY"


def read_days(symbols: str, beside: Publication) -> Days | None:
    """Return the days that symbols say which hold no relation; None if they are no form of them."""
    for form, read in _FORMS:
        if found := form.fullmatch(symbols):
            return read(found, beside)
    return None


def _stated_year(found: re.Match[str], beside: Publication) -> int | None:
    if found["year"]:
        return int(found["year"])
    return beside.unit("YEAR", found["which"]).first.year if found["which"] else None


def _of_year(found: re.Match[str], beside: Publication, make: MakeDays, weekday: int | None = None) -> Days:
    """Return the days of the year that is stated, else of the one that the publication lets take."""
    year = _stated_year(found, beside)
    try:
        return fitting(make(year), weekday) if year is not None else beside.in_year(make, weekday=weekday)
    except UnreadableDate:
        raise
    except ValueError as error:
        raise UnreadableDate("is no day of the calendar; check month and day") from error


def _day(found: re.Match[str], beside: Publication) -> Days:
    month, day = int(found["month"]), int(found["day"])
    weekday = int(found["weekday"]) - 1 if found["weekday"] else None

    def make(year: int) -> Days:
        one = date(year, month, day)
        return Days(one, one, str(one))

    return _of_year(found, beside, make, weekday)


def _exact(found: re.Match[str], beside: Publication) -> Days:
    one = date.fromisoformat(found["exact"])
    return fitting(Days(one, one, str(one)), int(found["weekday"]) - 1 if found["weekday"] else None)


def _month(found: re.Match[str], beside: Publication) -> Days:
    month, part = int(found["month"]), found["part"]
    if part:
        return _of_year(found, beside, partial(part_of_month, part, month))
    return _of_year(found, beside, lambda year: month_days(year, month))


def _year_or_part(found: re.Match[str], beside: Publication) -> Days:
    year, part = _stated_year(found, beside) or 0, found["part"]
    return part_of_year(part, year) if part else year_days(year)


def _part_of_unit(found: re.Match[str], beside: Publication) -> Days:
    """Return the end of the month, of the year: of that of publication, or the one beside it that is said."""

    def part(which: str) -> Days:
        of = beside.unit(found["unit"], which).first
        if found["unit"] == "YEAR":
            return part_of_year(found["part"], of.year)
        return part_of_month(found["part"], of.month, of.year)

    if found["of"]:
        return part(found["of"])
    here, before = part("THIS"), part("LAST")
    if found["part"][1] == "3" and beside.day() - before.last < here.first - beside.day():
        raise AmbiguousDate(f"can be {before.edtf} or {here.edtf}")  # the end that has just been, or the one to come
    return here


def _season_of(season: int, part: str | None, year: int) -> Days:
    """Return a season as EDTF has it, or a third of it, which is a month; a winter begins in December."""
    if part:
        return month_days(year, 3 * season + int(part[1]) - 1)
    whole = read_edtf(f"{year:04}-{20 + season}")
    return Days(date_of(whole.earliest), date_of(whole.latest), whole.edtf)


def _season(found: re.Match[str], beside: Publication) -> Days | None:
    season, part = int(found["season"]), found["part"]
    if season == 4:
        # Which of two winters is meant, a year alone leaves open, and no year still more.
        return _season_of(4, None, _stated_year(found, beside) or 0) if not part and found["year"] else None
    return _of_year(found, beside, partial(_season_of, season, part))


def _winter(found: re.Match[str], beside: Publication) -> Days | None:
    year, last = int(found["from"]), int(found["to"])
    if last not in {year + 1, (year + 1) % 100}:
        return None
    if found["part"]:
        return month_days(*((year, 12) if found["part"][1] == "1" else (year + 1, int(found["part"][1]) - 1)))
    return winter_days(year)


def _quarter(found: re.Match[str], beside: Publication) -> Days:
    return _of_year(found, beside, lambda year: quarter_days(year, int(found["quarter"])))


def _week_of_month(found: re.Match[str], beside: Publication) -> Days:
    number, month = int(found["number"]), int(found["month"])

    def make(year: int) -> Days:
        last = month_days(year, month).last
        first = last - timedelta(days=6) if number == 0 else date(year, month, 7 * number - 6)
        return one_of(first, min(first + timedelta(days=6), last))

    return _of_year(found, beside, make)


def _week_beside(found: re.Match[str], beside: Publication) -> Days | None:
    """Return the week in which a day lies, or which it begins or ends."""
    days = read_days(found["day"], beside)
    if days is None or days.first != days.last:
        return None
    first = {
        "WEEK_OF": days.first - timedelta(days=days.first.weekday()),
        "WEEK_FROM": days.first,
        "WEEK_TO": days.first - timedelta(days=6),
    }[found["week"]]
    return one_of(first, first + timedelta(days=6))


def _weekend_of(found: re.Match[str], beside: Publication) -> Days | None:
    """Return the weekend in which a day lies; of a day that is in none, nothing."""
    days = read_days(found["day"], beside)
    if days is None or days.first != days.last or days.first.weekday() < 5:
        return None
    saturday = days.first - timedelta(days=days.first.weekday() - 5)
    return one_of(saturday, saturday + timedelta(days=1))


def _tens(found: re.Match[str], beside: Publication) -> Days:
    month, ten = int(found["month"]), int(found["ten"])

    def make(year: int) -> Days:
        last = min(10 * ten + 9, month_days(year, month).last.day)
        return Days(date(year, month, 10 * ten), date(year, month, last), f"{year:04}-{month:02}-{ten}X")

    return _of_year(found, beside, make)


def _counted(found: re.Match[str], beside: Publication) -> Days | None:
    """Return yesterday, today, tomorrow; the date that is named beside it must be that day."""
    counted = beside.counted(int(found["days"]))
    if not found["same"]:
        return counted
    named = read_days(found["same"], beside)
    return counted if named and named.first == named.last == counted.first else None


def _weekday(found: re.Match[str], beside: Publication) -> Days:
    weekday = int(found["weekday"]) - 1
    if week := found["week"] or found["week_before"]:
        return beside.counted((beside.unit("WEEK", week).first - beside.day()).days + weekday)
    return beside.weekday(weekday, found["which"] or "")


def _weekday_of_month(found: re.Match[str], beside: Publication) -> Days:
    """Return the first, the second … or the last Friday of a month."""
    number, weekday, month = int(found["number"]), int(found["weekday"]) - 1, int(found["month"])

    def make(year: int) -> Days:
        first, last, _ = month_days(year, month)
        if number == 0:
            day = last - timedelta(days=(last.weekday() - weekday) % 7)
        else:
            day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
        if day > last:
            raise ValueError(number)
        return Days(day, day, str(day))

    return _of_year(found, beside, make)


def _day_of_month_beside(found: re.Match[str], beside: Publication) -> Days:
    month = beside.unit("MONTH", found["which"]).first
    try:
        day = month.replace(day=int(found["day"]))
    except ValueError as error:
        raise UnreadableDate("is no day of the calendar; check month and day") from error
    return fitting(Days(day, day, str(day)), int(found["weekday"]) - 1 if found["weekday"] else None)


def _part_of_week(found: re.Match[str], beside: Publication) -> Days:
    """Return the beginning, the middle or the end of a week; where one ends and the next begins, nobody says."""
    monday = beside.unit("WEEK", found["which"] or "THIS").first
    first, last = ((0, 2), (1, 3), (4, 6))[int(found["part"]) - 1]
    return one_of(monday + timedelta(days=first), monday + timedelta(days=last))


def _side_of(found: re.Match[str], beside: Publication) -> Days | None:
    """Return "earlier this month": from its first day to that of publication; "later in October": from that day on."""
    whole = beside.unit(found["unit"], "THIS") if found["unit"] else read_days(found["month"], beside)
    published = beside.day()
    if whole is None or not whole.first <= published <= whole.last:
        return whole
    return one_of(whole.first, published) if found["side"] == "EARLIER" else one_of(published, whole.last)


def _night(found: re.Match[str], beside: Publication) -> Days | None:
    """Return the two days of a night: "in the night to 10 October"."""
    day = read_days(found["day"], beside)
    if day is None or day.first != day.last:
        return None
    if found["night"] == "NIGHT_TO":
        return one_of(day.first - timedelta(days=1), day.first)
    return one_of(day.first, day.first + timedelta(days=1))


def _night_between(found: re.Match[str], beside: Publication) -> Days | None:
    second = read_days(found["second"], beside)
    if second is None or second.first != second.last:
        return None
    first = second.first - timedelta(days=1)
    is_before = int(found["first"]) == (first.day if found["kind"] == "d" else first.weekday() + 1)
    return one_of(first, second.first) if is_before else None


_Read = Callable[["re.Match[str]", Publication], "Days | None"]
_FORMS: Final[tuple[tuple[re.Pattern[str], _Read], ...]] = tuple(
    (re.compile(form), read)
    for form, read in (
        (rf"{_WEEKDAY}x(?P<exact>\S+)", _exact),
        (rf"{_WEEKDAY}d(?P<day>\d+) m(?P<month>\d+){_YEAR}", _day),
        (rf"{_WEEKDAY}m(?P<month>\d+) d(?P<day>\d+){_YEAR}", _day),
        (rf"(?:(?P<part>[pPh]\d) )?m(?P<month>\d+){_YEAR}", _month),
        (rf"(?P<part>[pPh]\d)(?!$){_YEAR}", _year_or_part),
        (r"(?P<part>)(?:y(?P<year>\d{4})|(?P<which>LAST|THIS|NEXT) YEAR)", _year_or_part),
        (r"(?P<part>[pPh]\d) (?:(?P<of>LAST|THIS|NEXT) )?(?P<unit>MONTH|YEAR)", _part_of_unit),
        (rf"(?:(?P<part>[pP]\d) )?s(?P<season>\d){_YEAR}", _season),
        (r"(?:(?P<part>[pP]\d) )?s4 y(?P<from>\d{4}) (?:-|/|TO|AND) [yd](?P<to>\d+)", _winter),
        (rf"q(?P<quarter>\d){_YEAR}", _quarter),
        (rf"[od](?P<number>[0-5]) WEEK m(?P<month>\d+){_YEAR}", _week_of_month),
        (r"(?P<week>WEEK_OF|WEEK_FROM|WEEK_TO) (?P<day>.+)", _week_beside),
        (rf"t(?P<ten>[12]) m(?P<month>\d+){_YEAR}", _tens),
        (r"R(?P<days>-?\d+)(?: (?P<same>.+))?", _counted),
        (
            r"(?:(?P<which>LAST|PAST|THIS|NEXT|COMING) |(?P<week_before>LAST|THIS|NEXT) WEEK )?w(?P<weekday>\d)"
            r"(?: (?P<week>LAST|THIS|NEXT) WEEK)?",
            _weekday,
        ),
        (rf"o(?P<number>\d) w(?P<weekday>\d) m(?P<month>\d+){_YEAR}", _weekday_of_month),
        (rf"{_WEEKDAY}d(?P<day>\d+) (?P<which>LAST|THIS|NEXT) MONTH", _day_of_month_beside),
        (r"[pP](?P<part>\d) (?:(?P<which>LAST|THIS|NEXT) )?WEEK", _part_of_week),
        (r"(?P<side>EARLIER|LATER) (?:THIS (?P<unit>WEEK|MONTH|YEAR)|(?P<month>m\d+))", _side_of),
        (r"(?P<which>LAST|THIS|NEXT) (?P<unit>WEEK|MONTH|QUARTER)", lambda found, beside: beside.unit(
            found["unit"], found["which"])),
        (r"WEEKEND (?P<day>.+)", _weekend_of),
        (r"(?:(?P<which>LAST|PAST|THIS|NEXT|COMING) )?WEEKEND", lambda found, beside: beside.weekend(
            found["which"] or "")),
        (r"(?P<which>LAST|PAST|THIS|NEXT|COMING) (?P<of>[ms]\d+)", lambda found, beside: _nearest(found, beside)),
        (r"(?:d(?P<count>\d+) )?(?P<unit>DAY|WEEK|MONTH|YEAR) AGO", lambda found, beside: beside.back_by(
            int(found["count"] or 1), found["unit"])),
        (r"(?:AHEAD d(?P<count>\d+)|HENCE(?: d(?P<more>\d+))?) (?P<unit>DAY|WEEK|MONTH|YEAR)", lambda found, beside: (
            beside.back_by(-int(found["count"] or found["more"] or 1), found["unit"]))),
        (r"NIGHT_FROM (?P<kind>[dw])(?P<first>\d+) (?:(?:TO|AND|-|UNTIL_OR_BY) )?(?P<second>[dw]\d.*)", _night_between),
        (r"(?P<night>NIGHT_FROM|NIGHT_TO) (?P<day>.+)", _night),
    )
)  # fmt: skip


def _nearest(found: re.Match[str], beside: Publication) -> Days | None:
    number = int(found["of"][1:])
    if found["of"][0] == "m":
        return beside.nearest(lambda year: month_days(year, number), found["which"])
    return (
        beside.winter(found["which"])
        if number == 4
        else beside.nearest(partial(_season_of, number, None), found["which"])
    )
