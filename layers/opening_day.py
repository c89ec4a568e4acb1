"""The day on which a page opens: that of the newest saying, or the last before it on which most claimants speak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.layers.claims_in_effect import stretches
from mustermap.layers.speakers import voice_numbers
from mustermap.layers.standing import CARRIED, STATED, Standings, standing_runs

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

_CURRENT: Final = (STATED, CARRIED)


def opening_day(frame: gpd.GeoDataFrame, newest: int) -> int:
    """Return the day on which a page of claims opens.

    Parameters
    ----------
    frame
        The claims table.
    newest
        The latest possible day of the newest saying that has one.

    Returns
    -------
    int
        That day, where any claim is stated for it or carried forward to it; else the last day before it on which most
        claimants have such a claim; that day all the same where there is none.
    """
    if _is_spoken_on(frame, newest):
        return newest
    days = stretches(frame)
    rows = np.flatnonzero((days["possible_from"] <= days["possible_to"]).to_numpy())
    runs = standing_runs(Standings.of(frame, days, rows))
    runs = runs[(runs["standing"].isin(_CURRENT) & (runs["from_day"] <= newest)).to_numpy()]
    if runs.empty or runs["to_day"].max() >= newest:
        return newest
    voices = voice_numbers(frame)[rows[runs["claim"].to_numpy()]]
    return _last_of_most(runs.assign(voice=voices))


def _is_spoken_on(frame: gpd.GeoDataFrame, day: int) -> bool:
    """Check in one look whether a claim was made on a day and stands by itself; most tables need no more."""
    first, last, spoken = (
        frame[f"{name}_day"].to_numpy(np.int64) for name in ("possible_from", "possible_to", "spoken")
    )
    at = np.flatnonzero((spoken == day) & (first <= day) & (last >= day))
    kinds = (frame[name].iloc[at].tolist() for name in ("id", "state", "kind", "repeats"))
    plain = {one for one, *kind in zip(*kinds, strict=True) if kind == ["accepted", "claim", ""]}
    replaced = {one for text in frame["updates"].unique() if text for one in text.split(";")} if plain else set()
    return bool(plain - replaced)


def _last_of_most(runs: pd.DataFrame) -> int:
    """Return the last day on which the runs of most voices meet; the runs of one voice count once."""
    runs = runs.sort_values(["voice", "from_day"], kind="stable")
    reached = runs.groupby("voice")["to_day"].cummax().groupby(runs["voice"]).shift(fill_value=np.iinfo(np.int64).min)
    begins = (runs["from_day"] > reached).to_numpy()
    stretch = np.cumsum(begins) - 1
    first = runs["from_day"].to_numpy(np.int64)[begins]
    end = runs["to_day"].groupby(stretch).max().to_numpy(np.int64) + 1
    changes = pd.Series(np.repeat((1, -1), len(first)), index=np.concatenate([first, end])).groupby(level=0).sum()
    counts = changes.cumsum()
    most = np.flatnonzero((counts == counts.max()).to_numpy())[-1]
    return int(counts.index[most + 1]) - 1
