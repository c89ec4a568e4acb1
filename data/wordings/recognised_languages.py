"""Which languages a text can be in, of those that there is a table for: by its letters, then by its words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Final

from mustermap.data.wordings.figure_words import figure_words
from mustermap.data.wordings.language_tables import language_table, table_languages
from mustermap.data.wordings.word_forms import folded

#: A word; what has digits in it may be a type of machine, in any script.
_WORD: Final = re.compile(r"(?<![\w-])[^\W\d_]+(?:['-][^\W\d_]+)*(?![\w-])")


def table_of(language: str) -> str:
    """Return which language's table an IETF tag asks for; blank if there is none.

    Examples
    --------
    >>> table_of("uk"), table_of("en-GB"), table_of("fr"), table_of("")
    ('uk', 'en', '', '')
    """
    code = re.split("[-_]", language.strip().lower(), maxsplit=1)[0]
    return code if code in table_languages() else ""


def languages_by_letters(text: str) -> tuple[str, ...]:
    """Return the languages that have all letters of a text; all of them if it has none.

    Examples
    --------
    >>> languages_by_letters("ў"), languages_by_letters("3 MiG-31K")
    (('be',), ('en', 'be', 'de', 'pl', 'ru', 'uk'))
    """
    words = _WORD.findall(folded(text))
    others = {letter for word in words if not word.isascii() for letter in word if letter.isalpha()}
    letters = {letter for word in words for letter in word if letter.isalpha()}
    if not others <= _latin_letters():
        letters = others  # a name may be in Latin letters: "12 Leopard"
    return tuple(code for code in table_languages() if letters <= _alphabet(code))


@lru_cache(maxsize=65536)
def language_of(text: str) -> tuple[str, ...]:
    """Return the languages that a text can be in, by its letters and by how many of its words their tables have.

    Examples
    --------
    >>> language_of("больш за тысячу"), language_of("kilkuset żołnierzy"), language_of("до 9000")
    (('be',), ('pl',), ('ru', 'uk'))
    """
    by_letters = languages_by_letters(text)
    words = _WORD.findall(folded(text))
    if len(by_letters) < 2 or not words:
        return by_letters
    known = {code: sum(word in _vocabulary(code) for word in words) for code in by_letters}
    most = max(known.values())
    return tuple(code for code in by_letters if known[code] == most)


@cache
def _alphabet(code: str) -> frozenset[str]:
    return frozenset(folded(language_table(code)["alphabet"]))


@cache
def _latin_letters() -> frozenset[str]:
    """Return the letters of all languages that are written in Latin ones."""
    return frozenset().union(*(_alphabet(code) for code in table_languages() if "a" in _alphabet(code)))


@cache
def _vocabulary(code: str) -> frozenset[str]:
    """Return all words of a language's table."""
    words = {word for phrase in figure_words(code).phrases for word in phrase.split()}
    _collect(language_table(code)["days"], words)
    return frozenset(words)


def _collect(entry: Any, words: set[str]) -> None:
    """Add the words of a part of a table, however deep they are in it."""
    if isinstance(entry, str):
        words.update(folded(entry).split())
    elif isinstance(entry, dict | list):
        for one in entry.values() if isinstance(entry, dict) else entry:
            _collect(one, words)
