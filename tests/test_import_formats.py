"""Other people's files of every format, and what is done about hostile ones."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import zipfile
import zlib
from decimal import Decimal
from typing import TYPE_CHECKING

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from shapely.geometry import MultiPoint, Point

from mustermap.data.files.reading import Reading
from mustermap.data.tables.cell_texts import of_arrow
from mustermap.data.tables.column_mapping import read_mapping
from mustermap.data.tables.foreign_files import Limits, read_foreign
from mustermap.data.tables.mapped_reports import import_columns
from mustermap.errors import UnreadableFile, UnreadableMapping

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mustermap.data.tables.mapped_reports import Imported

WARM = pytest.mark.usefixtures("warm_opening")

COLUMNS = ("figure=Troops", "place=Town", "start=When", "summary=Note")
CONSTANTS = ("claimant=A. Minister", "source_title=Evening News", "force=Northland")


def frame() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "Town": ["Minsk", "Brest", "Гомель"],
            "Troops": [1000.0, None, 20500.0],
            "When": pd.to_datetime(["2022-09-29 14:30", "2022-10-01 00:00", "2022-10-02 23:59"]),
            "Note": ["-1+1", "</script>", 'a "quote"; a semicolon\nand a line'],
        },
        geometry=[Point(27.56, 53.9), Point(23.7, 52.1), Point(30.98, 52.44)],
        crs=4326,
    )


def without_shapes() -> pd.DataFrame:
    return pd.DataFrame(frame().drop(columns="geometry"))


WRITERS: dict[str, Callable[[Path], object]] = {
    "t.csv": lambda path: without_shapes().to_csv(path, index=False),
    "t.tsv": lambda path: without_shapes().to_csv(path, index=False, sep="\t"),
    "t.xlsx": lambda path: without_shapes().to_excel(path, index=False),
    "t.parquet": lambda path: without_shapes().to_parquet(path),
    "t.geojson": lambda path: frame().to_file(path),
    "t.gpkg": lambda path: frame().to_crs(3857).to_file(path),
    "t.kml": lambda path: frame().to_file(path, driver="LIBKML"),
    "geo.parquet": lambda path: frame().to_parquet(path),
}


def imported(path: Path, *, layer: str = "", limits: Limits | None = None) -> Imported:
    reading = Reading()
    raw = read_foreign(path, reading, layer=layer, **({"limits": limits} if limits else {}))
    return import_columns(path.name, raw, read_mapping(columns=COLUMNS, constants=CONSTANTS), reading)


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_says_the_same(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    WRITERS[name](path)
    made = imported(path)
    assert made.reading.rejected == []
    (table,) = made.reading.tables
    assert table["place"].tolist() == ["Minsk", "Гомель"]
    assert table["figure_low"].tolist() == [1000.0, 20500.0]
    assert table["figure"].tolist() == ["1000", "20500"]
    assert table["start"].tolist() == ["2022-09-29", "2022-10-02"]
    assert made.left_out == {"Troops": 1}
    assert table["summary"].tolist() == ["-1+1", 'a "quote"; a semicolon\nand a line']
    if path.suffix in {".gpkg", ".kml", ".geojson"} or name == "geo.parquet":
        points = [tuple(round(degree, 6) for degree in _point(text)) for text in table["geometry"]]
        assert points == [(27.56, 53.9), (30.98, 52.44)]
    else:
        assert set(table["geometry"]) == {""}


OPEN_EACH = """
import sys
from mustermap.data.tables.guarded_process import main
for name in sys.argv[1:]:
    assert main(name, "", "columns.arrow", "3072", "120") == 0, name
print(*(name for name in ("pandas", "geopandas") if name in sys.modules))
"""


def test_no_file_of_usual_columns_waits_for_pandas_to_be_imported(tmp_path: Path) -> None:
    names = ["t.xlsx", "t.geojson", "t.gpkg", "t.kml"]
    for name in names:
        WRITERS[name](tmp_path / name)
    opened = subprocess.run(
        [sys.executable, "-P", "-c", OPEN_EACH, *names], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (opened.returncode, opened.stdout) == (0, "\n"), opened.stderr


def _point(text: str) -> tuple[float, float]:
    lon, lat = json.loads(text)["coordinates"]
    return lon, lat


@WARM
def test_a_single_part_is_taken_out_of_a_multipoint_and_several_are_rejected(tmp_path: Path) -> None:
    several = frame().set_geometry([MultiPoint([(1, 2)]), None, MultiPoint([(1, 2), (3, 4)])], crs=4326)
    several.to_file(tmp_path / "t.gpkg")
    made = imported(tmp_path / "t.gpkg")
    assert len(made.reading.tables[0]) == 1
    (remark,) = made.reading.rejected
    assert remark.row == "row 3"
    assert remark.field == "geometry"


@WARM
def test_of_several_sheets_the_first_filled_one_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "empty"
    one = book.create_sheet("one")
    for row in (["A title"], [], ["Town", "Troops", "When", "Note"], ["Minsk", 5, "2022-10", "x"]):
        one.append(row)
    two = book.create_sheet("two")
    for row in (["Town", "Troops", "When", "Note"], ["Brest", 7, "2022-11", "y"]):
        two.append(row)
    book.save(tmp_path / "t.xlsx")
    made = imported(tmp_path / "t.xlsx")
    assert made.reading.tables[0][["place", "_row"]].to_numpy().tolist() == [["Minsk", 4]]
    assert "not 'empty', 'two'" in made.reading.notices[0].message
    assert imported(tmp_path / "t.xlsx", layer="two").reading.tables[0]["place"].tolist() == ["Brest"]
    with pytest.raises(UnreadableFile, match=r"has no sheet 'three'; it has 'empty', 'one', 'two'"):
        imported(tmp_path / "t.xlsx", layer="three")


def test_a_zip_bomb_as_a_workbook_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    frame().drop(columns="geometry").to_excel(tmp_path / "small.xlsx", index=False)
    with (
        zipfile.ZipFile(tmp_path / "small.xlsx") as small,
        zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb,
    ):
        for part in small.infolist():
            if part.filename != "xl/worksheets/sheet1.xml":
                bomb.writestr(part, small.read(part))
        packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
        start = packer.compress(b"<worksheet><sheetData>") + packer.flush(zlib.Z_FULL_FLUSH)
        blanks = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
        sheet = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
        bomb.writestr(sheet, start + 700 * blanks + packer.flush())  # packed once, and not 700 times
        sheet.compress_type, sheet.file_size = zipfile.ZIP_DEFLATED, 700 * 2**20
    assert (tmp_path / "bomb.xlsx").stat().st_size < 2**20
    with pytest.raises(UnreadableFile, match=r"bomb\.xlsx: unpacks to 700 MB, and 600 MB is the most"):
        imported(tmp_path / "bomb.xlsx")


def test_a_view_without_an_end_is_given_up(tmp_path: Path) -> None:
    frame().to_file(tmp_path / "t.gpkg", layer="reports")
    with sqlite3.connect(tmp_path / "t.gpkg") as file:
        file.executescript(
            """
            CREATE VIEW endless AS WITH RECURSIVE n(Town) AS (SELECT 1 UNION ALL SELECT Town + 1 FROM n)
                SELECT count(*) AS Town FROM n;
            UPDATE gpkg_contents SET table_name = 'endless', identifier = 'endless', data_type = 'attributes';
            DELETE FROM gpkg_geometry_columns;
            """
        )
    with pytest.raises(
        UnreadableFile, match=r"t\.gpkg: takes longer than 2 seconds to read; check where it comes from"
    ):
        imported(tmp_path / "t.gpkg", limits=Limits(seconds=2))


def test_a_file_that_needs_too_much_memory_is_given_up(tmp_path: Path) -> None:
    rows = ",".join('{"type": "Feature", "properties": {"Town": "Minsk"}, "geometry": null}' for _ in range(400_000))
    (tmp_path / "t.geojson").write_text(f'{{"type": "FeatureCollection", "features": [{rows}]}}', encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"t\.geojson: (needs more than 300 MB|broke the process)"):
        imported(tmp_path / "t.geojson", limits=Limits(memory_mb=300))


@WARM
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.gpkg", b"<OGRVRTDataSource></OGRVRTDataSource>", "is no GPKG file"),
        ("t.kml", b"<OGRVRTDataSource></OGRVRTDataSource>", "is no KML file"),
        ("t.gpkg", b"SQLite format 3\0" + b"\xff" * 500, "t.gpkg: "),
        ("t.xlsx", b"PK\x03\x04 nothing", "is no XLSX workbook"),
        ("t.parquet", b"PAR1", "cannot be read"),
        ("t.geojson", b"[" * 100_000, "t.geojson: "),
        ("t.geojson", b'{"type": "Point"}', "is no GeoJSON FeatureCollection"),
        ("t.xls", b"", "is no .csv, .tsv, .xlsx"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile) as refused:
        imported(tmp_path / name)
    assert said in str(refused.value)


def test_a_package_of_another_name_where_one_stands_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    WRITERS["t.parquet"](tmp_path / "t.parquet")
    (tmp_path / "pyarrow.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(imported(tmp_path / "t.parquet").reading.tables[0]) == 2


def test_a_column_that_is_not_there_is_named_with_what_was_perhaps_meant(tmp_path: Path) -> None:
    without_shapes().rename(columns={"Troops": "Troops_AD"}).to_csv(tmp_path / "t.csv", index=False)
    with pytest.raises(UnreadableMapping, match=r"has no column 'Troops', .*did you mean 'troops_ad'\?"):
        imported(tmp_path / "t.csv")


def test_types_of_arrow_become_texts() -> None:
    assert of_arrow(pa.array([1, None, 3])).texts.to_pylist() == ["1", "", "3"]
    assert of_arrow(pa.array([["a;b", "c"], None])).texts.to_pylist() == ["a,b;c", ""]
    assert of_arrow(pa.array(["x", None]).dictionary_encode()).texts.to_pylist() == ["x", ""]
    flags = pa.chunked_array([pa.array([True]), pa.array([None, False])])
    assert of_arrow(flags).texts.to_pylist() == ["true", "", "false"]
    assert of_arrow(pa.array([0.1, 12.125], pa.float32())).texts.to_pylist() == ["0.1", "12.125"]
    assert of_arrow(pa.array([Decimal("12.125"), None])).texts.to_pylist() == ["12.125", ""]
    assert of_arrow(pa.array([float("inf"), float("nan")])).texts.to_pylist() == ["Infinity", "NaN"]
    assert of_arrow(pa.array([2**40, 0], pa.timestamp("s"))).texts.to_pylist()[1] == "1970-01-01"
