"""Rounds of the campaign of faults: broken files of every format, read by Python and by commands."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
from typing import TYPE_CHECKING, Final

from benchmarks import faults_files
from benchmarks.faults_files import INPUTS, LEDGER, MINE, OF_DRAFTS, OF_ONE_COMMAND
from benchmarks.faults_rounds import Lost
from mustermap.app.terminal.terminal_drafts import unfinished
from mustermap.app.terminal.terminal_output import remarks
from mustermap.app.web.form_drafts import Unfinished as WebForms
from mustermap.data.files.reading import Reading
from mustermap.data.files.report_files import read_files
from mustermap.data.ledger import Ledger, verify
from mustermap.data.tables.column_mapping import read_mapping
from mustermap.data.tables.foreign_files import read_foreign
from mustermap.data.tables.mapped_reports import import_columns
from mustermap.geo.gazetteer import own_places
from tests.ledger_samples import LATUSHKA, LUKASHENKO
from tests.mangled import HERE, ROWS

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.faults_rounds import Round

COMMANDS: Final = (
    "check {}", "add {}", "map {} -o good.html --overwrite", "list {}", "list {} --json", "compare {}", "import {}",
    "compare {} -o good.csv --overwrite", "export {} -o good.kml --overwrite", "export {} -o good.gpkg --overwrite",
    "picture {} --on 2022-10-14 -o good.png --overwrite", "import {} --dry-run", "import {} --dry-run --json",
    "gazetteer add {}", "place --batch {} -o good.csv --overwrite", "list --ledger {}", "verify {}",
    "import mine.csv --mapping {}", "restore {} -o restored.gpkg", "check mine.csv --ledger {}",
)  # fmt: skip
"""What any file may be given to."""

_GOOD: Final = b"a good file of an earlier day"
_KEPT: Final = {str(LATUSHKA["id"]), str(LUKASHENKO["id"]), "drawn"}
_MAPPED: Final = tuple(f"{name}={name}" for name in ROWS[0] if not name.startswith("source_"))


def prepare(folder: Path) -> None:
    """Make the files that the rounds break, and a ledger to add to."""
    faults_files.make_files(folder)


def run_round(of: Round) -> None:
    """Break a file, read it by Python, and give it to a command; what was there before has to be there."""
    chance = random.Random(f"command {of.seed}")  # noqa: S311 - chance that can be repeated
    kind = INPUTS[of.seed % len(INPUTS)]
    name = faults_files.put(kind, faults_files.broken(kind, of.whole, of.seed), of.folder)
    after = f"a broken file for {kind}"
    if kind in OF_DRAFTS:
        of.ask({kind: lambda: _drafts(kind, of.folder)}, after=after, MUSTERMAP_UNFINISHED=str(of.folder / "drafts"))
        return
    if kind in HERE:
        of.ask({"read": lambda: _read(of.folder / name)}, after=after)
    command = chance.choice(OF_ONE_COMMAND.get(kind, COMMANDS)).format(name)
    shutil.copy(of.whole / LEDGER, of.folder)
    (of.folder / "mine.csv").write_text(MINE, encoding="utf-8")
    outputs = [of.folder / word for word in command.split() if word.startswith("good.")]
    for path in outputs:
        path.write_bytes(_GOOD)
    own = {own_places.VARIABLE: str(of.folder / "gazetteer.sqlite")}
    ended = of.command(*command.split(), after=after, environment=own)
    for path in outputs:
        if not path.exists() or (ended.code == 2 and path.read_bytes() != _GOOD):
            of.lost(f"{command} (after {after}): {path.name} was a good file, and is not")
    if (of.folder / LEDGER).read_bytes() != (of.whole / LEDGER).read_bytes() or _has_log(of.folder):
        of.check(f"the ledger after {command}", lambda: _ledger_holds(of.folder / LEDGER), after=after)


def _read(path: Path) -> None:
    """Read a file of text as all commands do, and as an import with and without a mapping."""
    reading = read_files([path])
    if any(not line.isprintable() or len(line) > 2000 for line in remarks(reading)):
        raise AssertionError("a remark is no line")
    if path.suffix in {".csv", ".tsv"}:
        from mustermap.errors import MustermapError

        for mapping in (read_mapping(columns=_MAPPED, constants=["source_title=N"]), None):
            with contextlib.suppress(MustermapError):
                imported = Reading()
                import_columns(path.name, read_foreign(path, imported), mapping, imported)


def _drafts(kind: str, folder: Path) -> None:
    """List what was begun, and keep something more."""
    if kind == "drafts.json":
        unfinished(folder / LEDGER)
        return
    with contextlib.suppress(sqlite3.Error):  # the pages say that what is typed cannot be kept now
        forms = WebForms(folder / "web")
        forms.listed()
        forms.keep("more", page="/add", turn=0, fields={"note": "more"})
        found = forms.find("more")
        if found is None or found.fields != {"note": "more"}:
            raise Lost("a form that was kept is not there")


def _has_log(folder: Path) -> bool:
    log = folder / f"{LEDGER}-wal"
    return log.exists() and log.stat().st_size > 0


def _ledger_holds(path: Path) -> None:
    if broken := verify(path).broken:
        raise Lost(f"the ledger is broken: {broken}")
    with Ledger.open(path) as ledger:
        if missing := _KEPT - set(ledger.reports()["id"]):
            raise Lost(f"{', '.join(sorted(missing))}: was in the ledger, and is not")
