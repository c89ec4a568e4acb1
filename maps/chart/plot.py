"""The plot of a subject over time: where days and figures are, its marks, and what is free for words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mustermap.maps.chart.figure_axis import scale_figures
from mustermap.maps.chart.time_axis import TimeScale, time_ticks
from mustermap.maps.still.text_blocks import Run, block, width_of
from mustermap.words.date_texts import day_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mustermap.layers.comparison.chart_model import ChartLines, ChartStep
    from mustermap.maps.chart.chart_layout import Dash, Sheet
    from mustermap.maps.chart.figure_axis import FigureScale, ScaleKind
    from mustermap.words import Words

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""

SMALL: Final = 0.86
"""The height of the small letters, as a share of the plain ones."""

_NARROW: Final = 480.0
"""A sheet of fewer of the page's pixels is narrow: its figures are written in short."""
_ARROW_ROOM: Final = 22.0
_TICK_APART: Final = 40.0


@dataclass
class Plot:
    """Where a subject is drawn.

    Attributes
    ----------
    sheet : Sheet
        What it is drawn on.
    time, figures : TimeScale, FigureScale
        Its scales.
    left : float
        Where the marks of the figures begin, in pixels; the first day has room beside it.
    top, bottom : float
        The ends of the scale of figures.
    labels_left : float
        Where the labels of lines begin.
    taken : list of Box
        Where something is drawn that no words may cover.
    signs : set of str
        Which signs the key has to explain.
    """

    sheet: Sheet
    time: TimeScale
    figures: FigureScale
    left: float
    top: float
    bottom: float
    labels_left: float
    taken: list[Box] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)

    def y(self, figure: float) -> float:
        """Return the height of a figure."""
        return self.bottom - self.figures.at(figure) * (self.bottom - self.top)

    def is_free(self, box: Box) -> bool:
        """Check whether nothing is drawn in a rectangle."""
        left, top, right, bottom = box
        return not any(
            left < taken[2] and taken[0] < right and top < taken[3] and taken[1] < bottom for taken in self.taken
        )


def is_narrow(sheet: Sheet) -> bool:
    """Check whether a sheet is as narrow as a column of print or a phone."""
    return sheet.look.width / sheet.unit < _NARROW


def plot_for(sheet: Sheet, chart: ChartLines, kind: ScaleKind, *, labels: float, least_height: float) -> Plot:
    """Lay out a plot below what is drawn already, and go on below it.

    Parameters
    ----------
    sheet
        What it is drawn on.
    chart
        What is drawn.
    kind
        The scale of figures.
    labels
        The width of the labels of lines.
    least_height
        What the labels need.
    """
    unit = sheet.unit
    figures = scale_figures([number for line in chart.lines for step in line.steps for number in _numbers(step)], kind)
    own = max(min(110 + 26 * len(chart.lines), 330), min(21 * (len(figures.marks) - 1), 420))
    height = max(least_height, own * unit)
    texts = mark_texts(figures, sheet)
    left = max(width_of(text, sheet.look.letters * SMALL) for text in texts.values()) + 8 * unit
    labels_left = sheet.look.width - labels
    time = TimeScale(chart.from_day, chart.to_day + 1, left + 8 * unit, labels_left - _ARROW_ROOM * unit)
    return Plot(sheet, time, figures, left, sheet.y, sheet.y + height, labels_left)


def _numbers(step: ChartStep) -> list[float]:
    return [number for number in (step.low, step.high) if number is not None]


def mark_texts(figures: FigureScale, sheet: Sheet) -> Mapping[float, str]:
    """Return the text of each mark."""
    words = sheet.look.words
    write = words.short if is_narrow(sheet) else words.number
    return {mark.value: write(mark.value) if mark.value else _none(figures, words) for mark in figures.marks}


def _none(figures: FigureScale, words: Words) -> str:
    return words.number(0) if figures.kind == "linear" else words.say("figures.none")


def draw_frame(plot: Plot) -> None:
    """Draw the marks of the figures and the days, and go on below them."""
    sheet, unit, look = plot.sheet, plot.sheet.unit, plot.sheet.look
    size, colour = look.letters * SMALL, look.colours["line"]
    texts, last = mark_texts(plot.figures, sheet), float("inf")
    for mark in plot.figures.marks:
        y = plot.y(mark.value)
        is_heavy = mark.is_heavy or plot.figures.kind == "linear"
        sheet.stroke(
            (plot.left, y, plot.time.right, y), colour, (1.1 if is_heavy else 0.8) * unit,
            dash="" if is_heavy else "dotted",
        )  # fmt: skip
        made = block([Run(texts[mark.value])], size, width=look.width)
        if y + made.height / 2 <= last:
            sheet.words(plot.left - 5 * unit - made.width, y - made.height / 2, made)
            last = y - made.height / 2
    base = plot.bottom + 6 * unit
    sheet.stroke((plot.left, base, plot.time.right, base), look.colours["quiet"], unit)
    edges = [float("-inf")] * 2
    for at, text, year in time_ticks(plot.time, look.words, apart=_TICK_APART * unit):
        sheet.stroke((at, base, at, base + 4 * unit), look.colours["quiet"], unit)
        for line, name in enumerate((text, year)):
            made = block([Run(name, is_strong=bool(line))], size, width=look.width)
            x = min(max(at - made.width / 2, 0.0), plot.labels_left - made.width)
            if name and x > edges[line]:
                sheet.words(x, base + 5 * unit + line * size * 1.2, made, colour="quiet")
                edges[line] = x + made.width + 2 * unit
    sheet.y = base + 8 * unit + 2.4 * size


def draw_rules(plot: Plot, days: Mapping[str, int], top: float) -> None:
    """Draw a rule at each day: a full one at the day shown, a dashed one at the day by which it was known.

    Parameters
    ----------
    plot
        The plot.
    days
        Of ``on`` and ``known_by`` those that there are.
    top
        Where the texts of the days begin.
    """
    sheet, unit, look = plot.sheet, plot.sheet.unit, plot.sheet.look
    edge: tuple[float, float] | None = None
    for name, text in rule_texts(plot.sheet, days).items():
        day = days[name]
        if not plot.time.first <= day < plot.time.last:
            continue
        at = plot.time.position(day + 0.5)
        made = block([Run(text, is_strong=name == "on")], look.letters, width=look.width)
        x = min(max(at - made.width / 2, 0.0), look.width - made.width)
        if edge and x < edge[1] and edge[0] < x + made.width:
            x = edge[1] if edge[1] + made.width <= look.width else max(edge[0] - made.width, 0.0)
        edge = (x - 8 * unit, x + made.width + 8 * unit)
        sheet.words(x, top, made)
        dash: Dash = "" if name == "on" else "dashed"
        width = (1.8 if name == "on" else 1.2) * unit
        sheet.stroke((at, top + made.height, at, plot.bottom + 6 * unit), look.colours["ink"], width, dash=dash)
        plot.taken.append((at - unit, top, at + unit, plot.bottom))


def rule_texts(sheet: Sheet, days: Mapping[str, int]) -> dict[str, str]:
    """Return the text of each rule; known by the day shown needs none of its own."""
    words = sheet.look.words
    texts = {name: day_text(days[name], words, "short") for name in ("on", "known_by") if name in days}
    if "known_by" in texts:
        texts["known_by"] = words.say("comparison.knownBy", day=texts["known_by"])
        if days.get("on") == days["known_by"]:
            del texts["known_by"]
    return texts
