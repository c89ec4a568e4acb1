"""The command ``compare``: rival figures side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mustermap.app.options import Coarsen, DryRun, Embargo, Files, Json, Language, LedgerOption, Redact

_DAY = "DAY"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("compare")(_compare)


def _compare(
    files: Files = None,
    ledger: LedgerOption = None,
    area: Annotated[
        str | None,
        typer.Option(help="Where: a place that the reports name, a place wording, or a ref.", show_default=False),
    ] = None,
    force: Annotated[
        str | None, typer.Option(help="Whose troops; several parted by ; are a joint force.", show_default=False)
    ] = None,
    on: Annotated[
        str | None, typer.Option(help="The day; else the last on which anything was said.", metavar=_DAY)
    ] = None,
    start: Annotated[str | None, typer.Option("--from", help="The first day of a period.", metavar=_DAY)] = None,
    end: Annotated[str | None, typer.Option("--to", help="The last day of a period.", metavar=_DAY)] = None,
    each: Annotated[str, typer.Option(help="Tell a period by day, or by month.", metavar="day|month")] = "day",
    known_by: Annotated[
        str | None, typer.Option("--known-by", help="Only what had been said by this day.", metavar=_DAY)
    ] = None,
    by: Annotated[
        str, typer.Option(help="Tell groups apart by this as well.", metavar="phase|claimant|source|force")
    ] = "phase",
    claimant: Annotated[
        str | None,
        typer.Option("--track", help="Show how the figures of one claimant moved.", metavar="CLAIMANT"),
    ] = None,
    since: Annotated[str | None, typer.Option(help="Show what changed since this day instead.", metavar=_DAY)] = None,
    until: Annotated[
        str | None, typer.Option(help="Until this day; else the last on which anything was said.", metavar=_DAY)
    ] = None,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Answer in CSV.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="A file to write: .csv, .xlsx, .json, .parquet; a chart: .png, .svg, .pdf, .html.",
            show_default=False,
        ),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if it exists.")] = False,
    width: Annotated[
        str | None,
        typer.Option(help="Of a chart in print: column, wide, page, or millimetres; else a page.", show_default=False),
    ] = None,
    grey: Annotated[bool, typer.Option("--grey", help="Draw a chart in shades of grey.")] = False,
    language: Language = "en",
    embargo: Embargo = None,
    coarsen: Coarsen = None,
    redact: Redact = None,
    dry_run: DryRun = False,
) -> None:
    """Set rival figures side by side. Who claims how many, of whom, where; nothing is added up.

    Figures that force, place, quantity or measure keep from being compared stand apart, each with the reason.

    For example: mustermap compare --area Belarus --force Russia --on 2022-12-01

    Or: mustermap compare --area Belarus --from 2022-10 --to 2023-02 --each month -o figures.xlsx

    Or: mustermap compare --area Belarus --force Russia --on 2022-12-01 --width column -o chart.pdf

    Or: mustermap compare --track "Pavel Latushka"

    Or: mustermap compare --since 2022-10-10 --until 2022-12-01
    """
    from mustermap.app.comparison.compare_command import compare_reports
    from mustermap.app.comparison.comparison_request import Question, Wanted
    from mustermap.app.publication import read_care, review_of

    care = read_care(embargo, coarsen, redact)
    if dry_run:
        raise typer.Exit(review_of(files or [], ledger, care))
    question = Question(
        area=area, force=force, on=on, start=start, end=end, each=each, known_by=known_by, by=by,
        claimant=claimant, since=since, until=until,
    )  # fmt: skip
    wanted = Wanted(
        as_json=as_json, as_csv=as_csv, output=output, overwrite=overwrite, width=width, grey=grey, language=language
    )
    raise typer.Exit(compare_reports(files or [], ledger=ledger, question=question, wanted=wanted, care=care))
