"""Version 1 of the ledger's tables: what the first migration makes of an empty file. It is never changed again.

Later versions are made by later migrations, so that every ledger has come the same way. The columns are here in
full, and not by way of the data dictionary, because a ledger of this version has these columns whatever the
dictionary becomes.
"""

# ruff: noqa: S608 - the names put into these statements are the ledger's own

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.data.ledger.geopackage import make_geopackage, register

if TYPE_CHECKING:
    import sqlite3

_REVISIONS: Final = """CREATE TABLE revisions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  what TEXT NOT NULL CHECK (what IN ('source', 'report', 'place')),
  id TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('add', 'revise', 'retract')),
  content TEXT NOT NULL,
  editor TEXT NOT NULL,
  recorded DATETIME NOT NULL,
  reason TEXT NOT NULL,
  key TEXT NOT NULL,
  geometry_sha256 TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
)"""

_SUBMISSIONS: Final = """CREATE TABLE submissions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  fingerprint TEXT NOT NULL,
  answer TEXT NOT NULL,
  recorded DATETIME NOT NULL
)"""


def _columns(text: str) -> tuple[str, ...]:
    return tuple(column.strip() for column in text.split(","))


_SOURCE: Final = _columns("""
  id TEXT NOT NULL,
  title TEXT,
  publisher TEXT,
  url TEXT,
  language TEXT,
  published TEXT,
  accessed TEXT,
  archive_url TEXT,
  sha256 TEXT,
  reliability TEXT,
  note TEXT
""")

_REPORT: Final = _columns("""
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  claimant TEXT,
  attributed_to TEXT,
  said TEXT,
  said_wording TEXT,
  summary TEXT,
  quote TEXT,
  quote_lang TEXT,
  force TEXT,
  component TEXT,
  unit TEXT,
  figure TEXT,
  figure_low DOUBLE,
  figure_low_included BOOLEAN,
  figure_high DOUBLE,
  figure_high_included BOOLEAN,
  figure_best DOUBLE,
  quantity TEXT NOT NULL,
  measure TEXT,
  phase TEXT,
  place TEXT,
  place_ref TEXT,
  place_country TEXT,
  drawn_geometry TEXT,
  role TEXT,
  origin TEXT,
  origin_ref TEXT,
  start TEXT,
  start_wording TEXT,
  end TEXT,
  end_wording TEXT,
  repeats TEXT,
  updates TEXT,
  disputes TEXT,
  credibility TEXT,
  state TEXT NOT NULL,
  reason TEXT
""")

_PLACE: Final = _columns("""
  ref TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  precision TEXT,
  radius_m DOUBLE,
  country_code TEXT,
  lon DOUBLE,
  lat DOUBLE,
  gazetteer TEXT,
  geometry GEOMETRY
""")


def projection_statements(what: str, key: str, extra: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Make the table that shows the revisions of one kind in typed columns, and its indexes."""
    quoted = ",\n  ".join('"{}" {}'.format(*column.split(" ", 1)) for column in columns)
    table = f"{what}_revisions"
    return (
        f"CREATE TABLE {table} (\n  seq INTEGER PRIMARY KEY,\n  first_seq INTEGER NOT NULL,{extra}\n  {quoted}\n)",
        f"CREATE INDEX {table}_{key} ON {table} ({key}, seq)",
        f"CREATE INDEX {table}_first ON {table} (first_seq)",
        f"""CREATE TRIGGER {table}_only_after_revision BEFORE INSERT ON {table}
WHEN (NEW.seq, '{what}') IS NOT (SELECT seq, what FROM revisions ORDER BY seq DESC LIMIT 1)
  OR EXISTS (SELECT 1 FROM {table} WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, '{table} shows the revisions; add one by mustermap'); END""",
    )


def refusal_statements(table: str) -> tuple[str, ...]:
    """Make the triggers that let nothing be changed or taken away."""
    return tuple(
        f"""CREATE TRIGGER {table}_refuse_{change} BEFORE {change.upper()} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} are only ever added; nothing there is changed or deleted'); END"""
        for change in ("update", "delete")
    )


# REPLACE deletes without a DELETE trigger, so a number that is taken is refused before it comes to that.
_ONE_AFTER_ANOTHER: Final = (
    """CREATE TRIGGER revisions_one_after_another BEFORE INSERT ON revisions
WHEN (NEW.seq - 1, NEW.previous) IS NOT (SELECT seq, hash FROM revisions ORDER BY seq DESC LIMIT 1)
  AND (NEW.seq <> 1 OR EXISTS (SELECT 1 FROM revisions))
BEGIN SELECT RAISE(ABORT, 'revisions are a chain: each has the next number and the hash of the one before'); END""",
    """CREATE TRIGGER submissions_once BEFORE INSERT ON submissions
WHEN EXISTS (SELECT 1 FROM submissions WHERE key = NEW.key OR seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'submissions are only ever added; nothing there is changed or deleted'); END""",
)


def _current(what: str, alias: str) -> str:
    later = f"SELECT 1 FROM {what}_revisions AS later WHERE later.first_seq = {alias}.first_seq"
    return f"NOT EXISTS ({later} AND later.seq > {alias}.seq)"


def _named(alias: str, columns: tuple[str, ...]) -> str:
    return ", ".join('{0}."{1}" AS "{1}"'.format(alias, column.split(" ", 1)[0]) for column in columns)


# Every column is a column of a table, never an expression: so readers see its type. OGC_FID tells GDAL
# which column is the feature's number; it is the first revision's, so a revision leaves it as it is.
_VIEWS: Final = (
    f"""CREATE VIEW sources AS SELECT s.first_seq AS OGC_FID, {_named("s", _SOURCE)}
FROM source_revisions AS s WHERE {_current("source", "s")}""",
    f"""CREATE VIEW places AS SELECT p.first_seq AS OGC_FID, {_named("p", _PLACE)}
FROM place_revisions AS p WHERE {_current("place", "p")}""",
    f"""CREATE VIEW reports AS SELECT r.first_seq AS OGC_FID, p.geometry AS geometry, {_named("r", _REPORT)},
  s.title AS source_title, s.publisher AS source_publisher, s.url AS source_url, p.name AS place_name,
  p.precision AS place_precision, p.radius_m AS place_radius_m, p.country_code AS place_country_code,
  v.recorded AS recorded, v.editor AS editor
FROM report_revisions AS r
JOIN revisions AS v ON v.seq = r.seq
LEFT JOIN source_revisions AS s ON s.seq = (SELECT max(seq) FROM source_revisions WHERE id = r.source)
LEFT JOIN place_revisions AS p ON p.seq = (SELECT max(seq) FROM place_revisions WHERE ref = r.shown_ref)
WHERE {_current("report", "r")}""",
)


def first_statements() -> tuple[str, ...]:
    """List the statements that make the ledger's own tables, indexes, triggers and views, as SQLite keeps them."""
    statements = [_REVISIONS, _SUBMISSIONS, *_ONE_AFTER_ANOTHER]
    statements += projection_statements("source", "id", "", _SOURCE)
    statements += projection_statements("report", "id", "\n  shown_ref TEXT,", _REPORT)
    statements += projection_statements("place", "ref", "", _PLACE)
    for table in ("revisions", "submissions", "source_revisions", "report_revisions", "place_revisions"):
        statements += refusal_statements(table)
    return (*statements, *_VIEWS)


def make_first_schema(connection: sqlite3.Connection) -> None:
    """Make an empty ledger of an empty file."""
    make_geopackage(connection)
    for statement in first_statements():
        connection.execute(statement)
    register(connection, "reports", kind="features", description="What is claimed: every report as it stands now")
    register(connection, "places", kind="features", description="The places that reports were resolved to")
    register(connection, "sources", kind="attributes", description="Where it was read: every source as it stands now")
    register(connection, "revisions", kind="attributes", description="Every change, sealed by a chain of hashes")
