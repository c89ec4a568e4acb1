"""``mustermap picture``: stills of the map, as an article prints them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from mustermap.app.option_groups import Taken
from mustermap.app.options import CareOptions, Language, Selection

_DAY = "DAY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Which days are drawn, beside the one of the selection; days as they were typed.

    Attributes
    ----------
    as_it_looked : bool
        Whether each picture shows only what had been said by its own day.
    frames : str or None
        The step of a series: day, week or month.
    start, end : str or None
        Its first and last day.
    """

    as_it_looked: Annotated[
        bool, typer.Option("--as-it-looked", help="Each picture shows only what had been said by its own day.")
    ] = False
    frames: Annotated[
        str | None,
        typer.Option(
            help="A numbered series by day, week or month, with one extent and one scale of marks.",
            metavar="STEP",
            show_default=False,
        ),
    ] = None
    start: Annotated[
        str | None, typer.Option("--from", help="The first day of a series.", metavar=_DAY, show_default=False)
    ] = None
    end: Annotated[
        str | None, typer.Option("--to", help="The last day of a series.", metavar=_DAY, show_default=False)
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a picture looks, and which part of the map it shows.

    Attributes
    ----------
    title : str or None
        The title; None: that of all stills, in their language.
    width : str
        Millimetres, or the name of a size.
    height : str or None
        Millimetres; None: as high as it needs.
    no_list : bool
        Whether to leave out the list of claims.
    grey : bool
        Whether to draw in shades of grey.
    language : str
        The code of the language of the words.
    bounds : str or None
        The part shown: west, south, east and north in degrees.
    area, force : str or None
        The subject of the caption; its area is the part shown.
    fonts : list of Path
        For letters that DejaVu Sans lacks.
    """

    title: Annotated[
        str | None,
        typer.Option(help="The title of the picture; else 'Claims about troops' in its language.", show_default=False),
    ] = None
    width: Annotated[
        str,
        typer.Option(
            help="Its width in print: column (55 mm), wide (90 mm), page (180 mm), or millimetres; "
            "or screen: 16:9, 1920 by 1080 dots."
        ),
    ] = "page"
    height: Annotated[
        str | None,
        typer.Option(help="Its height in millimetres; else as high as it needs.", metavar="MM", show_default=False),
    ] = None
    no_list: Annotated[bool, typer.Option("--no-list", help="Leave out the list of claims beneath the map.")] = False
    grey: Annotated[bool, typer.Option("--grey", help="Draw in shades of grey.")] = False
    language: Language = "en"
    bounds: Annotated[
        str | None,
        typer.Option(help="The part shown: WEST,SOUTH,EAST,NORTH in degrees.", metavar="W,S,E,N", show_default=False),
    ] = None
    area: Annotated[
        str | None,
        typer.Option(
            help="Where: the part shown, and the place of the answer beneath it.", metavar="PLACE", show_default=False
        ),
    ] = None
    force: Annotated[
        str | None,
        typer.Option(help="Whose troops the answer is about; else those with the most claimants.", show_default=False),
    ] = None
    fonts: Annotated[
        list[Path],
        typer.Option(
            "--font", help="A font file for letters that DejaVu Sans lacks, such as Chinese.", show_default=False
        ),
    ] = field(default_factory=list)


def picture(
    selection: Annotated[Selection, Taken(helps={"on": "The day shown; not with --frames."})],
    series: Series,
    look: Look,
    care: CareOptions,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write: .png, .svg or .pdf; of a series it is numbered.")
    ] = Path("map.png"),
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the files if they exist.")] = False,
) -> int:
    """Draw the map of a day, or a series of them: PNG, SVG or PDF.

    Beneath it stands who says how many, in a sentence, which is in the file as alternative text too. Made from the
    FILES named, else the ledger if it exists, else the seed reports. The same claims always make the same bytes.

    For example: mustermap picture --on 2022-12-01 --known-by 2022-11-30 --width column -o map.pdf

    Or: mustermap picture --on 2023-02-01 --area Belarus --force Russia --width screen -o slide.png

    Or: mustermap picture --frames month --from 2022-09-01 --to 2022-11-30 -o frames/map.png
    """
    from mustermap.app.picture_files import PictureRequest, draw_pictures

    request = PictureRequest(selection=selection, series=series, look=look, output=output, overwrite=overwrite)
    return draw_pictures(request, care=care)
