"""Exported files: what others read in them."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from fastkml.validator import validate
from lxml import etree

from mustermap import layers
from mustermap.app.exports.export_writers import export_reports
from mustermap.app.options import Selection
from mustermap.app.report_selection import load
from mustermap.errors import WrongUse
from mustermap.layers.export.export_columns import EXPORT_COLUMNS
from tests.cases import FIRST_SOURCE, day, seed_claims
from tests.export_samples import make_hostile_ledger

if TYPE_CHECKING:
    from pathlib import Path

KML = "{http://www.opengis.net/kml/2.2}"
CREDIT = "Places © GeoNames, CC BY 4.0"
ENDINGS = ("gpkg", "parquet", "geojson", "kml", "csv")


def names(folder: Path) -> list[Path]:
    return [*(folder / f"claims.{ending}" for ending in ENDINGS), folder / "datapackage.json"]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds")
    assert export_reports(Selection(files=[FIRST_SOURCE]), outputs=names(folder), overwrite=False) == 0
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    ledger = make_hostile_ledger(folder)
    assert export_reports(Selection(ledger=ledger), outputs=names(folder), overwrite=False) == 0
    return folder


def csv_rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def layer(folder: Path, name: str) -> gpd.GeoDataFrame:
    return gpd.read_file(folder / "claims.gpkg", layer=name)


def test_a_day_asked_of_the_file_shows_the_placed_claims_in_effect(seeds: Path) -> None:
    drawn = pd.concat([layer(seeds, name) for name in ("points", "areas")])
    claims = seed_claims()
    days = layers.change_days(claims)
    assert day("2022-12-01") not in days
    for on in (*days, day("2022-12-01")):
        moment = pd.Timestamp(on, unit="D")
        here = drawn[~(drawn["from"] > moment) & ~(drawn["to"] < moment)]
        expected = layers.in_effect(claims, on=on)
        expected = expected[expected["place_ref"] != ""]
        assert sorted(zip(here["id"], here["certainty"], here["last_cited"].astype(bool), strict=True)) == sorted(
            zip(expected["id"], expected["certainty"], expected["last_cited"], strict=True)
        )


def test_ends_that_are_open_are_null_and_the_day_after_the_last_stands_beside_it(seeds: Path) -> None:
    points = layer(seeds, "points").set_index("id")
    tank_army = points.loc["09-first-tank-army"]
    assert pd.isna(tank_army["from"])
    assert (tank_army["to"], tank_army["until"]) == (pd.Timestamp("2022-12-31"), pd.Timestamp("2023-01-01"))
    airbase = points.loc["01-airbase-check"]
    assert airbase["to"].isna().tolist() == [False, False, True]
    assert airbase["until"].isna().tolist() == [False, False, True]


def test_each_layer_of_a_geopackage_holds_one_type_of_geometry_and_a_style_of_its_own(hostile: Path) -> None:
    kinds = dict(pyogrio.list_layers(hostile / "claims.gpkg"))
    assert kinds == {
        "areas": "MultiPolygon",
        "lines": "MultiLineString",
        "points": "Point",
        "not_drawn": None,
        "layer_styles": None,
    }
    with closing(sqlite3.connect(hostile / "claims.gpkg")) as connection:
        styles = dict(connection.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"))
    assert set(styles) == {"areas", "lines", "points"}
    for name, style in styles.items():
        assert set(layer(hostile, name).geom_type) == {kinds[name]}
        time = etree.fromstring(style).find("temporal")
        assert time is not None
        assert [time.get(key) for key in ("enabled", "mode", "startField", "endField")] == ["1", "2", "from", "until"]


def test_an_outline_that_many_rows_share_is_in_a_geopackage_once(seeds: Path) -> None:
    areas = layer(seeds, "areas")
    assert areas["place_ref"].nunique() < len(areas) / 10
    with closing(sqlite3.connect(seeds / "claims.gpkg")) as connection:
        ((outlines,),) = connection.execute("SELECT count(*) FROM area_outlines")
        listed = {name for (name,) in connection.execute("SELECT table_name FROM gpkg_contents")}
    assert outlines == areas["place_ref"].nunique()
    assert listed == {"areas", "lines", "points", "not_drawn", "layer_styles"}
    assert areas.geometry.notna().all()
    same = areas.groupby("place_ref")["geometry"].agg(lambda some: some.to_wkt().nunique())
    assert (same == 1).all()
    bounds = gpd.read_file(seeds / "claims.gpkg", layer="areas", bbox=(27, 53, 28, 54))  # around Minsk
    assert set(bounds["place_ref"]) == {"country:BY"}


def test_claims_that_are_drawn_alike_tint_their_area_once(seeds: Path) -> None:
    with closing(sqlite3.connect(seeds / "claims.gpkg")) as connection:
        (style,) = connection.execute("SELECT styleQML FROM layer_styles WHERE f_table_name = 'areas'").fetchone()
    symbols = etree.fromstring(style).findall("renderer-v2/symbols/symbol")
    for symbol in symbols:
        (tint,) = (one for one in symbol.findall("layer") if one.get("class") == "SimpleFill")
        asked = tint.find("data_defined_properties//Option[@name='enabled']/Option[@name='expression']")
        assert asked is not None
        assert "minimum" in asked.get("value", "")


def test_a_style_has_the_pages_colour_for_each_force_and_a_sign_for_each_phase(seeds: Path) -> None:
    with closing(sqlite3.connect(seeds / "claims.gpkg")) as connection:
        (style,) = connection.execute("SELECT styleQML FROM layer_styles WHERE f_table_name = 'areas'").fetchone()
    root = etree.fromstring(style)
    rules = {rule.get("label"): rule for rule in root.iterfind("renderer-v2/rules/rule")}
    assert {name: [one.get("label") for one in rule] for name, rule in rules.items()} == {
        "Belarus": ["planned"], "Russia": ["planned", "ordered"],
    }  # fmt: skip
    colours = {"Russia": "194,80,12", "Belarus": "11,92,150"}  # #c2500c and #0b5c96 of colours.css
    for name, colour in colours.items():
        symbol = root.find(f"renderer-v2/symbols/symbol[@name='{rules[name][0].get('symbol')}']")
        assert symbol is not None
        painted = {one.get("value", "") for one in symbol.iter("Option") if "color" in one.get("name", "")}
        assert any(one.startswith(colour) for one in painted)
        others = {other for other in colours.values() if other != colour}
        assert not any(one.startswith(tuple(others)) for one in painted)
        # The outline of the area is nobody's.
        assert "141,135,119,255" in painted


def test_a_label_says_whose_troops_they_are_and_of_a_joint_force_both(seeds: Path) -> None:
    labels = {row["id"]: row["label"] for row in csv_rows(seeds)}

    assert labels["03-latushka-120000"] == "120,000, Russia, planned: Pavel Latushka"
    assert labels["04-latushka-100000"] == "100,000, Belarus, planned, called up: Pavel Latushka"
    assert labels["07-more-than-a-thousand"] == "more than 1,000, Russia, ordered: Alexander Lukashenko"
    assert labels["06-joint-group-deployment"].startswith("no number, Belarus and Russia, ")


def test_a_force_with_quotes_and_backslashes_is_asked_for_as_it_stands(hostile: Path) -> None:
    from mustermap.maps.qgis import Scale, style_of

    style = etree.fromstring(style_of("points", [("O'Brien\\n", "")], forces=["O'Brien\\n"], scale=Scale()))
    assert [rule.get("filter") for rule in style.iter("rule")] == ["\"forces\" = 'O''Brien\\\\n'", '"phase" IS NULL']


def test_geoparquet_is_of_version_1_1_with_a_box_a_row_and_reads_as_a_frame(hostile: Path) -> None:
    stated = json.loads(pq.read_schema(hostile / "claims.parquet").metadata[b"geo"])
    assert stated["version"] == "1.1.0"
    assert stated["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    frame = gpd.read_parquet(hostile / "claims.parquet")
    assert frame.crs == "EPSG:4326"
    assert {"Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon"} <= set(frame.geom_type.dropna())
    assert CREDIT in [one["text"] for one in frame.attrs["credits"]]
    assert frame.loc[frame["id"] == "drawn-area", "from"].iloc[0] == date(2022, 10, 1)


def test_geojson_is_as_rfc_7946_asks(hostile: Path) -> None:
    document = json.loads((hostile / "claims.geojson").read_text("utf-8"))
    assert "crs" not in document
    assert CREDIT in document["description"]
    shapes = {one["properties"]["id"]: one["geometry"] for one in document["features"]}
    ring = shapes["drawn-area"]["coordinates"][0]
    assert shapely.is_ccw(shapely.LinearRing(ring))  # drawn clockwise
    assert shapes["drawn-point"]["coordinates"] == [27.1234568, 53.9]
    assert shapes["dispute"] is None
    texts = {one["properties"]["id"]: one["properties"]["summary"] for one in document["features"]}
    assert texts["hostile-8"] == '{"looks": ["like", "JSON"]}'  # a text, no object


@pytest.mark.parametrize("which", ["seeds", "hostile"])
def test_kml_is_valid_by_its_schema(which: str, request: pytest.FixtureRequest) -> None:
    assert validate(file_to_validate=request.getfixturevalue(which) / "claims.kml") is True


def test_kml_has_a_span_of_time_a_placemark_and_folders_for_what_is_not_drawn(seeds: Path) -> None:
    root = etree.parse(seeds / "claims.kml").getroot()
    folders = {one.findtext(f"{KML}name"): one.findall(f"{KML}Placemark") for one in root.iter(f"{KML}Folder")}
    assert {name: len(marks) for name, marks in folders.items()} == {
        "Claims on the map": 16, "Claims without a place on the map": 6, "Other reports": 4,
    }  # fmt: skip
    latushka = [
        tuple(mark.findtext(f"{KML}TimeSpan/{KML}{name}") for name in ("begin", "end"))
        for mark in folders["Claims on the map"]
        if "120,000" in mark.findtext(f"{KML}name", "")
    ]
    assert latushka == [("2022-11-01", "2022-11-29"), ("2022-11-30", "2023-02-01"), ("2023-02-02", "2023-02-28")]
    (smolensk,) = [
        mark for mark in folders["Claims on the map"] if "First Tank Army" in mark.findtext(f"{KML}name", "")
    ]
    assert [one.tag for one in smolensk.iterfind(f"{KML}TimeSpan/*")] == [f"{KML}end"]
    assert CREDIT in root.findtext(f"{KML}Document/{KML}description", "")


def test_a_balloon_of_google_earth_runs_nothing_that_a_report_says(hostile: Path) -> None:
    root = etree.parse(hostile / "claims.kml").getroot()
    told = [one.text or "" for one in root.iter(f"{KML}description")]
    assert any("&lt;script&gt;alert(1)" in text for text in told)
    assert not any("<script" in text for text in told)


def test_no_cell_of_a_csv_file_is_a_formula_and_it_says_whom_the_places_are_owed_to(hostile: Path) -> None:
    content = (hostile / "claims.csv").read_text(encoding="utf-8")
    assert content.startswith("\ufeff")
    rows = csv_rows(hostile)
    cells = [cell for row in rows for cell in row.values()]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r＝＋－＠") and cell[:1]] == []
    assert all(CREDIT in row["credits"] for row in rows)


def test_the_data_package_describes_every_column_of_the_files_beside_it(seeds: Path) -> None:
    described = json.loads((seeds / "datapackage.json").read_text("utf-8"))
    assert [one["path"] for one in described["resources"]] == [f"claims.{ending}" for ending in ENDINGS]
    assert all(one["name"] == one["name"].lower() and " " not in one["name"] for one in described["resources"])
    header = list(csv_rows(seeds)[0])
    (of_csv,) = [one for one in described["resources"] if one["format"] == "csv"]
    assert [field["name"] for field in of_csv["schema"]["fields"]] == header
    for resource in described["resources"]:
        assert all(field["description"] and field["type"] for field in resource["schema"]["fields"])
    assert {"title": "Belarus: Will Lukashenko join Russia's war against Ukraine?"} in described["sources"]
    assert any("GeoNames" in one["title"] and one["name"] == "CC-BY-4.0" for one in described["licenses"])
    assert CREDIT in described["description"]


def test_the_columns_of_the_other_files_are_those_described_too(seeds: Path) -> None:
    described = json.loads((seeds / "datapackage.json").read_text("utf-8"))
    fields = {one["format"]: [field["name"] for field in one["schema"]["fields"]] for one in described["resources"]}
    properties = json.loads((seeds / "claims.geojson").read_text("utf-8"))["features"][0]["properties"]
    assert fields["geojson"] == list(properties)
    assert fields["parquet"] == [
        name for name in pq.read_schema(seeds / "claims.parquet").names if name not in {"geometry", "bbox"}
    ]
    assert fields["gpkg"] == list(pyogrio.read_info(seeds / "claims.gpkg", layer="points")["fields"])


def test_every_cell_of_the_csv_file_is_of_the_type_that_the_data_package_says(hostile: Path) -> None:
    fits: dict[str, Any] = {
        "date": date.fromisoformat, "number": float, "integer": int, "string": str,
        "boolean": {"true": 1, "false": 0}.__getitem__,
    }  # fmt: skip
    described = json.loads((hostile / "datapackage.json").read_text("utf-8"))
    (schema,) = [one["schema"] for one in described["resources"] if one["format"] == "csv"]
    for row in csv_rows(hostile):
        for field in schema["fields"]:
            cell = row[field["name"]]
            if cell:
                fits[field["type"]](cell)
                assert cell in field.get("constraints", {}).get("enum", [cell])


def test_what_had_not_been_said_by_a_day_is_left_out_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "claims.csv"
    assert export_reports(Selection(files=[FIRST_SOURCE], known_by="2022-09-29"), outputs=[file], overwrite=False) == 0
    # 1, 3 and 4 had been said; 5, 11 and 13, to which no day is given, not before their source was published.
    assert sorted(set(pd.read_csv(file)["id"].str[:2])) == ["01", "03", "04"]
    assert "left out  10, not said by then" in capsys.readouterr().out


def test_every_report_has_a_row_and_the_answer_counts_what_is_not_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "claims.csv"
    assert export_reports(Selection(files=[FIRST_SOURCE]), outputs=[file], overwrite=False) == 0
    rows = pd.read_csv(file)
    assert set(rows["id"]) == set(load([FIRST_SOURCE], None).reports["id"])
    standing = rows.groupby("standing")["id"].nunique().to_dict()
    assert standing == {"drawn": 7, "not placed": 2, "dispute": 2, "context": 2}
    told = capsys.readouterr().out
    assert "drawn     7, in 16 stretches of days" in told
    assert "not drawn 6, in the file all the same: 2 not placed, 2 disputes, 2 context" in told


def test_a_file_that_is_there_is_replaced_only_when_asked_and_a_ledger_never(tmp_path: Path) -> None:
    ledger = make_hostile_ledger(tmp_path)
    before = ledger.read_bytes()
    file = tmp_path / "claims.csv"
    file.write_text("mine", encoding="utf-8")
    for output, overwrite, told in (
        (file, False, "exists; give --overwrite"),
        (ledger, True, "is a ledger, which nothing replaces"),
        (tmp_path / "claims.shp", True, "give one of .gpkg, .parquet, .geojson, .kml, .csv"),
        (tmp_path, True, "the ending says what to write"),
        (tmp_path / "datapackage.json", True, "name one of them too"),
    ):
        with pytest.raises(WrongUse, match=told.replace(".", r"\.")):
            export_reports(Selection(ledger=ledger), outputs=[output], overwrite=overwrite)
    assert (file.read_text("utf-8"), ledger.read_bytes()) == ("mine", before)
    assert export_reports(Selection(ledger=ledger), outputs=[file], overwrite=True) == 0
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".mustermap-")]


def test_no_report_at_all_is_an_empty_file_of_every_format(tmp_path: Path) -> None:
    (tmp_path / "none.geojson").write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    outputs = names(tmp_path)
    assert export_reports(Selection(files=[tmp_path / "none.geojson"]), outputs=outputs, overwrite=False) == 0
    assert [len(layer(tmp_path, name)) for name in ("areas", "lines", "points")] == [0, 0, 0]
    assert len(gpd.read_parquet(tmp_path / "claims.parquet")) == 0
    assert json.loads((tmp_path / "claims.geojson").read_text("utf-8"))["features"] == []
    assert validate(file_to_validate=tmp_path / "claims.kml") is True
    header = (tmp_path / "claims.csv").read_text("utf-8-sig").strip().replace('"', "").split(",")
    assert header == [column.name for column in EXPORT_COLUMNS]


def test_a_day_that_is_not_known_is_absent_from_every_format(tmp_path: Path) -> None:
    file = tmp_path / "reports.toml"
    told = 'claimant = "A"\nforce = "Russia"\nplace = "Belarus"\n'
    file.write_text(
        '[[source]]\nid = "s"\ntitle = "T"\n'
        f'[[report]]\nid = "a"\n{told}'
        f'[[report]]\nid = "b"\n{told}said = "2022-01-02"\nstart = "2022-01-01"\nend = ".."\n'
        f'[[report]]\nid = "c"\n{told}said = "2022-05-02"\nstart = "[2022-05-01..]"\nend = ".."\nupdates = ["b"]\n',
        encoding="utf-8",
    )
    export_reports(Selection(files=[file]), outputs=names(tmp_path), overwrite=False)
    assert validate(file_to_validate=tmp_path / "claims.kml") is True
    spans = [(row["id"], row["from"], row["to"]) for row in csv_rows(tmp_path)]
    # On the day on which it was said c is stated, before and after it its dates are vague: its start has no latest day.
    # Not repeated from the 181st day after the saying on: 2 January + 181 days is 2 July, 2 May + 181 is 30 October.
    assert spans == [
        ("a", "", ""),
        ("b", "2022-01-01", "2022-04-30"), ("b", "2022-05-01", "2022-07-01"), ("b", "2022-07-02", ""),
        ("c", "2022-05-01", "2022-05-01"), ("c", "2022-05-02", "2022-05-02"),
        ("c", "2022-05-03", "2022-10-29"), ("c", "2022-10-30", ""),
    ]  # fmt: skip
    ends = [None if pd.isna(one) else str(one)[:10] for one in layer(tmp_path, "areas")["to"]]
    assert ends == [None, "2022-04-30", "2022-07-01", None, "2022-05-01", "2022-05-02", "2022-10-29", None]
