"""``mustermap import``: somebody else's table into the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from mustermap.app.options import Editor, Json, LedgerOption, Revise


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What is to be done with a table.

    Attributes
    ----------
    file : Path
        The table.
    mapping : Path or None
        The mapping file.
    columns, constants, decide : list of str
        Of ``--map``, ``--set`` and ``--decide``.
    layer : str
        Sheet or layer.
    decimal : str
        The decimal mark of its texts.
    dates : str
        The order of day and month in its texts.
    is_dry, asks, revise, as_json : bool
        Keep nothing; ask for places; revise reports of the same id and other content; answer in JSON.
    ledger : Path or None
        The ledger that was named; None: the default one.
    editor : str
        Who imports.
    """

    file: Annotated[
        Path,
        typer.Argument(help="CSV, TSV, XLSX, GeoJSON, GeoPackage, KML or Parquet.", show_default=False),
    ]
    mapping: Annotated[
        Path | None, typer.Option(help="A TOML file that says which column is which field.", show_default=False)
    ] = None
    columns: Annotated[
        list[str], typer.Option("--map", help="A field and its column; can be given again.", metavar="FIELD=COLUMN")
    ] = field(default_factory=list)
    constants: Annotated[
        list[str],
        typer.Option("--set", help="What all reports say in a field; can be given again.", metavar="FIELD=TEXT"),
    ] = field(default_factory=list)
    layer: Annotated[
        str, typer.Option(help="The sheet of a workbook or the layer of a GeoPackage.", show_default=False)
    ] = ""
    decimal: Annotated[
        str,
        typer.Option(
            help='The decimal mark of the table, "." or ",", where its cells do not show which.', metavar="MARK"
        ),
    ] = ""
    dates: Annotated[
        str,
        typer.Option(
            help='The order of day and month in its days, "dmy" or "mdy", where they can be swapped.', metavar="ORDER"
        ),
    ] = ""
    is_dry: Annotated[
        bool, typer.Option("--dry-run", help="Show the first reports and all that is wrong; keep nothing.")
    ] = False
    decide: Annotated[
        list[str],
        typer.Option(help="What a place wording means, kept in the ledger; can be given again.", metavar="WORDING=REF"),
    ] = field(default_factory=list)
    asks: Annotated[bool, typer.Option("--ask", help="Ask for each place that is not found.")] = False
    revise: Revise = False
    as_json: Json = False
    ledger: LedgerOption = None
    editor: Editor = ""


def import_table(request: ImportRequest) -> int:
    """Import somebody else's table into the ledger.

    Without a mapping, columns that have the names of fields are read. Importing the same file again adds nothing. If an
    import is interrupted, give the command again: it goes on where it stopped.

    For example: mustermap import troops.csv --mapping troops.toml --dry-run

    Or: mustermap import troops.xlsx --map figure=troops_ad --map place=Location --set claimant=Y --set source_title=Y
    """
    from mustermap.app.imports.table_import import import_file

    return import_file(request)
