"""The greatest of the values that lie over each position, and where it is small, found by halves.

With n ranges over n positions both take about n log n steps, where writing every range out could take n squared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]


def range_maxima(first: Numbers, after: Numbers, value: Numbers, count: int, *, nothing: int) -> Numbers:
    """Return for each position the greatest value of the ranges that cover it.

    Parameters
    ----------
    first, after
        The first position of each range, and the one after its last; no range is empty.
    value
        The value of each range.
    count
        How many positions there are.
    nothing
        What a position gets that no range covers; less than all values.

    Examples
    --------
    >>> range_maxima(np.array([0, 1]), np.array([3, 2]), np.array([5, 7]), 4, nothing=0).tolist()
    [5, 7, 5, 0]
    """
    length = after - first
    half = np.floor(np.log2(length)).astype(np.int64) if len(length) else length
    found = np.full(count, nothing)
    for level in range(int(half.max(initial=0)), -1, -1):
        # Two windows of this length cover the range; each is handed on to its halves.
        own = half == level
        np.maximum.at(found, first[own], value[own])
        np.maximum.at(found, after[own] - 2**level, value[own])
        if level:
            step = 2 ** (level - 1)
            found[step:] = np.maximum(found[step:], found[:-step])
    return found


def positions_at_most(values: Numbers, first: Numbers, after: Numbers, limit: Numbers) -> tuple[Numbers, Numbers]:
    """Return for each range the positions in it at which the value is not above the range's limit.

    Parameters
    ----------
    values
        A value for each position.
    first, after
        The first position of each range, and the one after its last; no range is empty.
    limit
        The limit of each range.

    Returns
    -------
    tuple of arrays
        The number of the range, and the position; sorted by both.

    Examples
    --------
    >>> first, after, limit = np.array([0, 2]), np.array([3, 4]), np.array([1, 7])
    >>> which, position = positions_at_most(np.array([5, 1, 7, 2]), first, after, limit)
    >>> which.tolist(), position.tolist()
    ([0, 1, 1], [1, 2, 3])
    """
    minima = [values]  # of ever longer blocks, each twice as long as the one before
    while len(minima[-1]) > 1:
        blocks = minima[-1]
        if len(blocks) % 2:
            blocks = np.append(blocks, np.iinfo(np.int64).max)
        minima.append(np.minimum(blocks[::2], blocks[1::2]))
    depth = np.ceil(np.log2(after - first)).astype(np.int64) if len(first) else first
    which = block = np.zeros(0, dtype=np.int64)
    for level in range(int(depth.max(initial=0)), -1, -1):
        new = np.flatnonzero(depth == level)
        left, right = first[new] >> level, (after[new] - 1) >> level
        is_two = left != right
        which = np.concatenate([which, new, new[is_two]])
        block = np.concatenate([block, left, right[is_two]])
        overlaps = ((block + 1) << level > first[which]) & (block << level < after[which])
        keep = overlaps & (minima[level][block] <= limit[which])
        which, block = which[keep], block[keep]
        if level:
            which = np.repeat(which, 2)
            block = np.column_stack([2 * block, 2 * block + 1]).ravel()
            is_there = block < len(minima[level - 1])
            which, block = which[is_there], block[is_there]
    order = np.lexsort((block, which))
    return which[order], block[order]
