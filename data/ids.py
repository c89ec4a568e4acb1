"""Ids for reports and sources that have none: short hashes of what they say."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.cells import Cell


#: What a report's id is made of, besides its figure: the bounds if there are any, else the wording.
SAID: Final = ("source", "claimant", "said", "force", "component", "unit", "phase", "place", "start", "end")
BOUNDS: Final = ("figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best")


def report_id(cells: Mapping[str, Cell]) -> str:
    """Make the id of a report that has none: a short hash of what it says."""
    bounds = [cells.get(name) for name in BOUNDS]
    figure = bounds if any(bound is not None for bound in bounds) else cells.get("figure", "")
    said = {**cells, "force": in_order(str(cells.get("force", "")))}
    return short_hash(as_json([*(said.get(name, "") for name in SAID), figure]))


def source_id(cells: Mapping[str, Cell]) -> str:
    """Make the id of a source that has none: a short hash of title, publisher, url and publication day."""
    return short_hash(as_json([cells.get(name, "") for name in ("title", "publisher", "url", "published")]))


def in_order(forces: str) -> str:
    """Sort the members of a joint force: in which order they are named says nothing."""
    return ";".join(sorted(forces.split(";")))


def as_json(said: object) -> str:
    """Write what is hashed."""
    return json.dumps(said, ensure_ascii=False)


def short_hash(text: str) -> str:
    """Hash a text into sixteen hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
