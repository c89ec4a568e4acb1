"""Files that are written as a whole or not at all, and never over a ledger: the one way to write an output."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mustermap.data import kept_work
from mustermap.errors import NotWritten, OutputExists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

BESIDE_A_DATABASE: Final = ("-wal", "-shm", "-journal")
"""How the names of the files end that SQLite keeps beside a database."""

_PREFIX: Final = ".mustermap-"
_A_DAY_S: Final = 24 * 3600
_NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
#: What a file system answers that knows no second name for a file.
_NO_LINKS: Final = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def write_whole(path: Path, write: Callable[[Path], object], *, overwrite: bool = False) -> int:
    """Write a file under another name and rename it when it is complete and on the disk.

    Parameters
    ----------
    path
        The file; its folder is made if there is none.
    write
        Writes a file of the same name in another folder.
    overwrite
        Whether a file that is there may be replaced. It stays as it is until then.

    Returns
    -------
    int
        Its size in bytes.

    Raises
    ------
    OutputExists
        If the file is there and may not be replaced.
    NotWritten
        If it may not be written, as `check_target` says, or cannot be.
    """
    with whole_file(path, overwrite=overwrite) as unfinished:
        write(unfinished)
        return unfinished.stat().st_size


def write_bytes(path: Path, content: bytes | Callable[[], bytes], *, overwrite: bool = False) -> int:
    """Write bytes, or what a function makes, as `write_whole` does; what goes wrong in the making is said alike."""

    def write(unfinished: Path) -> None:
        unfinished.write_bytes(content if isinstance(content, bytes) else content())

    return write_whole(path, write, overwrite=overwrite)


@contextlib.contextmanager
def whole_file(path: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """Yield a file to write to, which is renamed at the end of the ``with`` block, or removed if that fails.

    Parameters
    ----------
    path, overwrite
        As for `write_whole`, which raises the same.

    Yields
    ------
    Path
        A file that is not there yet, with the same name, in a folder of its own beside the wanted one. Whatever else
        is left in that folder goes too.
    """
    check_target(path, overwrite=overwrite)
    with _in_words(path):
        target = path.resolve()
        made = _missing_folders(target.parent)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _sweep(target.parent)
            with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=target.parent) as folder:
                unfinished = Path(folder, target.name)
                yield unfinished
                _keep_rights(target, unfinished)
                _sync(unfinished)
                _give_name(unfinished, target, overwrite=overwrite)
                kept_work.note(path)
            _sync_folder(target.parent)
        except BaseException:
            for empty in made:
                with contextlib.suppress(OSError):
                    empty.rmdir()
            raise


def check_target(path: Path, *, overwrite: bool = False, read: Iterable[Path] = ()) -> None:
    """Check that a file may be written: spares the work where it may not.

    Parameters
    ----------
    path
        The file that is to be written.
    overwrite
        Whether a file that is there may be replaced.
    read
        The files that are read, which are not replaced either.

    Raises
    ------
    OutputExists
        If the file is there and may not be replaced.
    NotWritten
        If it is a folder, a device, a link that leads nowhere, read-only, in a folder that may not be written to, a
        ledger, a file that SQLite keeps beside one, open in another program, or one of those that are read.
    """
    with _in_words(path):
        if path.is_dir():
            raise NotWritten(f"{path} is a folder; name a file in it")
        target = path.resolve()
        _refuse_ledger(path, target)
        _refuse_read(path, target, [one for one in read if _is_there(one)])
        _refuse_folder(path, target)
        if path.is_symlink() and not path.exists():
            raise NotWritten(f"{path} is a link to {target}, which is not there; name another")
        if not path.exists():
            return
        if not overwrite:
            raise OutputExists(f"{path} exists; choose another name or overwrite it")
        if not path.is_file():
            raise NotWritten(f"{path} is no file that can be replaced; name another")
        if not os.access(path, os.W_OK):
            raise NotWritten(f"{path} is read-only; allow writing to it, or name another")


def name_without_replacing(unfinished: Path, target: Path) -> None:
    """Return a file its name, unless another has it already.

    Raises
    ------
    FileExistsError
        If another has it.
    """
    if os.name == "nt":
        unfinished.rename(target)  # Windows never replaces
        return
    try:
        os.link(unfinished, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        with target.open("xb"):  # the name is taken; of two who want it, one gets an error
            pass
        unfinished.replace(target)


def _is_there(path: Path) -> bool:
    """Check whether a file is there; whoever reads it says why it cannot be looked at."""
    with contextlib.suppress(OSError):
        return path.exists()
    return False


def _refuse_read(path: Path, target: Path, read: Iterable[Path]) -> None:
    for one in read:
        beside = {str(one.resolve()) + ending for ending in BESIDE_A_DATABASE}
        if str(target) in beside or (path.exists() and one.samefile(path)):
            raise NotWritten(f"{path} is one of the files that are read; name another")


def _refuse_ledger(path: Path, target: Path) -> None:
    """Refuse a ledger, what lies beside one, and a database that another program has open."""
    if target.is_file() and is_ledger(target):
        raise NotWritten(f"{path} is a ledger, which nothing replaces; name another")
    for ending in BESIDE_A_DATABASE:
        database = Path(str(target).removesuffix(ending))
        if database != target and database.is_file() and is_ledger(database):
            raise NotWritten(f"{path} belongs to the ledger {database.name}; name another")
        beside = target.with_name(target.name + ending)
        if beside.is_file() and beside.stat().st_size > 0:  # SQLite would take it for a part of the new file
            raise NotWritten(f"{path}: {beside.name} lies beside it, so a program has it open, or had; name another")


def _refuse_folder(path: Path, target: Path) -> None:
    """Refuse a folder that is none, or in which nothing may be made."""
    there = next(one for one in target.parents if one.exists())
    if not there.is_dir():
        raise NotWritten(f"{path}: {path.parent} is no folder; name another file")
    if not os.access(there, os.W_OK | os.X_OK):
        raise NotWritten(f"{path}: its folder may not be written to; allow that, or name another file")


def is_ledger(path: Path) -> bool:
    """Check whether a file is a ledger; a database that is too damaged to say counts as one.

    Nothing is written, neither to the file nor beside it.
    """
    import sqlite3

    try:
        with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as opened:
            return bool(opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'ledger_versions'").fetchone())
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_NOTADB


def _sweep(folder: Path) -> None:
    """Remove what a process that was killed, or a power cut, left of its writing here a day ago or earlier."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*"):
            if left.is_dir() and not left.is_symlink() and left.stat().st_mtime < time.time() - _A_DAY_S:
                shutil.rmtree(left, ignore_errors=True)


def _missing_folders(folder: Path) -> list[Path]:
    """Return the folders that do not exist yet, the innermost first."""
    return [one for one in (folder, *folder.parents) if not one.exists()]


def _keep_rights(target: Path, unfinished: Path) -> None:
    """Set the owner and the rights of a new file to those of the file that it replaces."""
    if not target.exists():
        return
    before = target.stat()
    with contextlib.suppress(OSError, AttributeError):  # only root may give files away; Windows knows no owners here
        os.chown(unfinished, before.st_uid, before.st_gid)
    unfinished.chmod(stat.S_IMODE(before.st_mode))


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk, where the system can do that of folders."""
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _give_name(unfinished: Path, target: Path, *, overwrite: bool) -> None:
    if overwrite:
        unfinished.replace(target)
        return
    try:
        name_without_replacing(unfinished, target)
    except FileExistsError as error:
        raise OutputExists(f"{target} exists; choose another name or overwrite it") from error


@contextlib.contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Return one sentence on why a file cannot be written, what is left, and what to do."""
    try:
        yield
    except OSError as error:
        if type(error).__module__ != "builtins":  # an error of ours says it already
            raise
        if not _is_about(error, path):
            raise
        if isinstance(error, (FileExistsError, NotADirectoryError)):
            raise NotWritten(f"{path}: {path.parent} is no folder; name another file") from error
        reason = error.strerror or str(error)
        raise NotWritten(f"{path}: cannot be written ({reason}); {_left(path)}: {_remedy(error.errno)}") from error
    except RuntimeError as error:
        if "Symlink loop" not in str(error):
            raise
        raise NotWritten(f"{path}: is a link that leads back to itself; name another file") from error


def _is_about(error: OSError, path: Path) -> bool:
    """Check whether an error is about the file that is written, and not about one that is read for it."""
    if not isinstance(error.filename, str) or _PREFIX in error.filename:
        return True
    named = Path(error.filename)
    return any(named == one or named in one.parents for one in (path, path.absolute(), Path(os.path.realpath(path))))


def _left(path: Path) -> str:
    with contextlib.suppress(OSError):
        if path.exists():
            return "the file that was there is as it was"
    return "nothing is left of it"


def _remedy(code: int | None) -> str:
    if code in _NO_ROOM:
        return "make room, or name another file"
    if code in _NOT_ALLOWED:
        return "allow writing to its folder, or name another file"
    if code == errno.ENAMETOOLONG:
        return "name a shorter one, or another file"
    return "check the disk and its free space, or name another file"
