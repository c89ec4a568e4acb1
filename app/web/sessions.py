"""Sessions: a one-time token starts one, and a session survives a crash of the server."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import secrets
import threading
import time
from typing import TYPE_CHECKING, Final

from mustermap.app.private_files import read_private, write_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LIFETIME_S: Final = 7 * 24 * 3600
_BYTES: Final = 32
_MOST_OFFERED: Final = 8


class Sessions:
    """The sessions of browsers, and the tokens that start one.

    Only hashes of sessions are kept on disk, in a file that only the user may read.

    Parameters
    ----------
    folder, port : Path, int
        Where the file is kept, and the port of the server.
    clock : callable
        Seconds since 1970.

    Raises
    ------
    NotPrivate
        If others could read or change the file.
    """

    def __init__(self, folder: Path, port: int, clock: Callable[[], float] = time.time) -> None:
        self._file = folder / f"sessions-{port}.json"
        self._clock = clock
        self._guard = threading.Lock()
        self._ends: dict[str, float] = self._read()
        self._once = secrets.token_urlsafe(_BYTES)
        self._offered: list[str] = []

    @property
    def once(self) -> str:
        """The token in the address that was printed last."""
        return self._once

    def offer(self, token: str) -> str | None:
        """Make a session for a request with the one-time token; None if the token is wrong or was used.

        The token is used up only when the session comes back (`enter`): a browser that keeps no cookie, or a program
        that opens an address before its user does, does not use it up. Of several offered sessions, the first to come
        back counts.
        """
        with self._guard:
            if not same_token(token, self._once):
                return None
            session = secrets.token_urlsafe(_BYTES)
            self._offered = [*self._offered[1 - _MOST_OFFERED :], _hash(session)]
        return session

    def enter(self, session: str) -> bool:
        """Begin an offered session, if this is one; the token is used up then, and replaced by another."""
        with self._guard:
            if _hash(session) not in self._offered:
                return False
            self._offered = []
            self._once = secrets.token_urlsafe(_BYTES)
            self._ends[_hash(session)] = self._clock() + LIFETIME_S
            self._write()
        return True

    def knows(self, session: str) -> bool:
        """Check whether a cookie belongs to a session that has not ended."""
        return self._ends.get(_hash(session), 0.0) > self._clock()

    def end(self) -> None:
        """End all sessions when the server stops, since the next server on its port is sent their cookies."""
        with self._guard:
            self._ends, self._offered = {}, []
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)

    def _read(self) -> dict[str, float]:
        try:
            kept = json.loads(read_private(self._file) or "{}")
            return {str(name): float(end) for name, end in kept.items() if float(end) > self._clock()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}  # damaged: users open a new address

    def _write(self) -> None:
        with contextlib.suppress(OSError):  # on a full disk the session lasts as long as the server
            write_private(self._file, json.dumps(self._ends))


def csrf_token(session: str) -> str:
    """Return the token in the forms of a session; no page of another site can know it."""
    return hmac.new(session.encode(), b"csrf", hashlib.sha256).hexdigest()


def is_csrf_token(session: str, token: str) -> bool:
    """Check whether a form came from a page of this session."""
    return same_token(token, csrf_token(session))


def form_seal(secret: str, key: str) -> str:
    """Return the token by which a form is recognised after its session has ended; it starts no session."""
    return hmac.new(secret.encode(), b"form " + key.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def token_file(folder: Path) -> Path:
    """Return the path of the file with the token for scripts."""
    return folder / "token"


def seal_file(folder: Path) -> Path:
    """Return the path of the file with the secret for the seals of forms."""
    return folder / "seal"


def kept_secret(file: Path, made: Callable[[], str]) -> str:
    """Return a secret from a private file; make it if there is none.

    Raises
    ------
    NotPrivate
        If others could read or change the file.
    OSError
        If it cannot be kept.
    """
    fresh = made()
    try:
        kept = (read_private(file) or "").strip()
    except UnicodeDecodeError:
        kept = ""
    if len(kept) == len(fresh) and kept.isascii():
        return kept
    write_private(file, fresh + "\n")
    return fresh


def new_secret() -> str:
    """Return a new secret that nobody can guess."""
    return secrets.token_urlsafe(_BYTES)


def new_name() -> str:
    """Return a new name that nobody can guess, of letters and digits that a host name can have."""
    return "m" + secrets.token_hex(10)


def same_token(got: str, expected: str) -> bool:
    """Compare two tokens in a time that says nothing of where they differ."""
    return hmac.compare_digest(got.encode("utf-8", "surrogatepass"), expected.encode())


def _hash(session: str) -> str:
    return hashlib.sha256(session.encode("utf-8", "surrogatepass")).hexdigest()
