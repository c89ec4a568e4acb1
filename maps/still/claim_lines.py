"""Claims as text beside their sign: in an area's card, and in the lists below the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mustermap.maps.still.signs import Sign, draw_sign, fixed_radii
from mustermap.maps.still.small_marks import SMALL, draw_disputed, draw_echo
from mustermap.maps.still.still_texts import word_figures, word_quietly
from mustermap.maps.still.text_blocks import LEADING, Block, Run, block

if TYPE_CHECKING:
    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.scene import Group
    from mustermap.maps.still.text_blocks import Fonts
    from mustermap.words import Words

_SIGN_SIDE: Final = 25.0
_GAP: Final = 3.0


@dataclass(frozen=True, slots=True)
class Row:
    """A group's sign with its words, measured."""

    group: Group
    text: Block
    width: float
    height: float


def sign_of(group: Group, look: Look) -> Sign:
    """Return the sign of a group."""
    return Sign(group.span, group.phase, look.forces[group.force], group.standing, is_square=not group.is_personnel)


def runs_of(group: Group, on: int, fonts: Fonts, words: Words) -> list[Run]:
    """Return a group as text of a day: its figures bold, the rest plain."""
    quiet = [word_quietly(group, on, words)]
    if group.disputes:
        quiet.append(words.say("badgeDisputed"))
    if group.echoes:
        quiet.append(words.say("echoesCount", count=int(group.echoes)))
    return [Run(fonts.fit(word_figures(group, words)), is_strong=True), Run(fonts.fit(" · ".join(quiet)))]


def measure_row(group: Group, on: int, *, width: float, look: Look, fonts: Fonts) -> Row:
    """Break a group's words of a day into lines beside its sign."""
    beside = (SMALL + _GAP) * look.unit * (bool(group.disputes) + bool(group.echoes))
    text = block(
        runs_of(group, on, fonts, look.words),
        look.letters,
        width=width - _SIGN_SIDE * look.unit - beside,
    )
    height = max(text.height, 20 * look.unit)
    return Row(group, text, _SIGN_SIDE * look.unit + text.width + beside, height + _GAP * look.unit)


def draw_row(pen: Pen, x: float, y: float, row: Row) -> None:
    """Draw a row from its upper left corner."""
    look, group = pen.look, row.group
    unit = look.unit
    middle = y + max(min(row.text.height, 2 * look.letters * 1.24), 20 * unit) / 2
    draw_sign(pen, (x + 10 * unit, middle), sign_of(group, look), fixed_radii(group.span))
    left = x + _SIGN_SIDE * unit
    top = y + max(0.0, (20 * unit - row.text.height) / 2)
    pen.block(left, top, row.text, colour=look.colours["ink"], quiet=look.colours["quiet"])
    last = len(row.text.lines) - 1
    at = left + row.text.width_of(last) + (_GAP + SMALL / 2) * unit
    for is_there, draw in ((group.disputes, draw_disputed), (group.echoes, draw_echo)):
        if is_there:
            draw(pen, (at, top + look.letters * (0.62 + last * LEADING)))
            at += (SMALL + _GAP) * unit
