"""Areas of an exported GeoPackage: each outline is kept once, and a view joins it to all rows that are about it."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import shapely

from mustermap.data.ledger.wkb import to_blob

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Codes = NDArray[np.int64]

ROWS: Final = "area_rows"
"""The table of the rows, with the number of the outline of each."""
OUTLINES: Final = "area_outlines"
"""The table of the outlines, each once."""
LISTED: Final = {"ASPATIAL_VARIANT": "GPKG_ATTRIBUTES"}
"""Lists a table without geometries that is written after these: GDAL would follow them and list it nowhere."""
_OUTLINE: Final = "outline"
_KEY: Final = "fid"
"""What GDAL calls the key of a table; a view whose first column has this name has it as its key."""


def write_shared(
    rows: pa.Table, codes: Codes, shapes: list[Any], path: Path, *, layer: str, geometry: str, given: dict[str, Any]
) -> None:
    """Write a layer of areas into a GeoPackage: what programs see is one layer, with the outline in each of its rows.

    Parameters
    ----------
    rows
        All columns but the geometry.
    codes
        The number of each row's outline.
    shapes
        The outlines, of one type of geometry.
    path
        The GeoPackage, which may not exist yet.
    layer, geometry
        The names of the layer and of its column of geometries.
    given
        More options of ``pyogrio.write_arrow``: what the file is, and its credits.

    Notes
    -----
    A GeoPackage's layer may be a view (OGC 12-128, 2.1.5). The two tables behind it are listed nowhere, so that QGIS
    offers the layer alone. It has no spatial index: a view cannot have one, and a country is nearly always in sight.
    """
    import pyogrio

    used, numbers = np.unique(codes, return_inverse=True)
    numbered = rows.append_column(_OUTLINE, pa.array(numbers.astype(np.int64)))
    pyogrio.write_arrow(numbered, path, layer=ROWS, driver="GPKG", **given)
    here = [shapes[number] for number in used]
    kind = here[0].geom_type.upper() if here else "MULTIPOLYGON"
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        outlines = f'{OUTLINES} (number INTEGER PRIMARY KEY, "{geometry}" {kind} NOT NULL)'
        connection.execute(f"CREATE TABLE {outlines}")
        blobs = enumerate(to_blob(blob) for blob in shapely.to_wkb(here))
        connection.executemany(f"INSERT INTO {OUTLINES} VALUES (?, ?)", blobs)  # noqa: S608 - names of ours
        _add_view(connection, layer, geometry, rows.column_names)
        box = shapely.total_bounds(here).tolist() if here else [None] * 4
        _list_instead(connection, layer, geometry, kind, box)


def _add_view(connection: sqlite3.Connection, layer: str, geometry: str, names: list[str]) -> None:
    columns = [*(f'r."{name}" AS "{name}"' for name in (_KEY, *names)), f'o."{geometry}" AS "{geometry}"']
    joined = f'{ROWS} r LEFT JOIN {OUTLINES} o ON o.number = r."{_OUTLINE}"'
    select = f"SELECT {', '.join(columns)} FROM {joined}"  # noqa: S608 - names of ours
    connection.execute(f'CREATE VIEW "{layer}" AS {select}')


def _list_instead(
    connection: sqlite3.Connection, layer: str, geometry: str, kind: str, box: list[float | None]
) -> None:
    """List the view as a layer of the GeoPackage in the place of the table behind it."""
    insert = (
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id)"
        " SELECT ?, 'features', ?, description, ?, ?, ?, ?, 4326 FROM gpkg_contents WHERE table_name = ?"
    )
    connection.execute(insert, (layer, layer, *box, ROWS))
    connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, 4326, 0, 0)", (layer, geometry, kind))
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (ROWS,))
    for (name,) in triggers.fetchall():  # they count the rows of a listed table
        connection.execute(f'DROP TRIGGER "{name}"')
    for table in ("gpkg_ogr_contents", "gpkg_contents"):
        connection.execute(f"DELETE FROM {table} WHERE table_name = ?", (ROWS,))  # noqa: S608 - names of ours
