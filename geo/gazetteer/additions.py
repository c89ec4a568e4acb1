"""Add a file of places to the user's gazetteers, in constant memory; after a kill, go on where it stopped."""

from __future__ import annotations

import csv
import datetime
import hashlib
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from mustermap.errors import DumpUnreadable, GeoError
from mustermap.geo.gazetteer import own_places
from mustermap.geo.gazetteer.boundaries import countries_of
from mustermap.geo.gazetteer.dumps import (
    CHUNK,
    DumpPlace,
    WrongRow,
    area_of,
    read_alternate_names,
    read_csv,
    read_geojson,
    read_geonames,
)
from mustermap.geo.gazetteer.lookup import NUMBER_BY_KIND, OTHER_NAME, OWN_NAME
from mustermap.geo.gazetteer.own_file_checks import as_unreadable_on_write, check_progress, refuse_damaged
from mustermap.geo.gazetteer.own_places import SOURCE_BITS, OwnGazetteer, clear, own_file, own_gazetteers, writing
from mustermap.geo.wording.name_key import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from mustermap.geo.gazetteer.dumps import Row

# Rows that are written in one transaction, with how far the file has been read.
BATCH_ROWS = 20_000
MOST_REMARKS = 20
# A site whose extent the file does not say.
SITE_RADIUS_M = 3_000.0
# An airfield of unknown size counts as one of medium size.
UNKNOWN_AIRFIELD = 10
ALTERNATE_NAMES = "alternateNamesV2.txt"
_READERS = {"GeoNames": read_geonames, "CSV": read_csv, "GeoJSON": read_geojson}
_INSERT_PLACE = "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_NAME = "INSERT OR IGNORE INTO name SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM place WHERE id = ?2)"


@dataclass(frozen=True, slots=True)
class Adding:
    """The result of adding a file.

    Attributes
    ----------
    own
        The gazetteer, with its counts.
    is_resumed
        Whether reading went on where an earlier call had stopped.
    wrong
        The first of the rejected rows, with the reasons; those of earlier calls are counted only.
    """

    own: OwnGazetteer
    is_resumed: bool
    wrong: tuple[WrongRow, ...]


@dataclass(slots=True)
class _Source:
    """A source that is being added."""

    number: int
    name: str
    format: str
    step: int
    start: int
    rows: int
    is_resumed: bool
    country_code: str
    wrong: list[WrongRow] = field(default_factory=list)


def add_gazetteer(
    file: Path,
    *,
    name: str | None = None,
    country: str | None = None,
    licence: str = "",
    credit: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Adding:
    """Add a file of places to the user's gazetteers.

    Parameters
    ----------
    file
        A GeoNames dump (`.txt`: allCountries.txt or a country's; `alternateNamesV2.txt` beside it is read too), CSV
        with the columns name, lon, lat and, if wanted, other_names (separated by `;`), kind, country, population,
        radius_m, id; or GeoJSON with these as properties.
    name
        What to call it; None: the file's name without its ending.
    country
        ISO 3166-1 alpha-2 code for rows that name none; None: the country in whose outline they lie.
    licence, credit
        Of the data, shown with the parts of the gazetteer.
    progress
        Called with the bytes read and the bytes that there are.

    Returns
    -------
    Adding
        The counts of rows kept, left out and rejected.

    Raises
    ------
    DumpUnreadable
        If the file is of no such format, or if a finished gazetteer has this name.
    OwnGazetteerUnreadable
        If the user's gazetteer cannot be used.
    """
    format_ = _format(file)
    called = name or file.stem
    try:
        with as_unreadable_on_write(own_file()), closing(writing()) as database:
            refuse_damaged(database)
            source = _begin(database, file, format_, called, (licence, credit))
            source.country_code = country or ""
            files = _files(file, format_)
            total = sum(path.stat().st_size for path in files)
            done = sum(path.stat().st_size for path in files[: source.step])
            for step in range(source.step, len(files)):
                for end in _read_step(database, source, step, files[step]):
                    if progress:
                        progress(min(done + end, total), total)
                done += files[step].stat().st_size
            with database:
                database.execute("UPDATE source SET finished = 1 WHERE id = ?", (source.number,))
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (OSError, ValueError, OverflowError, RecursionError, csv.Error) as error:
        raise error if isinstance(error, GeoError) else DumpUnreadable(f"{file}: {error}") from None
    own_places.forget()
    own = next(own for own in own_gazetteers() if own.name == called)
    return Adding(own, source.is_resumed, tuple(source.wrong))


def _format(file: Path) -> str:
    if not file.is_file():
        raise DumpUnreadable(f"{file}: there is no such file")
    formats = {".txt": "GeoNames", ".csv": "CSV", ".geojson": "GeoJSON", ".json": "GeoJSON"}
    if file.suffix.lower() not in formats:
        hint = "unpack it first" if file.suffix.lower() in {".zip", ".gz"} else "give .txt (GeoNames), .csv or .geojson"
        raise DumpUnreadable(f"{file}: not a format that is read; {hint}")
    return formats[file.suffix.lower()]


def _files(file: Path, format_: str) -> list[Path]:
    """Return the files to read, in order."""
    beside = file.with_name(ALTERNATE_NAMES)
    return [file, beside] if format_ == "GeoNames" and beside.is_file() and beside != file else [file]


def _begin(database: sqlite3.Connection, file: Path, format_: str, name: str, credits_: tuple[str, str]) -> _Source:
    """Return the source with where to go on, or a new one."""
    fingerprint = "+".join(_fingerprint(path) for path in _files(file, format_))
    row = database.execute(
        "SELECT id, fingerprint, finished, step, bytes_read, rows_read FROM source WHERE name = ?", (name,)
    ).fetchone()
    if row:
        check_progress((row[0], *row[2:]))
    if row and row[2]:
        raise DumpUnreadable(
            f"{name!r} is in your gazetteer already; remove it with `mustermap gazetteer remove {name}`, or give --name"
        )
    if row and row[1] == fingerprint:
        return _Source(row[0], name, format_, row[3], row[4], row[5], row[4] > 0 or row[3] > 0, "")
    licence, credit = credits_
    if format_ == "GeoNames":
        licence, credit = licence or "CC-BY-4.0", credit or "Places © GeoNames, CC BY 4.0"
    changed = datetime.datetime.fromtimestamp(file.stat().st_mtime, tz=datetime.UTC).date().isoformat()
    with database:
        if row:  # the file has changed since: start again
            clear(database, row[0])
            database.execute("DELETE FROM source WHERE id = ?", (row[0],))
        number = database.execute(
            "INSERT INTO source (name, file, format, fingerprint, date, licence, credit) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (name, str(file.absolute()), format_, fingerprint, changed, licence or "not said", credit),
        ).lastrowid
    return _Source(int(number or 0), name, format_, 0, 0, 0, False, "")


def _fingerprint(file: Path) -> str:
    """Return what distinguishes a file from its next edition: its size, and a hash of its beginning and its end."""
    size = file.stat().st_size
    with file.open("rb") as content:
        digest = hashlib.sha256(content.read(CHUNK))
        content.seek(max(0, size - CHUNK))
        digest.update(content.read(CHUNK))
    return f"{size}:{digest.hexdigest()[:16]}"


def _read_step(database: sqlite3.Connection, source: _Source, step: int, file: Path) -> Iterator[int]:
    """Read one of the files to its end, batch by batch; yield how far it has been read, in bytes."""
    start = source.start if step == source.step else 0
    if step == 0:
        rows = iter(_READERS[source.format](file, start, source.rows))
        while batch := list(islice(rows, BATCH_ROWS)):
            _keep_places(database, source, batch)
            yield batch[-1][1]
    else:
        names = iter(read_alternate_names(file, start))
        while pairs := list(islice(names, BATCH_ROWS)):
            _keep_names(database, source, (pair for pair, _ in pairs if pair), pairs[-1][1])
            yield pairs[-1][1]
    with database:
        database.execute("UPDATE source SET step = ?, bytes_read = 0 WHERE id = ?", (step + 1, source.number))


def _keep_places(database: sqlite3.Connection, source: _Source, batch: list[Row]) -> None:
    """Write a batch of places and, in the same transaction, how far the file has been read."""
    places = [row for row, _ in batch if isinstance(row, DumpPlace)]
    wrong = [row for row, _ in batch if isinstance(row, WrongRow)]
    places, no_areas = _checked(places)
    wrong += no_areas
    places = _with_countries(places, source.country_code)
    source.wrong += wrong[: MOST_REMARKS - len(source.wrong)]
    with database:
        for place in places:
            _keep_place(database, source, place)
        database.execute(
            "UPDATE source SET bytes_read = ?, rows_read = rows_read + ?, places = places + ?, "
            "rejected = rejected + ?, left_out = left_out + ? WHERE id = ?",
            (batch[-1][1], len(batch), len(places), len(wrong), len(batch) - len(places) - len(wrong), source.number),
        )


def _checked(places: list[DumpPlace]) -> tuple[list[DumpPlace], list[WrongRow]]:
    """Return the places whose area can be read, with a point inside it, and the rows of the others."""
    kept: list[DumpPlace] = []
    wrong: list[WrongRow] = []
    for place in places:
        try:
            inside = area_of(place.outline)[1:3] if place.outline is not None else (place.lon, place.lat)
            kept.append(replace(place, lon=inside[0], lat=inside[1]))
        except ValueError as error:
            wrong.append(WrongRow(place.number, str(error)))
    return kept, wrong


def _with_countries(places: list[DumpPlace], country_code: str) -> list[DumpPlace]:
    """Return the places with a country: their own, else the one asked for, else the one in which they lie."""
    blank = [place for place in places if not place.country_code]
    if not blank:
        return places
    codes = [country_code] * len(blank) if country_code else countries_of([(place.lon, place.lat) for place in blank])
    found = {place.number: code for place, code in zip(blank, codes, strict=True)}
    return [replace(place, country_code=place.country_code or found[place.number]) for place in places]


def _keep_place(database: sqlite3.Connection, source: _Source, place: DumpPlace) -> None:
    number = (source.number << SOURCE_BITS) + place.number
    lon, lat, radius_m = place.lon, place.lat, place.radius_m
    if place.outline is not None:
        wkb, lon, lat, measured = area_of(place.outline)
        radius_m = radius_m or measured
        database.execute("INSERT OR IGNORE INTO shape VALUES (?, ?)", (number, wkb))
    own_ref = f"added:{source.name}/{place.key or place.number}"
    ref = f"geonames:{place.number}" if source.format == "GeoNames" else own_ref
    if place.kind == "site" and radius_m is None:
        radius_m = SITE_RADIUS_M
    importance = place.population or (UNKNOWN_AIRFIELD if place.kind == "airfield" else None)
    row = (number, ref, place.name, NUMBER_BY_KIND[place.kind], place.country_code, round(lon * 1e5), round(lat * 1e5))
    radius = None if radius_m is None else round(radius_m)
    database.execute(_INSERT_PLACE, (*row, importance, place.military or None, radius))
    database.executemany(_INSERT_NAME, _names(number, place))


def _names(number: int, place: DumpPlace) -> Iterator[tuple[str, int, int]]:
    own = fold(place.name)
    if own:
        yield own, number, OWN_NAME
    for name in place.names:
        if (folded := fold(name)) and folded != own and len(folded) <= 200:
            yield folded, number, OTHER_NAME


def _keep_names(database: sqlite3.Connection, source: _Source, pairs: Iterable[tuple[int, str]], end: int) -> None:
    """Write a batch of other names, of the places that were kept."""
    base = source.number << SOURCE_BITS
    with database:
        rows = ((folded, base + number, OTHER_NAME) for number, name in pairs if (folded := fold(name)))
        database.executemany(_INSERT_NAME, rows)
        database.execute("UPDATE source SET step = 1, bytes_read = ? WHERE id = ?", (end, source.number))
