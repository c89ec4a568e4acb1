"""Which version of the ledger's tables a file has, and how it comes to the newest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TypeAlias

from data.errors import NewerLedger, NotALedger
from data.ledger.first_schema import make_first_schema
from data.ledger.geopackage import APPLICATION_ID

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

Migration: TypeAlias = "Callable[[sqlite3.Connection], None]"

MIGRATIONS: tuple[Migration, ...] = (make_first_schema,)
"""The n-th makes version n out of the version before. A migration that has been published is never changed."""

_VERSIONS: Final = """CREATE TABLE ledger_versions (
  version INTEGER PRIMARY KEY,
  migrated DATETIME NOT NULL
)"""


def now() -> str:
    """Tell the time in UTC, to the millisecond, in the form that a GeoPackage asks for."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def is_empty(connection: sqlite3.Connection) -> bool:
    """Tell whether a file has no table at all, as a new one has none."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(tables == 0)


def version(connection: sqlite3.Connection, path: Path) -> int:
    """Read which version of the tables a ledger has.

    Raises
    ------
    NotALedger
        If the file is no GeoPackage, or a GeoPackage without our tables.
    NewerLedger
        If it has a version that this Mustermap does not know.
    """
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        kind = "is empty" if is_empty(connection) else "is an SQLite file, but no GeoPackage"
        raise NotALedger(f"{path} {kind}; it was left as it is: name a ledger, or a file that does not exist yet")
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'ledger_versions'").fetchone():
        raise NotALedger(f"{path} is a GeoPackage, but no ledger; it was left as it is: name another file")
    (found,) = connection.execute("SELECT ifnull(max(version), 0) FROM ledger_versions").fetchone()
    if found > len(MIGRATIONS):
        message = f"{path} was made by a newer Mustermap (ledger version {found}, this one knows {len(MIGRATIONS)})"
        raise NewerLedger(f"{message}; update Mustermap to open it")
    return int(found)


def migrate(connection: sqlite3.Connection, found: int) -> None:
    """Bring the tables to the newest version; 0 is an empty file. All or nothing: the caller holds a transaction."""
    if found == 0:
        connection.execute(_VERSIONS)
    for number, migration in enumerate(MIGRATIONS[found:], start=found + 1):
        migration(connection)
        connection.execute("INSERT INTO ledger_versions VALUES (?, ?)", (number, now()))
