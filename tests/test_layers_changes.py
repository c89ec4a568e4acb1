"""What changed between two days, by the cases worked out by hand, and how one claimant's figures moved."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from mustermap import layers
from mustermap.data.days import date_of
from mustermap.layers.change_events import CHANGES
from mustermap.layers.change_texts import subject_title, undated_counts, undated_text
from mustermap.words import words_of
from tests.cases import build_claims, build_each, day, seed_claims

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

ALL = {"force": "Russia", "place": "Belarus", "measure": "stock", "phase": "present", "claimant": "A"}


CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "changes.json").read_text(encoding="utf-8"))
ASKED = [(case, answer) for case in CASES for answer in case["answers"]]
REFERENCES = ("repeats", "updates", "beside", "disputes")


@cache
def tables() -> list[gpd.GeoDataFrame]:
    return build_each(CASES)


def claims_of(number: int) -> gpd.GeoDataFrame:
    return tables()[number]


def changed_in(case: dict[str, Any], **asked: Any) -> pd.DataFrame:
    claims = claims_of(CASES.index(case))
    return layers.what_changed(claims, area=case.get("area"), force=case.get("force"), **asked)


def line_of(rows: pd.DataFrame, *, has_subject: bool) -> dict[str, Any]:
    """Return a line as the cases have it: what is blank is left out."""
    first = rows.iloc[0]
    days = [str(date_of(int(first[name]))) for name in ("from_day", "to_day")]
    texts = {"section": "section", "what": "change", "day_text": "day_text", "text": "text"}
    shared = {name: first[column] for name, column in texts.items()}
    assert all((rows[column] == shared[name]).all() for name, column in texts.items())
    subject = subject_title(first["force"], first["place"], first["quantity"], words_of()) if has_subject else ""
    older, heading = first["older_id"], first["heading"]
    return {
        **({"subject": subject} if subject else {}),
        **({"heading": heading} if heading else {}),
        **shared,
        "day": "..".join(dict.fromkeys(days)),
        "ids": rows["id"].tolist(),
        **({"older": older.split(";")} if older else {}),
    }


def answer_to(case: dict[str, Any], answer: dict[str, Any]) -> tuple[list[dict[str, Any]], list[str], list[str]]:
    """Return the lines of what changed, and the figures and the claims without a number that have no day."""
    found = changed_in(case, **{name: answer[name] for name in ("since", "until", "known_by") if name in answer})
    has_no_day = (found["change"] == "day not known").to_numpy()
    has_subject = "area" not in case or "force" not in case
    lines = [line_of(rows, has_subject=has_subject) for _, rows in found[~has_no_day].groupby("line", sort=False)]
    undated = found[has_no_day]
    has_number = undated["has_number"].to_numpy(bool)
    return lines, undated["id"][has_number].tolist(), undated["id"][~has_number].tolist()


def test_what_changed_is_what_was_worked_out_by_hand() -> None:
    wrong = {}
    for case, answer in ASKED:
        got = answer_to(case, answer)
        no_day = (answer.get("figures_without_day", []), answer.get("no_number_without_day", []))
        if got != (expected := (answer["lines"], *no_day)):
            wrong[f"{case['name']}: {answer['since']} to {answer['until']}"] = (got, expected)
    assert wrong == {}


def test_there_are_cases_enough_of_what_changed_and_each_has_its_name() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 30
    assert {line["what"] for _, answer in ASKED for line in answer["lines"]} == set(CHANGES[:-1])


@cache
def all_cases() -> gpd.GeoDataFrame:
    """Make one claims table of the cases, with ids, claimants and sources of their own for each."""
    sources, reports = [], []
    for number, case in enumerate(CASES):
        own = case.get("sources", [{"id": "s"}])
        sources += [{**source, "id": f"{number}-{source['id']}"} for source in own]
        for report in ({"source": own[0]["id"], **case.get("all", {}), **report} for report in case["reports"]):
            named = {name: f"{number}-{report[name]}" for name in ("id", "source")}
            named["claimant"] = f"{report['claimant']} {number}"
            refs = {name: [f"{number}-{one}" for one in report[name]] for name in REFERENCES if name in report}
            reports.append({**report, **named, **refs})
    return build_claims({"sources": sources, "reports": reports})


def test_what_happens_in_a_stretch_of_days_happens_in_one_of_its_halves() -> None:
    """But for what is said on some day of both, which has no day in either, and for what is said in one and ends."""
    claims, known_by = all_cases(), "2026-01-01"

    def happened(since: str, until: str) -> tuple[set[tuple[str, str, int, str]], set[str]]:
        found = layers.what_changed(claims, since=since, until=until, known_by=known_by)
        has_no_day = found["change"] == "day not known"
        rows = found.loc[~has_no_day, ["id", "change", "from_day", "older_id"]].values.tolist()
        return {(name, what, first, older) for name, what, first, older in rows}, set(found.loc[has_no_day, "id"])

    whole, _ = happened("2022-01-01", "2025-12-31")
    over = {name for name, what, *_ in whole if what == "new, ended"}
    for middle in ("2022-10-15", "2022-11-10", "2023-01-15"):
        (first, no_day), (second, no_day_then) = happened("2022-01-01", middle), happened(middle, "2025-12-31")
        assert not first & second
        halves = {one for one in first | second if not (one[0] in over and one[1] in ("began", "ended"))}
        expected = {(name, "new" if name in over else what, *more) for name, what, *more in whole}
        got = {(name, "new" if name in over else what, *more) for name, what, *more in halves}
        said = {one for one in expected if one[1] in ("new", "changed", "said again")}
        assert expected - got == {one for one in said if one[0] in no_day & no_day_then}
        assert got <= expected


def test_what_is_not_repeated_begins_and_ends_as_the_claims_in_effect_say() -> None:
    claims, last = all_cases(), "2025-12-31"
    found = layers.what_changed(claims, since="2022-01-01", until=last)
    runs = layers.claim_runs(claims, known_by=last)
    runs["id"] = claims["id"].to_numpy()[runs["row"]]
    held = {
        on: runs[(runs["from_day"] <= on) & (on <= runs["to_day"])].set_index("id")
        for day in found.loc[found["change"].isin(["not repeated any more", "began", "ended"]), "to_day"].unique()
        for on in (int(day) - 1, int(day), int(day) + 1)
    }
    for event in found.itertuples():
        day = int(event.to_day)
        if event.change == "not repeated any more":
            assert held[day].loc[event.id, ["standing", "leads"]].tolist() == ["stale", True]
            assert held[day - 1].loc[event.id, "standing"] != "stale"
        elif event.change == "began":
            assert held[day].loc[event.id, "leads"]
        elif event.change == "ended":
            assert held[day].loc[event.id, "leads"]
            assert event.id not in held[day + 1].index


def test_how_many_have_no_day_is_said_in_each_language() -> None:
    found = changed_in(CASES[0], since="2022-10-10", until="2022-12-01")
    assert undated_counts(found) == (3, 1)
    assert [undated_text(found, words_of(language)) for language in ("en", "uk", "ru")] == [
        "3 figures without an exact day, 1 claim without a number and without an exact day",
        "3 числа без точного дня, 1 твердження без числа і без точного дня",
        "3 числа без точного дня, 1 утверждение без числа и без точного дня",
    ]
    assert undated_text(found.head(0), words_of()) == ""


def test_a_table_whose_texts_are_categories_in_another_order_changes_the_same() -> None:
    claims = claims_of(0).copy()
    asked = {"since": "2022-10-10", "until": "2023-02-01"}
    for subject in ({"area": "Belarus", "force": "Russia"}, {}):
        expected = layers.what_changed(claims, **asked, **subject)
        for name in (
            "place",
            "place_name",
            "place_ref",
            "force",
            "phase",
            "start",
            "end",
            "quantity",
            "unit",
            "claimant",
        ):
            claims[name] = claims[name].astype("category")
        found = layers.what_changed(claims.iloc[::-1], **asked, **subject)
        assert set(found["text"]) == set(expected["text"])
        assert found["line"].nunique() == expected["line"].nunique()


def test_days_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(layers.WrongQuestion, match="swap them"):
        layers.what_changed(seed_claims(), since=2, until=1)


def test_what_is_near_the_subject_is_the_same_as_in_the_answer_of_a_day() -> None:
    case = next(case for case in CASES if case["name"].startswith("what is near the subject"))
    claims = claims_of(CASES.index(case))
    rows = layers.compare(claims, area="Belarus", force="Russia", on="2022-11-01").rows
    found = changed_in(case, since="2022-10-01", until="2022-11-01")
    after = ("not placed", "joint force", "larger area", "other quantity", "other force")
    kind = rows["kind"].replace({"jointly": "joint force"})
    kinds = dict(zip(rows["id"], kind.where(kind.isin(after), ""), strict=True))
    headings = found["heading"].where(found["heading"].isin(after), "")
    assert dict(zip(found["id"], headings, strict=True)) == kinds


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


def test_a_track_says_on_which_days_a_figure_leads_how_it_stands_and_when_it_was_said() -> None:
    tracked = layers.track(seed_claims(), "Latushka")
    assert tracked["leading"].tolist() == [
        "2022-09-29/2022-09-29 stated; 2022-09-30/2023-03-28 carried; 2023-03-29/.. stale",
        "2022-11-01/2022-11-29 vague; 2022-11-30/2023-02-01 stated; 2023-02-02/2023-02-28 vague",
    ]
    assert tracked[["said_from_day", "said_to_day"]].to_numpy().tolist() == [[day("2022-09-29")] * 2] * 2
    ordered = layers.track(seed_claims(), "Lukashenko", force="Russia")
    more = ordered[(ordered["id"] == "07-more-than-a-thousand").to_numpy()].iloc[0]
    assert (more["said_from_day"], np.isnan(more["said_to_day"])) == (day("2022-10-10"), True)
    assert not more["is_worded"]


def test_the_leading_days_of_a_figure_without_a_known_beginning_are_open() -> None:
    recently = {"id": "a", "claimant": "A", "figure": "9,000", "said": "2023-07-14", "end": "[..2023-07-14]"}
    unknown = {"id": "b", "claimant": "A", "figure": "dozens", "place": "Minsk"}
    everywhere = {"force": "Russia", "place": "Belarus", "phase": "present"}
    tracked = layers.track(build_claims({"all": everywhere, "reports": [recently, unknown]}), "A").set_index("id")
    assert tracked["leading"].to_dict() == {"a": "../2023-07-14 vague", "b": "../.. vague"}
    assert tracked["is_worded"].to_dict() == {"a": False, "b": True}


def test_the_frames_of_changes_and_tracks_have_the_columns_that_are_documented() -> None:
    changed = layers.what_changed(seed_claims(), since=0, until=19327)
    for frame, documented in (
        (changed, layers.CHANGE_COLUMNS),
        (layers.track(seed_claims(), "Latushka"), layers.TRACK_COLUMNS),
    ):
        assert list(frame) == [column.name for column in documented]
        assert len(frame)
