"""Files that Mustermap exported, read back: the reports in them are those that went in.

Such a file has one row for each report and interval of days, and in every row the fields of the data dictionary. It is
recognized by its columns, so that another program may filter it or save it in another format.
"""

from __future__ import annotations

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from mustermap.data.fields import REPORT_COLUMNS
from mustermap.data.files.csv_text import FLAT_SOURCE
from mustermap.data.files.export_names import DRAWN_GEOMETRY, is_exported
from mustermap.data.files.raw_columns import RawColumns, one_chunk
from mustermap.data.files.safe_csv import FORMULA_SIGNS
from mustermap.data.rules.figure_rules import BOUNDS
from mustermap.errors import UnreadableFile

#: What is guarded: formulas, and what would be taken for guarded when it is read back.
_GUARDED: Final = f"^([{FORMULA_SIGNS}'])"


def guard_formulas(texts: pa.Array) -> pa.Array:
    """Return texts with an apostrophe before each that a spreadsheet would run or that begins with an apostrophe.

    Examples
    --------
    >>> guard_formulas(pa.array(["=1+1", "'tis", "20,000"])).to_pylist()
    ["'=1+1", "''tis", '20,000']
    """
    return pc.replace_substring_regex(texts, _GUARDED, r"'\1")


def unguard_formulas(texts: pa.Array) -> pa.Array:
    """Take the apostrophe away again.

    Examples
    --------
    >>> unguard_formulas(pa.array(["'=1+1", "''tis", "20,000"])).to_pylist()
    ['=1+1', "'tis", '20,000']
    """
    return pc.replace_substring_regex(texts, r"^'", "")


def reports_of(name: str, raw: RawColumns, *, is_csv: bool = False) -> RawColumns:
    """Return the reports of an exported table: each once, with its fields and its source's.

    Parameters
    ----------
    name
        Of the file.
    raw
        All its columns.
    is_csv
        Whether texts are guarded against spreadsheets.

    Raises
    ------
    UnreadableFile
        If it is no exported table.
    """
    if not is_exported(raw.texts):
        remedy = f"take somebody else's table in with: mustermap import {name}; name a ledger with --ledger {name}"
        raise UnreadableFile(f"{name}: is no file that mustermap export made; {remedy}")
    fields = {"geometry": raw.texts[DRAWN_GEOMETRY]}
    fields |= {one: raw.texts[one] for one in (*REPORT_COLUMNS, *FLAT_SOURCE) if one != "geometry" and one in raw.texts}
    if is_csv:
        fields = {one: unguard_formulas(texts) for one, texts in fields.items()}
    table = pa.table({**fields, "_row": pa.array(raw.rows)})
    # The stretches of a report say the same of it; what differs was changed since, and is rejected as such.
    once = table.group_by(list(fields), use_threads=False).aggregate([("_row", "first")])
    texts = {one: one_chunk(once.column(one)) for one in fields}
    rows = one_chunk(once.column("_row_first")).to_numpy()
    position = {int(row): at for at, row in enumerate(rows)} if raw.wrong else {}
    return RawColumns(
        texts,
        rows,
        raw.is_foreign,
        numbers={name: pa.repeat(pa.scalar(True), len(rows)) for name in BOUNDS if name in texts},
        wrong=[
            one._replace(position=position[int(raw.rows[one.position])])
            for one in raw.wrong
            if one.column in texts and int(raw.rows[one.position]) in position
        ],
    )
