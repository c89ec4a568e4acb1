"""Running another program so that no signal, whenever it comes, leaves it behind."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path


@contextlib.contextmanager
def child_process(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    folder: Path | None = None,
    stdin: int = subprocess.PIPE,
    stderr: int | None = None,
    stop: Callable[[subprocess.Popen[bytes]], object] = subprocess.Popen.kill,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process whose standard output is read; at the end of the ``with`` block it has ended.

    Python answers signals in the main thread, between any two of its steps: also within ``subprocess.Popen``, after
    the process is there and before anybody knows it. So another thread starts it, which no signal breaks off.

    Parameters
    ----------
    command
        The program and its arguments.
    environment
        All of its environment variables.
    folder
        Where it works; None: where this process does.
    stdin, stderr
        As for ``subprocess.Popen``.
    stop
        Ends the process if it still runs at the end of the block.

    Yields
    ------
    subprocess.Popen
        The process.
    """
    starting = _Start(partial(_popen, command, environment, folder, stdin, stderr))
    threading.Thread(target=starting.wait, daemon=True).start()  # broken off here, it has started nothing
    try:
        yield starting.now()
    finally:
        for child in starting.finish():
            if child.poll() is None:
                stop(child)
            with child:
                pass


def _popen(
    command: Sequence[str], environment: Mapping[str, str], folder: Path | None, stdin: int, stderr: int | None
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - whoever calls says which program
        command, env=environment, cwd=folder, stdin=stdin, stdout=subprocess.PIPE, stderr=stderr
    )


class _Start:
    """Starts a process on request, and keeps it whatever happens to the main thread meanwhile."""

    def __init__(self, start: Callable[[], subprocess.Popen[bytes]]) -> None:
        self._start = start
        self._may, self._is_over = threading.Event(), threading.Event()
        self._started: list[subprocess.Popen[bytes]] = []
        self._error: OSError | None = None
        self._is_cancelled = False

    def wait(self) -> None:
        """Wait in another thread for `now`, and start the process there."""
        self._may.wait()
        try:
            if not self._is_cancelled:
                self._started.append(self._start())
        except OSError as error:
            self._error = error
        finally:
            self._is_over.set()

    def now(self) -> subprocess.Popen[bytes]:
        """Start the process, and return it."""
        self._may.set()
        self._is_over.wait()
        if self._error is not None:
            raise self._error
        return self._started[0]

    def finish(self) -> list[subprocess.Popen[bytes]]:
        """Return the process, if it was started; from now on it never is."""
        self._is_cancelled = not self._may.is_set()
        self._may.set()
        self._is_over.wait()
        return self._started
