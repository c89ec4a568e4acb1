"""Every revision of an id, as it was written."""

# ruff: noqa: S608 - the names put into these statements are the ledger's own

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mustermap.data.ledger.cell_checks import check_texts, read_cells
from mustermap.data.ledger.chain import SEALED, START, Revision
from mustermap.data.ledger.projection import PROJECTIONS

if TYPE_CHECKING:
    import sqlite3

    from mustermap.data.ledger.content import What

_COLUMNS: Final = (*SEALED, "previous", "hash")


def revisions_of(connection: sqlite3.Connection, version: int, id_: str, what: What | None) -> tuple[Revision, ...]:
    """Read every revision of an id, the oldest first; ``what`` None: of whatever has that id.

    Raises
    ------
    WrongCell
        If one holds what no revision can hold.
    """
    shown = [one for kind, one in PROJECTIONS.items() if version >= one.since and what in (None, kind)]
    if not shown:
        return ()
    seqs = " UNION ALL ".join(f"SELECT seq FROM {one.table} WHERE {one.key} = :id" for one in shown)
    sql = f"SELECT {', '.join(_COLUMNS)} FROM revisions WHERE seq IN ({seqs}) ORDER BY seq"
    return tuple(_revision(row) for row in connection.execute(sql, {"id": id_}).fetchall())


def head(connection: sqlite3.Connection) -> str:
    """Return the hash of the newest revision; `START` without any."""
    row = connection.execute("SELECT hash FROM revisions ORDER BY seq DESC LIMIT 1").fetchone()
    if row:
        check_texts("the newest revision", ("hash",), row)
    return str(row[0]) if row else START


def _revision(row: tuple[Any, ...]) -> Revision:
    columns = dict(zip(_COLUMNS, row, strict=True))
    seq = columns["seq"]
    check_texts(f"revision {seq}", _COLUMNS[1:], row[1:])
    cells = read_cells(columns.pop("content"), seq)
    return Revision(**columns, cells=cells)
