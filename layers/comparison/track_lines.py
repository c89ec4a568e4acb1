"""What one claimant said over time, as a chart draws it: a chart a subject, a line for each thing that it is about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
import pandas as pd

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST, day_of
from mustermap.data.figures import Figure
from mustermap.errors import WrongColumns
from mustermap.layers.claimant_rows import NO_ROW
from mustermap.layers.claimant_track import TRACK_COLUMNS
from mustermap.layers.claimants import name_key
from mustermap.layers.comparison.answer import RowClaim
from mustermap.layers.comparison.chart_lines import lines_of, with_groups
from mustermap.layers.comparison.chart_model import ChartLines, ClaimBeside, LeadingClaim, NotDrawn
from mustermap.layers.comparison.group_texts import part_name
from mustermap.layers.comparison.over_time import MOST_SUBJECTS, SOURCE_COLUMNS, OverTime, SubjectOverTime
from mustermap.layers.comparison.row_keys import MEASURES
from mustermap.layers.comparison.stated_numbers import states_number
from mustermap.layers.comparison.subject_claims import PERSONNEL
from mustermap.layers.comparison.subject_lines import days_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mustermap.layers.comparison.answer import RowKind, Said
    from mustermap.layers.comparison.chart_model import StandingRun

_SUBJECT: Final = ("force", "place_ref", "place_name", "quantity")


def track_over_time(tracked: pd.DataFrame) -> OverTime:
    """Return the figures of one claimant over time.

    Parameters
    ----------
    tracked
        What ``layers.track`` returns, or some of its rows.

    Raises
    ------
    WrongColumns
        If it lacks a column of ``layers.TRACK_COLUMNS``.
    """
    absent = [column.name for column in TRACK_COLUMNS if column.name not in tracked.columns]
    if absent:
        raise WrongColumns(
            f"Chart: column {absent[0]!r} is absent; pass what mustermap.track or mustermap.compare returns"
        )
    asked: dict[str, Any] = tracked.attrs.get("over_time", {})
    keyed = tracked.assign(quantity=[name_key(str(text)) or PERSONNEL for text in tracked["quantity"]])
    subjects = [
        _subject(dict(zip(_SUBJECT, map(str, key), strict=True)), own, asked)
        for key, own in keyed.groupby(list(_SUBJECT), sort=False, observed=True)
    ]
    drawn = [one for one in subjects if one.chart.lines] or subjects
    return OverTime(
        subjects=tuple(drawn[:MOST_SUBJECTS]),
        more=max(len(drawn) - MOST_SUBJECTS, 0),
        known_by=asked.get("known_by"),
        forces=tuple(asked.get("forces", sorted(set(tracked["force"].astype("str"))))),
    )


def _subject(about: dict[str, str], own: pd.DataFrame, asked: dict[str, Any]) -> SubjectOverTime:
    rows = list(own.itertuples())
    claims = [_leading(row, at) for at, row in enumerate(rows) if _has_number(row)]
    drawn = [one for one in claims if not one.claim.wording and states_number(one.claim)]
    first, last = days_of([one.claim.said for one in drawn])
    from_day, to_day = asked.get("from_day"), asked.get("to_day")
    period = (first if from_day is None else from_day, last if to_day is None else to_day)
    lines, groups = with_groups(lines_of(drawn, *period))
    ids = {one.claim.id for one in drawn}
    worded = {one.claim.id: one for one in claims if one.claim.wording}
    left = [row for row in rows if row.id not in ids]
    chart = ChartLines(
        from_day=period[0],
        to_day=period[1],
        lines=lines,
        groups=groups,
        not_drawn=_not_drawn(left, worded),
    )
    shown = own[own["id"].isin(ids).to_numpy()]
    sources = pd.DataFrame({name: shown[name].astype("str") if name in shown else "" for name in SOURCE_COLUMNS})
    names = dict.fromkeys(str(name) for name in own["claimant"])
    return SubjectOverTime(
        **about, chart=chart, sources=sources.drop_duplicates(ignore_index=True), claimant="; ".join(names)
    )


def _has_number(row: Any) -> bool:
    numbers = [row.figure_low, row.figure_high, row.figure_best]
    return not np.isnan(np.array(numbers, dtype=np.float64)).all()


def _leading(row: Any, position: int) -> LeadingClaim:
    label = part_name(str(row.component), str(row.unit))
    measure = MEASURES.get(str(row.phase), "")
    is_other = bool(measure and row.measure and row.measure != measure)
    key = row.claimant_row if row.claimant_row != NO_ROW else (row.claimant, name_key(label), is_other)
    kind: RowKind = "whole" if not is_other else "movement" if measure == "stock" else "total"
    return LeadingClaim(
        position=position,
        key=(row.phase, key),
        section=str(row.phase),
        kind=kind,
        claimant=str(row.claimant),
        label=label,
        claim=RowClaim(
            id=str(row.id),
            figure=_figure(row),
            wording=str(row.figures) if row.is_worded else "",
            said=_said(row),
        ),
        is_disputed=bool(row.disputed_by),
        runs=tuple(_runs(str(row.leading))),
    )


def _figure(row: Any) -> Figure:
    numbers = {name: getattr(row, f"figure_{name}") for name in ("low", "high", "best")}
    return Figure(
        **{name: None if np.isnan(number) else float(number) for name, number in numbers.items()},
        low_included=bool(row.figure_low_included),
        high_included=bool(row.figure_high_included),
    )


def _said(row: Any) -> Said:
    first, last = (None if np.isnan(day) else int(day) for day in (row.said_from_day, row.said_to_day))
    return first, last


def _runs(text: str) -> Iterable[StandingRun]:
    for run in filter(None, text.split("; ")):
        days, standing = run.split(" ")
        first, last = days.split("/")
        begin = DISTANT_PAST if first == ".." else day_of(date.fromisoformat(first))
        end = DISTANT_FUTURE if last == ".." else day_of(date.fromisoformat(last))
        yield begin, end, cast("Any", standing)


def _not_drawn(left: list[Any], worded: dict[str, LeadingClaim]) -> tuple[NotDrawn, ...]:
    words = tuple(_beside(row, worded[row.id]) for row in left if row.id in worded)
    silent = tuple(_beside(row, None) for row in left if row.id not in worded)
    return (*([NotDrawn("word", words)] if words else []), *([NotDrawn("no_number", silent)] if silent else []))


def _beside(row: Any, one: LeadingClaim | None) -> ClaimBeside:
    return ClaimBeside(
        id=str(row.id),
        claimant=str(row.claimant),
        figure=one.claim.figure if one else None,
        wording=one.claim.wording if one else "",
        said=_said(row),
        label=part_name(str(row.component), str(row.unit)),
    )
