"""GeoPackage, KML, GeoJSON and Parquet as columns of text. Runs in a process of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from data.errors import UnreadableFile
from data.export_names import is_exported
from data.importing.texts import as_texts, text_of_value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SQLITE: Final = b"SQLite format 3\0"
#: GDAL finds out by itself what a file is; what describes other files or addresses is none of these formats.
_DRIVERS: Final = {".gpkg": "GPKG", ".kml": "LIBKML"}


def read_layer(path: Path, layer: str) -> tuple[pa.Table, list[str]]:
    """Read one layer of a GeoPackage or a KML file; its geometry as GeoJSON in EPSG:4326.

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

    _refuse_disguise(path)
    try:
        names = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
        if not names:
            raise UnreadableFile(f"{path.name}: has no layer; check the file")
        if layer and layer not in names:
            raise UnreadableFile(f"{path.name}: has no layer {layer!r}; it has {', '.join(map(repr, names))}")
        exported = (
            [] if layer else [name for name in names if is_exported(pyogrio.read_info(path, layer=name)["fields"])]
        )
        if exported:
            return _exported_layers(path, exported), []
        frame = pyogrio.read_dataframe(path, layer=layer or names[0], fid_as_index=False)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise UnreadableFile(f"{path.name}: cannot be read ({error}); check that it is what its name says") from error
    others = names[1:] if not layer else []
    notices = [f"only the layer {names[0]!r} was read, not {', '.join(map(repr, others))}"] if others else []
    return _frame_table(frame, path), notices


def _exported_layers(path: Path, names: Sequence[str]) -> pa.Table:
    """Read all layers of a file that Mustermap exported, one below the other."""
    import pyogrio

    parts = [pyogrio.read_arrow(path, layer=name, read_geometry=False)[1] for name in names]
    whole = pa.concat_tables(parts, promote_options="permissive")
    columns = {name: as_texts(whole.column(number)) for number, name in enumerate(whole.column_names)}
    return _numbered(columns, whole.num_rows)


def _refuse_disguise(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(4096)
    is_it = head.startswith(_SQLITE) if path.suffix.lower() == ".gpkg" else b"<kml" in head or b":kml" in head
    if not is_it:
        raise UnreadableFile(f"{path.name}: is no {_DRIVERS[path.suffix.lower()].removeprefix('LIB')} file; check it")


def read_parquet(path: Path, layer: str) -> tuple[pa.Table, list[str]]:
    """Read a Parquet file; of GeoParquet also the geometry."""
    import pyarrow.parquet as pq

    del layer
    if b"geo" in (pq.read_schema(path).metadata or {}):
        import geopandas as gpd

        return _frame_table(gpd.read_parquet(path), path), []
    table = pq.read_table(path)
    columns = {name: as_texts(table.column(number)) for number, name in enumerate(table.column_names)}
    return _numbered(columns, table.num_rows), []


def read_geojson_layer(path: Path, layer: str) -> tuple[pa.Table, list[str]]:
    """Read the features of a GeoJSON file (RFC 7946)."""
    del layer
    document: Any = json.loads(path.read_bytes().decode("utf-8-sig"))
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise UnreadableFile(f"{path.name}: is no GeoJSON FeatureCollection; export the layer as one")
    rows = [feature if isinstance(feature, dict) else {} for feature in features]
    properties = [got if isinstance(got := row.get("properties"), dict) else {} for row in rows]
    names = dict.fromkeys(name for one in properties for name in one)
    columns = {
        name: pa.array([text_of_value(one.get(name)) for one in properties], pa.large_string()) for name in names
    }
    shapes = [_shape_text(row.get("geometry")) for row in rows]
    if any(shapes):
        columns["geometry"] = pa.array(shapes, pa.large_string())
    return _numbered(columns, len(rows)), []


def _shape_text(got: object) -> str:
    return json.dumps(got) if got else ""


def _frame_table(frame: Any, path: Path) -> pa.Table:
    """Turn a table of features into texts."""
    import geopandas as gpd
    import shapely

    shape_name = frame.geometry.name if isinstance(frame, gpd.GeoDataFrame) else None
    columns = {
        str(name): as_texts(pa.array(frame[name], from_pandas=True)) for name in frame.columns if name != shape_name
    }
    if shape_name is not None:
        shapes = frame.geometry
        if shapes.crs is None and not shapes.isna().all():
            raise UnreadableFile(f"{path.name}: does not say in which coordinates its geometry is; add the CRS")
        # Not to_crs where it is the same: that costs PROJ's start.
        shapes = shapes.to_crs(4326) if shapes.crs is not None and shapes.crs != "EPSG:4326" else shapes
        columns["geometry"] = pa.array(_shapes(shapely.force_2d(shapes.to_numpy())), pa.large_string())
    return _numbered(columns, len(frame))


def _shapes(shapes: Sequence[Any]) -> list[str]:
    """Write shapes as GeoJSON; of several parts that are only one, that one."""
    import shapely

    alone = [
        shape.geoms[0] if shape is not None and len(getattr(shape, "geoms", ())) == 1 else shape for shape in shapes
    ]
    return [text or "" for text in shapely.to_geojson(alone)]


def _numbered(columns: dict[str, pa.Array], count: int) -> pa.Table:
    return pa.table({**columns, "_row": pa.array(range(1, count + 1), pa.int64())})
