"""The claims in effect on a day, as far as they had been said by another day, and how certain that is.

For one ``known_by``, each claim is in effect over one stretch of days, possibly, and over a part of it, certainly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST
from mustermap.layers.claim_columns import require_claims
from mustermap.layers.day_arguments import Day, day_number, known_by_number
from mustermap.layers.echoes import echo_roots, newest_saying
from mustermap.layers.keyword_hints import hint_keywords

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Positions = NDArray[np.int64]

LAST_CITED_AFTER_DAYS: Final = 180
"""A claim whose end is open or not known is only last cited this many days after it was last said."""


@hint_keywords
def stretches(claims: gpd.GeoDataFrame, *, known_by: Day | None = None) -> pd.DataFrame:
    """Return for each claim the days on which it is in effect.

    Parameters
    ----------
    claims
        The claims table.
    known_by
        Only what had been said by this day counts; None: all that is known, as certainly said.

    Returns
    -------
    pandas.DataFrame
        Aligned with the claims: ``possible_from``, ``possible_to``, ``certain_from``, ``certain_to`` and
        ``last_cited_from`` (days, int64, ends included; empty where from > to), ``root`` (position of the claim under
        which it counts; its own if it is no echo, -1 if it is no claim said by then) and ``echoes``, how many
        count under it.

    Raises
    ------
    WrongColumns
        If ``claims`` is no claims table.
    WrongDay
        If ``known_by`` is no day.
    """
    require_claims(claims)
    said_possibly, said_certainly = _said_by(claims, known_by_number(known_by))
    counts = said_possibly & (claims["kind"] == "claim").to_numpy()
    possible_from, certain_from = (claims[f"{sure}_from_day"].to_numpy(np.int64) for sure in ("possible", "certain"))
    possible_to, certain_to = (claims[f"{sure}_to_day"].to_numpy(np.int64).copy() for sure in ("possible", "certain"))

    update, older = edges(claims, "updates", among=counts)
    np.minimum.at(certain_to, older, claims["start_earliest_day"].to_numpy(np.int64)[update] - 1)
    sure = said_certainly[update]
    latest = claims["start_latest_day"].to_numpy(np.int64)[update[sure]]
    np.minimum.at(possible_to, older[sure], np.where(latest < DISTANT_FUTURE, latest - 1, DISTANT_FUTURE))

    echo, origin = edges(claims, "repeats", among=counts)
    order = _saying_order(claims)
    root = np.where(counts, echo_roots(echo, origin, order), -1)
    own = root == np.arange(len(claims))
    echoes = np.bincount(root[counts & ~own], minlength=len(claims))
    said = np.where(counts, claims["said_possible_day"].to_numpy(np.int64), DISTANT_PAST)
    newest = newest_saying(echo, origin, said)
    endless = ~claims["end_known"].to_numpy()
    cited_from = np.where(newest > DISTANT_PAST, newest + LAST_CITED_AFTER_DAYS + 1, DISTANT_PAST)

    certain_from = np.maximum(certain_from, possible_from)
    certain_to = np.minimum(certain_to, possible_to)
    no_days = ~own
    # No day that can be named lies at a bound: what begins for certain at no bound is certain on no day.
    uncertain = no_days | ~said_certainly | (certain_from > certain_to) | (certain_from == DISTANT_FUTURE)
    no_days |= possible_from > possible_to
    return pd.DataFrame(
        {
            "possible_from": np.where(no_days, DISTANT_FUTURE, possible_from),
            "possible_to": np.where(no_days, DISTANT_PAST, possible_to),
            "certain_from": np.where(uncertain, DISTANT_FUTURE, certain_from),
            "certain_to": np.where(uncertain, DISTANT_PAST, certain_to),
            "last_cited_from": np.where(endless & ~no_days, cited_from, DISTANT_FUTURE),
            "root": root,
            "echoes": echoes,
        },
        index=claims.index,
    )


@hint_keywords
def in_effect(claims: gpd.GeoDataFrame, *, on: Day, known_by: Day | None = None) -> gpd.GeoDataFrame:
    """Return the claims in effect on a day.

    Parameters
    ----------
    claims
        The claims table.
    on
        The day: ``"2022-12-01"``, a ``datetime.date``, a ``pandas.Timestamp`` or days since 1970-01-01.
    known_by
        Only what had been said by this day counts; None: all that is known.

    Returns
    -------
    geopandas.GeoDataFrame
        The rows in effect, in the table's order, with ``certainty`` ("certain" or "possible"), ``last_cited`` (bool),
        ``echoes`` (how many count under it) and ``disputed_by`` (ids of the disputes said by then, separated by ``;``).

    Raises
    ------
    WrongColumns
        If ``claims`` is no claims table.
    WrongDay
        If ``on`` or ``known_by`` is no day.

    Examples
    --------
    >>> import mustermap as mm
    >>> found = mm.in_effect(mm.read_seeds(), on="2022-12-01", known_by="2022-11-30")
    >>> found.loc[found["certainty"] == "certain", ["claimant", "figure_text", "place_name"]].values.tolist()
    [['Pavel Latushka', '120,000', 'Belarus']]
    """
    on = day_number(on, "on")
    days = stretches(claims, known_by=known_by)
    holds = ((days["possible_from"] <= on) & (on <= days["possible_to"])).to_numpy()
    certain = ((days["certain_from"] <= on) & (on <= days["certain_to"])).to_numpy()
    found = claims[holds].copy()
    found["certainty"] = np.where(certain[holds], "certain", "possible")
    found["last_cited"] = (days["last_cited_from"] <= on).to_numpy()[holds]
    found["echoes"] = days["echoes"].to_numpy()[holds]
    by = disputes_said(claims, known_by=known_by).groupby("target")["dispute"].agg(";".join)
    found["disputed_by"] = by.astype("str").reindex(found["id"], fill_value="").to_numpy()
    return found


@hint_keywords
def disputes_said(claims: gpd.GeoDataFrame, *, known_by: Day | None = None) -> pd.DataFrame:
    """Return who had disputed what by a day.

    Returns
    -------
    pandas.DataFrame
        ``dispute`` and ``target`` (ids) and ``certainty``: whether it had certainly or possibly been said by then.

    Raises
    ------
    WrongColumns
        If ``claims`` is no claims table.
    WrongDay
        If ``known_by`` is no day.
    """
    require_claims(claims)
    said_possibly, said_certainly = _said_by(claims, known_by_number(known_by))
    dispute, target = edges(claims, "disputes", among=(claims["state"] == "accepted").to_numpy())
    said = said_possibly[dispute] & (claims["kind"] == "dispute").to_numpy()[dispute]
    dispute, target = dispute[said], target[said]
    ids = claims["id"].to_numpy(dtype=object)
    certainty = np.where(said_certainly[dispute], "certain", "possible")
    return pd.DataFrame({"dispute": ids[dispute], "target": ids[target], "certainty": certainty})


@hint_keywords
def change_days(claims: gpd.GeoDataFrame, *, known_by: Day | None = None) -> list[int]:
    """Return the days on which anything that is in effect changes, in the span of the data.

    Returns
    -------
    list of int
        Days since 1970-01-01, in their order.

    Raises
    ------
    WrongColumns
        If ``claims`` is no claims table.
    WrongDay
        If ``known_by`` is no day.
    """
    days = stretches(claims, known_by=known_by)
    holds = days[(days["possible_from"] <= days["possible_to"]).to_numpy()]
    cited = holds["last_cited_from"].clip(lower=holds["possible_from"])
    cited = cited[cited <= holds["possible_to"]]
    sure = holds[(holds["certain_from"] <= holds["certain_to"]).to_numpy()]
    changes = pd.concat(
        [holds["possible_from"], holds["possible_to"] + 1, sure["certain_from"], sure["certain_to"] + 1, cited]
    )
    first, last = claims.attrs.get("first_day"), claims.attrs.get("last_day")
    if first is None or last is None:
        return []
    return sorted({int(day) for day in changes.unique() if first < day <= last})


def edges(claims: pd.DataFrame, column: str, *, among: NDArray[np.bool_]) -> tuple[Positions, Positions]:
    """Return the references in a column of ids as pairs of row positions: who refers, to whom.

    Only pairs with both rows ``among`` those that count are returned; an id that is absent is ignored.
    """
    naming = np.flatnonzero((claims[column] != "").to_numpy() & among)
    if not len(naming):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    named = claims[column].iloc[naming].astype("str").str.split(";").explode()
    where = pd.Index(claims["id"]).get_indexer(pd.Index(named))
    who = claims.index.get_indexer(named.index)
    both = (where >= 0) & among[where] & (where != who)
    return who[both].astype(np.int64), where[both].astype(np.int64)


def _said_by(claims: pd.DataFrame, known_by: int | None) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    accepted = (claims["state"] == "accepted").to_numpy()
    if known_by is None:
        return accepted, accepted
    possibly = accepted & (claims["said_possible_day"].to_numpy() <= known_by)
    return possibly, possibly & (claims["said_certain_day"].to_numpy() <= known_by)


def _saying_order(claims: pd.DataFrame) -> NDArray[np.int64]:
    """Rank the reports by when they were said: by the possible day, then by the certain one, then by row."""
    keys: tuple[Any, ...] = (claims["said_certain_day"].to_numpy(), claims["said_possible_day"].to_numpy())
    rank = np.empty(len(claims), dtype=np.int64)
    rank[np.lexsort(keys)] = np.arange(len(claims))
    return rank
