"""Files of a comparison: the one table of writers by the ending of the file."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, Final

from mustermap.app.comparison.comparison_answer import DAY_SUFFIX, json_rows, parts_cells, sentences_of, with_iso_days
from mustermap.app.output_files import write_bytes
from mustermap.app.terminal.terminal_output import log
from mustermap.app.workbook_files import disk_errors, workbook_bytes
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pandas as pd

    from mustermap.app.comparison.comparison_answer import Answer
    from mustermap.maps.chart.figure_axis import ScaleKind

_MOST_LETTERS: Final = 32_767
"""The most characters that a cell of a workbook can hold."""


def write_answer(answer: Answer, output: Path, *, overwrite: bool) -> None:
    """Write an answer into a file; an existing file is kept until the new one is complete.

    Raises
    ------
    WrongUse
        If WRITERS does not have the ending, or the file cannot be written.
    """
    make = WRITERS[check_output(output)]
    write_bytes(output, lambda: make(answer), overwrite=overwrite)


def check_output(output: Path) -> str:
    """Check that an output file can be written by its ending, and return the ending.

    Raises
    ------
    WrongUse
        If WRITERS does not have the ending.
    """
    ending = output.suffix.lower()
    if ending not in WRITERS:
        raise WrongUse(f"{output}: the ending {ending!r} is not known; write one of {', '.join(WRITERS)}")
    return ending


def json_answer(answer: Answer) -> dict[str, Any]:
    """Return an answer for JSON; of several subjects each has its sentence, as a text and in parts."""
    tables = {name: json_rows(table) for name, table in answer.tables.items()}
    if said := sentences_of(answer):
        for number, subject in enumerate(tables["subjects"]):
            one = said[number] if number < len(said) else None
            subject |= {"sentence": one.sentence if one else None, "parts": parts_cells(one.parts) if one else []}
    return {**answer.head, **tables}


def csv_answer(answer: Answer) -> str:
    """Return the first table of an answer as CSV."""
    from mustermap.data.files.safe_csv import write_csv

    return write_csv(with_iso_days(_first(answer)))


def _first(answer: Answer) -> pd.DataFrame:
    return next(iter(answer.tables.values()))


def _csv(answer: Answer) -> bytes:
    """Return CSV with a byte order mark, by which spreadsheets recognise UTF-8."""
    return csv_answer(answer).encode("utf-8-sig")


def _json(answer: Answer) -> bytes:
    return (json.dumps(json_answer(answer), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _parquet(answer: Answer) -> bytes:
    """Return the first table as Parquet, with days as dates, and the question in the metadata of the schema."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(_first(answer), preserve_index=False)
    for position, name in enumerate(table.column_names):
        if name.endswith(DAY_SUFFIX):
            days = _first(answer)[name]
            known = days.where(days.abs() < 2**31 - 1)
            dates = pa.array(known.astype("Int32"), pa.int32()).cast(pa.date32())
            table = table.set_column(position, name, dates)
    asked = {"mustermap": json.dumps(dict(answer.head), ensure_ascii=False)}
    content = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({**(table.schema.metadata or {}), **asked}), content)
    return content.getvalue()


@disk_errors()
def _xlsx(answer: Answer) -> bytes:
    """Return a workbook with a sheet for each table, and one for what was asked; subjects have their sentences."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, table in answer.tables.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        shown = with_iso_days(table)
        if name == "subjects" and (said := sentences_of(answer)):
            shown = shown.assign(sentence=[one.sentence for one in said] + [""] * (len(shown) - len(said)))
        sheet.append([_cell(sheet, str(column)) for column in shown])
        columns = [shown[column].astype(object).where(shown[column].notna(), None).tolist() for column in shown]
        for row in zip(*columns, strict=True):
            sheet.append([_cell(sheet, cell) for cell in row])
    asked = book.create_sheet("asked")
    for field, value in answer.head.items():
        text = value if isinstance(value, str | int | None) else json.dumps(value, ensure_ascii=False)
        asked.append([_cell(asked, field), _cell(asked, text)])
    return workbook_bytes(book)


def _cell(sheet: Any, value: Any) -> Any:
    """Return a cell; a text is written as text, never as a formula."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(value, str) or not value:
        return value if value != "" else None
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub(" ", value)[:_MOST_LETTERS])
    cell.data_type = "s"
    return cell


def _chart(kind: str) -> Callable[[Answer], bytes]:
    def write(answer: Answer) -> bytes:
        shown = answer.tables.get("tracked") if answer.comparison is None else answer.comparison
        if shown is None:
            raise WrongUse(f"a .{kind} shows claims over time; leave out --since, or write a table: {_TABLES}")
        from mustermap.maps.chart import Chart
        from mustermap.maps.still import WIDTHS

        # For paper it has a width; a web page is for a screen.
        width = answer.width_mm if answer.width_mm is not None or kind == "html" else WIDTHS["page"]
        scale: ScaleKind = "linear" if answer.linear else "logarithmic"
        chart = Chart(shown, width_mm=width, grey=answer.grey, language=answer.language, scale=scale)
        content = chart.to_bytes(kind)
        if chart.lacking:
            log(f"note: no font has {' '.join(chart.lacking)}; drawn as squares")
        return content

    return write


PICTURES: Final = (".png", ".svg", ".pdf", ".html")
_TABLES: Final = ".csv, .xlsx, .json, .parquet"

WRITERS: Final[Mapping[str, Callable[[Answer], bytes]]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".json": _json,
    ".parquet": _parquet,
    **{ending: _chart(ending[1:]) for ending in PICTURES},
}
"""The writer of each ending. A new format is one more line here."""
