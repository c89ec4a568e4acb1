"""Reports read column by column: a rule reads each distinct value once, whatever the number of rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from mustermap.data.combinations import combine_codes
from mustermap.data.fields import REPORT_COLUMNS, SOURCE_PREFIX
from mustermap.data.files.csv_text import FLAT_SOURCE, NOT_UTF8
from mustermap.data.files.day_columns import day_contexts, day_orders, source_orders
from mustermap.data.files.decimal_marks import MARKED, mark_field, mark_of
from mustermap.data.files.reading import Reading, Remark
from mustermap.data.ids.column_ids import report_ids
from mustermap.data.report_table import FLAG_COLUMNS, NUMBER_COLUMNS, empty_column, may_hold, text_series
from mustermap.data.rules.column_rules import Columns
from mustermap.data.rules.field_tables import REPORT_RULES
from mustermap.data.rules.rule import LONGEST_READ, refuse_spreadsheet_error
from mustermap.data.short_texts import echoed
from mustermap.errors import InvalidField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from mustermap.data.files.raw_columns import RawColumns

#: Where a cell holds none of these, nothing in it is left to a decimal mark.
_SEPARATED: Final = r"\d[.,]\d"


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
        """Pass the rejections and the notices on; return the positions of the rows that stay."""
        for positions, name, message in columns.problems:
            self.reject(positions, name, message)
        rows = self.raw.rows
        for position, remarks in sorted(self.problems.items()):
            row = self.reading.row_name(self.name, rows[position])
            self.reading.reject(Remark(self.name, row, self._shown(name), message) for name, message in remarks)
        is_good = np.ones(len(rows), dtype=bool)
        is_good[list(self.problems)] = False
        for positions, name, why in columns.notices:
            told = rows[positions[is_good[positions]]]
            if len(told):
                row = self.reading.row_name(self.name, told[0]) + (" and others" if len(told) > 1 else "")
                self.reading.notices.append(Remark(self.name, row, self._shown(name), why, rows=len(told)))
        return np.flatnonzero(is_good)

    def _shown(self, name: str) -> str:
        """Return a field's name, with its column's if that is another one."""
        column = self.called.get(name, name)
        return name if column == name else f"{name} (column {echoed(column)})"


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
        Columns named as in the data dictionary, the members of a list separated by ``;``.
    reading
        Gets the accepted reports as a table, the sources, the rejections and the notices.
    problems
        What is known to be wrong: the position of a row in the columns, the field, the message.
    called
        What columns are called in the file, by field, where that is another name.
    """
    file = _File(name, raw, reading, called or {})
    for position, wrong, message in (*problems, *raw.wrong):
        file.reject([position], wrong, message)
    _refuse_foreign_characters(file)
    _refuse_errors(file)
    count = len(raw.rows)
    sources = _sources(file)
    beside = {**_decimal_marks(raw), **day_orders(raw), **day_contexts(raw, sources, reading)}
    columns = Columns({**raw.texts, **beside, "source": sources}, count)
    for rule in REPORT_RULES:
        columns.apply(rule)
    is_made = _fill_ids(columns, count)
    good = file.good(columns)
    table = _table(columns, count)
    if len(good) < count:
        table = table.iloc[good].reset_index(drop=True)
    reading.tables.append(table.assign(_file=name, _row=raw.rows[good], _made=is_made[good]))


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


def _refuse_errors(file: _File) -> None:
    """Refuse the errors of spreadsheets; those in a source's fields are refused with the source."""
    for name, texts in file.raw.texts.items():
        if name in FLAT_SOURCE or not may_hold(texts, "#"):
            continue
        suspect = np.flatnonzero(pc.match_substring(texts, "#").to_numpy(zero_copy_only=False))
        for position, text in zip(suspect.tolist(), texts.take(pa.array(suspect)).to_pylist(), strict=True):
            try:
                refuse_spreadsheet_error(name, text)
            except InvalidField as problem:
                file.reject([position], name, str(problem))


def _decimal_marks(raw: RawColumns) -> dict[str, pa.Array]:
    """Return the decimal mark of each column of numbers, and of each cell that is a number already."""
    marks = {}
    for name in MARKED:
        texts = raw.texts.get(name)
        if texts is None:
            continue
        separated = pc.match_substring_regex(texts, _SEPARATED)
        numbers = raw.numbers.get(name)
        is_short = pc.less_equal(pc.binary_length(texts), LONGEST_READ)
        written = pc.and_(separated, is_short)
        written = written if numbers is None else pc.and_not(written, numbers)
        if not pc.any(separated).as_py():
            continue
        mark = raw.decimal or mark_of(texts.filter(written).unique().to_pylist(), is_semicolon=raw.is_semicolon)
        column = pa.repeat(pa.scalar(mark, pa.large_string()), len(texts))
        marks[mark_field(name)] = column if numbers is None else pc.if_else(numbers, ".", column)
    return marks


def _sources(file: _File) -> pa.Array:
    """Read each distinct source once; return the id of every row's source."""
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
    wrong: list[tuple[int, str, str]] = []
    orders = source_orders(file.raw)
    for code, first in enumerate(firsts):
        source = {name.removeprefix(SOURCE_PREFIX): distinct[name][code] for name in flat}
        named = distinct["source"][code]
        if not any(source.values()):
            found.append(named)
            continue
        if named and source.get("id") not in {None, "", named}:
            got = f"{echoed(source['id'])} is not the source {echoed(named)} of the same row"
            wrong.append((code, "source_id", f"{got}; leave one of the two out"))
        source["id"] = source.get("id") or named
        before = len(reading.rejected)
        identity = reading.add_source(file.name, reading.row_name(file.name, rows[first]), source | orders)
        if identity is None:
            remarks, reading.rejected[before:] = reading.rejected[before:], []
            reading.rejected_rows -= 1
            wrong += [(code, SOURCE_PREFIX + remark.field, remark.message) for remark in remarks]
        found.append(identity or "?")
    if wrong:
        order, ends = np.argsort(codes, kind="stable"), np.cumsum(np.bincount(codes, minlength=len(firsts)))
        for code, name, message in wrong:
            file.reject(order[ends[code - 1] if code else 0 : ends[code]], name, message)
    return pa.array(found, pa.large_string()).take(pa.array(codes))


def _fill_ids(columns: Columns, count: int) -> NDArray[np.bool_]:
    """Set the ids of reports without one to the hash of what they say; return which these are."""
    ids = columns.cells.get("id")
    if ids is None:
        columns.cells["id"] = pa.array(report_ids(columns.cells, np.arange(count)), pa.large_string())
        return np.ones(count, dtype=bool)
    blank = pc.equal(ids, "")
    is_made: NDArray[np.bool_] = blank.to_numpy(zero_copy_only=False)
    without = np.flatnonzero(is_made)
    if len(without):
        made = pa.array(report_ids(columns.cells, without), pa.large_string())
        columns.cells["id"] = pc.replace_with_mask(ids, blank, made)
    return is_made
