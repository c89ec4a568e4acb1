"""Files read column by column say the same as rows read one by one."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mustermap.data.combinations import combine
from mustermap.data.fields import REPORT_COLUMNS
from mustermap.data.files.report_files import read_files
from mustermap.data.ids.column_ids import former_report_ids, report_ids
from mustermap.data.ids.content_ids import BOUNDS, SAYING, former_report_id, report_id
from mustermap.data.rules.field_tables import REPORT_RULES
from mustermap.data.rules.rule import apply_rules

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ["", "a", "b;a", 'quoted "word"', "Минск", "\u2028", "\\"]
NUMBERS = [float("nan"), 0.0, 0.5, 1000.0, 1e15]


@given(
    st.lists(
        st.fixed_dictionaries(
            {name: st.sampled_from(TEXTS) for name in SAYING}
            | {name: st.sampled_from(NUMBERS) for name in BOUNDS[::2]}
            | {name: st.booleans() for name in BOUNDS[1::2]}
        ),
        min_size=1,
        max_size=8,
    )
)
def test_ids_hashed_by_columns_are_those_hashed_by_rows(rows: list[dict[str, str | float | bool]]) -> None:
    cells = {
        name: np.array([row[name] for row in rows])
        if name in BOUNDS
        else pa.array([row[name] for row in rows], pa.large_string())
        for name in rows[0]
    }
    one_by_one, formerly = [], []
    for row in rows:
        said = {name: cell for name, cell in row.items() if cell != "" and cell == cell}
        for flag, bound in ((BOUNDS[1], BOUNDS[0]), (BOUNDS[3], BOUNDS[2])):
            if bound not in said:
                del said[flag]
        one_by_one.append(report_id(said))
        formerly.append(former_report_id(said))
    assert report_ids(cells, np.arange(len(rows))) == one_by_one
    assert former_report_ids(cells, np.arange(len(rows))) == formerly


@given(st.lists(st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from([1.0, 2.0, float("nan")]))))
def test_combinations_are_counted_up_in_the_order_in_which_they_come(rows: list[tuple[str | None, float]]) -> None:
    codes, firsts = combine([pd.Series([row[0] for row in rows], dtype="str"), pd.Series([row[1] for row in rows])])
    keys = [(row[0], str(row[1])) for row in rows]
    distinct = list(dict.fromkeys(keys))
    assert [distinct[code] for code in codes] == keys
    assert firsts.tolist() == [keys.index(key) for key in distinct]


AWKWARD = {
    "id": ["one", " two ", "th;ree", "", "five\u00a0", "six", "seven"],
    "source_title": ["T"] * 7,
    "claimant": ["A", "", "  B\u2003", "C", "C", "C", "C"],
    "kind": ["", "claim", "Dispute", "dispute", "", "rumour", "context"],
    "disputes": ["", "", "one", "", "one", "", ""],
    "repeats": ["", "one; one;", ";", "five", "five", "one", "two"],
    "updates": ["", "", "", "", "", "one", ""],
    "beside": ["", "one", " one;th", "two; two", "", "two", "one"],
    "force": ["Russia", "Russia; Belarus;Russia", ";", "", " ", "a;", "b"],
    "said": ["2022", "10 October 2022", "long ago", "2022-13-45", "", "2022", "2022"],
    "figure": ["dozens", "more than a thousand", "some", "", "12", "12", "nobody knows"],
    "summary": ["a,b", 'say "so"', "two\nlines", "\x1c x \x1f", "", "=1+1", "x"],
}


def test_awkward_cells_are_read_by_columns_as_they_are_by_rows(tmp_path: Path) -> None:
    rows = [dict(zip(AWKWARD, cells, strict=True)) for cells in zip(*AWKWARD.values(), strict=True)]
    file = tmp_path / "awkward.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, AWKWARD)
        writer.writeheader()
        writer.writerows(rows)
    reading = read_files([file])
    (source,) = reading.sources
    read = {row["_row"]: row for row in reading.tables[0].to_dict("records")}
    told = {(remark.row, remark.field, remark.message) for remark in reading.rejected}
    for number, row in enumerate(rows, start=2):
        cells, problems, _ = apply_rules(REPORT_RULES, {**row, "source": source})
        cells.setdefault("id", report_id(cells))
        if problems:
            assert {(f"row {number}", problem.field, str(problem)) for problem in problems} <= told
            assert number not in read
        else:
            got = {name: read[number][name] for name in REPORT_COLUMNS}
            assert {name: cell for name, cell in got.items() if cell not in {"", False} and cell == cell} == {
                name: cell for name, cell in cells.items() if cell is not False
            }
    assert 0 < len(read) < len(rows)


@pytest.mark.parametrize("count", [1, 3000])
def test_wordings_that_are_each_different_are_each_noticed_at_their_row(count: int, tmp_path: Path) -> None:
    lines = [f"A,T,2022,as many as the leaves of tree {number}" for number in range(count)]
    file = tmp_path / "many.csv"
    file.write_text("\n".join(["claimant,source_title,said,figure", *lines]), encoding="utf-8")
    reading = read_files([file])
    assert reading.accepted == count
    assert [notice.row for notice in reading.notices] == [f"row {number + 2}" for number in range(count)]
    assert all(f"tree {number}" in notice.message for number, notice in enumerate(reading.notices))


def test_a_file_of_which_a_byte_is_not_utf8_keeps_its_other_rows(tmp_path: Path) -> None:
    file = tmp_path / "bytes.csv"
    file.write_bytes(
        "\ufeffclaimant,source_title,said\nA,T,2022\nB\xff,T,2022\nЯ,T,2022\n".encode("utf-8").replace(
            b"\xc3\xbf", b"\xff"
        )
    )
    reading = read_files([file])
    assert [str(remark) for remark in reading.rejected] == [
        "bytes.csv row 3: claimant: holds bytes that are not UTF-8; save the file as UTF-8"
    ]
    assert reading.tables[0]["claimant"].tolist() == ["A", "Я"]
