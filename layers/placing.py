"""Placing one report: from what it says of its place to a place of the gazetteer, kept, or drawn by the editor."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import geo
from data.ledger import drawn_ref
from geo.errors import OwnGazetteerUnreadable
from layers.errors import UnreadablePlace

if TYPE_CHECKING:
    from collections.abc import Mapping

_GIVEN: Final = "geometry given with the report"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a report belongs, or why it is not placed.

    Attributes
    ----------
    ref, name, kind, precision, country_code, how, reason, advice : str
        As in the claims table; ``ref`` is blank where it is not placed.
    radius_m : float
        Metres within which the place lies.
    lon, lat : float
        EPSG:4326; of an area, a point within.
    wkb : bytes
        The geometry, EPSG:4326; empty where it is not placed.
    """

    ref: str = ""
    name: str = ""
    kind: str = ""
    precision: str = ""
    radius_m: float = float("nan")
    country_code: str = ""
    lon: float = float("nan")
    lat: float = float("nan")
    how: str = ""
    reason: str = ""
    advice: str = ""
    wkb: bytes = b""

    def cells(self, gazetteer: str) -> dict[str, str | float | bytes]:
        """Give what a ledger keeps of the place."""
        return {
            "ref": self.ref,
            "name": self.name,
            "kind": self.kind,
            "precision": self.precision,
            "radius_m": self.radius_m,
            "country_code": self.country_code,
            "lon": self.lon,
            "lat": self.lat,
            "gazetteer": gazetteer,
            "geometry": self.wkb,
        }


def place_report(*, wording: str, ref: str = "", country: str = "", geometry: str = "") -> Placed:
    """Place one report.

    Parameters
    ----------
    wording
        The place wording, as the source has it; "" names no place.
    ref
        What it was resolved to before; then nothing is resolved again.
    country
        ISO 3166-1 code of the country that the place is said to be in.
    geometry
        GeoJSON that the editor drew, EPSG:4326; it stands instead of the wording.
    """
    if geometry:
        return _drawn(geometry, wording)
    if ref:
        return _by_ref(ref, wording)
    if not wording:
        return Placed()
    try:
        answer = geo.resolve(wording, country=country or None)
    except geo.GeoError as error:
        return _not_placed(error)
    return from_gazetteer(answer.place) if answer.place else Placed(reason=answer.reason, advice=answer.advice)


def from_gazetteer(place: geo.Place) -> Placed:
    """Take over a place of the gazetteer, with its geometry."""
    return Placed(
        ref=place.ref,
        name=place.name,
        kind=place.kind,
        precision=place.precision,
        radius_m=place.radius_m,
        country_code=place.country_code,
        lon=place.lon,
        lat=place.lat,
        how=place.how,
        wkb=geo.geometry_wkb(place.ref),
    )


def from_ledger(kept: Mapping[str, object], wording: str) -> Placed:
    """Take over a place that a ledger kept: it stays where it was, whatever the gazetteer says now."""
    own = {name: kept[name] for name in ("ref", "name", "kind", "precision", "radius_m", "country_code", "lon", "lat")}
    return Placed(**own, how=_how(str(kept["kind"]), wording), wkb=kept["geometry"])  # type: ignore[arg-type]


def _by_ref(ref: str, wording: str) -> Placed:
    try:
        place = geo.place(ref)
    except geo.GeoError as error:
        return _not_placed(error)
    placed = from_gazetteer(place)
    return Placed(
        **{name: getattr(placed, name) for name in placed.__slots__ if name != "how"}, how=_how(place.kind, wording)
    )


def _not_placed(error: geo.GeoError) -> Placed:
    if isinstance(error, OwnGazetteerUnreadable):
        raise error  # of no one place: a damaged file must not make all of them unplaced
    return Placed(reason=geo.sentence(error.reason), advice=geo.sentence(error.advice))


def _how(kind: str, wording: str) -> str:
    """Say how a place was found that is not looked up again; regions are outlined by their settlements."""
    found = "region; outline approximate" if kind == "region" else kind
    return f"{found}; from '{wording}'" if wording else found


def _drawn(geometry: str, wording: str) -> Placed:
    """Place what the editor drew; its radius is that of the circle around its middle that holds it."""
    import shapely

    try:
        shape = shapely.force_2d(shapely.from_geojson(geometry))
    except shapely.errors.ShapelyError as error:
        raise UnreadablePlace(_no_geometry(geometry, wording)) from error
    if not all(map(math.isfinite, shape.bounds)):  # of nothing they are no numbers either
        raise UnreadablePlace(_no_geometry(geometry, wording))
    middle = shape.representative_point()
    precision = {0: "exact", 1: "line", 2: "region"}[int(shapely.get_dimensions(shape))]
    return Placed(
        ref=drawn_ref(geometry),
        name=wording or _GIVEN,
        kind=_GIVEN,
        precision=precision,
        radius_m=0.0 if precision == "exact" else _radius_m(shape.bounds),
        lon=middle.x,
        lat=middle.y,
        how=_how(_GIVEN, wording),
        wkb=shapely.to_wkb(shape),
    )


def _no_geometry(geometry: str, wording: str) -> str:
    shown = geometry if len(geometry) <= 60 else geometry[:60] + "…"
    where = f" at the place {wording[:60]!r}" if wording else ""
    return (
        f"geometry of a report{where} is {shown!r}, and no place can be drawn of it; edit the report and draw it again"
    )


def _radius_m(bounds: tuple[float, float, float, float]) -> float:
    """Half the diagonal of a bounding box, in metres on the sphere."""
    west, south, east, north = bounds
    metres_per_degree = 6_371_008.8 * math.pi / 180
    width = (east - west) * math.cos(math.radians((south + north) / 2))
    return math.hypot(width, north - south) / 2 * metres_per_degree
