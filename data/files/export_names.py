"""The names by which a file that Mustermap exported is recognized."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

FROM: Final = "from"
TO: Final = "to"
UNTIL: Final = "until"
CERTAINTY: Final = "certainty"
LAST_CITED: Final = "last_cited"
DAY_STANDING: Final = "day_standing"
STANDING: Final = "standing"
DRAWN_GEOMETRY: Final = "drawn_geometry"
"""What an editor drew, beside the geometry of the row, which is that of the place."""
CREDITS: Final = "credits"
"""In formats that can say them nowhere else, in every row."""
KML_DOCUMENT: Final = "mustermap-export"
"""Id of the document in KML."""

EXPORTED_LAYERS: Final = ("areas", "lines", "points", "not_drawn")
"""The layers of a GeoPackage."""

TOLD_BY: Final = frozenset({"id", "claimant", FROM, TO, CERTAINTY, LAST_CITED, STANDING, DRAWN_GEOMETRY})


def is_exported(names: Iterable[str]) -> bool:
    """Check by the names of its columns whether Mustermap exported a table.

    Examples
    --------
    >>> is_exported(["id", "claimant", "figure"])
    False
    """
    return set(names) >= TOLD_BY
