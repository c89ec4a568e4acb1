"""A wording of days in the language that is given, else in each in which all its words are known."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from mustermap.data.short_texts import echoed
from mustermap.data.wordings.day_symbols import one_way
from mustermap.data.wordings.day_words import day_symbols, day_words, plain
from mustermap.data.wordings.language_tables import language_table, table_languages
from mustermap.data.wordings.other_letters import respelled, respelled_languages
from mustermap.errors import AmbiguousDate, UndatedWording, UnreadableDate

if TYPE_CHECKING:
    from collections.abc import Callable

    from mustermap.data.wordings.publication_days import Publication

_CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
_Read: TypeAlias = "Callable[[str, Publication], _T | None]"
_T = TypeVar("_T")


def read_in_languages(text: str, read: _Read[_T], beside: Publication, table: str) -> tuple[_T, bool] | None:
    """Read a wording in the language that is given, else in each in which all its words are known.

    Parameters
    ----------
    text
        The wording.
    read
        Reads its symbols beside a day of publication; None is no form of the kind.
    beside
        The day of publication.
    table
        As `recognised_languages.table_of` returns it.

    Returns
    -------
    tuple or None
        What was read, and whether it was computed; None if it is no form of the kind in any language.

    Raises
    ------
    AmbiguousDate
        If two languages read it differently.
    """
    wording = plain(text)
    if table and (found := _read_in(table, wording, text, read, beside)):
        return found
    read_in: dict[tuple[_T, bool], str] = {}
    why: UnreadableDate | None = None
    for one in _tables(is_cyrillic=bool(_CYRILLIC.search(wording))):
        try:
            found = _read_in(one, wording, text, read, beside) if one != table else None
        except UnreadableDate as error:
            why = why or error
            continue
        if found:
            read_in.setdefault(found, one)
    if len(read_in) > 1:
        ways = " or ".join(f"{_shown(found[0])} ({one})" for found, one in read_in.items())
        remedy = "say the language of the source, or write one of them"
        raise AmbiguousDate(f"{echoed(text)} can be {ways}, by the language; {remedy}")
    if not read_in and why:
        raise why
    return next(iter(read_in), None) or _read_respelled(text, read, beside, table)


def _read_respelled(text: str, read: _Read[_T], beside: Publication, table: str) -> tuple[_T, bool] | None:
    """Read a wording in other letters than those of its language."""
    for one in (table,) if table else respelled_languages():
        if (other := respelled(text, one)) and (found := _read_in(one, plain(other), text, read, beside)):
            return found
    return None


def _read_in(table: str, wording: str, text: str, read: _Read[_T], beside: Publication) -> tuple[_T, bool] | None:
    """Read a wording in one language; None if a word of it is not known there, or it is no form."""
    beside = replace(beside)
    try:
        symbols = day_symbols(wording, day_words(table))
        found = read(one_way(symbols), beside) if symbols else None
    except UndatedWording as error:
        raise UndatedWording(f"{echoed(text)} {_undated(text, str(error))}") from error
    except AmbiguousDate as error:
        remedy = "" if ";" in str(error) else "; write one of the two"
        raise AmbiguousDate(f"{echoed(text)} {error}{remedy}") from error
    except UnreadableDate as error:
        raise UnreadableDate(f"{echoed(text)} {error}") from error
    except (ValueError, OverflowError) as error:
        raise UnreadableDate(f"{echoed(text)} lies outside the years 1 to 9999; check the year") from error
    return None if found is None else (found, beside.is_computed)


def _undated(text: str, lacking: str) -> str:
    if lacking == "year":
        return f"names no year; write {echoed(text)} with the year if you know it"
    remedy = "fill published, or write it in EDTF, such as 2022-10-09"
    return f"is no date that can be read without the exact day of publication of its source; {remedy}"


def _shown(found: object) -> str:
    if isinstance(found, tuple):
        return "/".join(getattr(end, "edtf", end) or "" for end in found)
    return str(found)


@cache
def _tables(*, is_cyrillic: bool) -> tuple[str, ...]:
    """Return the languages whose months are written in one script."""
    months = {one: language_table(one)["days"]["months"][0][0] for one in table_languages()}
    return tuple(one for one, month in months.items() if bool(_CYRILLIC.search(month)) == is_cyrillic)
