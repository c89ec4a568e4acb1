"""A claimant's newer word leads: what holds of any table, and the sweep beside a rule that looks at each day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mustermap import layers
from mustermap.data.days import date_of
from mustermap.data.edtf import read_edtf
from mustermap.layers import leading_runs
from mustermap.layers.newer_words import Words, folded_by
from mustermap.layers.range_maxima import positions_at_most, range_maxima
from tests.cases import build_claims
from tests.cases import day as day_or_none

if TYPE_CHECKING:
    import geopandas as gpd


def day(text: str) -> int:
    number = day_or_none(text)
    assert number is not None
    return number


FIRST, LAST = day("2021-06-01"), day("2023-08-31")
DATES = (
    *("2022-01-10", "2022-01-20", "2022-02-10", "2022-03", "2022-02", "2022", "[2022-02-05..2022-02-20]"),
    *("[2022-02-01..]", "[..2022-03-05]", "2022-03-01~", "2022-08-20", "2021-11-01", "2023-03-01"),
)
REPORT = st.fixed_dictionaries(
    {
        "said": st.sampled_from(("", *DATES)),
        "start": st.sampled_from(("", "", *DATES)),
        "end": st.sampled_from(("", "", "..", *DATES)),
        "source": st.sampled_from(("s", "t")),
        "figure": st.sampled_from(("", "1,000", "2,000", "3,000")),
    },
    optional={
        "claimant": st.sampled_from(("A", "B", "officials")),
        "phase": st.sampled_from(("present", "arriving")),
        "measure": st.sampled_from(("stock", "flow")),
        "beside": st.sampled_from(("r0", "r1", "r2")),
        "repeats": st.sampled_from(("r0", "r1", "r2")),
        "updates": st.sampled_from(("r0", "r1", "r2")),
        "state": st.sampled_from(("accepted", "accepted", "draft")),
    },
)
SOURCES = [{"id": "s", "published": "2022-02-15"}, {"id": "t", "accessed": "2022-12-31"}]


def table_of(reports: list[dict[str, str]]) -> gpd.GeoDataFrame:
    rows = []
    for number, report in enumerate(reports):
        own = {"id": f"r{number}", **{name: text for name, text in report.items() if text}}
        named: set[str | None] = {own["id"]}  # a report names another one, and that in one way
        for name in ("beside", "repeats", "updates"):
            if name in own and own[name] in named:
                del own[name]
            named.add(own.get(name))
        start, end = own.get("start"), own.get("end", "..")
        if start and end != ".." and read_edtf(end).latest < read_edtf(start).earliest:
            del own["end"]
        rows.append(own)
    return build_claims({"sources": SOURCES, "reports": rows, "all": {"claimant": "A"}})


TABLE = st.lists(REPORT, min_size=1, max_size=7).map(table_of)


def rows_of(claims: gpd.GeoDataFrame, row: int) -> tuple[Any, ...]:
    """Return what the claims of one claimant's row share, worked out from the texts."""
    claim = claims.iloc[row]
    names = ("claimant", "force", "component", "unit", "quantity", "place", "phase")
    movement = claim["phase"] == "present" and claim["measure"] == "flow"
    return (*(claim[name] for name in names), movement, claim["figure_text"] == "")


def is_alone(claims: gpd.GeoDataFrame, row: int) -> bool:
    return claims["claimant"].iloc[row] == "officials" or claims["phase"].iloc[row] in ("arriving", "withdrawn")


def leading_by_the_text(claims: gpd.GeoDataFrame, held: dict[int, str], on: int) -> dict[int, bool]:
    """Work out for one day, pair by pair, which of the claims in effect lead: the rule as it is written."""
    days = {
        name: claims[name].tolist()
        for name in ("said_possible_day", "said_certain_day", "start_earliest_day", "start_latest_day", "end_known")
    }
    besides = [ids.split(";") for ids in claims["beside"]]
    ids = claims["id"].tolist()

    def said(row: int) -> tuple[int, int]:
        return days["said_possible_day"][row], days["said_certain_day"][row]

    def begins(row: int) -> tuple[int, int]:
        return days["start_earliest_day"][row], days["start_latest_day"][row]

    def may_fold(newer: int, older: int) -> bool:
        if "vague" in (held[newer], held[older]) or begins(newer)[1] > on:
            return False
        if days["end_known"][older] and held[older] == "stated" and held[newer] != "stated":
            return False
        is_far = said(newer)[0] - on > 180
        if is_far and said(older)[1] <= on <= said(older)[0] + 180:
            return False
        return ids[newer] not in besides[older] and ids[older] not in besides[newer]

    leads = {}
    by_row: dict[Any, list[int]] = {}
    for row in held:
        by_row.setdefault(("alone", row) if is_alone(claims, row) else rows_of(claims, row), []).append(row)
    for rows in by_row.values():
        last = [
            one
            for one in rows
            if not any(said(other)[0] > said(one)[1] and may_fold(other, one) for other in rows if other != one)
        ]
        for one in rows:
            leads[one] = one in last and not any(
                begins(other)[0] > begins(one)[1] and said(other)[1] >= said(one)[0] and may_fold(other, one)
                for other in last
                if other != one
            )
    return leads


def turns_of(claims: gpd.GeoDataFrame, most: int) -> list[int]:
    """Return days on which something changes, the days before them, and a few others; not more than are looked at."""
    runs = layers.claim_runs(claims)
    turns = {int(day) + step for name in ("from_day", "to_day") for day in runs[name] for step in (-1, 0, 1)}
    days = sorted(day for day in turns | set(range(FIRST, LAST, 61)) if FIRST <= day <= LAST)
    return days[:: len(days) // most + 1]


FINITE_OPEN_WORD = [
    {"said": "2022-01-10", "start": "2022-02-10", "end": "..", "figure": "1,000"},
    {"said": "2022", "start": "2022-01-20", "end": "2022-08-20", "figure": "2,000"},
    {"said": "2022-01-20", "figure": "3,000"},
]


@settings(max_examples=25, deadline=None)
@given(TABLE)
@example(table_of(FINITE_OPEN_WORD))
def test_what_leads_in_the_runs_and_on_a_day_is_what_the_rule_says_of_that_day(claims: gpd.GeoDataFrame) -> None:
    runs = layers.claim_runs(claims)
    rows = runs[["row", "from_day", "to_day", "standing", "leads"]].values.tolist()
    for on in turns_of(claims, 60):
        cells = [(row, standing, leads) for row, first, last, standing, leads in rows if first <= on <= last]
        expected = leading_by_the_text(claims, {row: standing for row, standing, _ in cells}, on)
        assert {row: leads for row, _, leads in cells} == expected, on
    for on in turns_of(claims, 4):
        held = runs[(runs["from_day"] <= on) & (on <= runs["to_day"])]
        found = layers.in_effect(claims, on=on)
        assert found["id"].tolist() == claims["id"].iloc[held["row"]].tolist()
        assert found[["standing", "leads"]].to_numpy().tolist() == held[["standing", "leads"]].to_numpy().tolist()


@settings(max_examples=16, deadline=None)
@given(TABLE)
def test_what_folds_another_was_not_certainly_said_before_it(claims: gpd.GeoDataFrame) -> None:
    runs = layers.claim_runs(claims)
    folded = runs[~runs["leads"]]
    newer, older = claims.iloc[folded["folded_by"]], claims.iloc[folded["row"]]
    assert (newer["said_certain_day"].to_numpy() >= older["said_possible_day"].to_numpy()).all()
    assert (newer["claimant_row"].to_numpy() == older["claimant_row"].to_numpy()).all()


@settings(max_examples=16, deadline=None)
@given(TABLE, st.sampled_from((None, "2022-02-14", "2022-06-30")))
def test_runs_of_a_claim_follow_one_another_and_fill_its_stretch(
    claims: gpd.GeoDataFrame, known_by: str | None
) -> None:
    runs = layers.claim_runs(claims, known_by=known_by)
    days = layers.stretches(claims, known_by=known_by)
    holds = days[(days["possible_from"] <= days["possible_to"]).to_numpy()]
    assert set(runs["row"]) == set(np.flatnonzero(days["possible_from"] <= days["possible_to"]))
    for row, own in runs.groupby("row"):
        assert own["from_day"].iloc[0] == holds["possible_from"].loc[row]
        assert own["to_day"].iloc[-1] == holds["possible_to"].loc[row]
        assert (own["from_day"] <= own["to_day"]).all()
        assert own["from_day"].iloc[1:].tolist() == (own["to_day"].iloc[:-1] + 1).tolist()
        same = own[["standing", "leads"]]
        assert not (same.iloc[1:].to_numpy() == same.iloc[:-1].to_numpy()).all(axis=1).any()


@settings(max_examples=16, deadline=None)
@given(TABLE)
def test_each_claimant_s_row_has_a_claim_that_leads_and_what_is_certain_is_stated_and_what_is_stale_last_cited(
    claims: gpd.GeoDataFrame,
) -> None:
    for on in turns_of(claims, 5):
        found = layers.in_effect(claims, on=on)
        assert set(found["claimant_row"]) == set(found["claimant_row"][found["leads"]])
        assert (found["standing"][(found["certainty"] == "certain") & ~found["last_cited"]] == "stated").all()
        assert ((found["standing"] == "stale") == found["last_cited"]).all()


def series(count: int, end: str) -> gpd.GeoDataFrame:
    """Make one claimant's figures of as many days, one after another, and one for all of these days at either end."""
    said = [date_of(day("2000-01-01") + number).isoformat() for number in range(count)]
    rows: list[dict[str, str]] = [{"said": one, "start": one, "end": end.replace("the day", one)} for one in said]
    whole = {"start": said[0], "end": said[-1]}
    rows = [{"said": "1999-12-31"} | whole, *rows, {"said": "2020-01-01"} | whole]
    return table_of(rows)


@pytest.mark.parametrize("end", ["", "the day", "2001-12-31"])
def test_the_sweep_looks_at_each_saying_a_few_times_however_many_there_are(
    end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = series(300, end)
    asked = 0

    def counted(words: Words, claim: Any, *others: Any) -> Any:
        nonlocal asked
        asked += len(claim)
        return folded_by(words, claim, *others)

    monkeypatch.setattr(leading_runs, "folded_by", counted)
    runs = layers.claim_runs(claims)
    assert asked <= 10 * len(claims)
    assert len(runs) <= 5 * len(claims)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 19), st.integers(1, 20), st.integers(0, 9)), max_size=12),
    st.lists(st.integers(0, 9), min_size=40, max_size=40),
)
def test_ranges_are_looked_through_as_if_written_out(ranges: list[tuple[int, int, int]], values: list[int]) -> None:
    first, length, value = np.array(ranges, dtype=np.int64).reshape(-1, 3).T
    maxima = [max((v for f, n, v in ranges if f <= at < f + n), default=-1) for at in range(40)]
    assert range_maxima(first, first + length, value, 40, nothing=-1).tolist() == maxima
    which, at = positions_at_most(np.array(values), first, first + length, value)
    pairs = [(k, p) for k, (f, n, v) in enumerate(ranges) for p in range(f, f + n) if values[p] <= v]
    assert list(zip(which.tolist(), at.tolist(), strict=True)) == pairs
