"""Claims about a whole area: lightly tinted, its outline thin and neutral, a card of its figures, never a dot in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from mustermap.maps.still.area_cards import draw_card
from mustermap.maps.still.card_positions import seen_part
from mustermap.maps.still.gathering import Gathered, PlacedBox, draw_gathered, gather, place_gathered
from mustermap.maps.still.mark_labels import draw_area_number
from mustermap.maps.still.paper import draw_leader
from mustermap.maps.still.rectangles import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.maps.still.area_lines import AreaLine
    from mustermap.maps.still.card_positions import PlacedCard
    from mustermap.maps.still.map_projection import Ground
    from mustermap.maps.still.mark_labels import Labels
    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.point_marks import Scale
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.rectangles import Taken
    from mustermap.maps.still.scene import Place

_TINT: Final = 0.75
#: An area that takes this share of the map is seen, even if its own point is not.
_LEAST_SEEN: Final = 0.2
#: Areas without a card that have a name each.
_MOST_SIGNPOSTS: Final = 6
#: In the page's pixels: an area with shorter sides is small; and the side of the square that is kept free in it.
_SMALL: Final = 60.0
_SPOT: Final = 12.0


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
    subject_lines : int
        How many of the lines, the first ones, are of the subject's force.
    """

    place: Place
    shape: Any
    lines: tuple[AreaLine, ...] = ()
    is_first: bool = False
    subject_lines: int = 0

    @property
    def is_subject(self) -> bool:
        """Whether it is the subject's area, or has claims of the subject's force."""
        return self.is_first or self.subject_lines > 0


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


def draw_cards(pen: Pen, placed: Sequence[PlacedCard], scale: Scale) -> None:
    """Draw cards onto their boxes, those beside their areas with a leader."""
    for one in placed:
        if one.leader is not None:
            draw_leader(pen, *one.leader)
    for one in placed:
        draw_card(pen, one.card, one.box, scale)


def draw_signposts(
    pen: Pen, areas: Sequence[Area], ground: Ground, taken: Taken, labels: Labels, *, is_numbered: bool
) -> list[PlacedBox]:
    """Draw the name of each area that has no card, with its first figure; many that are near to each other as one.

    Parameters
    ----------
    pen, ground
        What is drawn on, and where.
    areas
        Those without a card, the first ones first.
    taken, labels
        What is not covered, and which places have numbers; what is drawn is added.
    is_numbered
        Whether an area without room for its name has a number on it, which a list explains.

    Returns
    -------
    list of PlacedBox
        What is drawn for them.
    """
    groups = _signposts(areas, ground, pen.look)
    placed = place_gathered(groups, ground, pen.look, taken, is_anywhere=False)
    named = {id(one.gathered) for one in placed}
    rest = [group for group in groups if id(group) not in named]
    shape_of = {id(area.place): area.shape for area in areas}
    numbered: list[PlacedBox] = []
    for group in rest if is_numbered else []:
        for place in group.places:
            box = draw_area_number(pen, place, seen_part(shape_of[id(place)], ground), ground, taken, labels)
            numbered += [PlacedBox(group, box, None)] if box else []
    placed += [] if is_numbered else place_gathered(rest, ground, pen.look, taken)
    draw_gathered(pen, placed)
    return [*placed, *numbered]


def _signposts(areas: Sequence[Area], ground: Ground, look: Look) -> list[Gathered]:
    """Return what is named together: each area by itself, unless there are many."""
    lines = {id(area.place): area.lines[0] for area in areas if area.lines}
    places = [area.place for area in areas]
    alone, several = gather(places, ground, look) if len(areas) > _MOST_SIGNPOSTS else (places, [])
    spots = ground.points([place.lon for place in alone], [place.lat for place in alone]).tolist() if alone else []
    return [
        *(Gathered([place], [(x, y)], lines.get(id(place))) for place, (x, y) in zip(alone, spots, strict=True)),
        *several,
    ]


def spots_of(areas: Sequence[Area], ground: Ground, unit: float) -> list[Box]:
    """Return where the small areas are whose cards need to point at them: no box of gathered places hides them."""
    small = [area for area in areas if area.lines and _is_small(area, ground, _SMALL * unit)]
    if not small:
        return []
    spots = ground.points([area.place.lon for area in small], [area.place.lat for area in small]).tolist()
    side = _SPOT * unit
    return [Box(x - side / 2, y - side / 2, side, side) for x, y in spots]


def _is_small(area: Area, ground: Ground, side: float) -> bool:
    left, top, right, bottom = shapely.bounds(seen_part(area.shape, ground)).tolist()
    return bool(right - left < side and bottom - top < side)
