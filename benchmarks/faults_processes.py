"""Processes of the campaign of faults: forked, so that Python's start is paid once, and each with its own limits.

A command is the real one, `mustermap.app.entry.main` with its own standard streams and its exit code; what else is
asked is called in a process too. Time is as `benchmarks.faults_clock` has it, memory the highest resident size as
`os.wait4` reports it, which begins with that of the process that was forked: it has imported all that a command may
import. Needs Linux.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
import importlib
import io
import os
import pkgutil
import resource
import selectors
import signal
import sys
import tempfile
import threading
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

from benchmarks.faults_clock import Clock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_LOOK_S: Final = 0.25
_GUARD_BYTES: Final = 6 * 2**30
_PR_SET_PDEATHSIG: Final = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What a command, or anything else that is asked, may take.

    Attributes
    ----------
    seconds : float
        By the clock, less what it waited for a processor.
    memory_mb : float
        Of resident memory, in MB of 10**6 bytes.
    """

    seconds: float = 10.0
    memory_mb: float = 1000.0


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a process.

    Attributes
    ----------
    code : int
        The exit code; of a process that a signal ended, the signal's number, negative.
    out, err : str
        What it wrote.
    seconds, memory_mb : float
        What it took.
    is_late : bool
        Whether it was ended because its time was over.
    """

    code: int
    out: str
    err: str
    seconds: float
    memory_mb: float
    is_late: bool = False


def import_all() -> None:
    """Import all that any command imports, so that the processes that are forked have it."""
    for module in pkgutil.walk_packages(importlib.import_module("mustermap").__path__, "mustermap."):
        if not module.name.startswith(("mustermap.geo.build", "mustermap.app.__main__", "mustermap.__main__")):
            importlib.import_module(module.name)
    for name in ("folium", "matplotlib.backends.backend_agg", "openpyxl", "pyarrow.parquet", "pyogrio", "vl_convert"):
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # the processes share what is here already


def run(
    call: Callable[[], object],
    folder: Path,
    *,
    limits: Limits,
    environment: Mapping[str, str] | None = None,
    file_bytes: int | None = None,
    report: Path | None = None,
) -> Ended:
    """Call a function in a process of its own, and wait until it has ended or its time is over.

    Parameters
    ----------
    call
        What it does; a `SystemExit` has the exit code.
    folder
        Where it works.
    limits
        It is killed when its time is over.
    environment
        Variables beside those of this process.
    file_bytes
        No file may grow longer; None: no limit.
    report
        A file that it writes; each time that it has grown, the time begins again.

    Returns
    -------
    Ended
        What became of it.
    """
    (out_read, out), (err_read, err) = os.pipe(), os.pipe()

    def begin() -> object:
        if file_bytes is not None:  # Python ignores SIGXFSZ: what is longer is "too large"
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
        return call()

    pid = start(begin, folder, out=out, err=err, environment=environment)
    os.close(out)
    os.close(err)
    watch = _Watch(Clock(pid), limits.seconds, report)
    said, told = _read_until_it_ends(watch, (out_read, err_read))
    code, memory_mb = reap(pid)
    return Ended(code, said, told, watch.longest_s, memory_mb, watch.is_late)


def start(
    call: Callable[[], object],
    folder: Path,
    *,
    out: int,
    err: int,
    environment: Mapping[str, str] | None = None,
) -> int:
    """Call a function in a process of its own, which leads a group of processes; return its id.

    Parameters
    ----------
    call, folder, environment
        As for `run`.
    out, err
        File descriptors for what it writes.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        _be_the_child(call, folder, out, err, environment or {})
    with contextlib.suppress(OSError):  # whoever comes first
        os.setpgid(pid, pid)
    return pid


def reap(pid: int) -> tuple[int, float]:
    """Wait for a process that was started here; return its exit code and its peak memory in MB."""
    _, status, usage = os.wait4(pid, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss * 1024 / 1e6


def kill_group(pid: int) -> None:
    """Kill a process that was started here, and those that it has started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


@dataclass(slots=True)
class _Watch:
    """How long a process takes, from one line of its report to the next.

    Attributes
    ----------
    longest_s : float
        The most that it took.
    is_late : bool
        Whether that was too long.
    """

    clock: Clock
    seconds: float
    report: Path | None
    longest_s: float = 0.0
    is_late: bool = False
    _reported: int = 0

    def look(self) -> bool:
        """Look at the clock; return whether the time is over."""
        took = self.clock.look()
        self.longest_s = max(self.longest_s, took)
        if self.report is not None and (size := self.report.stat().st_size) > self._reported:
            self._reported = size
            self.clock.set_back()
        elif took > self.seconds:
            self.is_late = True
        return self.is_late


def _read_until_it_ends(watch: _Watch, pipes: Sequence[int]) -> list[str]:
    """Read what a process writes; when it has ended, or its time is over, end those that it has left."""
    texts = {pipe: bytearray() for pipe in pipes}
    watched = os.pidfd_open(watch.clock.group)
    with selectors.DefaultSelector() as selector:
        for number in (watched, *pipes):
            selector.register(number, selectors.EVENT_READ)
        looked = time.monotonic()
        while selector.get_map():
            for key, _ in selector.select(_LOOK_S):
                if key.fd == watched:
                    watch.look()
                    selector.unregister(watched)
                    kill_group(watch.clock.group)
                elif piece := os.read(key.fd, 1 << 16):
                    texts[key.fd] += piece
                else:
                    selector.unregister(key.fd)
            if watched in selector.get_map() and time.monotonic() - looked > _LOOK_S:
                looked = time.monotonic()
                if watch.look():
                    kill_group(watch.clock.group)
    for number in (watched, *pipes):
        os.close(number)
    return [text.decode("utf-8", "replace") for text in texts.values()]


def _be_the_child(
    call: Callable[[], object], folder: Path, out: int, err: int, environment: Mapping[str, str]
) -> NoReturn:
    """Do what Python does from its start to its end, in a process that was just forked."""
    code = 70
    try:
        with contextlib.suppress(OSError):
            os.setpgid(0, 0)
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)  # where the campaign is ended, so is this
        atexit._clear()
        resource.setrlimit(resource.RLIMIT_DATA, (_GUARD_BYTES, _GUARD_BYTES))  # lest the machine has none left
        # Whoever started the campaign may ignore some of them.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number in (signal.SIGHUP, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        _open_streams(out, err)
        os.environ.update(environment)
        tempfile.tempdir = None  # the parent has looked it up already
        os.chdir(folder)
        code = code_of(call)
        threading._shutdown()  # type: ignore[attr-defined] # Python has no other name for it
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except BaseException:  # noqa: BLE001 - nothing of this process may go on in its parent's code
        os.write(err, traceback.format_exc().encode())
        code = 70
    finally:
        os._exit(code)


def _open_streams(out: int, err: int) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, wanted in enumerate((nothing, out, err)):
        os.dup2(wanted, number)
    read = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
    sys.stdin = sys.__stdin__ = read  # type: ignore[misc] # as Python does at its start
    streams = [
        io.TextIOWrapper(
            io.BufferedWriter(io.FileIO(number, "w", closefd=False)), encoding="utf-8", errors=errors,
            line_buffering=number == 2,
        )
        for number, errors in ((1, "strict"), (2, "backslashreplace"))
    ]  # fmt: skip
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__ = streams  # type: ignore[misc]


def code_of(call: Callable[[], object]) -> int:
    """Call a function; return the exit code that Python would end with."""
    try:
        call()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 - as Python's own last resort
        traceback.print_exc()
        return 1
    return 0


def mustermap(*words: str) -> None:
    """Call the command in this process, as its console script does."""
    from mustermap.app.entry import main

    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__  # it may be called again
    sys.argv = ["mustermap", *words]
    main()
