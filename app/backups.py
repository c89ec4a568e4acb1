"""Backups of the ledger: copying it while others write to it, and making a ledger from a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.app.ledger_file import ledger_path
from mustermap.app.places.earlier_decisions import earlier_file
from mustermap.app.places.place_decisions import Decisions
from mustermap.app.terminal.terminal_output import bar, count, log, one_line, write_line
from mustermap.data.ledger import back_up, restore
from mustermap.errors import AppError, LedgerError

if TYPE_CHECKING:
    from pathlib import Path


def make_backup(output: Path, *, ledger: Path | None) -> int:
    """Copy the ledger into a new file and verify the copy.

    Returns
    -------
    int
        1 if the ledger is broken, else 0.
    """
    path = ledger_path(ledger)
    _take_over_decisions(path)
    with bar(f"backing up {path.name}") as progress:
        found = back_up(path, output, progress=progress)
    revisions = count(found.revisions, "revision")
    if found.broken:
        where = f"revision {found.broken.seq}: {one_line(found.broken.differs)}"
        write_line(f"backup {output}: made of a broken ledger, at {where}; {revisions} before it hold")
        return 1
    write_line(f"backup {output}: {revisions}, every link holds; head {found.head}")
    return 0


def _take_over_decisions(path: Path) -> None:
    """Move decisions that an earlier Mustermap kept beside the ledger into it first; if that fails, back up anyway."""
    if not earlier_file(path).exists():
        return
    try:
        if taken := Decisions(path).take_over():
            log(taken)
    except (AppError, LedgerError) as error:
        log(f"decisions about places are not in the copy: {error}")


def restore_backup(backup: Path, output: Path) -> int:
    """Make a new ledger from a backup.

    Returns
    -------
    int
        1 if the backup is broken and nothing was made, else 0.
    """
    with bar(f"restoring {backup.name}") as progress:
        found = restore(backup, output, progress=progress)
    if found.broken:
        where = f"revision {found.broken.seq}: {one_line(found.broken.differs)}"
        write_line(f"backup {backup}: broken at {where}; nothing was restored: take another backup")
        return 1
    write_line(f"ledger {output}: {count(found.revisions, 'revision')}, every link holds; head {found.head}")
    return 0
