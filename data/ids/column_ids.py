"""Ids of reports that have none, made column by column; `mustermap.data.ids.content_ids` makes the same one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from mustermap.data.combinations import combine
from mustermap.data.files.raw_columns import one_chunk
from mustermap.data.ids.content_ids import BOUNDS, FORMER, LISTS, SAYING, WORDED, as_json, in_order, saying, short_hash
from mustermap.data.report_table import FLAG_COLUMNS, NUMBER_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from mustermap.data.rules.column_rules import Column

_TEXT: Final = pa.large_string()


def report_ids(cells: Mapping[str, Column], rows: NDArray[np.int64]) -> list[str]:
    """Return the ids of the reports in some rows."""
    parts = []
    for name in SAYING:
        part = _said(cells, name, rows)
        if name == "figure" and (figures := _figures(cells, rows, lambda bounds: saying("figure", bounds))) is not None:
            part = figures if part is None else pc.coalesce(figures, part)
        if part is not None:
            parts.append(part.fill_null(""))
    if not parts:
        return [short_hash("")] * len(rows)
    return [short_hash(text) for text in pc.binary_join_element_wise(*parts, pa.scalar("", _TEXT)).to_pylist()]


def former_report_ids(cells: Mapping[str, Column], rows: NDArray[np.int64]) -> list[str]:
    """Return the ids that the reports in some rows got up to version 0.1.0."""
    parts = [_written(cells.get(name), rows, as_json, is_list=name == "force") for name in FORMER]
    wordings = _written(cells.get("figure"), rows, as_json, is_list=False)
    figures = _figures(cells, rows, as_json)
    figures = wordings if figures is None else pc.coalesce(figures, wordings)
    said = pc.binary_join_element_wise(*parts, figures, pa.scalar(", ", _TEXT))
    return [short_hash(f"[{text}]") for text in said.to_pylist()]


def cells_of(table: pd.DataFrame) -> dict[str, Column]:
    """Return the columns of a table of reports as cells: texts of Arrow's, numbers and flags."""
    return {
        str(name): table[name].to_numpy() if name in {*NUMBER_COLUMNS, *FLAG_COLUMNS} else _texts(table[name])
        for name in table
        if not str(name).startswith("_")
    }


def _texts(column: pd.Series) -> pa.Array:
    texts = pa.array(column, from_pandas=True)
    whole = one_chunk(texts) if isinstance(texts, pa.ChunkedArray) else texts
    return whole.cast(_TEXT).fill_null("")


def _said(cells: Mapping[str, Column], name: str, rows: NDArray[np.int64]) -> pa.Array | None:
    """Write what a column says; nothing where it is blank, or where what was read from the wording counts."""
    column = cells.get(name)
    if column is None:
        return None
    said = _written(column, rows, lambda text: saying(name, text) if text else "", is_list=name in LISTS)
    read = cells.get(WORDED.get(name, ""))
    return said if read is None else pc.if_else(pc.equal(read.take(pa.array(rows)), ""), said, "")


def _written(column: Any, rows: NDArray[np.int64], write: Callable[[str], str], *, is_list: bool) -> pa.Array:
    """Write a column of texts, each distinct one once."""
    if column is None:
        return pa.repeat(pa.scalar(write(""), _TEXT), len(rows))
    coded = column.take(pa.array(rows)).dictionary_encode()
    distinct = coded.dictionary.to_pylist()
    written = [write(in_order(text) if is_list else text) for text in distinct]
    return pa.array(written, _TEXT).take(coded.indices)


def _figures(cells: Mapping[str, Column], rows: NDArray[np.int64], write: Callable[[object], str]) -> pa.Array | None:
    """Write the bounds, null for a row that has none; None where no row can have any."""
    bounds = [cells.get(name) for name in BOUNDS]
    if all(bounds[at] is None for at in (0, 2, 4)):
        return None
    none, false = np.full(len(rows), np.nan), np.zeros(len(rows), dtype=bool)
    low, high, best = (none if bounds[at] is None else np.asarray(bounds[at], dtype=float)[rows] for at in (0, 2, 4))
    flags = [false if bounds[at] is None else np.asarray(bounds[at], dtype=bool)[rows] for at in (1, 3)]
    keys = np.column_stack([low, flags[0], high, flags[1], best])
    codes, firsts = combine([pd.Series(key) for key in keys.T])
    written = [None if np.isnan(keys[first][[0, 2, 4]]).all() else write(_bounds(*keys[first])) for first in firsts]
    return pa.array(written, _TEXT).take(pa.array(codes))


def _bounds(low: float, low_in: float, high: float, high_in: float, best: float) -> list[float | bool | None]:
    low_known, high_known = not np.isnan(low), not np.isnan(high)
    return [
        float(low) if low_known else None, bool(low_in) if low_known else None,
        float(high) if high_known else None, bool(high_in) if high_known else None,
        None if np.isnan(best) else float(best),
    ]  # fmt: skip
