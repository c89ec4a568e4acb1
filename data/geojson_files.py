"""Report files in GeoJSON: one feature a report, its properties named as the columns of a CSV file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from data.errors import InvalidField, UnreadableFile
from data.export_names import is_exported
from data.fields import REPORT_COLUMNS, SOURCE_COLUMNS, SOURCE_PREFIX
from data.reading import Reading, Remark, unknown_fields
from data.reports import text_of

if TYPE_CHECKING:
    from pathlib import Path

_KNOWN: Final = (*REPORT_COLUMNS, *(SOURCE_PREFIX + name for name in SOURCE_COLUMNS))


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
    if features and is_exported(_properties(features[0]) or ()):
        _read_exported(path, reading)
        return
    seen: dict[str, None] = {}
    for number, feature in enumerate(features, 1):
        row = f"feature {number}"
        properties = _properties(feature)
        if properties is None:
            reading.reject([Remark(path.name, row, "", "is no Feature with properties; see RFC 7946")])
            continue
        seen.update(dict.fromkeys(properties))
        raw, problems = _raw(feature, properties)
        if problems:
            reading.reject(Remark(path.name, row, problem.field, str(problem)) for problem in problems)
        else:
            _add_flat_row(reading, path.name, row, raw)
    for said in unknown_fields(seen, known=_KNOWN):
        reading.notices.append(Remark(path.name, "", "", f"property {said}, so it was not read"))


def _read_exported(path: Path, reading: Reading) -> None:
    from data.exported_files import read_exported  # pyarrow: only where such a file is read

    read_exported(path, reading)


def _properties(feature: object) -> dict[str, Any] | None:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return None
    properties = feature.get("properties") or {}
    return properties if isinstance(properties, dict) else None


def _raw(feature: dict[str, Any], properties: dict[str, Any]) -> tuple[dict[str, str], list[InvalidField]]:
    """Write the known properties and the geometry as texts, and say which of them cannot be."""
    raw: dict[str, str] = {}
    problems: list[InvalidField] = []
    for name, got in properties.items():
        if name in _KNOWN and got is not None:
            try:
                raw[name] = text_of(name, got)
            except InvalidField as problem:
                problems.append(problem)
    if feature.get("geometry"):
        raw["geometry"] = json.dumps(feature["geometry"])
    return raw, problems


def _add_flat_row(reading: Reading, file: str, row: str, raw: dict[str, str]) -> None:
    """Read one row in which the source's columns stand beside the report's."""
    source = {name: raw[SOURCE_PREFIX + name] for name in SOURCE_COLUMNS if raw.get(SOURCE_PREFIX + name)}
    if source:
        source.setdefault("id", raw.get("source", ""))
        identity = reading.add_source(file, row, source)
        if identity is None:
            return
        raw = raw | {"source": identity}
    reading.add_report(file, row, {name: raw[name] for name in REPORT_COLUMNS if name in raw})
