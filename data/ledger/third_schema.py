"""Version 3 of the ledger's tables: reports may name those beside which they hold. It is never changed again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.data.ledger.second_schema import second_statements

if TYPE_CHECKING:
    import sqlite3

_TABLE: Final = "CREATE TABLE report_revisions "
_VIEW: Final = "CREATE VIEW reports "
_UPDATES: Final = 'r."updates" AS "updates", '


def third_statements() -> tuple[str, ...]:
    """List the statements that make the ledger's own tables, indexes, triggers and views, as SQLite keeps them."""
    return tuple(map(_with_beside, second_statements()))


def _with_beside(sql: str) -> str:
    if sql.startswith(_TABLE):
        return sql.removesuffix(")") + ', "beside" TEXT)'
    if sql.startswith(_VIEW):
        return sql.replace(_UPDATES, _UPDATES + 'r."beside" AS "beside", ')
    return sql


def make_third_schema(connection: sqlite3.Connection) -> None:
    """Add a column to the table that shows the revisions of reports, and to the view of reports as they are now."""
    connection.execute('ALTER TABLE report_revisions ADD COLUMN "beside" TEXT')
    connection.execute("DROP VIEW IF EXISTS reports")
    for statement in third_statements():
        if statement.startswith(_VIEW):
            connection.execute(statement)
