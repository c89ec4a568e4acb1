"""The claims on subjects over a period as a table: a row for each run of days on which one leads in one standing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.data.days import DISTANT_FUTURE
from mustermap.data.report_table import spread_texts
from mustermap.layers.claim_columns import Column, frame_of, texts_of
from mustermap.layers.claimants import spread_ranges
from mustermap.layers.claims_in_effect import stretches
from mustermap.layers.comparison.counted_rows import are_at_once, are_counted
from mustermap.layers.comparison.day_claims import denied_days
from mustermap.layers.comparison.group_texts import joined
from mustermap.layers.comparison.row_columns import (
    DISPUTED_COLUMNS,
    FIGURE_COLUMNS,
    SECTION_COLUMN,
    SORTED_BY,
    SUBJECT_OF_ROW,
    TAKEN_COLUMNS,
    claim_columns_of,
    mention_texts,
    standing_texts,
    subject_columns_of,
)
from mustermap.layers.comparison.shown_claims import DENIED, HELD, IS_PART, LATER, LINE_KINDS, ShownClaims, shown_pairs
from mustermap.layers.leading_runs import claim_runs
from mustermap.layers.replaced_claims import replacements
from mustermap.layers.standing import STANDINGS

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.layers.comparison.period import Period
    from mustermap.layers.comparison.subject_table import Ranked
    from mustermap.words import Words

    Codes = NDArray[np.int64]

PERIOD_COLUMNS: Final = (
    *SUBJECT_OF_ROW,
    *texts_of(month="the month, such as 2022-11, where the period is asked for by months; else blank"),
    *SECTION_COLUMN,
    *texts_of(
        kind="whole, movement, total or part, of a row of the section; else no number, denied, joint force, "
        "not placed, larger area, other quantity, other force",
        standing="how the claim holds on these days: stated, carried, stale or vague; blank if it is denied",
    ),
    Column("from_day", "int32", "the first day of the row; on all its days the claim leads, or is denied"),
    Column("to_day", "int32", "the last such day"),
    *FIGURE_COLUMNS,
    *texts_of(
        earlier="ids of the claims whose place it takes, the newest first, separated by ;",
        earlier_text="their figures and the days on which they were said, as a text",
    ),
    *DISPUTED_COLUMNS,
    *TAKEN_COLUMNS,
)


def leading_days(claims: gpd.GeoDataFrame, period: Period, known_by: int | None) -> tuple[pd.DataFrame, pd.Series[str]]:
    """Return on which days of a period each claim leads, or is denied, in one sweep over all claims.

    Parameters
    ----------
    claims
        The claims table.
    period
        The days; by months, a run of days is cut where a month ends.
    known_by
        Only what had been said by this day counts; None: all that is known.

    Returns
    -------
    tuple
        A row for each run, in the order of the claims and then of the days: ``row``, ``from_day``, ``to_day``,
        ``standing`` (position in `STANDINGS`; -1 where it is denied); and for each claim the ids of those whose place
        it takes, separated by ``;``.
    """
    runs = claim_runs(claims, known_by=known_by)
    standing = pd.Categorical(runs["standing"], categories=list(STANDINGS)).codes.astype(np.int64)
    held = runs[["row", "from_day", "to_day"]].assign(standing=standing)[runs["leads"].to_numpy()]
    denied = denied_days(claims, known_by=known_by).assign(standing=-1)
    found = pd.concat([held, denied], ignore_index=True) if len(denied) else held
    is_within = (found["from_day"] <= period.to_day) & (found["to_day"] >= period.from_day)
    found = found[(is_within & (found["from_day"] <= found["to_day"])).to_numpy()]
    begin, end = (found[name].clip(period.from_day, period.to_day).to_numpy() for name in ("from_day", "to_day"))
    found = found.assign(from_day=begin, to_day=end).reset_index(drop=True)
    return found, _earlier(claims, runs, known_by)


def _earlier(claims: gpd.GeoDataFrame, runs: pd.DataFrame, known_by: int | None) -> pd.Series[str]:
    """Return for each claim the ids of those whose place it takes: it folds them, or has ended them."""
    ended_by = stretches(claims, known_by=known_by)["ended_by"].to_numpy(np.int64)
    newer, older = replacements(runs, ended_by)
    said, begun = (claims[name].to_numpy(np.int64)[older] for name in ("said_possible_day", "start_earliest_day"))
    order = np.lexsort((-begun, -said, newer))
    newer, older = newer[order], older[order]
    firsts = np.flatnonzero(np.diff(newer, prepend=-1))
    code = np.zeros(len(claims), dtype=np.int64)
    code[newer[firsts]] = np.arange(len(firsts)) + 1
    return spread_texts(["", *joined(claims["id"], older, firsts).tolist()], code)


def shown_over(claims: gpd.GeoDataFrame, pairs: pd.DataFrame, days: pd.DataFrame) -> tuple[pd.DataFrame, Codes]:
    """Return which claims are shown with subjects over a period, and how.

    Parameters
    ----------
    claims
        The claims table.
    pairs
        Which claims are about subjects or near them, as `subjects_of` returns them.
    days
        The runs of days, as `leading_days` returns them.

    Returns
    -------
    tuple
        Rows of ``pairs``, and for each how it is shown, as `ShownClaims` asks for it.
    """
    row, standing = (days[name].to_numpy(np.int64) for name in ("row", "standing"))
    return shown_pairs(pairs, len(claims), ((row[standing >= 0], HELD), (row[standing < 0], DENIED)))


def period_table(
    claims: gpd.GeoDataFrame,
    ranked: Ranked,
    days: tuple[pd.DataFrame, pd.Series[str]],
    period: Period,
    *,
    disputes: pd.DataFrame,
    by: str,
    words: Words,
) -> pd.DataFrame:
    """Return the claims over a period as a table.

    Parameters
    ----------
    claims
        The claims table.
    ranked
        The subjects and the claims that are shown with each.
    days
        What `leading_days` returns.
    period
        The days that are asked for.
    disputes
        Who had disputed what, as ``layers.disputes_said`` returns it.
    by
        ``claimant`` or ``source``: by which the rows of a subject are sorted before their sections.
    words
        The language of figures and days.

    Returns
    -------
    pandas.DataFrame
        The columns of PERIOD_COLUMNS: subject by subject and section by section, the claim that came to lead last
        first, and its runs in their order.
    """
    near = ShownClaims.of(claims, ranked.pairs, ranked.shown)
    kind = near.kinds(np.arange(len(near.row)))
    runs, earlier = days
    pair, begin, end, standing = _runs_of(near.row, runs)
    month = np.zeros(len(pair), dtype=np.int64)
    if period.step == "month":
        which, month = spread_ranges(*_months_of(begin, end))
        first, last = period.days_of(month, month)
        pair, standing = pair[which], standing[which]
        begin, end = np.maximum(begin[which], first), np.minimum(end[which], last)
    order = np.lexsort([begin, *_order(near, kind, by, (begin, month), pair)])
    pair, begin, end, standing, month = (column[order] for column in (pair, begin, end, standing, month))
    row, own_kind = near.row[pair], kind[pair]
    is_row = own_kind <= IS_PART
    phase = pd.Series(near.phases, dtype="str").take(near.phase[pair])
    before = earlier.take(row).reset_index(drop=True).where(is_row, "")
    names = np.datetime_as_string(np.arange(month.min(initial=0), month.max(initial=0) + 1).astype("datetime64[M]"))
    columns: dict[str, Any] = {
        **subject_columns_of(ranked.table, near.subject[pair]),
        "month": spread_texts(
            ["", *names.tolist()], month - month.min(initial=0) + 1 if period.step == "month" else month
        ),
        "section": phase.where(own_kind <= LATER, ""),
        "kind": spread_texts(LINE_KINDS, own_kind),
        "standing": standing_texts(standing),
        "from_day": begin,
        "to_day": end,
        "counted": are_counted(claims, row, own_kind, standing) & ~_beside_others(near, pair, begin, end),
        "is_inside": near.is_inside[pair],
        "earlier": before,
        "earlier_text": mention_texts(claims, before, words),
        **claim_columns_of(claims, row, disputes, words),
    }
    return frame_of(PERIOD_COLUMNS, columns)


def _beside_others(near: ShownClaims, pair: Codes, begin: Codes, end: Codes) -> NDArray[np.bool_]:
    """Return which runs are movements that their claimant makes beside others on any of their days."""
    found = np.zeros(len(pair), dtype=bool)
    some = np.flatnonzero(near.is_of_movements[pair])
    found[some] = are_at_once(near.groups()[pair[some]], begin[some], end[some])
    return found


def _runs_of(row: Codes, runs: pd.DataFrame) -> tuple[Codes, Codes, Codes, Codes]:
    """Return the runs of some claims: the position of the claim, the first and the last day, and the standing."""
    ordered = runs.iloc[np.argsort(runs["row"].to_numpy(), kind="stable")]
    rows = ordered["row"].to_numpy(np.int64)
    first = np.searchsorted(rows, row)
    pair, at = spread_ranges(first, np.searchsorted(rows, row, side="right") - first)
    begin, end, standing = (ordered[name].to_numpy(np.int64)[at] for name in ("from_day", "to_day", "standing"))
    return pair, begin, end, standing


def _months_of(begin: Codes, end: Codes) -> tuple[Codes, Codes]:
    """Return the first month of each run, and in how many it is."""
    first, last = (days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) for days in (begin, end))
    return first, last - first + 1


def _order(near: ShownClaims, kind: Codes, by: str, when: tuple[Codes, Codes], pair: Codes) -> list[NDArray[Any]]:
    """Return what sorts the runs of claims, what decides first at the end; in a section the newest month comes first.

    Parameters
    ----------
    near, kind
        The claims that are shown, and what each is.
    by
        ``claimant`` or ``source``: what sorts them before the sections.
    when
        The first day and the month of each run.
    pair
        Whose run each is, as a position in ``near``.
    """
    begin, month = when
    came = np.full(len(near.row), DISTANT_FUTURE)
    np.minimum.at(came, pair, begin)
    place = np.where(kind <= IS_PART, near.places(kind), kind + IS_PART)
    said = near.these["said_possible_day"].to_numpy(np.int64)
    within = [key[pair] for key in (near.row, -said, -came, place)]
    keys = [near.section(kind)]
    if by in SORTED_BY:
        names = SORTED_BY[by](near.these).str.casefold()
        keys.append(pd.factorize(names, sort=True)[0].astype(np.int64))
    return [*within, -month, *(key[pair] for key in (*keys, near.subject))]
