"""The campaign of faults: kill writers, fill disks, damage what is read, and count what fails.

Lost: what was acknowledged is gone, or a file that was whole is not. Tracebacks: whatever ends something and is no
error of ours, and an exit code that is none of ours. Over 10 s, over 1 GB: what one command, or one question to Python,
takes; by the clock, less what it waited for a processor. A round is decided by its seed, so that what failed can be run
alone; but when a writer is killed depends on the machine too. Needs Linux; as root, disks are really full, else only
files are limited in size.

Run it with ``.venv/bin/python benchmarks/faults.py``; on two cores it takes about half an hour. It ends with 1 if any
count is not 0.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import contextlib
import importlib
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a process of several threads is badly forked

from benchmarks.faults_processes import Limits, import_all, run
from benchmarks.faults_rounds import Fault, Round
from mustermap.geo.gazetteer import own_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import ModuleType

KINDS: Final = {
    "kill": ("kills", 1000),
    "ledger": ("ledgers", 400),
    "input": ("inputs", 3500),
    "gazetteer": ("gazetteers", 500),
    "disk": ("disks", 300),
}
"""The option that says how many rounds, as the module is called too, and how many there are without it."""
COLUMNS: Final = ("lost", "tracebacks", "over time", "over memory")
_PREPARING: Final = Limits(seconds=300, memory_mb=4000)
_OF_THE_USER: Final = ("MUSTERMAP_LEDGER", "MUSTERMAP_USER", "MUSTERMAP_TRACEBACK")


@dataclass(slots=True)
class Tally:
    """What the rounds of one kind came to.

    Attributes
    ----------
    kind : str
        Which.
    rounds : int
        How many.
    faults : list of Fault
        What should not have been.
    acknowledged : int
        How many writes were acknowledged before a kill.
    slowest_s, most_mb : float
        The most that one command or one question took.
    seconds : float
        In all, by the clock.
    """

    kind: str
    rounds: int = 0
    faults: list[Fault] = field(default_factory=list)
    acknowledged: int = 0
    slowest_s: float = 0.0
    most_mb: float = 0.0
    seconds: float = 0.0

    def count(self, column: str) -> int:
        """Count the faults of a column."""
        return sum(fault.column == column for fault in self.faults)

    def add(self, done: Round) -> None:
        """Take in a round."""
        self.rounds += 1
        self.faults += done.faults
        self.acknowledged += done.acknowledged
        self.slowest_s = max(self.slowest_s, done.slowest_s)
        self.most_mb = max(self.most_mb, done.most_mb)


def run_kind(kind: str, seeds: Iterable[int], *, limits: Limits, jobs: int = 1) -> Tally:
    """Run rounds of one kind.

    Parameters
    ----------
    kind
        One of `KINDS`.
    seeds
        One for each round.
    limits
        For each command and each question.
    jobs
        How many rounds at a time.
    """
    tally, begun = Tally(kind), time.perf_counter()
    with prepared(kind) as folder:
        one = partial(run_one, kind, folder, limits)
        for done in map(one, seeds) if jobs == 1 else _at_once(one, seeds, jobs):
            tally.add(done)
    tally.seconds = time.perf_counter() - begun
    return tally


@contextlib.contextmanager
def prepared(kind: str) -> Iterator[Path]:
    """Make what the rounds of a kind begin with, in a folder in which all stays that they leave; then it goes."""
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        folder = Path(name)
        whole, scratch = folder / "whole", folder / "scratch"
        whole.mkdir()
        scratch.mkdir()
        # For the processes that are forked: nothing of the user's own takes part.
        os.environ |= {
            "TMPDIR": str(scratch), "MUSTERMAP_UNFINISHED": str(whole / "drafts"),
            own_places.VARIABLE: str(folder / "none.sqlite"),
        }  # fmt: skip
        for variable in _OF_THE_USER:
            os.environ.pop(variable, None)
        made = run(lambda: _module(kind).prepare(whole), whole, limits=_PREPARING)
        if made.code:
            raise SystemExit(f"what the rounds of {kind} begin with could not be made:\n{made.err}")
        yield folder


def run_one(kind: str, folder: Path, limits: Limits, seed: int) -> Round:
    """Run one round in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix=f"{kind}-{seed}-", dir=folder) as name:
        done = Round(kind, seed, Path(name), folder / "whole", limits)
        _module(kind).run_round(done)
    return done


def _module(kind: str) -> ModuleType:
    return importlib.import_module(f"benchmarks.faults_{KINDS[kind][0]}")


def _at_once(one: partial[Round], seeds: Iterable[int], jobs: int) -> Iterator[Round]:
    """Run several rounds at a time, each in one of a few processes that fork its own."""
    forking = multiprocessing.get_context("fork")
    with concurrent.futures.ProcessPoolExecutor(jobs, mp_context=forking) as pool:
        yield from pool.map(one, seeds, chunksize=1)


def print_head(limits: Limits) -> None:
    """Print what the columns of the table are called."""
    limited = f"over {limits.seconds:g} s", f"over {limits.memory_mb / 1000:g} GB"
    names = (*COLUMNS[:2], *limited, "slowest s", "most MB", "seconds")
    print(f"{'kind':10} {'rounds':>7} " + " ".join(f"{name:>10}" for name in names), flush=True)


def print_row(tally: Tally) -> None:
    """Print the counts of a kind, and of each fault how it is run alone."""
    counts = " ".join(f"{tally.count(column):10}" for column in COLUMNS)
    took = f"{tally.slowest_s:10.1f} {tally.most_mb:10.0f} {tally.seconds:10.0f}"
    print(f"{tally.kind:10} {tally.rounds:7,} {counts} {took}")
    for fault in tally.faults:
        alone = f"benchmarks/faults.py --only {fault.kind} --seed {fault.seed}"
        print(f"\n{fault.column}: {alone}: {fault.words.strip()}\n")
    if tally.acknowledged:
        print(f"{'':10} {tally.acknowledged:7,} writes were acknowledged before the kills")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign, or a part of it, and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for kind, (option, rounds) in KINDS.items():
        asked.add_argument(f"--{option}", type=int, help=f"rounds of the kind {kind} (else {rounds:,})", dest=kind)
    asked.add_argument("--seed", type=int, help="the first seed (else 0)")
    asked.add_argument("--only", choices=KINDS, help="only this kind; with --seed alone, only this round")
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="rounds at a time")
    asked.add_argument("--seconds", type=float, default=10, help="what a command may take (else 10)")
    asked.add_argument("--memory-mb", type=float, default=1000, help="the same of memory (else 1000)")
    options = asked.parse_args(arguments)
    for number in (signal.SIGHUP, signal.SIGTERM):  # as Ctrl-C, so that the folders go
        signal.signal(number, signal.default_int_handler)
    limits = Limits(options.seconds, options.memory_mb)
    import_all()
    print_head(limits)
    faults = 0
    for kind, (_, usual) in KINDS.items():
        if options.only not in (None, kind):
            continue
        is_one = options.only and options.seed is not None
        rounds = next(one for one in (getattr(options, kind), 1 if is_one else None, usual) if one is not None)
        first = options.seed or 0
        seeds = range(first, first + rounds)
        tally = run_kind(kind, seeds, limits=limits, jobs=max(1, min(options.jobs, rounds)))
        print_row(tally)
        faults += len(tally.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
