"""How places lie to an area: within it, around it, or elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

NOT_PLACED, SAME, INSIDE, AROUND, ELSEWHERE = range(5)


@dataclass(frozen=True, slots=True)
class Area:
    """Where claims are compared.

    Attributes
    ----------
    ref, name, precision, country_code : str
        As in the claims table.
    radius_m : float
        Metres within which it lies.
    lon, lat : float
        EPSG:4326; of an area, a point within.
    geometry
        A shape in EPSG:4326, or None.
    """

    ref: str
    name: str
    precision: str
    country_code: str
    radius_m: float
    lon: float
    lat: float
    geometry: Any


def nestings(places: pd.DataFrame, area: Area) -> NDArray[np.int64]:
    """Return the relation of each place to an area: NOT_PLACED, SAME, INSIDE, AROUND or ELSEWHERE.

    What lies in a country is said by the gazetteer's country code and never by an outline; within a region of that
    country an outline is all there is. Of a place along a line, or without a code, it is not known where it lies: that
    is elsewhere.

    Parameters
    ----------
    places
        A row a place, with the columns ``place_…`` and ``geometry`` of the claims table.
    area
        The area.
    """
    ref = places["place_ref"].to_numpy(dtype=object)
    found = np.full(len(places), ELSEWHERE)
    found[_around(places, area)] = AROUND
    found[_inside(places, area)] = INSIDE
    found[ref == area.ref] = SAME
    found[(ref == "") | places["place_lon"].isna().to_numpy()] = NOT_PLACED
    return found


def _inside(places: pd.DataFrame, area: Area) -> NDArray[np.bool_]:
    import shapely

    precision, code = (places[f"place_{name}"].to_numpy(dtype=object) for name in ("precision", "country_code"))
    can = ~np.isin(precision, ["country", "line"])
    if area.precision == "country":
        return np.asarray(can & (code == area.country_code) & (area.country_code != ""), dtype=bool)
    outline = _outline(area.geometry)
    if outline is None:
        return np.zeros(len(places), dtype=bool)
    can &= (code == "") | (area.country_code == "") | (code == area.country_code)
    can &= places["place_radius_m"].to_numpy() < area.radius_m
    shapely.prepare(outline)
    lon, lat = (places[f"place_{name}"].to_numpy() for name in ("lon", "lat"))
    return np.asarray(can & shapely.contains_xy(outline, lon, lat), dtype=bool)


def _around(places: pd.DataFrame, area: Area) -> NDArray[np.bool_]:
    import shapely

    if area.precision in {"country", "line"}:
        return np.zeros(len(places), dtype=bool)
    precision, code = (places[f"place_{name}"].to_numpy(dtype=object) for name in ("precision", "country_code"))
    is_country = precision == "country"
    around = np.asarray(is_country & (code == area.country_code) & (code != ""), dtype=bool)
    can = ~is_country & ((code == "") | (area.country_code == "") | (code == area.country_code))
    can &= area.radius_m < places["place_radius_m"].to_numpy()
    outlines = places["geometry"].to_numpy(dtype=object)
    near = np.flatnonzero(can & (shapely.get_dimensions(outlines) == 2))
    filled = np.array([_outline(outline) for outline in outlines[near]], dtype=object)
    around[near] |= shapely.contains_xy(filled, area.lon, area.lat)
    return around


def _outline(geometry: Any) -> Any:
    """Return an area without its holes; None for a line or a point."""
    import shapely

    if geometry is None or shapely.get_dimensions(geometry) != 2:
        return None
    rings = shapely.get_exterior_ring(shapely.get_parts(geometry))
    return shapely.union_all(shapely.polygons(rings)) if len(rings) > 1 else shapely.polygons(rings[0])
