"""The rows of a chart: a row a claimant, a lane a claim, with what is written at its bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mustermap.maps.chart.bar_texts import word_below, word_beside, word_claim
from mustermap.maps.chart.bars import BAR, draw_bar, draw_figure, figure_spans
from mustermap.maps.chart.figure_axis import figures_of, scale_figures
from mustermap.maps.chart.time_axis import time_ticks
from mustermap.maps.still.still_texts import plain
from mustermap.maps.still.text_blocks import Run, block, width_of
from mustermap.words.date_texts import day_text
from mustermap.words.name_texts import claimant_text

if TYPE_CHECKING:
    import pandas as pd

    from mustermap.layers.comparison.spans import Span
    from mustermap.maps.chart.chart_layout import Sheet
    from mustermap.maps.chart.figure_axis import FigureScale
    from mustermap.maps.chart.time_axis import TimeScale
    from mustermap.words import Words

#: Claims of one axis that are drawn; more are counted.
MOST_LANES: Final = 40
_LINE, _GAP, _FIGURE_ROOM, _TICK_APART = 16.0, 14.0, 9.0, 46.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Where time ends, and where the axis of figures begins and ends."""

    time: float
    figures_left: float
    figures_right: float


def columns_for(width: float, unit: float, *, has_figures: bool) -> Columns:
    """Split the width between time and figures."""
    if not has_figures:
        return Columns(width - 8 * unit, width, width)
    figures = min(max(100 * unit, width * 0.33), 0.4 * width)
    left = width - figures
    return Columns(left - _GAP * unit, left + _FIGURE_ROOM * unit, width - _FIGURE_ROOM * unit)


def draw_axis(sheet: Sheet, claims: pd.DataFrame, time: TimeScale, columns: Columns, rules: dict[str, int]) -> str:
    """Draw the claims of one axis below what is drawn already.

    Parameters
    ----------
    sheet
        Where.
    claims
        A comparison's claims on the axis, in the order of its groups.
    time, columns
        The scale of time, and the columns.
    rules
        Days at which a rule is drawn: "on", "known_by".

    Returns
    -------
    str
        What the scale of figures does, as a text.
    """
    shown = claims.head(MOST_LANES)
    numbers = figures_of(shown)
    scale = scale_figures(numbers) if len(numbers) else None
    top = _head(sheet, time, scale, columns, rules)
    spans = figure_spans(shown)
    # One claimant's claims are together, in the order in which the claimants come first.
    first = shown.groupby("claimant", sort=False, observed=True).ngroup().to_numpy()
    order = sorted(range(len(shown)), key=lambda k: (first[k], k))
    rows: list[Any] = list(shown.itertuples())
    before = None
    for k in order:
        _lane(sheet, rows[k], spans[k], time, scale, columns, is_first=rows[k].claimant != before)
        before = rows[k].claimant
    if len(claims) > MOST_LANES:
        sheet.paragraph([Run(f"and {len(claims) - MOST_LANES:,} more claims")], size=0.95)
    _grid(sheet, time, scale, columns, top, sheet.y)
    for name, day in rules.items():
        if time.first <= day <= time.last:
            sheet.add("rules", from_day=day, top=top, bottom=sheet.y, colour=sheet.look.colours["ink"],
                      is_known_by=name == "known_by")  # fmt: skip
    return _note(scale, sheet.look.words)


def _lane(
    sheet: Sheet, claim: Any, span: Span | None, time: TimeScale, scale: FigureScale | None, columns: Columns,
    *, is_first: bool,
) -> None:  # fmt: skip
    look, unit = sheet.look, sheet.unit
    colour = look.forces[claim.force]
    if is_first:
        sheet.y += 3 * unit
        name = claimant_text(claim.claimant, look.words, plain)
        made = block([Run(sheet.fonts.fit(name), is_strong=True)], look.letters, width=look.width, most_lines=2)
        sheet.words(0, sheet.y, made, halo=True)
        sheet.y += made.height
    figure, beside = (
        Run(sheet.fonts.fit(plain(claim.figures)), is_strong=True),
        Run(sheet.fonts.fit(word_beside(claim, look.words))),
    )
    made = block([figure, beside], look.letters, width=look.width, most_lines=3)
    left = float(time.position(max(claim.possible_from_day, time.first)))
    sheet.words(min(left, max(look.width - made.width, 0.0)), sheet.y, made, halo=True)
    sheet.y += made.height + unit
    draw_bar(sheet, time, claim, round(sheet.y, 2), colour=colour, told=word_claim(claim, look.words))
    if span is not None and scale is not None:
        ends = {"left": columns.figures_left, "right": columns.figures_right}
        draw_figure(sheet, claim, span, round(sheet.y + BAR / 2 * unit, 2), scale=scale, colour=colour, **ends)
    sheet.y += (BAR + 2) * unit
    for text, name in word_below(claim, look.words):
        below = block([Run(sheet.fonts.fit(text))], look.letters * 0.95, width=look.width - left, most_lines=2)
        if below.width > look.width - left - 1 or len(below.lines) > 1:
            left = 0.0
            below = block([Run(sheet.fonts.fit(text))], look.letters * 0.95, width=look.width, most_lines=3)
        sheet.words(left, sheet.y, below, quiet=name, halo=True)
        sheet.y += below.height
    sheet.y += 3 * unit


def _head(sheet: Sheet, time: TimeScale, scale: FigureScale | None, columns: Columns, rules: dict[str, int]) -> float:
    """Draw the labels of both axes; return where the grid begins."""
    look, unit = sheet.look, sheet.unit
    _rule_words(sheet, time, rules)
    size = look.letters * 0.88
    for at, text, year in time_ticks(time, look.words, apart=_TICK_APART * unit):
        _tick(sheet, at, text, sheet.y, size)
        _tick(sheet, at, year, sheet.y + size * 1.15, size)
    if scale:
        taken: list[tuple[float, float]] = []
        for figure in (scale.ticks[-1], *scale.ticks[:-1]):
            at = columns.figures_left + float(scale.at(figure)) * (columns.figures_right - columns.figures_left)
            half = width_of(look.words.short(figure), size) / 2 + 1
            if all(at + half < start or end < at - half for start, end in taken):
                taken.append((at - half, at + half))
                _tick(sheet, at, look.words.short(figure), sheet.y, size)
        name = look.words.say("comparison.figures" if "on" in rules else "pictures.figures")
        made = block([Run(name)], size, width=look.width)
        sheet.words(look.width - made.width, sheet.y + size * 1.15, made)
    sheet.y += size * 2.5 + 2 * unit
    return sheet.y


def _rule_words(sheet: Sheet, time: TimeScale, rules: dict[str, int]) -> None:
    """Draw the days over their rules, the day shown first; one that would cover the other is put beside it."""
    words = sheet.look.words
    size = sheet.look.letters * 0.92
    edge, taken = sheet.look.width, None
    for name in ("on", "known_by"):
        if name not in rules or (name == "known_by" and rules[name] == rules.get("on")):
            continue
        text = day_text(rules[name], words)
        text = text if name == "on" else words.say("comparison.knownBy", day=text)
        made = block([Run(text, is_strong=name == "on")], size, width=edge)
        x = min(max(float(time.position(rules[name])) - made.width / 2, 0.0), edge - made.width)
        if taken and x < taken[1] and taken[0] < x + made.width:
            x = taken[1] if taken[1] + made.width <= edge else max(taken[0] - made.width, 0.0)
        sheet.words(x, sheet.y, made)
        taken = (x - 6 * sheet.unit, x + made.width + 6 * sheet.unit)
    if taken:
        sheet.y += size * 1.4


def _tick(sheet: Sheet, at: float, text: str, y: float, size: float) -> None:
    if text:
        made = block([Run(text)], size, width=sheet.look.width)
        sheet.words(min(max(at - made.width / 2, 0.0), sheet.look.width - made.width), y, made)


def _grid(
    sheet: Sheet, time: TimeScale, scale: FigureScale | None, columns: Columns, top: float, bottom: float
) -> None:
    line = {"top": round(top, 2), "bottom": round(bottom, 2), "colour": sheet.look.colours["line"]}
    for at, _, _ in time_ticks(time, sheet.look.words, apart=_TICK_APART * sheet.unit):
        sheet.add("days", from_day=round(float(time.day(at)), 3), **line)
    for at in time.breaks:
        made = block([Run("≈")], sheet.look.letters, width=sheet.look.width)
        sheet.words(at - made.width / 2, top - made.height / 2, made, halo=True)
    for figure in scale.ticks if scale else ():
        at = columns.figures_left + float(scale.at(figure)) * (columns.figures_right - columns.figures_left)  # type: ignore[union-attr]
        sheet.add("ticks", low_at=round(at, 2), **line)


def _note(scale: FigureScale | None, words: Words) -> str:
    if scale is None:
        return ""
    if not scale.is_log:
        return words.say("comparison.linear")
    return words.say("comparison.logarithmic", factor=words.number(scale.factor))
