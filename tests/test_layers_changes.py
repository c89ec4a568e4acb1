"""What changed between two days, as the page tells it, and how one claimant's figures moved; worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from mustermap import layers
from tests.cases import build_claims, day, seed_claims

ALL = {"force": "Russia", "place": "Belarus", "measure": "stock", "phase": "present", "claimant": "A"}


def changes(*reports: dict[str, Any], since: str = "2022-03-01", until: str = "2022-12-01", **asked: Any) -> list[Any]:
    claims = build_claims({"all": ALL, "reports": [{"id": f"r{n}", **report} for n, report in enumerate(reports)]})
    found = layers.what_changed(claims, since=day(since), until=day(until), **asked)  # type: ignore[arg-type]
    return list(zip(found["change"], found["how"], found["id"], found["older_id"], strict=True))


def test_new_is_what_holds_on_the_later_day_only_said_since_or_said_before_and_begun_since() -> None:
    assert changes(
        {"said": "2022-05-01", "start": "2022-05-01", "end": "2022-12-31"},
        {"said": "2022-02-01", "start": "2022-05-01", "end": "2022-12-31"},
        {"said": "2022-02-01", "start": "2022-01-01", "end": "2022-12-31"},
        {"said": "2022-05-01", "start": "2022-05-01", "end": "2022-07-01"},
        {"said": "2022-03-01", "start": "2022-05-01", "end": "2022-12-31"},
    ) == [
        ("new", "said since", "r0", ""),
        ("new", "said before, begun since", "r1", ""),
        ("new", "said before, begun since", "r4", ""),
    ]


def test_ended_is_what_held_on_the_earlier_day_only_and_what_was_only_possible_is_no_longer_possible() -> None:
    assert changes({"start": "2022-01-01", "end": "2022-04-01"}, {"end": "2022-04-01"}) == [
        ("ended", "has ended", "r0", ""),
        ("ended", "no longer possible", "r1", ""),
    ]


def test_an_update_that_holds_stands_with_what_it_replaced_and_neither_is_new_or_ended() -> None:
    rows = ({"start": "2022-01-01", "end": ".."}, {"start": "2022-06-01", "end": "..", "updates": "r0"})
    assert changes(*rows) == [("updated", "in place of another figure", "r1", "r0")]


def test_an_update_of_an_update_stands_for_both() -> None:
    rows = (
        {"start": "2022-01-01", "end": ".."},
        {"start": "2022-05-01", "end": "..", "updates": "r0"},
        {"start": "2022-08-01", "end": "..", "updates": "r1"},
    )
    assert changes(*rows) == [("updated", "in place of another figure", "r2", "r0")]
    assert changes(*rows, until="2022-06-01") == [("updated", "in place of another figure", "r1", "r0")]


def test_an_update_that_has_ended_too_leaves_only_the_end() -> None:
    rows = ({"start": "2022-01-01", "end": ".."}, {"start": "2022-05-01", "end": "2022-07-31", "updates": "r0"})
    assert changes(*rows) == [("ended", "has ended", "r0", "")]


def test_a_claim_that_holds_on_both_days_is_told_where_it_became_certain_or_uncertain() -> None:
    # r0 begins on some day of the first ten months, r1 ends on some day from April on, r2 is certain on both days.
    assert changes(
        {"start": "[2022-01-01..2022-10-31]", "end": ".."},
        {"start": "2022-01-01", "end": "[2022-04-01..2022-12-31]"},
        {"start": "2022-01-01", "end": "2022-12-31"},
    ) == [
        ("more certain", "possible before, certain now", "r0", ""),
        ("less certain", "certain before, only possible now", "r1", ""),
    ]


def test_only_what_was_known_counts_and_only_what_concerns_the_area_and_the_force() -> None:
    held = {"start": "2022-05-01", "end": "2022-12-31", "said": "2022-05-01"}
    rows = (held, {**held, "place": "Minsk"}, {**held, "place": "Smolensk"}, {**held, "force": "Belarus"},
            {**held, "force": ["Belarus", "Russia"]}, {**held, "said": "2022-06-01"})  # fmt: skip
    found = changes(*rows, area="Belarus", force="Russia", known_by=day("2022-05-15"))
    assert [identity for _, _, identity, _ in found] == ["r0", "r1", "r4"]


def test_a_day_since_itself_changes_nothing_and_days_the_wrong_way_round_are_refused() -> None:
    assert changes({"start": "2022-05-01", "end": "2022-12-31"}, since="2022-06-01", until="2022-06-01") == []
    with pytest.raises(layers.WrongQuestion, match="swap them"):
        layers.what_changed(seed_claims(), since=2, until=1)


def tracked(*reports: dict[str, Any], claimant: str = "A", **asked: Any) -> Any:
    claims = build_claims({"all": ALL, "reports": [{"id": f"r{n}", **report} for n, report in enumerate(reports)]})
    return layers.track(claims, claimant, **asked)


def test_a_claimants_figures_for_one_thing_follow_each_other_in_time_each_compared_with_the_one_before() -> None:
    # One a month, each in place of the one before.
    figures = ["8,000", "10,000", "more than 10,000", "up to 9,000", "about 9,000", "", "8,500-9,500", "8,000-10,000",
               "8,500-9,500", "8,500-9,500"]  # fmt: skip
    rows = [
        {"start": f"2022-{month:02}-01", "end": "..", **({"figure": text} if text else {}),
         **({"updates": f"r{month - 2}"} if month > 1 else {})}
        for month, text in enumerate(figures, 1)
    ]  # fmt: skip
    found = tracked(*rows)
    assert found["id"].tolist() == [f"r{number}" for number in range(10)]
    assert found["move"].tolist() == [
        "first", "higher", "higher", "lower", "narrower", "no number to compare", "no number to compare", "wider",
        "narrower", "unchanged",
    ]  # fmt: skip
    assert found["to_day"].tolist()[:2] == [day("2022-01-31"), day("2022-02-28")]


def test_an_end_that_neither_figure_states_is_left_aside() -> None:
    figures = ["up to 9,000", "up to 12,000", "at least 5,000", "more than 6,000", "more than 500", "at most 500"]
    rows = [
        {"start": f"2022-{month:02}-01", "end": "..", "figure": text}
        | ({"updates": f"r{month - 2}"} if month > 1 else {})
        for month, text in enumerate(figures, 1)
    ]
    assert tracked(*rows)["move"].tolist() == ["first", "higher", "higher", "higher", "lower", "lower"]


def test_another_phase_part_force_measure_or_place_is_another_thing() -> None:
    held = {"start": "2022-01-01", "end": "..", "figure": "100"}
    others = [{"phase": "planned"}, {"component": "reservists"}, {"force": "Belarus"}, {"measure": "flow"},
              {"place": "Minsk"}, {"quantity": "aircraft"}]  # fmt: skip
    found = tracked(held, *({**held, **other} for other in others))
    assert found["thing"].nunique() == 7
    assert set(found["move"]) == {"first"}


def test_joint_statements_count_for_each_of_their_makers_and_echoes_do_not_count_again() -> None:
    held = {"start": "2022-01-01", "end": "..", "figure": "100"}
    rows = [
        {**held, "claimant": "a"},
        {**held, "claimant": "B; A"},
        {**held, "claimant": "B"},
        {**held, "repeats": "r0"},
    ]
    found = tracked(*rows)
    assert found["id"].tolist() == ["r0", "r1"]
    assert found["echoes"].tolist() == [1, 0]


def test_a_claimant_is_found_by_a_part_of_the_name_that_only_one_has() -> None:
    assert layers.track(seed_claims(), "latushka")["id"].tolist() == ["04-latushka-100000", "03-latushka-120000"]
    assert layers.track(seed_claims(), "Latushka", force="Russia")["figures"].tolist() == ["120,000"]
    december = layers.track(seed_claims(), "Latushka", from_day=day("2023-03-01"))
    assert december["id"].tolist() == ["04-latushka-100000"]
    assert december["disputed_by"].tolist() == ["05-scepticism"]
    with pytest.raises(layers.UnknownClaimant, match=r"'Alexander Lukashenko'.*'Pavel Latushka'"):
        layers.track(seed_claims(), "somebody else")
    with pytest.raises(layers.UnknownClaimant, match="could be several"):
        layers.track(seed_claims(), "l")
    assert layers.track(seed_claims(), "Latushka", known_by=day("2022-01-01")).empty


def test_the_frames_of_changes_and_tracks_have_the_columns_that_are_documented() -> None:
    changed = layers.what_changed(seed_claims(), since=0, until=19327)
    for frame, documented in (
        (changed, layers.CHANGE_COLUMNS),
        (layers.track(seed_claims(), "Latushka"), layers.TRACK_COLUMNS),
    ):
        assert list(frame) == [column.name for column in documented]
        assert len(frame)
