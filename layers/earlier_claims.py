"""What a leading claim has replaced: the claims that it folded, stopped or updated, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from mustermap.layers.claimant_rows import NO_ROW

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mustermap.layers.newer_words import Words

    Numbers = NDArray[np.int64]

_DAYS: Final = 2**33
"""More than there are days between the bounds, to sort by a claim and by a day at once."""


def earlier_ids(
    ids: pd.Series[str], words: Words, claim: Numbers, folder: Numbers, ended_by: Numbers
) -> pd.Series[str]:
    """Return for each claim in effect on a day the ids of those that it has replaced, separated by ``;``.

    Parameters
    ----------
    ids
        The id of every claim.
    words
        What decides which of a claimant's claims is the newer one, for all claims.
    claim
        Positions of the claims that are in effect on the day.
    folder
        For each of them the position in ``claim`` of the one that folds it, -1 where it leads.
    ended_by
        For every claim the position of the one that has ended it by that day, by an update or as a newer word; -1 for
        none.

    Returns
    -------
    pandas.Series
        In the order of ``claim``, the newest first; blank where a claim has replaced none, or does not lead.
    """
    is_folded = folder >= 0
    next_one = ended_by.copy()
    next_one[claim[is_folded]] = claim[folder[is_folded]]
    older = np.flatnonzero(next_one >= 0)
    leading = claim[~is_folded]
    if not (len(older) and len(leading)):
        return pd.Series([""] * len(claim), dtype="str")
    leader = followed(next_one)[older]
    is_leading = np.zeros(len(ids), dtype=bool)
    is_leading[leading] = True
    # What ended it has ended too: then the newest of the claimant's row leads in its place.
    lost = ~is_leading[leader]
    leader[lost] = _newest_of_row(words, leading, words.row[older[lost]])
    older, leader = older[leader >= 0], leader[leader >= 0]
    newest_first = np.lexsort((-words.begin_from[older], leader * _DAYS - words.said_from[older]))
    older, leader = older[newest_first], leader[newest_first]
    starts = np.flatnonzero(np.diff(leader, prepend=-1))
    named = pa.array(ids.iloc[older].to_numpy(dtype=object), type=pa.string())
    joined = pc.binary_join(pa.ListArray.from_arrays(np.append(starts, len(older)).astype(np.int32), named), ";")
    at = np.full(len(ids), -1)
    at[claim] = np.arange(len(claim))
    texts = np.full(len(claim), "", dtype=object)
    texts[at[leader[starts]]] = joined.to_numpy(zero_copy_only=False)
    return pd.Series(texts, dtype="str")


def followed(next_one: Numbers) -> Numbers:
    """Return for each claim the last one of those that replaced it one after another; itself if none did."""
    reached = np.where(next_one >= 0, next_one, np.arange(len(next_one)))
    for _ in range(len(next_one).bit_length()):  # each round doubles the steps, so that all chains come to their end
        further = reached[reached]
        if np.array_equal(further, reached):
            break
        reached = further
    return reached


def _newest_of_row(words: Words, leading: Numbers, row: Numbers) -> Numbers:
    """Return the newest leading claim of each claimant's row, -1 where none is in effect."""
    in_row = leading[words.row[leading] != NO_ROW]
    if not len(in_row):
        return np.full(len(row), -1)
    said = (words.begin_from, words.said_to, words.said_from, words.row)
    order = in_row[np.lexsort([column[in_row] for column in said])]
    at = np.searchsorted(words.row[order], row, side="right") - 1
    is_found = (at >= 0) & (words.row[order[at]] == row)
    return np.where(is_found, order[at], -1)
