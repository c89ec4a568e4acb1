"""The claims in effect on a day, as far as they had been said by another day, and how certain that is.

For one ``known_by``, each claim is in effect over one stretch of days, possibly, and over a part of it, certainly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST
from mustermap.layers.claim_columns import plain_claims, require_claims
from mustermap.layers.day_arguments import Day, day_number, known_by_number
from mustermap.layers.earlier_claims import earlier_ids
from mustermap.layers.echoes import echo_roots, newest_saying
from mustermap.layers.keyword_hints import hint_keywords
from mustermap.layers.newer_words import Words, folded_by, stops
from mustermap.layers.references import edges
from mustermap.layers.standing import STANDINGS, Standings, standing_runs

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Said = tuple[NDArray[np.bool_], NDArray[np.bool_]]  # whether possibly, and certainly, said by the day that counts

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
        which it counts; its own if it is no echo, -1 if it is no claim said by then), ``echoes``, how many
        count under it, ``is_said``, whether it was certainly said by then, ``ended_by`` (position of the update or of
        the claimant's newer claim that ends it, -1 for none) and ``ended_from``, the day from which that is so.

    Raises
    ------
    WrongColumns
        If ``claims`` is no claims table.
    WrongDay
        If ``known_by`` is no day.
    """
    require_claims(claims)
    plain = plain_claims(claims)
    return _stretches(plain, Words.of(plain), _said_by(plain, known_by_number(known_by)))


def _stretches(claims: pd.DataFrame, words: Words, said_by: Said) -> pd.DataFrame:
    said_possibly, said_certainly = said_by
    counts = said_possibly & (claims["kind"] == "claim").to_numpy()
    possible_from, certain_from = (claims[f"{sure}_from_day"].to_numpy(np.int64) for sure in ("possible", "certain"))
    possible_to, certain_to = (claims[f"{sure}_to_day"].to_numpy(np.int64).copy() for sure in ("possible", "certain"))

    echo, origin = edges(claims, "repeats", among=counts)
    root = np.where(
        counts, echo_roots(echo, origin, _saying_order(claims) if len(echo) else np.arange(len(claims))), -1
    )
    own = root == np.arange(len(claims))
    ended_by = np.full(len(claims), -1)
    update, older = edges(claims, "updates", among=counts)
    np.minimum.at(certain_to, older, claims["start_earliest_day"].to_numpy(np.int64)[update] - 1)
    sure = said_certainly[update]
    latest = claims["start_latest_day"].to_numpy(np.int64)[update[sure]]
    ends = np.where(latest < DISTANT_FUTURE, latest - 1, DISTANT_FUTURE)
    np.minimum.at(possible_to, older[sure], ends)
    is_it = (ends == possible_to[older[sure]]) & (ends < DISTANT_FUTURE)
    ended_by[older[sure][is_it]] = update[sure][is_it]
    stop, stopper = stops(words, claims["source"], own, own & said_certainly, possible_to)
    is_stopped = stop < possible_to
    possible_to[is_stopped], ended_by[is_stopped] = stop[is_stopped], stopper[is_stopped]

    echoes = np.bincount(root[counts & ~own], minlength=len(claims))
    said = np.where(counts, claims["said_possible_day"].to_numpy(np.int64), DISTANT_PAST)
    newest = newest_saying(echo, origin, said)
    fades = ~claims["end_known"].to_numpy() & (newest > DISTANT_PAST)
    cited_from = np.where(fades, newest + LAST_CITED_AFTER_DAYS + 1, DISTANT_FUTURE)

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
            "last_cited_from": np.where(no_days, DISTANT_FUTURE, cited_from),
            "root": root,
            "echoes": echoes,
            "is_said": said_certainly,
            "ended_by": np.where(own, ended_by, -1),
            "ended_from": np.where(own & (ended_by >= 0), possible_to + 1, DISTANT_FUTURE),
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
        The rows in effect, in the table's order, with ``certainty`` ("certain" or "possible"), ``standing`` ("stated",
        "carried", "stale" or "vague"), ``leads`` (bool; False where a newer claim of the same claimant folds it),
        ``last_cited`` (bool), ``echoes`` (how many count under it), ``disputed_by`` (ids of the disputes said by then)
        and ``earlier`` (ids of the claims that it folded, stopped or updated, the newest first); ids are separated by
        ``;``.

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
    require_claims(claims)
    effect = effect_on(claims, on=on, known_by=known_by_number(known_by))
    found = claims.iloc[effect.row]
    names = ("echoes", "certain_from", "certain_to", "last_cited_from")
    echoes, certain_from, certain_to, cited_from = (effect.days[name].to_numpy()[effect.row] for name in names)
    columns = {
        "certainty": np.where((certain_from <= on) & (on <= certain_to), "certain", "possible"),
        "standing": effect.standing,
        "leads": effect.leads,
        "last_cited": cited_from <= on,
        "echoes": echoes,
        "disputed_by": _disputed_by(found["id"], effect.disputes),
        "earlier": effect.earlier,
    }
    return _with_columns(found, columns)


@dataclass(frozen=True, slots=True)
class Effect:
    """What is in effect on a day.

    Attributes
    ----------
    days : pandas.DataFrame
        Of all claims, as `stretches` returns them.
    row : array of int64
        Positions of the claims in effect, in their order.
    standing, earlier : array of str
        Aligned with ``row``: as in what `in_effect` returns.
    leads : array of bool
        Aligned with ``row``: whether no newer claim of the same claimant folds it.
    disputes : pandas.DataFrame
        As `disputes_said` returns them.
    """

    days: pd.DataFrame
    row: NDArray[np.int64]
    standing: NDArray[np.object_]
    leads: NDArray[np.bool_]
    earlier: NDArray[np.object_]
    disputes: pd.DataFrame


def effect_on(claims: gpd.GeoDataFrame, *, on: int, known_by: int | None) -> Effect:
    """Return what is in effect on a day, without a copy of the claims; days since 1970-01-01."""
    claims = plain_claims(claims)
    words, said_by = Words.of(claims), _said_by(claims, known_by)
    days = _stretches(claims, words, said_by)
    rows = np.flatnonzero(((days["possible_from"] <= on) & (on <= days["possible_to"])).to_numpy())
    standing = Standings.of(claims, days, rows).on(on)
    group = pd.factorize(words.row[rows])[0]
    folder = folded_by(words, rows, group, np.full(len(rows), on), standing)
    ended_by = np.where(days["ended_from"] <= on, days["ended_by"], -1)
    earlier = earlier_ids(claims["id"], words, rows, folder, ended_by)
    named = np.array(STANDINGS, dtype=object)[standing]
    return Effect(days, rows, named, folder < 0, earlier.to_numpy(dtype=object), _disputes(claims, said_by))


def _with_columns(claims: gpd.GeoDataFrame, columns: dict[str, Any]) -> gpd.GeoDataFrame:
    """Return a claims table with more columns, all put there at once: one by one each costs as much."""
    more = pd.DataFrame(columns, index=claims.index)
    replaced = [name for name in columns if name in claims]
    found = pd.concat([claims.drop(columns=replaced) if replaced else claims, more], axis=1)
    found.attrs = dict(claims.attrs)
    return found


def _disputed_by(ids: pd.Series[str], disputes: pd.DataFrame) -> NDArray[np.object_]:
    """Return for each id the ids of the disputes of it, separated by ``;``; blank where there is none."""
    if disputes.empty:
        return np.full(len(ids), "", dtype=object)
    by = disputes.groupby("target")["dispute"].agg(";".join)
    return by.astype("str").reindex(ids, fill_value="").to_numpy(dtype=object)


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
    plain = plain_claims(claims)
    return _disputes(plain, _said_by(plain, known_by_number(known_by)))


def _disputes(claims: pd.DataFrame, said_by: Said) -> pd.DataFrame:
    said_possibly, said_certainly = said_by
    dispute, target = edges(claims, "disputes", among=(claims["state"] == "accepted").to_numpy())
    said = said_possibly[dispute] & (claims["kind"] == "dispute").to_numpy()[dispute]
    dispute, target = dispute[said], target[said]
    ids = claims["id"].to_numpy(dtype=object)
    certainty = np.where(said_certainly[dispute], "certain", "possible")
    return pd.DataFrame({"dispute": ids[dispute], "target": ids[target], "certainty": certainty})


@hint_keywords
def change_days(claims: gpd.GeoDataFrame, *, known_by: Day | None = None) -> list[int]:
    """Return the days on which a claim begins, ends, or stands in another way, in the span of the data.

    The page has the same rule (``maps/page/src/rules/change_days.ts``).

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
    runs = standing_runs(Standings.of(claims, days, np.arange(len(claims))))
    changes = pd.concat([runs["from_day"], runs["to_day"] + 1])
    first, last = claims.attrs.get("first_day"), claims.attrs.get("last_day")
    if first is None or last is None:
        return []
    return sorted({int(day) for day in changes.unique() if first < day <= last})


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
