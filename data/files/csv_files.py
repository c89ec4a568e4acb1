"""Report files in CSV, read column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.data.files.csv_text import read_columns
from mustermap.data.files.named_columns import read_named

if TYPE_CHECKING:
    from pathlib import Path

    from mustermap.data.files.reading import Reading


def read_csv(path: Path, reading: Reading) -> None:
    """Read one CSV file into a reading.

    Parameters
    ----------
    path
        UTF-8, with or without a byte order mark; separated by comma, semicolon or tab. The first row names the
        columns; the members of a list are separated by ``;``. ``row 2`` of a remark is the first row below the names.
    reading
        Gets the accepted reports as a table, the sources, the rejections and the notices.

    Raises
    ------
    UnreadableFile
        If it has no row of names, or names a column twice.
    """
    read_named(path.name, read_columns(path, reading), reading)
