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
    coded = [pd.factorize(column, use_na_sentinel=False) for column in columns]
    return combine_codes([(codes.astype(np.int64), len(values)) for codes, values in coded], len(columns[0]))


def combine_codes(
    columns: Sequence[tuple[NDArray[np.int64], int]], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Do the same for columns that are coded already.

    Parameters
    ----------
    columns
        For each column the code of each row, and how many codes there are.
    count
        How many rows there are; without any column all of them are alike.
    """
    codes = np.zeros(count, dtype=np.int64)
    for own, number in columns:
        if number > 1:  # as many combinations as rows at the most: the product keeps within 64 bits
            codes = pd.factorize(codes * number + own)[0].astype(np.int64)
    firsts = np.empty(int(codes.max(initial=-1)) + 1, dtype=np.int64)
    firsts[codes[::-1]] = np.arange(count)[::-1]  # the last one written, the first row, stays
    return codes, firsts
