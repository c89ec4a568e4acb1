"""Faults that are planted, one for each column of each kind of the campaign: run as a process of its own.

Prints as JSON how many faults of its column each of them was counted as, beside what a few rounds without any came to.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from benchmarks import faults, faults_gazetteers, faults_kills
from benchmarks.faults_processes import Limits, import_all, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GENEROUS: Final = Limits(seconds=200, memory_mb=10_000)
SHORT: Final = Limits(seconds=0.5, memory_mb=10_000)
LITTLE_MB: Final = 40
SEEDS: Final = range(12)
"""Tried one after another until the fault comes up: not every round calls a command that could lose something."""
LOSES: Final = {"gazetteer": [seed for seed in SEEDS if faults_gazetteers.command_of(seed).startswith("add ")]}
"""Of a kind whose commands mostly lose nothing: the rounds whose command can."""


def sleeps() -> int:
    time.sleep(100)
    return 0


def takes_memory() -> int:
    return len(bytearray(b"1") * (3 * LITTLE_MB * 10**6)) % 2


def raises() -> int:
    raise KeyError("planted")


def says_done() -> int:
    """Do nothing, and say that it is done."""
    return 0


def cuts() -> int:
    """Cut off every file that is there, and say that nothing could be done."""
    for path in Path.cwd().iterdir():
        if path.is_file():
            path.write_bytes(b"")
    return 2


def acknowledges_first(folder: Path, note: Callable[[str], None]) -> None:
    """Say that a report is kept before it is."""
    note("north-0")
    time.sleep(100)


def ends_by_itself(folder: Path, note: Callable[[str], None]) -> None:
    raise KeyError("planted")


@contextlib.contextmanager
def command(does: Callable[[], int]) -> Iterator[None]:
    """Let every command do something else."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("mustermap.app.entry._command", does)
        yield


@contextlib.contextmanager
def writer(write: Callable[[Path, Callable[[str], None]], None]) -> Iterator[None]:
    """Let the writer that is killed do something else."""
    with pytest.MonkeyPatch.context() as patched:
        for name, one in faults_kills.WRITERS.items():
            patched.setitem(faults_kills.WRITERS, name, faults_kills.Writer(write, one.check))
        yield


@contextlib.contextmanager
def looking(does: Callable[[], object]) -> Iterator[None]:
    """Let the look at what is left after a kill do something else."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(faults_kills, "_check", lambda *_: does())
        yield


def plants(little: Limits) -> dict[tuple[str, str], tuple[Any, Limits]]:
    """Name what is planted for each column of each kind, and the limits under which it comes up."""
    planted: dict[tuple[str, str], tuple[Any, Limits]] = {
        ("kill", "lost"): (partial(writer, acknowledges_first), GENEROUS),
        ("kill", "tracebacks"): (partial(writer, ends_by_itself), GENEROUS),
        ("kill", "over time"): (partial(looking, sleeps), SHORT),
        ("kill", "over memory"): (partial(looking, takes_memory), little),
    }
    for kind, loses in (("ledger", cuts), ("input", cuts), ("gazetteer", says_done), ("disk", cuts)):
        planted |= {
            (kind, "lost"): (partial(command, loses), GENEROUS),
            (kind, "tracebacks"): (partial(command, raises), GENEROUS),
            (kind, "over time"): (partial(command, sleeps), SHORT),
            (kind, "over memory"): (partial(command, takes_memory), little),
        }
    return planted


def counted(folder: Path, kind: str, column: str, plant: Any, limits: Limits) -> int:
    """Run rounds with a planted fault until it is counted in its column; say how often it was."""
    with plant():
        for seed in LOSES.get(kind, SEEDS) if column == "lost" else SEEDS:
            tally = faults.Tally(kind)
            tally.add(faults.run_one(kind, folder, limits, seed))
            if number := tally.count(column):
                return number
    return 0


def printed(*words: str) -> tuple[int, str]:
    """Run the campaign as its command does; give its exit code and what it printed."""
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        code = faults.main(words)
    return code, shown.getvalue()


def main() -> None:
    import_all()
    generous = ("--seconds", f"{GENEROUS.seconds}", "--memory-mb", f"{GENEROUS.memory_mb}")
    rounds = {"kills": 3, "ledgers": 2, "inputs": 3, "gazetteers": 2, "disks": 2}
    whole = printed(*generous, *(word for name, number in rounds.items() for word in (f"--{name}", str(number))))
    with command(raises):
        alone = printed(*generous, "--only", "gazetteer", "--seed", "3")
    # A process that is forked begins with the memory of this one.
    begun = run(lambda: None, Path.cwd(), limits=GENEROUS).memory_mb
    found = {}
    planted = plants(Limits(seconds=GENEROUS.seconds, memory_mb=begun + LITTLE_MB))
    for kind in faults.KINDS:
        with faults.prepared(kind) as folder:
            for (of, column), (plant, limits) in planted.items():
                if of == kind:
                    found[f"{kind}: {column}"] = counted(folder, kind, column, plant, limits)
    json.dump({"whole": whole, "alone": alone, "found": found}, sys.stdout)


if __name__ == "__main__":
    main()
