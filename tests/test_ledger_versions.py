"""Ledgers of earlier versions of the tables: they open, lose nothing, and learn what later versions can."""

import contextlib
import hashlib
import sqlite3
import subprocess
import sys

import pyogrio
import pytest

from mustermap.app.options import Selection
from mustermap.app.report_list import list_reports
from mustermap.data.ledger import Ledger, back_up, restore, schema, verify
from mustermap.data.ledger.first_schema import first_statements
from mustermap.errors import DamagedLedger, LedgerUnavailable
from tests.ledger_damage import tamper
from tests.ledger_samples import LATUSHKA, make_version

SPRINGFIELD = {"id": "springfield [US]", "wording": "Springfield", "country": "US", "ref": "geonames:4409896"}


@pytest.fixture
def path(tmp_path):
    """Seven revisions: a source, two places, three reports and a revised one."""
    path = tmp_path / "ours.gpkg"
    make_version(1, path)
    assert version_of(path) == 1
    return path


def rows(path, sql):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def run(path, *statements):
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def version_of(path):
    return rows(path, "SELECT max(version) FROM ledger_versions")[0][0]


def test_the_first_version_is_what_it_was_when_it_was_published():
    """The hash was taken of a ledger that the first Mustermap had made."""
    text = "\n".join(sorted([*first_statements(), schema.VERSIONS_TABLE]))
    assert hashlib.sha256(text.encode()).hexdigest() == (
        "e9d9d0c8cd1097bcd118e90002bb72b804c16b9ed2946a38e9efdb9237f950ca"
    )


def test_an_old_ledger_opens_with_every_revision_and_every_hash_as_it_was(path):
    before = verify(path)
    content = rows(path, "SELECT * FROM revisions ORDER BY seq")
    assert (before.revisions, before.broken) == (7, None)
    with Ledger.open(path) as ledger:
        assert len(ledger.reports()["id"]) == 3
        assert [one.action for one in ledger.history(LATUSHKA["id"])] == ["add", "revise"]
        assert ledger.decisions()["id"] == []
    assert version_of(path) == len(schema.MIGRATIONS)
    assert rows(path, "SELECT * FROM revisions ORDER BY seq") == content
    assert verify(path) == before
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA foreign_key_check") == []
    assert "revisions_of_version_1" not in str(rows(path, "SELECT sql FROM sqlite_master"))


def test_what_was_acknowledged_under_a_key_before_is_not_added_again(path):
    with Ledger.open(path) as ledger:
        again = ledger.add(reports=[LATUSHKA | {"phase": "ordered"}], revise=True, editor="Alex", key="form-1")
        assert again.revised == (LATUSHKA["id"],)
        assert ledger.add(decisions=[SPRINGFIELD], editor="Kim").added == (SPRINGFIELD["id"],)
        assert ledger.decisions()["ref"] == ["geonames:4409896"]
        (decided,) = ledger.history(SPRINGFIELD["id"], what="decision")
    assert (decided.seq, decided.what, decided.editor) == (8, "decision", "Kim")
    assert verify(path).revisions == 8
    assert list(pyogrio.read_dataframe(path, layer="decisions")["wording"]) == ["Springfield"]


@pytest.mark.parametrize("table", ["revisions", "decision_revisions"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET seq = seq + 1", "DELETE FROM {}", "REPLACE INTO {} SELECT * FROM {}"]
)
def test_what_is_written_is_guarded_as_before(path, table, statement):
    with Ledger.open(path) as ledger:
        ledger.add(decisions=[SPRINGFIELD])
    with pytest.raises(sqlite3.IntegrityError):
        run(path, statement.format(table, table))
    assert verify(path).broken is None


DAMAGED = {
    "DELETE FROM revisions WHERE seq = 7": "the revision is missing; the ledger has had 7",
    "DELETE FROM revisions WHERE seq = 3": "the revision is missing",
    "UPDATE revisions SET hash = 'x' WHERE seq = 5": "its hash does not fit what it says",
    "UPDATE revisions SET previous = 'x' WHERE seq = 5": "its previous hash is not the hash of the revision before",
}


@pytest.mark.parametrize(("statement", "words"), DAMAGED.items(), ids=list(DAMAGED))
def test_an_old_ledger_that_is_damaged_stays_as_it_is_for_reading_and_takes_nothing(path, statement, words):
    """Its table of revisions is not made again: what cannot be read of it might be saved otherwise."""
    tamper(path, statement)
    before, content = verify(path).broken, path.read_bytes()
    assert words in before.differs
    with Ledger.open(path) as ledger:
        assert len(ledger.reports()["id"]) == 3
        with pytest.raises(DamagedLedger, match="nothing is added to it"):
            ledger.add(sources=[{"id": "more"}])
    assert (version_of(path), verify(path).broken, path.read_bytes()) == (1, before, content)


def test_an_old_ledger_with_a_damaged_page_of_revisions_stays_as_it_is(path):
    (page,) = rows(path, "SELECT rootpage FROM sqlite_master WHERE name = 'revisions'")[0]
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(content)
    with Ledger.open(path) as ledger, pytest.raises(DamagedLedger, match="restore a backup"):
        ledger.add(sources=[{"id": "more"}])
    assert path.read_bytes() == content
    assert verify(path).broken is not None


def test_what_gdal_counts_and_views_of_others_that_are_broken_stay(path):
    counter = (
        'CREATE TRIGGER "trigger_insert_feature_count_revisions" AFTER INSERT ON "revisions" BEGIN '
        "UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 "
        "WHERE lower(table_name) = lower('revisions'); END"
    )
    run(
        path,
        "CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER)",
        "INSERT INTO gpkg_ogr_contents VALUES ('revisions', 7)",
        counter,
        "CREATE VIEW of_nothing AS SELECT * FROM not_there",
    )
    with Ledger.open(path) as ledger:
        ledger.add(decisions=[SPRINGFIELD])
    assert rows(path, "SELECT feature_count FROM gpkg_ogr_contents") == [(8,)]
    assert verify(path).broken is None


def test_where_nothing_can_be_written_an_old_ledger_is_read_verified_and_backed_up_as_it_is(path, tmp_path, capsys):
    before = path.read_bytes()
    # As on a full disk: SQLite's own file beside the ledger cannot be made.
    path.with_name("ours.gpkg-shm").symlink_to(tmp_path / "nowhere" / "shm")
    with Ledger.open(path) as ledger:
        assert len(ledger.reports()["id"]) == 3
        assert ledger.decisions() == {"id": [], "wording": [], "country": [], "ref": [], "decided": []}
        assert ledger.history("springfield [US]") == ()
        with pytest.raises(LedgerUnavailable):
            ledger.add(decisions=[SPRINGFIELD])
    assert list_reports(Selection(ledger=path), as_json=False) == 0
    capsys.readouterr()
    found = back_up(path, tmp_path / "b.gpkg")
    assert found == verify(path) == restore(tmp_path / "b.gpkg", tmp_path / "new.gpkg")
    assert (version_of(tmp_path / "new.gpkg"), path.read_bytes()) == (1, before)
    with Ledger.open(tmp_path / "new.gpkg") as ledger:
        assert ledger.add(decisions=[SPRINGFIELD]).added == (SPRINGFIELD["id"],)


def test_of_several_processes_that_open_an_old_ledger_at_once_one_brings_it_to_the_newest_version(path, root):
    imports = "import sys; from mustermap.data.ledger import Ledger; "
    program = imports + "Ledger.open(sys.argv[1]).add(sources=[{'id': sys.argv[2]}])"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(path), f"source-{number}"], cwd=root, stderr=subprocess.PIPE
        )
        for number in range(4)
    ]
    for one in started:
        _, complaint = one.communicate()
        assert one.returncode == 0, complaint
    assert rows(path, "SELECT version FROM ledger_versions") == [
        (number + 1,) for number in range(len(schema.MIGRATIONS))
    ]
    assert (verify(path).revisions, verify(path).broken) == (11, None)


@pytest.mark.parametrize("number", [1, 2])
def test_an_old_ledger_learns_which_reports_a_report_holds_beside(tmp_path, number):
    path = tmp_path / "old.gpkg"
    make_version(number, path)
    before = verify(path)
    with Ledger.open(path) as ledger:
        assert set(ledger.reports()["beside"]) == {""}
        ledger.add(reports=[LATUSHKA | {"id": "other", "beside": LATUSHKA["id"]}])
        assert ledger.find({"id": ["other"]})["beside"] == [LATUSHKA["id"]]
    assert (before.broken, verify(path).broken, version_of(path)) == (None, None, len(schema.MIGRATIONS))
    assert rows(path, "SELECT beside FROM reports WHERE id = 'other'") == [(LATUSHKA["id"],)]


def test_a_ledger_of_the_second_version_that_cannot_be_written_to_is_read_and_verified(tmp_path):
    path = tmp_path / "old.gpkg"
    make_version(2, path)
    before = path.read_bytes()
    path.with_name("old.gpkg-shm").symlink_to(tmp_path / "nowhere" / "shm")
    with Ledger.open(path) as ledger:
        assert set(ledger.reports()["beside"]) == {""}
        assert ledger.find({"id": [LATUSHKA["id"]]})["beside"] == [""]
    assert (verify(path).broken, path.read_bytes()) == (None, before)


def test_a_decision_says_a_wording_and_what_it_means(path):
    with Ledger.open(path) as ledger:
        answer = ledger.add(
            decisions=[{"id": "x"}, {"id": "y", "wording": "Y"}, {"wording": "Z", "ref": "unplaced"}, SPRINGFIELD]
        )
        assert answer.added == (SPRINGFIELD["id"],)
        assert [why for _, why in answer.rejected] == [
            "the decision has no wording; give it one",
            "the decision has no ref; give it one",
            "the decision has no id; give it one",
        ]
        assert ledger.add(decisions=[SPRINGFIELD | {"wording": "SPRINGFIELD"}]).skipped == (SPRINGFIELD["id"],)
        assert ledger.add(decisions=[SPRINGFIELD | {"ref": "unplaced"}]).revised == (SPRINGFIELD["id"],)
        assert ledger.find({"ref": ["unplaced"]}, what="decision")["wording"] == ["Springfield"]
