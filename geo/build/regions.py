"""Gather the first-order regions of the world: their names, their settlements, the towns they are called after."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mustermap.geo.build.admin_codes import iso_by_admin
from mustermap.geo.build.region_names import our_region_names
from mustermap.geo.build.subdivisions import stem
from mustermap.geo.wording.name_key import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.geo.build.geonames import Settlement
    from mustermap.geo.build.region_names import RegionNames
    from mustermap.geo.build.subdivisions import Subdivision

# A region is called after one of its largest towns.
TOWNS_ASKED = 5
# The English words that reports put behind a region's stem, in the countries that have them.
_WORDS = {
    "BY": ("region", "oblast", "voblast", "voblasts", "province"),
    "PL": ("region", "voivodeship", "voivodship", "province"),
    "RU": ("region", "oblast", "province"),
    "UA": ("region", "oblast", "province"),
}
_OTHER_WORDS = ("region", "province")
_ADJECTIVE = re.compile("(skaya|skaja|ska|skie)$")


@dataclass(frozen=True, slots=True)
class Region:
    """A first-order region.

    Attributes
    ----------
    code
        ISO 3166-2.
    name
        The name to show: "Gomel Region", "Bavaria".
    own_names, other_names
        Names that mean this region and nothing else.
    town_names
        Names that it shares with the town that it is called after: with a word for a region they mean the region.
    city
        GeoNames's number of the town if the region is that town: Minsk, Kyiv, Berlin; None otherwise.
    towns
        Its settlements.
    """

    code: str
    name: str
    own_names: tuple[str, ...]
    other_names: tuple[str, ...]
    town_names: tuple[str, ...]
    city: int | None
    towns: tuple[Settlement, ...]

    @property
    def population(self) -> int:
        """People in its settlements, as far as they are counted."""
        return sum(town.population for town in self.towns)


def regions(towns: Sequence[Settlement]) -> list[Region]:
    """Gather the regions, by code.

    Parameters
    ----------
    towns
        Settlements of the world.
    """
    groups: dict[tuple[str, str], list[Settlement]] = defaultdict(list)
    for settlement in towns:
        groups[settlement.country_code, settlement.admin1].append(settlement)
    matched, ours = iso_by_admin(towns), our_region_names()
    named = {key: _called_after(iso, groups[key]) for key, iso in matched.items()}
    # two regions of a country with one stem: a city and the region around it, which bears the city's names too
    stems: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for key, iso in matched.items():
        for word in _stems(iso):
            stems[key[0], word].append(key)
    found = []
    for key, iso in matched.items():
        town = named[key]
        words = _stems(iso) & ({fold(town.name), *map(fold, town.names)} if town else _stems(iso))
        siblings = {other for word in words for other in stems[key[0], word] if other != key}
        around = next((named[other] for other in sorted(siblings) if named[other]), None)
        row = ours.get(iso.code)
        is_city = town is not None and (bool(siblings) or (row is not None and row.kind == "city"))
        found.append(_region(iso, row, groups[key], town or around, is_city=is_city))
    return sorted(found, key=lambda region: region.code)


def _region(
    iso: Subdivision, row: RegionNames | None, towns: list[Settlement], town: Settlement | None, *, is_city: bool
) -> Region:
    """Put a region's names together."""
    with_word = next((name for name in iso.names if stem(fold(name)) != fold(name)), "")
    shown = (row.name if row else "") or with_word or iso.name
    shared = {fold(name): name for name in (town.name, *town.names)} if town else {}
    own, town_names = [shown, iso.code], [] if is_city else list(shared.values())
    # of Morocco's regions CLDR has the names of before 2015
    listed = [*(() if iso.code.startswith("MA-") else (iso.name, *iso.names)), *(row.others if row else ())]
    others = [*listed, *(row.forms if row else ())]
    if not is_city:
        bases = {stem(fold(name)) for name in (shown, *listed) if fold(name).isascii()} - {""}
        words = _WORDS.get(iso.code[:2], _OTHER_WORDS)
        others += [f"{base} {word}" for base in sorted(bases) if not _ADJECTIVE.search(base) for word in words]
    kept = [name for name in others if fold(name) not in shared]
    town_names += [] if is_city else [name for name in others if fold(name) in shared]
    return Region(
        iso.code, shown, tuple(name for name in own if fold(name) not in shared), tuple(kept), tuple(town_names),
        town.geonameid if town and is_city else None, tuple(towns),
    )  # fmt: skip


def _stems(iso: Subdivision) -> set[str]:
    return {stem(fold(name)) for name in (iso.name, *iso.names)} - {""}


def _called_after(iso: Subdivision, towns: list[Settlement]) -> Settlement | None:
    """Return the town of a region that bears its name, None if no large one does."""
    largest = sorted(towns, key=lambda town: (-town.population, town.geonameid))[:TOWNS_ASKED]
    stems = _stems(iso)
    by_own_name = next((town for town in largest if fold(town.name) in stems), None)
    if by_own_name is not None:
        return by_own_name
    return next((town for town in largest[:2] if any(fold(name) in stems for name in town.names)), None)
