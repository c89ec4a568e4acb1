"""GeoPackage as columns of text. Runs in a process of its own; see `mustermap.data.tables.foreign_files`.

SQLite keeps whatever a cell was given, and GDAL makes 0, or no day at all, of what does not fit the type of its column.
So the cells are read as SQLite has them, and only the geometry by GDAL.
"""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from mustermap.data.files.export_names import EXPORTED_LAYERS, is_exported
from mustermap.data.files.raw_columns import one_chunk
from mustermap.data.short_texts import echoed
from mustermap.data.tables.cell_texts import TextColumn, of_values
from mustermap.data.tables.layer_files import chosen_layer, other_layers, shapes
from mustermap.data.tables.opened_file import Opened
from mustermap.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_SQLITE: Final = b"SQLite format 3\0"
_CLOCK: Final = r"^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*$"
_LISTED: Final = "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes')"
_STYLED: Final = "SELECT f_table_name FROM layer_styles"


def open_geopackage(path: Path, layer: str = "") -> Opened:
    """Open one layer of a GeoPackage, or all of a file that Mustermap exported.

    Parameters
    ----------
    path
        The file.
    layer
        Blank: the only one; of several, the first, with a notice.

    Raises
    ------
    UnreadableFile
        If it is not what its name says, or has no such layer.
    """
    import pyogrio
    import pyogrio.errors

    with path.open("rb") as file:
        if file.read(len(_SQLITE)) != _SQLITE:
            raise UnreadableFile(f"{path.name}: is no GPKG file; check it")
    try:
        names = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
        fields = {name: [str(one) for one in pyogrio.read_info(path, layer=name)["fields"]] for name in names}
        exported = [] if layer else [name for name in names if is_exported(fields[name])]
        if exported:
            return _open_exported(path, exported, fields)
        wanted = chosen_layer(names, layer, path.name)
        meta, table = pyogrio.read_arrow(path, layer=wanted, columns=[])
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise UnreadableFile(f"{path.name}: cannot be read ({error}); check that it is what its name says") from error
    with _database(path) as connection:
        columns = _cells(connection, wanted, fields[wanted], meta["geometry_name"] or "")
    count = len(columns[0][1].texts) if columns else table.num_rows
    if meta["geometry_name"]:
        blobs = one_chunk(table[meta["geometry_name"]])
        if len(blobs) != count:
            got = f"has {len(blobs)} shapes for {count} rows in the layer {echoed(wanted)}"
            raise UnreadableFile(f"{path.name}: {got}; save the layer again with the program that made it")
        columns.append(("geometry", shapes(blobs, meta["crs"], path.name)))
    return Opened(columns, range(1, count + 1), notices=other_layers(names, wanted, layer))


def _open_exported(path: Path, names: Sequence[str], fields: dict[str, list[str]]) -> Opened:
    """Read all layers of a file that Mustermap exported, one below the other, and name those that cannot be read."""
    with _database(path) as connection:
        expected = _expected(connection)
        parts, lost = [], [name for name in expected if name not in names]
        for name in names:
            try:
                parts.append(dict(_cells(connection, name, fields[name])))
            except sqlite3.DatabaseError:
                lost.append(name)
    columns = list(dict.fromkeys(name for part in parts for name in part))
    counts = [len(next(iter(part.values())).texts) for part in parts]
    opened = Opened([(name, _below(name, parts, counts)) for name in columns], range(1, sum(counts) + 1))
    if lost:
        remedy = "export the file again, or mend it with the program that wrote it last"
        opened.rejected.append(("", f"cannot be read in {_layers(lost)}, whose reports are missing here; {remedy}"))
    return opened


def _layers(names: Sequence[str]) -> str:
    return ("the layer " if len(names) == 1 else "the layers ") + ", ".join(map(echoed, sorted(names)))


def _expected(connection: sqlite3.Connection) -> list[str]:
    """Return the layers of our own that a file lists."""
    found: dict[str, None] = {}
    for sql in (_LISTED, _STYLED, "SELECT name FROM sqlite_master WHERE type = 'table'"):
        with contextlib.suppress(sqlite3.DatabaseError):
            found |= dict.fromkeys(name for (name,) in connection.execute(sql))
    return [name for name in EXPORTED_LAYERS if name in found]


@contextlib.contextmanager
def _database(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        yield connection
    finally:
        connection.close()


def _cells(
    connection: sqlite3.Connection, layer: str, fields: Sequence[str], geometry: str = ""
) -> list[tuple[str, TextColumn]]:
    """Read the cells of a layer as SQLite has them, in the order in which GDAL reads its geometry."""
    if not fields:
        return []
    kinds = {row[1]: str(row[2]).upper() for row in connection.execute(f"PRAGMA table_info({_quoted(layer)})")}
    is_table = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (layer,)).fetchone()
    listed = ", ".join(map(_quoted, [*fields, geometry] if geometry and not is_table else fields))
    sql = f"SELECT {listed} FROM {_quoted(layer)}{' NOT INDEXED' if is_table else ''}"  # noqa: S608 - names, quoted
    columns = list(zip(*_rows(connection, sql), strict=True)) or [()] * len(fields)
    return [(name, _column(column, kinds.get(name, ""))) for name, column in zip(fields, columns, strict=False)]


def _rows(connection: sqlite3.Connection, sql: str) -> list[tuple[Any, ...]]:
    """Read all rows; where a text is not UTF-8, all texts as bytes."""
    try:
        return connection.execute(sql).fetchall()
    except sqlite3.OperationalError as error:
        if "decode" not in str(error):
            raise
    connection.text_factory = bytes
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.text_factory = str


def _column(cells: Sequence[Any], kind: str) -> TextColumn:
    if kind == "BOOLEAN":
        return of_values([bool(cell) if cell in (0, 1) else cell for cell in cells])
    column = of_values(cells)
    if kind != "DATETIME":
        return column
    return column._replace(texts=pc.replace_substring_regex(column.texts, _CLOCK, r"\1"))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _below(name: str, parts: Sequence[dict[str, TextColumn]], counts: Sequence[int]) -> TextColumn:
    """Return the columns of all layers, one below the other by name; blank where a layer lacks one."""
    texts, numbers = [], []
    is_foreign = False
    for part, count in zip(parts, counts, strict=True):
        column = part.get(name) or TextColumn(pa.repeat(pa.scalar("", pa.large_string()), count))
        is_foreign |= column.is_foreign
        texts.append(column.texts)
        numbers.append(column.numbers if column.numbers is not None else pa.repeat(pa.scalar(False), count))
    has_numbers = any(part[name].numbers is not None for part in parts if name in part)
    return TextColumn(pa.concat_arrays(texts), pa.concat_arrays(numbers) if has_numbers else None, (), is_foreign)
