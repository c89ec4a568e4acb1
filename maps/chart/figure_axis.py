"""An axis of figures: linear from 0, or logarithmic where the largest is many times the smallest, as on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_LOG_FROM_TIMES: Final = 20
_MOST_TICKS: Final = 5
_ROOM_FOR_NONE: Final = 0.12


@dataclass(frozen=True, slots=True)
class FigureScale:
    """The scale of figures, from 0 to 1.

    Attributes
    ----------
    is_log : bool
        Whether it is logarithmic.
    first, last : float
        The ends, as figures; of a logarithmic one as powers of ten.
    start : float
        Where a logarithmic one begins, beside a place for 0.
    ticks : tuple of float
        Figures that are marked.
    factor : float
        From one tick to the next, where it is logarithmic.
    """

    is_log: bool
    first: float
    last: float
    start: float
    ticks: tuple[float, ...]
    factor: float

    def at(self, figures: Any) -> NDArray[np.float64]:
        """Return the positions of figures."""
        given = np.asarray(figures, dtype=np.float64)
        if not self.is_log:
            return np.clip(given / self.last, 0, 1)
        powers = np.log10(np.where(given > 0, given, 1.0))
        share = self.start + (powers - self.first) / (self.last - self.first) * (1 - self.start)
        return np.where(given <= 0, 0.0, np.clip(share, self.start, 1))


def figures_of(claims: pd.DataFrame) -> NDArray[np.float64]:
    """Return every number that anybody states."""
    numbers = claims[["figure_low", "figure_high", "figure_best"]].to_numpy(np.float64)
    stated = np.isfinite(numbers)
    stated[:, 0] &= (numbers[:, 0] > 0) | claims["figure_low_included"].to_numpy(bool)
    return np.asarray(numbers[stated], dtype=np.float64)


def scale_figures(figures: NDArray[np.float64]) -> FigureScale:
    """Scale some figures; any of them may be 0."""
    positive = figures[figures > 0]
    if not len(positive):
        return _linear(1.0)
    least, most = float(positive.min()), float(positive.max())
    return _logarithmic(least, most, bool((figures == 0).any())) if most > _LOG_FROM_TIMES * least else _linear(most)


def _linear(most: float) -> FigureScale:
    step = _nice_step(most / (_MOST_TICKS - 1))
    count = int(np.ceil(most / step - 1e-9))
    return FigureScale(False, 0.0, count * step, 0.0, tuple(k * step for k in range(count + 1)), 1.0)


def _logarithmic(least: float, most: float, has_none: bool) -> FigureScale:
    first, last = int(np.floor(np.log10(least) + 1e-9)), int(np.ceil(np.log10(most) - 1e-9))
    every = int(np.ceil((last - first) / (_MOST_TICKS - 1)))
    powers = tuple(10.0 ** (first + k * every) for k in range((last - first) // every + 1))
    ticks = ((0.0,) if has_none else ()) + powers
    return FigureScale(True, first, last, _ROOM_FOR_NONE if has_none else 0.0, ticks, 10.0**every)


def _nice_step(least: float) -> float:
    power = 10.0 ** np.floor(np.log10(least))
    return float(next((nice for nice in (1, 2, 2.5, 5, 10) if nice * power >= least * (1 - 1e-9)), 10) * power)
