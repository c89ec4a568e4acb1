"""The history of a report, a source, a decision or a claimant on the terminal."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from mustermap.app import editing
from mustermap.app.ledger_file import ledger_path
from mustermap.app.places.place_decisions import named_decision
from mustermap.app.terminal.report_card import difference_lines
from mustermap.app.terminal.terminal_output import count, one_line, write_json, write_line
from mustermap.data.claimant_register import find_owners
from mustermap.data.ledger import Ledger
from mustermap.data.name_keys import name_key

if TYPE_CHECKING:
    from pathlib import Path

    from mustermap.data.ledger.content import What


def show_history(identity: str, *, ledger: Path | None, as_json: bool) -> int:
    """Show every revision of a report, a source, a decision or a claimant, with what it changed and who made it.

    Returns
    -------
    int
        0.
    """
    path = ledger_path(ledger)
    with Ledger.open(path) as opened:
        what, identity = _meant(opened, identity)
        past = editing.changes(opened, identity, what=what)
    if as_json:
        write_json({"ledger": str(path), "id": identity, "revisions": [asdict(one) for one in past]})
        return 0
    for one in past:
        who = f" by {one.editor}" if one.editor else ""
        why = f": {one.reason}" if one.reason and one.step in {"retracted", "sent back"} else ""
        write_line(one_line(f"revision {one.revision}, {one.recorded}: {one.step}{who}{why}"))
        is_told = one.step != "added" or what in {"decision", "claimant"}
        for line in difference_lines(one.differences if is_told else []):
            write_line(line)
    write_line(f"{one_line(identity)}: {count(len(past), 'revision')}")
    return 0


def _meant(opened: Ledger, asked: str) -> tuple[What, str]:
    """Return what has an id, the report first: a source, a decision or a claimant by a wording."""
    if editing.is_source(opened, asked):
        return "source", asked
    if not opened.history(asked, what="report"):
        if named := named_decision(opened, asked):
            return "decision", named
        if registered := find_owners(opened.register.claimants()).get(name_key(asked)):
            return "claimant", registered.key
    return "report", asked
