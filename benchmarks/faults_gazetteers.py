"""Rounds of the campaign of faults: a damaged gazetteer of a user's is looked up, by Python and by a command."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
from typing import TYPE_CHECKING, Final

from benchmarks.faults_rounds import Lost
from mustermap.data.ledger import Ledger
from mustermap.geo.gazetteer import own_places
from tests.gazetteer_damage import damage, operations, whole_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.faults_rounds import Round

COMMANDS: Final = (
    "place Testfeld --country BY", "place --batch places.csv -o placed.csv", "add reports.csv",
    "import reports.csv --dry-run", "import reports.csv", "check reports.csv", "map reports.csv -o m.html", "gazetteer",
    "gazetteer add more.csv", "gazetteer remove points", "export reports.csv -o out.gpkg", "list reports.csv",
)  # fmt: skip
"""One of these is called in each round, beside what Python asks."""


def prepare(folder: Path) -> None:
    """Make the gazetteer that each round damages."""
    whole_gazetteer(folder / "gazetteer.sqlite", folder)


def run_round(of: Round) -> None:
    """Damage a gazetteer; call one command beside it, and ask it everything as it was damaged first."""
    damaged, by_command, by_python = (of.folder / name for name in ("damaged", "command", "python"))
    damaged.mkdir()
    shutil.copy(of.whole / "gazetteer.sqlite", damaged)
    what = damage(damaged / "gazetteer.sqlite", of.seed)
    shutil.copytree(damaged, by_command)
    shutil.copytree(damaged, by_python)
    command = command_of(of.seed)
    operations(by_command)  # writes the tables that are read
    (by_command / "places.csv").write_text("place,country\nVyoska 11,BY\nTestfeld,\n", encoding="utf-8")
    ended = of.command(*command.split(), after=what, folder=by_command, environment=_using(by_command))
    if ended.code == 0 and command in {"add reports.csv", "import reports.csv"}:
        of.check(command, lambda: _reports_are_there(by_command / "mustermap.gpkg"), after=what)
    if ended.code == 0 and command == "gazetteer add more.csv":
        of.check(command, lambda: _place_is_there(by_command / "gazetteer.sqlite"), after=what)
    asked = operations(by_python)
    asked["add"] = _checked(asked["add"], by_python / "l.gpkg")
    of.ask({name: _first(ask) for name, ask in asked.items()}, after=what, **_using(by_python))


def command_of(seed: int) -> str:
    """Return the command of a round."""
    return random.Random(f"command {seed}").choice(COMMANDS)  # noqa: S311 - chance that can be repeated


def _using(folder: Path) -> dict[str, str]:
    return {own_places.VARIABLE: str(folder / "gazetteer.sqlite")}


def _first(ask: Callable[[], object]) -> Callable[[], object]:
    """Ask something as a process does that has not looked at the gazetteer yet."""

    def asked() -> object:
        own_places.forget()
        return ask()

    return asked


def _checked(add: Callable[[], object], ledger: Path) -> Callable[[], object]:
    def asked() -> None:
        if add() == 0:
            _reports_are_there(ledger)

    return asked


def _place_is_there(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as opened:
        if not opened.execute("SELECT count(*) FROM place WHERE name = 'New'").fetchone()[0]:
            raise Lost("a place was added, and is not there")


def _reports_are_there(ledger: Path) -> None:
    with Ledger.open(ledger) as opened:
        if missing := {"r0", "r1", "r2"} - set(opened.reports()["id"]):
            raise Lost(f"{', '.join(sorted(missing))}: acknowledged, and not there")
