"""Forms that were begun and not sent: kept on the server while somebody types, so that nothing entered is lost."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from app.private_files import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Verdict: TypeAlias = Literal["kept", "old", "sent"]

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS unfinished (
  key TEXT PRIMARY KEY, page TEXT NOT NULL, turn INTEGER NOT NULL, fields TEXT NOT NULL,
  kept_at REAL NOT NULL, is_sent INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID
"""
DRAFTS: Final = "unfinished.sqlite"
"""The file; SQLite keeps others beside it whose names begin alike."""
_FORGET_S: Final = 30 * 24 * 3600
_WAIT_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Form:
    """A form that was begun.

    Attributes
    ----------
    key : str
        The form's own, and the idempotency key under which it is sent.
    page : str
        The path of the page that it stands on.
    turn : int
        How often the server has made its page anew; what was typed into an older page does not replace a newer one.
    fields : dict of str to str
        What was entered, by the names of the form.
    kept_at : float
        Seconds since 1970.
    is_sent : bool
        Whether it has been sent and saved.
    """

    key: str
    page: str
    turn: int
    fields: Mapping[str, str]
    kept_at: float
    is_sent: bool


class Unfinished:
    """The forms that were begun, in an SQLite file that only the user may read.

    Parameters
    ----------
    folder : Path
        Where the file is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / DRAFTS
        self._guard = threading.Lock()
        self._held: sqlite3.Connection | None = None

    def keep(self, key: str, *, page: str, turn: int, fields: Mapping[str, str]) -> Verdict:
        """Keep what was typed so far into the page of a turn.

        Returns
        -------
        {'kept', 'old', 'sent'}
            ``old``: the form's page has been made anew since, and nothing was kept. ``sent``: the form has been
            saved as reports.

        Raises
        ------
        sqlite3.Error, OSError
            If it cannot be kept, as on a full disk.
        """
        with self._writing() as connection:
            before = self._before(connection, key)
            if before.is_sent or before.turn > turn:
                return "sent" if before.is_sent else "old"
            self._put(connection, key, page, turn, fields)
        return "kept"

    def turn_over(self, key: str, *, page: str, fields: Mapping[str, str]) -> int | None:
        """Keep what was sent by a button, whatever was kept before, as the next turn of the form's page.

        Returns
        -------
        int or None
            The turn; None if the form has been saved as reports before, and nothing was kept.
        """
        with self._writing() as connection:
            before = self._before(connection, key)
            if before.is_sent:
                return None
            self._put(connection, key, page, before.turn + 1, fields)
        return before.turn + 1

    def find(self, key: str) -> Form | None:
        """Find a form by its key."""
        with self._reading() as connection:
            row = connection.execute(f"{_SELECT} WHERE key = ?", (key,)).fetchone()
        return _form(row) if row else None

    def listed(self) -> list[Form]:
        """List what was begun and not sent, the newest first."""
        with self._reading() as connection:
            rows = connection.execute(f"{_SELECT} WHERE NOT is_sent ORDER BY kept_at DESC").fetchall()
        return [_form(row) for row in rows]

    def settle(self, key: str, outcome: Mapping[str, str]) -> None:
        """Note that a form has been saved, and what came of it; what was typed before and comes late is left out."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO unfinished (key, page, turn, fields, kept_at, is_sent) VALUES (?, '', 0, ?, ?, 1) "
                "ON CONFLICT (key) DO UPDATE SET fields = excluded.fields, kept_at = excluded.kept_at, is_sent = 1",
                (key, json.dumps(dict(outcome)), time.time()),
            )
            connection.execute("DELETE FROM unfinished WHERE is_sent AND kept_at < ?", (time.time() - _FORGET_S,))

    def discard(self, key: str) -> None:
        """Forget a form that was begun."""
        with self._writing() as connection:
            connection.execute("DELETE FROM unfinished WHERE key = ? AND NOT is_sent", (key,))

    def _before(self, connection: sqlite3.Connection, key: str) -> Form:
        row = connection.execute(f"{_SELECT} WHERE key = ?", (key,)).fetchone()
        return _form(row) if row else Form(key, "", 0, {}, 0.0, is_sent=False)

    def _put(self, connection: sqlite3.Connection, key: str, page: str, turn: int, fields: Mapping[str, str]) -> None:
        connection.execute(
            "INSERT INTO unfinished (key, page, turn, fields, kept_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) "
            "DO UPDATE SET page = excluded.page, turn = excluded.turn, fields = excluded.fields, "
            "kept_at = excluded.kept_at",
            (key, page, turn, json.dumps(dict(fields)), time.time()),
        )

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with contextlib.closing(self._open()) as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        with self._guard:
            if self._held is not None:
                self._held.close()
                self._held = None

    def _open(self) -> sqlite3.Connection:
        with self._guard:
            if self._held is None or not self._file.exists():
                make_private_folder(self._file.parent)
                self._file.touch(mode=0o600)
                # The last one to close the file would fold its log back and wait for the disk, at every answer.
                self._held = self._connect()
                self._held.execute(_SCHEMA)
        return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=_WAIT_S, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection


_SELECT: Final = "SELECT key, page, turn, fields, kept_at, is_sent FROM unfinished"


def _form(row: tuple[str, str, int, str, float, int]) -> Form:
    key, page, turn, fields, kept_at, is_sent = row
    return Form(key, page, turn, json.loads(fields), kept_at, bool(is_sent))
