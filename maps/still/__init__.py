"""Stills of the map, as an article prints them: drawn with matplotlib and geopandas, without a browser."""

from mustermap.maps.still.day_stills import MOST_FRAMES, Still, Style, series, still
from mustermap.maps.still.map_projection import Bounds, bounds_around, bounds_given
from mustermap.maps.still.print_style import SCREEN, WIDTHS
from mustermap.maps.still.still_files import KINDS, kind_of, picture, save

__all__ = [
    "KINDS",
    "MOST_FRAMES",
    "SCREEN",
    "WIDTHS",
    "Bounds",
    "Still",
    "Style",
    "bounds_around",
    "bounds_given",
    "kind_of",
    "picture",
    "save",
    "series",
    "still",
]
