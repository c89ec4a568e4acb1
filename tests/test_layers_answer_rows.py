"""The rows of a comparison are those of the answers: of one subject, of all that the reports name, and day by day."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mustermap import layers
from tests.cases import build_claims, day
from tests.section_answers import counted_in, lines_in, lines_of
from tests.test_page_sections import situation_of

QUESTIONS = [{}, {"area": "Belarus"}, {"force": "Russia"}, {"force": "Belarus;Russia"}]


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
            assert lines_in(own) == lines_of(one.answer, left_out)
            assert set(own.loc[own["counted"], "id"]) == counted_in(one.answer)
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
        # A movement that another one of the claimant stands beside on some of its days is counted on the others alone.
        once = [set(frame[frame["counted"]][cells].itertuples(index=False, name=None)) for frame in (covering, alone)]
        assert once[0] <= once[1]
        assert all(row[3] in ("arriving", "withdrawn", "") for row in once[1] - once[0])


def test_of_a_claimants_movements_at_once_none_is_counted_and_before_and_after_the_only_one_is() -> None:
    shared = {"force": "Russia", "place": "Belarus", "phase": "arriving", "claimant": "A"}
    first = {"id": "first", "figure": "800", "start": "2022-11-01", "end": "2022-11-20"}
    second = {"id": "second", "figure": "600", "start": "2022-11-10", "end": "2022-11-30"}
    claims = build_claims({"all": shared, "reports": [first, second]})

    def counted(**asked: Any) -> list[Any]:
        rows = layers.compare(claims, area="Belarus", force="Russia", **asked).rows
        return sorted(rows.loc[rows["counted"], "id"])

    assert counted(on="2022-11-05") == ["first"]
    assert counted(on="2022-11-15") == []
    assert counted(from_day="2022-11-01", to_day="2022-11-09") == ["first"]
    assert counted(from_day="2022-11-01", to_day="2022-11-30") == []


@pytest.mark.parametrize(
    ("report", "is_counted"),
    [
        ({}, True),
        ({"figure": "more than 9,000"}, True),
        ({"figure": "dozens"}, False),
        ({"figure_low": "0", "figure_low_included": "no"}, False),
        ({"component": "mobilised"}, False),
        ({"place": "Minsk"}, False),
        ({"measure": "flow"}, False),
        ({"said": "2022-01-14", "start": ""}, False),
        ({"said": "[2022-11-20..]"}, False),
    ],
    ids=["a number", "a limit", "a word", "more than none", "a part", "a place", "a movement", "stale", "vague"],
)
def test_a_row_says_whether_it_is_counted_in_its_sections_spread(report: dict[str, str], is_counted: bool) -> None:
    usual = {"id": "a", "claimant": "A", "force": "Russia", "place": "Belarus", "phase": "present", "measure": "stock"}
    figure = {} if "figure_low" in report else {"figure": "9,000"}
    claims = build_claims({"reports": [{**usual, "said": "2022-11-14", **figure, **report}]})
    rows = layers.compare(claims, area="Belarus", force="Russia", on="2022-12-01").rows
    assert rows["counted"].tolist() == [is_counted]


def test_a_claimants_word_of_vague_dates_is_below_his_dated_one() -> None:
    all_ = {"force": "Russia", "place": "Belarus", "measure": "stock", "phase": "present", "claimant": "A"}
    late = {"id": "late", "said": "[2022-11-20..]", "figure": "2,000"}
    claims = build_claims({"all": all_, "reports": [late, {"id": "dated", "said": "2022-11-14", "figure": "5,800"}]})
    rows = layers.compare(claims, area="Belarus", force="Russia", on="2022-12-01").rows
    assert rows[["id", "standing"]].values.tolist() == [["dated", "carried"], ["late", "vague"]]


def test_what_is_said_of_limits_is_in_the_section_that_it_is_about() -> None:
    shared = {"force": "Russia", "place": "Belarus", "measure": "stock", "said": "2022-11-14"}
    figures = {"present": ("4,000", "up to 5,000", "6,000", "7,000"), "planned": ("120,000",)}
    reports = [
        {"id": f"{phase}-{number}", "claimant": "ABCD"[number], "phase": phase, "figure": figure}
        for phase, some in figures.items()
        for number, figure in enumerate(some)
    ]
    compared = layers.compare(
        build_claims({"all": shared, "reports": reports}), area="Belarus", force="Russia", on="2022-12-01"
    )
    assert compared.sentence == (
        "Present: from 4,000 (A) to 7,000 (D), four claimants, 1.8 times apart; B states only a limit: at most 5,000. "
        "Planned: 120,000 (A)."
    )


def test_sorted_by_force_each_subject_has_its_own_answer_and_what_is_not_placed_comes_last() -> None:
    shared = {"phase": "present", "said": "2022-11-14", "claimant": "A"}
    reports = [
        {"id": "nowhere", "force": "Belarus", "figure": "70"},
        {"id": "here", "force": "Belarus", "figure": "500", "place": "Belarus"},
        {"id": "there", "force": "Russia", "figure": "900", "place": "Belarus"},
    ]
    compared = layers.compare(build_claims({"all": shared, "reports": reports}), on="2022-12-01", by="force")
    assert compared.subjects[["force", "area_name"]].values.tolist() == [
        ["Belarus", "Belarus"], ["Russia", "Belarus"], ["Belarus", ""],
    ]  # fmt: skip
    assert [one.sentence for one in compared.answers] == ["Present: 500 (A).", "Present: 900 (A)."]
    assert compared.rows["subject"].tolist() == sorted(compared.rows["subject"])
