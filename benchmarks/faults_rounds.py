"""Rounds of the campaign of faults: what is asked in each, and how a failure is reported."""

from __future__ import annotations

import json
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from benchmarks.faults_processes import Ended, Limits, mustermap, run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

EXIT_CODES: Final = (0, 1, 2)
"""Those that a command of ours may end with; here none of them gets a signal that it can answer."""

_OF_A_FAULT: Final = ("Traceback (most recent call last)", "Exception ignored", "a fault of Mustermap", "Fatal Python")
_LONGEST: Final = 2000


class Lost(AssertionError):
    """What was acknowledged is gone, or a file that was whole no longer is."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that should not have been.

    Attributes
    ----------
    column : {'lost', 'tracebacks', 'over time', 'over memory'}
        What it counts as.
    kind, seed
        The round in which it came up.
    words : str
        What was asked, and what came of it.
    """

    column: str
    kind: str
    seed: int
    words: str


@dataclass(slots=True)
class Round:
    """One round of the campaign: a seed, a folder of its own, and what was noticed.

    Attributes
    ----------
    kind, seed
        Which round it is.
    folder : Path
        Where it works.
    whole : Path
        Folder of the whole files that the rounds of this kind begin with.
    limits : Limits
        For each command and each thing that is asked.
    faults : list of Fault
        What should not have been.
    acknowledged : int
        How many writes the killed writers had been told are kept.
    slowest_s, most_mb : float
        The most that anything took.
    """

    kind: str
    seed: int
    folder: Path
    whole: Path
    limits: Limits
    faults: list[Fault] = field(default_factory=list)
    acknowledged: int = 0
    slowest_s: float = 0.0
    most_mb: float = 0.0

    def note(self, column: str, words: str) -> None:
        """Note what should not have been."""
        self.faults.append(Fault(column, self.kind, self.seed, words[-_LONGEST:]))

    def lost(self, words: str) -> None:
        """Note that something acknowledged, or a whole file, is gone."""
        self.note("lost", words)

    def command(
        self,
        *words: str,
        after: str = "",
        folder: Path | None = None,
        environment: Mapping[str, str] | None = None,
        file_bytes: int | None = None,
    ) -> Ended:
        """Run a command, and note what is wrong with how it ends.

        Parameters
        ----------
        *words
            Its arguments.
        after
            What was done before, for the note.
        folder
            Where it works; None: in the folder of the round.
        environment
            Variables beside those of this process.
        file_bytes
            No file may grow longer; None: no limit.
        """
        ended = run(
            lambda: mustermap(*words),
            folder or self.folder,
            limits=self.limits,
            environment=environment,
            file_bytes=file_bytes,
        )
        self.judge(ended, f"mustermap {' '.join(words)}", after)
        return ended

    def judge(self, ended: Ended, asked: str, after: str = "") -> None:
        """Note what is wrong with how a command ended."""
        asked = f"{asked} (after {after})" if after else asked
        self.slowest_s = max(self.slowest_s, ended.seconds)
        self.most_mb = max(self.most_mb, ended.memory_mb)
        if ended.is_late:
            self.note("over time", f"{asked}: still at work after {self.limits.seconds:g} s")
        elif ended.code not in EXIT_CODES or any(words in ended.err for words in _OF_A_FAULT):
            self.note("tracebacks", f"{asked}: exit code {ended.code}\n{ended.err}")
        if ended.memory_mb > self.limits.memory_mb:
            self.note("over memory", f"{asked}: {ended.memory_mb:,.0f} MB")

    def check(self, name: str, call: Callable[[], object], *, after: str = "") -> None:
        """Look in a process of its own whether all holds; here an error of ours too means that something is lost."""
        self.ask({name: lambda: _hold(call)}, after=after)

    def ask(self, asked: Mapping[str, Callable[[], object]], *, after: str = "", **environment: str) -> None:
        """Call functions one after another in one process of their own, and note what should not have come of it.

        An error of ours is an answer; `Lost` is what it says; any other error counts as a traceback.
        """
        report = self.folder / "asked.jsonl"
        report.write_bytes(b"")
        ended = run(
            lambda: _ask(asked, report), self.folder, limits=self.limits, environment=environment, report=report
        )
        answers = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
        report.unlink()
        for name, column, words in answers:
            if column:
                self.note(column, f"{name} (after {after}): {words}" if after else f"{name}: {words}")
        self.judge(ended, "all" if len(answers) == len(asked) else list(asked)[len(answers)], after)


def _hold(call: Callable[[], object]) -> None:
    from mustermap.errors import MustermapError

    try:
        call()
    except MustermapError as error:
        raise Lost(f"cannot be read: {error}") from error


def _ask(asked: Mapping[str, Callable[[], object]], report: Path) -> None:
    """Call functions one after another, and write down what came of each; see `Round.ask`."""
    from mustermap.errors import MustermapError

    with report.open("w", encoding="utf-8") as lines:
        for name, call in asked.items():
            column, words = "", ""
            try:
                call()
            except MustermapError:
                pass
            except Lost as error:
                column, words = "lost", str(error)
            except Exception:  # noqa: BLE001 - whatever it is, it is counted
                column, words = "tracebacks", traceback.format_exc()
            lines.write(json.dumps([name, column, words]) + "\n")
            lines.flush()
