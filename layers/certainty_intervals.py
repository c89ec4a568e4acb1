"""Intervals of days on which a claim is equally certain and equally fresh, for exports."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mustermap.data.days import DISTANT_FUTURE


def certainty_intervals(days: pd.DataFrame) -> pd.DataFrame:
    """Return the days of each claim, cut where its certainty changes or where it becomes only last cited.

    Parameters
    ----------
    days
        What `layers.stretches` returns.

    Returns
    -------
    pandas.DataFrame
        One row for each interval, in the order of the claims and then of the days: ``row`` (position of the claim),
        ``from_day`` and ``to_day`` (int64, both included; -(2**31 - 1) and 2**31 - 1 for no bound), ``certainty``
        ("certain" or "possible") and ``last_cited`` (bool). The intervals of a claim follow one another without a gap;
        a claim that is never in effect has none.

    Examples
    --------
    "2022-11 to 2023-02" possibly holds from 1 November, certainly from 30 November to 1 February, possibly to the 28th.

    >>> import mustermap as mm
    >>> from mustermap.layers import stretches
    >>> found = certainty_intervals(stretches(mm.read_seeds()))
    >>> latushka = found[found["row"] == 2]
    >>> latushka["certainty"].tolist(), (latushka["to_day"] - latushka["from_day"] + 1).tolist()
    (['possible', 'certain', 'possible'], [29, 64, 27])
    """
    holding = np.flatnonzero((days["possible_from"] <= days["possible_to"]).to_numpy())
    first, last, certain_from, certain_to, cited_from = (
        days[name].to_numpy(np.int64)[holding]
        for name in ("possible_from", "possible_to", "certain_from", "certain_to", "last_cited_from")
    )
    end = last + 1
    never = certain_from > certain_to
    inner = np.column_stack(
        [
            np.where(never, first, certain_from),
            np.where(never, first, certain_to + 1),
            np.where(cited_from == DISTANT_FUTURE, end, cited_from),
        ]
    )
    cuts = np.column_stack([first, np.clip(inner, first[:, None], end[:, None]), end])
    cuts.sort(axis=1)
    begins, ends = cuts[:, :-1], cuts[:, 1:] - 1
    kept = begins <= ends
    which = np.nonzero(kept)[0]
    begin = begins[kept]
    certain = (certain_from[which] <= begin) & (begin <= certain_to[which])
    return pd.DataFrame(
        {
            "row": holding[which],
            "from_day": begin,
            "to_day": ends[kept],
            "certainty": np.where(certain, "certain", "possible"),
            "last_cited": cited_from[which] <= begin,
        }
    )
