"""The words of days of each language as symbols, which the forms of days are written in.

A table of a language (``languages/*.toml``, ``[days]``) lists its words; here a wording becomes symbols: "in late
September 2022", "в последних числах сентября 2022 года" and "w ostatnich dniach września 2022 r." are all
``p3 m9 y2022``, and a little that says nothing.

======== ===========================================  ========== =================================================
symbol   meaning                                      symbol     meaning
======== ===========================================  ========== =================================================
``d10``  a number of one or two digits                ``n3``     a number as a word
``m9``   a month                                      ``o1``     an ordinal, 1 to 5; ``o0`` the last
``y``    a year, as ``y2022``                         ``p1``     a third, early, mid or late; ``P1`` its edge
``x``    a day in figures, as ``x2022-10-14``         ``t2``     the twenties of a month
``w1``   a weekday, Monday first                      ``r3``     a Roman number
``s1``   a season, spring first                       ``R-1``    a day counted from that of publication
======== ===========================================  ========== =================================================

Words in capitals are units (``WEEK``) and relations (``FROM``), as the tables name them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from mustermap.data.wordings.language_tables import language_table
from mustermap.data.wordings.numeric_days import numeric_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_NUMBERED: Final = {"months": "m", "weekdays": "w", "seasons": "s", "thirds": "p", "numbers": "n", "tens": "t"}
#: Words that are two symbols, such as one for "this year".
_TWO: Final = {
    f"{which}_{unit}": f"{which} {unit}".upper() for which in ("last", "this", "next") for unit in ("month", "year")
}
#: Letters that decompose into no base letter and mark.
_LETTERS: Final = str.maketrans({"\u0142": "l", "\u00df": "ss", "\u0451": "\u0435"})
_DASHES: Final = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_APOSTROPHES: Final = re.compile(r"[\u2018\u2019\u201b\u02bc\u02b9\u2032\u0060\u00b4]")
_QUOTES: Final = re.compile(r"[\"\u201c-\u201f\u00ab\u00bb\u2039\u203a\u201a]")
_UNSEEN: Final = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_LATIN_MARKS: Final = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_STRESS: Final = re.compile(r"[\u0300\u0301]")
#: A Roman number as it is written in Latin letters or in the Cyrillic letter that looks like one.
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11,
                 "xii": 12}  # fmt: skip
_LONGEST_PHRASE: Final = 5
#: Words and numbers of a wording: a longer one names no day, or more than one.
_MOST_TOKENS: Final = 40
#: A day without a year in figures, where the language writes days with points: 28.12.
_DAY_AND_MONTH: Final = r"|(?P<day>(?:0?[1-9]|[12][0-9]|3[01])\.(?:0[1-9]|1[0-2]))(?![0-9]|\.[0-9])"


@dataclass(frozen=True, slots=True)
class DayWords:
    """The words of days of a language.

    Attributes
    ----------
    language : str
        Its ISO 639-1 code.
    symbols : dict of str to str
        The symbol of each word or phrase; blank for one that says nothing.
    token : re.Pattern
        What a wording is made of: its groups are kinds of tokens.
    day_first_signs : str
        The signs between figures with which the day comes first in this language: 10.12.2022.
    has_roman_months : bool
        Whether a month may be a Roman number: 10 X 2022.
    """

    language: str
    symbols: Mapping[str, str]
    token: re.Pattern[str]
    day_first_signs: str
    has_roman_months: bool


def plain(wording: str) -> str:
    r"""Return a wording in small letters, with one kind of spaces, dashes, apostrophes, and without quotes and accents.

    Examples
    --------
    >>> plain("«В\u00a0четвёртом квартале» 2022–2023"), plain("październik"), plain("п’ятниця")
    ('в четвертом квартале 2022-2023', 'pazdziernik', "п'ятниця")
    """
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", wording)).lower()
    text = _APOSTROPHES.sub("'", _DASHES.sub("-", _QUOTES.sub(" ", text)))
    if not text.isascii():
        text = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", text))
        text = _STRESS.sub("", unicodedata.normalize("NFC", text)).translate(_LETTERS)
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


@cache
def day_words(language: str) -> DayWords:
    """Return the words of days of a language that has a table."""
    table = language_table(language)["days"]
    symbols: dict[str, str] = {}
    for phrase, symbol in _phrases(table):
        symbols.setdefault(plain(phrase), symbol)
    endings = "|".join(sorted(map(plain, table["day_endings"]), key=len, reverse=True))
    ending = rf"(?:-?(?:{endings})(?!\w))?" if endings else ""
    token = re.compile(
        r"(?P<figures>[0-9]{1,4}([-./])[0-9]{1,2}\2[0-9]{1,4}(?![0-9]))"
        r"|(?P<month>(?:0?[1-9]|1[0-2])[./][12][0-9]{3})(?![0-9])"
        r"|(?P<clock>[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9])?)(?![0-9])"
        rf"{_DAY_AND_MONTH if '.' in table['day_first_signs'] else ''}"
        rf"|(?P<year>[12][0-9]{{3}}){ending}(?!\w)"
        rf"|(?P<number>[0-9]{{1,2}}){ending}(?!\w)"
        r"|(?P<part>(?<!\w)(?:q[1-4]|h[12]))(?!\w)"
        r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
        r"|(?P<sign>[-/])"
        r"|(?P<about>[~\u2248])"
        r"|(?P<stop>[.,()])"
        r"|(?P<space> )"
    )
    return DayWords(language, symbols, token, table["day_first_signs"], table.get("roman_months", False))


def _phrases(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, letter in _NUMBERED.items():
        for number, phrases in enumerate(table[name], 1):
            yield from ((phrase, f"{letter}{number}") for phrase in phrases)
    for number, phrases in enumerate(table["ordinals"], 1):
        yield from ((phrase, f"o{number % 6}") for phrase in phrases)
    for number, phrases in zip((1, 3), table["edges"], strict=True):
        yield from ((phrase, f"P{number}") for phrase in phrases)
    yield from ((phrase, "TIME") for phrase in table["times"])
    for number, phrases in table["relative"].items():
        yield from ((phrase, f"R{number}") for phrase in phrases)
    for name, phrases in table["units"].items():
        yield from ((phrase, name.upper()) for phrase in phrases)
    for name, phrases in table["words"].items():
        symbol = "" if name == "ignore" else _TWO.get(name, name.upper())
        yield from ((phrase, symbol) for phrase in phrases)


def day_symbols(text: str, words: DayWords) -> str | None:
    """Return the symbols of a wording, separated by spaces; None if a word of it is not known.

    Parameters
    ----------
    text
        As `plain` returns it.
    words
        Of the language in which it is to be read.

    Raises
    ------
    AmbiguousDate
        If it has a day in figures of which day and month can be swapped.

    Examples
    --------
    >>> day_symbols("pod koniec wrzesnia 2022 r.", day_words("pl"))
    'P3 m9 y2022 YEAR'
    >>> day_symbols("no date", day_words("en")) is None
    True
    """
    tokens = _tokens(text, words)
    symbols: list[str] = []
    at = 0
    while tokens and at < len(tokens):
        kind, token = tokens[at]
        if kind == "word":
            taken, symbol = _phrase(tokens, at, words)
            if not taken:
                return None
            at += taken
        else:
            symbol = _figures(token, words) if kind == "figures" else _SYMBOLS[kind](token)
            at += 1
        if symbol:
            symbols.append(symbol)
    return " ".join(symbols) or None


def _tokens(text: str, words: DayWords) -> list[tuple[str, str]] | None:
    """Return the kinds and the texts of what a wording is made of; None if it holds anything else."""
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(text) and len(tokens) <= _MOST_TOKENS:
        found = words.token.match(text, at)
        if not found:
            return None
        at = found.end()
        kind = found.lastgroup or ""
        if kind not in {"space", "stop"}:
            tokens.append((kind, found[0]))
    return tokens if len(tokens) <= _MOST_TOKENS else None


def _phrase(tokens: list[tuple[str, str]], at: int, words: DayWords) -> tuple[int, str]:
    """Return of how many tokens the longest phrase is that begins here, and its symbol; 0 if there is none."""
    texts: list[str] = []
    for kind, text in tokens[at : at + _LONGEST_PHRASE]:
        if kind != "word":
            break
        texts.append(text)
    for count in range(len(texts), 0, -1):
        symbol = words.symbols.get(" ".join(texts[:count]))
        if symbol is not None:
            return count, symbol
    roman = _ROMAN.get(texts[0].replace("\u0456", "i").replace("\u0445", "x"), 0)
    if not roman or (roman > 4 and not words.has_roman_months):
        return 0, ""
    return 1, f"r{roman}"


def _figures(text: str, words: DayWords) -> str:
    day = numeric_day(text, day_first_signs=words.day_first_signs)
    return f"x{day.isoformat()}" if day else "?"


def _month_of_year(text: str) -> str:
    month, year = re.split(r"[./]", text)
    return f"m{int(month)} y{year}"


_SYMBOLS: Final[dict[str, Callable[[str], str]]] = {
    "month": _month_of_year,
    "clock": lambda _: "TIME",
    "year": lambda text: f"y{text[:4]}",
    "number": lambda text: f"d{int(re.sub('[^0-9]', '', text))}",
    "part": lambda text: text,
    "sign": lambda text: text,
    "about": lambda _: "ABOUT",
    "day": lambda text: "d{} m{}".format(*(int(part) for part in text.split("."))),
}
