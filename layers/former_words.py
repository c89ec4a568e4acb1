"""A claimant's former word: which claims a later-said one takes the place of, as readers are shown what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.layers.claimant_rows import NO_ROW
from mustermap.layers.claimants import spread_ranges
from mustermap.layers.references import edges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mustermap.layers.newer_words import Words

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_DAYS: Final = 2**33
"""More than there are days between the bounds: a row's number times this, and a day, sort by row and day."""


@dataclass(frozen=True, slots=True)
class Sayings:
    """When claims were said, as far as reports name it; an array each, a claim a position.

    Attributes
    ----------
    first, last : array of int64
        The first and the last day on which it can have been said.
    counts : array of bool
        Whether it counts: an accepted claim that may have been said by the day that counts, and no echo.
    root : array of int64
        The position of the claim under which it counts, -1 for none.
    is_over : array of bool
        Whether it may have been over when it was said, and its beginning is not known: it takes nobody's place.
    """

    first: Numbers
    last: Numbers
    counts: Flags
    root: Numbers
    is_over: Flags


def former_words(claims: pd.DataFrame, words: Words, sayings: Sayings, asked: Numbers) -> tuple[Numbers, Numbers]:
    """Return the former words of some claims, as pairs: a position in ``asked``, and that of a former word.

    A claim takes the place of those that it says that it updates; if it names none, of the word before in its
    claimant's row: of those that were certainly said earlier the newest, and all that were said on the same days as
    that one. What holds beside it (the field ``beside``) is no former word.

    Parameters
    ----------
    claims
        The claims table.
    words
        What decides which of a claimant's claims is the newer one.
    sayings
        When each claim was said.
    asked
        Positions of the claims whose former words are looked for.
    """
    number = np.full(len(claims), -1)
    number[asked] = np.arange(len(asked))
    update, older = edges(claims, "updates", among=sayings.root >= 0)
    older = sayings.root[older]
    is_asked = (number[update] >= 0) & (older != update) & (sayings.first[older] <= sayings.last[update])
    pairs = pd.DataFrame({"one": number[update[is_asked]], "older": older[is_asked]}).drop_duplicates()
    one, older = (pairs[name].to_numpy(np.int64) for name in ("one", "older"))
    others = np.setdiff1d(np.flatnonzero(~sayings.is_over[asked]), one)
    which, before = _of_rows(words, sayings, asked[others])
    return np.concatenate([one, others[which]]), np.concatenate([older, before])


def _of_rows(words: Words, sayings: Sayings, asked: Numbers) -> tuple[Numbers, Numbers]:
    """Return the word before of each claim in its claimant's row, and what was said together with it, as pairs."""
    in_row = (words.row != NO_ROW) & np.isin(words.row, words.row[asked])
    known = np.flatnonzero(sayings.counts & ~sayings.is_over & in_row)
    if not len(known):
        return known, known
    rows = pd.Index(np.unique(words.row[known]))
    group, own_group = (rows.get_indexer(pd.Index(words.row[some])) for some in (known, asked))
    order = np.lexsort((sayings.first[known], sayings.last[known], group))
    known, group = known[order], group[order]
    keys = group * _DAYS + sayings.last[known]
    at = np.searchsorted(keys, own_group * _DAYS + sayings.first[asked]) - 1
    found = np.full(len(asked), -1)
    waiting = np.flatnonzero((words.row[asked] != NO_ROW) & (at >= 0))
    while len(waiting):  # nearly all are found at the first look, since few stand beside another one
        waiting = waiting[group[at[waiting]] == own_group[waiting]]
        is_it = ~words.are_beside(known[at[waiting]], asked[waiting])
        found[waiting[is_it]] = at[waiting[is_it]]
        waiting = waiting[~is_it]
        at[waiting] -= 1
        waiting = waiting[at[waiting] >= 0]
    together = combine([pd.Series(column) for column in (group, sayings.first[known], sayings.last[known])])[0]
    begins = np.searchsorted(together, together[found])  # what was said together is in one run, in the order of days
    lengths = np.where(found >= 0, np.searchsorted(together, together[found], side="right") - begins, 0)
    which, at = spread_ranges(begins, lengths)
    is_former = ~words.are_beside(known[at], asked[which])
    return which[is_former], known[at[is_former]]
