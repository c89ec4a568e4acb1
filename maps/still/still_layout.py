"""The whole sheet, from the title down to the credits, around the map of one day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from shapely.affinity import translate

from mustermap.maps.still.claim_lines import runs_of
from mustermap.maps.still.key import draw_legend, signs_of
from mustermap.maps.still.map_drawing import Map
from mustermap.maps.still.paper import Pen
from mustermap.maps.still.point_marks import has_rest
from mustermap.maps.still.still_lists import MOST_PLACES, Listed, draw_list, listed_of, unplaced_rows
from mustermap.maps.still.still_texts import claims_from, ended, plain, source_names, word_counts
from mustermap.maps.still.text_blocks import Run, block
from mustermap.words.date_texts import day_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from mustermap.maps.still.area_marks import Area
    from mustermap.maps.still.captions import Caption
    from mustermap.maps.still.gathering import Gathered
    from mustermap.maps.still.key import ShownSigns
    from mustermap.maps.still.map_projection import Ground
    from mustermap.maps.still.point_marks import Scale
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.rectangles import Box, Line
    from mustermap.maps.still.scene import Place, Scene
    from mustermap.maps.still.text_blocks import Block, Fonts
    from mustermap.words import Words

_MOST_SOURCES: Final = 3
_LEAST_LETTERS: Final = 4.8
#: The share of the width that the map has where the texts stand beside it; the gap between, in the page's pixels.
BESIDE: Final = 0.6
GAP: Final = 14.0


@dataclass(frozen=True, slots=True)
class DayView:
    """What the map of one day shows.

    Attributes
    ----------
    scene : Scene
        The day.
    caption : Caption or None
        The answer on the subject.
    areas : tuple of Area
        Those that are seen.
    places : tuple of Place
        The places at a point that are seen.
    outside : int
        How many claims lie outside of the map.
    """

    scene: Scene
    caption: Caption | None
    areas: tuple[Area, ...]
    places: tuple[Place, ...]
    outside: int


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
        Of areas, towns and sites.
    legend : ShownSigns or None
        The signs that any of them may show; None: there is one, whose legend has what is drawn on it.
    care : str
        With how much care it is published, in a sentence.
    credits : tuple of str
        Whose data it is made of.
    fonts : Fonts
        What it is written in.
    is_listed : bool
        Whether the claims are listed beneath the map.
    is_of_force : bool
        Whether a force is asked for, whose claims are listed first and in full.
    is_beside : bool
        Whether the texts stand beside the map.
    """

    title: str
    look: Look
    ground: Ground
    scale: Scale
    legend: ShownSigns | None
    care: str
    credits: tuple[str, ...]
    fonts: Fonts
    is_listed: bool = True
    is_of_force: bool = False
    is_beside: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A drawn sheet, whose paper is not cut yet.

    Attributes
    ----------
    pen : Pen
        With its figure.
    height : float
        In points, without the margin.
    ground : Ground
        Where a degree lies on it.
    labels : tuple of Box
        The boxes of cards and labels.
    marks : tuple of Box
        The boxes of marks.
    cards : tuple of Box
        The boxes of cards and of what is gathered; they come first among the labels.
    leaders : tuple of Line
        The lines from cards to their areas, and from what is gathered to its places.
    gathered : tuple of Gathered
        The places that are drawn as one.
    view : DayView
        What was drawn.
    scale : Scale
        The one scale of discs and rings.
    words : str
        All that it says of the claims, as text.
    """

    pen: Pen
    height: float
    ground: Ground
    labels: tuple[Box, ...]
    marks: tuple[Box, ...]
    cards: tuple[Box, ...]
    leaders: tuple[Line, ...]
    gathered: tuple[Gathered, ...]
    view: DayView
    scale: Scale
    words: str


def draw_sheet(view: DayView, plan: Plan, figure: Figure) -> Sheet:
    """Draw a day onto an empty figure."""
    pen = Pen(figure, plan.look)
    draw = _draw_beside if plan.is_beside else _draw_beneath
    ground, drawn, height = draw(pen, view, plan)
    words = _in_words(view, plan, drawn)
    labels = (*drawn.cards, *drawn.labels.boxes)
    boxes = (labels, tuple(drawn.marks), tuple(drawn.cards), tuple(drawn.leaders))
    return Sheet(pen, height, ground, *boxes, tuple(drawn.gathered), view, plan.scale, words)


def text_look(look: Look) -> Look:
    """Return the look of the column of texts beside a map."""
    return replace(look, width=look.width * (1 - BESIDE) - GAP * look.unit)


def _draw_beneath(pen: Pen, view: DayView, plan: Plan) -> tuple[Ground, Map, float]:
    """Draw title and day, the map, and beneath it the answer, the list, the key and the sources."""
    unit = plan.look.unit
    ground = replace(plan.ground, top=_head(pen, view, plan) + 3 * unit)
    drawn = _map(pen, ground, view, plan)
    y = _caption(pen, view.caption, ground.top + ground.height + 5 * unit, plan)
    listed: list[Listed] = []
    if plan.is_listed:
        subject = view.caption if plan.is_of_force else None
        listed = listed_of(_named_places(view, drawn), drawn.labels, view.scene, subject, plan.look.words)
        y = draw_list(pen, listed, _counted_places(drawn), view.scene, y + 2 * unit, plan.fonts)
    y = draw_legend(pen, plan.legend or _drawn_signs(drawn, listed), y + 4 * unit, plan.scale, plan.fonts)
    return ground, drawn, _foot(pen, view, y + 5 * unit, plan)


def _draw_beside(pen: Pen, view: DayView, plan: Plan) -> tuple[Ground, Map, float]:
    """Draw the map, beside it title, day, answer and key, and the sources beneath."""
    look = text_look(plan.look)
    unit = look.unit
    drawn = _map(pen, plan.ground, view, plan)
    column = pen.column(plan.look.width - look.width, look)
    own = replace(plan, look=look)
    y = _head(column, view, own)
    y = _caption(column, view.caption, y + 4 * unit, own)
    y = draw_legend(column, plan.legend or _drawn_signs(drawn, ()), y + 4 * unit, plan.scale, plan.fonts)
    return plan.ground, drawn, _foot(pen, view, max(plan.ground.height, y) + 5 * unit, plan)


def _drawn_signs(drawn: Map, listed: Sequence[Listed]) -> ShownSigns:
    """Return which signs are drawn: on the map, and in the list."""
    groups = [
        *(group for place in drawn.places for group in place.groups),
        *(row for one in listed for row in one.rows),
    ]
    is_counted = any(has_rest(place) for place in drawn.places)
    return signs_of(groups, drawn.lines, has_rest=is_counted, forces=frozenset(drawn.box_forces))


def _named_places(view: DayView, drawn: Map) -> list[Place]:
    """Return the places that are named one by one: also those that are gathered, if they are few."""
    gathered = [] if _counted_places(drawn) else [place for one in drawn.gathered for place in one.places]
    return [*(area.place for area in view.areas), *drawn.places, *gathered]


def _counted_places(drawn: Map) -> int:
    """Return how many gathered places are only counted."""
    count = sum(len(one.places) for one in drawn.gathered)
    return count if count > MOST_PLACES else 0


def _map(pen: Pen, ground: Ground, view: DayView, plan: Plan) -> Map:
    # They were cut out of a map that begins at the upper edge of the paper.
    areas = [replace(area, shape=translate(area.shape, yoff=ground.top)) for area in view.areas]
    places = list(view.places)
    return Map(pen, ground, plan.scale, areas, places, plan.fonts, is_listed=plan.is_listed)


def _head(pen: Pen, view: DayView, plan: Plan) -> float:
    """Draw the title, the day and the counts; return where they end."""
    look = plan.look
    ink, quiet = look.colours["ink"], look.colours["quiet"]
    words, scene = look.words, view.scene
    known = "" if scene.known_by is None else f"· {_known_by(scene.known_by, words)}"
    day = [Run(words.say("subject.on", day=day_text(scene.on, words)), is_strong=True), Run(known)]
    y = 0.0
    for runs, size in (
        ([Run(plan.fonts.fit(plain(plan.title)), is_strong=True)], 1.3),
        (day, 1.18),
        ([Run(word_counts(scene, view.outside, words))], 1.0),
    ):
        text = block(runs, look.letters * size, width=look.width)
        pen.block(0, y, text, colour=ink, quiet=quiet)
        y += text.height + 0.5
    return y


def _caption(pen: Pen, caption: Caption | None, y: float, plan: Plan) -> float:
    """Draw the subject and the answer in a sentence; return where they end."""
    if caption is None:
        return y
    look = plan.look
    ink = look.colours["ink"]
    subject = [Run(caption.subject, is_strong=True)] if caption.subject != plan.title else []
    for runs, size in ((subject, 1.05), (caption.runs, 1.05)):
        fitted = [run._replace(text=plan.fonts.fit(run.text)) for run in runs]
        text = block(fitted, look.letters * size, width=look.width)
        pen.block(0, y, text, colour=ink, quiet=ink)
        y += text.height
    return y + 2 * look.unit


def _foot(pen: Pen, view: DayView, y: float, plan: Plan) -> float:
    """Draw the sources of the claims and of the data; return where the sheet ends."""
    look = plan.look
    sources = source_names(view.scene, view.caption)
    foot = _foot_block(sources, look, plan.care, plan.credits, plan.fonts)
    pen.line((0, y), (look.width, y), edgecolor=look.colours["line"], linewidth=look.unit)
    pen.block(0, y + 3 * look.unit, foot, colour=look.colours["quiet"], quiet=look.colours["quiet"])
    return y + 3 * look.unit + foot.height


def foot_height(sources: list[str], look: Look, care: str, credits_due: tuple[str, ...], fonts: Fonts) -> float:
    """Return the height that the sources take, with the gap above them."""
    return 8 * look.unit + _foot_block(sources, look, care, credits_due, fonts).height


def _foot_block(sources: list[str], look: Look, care: str, credits_due: tuple[str, ...], fonts: Fonts) -> Block:
    said = claims_from(sources, _MOST_SOURCES, look.words)
    parts = (look.words.say("pictures.whatItIs"), care, ended(said) if said else "", " · ".join(credits_due))
    text = fonts.fit(" ".join(part for part in parts if part))
    return block([Run(text)], max(look.letters * 0.82, _LEAST_LETTERS), width=look.width)


def _known_by(day: int, words: Words) -> str:
    return words.say("comparison.knownBy", day=day_text(day, words))


def _in_words(view: DayView, plan: Plan, drawn: Map) -> str:
    """Return as text what the picture shows: for readers who do not see it, and for search."""
    words, scene = plan.look.words, view.scene
    known = "" if scene.known_by is None else f", {_known_by(scene.known_by, words)}"
    day = f"{plain(plan.title)}: {words.say('subject.on', day=day_text(scene.on, words))}{known}"
    said = [f"{ended(day)} {ended(word_counts(scene, view.outside, words))}"]
    said += [f"{view.caption.subject}: {view.caption.sentence}"] if view.caption else []
    said += [plan.care] if plan.care else []
    counted = sum(one.claims for one in drawn.gathered) if _counted_places(drawn) else 0
    said += [words.say("pictures.crowded", count=counted)] if counted else []
    told: list[tuple[str, Any]] = [(plain(place.name), place.rows) for place in _named_places(view, drawn)]
    if not scene.unplaced.empty:
        told.append((words.say("pictures.notPlaced"), unplaced_rows(scene, words)))
    for name, groups in told:
        claims = [
            "  ".join(run.text for run in runs_of(group, scene.on, plan.fonts, words)).replace("  ", " ")
            for group in groups
        ]
        said.append(f"{name}: {'; '.join(claims)}.")
    return "\n".join(said).replace("\N{NO-BREAK SPACE}", " ")
