"""The table of reports: the columns of the data dictionary, one row a report, blank text as ""."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa

from mustermap.data.fields import REPORT_COLUMNS, REPORT_FIELDS, SOURCE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from mustermap.data.reports import Report, Source

NUMBER_COLUMNS: Final = tuple(field.name for field in REPORT_FIELDS if field.kind == "number")
FLAG_COLUMNS: Final = tuple(field.name for field in REPORT_FIELDS if field.kind == "flag")


def text_series(texts: pa.Array) -> pd.Series[str]:
    """Return a column of Arrow's texts, without a copy."""
    dtype = pd.StringDtype("pyarrow", na_value=np.nan)
    return pd.Series(pd.arrays.ArrowStringArray(pa.chunked_array([texts]), dtype=dtype))  # type: ignore[call-arg] # stubs of pandas 2


def may_hold(texts: pa.Array, signs: str) -> bool:
    """Check in one look at all their bytes whether any of some texts can hold one of some ASCII signs.

    Examples
    --------
    >>> may_hold(pa.array(["about 900", "#N/A"]), "#"), may_hold(pa.array(["about 900"]), "#;")
    (True, False)
    """
    _, _, held = texts.buffers()
    letters = np.frombuffer(held or b"", dtype=np.uint8)
    return any(bool((letters == ord(sign)).any()) for sign in signs)


def spread_texts(texts: Sequence[str], codes: NDArray[np.integer[Any]]) -> pd.Series[str]:
    """Return for each row the text that its code counts."""
    return text_series(pa.array(texts, pa.large_string()).take(pa.array(codes)))


def empty_column(name: str, length: int) -> pd.Series[Any]:
    """Return a column of blanks: NaN for a number, False for a flag, "" for all else."""
    if name in NUMBER_COLUMNS:
        return pd.Series(np.full(length, np.nan), dtype="float64")
    if name in FLAG_COLUMNS:
        return pd.Series(np.zeros(length, dtype=bool))
    return spread_texts([""], np.zeros(length, dtype=np.int8))


def table_of(columns: Mapping[str, Sequence[Any]], names: Sequence[str]) -> pd.DataFrame:
    """Return a table of columns of cells in which None is blank."""
    return pd.DataFrame({name: _column(name, columns[name]).array for name in names})  # nothing to align by an index


def _column(name: str, cells: Sequence[Any]) -> pd.Series[Any]:
    """Return a column of cells in which None is blank."""
    if name in NUMBER_COLUMNS:
        return pd.Series([np.nan if cell is None else cell for cell in cells], dtype="float64")
    if name in FLAG_COLUMNS:
        return pd.Series([cell is not None and cell for cell in cells], dtype=bool)
    return text_series(pa.array(["" if cell is None else cell for cell in cells], pa.large_string()))


def reports_table(reports: Sequence[Report], tables: Sequence[pd.DataFrame] = ()) -> pd.DataFrame:
    """Return one table of the reports that were read one by one and of those read column by column.

    Returns
    -------
    pandas.DataFrame
        The columns of the data dictionary: text as ``str``, bounds as ``float64`` (NaN for none), flags as ``bool``.
    """
    parts = [table[list(REPORT_COLUMNS)] for table in tables if len(table)]
    if reports or not parts:
        cells = [report.cells() for report in reports]
        own = {name: [row.get(name) for row in cells] for name in REPORT_COLUMNS}
        parts.insert(0, table_of(own, REPORT_COLUMNS))
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0].reset_index(drop=True)


def sources_table(sources: Sequence[Source]) -> pd.DataFrame:
    """Return a table of sources with the columns of the data dictionary."""
    cells = [source.cells() for source in sources]
    return table_of({name: [row.get(name) for row in cells] for name in SOURCE_COLUMNS}, SOURCE_COLUMNS)
