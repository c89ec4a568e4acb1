"""``mustermap retract``: a report out of effect."""

from __future__ import annotations

from typing import Annotated

import typer

from mustermap.app.options import Editor, LedgerOption, ReportId, Revision


def retract(
    identity: ReportId,
    reason: Annotated[str, typer.Option(help="Why, in a sentence.", show_default=False)],
    ledger: LedgerOption = None,
    editor: Editor = "",
    revision: Revision = None,
) -> int:
    """Retract a report.

    It stays in the ledger, with the reason, and no longer counts.

    For example: mustermap retract latushka-120000 --reason "the newspaper withdrew it"
    """
    from mustermap.app.terminal.state_changes import retract_report

    return retract_report(identity, reason=reason, ledger=ledger, editor=editor, revision=revision)
