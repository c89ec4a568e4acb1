"""A claim drawn in time, and its figure on an axis of figures, by the grammar of the page's panel (`bars.ts`)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from matplotlib.path import Path

from mustermap.layers.comparison.spans import spans_of
from mustermap.maps.chart.chart_layout import svg_path
from mustermap.maps.still.paths import circle

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from mustermap.layers.comparison.spans import Span
    from mustermap.maps.chart.chart_layout import Sheet
    from mustermap.maps.chart.figure_axis import FigureScale
    from mustermap.maps.chart.time_axis import TimeScale

#: In the page's pixels.
BAR: Final = 14.0
_ARROW, _EDGE, _INSET, _HATCH_GAP, _END = 8.0, 1.0, 3.4, 5.0, 4.0
_CITED, _TINT, _SOFT = 0.42, 0.16, 0.38
_NO_BOUND: Final = 2**31 - 1


def draw_bar(sheet: Sheet, scale: TimeScale, claim: Any, y: float, *, colour: str, told: str) -> None:
    """Draw when a claim is in effect, from the top of its bar.

    Parameters
    ----------
    sheet, scale
        Where.
    claim
        A row of a comparison's claims.
    y
        The top of the bar.
    colour
        The force's.
    told
        All that the bar says as text, for readers who do not see it.
    """
    start, end = _within(scale, claim.possible_from_day), _within(scale, claim.possible_to_day + 1)
    end = max(end, float(scale.day(scale.position(start) + 5 * sheet.unit)))
    sheet.add("claims", from_day=start, to_day=end, top=y, bottom=y + BAR * sheet.unit, told=told, id=claim.id)
    cited = _within(scale, claim.last_cited_from_day) if claim.last_cited_from_day <= claim.possible_to_day else end
    sure = (end, end)
    if claim.certain_from_day <= claim.certain_to_day:
        sure = (_within(scale, claim.certain_from_day), _within(scale, claim.certain_to_day + 1))
    for first, last, is_certain, strength in _pieces(start, end, sure, cited):
        _fill(sheet, scale, (first, last), y, claim.phase, colour, strength, is_certain=is_certain)
        _edges(sheet, (first, last), y, colour, strength, is_certain=is_certain)
    goes_on = (claim.possible_from_day < scale.first, claim.possible_to_day + 1 > scale.last)
    closed = {day for day, is_open in zip((start, end), goes_on, strict=True) if not is_open}
    for day in sorted(closed | {day for day in sure if sure[0] < sure[1] and start < day < end}):
        is_sure = sure[0] <= day <= sure[1] and sure[0] < sure[1]
        _edge(sheet, (day, day), y, colour, _CITED if day > cited else 1.0, is_certain=is_sure)
    is_cited = _CITED if cited < end else 1.0
    if goes_on[1]:
        _arrow(sheet, scale, end, y, colour, is_cited, way=-1)
    if goes_on[0]:
        _arrow(sheet, scale, start, y, colour, _CITED if cited <= start else 1.0, way=1)


def draw_figure(
    sheet: Sheet, claim: Any, span: Span, y: float, *, scale: FigureScale, left: float, right: float, colour: str
) -> None:
    """Draw the interval of a figure: a closed end is a stroke, an excluded one a ring, a missing one an arrow.

    Parameters
    ----------
    sheet
        Where.
    claim, span
        A row of a comparison's claims, and what its figure spans.
    y
        The middle.
    scale, left, right
        The axis of figures and its ends.
    colour
        The force's.
    """
    unit = sheet.unit
    low, high = left + scale.at([span.low, span.high]) * (right - left)
    strength = 0.5 if claim.last_cited else 1.0
    shared = {"colour": colour, "strength": strength, "top": y}
    is_certain = claim.certainty == "certain"

    def end(at: float, shape: Path, face: str, *, is_dotted: bool = False) -> None:
        sheet.add("ends", low_at=round(at, 2), shape=svg_path(shape), face=face, is_dotted=is_dotted, **shared)

    ring, dot = circle(4.2 * unit), circle(4.5 * unit)
    stroke = Path([(0, -_END * unit), (0, _END * unit)])
    is_about = np.isnan(claim.figure_low) and np.isnan(claim.figure_high)
    if is_about:
        sheet.add("ends", low_at=round(float(low), 2), shape=svg_path(circle(7 * unit)), face=colour, is_dotted=False,
                  **{**shared, "strength": _SOFT * strength, "colour": "transparent"})  # fmt: skip
        return
    if span.is_one_figure:
        end(float(low), dot, colour if is_certain else "white", is_dotted=not is_certain)
        return
    is_low_open = scale.is_log and span.low == 0 and not span.low_included
    first, last = (left - 6 * unit if is_low_open else float(low)), (right + 6 * unit if span.is_open else float(high))
    sheet.add("intervals", low_at=round(first, 2), high_at=round(last, 2), is_certain=is_certain, **shared)
    end(
        first,
        _head(-unit) if is_low_open else stroke if span.low_included else ring,
        _face(span.low_included, is_low_open),
    )
    end(
        last,
        _head(unit) if span.is_open else stroke if span.high_included else ring,
        _face(span.high_included, span.is_open),
    )


def figure_spans(claims: pd.DataFrame) -> list[Span | None]:
    """Span each claim's own figure."""
    return spans_of(claims, np.arange(len(claims)))


def _face(is_included: bool, is_missing: bool) -> str:
    return "transparent" if is_included or is_missing else "white"


def _head(unit: float) -> Path:
    """Draw an arrow's head, to the right; to the left with a negative unit."""
    return Path([(-5 * unit, -4.5 * abs(unit)), (0, 0), (-5 * unit, 4.5 * abs(unit))])


def _within(scale: TimeScale, day: float) -> float:
    return float(min(max(day, scale.first), scale.last))


def _pieces(
    start: float, end: float, sure: tuple[float, float], cited: float
) -> Iterator[tuple[float, float, bool, float]]:
    """Split a bar where it becomes certain, uncertain again, and only last cited."""
    knots = sorted({start, end, *(min(max(day, start), end) for day in (*sure, cited))})
    for first, last in pairwise(knots):
        yield first, last, sure[0] <= first and last <= sure[1], _CITED if first >= cited else 1.0


def _fill(
    sheet: Sheet, scale: TimeScale, days: tuple[float, float], y: float, phase: str, colour: str, strength: float,
    *, is_certain: bool,
) -> None:  # fmt: skip
    inset = (_EDGE if is_certain else _INSET) * sheet.unit
    top, bottom = y + inset, y + BAR * sheet.unit - inset
    piece = {"from_day": days[0], "to_day": days[1], "colour": colour}
    if phase == "withdrawn":
        middle = y + BAR / 2 * sheet.unit
        sheet.add("middles", **piece, top=middle, bottom=middle, strength=strength)
        return
    if phase == "present":
        sheet.add("fills", **piece, top=top, bottom=bottom, strength=strength)
        return
    sheet.add("fills", **piece, top=top, bottom=bottom, strength=_TINT * strength)
    if phase in {"ordered", "arriving"}:
        sheet.add("fills", **piece, top=(top + bottom) / 2, bottom=bottom, strength=strength)
    if phase == "planned":
        _hatch(sheet, scale, days, (top, bottom), colour, strength)


def _hatch(
    sheet: Sheet, scale: TimeScale, days: tuple[float, float], sides: tuple[float, float], colour: str, strength: float
) -> None:
    """Draw lines at 45° within a piece, in step with those of its neighbours."""
    left, right = scale.position(days)
    top, bottom = sides
    gap, height = _HATCH_GAP * sheet.unit, bottom - top
    feet = np.arange(np.floor((left - height) / gap) * gap, right, gap)
    starts, ends = np.maximum(feet, left), np.minimum(feet + height, right)
    for foot, start, end in zip(feet, starts, ends, strict=True):
        if end - start < 0.8 * sheet.unit:
            continue
        first, last = (round(float(day), 3) for day in scale.day([start, end]))
        low, high = (round(float(bottom - (at - foot)), 2) for at in (start, end))
        sheet.add("hatches", from_day=first, to_day=last, top=low, bottom=high, colour=colour, strength=strength)


def _edges(
    sheet: Sheet, days: tuple[float, float], y: float, colour: str, strength: float, *, is_certain: bool
) -> None:
    """Draw the long sides of a piece."""
    for side in (_EDGE, BAR - _EDGE):
        _edge(sheet, days, y, colour, strength, is_certain=is_certain, side=side)


def _edge(
    sheet: Sheet, days: tuple[float, float], y: float, colour: str, strength: float, *, is_certain: bool,
    side: float | None = None,
) -> None:  # fmt: skip
    """Draw one side: a long one at a height, a short one from top to bottom."""
    top, bottom = (_EDGE, BAR - _EDGE) if side is None else (side, side)
    sheet.add("edges", from_day=days[0], to_day=days[1], top=y + top * sheet.unit, bottom=y + bottom * sheet.unit,
              colour=colour, strength=strength, is_certain=is_certain)  # fmt: skip


def _arrow(sheet: Sheet, scale: TimeScale, day: float, y: float, colour: str, strength: float, *, way: int) -> None:
    """Draw an end that nobody states: the bar goes on."""
    unit = sheet.unit
    half = (BAR / 2 + 0.5) * unit
    shape = Path([(0, -half), (-way * (_ARROW - 1) * unit, 0), (0, half), (0, -half)], closed=True)
    sheet.add("arrows", from_day=day, top=y + BAR / 2 * unit, shape=svg_path(shape), colour=colour, strength=strength)
