"""Of some rows, the best of each group that comes after a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

_DAYS: Final = 2**33
"""More than there are days between the bounds, on both sides of day 0: a group and a day sort as one number."""


def ranked(keys: Sequence[NDArray[Any]]) -> Numbers:
    """Return the rank of each row by several keys, the first of which decides first; of equals the first is higher."""
    count = len(keys[0])
    order = np.lexsort((-np.arange(count), *reversed(keys)))
    rank = np.empty(count, dtype=np.int64)
    rank[order] = np.arange(count)
    return rank


def best_after(group: Numbers, day: Numbers, rank: Numbers, asked: tuple[Numbers, Numbers]) -> Numbers:
    """Return for each question which row of a group is the best of those after a day.

    Parameters
    ----------
    group, day
        Of each row.
    rank
        How good each row is, from 0 on, each rank once.
    asked
        The group and the day of each question.

    Returns
    -------
    array
        Positions of rows; -1 where none comes after the day.

    Examples
    --------
    >>> group, day, rank = np.array([0, 0, 1]), np.array([1, 5, 9]), np.array([2, 0, 1])
    >>> best_after(group, day, rank, (np.array([0, 0, 1]), np.array([0, 3, 9]))).tolist()
    [0, 1, -1]
    """
    count = len(group)
    order = np.lexsort((day, group))
    keys = _sortable(group[order], day[order])
    last_group = -group[order][::-1]
    best = np.maximum.accumulate((last_group - last_group.min(initial=0)) * count + rank[order][::-1])[::-1]
    position = np.empty(count, dtype=np.int64)
    position[rank] = np.arange(count)
    at = np.searchsorted(keys, _sortable(*asked), side="right")
    found = np.full(len(at), -1)
    inside = np.flatnonzero(at < count)
    inside = inside[group[order][at[inside]] == asked[0][inside]]
    found[inside] = position[best[at[inside]] % count]
    return found


def _sortable(group: Numbers, day: Numbers) -> Numbers:
    return group * _DAYS + day + _DAYS // 2
