"""``mustermap export``: files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mustermap.app.option_groups import Taken
from mustermap.app.options import CareOptions, Selection


def export(
    output: Annotated[
        list[Path],
        typer.Option(
            "--output",
            "-o",
            help="GeoPackage, Parquet, GeoJSON, KML or CSV by its ending, or datapackage.json; can be given again.",
            show_default=False,
        ),
    ],
    selection: Annotated[Selection, Taken(without=("on",))],
    care: CareOptions,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace files that exist.")] = False,
) -> int:
    """Write files for QGIS, Google Earth, spreadsheets and programs.

    Made from the FILES named, else the ledger if it exists, else the seed reports. There is a row for each report and
    each period in which nothing about it changes. What is not drawn is in the file too, and every row has the report's
    fields, so that `mustermap add` can read the file. A datapackage.json describes the files beside it, field by field.

    For example: mustermap export -o claims.gpkg

    Or: mustermap export -o claims.csv -o datapackage.json --known-by 2022-11-30
    """
    from mustermap.app.exports.export_writers import export_reports

    return export_reports(selection, outputs=output, overwrite=overwrite, care=care)
