"""Claims in groups of comparable ones, as the chart of a comparison draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.layers.claim_columns import Column, frame_of, texts_of
from mustermap.layers.claimants import Voices, code_texts
from mustermap.layers.claims_in_effect import disputes_said, stretches
from mustermap.layers.comparison.claim_table import claim_table
from mustermap.layers.comparison.comparable import LEFT_OUT, Sorted, sort_claims
from mustermap.layers.comparison.group_table import group_table, number_groups
from mustermap.layers.comparison.sentence import sentences
from mustermap.layers.comparison.spans import bounds_of
from mustermap.layers.comparison.spreads import Facts, group_spreads

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.layers.comparison.nesting import Area
    from mustermap.layers.comparison.period import Period
    from mustermap.words import Words

    Codes = NDArray[np.int64]

AXIS_COLUMNS: Final = (
    Column("axis", "int64", "number of the axis"),
    *texts_of(
        force="whose troops",
        place_ref="where, as in the claims table",
        place_name="the place's name",
        quantity="what is counted, in small letters",
        measure="stock or flow; blank if nobody says which",
    ),
    Column("independent", "int64", "how many independent claimants make the claims that hold"),
    *texts_of(sentence="the situation of the day in a sentence; blank over a period"),
)


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups of comparable claims, their claims, and what is compared with each other, as tables."""

    groups: pd.DataFrame
    claims: pd.DataFrame
    axes: pd.DataFrame


def group_claims(
    claims: gpd.GeoDataFrame, period: Period, where: Area | None, whose: str | None, known_by: int | None, words: Words
) -> Grouping:
    """Return the claims of a question in groups."""
    days = stretches(claims, known_by=known_by)
    facts, dispute, target = _facts(claims, days, disputes_said(claims, known_by=known_by))
    rows = np.flatnonzero((days["possible_from"] <= days["possible_to"]).to_numpy())
    found = sort_claims(claims, rows, facts.bounds, facts.voices, area=where, force=whose)
    holding = _holding(found, days, period)
    numbered = number_groups(claims, holding, facts.voices, "phase")
    table, own_days = numbered.table, days.iloc[holding["row"].to_numpy()]
    grouped = group_spreads(
        facts, table["row"].to_numpy(), table["group"].to_numpy(), period.stretches(own_days), period.steps
    )
    groups = group_table(
        claims, numbered, grouped, sorted_by=found, period=period, by="phase",
        area_name=where.name if where else "", disputes=(dispute, target), words=words,
    )  # fmt: skip
    groups, table = _numbered_as_read(groups, table)
    axes = _axes(groups, table, facts.voices, words if period.is_day else None)
    return Grouping(groups, claim_table(claims, table, own_days, period, (dispute, target), words), axes)


def _facts(claims: gpd.GeoDataFrame, days: pd.DataFrame, disputes: pd.DataFrame) -> tuple[Facts, Codes, Codes]:
    ids = pd.Index(claims["id"])
    dispute, target = (ids.get_indexer(pd.Index(disputes[name])) for name in ("dispute", "target"))
    is_disputed = np.zeros(len(claims), dtype=bool)
    is_disputed[target] = True
    facts = Facts(
        bounds=bounds_of(claims), voices=Voices(claims), name=code_texts(claims["claimant_key"], str)[0],
        echoes=days["echoes"].to_numpy(np.int64), is_disputed=is_disputed,
    )  # fmt: skip
    return facts, dispute.astype(np.int64), target.astype(np.int64)


def _holding(found: Sorted, days: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Return the claims that belong to the question and hold on a day of the period."""
    own = days.iloc[found.table["row"].to_numpy()]
    holds = (own["possible_from"] <= period.to_day) & (own["possible_to"] >= period.from_day)
    return found.table[holds.to_numpy() & (found.table["reason"] != LEFT_OUT).to_numpy()].reset_index(drop=True)


def _numbered_as_read(groups: pd.DataFrame, table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Renumber the groups in the order of the rows."""
    order = groups["group"].drop_duplicates().to_numpy()
    number = np.empty_like(order)
    number[order] = np.arange(len(order))
    groups = groups.assign(group=number[groups["group"].to_numpy()])
    return groups, table.assign(group=number[table["group"].to_numpy()])


def _axes(groups: pd.DataFrame, table: pd.DataFrame, voices: Voices, words: Words | None) -> pd.DataFrame:
    """Return the axes, each with its number of independent claimants and, of a day, its situation in a sentence."""
    on_axes = groups[(groups["reason"] == "").to_numpy()]
    axes = on_axes.drop_duplicates("axis").sort_values("axis", ignore_index=True)
    axis = table["axis"].to_numpy()
    independent = voices.count(axis, table["row"].to_numpy(), int(axis.max(initial=-1)) + 1)
    worded = sentences(on_axes, words).reindex(axes["axis"]) if words else pd.Series("", index=axes.index, dtype="str")
    told = {"independent": independent[axes["axis"].to_numpy()], "sentence": worded}
    return frame_of(AXIS_COLUMNS, {**{str(name): axes[name] for name in axes}, **told})
