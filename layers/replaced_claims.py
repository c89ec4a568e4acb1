"""Which claims a newer one of the same claimant takes the place of, on any day: folded, stopped or updated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mustermap.layers.claimant_rows import NO_ROW
from mustermap.layers.claims_in_effect import stretches
from mustermap.layers.earlier_claims import followed
from mustermap.layers.leading_runs import claim_runs

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]


def replacements(runs: pd.DataFrame, ended_by: Numbers) -> tuple[Numbers, Numbers]:
    """Return pairs of a newer claim and one whose place it takes directly, each pair once.

    Parameters
    ----------
    runs
        As ``layers.claim_runs`` returns them: which newer claim folds each.
    ended_by
        For every claim the position of the one that has ended it, by an update or as a newer word; -1 for none.
    """
    older = np.flatnonzero(ended_by >= 0)
    folded = runs[(runs["folded_by"] >= 0).to_numpy()]
    pairs = pd.DataFrame(
        {
            "newer": np.concatenate([ended_by[older], folded["folded_by"].to_numpy(np.int64)]),
            "older": np.concatenate([older, folded["row"].to_numpy(np.int64)]),
        }
    ).drop_duplicates()
    return pairs["newer"].to_numpy(), pairs["older"].to_numpy()


def newest_instead(claims: gpd.GeoDataFrame) -> tuple[Numbers, Numbers]:
    """Return the claims behind newer ones of their claimant's row, each with the newest that leads to.

    Parameters
    ----------
    claims
        The claims table.

    Returns
    -------
    tuple of arrays
        Positions of the older claims, in their order, and of the newest that takes the place of each; if a newer one
        has been replaced in its turn, of that which replaced it last.

    Examples
    --------
    >>> import mustermap as mm
    >>> claims = mm.read_seeds()
    >>> older, newest = newest_instead(claims)
    >>> pairs = zip(claims["figure_text"].iloc[older], claims["figure_text"].iloc[newest])
    >>> [pair for pair, who in zip(pairs, claims["claimant"].iloc[older]) if who == "Serhii Deineko"]
    [('about 10,200', 'about 11,000')]
    """
    days = stretches(claims)
    newer, older = replacements(claim_runs(claims), days["ended_by"].to_numpy(np.int64))
    row, said, begun = (
        claims[name].to_numpy(np.int64) for name in ("claimant_row", "said_possible_day", "start_earliest_day")
    )
    is_own = (row[newer] == row[older]) & (row[older] != NO_ROW)
    newer, older = newer[is_own], older[is_own]
    latest_last = np.lexsort((begun[newer], said[newer]))
    next_one = np.full(len(claims), -1)
    next_one[older[latest_last]] = newer[latest_last]
    newest = followed(next_one)
    behind = np.flatnonzero((next_one >= 0) & (newest != np.arange(len(claims))))
    return behind, newest[behind]
