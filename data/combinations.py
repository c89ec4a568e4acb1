"""Telling rows apart by several columns at once, without a look at any row by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def combine(columns: Sequence[pd.Series[Any]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count the distinct combinations of values up, in the order in which they come first.

    Parameters
    ----------
    columns
        One or more columns, equally long; a missing value is a value like others.

    Returns
    -------
    tuple of arrays
        For each row the number of its combination, and for each number the position where it comes first.

    Examples
    --------
    >>> codes, firsts = combine([pd.Series(["a", "b", "a", "a"]), pd.Series([1, 1, 2, 1])])
    >>> codes.tolist(), firsts.tolist()
    ([0, 1, 2, 0], [0, 1, 2])
    """
    codes = np.zeros(len(columns[0]), dtype=np.int64)
    for number, column in enumerate(columns):
        own, values = pd.factorize(column, use_na_sentinel=False)
        if number == 0:
            codes = own.astype(np.int64)
        elif len(values) > 1:  # as many combinations as rows at the most: the product keeps within 64 bits
            codes = pd.factorize(codes * len(values) + own)[0].astype(np.int64)
    firsts = np.empty(int(codes.max(initial=-1)) + 1, dtype=np.int64)
    firsts[codes[::-1]] = np.arange(len(codes))[::-1]  # the last one written, the first row, stays
    return codes, firsts
