"""Somebody else's table, of any format, as columns of text.

Whatever SQLite, GDAL or an unpacker opens is opened in a process of its own with a limit of time and memory: a view of
a GeoPackage may never end, and a workbook of a few kilobytes may unpack to gigabytes.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mustermap.data.child_process import child_process
from mustermap.data.files.csv_text import read_columns
from mustermap.data.short_texts import LONGEST_LINE, shortened
from mustermap.data.tables.guarded_process import OUT_OF_MEMORY, REFUSED
from mustermap.data.tables.opened_file import read_opened
from mustermap.errors import UnreadableFile

if TYPE_CHECKING:
    from mustermap.data.files.raw_columns import RawColumns
    from mustermap.data.files.reading import Reading

READ_HERE: Final = (".csv", ".tsv")
READ_APART: Final = (".xlsx", ".geojson", ".json", ".gpkg", ".kml", ".parquet")
#: One thread each keeps the address space small; GDAL opens no file that another one names, and nothing remote.
ENVIRONMENT: Final = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "OGR_SKIP": "OGR_VRT,VRT",
    "GDAL_SKIP": "VRT,HTTP,WMS,WCS",
    "GDAL_NUM_THREADS": "1",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What opening somebody else's file may cost.

    Attributes
    ----------
    seconds : int
        Of time.
    memory_mb : int
        Of address space, in MiB.
    """

    seconds: int = 120
    memory_mb: int = 3072


LIMITS: Final = Limits()


def read_foreign(path: Path, reading: Reading, *, layer: str = "", limits: Limits = LIMITS) -> RawColumns:
    """Read all columns of a file as texts; the names in small letters.

    Parameters
    ----------
    path
        CSV, TSV, XLSX, GeoJSON, GeoPackage, KML or Parquet, recognized by the ending.
    reading
        Gets notices, and the rows that cannot be read.
    layer
        The sheet of a workbook or the layer of a GeoPackage; blank: see `mustermap.data.tables.workbooks` and
        ``layers``.
    limits
        For all but text files.

    Raises
    ------
    UnreadableFile
        If it cannot be read, or takes too long or too much.
    """
    ending = path.suffix.lower()
    if ending not in (*READ_HERE, *READ_APART):
        endings = ", ".join((*READ_HERE, *READ_APART))
        raise UnreadableFile(f"{path.name}: is no {endings} file; rename it or convert it")
    if not path.is_file():
        raise UnreadableFile(f"{path.name}: is not a file that can be found at {path.parent}; check the path")
    try:
        return read_columns(path, reading) if ending in READ_HERE else _read_apart(path, reading, layer, limits)
    except OSError as error:
        raise UnreadableFile(f"{path.name}: {error.strerror or error}; check the file and its rights") from error


def _read_apart(path: Path, reading: Reading, layer: str, limits: Limits) -> RawColumns:
    with tempfile.TemporaryDirectory(prefix="mustermap-") as folder:
        output = Path(folder, "columns.arrow")
        _run(path, layer, output, limits)
        opened = read_opened(output)
    return opened.raw(path.name, reading)


def _run(path: Path, layer: str, output: Path, limits: Limits) -> None:
    # -P: what lies in the working folder is not imported.
    command = [
        sys.executable,
        "-P",
        "-m",
        "mustermap.data.tables.guarded_process",
        str(path.absolute()),
        layer,
        str(output),
    ]
    house = str(Path(__file__).parents[3])
    environment = {**os.environ, **ENVIRONMENT, "PYTHONPATH": house, "PYTHONWARNINGS": "ignore"}
    with child_process(
        [*command, str(limits.memory_mb), str(limits.seconds)],
        environment=environment,
        folder=output.parent,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as child:
        try:
            said, _ = child.communicate(timeout=limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise UnreadableFile(_too_much(path, f"takes longer than {limits.seconds} seconds to read")) from error
    code = child.returncode
    if code == -getattr(signal, "SIGXCPU", 0) < 0:
        raise UnreadableFile(_too_much(path, f"takes longer than {limits.seconds} seconds to read"))
    if code == REFUSED:
        raise UnreadableFile(shortened(said.decode(errors="replace"), LONGEST_LINE))
    if code == OUT_OF_MEMORY:
        raise UnreadableFile(_too_much(path, f"needs more than {limits.memory_mb:,} MB to read"))
    if code:
        raise UnreadableFile(_too_much(path, f"broke the process that reads it (exit code {code})"))


def _too_much(path: Path, what: str) -> str:
    return f"{path.name}: {what}; check where it comes from, or export it as CSV"
