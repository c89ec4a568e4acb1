"""Misspelled names: one edit off, of a place of some size, and said to be corrected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.fold import fold
from geo.spelling import SHORTEST_FIRST_WRONG, edits, near_spellings


@pytest.mark.parametrize(
    ("wording", "country", "number"),
    [
        ("Smolesnk", None, 491687),
        ("Смоленк", None, 491687),
        ("Baranovihci", None, 630429),
        ("Melitapol", None, 701404),
        ("Gomle", "BY", 627907),
        ("Zmolensk", None, 491687),
        ("Kramtaorks", "UA", 704508),
        ("Baranavicci", "BY", 630429),
    ],
)
def test_one_edit_is_put_right_and_said(wording: str, country: str | None, number: int) -> None:
    place = geo.resolve(wording, country=country).place
    assert place is not None
    assert place.ref == f"geonames:{number}"
    assert f"spelling corrected from '{fold(wording)}'" in place.how
    assert place.confidence <= 0.8


@pytest.mark.parametrize("wording", ["Mordor", "Narnia", "Nowhereville", "Qwertyuiop", "soldiers", "brigade", "Minks"])
def test_a_word_that_is_near_no_large_place_is_not_placed(wording: str) -> None:
    assert geo.resolve(wording).place is None


@pytest.mark.parametrize(("wording", "country"), [("Minsk", "RU"), ("Smolensk", "BY"), ("Gomel", "UA")])
def test_a_name_that_is_right_elsewhere_is_not_a_misspelling_here(wording: str, country: str) -> None:
    assert geo.resolve(wording, country=country).place is None


@given(st.text(max_size=40))
def test_near_spellings_are_one_edit_away(text: str) -> None:
    name = fold(text)
    for near in list(near_spellings(name))[-50:]:
        assert edits(name, near, most=2) == 1
        assert near[0] == name[0] or len(name) >= SHORTEST_FIRST_WRONG


@given(st.text("abc", max_size=12), st.text("abc", max_size=12))
def test_edits_are_the_same_both_ways_and_none_between_equals(one: str, other: str) -> None:
    assert edits(one, other, most=3) == edits(other, one, most=3)
    assert (edits(one, other, most=3) == 0) == (one == other)


def test_two_edits_need_a_country() -> None:
    assert geo.resolve("Kramtaorks").place is None
    assert "two letters" in geo.resolve("Kramtaorks", country="UA").candidates[0].how
