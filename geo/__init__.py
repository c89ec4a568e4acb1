"""Where: resolve place wordings with a gazetteer that comes along, offline.

A resolved place has a precision and a radius in metres. Ambiguous and unresolved are answers too.
"""

from __future__ import annotations

from geo.advising import sentence
from geo.answers import GazetteerPart, Place, Resolution
from geo.computed import geometry_wkb, place
from geo.documents import resolve_documents
from geo.errors import (
    ColumnLengthError,
    GazetteerMissingError,
    GeoError,
    UnknownCountryError,
    UnknownKindError,
    UnknownPlaceError,
)
from geo.gazetteer import gazetteer_parts
from geo.raising import COARSE, Coarse, Spot, is_coarse, raise_place
from geo.resolving import resolve, resolve_column

__all__ = [
    "COARSE",
    "Coarse",
    "ColumnLengthError",
    "GazetteerMissingError",
    "GazetteerPart",
    "GeoError",
    "Place",
    "Resolution",
    "Spot",
    "UnknownCountryError",
    "UnknownKindError",
    "UnknownPlaceError",
    "gazetteer_parts",
    "geometry_wkb",
    "is_coarse",
    "place",
    "raise_place",
    "resolve",
    "resolve_column",
    "resolve_documents",
    "sentence",
]
