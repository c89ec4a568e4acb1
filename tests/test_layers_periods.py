"""The comparison over a period and of all that the reports name, worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from mustermap import layers
from mustermap.layers.claimants import Voices, name_key
from tests.cases import build_claims, day, seed_claims

ALL = {"force": "Russia", "place": "Belarus", "measure": "stock", "phase": "present"}


def claims_of(*reports: dict[str, Any], **shared: str) -> Any:
    rows = [{"id": f"r{number}", **report} for number, report in enumerate(reports)]
    return build_claims({"all": {**ALL, **shared}, "reports": rows})


def between(first: str, last: str) -> dict[str, Any]:
    return {"from_day": day(first), "to_day": day(last)}


def runs(compared: layers.Comparison) -> list[tuple[str, str, str, str]]:
    rows = compared.rows
    first, last = (
        pd.to_datetime(rows[name], unit="D").dt.strftime("%m-%d").tolist() for name in ("from_day", "to_day")
    )
    return list(zip(first, last, rows["figures"].tolist(), rows["standing"].tolist(), strict=True))


def test_over_a_period_a_row_is_the_days_on_which_a_claim_leads_the_newest_first() -> None:
    claims = claims_of(
        {"figure": "8,000", "claimant": "A", "start": "2022-11-01", "end": "2022-11-20"},
        {"figure": "9,000", "claimant": "B", "start": "2022-11-10", "end": "2022-11-30"},
    )
    compared = layers.compare(claims, area="Belarus", force="Russia", **between("2022-10-01", "2022-12-31"))
    assert runs(compared) == [("11-10", "11-30", "9,000", "stated"), ("11-01", "11-20", "8,000", "stated")]
    assert compared.sentence == ""
    assert compared.answer is None
    assert len(compared.answers) == 0


def test_a_claim_that_stands_otherwise_on_some_days_has_a_row_for_each_standing() -> None:
    # November to February is certainly meant from 30 November to 1 February.
    claims = claims_of({"figure": "8,000", "start": "2022-11", "end": "2023-02"})
    assert runs(layers.compare(claims, **between("2022-10-01", "2023-03-31"))) == [
        ("11-01", "11-29", "8,000", "vague"),
        ("11-30", "02-01", "8,000", "stated"),
        ("02-02", "02-28", "8,000", "vague"),
    ]


def test_a_newer_figure_takes_the_place_of_the_older_one_which_is_named_as_earlier() -> None:
    claims = claims_of(
        *({"figure": figure, "said": said} for figure, said in (("8,000", "2022-11-01"), ("9,000", "2022-11-10"))),
        {"figure": "7,000", "said": "2022-11-20"},
        claimant="A",
    )
    compared = layers.compare(claims, **between("2022-11-01", "2022-11-30"))
    assert runs(compared) == [
        ("11-20", "11-20", "7,000", "stated"),
        ("11-21", "11-30", "7,000", "carried"),
        ("11-10", "11-10", "9,000", "stated"),
        ("11-11", "11-19", "9,000", "carried"),
        ("11-01", "11-01", "8,000", "stated"),
        ("11-02", "11-09", "8,000", "carried"),
    ]
    assert compared.rows["earlier"].tolist() == ["r1", "r1", "r0", "r0", "", ""]
    assert compared.rows["earlier_text"].iloc[0] == "9,000, 10 Nov 2022"


def test_known_by_an_earlier_day_the_later_figure_is_not_there_and_the_earlier_one_goes_on() -> None:
    claims = claims_of(
        {"figure": "8,000", "said": "2022-11-01"}, {"figure": "9,000", "said": "2022-11-10"}, claimant="A"
    )
    compared = layers.compare(claims, known_by=day("2022-11-05"), **between("2022-11-08", "2022-11-20"))
    assert runs(compared) == [("11-08", "11-20", "8,000", "carried")]


def test_a_period_cuts_off_what_began_before_it_and_ends_after_it() -> None:
    claims = claims_of({"figure": "8,000", "start": "2022-01-01", "end": "2022-12-31"})
    assert runs(layers.compare(claims, **between("2022-11-05", "2022-11-07"))) == [
        ("11-05", "11-07", "8,000", "stated")
    ]


def test_by_months_each_row_has_the_days_of_its_month_and_no_spread_joins_what_never_held_together() -> None:
    # On no day do both hold, so that no row has both; December ends within the period.
    claims = claims_of(
        {"figure": "8,000", "claimant": "A", "start": "2022-11-01", "end": "2022-11-09"},
        {"figure": "9,000", "claimant": "B", "start": "2022-11-20", "end": "2022-12-31"},
    )
    compared = layers.compare(claims, each="month", **between("2022-11-01", "2022-12-15"))
    assert runs(compared) == [
        ("12-01", "12-15", "9,000", "stated"),
        ("11-20", "11-30", "9,000", "stated"),
        ("11-01", "11-09", "8,000", "stated"),
    ]
    assert compared.rows["month"].tolist() == ["2022-12", "2022-11", "2022-11"]


def test_without_area_and_force_each_that_a_claim_names_itself_is_a_subject_and_most_claimants_come_first() -> None:
    claims = claims_of(
        {"force": "Belarus", "figure": "48,000", "claimant": "A"},
        {"force": "Russia", "figure": "8,000", "claimant": "A"},
        {"force": "Russia", "figure": "9,000", "claimant": "B"},
        {"force": "Russia", "figure": "400", "claimant": "B", "place": "Minsk"},
        {"force": "Russia", "place": "Smolensk"},
        {"force": "Russia", "place": ""},
        {"force": "Russia", "figure": "40", "quantity": "aircraft", "claimant": "C"},
        {"force": "Belarus;Russia", "figure": "70", "claimant": "D"},
        {"force": "Ukraine", "figure": "5", "claimant": "D", "start": "2023-01-01", "end": "2023-01-02"},
        start="2022-11-01", end="2022-11-30",
    )  # fmt: skip
    compared = layers.compare(claims, on=day("2022-11-15"))
    named = ["force", "area_name", "quantity", "claimants", "claims"]
    assert compared.subjects[named].values.tolist() == [
        ["Russia", "Belarus", "personnel", 2, 3],
        ["Belarus", "Belarus", "personnel", 1, 1],
        ["Belarus;Russia", "Belarus", "personnel", 1, 1],
        ["Russia", "Belarus", "aircraft", 1, 1],
        ["Russia", "Minsk", "personnel", 1, 1],
        ["Russia", "Smolensk", "personnel", 0, 1],
        ["Russia", "", "personnel", 0, 1],
    ]
    assert compared.silent == 1, "the Ukrainian troops of January"
    assert [one.sentence for one in compared.answers] == [
        "Present: from 8,000 (A) to 9,000 (B), two claimants, 1.1 times apart.",
        "Present: 48,000 (A).",
        "Present: 70 (D).",
        "Present: 40 (C).",
        "Present: 400 (B).",
        "Present: no number: somebody.",
    ]
    rows = compared.rows
    inside = rows[rows["is_inside"].to_numpy()]
    assert inside[["id", "area_name", "kind"]].values.tolist() == [["r3", "Belarus", "part"]]
    assert rows.loc[rows["kind"] == "not placed", "id"].tolist() == ["r5"]
    assert sorted(rows.loc[~rows["is_inside"], "id"]) == [f"r{number}" for number in range(8)]


def test_a_joint_force_is_a_line_of_its_member_where_that_is_asked_for_else_a_force_of_its_own() -> None:
    claims = claims_of(
        {"force": "Russia", "figure": "9,000", "claimant": "A"},
        {"force": "Belarus;Russia", "figure": "70", "claimant": "D"},
        {"force": "Belarus;Russia", "figure": "5", "claimant": "D", "place": "Smolensk"},
        start="2022-11-01", end="2022-11-30",
    )  # fmt: skip
    compared = layers.compare(claims, force="Russia", on=day("2022-11-15"))
    assert compared.rows[["area_name", "kind", "id"]].values.tolist() == [
        ["Belarus", "whole", "r0"],
        ["Belarus", "joint force", "r1"],
        ["Smolensk", "joint force", "r2"],
    ]
    assert compared.answers[1].sentence == "No figure for Russia alone; jointly with Belarus 5 (D)."
    assert set(layers.compare(claims, on=day("2022-11-15")).subjects["force"]) == {"Russia", "Belarus;Russia"}


def test_an_area_that_is_asked_for_has_all_forces_in_it_and_what_is_claimed_of_a_larger_one() -> None:
    claims = claims_of(
        {"figure": "9,000", "claimant": "A"},
        {"figure": "400", "place": "Gomel", "claimant": "A"},
        {"figure": "500", "force": "Belarus", "place": "Gomel", "claimant": "B"},
        {"figure": "50", "place": "Smolensk"},
        start="2022-11-01", end="2022-11-30",
    )  # fmt: skip
    rows = layers.compare(claims, area="Gomel", on=day("2022-11-15")).rows
    assert rows[["subject_force", "area_name", "kind", "id"]].values.tolist() == [
        ["Russia", "Gomel", "whole", "r1"],
        ["Russia", "Gomel", "larger area", "r0"],
        ["Belarus", "Gomel", "whole", "r2"],
    ]


def test_rows_and_subjects_are_sorted_by_what_is_asked_for() -> None:
    held = {**ALL, "start": "2022-11-01", "end": "2022-11-30"}
    rows = [
        {"id": "a", "figure": "8,000", "claimant": "B", "source": "t", "phase": "planned"},
        {"id": "b", "figure": "9,000", "claimant": "B", "source": "s"},
        {"id": "c", "figure": "700", "claimant": "A", "source": "t"},
        {"id": "d", "figure": "1", "claimant": "C", "source": "s", "force": "Belarus"},
    ]
    claims = build_claims(
        {"all": held, "reports": rows, "sources": [{"id": "s", "title": "Evening News"}, {"id": "t"}]}
    )

    def ids(by: Any, **asked: Any) -> str:
        return "".join(layers.compare(claims, area="Belarus", by=by, **asked).rows["id"])

    winter = between("2022-11-01", "2022-11-30")
    for asked in ({"on": day("2022-11-15")}, winter):
        assert ids("phase", force="Russia", **asked).startswith("bca")
        assert ids("claimant", force="Russia", **asked).replace("d", "") == "cba"
        assert ids("source", force="Russia", **asked).replace("d", "") == "bca"
        assert ids("phase", **asked)[-1] == "d"
        assert ids("force", **asked)[0] == "d"
    day_rows = layers.compare(claims, area="Belarus", force="Russia", on=day("2022-11-15"), by="claimant").rows
    assert day_rows["line"].tolist() == [0, 1, 2, 3]


def test_a_comparison_does_not_change_with_the_table_that_it_was_made_of() -> None:
    claims = claims_of({"figure": "8,000", "start": "2022-11-01", "end": "2022-11-30"})
    compared = layers.compare(claims, on=day("2022-11-15"))
    claims["state"] = "retracted"
    claims.loc[:, "figure_text"] = ""
    assert compared.rows["figures"].tolist() == ["8,000"]


def test_a_part_of_a_claims_table_is_compared_as_a_table_of_its_own() -> None:
    claims = seed_claims()
    some = claims[claims["claimant"] == "Pavel Latushka"].iloc[::-1]
    compared = layers.compare(some, area="Belarus", force="Russia", on=day("2022-12-01"))
    assert compared.rows["id"].tolist() == ["03-latushka-120000", "04-latushka-100000"]
    assert layers.track(some, "Latushka")["id"].tolist() == ["04-latushka-100000", "03-latushka-120000"]
    changed = layers.what_changed(some, since=day("2022-10-10"), until=day("2022-12-01"))  # type: ignore[arg-type]
    assert changed[["id", "change"]].values.tolist() == [["03-latushka-120000", "began"]]


@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        ({"area": "Springfield"}, layers.AmbiguousArea, "name one of them by its ref"),
        ({"area": "Nowhereburg"}, layers.UnknownArea, "name a place that the reports name, or its ref"),
        ({"force": "Rusia"}, layers.UnknownForce, "the claims are about 'Belarus', 'Belarus;Russia', 'Russia'"),
        ({"on": 19327, "from_day": 19327}, layers.WrongQuestion, "give the day, or where the period begins and ends"),
        ({"from_day": 2, "to_day": 1}, layers.WrongQuestion, "the period ends before it begins; swap its ends"),
        ({"from_day": 1, "each": "week"}, layers.WrongQuestion, "ask by day or by month"),
        ({"by": "colour"}, layers.WrongQuestion, "phase, claimant, source, force"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_what_to_do(asked: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        layers.compare(seed_claims(), **asked)


def test_an_area_is_found_by_ref_by_the_claims_wording_in_any_letters_and_by_the_gazetteer() -> None:
    claims = seed_claims()
    for asked in ("country:BY", "belarus", " Belarus "):
        assert layers.compare(claims, area=asked).area.ref == "country:BY"  # type: ignore[union-attr]
    airbase = layers.compare(claims, area="machulishchi (airbase)").area
    assert airbase is not None
    assert (airbase.ref, airbase.name) == ("icao:UMLI", "Machulishchi (airbase)")
    homyel = layers.compare(claims, area="Gomel", on=day("2022-12-01")).rows
    assert homyel["kind"].unique().tolist() == ["larger area", "not placed"]


def test_the_frames_have_the_columns_that_are_documented() -> None:
    compared = layers.compare(seed_claims(), on=day("2022-12-01"))
    over = layers.compare(seed_claims(), from_day="2022-10", to_day="2022-12", each="month")
    nothing = layers.compare(seed_claims(), on=day("1990-01-01"))
    for frame, documented in (
        (compared.rows, layers.ANSWER_COLUMNS),
        (nothing.rows, layers.ANSWER_COLUMNS),
        (over.rows, layers.PERIOD_COLUMNS),
        (compared.subjects, layers.SUBJECT_COLUMNS),
        (nothing.subjects, layers.SUBJECT_COLUMNS),
    ):
        assert list(frame) == [column.name for column in documented]
        for column in documented:
            fits = {"str", "category"} if column.dtype == "text" else {column.dtype}
            assert str(frame[column.name].dtype) in fits, column.name


def test_names_are_alike_by_the_white_space_of_ecmascript() -> None:
    assert name_key("General\u00a0\u2009Staff\ufeff") == "general staff"
    assert name_key("A\u0301") == name_key("\u00c1")


def test_statements_made_jointly_tie_whole_chains_of_claimants() -> None:
    claims = claims_of(*({"claimant": who} for who in ("A; B", "C; D", "B; C", "E", "D")))
    rows = np.arange(5)
    assert Voices(claims).count(np.zeros(5, dtype=np.int64), rows, 1).tolist() == [2]
    assert Voices(claims).count(np.array([0, 0, 1, 1, 1]), rows, 3).tolist() == [2, 3, 0]


def test_figures_of_different_unplaced_wordings_are_no_moves_of_one_figure() -> None:
    claims = claims_of(
        {"figure": "1,185", "place": "Fort Zzyzzx", "said": "2022-11-01"},
        {"figure": "7", "place": "Camp Qwertz", "said": "2022-11-02"},
        claimant="A. Minister",
    )
    assert layers.track(claims, "A. Minister")["move"].tolist() == ["first", "first"]
    compared = layers.compare(claims, on=day("2022-11-05"))
    assert compared.rows[["kind", "area_ref", "place", "figures"]].values.tolist() == [
        ["not placed", "", "Fort Zzyzzx", "1,185"],
        ["not placed", "", "Camp Qwertz", "7"],
    ]
    assert len(compared.answers) == 0
