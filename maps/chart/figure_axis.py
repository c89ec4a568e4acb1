"""An axis of figures: logarithmic with marks at 1, 2 and 5 times the powers of ten, or linear from 0."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

ScaleKind = Literal["logarithmic", "linear"]

_STEPS: Final = (1, 2, 5)
_MOST_MARKS: Final = 8
_ROOM_FOR_NONE: Final = 0.1
"""The share of a logarithmic axis below its smallest figure that holds the line of none."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure that is marked on the axis.

    Attributes
    ----------
    value : float
        The figure.
    is_heavy : bool
        Whether it is a power of ten on a logarithmic axis, or 0.
    """

    value: float
    is_heavy: bool


@dataclass(frozen=True, slots=True)
class FigureScale:
    """The scale of figures, from 0 at the bottom to 1 at the top.

    Attributes
    ----------
    kind : str
        Logarithmic or linear.
    first, last : float
        The figures at the ends of the scale, of a logarithmic one above the line of none.
    start : float
        The share at which a logarithmic one begins; below it is the line of none.
    marks : tuple of Mark
        From the smallest to the largest.
    """

    kind: ScaleKind
    first: float
    last: float
    start: float
    marks: tuple[Mark, ...]

    def at(self, figure: float) -> float:
        """Return the position of a figure."""
        if self.kind == "linear":
            return figure / self.last
        if figure <= 0:
            return 0.0
        share = math.log(figure / self.first) / math.log(self.last / self.first)
        return self.start + min(max(share, 0.0), 1.0) * (1 - self.start)


def scale_figures(figures: Iterable[float], kind: ScaleKind = "logarithmic") -> FigureScale:
    """Return the scale of some figures, with room below the smallest and above the largest.

    Examples
    --------
    >>> [mark.value for mark in scale_figures([1500, 9000]).marks]
    [1000.0, 2000.0, 5000.0, 10000.0]
    >>> [mark.value for mark in scale_figures([1500, 9000], "linear").marks]
    [0.0, 2000.0, 4000.0, 6000.0, 8000.0, 10000.0]
    """
    given = list(figures)
    positive = [figure for figure in given if figure > 0] or [1.0]
    if kind == "linear":
        return _linear(max(positive))
    low, high = _mark_below(min(positive)), _mark_above(max(positive))
    if high <= low * 1.01:
        low, high = _mark_below(low * 0.99), _mark_above(high * 1.01)
    marks = [*([Mark(0.0, is_heavy=True)] if 0 in given else []), *_marks(low, high)]
    return FigureScale("logarithmic", low / 1.2, high * 1.2, _ROOM_FOR_NONE if 0 in given else 0.0, tuple(marks))


def _linear(most: float) -> FigureScale:
    power = 10.0 ** math.floor(math.log10(most))
    step = next(nice * power for nice in (0.1, 0.2, 0.5, 1, 2, 5, 10) if most <= nice * power * (_MOST_MARKS - 2))
    count = math.ceil(most / step - 1e-9)
    return FigureScale("linear", 0.0, count * step * 1.06, 0.0, tuple(Mark(k * step, k == 0) for k in range(count + 1)))


def _marks(low: float, high: float) -> list[Mark]:
    first, last = math.floor(math.log10(low) + 1e-9), math.ceil(math.log10(high) - 1e-9)
    values = [(step * 10.0**power, step == 1) for power in range(first, last + 1) for step in _STEPS]
    return [Mark(value, heavy) for value, heavy in values if low * 0.999 <= value <= high * 1.001]


def _mark_below(figure: float) -> float:
    power = 10.0 ** math.floor(math.log10(figure) + 1e-9)
    return max(step * power for step in _STEPS if step * power <= figure * (1 + 1e-9))


def _mark_above(figure: float) -> float:
    power = 10.0 ** math.floor(math.log10(figure) + 1e-9)
    return min(step * power for step in (*_STEPS, 10) if step * power >= figure * (1 - 1e-9))
