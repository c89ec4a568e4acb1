"""Whether everything in a ledger is still as it was written."""

# ruff: noqa: S608 - the names put into these statements are the ledger's own

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mustermap.data.ledger.cell_checks import UNREADABLE_JSON, WrongCell, described, read_cells, wrong_text
from mustermap.data.ledger.chain import SEALED, START, seal
from mustermap.data.ledger.connection import as_ledger_errors, open_for_reading
from mustermap.data.ledger.content import sha256
from mustermap.data.ledger.geopackage import APPLICATION_ID
from mustermap.data.ledger.projection import PROJECTIONS, absent_columns, shown_row
from mustermap.data.ledger.wkb import from_blob
from mustermap.errors import DamagedLedger

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

    from mustermap.data.ledger.content import What
    from mustermap.data.ledger.projection import Projection
    from mustermap.data.ledger.schema_check import Checked, Difference

_UNREADABLE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_TOOBIG)
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
    remedy : str
        What to do.
    """

    seq: int
    id: str
    differs: str
    remedy: str = "restore the file from a backup"


@dataclass(frozen=True, slots=True)
class Verified:
    """What came out when a ledger was verified.

    Attributes
    ----------
    revisions : int
        How many were found whole, from the first on.
    head : str
        The hash of the last of them. Whoever has noted it elsewhere can prove that nothing before it was ever changed,
        even by one who computed the whole chain again.
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
        A ledger, of this version or an older one.

    Returns
    -------
    Verified
        With the first broken link: a revision that was changed, is missing or was added; a projection or a
        geometry that differs from its revision; a trigger, a table or a view that is not as it was made; a damaged
        file.

    Raises
    ------
    LedgerError
        If the file cannot be opened as a ledger; `mustermap.errors` has a class for each reason.
    """
    file = Path(path)
    try:
        connection, checked = open_for_reading(file)
    except DamagedLedger as error:
        if not _says_geopackage(file):
            raise
        return Verified(0, START, Broken(0, "", f"the file is damaged: {error}"))
    with contextlib.closing(connection), as_ledger_errors(file):
        if unsafe := checked.unsafe_table():
            return Verified(0, START, _broken(unsafe))
        connection.execute("BEGIN")
        try:
            return _verified(connection, checked)
        except sqlite3.OperationalError as error:
            if hasattr(error, "sqlite_errorcode"):
                raise
            # Bytes that are no UTF-8 where text was: read them as something else, and the hash will differ.
            connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
            return _verified(connection, checked)


def _says_geopackage(file: Path) -> bool:
    """Check by its first bytes whether a file that cannot be read further was a GeoPackage."""
    with contextlib.suppress(OSError), file.open("rb") as content:
        return content.read(72)[68:] == APPLICATION_ID.to_bytes(4, "big")
    return False


def _verified(connection: sqlite3.Connection, checked: Checked) -> Verified:
    count, head, broken = 0, START, None
    shown = {what: one for what, one in PROJECTIONS.items() if checked.version >= one.since}
    try:
        for seq, found, its_hash in _links(connection, head, shown):
            if found:
                broken = found
                break
            count, head = seq, its_hash
        broken = broken or _lost_tail(connection, count) or _unmade_rows(connection, shown)
        broken = broken or next(map(_broken, checked.differences), None) or _damage(connection)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _UNREADABLE:
            raise
        broken = Broken(0, "", f"the ledger cannot be read further than revision {count} ({error})")
    return Verified(count, head, broken)


def _broken(difference: Difference) -> Broken:
    return Broken(0, difference.name, difference.differs, difference.remedy)


def _links(
    connection: sqlite3.Connection, start: str, shown: Mapping[What, Projection]
) -> Iterator[tuple[int, Broken | None, str]]:
    """Compute one link after another: number, what is broken about it, hash."""
    shown_rows = {what: _Rows(connection, what) for what in shown}
    first_seqs: dict[tuple[str, str], int] = {}
    previous = start
    for number, row in enumerate(connection.execute(_REVISIONS), start=1):
        sealed = dict(zip(SEALED, row[:-2], strict=True))
        seq, what, id_, its_hash = sealed["seq"], sealed["what"], sealed["id"], row[-1]
        if seq != number:
            yield number, Broken(number, "", "the revision is missing"), previous
            return
        differs = _difference(row, previous) or ("" if what in shown_rows else "it is about something unknown")
        if not differs:
            first_seq = first_seqs.setdefault((what, id_), seq)
            differs = shown_rows[what].difference(sealed, first_seq)
        yield seq, Broken(seq, str(id_), differs) if differs else None, str(its_hash)
        previous = its_hash


def _difference(row: tuple[Any, ...], previous: str) -> str:
    *sealed, its_previous, its_hash = row
    for name, value in zip((*SEALED, "previous", "hash")[1:], row[1:], strict=True):
        if problem := wrong_text(value):
            return f"its {name} holds {problem}"
    if its_previous != previous:
        return "its previous hash is not the hash of the revision before"
    if seal(previous, tuple(sealed)) != its_hash:
        return "its hash does not fit what it says: content or another column was changed"
    return ""


class _Rows:
    """Reads one projection in step with the chain."""

    def __init__(self, connection: sqlite3.Connection, what: What) -> None:
        self._what = what
        absent = absent_columns(connection, what)
        self._names = [name for name in PROJECTIONS[what].names if name not in absent]
        names = ", ".join(f'"{name}"' for name in self._names)
        self._rows = connection.execute(f"SELECT {names} FROM {PROJECTIONS[what].table} ORDER BY seq")

    def difference(self, sealed: dict[str, Any], first_seq: int) -> str:
        """Compare the next row with the revision that it should show."""
        table = PROJECTIONS[self._what].table
        row = self._rows.fetchone()
        if row is None or row[0] != sealed["seq"]:
            return f"{table} does not show it, or shows one too many before it"
        blob = row[2] if self._what == "place" else None
        if problem := self._of_geometry(blob, sealed["geometry_sha256"]):
            return problem
        try:
            cells = read_cells(sealed["content"], sealed["seq"])
            shown = shown_row(self._what, sealed["seq"], first_seq, cells, blob)
            by_name = dict(zip(PROJECTIONS[self._what].names, shown, strict=True))
            expected = [by_name[name] for name in self._names]
        except (WrongCell, *UNREADABLE_JSON):
            return "its content is no cells"
        wrong = [
            f"{name} ({described(one)} instead of {described(other)})"
            for name, one, other in zip(self._names, row, expected, strict=True)
            if one != other
        ]
        return f"{table} shows something else in {', '.join(wrong)}" if wrong else ""

    def _of_geometry(self, blob: object, mark: str) -> str:
        if self._what != "place":
            return ""
        if blob is not None and not isinstance(blob, bytes):
            return f"the geometry of the place was changed: {described(blob)}, and should hold a blob"
        is_whole = sha256(from_blob(blob) if blob is not None else None) == mark
        return "" if is_whole else "the geometry of the place was changed"


def _lost_tail(connection: sqlite3.Connection, count: int) -> Broken | None:
    """SQLite keeps the highest number that it ever gave (AUTOINCREMENT), also when the rows are gone."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'revisions'").fetchone()
    if row and not isinstance(row[0], int):
        return Broken(count + 1, "", f"the count of revisions holds {described(row[0])}, and should hold a number")
    if row and row[0] > count:
        return Broken(count + 1, "", f"the revision is missing; the ledger has had {row[0]}")
    return None


def _unmade_rows(connection: sqlite3.Connection, projections: Mapping[What, Projection]) -> Broken | None:
    for what, shown in projections.items():
        sql = (
            f"SELECT seq, {shown.key} FROM {shown.table} AS shown WHERE NOT EXISTS "
            "(SELECT 1 FROM revisions AS v WHERE v.seq = shown.seq AND v.what = ?) ORDER BY seq LIMIT 1"
        )
        row = connection.execute(sql, (what,)).fetchone()
        if row:
            return Broken(row[0], str(row[1]), f"{shown.table} shows a revision that was never made")
    return None


def _damage(connection: sqlite3.Connection) -> Broken | None:
    (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return None if answer == "ok" else Broken(0, "", f"the file is damaged: {answer}")
