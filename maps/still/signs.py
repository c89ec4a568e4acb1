"""The marks' grammar as paths, the page's own (`maps/page/src/signs/signs.ts`): in the page's pixels, y down.

Disc: the lowest figure; ring: the highest. Each has the size of a figure that somebody states: without an upper bound
there is an arrow, and no ring of its own. An excluded bound has an open end; a 0 says that there are none. Fill says
the phase, line and strength how it stands on the day, colour the force; a small diamond has no number, a square is not
people.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np
from matplotlib.path import Path

from mustermap.maps.still.paths import arc, circle, ellipse, scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from mustermap.layers.comparison.spans import Span
    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.print_style import Look

Form = Literal["round", "diamond", "square"]
_LINE: Final = 2.0
#: Not larger than a mark of few people: it states no number.
_DIAMOND: Final = 6.0
_LIST_RADIUS: Final = 8.0
_SMALLEST_DISC: Final = 2.0
SMALLEST_RING: Final = 3.5
_FAINT: Final = 0.28
STALE: Final = 0.5
#: Each part's face, its line and how strong they are, in the page's words (`signs.css`).
_LINE_WIDTHS: Final = {"line": 2.0, "thin": 1.3, "arrow": 1.8, "hatch": 1.5, "bar": 2.6, "none": 1.5}
_FACES: Final = {"ground": 0.82, "solid": 0.9, "tint": 0.16}
_DOTS: Final = {"line": (2.3, (0.04, 1.57)), "thin": (1.6, (0.06, 1.75)), "none": (1.6, (0.06, 1.75))}


class Radii(NamedTuple):
    """Of the lowest and the highest figure."""

    disc: float
    ring: float


@dataclass(frozen=True, slots=True)
class Sign:
    """What a sign says.

    Attributes
    ----------
    span : Span or None
        None: no number.
    phase : str
        As in the claims table.
    colour : str
        The force's.
    standing : str
        How it stands on the day, one of `layers.standing.STANDINGS`: dotted where its dates are vague, faint where it
        is stale.
    is_square : bool
        Whether what is counted is not people, so that three aircraft never look like three men.
    """

    span: Span | None
    phase: str
    colour: str
    standing: str = "carried"
    is_square: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of a sign: its path, what it is, and whether it is faint."""

    path: Path
    part: str
    is_faint: bool = False


def radii_by_area(span: Span | None, most: float, largest: float) -> Radii:
    """Return radii by area, ``largest`` for the figure ``most``: nothing is larger than the figure that it states."""
    if span is None:
        return Radii(_DIAMOND, _DIAMOND)
    disc = max(_SMALLEST_DISC, largest * math.sqrt(span.low / most)) if span.low > 0 else 0.0
    return Radii(disc, max(SMALLEST_RING, largest * math.sqrt(span.high / most), disc))


def fixed_radii(span: Span | None) -> Radii:
    """Return the radii where size says nothing: beside a text with the figure."""
    if span is None:
        return Radii(_LIST_RADIUS, _LIST_RADIUS)
    inner = 0.0 if span.low == 0 else _LIST_RADIUS - 0.5 if span.low == span.high else _LIST_RADIUS - 4
    return Radii(inner, _LIST_RADIUS - 0.5)


def extent(span: Span | None, radii: Radii) -> float:
    """Return half the side of the square that a sign takes."""
    return math.ceil(radii.ring + _LINE / 2 + (4 if span and span.is_open else 1))


def shapes_of(sign: Sign, radii: Radii) -> list[Shape]:
    """Return the parts of a sign, from the lowest up."""
    if sign.span is None:
        outline = _diamond(radii.ring)
        return [Shape(outline, "ground"), *_filled(sign, radii.ring, "diamond"), Shape(outline, "line")]
    return _disc_and_ring(sign, sign.span, radii)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A part of a sign as it is drawn, in points.

    Attributes
    ----------
    path : Path
        Around 0 0.
    face, line : str
        Its colours; "transparent" for none.
    width : float
        Of the line.
    dots : tuple of float or None
        Of a dotted line, the dot and the gap in widths of the line.
    strength : float
        1 is opaque.
    """

    path: Path
    face: str
    line: str
    width: float
    dots: tuple[float, float] | None
    strength: float


def parts_of(sign: Sign, radii: Radii, look: Look) -> list[Drawn]:
    """Return the parts of a sign, as they are drawn."""
    drawn: list[Drawn] = []
    for shape in shapes_of(sign, radii):
        strength = (STALE if sign.standing == "stale" else 1.0) * (_FAINT if shape.is_faint else 1.0)
        path = scaled(shape.path, look.unit)
        if shape.part in _FACES:
            is_ground = shape.part == "ground"
            face = look.colours["paper"] if is_ground else sign.colour
            strength = _FACES[shape.part] * (1.0 if is_ground else strength)
            drawn.append(Drawn(path, face, "transparent", 0.0, None, strength))
            continue
        width, dots = _LINE_WIDTHS[shape.part], None
        if sign.standing == "vague" and shape.part in _DOTS:
            width, dots = _DOTS[shape.part]
        drawn.append(Drawn(path, "transparent", sign.colour, width * look.unit, dots, strength))
    return drawn


def draw_sign(pen: Pen, at: tuple[float, float], sign: Sign, radii: Radii) -> None:
    """Draw a sign with its middle at a point of the paper."""
    for part in parts_of(sign, radii, pen.look):
        if part.width == 0:
            pen.path(part.path, at=at, facecolor=part.face, alpha=part.strength)
            continue
        line = {"linestyle": (0, part.dots), "capstyle": "round"} if part.dots else {"capstyle": "butt"}
        pen.path(part.path, at=at, edgecolor=part.line, linewidth=part.width, alpha=part.strength, **line)


def _disc_and_ring(sign: Sign, span: Span, radii: Radii) -> list[Shape]:
    disc, ring = radii
    form: Form = "square" if sign.is_square else "round"
    outline = _square if sign.is_square else _circle
    parts = [Shape(outline(ring), "ground")]
    if span.is_none:
        zero = ellipse(2.4, 3.6)
        return [*parts, Shape(zero, "none")]
    if span.low == span.high and span.low > 0:
        whole = span.low_included and span.high_included
        opening = 0 if whole else 84 if span.is_open else 24
        parts += [*_filled(sign, ring, form), Shape(outline(ring, opening), "line")]
        return [*parts, Shape(_arrow(ring), "arrow")] if span.is_open else parts
    if disc == 0:
        # Where the lowest figure is nothing there is no disc: the phase is then drawn faintly within the ring.
        parts += [replace(shape, is_faint=True) for shape in _filled(sign, ring, form)]
    else:
        opening = 0 if span.low_included else 60 if disc < 5 else 34
        parts += [*_filled(sign, disc, form), Shape(outline(disc, opening), "thin")]
    opening = 84 if span.is_open else 0 if span.high_included else 30
    parts.append(Shape(outline(ring, opening), "line"))
    return [*parts, Shape(_arrow(ring), "arrow")] if span.is_open else parts


def _filled(sign: Sign, size: float, form: Form = "round") -> list[Shape]:
    # A dotted line needs a little ground on both sides to be seen as one.
    inset = min(2.9, max(0.8, size - 1.2)) if sign.standing == "vague" else 0.8
    inside = max(size - inset * (math.sqrt(2) if form == "diamond" else 1), 0.5)
    whole = _circle(inside) if form == "round" else _diamond(inside) if form == "diamond" else _square(inside)
    if sign.phase == "present":
        return [Shape(whole, "solid")]
    if sign.phase in {"ordered", "arriving"}:
        return [Shape(_lower_half(inside, form), "solid")]
    if sign.phase == "planned":
        return [Shape(whole, "tint"), Shape(_hatching(inside, _CHORDS[form]), "hatch")]
    if sign.phase == "withdrawn":
        return [Shape(Path([(-size - 1, 0), (size + 1, 0)]), "bar")]
    return [Shape(whole, "tint")]


def _circle(radius: float, opening: float = 0.0) -> Path:
    """Draw a circle with an opening of some degrees at the upper right."""
    return arc(radius, -45 + opening / 2, 315 - opening / 2) if opening else circle(radius)


def _diamond(size: float) -> Path:
    return Path([(0, -size), (size, 0), (0, size), (-size, 0), (0, -size)], closed=True)


def _square(size: float, opening: float = 0.0) -> Path:
    """Draw a square of twice a size, with an opening of some degrees at the upper right corner."""
    if not opening:
        return Path([(size, -size), (size, size), (-size, size), (-size, -size), (size, -size)], closed=True)
    end = size * math.tan(math.radians(45 - opening / 2))
    return Path([(size, -end), (size, size), (-size, size), (-size, -size), (end, -size)])


def _lower_half(size: float, form: Form) -> Path:
    if form == "diamond":
        return Path([(-size, 0), (0, size), (size, 0), (-size, 0)], closed=True)
    if form == "square":
        return Path([(-size, 0), (-size, size), (size, size), (size, 0), (-size, 0)], closed=True)
    return arc(size, 0, 180)


def _round_chord(size: float, distance: float) -> float:
    return math.sqrt(max(0.0, size * size - distance * distance))


def _diamond_chord(size: float, distance: float) -> float:
    return size / math.sqrt(2) if abs(distance) < size / math.sqrt(2) else 0.0


def _square_chord(size: float, distance: float) -> float:
    return max(0.0, size * math.sqrt(2) - abs(distance))


_CHORDS: Final[dict[Form, Callable[[float, float], float]]] = {
    "round": _round_chord,
    "diamond": _diamond_chord,
    "square": _square_chord,
}


def _hatching(size: float, chord: Callable[[float, float], float]) -> Path:
    """Draw lines at 45° within a shape."""
    gap = min(4.2, max(2.6, size / 2.4))
    points: list[tuple[float, float]] = []
    most = math.floor(size * (math.sqrt(2) if chord is _square_chord else 1) / gap)
    for k in range(-most, most + 1):
        reach = chord(size, k * gap)
        if reach < 1:
            continue
        middle, aside = k * gap * math.sqrt(0.5), reach * math.sqrt(0.5)
        points += [(middle - aside, middle + aside), (middle + aside, middle - aside)]
    codes = np.tile(np.array([Path.MOVETO, Path.LINETO], dtype=np.uint8), len(points) // 2)
    return Path(np.array(points).reshape(-1, 2), codes)


def _arrow(radius: float) -> Path:
    """Draw an arrow out of the upper right of a disc or a ring: nobody says how many at most."""
    start, end = (radius - 1) * math.sqrt(0.5), (radius + 6) * math.sqrt(0.5)
    points = [(start, -start), (end, -end), (end - 4, -end), (end, -end), (end, 4 - end)]
    return Path(points, [Path.MOVETO, Path.LINETO, Path.MOVETO, Path.LINETO, Path.LINETO])
