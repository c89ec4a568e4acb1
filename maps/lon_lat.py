"""The one place where longitude and latitude change their order."""

from __future__ import annotations


def leaflet_order(lon: float, lat: float) -> list[float]:
    """Turn a longitude and a latitude into the order that Leaflet takes.

    Parameters
    ----------
    lon, lat : float
        Degrees, EPSG:4326.

    Returns
    -------
    list of float
        ``[lat, lon]``.

    Examples
    --------
    >>> leaflet_order(27.59, 53.78)
    [53.78, 27.59]
    """
    return [lat, lon]
