"""Return places at a coarser precision: as the settlement, the region or the country in which they lie."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from mustermap.earth import DEGREE_M
from mustermap.geo.gazetteer import lookup
from mustermap.geo.gazetteer.boundaries import OUTLINE_DOUBT, OUTLINE_DOUBT_M, countries_at, region_outlines
from mustermap.geo.places import constructions, place_references

if TYPE_CHECKING:
    from mustermap.geo.answers import Place

Coarse = Literal["settlement", "region", "country"]
COARSE: Final[tuple[Coarse, ...]] = get_args(Coarse)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something lies, whatever it was resolved from.

    Attributes
    ----------
    ref
        Its reference; one that the gazetteer does not know, "drawn:…", where an editor drew it.
    precision
        As of a `Place`.
    country_code
        As of a `Place`; blank where it lies in several countries or in none.
    lon, lat
        EPSG:4326, degrees; of an area a point inside it.
    radius_m
        Metres within which it lies.
    """

    ref: str
    precision: str
    country_code: str
    lon: float
    lat: float
    radius_m: float


def is_coarse(spot: Spot, to: Coarse) -> bool:
    """Check whether a place is already as coarse as asked, by the gazetteer.

    What somebody drew never is: it may be as small as a courtyard. Nor is a band between two towns.

    Examples
    --------
    >>> minsk = Spot("geonames:625144", "settlement", "BY", 27.57, 53.9, 25000.0)
    >>> is_coarse(minsk, "settlement"), is_coarse(minsk, "region")
    (True, False)
    """
    head = spot.ref.partition(":")[0]
    if head == "country" or (head == "border" and to == "settlement"):
        return True
    if head in {"region", *constructions.SIDES} and spot.precision == "region":
        return to != "country"
    return to == "settlement" and spot.precision == "settlement"


def coarsen_place(spot: Spot, to: Coarse) -> Place | None:
    """Return the place of a coarser precision in which another one lies.

    Parameters
    ----------
    spot
        What is to be shown less precisely; not `is_coarse` already.
    to
        "settlement": the nearest settlement of its country, or near it (10 km farther); if none is that near, the
        region. "region": the first-order region of its country that holds it; if none does, the country.
        "country": its country.

    Returns
    -------
    Place or None
        With its own radius, in which the spot lies. None if no such place is known: at sea, on a border, or
        where the country is not known.

    Examples
    --------
    >>> airbase = Spot("icao:UMLI", "site", "BY", 27.58, 53.7733, 3000.0)
    >>> [coarsen_place(airbase, to).name for to in COARSE]
    ['near Machulishchy', 'Minsk Region', 'Belarus']
    >>> coarsen_place(Spot("at:45,-30,100", "exact", "", -30.0, 45.0, 100.0), "country") is None
    True
    """
    code = spot.country_code or _only_country(spot)
    if not code:
        return None
    found = _settlement(spot, code) if to == "settlement" and spot.precision in {"exact", "site"} else None
    if found is None and to != "country":
        found = _region(spot, code)
    return found or _country(code)


def _only_country(spot: Spot) -> str:
    codes = countries_at(spot.lon, spot.lat, within_m=max(spot.radius_m, OUTLINE_DOUBT_M))
    return next(iter(codes)) if len(codes) == 1 else ""


def _country(code: str) -> Place | None:
    from mustermap.errors import UnknownPlaceError

    try:
        return lookup.place(f"country:{code}")
    except UnknownPlaceError:
        return None


def _region(spot: Spot, code: str) -> Place | None:
    """Return the region that holds all of the spot, as far as its approximate outline shows."""
    import shapely

    refs, shapes = region_outlines(code)
    if not refs:
        return None
    away = shapely.distance(shapes, shapely.Point(spot.lon, spot.lat))
    rim = shapely.points(shapely.get_coordinates(constructions.disc(spot.lon, spot.lat, spot.radius_m)))
    near = [int(number) for number in (away <= OUTLINE_DOUBT).nonzero()[0]]
    # a city that is a region of its own lies within the outline of the region around it: the smaller one is meant
    near.sort(key=lambda number: (away[number], shapely.area(shapes[number])))
    holding = (number for number in near if shapely.distance(shapes[number], rim).max() <= OUTLINE_DOUBT)
    return next((lookup.place(refs[number]) for number in holding), None)


def _settlement(spot: Spot, code: str) -> Place | None:
    """Return the nearest settlement of a country, or what lies near it, if the spot lies within."""
    numbers, lons, lats = _settlements(code)
    if not len(numbers):
        return None
    east = (lons - spot.lon) * math.cos(math.radians(spot.lat))
    away = (east**2 + (lats - spot.lat) ** 2) ** 0.5
    nearest = int(away.argmin())
    needed_m = float(away[nearest]) * DEGREE_M + spot.radius_m
    for ref in (f"geonames:{numbers[nearest]}", f"near:geonames:{numbers[nearest]}"):
        place = place_references.place(ref)
        if needed_m <= place.radius_m:
            return place
    return None


@lru_cache(maxsize=32)
def _settlements(code: str) -> tuple[Any, Any, Any]:
    """Return the numbers, longitudes and latitudes of a country's settlements."""
    import numpy as np

    query = "SELECT id, lon_e5, lat_e5 FROM place WHERE country = ? AND kind = ? AND ref IS NULL"
    rows = lookup.connection().execute(query, (code, lookup.NUMBER_BY_KIND["settlement"])).fetchall()
    numbers, lons, lats = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return numbers, lons / 1e5, lats / 1e5
