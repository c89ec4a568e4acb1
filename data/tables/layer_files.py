"""KML and Parquet as columns of text. Runs in a process of its own; see `mustermap.data.tables.foreign_files`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mustermap.data.files.raw_columns import one_chunk, refuse_too_many
from mustermap.data.short_texts import echoed
from mustermap.data.tables.cell_texts import TextColumn, numbers_of, of_arrow, of_values
from mustermap.data.tables.opened_file import Opened
from mustermap.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

#: GDAL makes 0 of what is no number in a field of numbers, so all fields are read as text.
_NUMBER_FIELD: Final = re.compile(
    rb"<(?:\w+:)?SimpleField\b[^>]*?\btype\s*=\s*[\"'](?:int|uint|short|ushort|float|double)[\"'][^>]*>"
)
_TYPE: Final = re.compile(rb"(\btype\s*=\s*[\"'])\w+([\"'])")
_NAME: Final = re.compile(rb"\bname\s*=\s*[\"']([^\"']*)[\"']")
_COPY: Final = "as_text.kml"
_ARROW_GEOMETRY: Final = "wkb_geometry"
"""What GDAL calls the geometry of a format that has no name for it."""


def open_kml(path: Path, layer: str = "") -> Opened:
    """Open one layer of a KML file; its geometry as GeoJSON in EPSG:4326.

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

    content = path.read_bytes()
    if b"<kml" not in content[:4096] and b":kml" not in content[:4096]:
        raise UnreadableFile(f"{path.name}: is no KML file; check it")
    numbers = {
        name[1].decode(errors="replace")
        for found in _NUMBER_FIELD.finditer(content)
        if (name := _NAME.search(found[0])) is not None
    }
    read = path
    if numbers:  # the process works in a folder of its own
        read = Path(_COPY).absolute()
        read.write_bytes(_NUMBER_FIELD.sub(lambda found: _TYPE.sub(rb"\1string\2", found[0]), content))
    try:
        names = [str(name) for name in pyogrio.list_layers(read)[:, 0]]
        wanted = chosen_layer(names, layer, path.name)
        meta, table = pyogrio.read_arrow(read, layer=wanted)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        said = str(error).replace(str(read), path.name)
        raise UnreadableFile(f"{path.name}: cannot be read ({said}); check that it is what its name says") from error
    geometry = meta["geometry_name"] or _ARROW_GEOMETRY
    columns = [
        (name, _as_numbers(column) if name in numbers else column) for name, column in _attributes(table, geometry)
    ]
    if geometry in table.column_names:
        columns.append(("geometry", shapes(one_chunk(table[geometry]), meta["crs"], path.name)))
    return Opened(columns, range(1, table.num_rows + 1), notices=other_layers(names, wanted, layer))


def chosen_layer(names: Sequence[str], layer: str, file: str) -> str:
    """Choose the layer of that name, or the first.

    Raises
    ------
    UnreadableFile
        If there is none.
    """
    if not names:
        raise UnreadableFile(f"{file}: has no layer; check the file")
    if layer and layer not in names:
        raise UnreadableFile(f"{file}: has no layer {echoed(layer)}; it has {', '.join(map(echoed, names[:30]))}")
    return layer or names[0]


def other_layers(names: Sequence[str], read: str, layer: str) -> list[str]:
    """Note the layers that were not read, if nobody chose one."""
    others = ", ".join(repr(name) for name in names if name != read)
    return [f"only the layer {echoed(read)} was read, not {others}"] if others and not layer else []


def _as_numbers(column: TextColumn) -> TextColumn:
    return column._replace(numbers=numbers_of(column.texts.to_pylist()))


def _attributes(table: pa.Table, geometry: str) -> list[tuple[str, TextColumn]]:
    return [
        (str(name), of_arrow(table.column(number)))
        for number, name in enumerate(table.column_names)
        if name != geometry
    ]


def open_parquet(path: Path, layer: str = "") -> Opened:
    """Open a Parquet file; of GeoParquet also the geometry."""
    import pyarrow.parquet as pq

    del layer
    schema = pq.read_schema(path)
    refuse_too_many(len(schema), path.name)
    columns: list[tuple[str, TextColumn]]
    if b"geo" not in (schema.metadata or {}):
        table = pq.read_table(path)
        columns = _attributes(table, "")
        return Opened(columns, range(1, table.num_rows + 1))
    import geopandas as gpd

    shape_columns = list(json.loads(schema.metadata[b"geo"])["columns"])
    series = gpd.read_parquet(path, columns=shape_columns).geometry
    table = pq.read_table(path, columns=[name for name in schema.names if name not in shape_columns])
    columns = [*_attributes(table, ""), ("geometry", _shape_texts(series.to_numpy(), series.crs, path.name))]
    return Opened(columns, range(1, len(series) + 1))


def shapes(blobs: pa.Array, crs: str | None, file: str) -> TextColumn:
    """Write well-known binary as GeoJSON in EPSG:4326."""
    import shapely

    return _shape_texts(shapely.from_wkb(blobs.to_numpy(zero_copy_only=False)), crs, file)


def _shape_texts(there: NDArray[Any], crs: Any, file: str) -> TextColumn:
    import shapely

    if crs is None and not shapely.is_missing(there).all():
        raise UnreadableFile(f"{file}: does not say in which coordinates its geometry is; add the CRS")
    alone = [
        # Of several parts that are only one, that one.
        shape.geoms[0] if shape is not None and len(getattr(shape, "geoms", ())) == 1 else shape
        for shape in shapely.force_2d(_placed(there, crs))
    ]
    return of_values([text or "" for text in shapely.to_geojson(alone)])


def _placed(there: NDArray[Any], crs: Any) -> NDArray[Any]:
    """Return the shapes in EPSG:4326."""
    if crs in (None, "EPSG:4326"):  # PROJ, which takes long to start, is not asked
        return there
    import pyproj
    import shapely

    if pyproj.CRS.from_user_input(crs) == "EPSG:4326":
        return there
    transform = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True).transform
    placed: NDArray[Any] = shapely.transform(there, transform, interleaved=False)
    return placed
