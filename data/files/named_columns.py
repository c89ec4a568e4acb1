"""Columns that are named as the fields of reports, of any kind of file."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from mustermap.data.fields import REPORT_COLUMNS
from mustermap.data.files.column_reports import read_raw
from mustermap.data.files.csv_text import FLAT_SOURCE
from mustermap.data.files.export_names import is_exported
from mustermap.data.files.own_exports import reports_of
from mustermap.data.files.reading import Remark, unknown_fields
from mustermap.data.short_texts import echoed
from mustermap.errors import UnreadableFile

if TYPE_CHECKING:
    from mustermap.data.files.raw_columns import RawColumns
    from mustermap.data.files.reading import Reading

FIELDS: Final = (*REPORT_COLUMNS, *FLAT_SOURCE)
MOST_NAMED: Final = 20
"""Columns that are not known and are named one by one."""


def read_named(name: str, raw: RawColumns, reading: Reading) -> None:
    """Read reports from columns named as the fields, or from a table that Mustermap exported.

    Parameters
    ----------
    name
        Of the file.
    raw
        All its columns, the names in small letters.
    reading
        Gets the reports, the rejections, and a notice of each column that is not known.

    Raises
    ------
    UnreadableFile
        If no column is named as a field.
    """
    if is_exported(raw.texts):
        read_raw(name, reports_of(name, raw, is_csv=name.lower().endswith((".csv", ".tsv"))), reading)
        return
    if not raw.texts and not len(raw.rows):  # a layer of no features
        return
    unknown = [column for column in raw.texts if column not in FIELDS]
    if len(unknown) == len(raw.texts):
        wanted = "name them so, or say which is which: mustermap import FILE --map place=COLUMN"
        got = ", ".join(map(echoed, islice(raw.texts, 12)))
        raise UnreadableFile(f"{name}: has the columns {got}, and none is named as a field of a report; {wanted}")
    for said in unknown_fields(unknown[:MOST_NAMED], known=FIELDS):
        reading.notices.append(Remark(name, "", "", f"column {said}, so it was not read"))
    if len(unknown) > MOST_NAMED:
        more = f"{len(unknown) - MOST_NAMED:,} more columns are not known, so they were not read"
        reading.notices.append(Remark(name, "", "", more))
    known = {column: texts for column, texts in raw.texts.items() if column in FIELDS}
    read_raw(name, raw.with_texts(known), reading)
