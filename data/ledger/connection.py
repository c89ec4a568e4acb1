"""Opening the file of a ledger; errors of SQLite as sentences."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mustermap.data import kept_work
from mustermap.data.ledger import schema
from mustermap.data.ledger.cell_checks import NotKept, WrongCell
from mustermap.data.ledger.schema_check import Checked, check_schema, refuse_altered, schema_version
from mustermap.errors import AlteredLedger, DamagedLedger, LedgerError, LedgerNotFound, LedgerUnavailable, NotALedger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_TIMEOUT_MS = 30_000
"""How long to wait for another writer."""

_WAL_TIMEOUT_MS: Final = 1_000
_PRIMARY: Final = 0xFF
_DAMAGED: Final = "is damaged; keep it, and restore a backup into a new file"

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
    sqlite3.SQLITE_CORRUPT: (DamagedLedger, _DAMAGED),
    sqlite3.SQLITE_TOOBIG: (DamagedLedger, _DAMAGED),
    sqlite3.SQLITE_NOTADB: (NotALedger, "is no GeoPackage; it was left as it is: name another file"),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A ledger's file that was opened.

    Attributes
    ----------
    connection : sqlite3.Connection
        To it.
    checked : Checked
        What came out when its schema was looked at: of an older version where it could not be written to.
    refusal : LedgerError or None
        Why nothing can be added, where it was opened for reading only.
    """

    connection: sqlite3.Connection
    checked: Checked
    refusal: LedgerError | None = None


@contextlib.contextmanager
def as_ledger_errors(path: Path) -> Iterator[None]:
    """Turn an error of SQLite, and what a damaged file holds, into an error that says where, what and what to do.

    Raises
    ------
    LedgerUnavailable
        If the file is locked, read-only, or cannot be opened, read or written, as on a full disk.
    DamagedLedger
        If the file is damaged.
    AlteredLedger
        If what was written is not there.
    NotALedger
        If it is no SQLite file.
    LedgerError
        If SQLite refuses for another reason.
    """
    try:
        yield
    except WrongCell as error:
        raise DamagedLedger(f"{path} {_DAMAGED} ({error})") from error
    except NotKept as error:
        raise AlteredLedger(f"{path}: {error}; nothing was written: run mustermap verify") from error
    except UnicodeDecodeError as error:  # SQLite's message quotes a schema that is no text
        raise DamagedLedger(f"{path} {_DAMAGED} (its schema is no UTF-8)") from error
    except sqlite3.Error as error:
        raise _worded(path, error) from error


def _worded(path: Path, error: sqlite3.Error) -> LedgerError:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # of Python's own: it cannot read the bytes
        if "decode" in str(error):
            return DamagedLedger(f"{path} {_DAMAGED} ({error})")
        return LedgerError(f"{path}: {error}")
    kind, message = _MEANINGS.get(code & _PRIMARY, (LedgerError, "was not written to"))
    return kind(f"{path} {message} (SQLite: {error})")


def connect(path: Path, *, create: bool) -> Opened:
    """Open a ledger for reading and writing, at the newest version, asking for write-ahead logging.

    Where the file or its folder cannot be written to, the disk is full, or a ledger of an older version is too damaged
    to be brought to the newest, it opens all the same, and refuses what is added.

    Parameters
    ----------
    path : Path
        The GeoPackage.
    create : bool
        Whether to make a ledger of it if there is no file yet, or an empty one.
    """
    _check_path(path, create=create)
    with as_ledger_errors(path):
        connection = _connect(path, "rwc" if create else "rw")
        try:
            checked = _settle(connection, path, create=create)
        except (sqlite3.Error, WrongCell) as error:
            connection.close()
            refusal = _refusal(path, error)
            if refusal is None or not path.exists() or path.stat().st_size == 0:
                raise
            return _opened_for_reading(path, refusal)
        except BaseException:
            connection.close()
            raise
        return Opened(connection, checked)


def _refusal(path: Path, why: sqlite3.Error | WrongCell) -> LedgerError | None:
    """Return why nothing can be added to a ledger that can still be read; None if it cannot even be read."""
    refusal: LedgerError
    code = getattr(why, "sqlite_errorcode", 0) & _PRIMARY
    if isinstance(why, (WrongCell, sqlite3.IntegrityError)) or code == sqlite3.SQLITE_CORRUPT:
        refusal = DamagedLedger(f"{path} {_DAMAGED}; nothing is added to it ({why})")
    elif _cannot_write(why):
        _, message = _MEANINGS[sqlite3.SQLITE_READONLY if code == sqlite3.SQLITE_CANTOPEN else code]
        refusal = LedgerUnavailable(f"{path} {message} (SQLite: {why})")
    else:
        return None
    refusal.__cause__ = why
    return refusal


def _opened_for_reading(path: Path, refusal: LedgerError) -> Opened:
    """Open a ledger that cannot be written to, or not be brought to the newest version since it is damaged."""
    connection, checked = open_for_reading(path)
    try:
        refuse_altered(checked, path)
    except LedgerError:
        connection.close()
        raise
    return Opened(connection, checked, refusal)


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """Open a ledger of any version so that nothing can be changed, even on a read-only medium or a full disk.

    Its schema may be another than it should be: ask nothing of its tables before `check_schema` has looked at it.
    """
    return open_for_reading(path)[0]


def open_for_reading(path: Path) -> tuple[sqlite3.Connection, Checked]:
    """Open a ledger as `connect_for_reading` does, and say what came out when its schema was looked at."""
    _check_path(path, create=False)
    with as_ledger_errors(path):
        connection = _connect(path, "ro")
        try:
            try:
                checked = check_schema(connection, path)
            except sqlite3.OperationalError as error:
                if not _cannot_write(error) or _is_in_use(path):
                    raise
                # Write-ahead logging wants to make two files beside the ledger, and cannot here.
                connection.close()
                connection = _connect(path, "ro&immutable=1")
                checked = check_schema(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection, checked


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
        kept_work.note(path)


@contextlib.contextmanager
def writing(opened: Opened, path: Path) -> Iterator[None]:
    """Write to an open ledger, all or nothing, unless its schema has become another one since it was opened.

    Raises
    ------
    LedgerUnavailable
        If it was opened for reading only, or as `as_ledger_errors` says.
    AlteredLedger
        If there is a trigger now that could swallow what is written, say.
    """
    with as_ledger_errors(path):
        if opened.refusal is not None:
            raise opened.refusal
        if opened.connection.in_transaction:
            raise LedgerError(f"{path} is being read at one moment; add afterwards")
        with transaction(opened.connection, of=path):
            if schema_version(opened.connection) != opened.checked.schema_version:
                refuse_altered(check_schema(opened.connection, path), path)
            yield


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


def _cannot_write(error: Exception) -> bool:
    """Check whether SQLite refused because it could not write, which reading asks for too: its own files beside it."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    return code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


def _is_in_use(path: Path) -> bool:
    """Check whether a log beside the ledger still holds the newest revisions, or a half-written change."""
    logs = (path.with_name(path.name + ending) for ending in ("-wal", "-journal"))
    return any(log.exists() and log.stat().st_size > 0 for log in logs)


def _settle(connection: sqlite3.Connection, path: Path, *, create: bool) -> Checked:
    """Make or migrate the tables if needed, and set how the connection writes; return what the schema is."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    if create and _unmade(connection):
        with transaction(connection):
            if _unmade(connection):  # another process may have been first
                schema.migrate(connection, 0)
    checked = _sound(connection, path)
    if checked.version < len(schema.MIGRATIONS):
        with transaction(connection):
            schema.migrate(connection, _sound(connection, path).version)
        checked = _sound(connection, path)
    _ask_for_wal(connection)
    return checked


def _sound(connection: sqlite3.Connection, path: Path) -> Checked:
    checked = check_schema(connection, path)
    refuse_altered(checked, path)
    return checked


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
