"""Rectangles on the paper, in points with y down, and whether there is room for one more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

_FIRST_ROOM: Final = 256
#: The share of a card that lies in its area, where it is on it.
LEAST_INSIDE: Final = 0.9
#: The steps in points in which a position for a card is sought.
_STEP: Final = 4.0
#: Points between a card beside an area and the area's outline, and the edge of the map.
_OFF: Final = 4.0
_EDGE: Final = 3.0


#: A line from point to point.
Line = tuple[tuple[float, float], tuple[float, float]]


class Box(NamedTuple):
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def nearest(self, at: tuple[float, float]) -> tuple[float, float]:
        """Return the point of it that is nearest to another."""
        x, y = at
        return min(max(x, self.x), self.x + self.width), min(max(y, self.y), self.y + self.height)

    def holds(self, inner: Box) -> bool:
        """Whether another lies wholly in it."""
        return (
            inner.x >= self.x
            and inner.y >= self.y
            and inner.x + inner.width <= self.x + self.width
            and inner.y + inner.height <= self.y + self.height
        )

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Whether another comes nearer than a gap."""
        return (
            self.x < other.x + other.width + gap
            and other.x < self.x + self.width + gap
            and self.y < other.y + other.height + gap
            and other.y < self.y + self.height + gap
        )


class Taken:
    """Rectangles that are taken already."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self._sides: NDArray[np.float64] = np.empty((_FIRST_ROOM, 4))
        self._count = 0
        self.add(*boxes)

    def copy(self) -> Taken:
        """Return another that takes the same."""
        other = Taken()
        other.add_all(self)
        return other

    def add(self, *boxes: Box) -> None:
        """Take some rectangles."""
        self.add_sides(np.array([(x, y, x + width, y + height) for x, y, width, height in boxes]).reshape(-1, 4))

    def add_all(self, other: Taken) -> None:
        """Take what another takes."""
        self.add_sides(other._sides[: other._count])

    def add_line(self, line: Line | None) -> None:
        """Take what lies along a line; None takes nothing."""
        if line is not None:
            self.add_sides(along([shapely.LineString(line)]))

    def add_sides(self, sides: NDArray[np.float64]) -> None:
        """Take rectangles by their left, upper, right and lower sides."""
        needed = self._count + len(sides)
        if needed > len(self._sides):
            self._sides = np.concatenate([self._sides, np.empty((max(needed, len(self._sides)), 4))])
        self._sides[self._count : needed] = sides
        self._count = needed

    def crosses(self, line: Line) -> bool:
        """Return whether a line crosses any of them."""
        return bool(shapely.intersects(shapely.LineString(line), shapely.box(*self._sides[: self._count].T)).any())

    def cut_from(self, shape: object) -> object:
        """Return what of a shape is beneath none of them."""
        boxes = shapely.union_all(shapely.box(*self._sides[: self._count].T))
        return shapely.difference(shape, boxes)

    def is_free(self, box: Box, gap: float = 0.0) -> bool:
        """Return whether nothing is within a gap of a rectangle."""
        return self.count(box, gap) == 0

    def count(self, box: Box, gap: float = 0.0) -> int:
        """Return how many rectangles are within a gap of one."""
        left, top, right, bottom = self._sides[: self._count].T
        return int(
            np.count_nonzero(
                (box.x < right + gap)
                & (left < box.x + box.width + gap)
                & (box.y < bottom + gap)
                & (top < box.y + box.height + gap)
            )
        )


def along(shapes: Iterable[object], step: float = 3.0) -> NDArray[np.float64]:
    """Return the sides of small rectangles along the outlines of shapes: what no name may cross."""
    lines = [shapely.boundary(shape) if shapely.area(shape) else shape for shape in shapes]
    spots = shapely.get_coordinates(shapely.segmentize(np.array(lines, dtype=object), step))
    return np.column_stack([spots - 0.7, spots + 0.7])


def nearest_free(
    at: tuple[float, float],
    size: tuple[float, float],
    taken: Taken,
    view: Box,
    unit: float,
    steps: Iterable[float],
    *,
    is_good: Callable[[Box], bool] | None = None,
) -> Box | None:
    """Find the nearest place to a point at which marks cover no others and stay in view.

    Parameters
    ----------
    at, size
        The point, and the width and height of the marks.
    taken, view
        What they must not cover, and the map.
    unit
        Points a pixel of the page.
    steps
        How far from the point their middle may lie, in these pixels, the nearest first.
    is_good
        What else a position must fulfil.

    Returns
    -------
    Box or None
        None where no step has room.
    """
    (x, y), (width, height) = at, size
    own = Box(x - width / 2, y - height / 2, width, height)
    for step in steps:
        away = step * unit
        for angle in (k * np.pi / 6 for k in range(12 if step else 1)):
            box = own._replace(x=own.x + away * float(np.cos(angle)), y=own.y + away * float(np.sin(angle)))
            if view.holds(box) and taken.is_free(box, unit) and (is_good is None or is_good(box)):
                return box
    return None


def free_near(at: tuple[float, float], size: tuple[float, float], taken: Taken, view: Box, step: float) -> Box | None:
    """Find the position in view, on a grid, that covers nothing and whose middle is nearest to a point."""
    width, height = size
    xs = np.arange(view.x + _EDGE, view.x + view.width - width - _EDGE, step)
    ys = np.arange(view.y + _EDGE, view.y + view.height - height - _EDGE, step)
    x, y = (grid.ravel() for grid in np.meshgrid(xs, ys))
    for k in np.argsort(np.hypot(x + width / 2 - at[0], y + height / 2 - at[1]), kind="stable"):
        box = Box(float(x[k]), float(y[k]), width, height)
        if taken.is_free(box, 1.0):
            return box
    return None


def beside(box: Box, width: float, height: float, gap: float) -> Iterator[Box]:
    """Return the positions of a label beside a box: right, left, below, above, then slid along the four sides."""
    right, left = box.x + box.width + gap, box.x - width - gap
    below, above = box.y + box.height + gap / 2, box.y - height - gap / 2
    for share in (0.5, 0.8, 0.2, 1.0, 0.0):
        x = box.x - width + gap + share * (box.width + width - 2 * gap)
        y = box.y - height + gap + share * (box.height + height - 2 * gap)
        for corner in ((right, y), (left, y), (x, below), (x, above)):
            yield Box(*corner, width, height)


def best_inside(
    shape: object,
    size: tuple[float, float],
    near: tuple[float, float],
    taken: Taken,
    spared: Taken,
    view: Box,
    *,
    least: float = LEAST_INSIDE,
) -> Box | None:
    """Find the best position of a card in an area: free, in view, as far inside as can be, and near to a point.

    Parameters
    ----------
    shape
        The area on the paper.
    size, near
        The card's width and height; the point that represents the area.
    taken, spared
        What it must not cover.
    view
        The map.
    least
        The share of it that must lie inside.

    Returns
    -------
    Box or None
        None where less of it would lie inside.
    """
    width, height = size
    left, top, right, bottom = shapely.bounds(shape)
    xs = np.arange(max(left, view.x), min(right, view.x + view.width) - width, _STEP)
    ys = np.arange(max(top, view.y), min(bottom, view.y + view.height) - height, _STEP)
    if not len(xs) or not len(ys):
        return None
    x, y = (grid.ravel() for grid in np.meshgrid(xs, ys))
    inside = _shares_inside(shapely.box(x, y, x + width, y + height), shape, view)
    away = np.hypot(x + width / 2 - near[0], y + height / 2 - near[1])
    good = np.flatnonzero(inside >= least)
    for k in good[np.argsort((away - 2000 * inside)[good], kind="stable")]:
        box = Box(float(x[k]), float(y[k]), width, height)
        if view.holds(box) and taken.is_free(box, 3.0) and spared.is_free(box, 1.0):
            return box
    return None


def nearest_outside(
    seen: object,
    size: tuple[float, float],
    areas: object,
    taken: Taken,
    spared: Taken,
    view: Box,
    *,
    is_good: Callable[[Box], bool],
) -> Box | None:
    """Find the position of a card beside an area: free, in view, off its outline, and as near to it as can be.

    Parameters
    ----------
    seen
        What is in view of the area, on the paper.
    size
        The card's width and height.
    areas
        What it must not cover, on the paper: all areas.
    taken, spared, view
        As for `best_inside`.
    is_good
        What else a position must fulfil.

    Returns
    -------
    Box or None
        None where there is no room.
    """
    width, height = size
    xs = np.arange(view.x + _EDGE, view.x + view.width - width - _EDGE, 2 * _STEP)
    ys = np.arange(view.y + _EDGE, view.y + view.height - height - _EDGE, 2 * _STEP)
    if not len(xs) or not len(ys) or shapely.is_empty(seen):
        return None
    x, y = (grid.ravel() for grid in np.meshgrid(xs, ys))
    boxes = shapely.box(x, y, x + width, y + height)
    shapely.prepare(areas)
    off = np.flatnonzero(~shapely.dwithin(boxes, areas, _OFF))
    away = shapely.distance(boxes[off], seen)
    for k in off[np.argsort(away, kind="stable")]:
        box = Box(float(x[k]), float(y[k]), width, height)
        if taken.is_free(box, 3.0) and spared.is_free(box, 1.0) and is_good(box):
            return box
    return None


def _shares_inside(boxes: NDArray[np.object_], shape: object, view: Box) -> NDArray[np.float64]:
    """Return how much of each rectangle in view lies in an area, from 0 to 1.

    Only those on its outline are cut, and by what is in view of it: of a large country there may be little. The area
    is cut into a strip for each row of rectangles first, since its outline may have many points.
    """
    seen = shapely.intersection(shape, shapely.box(view.x, view.y, view.x + view.width, view.y + view.height))
    shapely.prepare(seen)
    shares: NDArray[np.float64] = shapely.contains_properly(seen, boxes).astype(np.float64)
    cut = np.flatnonzero(shapely.intersects(seen, boxes) & (shares == 0))
    edges = shapely.bounds(boxes[cut])
    for top, bottom in np.unique(edges[:, [1, 3]], axis=0):
        strip = shapely.clip_by_rect(seen, view.x, top, view.x + view.width, bottom)
        row = np.flatnonzero(edges[:, 1] == top)
        sides = edges[row][:, [0, 2]].tolist()
        parts = [shapely.clip_by_rect(strip, left, top, right, bottom) for left, right in sides]
        shares[cut[row]] = shapely.area(parts) / shapely.area(boxes[cut[row]])
    return shares
