"""Python processes that start warm: each is forked off one that has imported the libraries and our modules already, and
read what is the same for all.

They are processes as any other, with arguments, folder, environment, streams, signals and an exit code of their own;
only the second of importing is saved, and the tenth of one in which all that is freed again at the end. Nothing passes
from one to the next. A test of what a start imports, or of signals that come while it imports, starts Python itself.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from mustermap.data.tables import foreign_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import TracebackType
    from typing import Self

ROOT = Path(__file__).parents[1]
CLIENT = Path(__file__).with_name("warm_client.py")

# What keeps the processes that another worker has started alive, as long as this one has it open.
_held: list[int] = []


class WarmProcess:
    """A running Python, with as much of ``subprocess.Popen`` as the tests use.

    Parameters
    ----------
    words
        What follows ``python``: ``-m`` and a module or ``-c`` and a program, with its arguments.
    stdin, stdout, stderr
        File descriptors; a copy of each is the process's own.
    is_in_terminal
        Whether standard input is a terminal that the process has for its own, so that Ctrl-C gets there.
    python
        What the process takes for its Python, to start others with; blank: what the tests take for theirs.
    """

    def __init__(
        self, words: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str], stdin: int, stdout: int, stderr: int,
        is_in_terminal: bool = False, python: str | Path = "",
    ) -> None:  # fmt: skip
        self.args = [str(word) for word in words]
        self.stdout: IO[str] | None = None
        self.returncode: int | None = None
        asked = {"words": self.args, "cwd": str(cwd), "env": dict(env), "python": str(python or sys.executable)}
        self._talk = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._talk.connect(str(server()))
        with tempfile.TemporaryFile() as request:
            request.write(json.dumps({**asked, "is_in_terminal": is_in_terminal}).encode("utf-8", "surrogateescape"))
            request.flush()
            socket.send_fds(self._talk, [b"."], [stdin, stdout, stderr, request.fileno()])
            self._said = self._talk.makefile("r", encoding="ascii")
            self.pid = int(self._said.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self.stdout is not None:
            self.stdout.close()
        self.wait()

    def wait(self, timeout: float | None = None) -> int:
        """Wait until the process has ended; return its exit code, below zero for a signal."""
        if self.returncode is None:
            self._talk.settimeout(timeout)
            try:
                self.returncode = int(self._said.readline())
            except TimeoutError:
                raise subprocess.TimeoutExpired(self.args, timeout or 0) from None
            self._said.close()
            self._talk.close()
        return self.returncode

    def poll(self) -> int | None:
        """Return the exit code; None while the process runs."""
        if self.returncode is None and self._has_ended():
            self.wait()
        return self.returncode

    def _has_ended(self) -> bool:
        try:
            return bool(self._talk.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        except BlockingIOError:
            return False

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the process has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def start_python(*words: str | Path, cwd: Path, env: Mapping[str, str], python: str | Path = "") -> WarmProcess:
    """Start ``python`` with arguments, without any input; what it prints and complains of is read at ``stdout``."""
    ours, its = os.pipe()
    with Path(os.devnull).open() as nothing:
        process = WarmProcess(words, cwd=cwd, env=env, stdin=nothing.fileno(), stdout=its, stderr=its, python=python)
    os.close(its)
    process.stdout = os.fdopen(ours, encoding="utf-8")
    return process


def run_python(*words: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run ``python`` with arguments to its end, without any input; return what it printed and its exit code."""
    environment = os.environ if env is None else env
    (out, its_out), (err, its_err) = os.pipe(), os.pipe()
    with ThreadPoolExecutor(2) as readers, Path(os.devnull).open() as nothing:
        printed, said = readers.submit(_read, out), readers.submit(_read, err)
        try:
            streams = {"stdin": nothing.fileno(), "stdout": its_out, "stderr": its_err}
            process = WarmProcess(words, cwd=cwd, env=environment, **streams)
        finally:
            os.close(its_out)
            os.close(its_err)
        code = process.wait()
    return subprocess.CompletedProcess(process.args, code, printed.result(), said.result())


def _read(descriptor: int) -> str:
    with os.fdopen(descriptor, encoding="utf-8") as file:
        return file.read()


def write_command(path: Path) -> None:
    """Write the command ``mustermap`` of a shell: a warm process; a cold one, for Ctrl-C, where ``$COLD`` is set."""
    cold = f'[ -n "$COLD" ] && exec "{sys.executable}" -m mustermap "$@"'
    path.write_text(f'#!/bin/sh\n{cold}\nWARM_PYTHON="{helper_python()}" exec {warm_command()} "$@"\n')
    path.chmod(0o755)


def warm_command() -> str:
    """Return what a shell calls for ``mustermap`` as a warm process."""
    return f"{_client(server())} -m mustermap"


def _client(socket: Path) -> str:
    return f'"{sys.executable}" -I -S "{CLIENT}" "{socket}"'


@cache
def helper_python() -> Path:
    """Return a Python that starts the processes that open somebody else's file warm, and all else as it is.

    For tests of what is said of a file. How much such a process may take, and how it is ended, is asked of a real one.
    """
    path = server().with_name("python")
    written = path.with_name(f"python-{os.getpid()}")  # another worker may run what is there
    opens = "-P -m mustermap.data.tables.guarded_process"
    written.write_text(
        f'''#!/bin/sh
case "$*" in
  "-m mustermap.app.web.upload_process") WARM_PYTHON="$0" exec {_client(server())} "$@" ;;
  "{opens} "*.parquet\\ *) exec {_client(server("parquet"))} "$@" ;;
  "{opens} "*) exec {_client(server("opening"))} "$@" ;;
esac
exec "{sys.executable}" "$@"
'''
    )
    written.chmod(0o755)
    written.replace(path)
    return path


@cache
def server(kind: str = "all") -> Path:
    """Return the socket of the process that all warm ones of a kind are forked off; start it unless another worker has.

    It ends when the last worker that asked for it has ended.

    Parameters
    ----------
    kind
        What it has imported: "all", or what opens somebody else's file, "parquet" or another ("opening").
    """
    with _alone() as shared:
        folder = shared / kind
        path, alive = folder / "socket", folder / "alive"
        try:
            _held.append(os.open(alive, os.O_WRONLY | os.O_NONBLOCK))
        except OSError:  # there is none, or it has ended
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            _start(kind, path, alive)
    return path


def _start(kind: str, path: Path, alive: Path) -> None:
    os.mkfifo(alive)
    both = os.open(alive, os.O_RDWR)  # so that neither end waits for the other
    reading = os.open(alive, os.O_RDONLY)
    held = os.open(alive, os.O_WRONLY)
    os.close(both)
    # Threads do not outlive a fork, so the libraries may start none while they are imported. Arrow's own pool would
    # reserve more than a gigabyte of addresses, so that a process that is limited in them could not read a file.
    environment = {
        **os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system",
    }  # fmt: skip
    if kind != "all":
        environment |= {**foreign_files.ENVIRONMENT, "PYTHONWARNINGS": "ignore"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.warm_server", str(path), kind], cwd=ROOT, env=environment,
        stdin=reading, stdout=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    os.close(reading)
    assert process.stdout is not None

    def end(process: Any = process) -> None:
        for one in (held, *_held):
            os.close(one)
        _held.clear()
        process.wait()
        shutil.rmtree(path.parent, ignore_errors=True)
        with contextlib.suppress(OSError):  # another kind is still there
            path.parent.parent.rmdir()

    atexit.register(end)
    assert process.stdout.readline() == b"warm\n"
    process.stdout.close()


@contextlib.contextmanager
def _alone() -> Iterator[Path]:
    """Name the folder of what the workers of this run share, and keep the other workers out of it meanwhile."""
    folder = _shared_folder()
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield folder
    finally:
        os.close(opened)


@cache
def _shared_folder() -> Path:
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        return Path(tempfile.mkdtemp(prefix="warm-"))
    folder = Path(tempfile.gettempdir()) / f"warm-{run[:12]}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
