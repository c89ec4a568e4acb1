"""The map of a still with all that is on it: land, areas, marks, cards, labels and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from mustermap.maps.still.area_marks import draw_areas, draw_cards, draw_signposts, spots_of
from mustermap.maps.still.basemap_names import draw_land, draw_names
from mustermap.maps.still.card_positions import CardRoom, PlacedCard, card_rank, seen_part
from mustermap.maps.still.gathering import PlacedBox, draw_gathered, place_gathered, striped_forces
from mustermap.maps.still.mark_labels import Labels, draw_labels
from mustermap.maps.still.mark_positions import find_positions
from mustermap.maps.still.point_marks import draw_marks
from mustermap.maps.still.rectangles import Box, Line, Taken, along
from mustermap.maps.still.text_blocks import ASCENT, Run, width_of

if TYPE_CHECKING:
    from mustermap.maps.still.area_lines import AreaLine
    from mustermap.maps.still.area_marks import Area
    from mustermap.maps.still.gathering import Gathered
    from mustermap.maps.still.map_projection import Ground
    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.point_marks import Scale
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.scene import Place
    from mustermap.maps.still.text_blocks import Fonts

#: The share of the map's width that a bar of kilometres may take.
_BAR: Final = 0.26
#: How far letters reach below their line, as a share of their size.
_DESCENT: Final = 0.24


class Map:
    """Draw the map.

    Parameters
    ----------
    pen, ground, fonts
        What is drawn on, and where.
    scale
        The one scale of discs and rings.
    areas
        The areas that are seen.
    places
        The places at a point that are seen.
    is_listed
        Whether a list explains numbers.

    Attributes
    ----------
    labels : Labels
        Of the marks.
    cards, marks : list of Box
        What they take.
    leaders : list of Line
        From cards and boxes to their places.
    lines : list of AreaLine
        Of the cards.
    box_forces : set of str
        The forces whose colours the boxes of what is gathered have.
    places : list of Place
        Those that have marks of their own.
    gathered : list of Gathered
        Those that are counted together.
    """

    def __init__(
        self,
        pen: Pen,
        ground: Ground,
        scale: Scale,
        areas: list[Area],
        places: list[Place],
        fonts: Fonts,
        *,
        is_listed: bool,
    ) -> None:
        self.labels = Labels()
        self.marks: list[Box] = []
        self.leaders: list[Line] = []
        self.lines: list[AreaLine] = []
        self.box_forces: set[str] = set()
        self.places: list[Place] = []
        self.gathered: list[Gathered] = []
        taken, lines = Taken(), Taken()
        pen.clip_to(ground.view)
        land = draw_land(pen, ground)
        draw_areas(pen, areas)
        lines.add_sides(along(area.shape for area in areas))
        taken.add(_scale_bar(pen, ground))
        spots = spots_of(areas, ground, pen.look.unit)
        positions = find_positions(places, ground, pen.look, scale, taken, spots)
        clusters, self.gathered = positions.clusters, positions.gathered
        draw_marks(pen, clusters, scale)
        self.marks = [cluster.box for cluster in clusters]
        self.places = [cluster.place for cluster in clusters]
        small, spared = Taken(spots), Taken([*spots, *_capitals(ground, pen.look)])
        room = CardRoom(ground, taken, small, spared, Taken(), fonts, pen.look, scale)
        self._draw_cards(pen, areas, room, is_crowded=positions.is_crowded, is_listed=is_listed)
        draw_labels(pen, clusters, ground, fonts, taken, lines, self.labels, is_numbered=is_listed)
        named = frozenset(place.name for place in (*(area.place for area in areas), *self.places))
        draw_names(pen, land, ground, taken, lines, named=named)
        pen.clip_to(None)
        pen.box(ground.view, facecolor="none", edgecolor=pen.look.colours["line"], linewidth=pen.look.unit)

    def _draw_cards(self, pen: Pen, areas: list[Area], room: CardRoom, *, is_crowded: bool, is_listed: bool) -> None:
        """Draw cards, what is gathered, and the names of areas without a card: what is of the subject has room first.

        Then come other cards, and what is gathered, which can give way; unless the map is crowded.
        """
        ground, taken = room.ground, room.taken
        every = shapely.union_all([seen_part(area.shape, ground) for area in areas])
        drawn: list[PlacedBox | PlacedCard] = []

        def draw_gathered_places() -> None:
            kept = taken.copy()
            kept.add_all(room.spots)
            boxes = place_gathered(self.gathered, ground, pen.look, kept)
            room.take(boxes)
            draw_gathered(pen, boxes)
            drawn.extend(boxes)

        def draw_own(own: list[Area]) -> None:
            cards = room.place(own, every)
            draw_cards(pen, cards, room.scale)
            with_card = {id(card.area) for card in cards}
            without = sorted((area for area in own if id(area) not in with_card), key=card_rank)
            signposts = draw_signposts(pen, without, ground, taken, self.labels, is_numbered=is_listed)
            room.take(signposts)
            drawn.extend([*cards, *signposts])

        draw_own([area for area in areas if area.is_subject])
        if is_crowded:
            draw_gathered_places()
        draw_own([area for area in areas if not area.is_subject])
        if not is_crowded:
            draw_gathered_places()
        self.cards = [one.box for one in drawn]
        self.lines = [line for one in drawn if isinstance(one, PlacedCard) for line in one.card.lines]
        self.box_forces = {
            force for one in drawn if isinstance(one, PlacedBox) for force in striped_forces(one.gathered)
        }
        self.leaders = [one.leader for one in drawn if one.leader is not None]


def _scale_bar(pen: Pen, ground: Ground) -> Box:
    """Draw a bar of round kilometres in the lower right corner; return the box that it takes."""
    look, unit = pen.look, pen.look.unit
    view = ground.view
    size = look.letters * 0.92
    most = _BAR * view.width / ground.true_scale / 1000
    power = 10.0 ** np.floor(np.log10(most))
    kilometres = float(next(step for step in (5, 2, 1) if step * power <= most) * power)
    text = look.words.say("km", value=kilometres)
    if ground.is_world:
        latitude = round(ground.bounds.middle[1])
        side = "north" if latitude >= 0 else "south"
        text = look.words.say("pictures.atLatitude", distance=text, degrees=abs(latitude), side=side)
    length = kilometres * 1000 * ground.true_scale
    width = max(length, width_of(text, size))
    right, bottom = view.x + view.width - 6 * unit, view.y + view.height - 5 * unit
    tick = 5 * unit
    base = bottom - tick - _DESCENT * size - unit
    top = base - ASCENT * size
    box = Box(right - width - 4 * unit, top - unit, width + 8 * unit, bottom - top + 4 * unit)
    pen.box(box, corner=3 * unit, facecolor=look.colours["land"], alpha=0.8)
    ink = look.colours["ink"]
    left = right - length
    spots = ((left, bottom - tick), (left, bottom), (right, bottom), (right, bottom - tick))
    pen.line(*spots, edgecolor=ink, linewidth=1.2 * unit)
    pen.text(right - width_of(text, size), base, Run(text), size=size, colour=ink)
    return box


def _capitals(ground: Ground, look: Look) -> list[Box]:
    """Return what a card should not cover: capitals with their names."""
    from mustermap.maps.still.basemap import towns

    capitals = towns()
    capitals = capitals[(capitals["capital"] == 1).to_numpy()]
    seen = capitals[ground.shows(capitals["lon"].to_numpy(), capitals["lat"].to_numpy())]
    spots = ground.points(seen["lon"].to_numpy(), seen["lat"].to_numpy()).tolist() if len(seen) else []
    unit = look.unit
    return [Box(x - 8 * unit, y - 10 * unit, 70 * unit, 20 * unit) for x, y in spots]
