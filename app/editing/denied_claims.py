"""The claims that a denial may be about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.app.editing.compared_report import NO_DAY, Compared, row_cells, said_days, text_of
from mustermap.app.editing.report_questions import Answer, Caution, shown_report
from mustermap.geo.wording.name_key import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mustermap.app.editing.compared_report import Days
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cell, Cells

MOST_DENIED: Final = 10


def denial_question(
    report: Cells,
    *,
    source: Mapping[str, Cell],
    ledger: Ledger | None,
    place_ref: str = "",
    beside: Sequence[Cells] = (),
) -> Caution | None:
    """Return the question which claims a denial is about; None if there is no claim that it can deny.

    Those are the claims on its force and place that are in effect on its day of saying, as far as they had been said.

    Parameters
    ----------
    report
        Cells, as far as they are known: ``force``, ``place`` and ``said``. A denial that names neither a report nor a
        figure is not good yet, so they need not have passed the check.
    source, ledger, place_ref, beside
        As for `cautions`.
    """
    return denial_caution(Compared(report, source, ledger, place_ref, beside))


def denial_caution(asked: Compared) -> Caution | None:
    """Return the question what a denial is about."""
    rows = [row for row in asked.beside if row.get("kind", "claim") == "claim"]
    if asked.ledger is not None:
        rows += row_cells(asked.ledger.find(asked.with_force(asked.at_place()) | {"kind": ["claim", None]}))
    rows = [row for row in rows if asked.is_near(row) and row.get("state", "accepted") == "accepted"]
    if not rows:
        return None
    published = asked.published([asked.report, *rows])
    days = said_days(asked.report, published)
    held = _in_effect(asked, rows, days) if days != NO_DAY else rows
    newest = sorted(held, key=lambda row: said_days(row, published)[::-1], reverse=True)[:MOST_DENIED]
    if not newest:
        return None
    answers = [
        Answer("denies", f"It denies {shown_report(row)}", "it is shown at that claim", "disputes", str(row["id"]))
        for row in newest
    ]
    other = Answer("none", "It denies something else", "it is saved without naming a report, if it has a figure")
    message = "which of these does it deny? They are on the same force and place, and in effect when it was said"
    return Caution("denial", str(newest[0]["id"]), "disputes", message, newest[0], (*answers, other))


def _in_effect(asked: Compared, rows: Sequence[Cells], days: Days) -> list[Cells]:
    """Return the claims that are possibly in effect on one of some days, as far as they had been said by then."""
    from mustermap.app.editing.checked_claims import unplaced_claims
    from mustermap.layers import stretches

    sources: list[Mapping[str, Cell | None]] = [asked.source]
    if asked.ledger is not None:
        found = asked.ledger.find({"id": sorted({text_of(row, "source") for row in rows})}, what="source")
        sources += row_cells(found)
    claims = unplaced_claims(rows, sources, claimants=asked.register)
    held = stretches(claims, known_by=days[1])
    is_held = (held["possible_from"] <= days[1]) & (held["possible_to"] >= days[0])
    return [row for row, is_it in zip(rows, is_held.tolist(), strict=True) if is_it]


def newest_claims(ledger: Ledger, *, looked_for: str = "", most: int = MOST_DENIED) -> list[Cells]:
    """Return the claims of a ledger that were said last, for a denial of which neither force nor place is known yet.

    Parameters
    ----------
    ledger
        Where to look.
    looked_for
        Words that each has in its claimant, force, figure or place.
    most
        How many.
    """
    names = ("id", "said", "claimant", "force", "figure", "place")
    rows = ledger.combinations(names, {"kind": ["claim", None], "state": ["accepted", None]})
    words = fold(looked_for).split()
    found = [row for row in rows if all(word in fold(" ".join(row[2:])) for word in words)]
    found.sort(key=lambda row: said_days({"said": row[1]}, {})[::-1] if row[1] else NO_DAY, reverse=True)
    ids = [identity for identity, *_ in found[:most]]
    cells = {str(row["id"]): row for row in row_cells(ledger.find({"id": ids}))}
    return [cells[one] for one in ids]
