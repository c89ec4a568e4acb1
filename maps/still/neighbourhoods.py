"""Where places are too many for their marks, they are counted: one number for a neighbourhood, by columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mustermap.maps.still.point_marks import draw_pill
from mustermap.maps.still.rectangles import Box, Taken

if TYPE_CHECKING:
    import geopandas as gpd

    from mustermap.maps.still.map_projection import Ground
    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.print_style import Look

#: The share of the map that marks may take; and the side in the page's pixels that one is reckoned with.
_CROWDED: Final = 0.30
_USUAL_SIDE: Final = 30.0
#: The side of a neighbourhood, in the page's pixels.
_SIDE: Final = 34.0


def is_crowded(points: gpd.GeoDataFrame, ground: Ground, look: Look) -> bool:
    """Return whether the map would have too many marks to read any."""
    places = points.groupby(["place_lon", "place_lat"], observed=True).size().clip(upper=8).sum()
    return bool(places * (_USUAL_SIDE * look.unit) ** 2 > _CROWDED * ground.width * ground.height)


def draw_counts(pen: Pen, points: gpd.GeoDataFrame, ground: Ground, taken: Taken) -> None:
    """Draw a count for each neighbourhood, with the colours of its forces."""
    look = pen.look
    side = _SIDE * look.unit
    spots = ground.points(points["place_lon"].to_numpy(), points["place_lat"].to_numpy())
    own = points.assign(x=spots[:, 0], y=spots[:, 1], column=spots[:, 0] // side, line=spots[:, 1] // side)
    counted = own.groupby(["line", "column"], sort=True).agg(
        x=("x", "mean"), y=("y", "mean"), claims=("id", "size"), forces=("force", _most_named)
    )
    inset = 10 * look.unit
    for (line, column), x, y, claims, forces in counted.itertuples(name=None):
        # Near to the middle of its neighbourhood, so that no count covers another's.
        middle = (
            float(np.clip(np.clip(x, (column + 0.46) * side, (column + 0.54) * side), inset, ground.width - inset)),
            float(
                np.clip(
                    np.clip(y, (line + 0.3) * side, (line + 0.7) * side),
                    ground.top + inset,
                    ground.view.y + ground.height - inset,
                )
            ),
        )
        draw_pill(pen, middle, f"{claims:,}", [look.forces[force] for force in forces])
        taken.add(Box(middle[0] - inset, middle[1] - inset, 2 * inset, 2 * inset))


def _most_named(forces: Any) -> tuple[str, ...]:
    return tuple(forces.astype("str").value_counts().sort_index().sort_values(ascending=False, kind="stable").index[:4])
