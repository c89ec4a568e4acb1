"""The table on a terminal of how a claimant's figures moved."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from mustermap.app.comparison.comparison_answer import iso_days
from mustermap.app.terminal.terminal_output import log, write_table
from mustermap.layers.comparison.group_texts import part_name
from mustermap.words import words_of
from mustermap.words.name_texts import whose_text

if TYPE_CHECKING:
    import pandas as pd

    from mustermap.app.comparison.comparison_answer import Answer


def show_table(answer: Answer) -> None:
    """Write a table of a claimant's figures to standard output."""
    table, head = answer.tables["tracked"], answer.head
    columns, title = _tracked(table), f"The figures of {head['claimant']}"
    if head["known_by"]:
        title += f", as known by {head['known_by']}"
    if not sys.stdout.isatty():
        log(title)
    if table.empty:
        log("there is no claim of theirs for these days")
        if sys.stdout.isatty():
            return
    rows = [list(map(str, row)) for row in zip(*columns.values(), strict=True)]
    write_table(title, list(columns), rows)


def _tracked(table: pd.DataFrame) -> dict[str, Any]:
    return {
        **_subject(table),
        "from": iso_days(table["from_day"]),
        "to": iso_days(table["to_day"]),
        "figures": table["figures"],
        "move": table["move"],
        "disputed": table["disputers"],
        "said": table["said"],
        "id": table["id"],
    }


def _subject(table: pd.DataFrame) -> dict[str, Any]:
    """Return the columns on whose troops, which part, where, and in which phase."""
    names = zip(table["component"].astype("str"), table["unit"].astype("str"), strict=True)
    parts = [part_name(*pair) for pair in names]
    forces = [whose_text(str(force), words_of()) for force in table["force"]]
    about = [", ".join(text for text in pair if text) for pair in zip(forces, parts, strict=True)]
    return {"about": about, "place": table["place_name"], "phase": table["phase"]}
