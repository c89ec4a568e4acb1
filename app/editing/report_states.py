"""Changes of a report's state: a draft is accepted or sent back, a report is retracted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.app.editing.current_values import current
from mustermap.errors import LedgerError, Overtaken

if TYPE_CHECKING:
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cells


def accept(
    ledger: Ledger, identity: str, *, based_on: int | None = None, editor: str = "", key: str | None = None
) -> None:
    """Accept a draft, so that it counts from now on.

    Parameters
    ----------
    identity
        Id of the report.
    based_on
        The revision that was read; None: the current one.
    editor, key
        Who accepts it, and the idempotency key.

    Raises
    ------
    UnknownReport
        If the ledger has no report of that id.
    LedgerError
        If it is no draft.
    Overtaken
        If there is a newer revision than the one that was read.
    """
    now = current(ledger, identity)
    state = now.cells.get("state") or "accepted"
    if state == "retracted" or (state != "draft" and not key):  # with a key it may be the same acceptance again
        remedy = "bring it back by editing it" if state == "retracted" else "there is nothing to do"
        raise LedgerError(f"report {identity} is {state}, no draft; {remedy}")
    cells = {name: cell for name, cell in now.cells.items() if name != "reason"} | {"state": "accepted"}
    _revise(ledger, identity, cells, based_on=now.revision if based_on is None else based_on, editor=editor, key=key)


def send_back(
    ledger: Ledger,
    identity: str,
    *,
    reason: str,
    based_on: int | None = None,
    editor: str = "",
    key: str | None = None,
) -> None:
    """Send a draft back to its editor with a reason; an accepted report becomes a draft again.

    Raises
    ------
    UnknownReport
        If the ledger has no report of that id.
    LedgerError
        If no reason is given, or it has been retracted.
    Overtaken
        If there is a newer revision than the one that was read.
    """
    if not reason.strip():
        raise LedgerError(f"report {identity}: no reason is given; say in a sentence what is to be done")
    now = current(ledger, identity)
    if now.cells.get("state") == "retracted":
        raise LedgerError(f"report {identity} has been retracted; bring it back by editing it")
    cells: Cells = {**now.cells, "state": "draft", "reason": reason.strip()}
    _revise(ledger, identity, cells, based_on=now.revision if based_on is None else based_on, editor=editor, key=key)


def retract(
    ledger: Ledger,
    identity: str,
    *,
    reason: str,
    based_on: int | None = None,
    editor: str = "",
    key: str | None = None,
) -> None:
    """Retract a report: it stays in the ledger, with the reason, and no longer counts.

    Raises
    ------
    UnknownReport
        If the ledger has no report of that id.
    LedgerError
        If no reason is given, or it has been retracted already.
    Overtaken
        If there is a newer revision than the one that was read.
    """
    ledger.retract(identity, reason=reason.strip(), editor=editor, key=key, based_on=based_on)


def _revise(ledger: Ledger, identity: str, cells: Cells, *, based_on: int, editor: str, key: str | None) -> None:
    answer = ledger.add(reports=[cells], editor=editor, key=key, based_on={("report", identity): based_on})
    for _, message in answer.rejected:
        raise (Overtaken if answer.overtaken else LedgerError)(message)
