"""The ledger as others see it: a GeoPackage 1.4 for GDAL, QGIS and geopandas."""

import json
import sqlite3
import struct
import subprocess
import sys

import geopandas
import pyogrio
import pytest
import shapely

from mustermap.data.fields import REPORT_COLUMNS
from mustermap.data.ledger import Ledger, drawn_ref
from tests.ledger_samples import (
    BELARUS_RING,
    HOSTILE,
    LATUSHKA,
    LUKASHENKO,
    SOURCE,
    UNPLACED,
    fill,
    point,
    polygon,
)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "ours.gpkg"
    with Ledger.open(path, create=True) as ledger:
        fill(ledger)
    return path


def query(path, sql):
    connection = sqlite3.connect(path)
    rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


def test_the_file_says_that_it_is_a_geopackage_1_4(path):
    header = path.read_bytes()[:100]
    assert header[:16] == b"SQLite format 3\0"
    assert struct.unpack(">I", header[68:72]) == (0x47504B47,)  # GPKG
    assert struct.unpack(">I", header[60:64]) == (10400,)
    assert query(path, "PRAGMA integrity_check") == [("ok",)]
    assert query(path, "PRAGMA foreign_key_check") == []


def test_the_required_tables_and_systems_are_there(path):
    systems = query(
        path, "SELECT srs_id, organization, organization_coordsys_id FROM gpkg_spatial_ref_sys ORDER BY srs_id"
    )
    assert systems == [(-1, "NONE", -1), (0, "NONE", 0), (4326, "EPSG", 4326)]
    assert query(path, "SELECT table_name, data_type, srs_id FROM gpkg_contents ORDER BY table_name") == [
        ("claimants", "attributes", None),
        ("decisions", "attributes", None),
        ("places", "features", 4326),
        ("reports", "features", 4326),
        ("revisions", "attributes", None),
        ("sources", "attributes", None),
    ]
    assert query(path, "SELECT * FROM gpkg_geometry_columns ORDER BY table_name") == [
        ("places", "geometry", "GEOMETRY", 4326, 0, 0),
        ("reports", "geometry", "GEOMETRY", 4326, 0, 0),
    ]
    ((changed,),) = query(path, "SELECT last_change FROM gpkg_contents WHERE table_name = 'reports'")
    assert [(changed,)] == query(path, "SELECT recorded FROM revisions WHERE seq = 4")


def test_geometries_have_the_header_of_a_geopackage_and_areas_an_envelope(path):
    (site,), (area,) = query(path, "SELECT geometry FROM places ORDER BY OGC_FID")
    assert site == b"GP\x00\x01" + struct.pack("<i", 4326) + point(27.58, 53.77)
    assert area == b"GP\x00\x03" + struct.pack("<i4d", 4326, 23.2, 32.7, 51.3, 56.1) + polygon(BELARUS_RING)


def test_big_endian_geometries_are_kept_as_they_are(tmp_path):
    path = tmp_path / "ours.gpkg"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(places=[{"ref": "a", "geometry": polygon(BELARUS_RING, ">")}])
        assert ledger.places()["geometry"] == [polygon(BELARUS_RING, ">")]
    (shape,) = geopandas.read_file(path, layer="places").geometry
    assert shape.equals(shapely.Polygon(BELARUS_RING))


@pytest.mark.parametrize(
    "wkt",
    [
        "POINT (27.58 53.77)",
        "LINESTRING (27 53, 28 54)",
        "POLYGON ((27 53, 28 53, 28 54, 27 53), (27.5 53.2, 27.6 53.2, 27.6 53.3, 27.5 53.2))",
        "MULTIPOINT (27 53, 28 54)",
        "MULTILINESTRING ((27 53, 28 54), (1 2, 3 4))",
        "MULTIPOLYGON (((27 53, 28 53, 28 54, 27 53)), ((-170 10, -160 10, -160 20, -170 10)))",
        "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (3 4, 5 6))",
    ],
)
def test_every_kind_of_geometry_reaches_geopandas(tmp_path, wkt):
    path = tmp_path / "ours.gpkg"
    shape = shapely.from_wkt(wkt)
    with Ledger.open(path, create=True) as ledger:
        assert ledger.add(places=[{"ref": "a", "geometry": shape.wkb}]).rejected == ()
        assert ledger.places()["geometry"] == [shape.wkb]
    (read,) = geopandas.read_file(path, layer="places").geometry
    assert read == shape
    ((blob,),) = query(path, "SELECT geometry FROM places")
    if blob[3] == 3:
        lon_min, lon_max, lat_min, lat_max = struct.unpack("<4d", blob[8:40])
        assert (lon_min, lat_min, lon_max, lat_max) == shape.bounds


def test_geopandas_reads_the_reports_one_row_each_placed_or_not(path):
    frame = geopandas.read_file(path, layer="reports")
    assert list(frame["id"]) == [LATUSHKA["id"], LUKASHENKO["id"], UNPLACED["id"]]
    assert frame.crs.to_epsg() == 4326
    assert list(frame.geometry.geom_type[:2]) == ["Polygon", "Point"]
    assert frame.geometry[2] is None
    assert frame.geometry[1].coords[0] == (27.58, 53.77)
    assert set(REPORT_COLUMNS) - {"geometry"} <= set(frame.columns)
    assert list(frame["source_title"]) == ["Will he join?"] * 3
    assert list(frame["source_publisher"]) == ["Deutsche Welle"] * 3
    assert list(frame["source_url"]) == ["https://example.org/dw"] * 3
    assert list(frame["place_precision"].fillna("")) == ["country", "site", ""]
    assert list(frame["state"]) == ["accepted"] * 3


def test_columns_have_their_types_also_where_nothing_stands_in_them(tmp_path):
    path = tmp_path / "ours.gpkg"
    Ledger.open(path, create=True).close()
    about = pyogrio.read_info(path, layer="reports")
    types = dict(zip(about["fields"], about["dtypes"], strict=True))
    assert {types[name] for name in ("figure_low", "figure_high", "figure_best", "place_radius_m")} == {"float64"}
    assert {types[name] for name in ("figure_low_included", "figure_high_included")} == {"bool"}
    assert types["recorded"].startswith("datetime64")
    assert {types[name] for name in ("id", "start", "quote", "source_title", "drawn_geometry")} == {"object"}
    assert (about["geometry_name"], about["crs"]) == ("geometry", "EPSG:4326")


def test_features_have_the_number_of_their_first_revision(path):
    assert pyogrio.read_info(path, layer="reports")["fid_column"] == "OGC_FID"
    assert list(pyogrio.read_dataframe(path, layer="reports", fid_as_index=True).index) == [4, 5, 6]


def test_all_registered_layers_open_and_no_other_is_offered(path):
    layers = dict(pyogrio.list_layers(path))
    tables = dict.fromkeys(("sources", "revisions", "decisions", "claimants"))
    assert layers == {"reports": "Unknown", "places": "Unknown", **tables}
    assert list(pyogrio.read_dataframe(path, layer="sources")["id"]) == ["dw-2022"]
    assert list(pyogrio.read_dataframe(path, layer="places")["name"]) == ["Machulishchi", "Belarus"]
    assert list(pyogrio.read_dataframe(path, layer="revisions")["what"]) == [
        "source",
        "place",
        "place",
        "report",
        "report",
        "report",
    ]


def test_reports_can_be_asked_for_by_place_by_number_and_by_words(path):
    assert list(pyogrio.read_dataframe(path, layer="reports", bbox=(27, 53, 28, 54))["id"]) == [
        LATUSHKA["id"],
        LUKASHENKO["id"],
    ]
    assert list(pyogrio.read_dataframe(path, layer="reports", bbox=(23, 51, 24, 52))["id"]) == [LATUSHKA["id"]]
    assert list(pyogrio.read_dataframe(path, layer="reports", where="figure_low > 5000")["id"]) == [LATUSHKA["id"]]
    assert list(pyogrio.read_dataframe(path, layer="reports", fids=[5])["id"]) == [LUKASHENKO["id"]]


def test_a_revision_shows_in_place_of_the_older_one_and_keeps_its_number(path):
    before = pyogrio.read_dataframe(path, layer="reports", fid_as_index=True)
    with Ledger.open(path) as ledger:
        ledger.add(
            sources=[SOURCE | {"title": "Newer"}],
            reports=[LATUSHKA | {"phase": "ordered", "place_ref": "icao:UMLI"}],
            revise=True,
            editor="N. N.",
        )
    after = pyogrio.read_dataframe(path, layer="reports", fid_as_index=True)
    assert sorted(after.index) == sorted(before.index)
    row = after[after["id"] == LATUSHKA["id"]].iloc[0]
    assert (row["phase"], row["source_title"], row["editor"]) == ("ordered", "Newer", "N. N.")
    assert row.name == before.index[0]
    assert row["geometry"].geom_type == "Point"


def test_a_retracted_report_stays_visible_with_its_state_and_reason(path):
    with Ledger.open(path) as ledger:
        ledger.retract(LUKASHENKO["id"], reason="Not his order.")
    frame = geopandas.read_file(path, layer="reports").set_index("id")
    assert len(frame) == 3
    assert frame.loc[LUKASHENKO["id"], "state"] == "retracted"
    assert frame.loc[LUKASHENKO["id"], "reason"] == "Not his order."
    assert frame.loc[LUKASHENKO["id"], "geometry"].geom_type == "Point"


def test_a_drawn_geometry_is_shown_instead_of_the_place_that_was_resolved(path):
    drawn = '{"coordinates":[[27,53],[28,54]],"type":"LineString"}'
    line = struct.pack("<BII4d", 1, 2, 2, 27, 53, 28, 54)
    with Ledger.open(path) as ledger:
        answer = ledger.add(
            places=[{"ref": drawn_ref(drawn), "precision": "line", "geometry": line}],
            reports=[{"id": "march", "source": "dw-2022", "place_ref": "country:BY", "geometry": drawn}],
        )
        assert answer.rejected == ()
        assert ledger.reports()["geometry"][-1] == drawn
    frame = geopandas.read_file(path, layer="reports").set_index("id")
    assert frame.loc["march", "geometry"].wkt == "LINESTRING (27 53, 28 54)"
    assert json.loads(frame.loc["march", "drawn_geometry"]) == json.loads(drawn)
    assert frame.loc["march", "place_precision"] == "line"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reaches_pyogrio_as_it_is(tmp_path, text):
    path = tmp_path / "ours.gpkg"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(sources=[SOURCE | {"title": text}], reports=[LATUSHKA | {"summary": text, "claimant": text}])
    frame = pyogrio.read_dataframe(path, layer="reports")
    assert (frame["summary"][0], frame["claimant"][0], frame["source_title"][0]) == (text, text, text)


def test_gdal_says_nothing_while_it_opens_and_reads_every_layer(path, root):
    program = (
        "import sys, pyogrio\n"
        "for layer, _ in pyogrio.list_layers(sys.argv[1]):\n"
        "    pyogrio.read_info(sys.argv[1], layer=layer, force_total_bounds=True, force_feature_count=True)\n"
        "    print(layer, len(pyogrio.read_dataframe(sys.argv[1], layer=layer)))\n"
    )
    command = [sys.executable, "-W", "always", "-c", program, str(path)]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    counts = ["reports 3", "places 2", "sources 1", "revisions 6", "decisions 0", "claimants 0"]
    assert ran.stdout.splitlines() == counts


def test_others_read_while_a_writer_is_in_the_middle_of_a_submission(path, root):
    program = (
        "import sys\n"
        "from mustermap.data.ledger import Ledger\n"
        "def reports():\n"
        "    yield {'id': 'new', 'source': 'dw-2022'}\n"
        "with Ledger.open(sys.argv[1]) as ledger:\n"
        "    ledger._connection.execute('BEGIN IMMEDIATE')\n"
        "    print('writing', flush=True)\n"
        "    sys.stdin.readline()\n"
        "    ledger._connection.execute('ROLLBACK')\n"
        "    ledger.add(reports=reports())\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", program, str(path)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "writing\n"
    assert len(geopandas.read_file(path, layer="reports")) == 3
    writer.communicate("\n")
    assert writer.returncode == 0
    assert len(geopandas.read_file(path, layer="reports")) == 4
