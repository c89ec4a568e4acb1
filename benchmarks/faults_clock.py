"""The clock of the campaign of faults: what a process takes, also where others use the machine.

It is the time by the clock, less that in which the process, or one that it has started, was ready and got no processor.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass, field
from pathlib import Path

_PROC = Path("/proc")
_NS = 1e9


@dataclass(slots=True)
class Clock:
    """How long a group of processes has been at work; to be looked at again and again, since ended ones are not seen.

    Attributes
    ----------
    group : int
        Its id, which is that of the process that leads it.
    """

    group: int
    _begun: float = field(default_factory=time.perf_counter)
    _waited: dict[str, float] = field(default_factory=dict)
    _before: float = 0.0

    def look(self) -> float:
        """Return the seconds since the beginning, or since it was set back."""
        for folder in _members(self.group):
            with contextlib.suppress(OSError, ValueError, IndexError):  # it has ended meanwhile
                threads = (int(one.read_text("ascii").split()[1]) for one in folder.glob("task/*/schedstat"))
                # Of several threads the others wait for the one that waits longest; it may have ended since.
                self._waited[folder.name] = max(self._waited.get(folder.name, 0.0), max(threads) / _NS)
        return time.perf_counter() - self._begun - (sum(self._waited.values()) - self._before)

    def set_back(self) -> None:
        """Begin from 0."""
        self._begun, self._before = time.perf_counter(), sum(self._waited.values())


def _members(group: int) -> list[Path]:
    found = []
    for folder in _PROC.iterdir():
        if folder.name.isdecimal():
            with contextlib.suppress(OSError, ValueError, IndexError):
                # After the name, which may hold anything: state, parent, group.
                if int((folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[2]) == group:
                    found.append(folder)
    return found
