"""The verification of a ledger, reported on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.app.ledger_file import ledger_path
from mustermap.app.terminal.terminal_output import count, one_line, working, write_json, write_line

if TYPE_CHECKING:
    from pathlib import Path


def verify_ledger(ledger: Path | None, *, as_json: bool) -> int:
    """Compute the ledger's chain of hashes again, and say whether it holds.

    Returns
    -------
    int
        1 if a link is broken, else 0.
    """
    from mustermap.data.ledger import verify

    path = ledger_path(ledger)
    with working("verifying"):
        found = verify(path)
    if as_json:
        broken = (
            {"seq": found.broken.seq, "id": found.broken.id, "differs": found.broken.differs} if found.broken else None
        )
        write_json({"ledger": str(path), "revisions": found.revisions, "head": found.head, "broken": broken})
    elif found.broken:
        where = f"revision {found.broken.seq}" + (f" ({one_line(found.broken.id)})" if found.broken.id else "")
        write_line(f"ledger {path}: broken at {where}: {one_line(found.broken.differs)}")
        write_line(f"{count(found.revisions, 'revision')} before it hold; {one_line(found.broken.remedy)}")
    else:
        write_line(f"ledger {path}: {count(found.revisions, 'revision')}, every link holds; head {found.head}")
    return 1 if found.broken else 0
