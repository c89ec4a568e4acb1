"""The first and the last day of the slider, and the day on which a reader begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST
from mustermap.data.edtf import OPEN, read_edtf

if TYPE_CHECKING:
    import geopandas as gpd

AFTER_DAYS: Final = 180
"""How many days after the last day of the data the slider ends: by then what is carried forward has faded."""

_DATED: Final = ("state", "said", "start", "end", "source_published", "source_accessed")


def slider_days(frame: gpd.GeoDataFrame) -> dict[str, int | None]:
    """Return the first and the last day of the slider, and the day on which the page opens.

    A day of the data is a finite day of a saying, a start or an end; where a report says no day of its saying, that of
    its source's publication is one. The day on which an editor read a source is none, unless no report names a day.

    Parameters
    ----------
    frame
        The claims table; reports that are drafts or retracted do not count.

    Returns
    -------
    dict
        ``first_day``, the first day of the data, ``last_day``, 180 days after the last, and ``open_day``, as
        `opening_day` returns it, in days since 1970-01-01; None where no day is known.
    """
    dated = pd.DataFrame({name: frame[name] for name in _DATED}, copy=False)
    accepted = dated[dated["state"] == "accepted"]
    said, published = _sayings(accepted)
    days = np.concatenate([_finite_days(column) for column in (said, published, accepted["start"], accepted["end"])])
    if len(days) == 0:
        return _days_of_reading(accepted["source_accessed"])
    from mustermap.layers.opening_day import opening_day

    last = int(days.max())
    opened = opening_day(frame, _newest(said, published, default=last))
    return {"first_day": int(days.min()), "last_day": last + AFTER_DAYS, "open_day": opened}


def _days_of_reading(accessed: pd.Series[str]) -> dict[str, int | None]:
    """Return the days on which editors read the sources, for reports that name no day at all."""
    days = _finite_days(accessed)
    first, last = (int(days.min()), int(days.max())) if len(days) else (None, None)
    return {"first_day": first, "last_day": last, "open_day": last}


def _sayings(accepted: pd.DataFrame) -> tuple[pd.Series[str], pd.Series[str]]:
    """Return the days of saying that reports name, and those on which the sources of the others were published."""
    is_said = (accepted["said"] != "").to_numpy()
    return accepted["said"][is_said], accepted["source_published"][~is_said]


def _finite_days(column: pd.Series[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    dates = [read_edtf(text) for text in column.unique() if text not in {"", OPEN}]
    days = np.array([(date.earliest, date.latest) for date in dates], dtype=np.int64).ravel()
    return days[(days > DISTANT_PAST) & (days < DISTANT_FUTURE)]


def _newest(said: pd.Series[str], published: pd.Series[str], *, default: int) -> int:
    """Return the latest possible day of the newest saying that has one; of a source's day both ends are to be known."""
    named = [read_edtf(text).latest for text in said.unique()]
    dates = [read_edtf(text) for text in published.unique() if text]
    named += [date.latest for date in dates if date.earliest > DISTANT_PAST]
    return max((day for day in named if day < DISTANT_FUTURE), default=default)
