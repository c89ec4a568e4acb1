"""What a reference names: a place of the gazetteer, or one that is computed from others."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mustermap.errors import PlaceNotComputedError, UnknownPlaceError
from mustermap.geo.gazetteer import lookup
from mustermap.geo.gazetteer.boundaries import OUTLINE_DOUBT
from mustermap.geo.places.computed import LONGEST_REF, Computed, compute, is_computed

if TYPE_CHECKING:
    from mustermap.geo.answers import Place


def place(ref: str) -> Place:
    """Return the place that a reference names, in the gazetteer or computed.

    Parameters
    ----------
    ref
        A reference such as "geonames:625671", "country:BY", "near:icao:UMLI", "30km-N:geonames:491687",
        "N:geonames:491687", "ground:geonames:688746", "southern:country:BY", "border:country:BY|country:UA",
        "between:geonames:629634|geonames:625144" or "at:53.77330,27.59480,10".

    Returns
    -------
    Place
        Its `how` says that it was looked up by reference.

    Raises
    ------
    UnknownPlaceError
        If the gazetteer has no such place, or none from which this one is computed.

    Examples
    --------
    >>> place("country:BY").name, place("near:country:BY|x:y").name
    Traceback (most recent call last):
    mustermap.errors.UnknownPlaceError: 'near:country:BY|x:y' is not in the gazetteer; look the place up again with \
`mustermap place NAME`
    >>> place("southern:country:BY").name
    'southern Belarus'
    """
    return _computed(ref).place if is_computed(ref) else lookup.place(ref)


def geometry_wkb(ref: str) -> bytes:
    """Return a place's geometry.

    Parameters
    ----------
    ref
        A reference, as for `place`.

    Returns
    -------
    bytes
        WKB, EPSG:4326, lon lat: a (Multi)Polygon for an area, a (Multi)LineString for a border, else a Point.

    Raises
    ------
    UnknownPlaceError
        If there is no such place.

    Examples
    --------
    >>> len(geometry_wkb("icao:UMLI")), len(geometry_wkb("near:icao:UMLI"))
    (21, 21)
    """
    return _computed(ref).wkb if is_computed(ref) else lookup.geometry_wkb(ref)


@lru_cache(maxsize=1024)
def outline(ref: str) -> Any:
    """Return the geometry of a place as a shapely one, EPSG:4326.

    Raises
    ------
    UnknownPlaceError
        If there is no such place.
    """
    import shapely

    return shapely.from_wkb(geometry_wkb(ref))


@lru_cache(maxsize=16384)
def holds(ref: str, lon: float, lat: float) -> bool:
    """Check whether a point lies in a place, or within a tenth of a degree of its outline, which may be approximate.

    Parameters
    ----------
    ref
        Of any place that has an outline: a country, a region, a part of one, a band between two towns.
    lon, lat
        The point, EPSG:4326.

    Examples
    --------
    >>> holds("region:RU-KRS", 35.2, 51.67), holds("western:region:RU-KRS", 37.6, 51.7)
    (True, False)
    """
    import shapely

    return bool(shapely.dwithin(outline(ref), shapely.Point(lon, lat), OUTLINE_DOUBT))


def _computed(ref: str) -> Computed:
    try:
        return compute(ref)
    except PlaceNotComputedError as error:
        raise UnknownPlaceError(f"{ref[:LONGEST_REF]!r} is not in the gazetteer", lookup.LOOK_UP_AGAIN) from error
