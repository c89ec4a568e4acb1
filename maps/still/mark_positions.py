"""Where the marks of places are: at their places or a little beside; those that find no room there are gathered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mustermap.maps.still.gathering import (
    REGION_SIDE,
    Gathered,
    gather,
    is_crowded,
    is_overview,
    joined_apart,
    place_gathered,
)
from mustermap.maps.still.point_marks import place_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.maps.still.map_projection import Ground
    from mustermap.maps.still.point_marks import Cluster, Scale
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.rectangles import Box, Taken
    from mustermap.maps.still.scene import Place

#: Those that find no room are gathered with their neighbours again and again, at most this many times.
_MOST_ROUNDS: Final = 12


@dataclass(frozen=True, slots=True)
class Positions:
    """Where the marks of a map are.

    Attributes
    ----------
    is_crowded : bool
        Whether the map would have too many marks to read any.
    clusters : list of Cluster
        The marks that are at their places.
    gathered : list of Gathered
        What is drawn as one, the one of the most claims first.
    """

    is_crowded: bool
    clusters: list[Cluster]
    gathered: list[Gathered]


def find_positions(
    places: Sequence[Place], ground: Ground, look: Look, scale: Scale, taken: Taken, kept: Sequence[Box]
) -> Positions:
    """Find a position for each place, the first ones first.

    Parameters
    ----------
    places, ground, look, scale
        What is drawn, and how.
    taken
        What no mark covers; what the marks take is added, and not what the boxes of what is gathered may.
    kept
        What nothing that is gathered covers, but the marks of a place may.
    """
    crowded = is_crowded(places, ground, look)
    alone, several = gather(places, ground, look) if crowded else (list(places), [])
    clusters: list[Cluster] = []
    for last in range(_MOST_ROUNDS):
        own = taken.copy()
        own.add(*kept)
        boxes = place_gathered(several, ground, look, own)
        own = taken.copy()
        own.add(*(one.box for one in boxes))
        clusters, homeless = place_marks(alone, ground, look, scale, own)
        if not homeless:
            break
        if last == _MOST_ROUNDS - 1:
            several += [_group(place, ground) for place in homeless]
            break
        alone, several = _with_neighbours(homeless, alone, several, ground, look)
    taken.add(*(cluster.box for cluster in clusters))
    return Positions(crowded, clusters, several)


def _group(place: Place, ground: Ground) -> Gathered:
    x, y = ground.points(place.lon, place.lat)[0].tolist()
    return Gathered([place], [(x, y)])


def _with_neighbours(
    homeless: Sequence[Place], alone: Sequence[Place], several: Sequence[Gathered], ground: Ground, look: Look
) -> tuple[list[Place], list[Gathered]]:
    """Gather each place that has no room with what is nearest to it, of its own country if there is any near.

    At an overview all places of that country that are near are gathered with it.
    """
    spots = ground.points([place.lon for place in alone], [place.lat for place in alone])
    groups = [*(Gathered([place], [(x, y)]) for place, (x, y) in zip(alone, spots.tolist(), strict=True)), *several]
    number_of = {id(place): number for number, place in enumerate(alone)}
    side = REGION_SIDE * look.unit
    by_country = is_overview(ground)
    at = np.array([group.at for group in groups])
    countries = [group.country for group in groups]
    target = list(range(len(groups)))
    for place in homeless:
        number = number_of[id(place)]
        away = np.hypot(*(at - at[number]).T)
        is_own = np.array([country == place.country for country in countries])
        away = np.where(is_own & (away <= side), away, away + side)
        away[number] = np.inf
        near = np.flatnonzero(is_own & (away <= side)) if by_country else np.empty(0, int)
        for other in near if len(near) else [int(np.argmin(away))] if len(groups) > 1 else []:
            _join(target, number, int(other))
    found: dict[int, Gathered] = {}
    for number, group in enumerate(groups):
        whole = found.setdefault(_root(target, number), Gathered())
        whole.places += group.places
        whole.spots += group.spots
    without = {number_of[id(place)] for place in homeless}
    joined = [one for root, one in found.items() if len(one.places) > 1 or root in without]
    single = {id(one.places[0]) for one in found.values() if len(one.places) == 1} - {
        id(one.places[0]) for one in joined
    }
    several = sorted(joined_apart(joined, look), key=lambda one: -one.claims)
    return [place for place in alone if id(place) in single], several


def _root(target: list[int], number: int) -> int:
    while target[number] != number:
        number = target[number]
    return number


def _join(target: list[int], one: int, other: int) -> None:
    target[_root(target, other)] = _root(target, one)
