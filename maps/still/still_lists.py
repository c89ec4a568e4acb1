"""The list beneath a still: each place with what is claimed there and by whom, then what has no place."""

from __future__ import annotations

from collections import Counter
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
from mustermap.words.name_texts import whose_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.maps.still.captions import Caption
    from mustermap.maps.still.claim_lines import Row
    from mustermap.maps.still.mark_labels import Labels
    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.scene import Group, Place, Scene
    from mustermap.maps.still.text_blocks import Block, Fonts
    from mustermap.words import Words

#: Places, and claims of one place, that the list holds before it says how many more there are.
MOST_PLACES: Final = 12
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


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list has of a place, or of what has none.

    Attributes
    ----------
    name : str
        Of the place.
    aside : str
        What it is, such as "whole country"; may be blank.
    rows : tuple of Group
        Those that are written in full.
    others : tuple of Group
        Those of other forces than the subject's, which are counted.
    """

    name: str
    aside: str
    rows: tuple[Group, ...]
    others: tuple[Group, ...]


def listed_of(
    places: Sequence[Place], labels: Labels, scene: Scene, subject: Caption | None, words: Words
) -> list[Listed]:
    """Return what the list has of each place, then of what has no place.

    Parameters
    ----------
    places
        The places, in their order.
    labels
        Which places have a number on the map.
    scene, words
        The day, and the language.
    subject
        The subject whose claims are written in full, its area first, and other forces counted; None: all are in full.
    """
    if subject is not None:
        places = sorted(places, key=lambda place: (place.ref != subject.place_ref, -_claims_about(place, subject)))
    listed: list[Listed] = []
    for place in places:
        number = labels.number_of(place)
        name = plain(place.name) if number is None else f"{words.number(number)} {plain(place.name)}"
        listed.append(_listed(name, words.named("wholes", place.precision) or "", place.rows, subject))
    if rows := unplaced_rows(scene, words):
        listed.append(_listed(words.say("pictures.notPlaced"), "", rows, subject))
    return listed


def _listed(name: str, aside: str, rows: Sequence[Group], subject: Caption | None) -> Listed:
    own = tuple(row for row in rows if subject is None or subject.is_about(row.force))
    others = () if subject is None else tuple(row for row in rows if not subject.is_about(row.force))
    return Listed(name, aside, own, others)


def _claims_about(place: Place, subject: Caption) -> int:
    return sum(row.claims for row in place.rows if subject.is_about(row.force))


def draw_list(pen: Pen, listed: Sequence[Listed], rest: int, scene: Scene, y: float, fonts: Fonts) -> float:
    """Draw the list.

    Parameters
    ----------
    pen
        What is drawn with.
    listed
        What it has of each place.
    rest
        How many more places are only counted on the map.
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
    look, words = pen.look, pen.look.words
    columns = max(1, int((look.width + _GAP * look.unit) // (_NARROW * look.unit)))
    width = (look.width + _GAP * look.unit) / columns - _GAP * look.unit
    items: list[_Item] = []
    own = [one for one in listed if one.rows]
    for one in own[:MOST_PLACES]:
        items += _items(_heading(one, look, fonts), one.rows, scene.on, width, look, fonts)
    others = [one for one in listed if one.others]
    items += _other_forces(others[:MOST_PLACES], width, look, fonts)
    rest += max(len(own) - MOST_PLACES, 0) + max(len(others) - MOST_PLACES, 0)
    if rest:
        items.append(_text(block([Run(words.say("pictures.morePlaces", count=rest))], look.letters, width=width)))
    if (more := len(scene.unplaced) - _MOST_UNPLACED) > 0:
        text = words.say("comparison.moreClaims", count=more)
        items.append(_text(block([Run(text)], look.letters, width=width)))
    return _draw_items(pen, items, y, columns, width)


def _draw_items(pen: Pen, items: Sequence[_Item], y: float, columns: int, width: float) -> float:
    look = pen.look
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


def _heading(one: Listed, look: Look, fonts: Fonts) -> list[Run]:
    """Return a place's name, what it is, and how many claims are written beneath it."""
    count = count_text("claims", sum(row.claims for row in one.rows), look.words)
    quiet = f"{one.aside} · {count}" if one.aside else count
    return [Run(fonts.fit(one.name), is_strong=True), Run(quiet)]


def _other_forces(listed: Sequence[Listed], width: float, look: Look, fonts: Fonts) -> list[_Item]:
    """Return a heading, and a line a place: how many claims there are of each of the other forces."""
    words = look.words
    items: list[_Item] = []
    heading = block([Run(words.say("lines.forces"), is_strong=True)], look.letters, width=width)
    again = _again(words.say("lines.forces"), width, look)
    for one in listed:
        claims = Counter[str]()
        for row in one.others:
            claims[row.force] += row.claims
        counts = [
            f"{whose_text(force, words, plain)}: {count_text('claims', number, words)}"
            for force, number in claims.most_common()
        ]
        runs = [Run(fonts.fit(one.name), is_strong=True), Run(fonts.fit(" · ".join(counts)))]
        line = block(runs, look.letters, width=width)
        items.append(_text(line, again) if items else _text_beneath(heading, line, _BELOW * look.unit))
    return items


def _text_beneath(heading: Block, text: Block, gap: float) -> _Item:
    def draw(pen: Pen, x: float, y: float) -> None:
        pen.block(x, y, heading, colour=pen.look.colours["ink"], quiet=pen.look.colours["ink"])
        pen.block(x, y + heading.height + gap, text, colour=pen.look.colours["ink"], quiet=pen.look.colours["quiet"])

    return _Item(heading.height + gap + text.height + 2, draw)


def _again(name: str, width: float, look: Look) -> Block:
    """Return the heading above what goes on in another column."""
    return block([Run(look.words.say("pictures.goesOn", place=name), is_strong=True)], look.letters, width=width)


def _items(
    title: Sequence[Run], groups: Sequence[Group], on: int, width: float, look: Look, fonts: Fonts
) -> list[_Item]:
    """Return a heading with its first row, and the other rows; its first run is repeated above what goes on."""
    heading, again = block(title, look.letters, width=width), _again(title[0].text, width, look)
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
        pen.block(x, y, text, colour=pen.look.colours["ink"], quiet=pen.look.colours["quiet"])

    return _Item(text.height + 2, draw, again)
