"""The legend: the marks' grammar, drawn by the functions that draw the marks; what is not met is not explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from mustermap.layers.comparison.spans import Span, exactly
from mustermap.maps.still.columns import flow
from mustermap.maps.still.paths import circle
from mustermap.maps.still.point_marks import draw_more
from mustermap.maps.still.rectangles import Box
from mustermap.maps.still.signs import Sign, draw_sign, fixed_radii
from mustermap.maps.still.small_marks import draw_disputed, draw_echo
from mustermap.maps.still.still_texts import ended, plain, word_shared_colours
from mustermap.maps.still.text_blocks import Run, block, width_of
from mustermap.words.name_texts import force_text
from mustermap.words.number_texts import with_two_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.maps.still.area_lines import AreaLine
    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.point_marks import Scale
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.scene import Group
    from mustermap.maps.still.text_blocks import Block, Fonts

_ONE: Final = exactly(1)
_RANGE: Final = Span(low=1, high=2)
_UP_TO: Final = Span(low=0, low_included=False, high=1)
_OPEN: Final = Span(low=1, high=1, is_open=True, top_is_open=True)
_SIGN_SIDE: Final = 24.0
_LINE: Final = 21.0
_GAP: Final = 10.0
_NARROW: Final = 108.0

_Draw = Callable[["Pen", tuple[float, float]], None]


@dataclass(frozen=True, slots=True)
class _Entry:
    draw: _Draw
    text: Block


@dataclass(frozen=True, slots=True)
class ShownSigns:
    """Which signs a picture, or its series, has.

    Attributes
    ----------
    forces : frozenset of str
        As in the claims table.
    phases, standings : frozenset of str
        As in the claims table, and as in `layers.standing.STANDINGS`.
    is_range, is_ring, is_open, is_none, is_number : bool
        Whether any has a ring around a disc, a ring alone, an open ring, or a 0; whether any has a size on the scale.
    no_number, unread, is_square : bool
        Whether any has no number, one that was not read, or counts what is not people.
    disputed, echoed : bool
        Whether any is disputed, or repeated.
    has_rest : bool
        Whether claims without a mark of their own are counted beside marks.
    """

    forces: frozenset[str]
    phases: frozenset[str]
    standings: frozenset[str]
    is_range: bool
    is_ring: bool
    is_open: bool
    is_none: bool
    is_number: bool
    no_number: bool
    unread: bool
    is_square: bool
    disputed: bool
    echoed: bool
    has_rest: bool = False


def signs_of(
    groups: Sequence[Group],
    lines: Sequence[AreaLine],
    *,
    has_rest: bool = False,
    forces: frozenset[str] = frozenset(),
) -> ShownSigns:
    """Return which signs the marks of places, the rows of a list and the lines of cards have.

    ``forces`` are those whose colours are drawn in other ways too.
    """
    marks: list[Group | AreaLine] = [*groups, *lines]
    spans = [mark.span for mark in marks if mark.span]
    return ShownSigns(
        forces=forces | {mark.force for mark in marks},
        phases=frozenset(mark.phase for mark in marks),
        standings=frozenset(mark.standing for mark in marks),
        is_range=any(span.low > 0 and not span.is_open and not span.is_one_figure for span in spans),
        is_ring=any(span.low == 0 and not span.is_open and not span.is_none for span in spans),
        is_open=any(span.is_open for span in spans),
        is_none=any(span.is_none for span in spans),
        is_number=any(mark.span and mark.is_personnel for mark in marks),
        no_number=any(mark.span is None for mark in marks),
        unread=any(mark.span is None and mark.unread for mark in groups),
        is_square=any(mark.span and not mark.is_personnel for mark in marks),
        disputed=any(group.disputes for group in groups) or any(line.is_disputed for line in lines),
        echoed=any(group.echoes for group in groups),
        has_rest=has_rest,
    )


def draw_legend(pen: Pen, shown: ShownSigns, y: float, scale: Scale, fonts: Fonts) -> float:
    """Draw the legend of the signs that the picture, or its series, shows: forces first.

    Returns
    -------
    float
        Where it ends.
    """
    look = pen.look
    unit = look.unit
    columns = max(1, int((look.width + _GAP * unit) // ((_NARROW + _SIGN_SIDE + _GAP) * unit)))
    entries = _entries(shown, look, fonts, (look.width + _GAP * unit) / columns - (_SIGN_SIDE + _GAP) * unit)
    if not entries:
        return y
    y = _columns(pen, entries, y, columns)
    if scale.most >= 1 and shown.is_number:
        y = _circles(pen, y + 4 * unit, scale)
    return y


def _entries(shown: ShownSigns, look: Look, fonts: Fonts, width: float) -> list[_Entry]:
    def entry(draw: _Draw, text: str, most_lines: int = 3) -> _Entry:
        size = look.letters * 0.95
        return _Entry(draw, block([Run(fonts.fit(text))], size, width=width, most_lines=most_lines))

    words = look.words
    signs, phases = words.group("signs"), words.group("phases")
    forces = [force for force in look.forces if force and force in shown.forces]
    entries = [entry(_swatch(look.forces[force]), force_text(force, words, plain)) for force in forces]
    if said := word_shared_colours(look.forces, forces, words):
        entries.append(entry(lambda pen, at: None, said, most_lines=6))
    no_number = signs["noNumberRead"] if shown.unread else signs["noNumber"]
    square = replace(_sign(look, _ONE), is_square=True)
    told: list[tuple[bool, Sign, str]] = [
        ("present" in shown.phases, _sign(look, _ONE, "present"), phases["present"]),
        (bool(shown.phases & {"ordered", "arriving"}), _sign(look, _ONE, "ordered"), signs["ordered"]),
        ("planned" in shown.phases, _sign(look, _ONE, "planned"), phases["planned"]),
        ("withdrawn" in shown.phases, _sign(look, _ONE, "withdrawn"), phases["withdrawn"]),
        ("stale" in shown.standings, Sign(_ONE, "present", look.colours["ink"], "stale"), signs["stale"]),
        ("vague" in shown.standings, Sign(_ONE, "", look.colours["ink"], "vague"), signs["vague"]),
        (shown.is_range, _sign(look, _RANGE), signs["discAndRing"]),
        (shown.is_ring, _sign(look, _UP_TO), words.say("pictures.ringAlone")),
        (shown.is_open, _sign(look, _OPEN), signs["open"]),
        (shown.is_none, _sign(look, exactly(0)), signs["none"]),
        (shown.no_number, _sign(look, None), no_number),
        (shown.is_square, square, words.say("pictures.notPeople")),
    ]
    entries += [entry(_signed(sign), text) for occurs, sign, text in told if occurs]
    if shown.disputed:
        entries.append(entry(draw_disputed, signs["disputed"]))
    if shown.echoed:
        entries.append(entry(draw_echo, signs["echo"]))
    if shown.has_rest:
        entries.append(entry(lambda pen, at: draw_more(pen, at, "+"), words.say("pictures.moreHere")))
    return entries


def _sign(look: Look, span: Span | None, phase: str = "") -> Sign:
    return Sign(span, phase, look.colours["ink"])


def _signed(sign: Sign) -> _Draw:
    return lambda pen, at: draw_sign(pen, at, sign, fixed_radii(sign.span))


def _swatch(colour: str) -> _Draw:
    def draw(pen: Pen, at: tuple[float, float]) -> None:
        side = 10 * pen.look.unit
        pen.box(Box(at[0] - side / 2, at[1] - side / 2, side, side), corner=1.5 * pen.look.unit, facecolor=colour)

    return draw


def _columns(pen: Pen, entries: list[_Entry], y: float, columns: int) -> float:
    """Fill columns from top to bottom, each about as high as the others."""
    look, unit = pen.look, pen.look.unit
    heights = [max(_LINE * unit, entry.text.height + 3 * unit) for entry in entries]
    places, height = flow(heights, columns)
    width = (look.width + _GAP * unit) / columns
    for entry, own, (column, top) in zip(entries, heights, places, strict=True):
        x, middle = column * width, y + top + own / 2
        entry.draw(pen, (x + 10 * unit, middle))
        ink = look.colours["ink"]
        pen.block(x + _SIGN_SIDE * unit, middle - entry.text.height / 2, entry.text, colour=ink, quiet=ink)
    return y + height


def _circles(pen: Pen, y: float, scale: Scale) -> float:
    """Draw two or three round figures as circles inside each other, beside the text of the scale."""
    look, unit = pen.look, pen.look.unit
    largest = scale.largest * unit
    figures = figures_of_scale(scale, unit, look.letters)
    size = look.letters * 0.95
    left = 2 * largest + 20 * unit + max(width_of(look.words.number(figure), size) for figure in figures)
    said = look.words.say("scale")
    if scale.smallest >= 1:
        least = look.words.number(with_two_figures(scale.smallest))
        said = f"{ended(said)} {look.words.say('pictures.smallest', figure=least)}"
    words = block([Run(said)], size, width=look.width - left)
    high = 2 * largest * float(np.sqrt(figures[0] / scale.most)) + look.letters * 0.6
    bottom = y + max(high, words.height)
    for figure in figures:
        radius = largest * float(np.sqrt(figure / scale.most))
        top = bottom - 2 * radius
        pen.path(circle(radius), at=(largest + unit, bottom - radius), edgecolor=look.colours["quiet"], linewidth=unit)
        end = 2 * largest + 10 * unit
        pen.line((largest + unit, top), (end, top), edgecolor=look.colours["quiet"], linewidth=0.8 * unit)
        pen.text(
            end + 3 * unit, top + size * 0.35, Run(look.words.number(figure)), size=size, colour=look.colours["ink"]
        )
    pen.block(left, bottom - words.height, words, colour=look.colours["quiet"], quiet=look.colours["quiet"])
    return bottom + 2 * unit


def figures_of_scale(scale: Scale, unit: float, least_apart: float) -> list[float]:
    """Return two or three round figures whose circles are some points apart; none below the smallest of a scale."""
    diameter = 2 * scale.largest * unit
    figures: list[float] = []
    for part in (1, 4, 30):
        figure = _round_below(scale.most / part)
        gap = diameter * (np.sqrt(figures[-1] / scale.most) - np.sqrt(figure / scale.most)) if figures else np.inf
        if figure >= max(1.0, scale.smallest) and gap > least_apart:
            figures.append(figure)
    return figures


def _round_below(figure: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20, … that is not above a figure; 0 for less than 1."""
    if figure < 1:
        return 0.0
    power = 10.0 ** np.floor(np.log10(figure))
    return float(next(step for step in (5, 2, 1) if step * power <= figure) * power)
