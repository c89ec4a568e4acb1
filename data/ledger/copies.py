"""Copying a ledger while others write to it: for a backup, and back from one."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mustermap.data.ledger.connection import as_ledger_errors, connect_for_reading
from mustermap.data.ledger.verification import Verified, verify
from mustermap.data.whole_files import BESIDE_A_DATABASE, whole_file
from mustermap.errors import LedgerError, LedgerExists, LedgerUnavailable, NotWritten, OutputExists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PAGES_AT_ONCE: Final = 1_000


def back_up(
    ledger: str | os.PathLike[str],
    backup: str | os.PathLike[str],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Verified:
    """Copy a ledger as it is at one moment into a new file, and verify the copy; others may write meanwhile.

    It goes by SQLite's online backup (https://www.sqlite.org/backup.html), which reads what is in the
    write-ahead log too: a plain copy of the file can lack the newest reports, or be torn.

    Parameters
    ----------
    ledger : path
        The ledger.
    backup : path
        The file to make; one file, with nothing beside it. Until it is whole and verified it has another name.
    progress : callable, optional
        Called with how many pages have been copied, and how many there are.

    Returns
    -------
    Verified
        What came out when the copy was verified; a ledger that is broken is copied all the same.

    Raises
    ------
    LedgerExists
        If there is a file of that name.
    LedgerError
        If the ledger cannot be opened, or the copy not be written; then there is no copy.
    """
    source, target = Path(ledger), Path(backup)
    with _new_file(target) as unfinished:
        _copy(source, unfinished, target, progress)
        return verify(unfinished)


def restore(
    backup: str | os.PathLike[str],
    ledger: str | os.PathLike[str],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Verified:
    """Copy a backup into a new ledger, if every link of it holds; a ledger that is there is never replaced.

    Parameters
    ----------
    backup : path
        The backup; it stays as it is.
    ledger : path
        The file to make.
    progress : callable, optional
        As for `back_up`.

    Returns
    -------
    Verified
        What came out when the backup was verified. Where it is broken, nothing was made.

    Raises
    ------
    LedgerExists
        If there is a file of that name.
    LedgerError
        If the backup cannot be opened, or the new ledger not be written.
    """
    source, target = Path(backup), Path(ledger)
    _refuse_existing(target)
    found = verify(source)
    if found.broken:
        return found
    with _new_file(target) as unfinished:
        _copy(source, unfinished, target, progress)
        found = verify(unfinished)
        if found.broken:
            raise LedgerUnavailable(f"{target}: the copy is not as the backup was; check the disk, and try again")
        return found


def _copy(source: Path, unfinished: Path, target: Path, progress: Callable[[int, int], None] | None) -> None:
    def tell(_status: int, left: int, total: int) -> None:
        if progress is not None:
            progress(total - left, total)

    with contextlib.closing(connect_for_reading(source)) as ours, as_ledger_errors(source):
        # One moment is held to the end; without it each writer would make the copy start again.
        ours.execute("BEGIN")
        ours.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with as_ledger_errors(target), contextlib.closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            ours.backup(copy, pages=_PAGES_AT_ONCE, progress=tell)
            copy.execute("PRAGMA journal_mode = DELETE")  # a file alone, without a log beside it


@contextlib.contextmanager
def _new_file(target: Path) -> Iterator[Path]:
    """Yield a file to write to, which is renamed when it is complete, and removed if that fails."""
    _refuse_existing(target)
    if not target.absolute().parent.is_dir():
        raise LedgerUnavailable(f"{target} cannot be made: there is no such folder; check its folder, or name another")
    try:
        with whole_file(target) as unfinished:
            yield unfinished
            _refuse_existing(target)  # another may have made it meanwhile
    except OutputExists as error:
        raise _exists(target) from error
    except NotWritten as error:
        raise LedgerUnavailable(str(error)) from error


def _refuse_existing(target: Path) -> None:
    """Refuse a name that is taken, also by a link that leads nowhere, or beside which parts of a ledger are left."""
    if os.path.lexists(target):
        raise _exists(target)
    for path in _beside(target):
        if os.path.lexists(path):
            raise LedgerExists(f"{path} is left of another ledger of that name; name another file, or move it away")


def _exists(target: Path) -> LedgerError:
    return LedgerExists(f"{target} exists, and nothing is ever replaced; name a file that does not exist yet")


def _beside(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in BESIDE_A_DATABASE]
