"""A real terminal for the tests: a process behind a pseudo-terminal, typed to as a person types."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
from pathlib import Path
from typing import TYPE_CHECKING

from tests.child_signals import heed_signals
from tests.warm_process import WarmProcess

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

ROOT = Path(__file__).parents[1]
RUN = "import sys; from mustermap.app.entry import main; sys.argv[0] = 'mustermap'; main()"


def _take_terminal() -> None:
    """Make the terminal one's own, so that Ctrl-C gets there."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    heed_signals()


class Terminal:
    """Runs ``mustermap``, warm, or a program, in a terminal that only prints, so that what it prints can be read."""

    def __init__(self, *words: str, folder: Path, program: tuple[str, ...] = (), **environment: str) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 160, 0, 0))
        modes = termios.tcgetattr(theirs)
        modes[3] &= ~termios.ECHO  # the program echoes what is typed
        termios.tcsetattr(theirs, termios.TCSANOW, modes)
        # Without the gazetteer that the tests are kept to, it would be the developer's.
        kept = {name for name in os.environ if not name.startswith("MUSTERMAP_")} | {"MUSTERMAP_GAZETTEER"}
        clean = {name: text for name, text in os.environ.items() if name in kept}
        environment = {
            **clean,
            "TERM": "dumb",
            "PYTHONPATH": str(ROOT),
            "MUSTERMAP_UNFINISHED": str(folder / "unfinished"),
            **environment,
        }
        self.process: subprocess.Popen[bytes] | WarmProcess
        if program:
            self.process = subprocess.Popen(
                [*program, *words], cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs,
                start_new_session=True, preexec_fn=_take_terminal,
            )  # fmt: skip
        else:
            streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
            self.process = WarmProcess(("-c", RUN, *words), cwd=folder, env=environment, is_in_terminal=True, **streams)
        os.close(theirs)
        self.printed = ""
        self._read_to = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")()  # what is read may end within a character

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)

    def wait_for(self, text: str) -> None:
        """Wait until the program has printed a text after what was waited for before."""
        while (at := self.printed.find(text, self._read_to)) < 0:
            assert self._read(), f"{text!r} was not printed:\n{self.printed}"
        self._read_to = at + len(text)

    def wait_until(self, holds: Callable[[str], bool]) -> None:
        """Wait until something holds of all that the program has printed."""
        while not holds(self.printed):
            assert self._read(), f"the program ended:\n{self.printed}"

    def answer(self, prompt: str, text: str) -> None:
        """Wait for a prompt, and type an answer and Enter."""
        self.wait_for(prompt)
        self.wait_for(": ")
        self.type(text + "\r")

    def complete(self, prompt: str, text: str) -> None:
        """Wait for a prompt, type a beginning, and let Tab complete it."""
        self.wait_for(prompt)
        self.wait_for(": ")
        self.type(text)
        self.wait_for(text)
        self.type("\t")
        self.wait_for("a")  # of what was put in, a terminal that only prints gets the last letter
        self.type("\r")

    def type(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self) -> int:
        """Read what is left, and give the exit code."""
        while self._read():
            pass
        return self.process.wait()

    def _read(self) -> bool:
        select.select([self._ours], [], [])
        try:
            some = os.read(self._ours, 65536)
        except OSError:  # the other end is closed
            return False
        self.printed += self._decoder.decode(some).replace("\r\n", "\n")
        return bool(some)
