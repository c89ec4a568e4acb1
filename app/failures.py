"""The sentence about what ended a command: what the user can mend, or a fault of Mustermap."""

from __future__ import annotations

import io
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mustermap.errors import MustermapError

if TYPE_CHECKING:
    from collections.abc import Callable

_WRONG: Final = 2
_LONGEST: Final = 300
_HOUSE: Final = Path(__file__).parents[1]
_OURS: Final = ("app", "data", "geo", "layers", "maps", "seeds")


def sentence_of(error: BaseException) -> tuple[list[str], int]:
    """Describe what ended a command.

    Parameters
    ----------
    error
        What was raised.

    Returns
    -------
    list of str
        Lines for standard error; several only for wrong options.
    int
        The exit code.
    """
    if isinstance(error, MustermapError):
        return [_joined(f"mustermap: {error}")], _WRONG
    if isinstance(error, KeyboardInterrupt):
        return [f"mustermap: stopped; {what_was_kept()}"], _WRONG
    if hasattr(error, "format_message"):  # wrong options, as typer words them
        shown = io.StringIO()
        error.show(file=shown)  # type: ignore[attr-defined] # it is typer's
        return shown.getvalue().splitlines(), _WRONG
    return [f"mustermap: {_said(error)[:_LONGEST]}; {what_was_kept()}{_remedy(error)}"], _WRONG


def tell_of_threads() -> None:
    """Report what ends a thread in one sentence too."""
    import threading

    from mustermap.app.terminal.terminal_output import log

    def say(ended: threading.ExceptHookArgs) -> None:
        if ended.exc_value is not None and not isinstance(ended.exc_value, SystemExit | KeyboardInterrupt):
            log(f"mustermap: {_said(ended.exc_value)[:_LONGEST]}")

    threading.excepthook = say


def what_was_kept() -> str:
    """Return a sentence on whether this process has written anything, and where."""
    from mustermap.data.kept_work import kept, sentence

    return sentence(kept())


def _joined(said: str) -> str:
    """Add what was written before an error of ours, which names only itself."""
    from mustermap.data.kept_work import kept

    return f"{said}; {what_was_kept()}" if kept() else said


def _said(error: BaseException) -> str:
    """Describe what is wrong, and with what."""
    if isinstance(error, OSError):
        named = f"{_cut(str(error.filename))}: " if error.filename is not None else ""
        return f"{named}{error.strerror or error}"
    for is_it, words, _ in _KNOWN:
        if is_it(error):
            return words.format(_short(error))
    return f"a fault of Mustermap, not of yours: {type(error).__name__}: {_short(error)}{_where(error)}"


def _remedy(error: BaseException) -> str:
    if isinstance(error, OSError):
        return ": check the path, its permissions and the free space"
    for is_it, _, remedy in _KNOWN:
        if is_it(error):
            return remedy
    return ". Please report this line and the command; MUSTERMAP_TRACEBACK=1 shows more"


def _of(module: str, name: str) -> Callable[[BaseException], bool]:
    """Return a check of an error's class that does not import the library of that class."""
    return lambda error: module in sys.modules and isinstance(error, getattr(sys.modules[module], name))


_KNOWN: Final[tuple[tuple[Callable[[BaseException], bool], str, str], ...]] = (
    (_of("builtins", "MemoryError"), "there is too little memory for this", ": take less at once, such as a part"),
    (_of("builtins", "RecursionError"), "something is nested too deeply to be read", ": check what is read"),
    (_of("builtins", "UnicodeError"), "a text, or the name of a file, is not UTF-8 ({})", ": write it in UTF-8"),
    (_of("builtins", "EOFError"), "standard input ended before all was answered", ""),
    (_of("sqlite3", "Error"), "a database cannot be read or written ({})", ": check it with mustermap verify"),
    (_of("pyarrow", "ArrowException"), "a table cannot be read or written ({})", ": check what is read"),
    (_of("shapely.errors", "ShapelyError"), "a shape cannot be read ({})", ": check the ledger with mustermap verify"),
)
"""Errors of libraries that are no fault of Mustermap: how to recognise them, what they mean, and what to do."""


def _cut(name: str) -> str:
    """Leave out the middle of a long name."""
    return name if len(name) <= _LONGEST // 2 else f"{name[: _LONGEST // 4]}…{name[-_LONGEST // 8 :]}"


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[: _LONGEST // 2]


def _where(error: BaseException) -> str:
    """Return the file and line of ours that raised the error."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.is_relative_to(_HOUSE) and file.relative_to(_HOUSE).parts[0] in _OURS:
            return f" ({file.relative_to(_HOUSE)}, line {frame.lineno})"
    return ""
