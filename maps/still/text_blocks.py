"""Text that is measured before it is drawn: lines of plain and strong words, broken to a width."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from mustermap.errors import WrongStill

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path as File

    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path

#: matplotlib brings it: Latin, Greek, Cyrillic, Armenian, Georgian, Arabic and Hebrew letters, and others.
FAMILY: Final = "DejaVu Sans"
LEADING: Final = 1.24
ASCENT: Final = 0.93
_MISSING: Final = "\N{WHITE SQUARE}"
_LONGEST_WORD: Final = 2_000
"""Signs of a word that are looked at: no line of a picture has room for as many."""


class Run(NamedTuple):
    """A piece of text in one style.

    Attributes
    ----------
    text : str
        Plain text; nothing in it is markup.
    is_strong : bool
        Whether it is bold.
    """

    text: str
    is_strong: bool = False


class PlacedRun(NamedTuple):
    """A run that has found its place in a line."""

    x: float
    run: Run


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text.

    Attributes
    ----------
    lines : tuple
        Each with its runs, from left to right.
    size : float
        The height of the letters in points.
    width, height : float
        Of all of it.
    """

    lines: tuple[tuple[PlacedRun, ...], ...]
    size: float
    width: float
    height: float

    def width_of(self, line: int) -> float:
        """How wide one of its lines is."""
        x, run = self.lines[line][-1]
        return x + width_of(run.text, self.size, is_strong=run.is_strong)


class Fonts:
    """The fonts that a picture is written in, and which signs none of them has.

    Parameters
    ----------
    extra : sequence of pathlib.Path
        Font files of the user's, for what DejaVu Sans lacks.

    Raises
    ------
    WrongStill
        If a file is no font.
    """

    def __init__(self, extra: Sequence[File] = ()) -> None:
        self.families = [FAMILY, *(_added(path) for path in extra)]
        self.lacking: set[str] = set()

    def fit(self, text: str) -> str:
        """Return a text with a square for each sign that no font has; the sign is noted."""
        lacking = {
            sign for sign in set(text) if not sign.isspace() and ord(sign) not in _signs_in(tuple(self.families))
        }
        self.lacking |= lacking
        return "".join(_MISSING if sign in lacking else sign for sign in text) if lacking else text


def properties(size: float, *, is_strong: bool) -> FontProperties:
    """Return the font of a text."""
    from matplotlib import rcParams
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=rcParams["font.family"], size=size, weight="bold" if is_strong else "normal")


def outline(run: Run, size: float) -> Path:
    """Return the outlines of a text's letters, from the left end of its base line, y down."""
    import numpy as np
    from matplotlib.path import Path
    from matplotlib.textpath import text_to_path

    vertices, codes = text_to_path.get_text_path(properties(size, is_strong=run.is_strong), run.text, ismath=False)
    by = size / text_to_path.FONT_SCALE
    return Path(np.asarray(vertices, dtype=np.float64).reshape(-1, 2) * (by, -by), codes)


def width_of(text: str, size: float, *, is_strong: bool = False) -> float:
    """Measure a text in points."""
    from matplotlib import rcParams

    return _width_at_100(text, is_strong, tuple(rcParams["font.family"])) * size / 100


def block(runs: Iterable[Run], size: float, *, width: float, most_lines: int = 99) -> Block:
    """Break runs into lines.

    Parameters
    ----------
    runs : iterable of Run
        They follow each other with a blank between.
    size : float
        The height of the letters in points.
    width : float
        What no line exceeds, but a single word that is wider is cut.
    most_lines : int
        A text that does not fit into these is cut, and ends in an ellipsis.
    """
    words = [(word[:_LONGEST_WORD], run.is_strong) for run in runs for word in run.text.split(" ") if word]
    lines: list[list[tuple[str, bool]]] = [[]]
    for word, is_strong in words:
        grown = [*lines[-1], (word, is_strong)]
        if lines[-1] and _width(grown, size) > width:
            if len(lines) == most_lines:
                lines[-1] = _cut(grown, size, width)
                break
            lines.append([(word, is_strong)])
        else:
            lines[-1] = grown
    fitted = [line if _width(line, size) <= width else _cut(line, size, width) for line in lines if line]
    placed = tuple(_place(line, size) for line in fitted)
    widest = max((_width(line, size) for line in fitted), default=0.0)
    return Block(placed, size, widest, len(placed) * size * LEADING)


def _place(line: Sequence[tuple[str, bool]], size: float) -> tuple[PlacedRun, ...]:
    """Join what has one style, and say where each begins."""
    placed: list[PlacedRun] = []
    x = 0.0
    for word, is_strong in line:
        if placed and placed[-1].run.is_strong == is_strong:
            start, run = placed[-1]
            placed[-1] = PlacedRun(start, Run(f"{run.text} {word}", is_strong))
        else:
            placed.append(PlacedRun(x, Run(word, is_strong)))
        start, run = placed[-1]
        x = start + width_of(f"{run.text} ", size, is_strong=is_strong)
    return tuple(placed)


def _width(line: Sequence[tuple[str, bool]], size: float) -> float:
    placed = _place(line, size)
    return placed[-1].x + width_of(placed[-1].run.text, size, is_strong=placed[-1].run.is_strong) if placed else 0.0


def _cut(line: list[tuple[str, bool]], size: float, width: float) -> list[tuple[str, bool]]:
    """Shorten a line until it fits with an ellipsis at its end."""
    kept = list(line)
    while kept:
        word, is_strong = kept.pop()

        def shortened(length: int, word: str = word, is_strong: bool = is_strong) -> list[tuple[str, bool]]:
            return [*kept, (word[:length].rstrip(" ·,") + "…", is_strong)]

        lengths = range(1, len(word) + 1)
        fitting = bisect_right(lengths, width, key=lambda length: _width(shortened(length), size))
        while fitting and _width(shortened(fitting), size) > width:  # letters that are set closer together
            fitting -= 1
        if fitting:
            return shortened(fitting)
    return [("…", False)]


@lru_cache(maxsize=20_000)
def _width_at_100(text: str, is_strong: bool, families: tuple[str, ...]) -> float:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=list(families), size=100, weight="bold" if is_strong else "normal")
    if text.endswith(" "):
        return _width_at_100(f"{text}i", is_strong, families) - _width_at_100("i", is_strong, families)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width)


@cache
def _signs_in(families: tuple[str, ...]) -> frozenset[int]:
    from matplotlib import font_manager
    from matplotlib.ft2font import FT2Font

    files = [font_manager.findfont(family, fallback_to_default=False) for family in families]
    return frozenset().union(*(FT2Font(file).get_charmap() for file in files))


def _added(path: File) -> str:
    from matplotlib import font_manager

    try:
        font_manager.fontManager.addfont(path)
        return str(font_manager.get_font(path).family_name)
    except (OSError, RuntimeError) as error:
        raise WrongStill(f"{path}: no font that can be read ({error}); give a TTF or OTF file") from error
