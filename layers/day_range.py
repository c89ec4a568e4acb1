"""The first and the last day of the data, and the day on which a reader begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST
from mustermap.data.edtf import OPEN, read_edtf

if TYPE_CHECKING:
    import geopandas as gpd

_DATED: Final = ("said", "start", "end", "source_published", "source_accessed")


def slider_days(frame: gpd.GeoDataFrame) -> dict[str, int | None]:
    """Return the first and last finite day of the data, and the last day on which anything was said.

    Parameters
    ----------
    frame
        The claims table; reports that are drafts or retracted do not count.

    Returns
    -------
    dict
        ``first_day``, ``last_day`` and ``open_day``, in days since 1970-01-01; None where no day is known.
    """
    is_accepted = (frame["state"] == "accepted").to_numpy()
    dated = pd.DataFrame({name: frame[name] for name in _DATED}, copy=False)
    accepted = dated if is_accepted.all() else dated[is_accepted]
    days = np.concatenate([_finite_days(accepted[name]) for name in _DATED])
    first, last = (int(days.min()), int(days.max())) if len(days) else (None, None)
    said = _last_said(accepted)
    return {"first_day": first, "last_day": last, "open_day": last if said is None else said}


def _finite_days(column: pd.Series[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    dates = [read_edtf(text) for text in column.unique() if text not in {"", OPEN}]
    days = np.array([(date.earliest, date.latest) for date in dates], dtype=np.int64).ravel()
    return days[(days > DISTANT_PAST) & (days < DISTANT_FUTURE)]


def _last_said(accepted: pd.DataFrame) -> int | None:
    """Return the last day that a saying can have, or its earliest if it has no latest."""
    last = None
    known = (accepted["said"] != "").to_numpy()
    for text in {*accepted["said"].unique(), *accepted["source_published"][~known].unique()} - {""}:
        date = read_edtf(text)
        day = date.latest if date.latest < DISTANT_FUTURE else date.earliest
        last = day if last is None or day > last else last
    return None if last is None or last <= DISTANT_PAST else last
