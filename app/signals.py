"""Signals that end a command: Ctrl-C, and SIGTERM and SIGHUP, which end it as Ctrl-C does.

Each raises `KeyboardInterrupt`, so that unfinished and temporary files are removed and a transaction is rolled back.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

TRACEBACK: Final = "MUSTERMAP_TRACEBACK"
"""The environment variable that turns tracebacks on."""

_NAMES: Final = ("SIGTERM", "SIGHUP")
_BASE: Final = 128
_got: list[int] = []


class Ended(KeyboardInterrupt):
    """Another program, or the end of the session, asked this process to end."""


def heed() -> None:
    """Let SIGTERM and SIGHUP end the process as Ctrl-C does, unless the process was started with them ignored."""
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _end)
    sys.unraisablehook = _unraisable


def ignore() -> None:
    """Ignore signals from now on: the work is done, and Python only cleans up."""
    for name in ("SIGINT", *_NAMES):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, signal.SIG_IGN)


@contextlib.contextmanager
def answering(end: Callable[[], None], *names: str) -> Iterator[None]:
    """Let SIGTERM and SIGHUP call a function within the ``with`` block: an event loop ends by itself.

    An exception that is raised within one of its callbacks can get lost.

    Parameters
    ----------
    end
        Called when one of the signals comes; what it raises is raised in the main thread.
    *names
        Which of the two signals; none: both.
    """

    def answer(number: int, _frame: FrameType | None) -> None:
        _got.append(number)
        end()

    numbers = [getattr(signal, name, None) for name in names or _NAMES]
    heeded = [number for number in numbers if number is not None and signal.getsignal(number) is _end]
    for number in heeded:
        signal.signal(number, answer)
    try:
        yield
    finally:
        for number in heeded:
            signal.signal(number, _end)


def has_ended() -> bool:
    """Return whether SIGTERM or SIGHUP came."""
    return bool(_got)


def code() -> int:
    """Return the exit code of a process that a signal ended."""
    return _BASE + (_got[0] if _got else signal.SIGINT)


def _end(number: int, _frame: FrameType | None) -> None:
    _got.append(number)
    raise Ended


def _unraisable(unraisable: Any) -> None:
    """Send a signal again if it came where nothing can be raised, as while an object is deleted; drop other errors."""
    if os.environ.get(TRACEBACK):
        sys.__unraisablehook__(unraisable)
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        import _thread
        import threading

        threading.Timer(0.01, _thread.interrupt_main, [_got[-1] if _got else signal.SIGINT]).start()
