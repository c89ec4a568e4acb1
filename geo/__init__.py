"""Resolve place wordings offline, with the gazetteer that is part of the package.

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
from mustermap.geo.places.coarse_places import COARSE, Coarse, Spot, coarsen_place, is_coarse
from mustermap.geo.places.place_references import geometry_wkb, place
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
    "coarsen_place",
    "gazetteer_parts",
    "geometry_wkb",
    "is_coarse",
    "place",
    "resolve",
    "resolve_column",
    "resolve_documents",
    "sentence",
]
