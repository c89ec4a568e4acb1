"""Areas, lines and points constructed from outlines and points; shapely and pyproj are imported only where needed."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

# The unit vector (east, north) of each side; "central" has none.
SIDES: dict[str, tuple[int, int]] = {
    "northern": (0, 1),
    "southern": (0, -1),
    "eastern": (1, 0),
    "western": (-1, 0),
    "northeastern": (1, 1),
    "northwestern": (-1, 1),
    "southeastern": (1, -1),
    "southwestern": (-1, -1),
    "central": (0, 0),
}
BEARINGS: dict[str, float] = {
    name: number * 22.5
    for number, name in enumerate(
        ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
    )
}
# Outlines that do not share their points still share a border where they come this near, in degrees.
_BORDER_DOUBT = 0.03
CORRIDOR_SHARE = 0.15  # of the distance, to each side
CORRIDOR_LEAST_M = 5_000


@cache
def geod() -> Any:
    """Return the WGS 84 ellipsoid."""
    from pyproj import Geod

    return Geod(ellps="WGS84")


def moved(lon: float, lat: float, *, bearing: float, distance_m: float) -> tuple[float, float]:
    """Return the point (lon, lat) at a bearing (degrees) and a distance (metres) from another, along a geodesic."""
    to_lon, to_lat, _ = geod().fwd(lon, lat, bearing, distance_m)
    return round(float(to_lon), 5), round(float(to_lat), 5)


def disc(lon: float, lat: float, radius_m: float) -> Any:
    """Return a circle as a polygon of 48 corners; the radius is in metres."""
    import shapely

    turns = range(0, 3600, 75)
    lons, lats, _ = geod().fwd([lon] * 48, [lat] * 48, [turn / 10 for turn in turns], [radius_m] * 48)
    return shapely.Polygon(zip(lons, lats, strict=True))


def part_of(area: Any, side: str) -> Any:
    """Return the part of an area that lies to one side of its middle.

    Parameters
    ----------
    area
        Polygon or MultiPolygon, EPSG:4326.
    side
        One of SIDES. "central": what lies within half the way from the middle to the bounds, both across and along.

    Returns
    -------
    Polygon or MultiPolygon
        The half of the area on that side, cut at the middle of the area (its centroid on a map on which
        the degrees of longitude are shortened as at the middle latitude).
    """
    import numpy as np
    import shapely
    from shapely import affinity

    parts = shapely.get_parts(area)
    if area.bounds[2] - area.bounds[0] > 180:  # it crosses the 180th meridian, at which its parts end
        turns = [360 if part.bounds[0] < 0 and part.bounds[2] <= 0 else 0 for part in parts]
    else:
        turns = [0] * len(parts)
    parts = np.array([affinity.translate(part, by) if by else part for part, by in zip(parts, turns, strict=True)])
    cuts = shapely.intersection(parts, _side(shapely.MultiPolygon([*parts]), side))
    back = [affinity.translate(cut, -by) if by else cut for cut, by in zip(cuts, turns, strict=True)]
    return shapely.MultiPolygon([one for cut in back for one in _polygons(cut).geoms])


def _side(area: Any, side: str) -> Any:
    """Return the half of the plane, or for "central" the box, that is to be cut out of an area."""
    import shapely

    west, south, east, north = area.bounds
    middle = area.centroid
    toward_east, toward_north = SIDES[side]
    if side == "central":
        half_wide, half_high = (east - west) / 4, (north - south) / 4
        return shapely.box(middle.x - half_wide, middle.y - half_high, middle.x + half_wide, middle.y + half_high)
    wide = max(math.cos(math.radians(middle.y)), 0.05)
    far = 720.0
    across = (-toward_north, toward_east)
    # corners of a great half-plane, on a plane of equal degrees, then stretched back
    corners = [(across[0] * far, across[1] * far), (-across[0] * far, -across[1] * far)]
    corners += [(x + toward_east * far, y + toward_north * far) for x, y in reversed(corners)]
    return shapely.Polygon([(middle.x + x / wide, middle.y + y) for x, y in corners])


def border_of(first: Any, second: Any) -> Any:
    """Return the line that two outlines share.

    Parameters
    ----------
    first, second
        Shapely geometries, EPSG:4326.

    Returns
    -------
    LineString, MultiLineString or None
        EPSG:4326; None where they do not touch.
    """
    import shapely

    if first.geom_type == "Point" or second.geom_type == "Point":
        return None
    ring, other_ring = shapely.boundary(first), shapely.boundary(second)
    shared = _lines(shapely.intersection(ring, other_ring))
    near = shapely.box(*second.bounds).buffer(1)
    ring = shapely.intersection(ring, near)
    close = _lines(shapely.intersection(ring, shapely.buffer(other_ring, _BORDER_DOUBT, quad_segs=2)))
    # where both have the same points the shared line is nearly as long as the close one, else the close one is right
    lines = shared if shared.length >= 0.8 * close.length else close
    return None if lines.is_empty else shapely.line_merge(lines)


def corridor(start: tuple[float, float], end: tuple[float, float]) -> tuple[Any, float, float, float]:
    """Return the band between two points: polygon, longitude and latitude of its middle, and radius in metres."""
    import shapely

    bearing, _, distance_m = geod().inv(*start, *end)
    half_m = max(CORRIDOR_LEAST_M, CORRIDOR_SHARE * distance_m)
    lon, lat, _ = geod().fwd(*start, bearing, distance_m / 2)
    band = shapely.convex_hull(shapely.union(disc(*start, half_m), disc(*end, half_m)))
    return band, round(float(lon), 5), round(float(lat), 5), distance_m / 2 + half_m


def radius_of(area: Any) -> float:
    """Return the radius in metres, rounded to 100, of the circle that is as large as an area."""
    square_m = abs(float(geod().geometry_area_perimeter(area)[0]))
    return max(100.0, float(round(math.sqrt(square_m / math.pi), -2)))


def line_radius(line: Any) -> tuple[float, float, float]:
    """Return the middle of a line (lon, lat), and the metres from it to the line's farthest end."""
    import shapely

    if line.bounds[2] - line.bounds[0] > 180:
        line = max(shapely.get_parts(line), key=lambda part: part.length)
    parts = sorted(shapely.get_parts(line), key=lambda part: -part.length)
    middle = parts[0].interpolate(0.5, normalized=True)
    lons, lats = shapely.get_coordinates(line).T
    far = geod().inv([middle.x] * len(lons), [middle.y] * len(lats), lons, lats)[2]
    return round(middle.x, 5), round(middle.y, 5), float(round(max(far), -2))


def inner_point(area: Any) -> tuple[float, float]:
    """Return a point inside an area's largest part: longitude, latitude."""
    import shapely

    largest = max(shapely.get_parts(area), key=lambda part: part.area)
    point = largest.representative_point()
    return round(point.x, 5), round(point.y, 5)


def _polygons(shape: Any) -> Any:
    """Return the parts that have an area."""
    import shapely

    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area > 0]
    return shapely.MultiPolygon(parts)


def _lines(shape: Any) -> Any:
    """Return the parts that have a length."""
    import shapely

    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "LineString" and part.length > 0]
    return shapely.MultiLineString(parts)
