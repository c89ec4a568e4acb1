"""The settlements whose names an airfield carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.earth import distance_m
from mustermap.geo.answers import settlement_radius_m
from mustermap.geo.build.airfields import core_name
from mustermap.geo.wording.name_key import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mustermap.geo.build.airfields import Airfield
    from mustermap.geo.build.geonames import Settlement

# A field that carries a town's name lies beside it; one that a source lists under a town may lie farther out.
BESIDE_M = 10_000
LISTED_M = 60_000
# Names of airfields rarely hold longer names of towns ("Minsk Machulishchy", "Ivano-Frankivsk").
MOST_WORDS = 3


def towns_of_airfields(
    fields: Iterable[Airfield], settlements: Iterable[Settlement], names: Iterable[tuple[str, int]]
) -> Iterator[tuple[int, str]]:
    """Pair settlements with the airfields that carry their name in some spelling.

    Parameters
    ----------
    fields
        Airfields.
    settlements
        Settlements of the world.
    names
        Folded names, with the GeoNames number of a settlement that bears them.

    Yields
    ------
    tuple
        GeoNames's number of a settlement, and the reference of an airfield. A pair may come twice.
    """
    wanted = [(field, _word_groups((field.name, *field.names)), fold(field.municipality)) for field in fields]
    asked = {name for _, carried, listed in wanted for name in (*carried, listed)}
    towns = {town.geonameid: town for town in settlements}
    by_name: dict[str, list[Settlement]] = {}
    for name, number in names:
        if name in asked and number in towns:
            by_name.setdefault(name, []).append(towns[number])
    for field, carried, listed in wanted:
        for name in sorted(carried):
            for town in by_name.get(name, ()):
                if _is_within(field, town, BESIDE_M + settlement_radius_m(town.population)):
                    yield town.geonameid, field.ref
        for town in by_name.get(listed, ()):
            if _is_within(field, town, LISTED_M):
                yield town.geonameid, field.ref


def _is_within(field: Airfield, town: Settlement, reach_m: float) -> bool:
    """Check whether an airfield lies within reach of a town of its own country."""
    if town.country_code != field.country_code:
        return False
    return distance_m(field.lon, field.lat, town.lon, town.lat) <= reach_m


def _word_groups(names: Iterable[str]) -> frozenset[str]:
    """Return all runs of a few words of the names, without the words for an airfield."""
    groups: set[str] = set()
    for name in names:
        words = core_name(fold(name)).split()
        for length in range(1, MOST_WORDS + 1):
            groups.update(" ".join(words[i : i + length]) for i in range(len(words) - length + 1))
    return frozenset(groups)
