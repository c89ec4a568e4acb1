"""What is in exported files, field by field, as a Data Package (Frictionless; https://specs.frictionlessdata.io/)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mustermap import geo
from mustermap.data.files.export_names import CREDITS
from mustermap.layers.export.decision_table import DECISION_COLUMNS, DECISIONS_FILE
from mustermap.layers.export.export_columns import EXPORT_COLUMNS, ExportColumn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mustermap.layers.export.export_table import Exported

_TYPES: Final = {"text": "string", "date": "date", "number": "number", "integer": "integer", "flag": "boolean"}
_MEDIA: Final = {
    ".gpkg": "application/geopackage+sqlite3",
    ".parquet": "application/vnd.apache.parquet",
    ".geojson": "application/geo+json",
    ".kml": "application/vnd.google-earth.kml+xml",
    ".csv": "text/csv",
}
#: Only CSV is read row by row by those who check Data Packages; the other formats say their types themselves.
_TABULAR: Final = "tabular-data-resource"


def datapackage(exported: Exported, files: Sequence[Path], *, read_from: str) -> dict[str, Any]:
    """Describe exported files.

    Parameters
    ----------
    exported
        What is in them.
    files
        The files in the same folder as the description.
    read_from
        In words, where the reports were read.

    Returns
    -------
    dict
        A Data Package: ``resources`` with a Table Schema each, whose fields say what they mean; ``sources``, what the
        reports were read in and what the places come from; ``licenses`` of the places' data. Whose the reports are, and
        under which licence, only who hands them on can say.
    """
    parts = geo.gazetteer_parts()
    return {
        "profile": "data-package",
        "name": "mustermap-claims",
        "title": "Who claims how many troops where and when",
        "description": (
            f"Read from {read_from}. One row for each report and stretch of days on which nothing about it changes; it "
            "says who claims what, never what is true. Credits: " + "; ".join(one["text"] for one in exported.credits)
        ),
        "resources": [_resource(path) for path in files],
        "sources": [*_read_in(exported), *({"title": part.name, **_path(part.url)} for part in parts)],
        "licenses": [
            {"name": part.licence.replace(" ", "-"), "title": f"{part.name}: {part.credit}", **_path(part.url)}
            for part in parts
        ],
    }


def _resource(path: Path) -> dict[str, Any]:
    ending = path.suffix.lower()
    # Only in CSV are the credits a column.
    columns = [column for column in EXPORT_COLUMNS if ending == ".csv" or column.name != CREDITS]
    if path.name == DECISIONS_FILE:
        columns = list(DECISION_COLUMNS)
    described: dict[str, Any] = {
        "name": "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in path.name.lower()),
        "path": path.name,
        "format": ending.removeprefix("."),
        "mediatype": _MEDIA[ending],
        "schema": {"fields": [_field(column) for column in columns], "missingValues": [""]},
    }
    if ending == ".csv":
        described |= {"profile": _TABULAR, "encoding": "utf-8"}
    return described


def _field(column: ExportColumn) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.kind], "description": column.meaning}
    if column.example:
        field["example"] = column.example
    if column.choices:
        field["constraints"] = {"enum": list(column.choices)}
    return field


def _read_in(exported: Exported) -> list[dict[str, str]]:
    """Return each source of the reports once."""
    names = ["source_id", "source_title", "source_publisher", "source_url"]
    distinct = exported.table.select(names).group_by(names, use_threads=False).aggregate([]).to_pylist()
    return [
        {"title": one["source_title"] or one["source_publisher"] or one["source_id"], **_path(one["source_url"] or "")}
        for one in distinct
    ]


def _path(url: str) -> dict[str, str]:
    """Return an address if a Data Package may have it."""
    return {"path": url} if url.startswith(("http://", "https://")) else {}
