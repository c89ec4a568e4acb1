"""The place columns of the claims table: each distinct place is found once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from layers.placing import Placed, from_ledger, place_report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

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
    keys = reports[list(_KEYS)]
    codes = keys.groupby(list(_KEYS), sort=False).ngroup().to_numpy()
    _, firsts = np.unique(codes, return_index=True)
    found = [_find(*row, kept=kept) for row in keys.iloc[firsts].itertuples(index=False)]
    columns: dict[str, Any] = {
        f"place_{name}": pd.Series(_spread((getattr(placed, name) for placed in found), codes), dtype="str")
        for name in _TEXTS
    }
    for name in _NUMBERS:
        columns[f"place_{name}"] = _spread((getattr(placed, name) for placed in found), codes).astype("float64")
    shapes = gpd.GeoSeries.from_wkb([placed.wkb or None for placed in found], crs="EPSG:4326")
    columns["geometry"] = shapes.take(codes).reset_index(drop=True)
    return columns


def _find(wording: str, ref: str, country: str, geometry: str, *, kept: dict[str, dict[Any, Any]]) -> Placed:
    if ref in kept:
        return from_ledger(kept[ref], wording)
    return place_report(wording=wording, ref=ref, country=country, geometry=geometry)


def _spread(answers: Iterable[object], codes: NDArray[np.integer[Any]]) -> NDArray[Any]:
    """Give each row the answer of its group."""
    distinct: NDArray[Any] = np.array([*answers, None], dtype=object)
    spread: NDArray[Any] = distinct[codes]
    return spread
