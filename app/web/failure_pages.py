"""Pages about failures: heading and status of each kind of error."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from mustermap.errors import KeyReused, LedgerUnavailable, NewerLedger, Overtaken, UnknownReport

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_ROOM: Final = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_KINDS: Final[tuple[tuple[type[Exception], int, str], ...]] = (
    (UnknownReport, 404, "There is no such report"),
    (Overtaken, 409, "Somebody else was faster"),
    (KeyReused, 409, "This form was saved before"),
    (NewerLedger, 409, "The ledger is newer than this Mustermap"),
    (LedgerUnavailable, 503, "The ledger cannot be used just now"),
)
REMEDIES: Final[Mapping[str, str]] = {
    "The ledger is newer than this Mustermap": "Stop the server, install the newer Mustermap, and start it again.",
    "The ledger cannot be used just now": "Try again in a moment.",
    "There is no room on the disk": "Make room, and send the form again.",
}


def failure(error: Exception) -> tuple[int, str]:
    """Return the status and the heading of a page that reports an error.

    Examples
    --------
    >>> failure(NewerLedger("ours.gpkg has ledger version 9"))
    (409, 'The ledger is newer than this Mustermap')
    """
    if isinstance(error, LedgerUnavailable) and _sqlite_code(error) in _NO_ROOM:
        return 507, "There is no room on the disk"
    return next(
        ((status, words) for kind, status, words in _KINDS if isinstance(error, kind)), (422, "This cannot be done")
    )


def _sqlite_code(error: BaseException) -> int:
    code: int = getattr(error.__cause__, "sqlite_errorcode", 0) or 0
    return code & 0xFF
