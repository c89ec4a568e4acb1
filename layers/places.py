"""The place columns of the claims table: each distinct place is found once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import shapely

from data.combinations import combine
from data.table import spread_texts
from layers.errors import UnreadablePlace
from layers.placing import Placed, from_ledger, place_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

_KEYS: Final = ("place", "place_ref", "place_country", "geometry")
_TEXTS: Final = ("ref", "name", "precision", "country_code", "how", "reason", "advice")
_NUMBERS: Final = ("radius_m", "lon", "lat")


def place_columns(reports: pd.DataFrame, places: pd.DataFrame | None) -> dict[str, Any]:
    """Find the place of each report.

    Parameters
    ----------
    reports
        With ``place``, ``place_ref``, ``place_country`` and ``geometry`` (GeoJSON).
    places
        The places that a ledger keeps, as for ``claims_table``; None for none.

    Returns
    -------
    dict
        The columns ``place_…`` and ``geometry`` of the claims table.
    """
    kept = {} if places is None else {row["ref"]: row for row in places.to_dict("records")}
    codes, firsts = combine([reports[name] for name in _KEYS])
    distinct = zip(*(reports[name].iloc[firsts].tolist() for name in _KEYS), strict=True)
    found = [_find(*keys, kept=kept) for keys in distinct]
    columns: dict[str, Any] = {
        f"place_{name}": spread_texts([getattr(placed, name) for placed in found], codes) for name in _TEXTS
    }
    for name in _NUMBERS:
        columns[f"place_{name}"] = np.array([getattr(placed, name) for placed in found], dtype=np.float64)[codes]
    shapes = _shapes(found)
    columns["geometry"] = shapes.take(codes).reset_index(drop=True)
    return columns


def _shapes(found: Sequence[Placed]) -> gpd.GeoSeries:
    """Read the geometry of each place.

    Raises
    ------
    UnreadablePlace
        If one is none; it is named.
    """
    try:
        shapes = gpd.GeoSeries.from_wkb([placed.wkb or None for placed in found], crs="EPSG:4326")
    except shapely.errors.ShapelyError as error:
        wrong = next(placed for placed in found if placed.wkb and not _is_wkb(placed.wkb))
        raise _unreadable(wrong, str(error)) from error
    drawn = shapely.is_geometry(shapes.to_numpy())
    points = np.array([(placed.lon, placed.lat) for placed in found], dtype=np.float64).reshape(-1, 2)
    reach = np.hstack([shapely.bounds(shapes.to_numpy()), points])
    on_globe = (np.abs(reach) <= (180, 90, 180, 90, 180, 90)).all(axis=1)  # of an empty one they are no numbers
    if (drawn & ~on_globe).any():
        raise _unreadable(found[int(np.argmax(drawn & ~on_globe))], "it is empty, or leaves the globe")
    return shapes


def _unreadable(placed: Placed, why: str) -> UnreadablePlace:
    return UnreadablePlace(f"place {placed.ref} ({placed.name}): its geometry cannot be read ({why}); restore a backup")


def _is_wkb(wkb: bytes) -> bool:
    try:
        shapely.from_wkb(wkb)
    except shapely.errors.ShapelyError:
        return False
    return True


def _find(wording: str, ref: str, country: str, geometry: str, *, kept: dict[str, dict[Any, Any]]) -> Placed:
    if ref in kept:
        return from_ledger(kept[ref], wording)
    return place_report(wording=wording, ref=ref, country=country, geometry=geometry)
