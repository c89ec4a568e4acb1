"""The table that is exported: one row for each report and interval of days on which nothing about it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST, day_of
from mustermap.data.fields import REPORT_COLUMNS, SOURCE_COLUMNS, SOURCE_PREFIX
from mustermap.data.files.export_names import (
    CERTAINTY,
    CREDITS,
    DAY_STANDING,
    DRAWN_GEOMETRY,
    FROM,
    LAST_CITED,
    STANDING,
    TO,
    UNTIL,
)
from mustermap.data.report_table import FLAG_COLUMNS, NUMBER_COLUMNS
from mustermap.errors import UnknownSource
from mustermap.layers.certainty_intervals import certainty_intervals
from mustermap.layers.claims_in_effect import disputes_said, stretches
from mustermap.layers.export.export_columns import EXPORT_COLUMNS, STANDINGS

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from mustermap.data.claimant_register import Claimant

    Rows = NDArray[np.int64]

GEOMETRY: Final = "geometry"
"""The column of well-known binary, EPSG:4326; each distinct geometry is in it once, as a dictionary."""

#: 31 December 9999, after which calendars of programs end.
_LAST_DAY: Final = day_of(date.max)
_MADE: Final = (
    *("place_name", "place_precision", "place_country_code", "place_how", "place_reason", "figure_text", "computed"),
)


@dataclass(frozen=True, slots=True)
class Exported:
    """A table that is exported.

    Attributes
    ----------
    table : pyarrow.Table
        The columns of ``EXPORT_COLUMNS`` and ``geometry``; what is not known is null, also a blank text.
    credits : list of dict
        ``text`` and ``url`` of each source of the gazetteer, and a sentence on what is withheld.
    reports : int
        How many reports are in it.
    counts : dict of str to int
        How many reports have each of ``STANDINGS``.
    left_out : int
        How many reports had not been said by the day that was asked for.
    lone_sources : tuple of str
        Ids of sources without a report in it: a row is a report's, so they cannot be.
    decisions : pyarrow.Table or None
        What place wordings were decided to mean, as `mustermap.layers.export.decision_table` makes it; None: nothing
        of it is written.
    register : tuple of Claimant
        The register of claimants.
    """

    table: pa.Table
    credits: list[dict[str, str]]
    reports: int
    counts: dict[str, int]
    left_out: int
    lone_sources: tuple[str, ...]
    decisions: pa.Table | None = None
    register: tuple[Claimant, ...] = ()


def export_table(
    claims: gpd.GeoDataFrame, reports: pd.DataFrame, sources: pd.DataFrame, *, known_by: int | None = None
) -> Exported:
    """Return the table that is exported.

    Parameters
    ----------
    claims
        The claims table that was made of the reports.
    reports, sources
        Tables with the columns of the data dictionary, the reports in the order of the claims.
    known_by
        Leave out what cannot have been said by this day (days since 1970-01-01), and let only what had been count;
        None: all that is known.

    Returns
    -------
    Exported
        A claim in effect has a row for each interval of `certainty_intervals`; any other report one
        row without days. Areas come first, then lines, points and what is not drawn. Only a placed claim in effect has
        a geometry. Open ends are null.
    """
    said = np.ones(len(claims), dtype=bool)
    if known_by is not None:
        said = claims["said_possible_day"].to_numpy() <= known_by
    days = stretches(claims, known_by=known_by)
    cut = certainty_intervals(claims, days)
    blobs, dimensions, shape_of = _shapes(claims)
    rows, piece_of = _rows(cut, said, dimensions[shape_of])
    whole = _of_reports(claims, reports, sources, days)
    whole["disputed_by"] = _disputed_by(claims, known_by)
    standing = _standing(claims, cut, shape_of >= 0, whole["echo_of"])
    columns = {name: column.take(pa.array(rows)) for name, column in whole.items()}
    columns |= _days_of(cut, piece_of)
    columns[STANDING] = pa.array(STANDINGS, pa.large_string()).take(pa.array(standing[rows]))
    codes = np.where(piece_of >= 0, shape_of[rows], -1)
    columns[GEOMETRY] = pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32(), mask=codes < 0), blobs)
    credits_ = list(claims.attrs.get("credits", []))
    if care := claims.attrs.get("care"):
        credits_.append({"text": care["sentence"], "url": ""})
    text = "; ".join(credit["text"] for credit in credits_)
    columns[CREDITS] = pa.repeat(pa.scalar(text, pa.large_string()), len(rows))
    names = [column.name for column in EXPORT_COLUMNS]
    used = set(reports["source"][said].unique())
    return Exported(
        table=pa.table({name: columns[name] for name in (*names, GEOMETRY)}),
        credits=credits_,
        reports=int(said.sum()),
        counts={name: int((standing[said] == number).sum()) for number, name in enumerate(STANDINGS)},
        left_out=int((~said).sum()),
        lone_sources=tuple(identity for identity in sources["id"] if identity not in used),
    )


def _rows(cut: pd.DataFrame, said: NDArray[np.bool_], dimensions: Rows) -> tuple[Rows, Rows]:
    """Order the rows as they are drawn: areas, lines, points, then what is not drawn; in each as the reports come.

    Returns
    -------
    tuple of arrays
        For each row its report, and its piece or -1.
    """
    with_days = cut["row"].to_numpy()
    is_left = said.copy()
    is_left[with_days] = False
    without = np.flatnonzero(is_left)
    rows = np.concatenate([with_days, without]).astype(np.int64)
    piece_of = np.concatenate([np.arange(len(cut)), np.full(len(without), -1)]).astype(np.int64)
    drawn_as = np.where(piece_of >= 0, dimensions[rows], -1)
    order = np.lexsort((piece_of, rows, -drawn_as))
    return rows[order], piece_of[order]


def _of_reports(
    claims: gpd.GeoDataFrame, reports: pd.DataFrame, sources: pd.DataFrame, days: pd.DataFrame
) -> dict[str, pa.Array]:
    """Return the columns that are the same in all rows of a report."""
    columns = {name: _texts(reports[name]) for name in REPORT_COLUMNS if name not in {*NUMBER_COLUMNS, *FLAG_COLUMNS}}
    columns[DRAWN_GEOMETRY] = columns.pop("geometry")
    columns["place_ref"] = pc.coalesce(columns["place_ref"], _texts(claims["place_ref"]))
    for name in NUMBER_COLUMNS:
        columns[name] = _numbers(reports[name])
    for name in FLAG_COLUMNS:
        absent = reports[name.removesuffix("_included")].isna().to_numpy()
        columns[name] = pa.array(reports[name].to_numpy(dtype=bool), mask=absent)
    at = pa.array(_positions(reports["source"], sources["id"]))
    columns |= {SOURCE_PREFIX + name: _texts(sources[name]).take(at) for name in SOURCE_COLUMNS}
    columns |= {name: _texts(claims[name]) for name in _MADE}
    columns |= {name: _numbers(claims[name]) for name in ("place_radius_m", "place_lon", "place_lat")}
    columns["forces"] = _texts(claims["force"])
    columns["label"] = _labels(columns)
    root = days["root"].to_numpy()
    is_echo = (root >= 0) & (root != np.arange(len(root)))
    columns["echo_of"] = columns["id"].take(pa.array(root, mask=~is_echo))
    columns["echoes"] = pa.array(days["echoes"].to_numpy(np.int64))
    return columns


def _disputed_by(claims: gpd.GeoDataFrame, known_by: int | None) -> pa.Array:
    """Gather the ids of the disputes of each report."""
    import pandas as pd

    by = disputes_said(claims, known_by=known_by).groupby("target")["dispute"].agg(";".join)
    codes = np.full(len(claims), -1, dtype=np.int64)
    codes[pd.Index(claims["id"]).get_indexer(by.index)] = np.arange(len(by))
    return pa.array(by.tolist(), pa.large_string()).take(pa.array(codes, mask=codes < 0))


def _positions(wanted: pd.Series[str], ids: pd.Series[str]) -> Rows:
    """Return each id's position, and none for one that is absent, so that the row is an error and no guess."""
    import pandas as pd

    found = pd.Index(ids).get_indexer(pd.Index(wanted))
    if (found < 0).any():
        absent = wanted[found < 0].iloc[0]
        raise UnknownSource(f"source {absent!r} of a report is not among the sources; hand over both of one reading")
    return found.astype(np.int64)


def _texts(column: pd.Series[Any]) -> pa.Array:
    """Return a column of texts, blank as null."""
    texts = pa.array(column, from_pandas=True)
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
        texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    if isinstance(texts, pa.DictionaryArray):
        texts = texts.dictionary_decode()
    texts = texts.cast(pa.large_string())
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.large_string()), texts)


def _numbers(column: pd.Series[float]) -> pa.Array:
    return pa.array(column.to_numpy(np.float64), from_pandas=True)


def _labels(columns: dict[str, pa.Array]) -> pa.Array:
    """Return a label for each report: the figure with its bounds or that there is none, whose troops, and who says it.

    A label is read beside those of other forces, where no colour can be told.
    """
    nothing = pa.scalar(None, pa.large_string())
    counted = pc.if_else(pc.equal(columns["quantity"], "personnel"), nothing, columns["quantity"])
    figure = pc.coalesce(columns["figure_text"], columns["figure"], pa.scalar("no number", pa.large_string()))
    forces = pc.replace_substring(columns["forces"], ";", " and ")
    of_what = [forces, *(columns[name] for name in ("phase", "component", "unit"))]
    comma, colon, space = (pa.scalar(sign, pa.large_string()) for sign in (", ", ": ", " "))
    figure = pc.binary_join_element_wise(figure, counted, space, null_handling="skip")
    what = pc.binary_join_element_wise(figure, *of_what, comma, null_handling="skip")
    return pc.binary_join_element_wise(what, columns["claimant"], colon, null_handling="skip")


def _standing(
    claims: gpd.GeoDataFrame, cut: pd.DataFrame, is_placed: NDArray[np.bool_], echo_of: pa.Array
) -> NDArray[np.int64]:
    """Return what the rows of each report are, as a position in ``STANDINGS``."""
    kind, state = claims["kind"].astype(object).to_numpy(), claims["state"].astype(object).to_numpy()
    has_days = np.bincount(cut["row"], minlength=len(claims)) > 0
    is_echo = pc.is_valid(echo_of).to_numpy(zero_copy_only=False)
    told = [
        (state == "draft", "draft"),
        (state == "retracted", "retracted"),
        (kind == "dispute", "dispute"),
        (kind == "context", "context"),
        (has_days & is_placed, "drawn"),
        (has_days, "not placed"),
        (is_echo, "echo"),
    ]
    numbers = [STANDINGS.index(name) for _, name in told]
    return np.select([where for where, _ in told], numbers, STANDINGS.index("never in effect"))


def _shapes(claims: gpd.GeoDataFrame) -> tuple[pa.Array, Rows, Rows]:
    """Write each distinct geometry once.

    Returns
    -------
    tuple of arrays
        The geometries; the dimension of each, and at the end -1 for none; which of them each report has, -1 for none.
    """
    import pandas as pd

    codes, refs = pd.factorize(claims["place_ref"].astype(object))
    firsts = np.full(len(refs), -1, dtype=np.int64)
    firsts[codes[::-1]] = np.arange(len(codes))[::-1]
    shapes = claims.geometry.to_numpy()[firsts]
    is_there = ~(shapely.is_missing(shapes) | (np.asarray(refs, dtype=object) == ""))
    moved = np.where(is_there, np.cumsum(is_there) - 1, -1)
    kept = shapes[is_there]
    dimensions = np.append(shapely.get_dimensions(kept), -1).astype(np.int64)
    return pa.array(shapely.to_wkb(kept), pa.large_binary()), dimensions, moved[codes]


def _days_of(cut: pd.DataFrame, piece_of: Rows) -> dict[str, pa.Array]:
    """Return the days and the certainty of each row's interval, if it has one."""
    has_none = piece_of < 0
    at = np.where(has_none, 0, piece_of)

    def spread(values: NDArray[Any], absent: NDArray[np.bool_] | None = None) -> pa.Array:
        if not len(cut):
            return pa.nulls(len(piece_of), pa.array(values[:0]).type)
        return pa.array(values[at], mask=has_none if absent is None else has_none | absent[at])

    begin, end = cut["from_day"].to_numpy(), cut["to_day"].to_numpy()
    spans = ((FROM, begin, begin == DISTANT_PAST), (TO, end, end == DISTANT_FUTURE), (UNTIL, end + 1, end >= _LAST_DAY))
    # A null too has a day of the calendar below it: not all readers skip it.
    dates = {
        name: spread(np.where(is_open, 0, days).astype(np.int32), is_open).cast(pa.date32())
        for name, days, is_open in spans
    }
    certainty = spread(cut["certainty"].to_numpy(dtype=object)).cast(pa.large_string())
    standing = spread(cut["standing"].to_numpy(dtype=object)).cast(pa.large_string())
    cited = spread(cut["last_cited"].to_numpy(dtype=bool))
    return {**dates, CERTAINTY: certainty, LAST_CITED: cited, DAY_STANDING: standing}
