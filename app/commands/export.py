"""The command that hands files on: ``export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mustermap.app.options import Coarsen, DryRun, Embargo, Files, LedgerOption, Redact


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("export")(_export)


def _export(
    output: Annotated[
        list[Path],
        typer.Option(
            "--output",
            "-o",
            help="GeoPackage, Parquet, GeoJSON, KML or CSV by its ending, or datapackage.json; may come again.",
            show_default=False,
        ),
    ],
    files: Files = None,
    ledger: LedgerOption = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace files that exist.")] = False,
    known_by: Annotated[
        str | None,
        typer.Option("--known-by", help="Leave out what had not been said by this day.", metavar="DAY"),
    ] = None,
    embargo: Embargo = None,
    coarsen: Coarsen = None,
    redact: Redact = None,
    dry_run: DryRun = False,
) -> None:
    """Write files for QGIS, Google Earth, spreadsheets and programs.

    From the FILES named, else the ledger if it exists, else the seed reports. One row for each report and stretch of
    days on which nothing about it changes; what is not drawn is in the file too, and every row has the report's fields,
    so that `mustermap add` reads the file back. A datapackage.json describes the files beside it, field by field.

    For example: mustermap export -o claims.gpkg

    Or: mustermap export -o claims.csv -o datapackage.json --known-by 2022-11-30
    """
    from mustermap.app.exports.export_writers import export_reports
    from mustermap.app.publication.published_reports import read_care, review_of

    care = read_care(embargo, coarsen, redact)
    if dry_run:
        raise typer.Exit(review_of(files or [], ledger, care, all_states=True, known_by=known_by))
    code = export_reports(files or [], ledger=ledger, outputs=output, overwrite=overwrite, known_by=known_by, care=care)
    raise typer.Exit(code)
