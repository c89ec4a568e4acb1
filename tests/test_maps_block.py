"""The data block: what the page reads of a claims table."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

import maps
from maps.block import DISTANT_FUTURE, DISTANT_PAST, block, json_text, reports_part
from tests import maps_frame
from tests.maps_frame import day, frame, report, said_on

DAYS = {"first": "2022-01-01", "last": "2022-12-31", "opened": "2022-06-01"}


def texts(column: Any, count: int) -> list[str]:
    """Read a text column as the page does."""
    if isinstance(column, list):
        return column
    codes = column.get("codes", [0] * count)
    return [column["values"][code] for code in codes]


def test_the_block_says_the_same_as_the_table() -> None:
    table = maps_frame.seed_frame()
    made = block(table, title="Title")
    reports = made["reports"]
    assert reports["id"] == table["id"].tolist()
    for column in ("claimant", "summary", "force", "phase", "figure_text", "said_wording"):
        assert texts(reports[column], 13) == table[column].tolist(), column
    assert texts(reports["place_wording"], 13) == table["place"].tolist()
    assert made["days"] == {"first": day("1999-01-01"), "last": day("2026-11-22"), "open": day("2022-10-10")}
    assert made["title"] == "Title"


def test_infinite_days_are_null_where_they_are_natural_and_numbers_where_they_are_not() -> None:
    reports = reports_part(maps_frame.seed_frame())
    tank_army, dispute = reports["id"].index("first-tank-army"), reports["id"].index("scepticism")
    assert reports["possible_from_day"][tank_army] is None
    assert reports["possible_to_day"][tank_army] == day("2022-12-31")
    # A stretch that is empty stays empty: read back with the infinities put in, it must not become all of time.
    assert reports["possible_from_day"][dispute] == DISTANT_FUTURE
    assert reports["possible_to_day"][dispute] == DISTANT_PAST


def test_a_figure_that_is_not_there_is_null_and_an_excluded_bound_says_so() -> None:
    reports = reports_part(maps_frame.seed_frame())
    row = reports["id"].index("more-than-1000")
    assert (reports["figure_low"][row], reports["figure_high"][row], reports["figure_best"][row]) == (1000, None, None)
    assert reports["figure_low_included"][row] == 0
    assert texts(reports["figure_text"], 13)[row] == "more than 1,000"


def test_references_are_pairs_of_rows_and_those_to_reports_that_are_not_there_are_left_out() -> None:
    rows = [report("a"), report("b", updates="a;gone"), report("c", repeats="gone"), report("d", disputes="b; a")]
    edges = reports_part(frame(rows, **DAYS))["edges"]
    assert edges == {"updates": [[1, 0]], "repeats": [], "disputes": [[3, 1], [3, 0]]}


def test_drafts_and_retracted_reports_are_left_out_with_their_places_and_references() -> None:
    rows = [
        report("a", state="draft", **maps_frame.in_belarus()),
        report("b", state="retracted", updates="c"),
        report("c", disputes="a"),
    ]
    made = block(frame(rows, **DAYS), title="")
    assert made["reports"]["id"] == ["c"]
    assert made["places"]["ref"] == []
    assert made["reports"]["edges"]["disputes"] == []


def test_a_place_that_reports_word_differently_is_one_place() -> None:
    rows = [report("a", **maps_frame.in_belarus()), report("b", **(maps_frame.in_belarus() | {"place": "Белоруссия"}))]
    made = block(frame([*rows, report("c")], **DAYS), title="")
    assert made["reports"]["place"] == [0, 0, -1]
    assert made["places"]["name"] == ["Belarus"]
    assert made["places"]["geometry"][0]["type"] == "Polygon"
    assert texts(made["reports"]["place_wording"], 3) == ["Belarus", "Белоруссия", ""]


def test_a_point_has_no_outline_and_a_line_has_one() -> None:
    import shapely

    here = maps_frame.at_point("Smolensk", "Smolensk", 32.0, 54.8)
    line = maps_frame.at_point("the border", "the border", 30.0, 52.0)
    line |= {"geometry": shapely.LineString([(29.0, 52.0), (31.0, 52.0)]), "place_precision": "line"}
    made = block(frame([report("a", **here), report("b", **line)], **DAYS), title="")
    assert [outline and outline["type"] for outline in made["places"]["geometry"]] == [None, "LineString"]


def test_categories_and_missing_text_are_read_as_text() -> None:
    table = frame([report("a", force="Russia"), report("b", force=None)], **DAYS)
    table["force"] = table["force"].astype("category")
    assert texts(reports_part(table)["force"], 2) == ["Russia", ""]


def test_a_table_without_rows_makes_a_block_without_reports() -> None:
    made = block(frame([report("a", state="draft")], **DAYS), title="")
    assert made["reports"]["id"] == []
    assert made["sources"]["id"] == []
    json_text(made)


@pytest.mark.parametrize("attribute", ["first_day", "last_day", "open_day", "credits"])
def test_a_missing_attribute_is_named(attribute: str) -> None:
    table = maps_frame.seed_frame()
    del table.attrs[attribute]
    with pytest.raises(maps.ColumnMissing, match=f"frame.attrs lacks '{attribute}'"):
        block(table, title="")


def test_missing_columns_are_named() -> None:
    table = maps_frame.seed_frame().drop(columns=["phase", "source_url"])
    with pytest.raises(maps.ColumnMissing, match="the claims table lacks phase, source_url"):
        reports_part(table)


def test_no_text_can_end_the_block_or_a_line_of_it() -> None:
    hostile = "</script><script>alert(1)</script> \u2028\u2029 <!-- ]]> \ud800 \x00"
    written = json_text({"text": hostile})
    assert "<" not in written
    assert "\u2028" not in written
    assert "\u2029" not in written
    assert json.loads(written.encode("utf-8")) == {"text": hostile}


def test_the_block_of_many_reports_is_made_without_a_loop_over_them() -> None:
    count = 20_000
    one = frame([report(f"r{k}", **said_on("2022-05-01")) for k in range(2)], **DAYS)
    many = one.loc[np.arange(count) % 2].reset_index(drop=True)
    many["id"] = [f"r{k}" for k in range(count)]
    many.attrs = one.attrs
    made = block(many, title="")
    assert len(made["reports"]["id"]) == count
    # What all reports share is written once.
    assert len(json_text(made["reports"]["claimant"])) < 20
