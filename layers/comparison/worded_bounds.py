"""Which figures have a bound that was read from a word, such as "dozens": nobody stated that number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mustermap.data.combinations import combine
from mustermap.data.wordings.figure_wordings import is_from_word

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


def worded_bounds(claims: pd.DataFrame) -> NDArray[np.bool_]:
    """Return for each row of a claims table whether the bound of its figure was read from a word.

    Such a figure has a lower bound and nothing else. Each distinct wording is looked at once.
    """
    low, high, best = (claims[f"figure_{name}"].to_numpy(np.float64) for name in ("low", "high", "best"))
    wording = claims["figure"].astype("str")
    is_open = ~np.isnan(low) & np.isnan(high) & np.isnan(best) & (wording != "").to_numpy(bool)
    found = np.zeros(len(claims), dtype=bool)
    rows = np.flatnonzero(is_open)
    if len(rows):
        open_claims = {name: claims[name].iloc[rows] for name in ("figure", "figure_low", "quantity")}
        codes, firsts = combine([*open_claims.values()])
        distinct = {name: column.iloc[firsts] for name, column in open_claims.items()}
        cells = zip(distinct["figure"], distinct["figure_low"], distinct["quantity"], strict=True)
        is_word = [is_from_word(str(text), bound, quantity=str(quantity)) for text, bound, quantity in cells]
        found[rows] = np.array(is_word, dtype=bool)[codes]
    return found
