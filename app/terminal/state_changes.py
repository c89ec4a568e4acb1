"""Changes of a report's state from the command line: drafts accepted or sent back, reports retracted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.app import editing
from mustermap.app.ledger_file import ledger_path
from mustermap.app.terminal.terminal_output import count, one_line, write_json, write_line, write_table
from mustermap.data.ledger import Ledger
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from pathlib import Path


def retract_report(identity: str, *, reason: str, ledger: Path | None, editor: str, revision: int | None) -> int:
    """Retract a report: it stays in the ledger, and no longer counts.

    Returns
    -------
    int
        0.
    """
    path = ledger_path(ledger)
    with Ledger.open(path) as opened:
        editing.retract(opened, identity, reason=reason, editor=editor, based_on=revision)
    write_line(f"ledger {path}: {one_line(identity)} retracted")
    return 0


def review_draft(
    identity: str,
    *,
    accept: bool,
    send_back: str | None,
    ledger: Path | None,
    editor: str,
    revision: int | None,
) -> int:
    """Accept a draft, or send it back with a reason.

    Returns
    -------
    int
        0.

    Raises
    ------
    WrongUse
        If neither or both are asked for.
    """
    if accept == (send_back is not None):
        raise WrongUse("give either --accept or --return REASON")
    path = ledger_path(ledger)
    with Ledger.open(path) as opened:
        if send_back is None:
            editing.accept(opened, identity, editor=editor, based_on=revision)
        else:
            editing.send_back(opened, identity, reason=send_back, editor=editor, based_on=revision)
    write_line(f"ledger {path}: {one_line(identity)} {'accepted' if send_back is None else 'sent back'}")
    return 0


def list_drafts(*, ledger: Path | None, as_json: bool) -> int:
    """List the drafts, each with its newest revision, and with the reason if it was sent back.

    Returns
    -------
    int
        0.
    """
    path = ledger_path(ledger)
    with Ledger.open(path) as opened:
        drafts = opened.find({"state": ["draft"]})
        newest = [editing.current(opened, identity) for identity in drafts["id"]]
    if as_json:
        shown = [{**one.cells, "revision": one.revision, "editor": one.editor} for one in newest]
        write_json({"ledger": str(path), "drafts": shown})
        return 0
    names = ("id", "revision", "claimant", "figure", "force", "place", "said", "editor", "sent back")
    rows = [
        (
            str(one.cells["id"]),
            str(one.revision),
            *(str(one.cells.get(name, "")) for name in ("claimant", "figure", "force", "place", "said")),
            one.editor,
            str(one.cells.get("reason", "")),
        )
        for one in newest
    ]
    write_table(count(len(rows), "draft"), names, rows)
    return 0
