"""Decisions on place wordings: a table of their own in an export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.compute as pc

from mustermap.data.files.own_exports import guard_formulas
from mustermap.geo.wording.name_key import fold
from mustermap.layers.export.export_columns import ExportColumn
from mustermap.layers.export.shared_outlines import LISTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

DECISIONS: Final = "decisions"
"""The table of a GeoPackage, and the name of a CSV file, that holds them."""

DECISIONS_FILE: Final = "decisions.csv"

DECISION_COLUMNS: Final = (
    ExportColumn("wording", "text", "a place wording, as it stood in a table", example="Springfield"),
    ExportColumn("country", "text", "the country hint beside it, as it stood there; blank for none", example="US"),
    ExportColumn("ref", "text", "the place that it was decided to mean, or unplaced", example="geonames:4409896"),
)


def decisions_table(kept: Mapping[str, Sequence[str]], reports: pa.Table | None = None) -> pa.Table:
    """Return the table of decisions.

    Parameters
    ----------
    kept
        The decisions of a ledger, column by column; empty without a ledger.
    reports
        Leave only what a place or an origin of these reports says; None: all.
    """
    columns = {column.name: list(kept.get(column.name, ())) for column in DECISION_COLUMNS}
    blank_is_null = {name: [text or None for text in texts] for name, texts in columns.items()}
    table = pa.table({name: pa.array(texts, pa.large_string()) for name, texts in blank_is_null.items()})
    if reports is None:
        return table
    said = {_asked(*pair) for pair in _pairs(reports)}
    is_said = [_asked(*pair) in said for pair in zip(columns["wording"], columns["country"], strict=True)]
    return table.filter(pa.array(is_said, pa.bool_()))


def add_decisions_layer(table: pa.Table, path: Path) -> None:
    """Add the table to an existing GeoPackage, unless it is empty."""
    import pyogrio

    if table.num_rows:
        described = {"DESCRIPTION": "What place wordings were decided to mean", **LISTED}
        pyogrio.write_arrow(table, path, layer=DECISIONS, driver="GPKG", layer_options=described)


def write_decisions(table: pa.Table, path: Path) -> None:
    """Write the table as CSV, as `mustermap.layers.export.export_files.write_csv` writes the reports."""
    from pyarrow import csv

    guarded = pa.table({name: guard_formulas(table.column(name)) for name in table.column_names})
    with path.open("wb") as file:
        file.write(b"\xef\xbb\xbf")
        csv.write_csv(guarded, file)


def _pairs(reports: pa.Table) -> list[tuple[str, str]]:
    """Return the distinct place wordings of the reports with their country hints."""
    places = reports.select(["place", "place_country"]).group_by(["place", "place_country"]).aggregate([]).to_pylist()
    origins = pc.unique(reports.column("origin")).to_pylist()
    pairs = [(one["place"] or "", one["place_country"] or "") for one in places]
    return [*pairs, *((one or "", "") for one in origins)]


def _asked(wording: str, country: str) -> tuple[str, str]:
    return fold(wording) or wording.strip(), country.strip().upper()
