"""Days that a wording does not name by itself: "on Monday", "last week", "early October", by the day of publication.

They are worked out only where that day is exact, and such a day is marked as computed. Weeks begin on Monday
(ISO 8601). Where two days are likely, both are named and neither is taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

from mustermap.data.wordings.calendar_days import (
    Days,
    MakeDays,
    divmod_month,
    month_days,
    one_of,
    quarter_days,
    winter_days,
    year_days,
)
from mustermap.errors import AmbiguousDate, UndatedWording, UnreadableDate

Looks: TypeAlias = Literal["back", "around", "ahead"]
"""Where a wording without a tense looks: at what has been, as a day of saying does, also at what will be, or at it."""

#: A day of the year before is meant in a text of the first months of a year: "in late December", published in January.
_RECENT_DAYS: Final = 92
#: As long ago, a day of the year before may be meant, and so may one of this year.
_HALF_A_YEAR: Final = 183
#: A text of a year's last weeks that speaks of January may mean the next one; one that says until when, all the more.
_SOON_DAYS: Final = {"back": -1, "around": 45, "ahead": _HALF_A_YEAR}


@dataclass(slots=True)
class Publication:
    """The day of publication, beside which a wording is read.

    Attributes
    ----------
    published : datetime.date or None
        None where it is not known exactly.
    year : int or None
        The year to take for what names none, in place of that of publication.
    looks : {'back', 'around', 'ahead'}
        Where a wording without a tense looks.
    is_computed : bool
        Whether anything was worked out from the day of publication.
    """

    published: date | None = None
    year: int | None = None
    looks: Looks = "back"
    is_computed: bool = False

    def day(self, lacking: str = "") -> date:
        """Return the day of publication, to work something out from it."""
        self.is_computed = True
        if self.published is None:
            raise UndatedWording(lacking)
        return self.published

    def in_year(self, make: MakeDays, *, weekday: int | None = None) -> Days:
        """Return the days of a year that a wording does not name: of the year of publication, or of one beside it.

        Parameters
        ----------
        make
            Returns the days of a year.
        weekday
            What weekday the day is, 0 is Monday; None where nobody says.
        """
        if self.year is not None:
            return fitting(make(self.year), weekday)
        published = self.day("year")
        here, before, after = (_made(make, published.year + step, weekday) for step in (0, -1, 1))
        if here is None:
            near = [one for one in (before, after) if one and _distance(one, published) <= _HALF_A_YEAR]
            if weekday is None or len(near) != 1:
                raise UndatedWording("year")
            return near[0]
        if here.first <= published:
            is_past = here.last < published
            if is_past and after and weekday is None and (after.first - published).days <= _SOON_DAYS[self.looks]:
                raise _either(here, after)
            return here
        since = (published - before.last).days if before else 2 * _HALF_A_YEAR
        if before and since <= _RECENT_DAYS:
            return before
        if before and since <= _HALF_A_YEAR:
            raise _either(before, here)
        return here

    def counted(self, days: int) -> Days:
        """Return the day that lies so many days after that of publication."""
        day = self.day() + timedelta(days=days)
        return Days(day, day, str(day))

    def back_by(self, count: int, unit: str) -> Days:
        """Return when it was some days, weeks, months or years ago; all but days are about.

        A negative count is ahead.
        """
        published = self.day()
        if unit in {"DAY", "WEEK"}:
            days = self.counted(-count * (7 if unit == "WEEK" else 1))
        elif unit == "MONTH":
            days = month_days(*divmod_month(published.year, published.month - count))
        else:
            days = year_days(published.year - count)
        return days if unit == "DAY" else days._replace(edtf=f"{days.edtf}~")

    def weekday(self, weekday: int, which: str = "") -> Days:
        """Return a weekday near the day of publication: "on Monday", "last Monday"; 0 is Monday."""
        published = self.day()
        latest = self.counted(-((published.weekday() - weekday) % 7))
        earlier, later = (self.counted((latest.first - published).days + step) for step in (-7, 7))
        is_same = latest.first == published
        this = self.counted(weekday - published.weekday())
        match which:
            case "THIS":
                return this
            case "PAST":
                return earlier if is_same else latest
            case "COMING":
                return later
            case "LAST":
                if weekday < published.weekday():
                    raise _either(earlier, latest)
                return earlier if is_same else latest
            case "NEXT":
                if weekday > published.weekday():
                    raise _either(later, self.counted((later.first - published).days + 7))
                return later
            case _:
                if self.looks != "back" and not is_same:
                    raise _either(latest, later)
                return latest

    def unit(self, unit: str, which: str) -> Days:
        """Return the week, the weekend, the month, the quarter or the year before, of, or after that of publication."""
        published = self.day()
        step = {"LAST": -1, "THIS": 0, "NEXT": 1}[which]
        match unit:
            case "WEEK":
                first = published + timedelta(days=7 * step - published.weekday())
                return one_of(first, first + timedelta(days=6))
            case "MONTH":
                return month_days(*divmod_month(published.year, published.month + step))
            case "QUARTER":
                quarter = (published.month - 1) // 3 + step
                year, quarter = published.year + quarter // 4, quarter % 4 + 1
                return quarter_days(year, quarter)
            case _:
                return year_days(published.year + step)

    def weekend(self, which: str) -> Days:
        """Return the Saturday and the Sunday of a weekend near the day of publication."""
        published = self.day()
        saturday = published + timedelta(days=5 - published.weekday())
        last, this, following = (
            one_of(saturday + timedelta(days=step), saturday + timedelta(days=step + 1)) for step in (-7, 0, 7)
        )
        is_now = published >= saturday
        match which:
            case "LAST":
                return last
            case "PAST":
                return last
            case "THIS":
                return this
            case "COMING":
                return following if is_now else this
            case "NEXT":
                if not is_now:
                    raise _either(this, following)
                return following
            case _:
                if is_now:
                    return this
                if self.looks != "back":
                    raise _either(last, this)
                return last

    def winter(self, which: str) -> Days | None:
        """Return "this winter" and "last winter"; None where either of two can be meant."""
        published = self.day()
        year = published.year - (published.month < 3)  # in which the winter begins that is, or that is to come
        is_winter = published.month in {12, 1, 2}
        match which:
            case "THIS" if is_winter or published.month > 8:
                return winter_days(year)
            case "LAST" | "PAST":
                return winter_days(year - 1)
            case _:
                return None

    def nearest(self, make: MakeDays, which: str) -> Days:
        """Return "last October", "next spring"; where this year's can be meant as well, none of the two."""
        published = self.day()
        here = make(published.year)
        if which == "THIS":
            return here
        if which in {"LAST", "PAST"}:
            if here.last >= published:
                return make(published.year - 1)
            if which == "PAST":
                return here
            raise _either(make(published.year - 1), here)
        if here.first <= published:
            return make(published.year + 1)
        raise _either(here, make(published.year + 1))


def fitting(days: Days, weekday: int | None) -> Days:
    """Return a day whose weekday is the one that is said; 0 is Monday.

    Raises
    ------
    UnreadableDate
        If it is another one.
    """
    if weekday is not None and days.first.weekday() != weekday:
        raise UnreadableDate(f"names another day of the week than that of {days.edtf}; correct one of the two")
    return days


def _made(make: MakeDays, year: int, weekday: int | None) -> Days | None:
    try:
        return fitting(make(year), weekday)
    except ValueError:
        return None


def _distance(days: Days, published: date) -> int:
    return min(abs((days.first - published).days), abs((days.last - published).days))


def _either(first: Days, second: Days) -> AmbiguousDate:
    return AmbiguousDate(f"can be {first.edtf} or {second.edtf}")
