"""First-order regions: they are found by the names that reports use, and their outlines tile their country."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

import numpy as np
import pytest
import shapely

from mustermap import geo
from mustermap.geo.build.admin_codes import iso_by_admin
from mustermap.geo.build.geonames import settlements
from mustermap.geo.build.shapes import area_m2
from mustermap.geo.gazetteer import lookup
from mustermap.geo.wording.name_key import fold

# Square kilometres, from the national statistical offices.
AREA_KM2 = {
    "BY-BR": 32_787, "BY-HO": 40_369, "BY-HR": 25_127, "BY-MA": 29_068, "BY-MI": 39_854, "BY-VI": 40_051,
    "UA-18": 29_832, "UA-32": 28_131, "UA-46": 21_833, "UA-63": 31_415, "UA-07": 20_144, "UA-74": 31_865,
    "PL-06": 25_123, "PL-14": 35_559, "PL-20": 20_187, "RU-BRY": 34_857, "RU-SMO": 49_779, "RU-BEL": 27_134,
    "RU-KGD": 15_125, "LT-VL": 9_729, "DE-BY": 70_542, "US-TX": 695_662, "FR-BRE": 27_208,
}  # fmt: skip
# A city that is a region of its own: square kilometres, and how far off it may be.
CITIES_KM2 = {"BY-HM": (409, 0.5), "UA-30": (839, 0.5), "DE-BE": (891, 0.5)}


@cache
def outline(code: str) -> Any:
    return shapely.from_wkb(lookup.geometry_wkb(f"region:{code}"))


@cache
def outlines_by_country() -> dict[str, dict[str, Any]]:
    query = "SELECT p.ref, s.wkb FROM place p JOIN shape s ON s.place = p.id WHERE p.kind = 5"
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for ref, wkb in lookup.connection().execute(query):
        code = ref.removeprefix("region:")
        found[code[:2]][code] = shapely.from_wkb(wkb)
    return found


def codes_named(name: str) -> set[str]:
    return {row.ref.removeprefix("region:") for row in lookup.find(fold(name)) if row.kind == "region"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Gomel region", "BY-HO"), ("Homiel voblast", "BY-HO"), ("Homel region", "BY-HO"), ("Gomel oblast", "BY-HO"),
        ("Гомельская область", "BY-HO"), ("Гомельской области", "BY-HO"), ("Гомельская вобласць", "BY-HO"),
        ("Гомельщина", "BY-HO"), ("obwód homelski", "BY-HO"), ("obwodzie brzeskim", "BY-BR"), ("BY-HO", "BY-HO"),
        ("Minsk region", "BY-MI"), ("Минская область", "BY-MI"), ("Минской области", "BY-MI"), ("Minsk city", "BY-HM"),
        ("Магілёўская вобласць", "BY-MA"), ("Могилевской области", "BY-MA"), ("Hrodna voblast", "BY-HR"),
        ("obwód lwowski", "UA-46"), ("Львівська область", "UA-46"), ("на Львівщині".removeprefix("на "), "UA-46"),
        ("Lviv oblast", "UA-46"), ("Kyiv Oblast", "UA-32"), ("Київської області", "UA-32"), ("Rivne Oblast", "UA-56"),
        ("Chernihiv region", "UA-74"), ("Донецкая область", "UA-14"), ("Crimea", "UA-43"), ("Крым", "UA-43"),
        ("Volyn", "UA-07"), ("Смоленская область", "RU-SMO"), ("Брянской области", "RU-BRY"),
        ("Smolensk oblast", "RU-SMO"), ("Kaliningrad region", "RU-KGD"), ("Хабаровского края", "RU-KHA"),
        ("województwo lubelskie", "PL-06"), ("Lublin voivodeship", "PL-06"), ("Podlaskie", "PL-20"),
        ("Мазовецкое воеводство", "PL-14"), ("Vilnius County", "LT-VL"), ("Bavaria", "DE-BY"), ("Texas", "US-TX"),
        ("Haut-Katanga", "CD-HK"), ("Tibesti", "TD-TI"), ("Erbil region", "IQ-AR"), ("Savannah region", "GH-SV"),
        ("Île-de-France", "FR-IDF"), ("Telangana", "IN-TS"), ("Khuzestan", "IR-06"), ("Casablanca-Settat", "MA-06"),
    ],
)  # fmt: skip
def test_a_region_is_found_by_the_names_that_reports_use(name: str, code: str) -> None:
    assert codes_named(name) == {code}


@pytest.mark.parametrize(
    ("town", "code"),
    [("Gomel", "BY-HO"), ("Homiel", "BY-HO"), ("Гомель", "BY-HO"), ("Minsk", "BY-MI"), ("Мінск", "BY-MI"),
     ("Kyiv", "UA-32"), ("Київ", "UA-32"), ("Lwów", "UA-46"), ("Смоленск", "RU-SMO"), ("Lublin", "PL-06")],
)  # fmt: skip
def test_a_region_has_the_names_of_the_town_that_it_is_called_after_and_ranks_behind_it(town: str, code: str) -> None:
    found = lookup.find(fold(town))
    grades = {row.ref: row.grade for row in found}
    assert grades[f"region:{code}"] == lookup.TOWN_NAME
    assert min(row.grade for row in found if row.kind == "settlement") < lookup.TOWN_NAME


def test_the_neighbours_regions_are_all_there_and_most_of_the_worlds() -> None:
    by_country = {country: len(found) for country, found in outlines_by_country().items()}
    wanted = {"BY": 7, "UA": 27, "PL": 16, "RU": 83, "LT": 10, "EE": 15, "US": 51, "DE": 16, "FR": 13}
    assert {country: by_country[country] for country in wanted} == wanted
    assert sum(by_country.values()) > 3_000
    (in_regions,), (in_all,) = lookup.connection().execute(
        "SELECT sum(importance) FROM place WHERE kind IN (5, 1) GROUP BY kind ORDER BY kind = 1"
    )
    assert in_regions / in_all > 0.93


@pytest.mark.parametrize(
    ("town", "code"),
    [(922704, "CD-HK"), (160196, "TZ-03"), (153176, "TZ-28"), (95446, "IQ-AR"), (96994, "IQ-DA"), (2394819, "BJ-LI")],
)
def test_a_town_lies_in_the_region_that_its_country_says(town: int, code: str) -> None:
    place = geo.place(f"geonames:{town}")
    point = shapely.Point(place.lon, place.lat)
    assert [own for own, shape in outlines_by_country()[code[:2]].items() if shape.contains(point)] == [code]


def test_an_answer_says_that_the_outline_is_approximate() -> None:
    place = geo.place("region:BY-HO")
    assert (place.kind, place.precision, place.country_code) == ("region", "region", "BY")
    assert place.how.startswith("region; outline approximate")


@pytest.mark.parametrize(("code", "km2"), AREA_KM2.items())
def test_an_outline_has_nearly_the_area_of_its_region(code: str, km2: int) -> None:
    assert area_m2(outline(code)) / 1e6 == pytest.approx(km2, rel=0.15)


@pytest.mark.parametrize(("code", "measure"), CITIES_KM2.items())
def test_a_city_that_is_a_region_is_compact(code: str, measure: tuple[int, float]) -> None:
    km2, far = measure
    shape = outline(code)
    assert area_m2(shape) / 1e6 == pytest.approx(km2, rel=far)
    assert shape.area / shape.convex_hull.area > 0.6
    place = geo.place(f"region:{code}")
    assert shape.contains(shapely.Point(place.lon, place.lat))


def test_outlines_are_valid_and_their_points_lie_inside() -> None:
    rows = lookup.connection().execute("SELECT ref, lon_e5 / 1e5, lat_e5 / 1e5, radius_m FROM place WHERE kind = 5")
    points = {ref.removeprefix("region:"): (shapely.Point(lon, lat), radius_m) for ref, lon, lat, radius_m in rows}
    for found in outlines_by_country().values():
        for code, shape in found.items():
            assert shape.geom_type == "MultiPolygon"
            assert shape.is_valid, code
            assert points[code][1] > 0 or shape.area < 1e-4, code
            assert shape.distance(points[code][0]) < 1e-4, code


@pytest.mark.parametrize("country", ["BY", "UA", "PL", "RU", "LT", "DE", "US", "FJ"])
def test_the_regions_of_a_country_tile_it(country: str) -> None:
    shapes = list(outlines_by_country()[country].values())
    whole = shapely.from_wkb(lookup.geometry_wkb(f"country:{country}"))
    assert sum(shape.area for shape in shapes) == pytest.approx(whole.area, rel=1e-6)
    assert shapely.union_all(shapes, grid_size=1e-9).area == pytest.approx(whole.area, rel=1e-6)


def test_regions_of_no_country_overlap() -> None:
    for country, found in outlines_by_country().items():
        shapes = list(found.values())
        pairs = shapely.STRtree(shapes).query(shapes, predicate="overlaps").T
        shared = sum(shapes[one].intersection(shapes[other]).area for one, other in pairs if one < other)
        assert shared < 1e-6, country


def test_settlements_lie_in_their_own_region() -> None:
    wrong: dict[str, int] = {}
    inside = 0
    codes_by_admin = {key: region.code for key, region in iso_by_admin(settlements()).items()}
    towns_by_country: dict[str, list[tuple[float, float, str]]] = defaultdict(list)
    for town in settlements():
        if code := codes_by_admin.get((town.country_code, town.admin1)):
            towns_by_country[code[:2]].append((town.lon, town.lat, code))
    for country, towns in towns_by_country.items():
        found = outlines_by_country()[country]
        lon, lat, said = (np.array(column) for column in zip(*towns, strict=True))
        points = shapely.STRtree(shapely.points(lon, lat))
        region, town_in = points.query(list(found.values()), predicate="contains")
        inside += len(town_in)
        wrong[country] = int((said[town_in] != np.array(list(found))[region]).sum())
    assert inside > 220_000  # the others lie off the simplified coasts and borders
    assert sum(wrong.values()) / inside < 0.001
    assert wrong["BY"] + wrong["UA"] + wrong["PL"] + wrong["LT"] <= 3


def test_the_outlines_stay_small_in_the_file() -> None:
    row = lookup.connection().execute(
        "SELECT sum(length(s.wkb)) FROM shape s JOIN place p ON p.id = s.place WHERE p.kind = 5"
    )
    assert row.fetchone()[0] < 8_000_000
