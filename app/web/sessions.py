"""Who has been let in: a one-time token becomes a session, and a session outlives a crash of the server."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import secrets
import threading
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LIFETIME_S: Final = 7 * 24 * 3600
_BYTES: Final = 32


class Sessions:
    """The browsers that were let in, and the tokens that let in.

    Only hashes of sessions are kept on disk, in a file that only the user may read.

    Parameters
    ----------
    folder, port : Path, int
        Where the file is kept, and which server's it is.
    clock : callable
        Seconds since 1970.
    """

    def __init__(self, folder: Path, port: int, clock: Callable[[], float] = time.time) -> None:
        self._file = folder / f"sessions-{port}.json"
        self._clock = clock
        self._guard = threading.Lock()
        self._ends: dict[str, float] = self._read()
        self._once = secrets.token_urlsafe(_BYTES)

    @property
    def once(self) -> str:
        """The token that stands in the address that was printed last."""
        return self._once

    def exchange(self, token: str) -> str | None:
        """Turn the one-time token into a session; None if it is wrong or was used. The next one is another."""
        with self._guard:
            if not same_token(token, self._once):
                return None
            self._once = secrets.token_urlsafe(_BYTES)
            session = secrets.token_urlsafe(_BYTES)
            self._ends[_hash(session)] = self._clock() + LIFETIME_S
            self._write()
        return session

    def knows(self, session: str) -> bool:
        """Tell whether a cookie belongs to a browser that was let in and may stay."""
        return self._ends.get(_hash(session), 0.0) > self._clock()

    def _read(self) -> dict[str, float]:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            return {str(name): float(end) for name, end in kept.items() if float(end) > self._clock()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}  # none yet, or damaged: whoever was in asks for a new address

    def _write(self) -> None:
        with contextlib.suppress(OSError):  # on a full disk the session lasts as long as the server
            write_private(self._file, json.dumps(self._ends))


def csrf_token(session: str) -> str:
    """Derive the token that the forms of a session carry; no other page can know it."""
    return hmac.new(session.encode(), b"csrf", hashlib.sha256).hexdigest()


def is_csrf_token(session: str, token: str) -> bool:
    """Tell whether a form came from a page of this session."""
    return same_token(token, csrf_token(session))


def script_token(folder: Path) -> str:
    """Read the token for scripts, or make one; it stands in a file that only the user may read."""
    file = token_file(folder)
    try:
        kept = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        kept = ""
    if len(kept) >= _BYTES:
        return kept
    made = secrets.token_urlsafe(_BYTES)
    write_private(file, made + "\n")
    return made


def token_file(folder: Path) -> Path:
    """Name the file in which the token for scripts stands."""
    return folder / "token"


def write_private(file: Path, text: str) -> None:
    """Write a file that only the user may read, whole or not at all."""
    make_private_folder(file.parent)
    unfinished = file.with_name(f"{file.name}.{secrets.token_hex(4)}.unfinished")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            out.write(text)
        unfinished.replace(file)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def make_private_folder(folder: Path) -> None:
    """Make a folder that only the user may enter."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def same_token(got: str, expected: str) -> bool:
    """Compare two tokens in a time that says nothing of where they differ."""
    return hmac.compare_digest(got.encode("utf-8", "surrogatepass"), expected.encode())


def _hash(session: str) -> str:
    return hashlib.sha256(session.encode("utf-8", "surrogatepass")).hexdigest()
