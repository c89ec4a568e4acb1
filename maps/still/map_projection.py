"""The ground of a still: which part of the Earth, on which projection, and where a degree lies on the paper.

Up to half the globe's width it is Lambert's azimuthal equal-area projection around the middle, beyond that Equal Earth
(Šavrič, Patterson and Jenny 2019): areas are tinted, so that their sizes should be as they are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import shapely

from mustermap.earth import EQUATOR_RADIUS_M
from mustermap.errors import WrongStill
from mustermap.maps.still.rectangles import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Wider than this, one projection around a middle would bend too much.
_WIDEST: Final = 100.0
#: The map is at least and at most this many times as wide as high.
_NARROWEST, _FLATTEST, _FLATTEST_WORLD = 0.95, 1.7, 2.3
#: A map that is not wider than this, in points, is higher, so that cards have room.
_COLUMN, _NARROWEST_COLUMN, _FLATTEST_COLUMN = 200.0, 0.8, 0.85
_FLATTEST_COLUMN_WORLD: Final = 0.9
_STEP_DEGREES: Final = 0.5


@dataclass(frozen=True, slots=True)
class Bounds:
    """A part of the Earth in degrees.

    Attributes
    ----------
    west, south, east, north : float
        EPSG:4326; ``east`` is beyond 180 where the part lies across the antimeridian.
    """

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2


WORLD: Final = Bounds(-180.0, -58.0, 180.0, 80.0)


def bounds_given(west: float, south: float, east: float, north: float) -> Bounds:
    """Return bounds that a user names, once checked; ``west`` greater than ``east`` means across the antimeridian.

    Raises
    ------
    WrongStill
        If they hold nothing, or are no degrees.

    Examples
    --------
    >>> bounds_given(170, 50, -170, 60)
    Bounds(west=170, south=50, east=190, north=60)
    """
    whole = f"bounds {west:g},{south:g},{east:g},{north:g}"
    if not (-90 <= south < north <= 90):
        raise WrongStill(f"{whole}: give west,south,east,north in degrees, south below north, such as 23,51,33,57")
    if not (-180 <= west <= 180 and -180 <= east <= 180) or west == east:
        raise WrongStill(f"{whole}: give longitudes from -180 to 180, west and east apart, such as 23,51,33,57")
    return Bounds(west, south, east if east > west else east + 360, north)


def bounds_around(shapes: gpd.GeoSeries) -> Bounds:
    """Return the smallest part of the Earth that holds some places, if need be across the antimeridian."""
    whole = shapes[~shapes.is_empty & shapes.notna()]
    if whole.empty:
        return WORLD
    parts = whole.explode().bounds.to_numpy(np.float64)
    west, east = _around(parts[:, 0], parts[:, 2])
    return Bounds(west, float(parts[:, 1].min()), east, float(parts[:, 3].max()))


def _around(west: NDArray[np.float64], east: NDArray[np.float64]) -> tuple[float, float]:
    """Leave out the widest gap between spans of longitudes."""
    order = np.argsort(west, kind="stable")
    west, reached = west[order], np.maximum.accumulate(east[order])
    gaps = np.append(west[1:], west[0] + 360) - reached
    widest = int(np.argmax(gaps))
    if widest == len(west) - 1:
        return float(west[0]), float(reached[-1])
    return float(west[widest + 1]), float(reached[widest] + 360)


@dataclass(frozen=True)
class Ground:
    """A part of the Earth on paper: points from the map's upper left corner, y down.

    Attributes
    ----------
    bounds : Bounds
        What was asked for; the paper shows a little more.
    width, height : float
        Of the map, in points.
    crs : str
        The projection, for pyproj.
    scale : float
        Points a metre, in the middle.
    origin : tuple of float
        The projected metres of the upper left corner.
    top : float
        How far down the paper the map begins.
    """

    bounds: Bounds
    width: float
    height: float
    crs: str
    scale: float
    origin: tuple[float, float]
    top: float = 0.0

    @property
    def view(self) -> Box:
        """The map's rectangle."""
        return Box(0.0, self.top, self.width, self.height)

    def project(self, shapes: gpd.GeoSeries) -> NDArray[np.object_]:
        """Return shapes in degrees in paper coordinates; what lies beyond the map's surroundings is left out."""
        near = self._near(shapes)
        # Straight lines in degrees are none on this paper.
        dense = gpd.GeoSeries(shapely.segmentize(near.to_numpy(), _STEP_DEGREES), crs="EPSG:4326")
        drawn = dense.to_crs(self.crs).to_numpy()
        return np.asarray(shapely.transform(drawn, self._on_paper), dtype=object)

    def points(self, lon: Any, lat: Any) -> NDArray[np.float64]:
        """Return longitudes and latitudes in paper coordinates."""
        spots = gpd.GeoSeries.from_xy(np.atleast_1d(lon), np.atleast_1d(lat), crs="EPSG:4326").to_crs(self.crs)
        return self._on_paper(np.column_stack([spots.x, spots.y]))

    def shows(self, lon: Any, lat: Any) -> NDArray[np.bool_]:
        """Return which points lie on the map and not on the other side of the Earth."""
        lon, lat = np.atleast_1d(lon), np.atleast_1d(lat)
        middle_lon, middle_lat = np.radians(self.bounds.middle)
        lons, lats = np.radians(lon), np.radians(lat)
        cosine = np.sin(middle_lat) * np.sin(lats) + np.cos(middle_lat) * np.cos(lats) * np.cos(lons - middle_lon)
        xs, ys = self.points(lon, lat).T
        ys = ys - self.top
        inside = (xs >= 0) & (ys >= 0) & (xs <= self.width) & (ys <= self.height)
        return np.asarray(inside & ((cosine > -0.2) | self.is_world), dtype=bool)

    @property
    def is_world(self) -> bool:
        """Whether it is too wide for a projection around its middle."""
        return self.crs.startswith("+proj=eqearth")

    @cached_property
    def true_scale(self) -> float:
        """Points a metre along the parallel in the middle: projected metres are not true ones on a map of the world."""
        if not self.is_world:
            return self.scale
        lon, lat = self.bounds.middle
        (left, _), (right, _) = self.points([lon - 0.5, lon + 0.5], [lat, lat]).tolist()
        return float((right - left) / (math.radians(1.0) * EQUATOR_RADIUS_M * math.cos(math.radians(lat))))

    @cached_property
    def zoom(self) -> float:
        """The zoom at which a web map has this scale, if a point of the paper were one of its pixels."""
        _, lat = self.bounds.middle
        metres_a_pixel = math.tau * EQUATOR_RADIUS_M / 256  # of a web map's tile at zoom 0
        return float(np.log2(metres_a_pixel * np.cos(np.radians(lat)) * self.scale))

    def _on_paper(self, metres: NDArray[np.float64]) -> NDArray[np.float64]:
        left, top = self.origin
        return np.column_stack([(metres[:, 0] - left) * self.scale, (top - metres[:, 1]) * self.scale + self.top])

    def _near(self, shapes: gpd.GeoSeries) -> gpd.GeoSeries:
        """Cut out the surroundings, in longitudes that run on across the antimeridian."""
        lon, lat = self.bounds.middle
        across = 179.99 if self.is_world else min(88.0, (self.bounds.east - self.bounds.west) * 1.5 + 15)
        along = (self.bounds.north - self.bounds.south) * 1.5 + 15
        south, north = (-89.9, 89.9) if self.is_world else (max(-89.0, lat - along), min(89.0, lat + along))
        window = (lon - across, south, lon + across, north)
        given = shapes.to_numpy()
        cut = np.column_stack([_cut_out(given, by, window) for by in (-360.0, 0.0, 360.0)])
        is_there = ~shapely.is_empty(cut)
        joined = cut[np.arange(len(cut)), is_there.argmax(axis=1)] if len(cut) else given
        twice = is_there.sum(axis=1) > 1
        joined[twice] = shapely.union_all(cut[twice], axis=1)
        return gpd.GeoSeries(joined, crs="EPSG:4326")


def _cut_out(shapes: NDArray[np.object_], by: float, window: tuple[float, ...]) -> NDArray[np.object_]:
    """Turn shapes by some degrees of longitude and cut them to a window; what does not reach it is empty."""
    west, south, east, north = window
    sides = shapely.bounds(shapes)
    reaches = (sides[:, 0] + by <= east) & (sides[:, 2] + by >= west) & (sides[:, 1] <= north) & (sides[:, 3] >= south)
    cut = np.full(len(shapes), shapely.Polygon(), dtype=object)
    near = shapes[reaches]
    turned = shapely.transform(near, lambda degrees: np.add(degrees, (by, 0.0))) if by else near
    cut[reaches] = shapely.clip_by_rect(turned, *window)
    return cut


@dataclass(frozen=True, slots=True)
class Around:
    """How much more than some bounds a map shows.

    Attributes
    ----------
    share : float
        On each side, as a share of the longer side.
    least_m : float
        At least so many metres across and along.
    """

    share: float = 0.0
    least_m: float = 0.0


#: Around all places; around an area that is asked for; a user's own bounds are kept.
PLACES, AREA, GIVEN = Around(0.16, 360_000.0), Around(0.1, 20_000.0), Around()


def ground_for(bounds: Bounds, *, width: float, around: Around, height: float | None = None) -> Ground:
    """Lay a part of the Earth onto paper.

    Parameters
    ----------
    bounds : Bounds
        What is to be seen.
    width : float
        Of the map, in points.
    around : Around
        How much more is shown.
    height : float, optional
        Of the map, in points; None: it follows from the bounds.
    """
    lon, lat = bounds.middle
    is_world = bounds.east - bounds.west > _WIDEST or bounds.north - bounds.south > _WIDEST
    crs = f"+proj=eqearth +lon_0={lon:.4f}" if is_world else f"+proj=laea +lat_0={lat:.4f} +lon_0={lon:.4f}"
    crs += " +datum=WGS84 +units=m"
    left, bottom, right, top = _edge(bounds).to_crs(crs).total_bounds
    across, along = right - left, top - bottom
    across, along = (max(side, around.least_m) for side in (across, along))
    more = around.share * max(across, along)
    across, along = across + (0 if is_world else 2 * more), along + (more / 2 if is_world else 2 * more)
    narrowest, flattest = _NARROWEST, _FLATTEST_WORLD if is_world else _FLATTEST
    if width <= _COLUMN:
        narrowest, flattest = _NARROWEST_COLUMN, _FLATTEST_COLUMN_WORLD if is_world else _FLATTEST_COLUMN
    aspect = min(max(across / along, narrowest), flattest)
    aspect = aspect if height is None else width / height
    across, along = max(across, along * aspect), max(along, across / aspect)
    scale = width / across
    origin = ((left + right) / 2 - across / 2, (bottom + top) / 2 + along / 2)
    return Ground(bounds, width, along * scale, crs, scale, origin)


def _edge(bounds: Bounds) -> gpd.GeoSeries:
    """Points along the four sides, close enough to each other to find where the sides bulge."""
    steps = np.linspace(0, 1, 41)
    lons = bounds.west + steps * (bounds.east - bounds.west)
    lats = bounds.south + steps * (bounds.north - bounds.south)
    sides = (
        (lons, np.full(41, bounds.south)),
        (lons, np.full(41, bounds.north)),
        (np.full(41, bounds.west), lats),
        (np.full(41, bounds.east), lats),
        (lons, np.full(41, bounds.middle[1])),
    )
    lon, lat = (np.concatenate(part) for part in zip(*sides, strict=True))
    return gpd.GeoSeries.from_xy(lon, lat, crs="EPSG:4326")
