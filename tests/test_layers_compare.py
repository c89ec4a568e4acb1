"""Python compares by the same file of cases as the page; what each situation expects was worked out by hand there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from mustermap import layers
from mustermap.layers.claimants import name_key
from mustermap.layers.comparison.comparable import REASONS as LAYERS_REASONS
from mustermap.layers.comparison.group_table import why_text
from mustermap.words import Words, languages, words_of
from tests.cases import COMPARISONS, Situation, build_claims, day

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from mustermap.layers.comparison.comparison import Comparison

REASONS = {"noForce": "no_force", "noNumber": "no_number", "notPlaced": "not_placed"}
"""Reasons that the page spells another way."""

CASES = [
    pytest.param(situation, answer, id=f"{situation['name']}, {answer['on']}")
    for situation in COMPARISONS
    for answer in situation["answers"]
]


def compare(situation: Situation, answer: dict[str, Any]) -> Comparison:
    asked = {**situation.get("all", {}), **situation, **answer}
    known_by, on = day(answer.get("known_by")), day(answer["on"])
    return layers.compare(claims_of(situation), area=asked["place"], force=asked["force"], on=on, known_by=known_by)


def claims_of(situation: Situation) -> gpd.GeoDataFrame:
    if situation not in COMPARISONS:
        return build_claims(situation)
    return _claims(COMPARISONS.index(situation))


@cache
def _claims(number: int) -> gpd.GeoDataFrame:
    return build_claims(COMPARISONS[number])


def figures(group: Any) -> str | None:
    """Give a spread in the notation of the file of cases."""
    if group.low != group.low:
        return None
    opening, closing = "[" if group.low_included else "(", "]" if group.highest_included else ")"
    if group.top_is_open and group.low == group.highest:
        return f"{opening}{group.low:.0f}, ∞)"
    near_low, near_high = "~" if group.low_is_about else "", "~" if group.high_is_about else ""
    more = " or more" if group.is_open else ""
    return f"{opening}{near_low}{group.low:.0f}, {near_high}{group.highest:.0f}{closing}{more}"


def ids_by_reason(groups: pd.DataFrame) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for reason, ids in zip(groups["reason"], groups["ids"], strict=True):
        found.setdefault(reason, []).extend(ids.split(";"))
    return {reason: sorted(ids) for reason, ids in found.items()}


def test_there_are_enough_situations_and_each_says_why() -> None:
    assert len({situation["name"] for situation in COMPARISONS}) == len(COMPARISONS) >= 25
    assert all(situation["why"] for situation in COMPARISONS)


@pytest.mark.parametrize(("situation", "answer"), CASES)
def test_what_is_compared_is_what_the_cases_say(situation: Situation, answer: dict[str, Any]) -> None:
    compared = compare(situation, answer)
    groups = list(compared.on_axes.itertuples())
    assert [
        (one.phase, name_key(one.part), sorted(one.ids.split(";")), figures(one), one.independent) for one in groups
    ] == [
        (one["phase"], one.get("part", ""), one["claims"], one["figures"], one["independent"])
        for one in answer["spreads"]
    ]
    claims = compared.claims.set_index("id")
    flags = {
        "possible": claims["certainty"] == "possible",
        "last_cited": claims["last_cited"],
        "disputed": claims["disputed_by"] != "",
    }
    for group, expected in zip(groups, answer["spreads"], strict=True):
        own = claims.index[claims["group"] == group.group]
        for flag, holds in flags.items():
            if flag in expected:
                assert sorted(own[holds[own]]) == expected[flag]
                assert getattr(group, flag) == len(expected[flag])
        if "disputes" in expected:
            assert sorted(filter(None, group.disputed_by.split(";"))) == expected["disputes"]
        if "echoes" in expected:
            assert group.echoes == expected["echoes"]
    if answer["yardstick"] is not None and groups:
        assert [compared.axes["quantity"].tolist(), compared.axes["measure"].tolist()] == [
            [one] for one in answer["yardstick"]
        ]
    if "parts" in answer:
        assert sorted(claims.index[claims["is_part"]]) == sorted(answer["parts"])
    if "apart" in answer:
        expected_apart = {REASONS.get(reason, reason): ids for reason, ids in answer["apart"].items()}
        assert ids_by_reason(compared.apart) == expected_apart
    if "sentence" in answer:
        # Where nothing is on the axis the page has a line beside the chart; Python has no axis.
        nothing = ("", words_of().say("comparison.nothingNow"))
        assert compared.axes["sentence"].tolist() == [one for one in [answer["sentence"]] if one not in nothing]


@pytest.mark.parametrize(("situation", "answer"), [case for case in CASES if "unplaced" in case.values[1]])
def test_what_is_not_placed_stands_by_its_wordings(situation: Situation, answer: dict[str, Any]) -> None:
    apart = compare(situation, answer).apart
    unplaced = apart[(apart["reason"] == "not_placed").to_numpy()]
    found = [[one.place_name, sorted(one.ids.split(";"))] for one in unplaced.itertuples()]
    assert sorted(found) == answer["unplaced"]


def test_figures_of_different_unplaced_wordings_make_no_spread_and_no_move() -> None:
    situation = next(one for one in COMPARISONS if "unplaced" in one["answers"][0])
    compared = compare(situation, situation["answers"][0])
    unplaced = compared.apart[(compared.apart["reason"] == "not_placed").to_numpy()]
    assert dict(zip(unplaced["place_name"], unplaced["figures"], strict=True)) == {
        "Fort Zzyzzx": "1,185", "": "400", "Camp Qwertz": "7–9",
    }  # fmt: skip
    moved = layers.track(claims_of(situation), "A. Minister")
    assert set(moved["move"]) == {moved["move"].iloc[0]}, "7 at a camp is no fall from 1,185 at a fort"


def test_one_unplaced_wording_in_two_countries_is_two_places() -> None:
    situation = next(one for one in COMPARISONS if "unplaced" in one["answers"][0])
    camps = [
        {"id": f"{country}{number}", "claimant": f"C{number}", "figure": figure, "place": "Camp Qwertz"} | said
        for number, (country, figure, said) in enumerate(
            [
                ("iraq", "7", {"place_country": "IQ"}),
                ("iraq", "9", {"place_country": "IQ"}),
                ("afghanistan", "1,185", {"place_country": "AF"}),
                ("unsaid", "400", {}),
            ]
        )
    ]
    here = situation | {"reports": [situation["reports"][-1], *camps]}
    apart = compare(here, situation["answers"][0]).apart
    assert dict(zip(apart["place_name"], apart["figures"], strict=True)) == {
        "Camp Qwertz [IQ]": "7–9", "Camp Qwertz [AF]": "1,185", "Camp Qwertz": "400",
    }  # fmt: skip


def test_figures_of_places_that_are_withheld_make_no_spread() -> None:
    situation = next(one for one in COMPARISONS if "unplaced" in one["answers"][0])
    published = layers.publish(claims_of(situation), layers.Care(redact=("place",)))
    groups = layers.compare(published, on=day("2022-10-14")).groups
    assert sorted(groups["figures"]) == ["1,185", "400", "50", "7", "9"]


def test_each_reason_to_stand_apart_has_a_sentence_of_its_own_in_each_language() -> None:
    for language in languages():
        words = words_of(language)

        def why(reason: str, axis: str = "stock", measure: str = "flow", words: Words = words) -> str:
            return why_text(reason, words, area="Belarus", quantity="aircraft", axis_measure=axis, measure=measure)

        sentences = {reason: why(reason) for reason in LAYERS_REASONS if reason}
        assert len(set(sentences.values())) == len(sentences)
        assert all("Belarus" in sentences[reason] for reason in ("inside", "around"))
        assert "aircraft" in sentences["quantity"]
        pairs = (("stock", "flow"), ("stock", ""), ("flow", "stock"), ("flow", ""), ("", "stock"))
        assert len({why("measure", axis, measure) for measure, axis in pairs}) == len(pairs)
        assert why("") == ""


def test_a_claimants_word_of_vague_dates_is_below_his_dated_one() -> None:
    all_ = {"force": "Russia", "place": "Belarus", "measure": "stock", "phase": "present", "claimant": "A"}
    late = {"id": "late", "said": "[2022-11-20..]", "figure": "2,000"}
    claims = build_claims({"all": all_, "reports": [late, {"id": "dated", "said": "2022-11-14", "figure": "5,800"}]})
    rows = layers.compare(claims, area="Belarus", force="Russia", on="2022-12-01").rows
    assert rows[["id", "standing"]].values.tolist() == [["dated", "carried"], ["late", "vague"]]
