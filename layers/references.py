"""References between reports: which row of the claims table names which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Positions = NDArray[np.int64]


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
