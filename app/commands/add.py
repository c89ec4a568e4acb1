"""``mustermap add``: reports into the ledger, from files, by options, or field by field."""

from __future__ import annotations

from typing import Annotated

import typer

from mustermap.app.option_groups import Taken
from mustermap.app.options import Editor, Key, Revise, Selection


def add(
    context: typer.Context,
    selection: Annotated[Selection, Taken(without=("on", "known_by"))],
    editor: Editor = "",
    revise: Revise = False,
    key: Key = None,
) -> int:
    """Add reports to the ledger.

    From files, or one by options, or, without either, field by field. Their places are resolved now, and kept.

    For example: mustermap add reports.toml --as Alex

    Or: mustermap add --claimant "A. Minister" --figure "up to 9,000" --place Belarus --source-title "Evening News"
    """
    from mustermap.app.terminal.field_options import given_fields

    source, report = given_fields(context)
    files, ledger = selection.files, selection.ledger
    if files and not source and not report:
        from mustermap.app.file_entry import add_files

        return add_files(files, ledger=ledger, editor=editor, revise=revise, key=key)
    if files or revise:
        from mustermap.errors import WrongUse

        raise WrongUse(
            "give either FILES, perhaps with --revise, or the fields of one report; for a change: mustermap edit"
        )
    if source or report:
        from mustermap.app.terminal.option_entry import add_report

        return add_report(source, report, ledger=ledger, editor=editor, key=key)
    from mustermap.app.terminal.entry_dialogue import enter_reports, refuse_without_terminal

    refuse_without_terminal("give FILES, or a report such as --claimant A --figure 9,000 --source-title T")
    return enter_reports(ledger=ledger, editor=editor)
