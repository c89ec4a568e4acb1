"""The days on which a report can have been said, as far as reports and sources name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST
from mustermap.data.edtf import OPEN, read_edtf
from mustermap.errors import UnreadableDate
from mustermap.layers.claims import date_days

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Days = NDArray[np.int64]
    Flags = NDArray[np.bool_]

Said = tuple[int | None, int | None]

SAID: Final = ("said", "source_published", "source_accessed", "said_certain_day")
"""The columns of the claims table that say when a report can have been said."""


def saying_days(claims: pd.DataFrame) -> list[Said]:
    """Return the first and the last day on which each report can have been said; None where no report names one.

    The day on which an editor read the source bounds what had been said by then, but is no day that anybody names: it
    does not count. The day of an echo does.

    Parameters
    ----------
    claims
        Rows of the claims table.
    """
    earliest, latest = said_bounds(claims)
    return [
        (None if first == DISTANT_PAST else first, None if last == DISTANT_FUTURE else last)
        for first, last in zip(earliest.tolist(), latest.tolist(), strict=True)
    ]


def said_bounds(claims: pd.DataFrame) -> tuple[Days, Days]:
    """Return the same as two arrays; `DISTANT_PAST` and `DISTANT_FUTURE` where no report names a day."""
    is_said = (claims["said"] != "").to_numpy()
    named = claims["said"].astype("str").where(is_said, claims["source_published"].astype("str"))
    earliest, latest, is_doubted = _days_of(named)
    latest = np.where(is_doubted, DISTANT_FUTURE, latest)
    read_by = _days_of(claims["source_accessed"])[1]
    known_by = claims["said_certain_day"].to_numpy(np.int64)
    return earliest, np.where(known_by < np.minimum(latest, read_by), known_by, latest)


def named_days(claims: pd.DataFrame) -> list[tuple[int, ...]]:
    """Return the days that the start and the end of each report name: the first and the last that each can be."""
    rows = np.column_stack(list(named_bounds(claims))).tolist()
    return [tuple(sorted({day for day in row if DISTANT_PAST < day < DISTANT_FUTURE})) for row in rows]


def named_bounds(claims: pd.DataFrame) -> tuple[Days, Days, Days, Days]:
    """Return the first and the last day that the start can be, and the same of the end, as far as they are named."""
    start, end = _days_of(claims["start"]), _days_of(claims["end"])
    return start[0], start[1], end[0], end[1]


def _days_of(column: pd.Series[str]) -> tuple[Days, Days, Flags]:
    """Return the bounds of dates as `date_days` does; what a table made by hand has in place of a date names no day."""
    unread = [text for text in column.unique() if text not in {"", OPEN} and not _is_date(str(text))]
    return date_days(column.mask(column.isin(unread), "") if unread else column)


def _is_date(text: str) -> bool:
    try:
        read_edtf(text)
    except UnreadableDate:
        return False
    return True
