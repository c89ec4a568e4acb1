"""The sheet of a chart: the rows of its datasets, gathered while it is laid out, in pixels with y down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from mustermap.maps.still.text_blocks import ASCENT, LEADING, Run, block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.path import Path

    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.text_blocks import Block, Fonts

DATASETS: Final = ("areas", "strokes", "shapes", "words", "claims")
Dash = Literal["", "dotted", "dashed"]
_LETTERS: Final = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "Z"}


@dataclass
class Sheet:
    """What is drawn so far.

    Attributes
    ----------
    look : Look
        Sizes and colours.
    fonts : Fonts
        Which letters there are.
    y : float
        How far down it is filled.
    data : dict
        The rows of each dataset.
    """

    look: Look
    fonts: Fonts
    y: float = 0.0
    data: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in DATASETS})

    @property
    def unit(self) -> float:
        """Pixels per pixel of the page."""
        return self.look.unit

    def add(self, dataset: str, **row: Any) -> None:
        """Add a row to a dataset."""
        self.data[dataset].append(row)

    def words(
        self, x: float, y: float, words: Block, *, colour: str = "ink", quiet: str = "quiet", halo: bool = False
    ) -> None:
        """Write measured words from their upper left corner."""
        for number, line in enumerate(words.lines):
            base = y + (number * LEADING + ASCENT) * words.size
            for start, run in line:
                name = colour if run.is_strong else quiet
                self.add(
                    "words", x=_tidy(x + start), y=_tidy(base), text=run.text, is_strong=run.is_strong,
                    size=round(words.size, 2), colour=self.look.colours[name], has_halo=halo,
                )  # fmt: skip

    def paragraph(
        self, runs: Sequence[Run], *, size: float = 1.0, x: float = 0.0, gap: float = 2.0, quiet: str = "quiet"
    ) -> None:
        """Write a paragraph across the sheet, and go on below it."""
        fitted = [Run(self.fonts.fit(run.text), run.is_strong) for run in runs if run.text]
        if not fitted:
            return
        made = block(fitted, self.look.letters * size, width=self.look.width - x)
        self.words(x, self.y, made, quiet=quiet)
        self.y += made.height + gap * self.unit

    def stroke(
        self,
        ends: tuple[float, float, float, float],
        colour: str,
        width: float,
        *,
        dash: Dash = "",
        strength: float = 1,
    ) -> None:
        """Draw a straight line from one point to another: x, y, then x and y of the other end."""
        x, y, x2, y2 = map(_tidy, ends)
        self.add("strokes", x=x, y=y, x2=x2, y2=y2, colour=colour, width=_tidy(width), dash=dash, strength=strength)

    def area(self, sides: tuple[float, float, float, float], colour: str, strength: float) -> None:
        """Fill a rectangle between two corners."""
        x, y, x2, y2 = map(_tidy, sides)
        self.add("areas", x=x, y=y, x2=x2, y2=y2, colour=colour, strength=round(strength, 3))

    def shape(self, x: float, y: float, path: Path, *, line: str, face: str, width: float = 0.0) -> None:
        """Draw a shape around a point."""
        self.add("shapes", x=_tidy(x), y=_tidy(y), shape=svg_path(path), line=line, face=face, width=_tidy(width))

    def claim(self, sides: tuple[float, float, float, float], said: str, name: str) -> None:
        """Say all of a claim where it is drawn, for a pointer and for readers who do not see it."""
        x, y, x2, y2 = map(_tidy, sides)
        self.add("claims", x=x, y=y, x2=x2, y2=y2, told=said, id=name)


def mixed(colour: str, share: float) -> str:
    """Return a colour with a share of white.

    Examples
    --------
    >>> mixed("#c2500c", 0.2)
    '#ce733d'
    """
    from matplotlib.colors import to_rgb

    return "#" + "".join(f"{round(255 * (part + (1 - part) * share)):02x}" for part in to_rgb(colour))


def svg_path(path: Path, by: float = 1.0) -> str:
    """Write a path in the terms of SVG, as Vega-Lite takes shapes: of size 4 its numbers are pixels.

    Examples
    --------
    >>> from matplotlib.path import Path
    >>> svg_path(Path([(0, 0), (2, 1)]), 0.5)
    'M0,0L1,0.5'
    """
    written: list[str] = []
    for points, code in path.iter_segments(simplify=False):
        numbers = ",".join(f"{_tidy(float(number) * by):g}" for number in np.asarray(points))
        written.append(_LETTERS[int(code)] + ("" if int(code) == 79 else numbers))
    return "".join(written)


def _tidy(number: float) -> float:
    return round(float(number), 2) + 0.0
