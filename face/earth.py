"""Measures of the Earth, each written once: radii, the length of a degree, and distances on the sphere."""

from __future__ import annotations

import math
from typing import Final

MEAN_RADIUS_M: Final = 6_371_008.8
"""The IUGG's mean radius of the WGS 84 ellipsoid, in metres: for distances on a sphere."""
EQUAL_AREA_RADIUS_M: Final = 6_371_007.2
"""The radius, in metres, of the sphere with the area of the WGS 84 ellipsoid: for areas."""
EQUATOR_RADIUS_M: Final = 6_378_137.0
"""The equatorial radius of WGS 84, in metres: of the sphere that web maps are projected from."""
DEGREE_M: Final = round(math.radians(1) * EQUATOR_RADIUS_M, -1)
"""Metres in a degree of longitude at the equator, and about as many in one of latitude."""


def distance_m(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Return the distance between two points on a sphere of the Earth's mean radius.

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
    return 2 * MEAN_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))
