"""Opening the file of a ledger, and saying in words what SQLite says in codes."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, Final

from data import kept
from data.errors import LedgerError, LedgerNotFound, LedgerUnavailable, NotALedger
from data.ledger import schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_TIMEOUT_MS = 30_000
"""How long to wait for another writer."""

_WAL_TIMEOUT_MS: Final = 1_000
_PRIMARY: Final = 0xFF

_MEANINGS: Final[dict[int, tuple[type[LedgerError], str]]] = {
    sqlite3.SQLITE_BUSY: (
        LedgerUnavailable,
        "is locked by another program; nothing was written: close it there, or try again",
    ),
    sqlite3.SQLITE_LOCKED: (LedgerUnavailable, "is locked by another reader of this program; try again"),
    sqlite3.SQLITE_READONLY: (
        LedgerUnavailable,
        "cannot be written to; nothing was written: allow writing to it and its folder",
    ),
    sqlite3.SQLITE_PERM: (LedgerUnavailable, "may not be opened; allow reading and writing it"),
    sqlite3.SQLITE_FULL: (LedgerUnavailable, "does not fit on the disk; nothing was written: make room and try again"),
    sqlite3.SQLITE_IOERR: (
        LedgerUnavailable,
        "could not be read or written; nothing was changed: check the disk and its free space",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        LedgerUnavailable,
        "cannot be opened; check that its folder exists and may be written to",
    ),
    sqlite3.SQLITE_CORRUPT: (NotALedger, "is damaged; keep it, and restore a backup into a new file"),
    sqlite3.SQLITE_NOTADB: (NotALedger, "is no GeoPackage; it was left as it is: name another file"),
}


@contextlib.contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn an error of SQLite into one that says where, what and what to do.

    Raises
    ------
    LedgerUnavailable
        If the file is locked, read-only, or cannot be opened, read or written, as on a full disk.
    NotALedger
        If the file is damaged, or no SQLite file.
    LedgerError
        If SQLite refuses for another reason.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:
            raise LedgerError(f"{path}: {error}") from error
        kind, message = _MEANINGS.get(code & _PRIMARY, (LedgerError, "was not written to"))
        raise kind(f"{path} {message} (SQLite: {error})") from error


def connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """Open a ledger for reading and writing, at the newest version, asking for write-ahead logging.

    Where the file or its folder cannot be written to, the ledger opens all the same, and refuses what is added.

    Parameters
    ----------
    path : Path
        The GeoPackage.
    create : bool
        Whether to make a ledger of it if there is no file yet, or an empty one.
    """
    _check_path(path, create=create)
    with in_words(path):
        connection = _connect(path, "rwc" if create else "rw")
        try:
            _settle(connection, path, create=create)
        except sqlite3.OperationalError as error:
            connection.close()
            if _is_read_only(error) and path.exists() and path.stat().st_size > 0:
                return connect_for_reading(path)
            raise
        except BaseException:
            connection.close()
            raise
        return connection


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """Open a ledger of the newest version so that nothing can be changed, even on a read-only medium."""
    _check_path(path, create=False)
    with in_words(path):
        connection = _connect(path, "ro")
        try:
            try:
                found = schema.version(connection, path)
            except sqlite3.OperationalError as error:
                if not _is_read_only(error) or _is_in_use(path):
                    raise
                # Write-ahead logging wants to make two files beside the ledger, and may not here.
                connection.close()
                connection = _connect(path, "ro&immutable=1")
                found = schema.version(connection, path)
            if found < len(schema.MIGRATIONS):
                message = (
                    f"{path} has ledger version {found}, and this Mustermap reads version {len(schema.MIGRATIONS)}"
                )
                raise LedgerError(f"{message}; keep a copy, open it once for writing, and try again")
        except BaseException:
            connection.close()
            raise
        return connection


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection, *, of: Path | None = None) -> Iterator[None]:
    """Write all or nothing, after waiting for any other writer.

    Parameters
    ----------
    connection
        Of the ledger.
    of
        The ledger, for which it is noted that something was kept; None: what is written is nothing that was said.
    """
    connection.execute("BEGIN IMMEDIATE")
    before, is_ending = connection.total_changes, False
    try:
        yield
        is_ending = True
        connection.execute("COMMIT")
        _note(of, connection.total_changes - before)
    except BaseException as error:
        with contextlib.suppress(sqlite3.Error):  # a full disk may have rolled back already
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            elif is_ending and not isinstance(error, sqlite3.Error):  # somebody interrupted just after the end
                _note(of, connection.total_changes - before)
        raise


def _note(path: Path | None, changes: int) -> None:
    if path is not None and changes:
        kept.note(path)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)
    # A file may come from anyone: its views and triggers get no function that could do harm.
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _check_path(path: Path, *, create: bool) -> None:
    try:
        if path.is_dir():
            raise NotALedger(f"{path} is a folder; name a file in it")
        if path.is_symlink() and not path.exists():
            raise LedgerNotFound(f"{path} is a link to {path.readlink()}, which is not there; mend the link")
        if not path.exists() and not create:
            raise LedgerNotFound(f"{path} does not exist; check the path, or add reports to make a ledger there")
        if not path.absolute().parent.is_dir():
            raise LedgerNotFound(f"{path} cannot be made: its folder does not exist; make the folder first")
    except (OSError, ValueError) as error:
        if isinstance(error, LedgerError):
            raise
        raise LedgerUnavailable(f"{path} cannot be reached ({error}); check the path and its permissions") from error


def _is_read_only(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def _is_in_use(path: Path) -> bool:
    """Tell whether the newest revisions still stand in the log beside the ledger."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _settle(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    """Make or migrate the tables where needed, and set how the connection writes."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    if create and _unmade(connection):
        with transaction(connection):
            if _unmade(connection):  # another process may have been first
                schema.migrate(connection, 0)
    if schema.version(connection, path) < len(schema.MIGRATIONS):
        with transaction(connection):
            schema.migrate(connection, schema.version(connection, path))
    _ask_for_wal(connection)


def _unmade(connection: sqlite3.Connection) -> bool:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    return bool(application_id == 0) and schema.is_empty(connection)


def _ask_for_wal(connection: sqlite3.Connection) -> None:
    """Let readers read while others write. QGIS leaves a file in another mode, so this is asked for on every opening.

    It is refused while another program holds the file in that other mode, and on media that cannot be written to;
    all else works then as well, with more waiting.
    """
    connection.execute(f"PRAGMA busy_timeout = {min(_WAL_TIMEOUT_MS, BUSY_TIMEOUT_MS)}")
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
