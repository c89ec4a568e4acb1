"""The countries' outlines agree with the gazetteer's country codes."""

from __future__ import annotations

import gzip
import json
import math
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import shapely

from mustermap.geo.build.shapes import area_m2
from mustermap.geo.gazetteer import lookup

ROOT = Path(__file__).parents[1]
# Towns of 15,000 people and more may lie so far off the outline of their country: coasts and rivers are simplified,
# and GeoNames's points are not exact.
NEAR_KM = 5.0
# Farther off, each with its reason.
FARTHER = {
    "Ariel (IL)": "GeoNames codes this settlement in the West Bank IL; the outline is that of Palestine",
    "Modiin Ilit (IL)": "the same",
    "Kafia Kingi (SS)": "claimed by both Sudans: GeoNames codes it SS, Natural Earth draws it in Sudan",
    "Smara (MA)": "in Western Sahara; GeoNames codes it MA, unlike the towns around it",
    "Lý Sơn (VN)": "an islet that Natural Earth does not have at this scale",
    "Kiên Hải (VN)": "the same",
    "Sitangkai (PH)": "the same",
    "Cordova (PH)": "the same",
    "Ebaye (MH)": "an islet of an atoll that is too small for the outlines",
}


@cache
def outlines() -> dict[str, shapely.MultiPolygon]:
    rows = lookup.connection().execute("SELECT p.country, s.wkb FROM shape s JOIN place p ON p.id = s.place")
    return {code: shapely.from_wkb(wkb) for code, wkb in rows}


@cache
def towns() -> list[tuple[int, str, str, float, float]]:
    query = "SELECT id, name, country, lon_e5 / 1e5, lat_e5 / 1e5 FROM place WHERE kind = 1 AND importance >= 15000"
    rows = lookup.connection().execute(f"{query} ORDER BY id")
    return list(rows)


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [("Simferopol", 34.1, 44.95), ("Sevastopol", 33.53, 44.6), ("Kerch", 36.45, 45.36), ("Armiansk", 33.69, 46.11)],
)
def test_crimea_lies_in_ukraine_as_the_gazetteer_has_it(name: str, lon: float, lat: float) -> None:
    spot = shapely.Point(lon, lat).buffer(0.02)
    assert outlines()["UA"].intersects(spot), name
    assert not outlines()["RU"].intersects(spot), name


def test_no_line_is_left_across_perekop() -> None:
    isthmus = shapely.box(33.4, 45.9, 34.2, 46.25)
    assert not outlines()["RU"].intersects(isthmus)
    middle = shapely.LineString([(33.66, 46.2), (33.72, 46.0)])  # along the isthmus, over the old line
    assert outlines()["UA"].contains(middle)
    mainland = max(outlines()["UA"].geoms, key=lambda polygon: polygon.area)
    assert mainland.contains(shapely.Point(34.1, 44.95))
    assert mainland.contains(shapely.Point(30.5, 50.4))


def test_russia_and_ukraine_meet_only_in_the_east_and_north() -> None:
    shared = outlines()["RU"].boundary.intersection(outlines()["UA"].boundary)
    assert shared.bounds[1] > 46.5, "no common border south of the Sea of Azov's northern coast"


def test_outlines_are_valid_and_do_not_overlap() -> None:
    codes = sorted(outlines())
    shapes = [outlines()[code] for code in codes]
    assert all(shape.is_valid for shape in shapes)
    tree = shapely.STRtree(shapes)
    for one, other in tree.query(shapes, predicate="overlaps").T:
        if one < other and "VA" not in {codes[one], codes[other]}:
            assert shapes[one].intersection(shapes[other]).area < 1e-9, (codes[one], codes[other])


def test_every_country_of_the_gazetteer_has_an_outline_and_a_point_inside() -> None:
    rows = lookup.connection().execute("SELECT country, lon_e5 / 1e5, lat_e5 / 1e5 FROM place WHERE kind = 4")
    places = {code: shapely.Point(lon, lat) for code, lon, lat in rows}
    assert set(places) == set(outlines())
    outside = [code for code, point in places.items() if not outlines()[code].contains(point)]
    assert outside == []
    of_towns = {code for (code,) in lookup.connection().execute("SELECT DISTINCT country FROM place WHERE kind = 1")}
    assert of_towns <= set(places)


def test_belarus_has_its_area_and_detail_for_zoom_7() -> None:
    belarus = outlines()["BY"]
    assert area_m2(belarus) / 1e6 == pytest.approx(207_600, rel=0.01)
    assert shapely.get_num_coordinates(belarus) > 500
    points = shapely.get_coordinates(belarus)
    steps = [math.dist(a, b) for a, b in pairwise(points)]
    assert sorted(steps)[len(steps) // 2] < 0.1, "median side under nine pixels at zoom 7"


def _distance_km(shape: shapely.MultiPolygon, lon: float, lat: float) -> float:
    """Measure roughly, with degrees of longitude as long as they are there."""
    nearest = shapely.shortest_line(shape, shapely.Point(lon, lat)).coords[0]
    return (
        math.dist((nearest[0] * math.cos(math.radians(lat)), nearest[1]), (lon * math.cos(math.radians(lat)), lat))
        * 111.2
    )


def test_towns_lie_in_the_outline_of_their_own_country() -> None:
    listed = towns()
    by_code: dict[str, list[tuple[int, str, float, float]]] = {}
    for number, name, code, lon, lat in listed:
        by_code.setdefault(code, []).append((number, name, lon, lat))
    inside, far = 0, {}
    for code, rows in by_code.items():
        shape = outlines()[code]
        shapely.prepare(shape)
        within = shapely.contains_xy(shape, [row[2] for row in rows], [row[3] for row in rows])
        inside += int(within.sum())
        for (number, name, lon, lat), is_inside in zip(rows, within, strict=True):
            if not is_inside and (away := _distance_km(shape, lon, lat)) > NEAR_KM:
                far[f"{name} ({code})"] = f"geonames:{number}, {away:.1f} km"
    share = inside / len(listed)
    assert share > 0.98, f"{share:.2%} of {len(listed)} towns"
    assert set(far) == set(FARTHER), {name: far[name] for name in set(far) ^ set(FARTHER) if name in far}


def test_the_basemap_shows_the_outlines_of_the_gazetteer() -> None:
    file = ROOT / "maps" / "static" / "basemap.json.gz"
    assert file.is_file(), "the basemap has not been built; run `make`"
    basemap: dict[str, Any] = json.loads(gzip.decompress(file.read_bytes()))
    drawn = {
        country["properties"]["code"]: country["properties"]
        for country in basemap["topology"]["objects"]["countries"]["geometries"]
    }
    assert set(outlines()) - set(drawn) == {"VA"}, "the Vatican is smaller than the grid of the outlines"
    assert drawn["BY"]["name"] == "Belarus"
    assert basemap["towns"]["columns"] == ["name", "lon", "lat", "population", "capital", "zoom"]
    shown = {row[0]: row for row in basemap["towns"]["rows"]}
    assert {"Minsk", "Vilnius", "Kyiv", "Smolensk", "Homyel'", "Hrodna"} <= set(shown)
    assert shown["Minsk"][4] == 1
    assert file.stat().st_size < 900_000


def test_the_gazetteer_holds_the_towns_of_the_world() -> None:
    assert len(towns()) > 25_000
