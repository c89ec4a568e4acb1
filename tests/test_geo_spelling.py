"""Misspelled names: what may be meant is asked, and is an answer only where writers of one name differ so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mustermap import geo
from mustermap.geo.wording.misspellings import SHORTEST_FIRST_WRONG, edits, near_spellings, same_but_for_habit
from mustermap.geo.wording.name_key import fold

# What is meant by each, from whoever misspelled it on purpose.
MISSPELLED = [
    ("Smolesnk", None, 491687),
    ("Смоленк", None, 491687),
    ("Baranovihci", None, 630429),
    ("Melitapol", None, 701404),
    ("Gomle", "BY", 627907),
    ("Zmolensk", None, 491687),
    ("Kramtaorks", "UA", 704508),
    ("Baranavicci", "BY", 630429),
]
# A doubled letter, y for i, an h, a hyphen: writers of one name differ so.
HABITS = [
    ("Smolennsk", None, 491687),
    ("Могилёвв", None, 625665),
    ("Kharkhiv", None, 706483),
    ("Brystol", "GB", 2654675),
    ("Ivanofrankivsk", None, 707471),
]
# Of Geo-PKO (FrontMap 2.3): what was placed at the name behind the arrow, 52 to 946 km from where it is.
PLACED_ELSEWHERE = [
    ("Umm Barru", "SD"),  # Um Jar Al Gharbiyya
    ("Marinovci", "HR"),  # Marinići
    ("Strovilia", "CY"),  # Stróvolos
    ("Kamana", "CD"),  # Kamina
    ("Masiaka", "SL"),  # Masaka
    ("Catala", "AO"),  # Caála
    ("Tumbu", "SL"),  # Tombu
]


@pytest.mark.parametrize(("wording", "country", "number"), MISSPELLED)
def test_a_spelling_corrected_by_letters_is_a_question(wording: str, country: str | None, number: int) -> None:
    answer = geo.resolve(wording, country=country)
    assert (answer.status, answer.place, answer.is_corrected) == ("ambiguous", None, True)
    first = answer.candidates[0]
    assert first.ref == f"geonames:{number}"
    assert f"spelling corrected from '{fold(wording)}'" in first.how
    assert first.confidence <= 0.8
    assert f"did you mean {first.name} ({first.country_code})" in answer.reason
    assert answer.reason.endswith("?")
    assert f"rite '{first.name}'" in answer.advice
    assert f'place_ref = "{first.ref}"' in answer.advice


@pytest.mark.parametrize(("wording", "country"), PLACED_ELSEWHERE)
def test_what_was_another_place_is_asked_about(wording: str, country: str) -> None:
    answer = geo.resolve(wording, country=country)
    assert answer.status == "ambiguous"
    assert "did you mean " in answer.reason


@pytest.mark.parametrize(("wording", "country", "number"), HABITS)
def test_a_spelling_that_differs_by_a_habit_is_put_right_and_said(
    wording: str, country: str | None, number: int
) -> None:
    answer = geo.resolve(wording, country=country)
    assert answer.place is not None
    assert answer.place.ref == f"geonames:{number}"
    assert answer.is_corrected
    assert f"spelling corrected from '{fold(wording)}'" in answer.place.how
    assert answer.place.confidence <= 0.8


@pytest.mark.parametrize("name", ["Минск", "в Минске", "Mińsk Mazowiecki", "Dniepropetrovsk", "Homyel'", "Zaporozhie"])
def test_other_letters_and_endings_are_no_corrections(name: str) -> None:
    answer = geo.resolve(name)
    assert answer.place is not None
    assert not answer.is_corrected


@pytest.mark.parametrize(
    ("wording", "country", "ref"),
    [
        ("near Smolesnk", None, "near:geonames:491687"),
        ("30 km north of Smolesnk", None, "30km-N:geonames:491687"),
        ("north of Smolesnk", None, "N:geonames:491687"),
        ("northern Ukriane", None, "northern:country:UA"),
        ("the southern part of Ukriane", None, "southern:country:UA"),
        ("between Smolesnk and Minsk", None, "between:geonames:491687|geonames:625144"),
        ("the border of Belrus and Ukraine", None, "border:country:BY|country:UA"),
        ("the Ukriane-Belarus border", None, "border:country:BY|country:UA"),
        ("the border with Ukriane", "BY", "border:country:BY|country:UA"),
    ],
)
def test_a_guess_within_a_frame_is_a_question_too(wording: str, country: str | None, ref: str) -> None:
    answer = geo.resolve(wording, country=country)
    assert (answer.status, answer.place, answer.is_corrected) == ("ambiguous", None, True)
    assert [place.ref for place in answer.candidates] == [ref]
    assert "did you mean " in answer.reason


def test_a_habit_within_a_frame_is_put_right_and_said() -> None:
    for wording in ("near Smolennsk", "between Smolennsk and Minsk", "the border of Belaruss and Ukraine"):
        answer = geo.resolve(wording)
        assert answer.place is not None, wording
        assert answer.is_corrected, wording


def test_what_is_named_beside_a_guess_makes_no_answer_of_it_and_hears_nothing_from_it() -> None:
    beside = ["Vyazma", "Yartsevo", "Russia", "Smolensk region"]
    for wording in ("Smolesnk", "near Smolesnk"):
        answer = geo.resolve_documents([wording, *beside], ["one"] * 5)[0]
        assert answer.status == "ambiguous"
        assert "did you mean" in answer.reason
    # Brest stays unclear: that Gomel may be meant by "Gomle" says nothing for it.
    unclear = geo.resolve("Brest").confidence
    _, brest = geo.resolve_documents(["Gomle", "Brest"], ["one"] * 2, ["BY", ""])
    assert (brest.status, brest.confidence) == ("ambiguous", unclear)


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


@given(st.text("abhiy ", min_size=5, max_size=12))
def test_spellings_that_differ_by_a_habit_are_one_edit_away_and_the_difference_is_one(text: str) -> None:
    name = fold(text)
    for other in same_but_for_habit(name):
        assert edits(name, other, most=2) == 1
        longer, shorter = sorted((name, other), key=len, reverse=True)
        if len(longer) == len(shorter):
            assert name.replace("y", "i") == other.replace("y", "i")
        else:
            assert [sign for sign in set(longer) if longer.count(sign) != shorter.count(sign)] in (
                [sign] for sign in ("a", "b", "h", "i", "y", " ")
            )


@given(st.text("abc", max_size=12), st.text("abc", max_size=12))
def test_edits_are_the_same_both_ways_and_none_between_equals(one: str, other: str) -> None:
    assert edits(one, other, most=3) == edits(other, one, most=3)
    assert (edits(one, other, most=3) == 0) == (one == other)


def test_two_edits_need_a_country() -> None:
    assert geo.resolve("Kramtaorks").candidates == ()
    assert "two letters" in geo.resolve("Kramtaorks", country="UA").candidates[0].how
