"""``mustermap gazetteer``: the parts of the gazetteer, and places of the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mustermap.app.option_groups import with_groups
from mustermap.app.options import Json

gazetteer_app = typer.Typer(name="gazetteer", invoke_without_command=True)


@gazetteer_app.callback()
def show(context: typer.Context, as_json: Json = False) -> None:
    """List the parts of the gazetteer, your own among them.

    With the version, date, licence and credit of each.

    For example: mustermap gazetteer --json
    """
    if context.invoked_subcommand is None:
        from mustermap.app.places.own_gazetteers import show_parts

        raise typer.Exit(show_parts(as_json=as_json))


@gazetteer_app.command("add")
@with_groups
def add_own(
    file: Annotated[Path, typer.Argument(help="A GeoNames dump (.txt), CSV or GeoJSON of places.", show_default=False)],
    name: Annotated[str | None, typer.Option(help="What to call it; else the file's name.", show_default=False)] = None,
    country: Annotated[
        str | None, typer.Option(help="The country of rows that name none: an ISO 3166-1 code.", show_default=False)
    ] = None,
    licence: Annotated[str, typer.Option(help="The licence of the data.", show_default=False)] = "",
    credit: Annotated[str, typer.Option(help="The credit that it asks for.", show_default=False)] = "",
) -> int:
    """Add a file of places to your own gazetteer.

    It is used beside the gazetteer that ships with Mustermap. If the command is interrupted, give it again: it goes on
    where it stopped. GeoNames' alternateNamesV2.txt is read too if it lies beside the dump. Your own gazetteer is kept
    in $MUSTERMAP_GAZETTEER, else in your folder for data.

    For example: mustermap gazetteer add BY.txt
    """
    from mustermap.app.places.own_gazetteers import add_places

    return add_places(file, name=name, country=country, licence=licence, credit=credit)


@gazetteer_app.command("remove")
@with_groups
def remove_own(
    name: Annotated[str, typer.Argument(help="Its name, as `mustermap gazetteer` lists it.", show_default=False)],
) -> int:
    """Remove a gazetteer of your own.

    For example: mustermap gazetteer remove BY
    """
    from mustermap.app.places.own_gazetteers import remove_places

    return remove_places(name)
