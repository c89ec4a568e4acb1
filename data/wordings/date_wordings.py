"""Wordings of dates and spans in the languages that have a table, as reports write them, turned into EDTF.

``early``, ``mid`` and ``late`` are thirds: of a month the days 1-10, 11-20 and 21 to its end, of a year four months
each, of a season a month each. What a wording does not say by itself, the year or the day of "on Monday", is worked out
from the day of publication if that is exact, and is marked as computed.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import Final, NamedTuple

from mustermap.data.edtf import Date, read_edtf
from mustermap.data.short_texts import echoed
from mustermap.data.wordings.day_languages import read_in_languages
from mustermap.data.wordings.day_relations import Span, read_form, read_span_form
from mustermap.data.wordings.day_words import day_words
from mustermap.data.wordings.numeric_days import Order, numeric_day, numeric_month
from mustermap.data.wordings.publication_days import Looks, Publication
from mustermap.data.wordings.recognised_languages import table_of
from mustermap.errors import UndatedWording, UnreadableDate

_DIGITS_ONLY: Final = re.compile(r"[\d\sX?~%.,:;/\-\[\]{}TZ+]*")
_EDTF_DAY: Final = re.compile(r"[0-9X]{4}-[0-9X]{2}-[0-9X]{2}")
#: A day without a year, where the language writes days with points; where not, a decimal.
_DAY_AND_MONTH: Final = re.compile(r"\s*[0-9]{1,2}\.[0-9]{2}\.?\s*")
#: Two days or two years in figures with a dash between them, the first without what the second has too: 13-14.12.2014.
_TWO_DAYS: Final = re.compile(
    r"\s*([0-9]{1,2}[./][0-9]{1,2}[./])?[0-9]{4}\s*-\s*(?(1)[0-9]{1,2}[./][0-9]{1,2}[./])[0-9]{4}\s*"
    r"|\s*[0-9]{1,2}(?:\.[0-9]{1,2})?\.?\s*-\s*[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}\s*"
)
#: A Roman number for the month, which EDTF's sign for a digit that is not known looks like.
_ROMAN_MONTH: Final = re.compile(r"[\s.]X[\s.]")


class Dated(NamedTuple):
    """A date, and whether it was computed.

    Attributes
    ----------
    date : Date
        As read.
    is_computed : bool
        Whether it was worked out from the day of publication.
    """

    date: Date
    is_computed: bool


class Spanned(NamedTuple):
    """A span, and whether it was computed.

    Attributes
    ----------
    start, end : Date, ".." or None
        None where the wording has none and ``OPEN`` where it goes on.
    is_computed : bool
        Whether anything of it was worked out from the day of publication.
    """

    start: Date | None
    end: Date | str | None
    is_computed: bool


def read_date(
    text: str,
    *,
    year: int | None = None,
    language: str = "",
    published: str = "",
    order: Order = "",
    looks: Looks = "back",
) -> Date:
    """Read a date in EDTF, in figures or in a wording.

    Parameters
    ----------
    text
        ``2022-10-10``, ``14.10.2022``, ``late September 2022``, ``в начале октября 2022 года``, ``before 2023`` …
    year
        The year to take for a wording that names none, before that of publication; None takes none.
    language
        The language of the source, as an IETF tag; blank, or one without a table: as the words show.
    published
        Its day of publication in EDTF; one that is not exact does not count.
    order
        Whether the day or the month comes first in figures such as 10/12/2022; blank: such a day is not read.
    looks
        ``back``: "on Monday" has been. ``around``: it may also be to come, so it is not read.

    Raises
    ------
    UnreadableDate
        If it cannot be read; the message says why and what to write.

    Examples
    --------
    >>> read_date("late September 2022").edtf, read_date("w połowie października 2022 r.").edtf
    ('[2022-09-21..2022-09-30]', '[2022-10-11..2022-10-20]')
    >>> read_date("early October", year=2022).edtf
    '[2022-10-01..2022-10-10]'
    >>> read_date("в понедельник", published="2022-10-19").edtf
    '2022-10-17'
    >>> read_date("early October")
    Traceback (most recent call last):
    mustermap.errors.UndatedWording: 'early October' names no year; write 'early October' with the year if you know it
    """
    return read_dated(text, year=year, language=language, published=published, order=order, looks=looks).date


@lru_cache(maxsize=65536)
def read_dated(
    text: str,
    *,
    year: int | None = None,
    language: str = "",
    published: str = "",
    order: Order = "",
    looks: Looks = "back",
) -> Dated:
    """Read a date, and whether it had to be computed; parameters and errors as of `read_date`.

    Examples
    --------
    >>> read_dated("yesterday", published="2022-10-17")
    Dated(date=Date(edtf='2022-10-16', earliest=19281, latest=19281, qualified=False), is_computed=True)
    >>> read_dated("yesterday", published="2022-10")
    Traceback (most recent call last):
    mustermap.errors.UndatedWording: 'yesterday' is no date that can be read without the exact day of publication of \
its source; fill published, or write it in EDTF, such as 2022-10-09
    """
    table = table_of(language)
    if is_exact_form(text) and not (_DAY_AND_MONTH.fullmatch(text) and table and day_words(table).day_first_signs):
        return Dated(_read_exact(text.strip(), order, table), is_computed=False)
    found = read_in_languages(text, read_form, Publication(_exact_day(published), year, looks), table)
    if found is None:
        remedy = "write it in EDTF, such as 2022-10-09, if you know it"
        raise UnreadableDate(f"{echoed(text)} is no date that can be read; {remedy}")
    return Dated(read_edtf(found[0]), found[1])


def read_span(text: str, *, language: str = "", published: str = "", looks: Looks = "back") -> Span | None:
    """Read a wording that states a span with its two ends.

    Parameters
    ----------
    text, language, published, looks
        As for `read_date`.

    Returns
    -------
    tuple or None
        Start and end, None where the wording has none and ``OPEN`` where it goes on; None alone if the wording
        states no span.

    Raises
    ------
    UnreadableDate
        If it states a span of which an end cannot be read.

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
    found = read_spanned(text, language=language, published=published, looks=looks)
    return (found.start, found.end) if found else None


@lru_cache(maxsize=65536)
def read_spanned(text: str, *, language: str = "", published: str = "", looks: Looks = "back") -> Spanned | None:
    """Read a span, and whether it had to be computed; parameters, errors and None as of `read_span`."""
    if is_exact_form(text):
        return None
    found = read_in_languages(text, read_span_form, Publication(_exact_day(published), None, looks), table_of(language))
    return Spanned(*found[0], found[1]) if found else None


@lru_cache(maxsize=65536)
def is_exact_form(text: str) -> bool:
    """Check whether a text is meant as an exact date: it holds no word, only digits and the signs of dates."""
    is_plain = _DIGITS_ONLY.fullmatch(text) and not _ROMAN_MONTH.search(text) and not _TWO_DAYS.fullmatch(text)
    return bool(is_plain) and any(sign.isdigit() for sign in text)


@lru_cache(maxsize=65536)
def is_computed(wording: str, *, language: str = "") -> bool:
    """Check whether the day beside a wording was computed: the wording does not name it by itself.

    Examples
    --------
    >>> is_computed("on Monday"), is_computed("early October"), is_computed("early October 2022"), is_computed("soon")
    (True, True, False, False)
    """
    for read in (read_dated, read_spanned):
        try:
            return bool((found := read(wording, language=language)) and found.is_computed)
        except UndatedWording:
            return True
        except UnreadableDate:
            continue
    return False


def _read_exact(text: str, order: Order, table: str) -> Date:
    """Read a date of figures and signs alone: EDTF, else as spreadsheets and people write days."""
    if _EDTF_DAY.fullmatch(text):
        return read_edtf(text)
    try:
        day = numeric_day(text, order=order, day_first_signs=day_words(table).day_first_signs if table else "")
    except UnreadableDate as error:
        raise type(error)(f"{echoed(text)} {error}") from error
    return read_edtf(str(day) if day else numeric_month(text) or text)


@cache
def _exact_day(published: str) -> date | None:
    """Return a day of publication that is exact."""
    try:
        return date.fromisoformat(published) if len(published) == 10 else None
    except ValueError:
        return None
