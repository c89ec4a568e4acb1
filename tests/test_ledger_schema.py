"""Tables, triggers and views that are not ours: looked at before anything is asked, refused by name, or let be."""

import contextlib
import sqlite3
import subprocess
import sys

import geopandas
import pytest
import shapely

from mustermap.data.ledger import Ledger, back_up, verify
from mustermap.data.ledger import schema as versions
from mustermap.errors import AlteredLedger, LedgerError
from tests.ledger_damage import ENDLESS
from tests.ledger_samples import LATUSHKA, fill


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "ours.gpkg"
    with Ledger.open(path, create=True) as ledger:
        fill(ledger)
    return path


def run(path, *statements):
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


SWALLOW = "CREATE TRIGGER eat BEFORE INSERT ON {} BEGIN SELECT RAISE(IGNORE); END"

REFUSED = [
    (SWALLOW.format("revisions"), "trigger eat on revisions is not Mustermap's", 'DROP TRIGGER "eat"'),
    (SWALLOW.format("report_revisions"), "trigger eat on report_revisions", 'DROP TRIGGER "eat"'),
    (SWALLOW.format("submissions"), "trigger eat on submissions", 'DROP TRIGGER "eat"'),
    (SWALLOW.format("ledger_versions"), "trigger eat on ledger_versions", 'DROP TRIGGER "eat"'),
    (
        "CREATE TRIGGER t INSTEAD OF INSERT ON reports BEGIN SELECT 1; END",
        "trigger t on reports",
        'DROP TRIGGER "t"',
    ),
    (
        "CREATE TRIGGER t AFTER UPDATE ON gpkg_contents BEGIN DELETE FROM REVISIONS; END",
        "trigger t on gpkg_contents",
        'DROP TRIGGER "t"',
    ),
    (
        "CREATE TRIGGER t AFTER UPDATE ON gpkg_contents BEGIN UPDATE sqlite_sequence SET seq = 0; END",
        "trigger t on gpkg_contents",
        'DROP TRIGGER "t"',
    ),
    (
        'CREATE VIEW "my ""view" AS SELECT * FROM "report_revisions"',
        "view my \"view is not Mustermap's",
        'DROP VIEW "my ""view"',
    ),
    (
        "CREATE TRIGGER t AFTER UPDATE ON gpkg_contents BEGIN /* ' */ UPDATE 'Revisions' SET seq = 1; END",
        "trigger t on gpkg_contents",
        'DROP TRIGGER "t"',
    ),
    (
        "CREATE VIEW v AS SELECT ']' AS \"a\", 1 FROM [sources] -- places",
        "view v is not Mustermap's",
        'DROP VIEW "v"',
    ),
    (
        "CREATE UNIQUE INDEX once ON revisions (seq, what)",
        "index once on revisions is not Mustermap's",
        'DROP INDEX "once"',
    ),
]


@pytest.mark.parametrize(("statement", "named", "remedy"), REFUSED, ids=[one[0][:60] for one in REFUSED])
def test_what_could_stand_between_is_refused_by_name_and_verify_names_it_too(path, statement, named, remedy):
    run(path, statement)
    before = path.read_bytes()
    with pytest.raises(AlteredLedger) as caught:
        Ledger.open(path)
    assert named in str(caught.value)
    assert remedy in str(caught.value)
    assert "nothing was read or written" in str(caught.value)
    broken = verify(path).broken
    assert broken is not None
    assert named in broken.differs
    assert path.read_bytes() == before


def test_a_ledger_with_a_foreign_trigger_is_backed_up_and_the_backup_says_what_it_has(path, tmp_path):
    run(path, SWALLOW.format("revisions"))
    found = back_up(path, tmp_path / "b.gpkg")
    assert found.revisions == 6
    assert "trigger eat on revisions" in found.broken.differs


OURS = ("revisions", "report_revisions", "submissions", "ledger_versions", "gpkg_contents", "reports", "places")


@pytest.mark.parametrize("name", OURS)
def test_a_view_that_never_ends_under_a_name_of_ours_hangs_nothing(path, name, root):
    kind = "VIEW" if name in {"reports", "places"} else "TABLE"
    run(path, "PRAGMA foreign_keys = OFF", f"DROP {kind} {name}", f"CREATE VIEW {name} AS {ENDLESS}")
    program = (
        "import sys\n"
        "from mustermap.errors import AlteredLedger\n"
        "from mustermap.data.ledger import Ledger, verify\n"
        "try:\n"
        "    Ledger.open(sys.argv[1])\n"
        "except AlteredLedger as error:\n"
        "    print(error)\n"
        "print(verify(sys.argv[1]).broken)\n"
    )
    # A query that never ends cannot be stopped from within: only by ending its process.
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=root, capture_output=True, text=True, check=True, timeout=120
    )
    opened, verified = ran.stdout.splitlines()
    assert f"{kind.lower()} {name} was changed" in opened
    assert f"{name} was changed" in verified


@pytest.mark.parametrize("ours", ["revisions", "source_revisions"])
def test_a_missing_guard_and_a_missing_table_are_refused(path, ours):
    run(path, f"DROP TRIGGER {ours}_refuse_delete")
    with pytest.raises(AlteredLedger, match=f"trigger {ours}_refuse_delete is missing"):
        Ledger.open(path)
    run(path, f"DROP TABLE {ours}")
    with pytest.raises(AlteredLedger, match=f"the table {ours} is missing"):
        Ledger.open(path)
    assert verify(path).broken.id == ours


def test_a_layer_that_was_deleted_in_qgis_takes_no_report_with_it(path):
    run(path, "DROP VIEW reports", "DELETE FROM gpkg_geometry_columns WHERE table_name = 'reports'")
    with Ledger.open(path) as ledger:
        assert len(ledger.reports()["id"]) == 3
        assert ledger.add(sources=[{"id": "more"}]).added == ("more",)
    assert verify(path).broken.id == "reports"


def test_layers_styles_and_counts_of_gdal_and_qgis_stay(path):
    geopandas.GeoDataFrame({"sources": ["mine"]}, geometry=[shapely.Point(1, 2)], crs=4326).to_file(
        path, layer="my places", driver="GPKG", mode="a"
    )
    run(
        path,
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, f_table_name TEXT, styleQML TEXT)",
        "CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER)",
        # As GDAL 3.12 writes it for a table with a column of counts.
        'CREATE TRIGGER "trigger_insert_feature_count_revisions" AFTER INSERT ON "revisions" BEGIN '
        "UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 "
        "WHERE lower(table_name) = lower('revisions'); END",
        "CREATE VIEW mine AS SELECT styleQML, 'of my reports' FROM layer_styles /* not of the reports */",
        "CREATE TRIGGER styled AFTER INSERT ON layer_styles BEGIN "
        "UPDATE gpkg_contents SET last_change = 'x' WHERE table_name = 'layer_styles'; END",
        "CREATE INDEX styles ON layer_styles (f_table_name)",
    )
    with Ledger.open(path) as ledger:
        assert ledger.add(reports=[LATUSHKA | {"id": "more"}]).added == ("more",)
        assert ledger.find({"id": ["more"]})["id"] == ["more"]
    assert verify(path).broken is None


@pytest.mark.parametrize(
    ("trigger", "words"),
    [
        (SWALLOW.format("revisions"), "trigger eat on revisions"),
        (
            "CREATE TRIGGER eat AFTER INSERT ON report_revisions BEGIN SELECT RAISE(IGNORE); END",
            "trigger eat on report_",
        ),
    ],
)
def test_a_trigger_that_comes_while_the_ledger_is_open_is_noticed_before_anything_is_written(path, trigger, words):
    with Ledger.open(path) as ledger:
        run(path, trigger)
        with pytest.raises(AlteredLedger, match=words):
            ledger.add(reports=[LATUSHKA | {"id": "more"}])
    run(path, "DROP TRIGGER eat")
    assert verify(path).revisions == 6


SWALLOWED = [
    (SWALLOW.format("revisions"), "was not kept: something in the file swallows it"),
    (SWALLOW.format("report_revisions"), "was not kept: something in the file swallows it"),
    (SWALLOW.format("submissions"), "answer under key 'k' was not kept"),
    (
        "CREATE TRIGGER eat AFTER INSERT ON report_revisions BEGIN DELETE FROM report_revisions WHERE seq > 6; END",
        "of 1 revisions that were written to report_revisions, 0 are there",
    ),
    (
        "CREATE TRIGGER eat AFTER INSERT ON report_revisions BEGIN DELETE FROM revisions WHERE seq = NEW.seq; END",
        "revision 7 is not there after it was written",
    ),
]


@pytest.mark.parametrize(("trigger", "words"), SWALLOWED, ids=[words for _, words in SWALLOWED])
def test_a_write_that_is_swallowed_all_the_same_is_no_write(path, trigger, words, monkeypatch):
    """Should a trigger ever get past the look at the schema: what was written is looked for before it is told of."""
    guards = ("report_revisions_refuse_delete", "revisions_refuse_delete")
    with Ledger.open(path) as ledger:
        monkeypatch.setattr("mustermap.data.ledger.connection.refuse_altered", lambda *_: None)
        run(path, *(f"DROP TRIGGER {guard}" for guard in guards), trigger)
        with pytest.raises(LedgerError, match=words) as caught:
            ledger.add(reports=[LATUSHKA | {"id": "more"}], key="k")
        assert "nothing was written: run mustermap verify" in str(caught.value)
        assert ledger.find({"id": ["more"]})["id"] == []
    assert verify(path).revisions == 6


def test_the_list_of_statements_is_what_sqlite_keeps_of_them(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    kept = [sql for name, sql in found if not name.startswith(("gpkg_", "sqlite_"))]
    assert sorted(kept) == sorted([versions.VERSIONS_TABLE, *versions.MIGRATIONS[-1].statements()])
