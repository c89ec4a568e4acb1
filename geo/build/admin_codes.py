"""Match GeoNames's codes of first-order regions to ISO 3166-2, by the airports in them and by names.

GeoNames gives each settlement the code of its region ("BY", "02"), and a few countries' codes are ISO's. OurAirports
gives each airport the ISO code of its region: an airport votes for the code of the settlement that is nearest to it.
Names decide where airports are few: a region is often called after its largest town. No pair that is not borne out is
made: a region without an ISO code stays out of the gazetteer.
"""

from __future__ import annotations

import csv
import gzip
import math
from collections import Counter, defaultdict
from functools import cache
from heapq import nsmallest
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mustermap.geo.build.subdivisions import (
    SHORTEST_ALIKE,
    Subdivision,
    of_order,
    ourairports_codes,
    stem,
    subdivisions_below,
)
from mustermap.geo.wording.name_key import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mustermap.geo.build.geonames import Settlement

# An airport farther than this from any settlement says little about the settlement's region.
NEAR_DEGREES = 0.4
# A region is recognised by its name if one of its largest towns bears it.
TOWNS_ASKED = 3
# The largest of them may bear it as another of their names.
TOWNS_WITH_ALL_NAMES = 2
# What a pair needs: a fifth of the airports of both, or a name.
LEAST_SCORE = 0.2
# Where fewer of a country's regions are borne out, GeoNames and ISO do not describe the same ones: Viet Nam's provinces
# were merged in 2025, and Congo's divided in 2015.
LEAST_SHARE = 0.6
ADMIN_CODES = Path(__file__).parents[1] / "admin_codes.csv"
# CLDR leaves Inner Mongolia out, has Bissau a level above its neighbours, and Iraq's Kurdish governorates one below.
NAMES_OF_OURS = {
    "CN-NM": "Inner Mongolia", "GW-BS": "Bissau", "IQ-AR": "Erbil", "IQ-DA": "Dohuk", "IQ-HA": "Halabja",
    "IQ-SU": "Sulaymaniyah",
}  # fmt: skip
_OWN_CODE = 0.5
_ALIKE = 0.4
_BARE = 0.1


def iso_by_admin(towns: Iterable[Settlement]) -> dict[tuple[str, str], Subdivision]:
    """Match GeoNames's regions to ISO's.

    Parameters
    ----------
    towns
        Settlements of the world.

    Returns
    -------
    dict
        Regions of ISO 3166-2 by country code and GeoNames's admin1 code; each region once.
    """
    groups: dict[str, dict[str, list[Settlement]]] = defaultdict(lambda: defaultdict(list))
    for town in towns:
        if town.admin1:
            groups[town.country_code][town.admin1].append(town)
    airports, ours = airports_by_country(), _our_pairs()
    matched: dict[tuple[str, str], Subdivision] = {}
    for country, admins in sorted(groups.items()):
        order = _order(country, len(admins))
        regions = {region.code: region for region in subdivisions_below(order).get(country, ())}
        ports = [(lon, lat, of_order(code, order)) for lon, lat, code in airports.get(country, [])]
        scores = _scores(admins, list(regions.values()), [(lon, lat, code) for lon, lat, code in ports if code])
        pairs = _best_pairs(scores, {admin: iso for admin, iso in ours.get(country, {}).items() if admin in admins})
        # all but one of as many: the last of both belong together
        left, right = set(admins) - set(pairs), set(regions) - set(pairs.values())
        if len(left) == len(right) == 1 < len(pairs):
            pairs[left.pop()] = right.pop()
        if len(pairs) >= LEAST_SHARE * len(admins):
            names = {code: regions.get(code) or Subdivision(code, NAMES_OF_OURS[code], ()) for code in pairs.values()}
            matched |= {(country, admin): names[code] for admin, code in pairs.items()}
    return matched


def _order(country: str, count: int) -> int:
    """Return the order of ISO's regions that GeoNames has, by number: Indonesia's 38 provinces, not its 7 islands."""
    orders = {order: len(subdivisions_below(order).get(country, ())) for order in (1, 2)}
    return min(orders, key=lambda order: abs(math.log((orders[order] + 0.01) / count)))


def _our_pairs() -> dict[str, dict[str, str]]:
    """Read the pairs that we have looked up ourselves, by country."""
    pairs: dict[str, dict[str, str]] = defaultdict(dict)
    with ADMIN_CODES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            pairs[row["country_code"]][row["admin1"]] = row["iso"]
    return pairs


def _best_pairs(scores: Mapping[tuple[str, str], float], ours: Mapping[str, str]) -> dict[str, str]:
    """Pair off, our own pairs and then the best borne out first."""
    pairs = dict(ours)
    for (admin, code), score in sorted(scores.items(), key=lambda row: (-row[1], row[0])):
        if score >= LEAST_SCORE and admin not in pairs and code not in pairs.values():
            pairs[admin] = code
    return pairs


def _scores(
    admins: Mapping[str, list[Settlement]], regions: Sequence[Subdivision], airports: Sequence[tuple[float, float, str]]
) -> dict[tuple[str, str], float]:
    """Return how much evidence there is for each pair of GeoNames's and ISO's region."""
    scores: dict[tuple[str, str], float] = defaultdict(float)
    votes = _votes(admins, airports)
    of_admin, of_code = Counter[str](), Counter[str]()
    for (admin, code), count in votes.items():
        of_admin[admin] += count
        of_code[code] += count
    for (admin, code), count in votes.items():
        # as many votes again as one error weigh: a single airport proves little
        scores[admin, code] += 2 * count / (of_admin[admin] + of_code[code] - count + 1)
    own = _codes_are_iso(admins, regions)
    largest = {admin: _largest(towns) for admin, towns in admins.items()}
    for region in regions:
        stems = {stem(fold(name)) for name in (region.name, *region.names)} - {""}
        for admin, towns in largest.items():
            scores[admin, region.code] += _named(region, stems, towns)
            if own and region.code.endswith(f"-{admin}"):
                scores[admin, region.code] += _OWN_CODE
    return scores


def _named(region: Subdivision, stems: set[str], towns: Sequence[tuple[str, frozenset[str]]]) -> float:
    """Score a region's names among those of its largest towns: 1 for the largest, less for the next."""
    for place, (name, _) in enumerate(towns):
        if name in stems:
            # "Almaty" is the city, "Almaty oblysy" the region around it
            return 1 / (1 + place) + (_BARE if name == fold(region.name) else 0)
    for place, (_, others) in enumerate(towns[:TOWNS_WITH_ALL_NAMES]):
        if stems & others:
            return 0.7 / (1 + place)
    return _ALIKE if towns and any(_is_alike(towns[0][0], name) for name in stems) else 0.0


def _largest(towns: Sequence[Settlement]) -> list[tuple[str, frozenset[str]]]:
    """Return the folded names of a region's largest towns: their own names, and all others of the first two."""
    order = nsmallest(TOWNS_ASKED, towns, key=lambda town: (-town.population, town.geonameid))
    others = [frozenset(map(fold, town.names)) for town in order[:TOWNS_WITH_ALL_NAMES]]
    others += [frozenset()] * (len(order) - len(others))
    return [(fold(town.name), names) for town, names in zip(order, others, strict=True)]


def _is_alike(town: str, region: str) -> bool:
    """Check whether a region's name begins as its town's does: Rivne, Rivnenshchyna; Jõgeva, Jõgevamaa."""
    return len(town) >= SHORTEST_ALIKE and region.startswith(town[:-1]) and region.count(" ") == town.count(" ")


def _codes_are_iso(admins: Mapping[str, object], regions: Sequence[Subdivision]) -> bool:
    """Check whether GeoNames uses ISO's letters for this country: US-TX; numbers are its own."""
    codes = {region.code[3:] for region in regions}
    return all(admin in codes for admin in admins) and not all(admin.isdigit() for admin in admins)


def _votes(
    admins: Mapping[str, list[Settlement]], airports: Sequence[tuple[float, float, str]]
) -> Counter[tuple[str, str]]:
    """Count the airports by the region of the settlement nearest to them, and by their own."""
    if not airports:
        return Counter()
    owners = [admin for admin, towns in sorted(admins.items()) for _ in towns]
    towns = [town for _, group in sorted(admins.items()) for town in group]
    shrunk = math.cos(math.radians(sum(town.lat for town in towns) / len(towns)))
    spots = shapely.points(np.array([town.lon for town in towns]) * shrunk, np.array([town.lat for town in towns]))
    asked = shapely.points(np.array([lon for lon, *_ in airports]) * shrunk, np.array([lat for _, lat, _ in airports]))
    pairs = shapely.STRtree(spots).query_nearest(asked, max_distance=NEAR_DEGREES, all_matches=False)
    return Counter((owners[town], airports[airport][2]) for airport, town in np.asarray(pairs).T.tolist())


@cache
def airports_by_country() -> dict[str, list[tuple[float, float, str]]]:
    """Read OurAirports' airports of every size.

    Returns
    -------
    dict
        Longitude, latitude and ISO 3166-2 code of each, by country.
    """
    file = distribution("ourairports").locate_file("ourairports/data/airports.csv.gz")
    found: dict[str, list[tuple[float, float, str]]] = defaultdict(list)
    with gzip.open(str(file), mode="rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code = ourairports_codes().get(row["iso_region"])
            if code is not None and code[:2] == row["iso_country"]:
                found[row["iso_country"]].append((float(row["longitude_deg"]), float(row["latitude_deg"]), code))
    return found
