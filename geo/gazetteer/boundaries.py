"""Say in which country a point lies, and turn an area of a user's file into what the gazetteer keeps (shapely)."""

from __future__ import annotations

import json
import math
from functools import cache
from typing import Any

from mustermap.geo.gazetteer import lookup

EARTH_RADIUS_M = 6_371_007.2  # of the sphere with the area of the WGS 84 ellipsoid


def area_of(geometry: dict[str, Any]) -> tuple[bytes, float, float, float]:
    """Turn a GeoJSON area into WKB, a point inside it, and the radius of the circle of its area in metres.

    Raises
    ------
    ValueError
        If it is no valid area.
    """
    import shapely

    try:
        outline = shapely.from_geojson(json.dumps(geometry))
    except shapely.errors.GEOSException:
        raise ValueError("an area that is not GeoJSON") from None
    if outline.is_empty or not outline.is_valid:
        raise ValueError(f"an area that is not valid: {shapely.is_valid_reason(outline)}")
    west, south, east, north = outline.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise ValueError("an area that is not on the Earth; its coordinates must be lon, lat")
    if outline.geom_type == "Polygon":
        outline = shapely.MultiPolygon([outline])
    inside = shapely.point_on_surface(outline)
    # by cylinders of equal area, as precise as a radius needs
    flat = shapely.transform(outline, _equal_area)
    return shapely.to_wkb(outline, byte_order=1), inside.x, inside.y, math.sqrt(flat.area / math.pi)


def countries_of(points: list[tuple[float, float]]) -> list[str]:
    """Give the code of the country in whose outline each point lies; empty where there is none."""
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
    return shapely.STRtree([shapely.from_wkb(wkb) for _, wkb in rows]), [code for code, _ in rows]


def _equal_area(points: Any) -> Any:
    import numpy as np

    lon, lat = np.radians(points).T
    return np.column_stack([lon, np.sin(lat)]) * EARTH_RADIUS_M
