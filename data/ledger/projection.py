"""The typed columns in which the ledger shows its revisions to QGIS and to queries."""

# ruff: noqa: S608 - the names put into these statements are the ledger's own

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from mustermap.data.fields import REPORT_COLUMNS, SOURCE_COLUMNS
from mustermap.data.ledger.cell_checks import check_column, check_geometry, check_unique
from mustermap.data.ledger.content import DECISION_COLUMNS, GEOMETRY, PLACE_COLUMNS, REGISTER_COLUMNS, drawn_ref
from mustermap.data.ledger.wkb import from_blob

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from mustermap.data.ledger.content import Cells, What

Columns: TypeAlias = dict[str, list[Any]]
"""The current state, column by column; all lists have the same length and order."""

_NUMBERS: Final = frozenset({"figure_low", "figure_high", "figure_best", "radius_m", "lon", "lat"})
_FLAGS: Final = frozenset({"figure_low_included", "figure_high_included"})
_DEFAULTS: Final[Mapping[str, str]] = {"kind": "claim", "quantity": "personnel", "state": "accepted"}
_DRAWN: Final = "drawn_geometry"
"""The GeoJSON text of a report, which would otherwise have the name of the geometry itself."""

_AT_ONCE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Projection:
    """How revisions of one kind are shown.

    Attributes
    ----------
    table : str
        The table with one row a revision.
    key : str
        Its column that holds the id.
    columns : tuple of str
        The columns of the cells, by the names of the data dictionary.
    extra : str
        A column that is worked out: the place a report is shown at, or a place's geometry; blank for none.
    since : int
        The version of the ledger's tables from which on there is the table.
    """

    table: str
    key: str
    columns: tuple[str, ...]
    extra: str = ""
    since: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        """The table's columns: two numbers of revisions, the extra column, the cells."""
        shown = tuple(_DRAWN if name == GEOMETRY else name for name in self.columns)
        return ("seq", "first_seq", *([self.extra] if self.extra else []), *shown)


PROJECTIONS: Final[Mapping[What, Projection]] = {
    "source": Projection("source_revisions", "id", SOURCE_COLUMNS),
    "report": Projection("report_revisions", "id", REPORT_COLUMNS, "shown_ref"),
    "place": Projection("place_revisions", "ref", PLACE_COLUMNS, GEOMETRY),
    "decision": Projection("decision_revisions", "id", DECISION_COLUMNS, since=2),
    "claimant": Projection("claimant_revisions", "id", REGISTER_COLUMNS, since=4),
}


def _insertion(shown: Projection) -> str:
    names = ", ".join(f'"{name}"' for name in shown.names)
    return f"INSERT INTO {shown.table} ({names}) VALUES ({', '.join('?' * len(shown.names))})"


_INSERT: Final = {what: _insertion(shown) for what, shown in PROJECTIONS.items()}


def absent_columns(connection: sqlite3.Connection, what: What) -> frozenset[str]:
    """Return the columns of cells that a ledger of an older version lacks; in it they are blank."""
    shown = PROJECTIONS[what]
    found = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (shown.table,))}
    return frozenset(name for name in shown.columns if column_name(what, name) not in found)


def show(connection: sqlite3.Connection, what: What, row: tuple[Any, ...]) -> int:
    """Add the row that shows the newest revision; return how many rows were added."""
    return connection.execute(_INSERT[what], row).rowcount


def shown_row(what: What, seq: int, first_seq: int, cells: Cells, blob: bytes | None) -> tuple[Any, ...]:
    """Work out the row that shows a revision, in the order of `Projection.names`.

    A blank becomes what the data dictionary says that it means (a claim, personnel, accepted), else NULL.
    """
    shown = PROJECTIONS[what]
    if what == "report":
        cells = {**_DEFAULTS, **cells}
        drawn = cells.get(GEOMETRY)
        extra: tuple[Any, ...] = (drawn_ref(str(drawn)) if drawn else cells.get("place_ref"),)
    else:
        extra = (blob,) if what == "place" else ()
    return (seq, first_seq, *extra, *map(cells.get, shown.columns))


def current(connection: sqlite3.Connection, what: What) -> Columns:
    """Read the current state, in the order in which each id first came.

    Returns
    -------
    dict of str to list
        For each column of the data dictionary; for places also ``geometry`` (WKB bytes or None). Blank text is
        ``""``, a number or a flag that is not given is None.
    """
    began = not connection.in_transaction
    if began:
        connection.execute("BEGIN")  # both queries see one moment
    try:
        columns = _read(connection, what)
    finally:
        if began:
            connection.execute("ROLLBACK")
    return with_flags(columns)


def column_name(what: What, name: str) -> str:
    """Return the name under which a table has a column of the data dictionary."""
    return _DRAWN if name == GEOMETRY and what == "report" else name


def with_flags(columns: Columns) -> Columns:
    """Turn the 0 and 1 of the tables into flags."""
    for name in _FLAGS & columns.keys():
        columns[name] = [None if flag is None else flag == 1 for flag in columns[name]]
    return columns


def check_columns(what: What, columns: Columns, seqs: Sequence[Any]) -> None:
    """Make sure that columns that were read hold what they should.

    Raises
    ------
    WrongCell
        If one does not, as in a damaged file.
    """
    for name, values in columns.items():
        kind = "number" if name in _NUMBERS else "flag" if name in _FLAGS else "text"
        is_blob = what == "place" and name == GEOMETRY
        check_column(PROJECTIONS[what].table, column_name(what, name), "blob" if is_blob else kind, values, seqs)


def cell_expression(what: What, name: str) -> str:
    """Write what selects a column as a cell: blank text as ``""``, a number or a flag that is not given as NULL."""
    column = f'now."{column_name(what, name)}"'
    return column if name in _NUMBERS | _FLAGS else f"ifnull({column}, '')"


def _read(connection: sqlite3.Connection, what: What) -> Columns:
    """Read the columns that are not all blank, and fill the others: most columns of most reports are blank."""
    shown = PROJECTIONS[what]
    names = (*shown.columns, GEOMETRY) if what == "place" else shown.columns
    absent = absent_columns(connection, what)
    kept = ["NULL" if name in absent else f'now."{column_name(what, name)}"' for name in names]
    typed = _NUMBERS | _FLAGS | ({GEOMETRY} if what == "place" else set())
    counts = ", ".join(f"count({column})" for column in kept)
    (_, *counted) = connection.execute(f"SELECT 1, {counts} FROM {shown.table} AS now").fetchone()
    filled = {name: column for name, column, count in zip(names, kept, counted, strict=True) if count}
    selected = (column if name in typed else f"ifnull({column}, '')" for name, column in filled.items())
    later = f"SELECT 1 FROM {shown.table} AS later WHERE later.first_seq = now.first_seq AND later.seq > now.seq"
    rows = connection.execute(
        f"SELECT {', '.join(['now.seq', *selected])} FROM {shown.table} AS now "
        f"WHERE NOT EXISTS ({later}) ORDER BY now.first_seq"
    )
    lists: list[list[Any]] = [[] for _ in ("seq", *filled)]
    while some := rows.fetchmany(_AT_ONCE):
        for column, values in zip(lists, zip(*some, strict=True), strict=True):
            column.extend(values)
    seqs, *kept_lists = lists
    found = dict(zip(filled, kept_lists, strict=True))
    check_columns(what, found, seqs)
    check_unique(shown.table, found.get(shown.key, ()))
    if what == "place":
        found[GEOMETRY] = _geometries(connection, found.get(GEOMETRY) or [None] * len(seqs), seqs)
    return {name: found.get(name) or [None if name in typed else ""] * len(seqs) for name in names}


def _geometries(connection: sqlite3.Connection, blobs: list[bytes | None], seqs: Sequence[int]) -> list[bytes | None]:
    """Return the well-known binary of blobs; each must be the one that its revision was sealed with."""
    sealed = connection.execute("SELECT seq, geometry_sha256, id FROM revisions WHERE what = 'place'")
    marks = {seq: (mark, ref) for seq, mark, ref in sealed}
    found = [None if blob is None else from_blob(blob) for blob in blobs]
    for seq, wkb in zip(seqs, found, strict=True):
        check_geometry(wkb, *marks.get(seq, (None, f"of revision {seq}")))
    return found
