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


def countries() -> gpd.GeoDataFrame:
    """Read the countries: ``code``, ``name``, ``rank`` (smallest zoom for it), ``lon``, ``lat`` and their outlines."""
    return _tables()[0]


def towns() -> pd.DataFrame:
    """Read the towns: ``name``, ``lon``, ``lat``, ``capital`` and ``zoom``, capitals and the largest first."""
    return _tables()[1]


@cache
def _tables() -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Read both tables once; the file as text takes ten times as much memory as they do, and is let go of."""
    packed: dict[str, Any] = json.loads(gzip.decompress(binary("basemap.json.gz")))
    topology = json.dumps(packed.pop("topology"), separators=(",", ":")).encode()
    read = gpd.read_file(io.BytesIO(topology), engine="pyogrio")
    points = pd.DataFrame([list(point) for point in read["label"]])
    outlines = read.assign(lon=points[0], lat=points[1]).set_crs("EPSG:4326", allow_override=True)
    towns = pd.DataFrame(packed["towns"]["rows"], columns=packed["towns"]["columns"])
    by_size = ["capital", "population"]
    return outlines, towns.sort_values(by_size, ascending=False, kind="stable", ignore_index=True)
