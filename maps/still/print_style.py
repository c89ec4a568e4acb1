"""How a still looks in print: its width, the sizes that follow from it, and the page's own colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mustermap.errors import WrongStill
from mustermap.maps.force_colours import force_numbers, page_colours
from mustermap.maps.still.signs import STALE
from mustermap.words import Words, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

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
#: In grey: the lightness (CIE L*) of the darkest force and of the lightest, which is 3:1 on the paper; and how many
#: shades between them can be told apart, a step of more than 16 from each to the next.
_LIGHTNESS: Final = (10.0, 60.0)
MOST_SHADES: Final = 4
_LEAST_APART: Final = 15.0


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
    is_grey : bool
        Whether its colours are shades of grey.
    names_forces : bool
        Whether a figure's force is named beside it, because there are more forces than shades that can be told apart.
    """

    width: float
    letters: float
    colours: Mapping[str, str]
    forces: Mapping[str, str]
    words: Words
    margin: float = 0.0
    is_grey: bool = False
    names_forces: bool = False

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
        Whether to draw in shades of grey; `shaded_for` chooses those of a picture that shows some of the forces.
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
    look = Look(width_mm * POINTS_A_MM, letters, colours, named, words_of(language))
    if not grey:
        return look
    greys = {name: _in_grey(colour) for name, colour in colours.items()}
    return shaded_for(replace(look, colours=greys, is_grey=True), named)


def shaded_for(look: Look, shown: Collection[str]) -> Look:
    """Return a look in grey with shades for the forces that a picture, or its series, shows; in colour the look itself.

    Parameters
    ----------
    look : Look
        As `look_for` returns it.
    shown : collection of str
        Forces, by their text in the table. The others have the lightest shade.

    Examples
    --------
    >>> look = look_for(90, ["Russia", "Belarus", "Northland"], grey=True)
    >>> shaded_for(look, ["Northland", "Russia"]).forces
    {'Russia': '#1b1b1b', 'Belarus': '#919191', 'Northland': '#919191'}
    """
    if not look.is_grey:
        return look
    own = [force for force in look.forces if force in shown]
    dark, light = _LIGHTNESS
    step = (light - dark) / max(len(own) - 1, 1)
    shades = dict.fromkeys(look.forces, _of_lightness(light))
    shades |= {force: _of_lightness(dark + number * step) for number, force in enumerate(own)}
    return replace(look, forces=shades, names_forces=len(own) > MOST_SHADES)


def named_where_alike(look: Look, drawn: Iterable[tuple[str, str]]) -> Look:
    """Return a look that names forces at their marks, if in grey the marks of two are drawn in nearly one lightness.

    Parameters
    ----------
    look : Look
        With its shades.
    drawn : iterable of tuple
        The force and the standing of each mark: what is not repeated for six months is drawn lighter.

    Examples
    --------
    >>> look = look_for(90, ["Russia", "Belarus"], grey=True)
    >>> named_where_alike(look, [("Russia", "stated"), ("Belarus", "stated")]).names_forces
    False
    >>> named_where_alike(look, [("Russia", "stale"), ("Belarus", "stated")]).names_forces
    True
    """
    if not look.is_grey or look.names_forces:
        return look
    shades = sorted({(_drawn_lightness(look.forces[force], standing), force) for force, standing in drawn})
    alike = any(
        one != other and lighter - darker < _LEAST_APART
        for number, (darker, one) in enumerate(shades)
        for lighter, other in shades[number + 1 :]
    )
    return replace(look, names_forces=alike)


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


def _of_lightness(lightness: float) -> str:
    """Return the grey of a lightness: CIE 15 (L* of the luminance), IEC 61966-2-1 (sRGB of it); not for near black."""
    luminance = ((lightness + 16) / 116) ** 3
    return _grey(1.055 * luminance ** (1 / 2.4) - 0.055)


def _drawn_lightness(shade: str, standing: str) -> float:
    """Return the lightness of a line in a grey, as it is on white paper: CIE 15 and IEC 61966-2-1."""
    strength = STALE if standing == "stale" else 1.0
    light = 1 - strength * (1 - int(shade[1:3], 16) / 255)
    luminance = ((light + 0.055) / 1.055) ** 2.4
    return float(116 * luminance ** (1 / 3) - 16)


def _grey(light: float) -> str:
    return f"#{round(light * 255):02x}" + f"{round(light * 255):02x}" * 2
