"""The map of a still with all that is on it: land, areas, marks, cards, labels and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mustermap.maps.still.area_marks import draw_areas, draw_cards
from mustermap.maps.still.basemap_names import draw_land, draw_names
from mustermap.maps.still.gathering import draw_gathered, gather, is_crowded
from mustermap.maps.still.mark_labels import Labels, draw_labels
from mustermap.maps.still.point_marks import draw_marks, place_marks
from mustermap.maps.still.rectangles import Box, Taken, along
from mustermap.maps.still.text_blocks import Run, width_of

if TYPE_CHECKING:
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
        self.places: list[Place] = []
        self.gathered: list[Gathered] = []
        taken, lines = Taken(), Taken()
        pen.clip_to(ground.view)
        land = draw_land(pen, ground)
        draw_areas(pen, areas)
        lines.add_sides(along(area.shape for area in areas))
        taken.add(_scale_bar(pen, ground))
        alone = places
        if is_crowded(places, ground, pen.look):
            alone, self.gathered = gather(places, ground, pen.look)
        boxes = draw_gathered(pen, self.gathered, ground, taken)
        clusters, homeless = place_marks(alone, ground, pen.look, scale, taken)
        draw_marks(pen, clusters, scale)
        self.marks = [cluster.box for cluster in clusters]
        self.places = [cluster.place for cluster in clusters]
        if homeless:
            single, several = gather(homeless, ground, pen.look)
            boxes += draw_gathered(pen, several, ground, taken)
            self.gathered += several
            self.places += single
        spared = _capitals(ground, pen.look)
        self.cards = [*boxes, *draw_cards(pen, areas, ground, scale, fonts, taken, spared)]
        self.labels = draw_labels(pen, clusters, ground, fonts, taken, lines, is_numbered=is_listed)
        named = frozenset(place.name for place in (*(area.place for area in areas), *self.places))
        draw_names(pen, land, ground, taken, lines, named=named)
        pen.clip_to(None)
        pen.box(ground.view, facecolor="none", edgecolor=pen.look.colours["line"], linewidth=pen.look.unit)


def _scale_bar(pen: Pen, ground: Ground) -> Box:
    """Draw a bar of round kilometres in the lower right corner; return the box that it takes."""
    look, unit = pen.look, pen.look.unit
    view = ground.view
    size = look.letters * 0.92
    most = _BAR * view.width / ground.scale / 1000
    power = 10.0 ** np.floor(np.log10(most))
    kilometres = float(next(step for step in (5, 2, 1) if step * power <= most) * power)
    text = look.words.say("km", value=kilometres)
    text = look.words.say("pictures.inTheMiddle", distance=text) if ground.is_world else text
    length = kilometres * 1000 * ground.scale
    width = max(length, width_of(text, size))
    right, bottom = view.x + view.width - 6 * unit, view.y + view.height - 5 * unit
    box = Box(right - width - 4 * unit, bottom - size * 1.3 - 6 * unit, width + 8 * unit, size * 1.3 + 9 * unit)
    pen.box(box, corner=3 * unit, facecolor=look.colours["land"], alpha=0.8)
    ink = look.colours["ink"]
    left = right - length
    spots = ((left, bottom - 5 * unit), (left, bottom), (right, bottom), (right, bottom - 5 * unit))
    pen.line(*spots, edgecolor=ink, linewidth=1.2 * unit)
    pen.text(right - width_of(text, size), bottom - 6 * unit, Run(text), size=size, colour=ink)
    return box


def _capitals(ground: Ground, look: Look) -> Taken:
    """Return what a card should not cover: capitals with their names."""
    from mustermap.maps.still.basemap import towns

    spared = Taken()
    capitals = towns()
    capitals = capitals[(capitals["capital"] == 1).to_numpy()]
    seen = capitals[ground.shows(capitals["lon"].to_numpy(), capitals["lat"].to_numpy())]
    if len(seen):
        for x, y in ground.points(seen["lon"].to_numpy(), seen["lat"].to_numpy()).tolist():
            spared.add(Box(x - 8 * look.unit, y - 10 * look.unit, 70 * look.unit, 20 * look.unit))
    return spared
