"""Private files and folders: made for one user only, and refused if somebody else could read or change them.

The checks are those of OpenSSH for its keys: the owner, the mode, and that it is no symbolic link.
"""

from __future__ import annotations

import os
import secrets
import stat
from typing import TYPE_CHECKING, Final

from mustermap.errors import AppError

if TYPE_CHECKING:
    from pathlib import Path

_OTHERS: Final = 0o077
_HAS_OWNERS: Final = hasattr(os, "geteuid")
"""Windows has no modes; there the location of a user's own folders makes them private."""


class NotPrivate(AppError):
    """Somebody else could read or change a private file."""


def make_private_folder(folder: Path, *, is_mended: bool = False) -> None:
    """Make a private folder, or check that a folder is one: only the user may enter it.

    Parameters
    ----------
    folder
        The folder. Missing folders above it are made private too.
    is_mended
        Whether a mode that lets others in is corrected if the folder is the user's, instead of refused.

    Raises
    ------
    NotPrivate
        If it is a symbolic link, belongs to somebody else, or others may enter it or put another in its place.
    OSError
        If it cannot be made.
    """
    for one in reversed((folder, *folder.parents)):
        if not os.path.lexists(one):
            one.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise NotPrivate(f"{folder}: is {_kind(found)}, not a folder; move it away")
    if is_mended and _is_open_and_ours(found):
        folder.chmod(0o700)
        found = folder.lstat()
    _check(folder, found)
    _check_above(folder)


def check_private(file: Path, *, is_mended: bool = False) -> bool:
    """Check that a file is private: only the user may read and change it.

    Parameters
    ----------
    file
        The file.
    is_mended
        Whether a mode that lets others read is corrected if the file is the user's, instead of refused.

    Returns
    -------
    bool
        False if there is no such file.

    Raises
    ------
    NotPrivate
        If it is a symbolic link or no file, belongs to somebody else, or others may read or change it.
    OSError
        If it cannot be examined.
    """
    try:
        found = file.lstat()
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(found.st_mode):
        raise NotPrivate(f"{file}: is {_kind(found)}, not a file of its own; remove it")
    if is_mended and _is_open_and_ours(found):
        file.chmod(0o600)
        found = file.lstat()
    _check(file, found)
    return True


def read_private(file: Path, *, is_mended: bool = False) -> str | None:
    """Read a private file; return None if there is no such file.

    Parameters
    ----------
    file, is_mended
        As for `check_private`.

    Raises
    ------
    NotPrivate
        As `check_private` does.
    OSError, UnicodeDecodeError
        If it cannot be read.
    """
    return file.read_text(encoding="utf-8") if check_private(file, is_mended=is_mended) else None


def write_private(file: Path, text: str) -> None:
    """Write a private file, whole or not at all; its folder must exist.

    Raises
    ------
    OSError
        If it cannot be written, as on a full disk; an earlier version of the file is kept.
    """
    unfinished = file.with_name(f"{file.name}.{secrets.token_hex(4)}.unfinished")
    try:
        # O_EXCL does not follow a link that somebody else put there.
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def _is_open_and_ours(found: os.stat_result) -> bool:
    return _HAS_OWNERS and found.st_uid == os.geteuid() and bool(found.st_mode & _OTHERS)


def _check(path: Path, found: os.stat_result) -> None:
    if not _HAS_OWNERS:
        return
    if found.st_uid != os.geteuid():
        raise NotPrivate(f"{path}: belongs to {_user(found.st_uid)}, not to {_user(os.geteuid())}; remove it")
    if found.st_mode & _OTHERS:
        mode = "700" if stat.S_ISDIR(found.st_mode) else "600"
        got = f"{stat.S_IMODE(found.st_mode):o}"
        raise NotPrivate(f"{path}: others may use it (its mode is {got}); make it yours alone: chmod {mode} '{path}'")


def _check_above(folder: Path) -> None:
    """Refuse a folder that somebody else can replace by another."""
    if not _HAS_OWNERS:
        return
    place = folder.parent.resolve()
    for above in (place, *place.parents):
        found = above.stat()
        if found.st_uid not in {0, os.geteuid()}:
            raise NotPrivate(f"{above}: belongs to {_user(found.st_uid)}, who can replace what is in it; {_ELSEWHERE}")
        if found.st_mode & stat.S_IWOTH and not found.st_mode & stat.S_ISVTX:
            raise NotPrivate(f"{above}: everybody may replace what is in it; chmod o-w '{above}', or {_ELSEWHERE}")


_ELSEWHERE: Final = "name a folder elsewhere"


def _kind(found: os.stat_result) -> str:
    if stat.S_ISLNK(found.st_mode):
        return "a symbolic link"
    return (
        "a folder" if stat.S_ISDIR(found.st_mode) else "a file" if stat.S_ISREG(found.st_mode) else "a device or pipe"
    )


def _user(number: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"user {number}"
