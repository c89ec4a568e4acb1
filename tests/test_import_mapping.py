"""Mappings: what is said of a wrong one, and what a row of somebody else's table becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest

from mustermap.data.files.csv_text import RawColumns
from mustermap.data.files.reading import Reading
from mustermap.data.tables.column_mapping import read_mapping
from mustermap.data.tables.mapped_reports import Imported, import_columns
from mustermap.data.tables.span_columns import UnreadableSpan, read_span_parts
from mustermap.errors import UnreadableFile, UnreadableMapping

if TYPE_CHECKING:
    from pathlib import Path

WHO = '[constants]\nclaimant = "A"\nsource_title = "T"\n'


def made(mapping: str, rows: list[dict[str, str]], tmp_path: Path) -> Imported:
    (tmp_path / "m.toml").write_text(mapping, encoding="utf-8")
    texts = {name: pa.array([row[name] for row in rows], pa.large_string()) for name in rows[0]}
    raw = RawColumns(texts, np.arange(2, len(rows) + 2), is_foreign=False)
    return import_columns("t.csv", raw, read_mapping(tmp_path / "m.toml"), Reading())


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("[columns\n", "m.toml: is no TOML"),
        ("[colums]\n", "'colums' is not known; did you mean 'columns'?"),
        ('[columns]\nplaec = "x"\n', "'plaec' is not known; did you mean 'place'?"),
        ('columns = "x"\n', "columns: is no table"),
        ("[columns]\nplace = true\n", "place: is True; write a text in quotes"),
        ('[columns]\nfigure = [{ component = "army" }]\n', "names no column"),
        ('[columns]\nspan = "year"\n', "span: write its columns"),
        ('[columns]\nspan = { month = "m" }\n', "span: has no year"),
        ('place_is = "town"\n', "place_is: 'town' is not known; write 'country'"),
        ('blanks = "NA"\n', "blanks: write a list"),
    ],
)
def test_a_wrong_mapping_is_refused_with_the_remedy(mapping: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(mapping, encoding="utf-8")
    with pytest.raises(UnreadableMapping) as refused:
        read_mapping(tmp_path / "m.toml")
    assert said in str(refused.value)


@pytest.mark.parametrize("text", ["place", "=Location", "place="])
def test_an_option_that_is_no_pair_is_refused(text: str) -> None:
    with pytest.raises(UnreadableMapping, match=r"write a field, = and its value, as in --map place=Location"):
        read_mapping(columns=[text])


def test_the_command_line_counts_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(WHO + '[columns]\nplace = "a"\nfigure = "f"\n', encoding="utf-8")
    read = read_mapping(
        tmp_path / "m.toml", columns=["place=b", "figure=g", "figure=h", "span.year=y"], constants=["claimant=B"]
    )
    assert read is not None
    assert read.columns == {"place": "b"}
    assert [one.column for one in read.figures] == ["g", "h"]
    assert read.span == {"year": "y"}
    assert read.constants == {"claimant": "B", "source_title": "T"}
    assert read_mapping() is None


def test_who_says_it_and_where_it_was_read_must_be_given(tmp_path: Path) -> None:
    with pytest.raises(UnreadableMapping, match=r"does not give source_title, .* --set source_title=…"):
        made('[constants]\nclaimant = "A"\n[columns]\nfigure = "n"\n', [{"n": "5"}], tmp_path)
    with pytest.raises(UnreadableMapping, match=r"does not give claimant"):
        made('[constants]\nsource_title = "A"\n[columns]\nfigure = "n"\n', [{"n": "5"}], tmp_path)


def test_without_a_mapping_a_table_of_other_names_is_refused() -> None:
    raw = RawColumns({"n": pa.array(["5"], pa.large_string())}, np.array([2]), is_foreign=False)
    with pytest.raises(UnreadableFile, match=r"t\.csv: has the columns 'n', .*--map place=COLUMN"):
        import_columns("t.csv", raw, None, Reading())


def test_a_constant_fills_what_a_column_leaves_blank_and_values_are_translated(tmp_path: Path) -> None:
    mapping = (
        WHO + 'phase = "planned"\n[columns]\nfigure = "n"\nphase = "status"\n[values.phase]\nstationed = "present"\n'
    )
    rows = [{"n": "5", "status": "stationed"}, {"n": "6", "status": "NA"}, {"n": "7", "status": "gone"}]
    done = made(mapping, rows, tmp_path)
    assert done.reading.tables[0]["phase"].tolist() == ["present", "planned"]
    (remark,) = done.reading.rejected
    assert (remark.row, remark.field) == ("row 4", "phase (column 'status')")


def test_blank_figures_make_no_report_unless_they_are_to_be_kept(tmp_path: Path) -> None:
    rows = [{"n": "5", "p": "Minsk"}, {"n": "NA", "p": "Brest"}, {"n": "-99", "p": "Gomel"}]
    columns = '[columns]\nfigure = "n"\nplace = "p"\n'
    done = made(f'blanks = ["NA", "-99"]\n{WHO}{columns}', rows, tmp_path)
    assert done.reading.tables[0]["place"].tolist() == ["Minsk"]
    assert done.left_out == {"n": 2}
    kept = made(f'blanks = ["NA", "-99"]\nwithout_figure = "keep"\n{WHO}{columns}', rows, tmp_path)
    assert kept.reading.tables[0]["place"].tolist() == ["Minsk", "Brest", "Gomel"]


def test_an_open_end_is_no_blank(tmp_path: Path) -> None:
    done = made(WHO + '[columns]\nfigure = "n"\nend = "e"\n', [{"n": "5", "e": ".."}, {"n": "6", "e": "-"}], tmp_path)
    assert done.reading.tables[0]["end"].tolist() == ["..", ""]


def test_a_wrong_span_names_its_column_and_costs_no_other_row(tmp_path: Path) -> None:
    mapping = WHO + '[columns]\nfigure = ["n", "o"]\nspan = { year = "Y", month = "M" }\n'
    rows = [
        {"n": "5", "o": "", "y": "1992", "m": "13"},
        {"n": "", "o": "6", "y": "", "m": "Q2"},
        {"n": "7", "o": "8", "y": "1992", "m": "Q2"},
    ]
    done = made(mapping, rows, tmp_path)
    assert [table["start"].tolist() for table in done.reading.tables] == [["1992-34"], ["1992-34"]]
    assert [str(remark) for remark in done.reading.rejected] == [
        "t.csv row 2: start: '13' is no month; write 1 to 12 or its name in English (column 'm')",
        "t.csv row 3: start: blank, beside 'Q2'; fill the year (column 'y')",
    ]


@pytest.mark.parametrize(
    ("parts", "edtf"),
    [
        (("1950", "", ""), "1950"),
        (("2012", "IV", ""), "2012-36"),
        (("2012", "2", "Jun"), "2012-06"),
        (("2012", "", "September"), "2012-09"),
        (("2012", "", "3Q"), "2012-35"),
        (("2012.0", "4.0", "10.0"), "2012-10"),
        (("", "", ""), ""),
    ],
)
def test_spans(parts: tuple[str, str, str], edtf: str) -> None:
    assert read_span_parts(*parts) == edtf


@pytest.mark.parametrize(
    ("parts", "part"),
    [(("92", "", ""), "year"), (("1992", "5", ""), "quarter"), (("1992", "", "0"), "month"), (("", "1", ""), "year"),
     (("1992", "", "marvellous?"), "month"), (("1992", "1", "4"), "month")],
)  # fmt: skip
def test_what_is_no_span(parts: tuple[str, str, str], part: str) -> None:
    with pytest.raises(UnreadableSpan) as wrong:
        read_span_parts(*parts)
    assert wrong.value.part == part
