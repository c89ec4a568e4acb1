"""Spans of figures: of one claim, and of several from the lowest to the highest; a bound is never taken for a figure.

The page has the same rule (``maps/page/src/rules/spans.ts``); ``tests/cases/words.json`` is run by both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]
    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

SPAN_COLUMNS: Final = (
    *("low", "low_included", "low_is_about", "high", "high_included", "high_is_about"),
    *("is_open", "top_is_open", "low_row", "high_row"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The lowest and the highest of some figures.

    Attributes
    ----------
    low : float
        The lowest figure; 0 and not included where nobody states how many at least.
    high : float
        The highest figure that anybody states: of a claim without an upper bound, its lower bound.
    low_included, high_included : bool
        Whether the end itself is possible: the low of "more than 1,000" is 1000, not included.
    low_is_about, high_is_about : bool
        Whether the end was only stated as near.
    is_open : bool
        Whether at least one of the claims has no upper bound.
    top_is_open : bool
        Whether the highest figure is the lower bound of a claim without an upper bound.
    low_claimant, high_claimant : str
        Who states each end; blank where nobody is named.
    """

    low: float
    high: float
    low_included: bool = True
    low_is_about: bool = False
    high_included: bool = True
    high_is_about: bool = False
    is_open: bool = False
    top_is_open: bool = False
    low_claimant: str = ""
    high_claimant: str = ""

    @property
    def is_one_figure(self) -> bool:
        """Whether it is a single figure."""
        return not self.is_open and self.low == self.high

    @property
    def is_none(self) -> bool:
        """Whether all that is said is that there is nothing."""
        return self.is_one_figure and self.low == 0


@dataclass(frozen=True, slots=True)
class Bounds:
    """The figures of some claims, as arrays of one length.

    Attributes
    ----------
    low, low_included : array
        0 and not included where nobody states how many at least; NaN without a number.
    high, high_included : array
        The highest figure that is stated: of a claim without an upper bound, its lower bound.
    is_open : array
        Whether no upper bound is stated.
    is_about : array
        Whether the figure was only stated as near, without bounds.
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
    """Return the figures of a claims table; "about 9,000" is near 9,000 and has no bounds that anybody stated."""
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
    """Return the span of each group of claims.

    Parameters
    ----------
    bounds
        The figures of all claims.
    row
        Positions of the claims of the groups, one group after the other; in one group all have a number or none has.
    begins
        Where each group begins in ``row``.

    Returns
    -------
    pandas.DataFrame
        The columns SPAN_COLUMNS, a row a group, as the attributes of `Span`; ``low_row`` and ``high_row`` are the
        positions of the claims that state the ends, an exact figure before one that is only near.
    """
    upward = np.lexsort((bounds.is_about, ~bounds.low_included, bounds.low))
    # Of ends that are alike, the first claim's.
    backward = -np.arange(len(bounds.high))
    downward = np.lexsort((backward, ~bounds.is_about, bounds.high_included, bounds.is_open, bounds.high))
    lowest = upward[np.minimum.reduceat(_ranks(upward)[row], begins)]
    highest = downward[np.maximum.reduceat(_ranks(downward)[row], begins)]
    low, high = bounds.low[lowest], bounds.high[highest]
    near = np.where(bounds.is_about, bounds.low, np.nan)[row]
    return pd.DataFrame(
        {
            "low": low,
            "low_included": bounds.low_included[lowest],
            "low_is_about": np.fmin.reduceat(near, begins) == low,
            "high": high,
            "high_included": bounds.high_included[highest],
            "high_is_about": np.fmax.reduceat(near, begins) == high,
            "is_open": np.maximum.reduceat(bounds.is_open[row], begins),
            "top_is_open": bounds.is_open[highest],
            "low_row": lowest,
            "high_row": highest,
        },
        columns=list(SPAN_COLUMNS),
    )


def spans_of(claims: pd.DataFrame, groups: Codes) -> list[Span | None]:
    """Return the span of each group of claims.

    Parameters
    ----------
    claims
        Rows of the claims table.
    groups
        The number of each row's group, from 0 on, none left out.

    Returns
    -------
    list
        A span a group; None where nobody states a number that was read.
    """
    bounds = bounds_of(claims)
    row = np.flatnonzero(bounds.is_number)
    row = row[np.argsort(groups[row], kind="stable")]
    spans: list[Span | None] = [None] * (int(groups.max()) + 1 if len(groups) else 0)
    if not len(row):
        return spans
    begins = np.flatnonzero(np.diff(groups[row], prepend=-1))
    made = widest(bounds, row, begins)
    who = {f"{end}_claimant": claims["claimant"].iloc[made.pop(f"{end}_row")].astype("str") for end in ("low", "high")}
    columns: dict[str, Any] = {**{str(name): made[name].tolist() for name in made}, **who}
    for number, cells in zip(groups[row[begins]].tolist(), zip(*columns.values(), strict=True), strict=True):
        spans[number] = Span(**dict(zip(columns, cells, strict=True)))
    return spans


def exactly(figure: float) -> Span:
    """Return the span of one figure."""
    return Span(low=figure, high=figure)


def _ranks(order: Codes) -> Codes:
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order))
    return ranks
