"""The lines of a plot: steps by standing, combs and bands for what is not one number, dots and pills for sayings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from matplotlib.path import Path

from mustermap.maps.chart.chart_layout import mixed
from mustermap.maps.still.paths import circle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
_OFFSETS: Final = (0.0, *(sign * step * 1.2 for step in range(1, 13) for sign in (1, -1)))
"""How far a line may be moved, in the page's pixels, the nearest first."""

_MOST_FOLLOWING: Final = 8
_MOST_MOVED: Final = 400
"""Of more steps than this none is moved."""

_COMB_GAP, _COMB_LENGTH, _TOOTH = 6.0, 4.5, 2.4
_FADE, _FADE_SLICES = 15.0, 8


def heights_of(plot: Plot, lines: Sequence[ChartLine]) -> list[list[float]]:
    """Return the heights of the steps of each line; lines that would hide each other are moved apart."""
    placed: list[_Placed] = []
    are_few = sum(len(line.steps) for line in lines if line.is_named) <= _MOST_MOVED
    found = []
    for line in lines:
        own = [_Placed(step.from_day, step.to_day, plot.y(_figure_at(step)), _way(step)) for step in line.steps]
        if line.is_named and are_few:
            own = [_moved(plot, one, placed) for one in own]
            placed += own
        found.append([one.y for one in own])
    return found


class _Placed(NamedTuple):
    """A step that has found its height, and on which side it has teeth."""

    first: int
    last: int
    y: float
    way: int


def _moved(plot: Plot, step: _Placed, placed: Sequence[_Placed]) -> _Placed:
    """Return a step at the nearest height at which it hides no other one; where there is none, at its own."""
    unit = plot.sheet.unit
    beside = [one for one in placed if one.first <= step.last and step.first <= one.last]
    for by in _OFFSETS:
        y = step.y + by * unit
        if not plot.top <= y <= plot.bottom + unit and by:
            continue
        if all(abs(one.y - y) >= _room(one, y, step.way) * unit for one in beside):
            return step._replace(y=y)
    return step


def _room(one: _Placed, y: float, way: int) -> float:
    """Return how far two lines must be apart: further where teeth of one point at the other."""
    upper, lower = (one.way, way) if one.y < y else (way, one.way)
    return _APART - 0.1 + _TOOTH * ((upper > 0) + (lower < 0))


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
    for at, y, its in _joins(line, heights):
        x = plot.time.position(at)
        plot.sheet.stroke((x, y, x, its), mixed(colour, 0.3), 1.1 * unit)
        plot.taken.append((x - unit, min(y, its), x + unit, max(y, its)))
    if not line.is_named:
        return
    at_step = {step.id: (step, y) for step, y in reversed(list(zip(line.steps, heights, strict=True)))}
    for dot in line.dots:
        step, y = at_step[dot.id]
        _draw_saying(plot, dot.said, step, y, colour)


def _joins(line: ChartLine, heights: Sequence[float]) -> Iterator[tuple[int, float, float]]:
    """Return where a step ends and a newer one takes its place: the day, and both heights."""
    if line.section in ("arriving", "withdrawn"):
        return
    pairs = list(zip(line.steps, heights, strict=True))
    for at, (step, y) in enumerate(pairs):
        after = step.to_day + 1
        # Steps are in the order in which they begin: the next few are all that can go on.
        following = [
            (later, its) for later, its in pairs[at + 1 : at + 1 + _MOST_FOLLOWING] if _dated_from(later) == after
        ]
        if following:
            yield after, y, following[-1][1]


def _dated_from(step: ChartStep) -> int:
    """Return from which day on a step stands by more than vague dates; where it never does, on which it begins."""
    return next((first for first, _, standing in step.runs if standing != "vague"), step.from_day)


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
