"""The basemap at what a map shows: outlines and towns in full near its places, elsewhere those of an overview."""

from __future__ import annotations

import base64
import gzip
import json
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely

from mustermap.data.combinations import combine
from mustermap.maps.block.compression import squeeze
from mustermap.maps.document.page_files import base64_text, binary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Degrees = NDArray[np.float64]

BASEMAP: Final = "basemap.json.gz"
OVERVIEW: Final = "basemap_overview.json.gz"
#: Degrees around a place of which the basemap is there in full: what a screen shows around it at zoom 7.
AROUND: Final = (8.0, 5.0)
#: Towns whose names have room at this zoom of a web map are named everywhere.
OVERVIEW_ZOOM: Final = 5
#: If more of the basemap's lines than this are wanted in full, all are.
MOST_LINES: Final = 0.8
#: Level 6 takes twice as long, for 3 % of the basemap's bytes.
LEVEL: Final = 5


def shown_cells(frame: pd.DataFrame) -> Degrees:
    """Return the boxes of the places that a map shows of a claims table, in whole degrees: west, south, east, north."""
    is_shown = (frame["state"] == "accepted").to_numpy(dtype=bool, na_value=False)
    places = [frame[name][is_shown] for name in ("place_lon", "place_lat")]
    points = np.column_stack([column.to_numpy(np.float64) for column in places])[combine(places)[1]]
    shapes = frame["geometry"].to_numpy(dtype=object)[is_shown]
    around = shapely.bounds(shapes[~np.isin(shapely.get_type_id(shapes), (-1, 0))]).reshape(-1, 4)
    boxes = np.vstack([np.hstack([points, points]), around])
    boxes = np.hstack([np.floor(boxes[:, :2]), np.ceil(boxes[:, 2:])])
    distinct = pd.DataFrame(boxes[np.isfinite(boxes).all(axis=1)]).drop_duplicates()
    return distinct.to_numpy(dtype=np.float64)


def fitted_text(cells: Degrees) -> str:
    """Return the basemap of a map as base64 of a gzipped file.

    Parameters
    ----------
    cells : array
        Where its places are, as `shown_cells` says; of several tables one after the other.

    Returns
    -------
    str
        TopoJSON and towns as in `BASEMAP`. All of it where the places lie all over the world.
    """
    return _fitted(cells.tobytes())


@lru_cache(maxsize=4)
def _fitted(content: bytes) -> str:
    """Make the text once for maps of the same places, as a web app's are after each report."""
    cells = np.frombuffer(content, dtype=np.float64).reshape(-1, 4)
    boxes, overview = _overview()
    is_near = _near_any(boxes, cells)
    if is_near.mean() > MOST_LINES:
        return base64_text(BASEMAP)
    head, arcs, middle, towns, tail = _lines(BASEMAP)
    lines = [full if near else few for full, few, near in zip(arcs, overview, is_near.tolist(), strict=True)]
    points, is_named = _towns()
    stays = is_named | _near_any(points, cells)
    named = [town for town, is_kept in zip(towns, stays.tolist(), strict=True) if is_kept]
    text = "".join((head, ",".join(lines), middle, ",".join(named), tail))
    return base64.b64encode(squeeze(text.encode("utf-8"), level=LEVEL)).decode("ascii")


@cache
def _overview() -> tuple[Degrees, list[str]]:
    """Read the box around each line in degrees, and the text of the line as an overview needs it."""
    head, arcs, _ = _lines(OVERVIEW)
    return np.array(json.loads(head + "]}")["boxes"], dtype=np.float64), arcs


@cache
def _lines(name: str) -> list[Any]:
    """Read the text of a file in turns: what is before a list that is written an element a line, and its elements."""
    before, *lists = gzip.decompress(binary(name)).decode("utf-8").split("[\n")
    parts: list[Any] = [before + "["]
    for one in lists:
        elements, _, after = one.partition("\n]")
        parts += [elements.split(",\n"), f"]{after}["]
    return [*parts[:-1], parts[-1].removesuffix("[")]


@cache
def _towns() -> tuple[Degrees, NDArray[np.bool_]]:
    """Read the point of each town as a box in degrees, and whether an overview names the town."""
    _, _, middle, towns, _ = _lines(BASEMAP)
    columns = json.loads(f"{{{middle.partition(',')[2]}]}}}}")["towns"]["columns"]
    rows = np.array(json.loads(f"[{','.join(towns)}]"), dtype=object)
    lon, lat, zoom = (rows[:, columns.index(name)].astype(np.float64) for name in ("lon", "lat", "zoom"))
    return np.column_stack([lon, lat, lon, lat]), zoom <= OVERVIEW_ZOOM


def _near_any(boxes: Degrees, cells: Degrees) -> NDArray[np.bool_]:
    """Say of each box whether any cell lies in it or near it, also across the 180th meridian."""
    is_near = np.zeros(len(boxes), dtype=bool)
    lon, lat = AROUND
    for west, south, east, north in cells:
        beside = (boxes[:, 1] <= north + lat) & (boxes[:, 3] >= south - lat)
        across = np.zeros(len(boxes), dtype=bool)
        for turn in (-360, 0, 360):
            across |= (boxes[:, 0] <= east + lon + turn) & (boxes[:, 2] >= west - lon + turn)
        is_near |= beside & across
    return is_near
