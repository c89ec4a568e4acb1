"""Where the cards of areas are: on their area, else beside it with a leader that crosses no other card."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from mustermap.maps.still.area_cards import MOST_LINES, NARROW, measure_card
from mustermap.maps.still.rectangles import LEAST_INSIDE, Box, Line, Taken, best_inside, nearest_outside

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mustermap.maps.still.area_cards import Card
    from mustermap.maps.still.area_marks import Area
    from mustermap.maps.still.gathering import PlacedBox
    from mustermap.maps.still.map_projection import Ground
    from mustermap.maps.still.point_marks import Scale
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.text_blocks import Fonts

#: A card may take this share of its area's rectangle.
_MOST_COVERED: Final = 0.4
#: With more areas than this each has a short card.
_MOST_WHOLE: Final = 6
#: The numbers of lines of a card, tried one after the other; wide, then narrow, on the area, then beside it.
_WHOLE: Final = (MOST_LINES, 3, 2, 1)
_SHORT: Final = (2, 1)
#: Where no card has room otherwise, this share of it lies in the area at least.
_LEAST_INSIDE: Final = 0.4
#: Where no card has room otherwise, it may cover so much of the rim of its area, in the page's pixels.
_RIM: Final = 24.0
#: The longest leaders in the page's pixels: of a card of the subject's force, and of others.
_LONGEST_OF_SUBJECT: Final = 240.0
_LONGEST: Final = 90.0
#: How far within an area its leader ends, in the page's pixels.
_WITHIN: Final = 4.0


@dataclass(frozen=True, slots=True)
class PlacedCard:
    """A card with its position.

    Attributes
    ----------
    area : Area
        Whose it is.
    card : Card
        As it is drawn.
    box : Box
        Where it is drawn.
    leader : tuple or None
        The ends of the line from it to its area; None where it lies on it.
    """

    area: Area
    card: Card
    box: Box
    leader: Line | None


@dataclass(slots=True)
class CardRoom:
    """The room for cards on a map.

    Attributes
    ----------
    ground : Ground
        Where the map is.
    taken : Taken
        What a card must not cover; cards and their leaders are added.
    spots, spared : Taken
        What a card must not cover, but a leader may cross: small areas; these, and what it had better not cover.
    cards : Taken
        What no leader crosses: boxes of what is gathered; cards and their leaders are added.
    fonts, look, scale
        What they are drawn with.
    """

    ground: Ground
    taken: Taken
    spots: Taken
    spared: Taken
    cards: Taken
    fonts: Fonts
    look: Look
    scale: Scale

    def take(self, drawn: Iterable[PlacedCard | PlacedBox]) -> None:
        """Take what no card covers and no leader crosses."""
        for one in drawn:
            for taken in (self.taken, self.cards):
                taken.add(one.box)
                taken.add_line(one.leader)

    def place(self, areas: Sequence[Area], every: Any) -> list[PlacedCard]:
        """Find a position for the card of each area: the subject's first, then those that have claims of its force.

        Parameters
        ----------
        areas
            Those that need a card.
        every
            What of all areas is seen, as one shape: what no card covers where it can be otherwise.

        Returns
        -------
        list of PlacedCard
            An area for whose shortest card the map has no room is not among them.
        """
        with_lines = sorted((area for area in areas if area.lines), key=card_rank)
        placed: list[PlacedCard] = []
        for area in with_lines:
            is_short = len(with_lines) > _MOST_WHOLE and not area.is_first
            found = self._find(area, every, _SHORT if is_short else _WHOLE)
            if found is None:
                continue
            placed.append(found)
            self.take([found])
        return placed

    def _find(self, area: Area, every: Any, sizes: Sequence[int]) -> PlacedCard | None:
        """Find room for the longest card: the subject's lines rather across outlines than not at all."""
        seen = seen_part(area.shape, self.ground)
        strict = _Search(self, area, seen, every, self.taken)
        rimless = shapely.buffer(seen, -_RIM * self.look.unit)
        across = replace(strict, areas=rimless, crosses=self.cards, is_strict=False)
        needed = max(area.subject_lines, 1) if area.is_first else 1
        counts = list(dict.fromkeys(min(most, len(area.lines)) for most in sizes))
        for count in counts:
            cards = self._cards(area, count)
            found = strict.find(cards) or (across.find(cards) if count <= needed else None)
            if found is not None:
                return found
        return replace(across, areas=shapely.Point()).find(self._cards(area, 1))

    def _cards(self, area: Area, count: int) -> list[Card]:
        """Measure a card of an area's first lines, in a wide and in narrow forms."""
        parts = (area.place, area.lines, self.scale, self.look, self.fonts)
        return [measure_card(*parts, most=count, narrow=narrow) for narrow in (0.0, *NARROW)]


@dataclass(frozen=True)
class _Search:
    """What is looked for: how strictly a card keeps off the outlines of areas, and its leader off what is drawn."""

    room: CardRoom
    area: Area
    seen: Any
    areas: Any
    crosses: Taken
    is_strict: bool = True

    def find(self, cards: Iterable[Card]) -> PlacedCard | None:
        """Find room for one of some cards: on the area, else beside it; rather than on what is spared."""
        view = self.room.ground.view
        fitting = [card for card in cards if card.width < view.width and card.height < view.height]
        searches = (self._on_it, self._beside_it) if self.is_strict else (self._beside_it, self._on_it)
        for spared in (self.room.spared, self.room.spots):
            for search in searches:
                for card in fitting:
                    box = search(card, spared)
                    if box is not None:
                        return PlacedCard(self.area, card, box, self._leader(box))
        return None

    def _on_it(self, card: Card, spared: Taken) -> Box | None:
        """Find room on the area; strictly, the most of the area must be seen beside it."""
        if self.is_strict and card.width * card.height >= _MOST_COVERED * _rectangle(self.seen):
            return None
        ground = self.room.ground
        x, y = ground.points(self.area.place.lon, self.area.place.lat)[0].tolist()
        size, least = (card.width, card.height), LEAST_INSIDE if self.is_strict else _LEAST_INSIDE
        return best_inside(self.area.shape, size, (x, y), self.room.taken, spared, ground.view, least=least)

    def _beside_it(self, card: Card, spared: Taken) -> Box | None:
        """Find room beside the area."""
        size, view = (card.width, card.height), self.room.ground.view
        return nearest_outside(
            self.seen, size, self.areas, self.room.taken, spared, view, is_good=self._has_good_leader
        )

    def _has_good_leader(self, box: Box) -> bool:
        """Return whether the leader of a position is short, and crosses nothing."""
        ends = self._leader(box)
        if ends is None:
            return True
        most = (_LONGEST_OF_SUBJECT if self.area.subject_lines else _LONGEST) * self.room.look.unit
        return math.dist(*ends) <= most and not self.crosses.crosses(ends)

    def _leader(self, box: Box) -> Line | None:
        """Return the line from a box to what is bare of its area, a little within it; None for a box on the area."""
        frame = shapely.box(box.x, box.y, box.x + box.width, box.y + box.height)
        if shapely.is_empty(self.seen) or shapely.intersects(frame, self.seen):
            return None
        start, end = shapely.get_coordinates(shapely.shortest_line(frame, self.target)).tolist()
        return (start[0], start[1]), (end[0], end[1])

    @cached_property
    def target(self) -> Any:
        """Where a leader may end: within the area, if need be at its edge, and beneath no card if it can be."""
        bare = self.room.cards.cut_from(self.seen)
        bare = self.seen if shapely.is_empty(bare) else bare
        inner = shapely.buffer(bare, -_WITHIN * self.room.look.unit)
        return bare if shapely.is_empty(inner) else inner


def seen_part(shape: Any, ground: Ground) -> Any:
    """Return what of a shape on the paper is in view."""
    view = ground.view
    return shapely.clip_by_rect(shape, view.x, view.y, view.x + view.width, view.y + view.height)


def card_rank(area: Area) -> tuple[bool, bool, int]:
    """Order areas: that of the subject first, then those with claims of its force, then those of the most claims."""
    return not area.is_first, not area.subject_lines, -area.place.claims


def _rectangle(seen: Any) -> float:
    """Measure the rectangle around what is seen of an area."""
    if shapely.is_empty(seen):
        return 0.0
    left, top, right, bottom = np.asarray(shapely.bounds(seen)).tolist()
    return float((right - left) * (bottom - top))
