"""The lines of a subject's chart over time, from the claims table, and what of the subject they leave out."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, get_args

from mustermap.data.days import day_of
from mustermap.errors import WrongChart
from mustermap.layers.claims_in_effect import LAST_CITED_AFTER_DAYS, disputes_said
from mustermap.layers.comparison.answer import RowClaim
from mustermap.layers.comparison.chart_lines import lines_of, with_groups
from mustermap.layers.comparison.chart_model import ChartLines, ClaimBeside, LeadingClaim, NotDrawn, Why
from mustermap.layers.comparison.denied_figures import denials_of
from mustermap.layers.comparison.nesting import AROUND, NOT_PLACED, SAME
from mustermap.layers.comparison.row_keys import MEASURES, row_key, row_kind
from mustermap.layers.comparison.stated_numbers import states_number
from mustermap.layers.comparison.subject_claims import subject_claims
from mustermap.layers.leading_runs import claim_runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd
    import pandas as pd

    from mustermap.layers.comparison.answer import Said
    from mustermap.layers.comparison.chart_model import StandingRun
    from mustermap.layers.comparison.subject_claims import Subject, SubjectClaim

    Runs = Mapping[int, Sequence[StandingRun]]

_LAST_DAY: Final = day_of(date.max)
_WHYS: Final[tuple[Why, ...]] = get_args(Why)


def chart_lines(
    claims: gpd.GeoDataFrame,
    subject: Subject,
    *,
    from_day: int | None = None,
    to_day: int | None = None,
    known_by: int | None = None,
    shows: int | None = None,
    runs: pd.DataFrame | None = None,
) -> ChartLines:
    """Return what a chart over time draws of a subject.

    Parameters
    ----------
    claims
        The claims table.
    subject
        Whose troops, where, and what is counted.
    from_day, to_day
        The period, both days included, in days since 1970-01-01; None: from the first saying of what is drawn, and to
        180 days after the last.
    known_by
        Only what had been said by this day counts; None: all that is known.
    shows
        A day that a period without given ends has in it.
    runs
        What ``layers.claim_runs`` returns for the same day, where it is known; None: it is worked out.

    Returns
    -------
    ChartLines
        On each day of the period the steps of its lines are the leading rows of that day's sections that have a stated
        number for all of the subject, and stand as these do.
    """
    near = subject_claims(claims, subject)
    own = _leading_runs(claim_runs(claims, known_by=known_by) if runs is None else runs, near)
    drawn = [one for one in near if one.row in own and _place_of(one, subject) == "line"]
    if from_day is None or to_day is None:
        first, last = days_of([one.said for one in drawn], shows)
        from_day, to_day = (first if from_day is None else from_day), (last if to_day is None else to_day)
    period = (from_day, to_day)
    disputed = set(disputes_said(claims, known_by=known_by)["target"])
    leading = [_leading(one, own[one.row], is_disputed=one.id in disputed) for one in drawn]
    lines, groups = with_groups(lines_of(leading, *period))
    return ChartLines(
        from_day=period[0],
        to_day=period[1],
        lines=lines,
        groups=groups,
        not_drawn=_not_drawn(near, own, subject, period, known_by),
    )


def _leading_runs(runs: pd.DataFrame, near: Iterable[SubjectClaim]) -> dict[int, list[StandingRun]]:
    """Return for each claim near the subject the days on which it leads; none for what is never in effect."""
    runs = runs[runs["leads"].to_numpy() & runs["row"].isin([one.row for one in near]).to_numpy()]
    found: dict[int, list[StandingRun]] = defaultdict(list)
    columns = (runs[name].tolist() for name in ("row", "from_day", "to_day", "standing"))
    for row, first, last, standing in zip(*columns, strict=True):
        found[row].append((first, last, standing))
    return dict(found)


def _leading(one: SubjectClaim, runs: Sequence[StandingRun], *, is_disputed: bool) -> LeadingClaim:
    measure = MEASURES.get(one.phase, "")
    return LeadingClaim(
        position=one.row,
        key=(one.phase, row_key(one, measure)),
        section=one.phase,
        kind=row_kind(one, measure, 1),
        claimant=one.claimant,
        claim=_row_claim(one),
        is_disputed=is_disputed,
        runs=tuple(runs),
    )


def _row_claim(one: SubjectClaim) -> RowClaim:
    if one.figure is None:
        raise ValueError(f"claim {one.id!r} has no figure")
    return RowClaim(id=one.id, figure=one.figure, wording=one.wording, said=one.said, named_days=one.named_days)


def _place_of(one: SubjectClaim, subject: Subject) -> Why | Literal["line", "elsewhere"]:
    """Return why a claim near a subject is no line, whether it is one, or whether it is another subject's."""
    if one.is_on(subject):
        return _place_within(one)
    if one.quantity != subject.quantity:
        return "other_quantity" if one.is_own and one.is_here else "elsewhere"
    if one.is_joint and one.is_here:
        return "jointly"
    if (one.is_own or one.is_joint) and one.nesting == NOT_PLACED:
        return "unplaced"
    return "larger" if one.is_own and one.nesting == AROUND else "elsewhere"


def _place_within(one: SubjectClaim) -> Why | Literal["line"]:
    if one.figure is None:
        return "no_number"
    if one.label or one.nesting != SAME:
        return "part" if one.label else "place"
    if one.wording:
        return "word"
    return "line" if states_number(_row_claim(one)) else "no_number"


def _not_drawn(
    near: Iterable[SubjectClaim], runs: Runs, subject: Subject, period: tuple[int, int], known_by: int | None
) -> tuple[NotDrawn, ...]:
    """Return the claims that lead on a day of the period and are no line, those for later, and denied figures."""
    from_day, to_day = period
    found: dict[str, list[SubjectClaim]] = defaultdict(list)
    near = list(near)
    denied = {one.claim.row for one in denials_of(near, known_by)
              if one.from_day <= one.to_day and one.from_day <= to_day and one.to_day >= from_day}  # fmt: skip
    for one in near:
        own = runs.get(one.row, ())
        if any(first <= to_day and last >= from_day for first, last, _ in own):
            found[_place_of(one, subject)].append(one)
        elif own and own[0][0] > to_day >= one.said_by_day and one.is_on(subject):
            found["later"].append(one)
        elif one.row in denied and one.is_on(subject):
            found["denied"].append(one)
    return tuple(NotDrawn(why, tuple(_beside(one, subject) for one in found[why])) for why in _WHYS if why in found)


def _beside(one: SubjectClaim, subject: Subject) -> ClaimBeside:
    return ClaimBeside(
        id=one.id,
        claimant=one.claimant,
        figure=one.figure,
        wording=one.wording,
        said=one.said,
        label=one.label,
        place=one.place,
        quantity="" if one.quantity == subject.quantity else one.quantity,
    )


def days_of(sayings: Iterable[Said], shows: int | None = None) -> tuple[int, int]:
    """Return the period of sayings: from the first to 180 days after the last, with the day that it shows in it.

    Raises
    ------
    WrongChart
        If there is no day at all: none is made up.
    """
    said = [day for both in sayings for day in both if day is not None]
    days = said if shows is None else [*said, shows]
    if not days:
        raise WrongChart(
            "Chart: no claim of these names a day, so there is no period to draw; name one with --from and --to, "
            "in Python with from_day and to_day of mustermap.track"
        )
    last = max(said, default=days[0]) + LAST_CITED_AFTER_DAYS
    return min(days), min(max(last, *days), _LAST_DAY)
