"""Cells of every format: what is a number is that number, and what cannot be used is never taken for nothing."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from shapely.geometry import Point

from mustermap.app.imports.import_texts import kinds
from mustermap.data.files.reading import Reading
from mustermap.data.files.report_files import read_files
from mustermap.data.tables.column_mapping import read_mapping
from mustermap.data.tables.foreign_files import read_foreign
from mustermap.data.tables.mapped_reports import import_columns
from mustermap.errors import UnreadableMapping

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("warm_opening")

NAMES = ("claimant", "said", "figure", "source_title")
MAPPED = ["claimant=claimant", "said=said", "figure=figure", "source_title=source_title"]


def imported(path: Path, *, columns: Sequence[str] = (), decimal: str = "", layer: str = "") -> Reading:
    reading = Reading()
    mapping = read_mapping(columns=columns, decimal=decimal)
    import_columns(path.name, read_foreign(path, reading, layer=layer), mapping, reading)
    return reading


def workbook(path: Path, *rows: Sequence[Any]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def parquet(path: Path, **columns: Any) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def geojson(path: Path, *properties: str, geometry: str = "null") -> Path:
    features = (f'{{"type": "Feature", "properties": {{{one}}}, "geometry": {geometry}}}' for one in properties)
    path.write_text(f'{{"type": "FeatureCollection", "features": [{", ".join(features)}]}}', encoding="utf-8")
    return path


def geopackage(path: Path, *changes: str, **columns: Any) -> Path:
    """Write a layer, and change cells of it as only SQLite can."""
    count = len(next(iter(columns.values())))
    frame = gpd.GeoDataFrame(columns, geometry=[Point(27.5 + at, 53.9) for at in range(count)], crs=4326)
    frame.to_file(path, layer="t")
    with sqlite3.connect(path) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        for change in changes:
            connection.execute(change)
    return path


def figures(reading: Reading) -> list[tuple[str, float]]:
    return [
        (wording, low)
        for table in reading.tables
        for wording, low in zip(table["figure"], table["figure_low"], strict=True)
    ]


def remarks(reading: Reading) -> list[str]:
    return [str(one) for one in (*reading.rejected, *reading.notices)]


SAID = {"claimant": ["A", "B"], "said": ["2022-10-14", "2022-10-15"], "source_title": ["N", "N"]}


def test_numbers_of_every_format_are_the_numbers_that_they_are(tmp_path: Path) -> None:
    made = [
        workbook(tmp_path / "t.xlsx", NAMES, ("A", "2022-10-14", 12.125, "N"), ("B", "2022-10-15", 313.5, "N")),
        parquet(tmp_path / "float.parquet", **SAID, figure=pa.array([12.125, 313.5])),
        parquet(tmp_path / "small.parquet", **SAID, figure=pa.array([12.125, 313.5], pa.float32())),
        parquet(tmp_path / "exact.parquet", **SAID, figure=pa.array([Decimal("12.125"), Decimal("313.500")])),
        geopackage(tmp_path / "t.gpkg", **SAID, figure=[12.125, 313.5]),
        geojson(
            tmp_path / "t.geojson",
            '"claimant": "A", "said": "2022-10-14", "figure": 12.125, "source_title": "N"',
            '"claimant": "B", "said": "2022-10-15", "figure": 313.5, "source_title": "N"',
        ),
    ]
    for path in made:
        reading = imported(path)
        assert remarks(reading) == [], path.name
        assert figures(reading) == [("12.125", 12.125), ("313.5", 313.5)], path.name
        assert figures(imported(path, columns=MAPPED)) == [("12.125", 12.125), ("313.5", 313.5)], path.name


def test_a_number_of_toml_is_that_number_and_is_read_again_as_it_was(tmp_path: Path) -> None:
    head = '[[source]]\nid = "s"\ntitle = "N"\n[[report]]\nid = "r"\nclaimant = "A"\n'
    (tmp_path / "t.toml").write_text(head + "figure = 12.125\n", encoding="utf-8")
    (report,) = read_files([tmp_path / "t.toml"]).reports.values()
    assert report.figure is not None
    assert (report.figure.low, report.figure.high, report.figure_wording) == (12.125, 12.125, "12.125")
    (tmp_path / "b.toml").write_text(head + "figure_low = 12.125\nfigure_best = 313.625\n", encoding="utf-8")
    (report,) = read_files([tmp_path / "b.toml"]).reports.values()
    assert report.figure is not None
    assert (report.figure.low, report.figure.best) == (12.125, 313.625)


@pytest.mark.parametrize("field", ["figure", "figure_low", "figure_high", "figure_best"])
@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["45.476", "313.625", "1218.75"], [45.476, 313.625, 1218.75]),
        (["0.125", "313.625"], [0.125, 313.625]),
        (['"45,476"', '"1218,75"'], [45.476, 1218.75]),
        (["1.250.000", "313.625"], [1_250_000, 313_625]),
        (['"1,218.75"', "313.625", '"12,500"'], [1218.75, 313.625, 12_500]),
        (["1.2E+06", "313.625", "2e3"], [1_200_000, 313.625, 2000]),
        (['"20,000"', "20 000", "300"], [20_000, 20_000, 300]),
    ],
)
def test_one_cell_that_can_be_read_in_one_way_decides_for_its_column(
    field: str, cells: list[str], numbers: list[float], tmp_path: Path
) -> None:
    file = tmp_path / "t.csv"
    rows = (f"A,2022-10-{day:02},{cell},N" for day, cell in enumerate(cells, 1))
    file.write_text("\n".join([f"claimant,said,{field},source_title", *rows]), encoding="utf-8")
    for reading in (imported(file), read_files([file])):
        assert remarks(reading) == []
        bound = "figure_low" if field == "figure" else field
        assert reading.tables[0][bound].tolist() == numbers


@pytest.mark.parametrize("field", ["figure", "figure_low", "figure_high", "figure_best"])
def test_a_column_in_which_all_is_open_is_asked_about_and_the_setting_decides(field: str, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(f"claimant,{field},source_title\nA,12.125,N\nB,313.625,N\nC,30,N\n", encoding="utf-8")
    bound = "figure_low" if field == "figure" else field
    for reading in (imported(file), read_files([file])):
        assert [str(one) for one in reading.rejected] == [
            f"t.csv row 2: {field}: '12.125' can be 12125 or 12.1250; write one of the two, or say the decimal mark of "
            'the table: decimal = "." or decimal = ","',
            f"t.csv row 3: {field}: '313.625' can be 313625 or 313.6250; write one of the two, or say the decimal mark "
            'of the table: decimal = "." or decimal = ","',
        ]
        assert reading.tables[0][bound].tolist() == [30]
    assert imported(file, decimal=".").tables[0][bound].tolist() == [12.125, 313.625, 30]
    assert imported(file, decimal=",").tables[0][bound].tolist() == [12_125, 313_625, 30]


def test_what_a_question_proposes_is_read_in_one_way(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("claimant,figure,source_title\nA,12125,N\nB,12.1250,N\n", encoding="utf-8")
    assert imported(tmp_path / "t.csv").tables[0]["figure_low"].tolist() == [12_125, 12.125]


def test_signs_that_contradict_each_other_and_semicolons_leave_a_comma_open_too(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("claimant;figure;source_title\nA;12,125;N\n", encoding="utf-8")
    assert "'12,125' can be 12125 or 12.1250" in remarks(imported(tmp_path / "t.csv"))[0]
    both = "claimant\tfigure\tsource_title\nA\t12,5\tN\nB\t12.5\tN\nC\t12,125\tN\n"
    (tmp_path / "t.tsv").write_text(both, encoding="utf-8")
    assert "t.tsv row 4: figure: '12,125' can be 12125 or 12.1250" in "".join(remarks(imported(tmp_path / "t.tsv")))


def test_a_mapping_names_the_decimal_mark_or_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("who,n\nA,12.125\n", encoding="utf-8")
    said = 'decimal = "."\n[constants]\nsource_title = "N"\n[columns]\nclaimant = "who"\nfigure = "n"\n'
    reading = Reading()
    import_columns("t.csv", read_foreign(tmp_path / "t.csv", reading), read_mapping(text=said), reading)
    assert figures(reading) == [("12.125", 12.125)]
    with pytest.raises(UnreadableMapping, match=r'decimal: \'x\' is no decimal mark; write "\." or ","'):
        read_mapping(decimal="x")


def test_bounds_that_were_read_from_a_decimal_do_not_contradict_it_when_they_come_again(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "claimant,figure,figure_low,figure_high,source_title\nA,313.625,313.6250,313.6250,N\n", encoding="utf-8"
    )
    reading = imported(tmp_path / "t.csv")
    assert remarks(reading) == []
    assert figures(reading) == [("313.625", 313.625)]


ERRORS = ["#DIV/0!", "#N/A", "#REF!", "#VALUE!"]


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_error_of_a_spreadsheet_is_rejected_with_its_row_and_costs_no_other(
    error: str, ending: str, tmp_path: Path
) -> None:
    rows = [("A", "2022-10-14", error, "N"), ("B", error, 5, "N"), ("C", "2022-10-15", 7, "N")]
    file = tmp_path / f"t.{ending}"
    if ending == "xlsx":
        workbook(file, NAMES, *rows)
    else:
        file.write_text("\n".join(",".join(map(str, row)) for row in (NAMES, *rows)), encoding="utf-8")
    expected = [
        f"{file.name} row 2: figure: holds {error}, an error of a spreadsheet; correct the cell, or leave it blank",
        f"{file.name} row 3: said: holds {error}, an error of a spreadsheet; correct the cell, or leave it blank",
    ]
    mapped = imported(file, columns=MAPPED)
    for reading in (imported(file), read_files([file]), mapped):
        assert remarks(reading) == expected
        assert figures(reading) == [("7", 7)]


def test_a_formula_without_a_result_is_rejected_by_its_cell_and_one_with_a_result_is_read(tmp_path: Path) -> None:
    from zipfile import ZIP_DEFLATED, ZipFile

    workbook(
        tmp_path / "bare.xlsx", NAMES, ("A", "2022-10-14", "=9000+1", "N"), ("B", "2022-10-15", 5, "N"),
        ("C", "2022-10-16", "=A1", "N"), ("D", "2022-10-17", '=IF(A1="","",1)', "N"),
    )  # fmt: skip
    with ZipFile(tmp_path / "bare.xlsx") as bare, ZipFile(tmp_path / "t.xlsx", "w", ZIP_DEFLATED) as made:
        for part in bare.infolist():
            content = bare.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<f>A1</f><v></v>", b"<f>A1</f><v>7</v>").replace(
                    b"<f>A1</f><v/>", b"<f>A1</f><v>7</v>"
                )
                assert b"<v>7</v>" in content
                at = content.index(b'<c r="C5"')
                content = content[:at] + content[at:].replace(b'<c r="C5"', b'<c t="str" r="C5"', 1)
            made.writestr(part, content)
    for reading in (imported(tmp_path / "t.xlsx"), read_files([tmp_path / "t.xlsx"])):
        assert remarks(reading) == [
            "t.xlsx row 2: figure: C2 holds a formula without a result ('=9000+1'); open the workbook in a spreadsheet "
            "program, save it, and import it again"
        ]
        assert figures(reading)[:2] == [("5", 5), ("7", 7)]
        assert reading.tables[0]["figure"].tolist() == ["5", "7", ""]


def test_infinity_and_what_is_no_count_are_refused_alike_by_every_door(tmp_path: Path) -> None:
    files = {
        "t.geojson": geojson(
            tmp_path / "t.geojson",
            '"claimant": "A", "source_title": "N", "figure_low": 1e400',
            '"claimant": "B", "source_title": "N", "figure": Infinity',
            '"claimant": "C", "source_title": "N", "figure": 1e308',
            '"claimant": "D", "source_title": "N", "figure_best": 1e-7',
            '"claimant": "E", "source_title": "N", "figure": 5',
        ),
    }
    numbers = "is no count; write 0, or a number from 0.001 to 1,000,000,000,000"
    expected = [
        f"t.geojson feature 1: figure_low: '1e400' {numbers}",
        f"t.geojson feature 2: figure: 'Infinity' {numbers}",
        f"t.geojson feature 3: figure: '1e+308' {numbers}",
        f"t.geojson feature 4: figure_best: '1e-07' {numbers}",
    ]
    for reading in (imported(files["t.geojson"]), read_files([files["t.geojson"]])):
        assert remarks(reading) == expected
    parquet(tmp_path / "t.parquet", **SAID, figure=pa.array([float("inf"), 5.0]))
    assert remarks(imported(tmp_path / "t.parquet")) == [f"t.parquet row 1: figure: 'Infinity' {numbers}"]
    (tmp_path / "t.csv").write_text(
        "claimant,figure_low,source_title\nA,1e308,N\nB,1e-7,N\nC,12.125,N\nD,0.5,N\nE,0,N\n", encoding="utf-8"
    )
    reading = read_files([tmp_path / "t.csv"])
    assert remarks(reading) == [
        f"t.csv row 2: figure_low: '1e308' {numbers}",
        f"t.csv row 3: figure_low: '1e-7' {numbers}",
    ]
    assert reading.tables[0]["figure_low"].tolist() == [12.125, 0.5, 0]
    (tmp_path / "t.toml").write_text(
        '[[source]]\nid = "s"\ntitle = "N"\n[[report]]\nclaimant = "A"\nfigure_high = inf\n', encoding="utf-8"
    )
    assert remarks(read_files([tmp_path / "t.toml"])) == [f"t.toml report 1: figure_high: 'inf' {numbers}"]


DAYS = (
    "claimant,said,source_title\nA,16/01/2024,N\nB,5/16/80,N\nC,16.01.2024,N\nD,2022/04/08,N\nE,1861-6-10,N\n"
    "F,20220408,N\nG,16-May-2025,N\nH,2022-01-16,N\nI,44833,N\n"
)


def test_days_of_spreadsheets_that_can_be_read_in_one_way_are_read(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(DAYS, encoding="utf-8")
    for reading in (imported(tmp_path / "t.csv"), read_files([tmp_path / "t.csv"])):
        assert reading.tables[0]["said"].tolist() == [
            "2024-01-16", "2024-01-16", "2022-04-08", "1861-06-10", "2022-04-08", "2025-05-16", "2022-01-16",
        ]  # fmt: skip
        assert [one.partition(" has")[0].partition(" is no")[0] for one in remarks(reading)] == [
            "t.csv row 3: said: '5/16/80'", "t.csv row 10: said: '44833'",
        ]  # fmt: skip


@pytest.mark.parametrize("field", ["said", "start", "end", "source_published", "source_accessed"])
def test_the_order_of_day_and_month_is_proposed_by_a_row_that_shows_it_and_said_by_the_setting(
    field: str, tmp_path: Path
) -> None:
    file = tmp_path / "t.csv"
    file.write_text(f"claimant,{field},source_title\nA,10/12/2022,N\nB,16/12/2022,N\n", encoding="utf-8")
    for reading in (imported(file), read_files([file])):
        assert remarks(reading) == [
            f"t.csv row 2: {field}: '10/12/2022' can be 2022-12-10 or 2022-10-12, since day and month could be swapped"
            """; write one of the two, or say the order of the table's days: dates = "dmy", as its '16/12/2022' shows"""
        ]
        assert reading.tables[0]["claimant"].tolist() == ["B"]
    for order, day, count in (("dmy", "2022-12-10", 2), ("mdy", "2022-10-12", 1)):
        reading = Reading()
        import_columns(file.name, read_foreign(file, reading), read_mapping(dates=order), reading)
        source, _, name = field.rpartition("_")
        cells = [one.cells() for one in reading.sources.values()] if source else reading.tables[0].to_dict("records")
        assert (cells[0][name], reading.accepted) == (day, count)


def test_a_column_that_shows_both_orders_proposes_none(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("claimant,said,source_title\nA,10/12/2022,N\nB,16/12/2022,N\nC,12/16/2022,N\n", encoding="utf-8")
    (refused,) = remarks(imported(file))
    assert refused.endswith('dates = "dmy" or dates = "mdy"')


def test_an_order_that_a_row_contradicts_rejects_it(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("claimant,said,source_title\nA,5/16/80,N\nB,16/05/1980,N\nC,5/16/29,N\n", encoding="utf-8")
    reading = Reading()
    import_columns(file.name, read_foreign(file, reading), read_mapping(dates="mdy"), reading)
    assert reading.tables[0]["said"].tolist() == ["1980-05-16", "2029-05-16"]
    assert remarks(reading)[0].startswith(
        "t.csv row 3: said: '16/05/1980' has 16 for a month in the order mdy; write it"
    )
    with pytest.raises(UnreadableMapping, match="'ymd' is no order of day and month"):
        read_mapping(dates="ymd")


def test_a_day_that_is_none_is_kept_as_its_wording_and_said(tmp_path: Path) -> None:
    parquet(
        tmp_path / "t.parquet", claimant=["A", "B", "C"], source_title=["N"] * 3,
        said=pa.array([float("inf"), None, float("nan")]),
    )  # fmt: skip
    reading = imported(tmp_path / "t.parquet")
    assert reading.tables[0]["said_wording"].tolist() == ["Infinity", "", "NaN"]
    assert [str(one).partition(" is no date")[0] for one in reading.notices] == [
        "t.parquet row 1: said: 'Infinity'", "t.parquet row 3: said: 'NaN'",
    ]  # fmt: skip
    days = [datetime(2022, 10, 14, tzinfo=UTC), datetime(2022, 10, 15, tzinfo=UTC), datetime(2022, 10, 16, tzinfo=UTC)]
    geopackage(
        tmp_path / "t.gpkg", "UPDATE t SET said = 'infinity' WHERE fid = 1", "UPDATE t SET said = 'NaT' WHERE fid = 2",
        claimant=["A", "B", "C"], source_title=["N"] * 3, said=pd.to_datetime(days),
    )  # fmt: skip
    reading = imported(tmp_path / "t.gpkg")
    assert reading.tables[0]["said_wording"].tolist() == ["infinity", "NaT", ""]
    assert reading.tables[0]["said"].tolist() == ["", "", "2022-10-16"]
    assert len(reading.notices) == 2


def test_a_text_in_a_column_of_numbers_of_a_geopackage_does_not_become_nought(tmp_path: Path) -> None:
    geopackage(
        tmp_path / "t.gpkg", "UPDATE t SET figure = 'many' WHERE fid = 1",
        "UPDATE t SET figure_low = 7.5 WHERE fid = 2",
        **SAID, figure=[1.5, None], figure_low=[None, 3],
    )  # fmt: skip
    reading = imported(tmp_path / "t.gpkg")
    assert reading.tables[0]["figure"].tolist() == ["many", ""]
    assert reading.tables[0]["figure_low"].tolist()[1] == 7.5
    assert [json.loads(one)["coordinates"][0] for one in reading.tables[0]["geometry"]] == [27.5, 28.5]


def test_a_text_in_a_field_of_numbers_of_kml_does_not_become_nought(tmp_path: Path) -> None:
    marks = "".join(
        f'<Placemark><ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="claimant">A</SimpleData>'
        f'<SimpleData name="source_title">N</SimpleData><SimpleData name="figure">{figure}</SimpleData></SchemaData>'
        f"</ExtendedData><Point><coordinates>27.5,53.9</coordinates></Point></Placemark>"
        for figure in ("many", "12.125", "1e3")
    )
    (tmp_path / "t.kml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        '<Schema name="s" id="s"><SimpleField name="claimant" type="string"/><SimpleField type="string" '
        f'name="source_title"/><SimpleField type="double" name="figure"/></Schema>{marks}</Document></kml>',
        encoding="utf-8",
    )
    reading = imported(tmp_path / "t.kml")
    assert reading.tables[0]["figure"].tolist() == ["many", "12.125", "1e3"]
    assert reading.tables[0]["figure_low"].tolist()[1:] == [12.125, 1000]


def test_bytes_that_are_not_utf8_cost_their_row_and_are_named_by_column(tmp_path: Path) -> None:
    bad = pa.Array.from_buffers(
        pa.string(),
        2,
        [None, pa.py_buffer(b"\x00\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00"), pa.py_buffer(b"\xcfB")],
    )
    parquet(tmp_path / "t.parquet", **{**SAID, "claimant": bad}, figure=[5, 6])
    geopackage(
        tmp_path / "t.gpkg", "UPDATE t SET claimant = CAST(x'cf' AS TEXT) WHERE fid = 1", **SAID, figure=[5, 6]
    )  # fmt: skip
    for name in ("t.parquet", "t.gpkg"):
        reading = imported(tmp_path / name)
        assert remarks(reading) == [f"{name} row 1: claimant: holds bytes that are not UTF-8; save the file as UTF-8"]
        assert reading.tables[0]["claimant"].tolist() == ["B"]


def test_a_value_of_geojson_that_is_no_cell_costs_its_feature_only_where_it_is_used(tmp_path: Path) -> None:
    geojson(
        tmp_path / "t.geojson",
        '"claimant": {"a": 1}, "source_title": "N", "more": {"b": 2}',
        '"claimant": "B", "source_title": "N", "more": [1]',
    )
    for reading in (imported(tmp_path / "t.geojson"), read_files([tmp_path / "t.geojson"])):
        assert [str(one) for one in reading.rejected] == [
            "t.geojson feature 1: claimant: is a dict; write a text, a number, a date or a list of texts",
            "t.geojson feature 1: claimant: blank; say who claims it, or that nobody is named",
        ]
        assert reading.tables[0]["claimant"].tolist() == ["B"]


def test_a_note_counts_the_rows_of_which_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("who,n\nA,many\nB,many\nC,many\nD,few\n", encoding="utf-8")
    reading = imported(tmp_path / "t.csv", columns=["claimant=who", "figure=n", "source_title=who"])
    assert [(str(one).partition(": ")[0], times) for one, times in kinds(reading.notices)] == [
        ("t.csv row 2 and others", 4)
    ]


def test_a_workbook_of_fields_is_checked_as_it_is_imported(tmp_path: Path) -> None:
    workbook(tmp_path / "t.xlsx", (*NAMES, "colour"), ("A", date(2022, 10, 14), 5, "N", "red"), ("", "", "x", "N", ""))
    doors = [imported(tmp_path / "t.xlsx"), read_files([tmp_path / "t.xlsx"])]
    assert remarks(doors[0]) == remarks(doors[1])
    assert "claimant: blank" in remarks(doors[0])[0]
    assert doors[1].tables[0]["said"].tolist() == ["2022-10-14"]
