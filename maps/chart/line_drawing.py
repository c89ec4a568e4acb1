"""The lines of a plot: steps by standing, combs and bands for what is not one number, dots and pills for sayings."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from matplotlib.path import Path

from mustermap.maps.chart.chart_layout import mixed
from mustermap.maps.still.paths import circle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mustermap.layers.comparison.answer import Said, Standing
    from mustermap.layers.comparison.chart_model import ChartLine, ChartStep
    from mustermap.maps.chart.chart_layout import Dash
    from mustermap.maps.chart.plot import Plot


class Manner(NamedTuple):
    """How a standing is drawn: the width in the page's pixels, the share of white, and the dash."""

    width: float
    white: float
    dash: Dash


MANNERS: Final[Mapping[Standing, Manner]] = {
    "stated": Manner(3.6, 0.0, ""),
    "carried": Manner(1.9, 0.2, ""),
    "stale": Manner(1.3, 0.45, ""),
    "vague": Manner(2.0, 0.0, "dotted"),
}
_FAINT: Final = Manner(1.0, 0.6, "")
"""How a line without a label of its own is drawn."""

RADIUS: Final = 4.4
_APART: Final = 3.6
"""Lines nearer to one another than this would hide each other, and are moved apart."""
_MOST_MOVED: Final = 400
"""Of more steps than this none is moved."""

_COMB_GAP, _COMB_LENGTH, _TOOTH = 6.0, 4.5, 2.4
_FADE, _FADE_SLICES = 15.0, 8


def heights_of(plot: Plot, lines: Sequence[ChartLine]) -> list[list[float]]:
    """Return the heights of the steps of each line; lines that would hide each other are moved apart."""
    found: list[list[float]] = []
    placed: list[tuple[int, int, float, float]] = []
    gap = _APART * plot.sheet.unit
    are_few = sum(len(line.steps) for line in lines if line.is_named) <= _MOST_MOVED
    for line in lines:
        own: list[tuple[int, int, float, float]] = []
        for step in line.steps:
            y = plot.y(_figure_at(step))
            if line.is_named and are_few:
                beside = (one for one in placed if one[0] <= step.to_day and step.from_day <= one[1])
                for _, _, height, teeth in sorted(beside, key=lambda one: one[2]):
                    apart = gap + teeth + (_TOOTH * plot.sheet.unit if _way(step) < 0 else 0.0)
                    y = height + apart if abs(height - y) < apart else y
            own.append((step.from_day, step.to_day, y, _TOOTH * plot.sheet.unit if _way(step) > 0 else 0.0))
        found.append([one[2] for one in own])
        placed += own if line.is_named else []
    return found


def _way(step: ChartStep) -> int:
    """Return to which side a figure is open: 1 is down, of an upper limit, -1 up, of a lower one, 0 neither."""
    return 1 if step.low is None and step.high_limit else -1 if step.high is None and step.low_limit else 0


def _figure_at(step: ChartStep) -> float:
    number = step.high if step.high is not None else step.low
    return 0.0 if number is None else number


def draw_line(plot: Plot, line: ChartLine, heights: list[float], colour: str) -> None:
    """Draw a line with its days of saying.

    Parameters
    ----------
    plot
        Where.
    line
        The line.
    heights
        The height of each of its steps.
    colour
        The force's.
    """
    unit = plot.sheet.unit
    for step, y in zip(line.steps, heights, strict=True):
        _draw_step(plot, step, y, colour, is_named=line.is_named)
    for (step, y), (later, its) in pairwise(sorted(zip(line.steps, heights, strict=True), key=_begin)):
        if line.section not in ("arriving", "withdrawn") and step.to_day + 1 == later.from_day:
            at = plot.time.position(later.from_day)
            plot.sheet.stroke((at, y, at, its), mixed(colour, 0.3), 1.1 * unit)
            plot.taken.append((at - unit, min(y, its), at + unit, max(y, its)))
    if not line.is_named:
        return
    at_step = {step.id: (step, y) for step, y in reversed(list(zip(line.steps, heights, strict=True)))}
    for dot in line.dots:
        step, y = at_step[dot.id]
        _draw_saying(plot, dot.said, step, y, colour)


def _begin(both: tuple[ChartStep, float]) -> int:
    return both[0].from_day


def _draw_step(plot: Plot, step: ChartStep, y: float, colour: str, *, is_named: bool) -> None:
    sheet, unit = plot.sheet, plot.sheet.unit
    is_band = step.low is not None and step.high is not None and step.low < step.high
    edges = [y, y + plot.y(step.low or 0.0) - plot.y(step.high or 0.0)] if is_band else [y]
    for first, last, standing in step.runs:
        manner = MANNERS[standing] if is_named else _FAINT
        own = mixed(colour, manner.white)
        left, right = plot.time.position(first), plot.time.position(last + 1)
        right = max(right, left + 1.5 * unit)
        for edge in edges:
            width = manner.width * (0.7 if is_band else 1.0) * unit
            sheet.stroke((left, edge, right, edge), own, width, dash=manner.dash)
        if is_band:
            sheet.area((left, edges[0], right, edges[1]), own, 0.16 if standing != "stale" else 0.08)
            plot.signs.add("range")
        if is_named:
            _draw_combs(plot, step, (left, right), y, own)
            plot.signs.add(standing)
    box_left, box_right = plot.time.position(step.from_day), plot.time.position(step.to_day + 1)
    plot.taken += [(box_left, edge - 2 * unit, box_right, edge + 2 * unit) for edge in edges]
    if step.ends_open and is_named:
        end = MANNERS[step.runs[-1][2]]
        _draw_arrow(plot, y, mixed(colour, end.white), end)
        plot.signs.add("open")


def _draw_combs(plot: Plot, step: ChartStep, ends: tuple[float, float], y: float, colour: str) -> None:
    """Draw teeth on the side on which a limit is open."""
    unit = plot.sheet.unit
    way = _way(step)
    if not way:
        return
    plot.signs.add("upper" if way > 0 else "lower")
    gap, tip = _COMB_GAP * unit, y + way * _COMB_LENGTH * unit
    at = plot.time.left + gap * (1 + (ends[0] - plot.time.left) // gap)
    while at < ends[1]:
        plot.sheet.stroke((at, y, at, tip), colour, unit)
        at += gap


def _draw_arrow(plot: Plot, y: float, colour: str, manner: Manner) -> None:
    sheet, unit = plot.sheet, plot.sheet.unit
    end = plot.time.right + 7 * unit
    sheet.stroke((plot.time.right, y, end, y), colour, manner.width * unit, dash=manner.dash)
    head = Path([(-4.5 * unit, -3.8 * unit), (0, 0), (-4.5 * unit, 3.8 * unit)])
    sheet.shape(end, y, head, line=colour, face="transparent", width=max(manner.width * 0.8, 1.3) * unit)


def _draw_saying(plot: Plot, said: Said, step: ChartStep, y: float, colour: str) -> None:
    """Draw when a figure was said: a dot, a pill over days of which it was one, and a hairline to its beginning."""
    sheet, unit = plot.sheet, plot.sheet.unit
    earliest, latest = said
    first = earliest if earliest is not None else latest if latest is not None else step.from_day
    last = latest if latest is not None else first
    left, right = plot.time.position(first + 0.5), plot.time.position(last + 0.5)
    begin = plot.time.position(step.from_day)
    if last < step.from_day:
        sheet.stroke((right, y, begin, y), plot.sheet.look.colours["quiet"], 0.8 * unit)
        plot.signs.add("later")
    _draw_fade(plot, step, (left, right), y, colour)
    radius = RADIUS * unit
    if None in said:
        plot.signs.add("said")
        sheet.shape(left, y, circle(radius), line=colour, face="white", width=1.6 * unit)
        way = 1 if latest is None else -1
        tip = Path([(way * 2.0 * unit, -2.6 * unit), (way * 4.6 * unit, 0), (way * 2.0 * unit, 2.6 * unit)])
        sheet.shape(left + way * radius, y, tip, line=colour, face="transparent", width=1.4 * unit)
    elif right - left < unit:
        plot.signs.add("said")
        sheet.shape(left, y, circle(radius), line="transparent", face=colour)
    else:
        plot.signs.add("saidRange")
        sheet.shape(left, y, pill(right - left, radius), line="transparent", face=colour)
    plot.taken.append((left - radius, y - radius, right + radius, y + radius))


def pill(length: float, radius: float) -> Path:
    """Draw a dot that is drawn out to the right."""
    k = 0.5523 * radius
    points = [
        (0, -radius), (length, -radius),
        (length + k, -radius), (length + radius, -k), (length + radius, 0),
        (length + radius, k), (length + k, radius), (length, radius), (0, radius),
        (-k, radius), (-radius, k), (-radius, 0), (-radius, -k), (-k, -radius), (0, -radius), (0, -radius),
    ]  # fmt: skip
    curve = [Path.CURVE4] * 6
    return Path(points, [Path.MOVETO, Path.LINETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY])


def _draw_fade(plot: Plot, step: ChartStep, ends: tuple[float, float], y: float, colour: str) -> None:
    """Draw at a saying how a limit is open on one side."""
    if step.low is not None and step.high is not None:
        return
    unit = plot.sheet.unit
    way = 1 if step.low is None else -1
    height = _FADE / _FADE_SLICES * unit
    sides = (ends[0] - RADIUS * unit, ends[1] + RADIUS * unit)
    for slice_ in range(_FADE_SLICES):
        near, far = sorted((y + way * slice_ * height, y + way * (slice_ + 1) * height))
        plot.sheet.area((sides[0], near, sides[1], far), colour, 0.4 * (1 - slice_ / _FADE_SLICES) ** 1.5)


def draw_group(plot: Plot, lines: list[ChartLine], low: float, high: float, colour: str) -> None:
    """Draw many lines of a section as a band over the days on which any of them holds."""
    first = plot.time.position(min(step.from_day for line in lines for step in line.steps))
    last = plot.time.position(max(step.to_day for line in lines for step in line.steps) + 1)
    plot.sheet.area((first, plot.y(high), last, plot.y(low)), mixed(colour, 0.3), 0.18)
