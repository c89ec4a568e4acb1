"""Frames change the answer's shape: near, so far from, a part, the border, between."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from mustermap import geo
from mustermap.geo.wording.frames import read_frame

WGS84 = Geod(ellps="WGS84")
KUPIANSK, SMOLENSK, MINSK, LIDA = "geonames:703656", "geonames:491687", "geonames:625144", "geonames:626081"


def placed(wording: str, country: str | None = None) -> geo.Place:
    answer = geo.resolve(wording, country=country)
    assert answer.place is not None, answer.reason
    again = geo.place(answer.place.ref)
    assert (again.lon, again.lat, again.radius_m) == (answer.place.lon, answer.place.lat, answer.place.radius_m)
    shape = shapely.from_wkb(geo.geometry_wkb(answer.place.ref))
    assert shape.is_valid
    assert not shape.is_empty
    return answer.place


@pytest.mark.parametrize(
    ("wording", "ref"),
    [
        ("near Minsk", "near:geonames:625144"),
        ("outside Minsk", "near:geonames:625144"),
        ("in the vicinity of Minsk", "near:geonames:625144"),
        ("the Minsk area", "near:geonames:625144"),
        ("on the outskirts of the city of Minsk", "near:geonames:625144"),
        ("near Machulishchi airfield", "near:icao:UMLI"),
        ("30 km north of Smolensk", "30km-N:geonames:491687"),
        ("about 30 kilometres to the north of Smolensk, Russia", "30km-N:geonames:491687"),
        ("1.5 km SE of Minsk", "1.5km-SE:geonames:625144"),
        ("20 miles north-west of Minsk", "32km-NW:geonames:625144"),
        ("30 km from Smolensk", "30km:geonames:491687"),
        ("north of Minsk", "N:geonames:625144"),
        ("just south-west of Smolensk, Russia", "SW:geonames:491687"),
        ("к северу от Минска", "N:geonames:625144"),
        ("севернее Смоленска", "N:geonames:491687"),
        ("на північ від Мінська", "N:geonames:625144"),
        ("na północ od Smoleńska", "N:geonames:491687"),
        ("within 5 km of Minsk", "5km:geonames:625144"),
        ("southern Belarus", "southern:country:BY"),
        ("the south of Belarus", "southern:country:BY"),
        ("the north-western part of Ukraine", "northwestern:country:UA"),
        ("central Ukraine", "central:country:UA"),
        ("the border of Belarus and Ukraine", "border:country:BY|country:UA"),
        ("the Belarusian–Ukrainian border", "border:country:BY|country:UA"),
        ("the Ukraine-Belarus border", "border:country:BY|country:UA"),
        ("Ukraine's border with Belarus", "border:country:BY|country:UA"),
        ("near the Polish-Belarusian border", "near:border:country:BY|country:PL"),
        ("between Minsk and Smolensk", "between:geonames:491687|geonames:625144"),
        ("halfway between Minsk and Smolensk", "between:geonames:491687|geonames:625144"),
        ("the Minsk–Smolensk highway", "between:geonames:491687|geonames:625144"),
        ("на трассе Минск - Смоленск", "between:geonames:491687|geonames:625144"),
        ("North Korea", "country:KP"),
        ("Western Sahara", "country:EH"),
        ("South Africa", "country:ZA"),
        ("the Belarusian city of Minsk", "geonames:625144"),
        ("Russia's Smolensk", "geonames:491687"),
    ],
)
def test_a_frame_has_a_reference_that_says_what_it_means(wording: str, ref: str) -> None:
    assert placed(wording).ref == ref


def test_a_direction_without_a_distance_is_the_surroundings_on_that_side() -> None:
    place, town = placed("north of Minsk"), geo.place("geonames:625144")
    apart_m = WGS84.inv(town.lon, town.lat, place.lon, place.lat)[2]
    assert place.lat > town.lat
    assert place.radius_m == town.radius_m + 10_000
    assert apart_m == pytest.approx(place.radius_m, abs=5)
    assert place.how == "settlement; N, no distance said: within 50 km; from 'north of Minsk'"


@pytest.mark.parametrize(
    ("wording", "reason"),
    [
        ("near Belarus", "Belarus is an area: what lies near or outside it may lie anywhere along its border."),
        ("outside Ukraine", "Ukraine is an area: what lies near or outside it may lie anywhere along its border."),
        ("north of Belarus", "N of Belarus, an area, may mean a part of it or what lies beyond it."),
    ],
)
def test_what_lies_near_or_beside_an_area_is_refused_with_the_reason(wording: str, reason: str) -> None:
    answer = geo.resolve(wording)
    assert (answer.status, answer.reason) == ("unresolved", reason)
    assert "settlement" in answer.advice


def test_near_keeps_the_point_and_widens_the_radius() -> None:
    place, town = placed("near Kupiansk"), geo.resolve("Kupiansk").place
    assert town is not None
    assert (place.lon, place.lat, place.kind, place.country_code) == (town.lon, town.lat, "settlement", "UA")
    assert place.radius_m == town.radius_m + 10_000
    assert place.how == "settlement; near; from 'near Kupiansk'"
    assert shapely.from_wkb(geo.geometry_wkb(place.ref)).geom_type == "Point"


@pytest.mark.parametrize(("km", "wind", "bearing"), [(30, "north", 0), (50, "south-east", 135), (5, "west", 270)])
def test_a_distance_goes_along_a_geodesic_and_the_radius_grows_with_it(km: int, wind: str, bearing: float) -> None:
    town, place = geo.place(SMOLENSK), placed(f"{km} km {wind} of Smolensk")
    azimuth, _, distance_m = WGS84.inv(town.lon, town.lat, place.lon, place.lat)
    assert distance_m == pytest.approx(1000 * km, abs=2)
    assert azimuth % 360 == pytest.approx(bearing, abs=0.05)
    assert place.radius_m == pytest.approx(town.radius_m + 400 * km, abs=100)
    assert place.country_code == "RU"


def test_a_distance_across_a_border_lies_in_the_other_country() -> None:
    place = placed("100 km east of Kharkiv")
    assert (place.ref, place.country_code) == ("100km-E:geonames:706483", "UA"), "Luhansk Oblast"
    assert placed("110 km north of Kharkiv").country_code == "RU"
    answer = geo.resolve("110 km north of Kharkiv", country="UA")
    assert (answer.status, answer.reason, answer.advice) == (
        "unresolved", "What the wording means lies in Russia, not in Ukraine.", "Check the country.",
    )  # fmt: skip


def test_a_part_of_a_country_lies_within_it_on_its_side() -> None:
    whole = shapely.from_wkb(geo.geometry_wkb("country:BY"))
    south, north = (
        shapely.from_wkb(geo.geometry_wkb(placed(f"{side} Belarus").ref)) for side in ("southern", "northern")
    )
    assert shapely.area(south) + shapely.area(north) == pytest.approx(shapely.area(whole), rel=1e-6)
    assert shapely.contains(south, shapely.Point(31.0, 52.43)), "Gomel"
    assert shapely.contains(north, shapely.Point(30.2, 55.19)), "Vitebsk"
    place = placed("southern Belarus")
    assert (place.precision, place.country_code, place.name) == ("region", "BY", "southern Belarus")
    assert shapely.contains(south, shapely.Point(place.lon, place.lat))


@pytest.mark.parametrize("country", ["Russia", "the United States", "New Zealand", "Fiji"])
def test_parts_of_countries_across_the_180th_meridian(country: str) -> None:
    for side in ("northern", "southern", "eastern", "western", "central"):
        west, south, east, north = shapely.from_wkb(geo.geometry_wkb(placed(f"{side} {country}").ref)).bounds
        assert -180.001 <= west < east <= 180.001
        assert -90 <= south < north <= 90
    far_east = shapely.from_wkb(geo.geometry_wkb(placed("eastern Russia").ref))
    assert shapely.contains(far_east, shapely.Point(135.07, 48.48)), "Khabarovsk"
    assert not shapely.intersects(far_east, shapely.Point(37.6, 55.75)), "Moscow"


def test_a_border_is_the_line_that_both_outlines_share() -> None:
    place = placed("the Belarusian–Ukrainian border")
    assert (place.kind, place.precision) == ("border", "line")
    line = shapely.from_wkb(geo.geometry_wkb(place.ref))
    assert line.geom_type in {"LineString", "MultiLineString"}
    # 1,084 km by the two states' delimitation; a simplified outline is shorter
    assert 700_000 <= WGS84.geometry_length(line) <= 1_200_000
    for code in ("BY", "UA"):
        assert shapely.distance(line, shapely.boundary(shapely.from_wkb(geo.geometry_wkb(f"country:{code}")))) < 0.05
    assert shapely.distance(line, shapely.Point(place.lon, place.lat)) < 0.01
    assert placed("the border with Ukraine", "BY").ref == "border:country:BY|country:UA"
    assert placed("the Ukrainian border", "BY").country_code == "BY"


def test_between_is_a_corridor_around_both_ends() -> None:
    place = placed("between Minsk and Smolensk")
    band = shapely.from_wkb(geo.geometry_wkb(place.ref))
    for ref in (MINSK, SMOLENSK):
        end = geo.place(ref)
        assert shapely.contains(band, shapely.Point(end.lon, end.lat))
    assert shapely.contains(band, shapely.Point(30.41, 54.51)), "Orsha, on the road"
    assert not shapely.contains(band, shapely.Point(31.0, 52.43)), "Gomel, off it"


@pytest.mark.parametrize(
    "wording",
    [
        "the border", "border", "the Polish border", "the border of Belarus and Spain", "the border of Xy and Belarus",
        "north of Belarus", "near", "near near Minsk", "near Belarus", "30 km", "30 km north", "30 km north of",
        "between", "between Minsk and Minsk",
        "between Minsk and", "between Minsk and Vladivostok", "between Russia and Ukraine",
        "South America", "eastern Europe", "southern Xyzzyqwv", "9999 km north of Minsk", "0 km north of Minsk",
        "near " * 30 + "Minsk", "southern Machulishchi airbase", "the area", "the south of",
    ],
)  # fmt: skip
def test_a_frame_that_cannot_be_computed_is_not_placed(wording: str) -> None:
    answer = geo.resolve(wording)
    assert answer.place is None
    assert answer.reason.endswith(".")


def test_an_ambiguous_name_in_a_frame_stays_ambiguous_with_its_candidates_in_the_frame() -> None:
    answer = geo.resolve("near Brest")
    assert answer.status == "ambiguous"
    assert [place.ref.split(":")[0] for place in answer.candidates[:2]] == ["near", "near"]
    assert placed("near Brest", "BY").ref == "near:geonames:629634"


@pytest.mark.parametrize(
    "ref",
    [
        "near:", "near:near:geonames:625144", "near:country:BY", "0km-N:geonames:625144", "30km-Q:geonames:625144",
        "030km-N:geonames:625144", "border:country:BY", "border:country:BY|country:BY", "between:geonames:625144|",
        "southern:icao:UMLI", "southern:", "border:geonames:625144|country:BY", "near:" + "x" * 5000, "30km-N:\x00",
    ],
)  # fmt: skip
def test_a_reference_that_describes_nothing_says_so(ref: str) -> None:
    with pytest.raises(geo.UnknownPlaceError):
        geo.place(ref)
    with pytest.raises(geo.UnknownPlaceError):
        geo.geometry_wkb(ref)


WORDS = st.sampled_from(
    [
        "near", "outside", "the", "border", "of", "between", "and", "30", "km", "north", "south-east", "southern",
        "Minsk", "Belarus", "Ukraine", "Brest", "Lida", "region", "area",
        "Belarusian", "Ukrainian", "–", "-", ",", "(", ")",
        "с", "под", "Смоленском", "граница", "в", "к", "от", "0", "99999", "miles", "within", "part",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=9).map(" ".join), st.sampled_from([None, "BY", "UA"]))
def test_any_heap_of_frame_words_gets_an_answer(wording: str, country: str | None) -> None:
    read_frame(wording)
    answer = geo.resolve(wording, country=country)
    assert (answer.place is not None) == (answer.status == "resolved")
    if answer.place is not None:
        assert country in {None, answer.place.country_code}
        assert geo.place(answer.place.ref).ref == answer.place.ref
