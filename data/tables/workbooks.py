"""A sheet of an XLSX workbook as columns of text.

Runs in a process of its own; see `mustermap.data.tables.foreign_files`.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any, Final

from mustermap.data.short_texts import echoed
from mustermap.data.tables.cell_texts import of_values, text_of_value
from mustermap.data.tables.opened_file import Opened
from mustermap.data.tables.workbook_formulas import broken_cells, column_letters
from mustermap.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

LARGEST_UNPACKED: Final = 600 * 2**20
"""Bytes that a workbook may come to when it is unpacked: some two million filled rows of ten cells are fewer."""

OUR_SHEET: Final = "reports"


def open_workbook(path: Path, layer: str = "") -> Opened:
    """Open one sheet.

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
        [f"only the sheet {echoed(name)} was read, not {', '.join(map(echoed, others))}"]
        if others and not layer and name != OUR_SHEET
        else []
    )
    opened = _table(rows, path, name)
    opened.notices += notices
    return opened


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
            raise UnreadableFile(f"{path.name}: has no sheet {echoed(layer)}; it has {', '.join(map(echoed, names))}")
        return layer, book.get_sheet_by_name(layer).to_python(skip_empty_area=False)
    for name in sorted(names, key=lambda name: name != OUR_SHEET):
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if any(cell != "" for row in rows for cell in row):
            return name, rows
    raise UnreadableFile(f"{path.name}: has no sheet that holds anything; check the file")


def _table(rows: list[list[Any]], path: Path, sheet: str) -> Opened:
    """Return the columns of a sheet; the first row with two filled cells has the names: a title fills only one."""
    broken = broken_cells(path, sheet)
    _put_in(rows, broken)
    filled = [sum(cell != "" for cell in row) for row in rows]
    least = min(2, max(filled, default=0))
    names_at = next((number for number, count in enumerate(filled) if count >= least), None)
    if not least or names_at is None:
        message = f"the sheet {echoed(sheet)} has no row of column names; write them in the first row"
        raise UnreadableFile(f"{path.name}: {message}")
    numbers = [number for number in range(names_at + 1, len(rows)) if filled[number]]
    columns = []
    for position, name in enumerate(text_of_value(cell).strip() for cell in rows[names_at]):
        if name:
            column = of_values([rows[number][position] for number in numbers])
            columns.append((name, column._replace(wrong=_without_result(broken, numbers, position))))
    return Opened(columns, [number + 1 for number in numbers])


def _put_in(rows: list[list[Any]], broken: Mapping[tuple[int, int], str]) -> None:
    """Add the broken cells to the rows; a row with nothing else was left out at the end of the sheet."""
    width = max(map(len, rows), default=0)
    for (row, at), text in sorted(broken.items()):
        if at < width:
            rows += [[] for _ in range(row + 1 - len(rows))]
            rows[row] = rows[row] or [""] * width
            rows[row][at] = text


def _without_result(
    broken: Mapping[tuple[int, int], str], numbers: Sequence[int], position: int
) -> Sequence[tuple[int, str]]:
    """Return the cells of a column whose formula has no result, as text."""
    remedy = "open the workbook in a spreadsheet program, save it, and import it again"
    return (
        [
            (at, f"{column_letters(position)}{number + 1} holds a formula without a result ({echoed(text)}); {remedy}")
            for at, number in enumerate(numbers)
            if (text := broken.get((number, position), "")).startswith("=")
        ]
        if broken
        else ()
    )
