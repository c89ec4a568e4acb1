"""Similar reports of the ledger, which a new report may repeat, update or deny: questions with their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.app.editing.compared_report import (
    NO_DAY,
    Compared,
    figure_key,
    has_number,
    is_same_time,
    named_reports,
    part_key,
    quantity_of,
    row_cells,
    said_days,
    same_figures,
    text_of,
)
from mustermap.app.editing.denied_claims import denial_caution
from mustermap.app.editing.report_questions import Answer, Caution, brief_report, shown_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mustermap.app.editing.compared_report import Days
    from mustermap.app.editing.likeness import Pairs
    from mustermap.app.editing.report_questions import Kind
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cell, Cells

MOST_CAUTIONS: Final = 5
_ORDER: Final = {"duplicate": 0, "echo": 1, "update": 2}


def cautions(
    report: Cells,
    *,
    source: Mapping[str, Cell],
    ledger: Ledger | None,
    place_ref: str = "",
    beside: Sequence[Cells] = (),
) -> tuple[Caution, ...]:
    """Find reports that a new one may repeat or update, but for those that it names; and what a denial may be about.

    Claimants are compared by the register of claimants, forces by the country that they are of.

    Parameters
    ----------
    report
        Checked cells; retracted reports and the report itself, by its id, are never found.
    source
        Cells of its source: a report of unknown day was said when its source was published.
    ledger
        Where to look; None if there is no ledger yet.
    place_ref
        What its place was resolved to, if the cells do not hold it.
    beside
        Other reports of the same submission, from the same source.

    Returns
    -------
    tuple of Caution
        Duplicates, then echoes, then updates, the nearest in time first; at most five, and the question about a denial.
    """
    kind = report.get("kind", "claim")
    if kind == "context":
        return ()
    asked = Compared(report, source, ledger, place_ref, beside)
    found = tuple(_similar(asked))
    denial = denial_caution(asked) if kind == "dispute" and not report.get("disputes") else None
    return (*found, denial) if denial else found


def _similar(asked: Compared) -> list[Caution]:
    """Return the questions about duplicates, echoes and updates."""
    report = asked.report
    kind, named = report.get("kind", "claim"), named_reports(report)
    rows = [row for row in asked.beside + _alike(asked) if asked.is_near(row) and row.get("kind", "claim") == kind]
    accepted = [row for row in rows if row.get("state", "accepted") == "accepted"]
    replaced = {one for row in accepted for one in text_of(row, "updates").split(";")}
    rows = [row for row in rows if str(row["id"]) not in named]
    if not rows:
        return []
    from mustermap.app.editing.likeness import KINDS  # numpy, which few reports need

    published = asked.published([report, *rows])
    mine, theirs = said_days(report, published), [said_days(row, published) for row in rows]
    pairs = _pairs(asked, rows, mine, theirs)
    found = []
    for row, days, number, apart in zip(rows, theirs, pairs.kinds().tolist(), pairs.apart.tolist(), strict=True):
        what = KINDS[number]
        is_old = what == "update" and str(row["id"]) in replaced
        if what is None or is_old or (kind == "dispute" and what != "duplicate"):
            continue
        is_same = asked.claimant(row) == asked.claimant(report)
        is_reprint = kind == "claim" and text_of(row, "source") != text_of(report, "source")
        caution = _caution(what, row, mine, days, is_same_claimant=is_same, is_reprint=is_reprint)
        found.append((_ORDER[what], apart, caution))
    found.sort(key=lambda one: one[:2])
    return [caution for _, _, caution in found[:MOST_CAUTIONS]]


def _alike(asked: Compared) -> list[Cells]:
    """Return the reports of the same place that have the same figure or the same claimant."""
    if asked.ledger is None:
        return []
    report, at = asked.report, asked.at_place()
    mine = set(asked.keys.keys(text_of(report, "claimant"), ""))  # who has no name is told apart later
    names = asked.ledger.values("claimant", at)
    claimants: list[Cell | None] = [text for text in names if set(asked.keys.keys(text, "")) == mine]
    wanted = [at | {"claimant": claimants if text_of(report, "claimant") else [*claimants, None]}]
    if has_number(report):
        wanted += [at | same for same in same_figures(report)]
    return row_cells(asked.ledger.find(*wanted))


def _pairs(asked: Compared, rows: Sequence[Cells], mine: Days, theirs: Sequence[Days]) -> Pairs:
    import numpy as np

    from mustermap.app.editing.likeness import Pairs

    report, count = asked.report, len(rows)

    def compared(what: object, of_rows: Iterable[object]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return np.array([one == what for one in of_rows], dtype=bool)

    first, last = np.array(theirs, dtype=np.int64).reshape(-1, 2).T
    return Pairs(
        is_same_claimant=compared(asked.claimant(report), map(asked.claimant, rows)),
        is_same_figure=compared(figure_key(report), map(figure_key, rows)),
        is_same_part=compared(part_key(report), map(part_key, rows)),
        is_same_phase=compared(text_of(report, "phase"), (text_of(row, "phase") for row in rows)),
        is_same_quantity=compared(quantity_of(report), map(quantity_of, rows)),
        has_numbers=np.array([has_number(report) and has_number(row) for row in rows], dtype=bool),
        is_same_source=compared(text_of(report, "source"), (text_of(row, "source") for row in rows)),
        is_same_time=np.array([is_same_time(report, row) for row in rows], dtype=bool),
        is_dated=np.array([bool(text_of(report, "said") and text_of(row, "said")) for row in rows], dtype=bool),
        mine_first=np.full(count, mine[0]),
        mine_last=np.full(count, mine[1]),
        theirs_first=first,
        theirs_last=last,
    )


def _caution(kind: Kind, row: Cells, mine: Days, theirs: Days, *, is_same_claimant: bool, is_reprint: bool) -> Caution:
    """Return the question about a similar report, with its answers."""
    identity, shown, brief = str(row["id"]), shown_report(row), brief_report(row)
    is_later, is_apart = theirs[0] > mine[1], max(mine[0] - theirs[1], theirs[0] - mine[1]) > 0
    update = Answer(
        "update", f"Save as an update of {brief}", "it replaces that figure from its own start on", "updates", identity
    )
    beside = Answer("beside", "Save beside it", "both are kept, and neither replaces the other", "beside", identity)
    left_out = "nothing is saved: neither this claim nor a new source is kept"
    same = Answer("same", "It is the same", left_out, is_saved=False)
    if kind == "duplicate":
        when = "and place within two weeks" if is_apart else "place and day"
        message = f"the same claimant, force, figure{',' if not is_apart else ''} {when}: is it report {shown}?"
        if not is_reprint or is_later:
            return Caution(kind, identity, "", message, row, (same, update, beside))
        means = "this claim and its source are kept; it counts once, with that one"
        repeat = Answer("repeat", "Save as a repeat in another source", means, "repeats", identity)
        return Caution(kind, identity, "", message, row, (repeat, same, beside))
    if kind == "update":
        which = "an older figure" if theirs[0] < mine[0] or NO_DAY in (mine, theirs) else "another figure of that day"
        message = f"{which} of the same claimant, force and place: does it update report {shown}?"
        return Caution(kind, identity, "updates", message, row, (update, beside, same))
    what = "the same claimant, figure, force and place" if is_same_claimant else "the same figure, force and place"
    if is_later:
        message = (
            f"{what} within two weeks: is it repeated by the later report {shown}? Then edit that one: it repeats this"
        )
        return Caution(kind, identity, "", message, row, (beside,))
    means = "it is kept as an echo, and counts once"
    repeats = Answer("repeat", "Save as a repeat", means, "repeats", identity)
    message = f"{what} within two weeks: does it repeat report {shown}?"
    return Caution(kind, identity, "repeats", message, row, (repeats, *([update] if is_same_claimant else []), beside))
