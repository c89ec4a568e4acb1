"""Ids for reports and sources that have none: short hashes of what they say."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.cells import Cell


def report_id(cells: Mapping[str, Cell]) -> str:
    """Make the id of a report that has none: a short hash of what it says."""
    bounds = [
        cells.get(name)
        for name in ("figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best")
    ]
    named = ("source", "claimant", "said", "force", "component", "unit", "phase", "place", "start", "end")
    figure = bounds if any(bound is not None for bound in bounds) else cells.get("figure", "")
    said = {**cells, "force": ";".join(sorted(str(cells.get("force", "")).split(";")))}
    return _short_hash([*(said.get(name, "") for name in named), figure])


def source_id(cells: Mapping[str, Cell]) -> str:
    """Make the id of a source that has none: a short hash of title, publisher, url and publication day."""
    return _short_hash([cells.get(name, "") for name in ("title", "publisher", "url", "published")])


def _short_hash(parts: list[object]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]
