"""The command line: ``mustermap``. Each command imports what it needs when it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mustermap.app.commands import backup, compare, edit, export, import_, picture, serve
from mustermap.app.options import Coarsen, DryRun, Embargo, Files, Json, LedgerOption, Redact, SomeFiles
from mustermap.app.terminal.terminal_output import say
from mustermap.errors import AppError

app = typer.Typer(
    name="mustermap",
    help="Who claims how many troops where and when: published reports on an offline map with a date slider. "
    "It shows who claims what; it never says what is true.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _say_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        say(f"mustermap {version('mustermap')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Say the version and stop.", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@app.command("map")
def _map(
    files: Files = None,
    ledger: LedgerOption = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")] = Path("mustermap.html"),
    title: Annotated[str, typer.Option(help="The title of the map.")] = "Claims about troops",
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the HTML file if it exists.")] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open the map in the browser.")] = False,
    embargo: Embargo = None,
    coarsen: Coarsen = None,
    redact: Redact = None,
    dry_run: DryRun = False,
) -> None:
    """Build the map: one HTML file that works without a network.

    From the FILES named, else the ledger if it exists, else the seed reports. For example: mustermap map -o claims.html

    What is to be published with care: mustermap map --embargo 14d --coarsen region --redact quote --dry-run
    """
    from mustermap.app.map_file import make_map
    from mustermap.app.publication.published_reports import read_care, review_of

    care = read_care(embargo, coarsen, redact)
    if dry_run:
        raise typer.Exit(review_of(files or [], ledger, care))
    code = make_map(files or [], ledger=ledger, output=output, title=title, overwrite=overwrite, care=care)
    if open_it:
        typer.launch(output.resolve().as_uri())
    raise typer.Exit(code)


@app.command("check")
def _check(files: SomeFiles, ledger: LedgerOption = None) -> None:
    """Say what is wrong with report files; keep nothing.

    References are looked up in the files and in the ledger, if there is one.

    For example: mustermap check reports.csv
    """
    from mustermap.app.file_entry import check_files

    raise typer.Exit(check_files(files, ledger=ledger))


edit.register(app)
import_.register(app)


@app.command("list")
def _list(
    files: Files = None,
    ledger: LedgerOption = None,
    on: Annotated[str | None, typer.Option(help="Only claims in effect on this day.", metavar="DAY")] = None,
    known_by: Annotated[
        str | None, typer.Option("--known-by", help="Only what had been said by this day.", metavar="DAY")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the reports, or the claims in effect on a day.

    For example: mustermap list --on 2022-12-01 --known-by 2022-11-30
    """
    from mustermap.app.report_list import list_reports

    raise typer.Exit(list_reports(files or [], ledger=ledger, on=on, known_by=known_by, as_json=as_json))


compare.register(app)


@app.command("place")
def _place(
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
) -> None:
    """Say what the gazetteer makes of a place wording, or of many.

    Rows of the same document are resolved together. Nothing is sent anywhere without --online; with it the names that
    are not resolved are, and its answers are candidates only.

    For example: mustermap place "Machulishchi (airbase)" --country BY

    Or: mustermap place --batch places.csv -o placed.csv
    """
    from mustermap.app.places.place_answers import place_rows, show_place

    if batch is not None and output is not None and name is None and country is None:
        raise typer.Exit(place_rows(batch, output, overwrite=overwrite, online=online, contact=contact))
    if name is None or batch is not None or output is not None:
        raise AppError("give a NAME, or --batch IN.csv with -o OUT.csv")
    raise typer.Exit(show_place(name, country=country, as_json=as_json, online=online, contact=contact))


gazetteer_app = typer.Typer(name="gazetteer", invoke_without_command=True)
app.add_typer(gazetteer_app)


@gazetteer_app.callback()
def _gazetteer(context: typer.Context, as_json: Json = False) -> None:
    """Say what the gazetteer holds. Each part with version, date and licence, your own among them.

    For example: mustermap gazetteer --json
    """
    if context.invoked_subcommand is None:
        from mustermap.app.places.own_gazetteers import show_parts

        raise typer.Exit(show_parts(as_json=as_json))


@gazetteer_app.command("add")
def _gazetteer_add(
    file: Annotated[Path, typer.Argument(help="A GeoNames dump (.txt), CSV or GeoJSON of places.", show_default=False)],
    name: Annotated[str | None, typer.Option(help="What to call it; else the file's name.", show_default=False)] = None,
    country: Annotated[
        str | None, typer.Option(help="The country of rows that name none: an ISO 3166-1 code.", show_default=False)
    ] = None,
    licence: Annotated[str, typer.Option(help="The licence of the data.", show_default=False)] = "",
    credit: Annotated[str, typer.Option(help="The credit that it asks for.", show_default=False)] = "",
) -> None:
    """Add a file of places to your own gazetteer. It is looked up beside the one that comes along.

    Broken off, it goes on where it stopped when it is called again. GeoNames' alternateNamesV2.txt is read too if it
    lies beside the dump. Kept in $MUSTERMAP_GAZETTEER, else in your folder for data.

    For example: mustermap gazetteer add BY.txt
    """
    from mustermap.app.places.own_gazetteers import add_places

    raise typer.Exit(add_places(file, name=name, country=country, licence=licence, credit=credit))


@gazetteer_app.command("remove")
def _gazetteer_remove(
    name: Annotated[str, typer.Argument(help="Its name, as `mustermap gazetteer` lists it.", show_default=False)],
) -> None:
    """Remove a gazetteer of your own.

    For example: mustermap gazetteer remove BY
    """
    from mustermap.app.places.own_gazetteers import remove_places

    raise typer.Exit(remove_places(name))


export.register(app)
picture.register(app)
serve.register(app)
backup.register(app)


def main() -> None:
    """Run the command line; `mustermap.app.entry` says what ends it."""
    from mustermap.app.entry import main as run

    run()
