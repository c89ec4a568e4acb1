"""The ground beneath the claims: land, borders, and the names of countries and towns where room is left."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from mustermap.maps.still.basemap import countries, towns
from mustermap.maps.still.rectangles import Box, Taken, beside
from mustermap.maps.still.text_blocks import Run, width_of
from mustermap.words.cldr_names import place_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mustermap.maps.still.map_projection import Ground
    from mustermap.maps.still.paper import Pen

_MOST_TOWNS: Final = 40
_MOST_TRIED: Final = 300
#: The space between the letters of a country's name, as a share of their size.
_SPACING: Final = 0.2
#: Up to this zoom of a web map countries are named.
_LAST_COUNTRY_ZOOM: Final = 8.0
_STEP: Final = 6.0
#: What of an outline is smaller than this, in points, is not seen in print.
_FINEST: Final = 0.25
_SPECK: Final = 0.04


def draw_land(pen: Pen, ground: Ground) -> NDArray[np.object_]:
    """Draw sea, land, borders and coasts.

    Returns
    -------
    array
        The countries' outlines on the paper, in the order of the basemap.
    """
    colours, unit = pen.look.colours, pen.look.unit
    pen.box(ground.view, facecolor=colours["sea"])
    thin = unit * (0.6 if ground.is_world else 1.0)
    view = ground.view
    beyond = 4 * unit  # so that no edge of what is cut off is seen
    around = (view.x - beyond, view.y - beyond, view.x + view.width + beyond, view.y + view.height + beyond)
    land, coasts = _land_and_coasts(ground, around)
    pen.shapes(land, facecolor=colours["land"])
    pen.shapes(shapely.boundary(land), edgecolor=colours["border"], linewidth=1.1 * thin, joinstyle="round")
    pen.shapes([coasts], edgecolor=colours["coast"], linewidth=0.9 * thin, joinstyle="round")
    return land


@lru_cache(maxsize=4)
def _land_and_coasts(
    ground: Ground, around: tuple[float, float, float, float]
) -> tuple[NDArray[np.object_], shapely.Geometry]:
    """Return the countries' outlines on the paper, and all coasts; the days of a series share them."""
    outlines = shapely.coverage_simplify(ground.project(countries().geometry), _FINEST)
    land = _without_specks(shapely.clip_by_rect(outlines, *around))
    land.setflags(write=False)
    return land, shapely.boundary(shapely.union_all(shapely.buffer(land, 0.01)))


def _without_specks(land: NDArray[np.object_]) -> NDArray[np.object_]:
    """Leave out islands that are smaller than a speck of ink."""
    parts, owner = shapely.get_parts(land, return_index=True)
    seen = shapely.area(parts) > _SPECK
    kept = np.full(len(land), shapely.MultiPolygon(), dtype=object)
    owners, firsts = np.unique(owner[seen], return_index=True)
    kept[owners] = [shapely.multipolygons(own) for own in np.split(parts[seen], firsts[1:])] if len(owners) else []
    return kept


def draw_names(
    pen: Pen, land: NDArray[np.object_], ground: Ground, taken: Taken, lines: Taken, *, named: frozenset[str]
) -> None:
    """Draw the names of capitals, countries and towns where room is left, the more important first; not ``named``."""
    zoom = ground.zoom + float(np.log2(1 / pen.look.unit))
    table = towns()
    near = table[(table["zoom"] <= zoom).to_numpy()]
    near = near[ground.shows(near["lon"].to_numpy(), near["lat"].to_numpy())].head(_MOST_TRIED)
    spots = ground.points(near["lon"].to_numpy(), near["lat"].to_numpy()) if len(near) else np.empty((0, 2))
    is_capital = near["capital"].to_numpy(bool)
    candidates = list(zip(near["name"], spots.tolist(), is_capital.tolist(), strict=True))
    towns_named = 0
    for name, spot, capital in candidates:
        if capital and zoom >= 5:
            towns_named += _town(pen, name, spot, ground, taken, lines, is_capital=True)
    if zoom <= _LAST_COUNTRY_ZOOM:
        _name_countries(pen, land, ground, taken, lines, zoom, named)
    for name, spot, capital in candidates:
        if towns_named < _MOST_TOWNS and not (capital and zoom >= 5):
            towns_named += _town(pen, name, spot, ground, taken, lines, is_capital=capital)


def _town(
    pen: Pen, name: str, spot: list[float], ground: Ground, taken: Taken, lines: Taken, *, is_capital: bool
) -> bool:
    look, unit = pen.look, pen.look.unit
    size = look.letters * (1.0 if is_capital else 0.92)
    x, y = spot
    radius = (2.5 if is_capital else 2.0) * unit
    dot = Box(x - radius, y - radius, 2 * radius, 2 * radius)
    if not ground.view.holds(dot) or not taken.is_free(dot, unit):
        return False
    width, height = width_of(name, size), size * 1.15
    for box in beside(dot, width, height, 3 * unit):
        if ground.view.holds(box) and taken.is_free(box, 2 * unit) and lines.is_free(box):
            taken.add(box, dot)
            pen.box(dot, corner=radius * 0.99, facecolor=look.colours["label"])
            base = box.y + size * 0.9
            pen.text(box.x, base, Run(name), size=size, colour=look.colours["label"], halo=2.5 * unit)
            return True
    return False


def _name_countries(
    pen: Pen, land: NDArray[np.object_], ground: Ground, taken: Taken, lines: Taken, zoom: float, named: frozenset[str]
) -> None:
    """Draw the name of each country of which enough is seen, within it, as near to its label's point as possible."""
    look, view = pen.look, ground.view
    seen = shapely.clip_by_rect(land, view.x, view.y, view.x + view.width, view.y + view.height)
    size = look.letters * 0.92
    table = countries()
    order = np.argsort(-shapely.area(seen), kind="stable")
    is_shown = ground.shows(table["lon"].to_numpy(), table["lat"].to_numpy())
    for k in order[shapely.area(seen[order]) > (4 * size) ** 2]:
        called = place_text(str(table["name"].iloc[k]), f"country:{table['code'].iloc[k]}", look.words.language)
        if float(table["rank"].iloc[k]) > zoom or called in named:
            continue
        name = called.upper()
        widths = [width_of(letter, size) + _SPACING * size for letter in name]
        width = sum(widths) - _SPACING * size
        middle = shapely.get_coordinates(shapely.point_on_surface(seen[k]))[0]
        if is_shown[k]:
            middle = ground.points(table["lon"].iloc[k], table["lat"].iloc[k])[0]
        box = _room_within(seen[k], (width, size * 1.2), middle, view, taken, lines)
        if box is None:
            continue
        taken.add(box)
        x = box.x
        for letter, step in zip(name, widths, strict=True):
            colour = look.colours["label-country"]
            pen.text(x, box.y + size * 0.95, Run(letter), size=size, colour=colour, halo=2.5 * look.unit)
            x += step


def _room_within(
    shape: Any, size: tuple[float, float], middle: NDArray[np.float64], view: Box, taken: Taken, lines: Taken
) -> Box | None:
    left, top, right, bottom = shapely.bounds(shape)
    xs = np.arange(left + 1, right - size[0], _STEP)
    ys = np.arange(top + 1, bottom - size[1], _STEP)
    if not len(xs) or not len(ys):
        return None
    x, y = (grid.ravel() for grid in np.meshgrid(xs, ys))
    shapely.prepare(shape)
    inside = shapely.contains(shape, shapely.box(x, y, x + size[0], y + size[1]))
    away = np.hypot(x + size[0] / 2 - middle[0], y + size[1] / 2 - middle[1])
    for k in np.flatnonzero(inside)[np.argsort(away[inside], kind="stable")]:
        box = Box(float(x[k]), float(y[k]), *size)
        if view.holds(box) and taken.is_free(box, 3.0) and lines.is_free(box, 0.5):
            return box
    return None
