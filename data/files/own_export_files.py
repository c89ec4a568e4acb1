"""Files that Mustermap exported, of the formats that are opened in a process apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.data.files.column_reports import read_raw
from mustermap.data.files.own_exports import reports_of
from mustermap.data.tables.foreign_files import read_foreign

if TYPE_CHECKING:
    from pathlib import Path

    from mustermap.data.files.reading import Reading


def read_exported(path: Path, reading: Reading) -> None:
    """Read a GeoPackage, GeoParquet, GeoJSON or KML file that ``mustermap export`` made into a reading.

    Raises
    ------
    UnreadableFile
        If it cannot be read, or is somebody else's, for which there is ``mustermap import``.
    """
    read_raw(path.name, reports_of(path.name, read_foreign(path, reading)), reading)
