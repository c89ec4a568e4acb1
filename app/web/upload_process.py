"""The process that opens a file that somebody sent, with limits of time and memory.

Run as a program, ``python -m mustermap.app.web.upload_process``, it limits itself, reads a question from standard
input, and answers on standard output, both as JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any, Final

from mustermap.app.signals import heed
from mustermap.data.child_process import child_process
from mustermap.errors import AppError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MEMORY_BYTES: Final = 2_000_000_000
_CPU_S: Final = 60
"""Of processor time, unless ``$MUSTERMAP_UPLOAD_SECONDS`` says otherwise; twice that by the clock."""
IMPORT_S: Final = 600
"""Of both: an import may take long, since one that is stopped continues where it was."""
_EXHAUSTED, _STOPPED = 12, 13  # neither signals nor the interpreter use these codes
_LONGEST: Final = 2000
_PATIENCE_S: Final = 5
_RUNNING: Final[set[subprocess.Popen[bytes]]] = set()
_AT_ONCE: Final = threading.BoundedSemaphore(2)
MOST_PLACES: Final = 4
"""Files that are opened at once or wait to be; more would take the threads of the other pages."""
RETRY_S: Final = 10
_PLACES: Final = threading.BoundedSemaphore(MOST_PLACES)
# Libraries that start a thread for each core reserve memory for each.
_ONE_THREAD: Final = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class NoPlace(AppError):
    """Too many files are being opened."""


@contextlib.contextmanager
def place() -> Iterator[None]:
    """Reserve one of the few places for files that are sent and opened.

    Raises
    ------
    NoPlace
        If all are taken.
    """
    if not _PLACES.acquire(blocking=False):
        raise NoPlace("Other files are being opened just now. Nothing was done; try again in a moment.")
    try:
        yield
    finally:
        _PLACES.release()


def open_file(asked: Mapping[str, Any], *, name: str) -> dict[str, Any]:
    """Inspect a file, try its import, or import it, in another process.

    Parameters
    ----------
    asked
        As for `mustermap.app.web.upload_inspection.answer`.
    name
        The name of the file, for messages.

    Returns
    -------
    dict
        The answer; ``problem`` is why there is none.
    """
    command = [sys.executable, "-m", "mustermap.app.web.upload_process"]
    # The ledger's path can be relative to the folder of the server; the packages are found by sys.path.
    environment = {**os.environ, **_ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    is_import = asked["work"] == "import"
    seconds = IMPORT_S if is_import else 2 * _opening_s()
    try:
        with _AT_ONCE:
            code, said = _run(command, json.dumps(asked).encode(), environment, seconds)
    except subprocess.TimeoutExpired:
        return {"problem": _too_long(name, seconds, asked["work"])}
    if code == 0:
        answer: dict[str, Any] = json.loads(said)
        return answer | {"problem": answer["problem"][:_LONGEST]}
    if code == -getattr(signal, "SIGXCPU", 0) < 0:
        return {"problem": _too_long(name, IMPORT_S if is_import else _opening_s(), asked["work"])}
    limit = f"the {MEMORY_BYTES // 1_000_000_000} GB of memory"
    if code in {_EXHAUSTED, -signal.SIGSEGV, -signal.SIGABRT, -getattr(signal, "SIGKILL", 9)}:
        return {"problem": f"{name}: opening it took more than {limit} that it may take; send it in parts"}
    return {"problem": f"{name}: broke the process that opens it (exit code {code}); send it as CSV"}


def _run(command: list[str], given: bytes, environment: Mapping[str, str], seconds: int) -> tuple[int, bytes]:
    """Run a process to its end; return its exit code and its output."""
    with child_process(command, environment=environment, stop=_stop) as child:
        _RUNNING.add(child)
        try:
            said, _ = child.communicate(given, timeout=seconds)
        finally:
            _RUNNING.discard(child)
    return child.returncode, said


def stop_opening() -> None:
    """Stop all processes that open files, when the server ends."""
    for child in tuple(_RUNNING):
        _stop(child)


def _stop(child: subprocess.Popen[bytes]) -> None:
    """Ask a process to end, and kill it if it does not."""
    child.terminate()
    try:
        child.wait(_PATIENCE_S)
    except subprocess.TimeoutExpired:
        child.kill()


def _opening_s() -> int:
    """Return the seconds of processor time that opening a file may take."""
    return int(os.environ.get("MUSTERMAP_UPLOAD_SECONDS") or _CPU_S)


def _too_long(name: str, seconds: int, work: str) -> str:
    if work == "import":
        return f"{name}: not imported within {seconds} s; what was added stays: import it again, and it goes on there"
    return f"{name}: opening it took more than the {seconds} s that it may take; send it in parts"


def limit_this_process(cpu_s: int) -> None:
    """Limit the time and memory of this process, if the system can do that."""
    try:
        import resource
    except ImportError:  # Windows: the time limit of the caller remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer the question on standard input."""
    asked = json.load(sys.stdin)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # output of libraries is no answer
    limit_this_process(IMPORT_S if asked["work"] == "import" else _opening_s())
    from mustermap.app.web.upload_inspection import answer
    from mustermap.data.tables.foreign_files import Limits
    from mustermap.errors import DataError, LayersError

    try:
        said = answer(asked, limits=Limits(_opening_s(), MEMORY_BYTES // 2**20))
    except (AppError, DataError, LayersError) as error:
        said = {"problem": str(error)}
    except (MemoryError, RecursionError):
        os._exit(_EXHAUSTED)  # without cleaning up, for which memory may be lacking
    except KeyboardInterrupt:  # the server was stopped, and reports it
        os._exit(_STOPPED)
    answers.write(json.dumps(said))
    answers.flush()
    os._exit(0)


if __name__ == "__main__":
    heed()
    try:
        main()
    except KeyboardInterrupt:
        os._exit(_STOPPED)
