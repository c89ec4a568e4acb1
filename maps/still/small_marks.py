"""The small marks beside signs and names: disputed, echoes, and how precisely it is known where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from matplotlib.path import Path

from mustermap.maps.still.paths import arc, circle, scaled

if TYPE_CHECKING:
    from mustermap.maps.still.paper import Pen

#: Side of a small mark in the page's pixels.
SMALL: Final = 12.0
_AREA: Final = np.array([(-5, -2), (-1, -4.8), (4.6, -3.2), (5, 2.4), (0.4, 4.8), (-4.4, 3), (-5, -2)])
_LINES: Final = [Path.MOVETO, Path.LINETO] * 4
#: Each in a square of 12, its middle being 0 0, as in the page's `precision_signs.ts`.
_PRECISIONS: Final = {
    "exact": Path([(0, -5.2), (0, -1.6), (0, 1.6), (0, 5.2), (-5.2, 0), (-1.6, 0), (1.6, 0), (5.2, 0)], _LINES),
    "site": Path([(-3.4, -3.4), (3.4, -3.4), (3.4, 3.4), (-3.4, 3.4), (-3.4, -3.4)], closed=True),
    "settlement": circle(3.8),
    "region": Path(_AREA, closed=True),
    "country": Path(_AREA, closed=True),
    "line": Path([(-5, 3.6), (-1.6, -0.8), (1.4, 1), (5, -3.8)]),
}


def has_precision(precision: str) -> bool:
    """Whether there is a sign for a precision."""
    return precision in _PRECISIONS


def draw_precision(pen: Pen, at: tuple[float, float], precision: str) -> None:
    """Draw how precisely it is known where, its middle at a point."""
    if precision not in _PRECISIONS:
        return
    path, unit, ink = _PRECISIONS[precision], pen.look.unit, pen.look.colours["ink"]
    shape = scaled(path, unit)
    if precision == "country":
        pen.path(shape, at=at, facecolor=ink, alpha=0.18)
    dashes = {"linestyle": (0, (1.9, 1.1))} if precision == "region" else {}
    pen.path(shape, at=at, edgecolor=ink, linewidth=(2.0 if precision == "line" else 1.4) * unit, **dashes)


def draw_disputed(pen: Pen, at: tuple[float, float]) -> None:
    """Draw that somebody disputes it."""
    unit, colours = pen.look.unit, pen.look.colours
    pen.path(circle(5.25 * unit), at=at, facecolor=colours["paper"], edgecolor=colours["warn"], linewidth=1.3 * unit)
    unequal = [(-2.6, -1.3), (2.6, -1.3), (-2.6, 1.3), (2.6, 1.3), (-1.3, 3), (1.3, -3)]
    codes = [Path.MOVETO, Path.LINETO] * 3
    pen.path(Path(np.array(unequal) * unit, codes), at=at, edgecolor=colours["warn"], linewidth=1.3 * unit)


def draw_echo(pen: Pen, at: tuple[float, float]) -> None:
    """Draw that somebody repeats it."""
    unit, ink = pen.look.unit, pen.look.colours["ink"]
    pen.path(circle(1.4 * unit, x=-3.4 * unit), at=at, facecolor=ink)
    for start, radius, reach in ((-3.6, 3.6, 46), (-2.2, 6.0, 50)):
        curve = arc(radius * unit, -reach, reach, x=start * unit)
        pen.path(curve, at=at, edgecolor=ink, linewidth=1.2 * unit)
