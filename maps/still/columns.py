"""Things one beneath the other in columns that are about equally high."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def flow(heights: Sequence[float], columns: int, again: Sequence[float] = ()) -> tuple[list[tuple[int, float]], float]:
    """Fill columns from top to bottom, in order, each about as high as the others.

    Parameters
    ----------
    heights
        Of the things.
    columns
        How many columns there are.
    again
        The height of what is repeated above each thing where it begins another column; without: nothing is.

    Returns
    -------
    list of tuple, float
        The column and the top of each thing; the height of the highest column.

    Examples
    --------
    >>> flow([2, 1, 1, 2], 2)
    ([(0, 0.0), (0, 2.0), (1, 0.0), (1, 1.0)], 3.0)
    >>> flow([2, 1, 1, 2], 2, [0, 0.5, 0.5, 0.5])
    ([(0, 0.0), (0, 2.0), (1, 0.5), (1, 1.5)], 3.5)
    """
    if not heights:
        return [], 0.0
    above = again or [0.0] * len(heights)
    limit = _lowest_limit(heights, above, columns)
    places: list[tuple[int, float]] = []
    column, top, lowest = 0, 0.0, 0.0
    for height, repeated in zip(heights, above, strict=True):
        if places and top + height > limit + 0.01:
            column, top = column + 1, repeated
        places.append((column, top))
        top += height
        lowest = max(lowest, top)
    return places, lowest


def _lowest_limit(heights: Sequence[float], above: Sequence[float], columns: int) -> float:
    """Return the least height at which a number of columns holds all in their order."""
    low = max(height + repeated for height, repeated in zip(heights, above, strict=True))
    high = sum(heights) + max(above)
    if columns == 1:
        return high
    for _ in range(40):  # a fraction of a point apart
        middle = (low + high) / 2
        low, high = (low, middle) if _needed(heights, above, middle) <= columns else (middle, high)
    return high


def _needed(heights: Sequence[float], above: Sequence[float], limit: float) -> int:
    number, filled = 1, 0.0
    for height, repeated in zip(heights, above, strict=True):
        if filled and filled + height > limit + 0.001:
            number, filled = number + 1, repeated
        filled += height
    return number
