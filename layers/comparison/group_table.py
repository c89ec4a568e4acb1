"""The groups of a comparison as a table: what each is about, as texts, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.data.report_table import spread_texts
from mustermap.layers.claim_columns import Column, frame_of, texts_of
from mustermap.layers.claimants import Voices, code_texts
from mustermap.layers.comparison.comparable import MEASURES, PHASES, REASONS, Sorted, with_country
from mustermap.layers.comparison.group_texts import disputes_of, group_figures, joined, part_name
from mustermap.words.isolate import isolate

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.layers.comparison.period import Period
    from mustermap.layers.comparison.spreads import Grouped
    from mustermap.words import Words

    Codes = NDArray[np.int64]

By = Literal["phase", "claimant", "source", "force"]

GROUP_COLUMNS: Final = (
    Column("group", "int64", "number of the group; its stretches of days share it"),
    Column("axis", "int64", "number of the axis: groups of one axis are about one thing, in several phases or parts"),
    *texts_of(
        reason="why it is apart, one of mustermap.layers.comparison.comparable.REASONS; blank if it is on an axis",
        why="the same as a sentence",
        force="whose troops; several are a joint force, separated by ;",
        place_ref="where, as in the claims table; blank is not placed",
        place_name="the place's name; of what is not placed the wording, and the country said beside it",
        quantity="what is counted, in small letters",
        measure="stock or flow; blank is not said",
        phase="planned, ordered, arriving, present or withdrawn",
        part="which part of the force, as the first report names it; blank for the whole",
    ),
    Column("is_part", "bool", "about a part of what other groups of the axis are about; stays out of their spread"),
    *texts_of(by="the claimant or the source of the group, if groups are made by it; else blank"),
    Column("from_day", "int32", "the first day of the row"),
    Column("to_day", "int32", "the last such day; nothing of the group changes between them"),
    *texts_of(figures="the figures as a text, from the lowest low to the highest high"),
    Column("low", "float64", "the lowest low; 0 and not included where nobody says how many at least; NaN: no number"),
    Column("low_included", "bool", "whether it is itself possible"),
    Column("low_is_about", "bool", "whether it was only given as near"),
    Column("high", "float64", "the highest high; NaN where the highest figure has no upper bound: see highest"),
    Column("high_included", "bool", "whether it is itself possible"),
    Column("high_is_about", "bool", "whether it was only given as near"),
    Column("highest", "float64", "the highest figure that is stated, be it the lower bound of an open claim"),
    Column("highest_included", "bool", "whether it is itself possible"),
    Column("is_open", "bool", "at least one claim has no upper bound"),
    Column("top_is_open", "bool", "the highest figure that is stated is the lower bound of such a claim"),
    Column("claims", "int64", "how many claims are in the group"),
    Column("names", "int64", "how many different names make them"),
    Column("independent", "int64", "how many independent claimants make them"),
    Column("possible", "int64", "how many of the claims are only possibly in effect"),
    Column("last_cited", "int64", "how many are only last cited"),
    Column("disputed", "int64", "how many are disputed"),
    Column("echoes", "int64", "how many echoes count under them"),
    *texts_of(
        disputers="who disputes them, the first few names",
        disputed_by="ids of the disputes, separated by ;",
        ids="ids of the claims, separated by ;",
    ),
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Claims with the number of their group and axis.

    Attributes
    ----------
    table : pandas.DataFrame
        That of ``Sorted``, with ``by``, ``group`` and ``axis``.
    groups : pandas.DataFrame
        The first claim of each group, by the group's number.
    """

    table: pd.DataFrame
    groups: pd.DataFrame


_TAKEN: Final = (
    *("force", "component", "unit", "place", "place_ref", "place_name", "place_country_code"),
    *("claimant", "source", "source_title"),
)
_AXIS: Final = ["reason", "pair", "quantity", "measure", "is_number"]


def number_groups(claims: pd.DataFrame, table: pd.DataFrame, voices: Voices, by: By) -> Numbered:
    """Return the claims with their groups and axes, numbered in reading order.

    Groups on axes come before those apart, which are sorted by reason; what has figures first, and of that what has
    most independent claimants.
    """
    split_by = {"claimant": "claimant_key", "source": "source"}.get(by)
    rows = table["row"].to_numpy()
    own = code_texts(claims[split_by].iloc[rows], str)[0] if split_by else np.zeros(len(table), dtype=np.int64)
    table = table.assign(by=own)
    axis, axis_firsts = combine([table[name] for name in _AXIS])
    independent = voices.count(axis, rows, len(axis_firsts))
    size = np.bincount(axis, minlength=len(axis_firsts))
    of_first = claims.iloc[rows[axis_firsts]]
    names = [_ranks(column) for column in (_place_names(of_first), of_first["force"])]
    reason, is_number = (table[name].to_numpy()[axis_firsts] for name in ("reason", "is_number"))
    rank = np.empty(len(axis_firsts), dtype=np.int64)
    rank[np.lexsort((*names, -size, -independent, ~is_number, reason))] = np.arange(len(axis_firsts))
    table = table.assign(axis=rank[axis])
    group, firsts = combine([table[name] for name in ("axis", "phase", "part", "by")])
    groups = table.iloc[firsts].assign(group=np.arange(len(firsts)))
    return Numbered(table.assign(group=group), groups)


def group_table(
    claims: gpd.GeoDataFrame, numbered: Numbered, grouped: Grouped, *, sorted_by: Sorted, period: Period, by: By,
    area_name: str, disputes: tuple[Codes, Codes], words: Words,
) -> pd.DataFrame:  # fmt: skip
    """Return the groups with their texts, in reading order.

    Parameters
    ----------
    claims
        The claims table.
    numbered, grouped, sorted_by
        The claims in groups, and how far these reach.
    period, by, area_name
        What was asked for.
    disputes
        Pairs of positions: dispute and target.
    words
        The language.

    Returns
    -------
    pandas.DataFrame
        The columns of GROUP_COLUMNS.
    """
    spreads = grouped.spreads
    first = numbered.groups.iloc[spreads["group"].to_numpy()]
    of_claim = claims[list(_TAKEN)].iloc[first["row"].to_numpy()]
    since, until = period.days_of(spreads["from_day"].to_numpy(), spreads["to_day"].to_numpy())
    columns = {
        "group": spreads["group"],
        "axis": first["axis"],
        "reason": _texts(REASONS, first["reason"]),
        "why": _whys(first, sorted_by.quantities, area_name, words),
        **{name: of_claim[name] for name in ("force", "place_ref")},
        "place_name": _place_names(of_claim),
        "quantity": _texts(sorted_by.quantities, first["quantity"]),
        "measure": _texts(MEASURES, first["measure"]),
        "phase": _texts(PHASES, first["phase"]),
        "part": _parts(of_claim),
        "is_part": first["is_part"],
        "by": _split_by(of_claim, by),
        "from_day": since.astype(np.int32),
        "to_day": until.astype(np.int32),
        "figures": group_figures(claims, grouped, words),
        **{str(name): spreads[name] for name in spreads if name not in ("group", "from_day", "to_day")},
        **_ends(spreads),
        **disputes_of(claims, grouped.row, grouped.begins, disputes, words),
        "ids": joined(claims["id"], grouped.row, grouped.begins),
    }
    return _in_order(frame_of(GROUP_COLUMNS, columns), first["phase"].to_numpy(), by)


def _in_order(made: pd.DataFrame, phase: Codes, by: By) -> pd.DataFrame:
    """Sort by axis, phase, the whole before its parts, larger figures first, then time."""
    tallest = made.groupby("group")["highest"].transform("max").fillna(-1).to_numpy()
    part = made["part"].str.lower()
    keys = [made["from_day"].to_numpy(), made["group"].to_numpy(), _ranks(made["by"]), _ranks(part), -tallest]
    keys = [*keys, (part != "").to_numpy(), phase, made["axis"].to_numpy()]
    if by == "force":  # forces side by side: phase by phase, what is on an axis before what is apart
        keys = [*keys[:-2], made["axis"].to_numpy(), phase, (made["reason"] != "").to_numpy()]
    return made.iloc[np.lexsort(keys)].reset_index(drop=True)


def _split_by(of_claim: pd.DataFrame, by: By) -> pd.Series[str]:
    """Return the claimant, or the source's title, else its id."""
    if by == "claimant":
        return of_claim["claimant"].astype("str")
    if by == "source":
        title = of_claim["source_title"].astype("str")
        return title.where(title != "", of_claim["source"].astype("str"))
    return spread_texts([""], np.zeros(len(of_claim), dtype=np.int8))


def _ends(spreads: pd.DataFrame) -> dict[str, pd.Series[Any]]:
    """Return the highest highs; the lower bound of a claim without an upper one is none."""
    is_closed = ~spreads["top_is_open"].astype(bool)
    return {
        "high": spreads["high"].where(is_closed),
        "high_included": spreads["high_included"] & is_closed,
        "high_is_about": spreads["high_is_about"] & is_closed,
        "highest": spreads["high"],
        "highest_included": spreads["high_included"],
    }


def _texts(texts: tuple[str, ...] | list[str], codes: pd.Series[int]) -> pd.Series[str]:
    return spread_texts(list(texts), codes.to_numpy())


def _ranks(column: pd.Series[str]) -> Codes:
    codes, _ = pd.factorize(column.astype("str"), sort=True)
    return codes.astype(np.int64)


def _place_names(of_claim: pd.DataFrame) -> pd.Series[str]:
    """Return the place of each claim: the wording if it is not placed."""
    name, wording = (of_claim[column].astype("str") for column in ("place_name", "place"))
    return name.where((of_claim["place_ref"] != "").to_numpy(), with_country(wording, of_claim))


def _parts(of_claim: pd.DataFrame) -> pd.Series[str]:
    codes, firsts = combine([of_claim["component"], of_claim["unit"]])
    distinct = of_claim.iloc[firsts]
    names = [part_name(*pair) for pair in zip(distinct["component"], distinct["unit"], strict=True)]
    return spread_texts(names, codes)


def why_text(reason: str, words: Words, *, area: str, quantity: str, axis_measure: str, measure: str) -> str:
    """Return the sentence that says why claims are not compared; blank for those that are.

    Parameters
    ----------
    reason
        One of ``mustermap.layers.comparison.comparable.REASONS``.
    words
        The language.
    area
        The area's name.
    quantity, axis_measure
        What the axis counts.
    measure
        What the claims that are apart count.
    """
    if not reason:
        return ""
    head, *rest = reason.split("_")
    key = head + "".join(part.capitalize() for part in rest)
    values = {"what": isolate(quantity), "place": isolate(area), "axis": axis_measure, "measure": measure}
    return words.say(f"comparison.why.{key}", **values)


def _whys(first: pd.DataFrame, quantities: list[str], area_name: str, words: Words) -> pd.Series[str]:
    names = ["reason", "axis_quantity", "axis_measure", "measure"]
    codes, firsts = combine([first[name] for name in names])
    distinct = first[names].iloc[firsts]
    sentences = [
        why_text(
            REASONS[reason], words, area=area_name, quantity=quantities[quantity], axis_measure=MEASURES[axis],
            measure=MEASURES[measure],
        )
        for reason, quantity, axis, measure in zip(*(distinct[name] for name in names), strict=True)
    ]  # fmt: skip
    return spread_texts(sentences, codes)
