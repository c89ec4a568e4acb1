"""``mustermap compare``: what was asked for is read, compared, shown and written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.comparing.answers import Answer, flat_table, iso
from app.comparing.writing import check_output, csv_answer, json_answer, write_answer
from app.errors import WrongUse
from app.listing import one_day
from app.loading import load
from app.output import count, remarks, tell, working, write_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import layers
    from app.loading import Loaded


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked for; days as texts, as they were typed.

    Attributes
    ----------
    area, force : str or None
        Where, and whose troops.
    on, start, end : str or None
        The day, or the ends of a period.
    each : str
        By what a period is told.
    known_by : str or None
        Only what had been said by this day counts.
    by : str
        How groups are told apart.
    """

    area: str | None = None
    force: str | None = None
    on: str | None = None
    start: str | None = None
    end: str | None = None
    each: str = "day"
    known_by: str | None = None
    by: str = "phase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """In which form the answer is wanted.

    Attributes
    ----------
    as_json, as_csv : bool
        On standard output in one of these.
    output : Path or None
        In a file.
    overwrite : bool
        Whether a file that is there may be replaced.
    """

    as_json: bool = False
    as_csv: bool = False
    output: Path | None = None
    overwrite: bool = False


def compare_reports(files: Sequence[Path], *, ledger: Path | None, question: Question, wanted: Wanted) -> int:
    """Compare, and show or write what was found.

    Returns
    -------
    int
        1 if any row was rejected, else 0.
    """
    if wanted.as_json and wanted.as_csv:
        raise WrongUse("--json and --csv: give one of them")
    if wanted.output is not None:
        check_output(wanted.output, overwrite=wanted.overwrite)
    days = {name: one_day(*asked) for name, asked in _days(question).items()}
    with working("reading reports and placing them"):
        loaded = load(files, ledger)
    tell(f"from {loaded.origin}")
    with working("comparing"):
        answer = _answer(loaded, question, days)
    give(answer, wanted)
    for line in remarks(loaded.reading):
        tell(line)
    tell(f"{count(len(loaded.claims), 'report')}, {loaded.reading.rejected_rows} rejected")
    return 1 if loaded.reading.rejected_rows else 0


def _days(question: Question) -> dict[str, tuple[str, str | None]]:
    return {
        "on": ("--on", question.on),
        "from_day": ("--from", question.start),
        "to_day": ("--to", question.end),
        "known_by": ("--known-by", question.known_by),
    }


def _answer(loaded: Loaded, question: Question, days: dict[str, int | None]) -> Answer:
    import layers

    compared = layers.compare(
        loaded.claims, area=question.area, force=question.force, each=question.each, by=question.by, **days  # type: ignore[arg-type] # checked there
    )  # fmt: skip
    tables = {"compared": flat_table(compared), "groups": compared.groups, "claims": compared.claims}
    return Answer({"read": loaded.origin, **asked_words(compared)}, {**tables, "axes": compared.axes}, compared)


def asked_words(compared: layers.Comparison) -> dict[str, Any]:
    """Say what was compared, as JSON has it."""
    area = compared.area
    return {
        "area": None if area is None else {"ref": area.ref, "name": area.name, "precision": area.precision},
        "force": compared.force,
        "from": iso(compared.from_day),
        "to": iso(compared.to_day),
        "each": compared.each,
        "known_by": None if compared.known_by is None else iso(compared.known_by),
        "by": compared.by,
        "sentence": compared.sentence or None,
    }


def give(answer: Answer, wanted: Wanted) -> None:
    """Show an answer, or write it."""
    import sys

    if wanted.output is not None:
        write_answer(answer, wanted.output, overwrite=wanted.overwrite)
        tell(f"{wanted.output}: written")
    elif wanted.as_json:
        write_json({name: value for name, value in json_answer(answer).items() if name != "compared"})
    elif wanted.as_csv:
        sys.stdout.write(csv_answer(answer).replace("\r\n", "\n"))
    elif answer.comparison is not None:
        from app.comparing.screen import show

        show(answer.comparison)
