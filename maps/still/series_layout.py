"""How the stills of a series are laid out: the look, the extent, the one scale, and the height that is asked for."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from mustermap.errors import WrongStill
from mustermap.layers.comparison.subject_claims import Subject
from mustermap.maps.still.area_cards import MOST_LINES
from mustermap.maps.still.area_lines import area_lines
from mustermap.maps.still.area_marks import areas_on
from mustermap.maps.still.captions import Asked, caption_on, subject_text
from mustermap.maps.still.key import signs_of
from mustermap.maps.still.map_projection import AREA, GIVEN, PLACES, bounds_around, ground_for
from mustermap.maps.still.point_marks import Scale, has_rest
from mustermap.maps.still.print_style import (
    LEAST_MM,
    MOST_MM,
    POINTS_A_MM,
    look_for,
    named_where_alike,
    shaded_for,
    with_margin,
)
from mustermap.maps.still.scene import areas_and_points, places_of
from mustermap.maps.still.still_layout import BESIDE, DayView, Plan, draw_sheet, foot_height
from mustermap.maps.still.still_lists import unplaced_rows
from mustermap.maps.still.still_texts import source_names
from mustermap.words.care_texts import care_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from mustermap.maps.still.area_lines import AreaLine
    from mustermap.maps.still.area_marks import Area
    from mustermap.maps.still.captions import Caption
    from mustermap.maps.still.day_stills import Style
    from mustermap.maps.still.map_projection import Around, Bounds, Ground
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.scene import Group, Place, Scene
    from mustermap.maps.still.still_layout import Sheet
    from mustermap.maps.still.text_blocks import Fonts
    from mustermap.words import Words

#: The radius of the largest figure's mark, in the page's pixels, and the share of the map's width that it may take.
_LARGEST: Final = 22.0
_LARGEST_SHARE: Final = 0.06
#: Where a height is asked for: the map is at least this high, as a share of its width; from this ratio of width to
#: height on, the texts stand beside the map; and letters may be smaller by these shares.
_LEAST_MAP: Final = 0.5
_BESIDE_FROM: Final = 1.35
_LETTERS: Final = (1.0, 0.93, 0.87, 0.81, 0.76)
_SLACK: Final = 0.05
#: Degrees around a town that is asked for; and areas for which a card is worked out.
_AROUND_A_POINT: Final = 0.5
_MOST_AREAS: Final = 60


class SeriesLayout:
    """What the stills of a series share: look, extent, scale, key, and one height for all.

    Parameters
    ----------
    claims
        The claims table.
    scenes
        The days.
    style
        How they look.
    fonts
        What they are written in.

    Raises
    ------
    WrongStill
        If they cannot be drawn in the size that is asked for.
    """

    def __init__(self, claims: gpd.GeoDataFrame, scenes: Sequence[Scene], style: Style, fonts: Fonts) -> None:
        self.height = 0.0
        self._claims, self._scenes, self._style, self._fonts = claims, scenes, style, fonts
        self._asked = Asked.of(claims, style.area, style.force)
        accepted = claims["force"][(claims["state"] == "accepted").to_numpy()]
        forces = sorted(map(str, accepted.unique()))
        self._look = with_margin(look_for(style.width_mm, forces, grey=style.grey, language=style.language))
        self._captions = [caption_on(scene, self._asked, self._look.words) for scene in scenes]
        self._set_out()

    def caption(self, number: int) -> Caption | None:
        """Return the caption of a day, by its number."""
        return self._captions[number]

    def draw(self, number: int) -> Sheet:
        """Draw a day, by its number, and cut its paper."""
        sheet = _sheet(self._views[number], self._plan)
        sheet.pen.finish(max(self.height, sheet.height))
        return sheet

    def _set_out(self) -> None:
        """Find the sizes with which all days fit the height that is asked for, with smaller letters if need be."""
        asked_mm = self._style.height_mm
        if asked_mm is not None and not LEAST_MM <= asked_mm <= 2 * MOST_MM:
            raise WrongStill(f"a height of {asked_mm:g} mm: give one from {LEAST_MM:g} to {2 * MOST_MM:g}")
        if asked_mm is None:
            self._lay_out(self._look, None)
            self.height = self._highest() if len(self._scenes) > 1 else 0.0
            return
        wanted = asked_mm * POINTS_A_MM - 2 * self._look.margin
        least = 0.0
        for share in _LETTERS:
            look = replace(self._look, letters=self._look.letters * share)
            least = self._lay_out_within(look, wanted)
            if not least:
                self.height = wanted
                return
        needed = math.ceil((least + 2 * self._look.margin) / POINTS_A_MM)
        raise WrongStill(
            f"a height of {asked_mm:g} mm: a picture {self._style.width_mm:g} mm wide needs at least {needed} mm; give "
            "more, a greater width, or leave out the list"
        )

    def _lay_out_within(self, look: Look, wanted: float) -> float:
        """Lay all days out in a height; return 0, or the height that they need."""
        if look.width > _BESIDE_FROM * wanted:
            self._lay_out(look, wanted, is_beside=True)
            highest = self._highest()
            return 0.0 if highest <= wanted + _SLACK else highest
        height = look.width * _LEAST_MAP
        self._lay_out(look, height)
        rest = self._highest() - height
        if rest + height > wanted + _SLACK:
            return rest + height
        self._lay_out(look, wanted - rest)
        return 0.0

    def _lay_out(self, look: Look, height: float | None, *, is_beside: bool = False) -> None:
        """Lay the map out in a height; None: in that of its bounds."""
        style, asked = self._style, self._asked
        width = look.width * BESIDE if is_beside else look.width
        claims = self._claims
        credits_due = tuple(str(credit["text"]) for credit in claims.attrs.get("credits", ()))
        care = care_text(claims.attrs.get("care"), look.words)
        if is_beside and height is not None:
            sources = map(source_names, self._scenes, self._captions)
            height -= max(foot_height(names, look, care, credits_due, self._fonts) for names in sources)
        bounds, around = _extent(style, asked, self._scenes)
        ground = ground_for(bounds, width=width, around=around, height=height)
        self._views = [
            _view(scene, caption, ground, look) for scene, caption in zip(self._scenes, self._captions, strict=True)
        ]
        groups = [group for view in self._views for place in view.places for group in place.groups]
        lines = [line for view in self._views for area in view.areas for line in area.lines[:MOST_LINES]]
        listed = [
            group for view in self._views for group in _rows(view, look.words, is_of_force=style.force is not None)
        ]
        is_listed = style.has_list and not is_beside
        is_counted = any(has_rest(place) for view in self._views for place in view.places)
        shown = signs_of([*groups, *listed] if is_listed else groups, lines, has_rest=is_counted)
        # The height of a legend of what is drawn would depend on the map, whose height depends on that of the rest.
        legend = None if len(self._views) == 1 and style.height_mm is None else shown
        look = named_where_alike(shaded_for(look, shown.forces), ((group.force, group.standing) for group in groups))
        marks: list[Group | AreaLine] = [*groups, *lines]
        largest = max((span.high for one in marks if one.is_personnel and (span := one.span)), default=0.0)
        scale = Scale(largest, min(_LARGEST, _LARGEST_SHARE * width / look.unit))
        title = _title(style, asked, look.words)
        self._plan = Plan(
            title,
            look,
            ground,
            scale,
            legend,
            care,
            credits_due,
            self._fonts,
            is_listed=is_listed,
            is_of_force=style.force is not None,
            is_beside=is_beside,
        )

    def _highest(self) -> float:
        return max(_sheet(view, self._plan).height for view in self._views)


def _title(style: Style, asked: Asked, words: Words) -> str:
    if style.title is not None:
        return style.title
    if asked.area is None or asked.force is None:
        return words.say("pictures.title.claims")
    return subject_text(Subject(asked.force, asked.area), words)


def _extent(style: Style, asked: Asked, scenes: Sequence[Scene]) -> tuple[Bounds, Around]:
    """Return the part of the Earth that all days show: as given, the area that is asked for, or all places."""
    import geopandas as gpd
    import shapely

    if style.bounds is not None:
        return style.bounds, GIVEN
    if asked.area is not None and asked.area.geometry is not None:
        shape = asked.area.geometry
        around = shape if shapely.get_dimensions(shape) > 0 else shapely.buffer(shape, _AROUND_A_POINT)
        return bounds_around(gpd.GeoSeries([around], crs="EPSG:4326")), AREA
    placed = pd.concat([scene.placed for scene in scenes])
    return bounds_around(placed.geometry.drop_duplicates()), PLACES


def _view(scene: Scene, caption: Caption | None, ground: Ground, look: Look) -> DayView:
    areas, points = areas_and_points(scene.placed)
    seen = points[ground.shows(points["place_lon"].to_numpy(), points["place_lat"].to_numpy())]
    found = areas_on(places_of(areas, look.words), ground)
    subject = caption.place_ref if caption else ""
    ranked = sorted(
        found, key=lambda area: (area.place.ref != subject, not _is_about(area.place, caption), -area.place.claims)
    )
    first = {area.place.ref for area in ranked[:_MOST_AREAS]}
    lined = [_with_lines(scene, area, caption, look.words) if area.place.ref in first else area for area in found]
    shown = {area.place.ref for area in found}
    outside = len(points) - len(seen) + int((~areas["place_ref"].isin(shown)).sum())
    places = sorted(places_of(seen, look.words), key=lambda place: not _is_about(place, caption))
    return DayView(scene, caption, tuple(lined), tuple(places), outside)


def _rows(view: DayView, words: Words, *, is_of_force: bool) -> list[Group]:
    """Return the rows that a list of a day has in full."""
    rows = [row for place in (*(area.place for area in view.areas), *view.places) for row in place.rows]
    rows += unplaced_rows(view.scene, words)
    caption = view.caption
    return rows if caption is None or not is_of_force else [row for row in rows if caption.is_about(row.force)]


def _is_about(place: Place, caption: Caption | None) -> bool:
    """Return whether anything at a place is claimed of the subject's force."""
    return caption is not None and any(caption.is_about(group.force) for group in place.groups)


def _with_lines(scene: Scene, area: Area, caption: Caption | None, words: Words) -> Area:
    """Return an area with the lines of its card, those of the subject's force first: of it alone, then jointly."""
    lines = area_lines(scene, area.place.ref, words)
    if caption is None:
        return replace(area, lines=lines)
    own = sum(line.force == caption.force for line in lines)
    own = own or min(1, sum(caption.is_about(line.force) for line in lines))
    ranked = sorted(lines, key=lambda line: (not caption.is_about(line.force), line.force != caption.force))
    return replace(area, lines=tuple(ranked), is_first=area.place.ref == caption.place_ref, subject_lines=own)


def _sheet(view: DayView, plan: Plan) -> Sheet:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(plan.look.width / 72, 1), dpi=72, facecolor="white")
    FigureCanvasAgg(figure)
    return draw_sheet(view, plan, figure)
