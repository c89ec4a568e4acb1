"""The key of a chart over time: each sign that is drawn, with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.path import Path

from mustermap.maps.chart.chart_layout import mixed
from mustermap.maps.chart.line_drawing import MANNERS, RADIUS, pill
from mustermap.maps.chart.plot import SMALL
from mustermap.maps.still.paths import circle
from mustermap.maps.still.text_blocks import Run, block

if TYPE_CHECKING:
    from mustermap.maps.chart.chart_layout import Sheet

SIGNS: Final = (
    *("said", "saidRange", "later", "stated", "carried", "stale", "vague"),
    *("upper", "lower", "range", "open"),
)
"""All signs, in the order in which they are explained."""

_SAMPLE, _GAP = 26.0, 12.0


def draw_key(sheet: Sheet, signs: set[str], colour: str) -> None:
    """Explain the signs that are drawn, one after the other in lines, and go on below.

    Parameters
    ----------
    sheet
        Where.
    signs
        Which of `SIGNS` are drawn.
    colour
        A force's.
    """
    unit, look = sheet.unit, sheet.look
    x = 0.0
    height = 0.0
    for sign in (sign for sign in SIGNS if sign in signs):
        text = Run(look.words.say(f"overTime.key.{sign}"))
        made = block([text], look.letters * SMALL, width=look.width - (_SAMPLE + 5) * unit)
        width = (_SAMPLE + 5) * unit + made.width
        if x > 0 and x + width > look.width:
            x, sheet.y = 0.0, sheet.y + height + 2.5 * unit
            height = 0.0
        _draw_sample(sheet, sign, x, sheet.y + look.letters * SMALL * 0.62, colour)
        sheet.words(x + (_SAMPLE + 5) * unit, sheet.y, made)
        x += width + _GAP * unit
        height = max(height, made.height)
    sheet.y += height + 5 * unit if signs else 0.0


def _draw_sample(sheet: Sheet, sign: str, x: float, y: float, colour: str) -> None:
    unit = sheet.unit
    end, middle = x + _SAMPLE * unit, x + _SAMPLE / 2 * unit
    if sign in MANNERS:
        manner = MANNERS[sign]  # type: ignore[index] # it is one
        sheet.stroke((x, y, end, y), mixed(colour, manner.white), manner.width * unit, dash=manner.dash)
        return
    own, width = mixed(colour, MANNERS["carried"].white), MANNERS["carried"].width * unit
    radius = RADIUS * unit
    if sign in ("said", "saidRange"):
        length = 9 * unit if sign == "saidRange" else 0.0
        dot = pill(length, radius) if length else circle(radius)
        sheet.shape(middle - length / 2, y, dot, line="transparent", face=colour)
    elif sign == "later":
        sheet.shape(x + radius, y, circle(radius), line="transparent", face=colour)
        sheet.stroke((x + 2 * radius, y, end, y), sheet.look.colours["quiet"], 0.8 * unit)
    elif sign in ("upper", "lower"):
        sheet.stroke((x, y, end, y), own, width)
        way = 1 if sign == "upper" else -1
        for at in range(4):
            tooth = x + (3 + at * 6.5) * unit
            sheet.stroke((tooth, y, tooth, y + way * 4.5 * unit), own, unit)
    elif sign == "range":
        sheet.area((x, y - 3.5 * unit, end, y + 3.5 * unit), own, 0.16)
        for edge in (y - 3.5 * unit, y + 3.5 * unit):
            sheet.stroke((x, edge, end, edge), own, width * 0.7)
    else:
        sheet.stroke((x, y, end, y), own, width)
        head = Path([(-4.5 * unit, -3.8 * unit), (0, 0), (-4.5 * unit, 3.8 * unit)])
        sheet.shape(end, y, head, line=own, face="transparent", width=1.4 * unit)
