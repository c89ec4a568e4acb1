"""Which rows of a comparison are counted in the spread of their section, column by column.

The sentence and the panel have this rule row by row: `section_rows.rows_by_group`, `stated_numbers.states_number`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mustermap.layers.comparison.shown_claims import IS_WHOLE
from mustermap.layers.comparison.worded_bounds import worded_bounds
from mustermap.layers.standing import CARRIED, STATED

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_READ: Final = ("figure", "figure_low", "figure_low_included", "figure_high", "figure_best", "quantity")
_DAYS: Final = 2**34
"""More than there are days between the bounds."""


def are_counted(claims: gpd.GeoDataFrame, row: Numbers, kind: Numbers, standing: Numbers) -> Flags:
    """Return which rows are counted in the spread of their section.

    Counted is a figure for all of the subject, in the measure of its section, that states a number and is stated or
    carried forward. Of a claimant's several movements none is.

    Parameters
    ----------
    claims
        The claims table.
    row
        The position of each row's claim.
    kind
        What each is, as a position in ``LINE_KINDS``.
    standing
        How each stands, as a position in ``STANDINGS``; -1 where it does not hold.
    """
    is_counted: Flags = (kind == IS_WHOLE) & np.isin(standing, (STATED, CARRIED))
    is_counted[is_counted] = _state_numbers(claims, row[is_counted])
    return is_counted


def _state_numbers(claims: gpd.GeoDataFrame, row: Numbers) -> Flags:
    """Return which claims state a number: not "dozens", and not "more than 0"."""
    these = claims[list(_READ)].iloc[row]
    low, high, best = (these[f"figure_{name}"].to_numpy(np.float64) for name in ("low", "high", "best"))
    has_low = (low > 0) | (~np.isnan(low) & these["figure_low_included"].to_numpy(bool))
    stated: Flags = (has_low | ~np.isnan(best) | ~np.isnan(high)) & ~worded_bounds(these)
    return stated


def are_at_once(group: Numbers, begin: Numbers, end: Numbers) -> Flags:
    """Return which runs of days have a day in common with another run of their group.

    Examples
    --------
    >>> group, begin, end = np.array([0, 0, 0, 1]), np.array([1, 5, 9, 5]), np.array([5, 8, 9, 5])
    >>> are_at_once(group, begin, end).tolist()
    [True, True, False, False]
    """
    order = np.lexsort((begin, group))
    one, first, last = group[order], begin[order], end[order]
    is_new = np.append(True, np.diff(one) != 0)[: len(one)]
    # Groups follow one another, so that within one the greatest end so far is that of all before, lifted by group.
    lift = np.cumsum(is_new) * _DAYS
    reached = np.maximum.accumulate(last + lift)
    before = np.append(False, (reached[:-1] >= (first + lift)[1:]) & ~is_new[1:])[: len(one)]
    after = np.append((last[:-1] >= first[1:]) & ~is_new[1:], False)[: len(one)]
    found = np.zeros(len(one), dtype=bool)
    found[order] = before | after
    return found
