"""Well-known binary in and out of the geometry blobs of a GeoPackage.

OGC 06-103r4 (simple features), section 8, defines the well-known binary; OGC 12-128r19 (GeoPackage 1.4), clause 2.1.3,
the header that a GeoPackage puts before it. Coordinates are lon, lat in EPSG:4326, two dimensions.
"""

from __future__ import annotations

import math
import struct
from typing import Final, NamedTuple

from mustermap.errors import InvalidField

_POINT: Final = 1
_LINE: Final = 2
_POLYGON: Final = 3
_MULTIPLE: Final = {4: _POINT, 5: _LINE, 6: _POLYGON, 7: 0}
"""Geometries made of geometries: what each may hold; a collection (7) holds any."""

_DEEPEST: Final = 8
_EPSG: Final = 4326
_BARE_HEADER: Final = struct.pack("<2sBBi", b"GP", 0, 0b0001, _EPSG)
_BOUNDED_HEADER: Final = struct.pack("<2sBBi", b"GP", 0, 0b0011, _EPSG)


class Bounds(NamedTuple):
    """The smallest and the largest longitude and latitude, in the order of a GeoPackage's envelope."""

    lon_min: float
    lon_max: float
    lat_min: float
    lat_max: float


def bounds(wkb: bytes) -> Bounds:
    """Measure a geometry, and make sure on the way that it can be read.

    Parameters
    ----------
    wkb : bytes
        Well-known binary of a geometry in EPSG:4326 (lon, lat), two-dimensional.

    Raises
    ------
    InvalidField
        If the bytes are no such geometry, if it is empty, or if it leaves the globe.

    Examples
    --------
    >>> bounds(struct.pack("<BIdd", 1, 1, 27.58, 53.77))
    Bounds(lon_min=27.58, lon_max=27.58, lat_min=53.77, lat_max=53.77)
    >>> bounds(struct.pack("<BIdd", 1, 1, 53.77, 127.58))
    Traceback (most recent call last):
    mustermap.errors.InvalidField: geometry reaches latitude 127.58; give lon, lat in that order, in degrees
    """
    try:
        lons, lats, end = _coordinates(wkb, 0, 0, _DEEPEST)
    except struct.error as error:
        raise InvalidField("geometry", "geometry is cut short; give complete well-known binary") from error
    if end != len(wkb):
        raise InvalidField("geometry", f"geometry goes on after its end, at byte {end}; give one geometry")
    if not lons:
        raise InvalidField("geometry", "geometry is empty; leave it out where nothing is known")
    for word, numbers, limit in (("longitude", lons, 180.0), ("latitude", lats, 90.0)):
        for number in (min(numbers), max(numbers)):
            if not abs(number) <= limit:
                message = f"geometry reaches {word} {number:g}; give lon, lat in that order, in degrees"
                raise InvalidField("geometry", message)
    return Bounds(min(lons), max(lons), min(lats), max(lats))


def to_blob(wkb: bytes) -> bytes:
    """Put the header of a GeoPackage before a geometry, with an envelope unless it is a point.

    Raises
    ------
    InvalidField
        As `bounds` does.
    """
    envelope = bounds(wkb)
    if envelope.lon_min == envelope.lon_max and envelope.lat_min == envelope.lat_max:
        return _BARE_HEADER + wkb
    return _BOUNDED_HEADER + struct.pack("<4d", *envelope) + wkb


def from_blob(blob: bytes) -> bytes:
    """Return the well-known binary of a blob that `to_blob` made; anything else is returned unchanged."""
    if blob.startswith(_BARE_HEADER):
        return blob[len(_BARE_HEADER) :]
    if blob.startswith(_BOUNDED_HEADER):
        return blob[len(_BOUNDED_HEADER) + 32 :]
    return blob


def _coordinates(wkb: bytes, at: int, only: int, depth: int) -> tuple[list[float], list[float], int]:
    """Read one geometry from a byte on: its longitudes, its latitudes and the byte after it."""
    if depth == 0:
        raise InvalidField("geometry", "geometry is nested too deeply; give one geometry")
    if at >= len(wkb) or wkb[at] > 1:
        raise InvalidField("geometry", f"geometry has no byte order at byte {at}; give well-known binary")
    order = "<" if wkb[at] else ">"
    (kind,) = struct.unpack_from(order + "I", wkb, at + 1)
    at += 5
    if only not in (0, kind) or not (_POINT <= kind <= _POLYGON or kind in _MULTIPLE):
        message = (
            f"geometry is of type {kind}, which is not known here; give points, lines or polygons in two dimensions"
        )
        raise InvalidField("geometry", message)
    if kind == _POINT:
        return _positions(wkb, at, order, 1)
    (count,) = struct.unpack_from(order + "I", wkb, at)
    at += 4
    if kind == _LINE:
        line = _positions(wkb, at, order, count)
        if count == 1:
            raise InvalidField("geometry", "geometry has a line of one position; give two or more")
        return line
    lons: list[float] = []
    lats: list[float] = []
    for _ in range(count):
        if kind == _POLYGON:
            (length,) = struct.unpack_from(order + "I", wkb, at)
            part = _ring(wkb, at + 4, order, length)
        else:
            part = _coordinates(wkb, at, _MULTIPLE[kind], depth - 1)
        lons += part[0]
        lats += part[1]
        at = part[2]
    return lons, lats, at


def _ring(wkb: bytes, at: int, order: str, count: int) -> tuple[list[float], list[float], int]:
    lons, lats, end = _positions(wkb, at, order, count)
    if count and (count < 4 or (lons[:1], lats[:1]) != (lons[-1:], lats[-1:])):
        raise InvalidField(
            "geometry", "geometry has a ring that does not close; end it where it begins, at four positions or more"
        )
    return lons, lats, end


def _positions(wkb: bytes, at: int, order: str, count: int) -> tuple[list[float], list[float], int]:
    end = at + 16 * count
    if end > len(wkb):
        raise InvalidField("geometry", "geometry is cut short; give complete well-known binary")
    numbers = struct.unpack_from(f"{order}{2 * count}d", wkb, at)
    if count == 1 and all(map(math.isnan, numbers)):
        return [], [], end
    if not all(map(math.isfinite, numbers)):
        raise InvalidField("geometry", "geometry holds a coordinate that is no number; give lon and lat in degrees")
    return list(numbers[0::2]), list(numbers[1::2]), end
