"""The comparison over a period, for all forces and places, and told apart by claimant, worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mustermap import layers
from mustermap.layers.claimants import Voices, name_key
from tests.cases import build_claims, day, seed_claims

MIN, MAX = -(2**31 - 1), 2**31 - 1
ALL = {"force": "Russia", "place": "Belarus", "measure": "stock", "phase": "present"}


def claims_of(*reports: dict[str, Any], **shared: str) -> Any:
    rows = [{"id": f"r{number}", **report} for number, report in enumerate(reports)]
    return build_claims({"all": {**ALL, **shared}, "reports": rows})


def between(first: str, last: str) -> dict[str, Any]:
    return {"from_day": day(first), "to_day": day(last)}


def stretches(compared: layers.Comparison) -> list[tuple[str, str, str, int]]:
    groups = compared.groups
    first, last = (
        pd.to_datetime(groups[name], unit="D").dt.strftime("%m-%d").tolist() for name in ("from_day", "to_day")
    )
    return list(zip(first, last, groups["figures"].tolist(), groups["possible"].tolist(), strict=True))


def test_over_a_period_a_row_stands_for_the_days_on_which_nothing_changes() -> None:
    # a holds from the 1st to the 20th, b from the 10th to the 30th: alone, together, alone.
    claims = claims_of(
        {"figure": "8,000", "claimant": "A", "start": "2022-11-01", "end": "2022-11-20"},
        {"figure": "9,000", "claimant": "B", "start": "2022-11-10", "end": "2022-11-30"},
    )
    compared = layers.compare(claims, area="Belarus", force="Russia", **between("2022-10-01", "2022-12-31"))
    assert stretches(compared) == [
        ("11-01", "11-09", "8,000", 0),
        ("11-10", "11-20", "8,000–9,000", 0),
        ("11-21", "11-30", "9,000", 0),
    ]
    assert compared.sentence == ""
    assert compared.claims["id"].tolist() == ["r0", "r1"]


def test_a_claim_that_becomes_certain_makes_a_row_of_its_own() -> None:
    # November to February holds possibly from 1 November, certainly from 30 November to 1 February.
    claims = claims_of({"figure": "8,000", "start": "2022-11", "end": "2023-02"})
    compared = layers.compare(claims, **between("2022-10-01", "2023-03-31"))
    assert stretches(compared) == [
        ("11-01", "11-29", "8,000", 1),
        ("11-30", "02-01", "8,000", 0),
        ("02-02", "02-28", "8,000", 1),
    ]


def test_a_period_cuts_off_what_began_before_it_and_ends_after_it() -> None:
    claims = claims_of({"figure": "8,000", "start": "2022-01-01", "end": "2022-12-31"})
    compared = layers.compare(claims, **between("2022-11-05", "2022-11-07"))
    assert stretches(compared) == [("11-05", "11-07", "8,000", 0)]
    assert compared.claims["possible_from_day"].tolist() == [day("2022-01-01")]


def test_in_a_month_stands_what_holds_on_any_of_its_days_with_both_bounds() -> None:
    # On no day do both hold; in November both do. December has the second alone, and the period ends within it.
    claims = claims_of(
        {"figure": "8,000", "claimant": "A", "start": "2022-11-01", "end": "2022-11-09"},
        {"figure": "9,000", "claimant": "B", "start": "2022-11-20", "end": "2022-12-31"},
    )
    compared = layers.compare(claims, each="month", **between("2022-11-01", "2022-12-15"))
    assert stretches(compared) == [("11-01", "11-30", "8,000–9,000", 0), ("12-01", "12-15", "9,000", 0)]


def test_in_a_month_a_claim_is_last_cited_where_it_is_so_on_every_day_on_which_it_holds() -> None:
    # Said on 1 November with an open end: last cited from 1 May on, so in no day of April and in all days of May.
    claims = claims_of({"figure": "8,000", "said": "2022-11-01", "start": "2022-11-01", "end": ".."})
    compared = layers.compare(claims, each="month", **between("2023-03-01", "2023-06-30"))
    assert compared.groups["last_cited"].tolist() == [0, 1]
    assert stretches(compared) == [("03-01", "04-30", "8,000", 0), ("05-01", "06-30", "8,000", 0)]


FIGURES = ["", "8,000", "about 8,000", "more than 1,000", "up to 9,000", "3,000-12,000", "fewer than 400"]
dates = st.integers(1, 20).map(lambda number: f"2022-11-{number:02}")
reports = st.fixed_dictionaries(
    {
        "claimant": st.sampled_from(["A", "B", "A; B", "C"]),
        "attributed_to": st.sampled_from(["", "", "A"]),
        "force": st.sampled_from(["Russia", "Belarus"]),
        "component": st.sampled_from(["", "reservists"]),
        "phase": st.sampled_from(["planned", "present"]),
        "measure": st.sampled_from(["stock", "flow"]),
        "figure": st.sampled_from(FIGURES),
        "start": dates,
        "end": st.sampled_from(["", "..", "2022-11-20", "2022-11-25", "2022-12-10"]),
        "said": dates,
    }
)
TOLD = [
    *("force", "place_ref", "quantity", "measure", "phase", "part", "reason", "figures", "low", "low_included", "high"),
    *("highest", "is_open", "claims", "names", "independent", "possible", "last_cited", "ids"),
]


@settings(max_examples=15)
@given(st.lists(reports, min_size=1, max_size=8), st.integers(-3, 40))
def test_what_a_period_tells_of_a_day_is_what_that_day_alone_tells(rows: list[dict[str, str]], offset: int) -> None:
    claims = _drawn(rows)
    on = day("2022-11-01") + offset  # type: ignore[operator]
    whole = layers.compare(claims, from_day=on - 20, to_day=on + 20).groups
    covering = whole[(whole["from_day"] <= on) & (on <= whole["to_day"])]
    alone = layers.compare(claims, on=on).groups
    key = ["ids", "reason"]
    told = [frame[TOLD].sort_values(key, ignore_index=True) for frame in (covering, alone)]
    pd.testing.assert_frame_equal(*told)


@settings(max_examples=15)
@given(st.lists(reports, min_size=1, max_size=8), st.sampled_from([(), ("area",), ("area", "force")]))
def test_every_claim_in_effect_stands_in_one_group_whatever_is_asked_for_and_figures_keep_between_its_claims(
    rows: list[dict[str, str]], named: tuple[str, ...]
) -> None:
    claims = _drawn(rows)
    on = day("2022-11-15")
    assert on is not None
    in_effect = sorted(layers.in_effect(claims, on=on)["id"])
    subject = {"area": "Belarus", "force": claims["force"].iloc[0]}
    groups = layers.compare(claims, on=on, **{name: subject[name] for name in named}).groups
    assert sorted(";".join(groups["ids"]).split(";")) == (in_effect or [""])
    by_id = claims.set_index("id")
    for group in groups.itertuples():
        own = by_id.loc[str(group.ids).split(";")]
        lows = own["figure_low"].fillna(own["figure_best"]).dropna()
        if len(lows):
            assert group.low <= lows.min()
            assert not group.high < lows.max()


def _drawn(rows: list[dict[str, str]]) -> Any:
    filled = [{name: text for name, text in row.items() if text} for row in rows]
    return build_claims({"reports": [{"id": f"r{n}", "place": "Belarus", **row} for n, row in enumerate(filled)]})


def test_without_area_and_force_each_pair_is_an_axis_and_the_most_disputed_over_come_first() -> None:
    claims = claims_of(
        {"force": "Belarus", "figure": "48,000", "claimant": "A"},
        {"force": "Russia", "figure": "8,000", "claimant": "A"},
        {"force": "Russia", "figure": "9,000", "claimant": "B"},
        {"force": "Russia", "place": "Smolensk"},
        {"force": "Russia", "place": ""},
        {"force": "Russia", "figure": "40", "quantity": "aircraft", "claimant": "C"},
        start="2022-11-01", end="2022-11-30",
    )  # fmt: skip
    compared = layers.compare(claims, on=day("2022-11-15"))
    axes = compared.axes
    assert list(zip(axes["force"], axes["place_name"], axes["independent"], strict=True)) == [
        ("Russia", "Belarus", 2),
        ("Belarus", "Belarus", 1),
        ("Russia", "Smolensk", 1),
    ]
    assert axes["sentence"].tolist() == [
        "Present: 8,000–9,000, two claimants.",
        "Present: 48,000, one claimant.",
        "Present: no number, one claimant.",
    ]
    assert compared.apart["why"].tolist() == [
        "Something else is counted than personnel; quantities are never converted.",
        "Not placed on the map, so where is not certain.",
    ]


def test_an_area_takes_reports_about_it_as_a_whole_and_about_places_inside_it_as_groups_of_their_own() -> None:
    claims = claims_of(
        {"figure": "9,000"},
        {"figure": "400", "place": "Minsk", "claimant": "A"},
        {"figure": "500", "place": "Minsk", "claimant": "B"},
        {"figure": "50", "place": "Smolensk"},
        start="2022-11-01", end="2022-11-30",
    )  # fmt: skip
    groups = layers.compare(claims, area="Belarus", on=day("2022-11-15")).groups
    told = list(zip(groups["place_name"], groups["figures"], groups["independent"], groups["reason"], strict=True))
    assert told == [("Belarus", "9,000", 1, ""), ("Minsk", "400–500", 2, "inside")]


def test_by_claimant_each_ones_figures_are_a_group_of_their_own() -> None:
    claims = claims_of(
        {"figure": "8,000", "claimant": "A"}, {"figure": "9,000", "claimant": "a"}, {"figure": "700", "claimant": "B"},
        start="2022-11-01", end="2022-11-30",
    )  # fmt: skip
    compared = layers.compare(claims, area="Belarus", force="Russia", on=day("2022-11-15"), by="claimant")
    assert compared.sentence == "Present: from 700 (B) to 9,000 (A), two claimants, 13 times apart."
    groups = compared.groups
    assert list(zip(groups["by"], groups["figures"], groups["claims"], strict=True)) == [
        ("A", "8,000–9,000", 2),
        ("B", "700", 1),
    ]


def test_by_source_each_ones_claims_are_a_group_named_by_its_title_or_its_id() -> None:
    held = {**ALL, "claimant": "A", "start": "2022-11-01", "end": "2022-11-30"}
    rows = [{"id": "a", "figure": "8,000", "source": "s"}, {"id": "b", "figure": "9,000", "source": "t"}]
    sources = [{"id": "s", "title": "Evening News"}, {"id": "t"}]
    claims = build_claims({"all": held, "reports": rows, "sources": sources})
    groups = layers.compare(claims, on=day("2022-11-15"), by="source").groups
    assert list(zip(groups["by"], groups["figures"], strict=True)) == [("t", "9,000"), ("Evening News", "8,000")]


def test_a_part_of_a_claims_table_is_compared_as_a_table_of_its_own() -> None:
    claims = seed_claims()
    some = claims[claims["claimant"] == "Pavel Latushka"].iloc[::-1]
    compared = layers.compare(some, area="Belarus", force="Russia", on=day("2022-12-01"))
    assert compared.groups["ids"].tolist() == ["03-latushka-120000", "04-latushka-100000"]
    assert layers.track(some, "Latushka")["id"].tolist() == ["04-latushka-100000", "03-latushka-120000"]
    changed = layers.what_changed(some, since=day("2022-10-10"), until=day("2022-12-01"))  # type: ignore[arg-type]
    assert changed[["id", "change"]].values.tolist() == [["03-latushka-120000", "began"]]


def test_by_force_the_forces_stand_side_by_side_phase_by_phase() -> None:
    claims = claims_of(
        {"force": "Belarus", "figure": "1", "phase": "present"},
        {"force": "Belarus", "figure": "2", "phase": "planned"},
        {"force": "Russia", "figure": "3", "phase": "present"},
        {"force": "Russia", "figure": "4", "phase": "planned"},
        start="2022-11-01", end="2022-11-30",
    )  # fmt: skip
    groups = layers.compare(claims, area="Belarus", on=day("2022-11-15"), by="force").groups
    assert list(zip(groups["phase"], groups["force"], strict=True)) == [
        ("planned", "Belarus"),
        ("planned", "Russia"),
        ("present", "Belarus"),
        ("present", "Russia"),
    ]


def test_a_bound_is_never_the_high_of_a_group() -> None:
    claims = claims_of({"figure": "more than 1,000", "start": "2022-11-01", "end": "2022-11-30"})
    group = layers.compare(claims, on=day("2022-11-15")).groups.iloc[0]
    assert (group["low"], bool(group["low_included"])) == (1000, False)
    assert group["high"] != group["high"]
    assert group["highest"] == 1000
    assert group["top_is_open"]


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
    assert airbase.ref == "ourairports:BY-0014" or airbase.name == "Minsk Machulishchy Air Base"
    homyel = layers.compare(claims, area="Gomel", on=day("2022-12-01"))
    assert homyel.groups["reason"].unique().tolist()[0] == "around"


def test_the_frames_have_the_columns_that_are_documented() -> None:
    compared = layers.compare(seed_claims(), on=day("2022-12-01"))
    for frame, documented in (
        (compared.groups, layers.GROUP_COLUMNS),
        (compared.claims, layers.CLAIM_COLUMNS),
        (compared.axes, layers.AXIS_COLUMNS),
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
