"""The commands for tables: ``import`` and ``template``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mustermap.app.options import Editor, Json, LedgerOption


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("import")(_import)
    app.command("template")(_template)


def _import(
    file: Annotated[
        Path,
        typer.Argument(help="CSV, TSV, XLSX, GeoJSON, GeoPackage, KML or Parquet.", show_default=False),
    ],
    mapping: Annotated[
        Path | None, typer.Option(help="A TOML file that says which column is which field.", show_default=False)
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help="A field and its column; may come again.", metavar="FIELD=COLUMN"),
    ] = None,
    constants: Annotated[
        list[str] | None,
        typer.Option("--set", help="What all reports say in a field; may come again.", metavar="FIELD=TEXT"),
    ] = None,
    layer: Annotated[
        str, typer.Option(help="The sheet of a workbook or the layer of a GeoPackage.", show_default=False)
    ] = "",
    decimal: Annotated[
        str,
        typer.Option(help='The decimal mark of the table, "." or ",", where its cells leave it open.', metavar="MARK"),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the first reports and all that is wrong; keep nothing.")
    ] = False,
    decide: Annotated[
        list[str] | None,
        typer.Option(help="What a place means, kept beside the ledger; may come again.", metavar="WORDING=REF"),
    ] = None,
    ask: Annotated[bool, typer.Option("--ask", help="Ask for each place that is not found.")] = False,
    revise: Annotated[
        bool, typer.Option("--revise", help="Replace reports that have the same id and other content.")
    ] = False,
    as_json: Json = False,
    ledger: LedgerOption = None,
    editor: Editor = "",
) -> None:
    """Import somebody else's table into the ledger.

    Without a mapping, columns named as the fields are taken. The same file again adds nothing; an import that was
    interrupted goes on when the command is given again.

    For example: mustermap import troops.csv --mapping troops.toml --dry-run

    Or: mustermap import troops.xlsx --map figure=troops_ad --map place=Location --set claimant=Y --set source_title=Y
    """
    from mustermap.app.imports.table_import import Wish, import_file

    wish = Wish(
        file=file,
        mapping=mapping,
        columns=tuple(columns or ()),
        constants=tuple(constants or ()),
        layer=layer,
        decimal=decimal,
        decide=tuple(decide or ()),
        is_dry=dry_run,
        asks=ask,
        revise=revise,
        as_json=as_json,
        editor=editor,
    )
    raise typer.Exit(import_file(wish, ledger=ledger))


def _template(
    output: Annotated[Path, typer.Option("--output", "-o", help="The XLSX file to make.", show_default=False)],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if it exists.")] = False,
) -> None:
    """Make a workbook to fill in. It has the fields as columns, with drop-downs and notes.

    Import it with: mustermap import reports.xlsx

    For example: mustermap template -o reports.xlsx
    """
    from mustermap.app.imports.workbook_template import make_template

    raise typer.Exit(make_template(output, overwrite=overwrite))
