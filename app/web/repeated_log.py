"""The log of repeated messages: each is written once a minute."""

from __future__ import annotations

import errno
import logging
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_EVERY_S: Final = 60.0
_MOST: Final = 1000
_LOGGERS: Final = ("asyncio", "uvicorn", "uvicorn.error")
_EXHAUSTED: Final = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}


class OncePerMinute(logging.Filter):
    """Passes a message once a minute, with the number of those that were left out.

    Parameters
    ----------
    clock : callable
        Returns seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._said: dict[tuple[str, ...], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Decide whether a message is written."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, OSError) and error.errno in _EXHAUSTED:
            # No fault of the code: one line is enough, without the traceback.
            record.msg, record.args = f"new connections wait: {error.strerror}", ()
            record.exc_info = record.exc_text = None
        key = (record.name, str(record.msg).partition("\n")[0], repr(error)[:200])
        now = self._clock()
        since, left_out = self._said.get(key, (-_EVERY_S, 0))
        if now - since < _EVERY_S:
            self._said[key] = (since, left_out + 1)
            return False
        if len(self._said) >= _MOST:
            self._said.clear()
        self._said[key] = (now, 0)
        if left_out:
            record.msg = f"{record.getMessage()} (and {left_out} more times since it was last said)"
            record.args = ()
        return True


def say_once_per_minute() -> None:
    """Limit repeated messages of the server's log to one a minute."""
    once = OncePerMinute()
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(once)
