"""The basemap that the page embeds, as tables: countries' outlines and names, and the larger towns."""

from __future__ import annotations

import gzip
import io
import json
from functools import cache
from typing import Any

import geopandas as gpd
import pandas as pd

from mustermap.maps.document.page_files import binary


@cache
def countries() -> gpd.GeoDataFrame:
    """Read the countries: ``code``, ``name``, ``rank`` (smallest zoom for it), ``lon``, ``lat`` and their outlines."""
    topology = json.dumps(_packed()["topology"]).encode()
    read = gpd.read_file(io.BytesIO(topology), engine="pyogrio")
    points = pd.DataFrame([list(point) for point in read["label"]])
    return read.assign(lon=points[0], lat=points[1]).set_crs("EPSG:4326", allow_override=True)


@cache
def towns() -> pd.DataFrame:
    """Read the towns: ``name``, ``lon``, ``lat``, ``capital`` and ``zoom``, capitals and the largest first."""
    table = _packed()["towns"]
    frame = pd.DataFrame(table["rows"], columns=table["columns"])
    return frame.sort_values(["capital", "population"], ascending=False, kind="stable", ignore_index=True)


@cache
def _packed() -> dict[str, Any]:
    packed: dict[str, Any] = json.loads(gzip.decompress(binary("basemap.json.gz")))
    return packed
