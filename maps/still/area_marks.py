"""Claims about a whole area: lightly tinted, its outline thin and neutral, a card of its figures, never a dot in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from mustermap.maps.still.area_cards import MOST_LINES, draw_card, measure_card
from mustermap.maps.still.rectangles import LEAST_INSIDE, Box, Taken, best_inside, nearest_outside

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mustermap.maps.still.area_cards import Card
    from mustermap.maps.still.area_lines import AreaLine
    from mustermap.maps.still.map_projection import Ground
    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.point_marks import Scale
    from mustermap.maps.still.scene import Place
    from mustermap.maps.still.text_blocks import Fonts

#: A card may take this share of its area's rectangle.
_MOST_COVERED: Final = 0.4
#: With more areas than this each has a short card.
_MOST_WHOLE: Final = 6
#: The numbers of lines of a card, tried one after the other; wide, then narrow, on the area, then beside it.
_WHOLE: Final = (MOST_LINES, 2, 1)
_SHORT: Final = (2, 1)
_TINT: Final = 0.75
#: An area that takes this share of the map is seen, even if its own point is not.
_LEAST_SEEN: Final = 0.2


@dataclass(frozen=True, slots=True)
class Area:
    """An area, or a line, on the paper.

    Attributes
    ----------
    place : Place
        With the claims about it.
    shape : shapely geometry
        In points.
    lines : tuple of AreaLine
        Those of its card; none for an area whose claims are all long past.
    is_first : bool
        Whether it is the subject's area, whose card comes first.
    """

    place: Place
    shape: Any
    lines: tuple[AreaLine, ...] = ()
    is_first: bool = False


def areas_on(places: Sequence[Place], ground: Ground) -> list[Area]:
    """Return the areas that are seen, in paper coordinates, the largest first: what lies within one is drawn later.

    An area of which the map has only a corner is not seen, unless it takes a good part of the map.
    """
    import geopandas as gpd

    drawn = ground.project(gpd.GeoSeries([place.geometry for place in places], crs="EPSG:4326"))
    view = ground.view
    cut = shapely.clip_by_rect(drawn, view.x, view.y, view.x + view.width, view.y + view.height)
    lon, lat = (np.array([getattr(place, name) for place in places], dtype=np.float64) for name in ("lon", "lat"))
    is_whole = ground.shows(lon, lat)
    least = np.minimum(0.5 * shapely.area(drawn), _LEAST_SEEN * view.width * view.height)
    seen = ~shapely.is_empty(cut) & (is_whole | (shapely.area(cut) > least))
    areas = [Area(place, shape) for place, shape, is_seen in zip(places, drawn, seen, strict=True) if is_seen]
    return sorted(areas, key=lambda area: -float(shapely.area(area.shape)))


def draw_areas(pen: Pen, areas: Sequence[Area]) -> None:
    """Draw tints and outlines, which have no force's colour: of several forces none has the area."""
    unit, outline = pen.look.unit, pen.look.colours["outline"]
    for area in areas:
        if not shapely.area(area.shape):
            pen.shapes([area.shape], edgecolor=outline, linewidth=9 * unit, alpha=0.3, capstyle="round")
        else:
            pen.shapes([area.shape], facecolor=pen.look.colours["paper"], alpha=_TINT)
        pen.shapes([area.shape], edgecolor=outline, linewidth=1.1 * unit, joinstyle="round")


def draw_cards(
    pen: Pen, areas: Sequence[Area], ground: Ground, scale: Scale, fonts: Fonts, taken: Taken, spared: Taken
) -> list[Box]:
    """Draw a card on each area that has room for one, else beside it with a leader, the subject's area first.

    Returns
    -------
    list of Box
        The boxes of the cards. An area for whose shortest card the map has no room has none.
    """
    placed: list[tuple[Area, Card, Box]] = []
    with_lines = sorted(
        (area for area in areas if area.lines), key=lambda area: (not area.is_first, -area.place.claims)
    )
    sizes = _WHOLE if len(with_lines) <= _MOST_WHOLE else _SHORT
    every = shapely.union_all([_seen(area.shape, ground) for area in areas])
    for area in with_lines:
        room = _Room(ground, taken, spared, every)
        cards = (
            {is_narrow: measure_card(area.place, area.lines, scale, pen.look, fonts, most=most, is_narrow=is_narrow)
             for is_narrow in (False, True)}
            for most in dict.fromkeys(min(most, len(area.lines)) for most in sizes)
        )  # fmt: skip
        found = next((found for two in cards if (found := room.find(area, two.values()))), None)
        if found is None:  # rather across outlines than nowhere
            card = measure_card(area.place, area.lines, scale, pen.look, fonts, most=1, is_narrow=True)
            own = replace(room, areas=_seen(area.shape, ground), spared=Taken(), least_inside=0.4)
            found = own.find(area, [card]) or replace(own, areas=shapely.Point()).find(area, [card])
        if found is None:
            continue
        taken.add(found[1])
        placed.append((area, *found))
    for area, _, box in placed:  # no leader crosses a card
        _draw_leader(pen, area, box, ground)
    for _, card, box in placed:
        draw_card(pen, card, box, scale)
    return [box for _, _, box in placed]


@dataclass(frozen=True, slots=True)
class _Room:
    """The room on a map for the card of an area."""

    ground: Ground
    taken: Taken
    spared: Taken
    areas: Any
    least_inside: float = LEAST_INSIDE

    def find(self, area: Area, cards: Iterable[Card]) -> tuple[Card, Box] | None:
        """Find room for one of some cards: on the area, else beside it and on no other area."""
        view = self.ground.view
        fitting = [card for card in cards if card.width < view.width and card.height < view.height]
        near = self.ground.points(area.place.lon, area.place.lat)[0]
        point = (float(near[0]), float(near[1]))
        seen = _seen(area.shape, self.ground)
        for card in fitting:
            if card.width * card.height < _MOST_COVERED * _rectangle(seen):
                size = (card.width, card.height)
                taken, least = self.taken, self.least_inside
                box = best_inside(area.shape, size, point, taken, self.spared, view, least=least)
                if box is not None:
                    return card, box
        for spared in (self.spared, Taken()):
            for card in fitting:
                box = nearest_outside(seen, (card.width, card.height), self.areas, self.taken, spared, view)
                if box is not None:
                    return card, box
        return None


def _draw_leader(pen: Pen, area: Area, box: Box, ground: Ground) -> None:
    """Draw a line from a card that lies outside its area to the area."""
    seen = _seen(area.shape, ground)
    frame = shapely.box(box.x, box.y, box.x + box.width, box.y + box.height)
    if shapely.is_empty(seen) or shapely.intersects(frame, seen):
        return
    inner = shapely.buffer(seen, -4 * pen.look.unit)
    target = seen if shapely.is_empty(inner) else inner
    start, end = shapely.get_coordinates(shapely.shortest_line(frame, target)).tolist()
    colour, unit = pen.look.colours["outline"], pen.look.unit
    pen.line((start[0], start[1]), (end[0], end[1]), edgecolor=colour, linewidth=1.1 * unit)
    dot = Box(end[0] - 1.6 * unit, end[1] - 1.6 * unit, 3.2 * unit, 3.2 * unit)
    pen.box(dot, corner=1.5 * unit, facecolor=colour)


def _seen(shape: Any, ground: Ground) -> Any:
    view = ground.view
    return shapely.clip_by_rect(shape, view.x, view.y, view.x + view.width, view.y + view.height)


def _rectangle(seen: Any) -> float:
    """Measure the rectangle around what is seen of an area."""
    if shapely.is_empty(seen):
        return 0.0
    left, top, right, bottom = np.asarray(shapely.bounds(seen)).tolist()
    return float((right - left) * (bottom - top))
