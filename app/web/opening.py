"""Opening a file that somebody sent, in a process of its own that may take only so much time and memory.

Run as a program, ``python -m app.web.opening``, it limits itself and then does what ``mustermap check`` or ``add`` do.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MEMORY_BYTES: Final = 2_000_000_000
CPU_S: Final = 60
WALL_S: Final = 120
_SHOWN_BYTES: Final = 60_000
# Exit codes that no signal and no interpreter gives.
_READ, _NOTHING, _NOT_READ, _EXHAUSTED = 0, 10, 11, 12
# Libraries that start a thread a core reserve memory for each.
_ONE_THREAD: Final = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening a file.

    Attributes
    ----------
    is_done : bool
        Whether the file was read to its end.
    lines : list of str
        What ``mustermap check`` or ``add`` say, or why the file could not be read.
    is_cut : bool
        Whether there were more lines than are shown.
    is_empty : bool
        Whether nothing in it was accepted.
    """

    is_done: bool
    lines: list[str]
    is_cut: bool = False
    is_empty: bool = False


def open_file(work: str, file: Path, *, ledger: Path, editor: str = "", key: str = "") -> Opened:
    """Check a file, or add its reports, in another process.

    Parameters
    ----------
    work : {'check', 'add'}
        What to do.
    file : Path
        What was sent; its name tells its kind.
    ledger, editor, key
        As for ``mustermap add``.
    """
    command = [sys.executable, "-m", "app.web.opening", work, str(file), str(ledger), editor, key]
    # The ledger's path may be relative to where the server was started; where the packages lie is said by sys.path.
    environment = {**os.environ, **_ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with tempfile.TemporaryFile() as said:
        try:
            code = subprocess.run(  # noqa: S603 - our own program, and what was sent is only the name of a file
                command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, env=environment,
                timeout=WALL_S, check=False,
            ).returncode  # fmt: skip
        except subprocess.TimeoutExpired:
            return Opened(False, [f"{file.name}: not read within {WALL_S} s; send it in parts"])
        said.seek(0)
        text = said.read(_SHOWN_BYTES + 1).decode("utf-8", "replace")
    lines = text[:_SHOWN_BYTES].splitlines()
    if code not in {_READ, _NOTHING, _NOT_READ}:
        limits = f"{CPU_S} s and {MEMORY_BYTES // 1_000_000_000} GB of memory"
        return Opened(
            False, [f"{file.name}: reading it took more than the {limits} that it may take; send it in parts"]
        )
    return Opened(code != _NOT_READ, lines, is_cut=len(text) > _SHOWN_BYTES, is_empty=code == _NOTHING)


def limit_this_process() -> None:
    """Give this process only so much time and memory, where the system can do that."""
    try:
        import resource
    except ImportError:  # Windows: the time limit of the caller remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Do what the arguments say."""
    from app.adding import add_files, read_aloud
    from app.errors import AppError
    from app.output import say
    from data.errors import DataError

    work, file, ledger, editor, key = sys.argv[1:]
    limit_this_process()
    there, code = Path(ledger), _READ
    try:
        if work == "add":
            add_files([Path(file)], ledger=there, editor=editor, revise=False, key=key or None)
        else:
            reading = read_aloud([Path(file)], ledger=there if there.exists() else None)
            code = _READ if reading.accepted or reading.sources else _NOTHING
    except (AppError, DataError) as error:
        say(str(error))
        code = _NOT_READ
    except (MemoryError, RecursionError):
        code = _EXHAUSTED
    sys.stdout.flush()
    os._exit(code)  # what is left of an exhausted memory is not tidied up


if __name__ == "__main__":
    main()
