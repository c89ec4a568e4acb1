"""The output of an answer: on standard output, or in a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mustermap.app.comparison.comparison_files import csv_answer, json_answer, write_answer
from mustermap.app.terminal.terminal_output import log, write_json, write_lines

if TYPE_CHECKING:
    from mustermap.app.commands.compare import AnswerForm
    from mustermap.app.comparison.comparison_answer import Answer


def give_answer(answer: Answer, form: AnswerForm) -> None:
    """Write an answer to standard output or into a file, in the form that was asked for."""
    if form.output is not None:
        drawn = replace(answer, width_mm=form.width_mm, grey=form.grey, linear=form.linear, language=form.language)
        write_answer(drawn, form.output, overwrite=form.overwrite)
        log(f"{form.output}: written")
    elif form.as_json:
        write_json(json_answer(answer))
    elif form.as_csv:
        write_lines(csv_answer(answer).replace("\r\n", "\n").removesuffix("\n"))
    elif answer.comparison is not None:
        from mustermap.app.comparison.comparison_screen import show

        show(answer.comparison)
    elif "changed" in answer.tables:
        from mustermap.app.comparison.change_tables import show_changes

        show_changes(answer)
    else:
        from mustermap.app.comparison.track_table import show_table

        show_table(answer)
