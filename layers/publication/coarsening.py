"""Places of the claims table, made less precise: each distinct place is raised once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np

from mustermap import geo
from mustermap.data.combinations import combine
from mustermap.data.report_table import spread_texts

if TYPE_CHECKING:
    from mustermap.geo import Coarse

_SPOT: Final = ("ref", "precision", "country_code", "lon", "lat", "radius_m")
_TEXTS: Final = ("ref", "name", "precision", "country_code")
_NUMBERS: Final = ("radius_m", "lon", "lat")
WITHHELD: Final = "Its place is not published: "
"""How the reason of a place begins that is withheld."""


def raise_places(claims: gpd.GeoDataFrame, to: Coarse) -> gpd.GeoDataFrame:
    """Raise every place to a precision, with its radius; what is that coarse already stays as it is.

    Parameters
    ----------
    claims
        The claims table.
    to
        "settlement", "region" or "country".

    Returns
    -------
    geopandas.GeoDataFrame
        A copy. Of a place that was raised nothing finer is left, its wording included. A place for which no coarser one
        is known, one that was named but not found, and where the troops come from are withheld: the wording says so.
    """
    raised = claims.copy()
    placed = (claims["place_ref"] != "").to_numpy()
    changes = np.flatnonzero(placed)
    codes, firsts = combine([claims[f"place_{name}"].iloc[changes] for name in _SPOT])
    cells = zip(*(claims[f"place_{name}"].iloc[changes[firsts]] for name in _SPOT), strict=True)
    spots = [geo.Spot(*row) for row in cells]
    stays = np.array([geo.is_coarse(spot, to) for spot in spots], dtype=bool)
    found = [None if stay else geo.coarsen_place(spot, to) for spot, stay in zip(spots, stays, strict=True)]
    is_raised = np.array([place is not None for place in found], dtype=bool)
    _put(raised, changes[is_raised[codes]], codes[is_raised[codes]], found, to)
    # A wording may be finer than what it was resolved to.
    raised["place"] = raised["place_name"].astype("str").where(placed, raised["place"].astype("str"))
    lost = ~placed & (claims["place"] != "").to_numpy()
    lost[changes[(~is_raised & ~stays)[codes]]] = True
    withhold_place(raised, np.flatnonzero(lost), f"no {to} is known in which it lies.")
    raised["origin"] = raised["origin"].astype("str").where(raised["origin"] == "", "withheld")
    return raised


def withhold_place(claims: gpd.GeoDataFrame, rows: Any, why: str) -> None:
    """Blank all that says where some rows are; the reason says why."""
    index = claims.index[rows]
    for name in ("place", *(f"place_{name}" for name in (*_TEXTS, "how", "advice"))):
        claims[name] = claims[name].astype("str")
        claims.loc[index, name] = "withheld" if name == "place" else ""
    claims["place_reason"] = claims["place_reason"].astype("str")
    claims.loc[index, "place_reason"] = f"{WITHHELD}{why}"
    claims.loc[index, [f"place_{name}" for name in _NUMBERS]] = np.nan
    shapes = claims.geometry.to_numpy().copy()
    shapes[rows] = None
    claims["geometry"] = gpd.GeoSeries(shapes, index=claims.index, crs=claims.crs)


def _put(claims: gpd.GeoDataFrame, rows: Any, codes: Any, found: list[geo.Place | None], to: Coarse) -> None:
    """Write raised places into the rows of the places that they replace."""
    index = claims.index[rows]
    for name in _TEXTS:
        texts = spread_texts([getattr(place, name, "") for place in found], codes)
        claims[f"place_{name}"] = claims[f"place_{name}"].astype("str")
        claims.loc[index, f"place_{name}"] = texts.to_numpy()
    claims["place_how"] = claims["place_how"].astype("str").str.split("; from '", n=1, regex=False).str[0].astype("str")
    claims.loc[index, "place_how"] = f"shown no more precisely than by {to}"
    for name in _NUMBERS:
        numbers = np.array([getattr(place, name, np.nan) for place in found], dtype=np.float64)
        claims.loc[index, f"place_{name}"] = numbers[codes]
    outlines = gpd.GeoSeries.from_wkb(
        [geo.geometry_wkb(place.ref) if place else None for place in found], crs=claims.crs
    )
    shapes = claims.geometry.to_numpy().copy()
    shapes[rows] = outlines.to_numpy()[codes]
    claims["geometry"] = gpd.GeoSeries(shapes, index=claims.index, crs=claims.crs)
