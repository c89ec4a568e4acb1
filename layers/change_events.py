"""What happened to claims between two days: which were newly said, began, ended, or were not repeated any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.days import DISTANT_FUTURE
from mustermap.layers.claims import date_days
from mustermap.layers.claims_in_effect import stretches
from mustermap.layers.former_words import Sayings, former_words
from mustermap.layers.leading_runs import claim_runs
from mustermap.layers.newer_words import Words
from mustermap.layers.saying_days import said_bounds

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

CHANGES: Final = (
    "new", "changed", "said again", "began", "ended", "new, ended", "not repeated any more", "day not known",
)  # fmt: skip
"""What can happen to a claim, by number; the last is that it may have been said between the days, or not."""

NEW, CHANGED, AGAIN, BEGAN, ENDED, NEW_ENDED, STALE, NO_DAY = range(8)

_FIGURE: Final = ("figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best")
_DAYS: Final = 2**33


def change_events(
    claims: gpd.GeoDataFrame, shown: Flags, *, since: int, until: int, known_by: int | None = None
) -> pd.DataFrame:
    """Return what happened to claims after a day and up to another one.

    Parameters
    ----------
    claims
        The claims table.
    shown
        Which of them are asked about.
    since, until
        The two days, since 1970-01-01.
    known_by
        Only what had been said by this day counts; None: by ``until``.

    Returns
    -------
    pandas.DataFrame
        A row for each event, in the order of the claims: ``row`` (position of the claim), ``what`` (position in
        `CHANGES`), ``from_day`` and ``to_day`` (the first and the last day on which it can have happened; the bounds
        where none is known) and ``older`` (ids of the claims whose place it takes, separated by ``;``).

    Notes
    -----
    A saying is an event where all days on which it can have been lie between the two; where only some do, its day is
    not known. A beginning counts on the last day on which it can have been, and only where the claim was said before;
    an end where that was stated, on the day after the last on which it can have been; and neither where another claim
    leads on that day.
    """
    known_by = until if known_by is None else known_by
    days, words = stretches(claims, known_by=known_by), Words.of(claims)
    sayings = _sayings(claims, days)
    counts, first, last = sayings.counts & shown, sayings.first, sayings.last
    heard = min(until, known_by)
    is_said = counts & (since < first) & (last <= heard)
    has_no_day = counts & ~is_said & (first <= heard) & (last > since) & (since < heard)
    said = np.flatnonzero(is_said)
    what, older = _words_said(claims, words, sayings, said)
    ends, begins = days["possible_to"].to_numpy(), days["possible_from"].to_numpy()
    has_stated_end = claims["end_known"].to_numpy(bool) & (begins <= ends)
    has_stated_end &= claims["possible_to_day"].to_numpy() == ends  # nothing has ended it before
    what[(what == NEW) & (has_stated_end & (ends < until))[said]] = NEW_ENDED
    is_shown_ended = np.zeros(len(claims), dtype=bool)
    is_shown_ended[said[what == NEW_ENDED]] = True

    start = claims["start_latest_day"].to_numpy(np.int64)
    can_begin = counts & (claims["start"] != "").to_numpy() & (last < claims["start_earliest_day"].to_numpy())
    begun = np.flatnonzero(can_begin & (since < start) & (start <= until) & ~is_shown_ended)
    ended = np.flatnonzero(
        counts & has_stated_end & (since <= ends) & (ends < until) & (first <= ends) & ~is_shown_ended
    )
    cited = days["last_cited_from"].to_numpy(np.int64)
    stale = np.flatnonzero(counts & (since < cited) & (cited <= until))
    turns = (begun, start[begun]), (ended, ends[ended]), (stale, cited[stale])
    begun, ended, stale = _leading(claims, turns, known_by)
    start_first, end_first = (
        date_days(claims[name].iloc[rows])[0] for name, rows in (("start", begun), ("end", ended))
    )
    undated = np.flatnonzero(has_no_day)
    pieces = (
        (said, what, first[said], last[said], older),
        (begun, BEGAN, start_first, start[begun], ""),
        (ended, ENDED, end_first, ends[ended], ""),
        (stale, STALE, cited[stale], cited[stale], ""),
        (undated, NO_DAY, first[undated], last[undated], ""),
    )
    names = ("row", "what", "from_day", "to_day", "older")
    found = pd.concat([pd.DataFrame(dict(zip(names, piece, strict=True))) for piece in pieces], ignore_index=True)
    found["older"] = found["older"].astype("str")
    return found.sort_values(["row", "what"], kind="stable", ignore_index=True)


def _sayings(claims: pd.DataFrame, days: pd.DataFrame) -> Sayings:
    first, last = said_bounds(claims)
    root = days["root"].to_numpy(np.int64)
    has_no_start = (claims["start"] == "").to_numpy() & claims["end_known"].to_numpy(bool)
    is_over = has_no_start & (claims["start_latest_day"].to_numpy() == DISTANT_FUTURE) & (last < DISTANT_FUTURE)
    return Sayings(first, last, root == np.arange(len(claims)), root, is_over)


def _words_said(
    claims: gpd.GeoDataFrame, words: Words, sayings: Sayings, said: Numbers
) -> tuple[Numbers, NDArray[np.object_]]:
    """Return for each saying whether it is new, a change or said again, and the ids of its former words."""
    one, older = former_words(claims, words, sayings, said)
    order = np.lexsort((older, one))
    one, older = one[order], older[order]
    figures = [pd.factorize(claims[name], use_na_sentinel=False)[0] for name in _FIGURE]
    differs = np.zeros(len(one), dtype=bool)
    for codes in figures:
        differs |= codes[said[one]] != codes[older]
    what, ids = np.full(len(said), NEW), np.full(len(said), "", dtype=object)
    what[one] = AGAIN
    what[one[differs]] = CHANGED
    named: dict[int, list[str]] = {}
    for position, name in zip(one.tolist(), claims["id"].iloc[older].tolist(), strict=True):
        named.setdefault(position, []).append(str(name))
    ids[list(named)] = [";".join(some) for some in named.values()]
    return what, ids


def _leading(
    claims: gpd.GeoDataFrame, turns: tuple[tuple[Numbers, Numbers], ...], known_by: int
) -> tuple[Numbers, ...]:
    """Return of each group of claims those that lead on a day of their own."""
    if not any(len(rows) for rows, _ in turns):
        return tuple(rows for rows, _ in turns)
    runs = claim_runs(claims, known_by=known_by)
    keys = runs["row"].to_numpy() * _DAYS + runs["from_day"].to_numpy(np.int64)
    row, to_day, leads = (runs[name].to_numpy() for name in ("row", "to_day", "leads"))

    def are_leading(rows: Numbers, on: Numbers) -> Flags:
        at = np.searchsorted(keys, rows * _DAYS + on, side="right") - 1
        found: Flags = (at >= 0) & (row[at] == rows) & (on <= to_day[at]) & leads[at]
        return found

    return tuple(rows[are_leading(rows, on)] for rows, on in turns)
