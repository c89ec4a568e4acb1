"""Small paths that several signs are made of."""

from __future__ import annotations

import numpy as np
from matplotlib.path import Path


def scaled(path: Path, by: float, *, x: float = 0.0, y: float = 0.0) -> Path:
    """Return a path scaled around 0 0, then moved."""
    return Path(np.asarray(path.vertices, dtype=np.float64) * by + (x, y), path.codes)


def circle(radius: float, *, x: float = 0.0) -> Path:
    """Draw a circle around a point of the horizontal line through 0 0."""
    return scaled(Path.unit_circle(), radius, x=x)


def ellipse(across: float, along: float) -> Path:
    """Draw an ellipse around 0 0."""
    unit = Path.unit_circle()
    return Path(np.asarray(unit.vertices, dtype=np.float64) * (across, along), unit.codes)


def arc(radius: float, start: float, end: float, *, x: float = 0.0) -> Path:
    """Draw an arc from one angle to another, in degrees, clockwise on paper."""
    return scaled(Path.arc(start, end), radius, x=x)
