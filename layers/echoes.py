"""Echoes: which claim a repeated one counts under, and when it was last said again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Positions = NDArray[np.int64]


def echo_roots(echo: Positions, origin: Positions, order: Positions) -> Positions:
    """Return the claim under which each one counts: its origin, or the origin's origin, up to one that is no echo.

    Parameters
    ----------
    echo, origin
        Pairs of positions: who repeats whom.
    order
        Rank of each report by when it was said; of several origins the earliest counts, and in a circle of claims that
        repeat one another the earliest is no echo.

    Returns
    -------
    array
        For each position that of its root; its own if it is no echo.
    """
    parent = np.arange(len(order))
    if not len(echo):
        return parent
    latest_first = np.argsort(-order[origin], kind="stable")
    parent[echo[latest_first]] = origin[latest_first]  # the last one written, the earliest, stays
    earliest, reached = order.copy(), parent
    for _ in range(len(order).bit_length() + 1):  # each round doubles the steps, so that all chains come to their end
        earliest = np.minimum(earliest, earliest[reached])
        reached = reached[reached]
    at_rank = np.empty_like(order)
    at_rank[order] = np.arange(len(order))
    return np.where(parent[reached] == reached, reached, at_rank[earliest[reached]])


def newest_saying(echo: Positions, origin: Positions, said: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the newest day on which each claim was said, its echoes and their echoes included.

    Parameters
    ----------
    echo, origin
        Pairs of positions: who repeats whom; all of an echo's origins count, not only the earliest.
    said
        The earliest possible day of each saying.
    """
    newest = said.copy()
    if not len(echo):
        return newest
    first = np.arange(len(said))
    first[echo[::-1]] = origin[::-1]
    others = first[echo] != origin
    while True:
        _hand_up(newest, first)
        before = newest[origin[others]]
        np.maximum.at(newest, origin[others], newest[echo[others]])
        if np.array_equal(before, newest[origin[others]]):
            return newest


def said_by_echoes(
    echo: Positions, origin: Positions, earliest: NDArray[np.int64], latest: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the last day on which each claim can have been said: on that of an echo it had been said.

    An echo that contradicts what it repeats, being said before the earliest day of that, dates nothing.

    Parameters
    ----------
    echo, origin
        Pairs of positions: who repeats whom.
    earliest, latest
        The first and the last day on which each claim can have been said, by itself.
    """
    dated = -newest_saying(echo, origin, -latest)
    return np.where(dated >= earliest, np.minimum(dated, latest), latest)


def _hand_up(newest: NDArray[np.int64], parent: Positions) -> None:
    """Raise each one's day to the newest of all below it, in a forest (or circles) by each one's parent."""
    reached = parent
    for _ in range(len(parent).bit_length() + 1):  # each round doubles the steps
        below = newest.copy()
        np.maximum.at(newest, reached, below)
        reached = reached[reached]
