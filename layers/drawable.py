"""What the map can draw: Web Mercator, its projection, ends at a latitude, and what lies beyond is listed instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

EDGE_LATITUDE: Final = 85.0511
"""Degrees north and south at which a square map of the world in Web Mercator (EPSG:3857) ends."""


def is_beyond(claims: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Return which claims' places lie wholly beyond the map's edge, north or south.

    Parameters
    ----------
    claims
        The claims table, EPSG:4326; what is not placed is not beyond.

    Examples
    --------
    >>> import geopandas as gpd
    >>> points = gpd.GeoSeries.from_wkt(["POINT (27.6 53.9)", "POINT (10 88.5)", None], crs=4326)
    >>> is_beyond(gpd.GeoDataFrame({"place_lat": [53.9, 88.5, None]}, geometry=points)).tolist()
    [False, True, False]
    """
    bounds = shapely.bounds(claims.geometry.to_numpy())
    middle = claims["place_lat"].to_numpy(dtype=np.float64)
    south, north = np.fmin(bounds[:, 1], middle), np.fmax(bounds[:, 3], middle)
    beyond: NDArray[np.bool_] = (south > EDGE_LATITUDE) | (north < -EDGE_LATITUDE)
    return beyond
