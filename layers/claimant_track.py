"""How one claimant's figure for one thing moved over time."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST, date_of, day_of
from mustermap.data.report_table import spread_texts
from mustermap.layers.claim_columns import CLAIMS_COLUMNS, Column, frame_of, require_claims, texts_of
from mustermap.layers.claimants import code_texts, name_key
from mustermap.layers.claims_in_effect import disputes_said, stretches
from mustermap.layers.comparison.group_texts import claim_figures, disputes_of
from mustermap.layers.comparison.question import find_claimant
from mustermap.layers.comparison.spans import bounds_of
from mustermap.layers.comparison.subject import SUBJECT_COLUMNS, concern, subject_columns
from mustermap.layers.comparison.subject_claims import PERSONNEL
from mustermap.layers.comparison.troops_codes import label_codes
from mustermap.layers.comparison.unplaced_wordings import wording_of_unplaced
from mustermap.layers.comparison.worded_bounds import worded_bounds
from mustermap.layers.day_arguments import Day, day_number, known_by_number
from mustermap.layers.keyword_hints import hint_keywords
from mustermap.layers.leading_runs import claim_runs
from mustermap.layers.places.usual_names import with_usual_names
from mustermap.layers.saying_days import saying_days

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]

_FIGURE: Final = ("figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best")

_THING: Final = (
    *("force", "component", "unit", "quantity", "measure", "phase"),
    *("place", "place_ref", "place_reason", "place_country_code"),
)
"""The columns that say what a claim is about."""

_FIRST_DAY, _LAST_DAY = day_of(date.min), day_of(date.max)

MOVES: Final = ("first", "no number to compare", "unchanged", "higher", "lower", "wider", "narrower")

TRACK_COLUMNS: Final = (
    Column("thing", "int64", "number of the thing: one force, place, quantity, measure, phase and part"),
    Column("from_day", "int32", "the first day on which the claim is possibly in effect"),
    Column("to_day", "int32", "the last such day"),
    Column("certain_from_day", "int32", "the first day on which it is so certainly; after certain_to_day if on none"),
    Column("certain_to_day", "int32", "the last such day"),
    *texts_of(
        figures="the figure as a text, with what it counts",
        move="how its ends moved from the figure before: higher, lower, wider, narrower or unchanged; or the first",
        id="the report's id",
        updates="ids of the reports that it replaces",
        disputers="who disputes it, the first few names",
        disputed_by="ids of the disputes, separated by ;",
    ),
    Column("echoes", "int64", "how many echoes count under it"),
    *(column for name in _FIGURE for column in CLAIMS_COLUMNS if column.name == name),
    Column("is_worded", "bool", "whether the bound of its figure was read from a word, so that nobody stated a number"),
    *texts_of(
        leading="on which days no newer claim of the claimant folds it, and how it stands on them: such as "
        "2022-11-01/2022-11-29 vague; 2022-11-30/.. carried",
    ),
    Column(
        "said_from_day",
        "float64",
        "the first day on which it can have been said, as far as reports name it; NaN is none",
    ),
    Column("said_to_day", "float64", "the last such day; NaN is none"),
    *(column for column in CLAIMS_COLUMNS if column.name == "claimant_row"),
    *SUBJECT_COLUMNS,
)


@hint_keywords
def track(
    claims: gpd.GeoDataFrame,
    claimant: str,
    *,
    area: str | None = None,
    force: str | None = None,
    from_day: Day | None = None,
    to_day: Day | None = None,
    known_by: Day | None = None,
) -> pd.DataFrame:
    """Return how one claimant's figures moved, for each thing that they are about.

    Parameters
    ----------
    claims
        The claims table.
    claimant
        A name, or a part of it that only one claimant has; letter case and spaces do not count. Joint statements count
        for each of those who make them.
    area, force
        As for ``layers.what_changed``.
    from_day, to_day
        Only claims in effect on a day of this period, both days included; a text may name a month or a year. None: no
        limit on that side.
    known_by
        Only what had been said by this day counts; None: all that is known.

    Returns
    -------
    pandas.DataFrame
        The columns of ``layers.TRACK_COLUMNS``: a row for each claim, sorted by thing, then by the day from which the
        claims hold, then by the day on which they were said. A figure that no update replaces holds beside the next
        one, until its ``to_day``.

    Raises
    ------
    AmbiguousArea, UnknownArea, UnknownForce, UnknownClaimant
        If the area, the force or the claimant cannot be found.
    WrongColumns
        If ``claims`` is no claims table.
    WrongDay
        If ``from_day``, ``to_day`` or ``known_by`` is no day.

    Examples
    --------
    >>> import mustermap as mm
    >>> mm.track(mm.read_seeds(), "Latushka")[["figures", "place_name"]].values.tolist()
    [['100,000', 'Belarus'], ['120,000', 'Belarus']]
    """
    require_claims(claims)
    names = find_claimant(claims, claimant)
    days = stretches(claims, known_by=known_by)
    since = DISTANT_PAST if from_day is None else day_number(from_day, "from_day", end="first")
    until = DISTANT_FUTURE if to_day is None else day_number(to_day, "to_day", end="last")
    wanted = claims["claimant"].isin(names).to_numpy() & concern(claims, area=area, force=force)
    holds = (days["possible_from"] <= days["possible_to"]) & (days["possible_from"] <= until)
    rows = np.flatnonzero(wanted & (holds & (days["possible_to"] >= since)).to_numpy())
    thing = _things(claims[list(_THING)].iloc[rows])
    own = days.iloc[rows]
    said = claims["said_possible_day"].to_numpy()[rows]
    ranks = _first_of(thing, own["possible_from"].to_numpy(np.int64))
    order = np.lexsort((said, own["possible_from"].to_numpy(), ranks))
    made = _table(with_usual_names(claims), rows[order], ranks[order], days, known_by)
    made.attrs["over_time"] = {
        "from_day": None if from_day is None else since,
        "to_day": None if to_day is None else until,
        "known_by": known_by_number(known_by),
        "forces": sorted(map(str, claims["force"][(claims["state"] == "accepted").to_numpy()].unique())),
    }
    return made


def _things(these: pd.DataFrame) -> Codes:
    """Return a number for each claim, the same for those of one force, place, quantity, measure, phase and part."""
    quantity, _ = code_texts(these["quantity"], lambda text: name_key(text) or PERSONNEL)
    columns = [these[name] for name in ("force", "place_ref", "measure", "phase")]
    codes = (pd.Series(column) for column in (quantity, label_codes(these)[0]))
    return combine([*columns, wording_of_unplaced(these), *codes])[0]


def _first_of(thing: Codes, begin: Codes) -> Codes:
    """Return the things renumbered by the day from which the first claim about each holds."""
    count = int(thing.max(initial=-1)) + 1
    first = np.full(count, DISTANT_FUTURE)
    np.minimum.at(first, thing, begin)
    rank = np.empty(count, dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(count)
    return rank[thing]


def _table(
    claims: gpd.GeoDataFrame, rows: Codes, thing: Codes, days: pd.DataFrame, known_by: Day | None
) -> pd.DataFrame:
    of_claim, own = claims.iloc[rows], days.iloc[rows]
    codes, texts = claim_figures(of_claim)
    said = disputes_said(claims, known_by=known_by)
    ids = pd.Index(claims["id"])
    disputes = ids.get_indexer(pd.Index(said["dispute"])), ids.get_indexer(pd.Index(said["target"]))
    ends = {name: own[name].clip(DISTANT_PAST, DISTANT_FUTURE) for name in own if str(name).endswith(("_from", "_to"))}
    columns: dict[str, Any] = {
        "thing": thing,
        "from_day": ends["possible_from"],
        "to_day": ends["possible_to"],
        "certain_from_day": ends["certain_from"],
        "certain_to_day": ends["certain_to"],
        "figures": spread_texts(texts, codes),
        "move": spread_texts(MOVES, _moves(of_claim, thing)),
        "echoes": own["echoes"],
        **disputes_of(claims, rows, np.arange(len(rows)), disputes),
        **{name: of_claim[name] for name in ("id", "updates", "claimant_row", *_FIGURE)},
        "is_worded": worded_bounds(of_claim),
        "leading": _leading(claims, rows, known_by),
        **_said(of_claim),
        **subject_columns(of_claim),
    }
    return frame_of(TRACK_COLUMNS, columns)


def _leading(claims: gpd.GeoDataFrame, rows: Codes, known_by: Day | None) -> list[str]:
    """Return for each claim the days on which it leads, and how it stands on them, as a text."""
    runs = claim_runs(claims, known_by=known_by)
    runs = runs[runs["leads"].to_numpy() & runs["row"].isin(rows).to_numpy()]
    texts: dict[int, list[str]] = defaultdict(list)
    for row, first, last, standing in runs[["row", "from_day", "to_day", "standing"]].itertuples(index=False):
        if first <= _LAST_DAY and last >= _FIRST_DAY:
            texts[row].append(f"{_iso(first)}/{_iso(last)} {standing}")
    return ["; ".join(texts[row]) for row in rows.tolist()]


def _iso(day: int) -> str:
    """Return a day as a text; one beyond the years of the calendar is open, as is no bound."""
    try:
        return date_of(day).isoformat()
    except ValueError:
        return ".."


def _said(of_claim: pd.DataFrame) -> dict[str, NDArray[np.float64]]:
    said = np.array(saying_days(of_claim), dtype=np.float64).reshape(-1, 2)
    return {"said_from_day": said[:, 0], "said_to_day": said[:, 1]}


def _moves(of_claim: pd.DataFrame, thing: Codes) -> Codes:
    """Return how the ends of each figure moved from the figure before it about the same thing, as positions in MOVES.

    An end that neither figure states is ignored.
    """
    bounds = bounds_of(of_claim)
    # A bound that is not included lies beyond the same one that is.
    low = bounds.low + np.where(bounds.low_included, 0.0, 0.25)
    high = np.where(bounds.is_open, np.inf, bounds.high - np.where(bounds.high_included, 0.0, 0.25))
    has_none = np.isnan(low) | np.isnan(np.roll(low, 1))
    rise, stretch = (_compare(end, np.roll(end, 1)) for end in (low, high))
    is_below = (bounds.low == 0) & ~bounds.low_included  # nobody says how many at least
    no_lows, no_highs = (absent & np.roll(absent, 1) for absent in (is_below, bounds.is_open))
    rise, stretch = np.where(no_lows, stretch, rise), np.where(no_highs, rise, stretch)
    is_first = np.diff(thing, prepend=-1) != 0
    kinds = [
        is_first,
        has_none,
        (rise == 0) & (stretch == 0),
        (rise > 0) & (stretch > 0),
        (rise < 0) & (stretch < 0),
        (rise <= 0) & (stretch >= 0),
    ]
    return np.select(kinds, range(len(kinds)), len(kinds)).astype(np.int64)


def _compare(end: NDArray[np.float64], before: NDArray[np.float64]) -> Codes:
    """Return 1 where an end is above the one before, -1 where it is below, 0 where it is neither."""
    return (end > before).astype(np.int64) - (end < before)
