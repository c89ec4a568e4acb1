"""How a still looks in print: its width, the sizes that follow from it, and the page's own colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mustermap.errors import WrongStill
from mustermap.maps.force_colours import force_numbers, page_colours
from mustermap.words import Words, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Widths of print, in millimetres: a newspaper's column, two of them or a journal's column, and a page.
WIDTHS: Final[Mapping[str, float]] = {"column": 55.0, "wide": 90.0, "page": 180.0}
#: A slide or a screen of 16:9, width and height in millimetres: 1,920 by 1,080 dots of a PNG.
SCREEN: Final = (162.56, 91.44)
MOST_MM: Final = 600.0
LEAST_MM: Final = 45.0
POINTS_A_MM: Final = 72 / 25.4
#: The height of the page's letters in its pixels; all parts of a sign are sized by them.
_PAGE_LETTERS: Final = 12.5
#: Pixels, as wide as a column of text on a web page.
_SCREEN: Final = 760.0
_PHONE: Final = 342.0
#: The margin of a still, as a share of its width; and the least.
_MARGIN: Final = 0.025
_LEAST_MARGIN_MM: Final = 1.5
#: In grey, forces are named; their shades lie between these, from dark to light.
_SHADES: Final = (0.1, 0.54)


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes in points, colours, and the language.

    Attributes
    ----------
    width : float
        The whole width.
    letters : float
        The height of its plain text.
    colours : mapping
        The page's colours by their names, without the leading dashes.
    forces : mapping
        The colour of each force, by its text in the table.
    words : Words
        The words of its language.
    margin : float
        The margin around the whole, which is not in the width.
    """

    width: float
    letters: float
    colours: Mapping[str, str]
    forces: Mapping[str, str]
    words: Words
    margin: float = 0.0

    @property
    def unit(self) -> float:
        """Points per pixel of the page, at the size of its letters."""
        return self.letters / _PAGE_LETTERS


def look_for(width_mm: float, forces: Sequence[str], *, grey: bool, language: str = "en") -> Look:
    """Choose sizes and colours.

    Parameters
    ----------
    width_mm : float
        The width in print.
    forces : sequence of str
        All forces of the claims table: a force has the same colour in each of its pictures, as on the page.
    grey : bool
        Whether to draw in shades of grey.
    language : str
        The code of the language of its words.

    Raises
    ------
    WrongStill
        If the width is not one that can be printed and read.
    UnknownLanguage
        If there are no words in the language.
    """
    if not LEAST_MM <= width_mm <= MOST_MM:
        raise WrongStill(
            f"a width of {width_mm:g} mm: give one from {LEAST_MM:g} to {MOST_MM:g}, or {', '.join(WIDTHS)}"
        )
    letters = min(max(5.2 + 0.011 * width_mm, 5.8), 8.0)
    colours = page_colours()
    named = {force: colours[f"force-{number}"] for force, number in force_numbers(forces).items()}
    if grey:
        shades = _spread(list(named))
        colours, named = {name: _in_grey(colour) for name, colour in colours.items()}, shades
    return Look(width_mm * POINTS_A_MM, letters, colours, named, words_of(language))


def with_margin(look: Look) -> Look:
    """Return a look with a margin taken off its width on both sides."""
    margin = max(_LEAST_MARGIN_MM * POINTS_A_MM, _MARGIN * look.width)
    return replace(look, width=look.width - 2 * margin, margin=margin)


def look_on_screen(forces: Sequence[str], *, grey: bool, is_narrow: bool = False, language: str = "en") -> Look:
    """Choose sizes and colours for a screen, or for that of a phone; parameters as for `look_for`."""
    in_print = look_for(WIDTHS["page"], forces, grey=grey, language=language)
    return replace(in_print, width=_PHONE if is_narrow else _SCREEN, letters=_PAGE_LETTERS)


def _in_grey(colour: str) -> str:
    from matplotlib.colors import to_rgb

    red, green, blue = to_rgb(colour)
    return _grey(0.299 * red + 0.587 * green + 0.114 * blue)  # ITU-R BT.601


def _spread(forces: Sequence[str]) -> dict[str, str]:
    """Return a shade for each force: the first two as different as can be, each further one between the others."""
    dark, light = _SHADES
    shares = [0.0, 1.0, *((k + 0.5) / 2**power for power in range(1, 8) for k in range(2**power))]
    shares = list(dict.fromkeys([0.0, 1.0, 0.5, *shares]))
    return {force: _grey(dark + shares[k % len(shares)] * (light - dark)) for k, force in enumerate(forces)}


def _grey(light: float) -> str:
    return f"#{round(light * 255):02x}" + f"{round(light * 255):02x}" * 2
