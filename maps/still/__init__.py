"""Stills of the map, as an article prints them: drawn with matplotlib and geopandas, without a browser."""

from maps.still.drawing import MOST_FRAMES, Still, Style, series, still
from maps.still.ground import Bounds, bounds_around, bounds_given
from maps.still.look import WIDTHS
from maps.still.saving import KINDS, kind_of, picture, save

__all__ = [
    "KINDS",
    "MOST_FRAMES",
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
