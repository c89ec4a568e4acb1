"""Look up names and references, in the compiled gazetteer (one SQLite file, never written) and the user's own."""

from __future__ import annotations

import sqlite3
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mustermap.errors import GazetteerMissingError, UnknownPlaceError
from mustermap.geo.answers import AIRFIELD_RADIUS_M, GazetteerPart, Kind, Place, Precision, settlement_radius_m
from mustermap.geo.gazetteer.own_places import own_names, own_parts, own_row, own_rows, own_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FILE = Path(__file__).parents[1] / "gazetteer.sqlite"
KIND_BY_NUMBER: dict[int, Kind] = {1: "settlement", 2: "airfield", 3: "site", 4: "country", 5: "region"}
NUMBER_BY_KIND: dict[str, int] = {kind: number for number, kind in KIND_BY_NUMBER.items()}
_PRECISION: dict[Kind, Precision] = {
    "settlement": "settlement",
    "airfield": "site",
    "site": "site",
    "country": "country",
    "region": "region",
}
# How a place bears a name: as its own, as another of its names, or as that of the settlement that it is called after.
OWN_NAME, OTHER_NAME, TOWN_NAME = 0, 1, 2
LOOK_UP_AGAIN = "look the place up again with `mustermap place NAME`"
_NAMES_A_QUERY = 500
_PLACE_COLUMNS = "p.id, p.ref, p.name, p.kind, p.country, p.lon_e5, p.lat_e5, p.importance, p.military, p.radius_m"


@dataclass(frozen=True, slots=True)
class Found:
    """A place of the gazetteer that bears a name.

    Attributes
    ----------
    grade
        OWN_NAME, OTHER_NAME or TOWN_NAME: how it bears the name.
    importance
        Settlements and regions: people. Airfields: 100 large, 10 medium, 1 small, 0 closed.
    military
        Whether an airfield is called a military one.
    """

    ref: str
    name: str
    kind: Kind
    country_code: str
    lon: float
    lat: float
    radius_m: float
    importance: int
    military: bool
    grade: int

    def placed(self, how: str) -> Place:
        """Return the place as an answer, with how it was found; of a region also that its outline is approximate."""
        if self.kind == "region":
            how = how.replace("region", "region; outline approximate", 1)
        return Place(
            ref=self.ref,
            name=self.name,
            kind=self.kind,
            precision=_PRECISION[self.kind],
            radius_m=self.radius_m,
            country_code=self.country_code,
            lon=self.lon,
            lat=self.lat,
            how=how,
        )


@cache
def connection() -> sqlite3.Connection:
    """Return the connection to the compiled gazetteer, opened once a process and for reading only."""
    if not FILE.is_file():
        raise GazetteerMissingError(f"{FILE}: the gazetteer has not been compiled; run `make` in the checkout")
    # immutable: no lock and no journal, so that it can lie in a folder that nobody may write to
    return sqlite3.connect(f"{FILE.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def find(name: str) -> list[Found]:
    """Return all places that bear a name.

    Parameters
    ----------
    name
        A folded name.

    Returns
    -------
    list of Found
        In no particular order.
    """
    query = f"SELECT {_PLACE_COLUMNS}, n.grade FROM name n JOIN place p ON p.id = n.place WHERE n.folded = ?"  # noqa: S608 # our own columns
    found = [_found(row) for row in connection().execute(query, (name,))]
    if own := own_rows(name):
        refs = {row.ref for row in found}
        found += [row for row in map(_found, own) if row.ref not in refs]
    return found


def find_any(names: Iterable[str]) -> list[Found]:
    """Return all places that bear any of several names, in few queries.

    Parameters
    ----------
    names
        Folded names; those that no place bears cost little.

    Returns
    -------
    list of Found
        In no particular order; a place that bears two of the names comes twice.
    """
    asked = [name for name in names if name]
    found: list[Found] = []
    for start in range(0, len(asked), _NAMES_A_QUERY):
        some = asked[start : start + _NAMES_A_QUERY]
        marks = ",".join("?" * len(some))
        query = f"SELECT DISTINCT folded FROM name WHERE folded IN ({marks})"  # noqa: S608 # marks only
        known = {name for (name,) in connection().execute(query, some)} | own_names(query, some)
        for name in sorted(known):
            found += find(name)
    return found


def names_beginning(start: str, *, code: str, shortest: int, longest: int) -> list[str]:
    """Return the names of a country's settlements that begin with some letters and have a length in a range.

    Parameters
    ----------
    start
        Folded letters.
    code
        The country, alpha-2.
    shortest, longest
        The least and the greatest number of characters of a name.

    Returns
    -------
    list of str
        Folded names; those of the user's own gazetteers are not among them.
    """
    query = (
        "SELECT DISTINCT n.folded FROM name n JOIN place p ON p.id = n.place "
        "WHERE n.folded >= ? AND n.folded < ? AND length(n.folded) BETWEEN ? AND ? AND p.country = ? AND p.kind = ?"
    )
    end = start[:-1] + chr(ord(start[-1]) + 1)
    rows = connection().execute(query, (start, end, shortest, longest, code, NUMBER_BY_KIND["settlement"]))
    return [str(name) for (name,) in rows]


def find_airfields_of(name: str) -> list[Found]:
    """Return the airfields that carry the name of a settlement beside them, in any spelling of the settlement.

    Parameters
    ----------
    name
        A folded name of a settlement.

    Returns
    -------
    list of Found
        Airfields, in no particular order.
    """
    query = (
        f"SELECT DISTINCT {_PLACE_COLUMNS}, {TOWN_NAME} FROM name n JOIN town t ON t.settlement = n.place "  # noqa: S608 # our own columns
        "JOIN place p ON p.id = t.airfield WHERE n.folded = ?"
    )
    return [_found(row) for row in connection().execute(query, (name,))]


def place(ref: str) -> Place:
    """Return the place of the gazetteer that a reference names; `place_references.place` also takes computed places.

    Parameters
    ----------
    ref
        A reference such as "geonames:625671", "icao:UMLI" or "country:BY".

    Returns
    -------
    Place
        Its `how` says that it was looked up by reference.

    Raises
    ------
    UnknownPlaceError
        If the gazetteer has no such place.

    Examples
    --------
    >>> place("country:BY").name
    'Belarus'
    """
    row = (
        connection()
        .execute(
            f"SELECT {_PLACE_COLUMNS}, {OWN_NAME} FROM place p WHERE {_where(ref)}",  # noqa: S608 # our own columns
            (_key(ref),),
        )
        .fetchone()
    )
    row = row or own_row(ref)
    if row is None:
        raise UnknownPlaceError(f"{ref!r} is not in the gazetteer", LOOK_UP_AGAIN)
    found = _found(row)
    return found.placed(f"{found.kind}; by its reference")


def geometry_wkb(ref: str) -> bytes:
    """Return the geometry of a place of the gazetteer; `place_references.geometry_wkb` takes all.

    Parameters
    ----------
    ref
        A reference.

    Returns
    -------
    bytes
        WKB, EPSG:4326, lon lat: a MultiPolygon for a country or a region, else a Point.

    Raises
    ------
    UnknownPlaceError
        If the gazetteer has no such place.

    Examples
    --------
    >>> len(geometry_wkb("icao:UMLI"))
    21
    """
    found = place(ref)
    shape = (
        connection()
        .execute("SELECT wkb FROM shape WHERE place = (SELECT id FROM place WHERE ref = ?)", (ref,))
        .fetchone()
    )
    if shape is not None:
        return bytes(shape[0])
    if (own := own_shape(ref)) is not None:
        return own
    return struct.pack("<BIdd", 1, 1, found.lon, found.lat)


def gazetteer_parts() -> tuple[GazetteerPart, ...]:
    """Return the sources of the gazetteer, and the user's own, with the credits that they ask for."""
    rows = connection().execute("SELECT name, version, date, licence, credit, url FROM part ORDER BY rowid")
    return (*(GazetteerPart(*row) for row in rows), *own_parts())


def find_numbered(numbers: Sequence[int]) -> list[Found]:
    """Return the places of the compiled gazetteer that have these numbers, in the order of the numbers."""
    marks = ",".join("?" * len(numbers))
    query = f"SELECT {_PLACE_COLUMNS}, {OWN_NAME} FROM place p WHERE p.id IN ({marks}) ORDER BY p.id"  # noqa: S608 # our own columns
    return [_found(row) for row in connection().execute(query, numbers)]


def _found(row: tuple[object, ...]) -> Found:
    number, ref, name, kind_number, code, lon_e5, lat_e5, importance, military, radius_m, grade = row
    kind = KIND_BY_NUMBER[int(str(kind_number))]
    people = int(str(importance or 0))
    if radius_m is None:
        radius_m = settlement_radius_m(people) if kind == "settlement" else AIRFIELD_RADIUS_M
    return Found(
        ref=str(ref) if ref is not None else f"geonames:{number}",
        name=str(name),
        kind=kind,
        country_code=str(code),
        lon=int(str(lon_e5)) / 1e5,
        lat=int(str(lat_e5)) / 1e5,
        radius_m=float(str(radius_m)),
        importance=people,
        military=bool(military),
        grade=int(str(grade)),
    )


def _where(ref: str) -> str:
    return "p.id = ? AND p.ref IS NULL" if ref.startswith("geonames:") else "p.ref = ?"


def _key(ref: str) -> int | str:
    """Return the key of a reference in the table of places; of one that cannot be right, a key that no place has."""
    if not ref.startswith("geonames:"):
        return ref if ref.isascii() else ""
    number = ref.removeprefix("geonames:")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 15 else -1
