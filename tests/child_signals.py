"""Signals as a terminal has them, for the processes that tests start and send signals to.

Where the tests run in the background, as on a build machine, SIGINT is ignored, and often SIGTERM and SIGHUP are; what
the tests start would ignore them too.
"""

from __future__ import annotations

import signal

SENT = ("SIGINT", "SIGTERM", "SIGHUP")


def heed_signals() -> None:
    """Take the system's own answer to each signal; called in the child, before its program starts."""
    for name in SENT:
        if (number := getattr(signal, name, None)) is not None:
            signal.signal(number, signal.SIG_DFL)
