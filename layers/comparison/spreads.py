"""Spreads of rival figures by group and stretch of days: from the lowest low to the highest high.

A stretch is a span of days on which nothing of a group changes. Figures are never added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.layers.claimants import Voices, count_codes, spread_ranges
from mustermap.layers.comparison.spans import Bounds, widest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]

STRETCH_DAYS: Final = ("possible_from", "possible_to", "certain_from", "certain_to", "last_cited_from")


@dataclass(frozen=True, slots=True)
class Grouped:
    """Claims in groups, in stretches.

    Attributes
    ----------
    spreads : pandas.DataFrame
        A row a group and stretch: ``group``, ``from_day``, ``to_day``, the columns of ``widest``; ``claims``,
        ``names``, ``independent``, ``echoes``, and how many claims are ``possible``, ``last_cited`` and ``disputed``.
    row, begins : array
        Positions of the claims of each spread, one spread after the other, in the table's order; where each begins.
    """

    spreads: pd.DataFrame
    row: Codes
    begins: Codes


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts about each claim of the table, aligned with it.

    Attributes
    ----------
    bounds, voices
        Its figure, and who claims it.
    name : array
        Code of the claimant's name.
    echoes : array
        How many count under it.
    is_disputed : array
        Whether anybody had disputed it.
    """

    bounds: Bounds
    voices: Voices
    name: Codes
    echoes: Codes
    is_disputed: NDArray[np.bool_]


def group_spreads(facts: Facts, row: Codes, group: Codes, days: pd.DataFrame, period: tuple[int, int]) -> Grouped:
    """Return the spreads of groups of claims over a period.

    Parameters
    ----------
    facts
        Of all claims of the table.
    row, group
        Positions of the claims, and the group of each.
    days
        Aligned with ``row``: the columns STRETCH_DAYS, in days or in any other steps of time.
    period
        The first and the last step that is asked for.

    Returns
    -------
    Grouped
        Sorted by group, then by time; nothing of a group where no claim of it holds.
    """
    first, last = period
    holds = ((days["possible_from"] <= last) & (days["possible_to"] >= first)).to_numpy()
    order = np.flatnonzero(holds)
    order = order[np.argsort(group[order], kind="stable")]
    row, group, days = row[order], group[order], days.iloc[order]
    begin, end = (days[f"possible_{name}"].clip(first, last).to_numpy() for name in ("from", "to"))
    width = last - first + 2
    turns = [begin, end + 1, days["certain_from"].to_numpy(), days["certain_to"].to_numpy() + 1,
             days["last_cited_from"].to_numpy()]  # fmt: skip
    within = [(turn >= begin) & (turn <= end + 1) for turn in turns]
    keys = np.unique(
        np.concatenate([(group * width + turn - first)[inside] for turn, inside in zip(turns, within, strict=True)])
    )
    begins_at = np.searchsorted(keys, group * width + begin - first)
    ends_at = np.searchsorted(keys, group * width + end + 1 - first)
    one, stretch = spread_ranges(begins_at, ends_at - begins_at)
    sorting = np.argsort(stretch, kind="stable")
    one, stretch = one[sorting], stretch[sorting]
    return _reduce(facts, row[one], days.iloc[one] if len(one) != len(days) else days, stretch, keys, width, first)


def _reduce(
    facts: Facts, row: Codes, days: pd.DataFrame, stretch: Codes, keys: Codes, width: int, first: int
) -> Grouped:
    held, begins = np.unique(stretch, return_index=True)
    count = len(held)
    which = np.repeat(np.arange(count), np.diff(np.append(begins, len(stretch))))
    group, since = np.divmod(keys[held], width)
    until = np.where(held + 1 < len(keys), keys[np.minimum(held + 1, len(keys) - 1)] % width, 0) - 1
    now = (since + first)[which]
    certain = (days["certain_from"].to_numpy() <= now) & (now <= days["certain_to"].to_numpy())
    spreads = pd.DataFrame({"group": group, "from_day": since + first, "to_day": until + first})
    spreads = pd.concat([spreads, widest(facts.bounds, row, begins)], axis=1)

    def total(flags: NDArray[np.bool_] | Codes) -> Codes:
        return np.bincount(which, weights=flags, minlength=count).astype(np.int64)

    spreads["claims"] = np.bincount(which, minlength=count)
    spreads["names"] = count_codes(which, facts.name[row], count)
    spreads["independent"] = facts.voices.count(which, row, count)
    spreads["possible"] = total(~certain)
    spreads["last_cited"] = total((days["last_cited_from"] <= now).to_numpy())
    spreads["disputed"] = total(facts.is_disputed[row])
    spreads["echoes"] = total(facts.echoes[row])
    return Grouped(spreads, row, begins)
