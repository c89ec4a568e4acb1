"""Intervals of days on which a claim is equally certain and stands alike, for exports."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST
from mustermap.layers.standing import STANDINGS, Standings


def certainty_intervals(claims: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Return the days of each claim, cut where its certainty or its standing changes.

    Parameters
    ----------
    claims
        The claims table.
    days
        What `layers.stretches` returns.

    Returns
    -------
    pandas.DataFrame
        One row for each interval, in the order of the claims and then of the days: ``row`` (position of the claim),
        ``from_day`` and ``to_day`` (int64, both included; -(2**31 - 1) and 2**31 - 1 for no bound), ``certainty``
        ("certain" or "possible"), ``last_cited`` (bool) and ``standing`` (one of `STANDINGS`). The intervals of a claim
        follow one another without a gap; a claim that is never in effect has none.

    Examples
    --------
    "2022-11 to 2023-02" possibly holds from 1 November, certainly from 30 November to 1 February, possibly to the 28th.

    >>> import mustermap as mm
    >>> from mustermap.layers import stretches
    >>> claims = mm.read_seeds()
    >>> found = certainty_intervals(claims, stretches(claims))
    >>> latushka = found[found["row"] == 2]
    >>> latushka["certainty"].tolist(), (latushka["to_day"] - latushka["from_day"] + 1).tolist()
    (['possible', 'certain', 'possible'], [29, 64, 27])
    """
    holding = np.flatnonzero((days["possible_from"] <= days["possible_to"]).to_numpy())
    certain_from, certain_to = (days[name].to_numpy(np.int64)[holding] for name in ("certain_from", "certain_to"))
    stands = Standings.of(claims, days, holding)
    end = stands.last + 1
    never = certain_from > certain_to
    turns = (
        np.where(never, stands.first, certain_from), np.where(never, stands.first, certain_to + 1),
        stands.stated_from, stands.stated_to + 1, stands.spoken, stands.spoken + 1, stands.carried_from,
        stands.stale_from,
    )  # fmt: skip
    bounded = [np.where((turn > DISTANT_PAST + 1) & (turn < DISTANT_FUTURE), turn, stands.first) for turn in turns]
    cuts = np.column_stack([stands.first, *(np.clip(turn, stands.first, end) for turn in bounded), end])
    cuts.sort(axis=1)
    begins, ends = cuts[:, :-1], cuts[:, 1:] - 1
    kept = begins <= ends
    which, begin, to = np.nonzero(kept)[0], begins[kept], ends[kept]
    certain = (certain_from[which] <= begin) & (begin <= certain_to[which])
    standing = stands.on(np.clip(begin, DISTANT_PAST + 2, DISTANT_FUTURE - 1), which)
    cited = stands.stale_from[which] <= begin
    is_new = np.any(
        [np.diff(values, prepend=-1) != 0 for values in (which, certain.astype(np.int64), standing)], axis=0
    )
    is_last = np.append(is_new[1:], True)[: len(is_new)]
    return pd.DataFrame(
        {
            "row": holding[which[is_new]],
            "from_day": begin[is_new],
            "to_day": to[is_last],
            "certainty": np.where(certain[is_new], "certain", "possible"),
            "last_cited": cited[is_new],
            "standing": np.array(STANDINGS, dtype=object)[standing[is_new]],
        }
    )
