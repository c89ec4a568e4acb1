"""Rounds of the campaign of faults: a disk gets full while something is written; what was there is whole.

The disk is a limit for the size of files, or, where one may be mounted here, a small disk that is filled up.
"""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import sqlite3
import subprocess
import zipfile
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from benchmarks.faults_rounds import Lost
from mustermap.data.ledger import Ledger, verify
from mustermap.geo.gazetteer import own_places
from tests.ledger_damage import whole_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.faults_rounds import Round

LEDGER: Final = "mustermap.gpkg"
OUTPUTS: Final = (
    "map -o out.html", "compare -o out.csv", "compare -o out.xlsx", "compare -o out.parquet", "compare -o out.json",
    "compare --on 2022-12-01 -o out.svg", "compare --on 2022-12-01 -o out.png", "compare --on 2022-12-01 -o out.pdf",
    "compare --on 2022-12-01 -o out.html", "export -o out.csv", "export -o out.gpkg", "export -o out.geojson",
    "export -o out.kml", "export -o out.parquet", "export -o out.csv -o datapackage.json",
    "picture --on 2022-12-01 -o out.png", "picture --on 2022-12-01 -o out.svg", "picture --on 2022-12-01 -o out.pdf",
    "picture --frames month --from 2022-10-01 --to 2022-11-30 -o out.png", "template -o out.xlsx",
    "place --batch places.csv -o out.csv",
)  # fmt: skip
"""Commands that write a file over a good one."""
ADDITIONS: Final = {
    "add new.csv": "new", "import new.csv": "new", "edit latushka-120000 --figure 90,000": "latushka-120000",
    "retract latushka-120000 --reason why": "latushka-120000", "backup -o copy.gpkg": "",
    "restore whole.gpkg -o copy.gpkg": "", "gazetteer add places.csv": "",
}  # fmt: skip
"""Commands that add to the ledger, copy it, or add to the gazetteer; and of what a revision is there then."""

_GOOD: Final = b"a good file of an earlier day"
_DISK_BYTES: Final = 6 * 2**20
_LEAST: Final = 4096


def prepare(folder: Path) -> None:
    """Make a ledger and what is read beside it."""
    whole_ledger(folder / LEDGER)
    rows = "".join(f"new{'' if number == 0 else number},A. Minister,{number + 1},Minsk,N\n" for number in range(300))
    (folder / "new.csv").write_text(f"id,claimant,figure,place,source_title\n{rows}", encoding="utf-8")
    (folder / "places.csv").write_text(
        "place,name,lon,lat,country\n" + "".join(f"Minsk,Minsk {number},27.5,53.9,BY\n" for number in range(500)),
        encoding="utf-8",
    )
    shutil.copy(folder / LEDGER, folder / "whole.gpkg")


def run_round(of: Round) -> None:
    """Let a command write where there is room for a part, none or all of it, and look what is there afterwards."""
    chance = random.Random(of.seed)  # noqa: S311 - chance that can be repeated
    commands = (*OUTPUTS, *ADDITIONS)
    command = commands[of.seed % len(commands)]
    room = int(chance.choice((0, 100, *(10 ** chance.uniform(3, 6.3) for _ in range(6)))))
    is_disk = chance.random() < 0.5
    with _small_disk(of.folder / "disk") as is_mounted:
        folder = of.folder / "disk"
        for path in of.whole.iterdir():
            shutil.copy(path, folder)
        outputs = [folder / name for name in _named(command)]
        for path in outputs:
            path.write_bytes(_GOOD)
        command += " --overwrite" if outputs else ""
        before = _seen(folder)
        is_disk = is_disk and is_mounted
        if is_disk:
            _fill(folder, room)
        after = f"{'a disk' if is_disk else 'a limit'} with room for {room:,} bytes"
        ended = of.command(
            *command.split(), after=after, folder=folder, file_bytes=None if is_disk else room,
            environment={own_places.VARIABLE: str(folder / "gazetteer.sqlite")},
        )  # fmt: skip
        (folder / "filling").unlink(missing_ok=True)

        def look() -> None:
            for path in outputs:
                _output_holds(path, ended.code, is_alone=len(outputs) == 1)
            _ledger_holds(folder, before, ADDITIONS.get(command, "") if ended.code == 0 else "")
            if ended.code == 2 and (left := _seen(folder).keys() - before.keys() - _BESIDE):
                raise Lost(f"left behind: {', '.join(sorted(left))}")

        of.check(f"what {command} left", look, after=after)


def _named(command: str) -> list[str]:
    """Name the files that a command writes over."""
    if "--frames" in command:
        return ["out-001.png", "out-002.png"]
    return [word for word in command.split() if word.startswith(("out.", "datapackage."))]


_BESIDE: Final = {f"{name}{ending}" for name in (LEDGER, "gazetteer.sqlite") for ending in ("", "-wal", "-shm")}


def _seen(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@contextlib.contextmanager
def _small_disk(folder: Path) -> Iterator[bool]:
    """Mount a small disk on a new folder if that may be done here; say whether it was."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_DISK_BYTES}", "tmpfs", folder], check=False, capture_output=True
    )
    try:
        yield mounted.returncode == 0
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", folder], check=False, capture_output=True)


def _fill(folder: Path, room: int) -> None:
    """Leave so much room on a disk; it counts in pages."""
    free = shutil.disk_usage(folder).free
    with contextlib.suppress(OSError), (folder / "filling").open("wb") as filling:
        filling.write(bytes(max(0, free - room)))


def _output_holds(path: Path, code: int, *, is_alone: bool) -> None:
    if path.read_bytes() == _GOOD:
        if code in (0, 1):
            raise Lost(f"{path.name} was called written, and is as it was")
        return
    if is_alone and code == 2:  # of several, the first may be new when there is no room for the next
        raise Lost(f"{path.name} was a good file, and is not")
    try:
        whole = is_whole(path)
    except Exception as error:
        raise Lost(f"{path.name} was called written, and cannot be read: {error!r}") from error
    if not whole:
        raise Lost(f"{path.name} was called written, and is not whole")


def is_whole(path: Path) -> bool:
    """Look whether a file is whole by its end, or by reading all of it."""
    content = path.read_bytes()
    match path.suffix:
        case ".html" | ".pdf":
            return content.rstrip().endswith((b"</html>", b"%%EOF"))
        case ".csv":
            return content.endswith(b"\n") and len(content) > len(_GOOD)
        case ".json" | ".geojson":
            return bool(json.loads(content))
        case ".kml" | ".svg":
            return len(ElementTree.fromstring(content)) > 0  # noqa: S314 - our own file
        case ".png":
            return content.endswith(b"IEND\xaeB`\x82")
        case ".xlsx":
            with zipfile.ZipFile(path) as archive:
                return archive.testzip() is None
        case ".parquet":
            import pyarrow.parquet as pq

            return bool(pq.read_table(path).num_rows)
    with contextlib.closing(sqlite3.connect(path)) as opened:
        return bool(opened.execute("PRAGMA integrity_check").fetchone() == ("ok",))


def _ledger_holds(folder: Path, before: dict[str, bytes], revised: str) -> None:
    """Look whether the ledger has all that it had, whatever is acknowledged, and of one file all or nothing."""
    if broken := verify(folder / LEDGER).broken:
        raise Lost(f"the ledger is broken: {broken}")
    if before["whole.gpkg"] != (folder / "whole.gpkg").read_bytes():
        raise Lost("the ledger that was restored from is another")
    with Ledger.open(folder / "whole.gpkg") as old:
        was = set(old.reports()["id"])
    with Ledger.open(folder / LEDGER) as ledger:
        ids = list(ledger.reports()["id"])
        if missing := was - set(ids):
            raise Lost(f"gone: {', '.join(sorted(missing))}")
        if revised and revised not in ids:
            raise Lost(f"{revised} was acknowledged, and is not there")
        if len(set(ids) - was) not in (0, 300) or len(ids) != len(set(ids)):
            raise Lost(f"of 300 reports of a file {len(set(ids) - was)} are there")
    copy = folder / "copy.gpkg"
    if copy.exists() and (broken := verify(copy).broken):
        raise Lost(f"half a copy: {broken}")
