"""In which countries and regions a point lies, by their outlines; shapely is imported only where it is needed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from mustermap.earth import DEGREE_M, distance_m
from mustermap.geo.gazetteer import lookup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.geo.answers import Place

# A country's outline is simplified: what lies this near to it may lie within.
OUTLINE_DOUBT_M = 3_000
OUTLINE_DOUBT = 0.1  # degrees, of a region


@lru_cache(maxsize=1024)
def outline(ref: str) -> Any:
    """Return the outline of a place of the gazetteer (shapely, EPSG:4326); of a place without one, its point.

    Raises
    ------
    UnknownPlaceError
        If the gazetteer has no such place.
    """
    import shapely

    return shapely.from_wkb(lookup.geometry_wkb(ref))


def countries_at(lon: float, lat: float, *, within_m: float = OUTLINE_DOUBT_M) -> frozenset[str]:
    """Return the countries in which a point may lie.

    Parameters
    ----------
    lon, lat
        Degrees, EPSG:4326.
    within_m
        How far outside a country's outline it may be, in metres.

    Returns
    -------
    frozenset of str
        Alpha-2 codes; empty at sea.
    """
    tree, codes = _countries()
    return frozenset(codes[at] for at in tree.query(_around(lon, lat, within_m), predicate="intersects"))


def may_lie_in(code: str, lon: float, lat: float, *, within_m: float = OUTLINE_DOUBT_M) -> bool:
    """Check whether a point may lie in one country; quicker than to ask for all countries in which it may lie."""
    import shapely

    return bool(shapely.intersects(_around(lon, lat, within_m), outline(f"country:{code}")))


def countries_of(points: Sequence[tuple[float, float]]) -> list[str]:
    """Return the code of the country in whose outline each point (lon, lat) lies; empty where none is."""
    import shapely

    tree, codes = _countries()
    found = [""] * len(points)
    for point, country in tree.query(shapely.points(points), predicate="within").T.tolist():
        found[point] = codes[country]
    return found


@cache
def _countries() -> tuple[Any, list[str]]:
    import shapely

    query = (
        "SELECT p.country, s.wkb FROM shape s JOIN place p ON p.id = s.place WHERE p.ref LIKE 'country:%' ORDER BY 1"
    )
    rows = lookup.connection().execute(query).fetchall()
    return shapely.STRtree(shapely.from_wkb([wkb for _, wkb in rows])), [str(code) for code, _ in rows]


def _around(lon: float, lat: float, within_m: float) -> Any:
    import shapely

    degrees = within_m / DEGREE_M
    wide = max(math.cos(math.radians(lat)), 0.05)
    turns = [math.tau * step / 16 for step in range(16)]
    return shapely.Polygon([(lon + degrees / wide * math.cos(turn), lat + degrees * math.sin(turn)) for turn in turns])


def region_of(place: Place) -> str:
    """Return the name of the first-order region in whose outline a place lies; empty if it lies in none or is one."""
    return "" if place.kind == "region" else _region_at(place.country_code, place.lon, place.lat)


@lru_cache(maxsize=4096)
def _region_at(country: str, lon: float, lat: float) -> str:
    import shapely

    # the likeliest first, so that few outlines are read
    order = sorted(_regions(country), key=lambda region: region.share_of_radius(lon, lat))
    return next((row.name for row in order if shapely.contains_xy(outline(row.ref), lon, lat)), "")


@dataclass(frozen=True, slots=True)
class _Region:
    """A region with the circle of its area."""

    ref: str
    name: str
    lon: float
    lat: float
    radius_m: float

    def share_of_radius(self, lon: float, lat: float) -> float:
        """Return how far a point lies from the region's, in radii of the circle of its area."""
        return distance_m(lon, lat, self.lon, self.lat) / max(self.radius_m, 1.0)


@lru_cache(maxsize=256)
def _regions(country: str) -> tuple[_Region, ...]:
    """Read the regions of a country, without their outlines."""
    query = "SELECT ref, name, lon_e5, lat_e5, radius_m FROM place WHERE ref > ? AND ref < ? ORDER BY ref"
    rows = lookup.connection().execute(query, (f"region:{country}-", f"region:{country}."))
    return tuple(_Region(ref, name, lon / 1e5, lat / 1e5, radius) for ref, name, lon, lat, radius in rows)


@lru_cache(maxsize=32)
def region_outlines(code: str) -> tuple[list[str], Any]:
    """Return the references and the outlines (an array of shapely geometries, EPSG:4326) of a country's regions."""
    import shapely

    query = "SELECT p.ref, s.wkb FROM shape s JOIN place p ON p.id = s.place WHERE p.country = ? AND p.kind = ?"
    rows = lookup.connection().execute(query, (code, lookup.NUMBER_BY_KIND["region"])).fetchall()
    return [str(ref) for ref, _ in rows], shapely.from_wkb([wkb for _, wkb in rows])
