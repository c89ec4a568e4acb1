"""The entry point of the command line: the one place that catches what ends a command, and says it in one sentence.

Nothing slow is imported here, so that Ctrl-C is caught from the start.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Final

from mustermap.app import signals, streams

_WRONG: Final = 2
#: How many new objects the search for dead cycles waits for: by default 700, and a map is built a tenth slower so.
_NEW_OBJECTS: Final = 50_000


def main() -> None:
    """Run the command line, and exit.

    The exit code is 0 if all was done, 1 if some data was rejected, 2 if it could not be done, and 128 plus the
    number of the signal if a signal ended it.
    """
    try:
        code = _run()
    except KeyboardInterrupt:  # a second one, while the first was handled
        code = signals.code()
    signals.ignore()
    sys.exit(code)


def _run() -> int:
    streams.prepare()
    signals.heed()
    gc.set_threshold(_NEW_OBJECTS)
    try:
        code = _command()
    except BaseException as error:  # noqa: BLE001 - nothing above could report it
        code = _end(error)
    return _lost(signals.code() if signals.has_ended() else code)


def _command() -> int:
    """Run the command that the arguments name, and return its exit code."""
    from typer import Exit
    from typer.main import get_command

    from mustermap.app.cli import app
    from mustermap.app.failures import tell_of_threads

    tell_of_threads()
    if any(name.startswith("_") and name.endswith("_COMPLETE") for name in os.environ):
        app()  # a shell asks for completions, in typer's own way
    try:
        command = get_command(app)
        with command.make_context("mustermap", sys.argv[1:]) as context:
            command.invoke(context)
    except Exit as ended:
        return ended.exit_code
    return 0


def _end(error: BaseException) -> int:
    """Write what ended the command to standard error; return the exit code."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else int(error.code is not None)
    from mustermap.app.failures import sentence_of

    try:
        said, code = sentence_of(error)
    except Exception:  # noqa: BLE001 - as when no memory is left for more
        said, code = [f"mustermap: {type(error).__name__}"], _WRONG
    if isinstance(error, KeyboardInterrupt):
        code = signals.code()
    elif os.environ.get(signals.TRACEBACK):
        _show(error)
    for line in said:
        _tell(line)
    return code


def _lost(code: int) -> int:
    """Report that standard output is not complete, unless its reader closed it; return the exit code."""
    reason = streams.lost()
    if not reason:
        return code
    from mustermap.app.failures import what_was_kept

    _tell(
        f"mustermap: standard output cannot be written to ({reason}), so the output is not complete; {what_was_kept()}"
    )
    return _WRONG


def _show(error: BaseException) -> None:
    import traceback

    for part in traceback.format_exception(error):
        for line in part.splitlines():
            _tell(line)


def _tell(line: str) -> None:
    from mustermap.app.terminal.terminal_output import log

    log(line)
