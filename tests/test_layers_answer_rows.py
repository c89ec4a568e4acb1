"""The rows of a comparison are those of the answers: of one subject, of all that the reports name, and day by day."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mustermap import layers
from tests.cases import SECTIONS, build_claims, day
from tests.section_answers import lines_of
from tests.test_page_sections import situation_of

QUESTIONS = [{}, {"area": "Belarus"}, {"force": "Russia"}, {"force": "Belarus;Russia"}]
CELLS = ["line", "section", "kind", "id", "standing", "earlier", "since"]


def cells_of(rows: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a subject as the lines of an answer, numbered from 0 on."""
    told = rows.assign(line=rows["line"] - (rows["line"].iloc[0] if len(rows) else 0))
    return list(told[CELLS].itertuples(index=False, name=None))


@pytest.mark.parametrize("situation", SECTIONS, ids=[situation["name"] for situation in SECTIONS])
def test_the_rows_of_a_subject_are_the_lines_of_its_answer(situation: dict[str, Any]) -> None:
    if "quantity" in situation:
        pytest.skip("compare asks for persons")
    claims = build_claims(situation)
    for asked in situation["answers"]:
        days = {"on": day(asked["on"]), "known_by": day(asked.get("known_by"))}
        try:
            compared = layers.compare(claims, area=situation["place"], force=situation["force"], **days)
        except layers.UnknownForce:
            continue
        assert compared.answer is not None
        assert cells_of(compared.rows) == lines_of(compared.answer)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(QUESTIONS))
def test_the_rows_of_all_subjects_are_the_lines_of_their_answers(seed: int, question: dict[str, str]) -> None:
    situation = situation_of(seed)
    claims = build_claims(situation)
    left_out = ["other quantity", "other force", "last", "not placed"]
    left_out += [] if "force" in question else ["joint force"]
    left_out += [] if "area" in question else ["larger area"]
    for asked in situation["answers"][:2]:
        days = {"on": day(asked["on"]), "known_by": day(asked.get("known_by"))}
        try:
            compared = layers.compare(claims, **question, **days)
        except (layers.UnknownForce, layers.UnknownArea):
            return
        rows = compared.rows
        for number, one in enumerate(compared.answers):
            own = rows[(rows["subject"] == number).to_numpy()]
            assert cells_of(own) == lines_of(one.answer, left_out)
        if not question:
            held = layers.in_effect(claims, **days)
            kinds = ["denied", "later"]
            assert set(rows.loc[~rows["kind"].isin(kinds), "id"]) == set(held.loc[held["leads"], "id"])


@settings(max_examples=8, deadline=None)
@given(
    st.integers(0, 2**32),
    st.sampled_from([{}, {"area": "Belarus"}, {"force": "Russia"}, {"area": "Belarus", "force": "Russia"}]),
    st.sampled_from(["day", "month"]),
)
def test_the_rows_of_a_period_are_on_each_day_those_of_that_day(seed: int, question: dict[str, str], each: str) -> None:
    situation = situation_of(seed)
    claims = build_claims(situation)
    cells = ["subject_force", "area_ref", "subject_quantity", "section", "kind", "id", "standing", "is_inside"]
    for asked in situation["answers"][:2]:
        on, known_by = day(asked["on"]), day(asked.get("known_by"))
        assert on is not None
        try:
            whole = layers.compare(
                claims, **question, from_day=on - 20, to_day=on + 40, known_by=known_by, each=each
            ).rows
            alone = layers.compare(claims, **question, on=on, known_by=known_by).rows
        except (layers.UnknownForce, layers.UnknownArea):
            return
        covering = whole[((whole["from_day"] <= on) & (on <= whole["to_day"])).to_numpy()]
        alone = alone[(~alone["kind"].isin(["later", "last"])).to_numpy()]
        # Several movements that a claimant makes on one day are called so; over time each is by itself.
        found = [
            sorted(frame[cells].replace({"kind": {"movement": "whole"}}).itertuples(index=False, name=None))
            for frame in (covering, alone)
        ]
        assert found[0] == found[1]


def test_a_claimants_word_of_vague_dates_is_below_his_dated_one() -> None:
    all_ = {"force": "Russia", "place": "Belarus", "measure": "stock", "phase": "present", "claimant": "A"}
    late = {"id": "late", "said": "[2022-11-20..]", "figure": "2,000"}
    claims = build_claims({"all": all_, "reports": [late, {"id": "dated", "said": "2022-11-14", "figure": "5,800"}]})
    rows = layers.compare(claims, area="Belarus", force="Russia", on="2022-12-01").rows
    assert rows[["id", "standing"]].values.tolist() == [["dated", "carried"], ["late", "vague"]]
