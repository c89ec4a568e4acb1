"""Compile the gazetteer: one SQLite file, the same bytes from the same sources."""

from __future__ import annotations

import csv
import re
import sqlite3
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from mustermap.geo.build.airfields import airfields, core_name
from mustermap.geo.build.country_name_forms import country_names
from mustermap.geo.build.gazetteer_parts import SITES, parts
from mustermap.geo.build.geonames import SMALLEST, settlements
from mustermap.geo.build.geonames import countries as geonames_countries
from mustermap.geo.build.region_outlines import outlines
from mustermap.geo.build.regions import regions
from mustermap.geo.build.shapes import read_shapes, round_shape
from mustermap.geo.build.towns import towns_of_airfields
from mustermap.geo.gazetteer.lookup import NUMBER_BY_KIND, OTHER_NAME, OWN_NAME, TOWN_NAME
from mustermap.geo.wording.name_key import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mustermap.geo.answers import Kind
    from mustermap.geo.build.airfields import Airfield

# A country's name in a foreign language is left out where a town of this many people bears it.
LARGE_TOWN = 15_000
CALLED_AFTER = SITES.with_name("called_after.csv")
_SETTLEMENT = re.compile(r"geonames:(\d+)")
_SCHEMA = """
CREATE TABLE part (name TEXT, version TEXT, date TEXT, licence TEXT, credit TEXT, url TEXT);
-- id: GeoNames's number of a settlement, whose ref is then NULL; below 0 for all else. Coordinates in 1e-5 degrees.
CREATE TABLE place (id INTEGER PRIMARY KEY, ref TEXT, name TEXT NOT NULL, kind INTEGER NOT NULL, country TEXT NOT NULL,
  lon_e5 INTEGER NOT NULL, lat_e5 INTEGER NOT NULL, importance INTEGER, military INTEGER, radius_m INTEGER);
-- grade 0: the place's own name, 1: another of its names, 2: that of the town that a region is called after
CREATE TABLE name (folded TEXT NOT NULL, place INTEGER NOT NULL, grade INTEGER NOT NULL,
  PRIMARY KEY (folded, place)) WITHOUT ROWID;
-- airfields that carry a settlement's name
CREATE TABLE town (settlement INTEGER NOT NULL, airfield INTEGER NOT NULL,
  PRIMARY KEY (settlement, airfield)) WITHOUT ROWID;
CREATE TABLE shape (place INTEGER PRIMARY KEY, wkb BLOB NOT NULL);
CREATE TABLE code (code TEXT PRIMARY KEY, alpha2 TEXT NOT NULL) WITHOUT ROWID;
"""


def compile_gazetteer(*, countries: Path, output: Path, smallest: int = SMALLEST) -> None:
    """Compile the gazetteer.

    Parameters
    ----------
    countries
        GeoJSON of the countries' outlines, as `maps/page/build/basemap.mjs` writes it.
    output
        The SQLite file to write; one that is there is replaced once the new one is complete.
    smallest
        People of the smallest settlement to look up, but for those that our own files name; regions are drawn from all.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    unfinished = output.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    database = sqlite3.connect(unfinished)
    try:
        database.executescript(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA
        )
        _Compiler(database, smallest).fill(countries)
        database.execute("CREATE UNIQUE INDEX place_ref ON place (ref) WHERE ref IS NOT NULL")
        database.commit()
        database.execute("VACUUM")
        database.close()
        unfinished.replace(output)
    finally:
        database.close()
        unfinished.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _NewPlace:
    """A place to be written; its `ref` is None if it is a settlement."""

    ref: str | None
    name: str
    kind: Kind
    country_code: str
    lon: float
    lat: float
    importance: int | None = None
    military: bool = False
    radius_m: float | None = None


class _Compiler:
    """Gathers places and names, and writes them in sorted order."""

    def __init__(self, database: sqlite3.Connection, smallest: int) -> None:
        self.database = database
        large = {row.geonameid for row in settlements(smallest)}
        named = set(map(int, _SETTLEMENT.findall(CALLED_AFTER.read_text(encoding="utf-8"))))
        self.towns = tuple(row for row in settlements() if row.geonameid in large or row.geonameid in named)
        self.numbers: dict[str, int] = {}
        self.places: list[tuple[object, ...]] = []
        self.grades: dict[tuple[str, int], int] = {}

    def fill(self, countries: Path) -> None:
        """Fill all tables."""
        self.database.executemany(
            "INSERT INTO part VALUES (?, ?, ?, ?, ?, ?)",
            ((part.name, part.version, part.date, part.licence, part.credit, part.url) for part in parts()),
        )
        self.add_settlements()
        self.add_countries(countries)
        self.add_regions(countries)
        fields = airfields()
        for field in fields:
            self.add_airfield(field)
        self.add_sites()
        self.places.sort(key=itemgetter(0))
        self.database.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self.places)
        pairs = towns_of_airfields(fields, self.towns, self.grades)
        links = {(town, self.numbers[ref]) for town, ref in pairs}
        self.database.executemany("INSERT INTO town VALUES (?, ?)", sorted(links))
        rows = sorted((folded, place, grade) for (folded, place), grade in self.grades.items())
        self.database.executemany("INSERT INTO name VALUES (?, ?, ?)", rows)

    def add_settlements(self) -> None:
        """Add GeoNames's settlements with all their names."""
        for row in self.towns:
            place = _NewPlace(None, row.name, "settlement", row.country_code, row.lon, row.lat, row.population or None)
            self.add_place(row.geonameid, place)
            self.add_names(row.geonameid, [row.name], row.names)

    def add_countries(self, file: Path) -> None:
        """Add the countries with their names, codes and outlines."""
        shapes = read_shapes(file)
        large = frozenset(fold(town.name) for town in settlements() if town.population >= LARGE_TOWN)
        names = country_names((row.code for row in geonames_countries()), large)
        biggest = {row.country_code: row for row in sorted(settlements(), key=lambda row: row.population)}
        for row in geonames_countries():
            town = biggest.get(row.code)
            shape = shapes.get(row.code) or (round_shape(town.lon, town.lat) if town else None)
            if shape is None:
                continue
            ref = f"country:{row.code}"
            number = self.new_number(ref)
            place = _NewPlace(ref, row.name, "country", row.code, shape.lon, shape.lat, radius_m=shape.radius_m)
            self.add_place(number, place)
            self.add_names(number, [row.name], names.get(row.code, ()))
            self.database.execute("INSERT INTO shape VALUES (?, ?)", (number, shape.wkb))
            self.database.executemany(
                "INSERT OR IGNORE INTO code VALUES (?, ?)", [(code, row.code) for code in (row.code, row.iso3) if code]
            )

    def add_regions(self, file: Path) -> None:
        """Add the first-order regions with their names and outlines."""
        found = regions(settlements())
        shapes = outlines(found, settlements(), read_shapes(file))
        for region in found:
            shape = shapes.get(region.code)
            if shape is None:
                continue
            ref = f"region:{region.code}"
            number = self.new_number(ref)
            place = _NewPlace(
                ref, region.name, "region", region.code[:2], shape.lon, shape.lat, region.population or None,
                radius_m=shape.radius_m,
            )  # fmt: skip
            self.add_place(number, place)
            self.add_names(number, region.own_names, region.other_names)
            self.add_graded(number, region.town_names, TOWN_NAME)
            self.database.execute("INSERT INTO shape VALUES (?, ?)", (number, shape.wkb))

    def add_airfield(self, field: Airfield) -> None:
        """Add an airfield with its names, with and without the words for an airfield in them."""
        number = self.new_number(field.ref)
        place = _NewPlace(
            field.ref, field.name, "airfield", field.country_code, field.lon, field.lat, field.importance,
            military=field.military,
        )  # fmt: skip
        self.add_place(number, place)
        self.add_names(number, [field.name, *field.codes], field.names)
        self.add_names(number, [core_name(fold(field.name))], [core_name(fold(name)) for name in field.names])

    def add_sites(self) -> None:
        """Add our own sites, and the names that we have for airfields of others."""
        with SITES.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                names = [row["name"], *row["other_names"].split(";")]
                if row["same_as"]:
                    self.add_names(self.numbers[row["same_as"]], names, [])
                    continue
                ref = f"site:{row['slug']}"
                number = self.new_number(ref)
                kind: Kind = "airfield" if row["kind"] == "airfield" else "site"
                lon, lat, radius_m = (float(row[name]) for name in ("lon", "lat", "radius_m"))
                self.add_place(
                    number, _NewPlace(ref, row["name"], kind, row["country_code"], lon, lat, radius_m=radius_m)
                )
                self.add_names(number, names, [])

    def new_number(self, ref: str) -> int:
        """Return a new number for a place that is no settlement."""
        self.numbers[ref] = -1 - len(self.numbers)
        return self.numbers[ref]

    def add_place(self, number: int, place: _NewPlace) -> None:
        """Add a place with its number."""
        row = (number, place.ref, place.name, NUMBER_BY_KIND[place.kind], place.country_code)
        point = round(place.lon * 1e5), round(place.lat * 1e5)
        radius = None if place.radius_m is None else round(place.radius_m)
        self.places.append((*row, *point, place.importance, place.military or None, radius))

    def add_names(self, number: int, own: Iterable[str], others: Iterable[str]) -> None:
        """Add a place's names, folded; its own name stays its own."""
        self.add_graded(number, own, OWN_NAME)
        self.add_graded(number, others, OTHER_NAME)

    def add_graded(self, number: int, names: Iterable[str], grade: int) -> None:
        """Add names of a place, folded, with the better grade where one comes twice."""
        for name in names:
            if folded := fold(name):
                key = (folded, number)
                self.grades[key] = min(grade, self.grades.get(key, grade))
