"""Claims tables from report files, a ledger or the seed reports; what was remarked on; their days as dates."""

from __future__ import annotations

import json
import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
import pandas as pd

from mustermap.errors import LedgerNotFound, ReportsRemarked, UnreadableFile
from mustermap.layers.keyword_hints import hint_keywords

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

    from mustermap.data.files.reading import Reading, Remark

Frame = TypeVar("Frame", bound=pd.DataFrame)

REMARK_COLUMNS: Final = ("kind", "file", "row", "field", "message", "rows")
#: Remarks that a warning quotes; it counts the others.
_MOST_QUOTED: Final = 3
_FIRST_DAY: Final = np.datetime64("0001-01-01", "D").astype(np.int64)
_LAST_DAY: Final = np.datetime64("9999-12-31", "D").astype(np.int64)
#: Columns of `mustermap.layers.stretches`, which are days too.
_STRETCHES: Final = frozenset({"possible_from", "possible_to", "certain_from", "certain_to", "last_cited_from"})


@hint_keywords
def read(files: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> gpd.GeoDataFrame:
    """Return the claims table of report files.

    Parameters
    ----------
    files
        One path or several: TOML, CSV, TSV, XLSX or GeoJSON with the fields of the data dictionary, or GeoPackage,
        Parquet and KML that Mustermap exported. References between reports resolve across all of them.

    Returns
    -------
    geopandas.GeoDataFrame
        One row for each accepted report, EPSG:4326, with the columns of ``layers.CLAIMS_COLUMNS``. Days are counted
        from 1970-01-01; `with_dates` turns them into dates. ``attrs`` has ``first_day``, ``last_day``, ``open_day``
        and ``credits`` of the data, and the remarks that `remarks` returns as a table.

    Warns
    -----
    ReportsRemarked
        If a row was rejected, or kept with a remark: a wording that could not be parsed, a column that is not known.

    Raises
    ------
    UnreadableFile
        If a file is not there, or none was named.

    Examples
    --------
    A row that is wrong costs no other row; the warning quotes it, and `remarks` lists it.

    >>> import tempfile, warnings
    >>> import mustermap as mm
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "two.csv")
    ...     rows = ["claimant,figure_low,figure_high,source_title", "A,500,300,News", "B,9000,,News"]
    ...     _ = path.write_text(chr(10).join(rows))
    ...     with warnings.catch_warnings(category=mm.errors.ReportsRemarked, action="ignore"):
    ...         claims = mm.read(path)
    >>> claims[["claimant", "figure_text"]].values.tolist()
    [['B', 'at least 9,000']]
    >>> mm.remarks(claims)[["kind", "row", "field"]].values.tolist()
    [['rejected', 'row 2', 'figure_low']]
    """
    from mustermap.app.report_selection import load

    paths = [Path(files)] if isinstance(files, str | os.PathLike) else [Path(one) for one in files]
    if not paths:
        raise UnreadableFile("files: none was named; name one, or use read_seeds for the reports that come along")
    for path in paths:
        if not path.exists():
            raise UnreadableFile(f"{path}: no such file; check the path")
    loaded = load(paths, None)
    _warn(loaded.reading)
    return _with_remarks(loaded.claims, loaded.reading)


@hint_keywords
def read_ledger(path: str | os.PathLike[str]) -> gpd.GeoDataFrame:
    """Return the claims table of a ledger, as `read` does: all its reports, drafts and retracted ones included.

    Parameters
    ----------
    path
        The ledger, such as ``"mustermap.gpkg"``. Decisions of its editors on places are applied.

    Raises
    ------
    LedgerError
        If the ledger cannot be read; `LedgerNotFound` if it is not there.
    """
    from mustermap.app.report_selection import load

    if not Path(path).exists():
        raise LedgerNotFound(f"{path}: no such ledger; create it with: mustermap add FILES --ledger {path}")
    return load([], Path(path)).claims


def read_seeds() -> gpd.GeoDataFrame:
    """Return the claims table of the reports that come with Mustermap.

    They are of one news analysis of October 2022, of what was published about Russian troops in Belarus in the months
    around it, and of North Korean troops in Russia from October 2024 on. None of them is a complete collection.

    Examples
    --------
    >>> import mustermap as mm
    >>> claims = mm.read_seeds()
    >>> len(claims), claims["source"].nunique()
    (113, 73)
    """
    from mustermap.app.report_selection import load
    from mustermap.seeds import seed_files

    loaded = load(seed_files(), None)
    return _with_remarks(loaded.claims, loaded.reading)


def remarks(claims: pd.DataFrame) -> pd.DataFrame:
    """Return what was remarked on while the reports of a claims table were read.

    Parameters
    ----------
    claims
        What `read` returned, or a table made of it that kept its ``attrs``.

    Returns
    -------
    pandas.DataFrame
        A row for each remark: ``kind`` ("rejected": the row was left out; "notice": it was kept), ``file``, ``row``,
        ``field``, ``message`` (what was found and what to do) and ``rows`` (the number of rows that it is about).
    """
    kept = json.loads(claims.attrs.get("remarks", "[]"))
    table = pd.DataFrame(kept, columns=list(REMARK_COLUMNS))
    return table.astype({name: "int64" if name == "rows" else "str" for name in REMARK_COLUMNS})


def with_dates(frame: Frame) -> Frame:
    """Return a copy of a table in which every column of days is ``datetime64[s]``.

    Parameters
    ----------
    frame
        The claims table, or any frame of Mustermap: of `in_effect`, `compare`, `track`, `what_changed` or
        `mustermap.layers.stretches`. Columns of days are those whose names end in ``_day``.

    Returns
    -------
    pandas.DataFrame
        A frame to look at and to plot. Functions that need the claims table take the one with day numbers.
        NaT is a day that is not bounded, or outside the years 1 to 9999.

    Examples
    --------
    >>> import mustermap as mm
    >>> latest = mm.with_dates(mm.read_seeds()).set_index("id").loc["03-latushka-120000"]
    >>> latest["certain_from_day"], latest["said_certain_day"]
    (Timestamp('2022-11-30 00:00:00'), Timestamp('2022-09-29 00:00:00'))
    """
    dated = frame.copy()
    for name in map(str, frame.columns):
        if name.endswith("_day") or name in _STRETCHES:
            days = pd.Series(frame[name]).to_numpy(dtype=np.int64)
            is_date = (days >= _FIRST_DAY) & (days <= _LAST_DAY)
            dates = np.where(is_date, days, 0).astype("datetime64[D]").astype("datetime64[s]")
            dated[name] = np.where(is_date, dates, np.datetime64("NaT", "s"))
    return dated


def _found(reading: Reading) -> list[tuple[str, Remark]]:
    return [("rejected", remark) for remark in reading.rejected] + [("notice", remark) for remark in reading.notices]


def _with_remarks(claims: gpd.GeoDataFrame, reading: Reading) -> gpd.GeoDataFrame:
    rows = [[kind, one.file, one.row, one.field, one.message, one.rows] for kind, one in _found(reading)]
    # One text: pandas copies attrs deeply with every frame, compares them and writes them to Parquet as JSON.
    claims.attrs["remarks"] = json.dumps(rows, ensure_ascii=False)
    return claims


def _warn(reading: Reading) -> None:
    found = _found(reading)
    if found:
        quoted = "".join(f"\n  {kind}: {remark}" for kind, remark in found[:_MOST_QUOTED])
        more = f"\n  and {len(found) - _MOST_QUOTED:,} more" if len(found) > _MOST_QUOTED else ""
        counts = f"rows rejected: {reading.rejected_rows:,}, notices: {len(reading.notices):,}"
        message = f"{counts}; mustermap.remarks(claims) lists them:{quoted}{more}"
        warnings.warn(message, ReportsRemarked, stacklevel=4)  # the line that called `read`
