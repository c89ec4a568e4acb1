"""Whether everything in a ledger is still as it was written."""

# ruff: noqa: S608 - the names put into these statements are the ledger's own

from __future__ import annotations

import contextlib
import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from data.ledger import schema
from data.ledger.cells import sha256
from data.ledger.chain import SEALED, START, seal
from data.ledger.connecting import connect_for_reading, in_words
from data.ledger.projection import PROJECTIONS, shown_row
from data.ledger.wkb import from_blob

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from data.ledger.cells import What

_REVISIONS: Final = f"SELECT {', '.join(SEALED)}, previous, hash FROM revisions ORDER BY seq"


@dataclass(frozen=True, slots=True)
class Broken:
    """The first link of the chain that does not hold.

    Attributes
    ----------
    seq : int
        Number of the revision; 0 where the ledger's own tables or its file are not as they were made.
    id : str
        What the revision is about; blank where the revision is missing.
    differs : str
        What is not as it was written, in a sentence.
    """

    seq: int
    id: str
    differs: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What came out when a ledger was verified.

    Attributes
    ----------
    revisions : int
        How many were found whole, from the first on.
    head : str
        The hash of the last of them. Who has noted it elsewhere can tell that nothing before it was ever changed,
        even by one who computed the whole chain anew.
    broken : Broken or None
        The first broken link; None where everything is as it was written.
    """

    revisions: int
    head: str
    broken: Broken | None


def verify(path: str | os.PathLike[str]) -> Verified:
    """Compute the chain of hashes again, and compare all that the ledger shows with it.

    The file is opened for reading only; others may write meanwhile.

    Parameters
    ----------
    path : path
        A ledger of this version.

    Returns
    -------
    Verified
        With the first broken link: a revision that was changed, is missing or stands too much; a projection or a
        geometry that differs from its revision; a trigger, a table or a view that is not as it was made; a damaged
        file.

    Raises
    ------
    LedgerError
        If the file cannot be opened as a ledger; `data.errors` has a class for each reason.
    """
    file = Path(path)
    with contextlib.closing(connect_for_reading(file)) as connection, in_words(file):
        connection.execute("BEGIN")
        try:
            return _verified(connection)
        except sqlite3.OperationalError as error:
            if hasattr(error, "sqlite_errorcode"):
                raise
            # Bytes that are no UTF-8 stand where text was: read them as something else, and the hash will tell.
            connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
            return _verified(connection)


def _verified(connection: sqlite3.Connection) -> Verified:
    count, head, broken = 0, START, None
    try:
        for seq, found, its_hash in _links(connection, head):
            if found:
                broken = found
                break
            count, head = seq, its_hash
        broken = broken or _lost_tail(connection, count) or _unmade_rows(connection)
        broken = broken or _changed_tables(connection) or _damage(connection)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR):
            raise
        broken = Broken(0, "", f"the ledger cannot be read further than revision {count} ({error})")
    return Verified(count, head, broken)


def _links(connection: sqlite3.Connection, start: str) -> Iterator[tuple[int, Broken | None, str]]:
    """Compute one link after another: number, what is broken about it, hash."""
    shown_rows = {what: _Rows(connection, what) for what in PROJECTIONS}
    first_seqs: dict[tuple[str, str], int] = {}
    previous = start
    for number, row in enumerate(connection.execute(_REVISIONS), start=1):
        sealed = dict(zip(SEALED, row[:-2], strict=True))
        seq, what, id_, its_hash = sealed["seq"], sealed["what"], sealed["id"], row[-1]
        if seq != number:
            yield number, Broken(number, "", "the revision is missing"), previous
            return
        differs = _difference(row, previous)
        if not differs:
            first_seq = first_seqs.setdefault((what, id_), seq)
            differs = shown_rows[what].difference(sealed, first_seq)
        yield seq, Broken(seq, str(id_), differs) if differs else None, its_hash
        previous = its_hash


def _difference(row: tuple[Any, ...], previous: str) -> str:
    *sealed, its_previous, its_hash = row
    if its_previous != previous:
        return "its previous hash is not the hash of the revision before"
    try:
        computed = seal(previous, tuple(sealed))
    except (TypeError, ValueError):
        return "it holds what cannot be hashed"
    if computed != its_hash:
        return "its hash does not fit what it says: content or another column was changed"
    return "" if row[SEALED.index("what")] in PROJECTIONS else "it is about something unknown"


class _Rows:
    """Reads one projection in step with the chain."""

    def __init__(self, connection: sqlite3.Connection, what: What) -> None:
        self._what = what
        self._names = PROJECTIONS[what].names
        names = ", ".join(f'"{name}"' for name in self._names)
        self._rows = connection.execute(f"SELECT {names} FROM {PROJECTIONS[what].table} ORDER BY seq")

    def difference(self, sealed: dict[str, Any], first_seq: int) -> str:
        """Compare the next row with the revision that it should show."""
        table = PROJECTIONS[self._what].table
        row = self._rows.fetchone()
        if row is None or row[0] != sealed["seq"]:
            return f"{table} does not show it, or shows one too many before it"
        blob = row[2] if self._what == "place" else None
        if self._what == "place" and sha256(from_blob(blob) if blob is not None else None) != sealed["geometry_sha256"]:
            return "the geometry of the place was changed"
        try:
            expected = shown_row(self._what, sealed["seq"], first_seq, json.loads(sealed["content"]), blob)
        except (TypeError, ValueError, AttributeError):
            return "its content is no cells"
        names = [name for name, one, other in zip(self._names, row, expected, strict=True) if one != other]
        return f"{table} shows something else in {', '.join(names)}" if names else ""


def _lost_tail(connection: sqlite3.Connection, count: int) -> Broken | None:
    """SQLite keeps the highest number that it ever gave (AUTOINCREMENT), also when the rows are gone."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'revisions'").fetchone()
    if row and row[0] > count:
        return Broken(count + 1, "", f"the revision is missing; the ledger has had {row[0]}")
    return None


def _unmade_rows(connection: sqlite3.Connection) -> Broken | None:
    for what, shown in PROJECTIONS.items():
        sql = (
            f"SELECT seq, {shown.key} FROM {shown.table} AS shown WHERE NOT EXISTS "
            "(SELECT 1 FROM revisions AS v WHERE v.seq = shown.seq AND v.what = ?) ORDER BY seq LIMIT 1"
        )
        row = connection.execute(sql, (what,)).fetchone()
        if row:
            return Broken(row[0], str(row[1]), f"{shown.table} shows a revision that was never made")
    return None


def _changed_tables(connection: sqlite3.Connection) -> Broken | None:
    """Compare our tables, views and triggers with those of a ledger that was made just now."""
    sql = "SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        schema.migrate(fresh, 0)
        expected = {name: (kind, text) for name, kind, text in fresh.execute(sql) if _is_ours(name)}
    found = {name: (kind, text) for name, kind, text in connection.execute(sql)}
    for name, made in expected.items():
        if found.get(name) != made:
            fate = "was changed" if name in found else "is missing"
            return Broken(0, name, f"the {made[0]} {name} {fate}; nobody can tell what happened without it")
    return None


def _is_ours(name: str) -> bool:
    """QGIS and GDAL may widen the tables of a GeoPackage, and SQLite has its own."""
    return not name.startswith(("gpkg_", "sqlite_"))


def _damage(connection: sqlite3.Connection) -> Broken | None:
    (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return None if answer == "ok" else Broken(0, "", f"the file is damaged: {answer}")
