"""Drawing onto the paper: points from the upper left corner, y down, whatever the paper's height turns out to be."""

from __future__ import annotations

from copy import copy
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from mustermap.maps.still.rectangles import Box
from mustermap.maps.still.text_blocks import ASCENT, LEADING, Block, Run, outline, properties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure
    from matplotlib.path import Path
    from numpy.typing import NDArray

    from mustermap.maps.still.print_style import Look

#: Points an inch.
_INCH: Final = 72.0
#: Of a point: what is finer than this no printer prints.
_DECIMALS: Final = 2


class Pen:
    """Draws onto one figure.

    Parameters
    ----------
    figure : Figure
        An empty one.
    look : Look
        Sizes and colours.
    """

    def __init__(self, figure: Figure, look: Look) -> None:
        from matplotlib.transforms import Affine2D

        self.figure = figure
        self.look = look
        self._paper = Affine2D()
        self._onto = self._paper + figure.dpi_scale_trans
        self._layers = count(1)
        self._clip: Any = None

    def finish(self, height: float) -> None:
        """Cut the paper to the height of what is drawn, with the margin of the look around it."""
        margin = self.look.margin
        across, along = self.look.width + 2 * margin, height + 2 * margin
        self.figure.set_size_inches(across / _INCH, along / _INCH)
        self._paper.clear().translate(margin, margin).scale(1 / _INCH, -1 / _INCH).translate(0, along / _INCH)

    def column(self, x: float, look: Look) -> Pen:
        """Return a pen for a column of the same paper: its left edge at ``x``, its sizes by another look."""
        from matplotlib.transforms import Affine2D

        pen = copy(self)
        pen.look = look
        pen._onto = Affine2D().translate(x, 0) + self._onto
        return pen

    def clip_to(self, box: Box | None) -> None:
        """Draw within a box only from here on; None: anywhere."""
        from matplotlib.patches import Rectangle
        from matplotlib.transforms import TransformedPatchPath

        if box is None:
            self._clip = None
            return
        frame = Rectangle((box.x, box.y), box.width, box.height, transform=self._onto)
        self._clip = TransformedPatchPath(frame)

    def path(self, path: Path, *, at: tuple[float, float] = (0.0, 0.0), **style: Any) -> Any:
        """Draw a path, moved to a point; ``style`` is that of `matplotlib.patches.PathPatch`."""
        from matplotlib.patches import PathPatch
        from matplotlib.transforms import Affine2D

        moved = Affine2D().translate(*at) + self._onto
        patch = PathPatch(
            path, transform=moved, **{"linewidth": 0.0, "facecolor": "none", "edgecolor": "none", **style}
        )
        return self._add(patch)

    def shapes(self, shapes: NDArray[np.object_] | Sequence[Any], **style: Any) -> Any | None:
        """Draw outlines or lines of shapely's as one path."""
        path = path_of(shapes)
        return None if path is None else self.path(path, **style)

    def box(self, box: Box, *, corner: float = 0.0, **style: Any) -> Any:
        """Draw a box, its corners rounded."""
        from matplotlib.patches import FancyBboxPatch

        boxstyle = f"round,pad=0,rounding_size={corner}" if corner else "square,pad=0"
        corners = ((box.x, box.y), box.width, box.height)
        patch = FancyBboxPatch(*corners, boxstyle=boxstyle, transform=self._onto, **{"linewidth": 0.0, **style})
        return self._add(patch)

    def line(self, *points: tuple[float, float], **style: Any) -> Any:
        """Draw a line from point to point."""
        from matplotlib.path import Path

        return self.path(Path(list(points)), **style)

    def text(self, x: float, y: float, run: Run, *, size: float, colour: str, halo: float = 0.0) -> None:
        """Write a run from its left end, on a base line; nothing in it is markup."""
        if halo:
            # A text with an effect would be outlines only, which nobody can select or search.
            style = {"edgecolor": self.look.colours["label-halo"], "linewidth": halo, "joinstyle": "round"}
            self.path(outline(run, size), at=(x, y), **style)
        written = self.figure.text(
            x,
            y,
            run.text,
            transform=self._onto,
            fontproperties=properties(size, is_strong=run.is_strong),
            color=colour,
            ha="left",
            va="baseline",
            parse_math=False,
            zorder=next(self._layers),
        )
        if self._clip is not None:
            written.set_clip_path(self._clip)

    def block(
        self, x: float, y: float, block: Block, *, colour: str, quiet: str, halo: float = 0.0, right: bool = False
    ) -> None:
        """Write lines from their upper left corner, strong runs in one colour and the others in another."""
        for number, line in enumerate(block.lines):
            base = y + (number * LEADING + ASCENT) * block.size
            left = x + (block.width - block.width_of(number) if right else 0.0)
            for start, run in line:
                own = colour if run.is_strong else quiet
                self.text(left + start, base, run, size=block.size, colour=own, halo=halo)

    def _add(self, artist: Any) -> Any:
        artist.set_zorder(next(self._layers))
        if self._clip is not None:
            artist.set_clip_path(self._clip)
        self.figure.add_artist(artist, clip=False)
        return artist


def draw_leader(pen: Pen, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a line from what is written or drawn beside a place to the place, with a dot at its end."""
    unit, colour = pen.look.unit, pen.look.colours["quiet"]
    pen.line(start, end, edgecolor=colour, linewidth=unit)
    dot = Box(end[0] - 1.6 * unit, end[1] - 1.6 * unit, 3.2 * unit, 3.2 * unit)
    pen.box(dot, corner=1.5 * unit, facecolor=colour)


def path_of(shapes: NDArray[np.object_] | Sequence[Any]) -> Path | None:
    """Return one path of polygons and lines; None if there are none."""
    from matplotlib.path import Path

    parts = shapely.get_parts(shapely.get_parts(np.array(shapes, dtype=object).ravel()))
    is_area = np.isin(shapely.get_type_id(parts), (3,))
    rings = np.concatenate([shapely.get_rings(parts[is_area]), parts[np.isin(shapely.get_type_id(parts), (1, 2))]])
    rings = rings[~shapely.is_empty(rings)]
    if not len(rings):
        return None
    spots, owner = shapely.get_coordinates(rings, return_index=True)
    spots = spots.round(_DECIMALS)
    codes = np.full(len(spots), Path.LINETO, dtype=np.uint8)
    firsts = np.flatnonzero(np.diff(owner, prepend=-1))
    codes[firsts] = Path.MOVETO
    closed = shapely.is_ring(rings)
    lasts = np.append(firsts[1:], len(spots)) - 1
    codes[lasts[closed]] = Path.CLOSEPOLY
    return Path(spots, codes)
