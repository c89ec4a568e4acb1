"""How it looks: a claims table as one map document that opens from disk and asks for nothing.

`Chart` and `still` are imported when they are first used: matplotlib takes longer to import than a map to make.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from maps.claims_layer import ClaimsLayer
from maps.document import Document, write
from maps.errors import ColumnMissing, DocumentExists, ForeignElement, MapError, MapMissing, StaticMissing, UnsafeCode

if TYPE_CHECKING:
    from maps import still
    from maps.chart import Chart

__all__ = [
    "Chart",
    "ClaimsLayer",
    "ColumnMissing",
    "Document",
    "DocumentExists",
    "ForeignElement",
    "MapError",
    "MapMissing",
    "StaticMissing",
    "UnsafeCode",
    "still",
    "write",
]


def __getattr__(name: str) -> Any:
    if name == "still":
        return importlib.import_module("maps.still")
    if name == "Chart":
        return importlib.import_module("maps.chart").Chart
    raise AttributeError(f"module 'maps' has no attribute {name!r}")
