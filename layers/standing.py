"""How a claim stands on a day: stated for it, carried forward to it, not repeated for six months, or of vague dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.days import DISTANT_FUTURE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

STANDINGS: Final = ("stated", "carried", "stale", "vague")
"""How a claim can stand, by number."""

STATED, CARRIED, STALE, VAGUE = range(4)


@dataclass(frozen=True, slots=True)
class Standings:
    """The days on which the standing of each claim changes; an array of days each, a claim a position.

    Attributes
    ----------
    first, last : array of int64
        The stretch on which it is possibly in effect.
    stated_from, stated_to : array of int64
        The stretch that is certainly meant.
    spoken : array of int64
        The exact day of its saying, where it is stated for that day; else no bound.
    carried_from : array of int64
        From then on it is carried forward where it is not stated.
    stale_from : array of int64
        From then on it has not been repeated for six months.
    """

    first: Numbers
    last: Numbers
    stated_from: Numbers
    stated_to: Numbers
    spoken: Numbers
    carried_from: Numbers
    stale_from: Numbers

    @classmethod
    def of(cls, claims: pd.DataFrame, days: pd.DataFrame, rows: Numbers) -> Standings:
        """Gather the days of some claims.

        Parameters
        ----------
        claims
            The claims table.
        days
            Its stretches, as `layers.stretches` returns them.
        rows
            The positions of the claims.
        """

        def column(frame: pd.DataFrame, name: str) -> Numbers:
            return frame[name].to_numpy()[rows].astype(np.int64)

        # What may have been said later than the day that counts holds only because its dates are not exact.
        is_said = days["is_said"].to_numpy()[rows].astype(bool)
        is_carried = is_said & (claims["end"].iloc[rows] == "").to_numpy(bool)
        begun = np.maximum(column(claims, "said_certain_day"), column(claims, "start_latest_day"))
        return cls(
            column(days, "possible_from"),
            column(days, "possible_to"),
            np.where(is_said, column(claims, "stated_from_day"), DISTANT_FUTURE),
            column(claims, "stated_to_day"),
            np.where(is_said, column(claims, "spoken_day"), DISTANT_FUTURE),
            np.where(is_carried, begun, DISTANT_FUTURE),
            column(days, "last_cited_from"),
        )

    def on(self, day: Numbers | int, which: Numbers | None = None) -> Numbers:
        """Return how claims that are in effect stand on a day, as positions in `STANDINGS`.

        Parameters
        ----------
        day
            The day, of all or of each.
        which
            Positions of the claims; None: all.
        """
        take = slice(None) if which is None else which
        is_stated = (self.stated_from[take] <= day) & (day <= self.stated_to[take]) | (self.spoken[take] == day)
        is_stale = self.stale_from[take] <= day
        return np.select([is_stale, is_stated, self.carried_from[take] <= day], [STALE, STATED, CARRIED], VAGUE)


def standing_runs(standings: Standings) -> pd.DataFrame:
    """Return the days of each claim, cut where its standing changes.

    Returns
    -------
    pandas.DataFrame
        One row for each run, in the order of the claims and then of the days: ``claim`` (position in ``standings``),
        ``from_day`` and ``to_day`` (int64, both included) and ``standing`` (position in `STANDINGS`). The runs of a
        claim follow one another without a gap; a claim that is never in effect has none.
    """
    first, end = standings.first, standings.last + 1
    turns = (standings.stated_from, standings.stated_to + 1, standings.spoken, standings.spoken + 1,
             standings.carried_from, standings.stale_from)  # fmt: skip
    cuts = np.column_stack([first, *(np.clip(turn, first, np.maximum(first, end)) for turn in turns), end])
    cuts.sort(axis=1)
    begins, ends = cuts[:, :-1], cuts[:, 1:] - 1
    is_run = (begins <= ends) & (first < end)[:, None]
    claim = np.nonzero(is_run)[0]
    begin, to = begins[is_run], ends[is_run]
    standing = standings.on(begin, claim)
    is_new = (np.diff(claim, prepend=-1) != 0) | (np.diff(standing, prepend=-1) != 0)
    is_last = np.append(is_new[1:], True)[: len(is_new)]
    return pd.DataFrame(
        {"claim": claim[is_new], "from_day": begin[is_new], "to_day": to[is_last], "standing": standing[is_new]}
    )
