"""References between reports: which row of the claims table names which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Positions = NDArray[np.int64]


def edges(claims: pd.DataFrame, column: str, *, among: NDArray[np.bool_]) -> tuple[Positions, Positions]:
    """Return the references in a column of ids as pairs of row positions: who refers, to whom.

    Only pairs with both rows ``among`` those that count are returned; an id that is absent is ignored.
    """
    naming = np.flatnonzero((claims[column] != "").to_numpy() & among)
    if not len(naming):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    ids = claims["id"].tolist()
    position = dict(zip(ids, range(len(ids)), strict=True))
    counts = among.tolist()
    pairs = [
        (who, whom)
        for who, text in zip(naming.tolist(), claims[column].iloc[naming].tolist(), strict=True)
        for named in str(text).split(";")
        if (whom := position.get(named, who)) != who and counts[whom]
    ]
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]
