"""Report files in CSV, read column by column: a rule reads each distinct value once, whatever the number of rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.combinations import combine_codes
from data.csv_rules import Columns, report_ids
from data.csv_text import FLAT_SOURCE, NOT_UTF8, RawColumns, read_columns
from data.fields import REPORT_COLUMNS, SOURCE_PREFIX
from data.reading import Reading, Remark
from data.rules import REPORT_RULES
from data.table import FLAG_COLUMNS, NUMBER_COLUMNS, empty_column, text_series

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(slots=True)
class _File:
    """One file while it is read: its columns as text, and what is wrong with which row."""

    name: str
    raw: RawColumns
    reading: Reading
    problems: dict[int, list[tuple[str, str]]] = field(default_factory=dict)

    def reject(self, positions: Iterable[int], name: str, message: str) -> None:
        """Note what is wrong with a field of some rows, by their positions in the columns."""
        for position in positions:
            self.problems.setdefault(int(position), []).append((name, message))

    def good(self, columns: Columns) -> NDArray[np.int64]:
        """Hand the rejections and the notices over; give the positions of the rows that stay."""
        for positions, name, message in columns.problems:
            self.reject(positions, name, message)
        rows = self.raw.rows
        for position, remarks in sorted(self.problems.items()):
            row = f"row {rows[position]}"
            self.reading.reject(Remark(self.name, row, name, message) for name, message in remarks)
        is_good = np.ones(len(rows), dtype=bool)
        is_good[list(self.problems)] = False
        for positions, name, why in columns.notices:
            told = rows[positions[is_good[positions]]]
            if len(told):
                row = f"row {told[0]}" + (" and others" if len(told) > 1 else "")
                self.reading.notices.append(Remark(self.name, row, name, why))
        return np.flatnonzero(is_good)


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
    file = _File(path.name, read_columns(path, reading), reading)
    _refuse_foreign_characters(file)
    count = len(file.raw.rows)
    columns = Columns({**file.raw.texts, "source": _sources(file)}, count)
    for rule in REPORT_RULES:
        columns.apply(rule)
    _fill_ids(columns, count)
    good = file.good(columns)
    table = _table(columns, count)
    if len(good) < count:
        table = table.iloc[good].reset_index(drop=True)
    reading.tables.append(table.assign(_file=file.name, _row=file.raw.rows[good]))


def _table(columns: Columns, count: int) -> pd.DataFrame:
    made = {}
    blank = empty_column("summary", count)
    for name in REPORT_COLUMNS:
        cells = columns.cells.get(name)
        if cells is None:
            made[name] = empty_column(name, count) if name in {*NUMBER_COLUMNS, *FLAG_COLUMNS} else blank
        else:
            made[name] = pd.Series(cells) if isinstance(cells, np.ndarray) else text_series(cells)
    return pd.DataFrame(made, copy=False)


def _refuse_foreign_characters(file: _File) -> None:
    if not file.raw.is_foreign:
        return
    for name, texts in file.raw.texts.items():
        broken = np.flatnonzero(pc.match_substring(texts, NOT_UTF8).to_numpy(zero_copy_only=False))
        file.reject(broken, name, "holds bytes that are not UTF-8; save the file as UTF-8")


def _sources(file: _File) -> pa.Array:
    """Read each distinct source once; give the id of every row's source."""
    texts, rows, reading = file.raw.texts, file.raw.rows, file.reading
    ids = texts.get("source", pa.array([""], pa.large_string()).take(pa.array(np.zeros(len(rows), dtype=np.int64))))
    flat = [name for name in FLAT_SOURCE if name in texts]
    if not flat:
        return ids
    coded = {name: pc.utf8_trim_whitespace(texts.get(name, ids)).dictionary_encode() for name in (*flat, "source")}
    codes, firsts = combine_codes(
        [(one.indices.to_numpy(zero_copy_only=False).astype(np.int64), len(one.dictionary)) for one in coded.values()],
        len(rows),
    )
    distinct = {name: one.take(pa.array(firsts)).to_pylist() for name, one in coded.items()}
    found = []
    for code, first in enumerate(firsts):
        source = {name.removeprefix(SOURCE_PREFIX): distinct[name][code] for name in flat}
        named = distinct["source"][code]
        if not any(source.values()):
            found.append(named)
            continue
        if named and source.get("id") not in {None, "", named}:
            message = f"{source['id']!r} is not the source {named!r} of the same row; leave one of the two out"
            file.reject(np.flatnonzero(codes == code), "source_id", message)
        source["id"] = source.get("id") or named
        before = len(reading.rejected)
        identity = reading.add_source(file.name, f"row {rows[first]}", source)
        if identity is None:
            remarks, reading.rejected[before:] = reading.rejected[before:], []
            reading.rejected_rows -= 1
            for remark in remarks:
                file.reject(np.flatnonzero(codes == code), SOURCE_PREFIX + remark.field, remark.message)
        found.append(identity or "?")
    return pa.array(found, pa.large_string()).take(pa.array(codes))


def _fill_ids(columns: Columns, count: int) -> None:
    """Give the reports without an id the hash of what they say."""
    ids = columns.cells.get("id")
    if ids is None:
        columns.cells["id"] = pa.array(report_ids(columns.cells, np.arange(count)), pa.large_string())
        return
    blank = pc.equal(ids, "")
    without = np.flatnonzero(blank.to_numpy(zero_copy_only=False))
    if len(without):
        made = pa.array(report_ids(columns.cells, without), pa.large_string())
        columns.cells["id"] = pc.replace_with_mask(ids, blank, made)
