"""``mustermap compare``: rival figures side by side. A new option is a field of `Question` or of `AnswerForm`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from mustermap.app.option_groups import Taken
from mustermap.app.options import CareOptions, Json, Language, Selection
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from mustermap.app.report_selection import Loaded

_DAY = "DAY"


class Period(TypedDict):
    """The first and the last day of a period, in days since 1970-01-01; None: of the data."""

    from_day: int | None
    to_day: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is compared; days as they were typed.

    Attributes
    ----------
    area, force : str or None
        Where, and whose troops.
    start, end : str or None
        The ends of a period.
    each : str
        The step of a period: day or month.
    by : str
        What sorts the rows of a subject and heads them, or sorts the subjects.
    claimant : str or None
        Whose figures are followed over time.
    since, until : str or None
        The days between which changes are listed.
    """

    area: Annotated[
        str | None,
        typer.Option(help="Where: a place that the reports name, a place wording, or a ref.", show_default=False),
    ] = None
    force: Annotated[
        str | None, typer.Option(help="Whose troops; several, separated by ;, are a joint force.", show_default=False)
    ] = None
    start: Annotated[str | None, typer.Option("--from", help="The first day of a period.", metavar=_DAY)] = None
    end: Annotated[str | None, typer.Option("--to", help="The last day of a period.", metavar=_DAY)] = None
    each: Annotated[str, typer.Option(help="The step of a period: by day, or by month.", metavar="day|month")] = "day"
    by: Annotated[
        str,
        typer.Option(
            help="Sort the rows by this; force sorts the subjects of several.", metavar="phase|claimant|source|force"
        ),
    ] = "phase"
    claimant: Annotated[
        str | None,
        typer.Option("--track", help="Show how the figures of one claimant moved.", metavar="CLAIMANT"),
    ] = None
    since: Annotated[str | None, typer.Option(help="Show what changed since this day instead.", metavar=_DAY)] = None
    until: Annotated[
        str | None, typer.Option(help="Until this day; else the last on which anything was said.", metavar=_DAY)
    ] = None

    def check(self, on: str | None) -> None:
        """Check that the options fit together.

        Parameters
        ----------
        on
            The day of the selection, as it was typed.

        Raises
        ------
        WrongUse
            If they do not; the message says which to leave out. Or if a day cannot be read.
        """
        from mustermap.app.option_days import one_day

        since = {"--since": self.since, "--until": self.until}
        if self.until is not None and self.since is None:
            raise WrongUse("--until needs --since: the earlier of the two days, such as --since 2022-10-10")
        if self.claimant is not None:
            _refuse("--track", {"--on": on, **since})
        if self.since is not None:
            _refuse("--since", {"--on": on, "--from": self.start, "--to": self.end})
        if self.start is not None or self.end is not None:
            _refuse("--from and --to", {"--on": on})
        elif self.each != "day":
            raise WrongUse("--each is the step of a period: give --from and --to as well")
        if (self.claimant is not None or self.since is not None) and (self.by, self.each) != ("phase", "day"):
            raise WrongUse("--by and --each are for a comparison; leave them out with --track and --since")
        for option, text in since.items():
            one_day(option, text)
        _ = self.period

    @property
    def period(self) -> Period:
        """The first and the last day of the period, as ``layers`` takes them."""
        from mustermap.app.option_days import period_end

        return {"from_day": period_end("--from", self.start), "to_day": period_end("--to", self.end, is_last=True)}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm:
    """The form in which the answer is wanted.

    Attributes
    ----------
    as_json, as_csv : bool
        On standard output in one of these.
    output : Path or None
        In a file.
    overwrite : bool
        Whether a file that is there may be replaced.
    width : str or None
        The width of a chart in print: millimetres, or the name of a width.
    grey : bool
        Whether a chart is in shades of grey.
    linear : bool
        Whether a chart's scale of figures is linear.
    language : str
        The code of the language of a chart's words.
    """

    as_json: Json = False
    as_csv: Annotated[bool, typer.Option("--csv", help="Answer in CSV.")] = False
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="A file to write: .csv, .xlsx, .json, .parquet; a chart: .png, .svg, .pdf, .html.",
            show_default=False,
        ),
    ] = None
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if it exists.")] = False
    width: Annotated[
        str | None,
        typer.Option(help="Of a chart in print: column, wide, page, or millimetres; else a page.", show_default=False),
    ] = None
    grey: Annotated[bool, typer.Option("--grey", help="Draw a chart in shades of grey.")] = False
    linear: Annotated[bool, typer.Option("--linear", help="Draw a chart on a linear scale, not a logarithmic one.")] = (
        False
    )
    language: Language = "en"

    def check(self, selection: Selection) -> None:
        """Check that the options fit together and that the file may be written; raise ``WrongUse`` if not."""
        from mustermap.words import words_of

        if self.as_json and self.as_csv:
            raise WrongUse("--json and --csv: give one of them")
        if self.output is not None:
            from mustermap.app.comparison.comparison_files import check_output
            from mustermap.app.output_files import refuse_to_replace

            if self.as_json or self.as_csv:
                raise WrongUse("--json and --csv are for standard output; the ending of -o says what the file is")
            check_output(self.output)
            refuse_to_replace(self.output, selection.files, overwrite=self.overwrite, ledger=selection.ledger)
        _ = self.width_mm
        words_of(self.language)

    @property
    def width_mm(self) -> float | None:
        """The width of a chart in millimetres; None: as the kind of file has it."""
        if self.width is None and not self.grey and not self.linear and self.language == "en":
            return None
        from mustermap.app.comparison.comparison_files import PICTURES

        if self.output is None or self.output.suffix.lower() not in PICTURES:
            options = "--width, --grey, --linear and --language are for pictures"
            raise WrongUse(f"{options}; write one of {', '.join(PICTURES)} with -o")
        from mustermap.app.picture_files import millimetres

        return None if self.width is None else millimetres(self.width)


def compare(
    selection: Annotated[Selection, Taken(helps={"on": "The day; without it, the last on which anything was said."})],
    question: Question,
    form: AnswerForm,
    care: CareOptions,
) -> int:
    """Compare rival figures side by side.

    Who claims how many, of whom, where, section by section. Nothing is added up. Without --area or --force, each force,
    area and quantity that the reports name has an answer of its own.

    For example: mustermap compare --area Belarus --force Russia --on 2022-12-01

    Or: mustermap compare --area Belarus --from 2022-10 --to 2023-02 --each month -o figures.xlsx

    Or: mustermap compare --area Belarus --force Russia --on 2022-12-01 --width column -o chart.pdf

    Or: mustermap compare --area Belarus --force Russia --from 2022-09 --to 2023-08 -o chart.png

    Or: mustermap compare --track "Pavel Latushka"

    Or: mustermap compare --area Belarus --force Russia --since 2022-10-10 --until 2022-12-01
    """
    from mustermap.app.report_run import run_on_reports

    work = partial(_compare, selection=selection, question=question, form=form)
    return run_on_reports(selection, work, care=care, check=partial(_check, selection, question, form))


def _check(selection: Selection, question: Question, form: AnswerForm) -> None:
    question.check(selection.on)
    form.check(selection)
    _ = selection.on_day, selection.known_by_day


def _compare(loaded: Loaded, *, selection: Selection, question: Question, form: AnswerForm) -> list[str]:
    """Compare what was loaded and show or write the answer; return the counts of reports."""
    from mustermap.app.comparison.comparison_answer import answer_of
    from mustermap.app.comparison.comparison_output import give_answer
    from mustermap.app.terminal.terminal_output import count, log, working

    log(f"from {loaded.origin}")
    if care := loaded.claims.attrs.get("care"):
        log(care["sentence"])
    with working("comparing"):
        answer = answer_of(loaded, selection, question)
    give_answer(answer, form)
    return [f"{count(len(loaded.claims), 'report')}, {loaded.reading.rejected_rows} rejected"]


def _refuse(option: str, others: dict[str, str | None]) -> None:
    given = [name for name, text in others.items() if text is not None]
    if given:
        raise WrongUse(f"{option} and {' and '.join(given)} do not go together; leave one of them out")
