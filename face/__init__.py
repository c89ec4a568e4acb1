"""Mustermap: who claims how many troops where and when.

What an analyst does, under one name::

    import mustermap as mm

    claims = mm.read("mine.csv")                      # or read_ledger, read_seeds
    mm.in_effect(claims, on="2022-12-01")             # the claims on a day
    mm.compare(claims, area="Belarus", force="Russia", on="2022-12-01")
    mm.document(claims).save("map.html")

A name below is imported when it is first used, so that `import mustermap` stays fast. The parts of the package are
`mustermap.data`, `mustermap.geo`, `mustermap.layers`, `mustermap.maps` and `mustermap.app`; all errors are in
`mustermap.errors`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

from mustermap import errors as errors

if TYPE_CHECKING:
    from mustermap.claim_frames import read, read_ledger, read_seeds, remarks, with_dates
    from mustermap.drawings import document, picture
    from mustermap.geo import resolve
    from mustermap.layers.changes import what_changed
    from mustermap.layers.claimant_track import track
    from mustermap.layers.claims_in_effect import in_effect
    from mustermap.layers.comparison.comparison import Comparison, compare
    from mustermap.maps.chart import Chart
    from mustermap.maps.document.claims_layer import ClaimsLayer

__all__ = [
    "Chart",
    "ClaimsLayer",
    "Comparison",
    "compare",
    "document",
    "in_effect",
    "picture",
    "read",
    "read_ledger",
    "read_seeds",
    "remarks",
    "resolve",
    "track",
    "what_changed",
    "with_dates",
]

_HOMES: Final = {
    "Chart": "mustermap.maps.chart",
    "ClaimsLayer": "mustermap.maps.document.claims_layer",
    "Comparison": "mustermap.layers.comparison.comparison",
    "compare": "mustermap.layers.comparison.comparison",
    "document": "mustermap.drawings",
    "in_effect": "mustermap.layers.claims_in_effect",
    "picture": "mustermap.drawings",
    "read": "mustermap.claim_frames",
    "read_ledger": "mustermap.claim_frames",
    "read_seeds": "mustermap.claim_frames",
    "remarks": "mustermap.claim_frames",
    "resolve": "mustermap.geo",
    "track": "mustermap.layers.claimant_track",
    "what_changed": "mustermap.layers.changes",
    "with_dates": "mustermap.claim_frames",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'mustermap' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
