"""Marks that find no room are gathered at their places: a box says what its number counts, and looks like no figure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from mustermap.layers.comparison.spans import Span
from mustermap.maps.still.paper import draw_leader
from mustermap.maps.still.rectangles import Box, Line, Taken, free_near, nearest_free
from mustermap.maps.still.still_texts import plain
from mustermap.maps.still.text_blocks import LEADING, Run, block
from mustermap.words.cldr_names import country_name
from mustermap.words.span_texts import span_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mustermap.maps.still.area_lines import AreaLine
    from mustermap.maps.still.map_projection import Ground
    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.scene import Place
    from mustermap.maps.still.text_blocks import Block
    from mustermap.words import Words

#: The share of the map that marks may take; and the side in the page's pixels that one is reckoned with.
_CROWDED: Final = 0.30
_USUAL_SIDE: Final = 30.0
_MOST_MARKS: Final = 8
#: Metres across from which a map is an overview: places are then gathered by country.
_OVERVIEW_M: Final = 2_500_000.0
#: In the page's pixels: the side of a neighbourhood; at an overview that of a country's.
_SIDE: Final = 60.0
REGION_SIDE: Final = 180.0
#: How far from its places a box may lie, in the page's pixels; from there on it has a leader.
_STEPS: Final = (*range(0, 81, 16),)
_NEAR: Final = 12.0
#: Steps in these pixels in which any free position is sought, where none is near.
_GRID: Final = 4.0
#: A country with a longer name is called by its code, as the page calls it.
_LONGEST_COUNTRY: Final = 12
_STRIPE: Final = 3.0
_MOST_STRIPES: Final = 4


@dataclass(slots=True)
class Gathered:
    """Places that are drawn as one.

    Attributes
    ----------
    places : list of Place
        The one of the most claims first.
    spots : list
        Where each lies on the paper.
    line : AreaLine or None
        Of an area that is alone: the first line of its card.
    """

    places: list[Place] = field(default_factory=list)
    spots: list[tuple[float, float]] = field(default_factory=list)
    line: AreaLine | None = None

    @property
    def claims(self) -> int:
        """How many claims are about them."""
        return sum(place.claims for place in self.places)

    @property
    def country(self) -> str:
        """The code of the country that all of them are in; blank where there is none."""
        countries = {place.country for place in self.places}
        return countries.pop() if len(countries) == 1 else ""

    @property
    def at(self) -> tuple[float, float]:
        """The spot of the place that lies in the middle of them."""
        spots = np.array(self.spots)
        away = np.hypot(*(spots - spots.mean(axis=0)).T)
        x, y = spots[int(np.argmin(away))].tolist()
        return x, y


class PlacedBox(NamedTuple):
    """The box of what is gathered; the line from it to its places, unless it lies there or that would cross others."""

    gathered: Gathered
    box: Box
    leader: Line | None


def is_crowded(places: Sequence[Place], ground: Ground, look: Look) -> bool:
    """Return whether the map would have too many marks to read any."""
    marks = sum(min(len(place.groups), _MOST_MARKS) for place in places)
    return bool(marks * (_USUAL_SIDE * look.unit) ** 2 > _CROWDED * ground.width * ground.height)


def is_overview(ground: Ground) -> bool:
    """Return whether a map shows so much that places are gathered by country."""
    return bool(ground.width / ground.scale > _OVERVIEW_M)


def gather(places: Sequence[Place], ground: Ground, look: Look) -> tuple[list[Place], list[Gathered]]:
    """Gather places with those near to them, at an overview with those of their country.

    Returns
    -------
    list of Place, list of Gathered
        Those that are alone in their neighbourhood, and those that are gathered.
    """
    if not places:
        return [], []
    spots = ground.points([place.lon for place in places], [place.lat for place in places])
    side = _SIDE * look.unit
    by_country = is_overview(ground)
    found: dict[tuple[str, int, int], Gathered] = {}
    for place, (x, y) in zip(places, spots.tolist(), strict=True):
        country = place.country if by_country else ""
        step = REGION_SIDE * look.unit if country else side
        key = (country, int(x // step), int(y // step))
        near = found.setdefault(key, Gathered())
        near.places.append(place)
        near.spots.append((x, y))
    joined = joined_apart(list(found.values()), look)
    alone = [one.places[0] for one in joined if len(one.places) == 1]
    several = [one for one in joined if len(one.places) > 1]
    return alone, sorted(several, key=lambda one: -one.claims)


def place_gathered(
    several: Sequence[Gathered], ground: Ground, look: Look, taken: Taken, *, is_anywhere: bool = True
) -> list[PlacedBox]:
    """Find a position for the box of each, the first ones first: at its places, or as near as can be.

    Parameters
    ----------
    several, ground, look
        What is drawn, where and how.
    taken
        What no box covers; what they take is added.
    is_anywhere
        Whether one that has no room near its places may be anywhere on the map.

    Returns
    -------
    list of PlacedBox
        One for which there is no room is not among them.
    """
    placed: list[PlacedBox] = []
    for one in several:
        size = _size(_text(one, look), look)

        def leader_of(box: Box, at: tuple[float, float] = one.at) -> Line | None:
            is_there = box.overlaps(Box(*at, 0, 0), _NEAR * look.unit)
            return None if is_there else (box.nearest(at), at)

        def is_good(box: Box, leader_of: Callable[[Box], Line | None] = leader_of) -> bool:
            leader = leader_of(box)
            return leader is None or not taken.crosses(leader)

        at, view = _within(one.at, size, ground.view), ground.view
        box = nearest_free(at, size, taken, view, look.unit, _STEPS, is_good=is_good)
        if box is None and is_anywhere:
            box = free_near(at, size, taken, view, _GRID * look.unit)
        if box is not None:
            leader = leader_of(box) if is_good(box) else None
            placed.append(PlacedBox(one, box, leader))
            taken.add(box)
            taken.add_line(leader)
    return placed


def draw_gathered(pen: Pen, placed: Sequence[PlacedBox]) -> None:
    """Draw the boxes, each with a line to its places if it is not drawn there."""
    look, unit = pen.look, pen.look.unit
    for one in placed:
        if one.leader is not None:
            draw_leader(pen, *one.leader)
    for gathered, box, _ in placed:
        text = _text(gathered, look)
        edge = look.colours["outline"]
        pen.box(box, corner=2.5 * unit, facecolor=look.colours["paper"], edgecolor=edge, linewidth=unit)
        for number, line in enumerate(text.lines):
            left = box.x + (box.width - text.width_of(number)) / 2
            for start, run in line:
                base = box.y + 2.5 * unit + (number * LEADING + 0.93) * text.size
                colour = look.colours["ink" if run.is_strong else "quiet"]
                pen.text(left + start, base, run, size=text.size, colour=colour)
        _draw_stripes(pen, gathered, box)


def gathered_text(one: Gathered, words: Words) -> tuple[str, str]:
    """Return what is gathered, and its figures from the lowest to the highest; without a number, how many claims.

    As the page says it: with the country, if all are in one. Of a single place its name, of an area its first figure.
    """
    count = len(one.places)
    if one.line is not None:
        return plain(one.places[0].name), one.line.figures
    if count == 1:
        return plain(one.places[0].name), words.say("claims", count=one.claims)
    what = words.say("places", count=count)
    country = _short_country(one.country, words)
    what = f"{country}: {what}" if country else what
    groups = [group for place in one.places for group in place.groups if group.is_personnel and group.span]
    if not groups:
        return what, words.say("claims", count=one.claims)
    spans = [group.span for group in groups if group.span]
    low = min(spans, key=lambda span: (span.low, not span.low_included))
    high = max(spans, key=lambda span: span.high)
    span = Span(
        low=low.low,
        low_included=low.low_included,
        low_is_about=low.low_is_about,
        high=high.high,
        high_included=high.high_included,
        high_is_about=high.high_is_about,
        top_is_open=high.top_is_open,
        is_open=high.top_is_open,
    )
    return what, span_text(span, words)


def _short_country(code: str, words: Words) -> str:
    """Return the name of a country, or its code where that is long."""
    name = country_name(code, words.language)
    return name if 0 < len(name) <= _LONGEST_COUNTRY else code


def striped_forces(one: Gathered) -> list[str]:
    """Return the forces with the most claims; of an area that is alone, that of its figure."""
    if one.line is not None:
        return [one.line.force]
    claims: dict[str, int] = {}
    for place in one.places:
        for group in place.groups:
            claims[group.force] = claims.get(group.force, 0) + group.claims
    return sorted(claims, key=lambda force: (-claims[force], force))[:_MOST_STRIPES]


def _draw_stripes(pen: Pen, one: Gathered, box: Box) -> None:
    """Draw a stripe in the colour of each of the forces with the most claims."""
    look, unit = pen.look, pen.look.unit
    forces = striped_forces(one)
    width = (box.width - 6 * unit) / len(forces)
    top = box.y + box.height - (_STRIPE + 1) * unit
    for k, force in enumerate(forces):
        pen.box(Box(box.x + 3 * unit + k * width, top, width, 2 * unit), facecolor=look.forces[force])


def _text(one: Gathered, look: Look) -> Block:
    what, figures = gathered_text(one, look.words)
    size = look.letters * 0.88
    wide = block([Run(what, is_strong=True)], size, width=1e9)
    if not figures:
        return wide
    second = block([Run(figures)], size, width=1e9)
    return type(wide)((*wide.lines, *second.lines), size, max(wide.width, second.width), wide.height + second.height)


def _size(text: Block, look: Look) -> tuple[float, float]:
    return text.width + 8 * look.unit, text.height + (_STRIPE + 4) * look.unit


def _within(at: tuple[float, float], size: tuple[float, float], view: Box) -> tuple[float, float]:
    """Move a middle so that what is around it is in view."""
    (x, y), (width, height) = at, size
    return (
        float(np.clip(x, view.x + width / 2 + 1, view.x + view.width - width / 2 - 1)),
        float(np.clip(y, view.y + height / 2 + 1, view.y + view.height - height / 2 - 1)),
    )


def joined_apart(several: list[Gathered], look: Look) -> list[Gathered]:
    """Join those whose boxes would cover one another, the nearest first, until none does."""
    several = sorted(several, key=lambda one: -one.claims)
    while len(several) > 1:
        middles = np.array([one.at for one in several])
        sizes = np.array([_size(_text(one, look), look) if len(one.places) > 1 else _mark(look) for one in several])
        gaps = np.abs(middles[:, None] - middles[None]) - (sizes[:, None] + sizes[None]) / 2
        covers = np.triu((gaps < 0).all(axis=2), 1)
        if not covers.any():
            break
        away = np.where(covers, np.hypot(*(middles[:, None] - middles[None]).transpose(2, 0, 1)), np.inf)
        # All pairs that share nobody are joined at once.
        gone: set[int] = set()
        for flat in np.argsort(away, axis=None, kind="stable")[: int(covers.sum())].tolist():
            first, second = divmod(flat, len(several))
            if first in gone or second in gone:
                continue
            gone |= {first, second}
            several[first].places += several[second].places
            several[first].spots += several[second].spots
            several[second] = Gathered()
        several = [one for one in several if one.places]
    return several


def _mark(look: Look) -> tuple[float, float]:
    return _USUAL_SIDE * look.unit, _USUAL_SIDE * look.unit
