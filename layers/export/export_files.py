"""The exported table as GeoPackage, GeoParquet, GeoJSON and CSV."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from mustermap.data.files.export_names import CREDITS
from mustermap.data.files.own_exports import guard_formulas
from mustermap.layers.export.export_table import GEOMETRY
from mustermap.layers.export.shared_outlines import LISTED, write_shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.layers.export.export_table import Exported

    Codes = NDArray[np.int64]
    Shapes = NDArray[np.object_]

AREAS: Final = "areas"
"""The layer whose outlines are large, and shared by many rows."""

LAYERS: Final = {AREAS: (2, "MultiPolygon"), "lines": (1, "MultiLineString"), "points": (0, "Point")}
"""The layers of a GeoPackage by the dimension of what is in them, the lowest drawn first."""

NOT_DRAWN: Final = "not_drawn"
"""The table of a GeoPackage that holds the reports without a place, and those that are in effect on no day."""

_LONGEST_REASON: Final = 200
_END: Final = b"]\n}\n"
"""How GDAL ends a GeoJSON file."""

#: What QGIS and GDAL of 2022 know, and later ones too.
_VERSION: Final = {"VERSION": "1.3"}
_STYLES: Final = """CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256),
  f_table_schema TEXT(256),
  f_table_name TEXT(256),
  f_geometry_column TEXT(256),
  styleName TEXT(30),
  styleQML TEXT,
  styleSLD TEXT,
  useAsDefault BOOLEAN,
  description TEXT,
  owner TEXT(30),
  ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)"""


def credit_text(exported: Exported) -> str:
    """Return the credits of the places, in one line."""
    return "; ".join(" ".join(filter(None, (one["text"], one["url"]))) for one in exported.credits)


def forces_of(exported: Exported) -> list[str]:
    """Return all forces of the reports, "" among them if one names none."""
    return sorted(set(pc.fill_null(exported.table.column("forces"), "").to_pylist()))


def signs_of(exported: Exported) -> dict[str, list[tuple[str, str]]]:
    """Return for each of ``LAYERS`` the forces and phases that are drawn in it, each pair once."""
    table = exported.table
    dimensions = _dimensions(table)
    pairs = pa.table({name: pc.fill_null(table.column(name), "") for name in ("forces", "phase")})
    found = {}
    for layer, (dimension, _) in LAYERS.items():
        here = pairs.filter(pa.array(dimensions == dimension)).group_by(["forces", "phase"]).aggregate([])
        found[layer] = sorted(zip(here["forces"].to_pylist(), here["phase"].to_pylist(), strict=True))
    return found


def largest_of(exported: Exported) -> dict[str, float]:
    """Return for each of ``LAYERS`` the largest number of people that a claim in it states; 0 for none."""
    table = exported.table
    are_people = pc.equal(pc.fill_null(table.column("quantity"), "personnel"), "personnel")
    stated = pc.coalesce(table.column("figure_high"), table.column("figure_best"), table.column("figure_low"))
    here = pa.table({"layer": pa.array(_dimensions(table)), "stated": stated}).filter(are_people)
    return {
        layer: pc.max(here.filter(pc.equal(here["layer"], dimension))["stated"]).as_py() or 0.0
        for layer, (dimension, _) in LAYERS.items()
    }


@contextlib.contextmanager
def _one_kind_of_error() -> Iterator[None]:
    """Raise what SQLite and GDAL make of a full disk as the OSError that every other writer raises."""
    import pyogrio.errors

    try:
        yield
    except (sqlite3.Error, pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise OSError(errno.EIO, str(error)[:_LONGEST_REASON]) from error


def write_geopackage(exported: Exported, path: Path, *, styles: Mapping[str, str]) -> None:
    """Write a GeoPackage (OGC 12-128): a layer a kind of geometry, with its style, and a table of what is not drawn.

    The outline of an area is in it once, however many rows are about the area.

    Parameters
    ----------
    exported
        The table that is exported.
    path
        A file that does not exist yet.
    styles
        For each of ``LAYERS``: its style as QGIS keeps it (QML), which is put into ``layer_styles``.
    """
    table = exported.table.drop_columns([CREDITS])
    codes, shapes = _coded(table)
    dimensions = _dimensions(table)
    plain = table.drop_columns([GEOMETRY])
    credits_ = credit_text(exported)
    with _one_kind_of_error():
        _write_layers(path, plain, codes, shapes, dimensions, credits_)
        _add_styles(path, styles)


def _write_layers(path: Path, plain: pa.Table, codes: Codes, shapes: Shapes, dimensions: Codes, credits_: str) -> None:
    import pyogrio

    described = {"DESCRIPTION": credits_}
    of_file = {"dataset_metadata": {"CREDITS": credits_}, "dataset_options": _VERSION}
    for layer, (dimension, kind) in LAYERS.items():
        here = _where(dimensions == dimension)
        promoted = _promoted(shapes, kind)
        if layer == AREAS:
            write_shared(
                plain[here], codes[here], promoted, path, layer=layer, geometry=GEOMETRY,
                given={**of_file, "layer_options": described},
            )  # fmt: skip
            continue
        blobs = pa.array(shapely.to_wkb(promoted), pa.large_binary())
        placed = plain[here].append_column(GEOMETRY, blobs.take(pa.array(codes[here])))
        pyogrio.write_arrow(
            placed, path, layer=layer, driver="GPKG", geometry_name=GEOMETRY, geometry_type=kind, crs="EPSG:4326",
            layer_options={**described, "GEOMETRY_NAME": GEOMETRY}, **of_file,
        )  # fmt: skip
    pyogrio.write_arrow(
        plain[_where(dimensions == -1)], path, layer=NOT_DRAWN, driver="GPKG", layer_options={**described, **LISTED}
    )


def _add_styles(path: Path, styles: Mapping[str, str]) -> None:
    rows = [("", "", layer, GEOMETRY, "claims", style, 1) for layer, style in styles.items()]
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(_STYLES)
        connection.executemany(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
            " styleQML, useAsDefault) VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)"
            " VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles that QGIS takes up by itself', 0)"
        )


def _coded(table: pa.Table) -> tuple[Codes, Shapes]:
    """Return for each row the number of its geometry, -1 for none, and the distinct geometries."""
    coded = table.column(GEOMETRY).combine_chunks()
    coded = coded.chunk(0) if isinstance(coded, pa.ChunkedArray) else coded
    codes = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    return codes, shapely.from_wkb(coded.dictionary.to_numpy(zero_copy_only=False))


def _dimensions(table: pa.Table) -> Codes:
    """Return the dimension of what is drawn in each row, -1 where nothing is."""
    codes, shapes = _coded(table)
    return np.append(shapely.get_dimensions(shapes), -1)[codes].astype(np.int64)


def _where(is_here: NDArray[np.bool_]) -> slice:
    """Return the rows of a layer, which follow one another."""
    rows = np.flatnonzero(is_here)
    return slice(int(rows[0]), int(rows[-1]) + 1) if len(rows) else slice(0, 0)


def _promoted(shapes: Shapes, kind: str) -> list[object]:
    """Return polygons and lines as multiple ones: a layer of a GeoPackage holds one type of geometry."""
    make = {"MultiPolygon": shapely.MultiPolygon, "MultiLineString": shapely.MultiLineString}.get(kind)
    if make is None:
        return list(shapes)
    single = kind.removeprefix("Multi")
    return [make([shape]) if shape.geom_type == single else shape for shape in shapes]


def _each(shapes: Shapes, codes: Codes) -> Shapes:
    """Return the geometry of each row, None where the code is -1."""
    with_none = np.empty(len(shapes) + 1, dtype=object)
    with_none[:-1] = shapes
    return with_none[codes]


def decoded(table: pa.Table) -> pa.Table:
    """Return the table with the geometry of each row in full."""
    at = table.schema.get_field_index(GEOMETRY)
    return table.set_column(at, GEOMETRY, table.column(GEOMETRY).cast(pa.large_binary()))


def geo_frame(exported: Exported) -> gpd.GeoDataFrame:
    """Return the table as a frame of geopandas, of Arrow's types, with the credits in its attributes."""
    import geopandas as gpd

    frame = exported.table.drop_columns([CREDITS, GEOMETRY]).to_pandas(types_mapper=_arrow_type)
    codes, shapes = _coded(exported.table)
    made = gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(_each(shapes, codes), crs="EPSG:4326"))
    made.attrs["credits"] = exported.credits
    return made


def write_geoparquet(exported: Exported, path: Path) -> None:
    """Write GeoParquet 1.1 with a bounding box for each row; the credits are attributes of the table."""
    geo_frame(exported).to_parquet(path, schema_version="1.1.0", write_covering_bbox=True, index=False)


def _arrow_type(kind: pa.DataType) -> object:
    import pandas as pd

    return pd.ArrowDtype(kind)


def write_geojson(exported: Exported, path: Path) -> None:
    """Write GeoJSON (RFC 7946); the credits are the member ``description`` of the collection."""
    import pyogrio

    with _one_kind_of_error():
        pyogrio.write_arrow(
            decoded(exported.table.drop_columns([CREDITS])),
            path,
            layer=path.stem,
            driver="GeoJSON",
            geometry_name=GEOMETRY,
            geometry_type="Unknown",
            crs="EPSG:4326",
            # Not that a text in braces comes out as an object.
            layer_options={"RFC7946": "YES", "AUTODETECT_JSON_STRINGS": "NO", "DESCRIPTION": credit_text(exported)},
        )
    _check_end(path)


def _check_end(path: Path) -> None:
    """Check that the last piece of a GeoJSON file was written: GDAL says nothing where the disk was full by then."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - len(_END)))
        if file.read() != _END:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def write_csv(exported: Exported, path: Path) -> None:
    """Write CSV in UTF-8, with a byte order mark, of which a spreadsheet runs nothing; it holds no outlines."""
    from pyarrow import csv

    table = exported.table.drop_columns([GEOMETRY])
    for at, name in enumerate(table.column_names):
        if pa.types.is_large_string(table.column(name).type):
            table = table.set_column(at, name, guard_formulas(table.column(name)))
    with path.open("wb") as file:
        file.write(b"\xef\xbb\xbf")
        csv.write_csv(table, file)


def plain_numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write whole numbers without a point."""
    whole = pc.and_(pc.equal(pc.floor(column), column), pc.less(pc.abs(column), 1e15))
    counted = pc.if_else(pc.fill_null(whole, False), column, None).cast(pa.int64()).cast(pa.large_string())
    return pc.coalesce(counted, column.cast(pa.large_string()))
