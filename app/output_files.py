"""Output files of commands: what may be overwritten, and writing them whole.

Nothing is overwritten without ``--overwrite``, and never a ledger or a file that the command reads.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from mustermap.app.ledger_file import ledger_path
from mustermap.data import whole_files
from mustermap.errors import NotWritten, OutputExists, WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


def refuse_to_replace(path: Path, files: Iterable[Path], *, overwrite: bool, ledger: Path | None = None) -> None:
    """Check that an output file may be written.

    It never may if it is a folder, a ledger or one of the files that are read.

    Parameters
    ----------
    path
        The file that is to be written.
    files
        The files that are read.
    overwrite
        Whether an existing file may be replaced.
    ledger
        The ledger that was named; None: the default one.

    Raises
    ------
    WrongUse
        If it may not be written.
    """
    from mustermap import seeds
    from mustermap.geo.gazetteer.own_places import own_file

    read = (*files, ledger_path(ledger), *seeds.seed_files(), own_file())
    with _as_a_command_says_it(path):
        whole_files.check_target(path, overwrite=overwrite, read=read)


def write_whole(path: Path, write: Callable[[Path], object], *, overwrite: bool = False) -> int:
    """Write a file beside its final path and move it there when it is complete; an existing file is kept until then.

    Parameters
    ----------
    path, write, overwrite
        As for `mustermap.data.whole_files.write_whole`.

    Returns
    -------
    int
        Its size in bytes.

    Raises
    ------
    WrongUse
        If it must not or cannot be written.
    """
    with _as_a_command_says_it(path):
        return whole_files.write_whole(path, write, overwrite=overwrite)


def write_bytes(path: Path, content: bytes | Callable[[], bytes], *, overwrite: bool = False) -> int:
    """Write bytes, or the bytes that a function returns, as `write_whole` does; return their number."""
    with _as_a_command_says_it(path):
        return whole_files.write_bytes(path, content, overwrite=overwrite)


@contextlib.contextmanager
def _as_a_command_says_it(path: Path) -> Iterator[None]:
    """Turn errors of writing into errors that name the options of a command."""
    try:
        yield
    except OutputExists as error:
        raise WrongUse(f"{path} exists; give --overwrite to replace it, or another -o") from error
    except NotWritten as error:
        said = str(error)
        raise WrongUse(f"{said} with -o" if said.endswith(("another", "another file")) else said) from error
