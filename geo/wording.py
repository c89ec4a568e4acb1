"""Read the frame of a place wording: the kind of place and the country that it names beside the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.answers import Kind

# What a wording can call a place. "base" is an airfield in military use; "region" and "direction" are not placed yet.
Word = Literal["settlement", "airfield", "base", "site", "country", "region", "direction"]

_PHRASES: dict[Word, tuple[str, ...]] = {
    "base": (
        "airbase|air base|military airbase|military air base|military airfield|military aerodrome|air force base|afb",
        "naval air base|авиабаза|военный аэродром|авіабаза|військовий аеродром|авіябаза|ваенны аэрадром",
        "baza lotnicza|lotnisko wojskowe",
    ),
    "airfield": (
        "airfield|air field|airport|international airport|aerodrome|airstrip",
        "аэродром|аэропорт|аеродром|аеропорт|летовище|аэрадром|аэрапорт|lotnisko|port lotniczy",
    ),
    "settlement": (
        "city|town|village|settlement|urban settlement|urban type settlement|agrotown|hamlet",
        "город|г|деревня|село|поселок|пгт|агрогородок|місто|м|селище|горад|вёска|аграгарадок|miasto|wies|miasteczko",
    ),
    "site": (
        "training ground|training grounds|training area|training range|training centre|training center",
        "military training ground|firing range|shooting range|range|proving ground|test site|polygon|military base",
        "base|полигон|полігон|палігон|poligon",
    ),
    "region": (
        "region|oblast|voblast|voblasts|voblasc|district|raion|rayon|province|voivodeship|county|area",
        "край|область|обл|район|вобласць|раён|wojewodztwo|powiat|obwod",
    ),
    "direction": (
        "near|outside|around|north|south|east|west|northern|southern|eastern|western|central|border|front|the border",
    ),
    "country": ("country|republic|state|territory|страна|країна|краіна",),
}
_WORD_BY_PHRASE: dict[str, Word] = {
    fold(phrase): word for word, lines in _PHRASES.items() for line in lines for phrase in line.split("|")
}
_LONGEST_PHRASE = max(phrase.count(" ") + 1 for phrase in _WORD_BY_PHRASE)
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_NO_NAMES = frozenset({"the", "of", "in", "at", "a"})
KIND_BY_WORD: dict[Word, Kind] = {
    "base": "airfield",
    "airfield": "airfield",
    "settlement": "settlement",
    "site": "site",
    "country": "country",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """A place wording, taken apart.

    Attributes
    ----------
    whole
        The folded name with any kind word that stands in it; without what stood in parentheses and a country behind it.
    core
        The folded name alone. Empty if the wording names only a kind of place.
    word
        What the wording calls the place, None if it does not say.
    country_code
        The country that it names behind a comma or in parentheses, None if none.
    """

    whole: str
    core: str
    word: Word | None
    country_code: str | None


def read_wording(text: str, country_named: Callable[[str], str | None]) -> Wording:
    """Take a place wording apart.

    Parameters
    ----------
    text
        A wording such as "the town of Lida", "Machulishchi (airbase)" or "Smolensk, Russia".
    country_named
        Gives the code of the country that bears a folded name, None if none does.

    Returns
    -------
    Wording
        Its parts.

    Examples
    --------
    >>> read_wording("the town of Lida (Belarus)", {"belarus": "BY"}.get)
    Wording(whole='the town of lida', core='lida', word='settlement', country_code='BY')
    >>> read_wording("аэродром Мачулищи", {}.get).core
    'мачулищи'
    """
    word: Word | None = None
    country_code: str | None = None

    def kept(match: re.Match[str]) -> str:
        nonlocal word, country_code
        inside = fold(match[1])
        if inside in _WORD_BY_PHRASE:
            word = _WORD_BY_PHRASE[inside]
        elif (code := country_named(inside)) is not None:
            country_code = code
        else:
            return match[0]
        return " "

    name = _PARENTHESES.sub(kept, text)
    before, comma, behind = name.rpartition(",")
    if comma and fold(before) and (code := country_named(fold(behind))) is not None:
        name, country_code = before, code
    whole = fold(name)
    core, framed = _strip_frame(whole)
    return Wording(whole, core, word or framed, country_code)


def _strip_frame(whole: str) -> tuple[str, Word | None]:
    """Part a folded wording into name and kind word: "the city of minsk", "lida airfield"."""
    words = whole.split()
    if words[:1] == ["the"]:
        words = words[1:]
    if not [word for word in words if word not in _NO_NAMES]:
        return "", None
    for length in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        leading, trailing = " ".join(words[:length]), " ".join(words[-length:])
        if leading in _WORD_BY_PHRASE:
            rest = words[length:]
            return " ".join(rest[1:] if rest[:1] == ["of"] else rest), _WORD_BY_PHRASE[leading]
        if trailing in _WORD_BY_PHRASE:
            return " ".join(words[:-length]), _WORD_BY_PHRASE[trailing]
    return " ".join(words), None
