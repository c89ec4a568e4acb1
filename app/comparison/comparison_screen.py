"""The comparison on standard output: drawn on a terminal, a tab-separated table when piped."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from mustermap.app.comparison.answer_screen import draw, draw_subjects
from mustermap.app.comparison.comparison_answer import with_iso_days
from mustermap.app.comparison.period_screen import draw_period
from mustermap.app.comparison.screen_texts import bold, subject_text, title_text
from mustermap.app.terminal.terminal_output import log, one_line, write_line, write_table
from mustermap.words import words_of

if TYPE_CHECKING:
    import pandas as pd

    from mustermap import layers

_CLAIM: Final = ("force", "component", "unit", "place_name", "quantity")
_OF_DAY: Final = (
    *("section", "kind", "claimant", "figures", "said_text", "standing", *_CLAIM),
    *("earlier", "since", "disputed_by", "id"),
)
_OF_PERIOD: Final = (
    *("section", "kind", "from_day", "to_day", "claimant", "figures", "said_text", "standing", *_CLAIM),
    *("earlier", "disputed_by", "id"),
)


def show(compared: layers.Comparison) -> None:
    """Write a comparison to standard output."""
    if not sys.stdout.isatty():
        log(title_text(compared))
        if compared.sentence:
            log(compared.sentence)
        _write_piped(compared)
        return
    from rich.console import Console

    console = Console(highlight=False)
    console.print(bold(title_text(compared)))
    if compared.answer:
        console.print(one_line(compared.sentence), markup=False)
        draw(console, compared)
        return
    if compared.rows.empty:
        when = "on this day" if compared.is_day else "in this period"
        console.print(words_of().say("answer.nothing") if compared.is_day else f"No claim {when}", markup=False)
    draw_subjects(console, compared) if compared.is_day else draw_period(console, compared)


def _write_piped(compared: layers.Comparison) -> None:
    """Write the rows as a table; of several subjects, each with the subject's name."""
    rows = compared.rows
    names = [*(_OF_DAY if compared.is_day else _OF_PERIOD)]
    cells = with_iso_days(rows).assign(
        kind=rows["kind"].where(rows["kind"] != "whole", ""),
        place_name=rows["place_name"].where(rows["place_ref"] != "", rows["place"]),
    )
    if compared.area is None or compared.force is None:
        names.insert(0, "subject")
        cells = cells.assign(subject=_subjects(rows))
    if compared.each == "month":
        names.insert(names.index("from_day"), "month")
    heads = [name.removesuffix("_text").removesuffix("_name").removesuffix("_day") for name in names]
    columns = [cells[name].astype("str").tolist() for name in names]
    write_line("\t".join(heads)) if rows.empty else write_table("", heads, list(zip(*columns, strict=True)))


def _subjects(rows: pd.DataFrame) -> pd.Series[str]:
    """Return what the subject of each row is called."""
    first = rows.drop_duplicates("subject")
    named = {row.subject: subject_text(row) for row in first.itertuples()}
    return rows["subject"].map(named).astype("str")
