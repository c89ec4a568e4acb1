"""A sheet of an XLSX workbook as columns of text. Runs in a process of its own; see `data.importing.foreign`."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from data.errors import UnreadableFile
from data.importing.texts import text_of_value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LARGEST_UNPACKED: Final = 600 * 2**20
"""Bytes that a workbook may come to when it is unpacked: some two million filled rows of ten cells are fewer."""

OUR_SHEET: Final = "reports"


def read_workbook(path: Path, layer: str) -> tuple[pa.Table, list[str]]:
    """Read one sheet; give its columns, with ``_row``, and what is to be said of the rest.

    Parameters
    ----------
    path
        The workbook.
    layer
        The name of a sheet; blank: the one called "reports", else the first one that holds anything.

    Raises
    ------
    UnreadableFile
        If it is no workbook, unpacks to too much, or has no such sheet.
    """
    _refuse_bomb(path)
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_path(str(path))
        shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        name, rows = _sheet(book, layer, shown or book.sheet_names, path)
    except CalamineError as error:
        raise UnreadableFile(f"{path.name}: is no workbook that can be read ({error}); save it as XLSX") from error
    others = [one for one in shown if one != name]
    notices = (
        [f"only the sheet {name!r} was read, not {', '.join(map(repr, others))}"]
        if others and not layer and name != OUR_SHEET
        else []
    )
    return _table(rows, path, name), notices


def _refuse_bomb(path: Path) -> None:
    """Refuse a workbook that is small on the disk and huge when unpacked, before anything unpacks it."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFile(f"{path.name}: is no XLSX workbook ({error}); save it as XLSX") from error
    if unpacked > LARGEST_UNPACKED:
        got = f"unpacks to {unpacked / 2**20:,.0f} MB, and {LARGEST_UNPACKED / 2**20:,.0f} MB is the most"
        raise UnreadableFile(f"{path.name}: {got}; save the sheet as CSV")


def _sheet(book: Any, layer: str, names: Sequence[str], path: Path) -> tuple[str, list[list[Any]]]:
    if layer:
        if layer not in book.sheet_names:
            raise UnreadableFile(f"{path.name}: has no sheet {layer!r}; it has {', '.join(map(repr, names))}")
        return layer, book.get_sheet_by_name(layer).to_python(skip_empty_area=False)
    for name in sorted(names, key=lambda name: name != OUR_SHEET):
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if any(cell != "" for row in rows for cell in row):
            return name, rows
    raise UnreadableFile(f"{path.name}: has no sheet that holds anything; check the file")


def _table(rows: list[list[Any]], path: Path, sheet: str) -> pa.Table:
    """Take the first row with two filled cells for the names: titles above a table fill one."""
    filled = [sum(cell != "" for cell in row) for row in rows]
    least = min(2, max(filled, default=0))
    at = next((number for number, count in enumerate(filled) if count >= least), None)
    if not least or at is None:
        raise UnreadableFile(
            f"{path.name}: the sheet {sheet!r} has no row of column names; write them in the first row"
        )
    names = [text_of_value(cell).strip() for cell in rows[at]]
    numbers = [number for number in range(at + 1, len(rows)) if filled[number]]
    kept = [position for position, name in enumerate(names) if name]
    columns = [
        pa.array([text_of_value(rows[number][position]) for number in numbers], pa.large_string()) for position in kept
    ]
    return pa.table(
        [*columns, pa.array([number + 1 for number in numbers], pa.int64())],
        names=[*(names[position] for position in kept), "_row"],
    )
