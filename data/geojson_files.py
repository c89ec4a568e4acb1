"""Report files in GeoJSON: one feature a report, its properties named as the columns of a CSV file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from data.errors import UnreadableFile
from data.fields import REPORT_COLUMNS, SOURCE_COLUMNS, SOURCE_PREFIX
from data.reading import Reading, Remark, unknown_fields
from data.reports import raw_text

if TYPE_CHECKING:
    from pathlib import Path


def read_geojson(path: Path, reading: Reading) -> None:
    """Read one GeoJSON file (RFC 7946: EPSG:4326, lon before lat) into a reading.

    Raises
    ------
    UnreadableFile
        If it is no FeatureCollection in UTF-8.
    """
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path.name}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"{path.name}: is no JSON: {error}; mend the line that it names") from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise UnreadableFile(f"{path.name}: is no GeoJSON FeatureCollection; export the layer as one")
    known = {*REPORT_COLUMNS, *(SOURCE_PREFIX + name for name in SOURCE_COLUMNS)}
    seen: dict[str, None] = {}
    for number, feature in enumerate(features, 1):
        row = f"feature {number}"
        raw = _raw(feature)
        if raw is None:
            reading.reject([Remark(path.name, row, "", "is no Feature with properties; see RFC 7946")])
            continue
        seen.update(dict.fromkeys(raw))
        add_flat_row(reading, path.name, row, raw)
    for said in unknown_fields(seen, known=known):
        reading.notices.append(Remark(path.name, "", "", f"property {said}, so it was not read"))


def _raw(feature: object) -> dict[str, str] | None:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return None
    properties = feature.get("properties") or {}
    if not isinstance(properties, dict):
        return None
    raw = {str(name): _text(got) for name, got in properties.items() if got is not None}
    if feature.get("geometry"):
        raw["geometry"] = json.dumps(feature["geometry"])
    return raw


def _text(got: Any) -> str:
    match got:
        case str():
            return got
        case bool() | float():
            return raw_text(got)
        case int():
            return str(got)
        case list():
            return ";".join(map(_text, got))
        case _:
            return json.dumps(got)


def add_flat_row(reading: Reading, file: str, row: str, raw: dict[str, str]) -> None:
    """Read one row in which the source's columns stand beside the report's."""
    source = {name: raw[SOURCE_PREFIX + name] for name in SOURCE_COLUMNS if raw.get(SOURCE_PREFIX + name)}
    if source:
        source.setdefault("id", raw.get("source", ""))
        identity = reading.add_source(file, row, source)
        if identity is None:
            return
        raw = raw | {"source": identity}
    reading.add_report(file, row, {name: raw[name] for name in REPORT_COLUMNS if name in raw})
