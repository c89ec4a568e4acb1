"""Opening files that are ledgers, that are none, and that stand in somebody's way."""

import contextlib
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import geopandas
import pytest
import shapely

from mustermap.data.fields import CLAIMANT_COLUMNS, REPORT_COLUMNS, SOURCE_COLUMNS
from mustermap.data.ledger import PLACE_COLUMNS, Ledger, connection, schema, verify
from mustermap.errors import DataError, LedgerError, LedgerNotFound, LedgerUnavailable, NewerLedger, NotALedger
from tests.ledger_samples import fill

NEWEST = len(schema.MIGRATIONS)
VERSIONS = [(number,) for number in range(1, NEWEST + 1)]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "ours.gpkg"
    with Ledger.open(path, create=True) as ledger:
        fill(ledger)
    return path


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_MS", 50)


@contextlib.contextmanager
def raw(path):
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def both(path):
    """Everything that a ledger's file can be asked for, each of which says the same about a bad file."""
    return (lambda: Ledger.open(path), lambda: verify(path))


def test_a_file_that_does_not_exist_is_named_with_what_to_do_and_not_made(tmp_path):
    path = tmp_path / "none.gpkg"
    for ask in both(path):
        with pytest.raises(LedgerNotFound) as caught:
            ask()
        assert str(caught.value) == f"{path} does not exist; check the path, or add reports to make a ledger there"
        assert isinstance(caught.value, (FileNotFoundError, LedgerError, DataError))
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_is_not_made_in_a_folder_that_does_not_exist(tmp_path):
    with pytest.raises(LedgerNotFound, match="its folder does not exist; make the folder first"):
        Ledger.open(tmp_path / "none" / "ours.gpkg", create=True)


def test_a_folder_is_no_ledger(tmp_path):
    for ask in (*both(tmp_path), lambda: Ledger.open(tmp_path, create=True)):
        with pytest.raises(NotALedger, match="is a folder; name a file in it"):
            ask()


def geopackage_of_another(path):
    geopandas.GeoDataFrame({"name": ["x"]}, geometry=[shapely.Point(1, 2)], crs=4326).to_file(path, layer="x")


def plain_sqlite(path):
    with raw(path) as connection:
        connection.execute("CREATE TABLE x (y)")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_text("id;source\n1;a\n" * 200), "is no GeoPackage; it was left as it is"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4080), "is no GeoPackage"),
        (plain_sqlite, "is an SQLite file, but no GeoPackage; it was left as it is"),
        (geopackage_of_another, "is a GeoPackage, but no ledger; it was left as it is: name another file"),
    ],
)
def test_a_file_that_is_no_ledger_is_left_as_it_is(tmp_path, make, words):
    path = tmp_path / "theirs.gpkg"
    make(path)
    before = path.read_bytes()
    for ask in (*both(path), lambda: Ledger.open(path, create=True)):
        with pytest.raises(NotALedger, match=words) as caught:
            ask()
        assert str(path) in str(caught.value)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_is_no_ledger_unless_one_is_to_be_made(tmp_path):
    path = tmp_path / "ours.gpkg"
    path.touch()
    for ask in both(path):
        with pytest.raises(NotALedger, match="is empty"):
            ask()
    assert path.stat().st_size == 0
    with Ledger.open(path, create=True) as ledger:
        fill(ledger)
    assert verify(path).revisions == 6


def test_making_a_ledger_that_exists_opens_it(path):
    with Ledger.open(path, create=True) as ledger:
        assert len(ledger.reports()["id"]) == 3


@pytest.mark.parametrize(
    "name", ["100% ours?.gpkg", "with#hash&mode=ro.gpkg", "Мачулищи ’.gpkg", "no-ending", "two  blanks"]
)
def test_any_file_name_opens_just_that_file(tmp_path, name):
    with Ledger.open(tmp_path / name, create=True) as ledger:
        fill(ledger)
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert verify(str(tmp_path / name)).revisions == 6


def test_a_ledger_of_a_newer_mustermap_is_not_touched(path):
    with raw(path) as connection:
        connection.execute("INSERT INTO ledger_versions VALUES (?, '2027-01-01T00:00:00.000Z')", (NEWEST + 1,))
    before = path.read_bytes()
    for ask in both(path):
        with pytest.raises(NewerLedger) as caught:
            ask()
        assert str(caught.value) == (
            f"{path} was made by a newer Mustermap (ledger version {NEWEST + 1}, this one knows {NEWEST}); "
            "update Mustermap to open it"
        )
    assert path.read_bytes() == before


def with_notes(connection):
    connection.execute("CREATE TABLE notes (seq INTEGER PRIMARY KEY, text TEXT)")
    connection.execute("INSERT INTO notes SELECT seq, id FROM revisions")


def newer(make):
    """A version after the newest, whose schema adds nothing of ours."""
    return (*schema.MIGRATIONS, schema.Migration(make, schema.MIGRATIONS[-1].statements))


def failing(connection):
    with_notes(connection)
    raise sqlite3.OperationalError("the power went out")


def test_a_migration_brings_an_older_ledger_to_the_newest_version_and_keeps_every_hash(path, monkeypatch):
    before = verify(path)
    monkeypatch.setattr(schema, "MIGRATIONS", newer(with_notes))
    assert verify(path) == before  # an older one is verified as it is, and stays so
    with raw(path) as connection:
        assert connection.execute("SELECT version FROM ledger_versions").fetchall() == VERSIONS
    with Ledger.open(path) as ledger:
        assert len(ledger.reports()["id"]) == 3
    with raw(path) as connection:
        assert connection.execute("SELECT version FROM ledger_versions").fetchall() == [*VERSIONS, (NEWEST + 1,)]
        assert connection.execute("SELECT count(*) FROM notes").fetchone() == (6,)
    assert verify(path) == before
    Ledger.open(path).close()
    assert verify(path) == before


def test_a_new_ledger_goes_through_all_migrations(tmp_path, monkeypatch):
    monkeypatch.setattr(schema, "MIGRATIONS", newer(with_notes))
    with Ledger.open(tmp_path / "ours.gpkg", create=True) as ledger:
        fill(ledger)
    with raw(tmp_path / "ours.gpkg") as connection:
        assert connection.execute("SELECT version FROM ledger_versions").fetchall() == [*VERSIONS, (NEWEST + 1,)]
    assert verify(tmp_path / "ours.gpkg").broken is None


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(path, monkeypatch):
    before = verify(path)
    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", newer(failing))
        with pytest.raises(LedgerError, match="the power went out"):
            Ledger.open(path)
    with raw(path) as connection:
        assert connection.execute("SELECT version FROM ledger_versions").fetchall() == VERSIONS
        assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'notes'").fetchall() == []
    assert verify(path) == before


def test_the_tables_have_the_columns_of_the_data_dictionary(path):
    """If this fails, a field came or went: write a migration that brings the tables along."""
    for table, columns in (
        ("report", REPORT_COLUMNS),
        ("source", SOURCE_COLUMNS),
        ("place", (*PLACE_COLUMNS, "geometry")),
        ("claimant", ("id", *CLAIMANT_COLUMNS)),
    ):
        with raw(path) as connection:
            found = [row[1] for row in connection.execute(f"PRAGMA table_info({table}_revisions)")]
        expected = ["drawn_geometry" if table == "report" and name == "geometry" else name for name in columns]
        assert sorted(set(found) - {"seq", "first_seq", "shown_ref"}) == sorted(expected)


def journal(path):
    with raw(path) as connection:
        return connection.execute("PRAGMA journal_mode").fetchone()[0]


def test_write_ahead_logging_is_asked_for_again_after_qgis_has_switched_it_off(path):
    assert journal(path) == "wal"
    with raw(path) as connection:
        assert connection.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    assert journal(path) == "delete"
    with Ledger.open(path) as ledger:
        assert journal(path) == "wal"
        assert ledger.add(sources=[{"id": "a"}]).added == ("a",)
    assert verify(path).broken is None


def test_a_program_that_holds_the_file_without_write_ahead_logging_does_not_keep_the_ledger_from_working(
    path, impatient
):
    with raw(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM revisions").fetchone()
        with Ledger.open(path) as ledger:
            assert len(ledger.reports()["id"]) == 3
        connection.execute("COMMIT")
    assert verify(path).broken is None


def test_every_commit_is_on_the_disk_when_it_is_acknowledged(path):
    with Ledger.open(path) as ledger:
        assert ledger._connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
        assert ledger._connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert ledger._connection.execute("PRAGMA busy_timeout").fetchone() == (30_000,)


def test_a_ledger_locked_by_another_writer_says_so_and_is_left_whole(path, impatient):
    with raw(path) as connection, Ledger.open(path) as ledger:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerUnavailable) as caught:
            ledger.add(sources=[{"id": "a"}], key="form-1")
        assert str(caught.value).startswith(f"{path} is locked by another program; nothing was written: ")
        assert len(ledger.reports()["id"]) == 3
        connection.execute("ROLLBACK")
        assert ledger.add(sources=[{"id": "a"}], key="form-1").added == ("a",)
    assert verify(path).revisions == 7


def test_a_file_locked_altogether_cannot_be_opened_and_says_so(path, impatient):
    with raw(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        for ask in both(path):
            with pytest.raises(LedgerUnavailable, match="is locked by another program"):
                ask()
    assert verify(path).broken is None


def test_a_full_disk_writes_nothing_and_the_ledger_goes_on_when_there_is_room(path):
    many = [{"id": f"r{number}", "source": "dw-2022", "summary": "Troops. " * 100} for number in range(200)]
    with Ledger.open(path) as ledger:
        before = ledger.reports()
        (pages,) = ledger._connection.execute("PRAGMA page_count").fetchone()
        ledger._connection.execute(f"PRAGMA max_page_count = {pages + 8}")
        with pytest.raises(LedgerUnavailable) as caught:
            ledger.add(reports=many, key="form-1")
        assert str(caught.value).startswith(f"{path} does not fit on the disk; nothing was written: make room")
        assert ledger.reports() == before
        ledger._connection.execute("PRAGMA max_page_count = 1000000")
        assert len(ledger.add(reports=many, key="form-1").added) == 200
    assert verify(path).revisions == 206


@pytest.mark.skipif(os.name != "posix", reason="a limit on the size of files is POSIX's")
def test_a_write_that_the_system_refuses_writes_nothing_and_leaves_the_file_whole(path, root):
    program = (
        "import resource, sys\n"
        "from mustermap.errors import LedgerUnavailable\n"
        "from mustermap.data.ledger import Ledger\n"
        "with Ledger.open(sys.argv[1]) as ledger:\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000))\n"
        "    try:\n"
        "        ledger.add(reports=[{'id': f'r{n}', 'source': 'dw-2022', 'summary': 'x' * 900} for n in range(300)])\n"
        "    except LedgerUnavailable as error:\n"
        "        print(error)\n"
        "    print(len(ledger.reports()['id']))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=root, capture_output=True, text=True, check=True
    )
    message, count = ran.stdout.splitlines()
    assert "nothing was changed: check the disk and its free space" in message
    assert count == "3"
    assert verify(path).revisions == 6


@contextlib.contextmanager
def a_ledger_that_nobody_may_write():
    """Stand the ledger in a folder of its own that cannot be written to either."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ours.gpkg")
        with Ledger.open(path, create=True) as ledger:
            fill(ledger)
        path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        Path(folder).chmod(0o555)
        try:
            yield path
        finally:
            Path(folder).chmod(0o755)


def as_somebody_without_privileges(act):
    """Run a function in a child that is not root; its text comes back."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            text = act()
        except BaseException as error:  # noqa: BLE001 - the parent shows whatever it was
            text = repr(error)
        os.write(write, text.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        text = answer.read().decode()
    os.waitpid(child, 0)
    return text


@pytest.mark.skipif(not hasattr(os, "fork"), reason="permissions are POSIX's")
def test_a_read_only_ledger_is_read_and_verified_and_refuses_what_is_added():
    with a_ledger_that_nobody_may_write() as path:
        before = path.read_bytes()

        def act():
            with Ledger.open(path) as ledger:
                count = len(ledger.reports()["id"])
                try:
                    ledger.add(sources=[{"id": "a"}])
                except LedgerUnavailable as error:
                    return f"{count} {verify(path).revisions} {error}"
            return "it was written to"

        assert as_somebody_without_privileges(act).startswith(
            f"3 6 {path} cannot be written to; nothing was written: allow writing to it and its folder"
        )
        assert path.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="permissions are POSIX's")
def test_a_ledger_cannot_be_made_where_nothing_may_be_written_and_says_so():
    with a_ledger_that_nobody_may_write() as path:

        def act():
            try:
                Ledger.open(path.with_name("new.gpkg"), create=True).close()
            except LedgerUnavailable as error:
                return str(error)
            return "it was made"

        words = "cannot be opened; check that its folder exists and may be written to"
        assert as_somebody_without_privileges(act).startswith(f"{path.with_name('new.gpkg')} {words}")


def test_importing_the_ledger_stays_light(root):
    program = "import sys, mustermap.data.ledger; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    ran = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    heavy = {"pandas", "geopandas", "folium", "pyarrow", "shapely", "numpy", "pyogrio"}
    assert heavy & set(ran.stdout.split()) == set()


def test_adding_does_not_import_more(path, root):
    program = (
        "import sys\n"
        "from mustermap.data.ledger import Ledger, verify\n"
        "with Ledger.open(sys.argv[1]) as ledger:\n"
        "    ledger.add(sources=[{'id': 'a'}])\n"
        "    ledger.reports()\n"
        "verify(sys.argv[1])\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=root, capture_output=True, text=True, check=True
    )
    assert {"pandas", "geopandas", "folium", "pyarrow", "shapely", "numpy"} & set(ran.stdout.split()) == set()
