"""Standard input, output and error that do not end the work when they are full, closed, or without a reader."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

_CLOSED: Final = OSError(errno.EBADF, "it is closed")


class Sturdy:
    """A stream whose failure ends nothing: what cannot be written is dropped, and the reason is kept.

    Parameters
    ----------
    stream
        The stream to write to.
    error
        Why nothing can be written to it, known from the start; None if it can.
    """

    def __init__(self, stream: TextIO, error: OSError | None = None) -> None:
        self._stream = stream
        self._error = error
        self.lost: OSError | None = None

    def write(self, text: str) -> int:
        """Write a text, or drop it."""
        if self._error is None:
            try:
                return self._stream.write(text)
            except OSError as error:
                self._give_up(error)
        elif text:
            self.lost = self._error
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write several texts, or drop them."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Flush what was written, or drop it."""
        if self._error is None:
            try:
                self._stream.flush()
            except OSError as error:
                self._give_up(error)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def _give_up(self, error: OSError) -> None:
        self._error = self.lost = error
        # What is left in the stream's buffer would fail again when the process ends.
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


def prepare() -> None:
    """Make the standard streams sturdy; characters that one of them cannot encode are written as escapes."""
    _occupy()
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - as long as the process lives
    elif isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    sys.stdout, sys.stderr = _sturdy(sys.stdout), _sturdy(sys.stderr)


def lost() -> str:
    """Return why something did not reach standard output; blank if all did, or if its reader has closed it."""
    sys.stdout.flush()
    sys.stderr.flush()
    error = getattr(sys.stdout, "lost", None)
    if error is None or error.errno == errno.EPIPE:
        return ""
    return str(error.strerror)


def _occupy() -> None:
    """Open the null device in place of a closed standard stream, so that no later file gets its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with contextlib.suppress(OSError):
                os.open(os.devnull, os.O_RDWR)


def _sturdy(stream: TextIO | None) -> TextIO:
    if stream is None:
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - as long as the process lives
        return cast("TextIO", Sturdy(nowhere, _CLOSED))
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")  # a name in a script that the terminal cannot show
    return cast("TextIO", Sturdy(stream))
