"""Misspelled names: one edit off, of a place of some size, and said to be corrected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.fold import fold
from geo.spelling import near_spellings


@pytest.mark.parametrize(
    ("wording", "country", "number"),
    [
        ("Smolesnk", None, 491687),
        ("Смоленк", None, 491687),
        ("Baranovihci", None, 630429),
        ("Melitapol", None, 701404),
        ("Gomle", "BY", 627907),
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
    for near in list(near_spellings(name))[:50]:
        assert abs(len(near) - len(name)) <= 1
        assert near[0] == name[0]
