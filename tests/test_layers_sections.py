"""The sections of an answer are what the cases say, and its sentence is theirs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pandas.testing import assert_frame_equal

from mustermap import layers
from mustermap.layers.comparison.answer_sentence import sentence_of
from mustermap.layers.comparison.sentence_parts import text_of_parts
from mustermap.words import words_of
from tests.cases import SECTIONS, build_claims, build_each
from tests.section_answers import answer_of, cells_of, counted_in, expected_of, lines_in, lines_of

if TYPE_CHECKING:
    import geopandas as gpd

    from mustermap.layers.comparison.answer import DayAnswer
    from tests.section_answers import Cells

ASKED = [(number, at) for number, situation in enumerate(SECTIONS) for at in range(len(situation["answers"]))]


def asked_in(number: int, at: int) -> Cells:
    asked: Cells = SECTIONS[number]["answers"][at]
    return asked


@cache
def tables() -> list[gpd.GeoDataFrame]:
    return build_each(SECTIONS)


def claims_of(number: int) -> gpd.GeoDataFrame:
    return tables()[number]


def test_claims_made_in_one_table_with_others_are_as_those_made_alone() -> None:
    for number in range(0, len(SECTIONS), 16):
        together, alone = claims_of(number), build_claims(SECTIONS[number])
        # Claimants' rows are counted up through the table; source texts are categories of all that are in it.
        shared = [claims["claimant_row"].factorize()[0].tolist() for claims in (together, alone)]
        assert shared[0] == shared[1]
        both = [claims.drop(columns="claimant_row") for claims in (together, alone)]
        assert_frame_equal(*both, check_categorical=False)
        assert together.attrs == alone.attrs


@cache
def found(number: int, at: int) -> DayAnswer:
    return answer_of(claims_of(number), SECTIONS[number], asked_in(number, at))


def test_the_claims_on_a_subject_are_in_the_sections_of_the_case() -> None:
    wrong = {}
    for number, at in ASKED:
        asked = asked_in(number, at)
        got, expected = cells_of(found(number, at)), expected_of(asked)
        if got != expected:
            about = f"{SECTIONS[number]['name']}, on {asked['on']} by {asked.get('known_by')}"
            wrong[about] = {"got": got, "expected": expected, "why": SECTIONS[number]["why"]}
    assert wrong == {}


def test_the_sentence_is_that_of_the_case() -> None:
    said = [one for one in ASKED if "sentence" in asked_in(*one)]
    assert len(said) >= 30
    for one in said:
        text = text_of_parts(sentence_of(found(*one), words_of("en")))
        assert text == asked_in(*one)["sentence"], SECTIONS[one[0]]["name"]


def test_the_rows_of_a_comparison_are_the_lines_of_the_answer() -> None:
    wrong = {}
    for number, situation in enumerate(SECTIONS):
        asked, at = situation["answers"][0], 0  # on more days, tables drawn at random: test_layers_answer_rows
        if "quantity" in situation:
            continue  # compare asks for persons
        days = {"on": asked["on"], "known_by": asked.get("known_by")}
        try:
            compared = layers.compare(claims_of(number), area=situation["place"], force=situation["force"], **days)
        except layers.UnknownForce:
            continue
        answer = found(number, at)
        got = lines_in(compared.rows), set(compared.rows.loc[compared.rows["counted"], "id"])
        if got != (expected := (lines_of(answer), counted_in(answer))):
            wrong[f"{situation['name']}, on {asked['on']} by {asked.get('known_by')}"] = (got, expected)
    assert wrong == {}


def test_there_are_enough_situations_and_each_says_why() -> None:
    assert len({situation["name"] for situation in SECTIONS}) == len(SECTIONS) >= 85
    assert all(situation["why"] for situation in SECTIONS)
