"""Read the first-order regions of ISO 3166-2: codes and names from CLDR, more names from OurAirports.

CLDR comes by npm (`geo/build/package.json`), since Babel leaves its subdivisions out. The package `iso3166-2` is not
used: it requires pycountry, which is under the LGPL.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from mustermap.geo.wording.name_key import fold

CLDR = Path(__file__).with_name("node_modules")
# ISO gave the codes of Iran's provinces to other provinces in 2020: CLDR keeps the old ones, OurAirports has the new.
RENUMBERED = frozenset({"IR"})
# A name that begins as another and is shorter proves nothing.
SHORTEST_ALIKE = 4
# What remains of a region's name without these words is its stem: "Gomel Region", "Vilnius County".
_REGION_WORDS = re.compile(
    r"\b(the|of|region|oblast|voblast|voblasts|voblasc|krai|kray|province|county|district|department|governorate|"
    r"prefecture|parish|state|voivodeship|municipality|canton|division|territory|republic|autonomous|okrug|oblysy|"
    r"city|capital|area|zone|"
    r"oblasty|viloyati|judet|municipiul|raionul|apskritis|novads|maakond|kraj|shchyna|"
    r"область|вобласць|край|obwod|wojewodztwo)\b"
)


@dataclass(frozen=True, slots=True)
class Subdivision:
    """A first-order region of ISO 3166-2.

    Attributes
    ----------
    code
        ISO 3166-2: "BY-HO".
    name
        CLDR's English name, often without a word for the region: "Homel", "Bavaria", "Minsk Region".
    names
        Other names, of OurAirports: "Gomel Region", "Homiel Voblast".
    """

    code: str
    name: str
    names: tuple[str, ...]


def stem(folded: str) -> str:
    """Return a folded name without the words for a region.

    Examples
    --------
    >>> stem("gomel region"), stem("republic of karelia"), stem("bavaria"), stem("region")
    ('gomel', 'karelia', 'bavaria', '')
    """
    return " ".join(_REGION_WORDS.sub(" ", folded).split())


@cache
def cldr_version() -> str:
    """Return the version of the package with the regions."""
    return str(_read("cldr-subdivisions-full/package.json")["version"])


@cache
def subdivisions_below(order: int) -> dict[str, tuple[Subdivision, ...]]:
    """Read the regions of an order, by country.

    Parameters
    ----------
    order
        1 for those directly below the country, 2 for their parts: Indonesia's provinces, below its islands.
    """
    found: dict[str, list[Subdivision]] = {}
    others = _ourairports_names()
    for key, name in sorted(_english().items()):
        if len(line := _line(key)) == order:
            code = _iso(key)
            found.setdefault(line[-1][:2].upper(), []).append(Subdivision(code, name, others.get(code, ())))
    if order == 1:
        found |= _renumbered()
    return {country: tuple(regions) for country, regions in found.items()}


def _renumbered() -> dict[str, list[Subdivision]]:
    """Read from OurAirports the regions of the countries whose codes CLDR keeps as they were."""
    found: dict[str, list[Subdivision]] = {country: [] for country in RENUMBERED}
    for row in _ourairports_regions():
        if row["iso_country"] in RENUMBERED and not row["code"].endswith("-U-A"):
            name = row["name"].strip()
            found[row["iso_country"]].append(Subdivision(row["code"], name, (stem(fold(name)).title(),)))
    return found


@cache
def of_order(code: str, order: int) -> str | None:
    """Return the region of an order in which a subdivision lies.

    Parameters
    ----------
    code
        ISO 3166-2, current or former, of any order.
    order
        1 or 2.

    Returns
    -------
    str or None
        Its code, None if CLDR does not know the subdivision, or if it is of a lower order itself.

    Examples
    --------
    >>> of_order("PL-MZ", 1), of_order("GB-DEV", 1), of_order("ID-JB", 2), of_order("BY-U-A", 1)
    ('PL-14', 'GB-ENG', 'ID-JB', None)
    """
    if code[:2] in RENUMBERED:
        return code if order == 1 else None
    known = known_code(code)
    line = _line(known.replace("-", "").lower()) if known else ()
    return _iso(line[-order]) if len(line) >= order else None


@cache
def known_code(code: str) -> str | None:
    """Return the current form of an ISO 3166-2 code, None if CLDR does not know it.

    Examples
    --------
    >>> known_code("PL-MZ"), known_code("BY-U-A")
    ('PL-14', None)
    """
    key = code.replace("-", "").lower()
    key = _aliases().get(key, key)
    return _iso(key) if key in _parents() else None


def _line(key: str) -> tuple[str, ...]:
    """Return a subdivision's key and those around it, up to the country; nothing if ISO 3166-2 no longer has it."""
    line: list[str] = []
    while key in _parents():
        line.append(key)
        key = _parents()[key]
    return tuple(line)


@cache
def _english() -> dict[str, str]:
    names = _read("cldr-subdivisions-full/subdivisions/en/en.json")["subdivisions"]["localeDisplayNames"]
    return {str(key): str(name) for key, name in names["subdivisions"].items()}


@cache
def _parents() -> dict[str, str]:
    return {key: parent for parent, below in _containment().items() for key in below}


@cache
def _containment() -> dict[str, list[str]]:
    groups = _read("cldr-core/supplemental/subdivisionContainment.json")["supplemental"]["subdivisionContainment"]
    return {parent: group["_contains"] for parent, group in groups.items()}


@cache
def _aliases() -> dict[str, str]:
    table = _read("cldr-core/supplemental/aliases.json")["supplemental"]["metadata"]["alias"]["subdivisionAlias"]
    return {old: str(new["_replacement"]) for old, new in table.items()}


@cache
def ourairports_codes() -> dict[str, str]:
    """Match OurAirports' codes of regions, some of them former or its own, to current first-order regions.

    Returns
    -------
    dict
        ISO 3166-2 codes; what CLDR does not know by its code is recognised by its name.
    """
    by_stem: dict[str, dict[str, set[str]]] = {}
    for country, below in _containment().items():
        for key in below if country.isupper() else ():
            name = stem(fold(_english().get(key, "")))
            by_stem.setdefault(country, {}).setdefault(name, set()).add(_iso(key))
    codes = {}
    for row in _ourairports_regions():
        named = stem(fold(row["name"]))
        stems = by_stem.get(row["iso_country"], {})
        same = set(stems.get(named, ()))
        if not same and not known_code(row["code"]) and len(named) >= SHORTEST_ALIKE:  # Järva County, Järvamaa
            alike = [found for name, found in stems.items() if name.startswith(named)]
            same = set().union(*alike)
        if row["iso_country"] in RENUMBERED:
            codes[row["code"]] = row["code"]
        elif known := same.pop() if len(same) == 1 else known_code(row["code"]):
            codes[row["code"]] = known
    return codes


def _ourairports_names() -> dict[str, tuple[str, ...]]:
    """Read OurAirports' names of regions, by current code."""
    names: dict[str, list[str]] = {}
    for row in _ourairports_regions():
        code = ourairports_codes().get(row["code"])
        if code is None:
            continue
        keywords = [word.strip() for word in row["keywords"].split(",")]
        kept = [row["name"].strip(), *(word for word in keywords if word and "irport" not in word)]
        names.setdefault(code, []).extend(kept)
    return {code: tuple(dict.fromkeys(kept)) for code, kept in names.items()}


@cache
def _ourairports_regions() -> tuple[dict[str, str], ...]:
    file = distribution("ourairports").locate_file("ourairports/data/regions.csv.gz")
    with gzip.open(str(file), mode="rt", encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def _iso(key: str) -> str:
    """Return CLDR's key as a code: byho, BY-HO."""
    return f"{key[:2]}-{key[2:]}".upper()


def _read(path: str) -> Any:
    file = CLDR / path
    if not file.is_file():
        raise FileNotFoundError(f"{file}: npm has not brought it; run `npm ci` in {CLDR.parent}, or `make`")
    return json.loads(file.read_text(encoding="utf-8"))
