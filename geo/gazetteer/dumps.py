"""Read files of places row by row: GeoNames' dumps, CSV and GeoJSON, in constant memory, from where reading stopped."""

from __future__ import annotations

import csv
import json
import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

from mustermap.earth import EQUAL_AREA_RADIUS_M

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# GeoNames' feature codes: https://www.geonames.org/export/codes.html
AIRFIELD_CODES = frozenset({"AIRB", "AIRF", "AIRP", "AIRQ"})
SITE_CODES = frozenset({"MILB", "INSM", "MVA", "NVB", "RNGA", "FT"})
# Rows of alternateNamesV2 that are no names: links, postcodes, codes of other lists.
NO_LANGUAGES = frozenset({"link", "wkdt", "post", "iata", "faac", "tcid", "unlc", "phon"})
KINDS = ("settlement", "airfield", "site", "region")
LONGEST_NAME = 200
CHUNK = 1 << 16
_FEATURES = re.compile(r'"features"\s*:\s*\[')


@dataclass(frozen=True, slots=True)
class DumpPlace:
    """A place as a file has it.

    Attributes
    ----------
    number
        The file's own number of it: GeoNames' id, or that of its row from 1.
    key
        What makes its reference; empty: its number.
    population
        People; 0 where not known.
    radius_m
        None: as for places of its kind.
    outline
        GeoJSON geometry of an area, None for a point.
    """

    number: int
    name: str
    names: tuple[str, ...]
    kind: str
    country_code: str
    lon: float
    lat: float
    population: int = 0
    military: bool = False
    radius_m: float | None = None
    key: str = ""
    outline: dict[str, Any] | None = field(default=None, hash=False)


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row that cannot be a place, and why."""

    row: int
    reason: str


# What a row is, and how far the file has been read, in bytes.
Row = tuple["DumpPlace | WrongRow | None", int]


def read_geonames(file: Path, start: int, rows: int) -> Iterator[Row]:
    """Yield the rows of a GeoNames dump from a byte on; None for a row of a kind that is not kept."""
    with file.open("rb") as lines:
        lines.seek(start)
        for number, (line, end) in enumerate(_lines(lines, start), rows + 1):
            yield _geonames_row(line, number), end


def read_alternate_names(file: Path, start: int) -> Iterator[tuple[tuple[int, str] | None, int]]:
    """Yield the rows of GeoNames' alternateNamesV2 from a byte on: number and name, None for what is no name."""
    with file.open("rb") as lines:
        lines.seek(start)
        for line, end in _lines(lines, start):
            cells = line.rstrip("\r\n").split("\t")
            if (
                len(cells) < 4
                or not cells[1].isdigit()
                or cells[2] in NO_LANGUAGES
                or not 0 < len(cells[3]) <= LONGEST_NAME
            ):
                yield None, end
            else:
                yield (int(cells[1]), cells[3]), end


def read_csv(file: Path, start: int, rows: int) -> Iterator[Row]:
    """Yield the rows of a CSV file from a byte on: columns name, lon, lat; other_names, kind, country, … if any."""
    with file.open("rb") as lines:
        counted = _Counted(lines)
        header = [cell.strip().lower() for cell in next(csv.reader(counted), [])]
        if missing := {"name", "lon", "lat"} - set(header):
            raise ValueError(f"no column {', '.join(sorted(missing))}; it has {', '.join(header) or 'none'}")
        if start:
            lines.seek(start)
            counted.end = start
        for number, cells in enumerate(csv.reader(counted), rows + 1):
            yield _table_row(dict(zip(header, cells, strict=False)), number) if cells else None, counted.end


def read_geojson(file: Path, start: int, rows: int) -> Iterator[Row]:
    """Yield the features of a GeoJSON FeatureCollection, without the first `rows` of them."""
    del start
    with file.open(encoding="utf-8-sig") as text:
        for number, (feature, end) in enumerate(_features(text), 1):
            if number > rows:
                yield _feature_row(feature, number), end


class _Counted:
    """Lines of a file, decoded, with the byte at which the last one ended."""

    def __init__(self, lines: BinaryIO) -> None:
        self.lines = lines
        self.end = 0

    def __iter__(self) -> _Counted:
        return self

    def __next__(self) -> str:
        line = self.lines.readline()
        if not line:
            raise StopIteration
        first, self.end = self.end == 0, self.end + len(line)
        return line.decode("utf-8-sig" if first else "utf-8", errors="replace")


def _lines(lines: BinaryIO, start: int) -> Iterator[tuple[str, int]]:
    end = start
    while line := lines.readline():
        end += len(line)
        yield line.decode("utf-8", errors="replace"), end


def _geonames_row(line: str, number: int) -> DumpPlace | WrongRow | None:
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != 19:
        return WrongRow(number, f"{len(cells)} columns where GeoNames has 19")
    code = cells[7]
    if cells[6] == "P":
        kind = "settlement"
    elif code in AIRFIELD_CODES or code in SITE_CODES:
        kind = "airfield" if code in AIRFIELD_CODES else "site"
    else:
        return None
    try:
        lon, lat = _lon_lat(cells[5], cells[4])
        names = tuple(name for name in (cells[2], *cells[3].split(",")) if name)
        return DumpPlace(
            number=int(cells[0]), name=_name(cells[1]), names=names,
            kind=kind, country_code=cells[8], lon=lon, lat=lat, population=int(cells[14] or 0), military=code == "AIRB",
        )  # fmt: skip
    except ValueError as error:
        return WrongRow(number, str(error))


def _table_row(cells: dict[str, str], number: int) -> DumpPlace | WrongRow:
    try:
        return _place(cells, number, *_lon_lat(cells.get("lon", ""), cells.get("lat", "")), None)
    except ValueError as error:
        return WrongRow(number, str(error))


def _feature_row(feature: Any, number: int) -> DumpPlace | WrongRow:
    try:
        geometry, properties = feature["geometry"], feature.get("properties") or {}
        cells = {str(key).lower(): "" if value is None else value for key, value in properties.items()}
        cells = {
            key: ";".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in cells.items()
        }
        if geometry["type"] == "Point":
            return _place(cells, number, *_lon_lat(*geometry["coordinates"][:2]), None)
        if geometry["type"] not in {"Polygon", "MultiPolygon"}:
            return WrongRow(number, f"a {geometry['type']}; points and areas are read")
        return _place(cells, number, 0.0, 0.0, geometry)
    except (KeyError, TypeError, IndexError, AttributeError):
        return WrongRow(number, "not a GeoJSON feature with a geometry")
    except ValueError as error:
        return WrongRow(number, str(error))


def _place(cells: dict[str, str], number: int, lon: float, lat: float, outline: dict[str, Any] | None) -> DumpPlace:
    kind = cells.get("kind", "").strip() or "site"
    if kind not in KINDS:
        raise ValueError(f"kind {kind[:40]!r} is none of {', '.join(KINDS)}")
    radius = cells.get("radius_m", "").strip()
    names = tuple(name.strip() for name in cells.get("other_names", "").split(";") if name.strip())
    return DumpPlace(
        number=number,
        name=_name(cells.get("name", "")),
        names=names,
        kind=kind,
        country_code=cells.get("country", cells.get("country_code", "")).strip().upper(),
        lon=lon,
        lat=lat,
        population=_people(cells.get("population", "").strip()),
        radius_m=_positive(radius) if radius else None,
        key=cells.get("id", "").strip(),
        outline=outline,
    )


def _people(text: str) -> int:
    people = float(text or 0)
    if not 0 <= people < 1e11:
        raise ValueError(f"population {text[:20]} is no number of people")
    return int(people)


def _name(text: str) -> str:
    if not text.strip() or len(text) > LONGEST_NAME:
        raise ValueError("no name" if not text.strip() else f"a name of more than {LONGEST_NAME} characters")
    return text.strip()


def _positive(text: str) -> float:
    if not 0 < float(text) < 20_000_000:
        raise ValueError(f"radius_m {text[:20]} is not between 0 and 20,000,000")
    return float(text)


def _lon_lat(lon: Any, lat: Any) -> tuple[float, float]:
    try:
        point = float(lon), float(lat)
    except (TypeError, ValueError):
        raise ValueError(f"lon {str(lon)[:20]!r}, lat {str(lat)[:20]!r} are no numbers") from None
    if not (-180 <= point[0] <= 180 and -90 <= point[1] <= 90):
        raise ValueError(f"lon {point[0]}, lat {point[1]} are not on the Earth; perhaps they are exchanged")
    return point


def _features(text: Any) -> Iterator[tuple[Any, int]]:
    """Yield the features of a collection; no more of the file is held in memory than the longest one needs."""
    decoder, kept = json.JSONDecoder(), ""
    while (found := _FEATURES.search(kept)) is None:
        chunk = text.read(CHUNK)
        if not chunk:
            raise ValueError('no GeoJSON FeatureCollection: it has no "features"')
        kept = kept[-40:] + chunk
    kept, read = kept[found.end() :], 0
    while True:
        kept = kept.lstrip(" \t\r\n,")
        if kept.startswith("]"):
            return
        try:
            feature, end = decoder.raw_decode(kept)
        except json.JSONDecodeError:
            # twice as much each time, so that a long feature is not parsed again for every chunk
            chunk = text.read(max(CHUNK, len(kept)))
            if not chunk:
                raise ValueError("the file ends in the middle of a feature, or one is not JSON") from None
            kept += chunk
            continue
        read += end
        kept = kept[end:]
        yield feature, read


def area_of(geometry: dict[str, Any]) -> tuple[bytes, float, float, float]:
    """Return a GeoJSON area as WKB, a point inside it (lon, lat), and the radius in metres of the circle of its area.

    Raises
    ------
    ValueError
        If it is no valid area.
    """
    import shapely

    try:
        outline = shapely.from_geojson(json.dumps(geometry))
    except shapely.errors.GEOSException:
        raise ValueError("an area that is not GeoJSON") from None
    if outline.is_empty or not outline.is_valid:
        raise ValueError(f"an area that is not valid: {shapely.is_valid_reason(outline)}")
    west, south, east, north = outline.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise ValueError("an area that is not on the Earth; its coordinates must be lon, lat")
    if outline.geom_type == "Polygon":
        outline = shapely.MultiPolygon([outline])
    inside = shapely.point_on_surface(outline)
    # by cylinders of equal area, as precise as a radius needs
    flat = shapely.transform(outline, _equal_area)
    return shapely.to_wkb(outline, byte_order=1), inside.x, inside.y, math.sqrt(flat.area / math.pi)


def _equal_area(points: Any) -> Any:
    import numpy as np

    lon, lat = np.radians(points).T
    return np.column_stack([lon, np.sin(lat)]) * EQUAL_AREA_RADIUS_M
