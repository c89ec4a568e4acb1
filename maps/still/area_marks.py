"""Claims about a whole area: lightly tinted, its outline drawn, a card within it, and never a dot in its middle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from mustermap.maps.still.claim_lines import WORDED, Row, Unworded, draw_row, measure_row
from mustermap.maps.still.rectangles import Box, Taken, best_inside
from mustermap.maps.still.scene import standing_of_all
from mustermap.maps.still.small_marks import SMALL, draw_precision
from mustermap.maps.still.still_texts import count_text, plain
from mustermap.maps.still.text_blocks import Run, block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.maps.still.map_projection import Ground
    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.scene import Place
    from mustermap.maps.still.text_blocks import Block, Fonts

#: A card may take this share of its area's rectangle, and be so wide, in the page's pixels.
_MOST_COVERED: Final = 0.34
_CARD: Final = 250.0
_HATCH_GAP: Final = 9.0
_DASHES: Final = {True: (0.05, 5.0), False: (13.0, 0.0)}


@dataclass(frozen=True, slots=True)
class Area:
    """An area, or a line, on the paper."""

    place: Place
    shape: Any


@dataclass(frozen=True, slots=True)
class _Card:
    heading: Block
    rows: tuple[Row, ...]
    more: str
    width: float
    height: float


def areas_on(places: Sequence[Place], ground: Ground) -> list[Area]:
    """Return the areas that are seen, in paper coordinates, the largest first: what lies within one is drawn later."""
    import geopandas as gpd

    drawn = ground.project(gpd.GeoSeries([place.geometry for place in places], crs="EPSG:4326"))
    view = ground.view
    seen = ~shapely.is_empty(shapely.clip_by_rect(drawn, view.x, view.y, view.x + view.width, view.y + view.height))
    areas = [Area(place, shape) for place, shape, is_seen in zip(places, drawn, seen, strict=True) if is_seen]
    return sorted(areas, key=lambda area: -float(shapely.area(area.shape)))


def draw_areas(pen: Pen, areas: Sequence[Area]) -> None:
    """Draw tints, hatching where all is only planned, and outlines in the colours of all the forces in turn."""
    unit = pen.look.unit
    for area in areas:
        groups = area.place.groups
        colours = _colours(area.place, pen.look)
        standing = standing_of_all(groups)
        strength = 0.5 if standing == "stale" else 1.0
        is_vague = standing == "vague"
        is_line = not shapely.area(area.shape)
        if is_line:
            pen.shapes([area.shape], edgecolor=colours[0], linewidth=12 * unit, alpha=0.14, capstyle="round")
        else:
            pen.shapes([area.shape], facecolor=colours[0], alpha=0.1)
            if all(group.phase == "planned" for group in groups):
                _hatch(pen, area.shape, colours, 0.34 * strength)
        _outline(pen, area.shape, colours, strength, is_vague=is_vague)


def draw_cards(
    pen: Pen, areas: Sequence[Area], ground: Ground, fonts: Fonts, taken: Taken, spared: Taken
) -> tuple[list[Box], list[Unworded]]:
    """Draw a card in each area that has room for one, else a name with a count.

    Returns
    -------
    list of Box, list of Unworded
        Their boxes; what they do not say.
    """
    placed: list[Box] = []
    silent: list[Unworded] = []
    for area in areas:
        near = ground.points(area.place.lon, area.place.lat)[0]
        point = (float(near[0]), float(near[1]))
        card = _card(area.place, pen.look, fonts)
        box = None
        if card.width * card.height < _MOST_COVERED * _rectangle(area.shape, ground):
            box = best_inside(area.shape, (card.width, card.height), point, taken, spared, ground.view)
        if box is None:
            silent.append(Unworded(area.place, area.place.groups))
            card = _chip(area.place, pen.look, fonts)
            box = best_inside(area.shape, (card.width, card.height), point, taken, spared, ground.view)
            box = box or _around(point, (card.width, card.height), taken, ground)
        elif rest := area.place.groups[WORDED:]:
            silent.append(Unworded(area.place, rest))
        if box is None:
            continue
        taken.add(box)
        placed.append(box)
        _draw_card(pen, card, box, area.place)
    return placed, silent


def heading_of(place: Place, look: Look, fonts: Fonts, width: float, *, rest: int = 0) -> Block:
    """Return a place's name with what it is and how much is claimed, or how much more than what is named elsewhere."""
    words = look.words
    whole = words.named("wholes", place.precision)
    is_rest = rest and rest < place.claims
    claims = count_text("pictures.moreClaims", rest, words) if is_rest else count_text("claims", place.claims, words)
    quiet = f"{whole} · {claims}" if whole else claims
    runs = [Run(fonts.fit(plain(place.name)), is_strong=True), Run(quiet)]
    return block(runs, look.letters, width=width, most_lines=2)


def _card(place: Place, look: Look, fonts: Fonts) -> _Card:
    unit = look.unit
    width = _CARD * unit
    rows = tuple(measure_row(group, width=width - 14 * unit, look=look, fonts=fonts) for group in place.groups[:WORDED])
    heading = heading_of(place, look, fonts, width - (SMALL + 18) * unit)
    rest = sum(group.claims for group in place.groups[WORDED:])
    more = look.words.say("more", count=rest) if rest else ""
    height = heading.height + sum(row.height for row in rows) + 11 * unit + (look.letters * 1.3 if more else 0)
    widest = max([heading.width + (SMALL + 4) * unit, *(row.width for row in rows)])
    return _Card(heading, rows, more, widest + 14 * unit, height)


def _chip(place: Place, look: Look, fonts: Fonts) -> _Card:
    heading = heading_of(place, look, fonts, 165 * look.unit)
    return _Card(heading, (), "", heading.width + (SMALL + 18) * look.unit, heading.height + 6 * look.unit)


def _draw_card(pen: Pen, card: _Card, box: Box, place: Place) -> None:
    look, unit = pen.look, pen.look.unit
    colour = _colours(place, look)[0]
    pen.box(box, corner=6 * unit, facecolor=look.colours["paper"], edgecolor=colour, linewidth=1.1 * unit)
    x, y = box.x + 7 * unit, box.y + (5 if card.rows else 3) * unit
    draw_precision(pen, (x + SMALL * unit / 2, y + look.letters * 0.62), place.precision)
    ink, quiet = look.colours["ink"], look.colours["quiet"]
    pen.block(x + (SMALL + 4) * unit, y, card.heading, colour=ink, quiet=quiet)
    y += card.heading.height + 3 * unit
    for row in card.rows:
        draw_row(pen, x, y, row)
        y += row.height
    if card.more:
        pen.text(x + 25 * unit, y + look.letters, Run(card.more, is_strong=True), size=look.letters, colour=ink)


def _colours(place: Place, look: Look) -> list[str]:
    """Return the colours of the forces that the claims are about, the one of the most claims first."""
    claims: dict[str, int] = {}
    for group in place.groups:
        colour = look.forces[group.force]
        claims[colour] = claims.get(colour, 0) + group.claims
    return sorted(claims, key=lambda colour: (-claims[colour], colour))


def _outline(pen: Pen, shape: Any, colours: Sequence[str], strength: float, *, is_vague: bool) -> None:
    width = (2.4 if is_vague else 2.0) * pen.look.unit
    dash, gap = (length * pen.look.unit / width for length in _DASHES[is_vague])
    period = (dash + gap) * len(colours)
    for k, colour in enumerate(colours):
        broken = is_vague or len(colours) > 1
        style = {"linestyle": ((period - k * (dash + gap)) % period, (dash, period - dash))} if broken else {}
        cap = "round" if is_vague else "butt"
        pen.shapes(
            [shape], edgecolor=colour, linewidth=width, alpha=0.95 * strength, capstyle=cap, joinstyle="round", **style
        )


def _hatch(pen: Pen, shape: Any, colours: Sequence[str], strength: float) -> None:
    """Draw lines at 45° within an area, in the colours of its forces in turn."""
    left, top, right, bottom = shapely.bounds(shape)
    gap = _HATCH_GAP * pen.look.unit * np.sqrt(2)
    starts = np.arange(np.floor((left + top) / gap) * gap, right + bottom, gap)
    ends = np.stack(
        [
            np.stack([starts - bottom, np.full(len(starts), bottom)], 1),
            np.stack([starts - top, np.full(len(starts), top)], 1),
        ],
        1,
    )
    inside = shapely.intersection(shapely.linestrings(ends), shape)
    for k, colour in enumerate(colours):
        pen.shapes(inside[k :: len(colours)], edgecolor=colour, linewidth=1.2 * pen.look.unit, alpha=strength)


def _rectangle(shape: Any, ground: Ground) -> float:
    """Measure the rectangle around what is seen of an area."""
    view = ground.view
    seen = shapely.clip_by_rect(shape, view.x, view.y, view.x + view.width, view.y + view.height)
    if shapely.is_empty(seen):
        return 0.0
    left, top, right, bottom = shapely.bounds(seen)
    return float((right - left) * (bottom - top))


def _around(point: tuple[float, float], size: tuple[float, float], taken: Taken, ground: Ground) -> Box | None:
    """Find room for a name near an area that is too small for it."""
    for ring in range(9):
        for angle in np.arange(12 if ring else 1) * np.pi / 6:
            x = point[0] - size[0] / 2 + ring * 10 * float(np.cos(angle))
            y = point[1] - size[1] / 2 + ring * 8 * float(np.sin(angle))
            box = Box(x, y, *size)
            if ground.view.holds(box) and taken.is_free(box, 1.0):
                return box
    return None
