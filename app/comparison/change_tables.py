"""What changed on standard output: sections and headings on a terminal, a row a claim when piped."""

from __future__ import annotations

import sys
from datetime import date
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, Final

from mustermap.app.terminal.terminal_output import log, one_line, write_line, write_table
from mustermap.data.days import day_of
from mustermap.layers.change_events import CHANGES
from mustermap.layers.change_texts import subject_title, undated_text
from mustermap.words import words_of
from mustermap.words.date_texts import day_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from mustermap.app.comparison.comparison_answer import Answer

_PIPED: Final = (
    *("heading", "section", "day_text", "change", "figures", "older_figures", "claimant", "force", "component", "unit"),
    *("place", "id", "older_id"),
)
_HEADINGS: Final = {
    "places and parts": "changes.parts", "not placed": "lines.unplaced", "joint force": "lines.joint",
    "larger area": "lines.larger", "other quantity": "lines.quantities", "other force": "lines.forces",
}  # fmt: skip
_MOST_SUBJECTS: Final = 24
_MOST_LINES: Final = 60


def show_changes(answer: Answer) -> None:
    """Write what changed to standard output."""
    table, words = answer.tables["changed"], words_of()
    has_no_day = (table["change"] == CHANGES[-1]).to_numpy()
    listed = table[~has_no_day]
    if not sys.stdout.isatty():
        _log_around(answer.head, table, is_empty=listed.empty)
        heads = [name.removesuffix("_text") for name in _PIPED]
        columns = [table[name].astype("str").tolist() for name in _PIPED]
        write_line("\t".join(heads)) if table.empty else write_table("", heads, list(zip(*columns, strict=True)))
        return
    from rich.console import Console

    console = Console(highlight=False)
    console.print(_bold(_title(answer.head)))
    if answer.head["subject"]:
        console.print(one_line(answer.head["subject"]), markup=False)
    if listed.empty:
        console.print(words.say("changes.nothing"), markup=False)
    _draw(console, listed, is_one=answer.head["subject"] is not None)
    if undated := undated_text(table, words):
        console.print()
        console.print(undated, markup=False)


def _log_around(head: Mapping[str, Any], table: pd.DataFrame, *, is_empty: bool) -> None:
    words = words_of()
    nothing = words.say("changes.nothing") if is_empty else ""
    for text in (_title(head), head["subject"], nothing, undated_text(table, words)):
        if text:
            log(text)


def _title(head: Mapping[str, Any]) -> str:
    words = words_of()
    since, until = (day_text(day_of(date.fromisoformat(head[name])), words) for name in ("since", "until"))
    title = words.say("changes.title", since=since, until=until)
    return f"{title}, as known by {head['known_by']}" if head["known_by"] else title


def _draw(console: Any, table: pd.DataFrame, *, is_one: bool) -> None:
    """Draw the changes subject by subject; of one that is asked about the name is known."""
    subjects = table.groupby("subject", sort=False)
    for _, own in islice(subjects, _MOST_SUBJECTS):
        first = own.iloc[0]
        if not is_one:
            force, place, quantity = (str(first[name]) for name in ("force", "place", "quantity"))
            console.print()
            console.print(_bold(subject_title(force, place, quantity, words_of(), str)))
        for heading, rows in groupby(own.itertuples(), key=_heading):
            _draw_section(console, heading, list(rows), is_inner=not is_one)
    if subjects.ngroups > _MOST_SUBJECTS:
        hint = "name --area or --force, or write all of it with -o"
        console.print(f"\nand {subjects.ngroups - _MOST_SUBJECTS:,} more: {hint}", markup=False)


def _heading(row: Any) -> str:
    words = words_of()
    if row.heading:
        return words.say(_HEADINGS[row.heading])
    return words.named("comparison.phases", row.section) or str(row.section)


def _draw_section(console: Any, heading: str, rows: list[Any], *, is_inner: bool) -> None:
    """Draw a section: its heading with the number of changes, then a line each, its day in front."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    lines = [next(own) for _, own in groupby(rows, key=lambda row: row.line)]
    counted = words_of().say("changes.count", count=len(lines))
    indent = 2 if is_inner else 0
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, pad_edge=False)
    table.add_column(min_width=11, max_width=18)
    table.add_column()
    for line in lines[:_MOST_LINES]:
        table.add_row(Text(one_line(line.day_text)), Text(one_line(line.text)))
    if not is_inner:
        console.print()
    style = "italic" if is_inner else "bold"
    console.print(Padding(Text.assemble((one_line(heading), style), (f" · {counted}", "dim")), (0, 0, 0, indent)))
    console.print(Padding(table, (0, 0, 0, indent + 2)))
    if len(lines) > _MOST_LINES:
        console.print(f"  and {len(lines) - _MOST_LINES:,} more: write all of it with -o", markup=False)


def _bold(text: str) -> Any:
    from rich.text import Text

    return Text(one_line(text), style="bold")
