"""Make the forms of regions' names in the languages of our part of the world, from their stems and by rule.

Russian, Ukrainian, Belarusian and Polish call a region by an adjective: Гомельск- gives "Гомельская область", "в
Гомельской области", "Гомельская обл."; homelsk- gives "obwód homelski", "w obwodzie homelskim".
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

REGION_NAMES = Path(__file__).parents[1] / "region_names.csv"
# Endings of the adjective with the case forms of the word that it goes with; "" is the adjective alone.
_RUSSIAN = {
    "oblast": "ая область|ой области|ую область|ой областью|ая обл|ой обл|ая|ой|ую",
    "krai": "ий край|ого края|ому краю|ом крае|им краем|ий|ого|ом",
    "voivodeship": "ое воеводство|ого воеводства|ому воеводству|ом воеводстве|им воеводством|ое",
}
_UKRAINIAN = {
    "oblast": "а область|ої області|ій області|у область|ою областю|а обл|ій обл|а|ої|ій",
    "krai": "ий край|ого краю|ому краї|ий",
    "voivodeship": "е воєводство|ого воєводства|ому воєводстві|им воєводством|е",
}
_BELARUSIAN = {
    "oblast": "ая вобласць|ай вобласці|ую вобласць|ай вобласцю|ая вобл|ая|ай|ую",
    "krai": "і край|ага края|ім краі|і",
    "voivodeship": "ае ваяводства|ага ваяводства|ім ваяводстве|ае",
}
_POLISH = {
    "oblast": "obwód {}i|obwodu {}iego|obwodowi {}iemu|obwodzie {}im|obwodem {}im|{}i|{}iego|{}im",
    "krai": "kraj {}i|kraju {}iego|kraju {}im|krajem {}im|{}i",
    "voivodeship": "województwo {}ie|województwa {}iego|województwie {}im|województwem {}im|woj. {}ie|{}iem|{}iego",
}
# "Гомельщина", "Гродзеншчына" and their cases.
_COUNTRYSIDES = {
    "щина": ("щина", "щины", "щине", "щину", "щиной", "щини", "щині", "щиною"),
    "шчына": ("шчына", "шчыны", "шчыне", "шчыну", "шчынай"),
}
_LATIN_LETTERS = {
    # BGN/PCGN for Russian, the national systems for Ukrainian and Belarusian; folding drops the soft signs
    "ru": dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", [
        *"abvgde", "yo", "zh", *"ziyklmnoprstuf", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"],
        strict=True)),
    "uk": dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", [
        *"abvhgde", "ie", "zh", *"zyi", "i", "i", *"klmnoprstuf", "kh", "ts", "ch", "sh", "shch", "", "iu", "ia"],
        strict=True)),
    "be": dict(zip("абвгдеёжзійклмнопрстуўфхцчшыьэюя", [
        *"abvhd", "ie", "io", "zh", *"zijklmnoprstuu", *"f", "kh", "ts", "ch", "sh", "y", "", "e", "iu", "ia"],
        strict=True)),
}  # fmt: skip
_LATIN_WORDS = {"ru": ("aya", "oblast"), "uk": ("a", "oblast"), "be": ("aya", "voblasts")}


@dataclass(frozen=True, slots=True)
class RegionNames:
    """Our own row about a region.

    Attributes
    ----------
    name
        The name to show; empty: that of OurAirports or CLDR.
    kind
        "oblast", "krai", "voivodeship", "republic" or "city"; empty for others.
    others
        Other names.
    forms
        The names that rules make.
    """

    name: str
    kind: str
    others: tuple[str, ...]
    forms: tuple[str, ...]


def our_region_names() -> dict[str, RegionNames]:
    """Read our own table of regions, by ISO 3166-2 code, and make the forms of the names."""
    with REGION_NAMES.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: _read_row(row) for row in csv.DictReader(lines)}


def _read_row(row: dict[str, str]) -> RegionNames:
    listed = [name for name in row["other_names"].split(";") if name]
    names = [form for name in listed for form in _countryside(name) if form != name]
    stem_uk = row["stem_uk"] or _ukrainian(row["stem_ru"])
    stem_be = row["stem_be"] or _belarusian(row["stem_ru"])
    names += adjective_forms(row["kind"], "ru", row["stem_ru"])
    names += adjective_forms(row["kind"], "uk", stem_uk)
    names += adjective_forms(row["kind"], "be", stem_be)
    names += adjective_forms(row["kind"], "pl", row["stem_pl"])
    return RegionNames(row["name"], row["kind"], tuple(listed), tuple(dict.fromkeys(names)))


def adjective_forms(kind: str, language: str, stem: str) -> Iterator[str]:
    """Make the names that consist of an adjective and a word for the region, in all cases.

    Parameters
    ----------
    kind
        "oblast", "krai" or "voivodeship"; others have no such names.
    language
        "ru", "uk", "be" or "pl".
    stem
        The adjective without its ending: "Гомельск"; empty: no names.

    Examples
    --------
    >>> list(adjective_forms("oblast", "ru", "Гомельск"))[:2]
    ['Гомельская область', 'Гомельской области']
    >>> list(adjective_forms("voivodeship", "pl", "lubelsk"))[0]
    'województwo lubelskie'
    >>> list(adjective_forms("republic", "ru", ""))
    []
    """
    endings = {"ru": _RUSSIAN, "uk": _UKRAINIAN, "be": _BELARUSIAN, "pl": _POLISH}[language].get(kind, "")
    if not stem or not endings:
        return
    for ending in endings.split("|"):
        yield ending.format(stem) if language == "pl" else stem + ending
    if kind == "oblast" and language in _LATIN_WORDS:
        adjective, word = _LATIN_WORDS[language]
        latin = "".join(_LATIN_LETTERS[language].get(letter, letter) for letter in stem.lower())
        yield f"{latin}{adjective} {word}"
        yield f"{latin}{adjective}"
    if kind == "oblast" and language == "be":
        yield from (f"{_lacinka(stem)}aja {word}" for word in ("voblasć", "voblasc", "vobłasć"))


def _lacinka(stem: str) -> str:
    """Write a Belarusian stem in Łacinka, without the marks that folding drops."""
    letters = dict(_LATIN_LETTERS["be"]) | {"ц": "c", "х": "ch", "ч": "c", "ш": "s", "ж": "z", "ў": "u", "ю": "ju"}
    return "".join(letters.get(letter, letter) for letter in stem.lower()).replace("lie", "le")


def _countryside(name: str) -> Iterator[str]:
    for ending, cases in _COUNTRYSIDES.items():
        if name.endswith(ending):
            yield from (name.removesuffix(ending) + case for case in cases)
            return
    yield name


def _ukrainian(stem: str) -> str:
    """Spell a Russian adjective's stem as Ukrainian does: Брянск-, Брянськ-; close enough for a look-up."""
    spelled = stem.translate(str.maketrans("ыиэё", "иіео"))
    return spelled.removesuffix("ск") + "ськ" if spelled.endswith("ск") else spelled.replace("цк", "цьк")


def _belarusian(stem: str) -> str:
    """Spell a Russian adjective's stem as Belarusian does, but for its vowels: Брянск-, Томск-."""
    return stem.replace("и", "і").replace("щ", "шч").replace("овск", "оўск").replace("евск", "еўск")
