"""The cases of area_lines.json: the first line of a country's card, in a still and on the page.

Each claimant of a case states his figure of the same troops for the day; ``span`` is what the sign of the line shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.cases import Situation, _read, build_claims, day

if TYPE_CHECKING:
    import geopandas as gpd

CASES: Final = _read("area_lines.json")
BELARUS: Final = "country:BY"
ON: Final = day("2022-12-01")
_ALL: Final = {
    "place": "Belarus", "place_ref": BELARUS, "force": "Russia", "phase": "present",
    "said": "2022-11-30", "start": "2022-11-01", "end": "2022-12-31",
}  # fmt: skip


def claims_in(case: Situation) -> gpd.GeoDataFrame:
    """Make the claims table of a case."""
    reports = [{"id": who.lower(), "claimant": who, "figure": figure} for who, figure in case["figures"].items()]
    return build_claims({"all": _ALL, "reports": reports})
