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
from geo.resolving import resolve, resolve_column

__all__ = [
    "ColumnLengthError",
    "GazetteerMissingError",
    "GazetteerPart",
    "GeoError",
    "Place",
    "Resolution",
    "UnknownCountryError",
    "UnknownKindError",
    "UnknownPlaceError",
    "gazetteer_parts",
    "geometry_wkb",
    "place",
    "resolve",
    "resolve_column",
    "resolve_documents",
    "sentence",
]
