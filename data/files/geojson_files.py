"""GeoJSON files: one feature a report, its properties named as the columns of a CSV file."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from mustermap.data.files.raw_columns import refuse_too_many
from mustermap.data.reports import number_as_text, text_of
from mustermap.data.tables.cell_texts import TextColumn
from mustermap.data.tables.opened_file import Opened
from mustermap.errors import InvalidField, UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

    from mustermap.data.files.reading import Reading

_GEOMETRY: Final = "geometry"


def read_geojson(path: Path, reading: Reading) -> None:
    """Read one GeoJSON file whose properties are named as the fields into a reading.

    Raises
    ------
    UnreadableFile
        If it is no FeatureCollection in UTF-8, or no property is named as a field.
    """
    from mustermap.data.files.named_columns import read_named  # pandas: not where a file is only opened

    read_named(path.name, open_geojson(path).raw(path.name, reading), reading)


def open_geojson(path: Path, layer: str = "") -> Opened:
    """Open one GeoJSON file (RFC 7946: EPSG:4326, lon before lat): its properties and the geometry as columns.

    Numbers that JSON cannot hold, such as 1e400 and Infinity, stay as they are written.

    Raises
    ------
    UnreadableFile
        If it is no FeatureCollection in UTF-8, or has too many properties.
    """
    del layer
    opened = Opened([], [], row_word="feature")
    rows: list[int] = []
    cells: dict[str, dict[int, object]] = {}
    for number, feature in enumerate(_features(path), 1):
        properties = _properties(feature)
        if properties is None:
            opened.rejected.append((f"feature {number}", "is no Feature with properties; see RFC 7946"))
            continue
        for name, got in properties.items():
            column = cells.setdefault(name, {})
            if got is not None:
                column[len(rows)] = got
        if feature.get(_GEOMETRY):
            cells.setdefault(_GEOMETRY, {})[len(rows)] = json.dumps(feature[_GEOMETRY])
        rows.append(number)
    refuse_too_many(len(cells), path.name)
    opened.rows = rows
    opened.columns = [(name, _column(name, one, len(rows))) for name, one in cells.items()]
    return opened


def _features(path: Path) -> list[Any]:
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"), parse_float=_float, parse_constant=str)
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path.name}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"{path.name}: is no JSON: {error}; mend the line that it names") from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise UnreadableFile(f"{path.name}: is no GeoJSON FeatureCollection; export the layer as one")
    return features


def _float(text: str) -> float | str:
    number = float(text)
    return number if math.isfinite(number) else text


def _properties(feature: object) -> dict[str, Any] | None:
    if not isinstance(feature, dict) or feature.get("type", "Feature") != "Feature":
        return None
    properties = feature.get("properties") or {}
    return properties if isinstance(properties, dict) else None


def _column(name: str, cells: dict[int, object], count: int) -> TextColumn:
    """Write the values of one property as texts, and say which of them cannot be."""
    texts = [""] * count
    wrong: list[tuple[int, str]] = []
    for position, got in cells.items():
        try:
            text = number_as_text(got) if isinstance(got, float) else text_of(name, got)
            text.encode()
            texts[position] = text
        except InvalidField as problem:
            wrong.append((position, str(problem)))
        except UnicodeEncodeError as error:
            at = f"character {error.start + 1} is half of a surrogate pair"
            wrong.append((position, f"{at}; write the whole character"))
    numbers = None
    if any(isinstance(got, float) for got in cells.values()):
        numbers = pa.array([isinstance(cells.get(position), float) for position in range(count)])
    return TextColumn(pa.array(texts, pa.large_string()), numbers, wrong)
