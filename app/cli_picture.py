"""The command ``picture``: stills of the map, as an article prints them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mustermap.app.options import Coarsen, DryRun, Embargo, Files, Language, LedgerOption, Redact


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("picture")(_picture)


def _picture(
    files: Files = None,
    ledger: LedgerOption = None,
    on: Annotated[
        str | None, typer.Option(help="The day shown; not with --frames.", metavar="DAY", show_default=False)
    ] = None,
    known_by: Annotated[
        str | None,
        typer.Option("--known-by", help="Only what had been said by this day.", metavar="DAY", show_default=False),
    ] = None,
    as_it_looked: Annotated[
        bool, typer.Option("--as-it-looked", help="Each picture shows only what had been said by its own day.")
    ] = False,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write: .png, .svg or .pdf; of a series it is numbered.")
    ] = Path("map.png"),
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the files if they exist.")] = False,
    title: Annotated[
        str | None,
        typer.Option(help="The title of the picture; else 'Claims about troops' in its language.", show_default=False),
    ] = None,
    width: Annotated[
        str,
        typer.Option(help="Its width in print: column (55 mm), wide (90 mm), page (180 mm), or millimetres."),
    ] = "page",
    grey: Annotated[bool, typer.Option("--grey", help="Draw in shades of grey.")] = False,
    language: Language = "en",
    bounds: Annotated[
        str | None,
        typer.Option(help="The part shown: WEST,SOUTH,EAST,NORTH in degrees.", metavar="W,S,E,N", show_default=False),
    ] = None,
    area: Annotated[
        str | None,
        typer.Option(help="The part shown, by name: a country, region or town.", metavar="PLACE", show_default=False),
    ] = None,
    frames: Annotated[
        str | None,
        typer.Option(
            help="A numbered series by day, week or month, with one extent and one scale of marks.",
            metavar="STEP",
            show_default=False,
        ),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--from", help="The first day of a series.", metavar="DAY", show_default=False),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--to", help="The last day of a series.", metavar="DAY", show_default=False),
    ] = None,
    font: Annotated[
        list[Path] | None,
        typer.Option(help="A font file for letters that DejaVu Sans lacks, such as Chinese.", show_default=False),
    ] = None,
    embargo: Embargo = None,
    coarsen: Coarsen = None,
    redact: Redact = None,
    dry_run: DryRun = False,
) -> None:
    """Draw the map of a day, or a series of them: PNG, SVG or PDF.

    From the FILES named, else the ledger if it exists, else the seed reports. The same claims give the same bytes.

    For example: mustermap picture --on 2022-12-01 --known-by 2022-11-30 --width column -o map.pdf

    Or: mustermap picture --frames month --from 2022-09-01 --to 2023-04-01 -o frames/map.png
    """
    from mustermap.app.publication import read_care, review_of
    from mustermap.app.still_building import Wanted, draw_pictures

    care = read_care(embargo, coarsen, redact)
    if dry_run:
        raise typer.Exit(review_of(files or [], ledger, care))
    wanted = Wanted(
        on=on,
        known_by=known_by,
        as_it_looked=as_it_looked,
        frames=frames,
        start=start,
        end=end,
        title=title,
        width=width,
        grey=grey,
        language=language,
        bounds=bounds,
        area=area,
        fonts=tuple(font or ()),
        care=care,
    )
    raise typer.Exit(draw_pictures(files or [], ledger=ledger, output=output, overwrite=overwrite, wanted=wanted))
