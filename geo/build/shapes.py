"""The countries' outlines, as the gazetteer keeps them."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import shapely

from mustermap.earth import EQUAL_AREA_RADIUS_M

if TYPE_CHECKING:
    from pathlib import Path

# A country that is too small for the outlines is drawn as a circle of this radius around its town in GeoNames.
TINY_COUNTRY_RADIUS_M = 500


@dataclass(frozen=True, slots=True)
class Shape:
    """A country's outline.

    Attributes
    ----------
    wkb
        MultiPolygon, EPSG:4326, lon lat.
    lon, lat
        A point well inside the largest part, degrees.
    radius_m
        Of the circle of the same area.
    """

    wkb: bytes
    lon: float
    lat: float
    radius_m: float


def read_shapes(countries: Path) -> dict[str, Shape]:
    """Read the outlines that the basemap's build has written.

    Parameters
    ----------
    countries
        GeoJSON with the properties `code` and `label` (lon, lat).

    Returns
    -------
    dict
        Shapes by country code.

    Raises
    ------
    ValueError
        If an outline is not valid.
    """
    features = json.loads(countries.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["code"]: _shape(feature) for feature in features}


def round_shape(lon: float, lat: float) -> Shape:
    """Return the circle that is drawn for a country too small for the outlines.

    Parameters
    ----------
    lon, lat
        Its middle, degrees.
    """
    degree_m = math.radians(1) * EQUAL_AREA_RADIUS_M
    steep = TINY_COUNTRY_RADIUS_M / degree_m
    wide = steep / math.cos(math.radians(lat))
    turns = [math.tau * step / 24 for step in range(24)]
    ring = [(lon + wide * math.cos(turn), lat + steep * math.sin(turn)) for turn in turns]
    outline = shapely.MultiPolygon([shapely.Polygon(ring)])
    return Shape(shapely.to_wkb(outline, byte_order=1), lon, lat, float(TINY_COUNTRY_RADIUS_M))


def area_m2(outline: shapely.MultiPolygon) -> float:
    """Measure an area on the sphere whose area is the Earth's, at authalic latitudes (Snyder 1987, eq. 3-11, 3-12).

    Parameters
    ----------
    outline
        Lon lat, degrees.

    Returns
    -------
    float
        Square metres. Edges count as straight in an equal-area cylindrical map, which is exact to a few parts in a
        thousand for edges of some kilometres.
    """
    return sum(
        abs(_ring_area(polygon.exterior)) - sum(abs(_ring_area(hole)) for hole in polygon.interiors)
        for polygon in outline.geoms
    )


def _ring_area(ring: Any) -> float:
    points = [(math.radians(lon), math.sin(_authalic(math.radians(lat)))) for lon, lat in ring.coords]
    twice = sum(x * v - u * y for (x, y), (u, v) in pairwise(points))
    return twice / 2 * EQUAL_AREA_RADIUS_M**2


def _authalic(lat: float) -> float:
    """Return the latitude on the sphere of equal area, by the first term of its series for WGS 84 (to 1e-6 rad)."""
    return lat - 0.00223921 * math.sin(2 * lat) + 0.0000028 * math.sin(4 * lat)


def _shape(feature: dict[str, Any]) -> Shape:
    outline = shapely.from_geojson(json.dumps(feature["geometry"]))
    code = feature["properties"]["code"]
    if not outline.is_valid:
        raise ValueError(f"the outline of {code} is not valid: {shapely.is_valid_reason(outline)}; see maps/page/build")
    if outline.geom_type == "Polygon":
        outline = shapely.MultiPolygon([outline])
    lon, lat = feature["properties"]["label"]
    radius_m = math.sqrt(area_m2(outline) / math.pi)
    return Shape(shapely.to_wkb(outline, byte_order=1), lon, lat, round(radius_m, -2))
