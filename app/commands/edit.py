"""``mustermap edit``: a change of a report or a source."""

from __future__ import annotations

import typer

from mustermap.app.options import AnyId, Editor, LedgerOption, Revision


def edit(
    context: typer.Context,
    identity: AnyId,
    ledger: LedgerOption = None,
    editor: Editor = "",
    revision: Revision = None,
) -> int:
    """Change a report or a source.

    Give the fields to change as options, a blank one to empty a field; without any, you are asked field by field. The
    change makes a revision; what was said before stays in the ledger.

    For example: mustermap edit latushka-120000 --figure "more than 100,000" --as Alex

    Or, with the id of a source: mustermap edit dw-2022 --source-published 2022-10-12 --as Alex
    """
    from mustermap.app.terminal.field_options import given_fields

    source, report = given_fields(context)
    if source or report:
        from mustermap.app.terminal.option_entry import change_report

        return change_report(identity, source, report, ledger=ledger, editor=editor, revision=revision)
    from mustermap.app.terminal.entry_dialogue import edit_report, refuse_without_terminal

    refuse_without_terminal("give the fields to change, such as --figure 9,000")
    return edit_report(identity, ledger=ledger, editor=editor)
