"""Resolving place wordings: what is found, what is ambiguous, and what is never guessed."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mustermap import geo

AIRBASE = "icao:UMLI"
SETTLEMENTS = [
    # wording, country hint, GeoNames's number (geonames.org), country
    ("Smolensk", None, 491687, "RU"),
    ("Смоленск", None, 491687, "RU"),
    ("Smolensk, Russia", None, 491687, "RU"),
    ("Machulishchi", None, 625671, "BY"),
    ("Мачулищи", None, 625671, "BY"),
    ("Мачулішчы", None, 625671, "BY"),
    ("Minsk", None, 625144, "BY"),
    ("the city of Minsk", None, 625144, "BY"),
    ("Мінськ", None, 625144, "BY"),
    ("Gomel", None, 627907, "BY"),
    ("Homyel'", None, 627907, "BY"),
    ("HOMYEL’", None, 627907, "BY"),
    ("Grodno", None, 627904, "BY"),
    ("Kyiv", None, 703448, "UA"),
    ("Kiev", None, 703448, "UA"),
    ("Брест", "BY", 629634, "BY"),
    ("Brest", "BLR", 629634, "BY"),
    ("Brest", "Belarus", 629634, "BY"),
    ("Brest (Belarus)", None, 629634, "BY"),
    ("Brest", "FR", 3030300, "FR"),
    ("Paris", None, 2988507, "FR"),
    ("Simferopol", None, 693805, "UA"),
    ("Simferopol", "UA", 693805, "UA"),
    ("Kansas City", None, 4393217, "US"),
    ("the city of Luxembourg", None, 2960316, "LU"),
]


@pytest.mark.parametrize(("wording", "country", "number", "code"), SETTLEMENTS)
def test_settlements_are_found_by_any_of_their_names(wording: str, country: str | None, number: int, code: str) -> None:
    answer = geo.resolve(wording, country=country)
    assert answer.status == "resolved", answer.reason
    assert answer.place is not None
    assert (answer.place.ref, answer.place.country_code) == (f"geonames:{number}", code)
    assert (answer.place.kind, answer.place.precision) == ("settlement", "settlement")
    assert answer.candidates[0] == answer.place
    assert answer.reason == ""


@pytest.mark.parametrize(
    ("wording", "ref", "country"),
    [
        ("Machulishchi (airbase)", AIRBASE, "BY"),
        ("Machulishchi airbase", AIRBASE, "BY"),
        ("Machulishchi air base", AIRBASE, "BY"),
        ("the airfield of Machulishchy", AIRBASE, "BY"),
        ("аэродром Мачулищи", AIRBASE, "BY"),
        ("Мачулищи (авиабаза)", AIRBASE, "BY"),
        ("UMLI", AIRBASE, "BY"),
        ("Minsk airport", "icao:UMMS", "BY"),
        ("Lida air base", "icao:UMDD", "BY"),
        ("Zyabrovka airfield", "ourairports:BY-4247", "BY"),
        ("Зябровка", "ourairports:BY-4247", "BY"),
        ("полигон Лосвидо", "site:losvido", "BY"),
    ],
)
def test_airfields_and_sites_are_found_by_the_names_that_reports_give_them(
    wording: str, ref: str, country: str
) -> None:
    answer = geo.resolve(wording)
    assert answer.place is not None, answer.reason
    assert (answer.place.ref, answer.place.country_code, answer.place.precision) == (ref, country, "site")


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        ("Belarus", "BY"),
        ("Беларусь", "BY"),
        ("Białoruś", "BY"),
        ("Russia", "RU"),
        ("the Russian Federation", "RU"),
        ("Ukraine", "UA"),
        ("the United States", "US"),
        ("U.S.", "US"),
        ("Türkiye", "TR"),
        ("Georgia", "GE"),
        ("Luxembourg", "LU"),
        ("Vatican", "VA"),
    ],
)
def test_a_country_is_an_area_and_comes_before_a_settlement_of_its_name(wording: str, code: str) -> None:
    answer = geo.resolve(wording)
    assert answer.place is not None
    assert (answer.place.ref, answer.place.kind, answer.place.precision) == (f"country:{code}", "country", "country")
    assert struct.unpack_from("<BI", geo.geometry_wkb(answer.place.ref)) == (1, 6), "little-endian MultiPolygon"


def test_the_two_places_of_the_first_source_lie_where_it_says() -> None:
    base = geo.resolve("Machulishchi (airbase)").place
    smolensk = geo.resolve("Smolensk").place
    assert base is not None
    assert smolensk is not None
    assert (base.lon, base.lat) == pytest.approx((27.59, 53.78), abs=0.02)
    assert (smolensk.lon, smolensk.lat) == pytest.approx((32.05, 54.78), abs=0.02)
    assert base.how == "airfield; from 'Machulishchi (airbase)'"
    assert base.radius_m == 3_000
    assert 4_000 <= smolensk.radius_m <= 10_000, "166 km² of city"


@pytest.mark.parametrize(
    "wording", ["Brest", "Springfield", "St. Petersburg", "Minsk airbase", "San José", "Borisovsky"]
)
def test_namesakes_without_a_clear_first_are_ambiguous_and_say_what_to_do(wording: str) -> None:
    answer = geo.resolve(wording)
    assert (answer.status, answer.place) == ("ambiguous", None)
    assert answer.candidates
    assert answer.advice.startswith(("Name the ", "Name it in full "))
    assert f'place_ref = "{answer.candidates[0].ref}"' in answer.advice
    assert f"'{answer.candidates[0].lat:.5f}, {answer.candidates[0].lon:.5f}'" in answer.advice


@pytest.mark.parametrize(
    ("wording", "advice"),
    [
        ("Brest", "Name the country (Belarus, France or Czechia);"),
        ("Springfield", "Name the region (Missouri, Massachusetts or Illinois);"),
        ("St. Petersburg", "Name the country (Russia or United States);"),
        ("near Brest", "Name the country (Belarus, France or Czechia);"),
    ],
)
def test_what_is_advised_decides(wording: str, advice: str) -> None:
    answer = geo.resolve(wording)
    assert answer.advice.startswith(advice)
    names = advice.partition("(")[2].partition(")")[0].replace(" or ", ", ").split(", ")
    for name, candidate in zip(names, answer.candidates, strict=False):
        meant = geo.resolve(f"{wording}, {name}").place
        assert meant is not None, name
        assert meant.ref == candidate.ref
        assert geo.place(candidate.ref).ref == candidate.ref


def test_ambiguous_candidates_are_ranked() -> None:
    assert [place.country_code for place in geo.resolve("Brest").candidates[:2]] == ["BY", "FR"]


@pytest.mark.parametrize(
    ("wording", "country", "kind"),
    [
        ("Smolensk", "BY", None),
        ("Minsk", "RU", None),
        ("Belarus", "UA", None),
        ("Smolensk, Belarus", None, None),
        ("Minsk, Belarus", "RU", None),
        ("Machulishchi (airbase)", "RU", None),
        ("Simferopol", "RU", None),
        ("Smolensk", None, "country"),
        ("Lesnaya airbase, Belarus", None, None),
    ],
)
def test_a_hint_that_contradicts_is_never_overruled(wording: str, country: str | None, kind: str | None) -> None:
    answer = geo.resolve(wording, country=country, kind=kind)
    assert answer.place is None
    assert answer.status in {"unresolved", "ambiguous"}
    assert answer.reason.endswith(".")


def test_a_contradicted_name_comes_with_what_it_means_elsewhere() -> None:
    answer = geo.resolve("Smolensk", country="BY")
    assert [place.country_code for place in answer.candidates] == ["RU"]
    assert answer.reason == "No place in Belarus bears this name; elsewhere: Smolensk (settlement, RU)."
    assert answer.advice == "Check the country."


@pytest.mark.parametrize(
    "wording",
    [
        "", "   ", "🙂", "\x00\x01", "\u202e", "region", "the region", "oblast", "airbase", "(airbase)", "the city of",
        "the", "border", "x" * 10_000, "Мінськ " * 2_000, "'; DROP TABLE place; --", "Minsk' OR '1'='1", "%", "_", "*",
        '"', "NEAR(a b)", "Minsk\x00", "((((", "))", ",,,", "Nowhereville-on-Nothing", "\ud800",
    ],
)  # fmt: skip
def test_hostile_and_empty_wordings_are_not_placed(wording: str) -> None:
    answer = geo.resolve(wording)
    assert answer.wording == wording
    if wording != "Minsk\x00":
        assert answer.place is None
        assert answer.reason.endswith(".")


@given(
    st.text(), st.sampled_from([None, "", "BY", "RUS", "Ukraine"]), st.sampled_from([None, "airfield", "settlement"])
)
def test_any_wording_gets_an_answer_that_keeps_to_its_hints(
    wording: str, country: str | None, kind: str | None
) -> None:
    answer = geo.resolve(wording, country=country, kind=kind)
    assert answer.status in {"resolved", "ambiguous", "unresolved"}
    assert (answer.place is not None) == (answer.status == "resolved")
    assert bool(answer.reason) == bool(answer.advice) == (answer.status != "resolved")
    assert answer.advice[-1:] in {"", "."}
    if answer.place is not None:
        assert kind in {None, answer.place.kind}
        assert {"BY": "BY", "RUS": "RU", "Ukraine": "UA"}.get(country or "") in {None, answer.place.country_code}
        assert -180 <= answer.place.lon <= 180
        assert -90 <= answer.place.lat <= 90
        assert answer.place.radius_m > 0


def test_an_unknown_country_hint_says_so() -> None:
    with pytest.raises(geo.UnknownCountryError):
        geo.resolve("Minsk", country="\ud800\x00")
    with pytest.raises(geo.UnknownCountryError) as caught:
        geo.resolve("Minsk", country="Ruritania")
    assert str(caught.value) == (
        "country 'Ruritania' is not known; give an ISO 3166-1 code such as BY or BLR, or a name such as Belarus"
    )


def test_an_unknown_kind_says_so() -> None:
    with pytest.raises(geo.UnknownKindError) as caught:
        geo.resolve("Minsk", kind="galaxy")
    assert str(caught.value) == "kind 'galaxy' is not known; give one of settlement, airfield, site, region, country"


def test_a_column_keeps_its_order_and_its_length() -> None:
    answers = geo.resolve_column(["Smolensk", "", "Brest", "Brest", "Smolensk"], ["", "", "BY", "FR", "XX"])
    assert [answer.place.ref if answer.place else answer.status for answer in answers] == [
        "geonames:491687",
        "unresolved",
        "geonames:629634",
        "geonames:3030300",
        "unresolved",
    ]
    assert answers[-1].reason == "Country 'XX' is not known."
    assert answers[-1].advice.startswith("Give an ISO 3166-1 code")
    assert geo.resolve_column([]) == []


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(geo.ColumnLengthError):
        geo.resolve_column(["Minsk"], [])


@pytest.mark.parametrize("ref", ["geonames:625671", AIRBASE, "country:BY", "site:losvido", "ourairports:BY-4247"])
def test_a_reference_leads_back_to_its_place(ref: str) -> None:
    assert geo.place(ref).ref == ref
    assert geo.geometry_wkb(ref)[0] == 1


@pytest.mark.parametrize(
    "ref", ["", "geonames:0", "geonames:-1", "geonames:x", "geonames:" + "9" * 40, "country:QQ", "a", "\x00", "\ud800"]
)
def test_an_unknown_reference_says_so(ref: str) -> None:
    with pytest.raises(geo.UnknownPlaceError, match="is not in the gazetteer"):
        geo.place(ref)
    with pytest.raises(geo.UnknownPlaceError):
        geo.geometry_wkb(ref)


def test_a_settlement_is_a_point_of_its_own_coordinates() -> None:
    place = geo.place("geonames:625671")
    assert struct.unpack("<BIdd", geo.geometry_wkb(place.ref)) == (1, 1, place.lon, place.lat)
