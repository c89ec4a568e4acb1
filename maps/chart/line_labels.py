"""What is written at the lines of a plot: labels that do not overlap, days of sayings, and earlier figures."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from mustermap.layers.comparison.chart_words import first_section, group_label, label_figure, label_rest
from mustermap.layers.comparison.sentence_parts import text_of_parts
from mustermap.layers.comparison.spread_words import figure_parts
from mustermap.maps.chart.line_drawing import RADIUS
from mustermap.maps.chart.plot import SMALL, is_narrow
from mustermap.maps.still.still_texts import plain
from mustermap.maps.still.text_blocks import LEADING, Run, block
from mustermap.words.date_texts import brief_days_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mustermap.layers.comparison.answer import RowClaim, Said
    from mustermap.layers.comparison.chart_model import ChartGroup, ChartLine, ChartLines
    from mustermap.maps.chart.chart_layout import Sheet
    from mustermap.maps.chart.plot import Box, Plot
    from mustermap.maps.still.text_blocks import Block

_WIDE_SHARE, _NARROW_SHARE = 0.34, 0.42
"""The share of a sheet's width that labels may take."""

_GAP: Final = 3.0
_MOST_TAKEN: Final = 1000
"""Where as many things are drawn, no words are written among them."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Measured labels.

    Attributes
    ----------
    lines : dict of int to Block
        Of the named lines, by their number.
    groups : list of Block
        Of the groups.
    width : float
        What the widest takes.
    """

    lines: Mapping[int, Block]
    groups: Sequence[Block]
    width: float

    @property
    def height(self) -> float:
        """What all of them take below one another."""
        return sum(made.height for made in (*self.lines.values(), *self.groups))


def measured_labels(sheet: Sheet, chart: ChartLines) -> Labels:
    """Return the labels of the lines and groups of a chart, broken to the width that they may take."""
    first, words, look = first_section(chart), sheet.look.words, sheet.look
    most = look.width * (_NARROW_SHARE if is_narrow(sheet) else _WIDE_SHARE)

    def made(*runs: Run) -> Block:
        return block([Run(sheet.fonts.fit(run.text), run.is_strong) for run in runs], look.letters, width=most)

    lines = {
        number: made(
            Run(plain(text_of_parts(label_figure(line, words))), is_strong=True),
            Run(plain(text_of_parts(label_rest(line, first, words)))),
        )
        for number, line in enumerate(chart.lines)
        if line.is_named
    }
    groups = [made(Run(plain(text_of_parts(group_label(group, first, words))))) for group in chart.groups]
    widest = max((one.width for one in (*lines.values(), *groups)), default=0.0)
    return Labels(lines, groups, widest)


@dataclass(frozen=True, slots=True)
class _End:
    """Where a line ends, and its label."""

    x: float
    y: float
    label: Block
    is_open: bool


def draw_labels(plot: Plot, chart: ChartLines, labels: Labels, heights: Sequence[Sequence[float]], colour: str) -> None:
    """Write a label for each line: at its end where it ends early and there is room, else in the column at the right.

    Those in the column are pushed apart where they would overlap, and have a leader.

    Parameters
    ----------
    plot, chart
        Where, and what is drawn.
    labels
        As measured.
    heights
        The height of each step of each line.
    colour
        That of the leaders.
    """
    edge = plot.time.right + 7 * plot.sheet.unit
    ends = [_end_of(plot, chart.lines[number], heights[number], made) for number, made in labels.lines.items()]
    ends += [
        _End(edge, _draw_bracket(plot, group, number), made, is_open=True)
        for number, (group, made) in enumerate(zip(chart.groups, labels.groups, strict=True))
    ]
    beside = {number: box for number, end in enumerate(ends) if (box := _box_beside(plot, end))}
    while True:
        column = sorted((end for number, end in enumerate(ends) if number not in beside), key=lambda end: end.y)
        tops = _tops(plot, column)
        boxes = [
            (plot.labels_left, top, plot.labels_left + end.label.width, top + end.label.height)
            for end, top in zip(column, tops, strict=True)
        ]
        crossed = next((number for number, box in beside.items() if _meets(box, boxes)), None)
        if crossed is None:
            break
        del beside[crossed]
    for number, box in beside.items():
        plot.sheet.words(box[0], box[1], ends[number].label, halo=True)
        plot.taken.append(box)
    first_line = plot.sheet.look.letters * LEADING / 2
    for end, top in zip(column, tops, strict=True):
        plot.sheet.words(plot.labels_left, top, end.label)
        _draw_leader(plot, (end.x, end.y), top + first_line, colour)


def _end_of(plot: Plot, line: ChartLine, heights: Sequence[float], made: Block) -> _End:
    at = max(range(len(line.steps)), key=lambda k: (line.steps[k].to_day, line.steps[k].from_day))
    step = line.steps[at]
    x = plot.time.right + 7 * plot.sheet.unit if step.ends_open else plot.time.position(step.to_day + 1)
    return _End(x, heights[at], made, is_open=step.ends_open)


def _box_beside(plot: Plot, end: _End) -> Box | None:
    """Return the room for a label at the end of a line that ends early; None where there is none."""
    unit = plot.sheet.unit
    if end.is_open:
        return None
    half = end.label.height / 2
    box = (end.x + 6 * unit, end.y - half, end.x + 6 * unit + end.label.width, end.y + half)
    is_within = box[2] <= plot.sheet.look.width and box[3] <= plot.bottom and end.x + 6 * unit < plot.time.right
    return box if is_within and plot.is_free(box) else None


def _meets(box: Box, others: Sequence[Box]) -> bool:
    return any(box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in others)


def _tops(plot: Plot, column: Sequence[_End]) -> list[float]:
    """Return where the labels of the column begin."""
    unit = plot.sheet.unit
    first_line = plot.sheet.look.letters * LEADING / 2
    wanted = [end.y - first_line for end in column]
    sizes = [end.label.height + _GAP * unit for end in column]
    return pushed_apart(wanted, sizes, plot.top - 12 * unit, plot.bottom + 20 * unit)


def pushed_apart(wanted: Sequence[float], sizes: Sequence[float], first: float, last: float) -> list[float]:
    """Return where boxes begin that are as near as can be to where they are wanted, in order and without overlapping.

    Parameters
    ----------
    wanted
        Where each box is to begin, in their order.
    sizes
        How long each is.
    first, last
        Where the first may begin and the last should end; where there is no room, the first limit counts.

    Examples
    --------
    >>> pushed_apart([0.0, 1.0, 50.0], [10.0, 10.0, 10.0], 0.0, 100.0)
    [0.0, 10.0, 50.0]
    """
    before = [0.0, *accumulate(sizes)][: len(sizes)]
    # Without the boxes before it, each is wanted at a place that must not lie before that of another one.
    pools: list[tuple[float, int]] = []
    for place in (want - offset for want, offset in zip(wanted, before, strict=True)):
        total, count = place, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            total, count = total + pools[-1][0], count + pools[-1][1]
            pools.pop()
        pools.append((total, count))
    places = [total / count for total, count in pools for _ in range(count)]
    most = last - sum(sizes)
    return [max(min(place, most), first) + offset for place, offset in zip(places, before, strict=True)]


def _draw_leader(plot: Plot, end: tuple[float, float], label: float, colour: str) -> None:
    """Draw a hairline from the end of a line to its label."""
    unit, quiet = plot.sheet.unit, plot.sheet.look.colours["quiet"]
    x, y = end
    right = plot.time.right + 7 * unit
    if x < right - unit:
        plot.sheet.stroke((x + 3 * unit, y, right + 2 * unit, y), colour, 0.8 * unit)
    if x < right - unit or abs(label - y) > 1.5 * unit:
        plot.sheet.stroke((right + 2 * unit, y, plot.labels_left - 3 * unit, label), quiet, 0.7 * unit)


def _draw_bracket(plot: Plot, group: ChartGroup, number: int) -> float:
    """Draw from where to where the lines of a group reach, beside those of the groups before; return its middle."""
    unit, quiet = plot.sheet.unit, plot.sheet.look.colours["quiet"]
    at = plot.time.right + (4 + 3 * number) * unit
    top, bottom = plot.y(group.spread.high.value) - 2 * unit, plot.y(group.spread.low.value) + 2 * unit
    for ends in ((at, top, at, bottom), (at - 3 * unit, top, at, top), (at - 3 * unit, bottom, at, bottom)):
        plot.sheet.stroke(ends, quiet, 0.9 * unit)
    return (top + bottom) / 2


def draw_days(
    plot: Plot, chart: ChartLines, heights: Sequence[Sequence[float]], earlier: Mapping[str, RowClaim]
) -> None:
    """Write the day at each dot and the figure at each earlier step, where there is room."""
    if len(plot.taken) > _MOST_TAKEN:
        return
    for number, line in enumerate(chart.lines):
        if not line.is_named:
            continue
        at_step = {step.id: y for step, y in reversed(list(zip(line.steps, heights[number], strict=True)))}
        for dot in line.dots:
            _draw_day(plot, dot.said, at_step[dot.id])
        for step, y in zip(line.steps, heights[number], strict=True):
            if step.id in earlier:
                _draw_earlier(plot, earlier[step.id], plot.time.position(step.from_day), y)


def _draw_day(plot: Plot, said: Said, y: float) -> None:
    sheet, unit = plot.sheet, plot.sheet.unit
    days = [day for day in said if day is not None]
    left = plot.time.position(days[0] + 0.5) - (RADIUS + 3) * unit
    right = plot.time.position(days[-1] + 0.5) + (RADIUS + 3) * unit
    made = block([Run(brief_days_text(said, sheet.look.words))], sheet.look.letters * SMALL, width=sheet.look.width)
    half, middle, above = made.height / 2, (left + right) / 2, y - RADIUS * unit
    over = max(middle - made.width / 2, plot.left)
    places: list[Box] = [
        (left - made.width, y - half, left, y + half),
        (over, above - made.height, over + made.width, above),
    ]
    _write_free(plot, made, places)


def _draw_earlier(plot: Plot, claim: RowClaim, x: float, y: float) -> None:
    sheet, unit = plot.sheet, plot.sheet.unit
    text = plain(text_of_parts(figure_parts(claim.figure, (claim.id,), sheet.look.words)))
    made = block([Run(text)], sheet.look.letters * SMALL, width=sheet.look.width)
    left = x + (RADIUS + 3) * unit
    gap = 3.0 * unit
    places: list[Box] = [
        (left, y - made.height - gap, left + made.width, y - gap),
        (left, y + gap, left + made.width, y + made.height + gap),
    ]
    _write_free(plot, made, places)


def _write_free(plot: Plot, made: Block, places: Sequence[Box]) -> None:
    """Write a text at the first of some places that is free and within the plot; nowhere if none is."""
    for box in places:
        if plot.left <= box[0] and box[2] <= plot.time.right and plot.is_free(box):
            plot.taken.append(box)
            plot.sheet.words(box[0], box[1], made, halo=True)
            return
