"""``mustermap map``: the map as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mustermap.app.option_groups import Taken
from mustermap.app.options import CareOptions, Selection


def build_map(
    selection: Annotated[Selection, Taken(without=("on", "known_by"))],
    care: CareOptions,
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")] = Path("mustermap.html"),
    title: Annotated[str, typer.Option(help="The title of the map.")] = "Claims about troops",
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the HTML file if it exists.")] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open the map in the browser.")] = False,
) -> int:
    """Build the map: one HTML file that works without a network.

    Made from the FILES named, else the ledger if it exists, else the seed reports.

    For example: mustermap map -o claims.html

    To see first what would be published: mustermap map --embargo 14d --coarsen region --redact quote --dry-run
    """
    from mustermap.app.map_file import make_map

    code = make_map(selection, output=output, title=title, overwrite=overwrite, care=care)
    if open_it and not care.dry_run:
        typer.launch(output.resolve().as_uri())
    return code
