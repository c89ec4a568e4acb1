"""Rounds of the campaign of faults: a damaged ledger is asked everything, by Python and by a command."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
from typing import TYPE_CHECKING, Final

from benchmarks.faults_rounds import EXIT_CODES, Lost
from mustermap.data.ledger import verify
from tests.ledger_damage import damage, operations, whole_ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.faults_rounds import Round

COMMANDS: Final = {
    "verify": "", "list": "", "compare": "", "review": "", "check new.csv": "", "history latushka-120000": "",
    "export -o good.gpkg --overwrite": "", "export -o good.csv --overwrite": "", "map -o good.html --overwrite": "",
    "picture --on 2022-12-01 -o good.png --overwrite": "", "backup -o copy.gpkg": "",
    "restore mustermap.gpkg -o copy.gpkg": "", "add new.csv": "new", "import other.csv": "other",
    "edit latushka-120000 --figure 90,000": "latushka-120000",
    "retract latushka-120000 --reason why": "latushka-120000",
}  # fmt: skip
"""One of these is called in each round, beside what Python asks; and what has a revision if it was done."""

_GOOD: Final = b"a good file of an earlier day"
_LEDGER: Final = "mustermap.gpkg"
_Revisions = set[tuple[str, str]]


def prepare(folder: Path) -> None:
    """Make the ledger that each round damages."""
    whole_ledger(folder / "whole.gpkg")


def run_round(of: Round) -> None:
    """Damage a ledger; call one command on it, and ask it everything as it was damaged first."""
    damaged, by_command, by_python = (of.folder / name for name in ("damaged", "command", "python"))
    damaged.mkdir()
    shutil.copy(of.whole / "whole.gpkg", damaged / _LEDGER)
    what = damage(damaged / _LEDGER, of.seed)
    shutil.copytree(damaged, by_command)
    shutil.copytree(damaged, by_python)
    _command(of, by_command, damaged, what)
    asked = operations(by_python / _LEDGER, by_python)
    of.ask({name: _checked(ask, by_python) for name, ask in asked.items()}, after=what)
    of.check("what was there", lambda: _hold(damaged, by_python), after=what)


def _command(of: Round, folder: Path, damaged: Path, what: str) -> None:
    command = random.Random(f"command {of.seed}").choice(list(COMMANDS))  # noqa: S311 - chance that can be repeated
    words = command.split()
    for name in ("new", "other"):
        row = f"{name},A. Minister,9000,Minsk,News\n"
        (folder / f"{name}.csv").write_text(f"id,claimant,figure,place,source_title\n{row}", encoding="utf-8")
    outputs = [folder / name for name in words if name.startswith("good.")]
    for path in outputs:
        path.write_bytes(_GOOD)
    ended = of.command(*words, after=what, folder=folder)
    for path in outputs:
        is_kept = path.exists() and path.read_bytes() == _GOOD
        if not path.exists() or (ended.code in EXIT_CODES and is_kept != (ended.code == 2)):
            of.lost(f"{command} (after {what}): exit code {ended.code}, and {path.name} is not as that says")
    revised = COMMANDS[command] if ended.code == 0 else ""
    copied = "copy.gpkg" if ended.code == 0 else ""

    def look() -> None:
        _hold(damaged, folder, revised=revised)
        _copy_holds(folder / copied)

    of.check(f"what {command} left", look, after=what)


def _checked(ask: Callable[[], object], folder: Path) -> Callable[[], object]:
    """Ask something, and say of a copy that it does not hold although nobody said so."""

    def asked() -> None:
        try:
            answer = ask()
        except AssertionError as error:  # of the question itself
            raise Lost(str(error)) from error
        if getattr(answer, "broken", 1) is None:
            _copy_holds(folder / "backup.gpkg")

    return asked


def _copy_holds(copy: Path) -> None:
    if copy.is_file() and (broken := verify(copy).broken):
        raise Lost(f"{copy.name} was called whole, and is broken: {broken}")


def _hold(damaged: Path, after: Path, *, revised: str = "") -> None:
    """Look whether the revisions that could be read before are there, and one that was acknowledged."""
    before, now = _revisions(damaged), _revisions(after)
    if missing := before - now:
        raise Lost(f"{len(missing)} revisions are gone, such as {min(missing)}")
    if revised and revised not in {identity for identity, _ in now - before}:
        raise Lost(f"{revised} was acknowledged, and is not there")


def _revisions(folder: Path) -> _Revisions:
    """Read ids and hashes of a ledger's revisions, as far as they can be read; from a copy, so that nothing changes."""
    copy = folder.with_name(f"{folder.name}-copy")
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for path in folder.glob(f"{_LEDGER}*"):
        shutil.copy(path, copy)
    found: _Revisions = set()
    # A message of SQLite's that names what is no UTF-8 is a UnicodeDecodeError.
    unreadable = contextlib.suppress(sqlite3.Error, UnicodeDecodeError)
    with contextlib.closing(sqlite3.connect(copy / _LEDGER)) as opened, unreadable:
        opened.text_factory = bytes
        # Row by row: what cannot be read ends it, and an endless view in the place of the table is not asked.
        for (kind,) in opened.execute("SELECT type FROM sqlite_master WHERE name = 'revisions'"):
            rows = opened.execute("SELECT id, hash FROM revisions ORDER BY seq") if kind == b"table" else ()
            for identity, mark in rows:
                found.add((_text(identity), _text(mark)))
    return found


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
