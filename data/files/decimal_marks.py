"""Which sign is the decimal mark of a column: 313.625 is a mean, or a number whose thousands are set apart.

One number can be both. A column is written by one hand or one program, so a cell that can be read in one way only
decides for the others; where none does, nobody but the editor knows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from mustermap.data.wordings.figure_words import scale_words
from mustermap.data.wordings.word_forms import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

Mark: TypeAlias = Literal["", ".", ",", "ask", "ask of both"]
"""The decimal mark of a column, as far as it is known.

``""``: a wording by itself, read as English and as most of Europe write counts: a comma or a point before three digits
sets thousands apart. ``"ask"``: a point before three digits may be either, a comma sets thousands apart. ``"ask of
both"``: either sign may be either.
"""

MARKED: Final = ("figure", "figure_low", "figure_high", "figure_best")
"""The fields of a report that hold numbers."""

MARKS: Final[tuple[Mark, ...]] = (".", ",")


def mark_field(name: str) -> str:
    """Return the name under which the rule for figures gets the decimal mark of a field's column."""
    return f"{name}_mark"


_NUMBER: Final = re.compile(r"(?<![\w.,])\d+(?:[.,' \u00a0\u202f\u2019]\d+)+(?![.,]?\d)")
#: With such a word behind it, or an exponent, a number has no thousands to be set apart.
_WORD: Final = re.compile(r"\s?([^\W\d_]+)")
_EXPONENT: Final = re.compile(r"e[+-]?\d", re.IGNORECASE)
_SPACED: Final = re.compile(r"[' \u00a0\u202f\u2019](?=\d{3}(?!\d))")


def mark_of(texts: Iterable[str], *, is_semicolon: bool = False) -> Mark:
    """Return the decimal mark of a column.

    Parameters
    ----------
    texts
        Its distinct texts.
    is_semicolon
        Whether semicolons separate the cells of the file, as they do where the comma is the decimal mark.

    Examples
    --------
    >>> mark_of(["45.476", "313.625", "1218.75"]), mark_of(["313,625", "29,87"]), mark_of(["1.250.000", "313.625"])
    ('.', ',', ',')
    >>> mark_of(["12.125", "13.500"]), mark_of(["1,000", "20,000"])
    ('ask', 'ask')
    >>> mark_of(["12.5", "12,5", "12.125"])
    'ask of both'

    A wording such as "1,5 million" says nothing of how its column writes 20,000:

    >>> mark_of(["1,5 million", "20,000"])
    'ask'
    """
    decimals: set[str] = set()
    groups: set[str] = set()
    for text in texts:
        for found in _NUMBER.finditer(text):
            if not _has_scale(text, found.end()):
                _look_at(found[0], decimals, groups, has_exponent=bool(_EXPONENT.match(text, found.end())))
    if len(decimals) == 2 or decimals & groups or len(groups) == 2:
        return "ask of both"
    if decimals:
        return "." if "." in decimals else ","
    if groups:
        return "," if "." in groups else "."
    return "ask of both" if is_semicolon else "ask"


def _has_scale(text: str, end: int) -> bool:
    """Check whether a word such as "thousand", of any language, stands behind a number."""
    word = _WORD.match(text, end)
    return word is not None and folded(word[1]) in scale_words()


def _look_at(number: str, decimals: set[str], groups: set[str], *, has_exponent: bool) -> None:
    """Note which sign can only be a decimal mark in a number, and which can only set thousands apart."""
    plain = _SPACED.sub("", number)
    signs = [sign for sign in plain if sign in ".,"]
    if len(set(signs)) == 2:
        if signs.count(signs[-1]) == 1 and _is_grouped(plain.rpartition(signs[-1])[0], signs[0]):
            decimals.add(signs[-1])
            groups.add(signs[0])
    elif len(signs) > 1:
        if _is_grouped(plain, signs[0]):
            groups.add(signs[0])
    elif signs and (has_exponent or plain != number or not _can_be_either(plain)):
        decimals.add(signs[0])


def _is_grouped(plain: str, sign: str) -> bool:
    return bool(re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(sign)}\d{{3}})+", plain))


def _can_be_either(plain: str) -> bool:
    return bool(re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", plain))


def ambiguous_number(text: str, signs: str = ".,") -> str:
    """Return the first number of a text in which one of the signs may be the decimal mark or set thousands apart.

    Examples
    --------
    >>> ambiguous_number("more than 12.125"), ambiguous_number("1.150 million"), ambiguous_number("1,218.750")
    ('12.125', '', '')
    """
    for found in _NUMBER.finditer(text):
        is_asked = _can_be_either(found[0]) and any(one in found[0] for one in signs)
        if is_asked and not (_has_scale(text, found.end()) or _EXPONENT.match(text, found.end())):
            return found[0]
    return ""


def asked_signs(mark: str) -> str:
    """Return the signs about which a mark leaves a question.

    Examples
    --------
    >>> asked_signs("ask"), asked_signs("ask of both"), asked_signs(".")
    ('.', '.,', '')
    """
    return {"ask": ".", "ask of both": ".,"}.get(mark, "")


def both_readings(number: str) -> tuple[str, str]:
    """Write an ambiguous number in the two ways in which it can be read, each of them in one way only.

    Examples
    --------
    >>> both_readings("12.125"), both_readings("20,000")
    (('12125', '12.1250'), ('20000', '20.0000'))
    """
    return re.sub(r"[.,]", "", number), unambiguous(number.replace(",", "."))


def unambiguous(number: str) -> str:
    """Write a decimal so that its point cannot set thousands apart: three digits behind it get a fourth.

    Examples
    --------
    >>> unambiguous("12.125"), unambiguous("0.125"), unambiguous("1218.75"), unambiguous("20")
    ('12.1250', '0.125', '1218.75', '20')
    """
    return f"{number}0" if _can_be_either(number) else number


def with_plain_numbers(text: str, mark: str) -> str:
    """Write the numbers of a text with a decimal point and without signs between thousands, as far as the mark says.

    Examples
    --------
    >>> with_plain_numbers("from 313.625 to 1,218.75", "."), with_plain_numbers("up to 1.250,5", ",")
    ('from 313.6250 to 1218.75', 'up to 1250.5')
    >>> with_plain_numbers("20.000", ""), with_plain_numbers("1,218.75", "")
    ('20.000', '1218.75')
    """
    return _NUMBER.sub(lambda found: _plain(found[0], mark), text)


def _plain(number: str, mark: str) -> str:
    bare = _SPACED.sub("", number)
    signs = [sign for sign in bare if sign in ".,"]
    if len(set(signs)) == 2 and signs.count(signs[-1]) == 1:
        mark = mark if mark in MARKS else signs[-1]
    if mark not in MARKS or not signs:
        return number
    group = "," if mark == "." else "."
    whole, _, fraction = bare.partition(mark)
    if group in fraction or (group in whole and not _is_grouped(whole, group)) or mark in fraction:
        return number
    digits = whole.replace(group, "")
    return unambiguous(f"{digits}.{fraction}") if fraction else digits
