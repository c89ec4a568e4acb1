"""``mustermap place``: how the gazetteer resolves a place wording."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mustermap.app.options import Json
from mustermap.errors import AppError


def place(
    name: Annotated[str | None, typer.Argument(help="A place wording.", show_default=False)] = None,
    country: Annotated[
        str | None, typer.Option(help="The country it is in: an ISO 3166-1 code or a name.", show_default=False)
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(help="A CSV file with the columns place, country and document.", metavar="IN.csv"),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The CSV file to write for --batch.", metavar="OUT.csv")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the CSV file if it exists.")] = False,
    online: Annotated[
        bool, typer.Option("--online", help="Ask OpenStreetMap's Nominatim for what the gazetteer does not resolve.")
    ] = False,
    contact: Annotated[
        str,
        typer.Option(
            envvar="MUSTERMAP_CONTACT", help="Your e-mail or web address, sent with --online.", show_default=False
        ),
    ] = "",
    as_json: Json = False,
) -> int:
    """Show how the gazetteer resolves a place wording, or many.

    Rows of the same document are resolved together. Without --online nothing is sent anywhere; with it, the names that
    are not resolved are sent, and the answers are candidates only.

    For example: mustermap place "Machulishchi (airbase)" --country BY

    Or: mustermap place --batch places.csv -o placed.csv
    """
    from mustermap.app.places.place_answers import place_rows, show_place

    if batch is not None and output is not None and name is None and country is None:
        return place_rows(batch, output, overwrite=overwrite, online=online, contact=contact)
    if name is None or batch is not None or output is not None:
        raise AppError("give a NAME, or --batch IN.csv with -o OUT.csv")
    return show_place(name, country=country, as_json=as_json, online=online, contact=contact)
