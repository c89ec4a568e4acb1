"""A claimant's newer word leads: which older claims of the same claimant it folds, day by day, and which it stops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.data.days import DISTANT_FUTURE
from mustermap.layers.claimant_rows import NO_ROW
from mustermap.layers.references import edges
from mustermap.layers.standing import STATED, VAGUE

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

FAR_DAYS: Final = 180
"""What is said more than this many days after a day folds nothing that was said in as many days before it."""

_DAYS: Final = 2**33
"""More than there are days between the bounds: a group's number times this, and a day, sort by group and day."""


@dataclass(frozen=True, slots=True)
class Words:
    """What decides which of a claimant's claims is the newer one; an array each, a claim a position.

    Attributes
    ----------
    row : array of int64
        The claimant's row that it is in; `NO_ROW` is none.
    said_from, said_to : array of int64
        The first and the last day on which it can have been said.
    begin_from, begin_to : array of int64
        The first and the last day on which it can have begun; its day of saying where no start is given.
    is_finite : array of bool
        Whether an end is given that is a day.
    pairs : array of int64
        Pairs of claims that stand beside one another, sorted, each as ``one * count + other``, both ways round.
    """

    row: Numbers
    said_from: Numbers
    said_to: Numbers
    begin_from: Numbers
    begin_to: Numbers
    is_finite: Flags
    pairs: Numbers

    @classmethod
    def of(cls, claims: pd.DataFrame) -> Words:
        """Gather them from the claims table."""
        count = len(claims)
        one, other = edges(claims, "beside", among=np.ones(count, dtype=bool))
        return cls(
            row=claims["claimant_row"].to_numpy(np.int64),
            said_from=claims["said_possible_day"].to_numpy(np.int64),
            said_to=claims["said_certain_day"].to_numpy(np.int64),
            begin_from=claims["start_earliest_day"].to_numpy(np.int64),
            begin_to=claims["start_latest_day"].to_numpy(np.int64),
            is_finite=claims["end_known"].to_numpy(bool),
            pairs=np.unique(np.concatenate([one * count + other, other * count + one])),
        )

    def are_beside(self, one: Numbers, other: Numbers) -> Flags:
        """Check for pairs of claims whether they stand beside one another."""
        if not len(self.pairs):
            return np.zeros(len(one), dtype=bool)
        pair = one * len(self.row) + other
        at = np.minimum(np.searchsorted(self.pairs, pair), len(self.pairs) - 1)
        found: Flags = self.pairs[at] == pair
        return found


def folded_by(words: Words, claim: Numbers, group: Numbers, day: Numbers, standing: Numbers) -> Numbers:
    """Return by which claim each is folded, of claims that are in effect in groups.

    Parameters
    ----------
    words
        What decides, for all claims.
    claim
        Positions of the claims that are in effect.
    group
        What each is compared within: a claimant's row on a day.
    day
        The day.
    standing
        How each claim stands then.

    Returns
    -------
    array
        Positions in these arrays: of the next newer claim that folds it, -1 where it leads. That one may be folded by
        a newer one in turn; of each group at least one leads.

    Notes
    -----
    The one said last leads. Of claims whose days of saying do not decide, and which no later one folds, the one that
    begins later leads. What is vague neither folds nor is folded; a claim folds others only from the latest day on
    which it can have begun.
    """
    said_from, said_to = words.said_from[claim], words.said_to[claim]
    begin_from, begin_to = words.begin_from[claim], words.begin_to[claim]
    is_dated = (standing != VAGUE) & (words.row[claim] != NO_ROW)
    is_stated_to_an_end = words.is_finite[claim] & (standing == STATED)
    is_recent = (said_to <= day) & (day <= said_from + FAR_DAYS)
    is_far = said_from > day + FAR_DAYS

    def may_fold(older: Numbers, newer: Numbers) -> Flags:
        is_exempt = is_stated_to_an_end[older] & (standing[newer] != STATED)
        is_exempt |= is_recent[older] & is_far[newer]
        folds: Flags = ~is_exempt & ~words.are_beside(claim[older], claim[newer])
        return folds

    def overlaps_and_may_fold(older: Numbers, newer: Numbers) -> Flags:
        overlap = (said_from[older] <= said_to[newer]) & (said_from[newer] <= said_to[older])
        return overlap & may_fold(older, newer)

    folder = np.full(len(claim), -1)
    newer, older = np.flatnonzero(is_dated & (begin_to <= day)), np.flatnonzero(is_dated)
    folder[older] = _first_beyond(older, said_to, newer, said_from, group, may_fold)
    newer, older = newer[folder[newer] < 0], older[folder[older] < 0]
    folder[older] = _first_beyond(older, begin_to, newer, begin_from, group, overlaps_and_may_fold)
    return folder


def stops(words: Words, source: pd.Series[str], own: Flags, sure: Flags, last: Numbers) -> tuple[Numbers, Numbers]:
    """Return the last day up to which claims without a given end are carried on, and which claim stops each.

    Parameters
    ----------
    words
        What decides, for all claims.
    source
        The source of each claim.
    own
        Which claims count and are no echoes.
    sure
        Which of them were certainly said by the day that counts.
    last
        The last day on which each possibly holds otherwise.

    Returns
    -------
    tuple of arrays
        For each claim the day, or no bound, and the position of the claim that stops it, -1 for none.

    Notes
    -----
    A claim is stopped by a later-said one that begins after its own beginning and after its latest day of saying; and
    of claims of one source that were said on the same days by the next one that begins.
    """
    count = len(words.row)
    stop, stopper = np.full(count, DISTANT_FUTURE), np.full(count, -1)
    is_shared = own & (words.row != NO_ROW)
    if not is_shared.any():
        return stop, stopper
    shared = np.flatnonzero(is_shared)
    group = np.zeros(count, dtype=np.int64)
    group[shared] = pd.factorize(words.row[shared])[0]
    shared = shared[np.bincount(group[shared])[group[shared]] > 1]
    newer = shared[sure[shared] & (words.begin_to[shared] <= np.minimum(last[shared], DISTANT_FUTURE - 1))]
    older = shared[~words.is_finite[shared]]  # a given end stays as it is
    if not (len(newer) and len(older)):
        return stop, stopper

    def is_said_later(older: Numbers, newer: Numbers) -> Flags:
        after = np.maximum(words.said_to[older], words.begin_to[older])
        later = (words.said_from[newer] > words.said_to[older]) & (words.begin_from[newer] > after)
        return later & ~words.are_beside(older, newer)

    def is_next(older: Numbers, newer: Numbers) -> Flags:
        return (words.begin_from[newer] > words.begin_to[older]) & ~words.are_beside(older, newer)

    said_or_begun = np.maximum(words.said_to, words.begin_to)
    stopped_by = [_first_beyond(older, said_or_begun, newer, words.begin_to, group, is_said_later)]
    together = np.zeros(count, dtype=np.int64)
    said = (pd.Series(column[shared]) for column in (group, words.said_from, words.said_to))
    together[shared] = combine([source.iloc[shared], *said])[0]
    stopped_by.append(_first_beyond(older, words.begin_to, newer, words.begin_to, together, is_next))
    for found in stopped_by:
        stopped = older[found >= 0]
        by = found[found >= 0]
        earlier = words.begin_to[by] - 1 < stop[stopped]
        stop[stopped[earlier]] = words.begin_to[by[earlier]] - 1
        stopper[stopped[earlier]] = by[earlier]
    return stop, stopper


def _first_beyond(
    older: Numbers,
    reach: Numbers,
    newer: Numbers,
    day: Numbers,
    group: Numbers,
    decides: Callable[[Numbers, Numbers], Flags],
) -> Numbers:
    """Return for each older one the first newer one of its group, by its day, that lies beyond its reach and decides.

    All but few are found at the first look, since what does not decide is an exception.
    """
    newer = newer[np.argsort(group[newer] * _DAYS + day[newer], kind="stable")]
    keys = group[newer] * _DAYS + day[newer]
    at = np.searchsorted(keys, group[older] * _DAYS + reach[older], side="right")
    found = np.full(len(older), -1)
    waiting = np.flatnonzero(at < len(newer))
    while len(waiting):
        candidate = newer[at[waiting]]
        is_inside = group[candidate] == group[older[waiting]]
        waiting, candidate = waiting[is_inside], candidate[is_inside]
        is_it = decides(older[waiting], candidate)
        found[waiting[is_it]] = candidate[is_it]
        waiting = waiting[~is_it]
        at[waiting] += 1
        waiting = waiting[at[waiting] < len(newer)]
    return found
