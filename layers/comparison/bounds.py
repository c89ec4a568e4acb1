"""Figures with bounds that are never taken for figures: of one claim, and of some from the lowest to the highest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]
    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The figures of some claims.

    Attributes
    ----------
    low, low_included : array
        0 and not included where nobody states how many at least; NaN without a number.
    high, high_included : array
        The highest figure that is stated: of a claim without an upper bound that is its lower one.
    is_open : array
        No upper bound is given.
    is_about : array
        The figure was only given as near, without bounds.
    """

    low: Numbers
    low_included: Flags
    high: Numbers
    high_included: Flags
    is_open: Flags
    is_about: Flags

    @property
    def is_number(self) -> Flags:
        """Whether a number was read."""
        return ~np.isnan(self.low)


def bounds_of(claims: pd.DataFrame) -> Bounds:
    """Read the figures of a claims table; "about 9,000" has no bounds that anybody stated, and is near 9,000."""
    low, high, best = (claims[f"figure_{name}"].to_numpy(np.float64) for name in ("low", "high", "best"))
    low_included, high_included = (claims[f"figure_{name}_included"].to_numpy(bool) for name in ("low", "high"))
    no_low, no_high = np.isnan(low), ~np.isfinite(high)
    is_about = no_low & np.isnan(high) & ~np.isnan(best)
    is_open = no_high & ~no_low
    lowest = np.where(is_about, best, np.where(no_low & ~np.isnan(high), 0.0, low))
    lowest_included = is_about | (~no_low & low_included)
    return Bounds(
        low=lowest,
        low_included=lowest_included,
        high=np.where(is_about, best, np.where(no_high, lowest, high)),
        high_included=np.where(is_about, True, np.where(no_high, lowest_included, high_included)),
        is_open=is_open,
        is_about=is_about,
    )


def widest(bounds: Bounds, row: Codes, begins: Codes) -> pd.DataFrame:
    """Span the figures of groups of claims.

    Parameters
    ----------
    bounds
        The figures of all claims.
    row
        The claims of the groups, one group after the other; in one group all have a number or none has.
    begins
        Where each group begins.

    Returns
    -------
    pandas.DataFrame
        A row a group: ``low``, ``low_included``, ``high``, ``high_included``; ``is_open``, at least one claim has no
        upper bound; ``top_is_open``, the highest figure is the lower bound of such a claim; ``low_is_about`` and
        ``high_is_about``, the end was only given as near.
    """
    upward = np.lexsort((~bounds.low_included, bounds.low))
    downward = np.lexsort((bounds.high_included, bounds.is_open, bounds.high))
    lowest = upward[np.minimum.reduceat(_ranks(upward)[row], begins)]
    highest = downward[np.maximum.reduceat(_ranks(downward)[row], begins)]
    low, high = bounds.low[lowest], bounds.high[highest]
    near = np.where(bounds.is_about, bounds.low, np.nan)[row]
    return pd.DataFrame(
        {
            "low": low,
            "low_included": bounds.low_included[lowest],
            "high": high,
            "high_included": bounds.high_included[highest],
            "is_open": np.maximum.reduceat(bounds.is_open[row], begins),
            "top_is_open": bounds.is_open[highest],
            "low_is_about": np.fmin.reduceat(near, begins) == low,
            "high_is_about": np.fmax.reduceat(near, begins) == high,
        }
    )


def _ranks(order: Codes) -> Codes:
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order))
    return ranks
