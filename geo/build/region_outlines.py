"""Draw the outlines of first-order regions: the ground that lies nearest to their settlements.

No open outlines of the world's regions come by a package manager. The Voronoi cells of a country's settlements, joined
by region and clipped to the country's outline, are near them: where a country has a settlement every few kilometres,
the line runs midway between the last village of one region and the first of the next. Where settlements are far apart,
OurAirports' airfields, each with the code of its region, fill the gaps: in Australia, the Amazon and Alaska.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.affinity import affine_transform

from mustermap.earth import MEAN_RADIUS_M
from mustermap.geo.build.admin_codes import airports_by_country
from mustermap.geo.build.shapes import Shape, area_m2, round_shape
from mustermap.geo.build.subdivisions import of_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from mustermap.geo.build.geonames import Settlement
    from mustermap.geo.build.regions import Region

# A side of a cell that juts out by less than a triangle with legs of this many degrees is straightened.
SIMPLIFIED_DEGREES = 0.02
# People to a square kilometre of a city that is a region of its own: Minsk has 4,300, Kyiv 3,500, Moscow 5,000.
CITY_DENSITY = 4_000
# of the sphere, rounded: what is compiled stays the same to the byte
DEGREE_M = round(math.radians(1) * MEAN_RADIUS_M, -2)
# Around the other settlements of such a city: its districts and outlying parts.
DISTRICT_RADIUS_M = 1_500
# A "city" whose cell is this much larger than its circle is a province with little in it but its town.
LARGEST_CITY_CELL = 12
# A city reaches to a ring of this share of its circle, but for the villages of others within it.
RING_SHARE = 0.8
RING_POINTS = 24
OTHERS_RADIUS_M = 2_000
# An airfield counts where no settlement is so near, degrees: a single wrong code would bend a line that is good.
GAP_DEGREES = 0.15
# Two points in one spot share a cell; degrees to this many digits.
DIGITS = 5


@dataclass(frozen=True, slots=True)
class _Plane:
    """A country's plane: degrees, with longitudes shrunk as they are there, cut where the country is not.

    Attributes
    ----------
    seam
        The longitude at which the plane is cut: 180 would part Russia in two.
    shrunk
        Cosine of the country's middle latitude.
    """

    seam: float
    shrunk: float

    def x(self, lon: float) -> float:
        """Return a longitude's position, increasing eastwards from the seam."""
        return ((lon - self.seam) % 360) * self.shrunk

    def onto(self, outline: Any) -> Any:
        """Lay an outline of longitudes and latitudes onto the plane."""
        parts = [shapely.transform(part, self._laid) for part in outline.geoms]
        return shapely.union_all([part if part.is_valid else part.buffer(0) for part in parts])

    def _laid(self, points: Any) -> Any:
        lon = points[:, 0]
        # a part that ends at the seam keeps its far side there
        middle = (lon.min() + lon.max()) / 2
        shift = ((middle - self.seam) % 360) - (middle - self.seam)
        return np.column_stack([(lon - self.seam + shift) * self.shrunk, points[:, 1]])

    def off(self, shape: Any) -> Any:
        """Return a shape of the plane in longitudes and latitudes, cut at 180 degrees."""
        turned = affine_transform(shape, [1 / self.shrunk, 0, 0, 1, self.seam, 0])
        pieces = []
        for turns in (-1, 0, 1):
            window = shapely.box(-180 + 360 * turns, -90, 180 + 360 * turns, 90)
            if not turned.intersects(window):
                continue
            inside = turned if window.contains(turned) else turned.intersection(window)
            pieces += _polygons(affine_transform(inside, [1, 0, 0, 1, -360.0 * turns, 0]))
        return shapely.MultiPolygon(pieces)


def outlines(
    regions: Sequence[Region], towns: Iterable[Settlement], countries: Mapping[str, Shape]
) -> dict[str, Shape]:
    """Draw the regions' outlines.

    Parameters
    ----------
    regions
        The regions to draw.
    towns
        Settlements of the world; those without a region keep the ground around them.
    countries
        Outlines of the countries, by code.

    Returns
    -------
    dict
        Shapes by ISO 3166-2 code, approximate but for the country's border; of a country they do not overlap. A region
        whose ground is another country's there is missing: Dakhla, which GeoNames has in Morocco.
    """
    below: dict[str, list[Region]] = defaultdict(list)
    for region in regions:
        below[region.code[:2]].append(region)
    people: dict[str, list[Settlement]] = defaultdict(list)
    for town in towns:
        people[town.country_code].append(town)
    drawn: dict[str, Shape] = {}
    for country, group in sorted(below.items()):
        if country in countries:
            drawn |= _islets(group, countries) | _draw(group, people[country], shapely.from_wkb(countries[country].wkb))
    return drawn


def _islets(group: list[Region], countries: Mapping[str, Shape]) -> dict[str, Shape]:
    """Draw a small circle for each region of islets that the countries' outlines leave out."""
    grounds = [shapely.from_wkb(shape.wkb) for shape in countries.values()]
    tree = shapely.STRtree(grounds)
    drawn = {}
    for region in group:
        town = max(region.towns, key=lambda town: (town.population, -town.geonameid))
        if not tree.query(shapely.Point(town.lon, town.lat), predicate="within").size:
            drawn[region.code] = round_shape(town.lon, town.lat)
    return drawn


def _draw(group: list[Region], towns: list[Settlement], country: Any) -> dict[str, Shape]:
    """Draw the regions of a country."""
    plane = _plane(country, towns)
    ground = plane.onto(country)
    owners = {town.geonameid: region.code for region in group for town in region.towns}
    spots: dict[tuple[float, float], str] = {}
    for town in towns:
        label = owners.get(town.geonameid, f"?{town.admin1}")
        spots.setdefault((round(plane.x(town.lon), DIGITS), round(town.lat, DIGITS)), label)
    spots |= _in_gaps(spots, {region.code for region in group}, plane)
    for region in group:
        if region.city is not None:
            spots |= _ring(region, spots, plane)
    cells = _joined(spots, ground)
    cities = {
        region.code: city
        for region in group
        if region.city is not None and (city := _city(region, cells[region.code], plane)) is not None
    }
    if cities:  # what the cells have beyond the cities goes to the regions around them
        cells = _joined({spot: label for spot, label in spots.items() if label not in cities}, ground)
        taken = shapely.union_all(list(cities.values()))
        cells = {label: cell.difference(taken) for label, cell in cells.items()} | cities
    codes = {region.code for region in group}
    return {code: shape for code in sorted(codes & set(cells)) if (shape := _clipped(cells[code], ground, plane))}


def _in_gaps(
    spots: Mapping[tuple[float, float], str], codes: Collection[str], plane: _Plane
) -> dict[tuple[float, float], str]:
    """Return the airfields far from all settlements, as points of their regions."""
    airfields: dict[tuple[float, float], str] = {}
    for lon, lat, subdivision in airports_by_country().get(min(codes)[:2], ()):
        code = next((code for order in (1, 2) if (code := of_order(subdivision, order)) in codes), None)
        if code is not None:
            airfields.setdefault((round(plane.x(lon), DIGITS), round(lat, DIGITS)), code)
    if not airfields:
        return {}
    tree, points = shapely.STRtree(shapely.points(sorted(spots))), sorted(airfields)
    pairs, distances = tree.query_nearest(shapely.points(points), return_distance=True, all_matches=False)
    far = (points[number] for number, gap in zip(pairs[0], distances, strict=True) if gap > GAP_DEGREES)
    return {point: airfields[point] for point in far}


def _plane(country: Any, towns: Sequence[Settlement]) -> _Plane:
    """Lay the plane of a country: the seam in the middle of the widest gap of longitudes."""
    bounds = shapely.bounds(np.array(country.geoms))
    lons = sorted({*bounds[:, 0].tolist(), *bounds[:, 2].tolist(), *(town.lon for town in towns)})
    gaps = [(after - lon, lon) for lon, after in zip(lons, [*lons[1:], lons[0] + 360], strict=True)]
    # a part may itself be wider than the gaps between points: a gap counts only where no part lies
    free = [(gap, lon) for gap, lon in gaps if not ((bounds[:, 0] <= lon) & (lon + gap <= bounds[:, 2])).any()]
    width, start = max(free)
    seam = start + width / 2
    middle = (bounds[:, 1].min() + bounds[:, 3].max()) / 2
    return _Plane(seam, max(math.cos(math.radians(middle)), 0.05))


def _joined(spots: Mapping[tuple[float, float], str], ground: Any) -> dict[str, Any]:
    """Join the Voronoi cells of the settlements by region, and straighten the lines between them."""
    points = sorted(spots)
    frame = shapely.box(*shapely.bounds(shapely.union(ground, shapely.multipoints(points)))).buffer(
        1, join_style="mitre"
    )
    if len(points) == 1:
        return {spots[points[0]]: frame}
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=frame, ordered=True))
    groups: dict[str, list[Any]] = defaultdict(list)
    for point, cell in zip(points, cells, strict=True):
        groups[spots[point]].append(cell)
    labels = sorted(groups)
    joined = [shapely.coverage_union_all(groups[label]) for label in labels]
    straight = shapely.coverage_simplify(np.array(joined), SIMPLIFIED_DEGREES, simplify_boundary=False)
    return dict(zip(labels, straight, strict=True))


def _city(region: Region, cell: Any, plane: _Plane) -> Any:
    """Cut a city out of its cell: a circle as large as its people need, and its districts; None if it is no city."""
    radius_m = _city_radius_m(region)
    circles = [_circle(town, radius_m if town.geonameid == region.city else DISTRICT_RADIUS_M, plane)
               for town in region.towns]  # fmt: skip
    around = shapely.union_all(circles)
    return around.intersection(cell) if cell.area <= LARGEST_CITY_CELL * around.area else None


def _ring(region: Region, spots: Mapping[tuple[float, float], str], plane: _Plane) -> dict[tuple[float, float], str]:
    """Return points around a city's middle that are the city's: its middle alone would lose half of it to villages."""
    town = next(town for town in region.towns if town.geonameid == region.city)
    circle = _circle(town, RING_SHARE * _city_radius_m(region), plane, quad_segs=RING_POINTS // 4)
    others = shapely.points([spot for spot, label in spots.items() if label != region.code])
    tree, ring = shapely.STRtree(others), {}
    for x, y in circle.exterior.coords[:-1]:
        if not tree.query(shapely.Point(x, y), predicate="dwithin", distance=OTHERS_RADIUS_M / DEGREE_M).size:
            ring[round(x, DIGITS), round(y, DIGITS)] = region.code
    return ring


def _city_radius_m(region: Region) -> float:
    people = max(town.population for town in region.towns)
    return 1000 * math.sqrt(max(people, 50_000) / (CITY_DENSITY * math.pi))


def _circle(town: Settlement, reach_m: float, plane: _Plane, quad_segs: int = 6) -> Any:
    """Draw the circle around a settlement, on the plane."""
    stretch = plane.shrunk / math.cos(math.radians(town.lat))
    circle = shapely.Point(0, 0).buffer(reach_m / DEGREE_M, quad_segs=quad_segs)
    return affine_transform(circle, [stretch, 0, 0, 1, plane.x(town.lon), town.lat])


def _clipped(cell: Any, ground: Any, plane: _Plane) -> Shape | None:
    """Clip a region to its country; None if nothing is left."""
    outline = plane.off(shapely.MultiPolygon(_polygons(cell.intersection(ground))))
    if outline.is_empty:
        return None
    if not outline.is_valid:
        outline = shapely.MultiPolygon(_polygons(outline.buffer(0)))
    largest = max(outline.geoms, key=lambda part: part.area)
    middle = shapely.maximum_inscribed_circle(largest, tolerance=0.01).coords[0]
    if not largest.contains(shapely.Point(middle)):
        middle = shapely.point_on_surface(largest).coords[0]
    radius_m = math.sqrt(area_m2(outline) / math.pi)
    return Shape(shapely.to_wkb(outline, byte_order=1), middle[0], middle[1], round(radius_m, -2))


def _polygons(shape: Any) -> list[Any]:
    """Return the polygons that an intersection has left."""
    return [part for part in shapely.get_parts(shape, return_index=False) for part in _flat(part)]


def _flat(part: Any) -> list[Any]:
    if part.geom_type == "Polygon":
        return [part] if part.area > 0 else []
    return [inner for inner in getattr(part, "geoms", ()) for inner in _flat(inner)]
