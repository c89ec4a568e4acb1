"""Report files in CSV, read column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.column_reports import read_raw
from data.csv_text import FLAT_SOURCE, read_columns
from data.export_names import is_exported
from data.exported import reports_of
from data.fields import REPORT_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    from data.reading import Reading


def read_csv(path: Path, reading: Reading) -> None:
    """Read one CSV file into a reading.

    Parameters
    ----------
    path
        UTF-8, with or without a byte order mark; parted by comma, semicolon or tab. The first row names the columns;
        a list's members are parted by ``;``. ``row 2`` of a remark is the first row below the names.
    reading
        Gets the accepted reports as a table, the sources, the rejections and the notices.

    Raises
    ------
    UnreadableFile
        If it has no row of names, or names a column twice.
    """
    raw = read_columns(path, reading, known=(*REPORT_COLUMNS, *FLAT_SOURCE))
    read_raw(path.name, reports_of(path.name, raw, is_csv=True) if is_exported(raw.texts) else raw, reading)
