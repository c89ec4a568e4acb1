"""Check that the file of the user's gazetteers holds what it should: it may be damaged, or come from anyone.

Its schema is looked at before any table is asked, since a view can have the name of one and never end; and of what is
read, each value has its type and its range checked.
"""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, Any, Final

from mustermap.errors import OwnGazetteerUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TABLES: Final = ("source", "place", "name", "shape")
_KINDS: Final = range(1, 6)
_GRADES: Final = range(3)
_LARGEST: Final = 2**53
_DAMAGED: Final = "not a gazetteer of mustermap's, or damaged"
_REMEDY: Final = "remove the file and add your gazetteers again, or name another in $MUSTERMAP_GAZETTEER"
_CANNOT_WRITE: Final = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
)
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class WrongValue(Exception):
    """A value in the file that cannot be right; the message says which."""


@contextlib.contextmanager
def as_unreadable(file: Path) -> Iterator[None]:
    """Raise SQLite's errors and wrong values as one error with one sentence.

    Raises
    ------
    OwnGazetteerUnreadable
        With the file, the reason and what to do.
    """
    try:
        with as_unreadable_on_write(file):
            yield
    except UnicodeDecodeError as error:  # SQLite's message quotes a schema that is no text
        raise OwnGazetteerUnreadable(f"{file}: damaged (its schema is no UTF-8)", _REMEDY) from error


@contextlib.contextmanager
def as_unreadable_on_write(file: Path) -> Iterator[None]:
    """Raise errors as `as_unreadable` does, around work that also reads another file, whose text may be no UTF-8."""
    try:
        yield
    except WrongValue as error:
        raise OwnGazetteerUnreadable(f"{file}: {_DAMAGED} ({error})", _REMEDY) from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _BUSY:
            remedy = "another program writes to it: try again"
            raise OwnGazetteerUnreadable(f"{file}: locked ({error})", remedy) from error
        if code in _CANNOT_WRITE:
            remedy = "check the disk, its free space and the rights of the folder"
            raise OwnGazetteerUnreadable(f"{file}: cannot be read or written ({error})", remedy) from error
        raise OwnGazetteerUnreadable(f"{file}: {_DAMAGED} ({error})", _REMEDY) from error


def refuse_damaged(database: sqlite3.Connection) -> None:
    """Check all pages of the file, before something is added that a damaged page would make useless.

    Raises
    ------
    WrongValue
        If a page is damaged.
    """
    (answer,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise WrongValue(str(answer).replace("\n", " "))


def open_for_reading(file: Path) -> sqlite3.Connection:
    """Open the file for reading only, also where SQLite cannot make its own files beside it, as on a full disk.

    Raises
    ------
    WrongValue
        If its schema is another.
    """
    try:
        return _opened(file, "ro")
    except sqlite3.OperationalError as error:
        log = file.with_name(file.name + "-wal")
        is_in_use = log.exists() and log.stat().st_size > 0
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _CANNOT_WRITE or is_in_use:
            raise
        return _opened(file, "ro&immutable=1")


def _opened(file: Path, mode: str) -> sqlite3.Connection:
    database = sqlite3.connect(f"{file.as_uri()}?mode={mode}", uri=True, check_same_thread=False)
    try:
        database.execute("PRAGMA trusted_schema = OFF")
        check_schema(database)
    except BaseException:
        database.close()
        raise
    return database


def check_schema(database: sqlite3.Connection) -> None:
    """Check that the tables are tables, and that there is no trigger and no view, of which we make none.

    Raises
    ------
    WrongValue
        If it is otherwise.
    """
    sql = "SELECT CAST(type AS BLOB), CAST(name AS BLOB), CAST(sql AS BLOB) FROM sqlite_master"
    found = {}
    for row in database.execute(sql).fetchall():
        kind, name, made = ((part or b"").decode("utf-8", "backslashreplace") for part in row)
        if kind in {"trigger", "view"}:
            raise WrongValue(f"it has a {kind} {name!r}")
        found[name.lower()] = (kind, made)
    for name in _TABLES:
        kind, made = found.get(name, ("", ""))
        if kind != "table" or made[:14].upper() == "CREATE VIRTUAL":
            raise WrongValue(f"it has no table {name!r}")


def check_source(row: tuple[object, ...]) -> None:
    """Check that the description of a gazetteer is six texts, three counts and a flag.

    Raises
    ------
    WrongValue
        If it is otherwise.
    """
    texts, counts = row[:6], row[6:]
    if not all(isinstance(text, str) for text in texts) or not all(map(_is_count, counts)):
        raise WrongValue(f"what describes the gazetteer {str(row[0])[:60]!r} is of wrong types")


def check_progress(row: tuple[object, ...]) -> None:
    """Check that the marks of how far a file was read are counts.

    Raises
    ------
    WrongValue
        If it is otherwise.
    """
    if not all(map(_is_count, row)):
        raise WrongValue("the marks of how far a file was read are no counts")


def check_place(row: tuple[object, ...]) -> None:
    """Check that a row is a place, with the columns of the compiled gazetteer and a grade.

    Raises
    ------
    WrongValue
        If it is none.
    """
    number, ref, name, kind, country, lon_e5, lat_e5, importance, military, radius_m, grade = row
    fits = (
        isinstance(ref, str)
        and isinstance(name, str)
        and isinstance(country, str)
        and _is_in(kind, _KINDS)
        and _is_in(grade, _GRADES)
        and _is_in(lon_e5, range(-18_000_000, 18_000_001))
        and _is_in(lat_e5, range(-9_000_000, 9_000_001))
        and all(value is None or _is_count(value) for value in (importance, military, radius_m))
    )
    if not fits:
        raise WrongValue(f"place {number}, {str(name)[:60]!r}, holds what no place can")


def check_outline(wkb: object, ref: str) -> bytes:
    """Return an outline, checked to be an area on the globe.

    Raises
    ------
    WrongValue
        If it is none.
    """
    import shapely

    shape: Any = None
    with contextlib.suppress(shapely.errors.ShapelyError, TypeError):
        shape = shapely.from_wkb(wkb)
    if shape is None or shape.geom_type not in {"Polygon", "MultiPolygon"} or shape.is_empty:
        raise WrongValue(f"the outline of {ref[:60]!r} is no area")
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90) or not isinstance(wkb, bytes):
        raise WrongValue(f"the outline of {ref[:60]!r} leaves the globe")
    return wkb


def _is_in(value: object, span: range) -> bool:
    return isinstance(value, int) and value in span


def _is_count(value: object) -> bool:
    return isinstance(value, int) and 0 <= value < _LARGEST
