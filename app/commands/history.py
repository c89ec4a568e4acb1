"""``mustermap history``: the revisions of a report, a source, a decision or a claimant."""

from __future__ import annotations

from mustermap.app.options import AnyId, Json, LedgerOption


def history(identity: AnyId, ledger: LedgerOption = None, as_json: Json = False) -> int:
    """Show every revision of a report, source, decision or claimant.

    With who made it, when, and what it changed.

    For example: mustermap history latushka-120000

    A decision about a place is named by its wording, with the country if there is one: "Springfield [US]".
    A claimant of the register is named by any wording.
    """
    from mustermap.app.terminal.report_history import show_history

    return show_history(identity, ledger=ledger, as_json=as_json)
