"""The claims of a comparison as a table: what each says, how certainly it holds, and its group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST
from mustermap.data.report_table import spread_texts
from mustermap.layers.claim_columns import CLAIMS_COLUMNS, Column, frame_of, texts_of
from mustermap.layers.comparison.comparable import REASONS
from mustermap.layers.comparison.group_texts import claim_figures, disputes_of
from mustermap.layers.comparison.spreads import STRETCH_DAYS

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from mustermap.layers.comparison.period import Period
    from mustermap.words import Words

    Codes = NDArray[np.int64]

_TAKEN: Final = (
    *("claimant", "attributed_to", "force", "component", "unit", "phase", "quantity", "measure", "figure"),
    *("figure_text", "figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best"),
    *("place", "place_ref", "place_name", "place_precision", "said", "start", "end", "summary", "updates"),
    *("source", "source_title", "source_publisher", "source_url", "source_published"),
)

CLAIM_COLUMNS: Final = (
    *texts_of(id="the report's id"),
    Column("group", "int64", "number of its group"),
    Column("axis", "int64", "number of its axis"),
    *texts_of(reason="why it is not compared; blank if it is"),
    Column("is_part", "bool", "about a part of what others on its axis are about"),
    *texts_of(figures="its figure as a text, with what it counts"),
    *texts_of(certainty="certain or possible; over a period: certain if it is so on any day of it"),
    Column("last_cited", "bool", "only last cited; over a period: on its last day"),
    Column("echoes", "int64", "how many echoes count under it"),
    *texts_of(disputers="who disputes it, the first few names", disputed_by="ids of the disputes, separated by ;"),
    Column("possible_from_day", "int32", "the first day on which it is in effect, as far as is known"),
    Column("possible_to_day", "int32", "the last such day"),
    Column("certain_from_day", "int32", "the first day on which it is so certainly; after certain_to_day if on none"),
    Column("certain_to_day", "int32", "the last such day"),
    Column("last_cited_from_day", "int32", "from this day on it is only last cited"),
    *(column for name in _TAKEN for column in CLAIMS_COLUMNS if column.name == name),
)


def claim_table(
    claims: gpd.GeoDataFrame,
    table: pd.DataFrame,
    days: pd.DataFrame,
    period: Period,
    disputes: tuple[Codes, Codes],
    words: Words,
) -> pd.DataFrame:
    """Return the claims of the groups.

    Parameters
    ----------
    claims
        The claims table.
    table
        A row a claim: ``row``, ``group``, ``axis``, ``reason``, ``is_part``.
    days
        Their days, as ``layers.stretches`` returns them.
    period
        The days that are compared.
    disputes
        Pairs of positions: dispute and target.
    words
        The language.

    Returns
    -------
    pandas.DataFrame
        The columns of CLAIM_COLUMNS, sorted by group, then in the claims table's order.
    """
    order = np.argsort(table["group"].to_numpy(), kind="stable")
    table, days = table.iloc[order], days.iloc[order]
    of_claim = claims[["id", *_TAKEN]].iloc[table["row"].to_numpy()]
    codes, texts = claim_figures(of_claim, words)
    clipped = {name: days[name].clip(DISTANT_PAST, DISTANT_FUTURE) for name in STRETCH_DAYS}
    stretch = {f"{name}_day": column.to_numpy().astype(np.int32) for name, column in clipped.items()}
    certain = (stretch["certain_from_day"] <= period.to_day) & (stretch["certain_to_day"] >= period.from_day)
    columns = {
        **{name: of_claim[name] for name in ("id", *_TAKEN)},
        **{name: table[name].to_numpy() for name in ("group", "axis", "is_part")},
        "reason": spread_texts(list(REASONS), table["reason"].to_numpy()),
        "figures": spread_texts(texts, codes),
        "certainty": spread_texts(["possible", "certain"], certain.astype(np.int8)),
        "last_cited": stretch["last_cited_from_day"]
        <= np.minimum(period.to_day, stretch["possible_to_day"].astype(np.int64)),
        "echoes": days["echoes"].to_numpy(),
        **disputes_of(claims, table["row"].to_numpy(), np.arange(len(table)), disputes, words),
        **stretch,
    }
    return frame_of(CLAIM_COLUMNS, columns)
