"""The template: a workbook with the fields as columns, to fill in and import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mustermap.app.output_files import refuse_to_replace, write_bytes
from mustermap.app.terminal.terminal_output import write_line
from mustermap.app.workbook_files import workbook_bytes
from mustermap.data.fields import REPORT_FIELDS, SOURCE_FIELDS, SOURCE_PREFIX
from mustermap.data.tables.workbooks import OUR_SHEET
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from pathlib import Path

    from mustermap.data.fields import Field

_FIRST: Final = (
    "source_title", "source_publisher", "source_url", "source_published", "claimant", "said", "summary", "force",
    "component", "figure", "measure", "phase", "place", "place_country", "start", "end",
)  # fmt: skip
"""The fields that most reports fill, in reading order; the other fields follow."""

_LAST_ROW: Final = 10_000
_WIDTH: Final = 18


def make_template(output: Path, *, overwrite: bool) -> int:
    """Write the template.

    Raises
    ------
    WrongUse
        If the file is no XLSX, exists and must not be replaced, or cannot be written.
    """
    if output.suffix.lower() != ".xlsx":
        raise WrongUse(f"{output}: is no .xlsx file; name it so")
    refuse_to_replace(output, [], overwrite=overwrite)
    write_bytes(output, template_bytes, overwrite=overwrite)
    write_line(f"template  {output}")
    return 0


def template_bytes() -> bytes:
    """Return the template as the bytes of an XLSX file."""
    return workbook_bytes(_workbook())


def _workbook() -> Any:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = OUR_SHEET
    columns = {field.name: field for field in REPORT_FIELDS}
    columns |= {SOURCE_PREFIX + field.name: field for field in SOURCE_FIELDS}
    names = [*_FIRST, *(name for name in columns if name not in _FIRST)]
    for number, name in enumerate(names, 1):
        _head(sheet, number, name, columns[name])
    sheet.freeze_panes = "A2"
    _dictionary(book.create_sheet("fields"), names, columns)
    return book


def _head(sheet: Any, number: int, name: str, field: Field) -> None:
    """Write the head of a column with its note, and restrict the cells below to the choices of the field."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    cell = sheet.cell(row=1, column=number)
    _put(cell, name)
    cell.font = Font(bold=True)
    cell.comment = Comment(_note(field), "Mustermap", width=320, height=120)
    letter = get_column_letter(number)
    sheet.column_dimensions[letter].width = _WIDTH
    below = f"{letter}2:{letter}{_LAST_ROW}"
    # As text, since a spreadsheet reads "10-15" as a day and 2022-10 as the first of a month. The style of the column
    # applies to cells that do not exist yet, so that empty rows stay empty.
    sheet.column_dimensions[letter].number_format = "@"
    choices = ("true", "false") if field.kind == "flag" else field.choices
    if choices:
        allowed = DataValidation(
            type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=True
        )
        allowed.errorTitle, allowed.error = name, f"one of {', '.join(choices)}, or blank"
        allowed.add(below)
        sheet.add_data_validation(allowed)


def _note(field: Field) -> str:
    parts = [field.meaning]
    parts += [f"One of: {', '.join(field.choices)}."] if field.choices else []
    parts += [f"Blank means: {field.default}."] if field.default else []
    parts += [f"Example: {field.example}"] if field.example else []
    return "\n".join(parts)


def _dictionary(sheet: Any, names: list[str], columns: dict[str, Field]) -> None:
    """Write the data dictionary to a sheet of its own, since an example among the reports could be read as one."""
    from openpyxl.styles import Alignment, Font

    rows = [("field", "meaning", "example", "may be", "blank means")]
    for name in names:
        field = columns[name]
        meaning = f"of the source: {field.meaning}" if name.startswith(SOURCE_PREFIX) else field.meaning
        rows.append((name, meaning, field.example, ", ".join(field.choices), field.default))
    for number, row in enumerate(rows, 1):
        for position, text in enumerate(row, 1):
            cell = sheet.cell(row=number, column=position)
            _put(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
    for letter, width in zip("ABCDE", (24, 70, 34, 40, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def _put(cell: Any, text: str) -> None:
    """Write a text as text, never as a formula."""
    cell.value = text
    if text:
        cell.data_type = "s"
        cell.number_format = "@"
