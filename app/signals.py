"""What ends a command from outside: Ctrl-C, and SIGTERM and SIGHUP, which end it as Ctrl-C does.

Each raises `KeyboardInterrupt`, so that files that are not finished and temporary ones go, and a transaction is
rolled back.
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
"""The environment variable that has tracebacks shown."""

_NAMES: Final = ("SIGTERM", "SIGHUP")
_BASE: Final = 128
_got: list[int] = []


class Ended(KeyboardInterrupt):
    """Another program, or the end of the session, has asked this one to end."""


def heed() -> None:
    """End by SIGTERM and SIGHUP as by Ctrl-C, but by those that whoever started this process has it ignore."""
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _end)
    sys.unraisablehook = _unraisable


def ignore() -> None:
    """Ignore signals from now on: the work is done, and Python only tidies up."""
    for name in ("SIGINT", *_NAMES):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, signal.SIG_IGN)


@contextlib.contextmanager
def answering(end: Callable[[], None], *names: str) -> Iterator[None]:
    """Let SIGTERM and SIGHUP call a function within the ``with`` block: an event loop ends by itself.

    An exception that is raised in the middle of its callbacks can get lost there.

    Parameters
    ----------
    end
        Called when one of the signals comes; what it raises is raised where the program is at work.
    *names
        Which of the two; none: both.
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
    """Tell whether SIGTERM or SIGHUP came."""
    return bool(_got)


def code() -> int:
    """Give the exit code of a process that a signal ended."""
    return _BASE + (_got[0] if _got else signal.SIGINT)


def _end(number: int, _frame: FrameType | None) -> None:
    _got.append(number)
    raise Ended


def _unraisable(unraisable: Any) -> None:
    """Send a signal again that came where nothing can be raised, as while an object is deleted; be silent of others."""
    if os.environ.get(TRACEBACK):
        sys.__unraisablehook__(unraisable)
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        import _thread
        import threading

        threading.Timer(0.01, _thread.interrupt_main, [_got[-1] if _got else signal.SIGINT]).start()
