"""Version 4 of the ledger's tables: revisions may also be claimants of the register. It is never changed again.

The table of revisions is made again, as for version 2, and the chain of hashes goes on over its rows.
"""

# ruff: noqa: S608 - the names put into these statements are the ledger's own

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.data.ledger.first_schema import projection_statements, refusal_statements
from mustermap.data.ledger.geopackage import register
from mustermap.data.ledger.second_schema import BOUND, KINDS, REVISIONS, remake_revisions
from mustermap.data.ledger.third_schema import third_statements

if TYPE_CHECKING:
    import sqlite3

_KINDS_BEFORE: Final = KINDS + ", 'decision'"
_BOUND: Final = (*BOUND, ("TRIGGER", "decision_revisions_only_after_revision"), ("VIEW", "decisions"))
_CLAIMANT: Final = (
    "id TEXT NOT NULL",
    "name TEXT NOT NULL",
    "short TEXT",
    "also_written_as TEXT",
    "office TEXT",
    "speaks_for TEXT",
)
_LATER: Final = "SELECT 1 FROM claimant_revisions AS later WHERE later.first_seq = c.first_seq AND later.seq > c.seq"
_VIEW: Final = f"""CREATE VIEW claimants AS SELECT c.first_seq AS OGC_FID, c."id" AS "id", c."name" AS "name",
  c."short" AS "short", c."also_written_as" AS "also_written_as", c."office" AS "office",
  c."speaks_for" AS "speaks_for", v.recorded AS recorded, v.editor AS editor
FROM claimant_revisions AS c
JOIN revisions AS v ON v.seq = c.seq
WHERE NOT EXISTS ({_LATER})"""
_NEW: Final = (
    *projection_statements("claimant", "id", "", _CLAIMANT),
    *refusal_statements("claimant_revisions"),
    _VIEW,
)


def fourth_statements() -> tuple[str, ...]:
    """List the statements that make the ledger's own tables, indexes, triggers and views, as SQLite keeps them."""
    before = (
        sql.replace(_KINDS_BEFORE, _KINDS_BEFORE + ", 'claimant'") if sql.startswith(REVISIONS) else sql
        for sql in third_statements()
    )
    return (*before, *_NEW)


def make_fourth_schema(connection: sqlite3.Connection) -> None:
    """Let revisions be claimants too, and show these in a table and a view of their own.

    Raises
    ------
    WrongCell
        If revisions are missing: what cannot be read would be dropped with the table, and perhaps be saved otherwise.
    """
    remake_revisions(connection, fourth_statements(), _BOUND, before=3)
    for statement in _NEW:
        connection.execute(statement)
    register(connection, "claimants", kind="attributes", description="Who is who: the register of claimants")
