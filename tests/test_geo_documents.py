"""The places of a document say of each other which is meant; what stays unclear is ambiguous."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mustermap import geo
from mustermap.geo.choice.advice import in_short
from mustermap.geo.gazetteer.boundaries import region_of
from mustermap.geo.places import place_references


def countries(*wordings: str) -> list[str]:
    found = geo.resolve_documents(wordings, ["one"] * len(wordings))
    return [answer.place.country_code if answer.place else answer.status for answer in found]


@pytest.mark.parametrize(
    ("wordings", "codes"),
    [
        (("Paris", "Texas"), ["US", "US"]),
        (("Paris", "Lyon"), ["FR", "FR"]),
        (("Brest", "Minsk"), ["BY", "BY"]),
        (("Brest", "Nantes", "Rennes"), ["FR", "FR", "FR"]),
        (("Georgia", "Tbilisi"), ["GE", "GE"]),
        (("Georgia", "Atlanta"), ["US", "US"]),
        (("Tripoli", "Beirut"), ["LB", "LB"]),
        (("Odessa", "Midland", "Texas"), ["US", "US", "US"]),
        (("Donetsk", "Mariupol"), ["UA", "UA"]),
        (("near Brest", "Minsk"), ["BY", "BY"]),
    ],
)
def test_places_beside_each_other_are_chosen_together(wordings: tuple[str, ...], codes: list[str]) -> None:
    assert countries(*wordings) == codes


@pytest.mark.parametrize("wordings", [("London", "Toronto"), ("Springfield", "Chicago"), ("Paris", "France", "Texas")])
def test_what_stays_unclear_is_ambiguous(wordings: tuple[str, ...]) -> None:
    assert countries(*wordings)[0] == "ambiguous"


def test_documents_do_not_mix_and_a_blank_one_is_resolved_alone() -> None:
    found = geo.resolve_documents(
        ["Paris", "Texas", "Paris", "Lyon", "Paris", "Brest"], ["a", "a", "b", "b", "", " "], ["", "", "", "", "", "BY"]
    )
    assert [answer.place.country_code if answer.place else "" for answer in found] == [
        "US",
        "US",
        "FR",
        "FR",
        "FR",
        "BY",
    ]


def test_a_hint_of_a_row_is_kept_beside_the_others() -> None:
    found = geo.resolve_documents(["Brest", "Minsk", "Gomel", "Lida"], ["a"] * 4, ["FR", "", "", "XX"])
    assert [answer.place.country_code if answer.place else answer.status for answer in found] == [
        "FR", "BY", "BY", "unresolved",
    ]  # fmt: skip


def test_confidence_falls_with_doubt() -> None:
    clear, unclear = geo.resolve("Smolensk"), geo.resolve("Brest")
    assert 0.9 < clear.confidence <= 1
    assert clear.place is not None
    assert clear.place.confidence == clear.confidence
    assert unclear.confidence == unclear.candidates[0].confidence < 0.9
    assert [place.confidence for place in unclear.candidates] == sorted(
        (place.confidence for place in unclear.candidates), reverse=True
    )
    assert geo.resolve("qwrtzpsd").confidence == 0


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(geo.ColumnLengthError):
        geo.resolve_documents(["Minsk"], [])
    with pytest.raises(geo.ColumnLengthError):
        geo.resolve_documents(["Minsk"], ["a"], [])
    assert geo.resolve_documents([], []) == []


# A wording of each kind that a place can be found by, and what kind of reference it gets.
KINDS = {
    "Minsk": "geonames", "Machulishchi (airbase)": "icao", "Lost'vido training ground": "", "Brest region": "region",
    "Kursk oblast": "region", "Moscow": "geonames", "Belarus": "country", "Georgia": "", "Brest": "", "Smolesnk": "",
    "51.50, 27.25": "at", "33U WP 12345 67890": "at", "near Minsk": "near", "30 km north of Smolensk": "30km-N",
    "30 km from Smolensk": "30km", "north of Minsk": "N", "southern Belarus": "southern",
    "western Kursk oblast": "western", "central Minsk": "central", "the border of Belarus and Ukraine": "border",
    "near the border of Belarus and Ukraine": "near", "the border of Brest region and Volyn region": "border",
    "between Minsk and Smolensk": "between", "Yavoriv training ground": "ground", "Гомельский район": "",
}  # fmt: skip


def test_any_two_kinds_of_places_can_be_named_in_one_document() -> None:
    """A region's outline is asked for where another place may lie in it, also of a part that is computed."""
    for pair in itertools.product(KINDS, repeat=2):
        found = geo.resolve_documents(pair, ["one"] * 2)
        assert [answer.wording for answer in found] == list(pair)
        for wording, answer in zip(pair, found, strict=True):
            if KINDS[wording]:
                assert answer.place is not None, pair
                assert answer.place.ref.partition(":")[0] == KINDS[wording]


@pytest.mark.parametrize("wording", [wording for wording, kind in KINDS.items() if kind])
def test_whatever_takes_a_reference_takes_one_of_each_kind(wording: str) -> None:
    place = geo.resolve(wording).place
    assert place is not None
    assert geo.place(place.ref).name == place.name
    assert place_references.outline(place.ref).wkb == geo.geometry_wkb(place.ref)
    if place.precision != "line":
        assert place_references.holds(place.ref, place.lon, place.lat)
    assert not place_references.holds(place.ref, -140.0, -40.0)  # in the Pacific
    assert place.name in in_short([place, place])[0]
    assert isinstance(region_of(place), str)
    spot = geo.Spot(place.ref, place.precision, place.country_code, place.lon, place.lat, place.radius_m)
    for coarse in geo.COARSE:
        assert geo.is_coarse(spot, coarse) in {True, False}
        raised = geo.coarsen_place(spot, coarse)
        assert raised is None or raised.country_code


NAMES = st.sampled_from(
    ["Paris", "Texas", "Brest", "Minsk", "", "near Brest", "Georgia", "53.77, 27.59", "🙂", "Springfield", "в Лиде"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, st.sampled_from(["", "a", "b"]), st.sampled_from(["", "BY", "US"])), max_size=8))
def test_any_rows_get_as_many_answers_in_their_order(rows: list[tuple[str, str, str]]) -> None:
    wordings, documents, hints = ([row[column] for row in rows] for column in range(3))
    found = geo.resolve_documents(wordings, documents, hints)
    assert [answer.wording for answer in found] == wordings
    for answer, hint in zip(found, hints, strict=True):
        assert 0 <= answer.confidence <= 1
        if answer.place and hint:
            assert answer.place.country_code == hint
