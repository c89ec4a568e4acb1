"""The sheet of a chart: the rows of its datasets, gathered while it is laid out, in pixels with y down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mustermap.maps.still.signs import parts_of
from mustermap.maps.still.text_blocks import ASCENT, LEADING, Run, block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.path import Path

    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.signs import Radii, Sign
    from mustermap.maps.still.text_blocks import Block, Fonts

DATASETS: Final = (
    *("days", "claims", "fills", "hatches", "middles", "edges", "arrows", "rules", "ticks", "intervals", "ends"),
    *("words", "signs"),
)
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

    def sign(self, x: float, y: float, sign: Sign, radii: Radii) -> None:
        """Draw a sign of the map with its middle at a point."""
        for part in parts_of(sign, radii, self.look):
            self.add(
                "signs", x=_tidy(x), y=_tidy(y), shape=svg_path(part.path), line=part.line, face=part.face,
                width=_tidy(part.width), strength=part.strength, is_dotted=part.dots is not None,
            )  # fmt: skip


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
