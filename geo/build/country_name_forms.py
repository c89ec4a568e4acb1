"""Names of countries: in the languages of Europe's east from CLDR by Babel, and the usual aliases."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale

from mustermap.geo.wording.name_key import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

COUNTRY_NAMES = Path(__file__).parents[1] / "country_names.csv"
# English first: it has its names before the others. Then the neighbours, and the languages of much reporting on them.
LANGUAGES = ("en", "ru", "uk", "be", "pl", "lt", "lv", "et", "ro", "sk", "cs", "hu", "de", "fr", "tr", "ka", "hy", "kk")
# Shorter names are too often something else: Čad, Fas.
SHORTEST_FOREIGN = 4


def country_names(codes: Iterable[str], taken: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """Return the countries' names.

    Parameters
    ----------
    codes
        ISO 3166-1 alpha-2, and XK.
    taken
        Folded names that mean large towns: a name from another language than English gives way to them.

    Returns
    -------
    dict
        Names by code, our own aliases first. A name that two countries have, in whatever languages, is left out but for
        the one that has it in English or among our aliases.
    """
    kept = sorted(set(codes))
    names: dict[str, list[str]] = defaultdict(list)
    owner: dict[str, str] = {}
    for code, listed in _aliases().items():
        names[code] += listed
        owner.update((fold(name), code) for name in listed)
    territories = [Locale.parse(language).territories for language in LANGUAGES]
    for code in kept:
        if name := territories[0].get(code):
            names[code].append(str(name))
            owner.setdefault(fold(name), code)
    for name, code in _foreign(kept, territories[1:]):
        folded = fold(name)
        if owner.get(folded, code) == code and len(folded) >= SHORTEST_FOREIGN and folded not in taken:
            names[code].append(name)
    return dict(names)


def _foreign(codes: Iterable[str], territories: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the names in other languages that only one country has, with its code."""
    pairs = dict.fromkeys((str(table[code]), code) for table in territories for code in codes if code in table)
    meant: dict[str, set[str]] = defaultdict(set)
    for name, code in pairs:
        meant[fold(name)].add(code)
    for name, code in pairs:
        if len(meant[fold(name)]) == 1:
            yield name, code


def _aliases() -> dict[str, list[str]]:
    """Read our own table: aliases, and names in use that CLDR does not have."""
    found: dict[str, list[str]] = {}
    with COUNTRY_NAMES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["code"], []).extend(row["names"].split(";"))
    return found
