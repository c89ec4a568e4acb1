"""Version 2 of the ledger's tables: revisions may also be decisions about place wordings. It is never changed again.

SQLite cannot change a CHECK of a table that there is. Writing into ``sqlite_master`` would, at once, but macOS's SQLite
refuses that; so the table is made again, filled with its rows as they are, and the chain of hashes goes on over them.
"""

# ruff: noqa: S608 - the names put into these statements are the ledger's own

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.data.ledger.cell_checks import WrongCell
from mustermap.data.ledger.chain import START
from mustermap.data.ledger.first_schema import first_statements, projection_statements, refusal_statements
from mustermap.data.ledger.geopackage import register

if TYPE_CHECKING:
    import sqlite3

KINDS: Final = "what IN ('source', 'report', 'place'"
REVISIONS: Final = "CREATE TABLE revisions "
#: What names the table in its statement, and has to go while there is none.
BOUND: Final = (
    ("TRIGGER", "revisions_one_after_another"),
    ("TRIGGER", "revisions_refuse_update"),
    ("TRIGGER", "revisions_refuse_delete"),
    ("TRIGGER", "source_revisions_only_after_revision"),
    ("TRIGGER", "report_revisions_only_after_revision"),
    ("TRIGGER", "place_revisions_only_after_revision"),
    ("VIEW", "reports"),
)

_DECISION: Final = ("id TEXT NOT NULL", "wording TEXT NOT NULL", "country TEXT", "ref TEXT NOT NULL", "decided TEXT")

_LATER: Final = "SELECT 1 FROM decision_revisions AS later WHERE later.first_seq = d.first_seq AND later.seq > d.seq"
_VIEW: Final = f"""CREATE VIEW decisions AS SELECT d.first_seq AS OGC_FID, d."id" AS "id", d."wording" AS "wording",
  d."country" AS "country", d."ref" AS "ref", d."decided" AS "decided", v.recorded AS recorded, v.editor AS editor
FROM decision_revisions AS d
JOIN revisions AS v ON v.seq = d.seq
WHERE NOT EXISTS ({_LATER})"""

_NEW: Final = (
    *projection_statements("decision", "id", "", _DECISION),
    *refusal_statements("decision_revisions"),
    _VIEW,
)


def second_statements() -> tuple[str, ...]:
    """List the statements that make the ledger's own tables, indexes, triggers and views, as SQLite keeps them."""
    before = (
        sql.replace(KINDS, KINDS + ", 'decision'") if sql.startswith(REVISIONS) else sql for sql in first_statements()
    )
    return (*before, *_NEW)


def make_second_schema(connection: sqlite3.Connection) -> None:
    """Let revisions be decisions too, and show these in a table and a view of their own.

    Raises
    ------
    WrongCell
        If revisions are missing: what cannot be read would be dropped with the table, and perhaps be saved otherwise.
    """
    remake_revisions(connection, second_statements(), BOUND, before=1)
    for statement in _NEW:
        connection.execute(statement)
    register(connection, "decisions", kind="attributes", description="What place wordings were decided to mean")


def remake_revisions(
    connection: sqlite3.Connection, made: tuple[str, ...], bound: tuple[tuple[str, str], ...], *, before: int
) -> None:
    """Make the table of revisions again with other kinds, and what is bound to it.

    Parameters
    ----------
    connection
        Inside a transaction.
    made
        The statements of the new version.
    bound
        The triggers and views of the version before that name the table in their statements.
    before
        The number of that version.

    Raises
    ------
    WrongCell
        If revisions are missing.
    """
    _refuse_gaps(connection, before)
    former = f"revisions_of_version_{before}"
    statements = {tuple(sql.split(" ", 3)[1:3]): sql for sql in made}
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'revisions'"
    others = [(name, sql) for name, sql in connection.execute(sql) if ("TRIGGER", name) not in bound]
    for kind, name in (*bound, *(("TRIGGER", name) for name, _ in others)):
        connection.execute(f'DROP {kind} IF EXISTS "{name}"')
    # Otherwise SQLite looks through all views of the file, and fails at any that is broken.
    connection.execute("PRAGMA legacy_alter_table = ON")
    try:
        connection.execute(f"ALTER TABLE revisions RENAME TO {former}")
    finally:
        connection.execute("PRAGMA legacy_alter_table = OFF")
    connection.execute(statements["TABLE", "revisions"])
    connection.execute(f"INSERT INTO revisions SELECT * FROM {former} ORDER BY seq")
    connection.execute(f"DROP TABLE {former}")
    for one in bound:
        connection.execute(statements[one])
    for _, sql in others:  # by which GDAL counts rows
        connection.execute(sql)


def _refuse_gaps(connection: sqlite3.Connection, version: int) -> None:
    """Make sure that all revisions that there ever were are there, each with the hash of the one before."""
    count, last = connection.execute("SELECT count(*), ifnull(max(seq), 0) FROM revisions").fetchone()
    counted = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'revisions'").fetchone() or (0,)
    loose = (
        "SELECT v.seq FROM revisions AS v LEFT JOIN revisions AS before ON before.seq = v.seq - 1 "
        "WHERE v.previous IS NOT ifnull(before.hash, ?) LIMIT 1"
    )
    broken = connection.execute(loose, (START,)).fetchone()
    if broken or not count == last == counted[0]:
        remedy = "mustermap verify says where"
        raise WrongCell(f"its chain of revisions does not hold, so it stays at version {version}: {remedy}")
