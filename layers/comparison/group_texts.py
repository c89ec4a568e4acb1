"""What is told of groups of claims: their figures in words, the ids of their claims, and who disputes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from mustermap.data.combinations import combine
from mustermap.data.report_table import spread_texts, text_series
from mustermap.layers.claimants import spread_ranges
from mustermap.layers.comparison.phrases import NO_NUMBER, disputers, isolate, ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mustermap.layers.comparison.spreads import Grouped

    Codes = NDArray[np.int64]


def claim_figures(claims: pd.DataFrame) -> tuple[Codes, list[str]]:
    """Word the figure of each claim with what it counts: "more than 1,000", "40 aircraft", or that there is none.

    Returns
    -------
    tuple
        For each row the position of its words in the list, and the list, each wording once.
    """
    names = ["figure_text", "figure", "quantity"]
    codes, firsts = combine([claims[name] for name in names])
    distinct = claims[names].iloc[firsts].astype("str")
    worded = [_figure(*row) for row in zip(*(distinct[name] for name in names), strict=True)]
    again, texts = pd.factorize(np.array(worded, dtype=object))
    return again.astype(np.int64)[codes] if len(codes) else codes, [str(text) for text in texts]


def _figure(text: str, wording: str, quantity: str) -> str:
    if not text:
        return f"“{isolate(wording)}” (not read)" if wording else NO_NUMBER
    return f"{isolate(text)}{_counted(quantity)}"


def _counted(quantity: str) -> str:
    """Say what is counted, where that is not persons."""
    return "" if quantity in ("", "personnel") else f" {isolate(quantity)}"


def group_figures(claims: pd.DataFrame, grouped: Grouped) -> pd.Series[str]:
    """Word the figures of each group: what all its claims say, else from the lowest low to the highest high."""
    rows = np.unique(grouped.row)
    codes, texts = claim_figures(claims.iloc[rows])
    code = codes[np.searchsorted(rows, grouped.row)]
    least, most = (extreme.reduceat(code, grouped.begins) for extreme in (np.minimum, np.maximum))
    words = np.array([*texts, NO_NUMBER], dtype=object)[np.where(least == most, least, len(texts))]
    spans = grouped.spreads
    ranged = np.flatnonzero((least != most) & ~np.isnan(spans["low"].to_numpy()))
    quantity = claims["quantity"].iloc[grouped.row[grouped.begins[ranged]]]
    own, distinct = pd.factorize(quantity)
    counts = np.array([*(_counted(str(text)) for text in distinct), ""], dtype=object)
    words[ranged] = ranges(spans.iloc[ranged]) + counts[own]
    return text_series(pa.array(words, pa.large_string()))


def joined(texts: pd.Series[Any], row: Codes, begins: Codes) -> pd.Series[str]:
    """Join the texts of the claims of each group, parted by ``;``."""
    column = pa.array(texts.astype("str"), pa.large_string())
    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column  # of a ledger, it is in pieces
    values = column.take(pa.array(row))
    ends = pa.array(np.append(begins, len(row)), pa.int64())
    lists = pa.LargeListArray.from_arrays(ends, values)
    return text_series(pc.binary_join(lists, pa.scalar(";", pa.large_string())))


def disputes_of(
    claims: pd.DataFrame, row: Codes, begins: Codes, disputes: tuple[Codes, Codes]
) -> dict[str, pd.Series[str]]:
    """Say who disputes claims of each group.

    Parameters
    ----------
    claims
        The claims table.
    row, begins
        Positions of the claims of the groups, one group after the other, and where each begins.
    disputes
        Pairs of positions: dispute and target.

    Returns
    -------
    dict
        ``disputers``, the first few names, and ``disputed_by``, the ids of the disputes.
    """
    count = len(begins)
    dispute, target = disputes
    order = np.argsort(target, kind="stable")
    dispute, target = dispute[order], target[order]
    begin = np.searchsorted(target, row)
    number = np.searchsorted(target, row, side="right") - begin
    pair, which = spread_ranges(begin, number)
    group = np.repeat(np.arange(count), np.diff(np.append(begins, len(row))))[pair]
    found = pd.DataFrame({"group": group, "dispute": dispute[which]}).drop_duplicates()
    firsts = np.flatnonzero(np.diff(found["group"].to_numpy(), prepend=-1))
    rows = found["dispute"].to_numpy()
    names = claims["claimant"].iloc[rows].astype("str").groupby(found["group"].to_numpy()).agg(list).map(disputers)
    told = found["group"].to_numpy()[firsts]
    code = np.zeros(count, dtype=np.int64)
    code[told] = np.arange(len(told)) + 1
    ids = joined(claims["id"], rows, firsts).tolist()
    return {"disputers": spread_texts(["", *names.tolist()], code), "disputed_by": spread_texts(["", *ids], code)}
