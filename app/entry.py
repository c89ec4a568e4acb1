"""The way into the command line: the one place that catches what ends a command, and says it in one sentence.

Nothing is imported here that takes time, so that Ctrl-C is caught from the first moment on.
"""

from __future__ import annotations

import os
import sys
from typing import Final

from mustermap.app import signals, streams

_WRONG: Final = 2


def main() -> None:
    """Run the command line, and exit.

    The code is 0 if all was done, 1 if some data was rejected, 2 if it could not be done, and 128 and the signal's
    number if a signal ended it.
    """
    try:
        code = _run()
    except KeyboardInterrupt:  # another one, while the first was answered
        code = signals.code()
    signals.ignore()
    sys.exit(code)


def _run() -> int:
    streams.prepare()
    signals.heed()
    try:
        code = _command()
    except BaseException as error:  # noqa: BLE001 - there is nobody above who could say it
        code = _end(error)
    return _lost(signals.code() if signals.has_ended() else code)


def _command() -> int:
    """Call the command that the arguments name."""
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
    """Say what ended the command; return the exit code."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else int(error.code is not None)
    from mustermap.app.failures import sentence_of

    try:
        said, code = sentence_of(error)
    except Exception:  # noqa: BLE001 - as where no memory is left to say it
        said, code = [f"mustermap: {type(error).__name__}"], _WRONG
    if isinstance(error, KeyboardInterrupt):
        code = signals.code()
    elif os.environ.get(signals.TRACEBACK):
        _show(error)
    for line in said:
        _tell(line)
    return code


def _lost(code: int) -> int:
    """Say that what was meant for standard output did not all get there, unless its reader had enough."""
    reason = streams.lost()
    if not reason:
        return code
    from mustermap.app.failures import what_was_kept

    _tell(f"mustermap: standard output cannot be written to ({reason}), so not all was said; {what_was_kept()}")
    return _WRONG


def _show(error: BaseException) -> None:
    import traceback

    for part in traceback.format_exception(error):
        for line in part.splitlines():
            _tell(line)


def _tell(line: str) -> None:
    from mustermap.app.terminal.terminal_output import tell

    tell(line)
