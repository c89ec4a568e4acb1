"""Rounds of the campaign of faults: writers are killed by SIGKILL at a random moment, and nothing acknowledged is gone.

A writer does the same over and over, and notes each time what it was told is kept; so every kill meets one at work.
Two others add to the same ledger meanwhile, and are killed with it.
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from benchmarks.faults_processes import Ended, code_of, kill_group, mustermap, reap, start
from benchmarks.faults_rounds import Lost
from mustermap.data.ledger import Ledger, verify
from tests.block_reader import read_page
from tests.ledger_damage import whole_ledger
from tests.ledger_samples import LATUSHKA

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from benchmarks.faults_rounds import Round

LEDGER: Final = "mustermap.gpkg"
TABLES: Final = 400
ROWS: Final = 60
_AT_ONCE: Final = 20
"""Rows that an import writes in one transaction here: less than otherwise, so that many kills meet half a file."""
_EVER: Final = 10**6
_MAP: Final = "map.html"
_TABLES: Final = "tables"
_BESIDE: Final = ("south", "east")
_NOTES: Final = {f"{name}.txt" for name in ("acknowledged", "err", *_BESIDE)} | {"asked.jsonl"}
_LATEST_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class Writer:
    """What is killed, and what has to hold then.

    Attributes
    ----------
    write : callable
        Called with the folder and a function that notes what was acknowledged; goes on until it is killed.
    check : callable
        Called with the folder and all that was noted; raises `Lost`.
    """

    write: Callable[[Path, Callable[[str], None]], None]
    check: Callable[[Path, list[str]], None]


def prepare(folder: Path) -> None:
    """Make a ledger, tables to import, and a good map."""
    whole_ledger(folder / LEDGER)
    for table in range(TABLES):
        rows = "".join(f"{name},A. Minister,{9000 + table},Minsk,BY,Table {table}\n" for name in _ids(table))
        (folder / f"t{table}.csv").write_text(f"id,claimant,figure,place,place_country,source_title\n{rows}")
    _done("map", "-o", _MAP)


def run_round(of: Round) -> None:
    """Let a writer work, kill it at a random moment, and look whether all that was acknowledged is there."""
    chance = random.Random(of.seed)  # noqa: S311 - chance that can be repeated
    name = list(WRITERS)[of.seed % len(WRITERS)]
    writer = WRITERS[name]
    for whole in (LEDGER, _MAP):
        shutil.copy(of.whole / whole, of.folder)
    (of.folder / _TABLES).symlink_to(of.whole)
    notes, err, *beside = (of.folder / f"{one}.txt" for one in ("acknowledged", "err", *_BESIDE))
    started = [_start(of, notes, err, lambda note: writer.write(of.folder, note))]
    started += [_start(of, other, err, partial(_add, of.folder, name=other.stem)) for other in beside]
    time.sleep(chance.uniform(0.0, _LATEST_S))
    for pid in started:
        kill_group(pid)
    for pid in started:
        code, memory_mb = reap(pid)
        if code != -signal.SIGKILL:
            of.judge(Ended(70, "", err.read_text(encoding="utf-8", errors="replace"), 0.0, memory_mb), name)
        of.most_mb = max(of.most_mb, memory_mb)
    noted, others = _lines(notes), [line for file in beside for line in _lines(file)]
    of.acknowledged = len(noted) + len(others)
    of.check("what is left", lambda: _check(of.folder, writer, noted, others), after=f"{name} was killed")


def _start(of: Round, notes: Path, err: Path, write: Callable[[Callable[[str], None]], None]) -> int:
    def work() -> None:
        noted = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

        def note(line: str) -> None:
            os.write(noted, f"{line}\n".encode())

        write(note)

    nothing = os.open(os.devnull, os.O_WRONLY)
    told = os.open(err, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        return start(work, of.folder, out=nothing, err=told)
    finally:
        os.close(nothing)
        os.close(told)


def _lines(notes: Path) -> list[str]:
    """Read what was noted; a line that was not written to its end counts for nothing."""
    return notes.read_text(encoding="utf-8").split("\n")[:-1] if notes.exists() else []


def _check(folder: Path, writer: Writer, noted: list[str], beside: list[str]) -> None:
    broken = verify(folder / LEDGER).broken
    _must(broken is None, f"the ledger is broken: {broken}")
    _are_there_once(folder / LEDGER, beside)
    writer.check(folder, noted)
    left = {path.name for path in folder.iterdir()} - _expected(folder)
    _must(not left, f"left behind: {', '.join(sorted(left))}")


def _expected(folder: Path) -> set[str]:
    ours = {LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm", _MAP, _TABLES} | _NOTES
    # What is half written lies in a folder of its own, which goes the next time that something is written a day later.
    return ours | {path.name for path in folder.iterdir() if path.name.startswith((".mustermap-", "backup-"))}


def _must(holds: object, otherwise: str) -> None:
    if not holds:
        raise Lost(otherwise)


def _are_there_once(path: Path, ids: Collection[str]) -> None:
    if not ids:
        return
    with Ledger.open(path) as ledger:
        there = list(ledger.reports()["id"])
        _must(not (set(ids) - set(there)), f"acknowledged and gone: {sorted(set(ids) - set(there))[:3]}")
        _must(len(set(there)) == len(there), "a report is there twice")
        _must(all(len(ledger.history(one)) == 1 for one in ids), "a report has a revision that nobody made")


def _done(*words: str) -> None:
    """Call a command that has to do its work."""
    code = code_of(lambda: mustermap(*words))
    _must(code == 0, f"{' '.join(words)}: exit code {code}")


# The writers: what they do, and what has to hold after a kill.


def _add(folder: Path, note: Callable[[str], None], name: str = "north") -> None:
    """Add reports one by one under keys."""
    with Ledger.open(folder / LEDGER, create=True) as ledger:
        for number in range(_EVER):
            note(_add_one(ledger, name, number))


def _add_by_options(folder: Path, note: Callable[[str], None]) -> None:
    """Add reports one by one by the command."""
    for number in range(_EVER):
        _add_one_by_options(number)
        note(f"report-{number}")


def _add_one_by_options(number: int) -> None:
    said = ("--claimant", "A. Minister", "--said", "2022-10-14", "--figure", str(number + 1), "--place", "Minsk")
    of = ("--id", f"report-{number}", "--source-title", "Evening News", "--key", f"key-{number}")
    _done("add", *of, *said)


def _added_by_options(folder: Path, noted: list[str]) -> None:
    """Call the last one again and the next: nothing is there twice."""
    _are_there_once(folder / LEDGER, noted)
    again = range(max(len(noted) - 1, 0), len(noted) + 1)
    for number in again:
        _add_one_by_options(number)
    _are_there_once(folder / LEDGER, [f"report-{number}" for number in again])


def _add_one(ledger: Ledger, name: str, number: int) -> str:
    identity = f"{name}-{number}"
    answer = ledger.add(
        sources=[{"id": f"source-{name}", "title": name}],
        reports=[{"id": identity, "source": f"source-{name}", "summary": "Troops. " * 20}],
        key=identity,
    )
    _must(answer.only("report").added == (identity,), f"{identity}: the answer under its key is {answer}")
    return identity


def _added(folder: Path, noted: list[str]) -> None:
    """Send the last ones again, as somebody does who got no answer: the first answer comes back, and nothing twice."""
    _are_there_once(folder / LEDGER, noted)
    with Ledger.open(folder / LEDGER, create=True) as ledger:
        again = [_add_one(ledger, "north", number) for number in range(max(len(noted) - 1, 0), len(noted) + 1)]
    _are_there_once(folder / LEDGER, again)


def _ids(table: int) -> list[str]:
    return [f"t{table}-{row}" for row in range(ROWS)]


def _import(folder: Path, note: Callable[[str], None]) -> None:
    """Import one table after another."""
    from mustermap.app.imports import batches

    batches.BATCH = _AT_ONCE  # type: ignore[misc] # see there
    for table in range(TABLES):
        _done("import", f"{_TABLES}/t{table}.csv")
        note(str(table))


def _imported(folder: Path, noted: list[str]) -> None:
    """Import the next table, which may be there in part, again: all its rows are there once."""
    _are_there_once(folder / LEDGER, [one for table in noted for one in _ids(int(table))])
    table = len(noted)
    _done("import", f"{_TABLES}/t{table}.csv")
    _are_there_once(folder / LEDGER, _ids(table))


def _edit(folder: Path, note: Callable[[str], None]) -> None:
    """Change the same report again and again."""
    for number in itertools.count(1):
        _done("edit", str(LATUSHKA["id"]), "--figure", f"up to {number}", "--as", "Alex")
        note(str(number))


def _edited(folder: Path, noted: list[str]) -> None:
    with Ledger.open(folder / LEDGER) as ledger:
        figures = [one.cells.get("figure") for one in ledger.history(str(LATUSHKA["id"]))]
        now = dict(zip(*(ledger.reports()[name] for name in ("id", "figure")), strict=True))[str(LATUSHKA["id"])]
    edits = [str(one) for one in figures if str(one).startswith("up to ")]
    _must(edits == [f"up to {number}" for number in range(1, len(edits) + 1)], f"revisions out of order: {edits}")
    _must(len(noted) <= len(edits) <= len(noted) + 1, f"{len(noted)} acknowledged, {len(edits)} there")
    _must(now == figures[-1], f"the report says {now!r}, and its last revision {figures[-1]!r}")


def _back_up(folder: Path, note: Callable[[str], None]) -> None:
    """Make one backup after another, while somebody adds."""
    for number in itertools.count(1):
        _done("backup", "-o", f"backup-{number}.gpkg")
        note(f"backup-{number}.gpkg")


def _backed_up(folder: Path, noted: list[str]) -> None:
    """Whatever has the name of a backup is one, also that of which nobody was told."""
    made = {path.name for path in folder.glob("backup-*.gpkg")}
    _must(set(noted) <= made, f"acknowledged and gone: {set(noted) - made}")
    for name in made:
        _must(verify(folder / name).broken is None, f"{name} is half a backup")
    _must(made == {path.name for path in folder.glob("backup-*")}, "something lies beside a backup")


def _map(folder: Path, note: Callable[[str], None]) -> None:
    """Draw the map over the good one, again and again."""
    for number in itertools.count(1):
        _done("map", "-o", _MAP, "--overwrite", "--title", f"Map {number}")
        note(f"Map {number}")


def _mapped(folder: Path, noted: list[str]) -> None:
    """Look whether the map is whole, and the good one, the last that was acknowledged or the next one."""
    text = (folder / _MAP).read_text(encoding="utf-8")
    _must(text.rstrip().endswith("</html>"), "half a map")
    read = read_page(text)
    _must(len(read["reports"]["id"]) >= 3, "a map without its reports")
    last = noted[-1] if noted else "Claims about troops"
    _must(read["title"] in {last, f"Map {len(noted) + 1}"}, f"the map is {read['title']!r}, after {last!r}")


WRITERS: Final = {
    "add": Writer(_add, _added),
    "add by options": Writer(_add_by_options, _added_by_options),
    "import": Writer(_import, _imported),
    "edit": Writer(_edit, _edited),
    "backup": Writer(_back_up, _backed_up),
    "map over a good map": Writer(_map, _mapped),
}
