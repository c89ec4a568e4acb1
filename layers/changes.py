"""What changed between two days, as far as is known by one day; the page has the same rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.data.report_table import spread_texts
from mustermap.errors import WrongQuestion
from mustermap.layers.claim_columns import frame_of, texts_of
from mustermap.layers.claimants import spread_ranges
from mustermap.layers.claims_in_effect import stretches
from mustermap.layers.comparison.group_texts import claim_figures
from mustermap.layers.comparison.subject import SUBJECT_COLUMNS, concern, subject_columns
from mustermap.layers.day_arguments import Day, day_number
from mustermap.layers.keyword_hints import hint_keywords
from mustermap.layers.references import edges

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]

CHANGES: Final = ("new", "updated", "ended", "more certain", "less certain")
_CERTAINTIES: Final = ("", "possible", "certain")
_HOWS: Final = (
    "said since",
    "said before, begun since",
    "in place of another figure",
    "has ended",
    "no longer possible",
    "possible before, certain now",
    "certain before, only possible now",
)

CHANGE_COLUMNS: Final = (
    *texts_of(
        change="new, updated, ended, more certain or less certain",
        how="how it changed, as a short text",
        id="the report's id; of what was updated, that of the update",
        figures="its figure as a text, with what it counts",
        older_id="the report that it replaces; blank where it replaces none",
        older_figures="the figure of that report",
        before="certain or possible on the earlier day; blank is not in effect; of an update, of what it replaces",
        after="the same on the later day",
    ),
    *SUBJECT_COLUMNS,
)


@hint_keywords
def what_changed(
    claims: gpd.GeoDataFrame,
    *,
    since: Day,
    until: Day,
    known_by: Day | None = None,
    area: str | None = None,
    force: str | None = None,
) -> pd.DataFrame:
    """Return the claims that are new, updated, ended, more certain or less certain on the later of two days.

    A claim is new if it holds on the later day and did not on the earlier one. It is updated if it held on the earlier
    day and a newer report that replaces it holds on the later one. It has ended if it held on the earlier day, no
    longer holds on the later one and was not updated. Both days are compared by what was known on one day.

    Parameters
    ----------
    claims
        The claims table.
    since, until
        The earlier and the later day: ``"2022-12-01"``, a ``datetime.date``, a ``pandas.Timestamp`` or days since
        1970-01-01.
    known_by
        Only what had been said by this day counts; None: all that is known.
    area, force
        As for ``layers.compare``: only claims about the area or a place inside it, and about the force or a joint one
        that it has a part in. None: any.

    Returns
    -------
    pandas.DataFrame
        The columns of ``layers.CHANGE_COLUMNS``, a row for each change, in the order of CHANGES, then of the claims
        table.

    Raises
    ------
    AmbiguousArea, UnknownArea, UnknownForce
        If the area or the force cannot be found.
    WrongColumns
        If ``claims`` is no claims table.
    WrongDay
        If ``since``, ``until`` or ``known_by`` is no day.
    WrongQuestion
        If the later day is before the earlier one.

    Examples
    --------
    >>> import mustermap as mm
    >>> changed = mm.what_changed(mm.read_seeds(), since="2022-09-29", until="2022-12-01", force="Russia")
    >>> changed.loc[changed["how"] == "said before, begun since", ["change", "figures"]].values.tolist()
    [['new', '120,000']]
    """
    since, until = day_number(since, "since"), day_number(until, "until")
    if since > until:
        raise WrongQuestion("the later of the two days is before the earlier one; swap them")
    days = stretches(claims, known_by=known_by)
    shown = concern(claims, area=area, force=force)
    before, after = (_certainty(days, day) for day in (since, until))
    is_begun, is_ended = shown & (before == 0) & (after > 0), shown & (before > 0) & (after == 0)
    replaced_by = _replacements(claims, np.flatnonzero(is_ended), after > 0)
    older = np.flatnonzero(replaced_by >= 0)
    update = replaced_by[older]
    is_begun[update] = False
    is_ended[older] = False
    said = claims["said_possible_day"].to_numpy()
    held = shown & (before > 0) & (after > 0)
    rows = [np.flatnonzero(is_begun), update, np.flatnonzero(is_ended),
            np.flatnonzero(held & (before < after)), np.flatnonzero(held & (before > after))]  # fmt: skip
    row = np.concatenate(rows)
    change = np.repeat(np.arange(len(rows)), [len(some) for some in rows])
    how = np.select(
        [change == 0, change == 2],
        [np.where(said[row] > since, 0, 1), np.where(before[row] == 2, 3, 4)],
        np.array([0, 2, 0, 5, 6])[change],
    )
    old = np.full(len(row), -1)
    old[change == 1] = older
    return _table(claims, row, change, how, old, np.where(old >= 0, before[old], before[row]), after[row])


def _table(
    claims: pd.DataFrame, row: Codes, change: Codes, how: Codes, old: Codes, before: Codes, after: Codes
) -> pd.DataFrame:
    codes, texts = claim_figures(claims.iloc[np.concatenate([row, old[old >= 0]])])
    own, older = codes[: len(row)], np.full(len(row), len(texts))
    older[old >= 0] = codes[len(row) :]
    of_claim = claims.iloc[row]
    ids = claims["id"].to_numpy(object)
    columns: dict[str, Any] = {
        "change": spread_texts(CHANGES, change),
        "how": spread_texts(_HOWS, how),
        "id": of_claim["id"],
        "figures": spread_texts(texts, own),
        "older_id": pd.Series(np.where(old >= 0, ids[old], ""), dtype="str"),
        "older_figures": spread_texts([*texts, ""], older),
        "before": spread_texts(_CERTAINTIES, before),
        "after": spread_texts(_CERTAINTIES, after),
        **subject_columns(of_claim),
    }
    return frame_of(CHANGE_COLUMNS, columns)


def _certainty(days: pd.DataFrame, on: int) -> Codes:
    """Return how certainly each claim holds on a day: 0 not, 1 possibly, 2 certainly."""
    holds = (days["possible_from"] <= on) & (on <= days["possible_to"])
    certain = (days["certain_from"] <= on) & (on <= days["certain_to"])
    return holds.to_numpy().astype(np.int64) * (1 + certain.to_numpy())


def _replacements(claims: gpd.GeoDataFrame, ended: Codes, holds: NDArray[np.bool_]) -> Codes:
    """Return for each claim that ended the newest of its updates that holds, else -1.

    An update of an update counts for both.
    """
    count = len(claims)
    update, older = edges(claims, "updates", among=(claims["state"] == "accepted").to_numpy())
    order = np.argsort(older, kind="stable")
    update, older = update[order], older[order]
    found = np.full(count, -1)
    first = at = ended
    met = first * count + at
    while len(first):
        begin = np.searchsorted(older, at)
        pair, which = spread_ranges(begin, np.searchsorted(older, at, side="right") - begin)
        first, at = first[pair], update[which]
        steps = first * count + at
        new = np.zeros(len(steps), dtype=bool)
        new[np.unique(steps, return_index=True)[1]] = True
        new &= ~np.isin(steps, met)
        first, at, met = first[new], at[new], np.concatenate([met, steps[new]])
        found[first[holds[at]]] = at[holds[at]]  # of several the last one stays
    return found
