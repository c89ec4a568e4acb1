"""Checks of an entry, one source and its reports: checked cells, or what is wrong with which field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mustermap.data.fields import REFERENCES, REPORT_COLUMNS, SOURCE_COLUMNS
from mustermap.data.files.reading import absent_report, unknown_fields
from mustermap.data.ids.content_ids import former_report_id
from mustermap.data.ids.made_ids import Made, ids_of
from mustermap.data.rules.date_rules import days_context
from mustermap.data.rules.field_tables import REPORT_RULES, SOURCE_RULES, apply_rules, report_id, source_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mustermap.data.ledger import Ledger
    from mustermap.data.ledger.content import What
    from mustermap.data.rules.field_tables import Cells

_NAMES_A_SOURCE = ("title", "publisher", "url")


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of one field.

    Attributes
    ----------
    report : int or None
        Position of the report in the submission, from 0 on; None: the source.
    field : str
        Name of the field, as in the data dictionary.
    message : str
        What was entered and what to do.
    """

    report: int | None
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One source and its reports, after the check.

    Attributes
    ----------
    source : dict or None
        Checked cells of the source; None if something is wrong with it.
    source_is_kept : bool
        Whether it is a source of the ledger that was named by its id alone.
    reports : tuple of dict or None
        Checked cells of each report, in the order of entry; None for one that has a problem.
    problems : tuple of Problem
        What is wrong.
    notes : tuple of Problem
        What was kept but could not be parsed, or refers to a report that does not exist.
    made : frozenset of tuple
        What has an id that was made, not entered; as for `Ledger.add`.
    """

    source: Cells | None
    source_is_kept: bool
    reports: tuple[Cells | None, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    made: frozenset[tuple[What, str]] = frozenset()

    @property
    def is_good(self) -> bool:
        """Whether there is no problem."""
        return not self.problems

    @property
    def good(self) -> tuple[Cells, ...]:
        """The reports without a problem."""
        return tuple(cells for cells in self.reports if cells is not None)


def check(source: Mapping[str, str], reports: Sequence[Mapping[str, str]], *, ledger: Ledger | None) -> Checked:
    """Check one source and its reports, entered as raw texts by the names of the data dictionary.

    Parameters
    ----------
    source
        Raw texts of the source. The id alone refers to a source of the ledger.
    reports
        Raw texts of each report; ``source`` can be left out.
    ledger
        Where references are looked up besides; None if there is no ledger yet.

    Returns
    -------
    Checked
        A report with a problem does not affect the others.
    """
    problems: list[Problem] = []
    notes: list[Problem] = []
    kept = _kept_source(source, ledger)
    source_cells = kept or _read_source(source, problems, notes)
    if source_cells and not kept and not source.get("id", "").strip():
        source_cells = _as_in_ledger(source_cells, ledger)
    identity = str(source_cells["id"]) if source_cells else source.get("id", "").strip() or "?"
    cells: list[Cells | None] = []
    first_with: dict[str, int] = {}
    made: set[tuple[What, str]] = set()
    if source_cells and not source.get("id", "").strip():
        made.add(("source", identity))
    for number, raw in enumerate(reports):
        one = _read_report(number, {**raw, "source": identity}, source_cells or {}, problems, notes)
        if one is not None and "id" not in one:
            one["id"] = _made_id(one, ledger)
            made.add(("report", str(one["id"])))
        if one is not None and first_with.setdefault(str(one["id"]), number) != number:
            first = first_with[str(one["id"])] + 1
            message = f"says the same as report {first} of this source; say what is different, or leave it out"
            problems.append(Problem(number, "claimant", message))
            one = None
        cells.append(one)
    notes += _absent_references(cells, ledger)
    return Checked(source_cells, kept is not None, tuple(cells), tuple(problems), tuple(notes), frozenset(made))


def _kept_source(source: Mapping[str, str], ledger: Ledger | None) -> Cells | None:
    filled = {name: text for name, text in source.items() if text.strip()}
    return _source_of(filled["id"].strip(), ledger) if filled.keys() == {"id"} else None


def _source_of(identity: str, ledger: Ledger | None) -> Cells | None:
    """Return the cells of a source of the ledger; None if it is not there."""
    if ledger is None:
        return None
    columns = ledger.find({"id": [identity]}, what="source")
    return {name: column[0] for name, column in columns.items() if column[0]} if columns["id"] else None


def _as_in_ledger(typed: Cells, ledger: Ledger | None) -> Cells:
    """Return the ledger's cells of a typed source whose filled fields say the same: a blank contradicts nothing."""
    there = _source_of(str(typed["id"]), ledger)
    return there if there and all(there.get(name) == cell for name, cell in typed.items()) else typed


def _read_source(raw: Mapping[str, str], problems: list[Problem], notes: list[Problem]) -> Cells | None:
    wrong = [Problem(None, "", said) for said in unknown_fields(raw, known=SOURCE_COLUMNS)]
    cells, invalid, unread = apply_rules(SOURCE_RULES, raw)
    wrong += [Problem(None, error.field, str(error)) for error in invalid]
    if not any(raw.get(name, "").strip() for name in _NAMES_A_SOURCE):
        wrong.append(Problem(None, "title", "blank; give the source's title, its publisher or its address"))
    notes += [Problem(None, name, why) for name, why in unread]
    problems += wrong
    if wrong:
        return None
    cells.setdefault("id", source_id(cells))
    return cells


def _read_report(
    number: int, raw: Mapping[str, str], source: Cells, problems: list[Problem], notes: list[Problem]
) -> Cells | None:
    wrong = [Problem(number, "", said) for said in unknown_fields(raw, known=REPORT_COLUMNS)]
    cells, invalid, unread = apply_rules(REPORT_RULES, {**raw, **days_context(source)})
    wrong += [Problem(number, error.field, str(error)) for error in invalid]
    notes += [Problem(number, name, why) for name, why in unread]
    problems += wrong
    if wrong:
        return None
    return cells


def _made_id(cells: Cells, ledger: Ledger | None) -> str:
    """Return the id of a report: the one under which the ledger has it already, else a new one."""
    (identity,) = ids_of([Made(report_id(cells), former_report_id(cells), cells)], ledger)
    return identity


def _absent_references(reports: Sequence[Cells | None], ledger: Ledger | None) -> list[Problem]:
    """Return a note for each reference to a report that is neither in the ledger nor in this submission."""
    named = [
        (number, name, one)
        for number, cells in enumerate(reports)
        for name in REFERENCES
        for one in str((cells or {}).get(name, "")).split(";")
        if one
    ]
    if not named:
        return []
    present = {str(cells["id"]) for cells in reports if cells}
    if ledger is not None:
        present |= set(ledger.find({"id": sorted({one for _, _, one in named})})["id"])
    return [Problem(number, name, absent_report(one)) for number, name, one in named if one not in present]
