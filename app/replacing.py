"""Files that are written: whole or not at all, over others only where asked, and never over what is read."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def refuse_to_replace(path: Path, files: Sequence[Path], *, overwrite: bool) -> None:
    """Refuse to write a file over a folder, a ledger, one of the files that are read, or unasked over any other.

    Parameters
    ----------
    path
        The file that is to be written.
    files
        Those that are read.
    overwrite
        Whether a file that is there may be replaced.

    Raises
    ------
    WrongUse
        If it may not be written.
    """
    if path.is_dir():
        raise WrongUse(f"{path} is a folder; name a file in it")
    if not path.exists():
        return
    if not overwrite:
        raise WrongUse(f"{path} exists; give --overwrite to replace it, or another -o")
    if any(one.exists() and one.samefile(path) for one in files):
        raise WrongUse(f"{path} is one of the files that are read; name another with -o")
    if _is_ledger(path):
        raise WrongUse(f"{path} is a ledger, which nothing replaces; name another with -o")


def write_whole(path: Path, write: Callable[[Path], object]) -> int:
    """Write a file beside its place and move it there whole; what was there stays until then.

    Parameters
    ----------
    path
        The file; the folder is made where there is none.
    write
        Writes a file of the same name in another folder.

    Returns
    -------
    int
        Its size in bytes.

    Raises
    ------
    WrongUse
        If it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".mustermap-", dir=path.parent) as folder:
            unfinished = Path(folder, path.name)
            write(unfinished)
            size = unfinished.stat().st_size
            unfinished.replace(path)
    except (FileExistsError, NotADirectoryError) as error:
        raise WrongUse(f"{path}: {path.parent} is no folder; name another file with -o") from error
    except OSError as error:
        raise WrongUse(f"{path}: cannot be written ({error.strerror or error}); name another file with -o") from error
    return size


def _is_ledger(path: Path) -> bool:
    import sqlite3
    from contextlib import closing

    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'ledger_versions'").fetchone())
    except sqlite3.Error:
        return False
