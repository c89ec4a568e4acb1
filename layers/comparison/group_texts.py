"""Texts of claims and groups of claims: their figures, the ids of their claims, and who disputes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from mustermap.data.combinations import combine
from mustermap.data.report_table import spread_texts, text_series
from mustermap.layers.claimants import spread_ranges, trimmed
from mustermap.layers.comparison.spans import SPAN_COLUMNS
from mustermap.words import words_of
from mustermap.words.isolate import isolate
from mustermap.words.name_texts import claimants_texts
from mustermap.words.span_texts import figure_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mustermap.words import Words

    Codes = NDArray[np.int64]

_FIGURE: Final = ("figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best")
_WORDED_BY: Final = (*_FIGURE, "figure", "figure_text", "quantity")
_SPAN: Final = tuple(name for name in SPAN_COLUMNS if not name.endswith("_row"))
_PERSONNEL: Final = ("", "personnel")


class _Figure(NamedTuple):
    """The figure of a claim, as `mustermap.words.span_texts` asks for it."""

    low: float | None
    low_included: bool
    high: float | None
    high_included: bool
    best: float | None


def reading_texts(claims: pd.DataFrame, words: Words) -> pd.Series[str]:
    """Return what was read as the figure of each claim; blank without a number. Each distinct figure is worded once."""
    if words.language == "en":
        return claims["figure_text"].astype("str")
    codes, firsts = combine([claims[name] for name in _FIGURE])
    texts = []
    for low, low_included, high, high_included, best in claims[list(_FIGURE)].iloc[firsts].itertuples(index=False):
        lowest, highest, nearest = (None if np.isnan(number) else number for number in (low, high, best))
        texts.append(figure_text(_Figure(lowest, low_included, highest, high_included, nearest), words))
    return pd.Series(spread_texts([*texts, ""], codes).to_numpy(), index=claims.index, dtype="str")


def claim_figures(claims: pd.DataFrame, words: Words | None = None) -> tuple[Codes, list[str]]:
    """Return the figure of each claim with what it counts: "more than 1,000", "40 aircraft", or that there is none.

    Returns
    -------
    tuple
        For each row the position of its text in the list, and the list, each text once.
    """
    words = words or words_of()
    own = claims[["figure", "quantity"]].assign(reading=reading_texts(claims, words))
    names = ["reading", "figure", "quantity"]
    codes, firsts = combine([own[name] for name in names])
    distinct = own[names].iloc[firsts].astype("str")
    worded = [_figure(*row, words=words) for row in zip(*(distinct[name] for name in names), strict=True)]
    again, texts = pd.factorize(np.array(worded, dtype=object))
    return again.astype(np.int64)[codes] if len(codes) else codes, [str(text) for text in texts]


def _figure(reading: str, wording: str, quantity: str, *, words: Words) -> str:
    if not reading:
        return words.say("figureNotRead", wording=isolate(wording)) if wording else words.say("noNumber")
    return _counted(isolate(reading), quantity, words)


def _counted(figure: str, quantity: str, words: Words) -> str:
    """Return a figure with what it counts, where that is not persons."""
    return figure if quantity in _PERSONNEL else words.say("figures.counted", figure=figure, quantity=isolate(quantity))


def part_name(component: str, unit: str) -> str:
    """Return the name of a part of a force as reports have it; blank for the whole."""
    return ", ".join(isolate(text) for text in map(trimmed, (component, unit)) if text)


def joined(texts: pd.Series[Any], row: Codes, begins: Codes) -> pd.Series[str]:
    """Return the texts of the claims of each group, joined by ``;``."""
    column = pa.array(texts.astype("str"), pa.large_string())
    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column  # of a ledger, it is in pieces
    values = column.take(pa.array(row))
    ends = pa.array(np.append(begins, len(row)), pa.int64())
    lists = pa.LargeListArray.from_arrays(ends, values)
    return text_series(pc.binary_join(lists, pa.scalar(";", pa.large_string())))


def disputes_of(
    claims: pd.DataFrame, row: Codes, begins: Codes, disputes: tuple[Codes, Codes], words: Words | None = None
) -> dict[str, pd.Series[str]]:
    """Return who disputes claims of each group.

    Parameters
    ----------
    claims
        The claims table.
    row, begins
        Positions of the claims of the groups, one group after the other, and where each begins.
    disputes
        Pairs of positions: dispute and target.
    words
        The language of the names' list; None: English.

    Returns
    -------
    dict
        ``disputers``, the first few names, and ``disputed_by``, the ids of the disputes.
    """
    words = words or words_of()
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
    names = claims["claimant"].iloc[rows].astype("str").groupby(found["group"].to_numpy()).agg(list)
    lists = [words.joined(claimants_texts(own, words)) for own in names]
    disputed = found["group"].to_numpy()[firsts]
    code = np.zeros(count, dtype=np.int64)
    code[disputed] = np.arange(len(disputed)) + 1
    ids = joined(claims["id"], rows, firsts).tolist()
    return {"disputers": spread_texts(["", *lists], code), "disputed_by": spread_texts(["", *ids], code)}
