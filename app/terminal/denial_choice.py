"""The choice on the terminal what a denial is about: from the newest claims of the ledger, by number or by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.app.editing import newest_claims, shown_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.app.terminal.prompts import Asker
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cells


def choose_denied(asker: Asker, ledger: Ledger, *, typed: str = "") -> list[Cells]:
    """Ask which claims of the ledger are denied; return them, none if it is something else.

    Parameters
    ----------
    asker
        The terminal.
    ledger
        Its newest claims are offered, and those with the words that are typed.
    typed
        What was typed in the line before.
    """
    if not (found := newest_claims(ledger)):
        return []
    _show(asker, found)
    while text := asker.line(
        "  which does it deny (number, or words to look for; Enter: none of these)", default=typed
    ):
        typed = ""
        numbers = [part.strip() for part in text.split(";")]
        if all(part.isdecimal() and 1 <= int(part) <= len(found) for part in numbers):
            return [found[int(part) - 1] for part in numbers]
        found = newest_claims(ledger, looked_for=text) or found
        _show(asker, found)
    return []


def _show(asker: Asker, claims: Sequence[Cells]) -> None:
    """List claims by number, each with the troops and the place that it is about."""
    for number, row in enumerate(claims, start=1):
        about = ", ".join(str(row[name]) for name in ("force", "place") if row.get(name))
        asker.show(f"    {number:>2} {shown_report(row)}{f': {about}' if about else ''}")
