"""The whole sheet, from the title down to the credits, around the map of one day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mustermap.maps.still.area_marks import areas_on, draw_areas, draw_cards, heading_of
from mustermap.maps.still.basemap_names import draw_land, draw_names
from mustermap.maps.still.claim_lines import Unworded, draw_row, measure_row, runs_of
from mustermap.maps.still.key import draw_legend
from mustermap.maps.still.neighbourhoods import draw_counts, is_crowded
from mustermap.maps.still.paper import Pen
from mustermap.maps.still.point_marks import Scale, draw_labels, draw_marks, place_marks
from mustermap.maps.still.rectangles import Box, Taken, along
from mustermap.maps.still.scene import Group, Place, Scene, areas_and_points, groups_of, places_of
from mustermap.maps.still.small_marks import SMALL, draw_precision
from mustermap.maps.still.still_texts import claims_from, count_text, ended, plain, word_counts
from mustermap.maps.still.text_blocks import Run, block, width_of
from mustermap.words.date_texts import day_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from matplotlib.figure import Figure

    from mustermap.maps.still.map_projection import Ground
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.text_blocks import Fonts
    from mustermap.words import Words

#: Places, and claims without a place, that a list beneath the map holds before it says how many more there are.
_MOST_PLACES: Final = 12
_MOST_ROWS: Final = 12
#: Claims without a place that are looked at, to be listed.
_MOST_UNPLACED: Final = 200
_MOST_SOURCES: Final = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """What the stills of a series share.

    Attributes
    ----------
    title : str
        Text, never markup.
    look : Look
        Sizes and colours.
    ground : Ground
        Which part of the Earth.
    scale : Scale
        Of the marks.
    legend : geopandas.GeoDataFrame
        All that any of them shows.
    care : str
        With how much care it is published, in a sentence.
    credits : tuple of str
        Whose data it is made of.
    fonts : Fonts
        What it is written in.
    """

    title: str
    look: Look
    ground: Ground
    scale: Scale
    legend: gpd.GeoDataFrame
    care: str
    credits: tuple[str, ...]
    fonts: Fonts


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn sheet, whose paper is not cut yet.

    Attributes
    ----------
    pen : Pen
        With its figure.
    height : float
        In points.
    ground : Ground
        Where a degree lies on it.
    labels : tuple of Box
        The boxes of cards and labels.
    marks : tuple of Box
        The boxes of marks.
    words : str
        All that it says of the claims, as text.
    """

    pen: Pen
    height: float
    ground: Ground
    labels: tuple[Box, ...]
    marks: tuple[Box, ...]
    words: str


def draw_sheet(scene: Scene, plan: Plan, figure: Figure) -> Sheet:
    """Draw a day onto an empty figure."""
    pen = Pen(figure, plan.look)
    unit = plan.look.unit
    areas, points = areas_and_points(scene.placed)
    area_places = [area.place for area in areas_on(places_of(areas, plan.look.words), plan.ground)]
    seen = points[plan.ground.shows(points["place_lon"].to_numpy(), points["place_lat"].to_numpy())]
    outside = len(scene.placed) - len(seen) - sum(place.claims for place in area_places)
    counts = word_counts(scene, outside, plan.look.words)
    ground = replace(plan.ground, top=_head(pen, scene, counts, plan))
    top = ground.top
    drawn = _Map(pen, ground, plan, area_places, seen)
    y = top + ground.height + 6 * unit
    if len(seen) and not drawn.places:
        y = _line(pen, plan.look.words.say("pictures.countAround"), y, plan)
    y = _list(pen, drawn.silent, y, plan)
    y = _unplaced(pen, scene, y, plan)
    y = draw_legend(pen, plan.legend, y + 3 * unit, plan.scale, plan.fonts)
    height = _foot(pen, scene, y + 5 * unit, plan)
    words = _in_words(scene, counts, plan, [*area_places, *drawn.places], counted=0 if drawn.places else len(seen))
    return Sheet(pen, height, ground, tuple(drawn.labels), tuple(drawn.marks), words)


class _Map:
    """Draw the map with all that is on it."""

    def __init__(
        self, pen: Pen, ground: Ground, plan: Plan, area_places: list[Place], points: gpd.GeoDataFrame
    ) -> None:
        self.labels: list[Box] = []
        self.marks: list[Box] = []
        self.silent: list[Unworded] = []
        self.places: list[Place] = []
        self._pen, self._ground, self._plan = pen, ground, plan
        self._taken, self._lines = Taken(), Taken()
        pen.clip_to(ground.view)
        land = draw_land(pen, ground)
        areas = areas_on(area_places, ground)
        draw_areas(pen, areas)
        self._lines.add_sides(along(area.shape for area in areas))
        self._taken.add(_scale_bar(pen, ground))
        self._draw_points(points)
        spared = _capitals(ground, plan.look)
        cards, silent = draw_cards(pen, areas, ground, plan.fonts, self._taken, spared)
        self.labels += cards
        self.silent = [*silent, *self.silent]
        named = frozenset(place.name for place in (*area_places, *self.places))
        draw_names(pen, land, ground, self._taken, self._lines, named=named)
        pen.clip_to(None)
        pen.box(ground.view, facecolor="none", edgecolor=plan.look.colours["line"], linewidth=plan.look.unit)

    def _draw_points(self, points: gpd.GeoDataFrame) -> None:
        pen, ground, plan = self._pen, self._ground, self._plan
        if is_crowded(points, ground, plan.look):
            draw_counts(pen, points, ground, self._taken)
            return
        self.places = places_of(points, plan.look.words)
        clusters, homeless = place_marks(self.places, ground, plan.look, plan.scale, self._taken)
        draw_marks(pen, clusters, plan.scale)
        self.marks = [cluster.box for cluster in clusters]
        self.labels, self.silent = draw_labels(pen, clusters, ground, plan.fonts, self._taken, self._lines)
        self.silent += [Unworded(place, place.groups) for place in homeless]


def _head(pen: Pen, scene: Scene, counts: str, plan: Plan) -> float:
    """Draw the title, the day and the counts; return where they end."""
    look = plan.look
    ink, quiet = look.colours["ink"], look.colours["quiet"]
    words = look.words
    known = "" if scene.known_by is None else f"· {_known_by(scene.known_by, words)}"
    day = [Run(words.say("subject.on", day=day_text(scene.on, words)), is_strong=True), Run(known)]
    y = 1.0
    for runs, size in (
        ([Run(plan.fonts.fit(plain(plan.title)), is_strong=True)], 1.3),
        (day, 1.18),
        ([Run(counts)], 1.0),
    ):
        text = block(runs, look.letters * size, width=look.width)
        pen.block(0, y, text, colour=ink, quiet=quiet)
        y += text.height + 0.5
    return y + 3 * look.unit


def _list(pen: Pen, unworded: Sequence[Unworded], y: float, plan: Plan) -> float:
    """Draw the list of what the map has no room for."""
    look, unit = plan.look, plan.look.unit
    for place, groups in unworded[:_MOST_PLACES]:
        rest = sum(group.claims for group in groups)
        heading = heading_of(place, look, plan.fonts, look.width - (SMALL + 4) * unit, rest=rest)
        draw_precision(pen, (SMALL * unit / 2, y + look.letters * 0.62), place.precision)
        pen.block((SMALL + 4) * unit, y, heading, colour=look.colours["ink"], quiet=look.colours["quiet"])
        y = _rows(pen, groups, y + heading.height + 2 * unit, plan)
    if len(unworded) > _MOST_PLACES:
        y = _line(pen, look.words.say("pictures.morePlaces", count=len(unworded) - _MOST_PLACES), y, plan)
    return y


def _rows(pen: Pen, groups: Sequence[Group], y: float, plan: Plan) -> float:
    for group in groups[:_MOST_ROWS]:
        row = measure_row(group, width=plan.look.width, look=plan.look, fonts=plan.fonts, most_lines=4)
        draw_row(pen, 0, y, row)
        y += row.height
    rest = sum(group.claims for group in groups[_MOST_ROWS:])
    return _line(pen, count_text("pictures.plusClaims", rest, plan.look.words), y, plan) if rest else y


def _unplaced(pen: Pen, scene: Scene, y: float, plan: Plan) -> float:
    """Draw the list of claims in effect that have no place."""
    unplaced = scene.unplaced
    if unplaced.empty:
        return y
    look = plan.look
    words = look.words
    runs = [Run(words.say("pictures.notPlaced"), is_strong=True), Run(count_text("claims", len(unplaced), words))]
    heading = block(runs, look.letters, width=look.width)
    pen.block(0, y, heading, colour=look.colours["ink"], quiet=look.colours["quiet"])
    y = _rows(pen, _unplaced_groups(scene, words), y + heading.height + 2 * look.unit, plan)
    rest = len(unplaced) - _MOST_UNPLACED
    return _line(pen, words.say("comparison.moreClaims", count=rest), y, plan) if rest > 0 else y


def _unplaced_groups(scene: Scene, words: Words) -> list[Group]:
    claims = scene.unplaced.head(_MOST_UNPLACED)
    return groups_of(claims, np.zeros(len(claims), dtype=np.int64), words)[0]


def _foot(pen: Pen, scene: Scene, y: float, plan: Plan) -> float:
    """Draw the sources of the claims and of the data; return where the sheet ends."""
    look = plan.look
    title, publisher, url = (scene.found[f"source_{name}"].astype("str") for name in ("title", "publisher", "url"))
    named = title.where(title != "", publisher.where(publisher != "", url))
    titles = [plain(name) for name in named.unique() if name]
    said = claims_from(titles, _MOST_SOURCES, look.words)
    parts = (look.words.say("pictures.whatItIs"), plan.care, ended(said) if said else "", " · ".join(plan.credits))
    text = plan.fonts.fit(" ".join(part for part in parts if part))
    foot = block([Run(text)], max(look.letters * 0.82, 4.8), width=look.width)
    pen.line((0, y), (look.width, y), edgecolor=look.colours["line"], linewidth=look.unit)
    pen.block(0, y + 3 * look.unit, foot, colour=look.colours["quiet"], quiet=look.colours["quiet"])
    return y + 3 * look.unit + foot.height + 1


def _line(pen: Pen, text: str, y: float, plan: Plan) -> float:
    look = plan.look
    pen.text(25 * look.unit, y + look.letters, Run(text, is_strong=True), size=look.letters, colour=look.colours["ink"])
    return y + look.letters * 1.4


def _scale_bar(pen: Pen, ground: Ground) -> Box:
    """Draw a bar of round kilometres in the lower right corner; return the box that it takes."""
    look, unit = pen.look, pen.look.unit
    view = ground.view
    size = look.letters * 0.92
    most = 0.26 * view.width / ground.scale / 1000
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


def _known_by(day: int, words: Words) -> str:
    return words.say("comparison.knownBy", day=day_text(day, words))


def _in_words(scene: Scene, counts: str, plan: Plan, places: Sequence[Place], *, counted: int) -> str:
    """Return as text what the picture shows: for readers who do not see it, and for search."""
    words = plan.look.words
    known = "" if scene.known_by is None else f", {_known_by(scene.known_by, words)}"
    day = f"{plain(plan.title)}: {words.say('subject.on', day=day_text(scene.on, words))}{known}"
    said = [f"{ended(day)} {ended(counts)}"]
    said += [plan.care] if plan.care else []
    said += [words.say("pictures.crowded", count=counted)] if counted else []
    told: list[tuple[str, Any]] = [(plain(place.name), place.groups) for place in places]
    if not scene.unplaced.empty:
        told.append((words.say("pictures.notPlaced"), _unplaced_groups(scene, words)))
    for name, groups in told:
        claims = [
            "  ".join(run.text for run in runs_of(group, plan.fonts, words)).replace("  ", " ") for group in groups
        ]
        said.append(f"{name}: {'; '.join(claims)}.")
    return "\n".join(said).replace("\N{NO-BREAK SPACE}", " ")
