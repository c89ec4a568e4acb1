"""Things one beneath the other in columns that are about equally high."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def flow(heights: Sequence[float], columns: int) -> tuple[list[tuple[int, float]], float]:
    """Fill columns from top to bottom, in order, each about as high as the others.

    Returns
    -------
    list of tuple, float
        The column and the top of each thing; the height of the highest column.

    Examples
    --------
    >>> flow([2, 1, 1, 2], 2)
    ([(0, 0.0), (0, 2.0), (1, 0.0), (1, 1.0)], 3.0)
    """
    if not heights:
        return [], 0.0
    limit = _lowest_limit(heights, columns)
    places: list[tuple[int, float]] = []
    column, top, lowest = 0, 0.0, 0.0
    for height in heights:
        if places and top + height > limit + 0.01:
            column, top = column + 1, 0.0
        places.append((column, top))
        top += height
        lowest = max(lowest, top)
    return places, lowest


def _lowest_limit(heights: Sequence[float], columns: int) -> float:
    """Return the least height at which a number of columns holds all in their order."""
    low, high = max(heights), sum(heights)
    if columns == 1:
        return high
    for _ in range(40):  # a fraction of a point apart
        middle = (low + high) / 2
        low, high = (low, middle) if _needed(heights, middle) <= columns else (middle, high)
    return high


def _needed(heights: Sequence[float], limit: float) -> int:
    number, filled = 1, 0.0
    for height in heights:
        if filled and filled + height > limit + 0.001:
            number, filled = number + 1, 0.0
        filled += height
    return number
