"""The sheet of a chart over time: titles, a plot for each subject, the key, what is not drawn, and the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from mustermap.layers.comparison.chart_words import not_drawn_text
from mustermap.maps.chart.chart_captions import (
    data_text,
    earlier_claims,
    shown_text,
    sources_text,
    step_texts,
    title_of,
)
from mustermap.maps.chart.chart_key import draw_key
from mustermap.maps.chart.line_drawing import draw_group, draw_line, heights_of
from mustermap.maps.chart.line_labels import draw_days, draw_labels, measured_labels
from mustermap.maps.chart.plot import SMALL, draw_frame, draw_rules, plot_for, rule_texts
from mustermap.maps.still.still_texts import ended, plain
from mustermap.maps.still.text_blocks import LEADING, Run

if TYPE_CHECKING:
    from mustermap.layers.comparison.chart_model import ChartLine
    from mustermap.layers.comparison.over_time import OverTime, SubjectOverTime
    from mustermap.maps.chart.chart_layout import Sheet
    from mustermap.maps.chart.figure_axis import ScaleKind
    from mustermap.maps.chart.plot import Plot

_MOST_FAINT: Final = 40
"""Of more lines of a section without labels, a band is drawn."""


def draw_chart(sheet: Sheet, shown: OverTime, kind: ScaleKind, *, sentence: str, care: str) -> None:
    """Draw subjects over time, one below the other.

    Parameters
    ----------
    sheet
        An empty one.
    shown
        What is drawn.
    kind
        The scale of figures.
    sentence
        The answer of the day; blank for none.
    care
        What is withheld; blank for nothing.
    """
    words = sheet.look.words
    signs: set[str] = set()
    for number, subject in enumerate(shown.subjects):
        sheet.y += 8 * sheet.unit if number else 0
        signs |= _draw_subject(sheet, shown, subject, kind, sentence="" if number else sentence)
        if len(shown.subjects) > 1:  # of one, it is written below the key
            sheet.paragraph([Run(plain(not_drawn_text(subject.chart, words)))], size=SMALL)
    if not shown.subjects:
        sheet.paragraph([Run(words.say("pictures.nothing"))])
    if shown.more:
        sheet.paragraph([Run(words.say("pictures.moreComparisons", count=shown.more))])
    forces = {subject.force for subject in shown.subjects}
    draw_key(sheet, signs, sheet.look.forces[min(forces)] if len(forces) == 1 else sheet.look.colours["quiet"])
    left = [not_drawn_text(subject.chart, words) for subject in shown.subjects if len(shown.subjects) == 1]
    sources = [subject.sources for subject in shown.subjects]
    every = pd.concat(sources).drop_duplicates() if sources else pd.DataFrame()
    told = [sources_text(every, words), data_text(shown, words), care, words.say("pictures.whatItIs")]
    for texts in (left, told):
        sheet.paragraph([Run(" ".join(ended(plain(text)) for text in texts if text))], size=SMALL, gap=4)


def _draw_subject(
    sheet: Sheet, shown: OverTime, subject: SubjectOverTime, kind: ScaleKind, *, sentence: str
) -> set[str]:
    """Draw a subject below what is drawn; return the signs that the key has to explain."""
    look, words, chart = sheet.look, sheet.look.words, subject.chart
    is_first = sheet.y == 0
    sheet.paragraph([Run(title_of(subject, words), is_strong=True)], size=1.35 if is_first else 1.15, gap=3)
    if not chart.lines:
        sheet.paragraph([Run(words.say("overTime.nothing"))], gap=4)
        sheet.paragraph([Run(plain(sentence))], quiet="ink", gap=4)
        return set()
    sheet.paragraph([Run(shown_text(subject, kind, words))], gap=4)
    sheet.paragraph([Run(plain(sentence))], quiet="ink", gap=4)
    labels = measured_labels(sheet, chart)
    days = {name: day for name, day in (("on", shown.shows), ("known_by", shown.known_by)) if day is not None}
    top = sheet.y
    sheet.y += (look.letters * LEADING if rule_texts(sheet, days) else 0) + 4 * sheet.unit
    plot = plot_for(sheet, chart, kind, labels=labels.width, least_height=labels.height)
    draw_frame(plot)
    colour = look.forces[subject.force]
    heights = heights_of(plot, chart.lines)
    faint = _draw_faint(plot, chart.lines, heights, colour)
    draw_rules(plot, days, top)
    for line, own in zip(chart.lines, heights, strict=True):
        if line.is_named:
            draw_line(plot, line, own, colour)
    draw_labels(plot, chart, labels, heights, look.colours["line"])
    earlier = {name: claim for line in chart.lines if line.is_named for name, claim in earlier_claims(line).items()}
    draw_days(plot, chart, heights, earlier)
    _say_steps(plot, [(line, own) for line, own in zip(chart.lines, heights, strict=True) if line.is_named or faint])
    return plot.signs


def _draw_faint(plot: Plot, lines: tuple[ChartLine, ...], heights: list[list[float]], colour: str) -> bool:
    """Draw the lines without labels; of a section with too many of them a band. Return whether each is drawn."""
    rest = [(line, own) for line, own in zip(lines, heights, strict=True) if not line.is_named]
    if len(rest) <= _MOST_FAINT:
        for line, own in rest:
            draw_line(plot, line, own, colour)
        return True
    for section in dict.fromkeys(line.section for line, _ in rest):
        own_lines = [line for line, _ in rest if line.section == section]
        numbers = [
            number
            for line in own_lines
            for step in line.steps
            for number in (step.low, step.high)
            if number is not None
        ]
        draw_group(plot, own_lines, min(numbers), max(numbers), colour)
    return False


def _say_steps(plot: Plot, lines: list[tuple[ChartLine, list[float]]]) -> None:
    """Say all of each step, for a pointer and for readers who do not see it."""
    unit, words = plot.sheet.unit, plot.sheet.look.words
    for line, own in lines:
        for step, y, text in zip(line.steps, own, step_texts(line, words), strict=True):
            left, right = plot.time.position(step.from_day), plot.time.position(step.to_day + 1)
            plot.sheet.claim((left, y - 5 * unit, max(right, left + 5 * unit), y + 5 * unit), text, step.id)
