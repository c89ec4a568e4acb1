"""Read Nominatim's results as candidates, each no more exact than its class and its bounding box."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from mustermap.earth import distance_m
from mustermap.geo.answers import AIRFIELD_RADIUS_M, LARGEST_TOWN_RADIUS_M, Kind, Place, Precision

if TYPE_CHECKING:
    from collections.abc import Mapping

CREDIT = "OpenStreetMap Nominatim, © OpenStreetMap contributors, ODbL 1.0"
# What is kept of a result.
FIELDS = (
    "place_id", "osm_type", "osm_id", "lat", "lon", "category", "class", "type", "addresstype", "name", "display_name",
    "boundingbox",
)  # fmt: skip
_REGIONS = frozenset({"state", "region", "province", "county", "district", "state_district", "archipelago", "island"})
_TOWNS = frozenset(
    {"city", "town", "village", "hamlet", "isolated_dwelling", "municipality", "borough", "suburb", "quarter",
     "neighbourhood", "city_district", "locality", "allotments", "farm"}
)  # fmt: skip
_AIRFIELDS = frozenset({"aerodrome", "airfield", "airstrip"})
# What lies in a circle of this radius may be a site or a settlement; what is larger is a region.
LARGEST_SITE_RADIUS_M = 10_000
_FROM_FINE_TO_COARSE: tuple[Precision, ...] = ("site", "settlement", "region", "country")


def kept_fields(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept of a result, with the country code that it gives."""
    address = result.get("address")
    code = address.get("country_code") if isinstance(address, dict) else None
    return {name: result[name] for name in FIELDS if name in result} | {"country_code": code}


def read_result(kept: Mapping[str, Any], wording: str) -> Place | None:
    """Return a result as a candidate.

    Parameters
    ----------
    kept
        A result's kept fields.
    wording
        What was asked for.

    Returns
    -------
    Place or None
        With the reference "nominatim:node/123" and confidence 0: how often such an answer is right, nobody has
        measured. Its radius reaches from its point to the farthest corner of its bounding box. None if the result
        lacks its position or its bounding box.
    """
    try:
        lon, lat = float(kept["lon"]), float(kept["lat"])
        south, north, west, east = (float(side) for side in kept["boundingbox"])
    except (KeyError, TypeError, ValueError):
        return None
    if not all(map(math.isfinite, (lon, lat, south, north, west, east))) or abs(lon) > 180 or abs(lat) > 90:
        return None
    radius_m = round(max(distance_m(lon, lat, x, y) for x in (west, east) for y in (south, north)), -2)
    kind, precision, least_m = _shape(kept, radius_m)
    what = f"{kept.get('category') or kept.get('class') or 'place'}/{kept.get('type') or 'unknown'}"
    return Place(
        ref=_ref(kept),
        name=str(kept.get("name") or str(kept.get("display_name") or wording).partition(",")[0]),
        kind=kind,
        precision=precision,
        radius_m=max(radius_m, least_m),
        country_code=str(kept.get("country_code") or "").upper(),
        lon=lon,
        lat=lat,
        how=f"{precision}; from '{wording}'; {what} of {CREDIT}",
        confidence=0.0,
    )


def _shape(kept: Mapping[str, Any], radius_m: float) -> tuple[Kind, Precision, float]:
    """Return the kind, the precision and the least radius (metres) of a result; a large one is a region at best."""
    says = {str(kept.get("addresstype")), str(kept.get("type"))}
    kind: Kind
    finest: Precision
    if "country" in says:
        return "country", "country", float(LARGEST_TOWN_RADIUS_M)
    if says & _REGIONS:
        kind, finest, least_m = "region", "region", float(LARGEST_SITE_RADIUS_M)
    elif says & _TOWNS or {"boundary", "place"} & {str(kept.get("category")), str(kept.get("class"))}:
        kind, finest, least_m = "settlement", "settlement", 1_000.0
    else:
        is_airfield = bool(says & _AIRFIELDS)
        kind, finest, least_m = ("airfield" if is_airfield else "site"), "site", float(AIRFIELD_RADIUS_M)
    limits = {"site": LARGEST_SITE_RADIUS_M, "settlement": LARGEST_TOWN_RADIUS_M}
    large_enough: Precision = "region" if radius_m > limits.get(finest, math.inf) else "site"
    precision = max(finest, large_enough, key=_FROM_FINE_TO_COARSE.index)
    return ("region" if precision == "region" else kind), precision, least_m


def _ref(kept: Mapping[str, Any]) -> str:
    """Return OpenStreetMap's type and number, which stay; else Nominatim's own number, which may not."""
    if kept.get("osm_type") and kept.get("osm_id"):
        return f"nominatim:{kept['osm_type']}/{kept['osm_id']}"
    return f"nominatim:place/{kept.get('place_id', 'unknown')}"
