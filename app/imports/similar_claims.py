"""What an import may say twice or replace: duplicates, echoes and updates; and what its denials may be about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd

from mustermap.app.editing.likeness import KINDS, Pairs
from mustermap.data.combinations import combine
from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST
from mustermap.layers.claimants import code_texts
from mustermap.layers.claims import date_days
from mustermap.layers.references import edges

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.app.imports.joined_claims import Joined

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_BOUNDS: Final = ("figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best")
_NUMBERS: Final = ("figure_low", "figure_high", "figure_best")
_STEP: Final = 2**33
"""More than there are days between the bounds: a group's number times this, and a day, sort by group and day."""


@dataclass(frozen=True, slots=True)
class Similar:
    """The reports of a file that may be of one kind to others.

    Attributes
    ----------
    kind : {'duplicate', 'echo', 'update', 'denial'}
        What they may be.
    pairs : tuple of (str, str)
        The id of each, and of the report that it may repeat, replace or deny.
    kept : frozenset of str
        The ids of those others that are in the ledger.
    """

    kind: Literal["duplicate", "echo", "update", "denial"]
    pairs: tuple[tuple[str, str], ...]
    kept: frozenset[str]


def similar_claims(joined: Joined) -> tuple[Similar, ...]:
    """Return which new claims may be duplicates, echoes or updates of others, and what denials may be about.

    The rules are those of the form, `mustermap.app.editing.cautions`. Each claim is compared with those that were said
    nearest before it, and with those of the ledger nearest after it; it is counted once, under the first fitting kind.
    """
    claims = joined.claims
    compared = _Compared(claims, joined.is_kept)
    new, other = compared.candidates()
    kinds = compared.pairs(new, other).kinds()
    named = _named_pairs(claims)
    is_known = np.isin(new * len(claims) + other, named) | np.isin(other * len(claims) + new, named)
    updated = edges(claims, "updates", among=(claims["state"] == "accepted").to_numpy())[1]
    kinds = np.where(is_known | ((kinds == KINDS.index("update")) & np.isin(other, updated)), 0, kinds)
    ids = claims["id"].to_numpy(dtype=object)
    found = []
    for number, kind in enumerate(KINDS):
        if kind is not None:
            at = np.flatnonzero(kinds == number)
            at = at[np.unique(new[at], return_index=True)[1]]  # a claim is asked about once
            found.append(_similar(kind, ids, new[at], other[at], joined.is_kept))
            kinds = np.where(np.isin(new, new[at]), 0, kinds)
    found.append(_similar("denial", ids, *_denied(claims, compared.group, joined.is_kept), joined.is_kept))
    return tuple(one for one in found if one.pairs)


def _similar(kind: Any, ids: NDArray[Any], new: Numbers, other: Numbers, is_kept: Flags) -> Similar:
    pairs = tuple(zip(ids[new].tolist(), ids[other].tolist(), strict=True))
    return Similar(kind, pairs, frozenset(ids[other[is_kept[other]]].tolist()))


class _Compared:
    """The columns of claims that are compared, as numbers."""

    def __init__(self, claims: gpd.GeoDataFrame, is_kept: Flags) -> None:
        place = claims["place_ref"].astype("str").where(claims["place_ref"] != "", claims["place"].astype("str"))
        self.group = combine([pd.Series(code_texts(place)[0]), pd.Series(code_texts(claims["force"])[0])])[0]
        self.claimant = pd.factorize(claims["claimant_key"].astype("str"))[0].astype(np.int64)
        self.quantity = code_texts(claims["quantity"])[0]
        self.has_number = claims[list(_NUMBERS)].notna().any(axis=1).to_numpy()
        wording = pd.Series(code_texts(claims["figure"].astype("str").mask(self.has_number, ""))[0])
        self.figure = combine([pd.Series(self.quantity), wording, *_figures(claims)])[0]
        parts = (pd.Series(code_texts(claims[name])[0]) for name in ("component", "unit", "measure"))
        self.part = combine(list(parts))[0]
        self.phase = code_texts(claims["phase"])[0]
        self.source = pd.factorize(claims["source"].astype("str"))[0].astype(np.int64)
        self.time = combine([claims[name].astype("str").reset_index(drop=True) for name in ("start", "end")])[0]
        self.held_first = date_days(claims["start"].astype("str"))[0]
        self.held_last = date_days(claims["end"].astype("str"))[1]
        self.is_dated = (claims["said"] != "").to_numpy()
        self.first, self.last = _said_days(claims)
        is_claim = (claims["kind"] == "claim").to_numpy() & (claims["state"] != "retracted").to_numpy()
        self.shown = np.flatnonzero(is_claim)
        self.is_kept = is_kept

    def pairs(self, new: Numbers, other: Numbers) -> Pairs:
        """Compare pairs of claims."""
        is_same_source = self.source[new] == self.source[other]
        overlaps = (self.held_first[new] <= self.held_last[other]) & (self.held_first[other] <= self.held_last[new])
        return Pairs(
            is_same_claimant=self.claimant[new] == self.claimant[other],
            is_same_figure=self.figure[new] == self.figure[other],
            is_same_part=self.part[new] == self.part[other],
            is_same_phase=self.phase[new] == self.phase[other],
            is_same_quantity=self.quantity[new] == self.quantity[other],
            has_numbers=self.has_number[new] & self.has_number[other],
            is_same_source=is_same_source,
            is_same_time=np.where(is_same_source, self.time[new] == self.time[other], overlaps),
            is_dated=self.is_dated[new] & self.is_dated[other],
            mine_first=self.first[new],
            mine_last=self.last[new],
            theirs_first=self.first[other],
            theirs_last=self.last[other],
        )

    def candidates(self) -> tuple[Numbers, Numbers]:
        """Return pairs of a new claim and one of its force and place that may be like it, each pair once."""
        found = [
            *_neighbours(self, [self.group, self.figure, self.claimant]),
            *_neighbours(self, [self.group, self.figure], differing=self.claimant),
            *_neighbours(self, [self.group, self.claimant, self.part, self.quantity], differing=self.figure),
        ]
        new, other = (np.concatenate([pair[side] for pair in found]) for side in (0, 1))
        is_asked = ~self.is_kept[new] & (new != other)
        new, other = new[is_asked], other[is_asked]
        apart = self.pairs(new, other).apart
        order = np.lexsort((other, apart, new))  # the nearest first
        return new[order], other[order]


def _figures(claims: gpd.GeoDataFrame) -> list[pd.Series[Any]]:
    """Return what two claims of one figure share: a number that is one, exactly or about, without its bounds."""
    low, high, best = (claims[name].to_numpy(np.float64) for name in _NUMBERS)
    is_exact = (low == high) & (np.isnan(best) | (best == low))
    is_about = np.isnan(low) & np.isnan(high)
    single = np.where(is_exact, low, np.where(is_about, best, np.nan))
    is_one = ~np.isnan(single)
    bounds = [np.where(is_one, 0, claims[name].to_numpy(np.float64)) for name in _BOUNDS]
    return [pd.Series(column) for column in (single, *bounds)]


def _neighbours(
    compared: _Compared, keys: list[Numbers], differing: Numbers | None = None
) -> list[tuple[Numbers, Numbers]]:
    """Pair claims of one key with those said before them, and new ones with those of the ledger said after them.

    Before each come the nearest, and the one that can have been said last; with ``differing`` the nearest that differs.
    """
    rows = compared.shown
    group = combine([pd.Series(key[rows]) for key in keys])[0]
    order = np.lexsort((~compared.is_kept[rows], compared.first[rows], group))
    rows, group = rows[order], group[order]
    if not len(rows):
        return [(rows, rows)]
    at = np.arange(len(rows))
    begin = np.maximum.accumulate(np.where(np.diff(group, prepend=-1) != 0, at, 0))
    if differing is None:
        before, after = at - 1, at + 1
        longest = _last_so_far(group, compared.last[rows])
        pairs = [(at, before), (at[1:], longest[:-1])]
    else:
        run = np.maximum.accumulate(np.where((np.diff(differing[rows], prepend=-1) != 0) | (begin == at), at, 0))
        before = run - 1
        ends = np.append(np.flatnonzero(np.diff(run) > 0) + 1, len(rows))
        after = ends[np.searchsorted(ends, at, side="right")] if len(ends) else at + 1
        key = group * _STEP + compared.first[rows]
        older = np.searchsorted(key, key, side="left") - 1  # of one day none is older
        pairs = [(at, before), (at, older), (at, np.where(older >= 0, before[older], -1))]
    is_kept_after = np.append(compared.is_kept[rows], False)[np.minimum(after, len(rows))]
    pairs.append((at[is_kept_after], after[is_kept_after]))
    found = []
    for one, other in pairs:
        inside = (other >= 0) & (other < len(rows))
        one, other = one[inside], other[inside]
        inside = group[one] == group[other]
        found.append((rows[one[inside]], rows[other[inside]]))
    return found


def _last_so_far(group: Numbers, last: Numbers) -> Numbers:
    """Return for each position the one of its group, up to it, that can have been said last."""
    key = group * _STEP + last
    at = np.arange(len(key))
    highest = np.maximum.accumulate(key)
    found: Numbers = np.maximum.accumulate(np.where(key == highest, at, 0))
    return found


def _said_days(claims: gpd.GeoDataFrame) -> tuple[Numbers, Numbers]:
    """Return the first and the last day on which each can have been said; a missing bound is that of the other side."""
    is_said = (claims["said"] != "").to_numpy()
    named = claims["said"].astype("str").where(is_said, claims["source_published"].astype("str"))
    first, last, _ = date_days(named)
    has_first, has_last = first > DISTANT_PAST, last < DISTANT_FUTURE
    return np.where(has_last & ~has_first, last, first), np.where(has_first & ~has_last, first, last)


def _named_pairs(claims: gpd.GeoDataFrame) -> Numbers:
    """Return the pairs that say what they are to one another, each as one number."""
    everything = np.ones(len(claims), dtype=bool)
    named = [edges(claims, name, among=everything) for name in ("repeats", "updates", "beside")]
    return np.concatenate([who * len(claims) + whom for who, whom in named])


def _denied(claims: gpd.GeoDataFrame, group: Numbers, is_kept: Flags) -> tuple[Numbers, Numbers]:
    """Return the new denials that name no report, where a claim is in effect that they may be about, and that claim."""
    is_denial = (claims["kind"] == "dispute").to_numpy() & (claims["disputes"] == "").to_numpy() & ~is_kept
    denials = np.flatnonzero(is_denial & (claims["state"] != "retracted").to_numpy())
    nothing = np.zeros(0, dtype=np.int64)
    if not len(denials):
        return nothing, nothing
    from mustermap.layers import stretches

    first, last = _said_days(claims)
    held = stretches(claims)
    begins = np.maximum(held["possible_from"].to_numpy(np.int64), claims["said_possible_day"].to_numpy(np.int64))
    ends = held["possible_to"].to_numpy(np.int64)
    rows = np.flatnonzero(begins <= ends)
    rows = rows[np.argsort(group[rows] * _STEP + begins[rows], kind="stable")]
    if not len(rows):
        return nothing, nothing
    key = group[rows] * _STEP + begins[rows]
    at = np.searchsorted(key, group[denials] * _STEP + last[denials], side="right") - 1
    claim = rows[_last_so_far(group[rows], ends[rows])[np.maximum(at, 0)]]
    is_it = (at >= 0) & (group[claim] == group[denials]) & (ends[claim] >= first[denials])
    return denials[is_it], claim[is_it]
