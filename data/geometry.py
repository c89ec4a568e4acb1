"""A geometry that an editor drew or a file brought: GeoJSON, checked and written in one way."""

from __future__ import annotations

import json
from typing import Any, Final

from mustermap.data.short_texts import echoed
from mustermap.errors import InvalidField

_TYPES: Final = ("Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon")


def read_geometry(text: str) -> str:
    """Check a GeoJSON geometry and write it without blanks, keys sorted.

    Parameters
    ----------
    text
        GeoJSON (RFC 7946), EPSG:4326, lon before lat.

    Raises
    ------
    InvalidField
        If it is no GeoJSON geometry, lies outside the earth's degrees, or crosses itself.
    """
    import shapely

    try:
        drawn: Any = json.loads(text)
        if not isinstance(drawn, dict) or drawn.get("type") not in _TYPES:
            raise ValueError(f"type must be one of {', '.join(_TYPES)}")
        shape = shapely.from_geojson(text)
    except (ValueError, RecursionError, shapely.errors.ShapelyError) as error:
        raise InvalidField("geometry", f"{echoed(text)} is no GeoJSON geometry ({error}); draw it again") from error
    if shape.is_empty:
        raise InvalidField("geometry", "is empty; draw it again or leave it blank")
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        got = f"longitudes {west:g} to {east:g} and latitudes {south:g} to {north:g}"
        raise InvalidField("geometry", f"has {got}; give degrees in EPSG:4326, lon before lat")
    if any(part.bounds[2] - part.bounds[0] > 180 for part in getattr(shape, "geoms", [shape])):
        remedy = "cut it at the antimeridian, as RFC 7946 section 3.1.9 says"
        raise InvalidField("geometry", f"spans {east - west:g} degrees of longitude; {remedy}")
    if not shape.is_valid:
        raise InvalidField("geometry", f"crosses itself ({shapely.is_valid_reason(shape)}); draw it again")
    return json.dumps(
        {"coordinates": drawn["coordinates"], "type": drawn["type"]}, separators=(",", ":"), sort_keys=True
    )
