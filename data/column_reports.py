"""Reports read column by column: a rule reads each distinct value once, whatever the number of rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.combinations import combine_codes
from data.csv_rules import Columns, report_ids
from data.csv_text import FLAT_SOURCE, NOT_UTF8, RawColumns
from data.fields import REPORT_COLUMNS, SOURCE_PREFIX
from data.reading import Reading, Remark
from data.rules import REPORT_RULES
from data.table import FLAG_COLUMNS, NUMBER_COLUMNS, empty_column, text_series

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray


@dataclass(slots=True)
class _File:
    """One file while it is read: its columns as text, and what is wrong with which row."""

    name: str
    raw: RawColumns
    reading: Reading
    called: Mapping[str, str] = field(default_factory=dict)
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
            self.reading.reject(Remark(self.name, row, self._shown(name), message) for name, message in remarks)
        is_good = np.ones(len(rows), dtype=bool)
        is_good[list(self.problems)] = False
        for positions, name, why in columns.notices:
            told = rows[positions[is_good[positions]]]
            if len(told):
                row = f"row {told[0]}" + (" and others" if len(told) > 1 else "")
                self.reading.notices.append(Remark(self.name, row, self._shown(name), why))
        return np.flatnonzero(is_good)

    def _shown(self, name: str) -> str:
        """Name a field, and the column that it came from where that is called otherwise."""
        column = self.called.get(name, name)
        return name if column == name else f"{name} (column {column!r})"


def read_raw(
    name: str,
    raw: RawColumns,
    reading: Reading,
    *,
    problems: Iterable[tuple[int, str, str]] = (),
    called: Mapping[str, str] | None = None,
) -> None:
    """Read columns of texts into a reading.

    Parameters
    ----------
    name
        Of the file they come from.
    raw
        Columns named as in the data dictionary, a list's members parted by ``;``.
    reading
        Gets the accepted reports as a table, the sources, the rejections and the notices.
    problems
        What is known to be wrong: the position of a row in the columns, the field, the message.
    called
        What columns are called in the file, by field, where that is another name.
    """
    file = _File(name, raw, reading, called or {})
    for position, wrong, message in problems:
        file.reject([position], wrong, message)
    _refuse_foreign_characters(file)
    count = len(raw.rows)
    columns = Columns({**raw.texts, "source": _sources(file)}, count)
    for rule in REPORT_RULES:
        columns.apply(rule)
    _fill_ids(columns, count)
    good = file.good(columns)
    table = _table(columns, count)
    if len(good) < count:
        table = table.iloc[good].reset_index(drop=True)
    reading.tables.append(table.assign(_file=name, _row=raw.rows[good]))


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
