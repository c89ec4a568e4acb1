"""Texts of a language written in other letters than those of its table, such as Belarusian in Latin ones."""

from __future__ import annotations

import re
from functools import cache

from mustermap.data.wordings.language_tables import language_table, table_languages
from mustermap.data.wordings.word_forms import folded


@cache
def respelled_languages() -> tuple[str, ...]:
    """Return the languages of which a table says how other letters are to be read.

    Examples
    --------
    >>> respelled_languages()
    ('be',)
    """
    return tuple(code for code in table_languages() if "spelling" in language_table(code))


def respelled(text: str, code: str) -> str:
    """Return a text in the letters of a language's table, folded; blank if it is in them or cannot be turned into them.

    Examples
    --------
    >>> respelled("kala 2,5 tysiačy sałdat", "be"), respelled("каля 20", "be"), respelled("about 20", "de")
    ('каля 2,5 тысячы салдат', '', '')
    """
    if code not in respelled_languages():
        return ""
    written, known = folded(text), _alphabet(code)
    if not known.isdisjoint(written) or not any(sign.isalpha() for sign in written):
        return ""
    letters, spelling = _letters(code)
    respelling = folded(letters.sub(lambda found: spelling[found[0]], written))
    return respelling if all(sign in known for sign in respelling if sign.isalpha()) else ""


@cache
def _alphabet(code: str) -> frozenset[str]:
    return frozenset(filter(str.isalpha, folded(language_table(code)["alphabet"])))


@cache
def _letters(code: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds the letters that are to be read as others, the longest first, and what they are read as."""
    spelling = {folded(letters): other for letters, other in language_table(code)["spelling"].items()}
    longest_first = sorted(spelling, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), spelling
