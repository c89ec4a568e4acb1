"""The place columns of the claims table: each distinct wording of each source is placed once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

import geopandas as gpd
import numpy as np
import shapely

from mustermap.data.combinations import combine
from mustermap.data.report_table import spread_texts
from mustermap.errors import UnreadablePlace
from mustermap.layers.places.placement import Asked, find_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from mustermap.layers.places.placement import Decided, Placed

_Thing = TypeVar("_Thing")
_PLACE: Final = ("place", "place_country", "source", "place_ref", "geometry")
_ORIGIN: Final = ("origin", "source", "origin_ref")
_TEXTS: Final = ("ref", "name", "precision", "country_code", "how", "reason", "advice")
_NUMBERS: Final = ("radius_m", "lon", "lat")


def place_columns(reports: pd.DataFrame, places: pd.DataFrame | None, decided: Decided | None = None) -> dict[str, Any]:
    """Return the place of each report; those of one source are resolved together.

    Parameters
    ----------
    reports
        With ``place``, ``place_ref``, ``place_country``, ``geometry`` (GeoJSON), ``origin``, ``origin_ref`` and
        ``source``.
    places, decided
        The places that a ledger keeps, and what was decided about wordings, as for ``claims_table``; None for none.

    Returns
    -------
    dict
        The columns ``place_…`` and ``geometry`` of the claims table.
    """
    kept = {} if places is None else kept_places(places)
    codes, asked = asked_places(reports)
    _, origins = asked_origins(reports)
    found = find_places(asked, beside=origins, kept=kept, decided=decided)
    distinct, numbers = _each_once(found)
    codes = numbers[codes]
    columns: dict[str, Any] = {
        f"place_{name}": spread_texts([getattr(placed, name) for placed in distinct], codes) for name in _TEXTS
    }
    said = reports["place_country"].astype("str").reset_index(drop=True)
    columns["place_country_code"] = columns["place_country_code"].where(columns["place_ref"] != "", said)
    for name in _NUMBERS:
        columns[f"place_{name}"] = np.array([getattr(placed, name) for placed in distinct], dtype=np.float64)[codes]
    wkb, shape_numbers = _each_once([placed.wkb for placed in distinct])
    shapes = _shapes(wkb, shape_numbers, distinct)
    columns["geometry"] = shapes.take(shape_numbers[codes]).reset_index(drop=True)
    return columns


def kept_places(places: pd.DataFrame) -> dict[str, dict[str, object]]:
    """Return what a ledger keeps of each place, by its ref."""
    return {str(row["ref"]): {str(name): cell for name, cell in row.items()} for row in places.to_dict("records")}


def asked_places(reports: pd.DataFrame) -> tuple[NDArray[np.int64], Asked]:
    """Return what reports say of their places: for each its number, and each combination once."""
    codes, firsts = combine([reports[name] for name in _PLACE])
    return codes, Asked(*(reports[name].iloc[firsts].astype("str").tolist() for name in _PLACE))


def asked_origins(reports: pd.DataFrame) -> tuple[NDArray[np.int64], Asked]:
    """Return the same for where their troops come from."""
    codes, firsts = combine([reports[name] for name in _ORIGIN])
    wordings, sources, refs = (reports[name].iloc[firsts].astype("str").tolist() for name in _ORIGIN)
    blank = [""] * len(wordings)
    return codes, Asked(wordings, blank, sources, refs, blank)


def _each_once(things: Sequence[_Thing]) -> tuple[list[_Thing], NDArray[np.int64]]:
    """Return each object once, and for each of all which of these it is."""
    number: dict[int, int] = {}
    numbers = [number.setdefault(id(one), len(number)) for one in things]
    distinct = {id(one): one for one in things}
    return list(distinct.values()), np.array(numbers, dtype=np.int64)


def _shapes(wkb: Sequence[bytes], numbers: NDArray[np.int64], places: Sequence[Placed]) -> gpd.GeoSeries:
    """Read geometries.

    Parameters
    ----------
    wkb
        Well-known binary, each once.
    numbers
        For each place, which of these it has.
    places
        The places.

    Raises
    ------
    UnreadablePlace
        If the geometry of a place is none, or leaves the globe, or the place itself does; it is named.
    """
    try:
        shapes = gpd.GeoSeries.from_wkb([one or None for one in wkb], crs="EPSG:4326")
    except shapely.errors.ShapelyError as error:
        wrong = next(placed for placed in places if placed.wkb and not _is_wkb(placed.wkb))
        raise _unreadable(wrong, str(error)) from error
    points = np.array([(placed.lon, placed.lat) for placed in places], dtype=np.float64).reshape(-1, 2)
    reach = np.hstack([shapely.bounds(shapes.to_numpy()).reshape(-1, 4)[numbers], points])
    on_globe = (np.abs(reach) <= (180, 90, 180, 90, 180, 90)).all(axis=1)  # of an empty one they are no numbers
    is_off = shapely.is_geometry(shapes.to_numpy())[numbers] & ~on_globe
    if is_off.any():
        raise _unreadable(places[int(np.argmax(is_off))], "it is empty, or leaves the globe")
    return shapes


def _unreadable(placed: Placed, why: str) -> UnreadablePlace:
    return UnreadablePlace(f"place {placed.ref} ({placed.name}): its geometry cannot be read ({why}); restore a backup")


def _is_wkb(wkb: bytes) -> bool:
    try:
        shapely.from_wkb(wkb)
    except shapely.errors.ShapelyError:
        return False
    return True
