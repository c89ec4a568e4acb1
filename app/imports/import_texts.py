"""Texts about an import: the first reports, what is wrong by kind, and the places that need a decision."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from mustermap.app.editing.field_readings import figure_words
from mustermap.app.editing.place_candidates import candidate_words
from mustermap.app.imports.folded_claims import fold_cells
from mustermap.app.imports.similar_texts import similar_cells
from mustermap.app.single_reports import table_rows
from mustermap.app.terminal.terminal_output import count, one_line, write_line, write_table
from mustermap.data.short_texts import echoed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from mustermap.app.imports.batches import Totals
    from mustermap.app.imports.folded_claims import Fold
    from mustermap.app.imports.import_places import Placing, Question
    from mustermap.app.imports.similar_claims import Similar
    from mustermap.data.files.reading import Reading, Remark
    from mustermap.data.rules.field_tables import Cells
    from mustermap.data.tables.mapped_reports import Imported

FIRST: Final = 5
MOST_QUESTIONS: Final = 25
FIRST_COLUMNS: Final = ("figure", "place", "from", "until", "says")
_MOST_CANDIDATES: Final = 4
_QUOTED_OR_NUMBER: Final = re.compile(r"""'(?:[^'\\]|\\.)*'|"[^"]*"|[-+]?\d[\d.,]*""")
_SHOWN: Final = ("claimant", "force", "component", "phase")


def show_first(reading: Reading, names: Mapping[str, str]) -> None:
    """Show the first reports as they would be kept, at least one for each column of figures.

    Parameters as for `first_rows`.
    """
    shown = first_rows(reading, names)
    if shown:
        write_table("first reports", FIRST_COLUMNS, shown)


def first_rows(reading: Reading, names: Mapping[str, str]) -> list[list[str]]:
    """Return the first reports in the columns `FIRST_COLUMNS`, at least one for each column of figures.

    Parameters
    ----------
    reading
        What was read.
    names
        The places in short, by ref.
    """
    share = max(1, FIRST // max(1, len(reading.tables)))
    return [_first(row, names) for table in reading.tables for row in table_rows(table.head(share))]


def _first(row: Cells, names: Mapping[str, str]) -> list[str]:
    ref = str(row.get("place_ref", ""))
    place = " = ".join(filter(None, (str(row.get("place", "")), names.get(ref, ref))))
    figure = figure_words(row) or str(row.get("figure", ""))
    says = ", ".join(str(row[name]) for name in _SHOWN if row.get(name))
    return [figure, place, str(row.get("start", "")), str(row.get("end", "")), says]


def show_remarks(reading: Reading) -> None:
    """Show what was rejected or could not be parsed, by kind, each with its number and an example."""
    for title, remarks in (("rejected", reading.rejected), ("note", reading.notices)):
        for example, number in kinds(remarks):
            times = "" if number == 1 else f" ({number} times, such as this one)"
            write_line(f"{title}: {one_line(str(example))}{times}")


def kinds(remarks: Iterable[Remark]) -> Iterator[tuple[Remark, int]]:
    """Group remarks that differ only in what they quote or count.

    Yields
    ------
    tuple
        The first remark of each kind and the number of its rows; frequent kinds first.
    """
    found: dict[tuple[str, str], Remark] = {}
    rows: Counter[tuple[str, str]] = Counter()
    for remark in remarks:
        kind = remark.field, _QUOTED_OR_NUMBER.sub("…", remark.message)
        found.setdefault(kind, remark)
        rows[kind] += remark.rows
    for kind, times in rows.most_common():
        yield found[kind], times


def show_places(placing: Placing) -> None:
    """List the spellings that were corrected, then the places that need a decision."""
    for wording, name in corrected(placing):
        write_line(one_line(f"corrected: {wording!r} → {name!r}"))
    if (more := len(placing.corrected) - MOST_QUESTIONS) > 0:
        write_line(f"{more} more corrected")
    show_questions(placing.questions)


def corrected(placing: Placing) -> list[tuple[str, str]]:
    """Return the first of the corrected spellings, each with the name of its place."""
    return list(placing.corrected.items())[:MOST_QUESTIONS]


def show_questions(questions: list[Question]) -> None:
    """List the places that need a decision, with their candidates and how to decide."""
    for question in questions[:MOST_QUESTIONS]:
        wording, country = question.asked
        named = f"{wording} [{country}]" if country else wording
        write_line(one_line(f"to decide: {echoed(named)}, in {count(question.reports, 'report')}: {question.reason}"))
        for words, ref in candidates(question):
            write_line(one_line(f'    {words}: --decide "{named}={ref}"'))
    if questions:
        more = len(questions) - MOST_QUESTIONS
        rest = f"{count(more, 'place')} more; " if more > 0 else ""
        write_line(f'{rest}a place that has none: --decide "WORDING=unplaced"; with --ask you are asked one by one')


def candidates(question: Question) -> list[tuple[str, str]]:
    """Return descriptions of what a wording can mean, each with its ref."""
    found = question.candidates
    words = candidate_words(found[:_MOST_CANDIDATES])
    return [(each, place.ref) for each, place in zip(words, found, strict=False)]


def show_counts(imported: Imported, name: str) -> None:
    """Show how many rows made how many reports, and which made none."""
    for line in count_lines(imported, name):
        write_line(one_line(line))


def count_lines(imported: Imported, name: str) -> Iterator[str]:
    """Yield a line on how many rows made how many reports, and one for each column of figures with blank cells."""
    reading = imported.reading
    again = f", {reading.skipped} given twice" if reading.skipped else ""
    rejected = f"{reading.rejected_rows} rejected"
    yield f"{name}: {count(imported.rows, 'row')}, {count(reading.accepted, 'report')}{again}, {rejected}"
    for column, number in imported.left_out.items():
        if number:
            yield f"left out: {echoed(column)} is blank in {count(number, 'row')}"


def outcome_words(totals: Totals) -> str:
    """Return the counts of what became of the accepted reports."""
    parts = [f"{totals.added} added"]
    parts += [f"{totals.revised} revised"] if totals.revised else []
    parts += [f"{count(totals.placed, 'report')} placed by a decision"] if totals.placed else []
    return ", ".join((*parts, f"{totals.there} skipped (already there)"))


def import_cells(
    imported: Imported,
    placing: Placing,
    ledger: Path,
    folds: Sequence[Fold],
    similar: Sequence[Similar],
    totals: Totals | None = None,
) -> dict[str, Any]:
    """Return the outcome of an import for programs; without totals it was a dry run, and nothing was added."""
    reading = imported.reading
    return {
        "ledger": str(ledger),
        "rows": imported.rows,
        "accepted": reading.accepted,
        "rejected": [str(one) for one in reading.rejected],
        "notes": [str(one) for one in reading.notices],
        "places": [
            {"place": wording, "country": country, "reports": reports, "ref": ref, "name": placing.names[ref]}
            for (wording, country, ref), reports in placing.reports.items()
        ],
        "corrected": placing.corrected,
        "folds": fold_cells(folds),
        "similar": similar_cells(similar),
        "to_decide": [
            {
                "place": one.asked[0], "country": one.asked[1], "reports": one.reports, "reason": one.reason,
                "advice": one.advice, "candidates": [{"ref": ref, "name": words} for words, ref in candidates(one)],
            }
            for one in placing.questions
        ],
        **{name: getattr(totals, name, None) for name in ("added", "revised", "placed", "there")},
        "refused": dict(totals.refused) if totals else {},
    }  # fmt: skip
