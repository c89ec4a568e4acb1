"""The marks at a point: its groups' signs in rows, a label beside them, or a count if the map is crowded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mustermap.maps.still.claim_lines import WORDED, Unworded, runs_of, sign_of
from mustermap.maps.still.rectangles import Box, Taken, beside, nearest_free
from mustermap.maps.still.signs import Radii, draw_sign, extent, fixed_radii, radii_by_area
from mustermap.maps.still.small_marks import SMALL, draw_disputed, draw_echo, draw_precision, has_precision
from mustermap.maps.still.still_texts import count_text, plain
from mustermap.maps.still.text_blocks import Block, Run, block, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mustermap.maps.still.map_projection import Ground
    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.scene import Group, Place
    from mustermap.maps.still.text_blocks import Fonts

_IN_A_ROW: Final = 4
_MOST_MARKS: Final = 8
_GAP: Final = 2.0
_PILL: Final = 17.0
#: Shares of the map's width that a label may take, tried one after the other.
_LABEL_WIDTHS: Final = (0.4, 0.3, 0.22, 0.17)
_NAME_WIDTHS: Final = (0.4, 0.24)
#: A label that would be higher than this share of the map has the name only.
_HIGHEST_LABEL: Final = 0.15
#: With more places than this, labels have names only.
_MOST_FULL_LABELS: Final = 40


@dataclass(frozen=True, slots=True)
class Scale:
    """One scale of the marks: the radius of the largest figure.

    Attributes
    ----------
    most : float
        The largest figure of persons at a point; 0 for none.
    largest : float
        The radius of its mark in the page's pixels.
    """

    most: float
    largest: float

    def radii(self, group: Group) -> Radii:
        """Return a group's radii: only persons share the scale, forty aircraft are not as few as forty men."""
        if not group.is_personnel or (group.span and not self.most):
            return fixed_radii(group.span)
        return radii_by_area(group.span, self.most, self.largest)


@dataclass(frozen=True, slots=True)
class Cluster:
    """The marks of one place, with their position."""

    place: Place
    at: tuple[float, float]
    box: Box


@dataclass(frozen=True, slots=True)
class _Label:
    """A label that is measured: a name with its sign of precision, then what is claimed."""

    name: Block
    precision: str
    claims: tuple[Block, ...]
    worded: int
    indent: float

    @property
    def is_cut(self) -> bool:
        """Whether the name is cut."""
        return any(placed.run.text.endswith("…") for line in self.name.lines for placed in line)

    @property
    def width(self) -> float:
        return max([self.indent + self.name.width, *(text.width for text in self.claims)])

    @property
    def height(self) -> float:
        return self.name.height + sum(text.height for text in self.claims)


def place_marks(
    places: Sequence[Place], ground: Ground, look: Look, scale: Scale, taken: Taken
) -> tuple[list[Cluster], list[Place]]:
    """Find a position for each place's marks: at its own point, or as near as there is room.

    Returns
    -------
    list of Cluster, list of Place
        Those that have a position, and those for which the map has no room.
    """
    clusters: list[Cluster] = []
    homeless: list[Place] = []
    if not places:
        return clusters, homeless
    spots = ground.points([place.lon for place in places], [place.lat for place in places])
    for place, spot in zip(places, spots, strict=True):
        at = (float(spot[0]), float(spot[1]))
        width, height = _size(place, scale)
        box = nearest_free(at, (width * look.unit, height * look.unit), taken, ground.view, look.unit)
        if box is None:
            homeless.append(place)
            continue
        taken.add(box)
        clusters.append(Cluster(place, at, box))
    return clusters, homeless


def draw_marks(pen: Pen, clusters: Sequence[Cluster], scale: Scale) -> None:
    """Draw the marks, each with a line to its point if it is not drawn there."""
    unit, colours = pen.look.unit, pen.look.colours
    for cluster in clusters:
        x, y = cluster.at
        inside = cluster.box._replace(x=cluster.box.x - 1, y=cluster.box.y - 1)
        if not inside.overlaps(Box(x, y, 0, 0)):
            end = _nearest_side(cluster.box, cluster.at)
            pen.line((x, y), end, edgecolor=colours["quiet"], linewidth=unit)
            pen.box(
                Box(x - 1.6 * unit, y - 1.6 * unit, 3.2 * unit, 3.2 * unit),
                corner=1.5 * unit,
                facecolor=colours["quiet"],
            )
    for cluster in clusters:
        for group, (dx, dy), _ in _layout(cluster.place, scale):
            middle = (cluster.box.x + dx * unit, cluster.box.y + dy * unit)
            if group is None:
                rest = len(cluster.place.groups) - _MOST_MARKS + 1
                draw_pill(pen, middle, f"+{rest}", ())
                continue
            radii = scale.radii(group)
            draw_sign(pen, middle, sign_of(group, pen.look), radii)
            reach = round((radii.ring + 1) * (0.7 if group.span else 0.5)) * unit
            if group.disputes:
                draw_disputed(pen, (middle[0] + reach, middle[1] - reach))
            if group.echoes:
                draw_echo(pen, (middle[0] + reach, middle[1] + reach))


def draw_labels(
    pen: Pen, clusters: Sequence[Cluster], ground: Ground, fonts: Fonts, taken: Taken, lines: Taken
) -> tuple[list[Box], list[Unworded]]:
    """Write a label beside each place's marks where there is room.

    Returns
    -------
    list of Box, list of Unworded
        The boxes of labels; what they do not say.
    """
    look = pen.look
    drawn: list[Box] = []
    silent: list[Unworded] = []
    is_name_only = len(clusters) > _MOST_FULL_LABELS
    for cluster in clusters:
        found = _room_for(cluster, ground, look, fonts, taken, lines, is_name_only=is_name_only)
        if found is None:
            silent.append(Unworded(cluster.place, cluster.place.groups))
            continue
        label, box = found
        taken.add(box)
        drawn.append(box)
        if rest := cluster.place.groups[label.worded :]:
            silent.append(Unworded(cluster.place, rest))
        _write(pen, label, box, is_left=box.x + box.width <= cluster.box.x)
    return drawn, silent


def draw_pill(pen: Pen, middle: tuple[float, float], text: str, colours: Sequence[str]) -> None:
    """Draw a count in a rounded box, with a stripe a colour beneath it."""
    unit, look = pen.look.unit, pen.look
    size = look.letters * 0.9
    width = max(18 * unit, width_of(text, size, is_strong=True) + 8 * unit)
    box = Box(middle[0] - width / 2, middle[1] - _PILL * unit / 2, width, _PILL * unit)
    pen.box(box, corner=5 * unit, facecolor=look.colours["paper"], edgecolor=look.colours["quiet"], linewidth=unit)
    left = middle[0] - width_of(text, size, is_strong=True) / 2
    pen.text(left, middle[1] + size * 0.32, Run(text, is_strong=True), size=size, colour=look.colours["ink"])
    stripe = (width - 8 * unit) / max(len(colours), 1)
    for k, colour in enumerate(colours):
        pen.box(Box(box.x + 4 * unit + k * stripe, box.y + box.height - 4 * unit, stripe, 2 * unit), facecolor=colour)


def _room_for(
    cluster: Cluster, ground: Ground, look: Look, fonts: Fonts, taken: Taken, lines: Taken, *, is_name_only: bool
) -> tuple[_Label, Box] | None:
    """Find a label and its place: rather narrower, and rather the name alone, than across an outline."""
    full = [] if is_name_only else [_label(cluster.place, share * ground.width, look, fonts) for share in _LABEL_WIDTHS]
    full = [label for label in full if label.height <= _HIGHEST_LABEL * ground.height]
    names = [_label(cluster.place, share * ground.width, look, fonts, is_name_only=True) for share in _NAME_WIDTHS]
    names = names[:1] + [name for name in names[1:] if not name.is_cut]
    gap = 1.5 * look.unit
    for labels in (full, names):
        for label in labels:
            for box in _free_beside(cluster, label, ground, look, taken):
                if lines.is_free(box, gap):
                    return label, box
    across = [(name, box) for name in names for box in _free_beside(cluster, name, ground, look, taken)]
    return min(across, key=lambda one: lines.count(one[1], gap) + _away(one[1], cluster)) if across else None


def _away(box: Box, cluster: Cluster) -> float:
    """Return how far the nearest side of a label is from the middle of its marks."""
    side = _nearest_side(box, cluster.box.middle)
    return float(np.hypot(side[0] - cluster.box.middle[0], side[1] - cluster.box.middle[1]))


def _free_beside(cluster: Cluster, label: _Label, ground: Ground, look: Look, taken: Taken) -> Iterator[Box]:
    for box in beside(cluster.box, label.width, label.height, 2.5 * look.unit):
        if ground.view.holds(box) and taken.is_free(box, 1.0):
            yield box


def _label(place: Place, width: float, look: Look, fonts: Fonts, *, is_name_only: bool = False) -> _Label:
    indent = (SMALL + 3) * look.unit if has_precision(place.precision) else 0.0
    name = block([Run(fonts.fit(plain(place.name)), is_strong=True)], look.letters, width=width - indent, most_lines=2)
    worded = () if is_name_only else place.groups[:WORDED]
    claims = [block(runs_of(group, fonts, look.words), look.letters * 0.95, width=width) for group in worded]
    if not is_name_only and len(place.groups) > WORDED:
        rest = sum(group.claims for group in place.groups[WORDED:])
        claims.append(
            block([Run(count_text("pictures.plusClaims", rest, look.words))], look.letters * 0.95, width=width)
        )
    return _Label(name, place.precision, tuple(claims), len(worded), indent)


def _write(pen: Pen, label: _Label, box: Box, *, is_left: bool) -> None:
    look = pen.look
    halo, y = 3 * look.unit, box.y + label.name.height
    left = box.x + (box.width - label.name.width - label.indent if is_left else 0.0)
    draw_precision(pen, (left + SMALL * look.unit / 2, box.y + look.letters * 0.62), label.precision)
    ink, quiet = look.colours["ink"], look.colours["quiet"]
    pen.block(left + label.indent, box.y, label.name, colour=ink, quiet=quiet, halo=halo)
    for text in label.claims:
        x = box.x + (box.width - text.width if is_left else 0.0)
        pen.block(x, y, text, colour=ink, quiet=quiet, halo=halo, right=is_left)
        y += text.height


def _size(place: Place, scale: Scale) -> tuple[float, float]:
    laid = list(_layout(place, scale))
    return max(x + half for _, (x, _), half in laid), max(y + half for _, (_, y), half in laid)


def _layout(place: Place, scale: Scale) -> Iterator[tuple[Group | None, tuple[float, float], float]]:
    """Return each group's middle and half its square's side, in the page's pixels; None is the rest."""
    shown: list[Group | None] = list(place.groups)
    if len(shown) > _MOST_MARKS:
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


def _nearest_side(box: Box, at: tuple[float, float]) -> tuple[float, float]:
    return (
        float(np.clip(at[0], box.x, box.x + box.width)),
        float(np.clip(at[1], box.y, box.y + box.height)),
    )
