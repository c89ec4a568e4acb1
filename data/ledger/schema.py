"""Which versions of the ledger's tables there are, and how a file comes to the newest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from mustermap.data.ledger.first_schema import first_statements, make_first_schema
from mustermap.data.ledger.fourth_schema import fourth_statements, make_fourth_schema
from mustermap.data.ledger.second_schema import make_second_schema, second_statements
from mustermap.data.ledger.third_schema import make_third_schema, third_statements

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Migration:
    """How a version of the tables is made of the one before.

    Attributes
    ----------
    make : callable
        Does it, inside a transaction that the caller holds.
    statements : callable
        Lists what the file's schema then consists of, as SQLite keeps it; all but the tables of a GeoPackage.
    """

    make: Callable[[sqlite3.Connection], None]
    statements: Callable[[], tuple[str, ...]]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(make_first_schema, first_statements),
    Migration(make_second_schema, second_statements),
    Migration(make_third_schema, third_statements),
    Migration(make_fourth_schema, fourth_statements),
)
"""The n-th makes version n out of the version before. A migration that has been published is never changed."""

VERSIONS_TABLE: Final = """CREATE TABLE ledger_versions (
  version INTEGER PRIMARY KEY,
  migrated DATETIME NOT NULL
)"""


def now() -> str:
    """Return the time in UTC, to the millisecond, as a GeoPackage has it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def is_empty(connection: sqlite3.Connection) -> bool:
    """Check whether a file has no table at all, as a new one has none."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(tables == 0)


def migrate(connection: sqlite3.Connection, found: int) -> None:
    """Bring the tables to the newest version; 0 is an empty file. All or nothing: the caller holds a transaction."""
    if found == 0:
        connection.execute(VERSIONS_TABLE)
    for number, migration in enumerate(MIGRATIONS[found:], start=found + 1):
        migration.make(connection)
        connection.execute("INSERT INTO ledger_versions VALUES (?, ?)", (number, now()))
