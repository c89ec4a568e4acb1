"""How it looks: a claims table as one map document that opens from disk and makes no request.

`Chart` and `still` are imported when they are first used: matplotlib takes longer to import than a map to make.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from mustermap.errors import (
    DocumentExists,
    ForeignElement,
    MapError,
    MapMissing,
    StaticMissing,
    UnsafeCode,
    WrongColumns,
    WrongView,
)
from mustermap.maps.document.claims_layer import ClaimsLayer
from mustermap.maps.document.document import Document, write

if TYPE_CHECKING:
    from mustermap.maps import still
    from mustermap.maps.chart import Chart

__all__ = [
    "Chart",
    "ClaimsLayer",
    "Document",
    "DocumentExists",
    "ForeignElement",
    "MapError",
    "MapMissing",
    "StaticMissing",
    "UnsafeCode",
    "WrongColumns",
    "WrongView",
    "still",
    "write",
]


def __getattr__(name: str) -> Any:
    if name == "still":
        return importlib.import_module("mustermap.maps.still")
    if name == "Chart":
        return importlib.import_module("mustermap.maps.chart").Chart
    raise AttributeError(f"module 'mustermap.maps' has no attribute {name!r}")
