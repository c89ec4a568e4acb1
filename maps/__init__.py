"""How it looks: a claims table as one map document that opens from disk and asks for nothing."""

from maps.claims_layer import ClaimsLayer
from maps.document import Document, write
from maps.errors import ColumnMissing, DocumentExists, ForeignElement, MapError, MapMissing, StaticMissing, UnsafeCode

__all__ = [
    "ClaimsLayer",
    "ColumnMissing",
    "Document",
    "DocumentExists",
    "ForeignElement",
    "MapError",
    "MapMissing",
    "StaticMissing",
    "UnsafeCode",
    "write",
]
