"""What is exported and read back is what it was."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest

from mustermap.app.commands.import_ import ImportRequest
from mustermap.app.exports.export_writers import export_reports
from mustermap.app.file_entry import add_files
from mustermap.app.imports.table_import import import_file
from mustermap.app.options import Selection
from mustermap.data.files.export_names import EXPORTED_LAYERS
from mustermap.data.ledger import Ledger
from tests.cases import FIRST_SOURCE
from tests.export_samples import make_hostile_ledger
from tests.ledger_damage import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Some of it reads foreign files, which is done in a process of its own.
pytestmark = [pytest.mark.process, pytest.mark.usefixtures("warm_opening")]

ENDINGS = ("gpkg", "parquet", "geojson", "kml", "csv")


def add(file: Path, ledger: Path) -> int:
    return add_files([file], ledger=ledger, editor="B", revise=False, key=None)


def import_it(file: Path, ledger: Path) -> int:
    return import_file(ImportRequest(file=file, ledger=ledger, editor="B"))


def export(output: Path, *, ledger: Path, overwrite: bool = False) -> int:
    return export_reports(Selection(ledger=ledger), outputs=[output], overwrite=overwrite)


def said(ledger: Path) -> list[pd.DataFrame]:
    with Ledger.open(ledger) as book:
        tables = (pd.DataFrame(book.reports()), pd.DataFrame(book.sources()), pd.DataFrame(book.places()))
    in_order = (table.sort_values(table.columns[0]).reset_index(drop=True).astype(object) for table in tables)
    return [table.where(table.notna(), None) for table in in_order]


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    seeds = tmp_path_factory.mktemp("seeds") / "ledger.gpkg"
    assert add_files([FIRST_SOURCE], ledger=seeds, editor="A", revise=False, key=None) == 0
    return {"seeds": seeds, "hostile": make_hostile_ledger(tmp_path_factory.mktemp("hostile"))}


@pytest.fixture(scope="module")
def exported(ledgers: dict[str, Path]) -> dict[str, Path]:
    """Export each ledger into every format; give the folders."""
    for ledger in ledgers.values():
        outputs = [ledger.with_name(f"claims.{ending}") for ending in ENDINGS]
        assert export_reports(Selection(ledger=ledger), outputs=outputs, overwrite=False) == 0
    return {which: ledger.parent for which, ledger in ledgers.items()}


@pytest.mark.parametrize("read", [add, import_it])
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("which", ["seeds", "hostile"])
def test_reports_sources_and_places_come_back_as_they_were(
    exported: dict[str, Path],
    ledgers: dict[str, Path],
    which: str,
    ending: str,
    read: Callable[[Path, Path], int],
    tmp_path: Path,
) -> None:
    assert read(exported[which] / f"claims.{ending}", tmp_path / "again.gpkg") == 0
    for before, after in zip(said(ledgers[which]), said(tmp_path / "again.gpkg"), strict=True):
        pd.testing.assert_frame_equal(before, after)


def test_a_file_added_to_the_ledger_that_it_comes_from_adds_nothing(
    ledgers: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(tmp_path / "claims.gpkg", ledger=ledgers["hostile"])
    capsys.readouterr()
    assert add(tmp_path / "claims.gpkg", ledgers["hostile"]) == 0
    assert "0 added, 34 skipped (already there), 0 rejected" in capsys.readouterr().out


def test_a_layer_that_another_program_saved_in_another_format_is_read_as_what_it_was(
    ledgers: dict[str, Path], tmp_path: Path
) -> None:
    export(tmp_path / "claims.gpkg", ledger=ledgers["seeds"])
    gpd.read_file(tmp_path / "claims.gpkg", layer="points").to_file(tmp_path / "points.geojson")
    assert add(tmp_path / "points.geojson", tmp_path / "again.gpkg") == 0
    reports = said(tmp_path / "again.gpkg")[0].set_index("id")
    expected = said(ledgers["seeds"])[0].set_index("id").loc[["01-airbase-check", "09-first-tank-army"]]
    pd.testing.assert_frame_equal(reports, expected)


def test_a_report_that_was_changed_in_one_of_its_rows_is_told_and_not_taken_twice(
    ledgers: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "claims.geojson"
    export(file, ledger=ledgers["seeds"])
    document = json.loads(file.read_text("utf-8"))
    rows = [one for one in document["features"] if one["properties"]["id"] == "03-latushka-120000"]
    assert len(rows) == 3
    rows[1]["properties"]["phase"] = "present"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert add(file, tmp_path / "again.gpkg") == 1
    assert "was given before with other content (phase)" in capsys.readouterr().out
    assert len(said(tmp_path / "again.gpkg")[0]) == 13


def test_somebody_elses_geopackage_and_a_ledger_are_refused_as_report_files_with_the_way_to_read_them(
    ledgers: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gpd.GeoDataFrame({"town": ["Minsk"]}, geometry=gpd.points_from_xy([27.5], [53.9]), crs=4326).to_file(
        tmp_path / "t.gpkg"
    )
    for file in (tmp_path / "t.gpkg", ledgers["seeds"]):
        assert add(file, tmp_path / "again.gpkg") == 1
        told = capsys.readouterr().out
        assert (
            f"is no file that mustermap export made; take somebody else's table in with: mustermap import {file.name}"
            in told
        )
        assert f"name a ledger with --ledger {file.name}" in told
    assert not (tmp_path / "again.gpkg").exists()


def test_control_characters_are_blanks_in_kml_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feature = {"claimant": "A", "source_title": "News", "summary": "a\u0001b\u000bc", "said": "2022-10-01"}
    features = [{"type": "Feature", "properties": feature, "geometry": None}]
    (tmp_path / "r.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    add(tmp_path / "r.geojson", tmp_path / "ledger.gpkg")
    for ending, summary, told in (
        ("kml", "a b c", "cannot hold control characters, written as blanks"),
        ("gpkg", "a\x01b\x0bc", ""),
    ):
        again = tmp_path / f"{ending}.gpkg"
        capsys.readouterr()
        export(tmp_path / f"claims.{ending}", ledger=tmp_path / "ledger.gpkg", overwrite=True)
        assert told in capsys.readouterr().out
        assert add(tmp_path / f"claims.{ending}", again) == 0
        assert said(again)[0]["summary"].tolist() == [summary]


def without_their_geometry(path: Path) -> None:
    run(path, "DELETE FROM gpkg_geometry_columns")


def without_a_table(path: Path) -> None:
    # What GDAL has added beside the table would ask for functions of its own.
    run(path, "DROP TRIGGER rtree_points_geometry_delete", "DROP TABLE points")


def with_a_broken_page(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as opened:
        ((root,),) = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = 'area_rows'")
        ((size,),) = opened.execute("PRAGMA page_size")
    content = path.read_bytes()
    path.write_bytes(content[: (root - 1) * size] + b"\xff" * size + content[root * size :])


@pytest.mark.parametrize("read", [add, import_it])
@pytest.mark.parametrize(
    ("damage", "missing", "words"),
    [
        (without_their_geometry, ["areas", "lines", "points"], "the layers 'areas', 'lines', 'points'"),
        (without_a_table, ["points"], "the layer 'points'"),
        (with_a_broken_page, ["areas"], "the layer 'areas'"),
    ],
)
def test_layers_of_our_own_geopackage_that_cannot_be_read_are_named_and_the_others_are_read(
    ledgers: dict[str, Path],
    damage: Callable[[Path], None],
    missing: list[str],
    words: str,
    read: Callable[[Path, Path], int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "claims.gpkg"
    export(file, ledger=ledgers["seeds"])
    ids = {name: set(gpd.read_file(file, layer=name)["id"]) for name in EXPORTED_LAYERS}
    damage(file)
    capsys.readouterr()
    assert read(file, tmp_path / "again.gpkg") == 1
    remedy = "export the file again, or mend it with the program that wrote it last"
    told = f"rejected: claims.gpkg: cannot be read in {words}, whose reports are missing here; {remedy}"
    assert told in capsys.readouterr().out.splitlines()
    assert set(said(tmp_path / "again.gpkg")[0]["id"]) == set().union(*(ids[name] for name in ids.keys() - missing))
