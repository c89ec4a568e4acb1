"""What a chart over time draws: a line for each claimant's row of a subject, with the days on which each figure leads.

The page has the same rule (``maps/page/src/rules/chart_lines.ts``); ``tests/cases/chart.json`` is run by both.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mustermap.layers.comparison.answer import PHASE_ORDER, AnswerRow
from mustermap.layers.comparison.chart_model import ChartDot, ChartGroup, ChartLine, ChartStep, LeadingClaim
from mustermap.layers.comparison.row_keys import MEASURES
from mustermap.layers.comparison.stated_numbers import spread_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from mustermap.data.figures import Figure
    from mustermap.layers.comparison.answer import Said
    from mustermap.layers.comparison.chart_model import LimitWord, StandingRun

MOST_LINES: Final = 10
MOST_NAMED: Final = 6
"""Of more lines than `MOST_LINES`, as many are named: those said last."""


def lines_of(claims: Iterable[LeadingClaim], from_day: int, to_day: int) -> tuple[ChartLine, ...]:
    """Return the lines of claims that lead on a day of a period, in the order in which they are drawn.

    Parameters
    ----------
    claims
        Claims with a stated number.
    from_day, to_day
        The period, both days included.
    """
    rows: dict[Hashable, list[tuple[LeadingClaim, list[ChartStep]]]] = defaultdict(list)
    for one in claims:
        steps = _steps(one, from_day, to_day)
        if steps:
            rows[one.key].append((one, steps))
    lines = [(_line(own, from_day), min(one.position for one, _ in own)) for own in rows.values()]
    lines.sort(key=lambda both: (_section_rank(both[0].section), -both[0].top, both[0].row.claimant, both[1]))
    return tuple(line for line, _ in lines)


def with_groups(lines: Sequence[ChartLine]) -> tuple[tuple[ChartLine, ...], tuple[ChartGroup, ...]]:
    """Return lines of which at most ten are named, and the groups of the others.

    Of more lines the six are named whose newest saying has the latest earliest day; of equals the largest figures.
    """
    if len(lines) <= MOST_LINES:
        return tuple(lines), ()
    newest = sorted(range(len(lines)), key=lambda at: (-_said_last(lines[at]), -lines[at].top, at))
    named = set(newest[:MOST_NAMED])
    marked = tuple(replace(line, is_named=at in named) for at, line in enumerate(lines))
    rest: dict[str, list[ChartLine]] = defaultdict(list)
    for line in marked:
        if not line.is_named:
            rest[line.section].append(line)
    return marked, tuple(_group(section, own) for section, own in rest.items())


def _group(section: str, lines: Sequence[ChartLine]) -> ChartGroup:
    spread = spread_of([(line.row, line.row.claims) for line in lines])
    if spread is None:
        raise ValueError("a line states no number")
    ids = sorted(
        (position, claim.id) for line in lines for position, claim in zip(line.positions, line.row.claims, strict=True)
    )
    return ChartGroup(section, len(lines), spread, tuple(name for _, name in ids))


def _line(own: Sequence[tuple[LeadingClaim, list[ChartStep]]], from_day: int) -> ChartLine:
    """Return the line of the claims of a row."""
    steps = sorted(
        ((step, one.position) for one, several in own for step in several), key=lambda both: (both[0].from_day, both[1])
    )
    last_day = max(step.to_day for step, _ in steps)
    ending = {step.id: step.runs[-1][2] for step, _ in steps if step.to_day == last_day}
    last = [one for one, _ in own if one.claim.id in ending]
    last.sort(key=lambda one: _said_rank(one.claim.said), reverse=True)
    first = min(last, key=lambda one: one.position)
    is_several = first.kind == "whole" and MEASURES.get(first.section) == "flow" and len(last) > 1
    row = AnswerRow(
        claimant=first.claimant,
        claims=tuple(replace(one.claim, standing=ending[one.claim.id]) for one in last),
        kind="movement" if is_several else first.kind,
        label=first.label,
        place=first.place,
    )
    dots = [
        ChartDot(one.claim.id, one.claim.said)
        for one, several in sorted(own, key=lambda both: (both[1][0].from_day, both[0].position))
        if _has_dot(one.claim.said, several[-1].to_day, from_day)
    ]
    return ChartLine(
        first.section,
        row,
        tuple(step for step, _ in steps),
        tuple(dots),
        is_disputed=any(one.is_disputed for one in last),
        newest_day=max((one.claim.said[0] for one, _ in own if one.claim.said[0] is not None), default=None),
        positions=tuple(one.position for one in last),
        claims=tuple(one.claim for one, _ in own),
    )


def _has_dot(said: Said, last_day: int, from_day: int) -> bool:
    """Check whether a saying has a day within the period on which its figure leads, or is still to lead."""
    earliest, latest = said
    if earliest is None and latest is None:
        return False
    return (earliest is None or earliest <= last_day) and (latest is None or latest >= from_day)


def _steps(one: LeadingClaim, from_day: int, to_day: int) -> list[ChartStep]:
    """Return the steps of a claim within a period: its days, cut where it does not lead."""
    breaks = [at for at, (run, later) in enumerate(pairwise(one.runs), start=1) if run[1] + 1 < later[0]]
    stretches = [one.runs[first:after] for first, after in pairwise([0, *breaks, len(one.runs)])]
    ends = figure_ends(one.claim.figure)
    return [
        _step(one.claim.id, ends, runs, (from_day, to_day))
        for runs in stretches
        if runs and runs[0][0] <= to_day and runs[-1][1] >= from_day
    ]


def _step(id_: str, ends: FigureEnds, runs: Sequence[StandingRun], period: tuple[int, int]) -> ChartStep:
    first, last = period
    within = tuple(
        (max(begin, first), min(end, last), standing) for begin, end, standing in runs if begin <= last and end >= first
    )
    return ChartStep(id_, *ends, within[0][0], within[-1][1], within, ends_open=runs[-1][1] > last)


FigureEnds = tuple["float | None", "float | None", "LimitWord", "LimitWord"]


def figure_ends(figure: Figure) -> FigureEnds:
    """Return the stated ends of a figure, each with the word of its limit; "about" is at its number.

    Examples
    --------
    >>> from mustermap.data.figures import Figure
    >>> figure_ends(Figure(high=15000)), figure_ends(Figure(best=9000))
    ((None, 15000, '', 'atMost'), (9000, 9000, '', ''))
    """
    low = figure.low if figure.low is not None and (figure.low > 0 or figure.low_included) else None
    high = figure.high
    if low is None and high is None:
        return figure.best, figure.best, "", ""
    low_limit: LimitWord = "" if low is None else "more" if not figure.low_included else "atLeast"
    high_limit: LimitWord = "" if high is None else "fewer" if not figure.high_included else "atMost"
    if low is not None and high is not None:  # an included end of a range is no limit
        low_limit, high_limit = (word if word in ("more", "fewer") else "" for word in (low_limit, high_limit))
    return low, high, low_limit, high_limit


def _section_rank(phase: str) -> int:
    return PHASE_ORDER.index(phase) if phase in PHASE_ORDER else len(PHASE_ORDER)


def _said_last(line: ChartLine) -> float:
    return float("-inf") if line.newest_day is None else line.newest_day


def _said_rank(said: Said) -> tuple[float, float]:
    earliest, latest = said
    return (float("-inf") if earliest is None else earliest, float("-inf") if latest is None else latest)
