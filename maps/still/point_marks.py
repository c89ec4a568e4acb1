"""The marks at a point: its groups' signs in rows, at the point or near it with a leader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from mustermap.maps.still.claim_lines import sign_of
from mustermap.maps.still.paper import draw_leader
from mustermap.maps.still.rectangles import Box, Taken, nearest_free
from mustermap.maps.still.signs import SMALLEST_RING, Radii, draw_sign, extent, fixed_radii, radii_by_area
from mustermap.maps.still.small_marks import draw_disputed, draw_echo
from mustermap.maps.still.text_blocks import Run, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mustermap.layers.comparison.spans import Span
    from mustermap.maps.still.map_projection import Ground
    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.scene import Group, Place

_IN_A_ROW: Final = 4
_MOST_MARKS: Final = 8
_GAP: Final = 2.0
_PILL: Final = 17.0
#: How far from its place the middle of a mark may lie, in the page's pixels: farther off it would seem another place.
_STEPS: Final = (0.0, 5.0, 9.0, 14.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """The one scale of areas, towns and sites: the radius of the largest figure.

    Attributes
    ----------
    most : float
        The largest figure of people; 0 for none.
    largest : float
        The radius of its mark in the page's pixels.
    """

    most: float
    largest: float

    @property
    def smallest(self) -> float:
        """The figure below which all marks are of the same smallest size."""
        return self.most * (SMALLEST_RING / self.largest) ** 2

    def radii(self, sized: Sized) -> Radii:
        """Return radii: only people share the scale, forty aircraft are not as few as forty men."""
        if not sized.is_personnel or (sized.span and not self.most):
            return fixed_radii(sized.span)
        return radii_by_area(sized.span, self.most, self.largest)


@dataclass(frozen=True, slots=True)
class Cluster:
    """The marks of one place, with their position."""

    place: Place
    at: tuple[float, float]
    box: Box


class Sized(Protocol):
    """What has a size on the scale: the claims of a mark, or a line of a card."""

    @property
    def span(self) -> Span | None:
        """From the lowest to the highest figure."""

    @property
    def is_personnel(self) -> bool:
        """Whether people are counted."""


def has_rest(place: Place) -> bool:
    """Check whether a place has more groups than marks, so that claims of it are counted in a box beside them."""
    return len(place.groups) > _MOST_MARKS


def place_marks(
    places: Sequence[Place], ground: Ground, look: Look, scale: Scale, taken: Taken
) -> tuple[list[Cluster], list[Place]]:
    """Find a position for each place's marks: at its own point, or a little beside it.

    Returns
    -------
    list of Cluster, list of Place
        Those that have a position, and those for which there is no room.
    """
    clusters: list[Cluster] = []
    homeless: list[Place] = []
    if not places:
        return clusters, homeless
    spots = ground.points([place.lon for place in places], [place.lat for place in places])
    for place, spot in zip(places, spots, strict=True):
        at = (float(spot[0]), float(spot[1]))
        width, height = _size(place, scale)
        box = nearest_free(at, (width * look.unit, height * look.unit), taken, ground.view, look.unit, _STEPS)
        if box is None:
            homeless.append(place)
            continue
        taken.add(box)
        clusters.append(Cluster(place, at, box))
    return clusters, homeless


def draw_marks(pen: Pen, clusters: Sequence[Cluster], scale: Scale) -> None:
    """Draw the marks, each with a line to its point if it is not drawn there."""
    unit = pen.look.unit
    for cluster in clusters:
        inside = cluster.box._replace(x=cluster.box.x - 1, y=cluster.box.y - 1)
        if not inside.overlaps(Box(*cluster.at, 0, 0)):
            draw_leader(pen, cluster.box.nearest(cluster.at), cluster.at)
    for cluster in clusters:
        for group, (dx, dy), _ in _layout(cluster.place, scale):
            middle = (cluster.box.x + dx * unit, cluster.box.y + dy * unit)
            if group is None:
                rest = sum(one.claims for one in cluster.place.groups[_MOST_MARKS - 1 :])
                draw_more(pen, middle, pen.look.words.say("more", count=rest))
                continue
            radii = scale.radii(group)
            draw_sign(pen, middle, sign_of(group, pen.look), radii)
            reach = round((radii.ring + 1) * (0.7 if group.span else 0.5)) * unit
            if group.disputes:
                draw_disputed(pen, (middle[0] + reach, middle[1] - reach))
            if group.echoes:
                draw_echo(pen, (middle[0] + reach, middle[1] + reach))


def _size(place: Place, scale: Scale) -> tuple[float, float]:
    laid = list(_layout(place, scale))
    return max(x + half for _, (x, _), half in laid), max(y + half for _, (_, y), half in laid)


def _layout(place: Place, scale: Scale) -> Iterator[tuple[Group | None, tuple[float, float], float]]:
    """Return each group's middle and half its square's side, in the page's pixels; None is the rest."""
    shown: list[Group | None] = list(place.groups)
    if has_rest(place):
        shown = [*shown[: _MOST_MARKS - 1], None]
    halves = [_PILL if group is None else extent(group.span, scale.radii(group)) for group in shown]
    y = 0.0
    widths = [
        sum(2 * half + _GAP for half in halves[k : k + _IN_A_ROW]) - _GAP for k in range(0, len(shown), _IN_A_ROW)
    ]
    for number, width in enumerate(widths):
        own = slice(number * _IN_A_ROW, (number + 1) * _IN_A_ROW)
        x, height = (max(widths) - width) / 2, max(halves[own])
        for group, half in zip(shown[own], halves[own], strict=True):
            yield group, (x + half, y + height), half
            x += 2 * half + _GAP
        y += 2 * height


def draw_more(pen: Pen, middle: tuple[float, float], text: str) -> None:
    """Draw how many claims without a mark there are, in a rounded box; the key says what it counts."""
    unit, look = pen.look.unit, pen.look
    size = look.letters * 0.9
    wide = width_of(text, size, is_strong=True)
    width = max(18 * unit, wide + 8 * unit)
    box = Box(middle[0] - width / 2, middle[1] - _PILL * unit / 2, width, _PILL * unit)
    pen.box(box, corner=5 * unit, facecolor=look.colours["paper"], edgecolor=look.colours["quiet"], linewidth=unit)
    run = Run(text, is_strong=True)
    pen.text(middle[0] - wide / 2, middle[1] + size * 0.32, run, size=size, colour=look.colours["ink"])
