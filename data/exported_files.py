"""Files that Mustermap exported, of the formats that are opened in a process apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.column_reports import read_raw
from data.exported import reports_of
from data.importing.foreign import read_foreign

if TYPE_CHECKING:
    from pathlib import Path

    from data.reading import Reading


def read_exported(path: Path, reading: Reading) -> None:
    """Read a GeoPackage, GeoParquet, GeoJSON or KML file that ``mustermap export`` made into a reading.

    Raises
    ------
    UnreadableFile
        If it cannot be read, or is somebody else's, for which there is ``mustermap import``.
    """
    read_raw(path.name, reports_of(path.name, read_foreign(path, reading)), reading)
