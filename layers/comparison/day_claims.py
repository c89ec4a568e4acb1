"""The claims that a day shows: those that lead on it, those said for later, and figures that are denied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST
from mustermap.layers.claimant_rows import NO_ROW
from mustermap.layers.claimants import code_texts
from mustermap.layers.claims_in_effect import LAST_CITED_AFTER_DAYS
from mustermap.layers.comparison.best_after import best_after, ranked
from mustermap.layers.comparison.troops_codes import TROOPS, are_nameless, troops_codes
from mustermap.layers.references import edges
from mustermap.layers.saying_days import SAID, said_bounds

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.layers.claims_in_effect import Effect

    Numbers = NDArray[np.int64]

_COURSE: Final = ("planned", "ordered", "arriving", "present", "withdrawn")
"""The phases in the order in which troops go through them."""


@dataclass(frozen=True, slots=True)
class DayClaims:
    """The claims that a day shows, as positions in the claims table.

    Attributes
    ----------
    day, said_by : int
        The day, and that by which what is shown of other days has been said.
    held : array of int64
        The claims that lead on the day.
    standing, earlier : array of str
        How each of them stands, and the ids of those that it has replaced, separated by ``;``.
    later : array of int64
        What has been said by then and begins later; of a claimant's claims on one thing the last.
    denied : array of int64
        Disputes that say what they deny and name no report.
    """

    day: int
    said_by: int
    held: Numbers
    standing: NDArray[np.object_]
    earlier: NDArray[np.object_]
    later: Numbers
    denied: Numbers


def day_claims(
    claims: gpd.GeoDataFrame, effect: Effect, denials: pd.DataFrame, *, on: int, known_by: int | None
) -> DayClaims:
    """Return the claims that a day shows.

    Parameters
    ----------
    claims
        The claims table.
    effect
        What is in effect on the day.
    denials
        As `denied_days` returns them.
    on, known_by
        Days since 1970-01-01; ``known_by`` None: all that is known.
    """
    held = effect.row[effect.leads]
    said_by = on if known_by is None else min(on, known_by)
    is_denied = ((denials["from_day"] <= on) & (on <= denials["to_day"])).to_numpy()
    return DayClaims(
        on,
        said_by,
        held,
        effect.standing[effect.leads],
        effect.earlier[effect.leads],
        _for_later(claims, effect.days, held, on=on, said_by=said_by),
        denials["row"].to_numpy(np.int64)[is_denied],
    )


def _for_later(claims: gpd.GeoDataFrame, days: pd.DataFrame, held: Numbers, *, on: int, said_by: int) -> Numbers:
    """Return what has been said by a day and begins later; of a claimant's claims on one thing the last."""
    begins, ends = (days[name].to_numpy() for name in ("possible_from", "possible_to"))
    said_from, said_to, row = (
        claims[name].to_numpy(np.int64) for name in ("said_possible_day", "said_certain_day", "claimant_row")
    )
    later = np.flatnonzero((said_to <= said_by) & (on < begins) & (begins <= ends))
    both = np.concatenate([later, held])
    group = pd.factorize(row[both])[0]
    last = np.full(int(group.max(initial=-1)) + 1, DISTANT_PAST)
    np.maximum.at(last, group, said_from[both])
    is_last = (row[later] == NO_ROW) | (said_to[later] >= last[group[: len(later)]])
    found: Numbers = later[is_last]
    return found


def denied_days(claims: gpd.GeoDataFrame, *, known_by: int | None) -> pd.DataFrame:
    """Return the figures that are denied without a report to deny, and on which days each is shown.

    Parameters
    ----------
    claims
        The claims table.
    known_by
        Only what had been said by this day counts; None: all that is known.

    Returns
    -------
    pandas.DataFrame
        ``row`` (position of the dispute), ``from_day`` and ``to_day``: from its earliest day of saying until its
        claimant's newer word on the same in the same phase, 180 days at most; none where from > to.
    """
    accepted = (claims["state"] == "accepted").to_numpy()
    is_it = accepted & (claims["kind"] == "dispute").to_numpy() & (claims["figure_text"] != "").to_numpy()
    if is_it.any():
        is_it[edges(claims, "disputes", among=accepted)[0]] = False
    row = np.flatnonzero(is_it)
    said_from, said_to = (claims[name].to_numpy(np.int64) for name in ("said_possible_day", "said_certain_day"))
    if known_by is not None:
        row = row[said_from[row] <= known_by]
    until = said_to[row] + LAST_CITED_AFTER_DAYS
    if len(row):
        counts = accepted & (claims["kind"] != "context").to_numpy()
        counts &= claims["claimant_key"].isin(claims["claimant_key"].iloc[row]).to_numpy()
        counts &= (said_to <= known_by) if known_by is not None else True
        until = np.minimum(until, _newer_word(claims, row, np.flatnonzero(counts)) - 1)
    return pd.DataFrame({"row": row, "from_day": said_from[row], "to_day": until})


def _newer_word(claims: gpd.GeoDataFrame, row: Numbers, others: Numbers) -> Numbers:
    """Return the first day by which the claimant had certainly said something newer of the same in the same phase."""
    both = np.concatenate([row, others])
    these = claims[[*TROOPS, "phase", "said_possible_day", "said_certain_day"]].iloc[both]
    key, _ = combine([pd.Series(troops_codes(these)), these["phase"].reset_index(drop=True)])
    said_from, said_to = (these[name].to_numpy(np.int64) for name in ("said_possible_day", "said_certain_day"))
    own, other = slice(None, len(row)), slice(len(row), None)
    by = best_after(key[other], said_from[other], ranked([-said_to[other]]), (key[own], said_to[own]))
    # Nobody named says nothing newer: two of them need not be the same.
    is_found = (by >= 0) & ~are_nameless(these.iloc[own])
    return np.where(is_found, np.append(said_to[other], 0)[by], DISTANT_FUTURE)


def later_phases(claims: gpd.GeoDataFrame, row: Numbers, *, said_by: int) -> Numbers:
    """Return what the claimant of each claim said later of the same troops and place in a phase that comes after.

    Parameters
    ----------
    claims
        The claims table.
    row
        Positions of the claims.
    said_by
        Only what had certainly been said by this day counts.

    Returns
    -------
    array
        The position of the claim said last; -1 for none.
    """
    phase, phases = code_texts(claims["phase"], str)
    course = np.array([_COURSE.index(one) if one in _COURSE else -1 for one in phases], dtype=np.int64)[phase]
    said_from, said_to = (claims[name].to_numpy(np.int64) for name in ("said_possible_day", "said_certain_day"))
    counts = ((claims["state"] == "accepted") & (claims["kind"] == "claim")).to_numpy() & (said_to <= said_by)
    found = np.full(len(row), -1)
    asked = np.flatnonzero((course[row] >= 0) & ~are_nameless(claims[["claimant_key"]].iloc[row]))
    own = row[asked]
    others = np.flatnonzero(counts & (course > course[own].min(initial=len(_COURSE))))
    key = troops_codes(claims[list(TROOPS)].iloc[np.concatenate([own, others])])
    own_key, other_key = key[: len(own)], key[len(own) :]
    is_shared = np.isin(other_key, own_key)
    others, other_key = others[is_shared], other_key[is_shared]
    first, last = said_bounds(claims[list(SAID)].iloc[others])
    last = np.where(last == DISTANT_FUTURE, DISTANT_PAST, last)
    for now in np.unique(course[own]):
        mine, after = course[own] == now, course[others] > now
        days = said_from[others[after]], ranked([first[after], last[after]])
        best = best_after(other_key[after], *days, (own_key[mine], said_to[own[mine]]))
        found[asked[mine]] = np.append(others[after], -1)[best]
    return found
