"""Days written in figures, as spreadsheets, databases and people write them: 14.10.2022, 2022/10/14, 20221014.

A form in which day and month can be swapped is a question. What answers it is the order of a whole column, said by
whoever imports it, or the sign between the figures in a language that writes dates with it in one order only.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from mustermap.errors import AmbiguousDate, UnreadableDate

if TYPE_CHECKING:
    from collections.abc import Iterable

Order: TypeAlias = Literal["", "dmy", "mdy"]
"""Whether the day or the month comes first; blank: nobody has said."""

ORDERS: Final[tuple[Order, ...]] = ("dmy", "mdy")

ASKED_ORDERS: Final = 'dates = "dmy" or dates = "mdy"'
"""What a message says of the order of day and month where neither is known."""

_REMEDY: Final = f"write one of the two, or say the order of the table's days: {ASKED_ORDERS}"

_YEAR_FIRST: Final = re.compile(r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST: Final = re.compile(r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_WITHOUT_SIGNS: Final = re.compile(r"((?:1[5-9]|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_MONTH_OF_YEAR: Final = re.compile(r"(0?[1-9]|1[0-2])[./]([12][0-9]{3})")
_TIMESTAMP: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:?[0-9]{2}(?::?[0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
#: Spreadsheets take a year of two digits below this for one of the 2000s.
_FIRST_OF_1900S: Final = 30


def numeric_day(text: str, *, order: Order = "", day_first_signs: str = "") -> date | None:
    """Read a day that is written in figures.

    Parameters
    ----------
    text
        Figures and signs alone. With a clock time, which does not enter, the date as it is written there.
    order
        What comes first where the year does not. With it a year of two digits is read as spreadsheets do, 30 to 99 as
        1930 to 1999.
    day_first_signs
        Signs between which the day comes first if nothing is said of the order.

    Returns
    -------
    datetime.date or None
        None if it is no day in figures.

    Raises
    ------
    AmbiguousDate
        If day and month can be swapped. The messages go on after the text.
    UnreadableDate
        If the calendar has no such day.

    Examples
    --------
    >>> [str(numeric_day(text)) for text in ("14.10.2022", "2022/4/8", "20220408", "2022-10-14T22:30+03:00")]
    ['2022-10-14', '2022-04-08', '2022-04-08', '2022-10-14']
    >>> str(numeric_day("5/16/80", order="mdy")), numeric_day("44833")
    ('1980-05-16', None)
    >>> numeric_day("10/12/2022")
    Traceback (most recent call last):
    ...
    mustermap.errors.AmbiguousDate: can be 2022-12-10 or 2022-10-12, since day and month could be swapped; write one \
of the two, or say the order of the table's days: dates = "dmy" or dates = "mdy"
    """
    if found := _TIMESTAMP.fullmatch(text):
        return _day(*map(int, found[1].split("-")))
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _WITHOUT_SIGNS.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if not (found := _YEAR_LAST.fullmatch(text)):
        return None
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    if order:
        return _ordered((first, second, year), order)
    if len(found[4]) == 2:
        settled = settled_order(text)
        setting = f'dates = "{settled}"' if settled else ASKED_ORDERS
        remedy = f"write four, with the year first, or say the order of the table's days: {setting}"
        raise UnreadableDate(f"has a year of two digits; {remedy}")
    if first == second or found[2] in day_first_signs or first > 12:
        return _day(year, second, first)
    if second > 12:
        return _day(year, first, second)
    raise AmbiguousDate(f"can be {_both(first, second, year)}; {_REMEDY}")


def _both(first: int, second: int, year: int) -> str:
    ways = f"{year:04}-{second:02}-{first:02} or {year:04}-{first:02}-{second:02}"
    return f"{ways}, since day and month could be swapped"


def numeric_month(text: str) -> str:
    """Return the month that is written in figures, in EDTF; blank if it is none.

    Examples
    --------
    >>> numeric_month("10/2022"), numeric_month("10.2022"), numeric_month("13/2022")
    ('2022-10', '2022-10', '')
    """
    found = _MONTH_OF_YEAR.fullmatch(text)
    return f"{found[2]}-{int(found[1]):02}" if found else ""


def settled_order(text: str) -> Order:
    """Return the order of a day in figures that can be read in one order only; blank if it can be in both.

    Examples
    --------
    >>> settled_order("16/01/2024"), settled_order("5/16/80"), settled_order("10/12/2022"), settled_order("2022-10-14")
    ('dmy', 'mdy', '', '')
    """
    found = _YEAR_LAST.fullmatch(text.strip())
    if not found or (first := int(found[1])) == (second := int(found[3])):
        return ""
    if first > 12 >= second:
        return "dmy"
    return "mdy" if second > 12 >= first else ""


def proposed_order(texts: Iterable[str]) -> tuple[Order, str]:
    """Return the order that the days of a column can only have, and one that shows it; blank if none or both are shown.

    Examples
    --------
    >>> proposed_order(["10/12/2022", "16/01/2024"]), proposed_order(["16/01/2024", "5/16/80"])
    (('dmy', '16/01/2024'), ('', ''))
    """
    shown: dict[Order, str] = {}
    for text in texts:
        if order := settled_order(text):
            shown.setdefault(order, text.strip())
    return next(iter(shown.items())) if len(shown) == 1 else ("", "")


def _ordered(parts: tuple[int, int, int], order: Order) -> date:
    first, second, year = parts
    day, month = (first, second) if order == "dmy" else (second, first)
    if month > 12:
        remedy = 'write it with the year first, or leave dates = "…" out if the column has both orders'
        raise UnreadableDate(f"has {month} for a month in the order {order}; {remedy}")
    return _day(year, month, day)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 1900 + year if year >= _FIRST_OF_1900S else 2000 + year


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UnreadableDate("is no day of the calendar; check month and day") from error
