"""The chain of hashes, what refuses to be changed, and what `verify` names."""

# ruff: noqa: S608 - the statements are the tests' own

import contextlib
import hashlib
import json
import sqlite3

import pytest

from mustermap.data.ledger import START, Ledger, verify
from tests.ledger_samples import AIRBASE, BELARUS, LATUSHKA, LUKASHENKO, SOURCE, fill, point

COLUMNS = ("seq", "what", "id", "action", "content", "editor", "recorded", "reason", "key", "geometry_sha256")


@pytest.fixture
def path(tmp_path):
    """Eight revisions: 1 a source, 2 and 3 places, 4 to 6 reports, 7 a revised report, 8 a retraction."""
    path = tmp_path / "ours.gpkg"
    with Ledger.open(path, create=True) as ledger:
        fill(ledger)
        ledger.add(reports=[LATUSHKA | {"phase": "ordered"}], revise=True, editor="Ж. Ж.", key="form-1")
        ledger.retract(LUKASHENKO["id"], reason="Not his order.")
    return path


def raw(path, *statements, triggers=False):
    """Do to the file what no program of ours does."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        if not triggers:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_each_hash_is_sha256_over_the_previous_hash_and_the_canonical_json_of_the_other_columns(path):
    connection = sqlite3.connect(path)
    rows = connection.execute(f"SELECT {', '.join(COLUMNS)}, previous, hash FROM revisions ORDER BY seq").fetchall()
    connection.close()
    assert [row[:4] for row in rows][-2:] == [
        (7, "report", "latushka-120000", "revise"),
        (8, "report", "lukashenko-more-than-1000", "retract"),
    ]
    previous = "0" * 64
    for row in rows:
        text = json.dumps(
            dict(zip(COLUMNS, row[:-2], strict=True)), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        assert row[-2] == previous
        assert row[-1] == hashlib.sha256((previous + text).encode()).hexdigest()
        previous = row[-1]
    verified = verify(path)
    assert (verified.revisions, verified.head, verified.broken) == (8, previous, None)


def test_a_place_is_sealed_with_the_sha256_of_its_well_known_binary(path):
    connection = sqlite3.connect(path)
    sealed = connection.execute("SELECT geometry_sha256 FROM revisions ORDER BY seq").fetchall()
    connection.close()
    assert [row[0] for row in sealed[:4]] == [
        "",
        hashlib.sha256(AIRBASE["geometry"]).hexdigest(),
        hashlib.sha256(BELARUS["geometry"]).hexdigest(),
        "",
    ]


def test_an_empty_ledger_verifies_with_the_hash_before_the_first(tmp_path):
    Ledger.open(tmp_path / "ours.gpkg", create=True).close()
    verified = verify(tmp_path / "ours.gpkg")
    assert (verified.revisions, verified.head, verified.broken) == (0, START, None)


TABLES = ("revisions", "submissions", "report_revisions", "source_revisions", "place_revisions")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET seq = seq + 100",
        "DELETE FROM {}",
        "DELETE FROM {} WHERE seq = (SELECT max(seq) FROM {})",
        "REPLACE INTO {} SELECT * FROM {}",
        "INSERT OR REPLACE INTO {} SELECT * FROM {} ORDER BY seq DESC LIMIT 1",
        "INSERT OR IGNORE INTO {} SELECT * FROM {}",
    ],
)
def test_what_is_written_can_be_neither_changed_nor_deleted_nor_replaced(path, table, statement):
    before = path.read_bytes()
    with pytest.raises(sqlite3.IntegrityError):
        raw(path, statement.format(table, table), triggers=True)
    assert verify(path).broken is None
    assert path.read_bytes() == before


@pytest.mark.parametrize("upsert", ["editor = 'x'", "content = '{}'"])
def test_an_upsert_is_refused_too(path, upsert):
    statement = f"INSERT INTO revisions SELECT * FROM revisions WHERE true ON CONFLICT DO UPDATE SET {upsert}"
    with pytest.raises(sqlite3.IntegrityError, match="revisions"):
        raw(path, statement, triggers=True)


def test_a_revision_that_does_not_continue_the_chain_is_refused(path):
    columns = "'report', 'x', 'add', '{}', '', '', '', '', ''"
    for seq, previous in ((10, "(SELECT hash FROM revisions WHERE seq = 8)"), (9, "'0'"), (8, "'0'"), (0, "'0'")):
        with pytest.raises(sqlite3.IntegrityError, match="revisions are a chain"):
            raw(path, f"INSERT INTO revisions VALUES ({seq}, {columns}, {previous}, '')", triggers=True)


TAMPERED = [
    ("UPDATE revisions SET content = replace(content, '1000.0', '9000.0') WHERE seq = 5", 5, LUKASHENKO["id"], "hash"),
    ("UPDATE revisions SET editor = 'somebody' WHERE seq = 7", 7, LATUSHKA["id"], "hash"),
    ("UPDATE revisions SET recorded = '2020-01-01T00:00:00.000Z' WHERE seq = 1", 1, "dw-2022", "hash"),
    ("UPDATE revisions SET reason = '' WHERE seq = 8", 8, LUKASHENKO["id"], "hash"),
    ("UPDATE revisions SET key = 'other' WHERE seq = 7", 7, LATUSHKA["id"], "hash"),
    ("UPDATE revisions SET action = 'add' WHERE seq = 7", 7, LATUSHKA["id"], "hash"),
    ("UPDATE revisions SET id = 'other' WHERE seq = 6", 6, "other", "hash"),
    ("UPDATE revisions SET hash = '0' WHERE seq = 3", 3, "country:BY", "hash"),
    ("UPDATE revisions SET previous = '0' WHERE seq = 4", 4, LATUSHKA["id"], "previous hash"),
    ("UPDATE revisions SET content = x'00' WHERE seq = 4", 4, LATUSHKA["id"], "content holds a blob of 1 byte"),
    ("UPDATE revisions SET content = CAST(x'7bff7d' AS TEXT) WHERE seq = 6", 6, "article-joint-group", "hash"),
    ("UPDATE report_revisions SET quote = CAST(x'ff' AS TEXT) WHERE seq = 6", 6, "article-joint-group", "quote"),
    ("UPDATE revisions SET geometry_sha256 = '' WHERE seq = 2", 2, "icao:UMLI", "hash"),
    ("DELETE FROM revisions WHERE seq = 1", 1, "", "missing"),
    ("DELETE FROM revisions WHERE seq = 5", 5, "", "missing"),
    ("DELETE FROM revisions WHERE seq = 8", 8, "", "missing; the ledger has had 8"),
    ("DELETE FROM revisions", 1, "", "missing; the ledger has had 8"),
    ("UPDATE revisions SET seq = 50 WHERE seq = 8", 8, "", "missing"),
    ("UPDATE report_revisions SET figure_low = 9000 WHERE seq = 5", 5, LUKASHENKO["id"], "figure_low"),
    ("UPDATE report_revisions SET state = 'accepted' WHERE seq = 8", 8, LUKASHENKO["id"], "state"),
    ("UPDATE report_revisions SET first_seq = 5 WHERE seq = 6", 6, "article-joint-group", "first_seq"),
    ("UPDATE report_revisions SET shown_ref = 'country:BY' WHERE seq = 5", 5, LUKASHENKO["id"], "shown_ref"),
    ("UPDATE source_revisions SET url = NULL WHERE seq = 1", 1, "dw-2022", "url"),
    ("UPDATE place_revisions SET lon = 0 WHERE seq = 2", 2, "icao:UMLI", "lon"),
    ("UPDATE place_revisions SET geometry = NULL WHERE seq = 2", 2, "icao:UMLI", "geometry"),
    (f"UPDATE place_revisions SET geometry = x'{point(1, 2).hex()}' WHERE seq = 2", 2, "icao:UMLI", "geometry"),
    ("DELETE FROM report_revisions WHERE seq = 5", 5, LUKASHENKO["id"], "does not show it"),
    ("DELETE FROM report_revisions WHERE seq = 8", 8, LUKASHENKO["id"], "does not show it"),
    (
        "INSERT INTO report_revisions (seq, first_seq, id, kind, source, quantity, state) "
        "VALUES (99, 99, 'invented', 'claim', 's', 'personnel', 'accepted')",
        99,
        "invented",
        "was never made",
    ),
    (
        "INSERT INTO source_revisions (seq, first_seq, id) VALUES (2, 2, 'invented')",
        2,
        "invented",
        "was never made",
    ),
]


@pytest.mark.parametrize(("statement", "seq", "id_", "words"), TAMPERED, ids=[case[0][:60] for case in TAMPERED])
def test_whatever_is_tampered_with_is_named_at_its_revision(path, statement, seq, id_, words):
    raw(path, statement)
    broken = verify(path).broken
    assert broken is not None
    assert (broken.seq, broken.id) == (seq, id_)
    assert words in broken.differs


def test_a_revision_whose_hash_was_computed_anew_breaks_the_next_one(path):
    connection = sqlite3.connect(path)
    row = connection.execute(f"SELECT {', '.join(COLUMNS)}, previous FROM revisions WHERE seq = 5").fetchone()
    connection.close()
    columns = dict(zip(COLUMNS, row[:-1], strict=True)) | {"editor": "somebody"}
    text = json.dumps(columns, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    anew = hashlib.sha256((row[-1] + text).encode()).hexdigest()
    raw(path, f"UPDATE revisions SET editor = 'somebody', hash = '{anew}' WHERE seq = 5")
    verified = verify(path)
    assert verified.broken is not None
    assert verified.broken.seq == 6
    assert "previous hash" in verified.broken.differs
    assert (verified.revisions, verified.head) == (5, anew)


@pytest.mark.parametrize(
    ("statement", "name", "words"),
    [
        ("DROP TRIGGER revisions_refuse_update", "revisions_refuse_update", "is missing"),
        ("DROP VIEW reports", "reports", "is missing"),
        ("DROP TABLE submissions", "submissions", "is missing"),
    ],
)
def test_what_guards_or_shows_the_ledger_is_verified_too(path, statement, name, words):
    raw(path, statement, triggers=True)
    broken = verify(path).broken
    assert broken is not None
    assert (broken.seq, broken.id) == (0, name)
    assert words in broken.differs


def test_a_view_that_hides_reports_is_named(path):
    connection = sqlite3.connect(path)
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'reports'").fetchone()
    connection.close()
    raw(path, "DROP VIEW reports", sql + " AND r.id <> 'latushka-120000'", triggers=True)
    broken = verify(path).broken
    assert broken is not None
    assert (broken.seq, broken.id) == (0, "reports")
    assert "was changed" in broken.differs


def test_a_damaged_page_is_named(path):
    with Ledger.open(path) as ledger:
        ledger.add(sources=[SOURCE | {"id": f"s{number}", "note": "n" * 900} for number in range(60)])
    content = bytearray(path.read_bytes())
    middle = len(content) * 2 // 3 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(content)
    assert verify(path).broken is not None


def test_verifying_writes_nothing_and_works_while_another_adds(path):
    with Ledger.open(path) as ledger:
        ledger.add(sources=[{"id": "unmerged"}])
        before = path.read_bytes()
        assert verify(path).revisions == 9
        assert path.read_bytes() == before
        assert ledger.add(sources=[{"id": "after"}]).added == ("after",)
    assert verify(path).revisions == 10


def test_qgis_keeping_its_own_tables_in_the_file_breaks_nothing(path):
    raw(
        path,
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleQML TEXT)",
        "CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER)",
        "ALTER TABLE gpkg_spatial_ref_sys ADD COLUMN definition_12_063 TEXT",
        triggers=True,
    )
    assert verify(path).broken is None
