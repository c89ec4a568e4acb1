"""Which figures groups of claims span, with bounds that are never taken for figures; by columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Span:
    """The lowest and the highest of some figures.

    Attributes
    ----------
    low, low_included
        0 and not included where nobody states how many at least.
    high, high_included
        The highest figure that anybody states: of a claim without an upper bound that is its lower one.
    is_open : bool
        At least one of the claims has no upper bound.
    top_is_open : bool
        The highest figure is the lower bound of a claim without an upper one.
    """

    low: float
    low_included: bool
    high: float
    high_included: bool
    is_open: bool = False
    top_is_open: bool = False

    @property
    def is_one_figure(self) -> bool:
        """Whether it is a single figure."""
        return not self.is_open and self.low == self.high

    @property
    def is_none(self) -> bool:
        """Whether all that is said is that there is nothing."""
        return self.is_one_figure and self.low == 0


def exactly(figure: float) -> Span:
    """Span one figure."""
    return Span(figure, True, figure, True)


def spans_of(claims: pd.DataFrame, groups: NDArray[np.int64]) -> list[Span | None]:
    """Span the figures of each group.

    Parameters
    ----------
    claims
        Rows of the claims table.
    groups
        The number of each row's group, from 0 on, none left out.

    Returns
    -------
    list
        A span a group, None where nobody gives a number that was read.
    """
    numbered = _numbered(claims).assign(group=groups)
    numbered = numbered[numbered["has_number"].to_numpy()]
    by = numbered.groupby("group", sort=True)
    low, high = by["low"].transform("min"), by["high"].transform("max")
    lowest, highest = (numbered["low"] == low), (numbered["high"] == high)
    flags = pd.DataFrame(
        {
            "group": numbered["group"],
            "low": low,
            "high": high,
            "low_included": numbered["low_included"] & lowest,
            "is_open": numbered["is_open"],
            "top_is_open": numbered["is_open"] & highest,
        }
    )
    top = flags.groupby("group")["top_is_open"].transform("any")
    flags["high_included"] = numbered["high_included"] & highest & (numbered["is_open"] == top)
    ends = flags.groupby("group").agg(
        {"low": "first", "high": "first", **dict.fromkeys(("low_included", "high_included"), "any")}
        | dict.fromkeys(("is_open", "top_is_open"), "any")
    )
    spans: list[Span | None] = [None] * (int(groups.max()) + 1 if len(groups) else 0)
    for row in ends.itertuples():
        number: Any = row.Index
        spans[int(number)] = Span(
            float(row.low),  # type: ignore[arg-type] # itertuples knows no types
            bool(row.low_included),
            float(row.high),  # type: ignore[arg-type]
            bool(row.high_included),
            bool(row.is_open),
            bool(row.top_is_open),
        )
    return spans


def _numbered(claims: pd.DataFrame) -> pd.DataFrame:
    """Give the ends of each row's own figure: its bounds, else its best value as both."""
    low, high, best = (claims[f"figure_{name}"].to_numpy(np.float64) for name in ("low", "high", "best"))
    low_included, high_included = (claims[f"figure_{name}_included"].to_numpy(bool) for name in ("low", "high"))
    no_low, no_high = np.isnan(low), ~np.isfinite(high)
    is_about = no_low & np.isnan(high)
    is_open = no_high & ~is_about
    lowest = np.where(is_about, best, np.where(no_low, 0.0, low))
    lowest_included = is_about | (~no_low & low_included)
    return pd.DataFrame(
        {
            "has_number": ~(is_about & np.isnan(best)),
            "low": lowest,
            "low_included": lowest_included,
            "high": np.where(no_high, lowest, high),
            "high_included": np.where(no_high, lowest_included, high_included),
            "is_open": is_open,
        },
        index=claims.index,
    )
