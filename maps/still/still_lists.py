"""The list beneath a still: each place with what is claimed there and by whom, then what has no place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from mustermap.maps.still.claim_lines import draw_row, measure_row
from mustermap.maps.still.columns import flow
from mustermap.maps.still.scene import BY_FIGURE, groups_of
from mustermap.maps.still.still_texts import count_text, plain
from mustermap.maps.still.text_blocks import Run, block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.maps.still.claim_lines import Row
    from mustermap.maps.still.mark_labels import Labels
    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.scene import Group, Place, Scene
    from mustermap.maps.still.text_blocks import Block, Fonts
    from mustermap.words import Words

#: Places, and claims of one place, that the list holds before it says how many more there are.
_MOST_PLACES: Final = 12
_MOST_ROWS: Final = 24
#: Claims without a place that are looked at, to be listed.
_MOST_UNPLACED: Final = 200
#: A column of the list is at least this wide, in the page's pixels.
_NARROW: Final = 330.0
_GAP: Final = 14.0
#: Between a heading and what is beneath it.
_BELOW: Final = 2.0

_Draw = Callable[["Pen", float, float], None]


@dataclass(frozen=True, slots=True)
class _Item:
    """What stays together: a heading with its first row, or one row.

    Attributes
    ----------
    height : float
        In points.
    draw : callable
        Draws it from its upper left corner.
    again : Block or None
        The heading that is repeated above it where it begins another column.
    """

    height: float
    draw: _Draw
    again: Block | None = None


def draw_list(
    pen: Pen, places: Sequence[Place], gathered: int, labels: Labels, scene: Scene, y: float, fonts: Fonts
) -> float:
    """Draw the list.

    Parameters
    ----------
    pen
        What is drawn with.
    places
        The places, in their order.
    gathered
        How many more places are only counted on the map.
    labels
        Which places have a number on the map.
    scene
        The day.
    y
        Where the list begins.
    fonts
        What it is written in.

    Returns
    -------
    float
        Where it ends.
    """
    look = pen.look
    columns = max(1, int((look.width + _GAP * look.unit) // (_NARROW * look.unit)))
    width = (look.width + _GAP * look.unit) / columns - _GAP * look.unit
    items: list[_Item] = []
    for place in places[:_MOST_PLACES]:
        items += _items(_heading(place, labels.number_of(place), look, fonts), place.rows, scene.on, width, look, fonts)
    rest = max(len(places) - _MOST_PLACES, 0) + gathered
    if rest:
        items.append(_text(block([Run(look.words.say("pictures.morePlaces", count=rest))], look.letters, width=width)))
    items += _unplaced(scene, width, look, fonts)
    spots, height = flow(
        [item.height for item in items],
        columns,
        [item.again.height + _BELOW * look.unit if item.again else 0.0 for item in items],
    )
    last = 0
    for item, (column, top) in zip(items, spots, strict=True):
        x = column * (width + _GAP * look.unit)
        if item.again and column != last:
            pen.block(x, y, item.again, colour=look.colours["ink"], quiet=look.colours["quiet"])
        item.draw(pen, x, y + top)
        last = column
    return y + height


def unplaced_rows(scene: Scene, words: Words) -> list[Group]:
    """Return the claims that have no place, by claimant and figure."""
    claims = scene.unplaced[scene.unplaced["leads"].to_numpy()].head(_MOST_UNPLACED)
    if claims.empty:
        return []
    return groups_of(claims, np.zeros(len(claims), dtype=np.int64), words, shared=BY_FIGURE)[0]


def _unplaced(scene: Scene, width: float, look: Look, fonts: Fonts) -> list[_Item]:
    count = len(scene.unplaced)
    if not count:
        return []
    words = look.words
    heading = [Run(words.say("pictures.notPlaced"), is_strong=True), Run(count_text("claims", count, words))]
    items = _items(heading, unplaced_rows(scene, words), scene.on, width, look, fonts)
    rest = count - _MOST_UNPLACED
    if rest > 0:
        text = words.say("comparison.moreClaims", count=rest)
        items.append(_text(block([Run(text)], look.letters, width=width)))
    return items


def _heading(place: Place, number: int | None, look: Look, fonts: Fonts) -> list[Run]:
    """Return a place's name, the number of it on the map, and what it is."""
    words = look.words
    whole = words.named("wholes", place.precision) or ""
    named = fonts.fit(plain(place.name))
    name = named if number is None else f"{words.number(number)} {named}"
    count = count_text("claims", place.claims, words)
    quiet = f"{whole} · {count}" if whole else count
    return [Run(name, is_strong=True), Run(quiet)]


def _items(
    title: Sequence[Run], groups: Sequence[Group], on: int, width: float, look: Look, fonts: Fonts
) -> list[_Item]:
    """Return a heading with its first row, and the other rows; its first run is repeated above what goes on."""
    heading, again = (block(runs, look.letters, width=width) for runs in (title, title[:1]))
    rows = [measure_row(group, on, width=width, look=look, fonts=fonts) for group in groups[:_MOST_ROWS]]
    gap = _BELOW * look.unit

    def draw_first(pen: Pen, x: float, y: float) -> None:
        pen.block(x, y, heading, colour=look.colours["ink"], quiet=look.colours["quiet"])
        if rows:
            draw_row(pen, x, y + heading.height + gap, rows[0])

    first = heading.height + gap + (rows[0].height if rows else 0.0)
    items = [_Item(first, draw_first)]
    items += [_Item(row.height, partial(_draw_row, row), again) for row in rows[1:]]
    if rest := sum(group.claims for group in groups[_MOST_ROWS:]):
        text = count_text("pictures.plusClaims", rest, look.words)
        items.append(_text(block([Run(text)], look.letters, width=width), again))
    return items


def _draw_row(row: Row, pen: Pen, x: float, y: float) -> None:
    draw_row(pen, x, y, row)


def _text(text: Block, again: Block | None = None) -> _Item:
    def draw(pen: Pen, x: float, y: float) -> None:
        pen.block(x, y, text, colour=pen.look.colours["ink"], quiet=pen.look.colours["ink"])

    return _Item(text.height + 2, draw, again)
