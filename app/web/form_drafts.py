"""Drafts of forms: kept on the server while somebody types, so that nothing entered is lost."""

from __future__ import annotations

import contextlib
import json
import secrets
import sqlite3
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar

from mustermap.app.private_files import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Verdict: TypeAlias = Literal["kept", "old", "sent"]
_Done = TypeVar("_Done")

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS unfinished (
  key TEXT PRIMARY KEY, page TEXT NOT NULL, turn INTEGER NOT NULL, fields TEXT NOT NULL,
  kept_at REAL NOT NULL, is_sent INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID
"""
DRAFTS: Final = "unfinished.sqlite"
"""The name of the file; SQLite keeps others beside it whose names begin with it."""
_FORGET_S: Final = 30 * 24 * 3600
_WAIT_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Form:
    """A form that was begun or saved.

    Attributes
    ----------
    key : str
        The key of the form, which is also the idempotency key under which it is saved.
    page : str
        The path of its page.
    turn : int
        How often its page was made again; what was typed into an older page does not replace a newer one.
    fields : dict of str to str
        What was entered, by the names of the form's fields.
    kept_at : float
        Seconds since 1970.
    is_sent : bool
        Whether it has been saved.
    """

    key: str
    page: str
    turn: int
    fields: Mapping[str, str]
    kept_at: float
    is_sent: bool


class Unfinished:
    """The unfinished forms, in a private SQLite file.

    A damaged file is renamed, and what can be read of it is copied into a new one.

    Parameters
    ----------
    folder : Path
        Where the file is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / DRAFTS
        self._guard = threading.Lock()
        self._held: sqlite3.Connection | None = None
        self._count = 0
        self.notice = ""
        """A sentence about a damaged file that was renamed; blank if there was none."""

    def keep(self, key: str, *, page: str, turn: int, fields: Mapping[str, str]) -> Verdict:
        """Keep what was typed so far into one version of a form's page.

        Returns
        -------
        {'kept', 'old', 'sent'}
            ``old``: the form's page has been made again since, and nothing was kept. ``sent``: the form has been
            saved as reports.

        Raises
        ------
        sqlite3.Error, OSError
            If it cannot be kept, as on a full disk.
        """

        def keep(connection: sqlite3.Connection) -> Verdict:
            before = _before(connection, key)
            if before.is_sent or before.turn > turn:
                return "sent" if before.is_sent else "old"
            _put(connection, key, page, turn, fields)
            return "kept"

        return self._write(keep)

    def turn_over(self, key: str, *, page: str, fields: Mapping[str, str]) -> int | None:
        """Keep what a button sent, as the next turn of the form's page; it replaces what was kept before.

        Returns
        -------
        int or None
            The turn; None if the form has been saved as reports before: nothing was kept then.
        """

        def turn_over(connection: sqlite3.Connection) -> int | None:
            before = _before(connection, key)
            if before.is_sent:
                return None
            _put(connection, key, page, before.turn + 1, fields)
            return before.turn + 1

        return self._write(turn_over)

    def find(self, key: str) -> Form | None:
        """Find a form by its key."""

        def find(connection: sqlite3.Connection) -> Form | None:
            row = connection.execute(f"{_SELECT} WHERE key = ?", (key,)).fetchone()
            return _form(row) if row else None

        return self._do(find)

    def listed(self) -> list[Form]:
        """Return the forms that were not yet saved, the newest first."""

        def read(connection: sqlite3.Connection) -> list[Form]:
            rows = connection.execute(f"{_SELECT} WHERE NOT is_sent ORDER BY kept_at DESC").fetchall()
            return [_form(row) for row in rows]

        return self._do(read)

    def settle(self, key: str, outcome: Mapping[str, str]) -> None:
        """Note that a form has been saved, and its outcome; typing that arrives later is ignored."""

        def settle(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO unfinished (key, page, turn, fields, kept_at, is_sent) VALUES (?, '', 0, ?, ?, 1) "
                "ON CONFLICT (key) DO UPDATE SET fields = excluded.fields, kept_at = excluded.kept_at, is_sent = 1",
                (key, json.dumps(dict(outcome)), time.time()),
            )
            connection.execute("DELETE FROM unfinished WHERE is_sent AND kept_at < ?", (time.time() - _FORGET_S,))

        self._write(settle)

    def discard(self, key: str) -> None:
        """Remove an unfinished form."""
        self._write(lambda one: one.execute("DELETE FROM unfinished WHERE key = ? AND NOT is_sent", (key,)).close())

    def close(self) -> None:
        """Close the file."""
        with self._guard:
            self._let_go()

    def _write(self, work: Callable[[sqlite3.Connection], _Done]) -> _Done:
        """Run a function in a transaction, and return its result."""

        def write(connection: sqlite3.Connection) -> _Done:
            connection.execute("BEGIN IMMEDIATE")
            done = work(connection)
            connection.execute("COMMIT")
            return done

        return self._do(write)

    def _do(self, work: Callable[[sqlite3.Connection], _Done]) -> _Done:
        """Run a function on a connection; if the file is damaged, rename it and run the function on a new one."""
        count = self._count
        try:
            with contextlib.closing(self._open()) as connection:
                return work(connection)
        except (sqlite3.DatabaseError, _Unreadable) as error:
            if not _is_damage(error):
                raise
            self._put_aside(count)
        with contextlib.closing(self._open()) as connection:
            return work(connection)

    def _put_aside(self, count: int) -> None:
        """Rename a damaged file, unless another thread has done so meanwhile."""
        with self._guard:
            if count != self._count:
                return
            self._let_go()
            when = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
            aside = self._file.with_name(f"damaged-{when}-{secrets.token_hex(2)}-{DRAFTS}")
            self._file.replace(aside)
            for ending in ("-wal", "-shm"):  # they belong to the damaged file
                with contextlib.suppress(FileNotFoundError):
                    self._file.with_name(DRAFTS + ending).replace(aside.with_name(aside.name + ending))
            self._count += 1
        try:
            saved = self._take_over(aside)
        except sqlite3.Error:
            saved = 0
        which = f"{saved} of its forms could be read and taken over" if saved else "none of it could be taken over"
        self.notice = f"What was begun and not sent was in a damaged file, which was put aside as {aside}; {which}."

    def _take_over(self, aside: Path) -> int:
        """Copy what can be read of a damaged file into the new one, and return the number of unfinished forms."""
        rows = []
        with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(aside)) as damaged:
            damaged.text_factory = _tolerant
            for row in damaged.execute(_SELECT):
                with contextlib.suppress(_Unreadable):
                    rows.append(_form(row))
        with contextlib.closing(self._open()) as connection:
            for one in rows:
                connection.execute(
                    "INSERT OR IGNORE INTO unfinished (key, page, turn, fields, kept_at, is_sent) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    (one.key, one.page, one.turn, json.dumps(dict(one.fields)), one.kept_at, one.is_sent),
                )
        return sum(not one.is_sent for one in rows)

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None

    def _open(self) -> sqlite3.Connection:
        with self._guard:
            if self._held is None or not self._file.exists():
                make_private_folder(self._file.parent)
                self._file.touch(mode=0o600)
                # Held open, since the last connection to close would merge the log and wait for the disk every time.
                self._held = self._connect()
                self._held.execute(_SCHEMA)
        return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=_WAIT_S, isolation_level=None, check_same_thread=False)
        connection.text_factory = _tolerant
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error:
            connection.close()
            raise
        return connection


_SELECT: Final = "SELECT key, page, turn, fields, kept_at, is_sent FROM unfinished"


class _Unreadable(Exception):
    """A row does not hold a form."""


def _is_damage(error: Exception) -> bool:
    """Check whether an error means that the file is damaged, and not that it is locked or the disk is full."""
    damage = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}  # the last: no such table or column
    return isinstance(error, _Unreadable) or (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF in damage


def _tolerant(text: bytes) -> str:
    """Decode a text of the file; a damaged one raises no error here."""
    return text.decode("ascii", "replace")


def _before(connection: sqlite3.Connection, key: str) -> Form:
    row = connection.execute(f"{_SELECT} WHERE key = ?", (key,)).fetchone()
    return _form(row) if row else Form(key, "", 0, {}, 0.0, is_sent=False)


def _put(connection: sqlite3.Connection, key: str, page: str, turn: int, fields: Mapping[str, str]) -> None:
    connection.execute(
        "INSERT INTO unfinished (key, page, turn, fields, kept_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) "
        "DO UPDATE SET page = excluded.page, turn = excluded.turn, fields = excluded.fields, "
        "kept_at = excluded.kept_at",
        (key, page, turn, json.dumps(dict(fields)), time.time()),
    )


def _form(row: tuple[Any, ...]) -> Form:
    key, page, turn, fields, kept_at, is_sent = row
    try:
        if not (key + page + fields).isascii():  # only ASCII is written
            raise _Unreadable
        read = {str(name): str(text) for name, text in json.loads(fields).items()}
        return Form(str(key), str(page), int(turn), read, float(kept_at), bool(is_sent))
    except (ValueError, TypeError, AttributeError) as error:
        raise _Unreadable from error
