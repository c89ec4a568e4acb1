"""One force in all its wordings: a country's name, its official name, its adjective, its "armed forces"."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from mustermap.geo.gazetteer.country_lookup import country_name as gazetteer_name
from mustermap.geo.wording.case_endings import nominatives
from mustermap.geo.wording.demonyms import country_of_adjective
from mustermap.geo.wording.name_key import fold
from mustermap.words.cldr_names import country_names

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES: Final = ("en", "uk", "ru", "be", "pl")
#: Folded: what names two countries or more, or a country and a people or a region beyond it.
_MAY_BE_TWO: Final = frozenset({
    "central african", "congo", "congolese", "dominican", "guinea", "guinean", "korea", "korean", "palestinian",
    "papuan", "turkmen", "гвинея", "гвінея", "конго", "корея", "карэя", "gwinea", "kongo",
})  # fmt: skip
_ENDINGS: Final = frozenset({
    "ий", "ый", "ая", "ое", "ие", "ого", "ому", "ой", "ую", "им", "ым", "их", "ых", "ими", "ыми", "ом",  # Russian
    "а", "е", "і", "ої", "у", "ою",  # Ukrainian, beside those
    "ія", "ыя", "ае", "ага", "аму", "ай", "аю",  # Belarusian
    "i", "a", "ie", "iego", "iemu", "iej", "ich", "imi", "y", "e",  # Polish, folded
})  # fmt: skip
_POSSESSIVE: Final = re.compile(r"['\u2019]s(?!\w)", re.IGNORECASE)
_LONGEST: Final = 80
"""Characters of a wording that is looked at; a longer one is a sentence."""


def force_name(wording: str) -> str:
    """Return the name of a force, whose troops a wording means; joint forces part by part, sorted and separated by ;.

    A country's force is called by the gazetteer's English name of the country. What may be two, is a code, or is no
    country's force stays as it is.

    Parameters
    ----------
    wording
        As reports have it; several forces are separated by ``;``.

    Examples
    --------
    >>> force_name("Збройні сили РФ"), force_name("siły rosyjskie; Belarusian army")
    ('Russia', 'Belarus;Russia')
    >>> force_name("RU"), force_name("Korean troops"), force_name("Wagner Group")
    ('RU', 'Korean troops', 'Wagner Group')
    """
    named = {_of_one(part) for part in wording.split(";")} if ";" in wording else {_of_one(wording)}
    return ";".join(sorted(named - {""}))


@lru_cache(maxsize=65536)
def _of_one(wording: str) -> str:
    code = force_country(wording)
    return gazetteer_name(code).strip() if code else wording.strip()


def force_country(wording: str) -> str:
    """Return the code of the country whose force a wording means; blank if it means none, or may mean two.

    Examples
    --------
    >>> force_country("Armed Forces of Ukraine"), force_country("Guinea")
    ('UA', '')
    """
    if len(wording) > _LONGEST:
        return ""
    key = _key(wording)
    if not key or key in _MAY_BE_TWO:
        return ""
    return _country(key) or next((code for rest in _beside_noun(key) if (code := _with_noun(rest))), "")


def country_in(words: str) -> str:
    """Return the code of the country that words name or whose adjective they are, in any case; blank for none.

    Examples
    --------
    >>> country_in("Ukrainian"), country_in("України"), country_in("Ukrainian army")
    ('UA', 'UA', '')
    """
    key = _key(words)
    return "" if not key or key in _MAY_BE_TWO else _with_noun(key)


def country_of_word(word: str) -> str:
    """Return the code of the country whose name or adjective a text is, in the nominative; blank for none."""
    return _country(_key(word))


def _key(wording: str) -> str:
    return fold(_POSSESSIVE.sub("", wording)).removeprefix("the ")


def _country(key: str) -> str:
    """Return the code of a folded name or adjective."""
    return "" if key in _MAY_BE_TWO else _names().get(key) or _of_adjective(key)


def _with_noun(key: str) -> str:
    """Return the code of what comes before or after a noun: also an abbreviation, or a name in another case."""
    if key in _MAY_BE_TWO:
        return ""
    found = _country(key) or _abbreviations().get(key, "")
    if found:
        return found
    guesses = set(nominatives(key))
    codes = {_names()[guess] for guess in guesses & _names().keys()}
    return "" if guesses & _MAY_BE_TWO or len(codes) != 1 else codes.pop()


def _beside_noun(key: str) -> Iterator[str]:
    """Yield what remains of a folded wording without a noun before or after it."""
    words = key.split()
    for count in range(1, min(len(words), 4)):
        after, before = " ".join(words[-count:]), " ".join(words[:count])
        if after in _nouns():
            yield " ".join(words[:-count])
        if before in _nouns():
            rest = " ".join(words[count:])
            is_english = before in _nouns("en")
            if not is_english:
                yield rest
            elif rest.startswith("of "):
                yield rest.removeprefix("of ").removeprefix("the ")


def _of_adjective(key: str) -> str:
    if (code := country_of_adjective(key)) is not None:
        return code
    if " " in key:
        return ""
    if key.endswith("cy"):  # Polish, of persons: "polscy" of "polski"
        key = key[:-2] + "ki"
    cuts = ((key[:-cut], key[-cut:]) for cut in range(1, 5))
    return next((code for stem, ending in cuts if ending in _ENDINGS and (code := _stems().get(stem))), "")


@cache
def _names() -> dict[str, str]:
    """Read all folded names, official ones among them, that only one country has."""
    named = [(code, name) for language in LANGUAGES for code, name in country_names(language).items()]
    named += [(code, gazetteer_name(code)) for code in country_names("en") if gazetteer_name(code) != code]
    named += [(row["code"], name) for row in _rows("country_forms.csv") for name in row["names"].split(";") if name]
    # What CLDR lists beside countries, such as Diego Garcia, the gazetteer has as a part of one.
    return _of_one_country((code, name.replace("&", "and")) for code, name in named if gazetteer_name(code) != code)


@cache
def _abbreviations() -> dict[str, str]:
    rows = _rows("country_forms.csv")
    return _of_one_country((row["code"], name) for row in rows for name in row["with_nouns"].split(";") if name)


@cache
def _stems() -> dict[str, str]:
    rows = _rows("country_forms.csv")
    return _of_one_country((row["code"], stem) for row in rows for stem in row["adjectives"].split(";") if stem)


@cache
def _nouns(language: str = "") -> frozenset[str]:
    rows = [row for row in _rows("force_nouns.csv") if language in ("", row["language"])]
    return frozenset(fold(noun) for row in rows for noun in row["nouns"].split(";"))


def _of_one_country(named: Iterator[tuple[str, str]]) -> dict[str, str]:
    meant: dict[str, set[str]] = {}
    for code, name in named:
        meant.setdefault(_key(name), set()).add(code)
    return {key: codes.pop() for key, codes in meant.items() if key and len(codes) == 1}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("mustermap.layers.identities").joinpath(name).read_text("utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
