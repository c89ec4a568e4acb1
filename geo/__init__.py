"""Where: resolve place wordings with a gazetteer that comes along, offline.

A resolved place has a precision and a radius in metres. Ambiguous and unresolved are answers too.
"""

from __future__ import annotations

from mustermap.errors import (
    ColumnLengthError,
    GazetteerMissingError,
    GeoError,
    UnknownCountryError,
    UnknownKindError,
    UnknownPlaceError,
)
from mustermap.geo.answers import GazetteerPart, Place, Resolution
from mustermap.geo.choice.advice import sentence
from mustermap.geo.documents import resolve_documents
from mustermap.geo.gazetteer.lookup import gazetteer_parts
from mustermap.geo.places.coarse_places import COARSE, Coarse, Spot, is_coarse, raise_place
from mustermap.geo.places.references import geometry_wkb, place
from mustermap.geo.resolution import resolve, resolve_column

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
