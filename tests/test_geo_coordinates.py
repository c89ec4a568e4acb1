"""Coordinates are read as they stand, as precise as their digits, and refused where they cannot be."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mustermap import geo
from mustermap.geo.wording.coordinates import Coordinates, coordinates_of, read_coordinates


@pytest.mark.parametrize(
    ("wording", "lat", "lon"),
    [
        ("53.77330, 27.59480", 53.7733, 27.5948),
        ("53.7733 27.5948", 53.7733, 27.5948),
        ("(53.7733, 27.5948)", 53.7733, 27.5948),
        ("53,7733; 27,5948", 53.7733, 27.5948),
        ("53.7733° N, 27.5948° E", 53.7733, 27.5948),
        ("27.5948°E 53.7733°N", 53.7733, 27.5948),
        ("N53.7733 E27.5948", 53.7733, 27.5948),
        ("-33.9249, 18.4241", -33.9249, 18.4241),
        ("33.9249 S, 18.4241 E", -33.9249, 18.4241),
        ("lat: 53.7733, lon: 27.5948", 53.7733, 27.5948),
        # Wikipedia on the base: 52°18′22″N 31°09′44″E
        ("52°18′22″N 31°09′44″E", 52.30611, 31.16222),
        ("52 18 22 N 31 09 44 E", 52.30611, 31.16222),
        ("52°18'22\" с. ш. 31°09'44\" в. д.", 52.30611, 31.16222),
        ("52°18'22\" пн. ш. 31°09'44\" сх. д.", 52.30611, 31.16222),
        ("N 52°18.367' E 031°09.733'", 52.30612, 31.16222),
        ("Zyabrovka (52.3061, 31.1622)", 52.3061, 31.1622),
        # the middle of that square metre: UTM zone 4 N, 612345.5 m east, 2367890.5 m north, by EPSG:32604
        ("4Q FJ 12345 67890", 21.40980, -157.91608),
        ("4QFJ1234567890", 21.40980, -157.91608),
        ("MGRS: 4qfj1234567890", 21.40980, -157.91608),
    ],
)
def test_coordinates_are_read_in_the_forms_that_reports_use(wording: str, lat: float, lon: float) -> None:
    place = geo.resolve(wording).place
    assert place is not None
    assert (place.lat, place.lon) == pytest.approx((lat, lon), abs=2e-5)
    assert (place.kind, place.precision) == ("point", "exact")
    assert geo.place(place.ref).lat == place.lat
    assert struct.unpack("<BIdd", geo.geometry_wkb(place.ref)) == (1, 1, place.lon, place.lat)


@pytest.mark.parametrize(
    ("wording", "radius_m"),
    [
        ("53.77330, 27.59480", 10),
        ("53.77, 27.59", 787),  # half the diagonal of 0.01° of latitude, 1,113 m
        ("55°17' N 30°02' E", 1312),
        ("4Q FJ 12 67", 708),  # a cell of a kilometre
        ("4Q FJ 1 6", 7072),
    ],
)
def test_the_radius_is_what_the_digits_leave_open(wording: str, radius_m: float) -> None:
    place = geo.resolve(wording).place
    assert place is not None
    assert place.radius_m == radius_m


@pytest.mark.parametrize(
    "wording",
    [
        "91.50, 27.59", "53.77, 181.00", "0.00, 0.00", "36UZZ1234", "99UVB1234",
        "53°61'00\" N 30°00'00\" E", "nan, inf",
        "1e400, 1e400", "53.77330000000000000000000001, 27.59", "E30 N1", "10, 20", "10.10 12.12", "4Q FJ 123 67",
        "53.77 N 27.59 N", "-53.77 -", "°°", "12:30", "2022-10-11", "1,000", "٥٣.٧٧, ٢٧.٥٩", "9" * 150,
    ],
)  # fmt: skip
def test_what_cannot_be_a_position_is_not_placed(wording: str) -> None:
    answer = geo.resolve(wording)
    assert answer.place is None
    assert answer.reason.endswith(".")


def test_numbers_too_coarse_to_be_taken_for_coordinates_say_how_to_write_them() -> None:
    answer = geo.resolve("52.1, 23.7")
    assert answer.status == "unresolved"
    assert "coordinates with two decimals" in answer.advice
    assert geo.resolve("52.10, 23.70").status == "resolved"


def test_impossible_coordinates_say_what_is_wrong() -> None:
    answer = geo.resolve("91.50, 27.59")
    assert answer.reason == "The wording reads like coordinates, but 91.5 is no latitude."
    assert answer.advice == "Check their order and signs."


def test_a_position_lies_in_its_country_and_never_in_another_that_was_asked_for() -> None:
    inside = geo.resolve("53.77330, 27.59480", country="BY").place
    assert inside is not None
    assert inside.country_code == "BY"
    outside = geo.resolve("53.77330, 27.59480", country="UA")
    assert (outside.place, outside.reason) == (
        None,
        "What the wording means lies in Belarus, not in Ukraine.",
    )
    assert geo.resolve("43.50000, 34.50000").place.country_code == "", "the Black Sea"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "ref",
    ["at:", "at:nan,nan,10", "at:91.00000,0.00000,10", "at:53.7,27.5,10", "at:053.77330,27.59480,10",
     "at:1.00000,2.00000", "at:-0.00000,1.00000,10", "at:1.00000,2.00000,10;"],
)  # fmt: skip
def test_a_reference_in_another_form_is_refused(ref: str) -> None:
    with pytest.raises(geo.UnknownPlaceError):
        geo.place(ref)


@given(st.floats(-90, 90, allow_nan=False), st.floats(-180, 180, allow_nan=False), st.integers(10, 999_999))
def test_a_reference_leads_back_to_its_position(lat: float, lon: float, radius_m: int) -> None:
    ref = Coordinates(round(lon, 5) + 0.0, round(lat, 5) + 0.0, radius_m).ref
    found = coordinates_of(ref)
    assert (found is None and round(lat, 5) == round(lon, 5) == 0) or (found is not None and found.ref == ref)


@given(st.text(alphabet="0123456789.,;°'\"NSEW+- с.ш.в.д.ABCU", max_size=40))
def test_no_text_of_digits_and_signs_breaks_the_reading(text: str) -> None:
    found = read_coordinates(text)
    if isinstance(found, Coordinates):
        assert -90 <= found.lat <= 90
        assert -180 <= found.lon <= 180
        assert found.radius_m >= 10
