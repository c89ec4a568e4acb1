"""Choose among places of the same name, or say that the choice is not clear."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.gazetteer import OTHER_NAME, OWN_NAME, TOWN_NAME, Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# How much more important than the next one a place must be to be meant without a doubt. Writers leave the country out
# of "Paris" (88 times Paris, Texas), and put it in where readers may err: Brest in Belarus has two and a half times
# the people of Brest in France, while Donetsk in Ukraine has 18 times those of Donetsk in Russia.
CLEARLY = 10
# ... and so many times as important as all others together.
SURELY = 4
# A town that merely can be called so counts a tenth: GeoNames's other names hold exonyms, former names and
# misspellings.
OTHER_NAME_COUNTS = 0.1
# Fewer people than this, and places that no gazetteer of 500 people and more holds may be meant as well.
SMALLEST = 500
# GeoNames does not know how many live there: count them as few.
UNCOUNTED = 300
# An airfield's own name counts more than that of the town which it carries among others.
OWN_AIRFIELD_NAME_COUNTS = 3
# "airbase" means one in military use, wherever there is one.
MILITARY_COUNTS = 100
# A region is rarely named without a word for it: its people count a third. With the name of its town it never is.
REGION_COUNTS = 1 / 3
# So many people has the town that a misspelled name may mean: anywhere, and in a country that is named. By another
# name than its own it has a tenth already, which counts back in part: in Cyrillic all names are such.
CORRECTED, CORRECTED_IN_COUNTRY, OTHER_NAME_CORRECTED = 100_000, 2_000, 8
# A country beside a region of its name, as people.
COUNTRY_COUNTS = 3_000_000
# So many times likelier by what is named beside it, and even a small place may be meant.
SUPPORTED = 5
# A town of as many people is meant before the region around it that has the same name: "New York", "Quebec".
LARGE_TOWN = 100_000


def weight(found: Found, *, military: bool = False) -> float:
    """Say how likely a place is meant by its name, in comparison with its namesakes of the same kind.

    Parameters
    ----------
    found
        The place.
    military
        Whether the wording calls it an air base.

    Returns
    -------
    float
        Settlements: people, a tenth of them where the name is not the primary one. Regions: a third of that.
        Airfields: by size and use.
    """
    if found.kind == "airfield":
        size = max(float(found.importance), 0.1)
        own = OWN_AIRFIELD_NAME_COUNTS if found.grade in {OWN_NAME, OTHER_NAME} else 1
        return size * own * (MILITARY_COUNTS if military and found.military else 1)
    if found.kind in {"settlement", "region"}:
        people = max(found.importance, UNCOUNTED) * (REGION_COUNTS if found.kind == "region" else 1)
        return people * (1.0 if found.grade == OWN_NAME else OTHER_NAME_COUNTS)
    return 1.0 if found.grade == OWN_NAME else OTHER_NAME_COUNTS


@dataclass(frozen=True, slots=True)
class Weighed:
    """A place with what it weighs among its namesakes."""

    found: Found
    weight: float


def ranked(
    found: Iterable[Found], *, military: bool = False, context: Callable[[Found], float] | None = None
) -> list[Weighed]:
    """Rank namesakes, the likeliest first, and leave out those that lie within a greater one of the same country.

    Parameters
    ----------
    found
        Places of one kind, or settlements and regions.
    military
        Whether the wording calls it an air base.
    context
        How many times likelier a place is by what is named beside it; None: nothing is.

    Returns
    -------
    list of Weighed
        Each place once.
    """
    rows = (Weighed(row, weight(row, military=military) * (1.0 if context is None else context(row))) for row in found)
    order = sorted(rows, key=lambda row: (-row.weight, row.found.grade, row.found.ref))
    if len(order) == 1:
        return order
    kept: list[Weighed] = []
    for row in order:
        if not any(row.found.ref == other.found.ref or _within(row.found, other.found) for other in kept):
            kept.append(row)
    return kept


def without_regions_around(found: Sequence[Found]) -> list[Found]:
    """Leave out the regions by their town's name, and those around a large town that bears the name."""
    towns = [row for row in found if row.kind == "settlement" and row.importance >= LARGE_TOWN]
    return [
        row
        for row in found
        if row.kind != "region" or (row.grade != TOWN_NAME and not any(is_inside(town, row) for town in towns))
    ]


def is_clear(order: Sequence[Weighed]) -> bool:
    """Tell whether the first of ranked namesakes is clearly more important than the second."""
    if len(order) == 1:
        return True
    others = sum(row.weight for row in order[1:])
    return order[0].weight >= max(0.99 * CLEARLY * order[1].weight, SURELY * others)


def is_too_small(found: Found, *, kind_said: bool) -> bool:
    """Tell whether, with no country named, some place that the gazetteer lacks may be meant as well.

    Parameters
    ----------
    found
        The only or the clearly most important place of the name.
    kind_said
        Whether the wording or a hint says of what kind it is.

    Returns
    -------
    bool
        True for a settlement of few people, and for an airfield by another name than its own that is not called one.
    """
    if found.kind == "airfield":
        return found.grade != OWN_NAME and not kind_said
    return found.kind == "settlement" and weight(found) < SMALLEST


def is_large(found: Found, *, known: bool) -> bool:
    """Tell whether a place is important enough to be meant by a misspelled name.

    Parameters
    ----------
    found
        The place.
    known
        Whether the country is named.
    """
    if found.kind in {"settlement", "region"}:
        least = CORRECTED_IN_COUNTRY if known else CORRECTED
        return weight(found) * (1 if found.grade == OWN_NAME else OTHER_NAME_CORRECTED) >= least
    return found.kind == "country" or (known and found.grade == OWN_NAME) or found.kind == "site"


def is_inside(town: Found, region: Found) -> bool:
    """Tell whether a settlement lies in a region, taken as a circle half as wide again as that of its area."""
    if town.country_code != region.country_code:
        return False
    return distance_m(town.lon, town.lat, region.lon, region.lat) <= 1.5 * region.radius_m


def _within(part: Found, whole: Found) -> bool:
    """Tell whether a settlement is a part of another, or the same one listed twice."""
    if part.kind != "settlement" or part.country_code != whole.country_code:
        return False
    return distance_m(part.lon, part.lat, whole.lon, whole.lat) <= whole.radius_m + part.radius_m


def distance_m(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Measure the distance between two points on a sphere of the Earth's mean radius.

    Parameters
    ----------
    lon, lat, other_lon, other_lat
        Degrees.

    Returns
    -------
    float
        Metres.

    Examples
    --------
    >>> round(distance_m(27.58, 53.7733, 27.5948, 53.7788), -2)
    1100.0
    """
    phi, psi = math.radians(lat), math.radians(other_lat)
    half_lat, half_lon = (psi - phi) / 2, math.radians(other_lon - lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(half_lon) ** 2
    return 2 * 6_371_008.8 * math.asin(min(1.0, math.sqrt(chord)))
