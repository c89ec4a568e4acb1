"""Rank the places of one name by how likely each is meant, and check whether the first is clearly meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mustermap.earth import distance_m
from mustermap.geo.choice.capitals import CAPITALS
from mustermap.geo.gazetteer.lookup import OTHER_NAME, OWN_NAME, TOWN_NAME, Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# How much more important than the next one a place must be to be meant without a doubt. Writers leave the country out
# of "Paris" (88 times Paris, Texas), and put it in where readers may err: Brest in Belarus has two and a half times
# the people of Brest in France, while Donetsk in Ukraine has 18 times those of Donetsk in Russia.
CLEARLY = 10
# ... and this many times as important as all others together.
SURELY = 4
# A town that merely can be called so counts a tenth: GeoNames's other names hold exonyms, former names and
# misspellings.
OTHER_NAME_COUNTS = 0.1
# People of a settlement whose number GeoNames does not know.
UNCOUNTED = 300
# An airfield's own name counts more than that of the town which it carries among others.
OWN_AIRFIELD_NAME_COUNTS = 3
# "airbase" means one in military use, wherever there is one.
MILITARY_COUNTS = 100
# A region is rarely named without a word for it: its people count a third. With the name of its town it never is.
REGION_COUNTS = 1 / 3
# A country beside a region of its name, as people.
COUNTRY_COUNTS = 3_000_000
# A capital weighs this many times its people, and a region of its name, which is then called one
# ("Washington state"), a tenth. The seat of a region that is called after it comes before an equal.
CAPITAL_COUNTS, CAPITALS_REGION_COUNTS, SEAT_COUNTS = 10, 0.1, 2
# This many times likelier by what is named beside it, and even a small place may be meant.
SUPPORTED = 5
# A town of this many people is meant before the region around it that has the same name: "New York", "Quebec".
LARGE_TOWN = 100_000


def weight(found: Found, *, military: bool = False) -> float:
    """Return how likely a place is meant by its name, in comparison with its namesakes of the same kind.

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
    found: Iterable[Found],
    *,
    military: bool = False,
    context: Callable[[Found], float] | None = None,
    named_regions: Sequence[Found] = (),
) -> list[Weighed]:
    """Return namesakes ranked, the likeliest first, without those that lie within a larger one of the same country.

    Parameters
    ----------
    found
        Places of one kind, or settlements and regions.
    military
        Whether the wording calls it an air base.
    context
        How many times likelier a place is by what is named beside it; None: nothing is.
    named_regions
        What else bears the name; a town is the seat of the regions among it that are called after their town.

    Returns
    -------
    list of Weighed
        Each place once.
    """
    all_rows = list(found)
    if len(all_rows) == 1:
        only = all_rows[0]
        return [Weighed(only, weight(only, military=military) * (1.0 if context is None else context(only)))]
    beside = [1.0 if context is None else context(row) for row in all_rows]
    standing = _standing(all_rows, named_regions) if max(beside, default=0.0) < SUPPORTED else (lambda _: 1.0)
    weighed = (
        Weighed(row, weight(row, military=military) * standing(row) * times)
        for row, times in zip(all_rows, beside, strict=True)
    )
    order = sorted(weighed, key=lambda row: (-row.weight, row.found.grade, row.found.ref))
    kept: list[Weighed] = []
    for row in order:
        if not any(row.found.ref == other.found.ref or _within(row.found, other.found) for other in kept):
            kept.append(row)
    return kept


def _standing(rows: Sequence[Found], named: Sequence[Found]) -> Callable[[Found], float]:
    """Return the function that gives the weight of a place's rank among its namesakes: capital, seat, or neither."""
    has_capital = any(row.ref in CAPITALS and row.grade == OWN_NAME for row in rows)
    called_after = [row for row in named if row.kind == "region" and row.grade == TOWN_NAME]

    def standing(row: Found) -> float:
        if row.kind == "region":
            return CAPITALS_REGION_COUNTS if has_capital else 1.0
        if row.ref in CAPITALS and row.grade == OWN_NAME:
            return CAPITAL_COUNTS
        is_seat = row.kind == "settlement" and any(is_inside(row, region) for region in called_after)
        return SEAT_COUNTS if is_seat else 1.0

    return standing


def without_regions_around(found: Sequence[Found]) -> list[Found]:
    """Return the places without regions by their town's name and without those around a large town of the name."""
    towns = [row for row in found if row.kind == "settlement" and row.importance >= LARGE_TOWN]
    return [
        row
        for row in found
        if row.kind != "region" or (row.grade != TOWN_NAME and not any(is_inside(town, row) for town in towns))
    ]


def is_clear(order: Sequence[Weighed]) -> bool:
    """Check whether the first of ranked namesakes is clearly more important than the second and all others together."""
    if len(order) == 1:
        return True
    others = sum(row.weight for row in order[1:])
    return order[0].weight >= max(0.99 * CLEARLY * order[1].weight, SURELY * others)


def is_inside(town: Found, region: Found) -> bool:
    """Check whether a settlement lies in a region, taken as a circle half as wide again as that of its area."""
    if town.country_code != region.country_code:
        return False
    return distance_m(town.lon, town.lat, region.lon, region.lat) <= 1.5 * region.radius_m


def _within(part: Found, whole: Found) -> bool:
    """Check whether a settlement is a part of another, or the same one listed twice."""
    if part.kind != "settlement" or part.country_code != whole.country_code:
        return False
    return distance_m(part.lon, part.lat, whole.lon, whole.lat) <= whole.radius_m + part.radius_m
