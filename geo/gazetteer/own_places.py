"""The user's own gazetteers: one SQLite file of the user's, looked up beside the compiled one.

Its places have the columns of the compiled gazetteer. A source that has not been read to its end is not looked up.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mustermap.errors import OwnGazetteerUnreadable, UnknownGazetteer
from mustermap.geo.answers import GazetteerPart
from mustermap.geo.gazetteer.own_file_checks import (
    as_unreadable,
    check_outline,
    check_place,
    check_schema,
    check_source,
    open_for_reading,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

VARIABLE = "MUSTERMAP_GAZETTEER"
# A place's id holds its source's number above these bits, and the source's own number of the place below.
SOURCE_BITS = 40
SCHEMA = """
CREATE TABLE IF NOT EXISTS source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, file TEXT NOT NULL,
  format TEXT NOT NULL, fingerprint TEXT NOT NULL, date TEXT NOT NULL, licence TEXT NOT NULL, credit TEXT NOT NULL,
  step INTEGER NOT NULL DEFAULT 0, bytes_read INTEGER NOT NULL DEFAULT 0, rows_read INTEGER NOT NULL DEFAULT 0,
  places INTEGER NOT NULL DEFAULT 0, left_out INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0,
  finished INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS place (id INTEGER PRIMARY KEY, ref TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL,
  country TEXT NOT NULL, lon_e5 INTEGER NOT NULL, lat_e5 INTEGER NOT NULL, importance INTEGER, military INTEGER,
  radius_m INTEGER);
CREATE INDEX IF NOT EXISTS place_ref ON place (ref);
CREATE TABLE IF NOT EXISTS name (folded TEXT NOT NULL, place INTEGER NOT NULL, grade INTEGER NOT NULL,
  PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shape (place INTEGER PRIMARY KEY, wkb BLOB NOT NULL);
"""
_COLUMNS = "p.id, p.ref, p.name, p.kind, p.country, p.lon_e5, p.lat_e5, p.importance, p.military, p.radius_m"
_FINISHED = "(p.id >> 40) IN (SELECT id FROM source WHERE finished)"
_open: dict[Path, sqlite3.Connection] = {}


@dataclass(frozen=True, slots=True)
class OwnGazetteer:
    """A gazetteer of the user's.

    Attributes
    ----------
    name
        What it is called in `mustermap gazetteer remove NAME`.
    file
        The file from which it was read.
    format
        "GeoNames", "CSV" or "GeoJSON".
    date
        Day on which the file was last changed, ISO 8601.
    licence, credit
        As the user gave them; of GeoNames its own.
    places, left_out, rejected
        Rows: kept; of a kind that is not looked up, such as rivers; wrong.
    is_finished
        False if reading was broken off: `mustermap gazetteer add FILE` goes on where it stopped.
    """

    name: str
    file: str
    format: str
    date: str
    licence: str
    credit: str
    places: int
    left_out: int
    rejected: int
    is_finished: bool


def own_file() -> Path:
    """Return the file of the user's gazetteer: $MUSTERMAP_GAZETTEER, else a file in the user's folder for data."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser().absolute()
    return _usual_file()


@cache
def _usual_file() -> Path:
    from platformdirs import user_data_path

    return user_data_path("mustermap", appauthor=False) / "gazetteer.sqlite"


def own_gazetteers() -> list[OwnGazetteer]:
    """Return the user's gazetteers, by name, unfinished ones among them."""
    columns = "name, file, format, date, licence, credit, places, left_out, rejected, finished"
    rows = _asked(f"SELECT {columns} FROM source ORDER BY name", check=check_source)  # noqa: S608 # our own columns
    return [
        OwnGazetteer(name, file, form, date, licence, credit, places, left_out, rejected, bool(finished))
        for name, file, form, date, licence, credit, places, left_out, rejected, finished in rows
    ]


def own_parts() -> list[GazetteerPart]:
    """Return the user's gazetteers as parts, with their credits."""
    return [
        GazetteerPart(
            name=f"Your own: {own.name} ({own.format}, {Path(own.file).name}, {own.places:,} places)",
            version="yours",
            date=own.date,
            licence=own.licence,
            credit=own.credit,
            url="https://www.geonames.org/" if own.format == "GeoNames" else "",
        )
        for own in own_gazetteers()
        if own.is_finished
    ]


def own_rows(folded: str) -> list[tuple[object, ...]]:
    """Return the user's places that bear a folded name: rows as of the compiled gazetteer, with the grade."""
    query = f"SELECT {_COLUMNS}, n.grade FROM name n JOIN place p ON p.id = n.place WHERE n.folded = ? AND {_FINISHED}"  # noqa: S608 # our own columns
    return _asked(query, (folded,), check_place)


def own_names(query: str, names: list[str]) -> set[str]:
    """Return which of some folded names the user's gazetteer knows, by the query that the compiled one is asked."""
    return {str(name) for (name,) in _asked(query, names)}


def own_row(ref: str) -> tuple[object, ...] | None:
    """Return the user's place that a reference names: a row as of the compiled gazetteer, with grade 0; else None."""
    query = f"SELECT {_COLUMNS}, 0 FROM place p WHERE p.ref = ? AND {_FINISHED} ORDER BY p.id LIMIT 1"  # noqa: S608 # our own columns
    return next(iter(_asked(query, (ref,), check_place)), None)


def own_shape(ref: str) -> bytes | None:
    """Return the outline (WKB) of the user's place that a reference names; None if it has none."""
    query = f"SELECT s.wkb FROM shape s JOIN place p ON p.id = s.place WHERE p.ref = ? AND {_FINISHED} LIMIT 1"  # noqa: S608 # our own columns
    with as_unreadable(own_file()):
        return next((check_outline(wkb, ref) for (wkb,) in _asked(query, (ref,))), None)


def remove_gazetteer(name: str) -> OwnGazetteer:
    """Remove a gazetteer of the user's, finished or not.

    Parameters
    ----------
    name
        Its name.

    Returns
    -------
    OwnGazetteer
        What was removed.

    Raises
    ------
    UnknownGazetteer
        If the user has none of this name.
    """
    found = next((own for own in own_gazetteers() if own.name == name), None)
    if found is None:
        known = ", ".join(own.name for own in own_gazetteers()) or "none yet"
        raise UnknownGazetteer(f"you have no gazetteer named {name!r}; yours: {known}")
    with as_unreadable(own_file()), closing(writing()) as database:
        with database:
            (number,) = database.execute("SELECT id FROM source WHERE name = ?", (name,)).fetchone()
            clear(database, number)
            database.execute("DELETE FROM source WHERE id = ?", (number,))
        database.execute("VACUUM")
    return found


def clear(database: sqlite3.Connection, number: int) -> None:
    """Delete a source's places, with their names and outlines."""
    span = (number << SOURCE_BITS, ((number + 1) << SOURCE_BITS) - 1)
    database.execute("DELETE FROM name WHERE place BETWEEN ? AND ?", span)
    database.execute("DELETE FROM shape WHERE place BETWEEN ? AND ?", span)
    database.execute("DELETE FROM place WHERE id BETWEEN ? AND ?", span)


def writing() -> sqlite3.Connection:
    """Open the user's gazetteer for writing; make it if it is not there.

    Raises
    ------
    OwnGazetteerUnreadable
        If it cannot be made or written to, or is none, or is damaged.
    """
    file = own_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"{file}: its folder cannot be made ({error.strerror or error})"
        raise OwnGazetteerUnreadable(reason, f"name another file in ${VARIABLE}") from error
    with as_unreadable(file):
        database = sqlite3.connect(file, timeout=30)
        try:
            database.execute("PRAGMA trusted_schema = OFF")
            if database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                check_schema(database)
            database.executescript(f"PRAGMA journal_mode = WAL; PRAGMA cache_size = -32768; {SCHEMA}")
        except BaseException:
            database.close()
            raise
    return database


def _asked(
    query: str, values: Sequence[object] = (), check: Callable[[tuple[Any, ...]], object] | None = None
) -> list[tuple[Any, ...]]:
    """Return what a query finds in the user's gazetteer, each row checked; nothing if there is no such file."""
    file = own_file()
    if file not in _open and not file.is_file():
        return []
    with as_unreadable(file):
        if file not in _open:
            _open[file] = open_for_reading(file)
        try:
            rows = _open[file].execute(query, values).fetchall()
        except UnicodeEncodeError:  # half a surrogate pair: SQLite takes no such text, so it has none
            return []
        if check is not None:
            for row in rows:
                check(row)
    return rows


def forget() -> None:
    """Close what is open for reading: the file has been replaced."""
    while _open:
        _open.popitem()[1].close()
