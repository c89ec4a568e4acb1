"""Wordings of figures, as reports write them in several languages, turned into bounds.

Plural words are lower bounds of two: "dozens" is at least 24, "tens of thousands" at least 20,000. "About" gives a
best value and no bounds, since nobody stated any.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mustermap.data.files.decimal_marks import MARKS, with_plain_numbers
from mustermap.data.short_texts import echoed
from mustermap.data.wordings.figure_forms import FigureForms, Said
from mustermap.data.wordings.figure_words import figure_words
from mustermap.data.wordings.language_tables import table_languages
from mustermap.data.wordings.number_words import is_either_way
from mustermap.data.wordings.other_letters import respelled, respelled_languages
from mustermap.data.wordings.recognised_languages import language_of, table_of
from mustermap.data.wordings.word_forms import folded
from mustermap.errors import UnreadableFigure

if TYPE_CHECKING:
    from mustermap.data.figures import Figure


def read_figure(wording: str, *, quantity: str = "personnel", decimal: str = "", language: str = "") -> Figure:
    """Read the figure that a wording states.

    Parameters
    ----------
    wording
        For instance ``more than a thousand``, ``up to 9,000``, ``10–15 thousand``, ``20.000``, ``120k``, ``dozens``,
        ``до 9 тысяч``. Thousands may be set apart by comma, point, space or apostrophe.
    quantity
        What is counted. A wording that counts something else ("three brigades", with personnel) is not read.
    decimal
        The decimal mark, ``.`` or ``,``, where it is known; blank: a point before three digits sets thousands apart.
    language
        The language as an IETF tag, if it is known; else it is recognised.

    Raises
    ------
    UnreadableFigure
        If no figure is understood, or it could be read in two ways.
    NoCount
        If its number counts nothing, such as 1e308.

    Examples
    --------
    >>> read_figure("more than a thousand").text
    'more than 1,000'
    >>> read_figure("10–15 thousand").text, read_figure("не одна тысяча").text
    ('10,000–15,000', 'more than 1,000')
    >>> read_figure("170 tanks", quantity="tanks").text
    '170'
    >>> read_figure("313.625").text, read_figure("313.625", decimal=".").text, read_figure("1e+05").text
    ('313,625', '313.625', '100,000')
    >>> read_figure("many troops")
    Traceback (most recent call last):
    mustermap.errors.UnreadableFigure: 'many troops' states no figure that can be read; fill figure_low or figure_high
    """
    return read_counted(wording, quantity=quantity, decimal=decimal, language=language).figure


@lru_cache(maxsize=65536)
def read_counted(wording: str, *, quantity: str = "", decimal: str = "", language: str = "") -> Said:
    """Read the figure that a wording states, and what it counts.

    Parameters
    ----------
    wording, decimal, language
        As for `read_figure`.
    quantity
        What is counted, if it is known: a wording that counts something else is not read. Blank: as the wording says.

    Returns
    -------
    Said
        Its ``quantity`` is blank where neither the wording nor the caller says what is counted.

    Raises
    ------
    UnreadableFigure
        If no figure is understood, or it could be read in two ways.
    NoCount
        If its number counts nothing.

    Examples
    --------
    >>> read_counted("about 170 tanks").quantity, read_counted("два батальона").quantity
    ('tanks', 'battalions')
    >>> read_counted("3 MiG-31K").quantity, read_counted("9,000").quantity
    ('aircraft', '')
    """
    text, code = folded(wording), table_of(language)
    found = _readings(text, quantity, decimal, code)
    if not found:
        others = {one.quantity for one in _readings(text, "", decimal, code)} - {""} if quantity else set()
        why = (
            f": it counts {' or '.join(sorted(others))}, not {echoed(quantity)}; correct quantity, or"
            if others
            else ";"
        )
        raise UnreadableFigure(
            f"{echoed(wording)} states no figure that can be read{why} fill figure_low or figure_high"
        )
    if len(found) > 1:
        ways = " or as ".join(_words(one) for one in found)
        remedy = "say the language of the source, or fill figure_low or figure_high"
        raise UnreadableFigure(
            f"{echoed(wording)} states no figure that can be read in one way, but as {ways}; {remedy}"
        )
    return found[0]


def _readings(text: str, quantity: str, decimal: str, language: str) -> list[Said]:
    """Return the different readings of a folded text: in the language of its source, else in all that it can be in."""
    if language and (found := _in_language(text, quantity, decimal, language)):
        return found
    found = []
    codes = language_of(text) if any(sign.isalpha() for sign in text) else table_languages()[:1]
    for code in codes:
        if code != language:
            found += [one for one in _in_language(text, quantity, decimal, code) if one not in found]
    for code in () if found else (language,) if language else respelled_languages():
        if other := respelled(text, code):
            found += _in_language(other, quantity, decimal, code)
    return found


def _in_language(text: str, quantity: str, decimal: str, language: str) -> list[Said]:
    table = figure_words(language)
    mark = "." if decimal in MARKS else table.decimal
    words = table.words(with_plain_numbers(text, decimal))
    marks = [mark, "," if mark == "." else "."] if is_either_way(words, mark) else [mark]
    found = (FigureForms(words, table, quantity=quantity, decimal=one).read() for one in marks)
    return [one for one in found if one is not None]


def _words(said: Said) -> str:
    return f"{said.figure.text} {said.quantity}" if said.quantity else said.figure.text


def is_from_word(wording: str, low: float, *, quantity: str = "personnel") -> bool:
    """Check whether the lower bound of a figure was read from a word that states no number, such as "dozens".

    Parameters
    ----------
    wording
        The figure's wording.
    low
        The lower bound that the figure has. Another one than the wording is read as was given beside it, and is stated.
    quantity
        What is counted.

    Examples
    --------
    >>> is_from_word("several hundred soldiers", 200), is_from_word("more than a thousand", 1000)
    (True, False)
    >>> is_from_word("dozens", 24), is_from_word("dozens", 30), is_from_word("десятки", 20)
    (True, False, True)
    """
    if any(letter.isdigit() for letter in wording):
        return False
    found = _readings(folded(wording), quantity, "", "")
    return any(one.is_word and one.figure.low == low for one in found)
