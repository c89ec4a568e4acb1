"""The card of an area, measured and drawn: a line for each force and section, with its disc on the map's one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mustermap.maps.still.signs import Sign, draw_sign, extent
from mustermap.maps.still.small_marks import SMALL, draw_disputed
from mustermap.maps.still.still_texts import plain
from mustermap.maps.still.text_blocks import ASCENT, LEADING, Run, block, width_of
from mustermap.words.name_texts import phase_text, whose_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.maps.still.area_lines import AreaLine
    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.point_marks import Scale
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.rectangles import Box
    from mustermap.maps.still.scene import Place
    from mustermap.maps.still.text_blocks import Block, Fonts

#: A card has at most this many lines before it says how many more there are.
MOST_LINES: Final = 4
#: The widths of the figures of narrow cards, in the page's pixels.
NARROW: Final = (165.0, 125.0)
#: In the page's pixels: between the columns of a card, and around it.
_GAP: Final = 6.0
_PAD: Final = 7.0
_MOST_ABOUT: Final = 105.0
#: Lines that what a figure is of may take, beside those of its force and phase.
_MOST_ASIDE: Final = 2


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of a line, fit for the fonts; ``named`` is the force where the line before has another."""

    force: str
    named: str
    phase: str
    aside: str
    figures: str
    count: str


@dataclass(frozen=True, slots=True)
class Card:
    """A measured card.

    Attributes
    ----------
    heading : Block
        The name of the place, and what it is.
    lines : tuple of AreaLine
        Those that it has.
    texts : tuple
        The texts of the lines.
    figures, abouts : tuple of Block
        Their figures, and what these are of, as they are broken.
    columns : tuple of float
        The widths of its columns: sign, force, phase, figures, count.
    heights : tuple of float
        Of the lines.
    is_narrow : bool
        Whether force and phase are beneath the figures.
    header, more : str
        What the last column counts; which lines are left out. Blank for nothing.
    width, height : float
        In points.
    """

    heading: Block
    lines: tuple[AreaLine, ...]
    texts: tuple[_Texts, ...]
    figures: tuple[Block, ...]
    abouts: tuple[Block, ...]
    columns: tuple[float, ...]
    heights: tuple[float, ...]
    is_narrow: bool
    header: str
    more: str
    width: float
    height: float


def measure_card(
    place: Place,
    lines: Sequence[AreaLine],
    scale: Scale,
    look: Look,
    fonts: Fonts,
    *,
    most: int = MOST_LINES,
    narrow: float = 0.0,
) -> Card:
    """Measure a card of a place's first lines.

    Parameters
    ----------
    place, lines, scale, look, fonts
        Whose it is, what it says, and how it is drawn.
    most
        How many lines it has at most.
    narrow
        Of a narrow card the width of its figures, in the page's pixels; 0: it is wide.
    """
    unit, size, is_narrow = look.unit, look.letters, narrow > 0
    shown, left_out = tuple(lines[:most]), lines[most:]
    texts = _texts(shown, look, fonts)
    sides = [2 * extent(line.span, scale.radii(line)) * unit for line in shown]
    marks = (SMALL + 3) * unit if any(line.is_disputed for line in shown) else 0.0
    most_wide = narrow * unit if is_narrow else look.width
    broken = [block([Run(one.figures, is_strong=True)], size, width=most_wide) for one in texts]
    figures = max(text.width for text in broken) + marks
    most_about = max(figures, _MOST_ABOUT * unit) if is_narrow else _MOST_ABOUT * unit
    abouts = tuple(_about(one, most_about, size, is_narrow=is_narrow) for one in texts)
    count = max(width_of(one.count, size) for one in texts)
    force = phase = 0.0
    if is_narrow:
        figures = max([figures, *(about.width for about in abouts)])
    else:
        force = max(width_of(one.named, size, is_strong=True) for one in texts)
        phase = max(about.width for about in abouts)
    columns = (max(sides), force, phase, figures, count)
    inner = sum(columns) + _GAP * unit * sum(1 for width in columns if width)  # the count stands off by one more
    header = look.words.say("pictures.claimants")
    beside_sign = columns[0] + _GAP * unit
    more = _more(left_out, inner - beside_sign, look, fonts)
    inner = max(inner, beside_sign + width_of(more, size)) if more else inner
    beside_name = width_of(header, size * 0.9) + _GAP * unit if header else 0.0
    name = Run(fonts.fit(plain(place.name)), is_strong=True)
    longest = max(width_of(word, size, is_strong=True) for word in name.text.split(" "))
    inner = max(inner, min(longest, _MOST_ABOUT * unit) + beside_name)
    room = inner - beside_name
    whole = Run(look.words.named("wholes", place.precision) or "")
    heading = block([name, whole] if whole.text and not is_narrow else [name], size, width=room, most_lines=2)
    inner = max(inner, heading.width)
    both = [
        text.height + about.height if is_narrow else max(text.height, about.height)
        for text, about in zip(broken, abouts, strict=True)
    ]
    heights = tuple(max(side + unit, tall + 2 * unit) for side, tall in zip(sides, both, strict=True))
    height = heading.height + sum(heights) + (size * LEADING if more else 0.0) + 10 * unit
    width = inner + 2 * _PAD * unit
    return Card(heading, shown, texts, tuple(broken), abouts, columns, heights, is_narrow, header, more, width, height)


def draw_card(pen: Pen, card: Card, box: Box, scale: Scale) -> None:
    """Draw a card onto its box."""
    look, unit = pen.look, pen.look.unit
    size = look.letters
    ink, quiet = look.colours["ink"], look.colours["quiet"]
    pen.box(box, corner=4 * unit, facecolor=look.colours["paper"], edgecolor=look.colours["outline"], linewidth=unit)
    x, y = box.x + _PAD * unit, box.y + 4 * unit
    pen.block(x, y, card.heading, colour=ink, quiet=quiet)
    right = box.x + box.width - _PAD * unit
    if card.header:
        small = size * 0.9
        run = Run(card.header)
        pen.text(right - width_of(run.text, small), y + size * ASCENT, run, size=small, colour=quiet)
    y += card.heading.height + unit
    for number, height in enumerate(card.heights):
        _draw_line(pen, (x, right, y + height / 2), card, number, scale)
        y += height
    if card.more:
        left = x + card.columns[0] + _GAP * unit
        pen.text(left, y + size * ASCENT, Run(card.more), size=size, colour=quiet)


def sign_of_line(line: AreaLine, look: Look) -> Sign:
    """Return the sign of a line."""
    return Sign(line.span, line.phase, look.forces[line.force], line.standing, is_square=not line.is_personnel)


def _draw_line(pen: Pen, at: tuple[float, float, float], card: Card, number: int, scale: Scale) -> None:
    """Draw a line between a left and a right edge, around the height of its middle."""
    look, unit, size = pen.look, pen.look.unit, pen.look.letters
    ink, quiet = look.colours["ink"], look.colours["quiet"]
    left, right, middle = at
    line, texts, figures, about = card.lines[number], card.texts[number], card.figures[number], card.abouts[number]
    sign, force, _, _, count = card.columns
    x = left + sign + _GAP * unit
    base = middle + size * 0.35
    width = figures.width
    if card.is_narrow:
        upper = middle - (figures.height + about.height) / 2
        pen.block(x, upper, figures, colour=ink, quiet=ink)
        pen.block(x, upper + figures.height, about, colour=quiet, quiet=quiet)
        last = figures.width_of(len(figures.lines) - 1)
        mark = (x + last + (SMALL / 2 + 3) * unit, upper + figures.height - size * 0.65)
    else:
        base -= max(len(about.lines) - 1, 0) * size * LEADING / 2
        pen.text(x, base, Run(texts.named, is_strong=True), size=size, colour=ink)
        x += force + _GAP * unit if force else 0.0
        pen.block(x, base - size * ASCENT, about, colour=quiet, quiet=quiet)
        end = right - count - 2 * _GAP * unit
        pen.block(end - width, base - size * ASCENT, figures, colour=ink, quiet=ink)
        mark = (end - width - (SMALL / 2 + 3) * unit, base - size * 0.35)
        # A sign is beside the first line, unless it is larger.
        radii = scale.radii(line)
        middle = max(base - size * 0.35, middle - card.heights[number] / 2 + extent(line.span, radii) * unit)
    draw_sign(pen, (left + sign / 2, middle), sign_of_line(line, look), scale.radii(line))
    pen.text(right - width_of(texts.count, size), base, Run(texts.count), size=size, colour=quiet)
    if line.is_disputed:
        draw_disputed(pen, mark)


def _texts(lines: Sequence[AreaLine], look: Look, fonts: Fonts) -> tuple[_Texts, ...]:
    """Return the texts of lines; on a wide card a force is named once."""
    texts: list[_Texts] = []
    named = ""
    for line in lines:
        force = fonts.fit(whose_text(line.force, look.words, plain))
        phase = phase_text(line.phase, look.words, plain)
        count = look.words.number(line.claimants)
        first = "" if force == named else force
        texts.append(_Texts(force, first, phase, fonts.fit(line.aside), fonts.fit(line.figures), count))
        named = force
    return tuple(texts)


def _about(texts: _Texts, width: float, size: float, *, is_narrow: bool) -> Block:
    """Break what a figure is of into lines; its phase, and on a narrow card its force, are never cut."""
    chief = ", ".join(text for text in (texts.force if is_narrow else "", texts.phase) if text)
    wide = max([width, *(width_of(f"{word},", size) for word in chief.split(" "))])
    whole = ", ".join(text for text in (chief, texts.aside) if text)
    most = len(block([Run(chief)], size, width=wide).lines) + _MOST_ASIDE
    return block([Run(whole)], size, width=wide, most_lines=most)


def _more(left_out: Sequence[AreaLine], width: float, look: Look, fonts: Fonts) -> str:
    """Return how many lines are left out, and which."""
    if not left_out:
        return ""
    named = dict.fromkeys(whose_text(line.force, look.words, plain) for line in left_out)
    number = fonts.fit(look.words.say("moreLines", count=len(left_out)))
    named_too = f"{number}: {', '.join(named)}"
    fitted = fonts.fit(named_too)
    return fitted if width_of(fitted, look.letters) <= width else number
