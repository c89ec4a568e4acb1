"""Reading report files: what was accepted, what was rejected and why, what was kept unread."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from data.echo import LONGEST_LINE, echoed, shortened
from data.reports import Report, Source
from data.rules import REPORT_RULES, SOURCE_RULES, Cells, apply_rules, report_id, source_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd


LONGEST_NAME: Final = 60
"""Characters of a name that are compared with those of fields."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader of files has to say about one place in one file.

    Attributes
    ----------
    file, row, field : str
        Where: the file's name, ``row 14`` or ``report 3``, and the field; blank where it concerns all of it.
    message : str
        What was got and what to do.
    rows : int
        Of how many rows it is said.
    """

    file: str
    row: str
    field: str
    message: str
    rows: int = 1

    def __post_init__(self) -> None:
        for name, most in (("file", 200), ("row", 200), ("field", 300), ("message", LONGEST_LINE)):
            text = getattr(self, name)
            if len(text) > most:
                object.__setattr__(self, name, shortened(text, most))

    def __str__(self) -> str:
        where = " ".join(part for part in (self.file, self.row) if part)
        return f"{where}: {self.field}: {self.message}" if self.field else f"{where}: {self.message}"


@dataclass(slots=True)
class Reading:
    """What was read from the files of one call.

    Attributes
    ----------
    sources : dict of str to Source
        By id.
    reports : dict of str to Report
        By id, in the order of the files; those of files that are read one by one.
    tables : list of pandas.DataFrame
        The reports of files that are read column by column: the columns of the data dictionary, blank text as "",
        and ``_file`` and ``_row``.
    rejected : list of Remark
        One for each thing that is wrong; the row it names was left out.
    notices : list of Remark
        What was kept but not understood: a wording not read, a column not known, a reference to an absent report.
    skipped : int
        Reports that were given twice with the same content.
    rejected_rows : int
        How many rows were left out.
    places_in_files : dict of str to tuple
        The file and the row of each of ``reports``.
    row_words : dict of str to str
        What a row of a file is called, where that is not "row".
    """

    sources: dict[str, Source] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    tables: list[pd.DataFrame] = field(default_factory=list)
    rejected: list[Remark] = field(default_factory=list)
    notices: list[Remark] = field(default_factory=list)
    skipped: int = 0
    rejected_rows: int = 0
    places_in_files: dict[str, tuple[str, str]] = field(default_factory=dict)
    row_words: dict[str, str] = field(default_factory=dict)

    @property
    def accepted(self) -> int:
        """How many reports were accepted."""
        return len(self.reports) + sum(len(table) for table in self.tables)

    def row_name(self, file: str, row: object) -> str:
        """Name a row of a file that was read column by column."""
        return f"{self.row_words.get(file, 'row')} {row}"

    def reject(self, remarks: Iterable[Remark]) -> None:
        """Leave one row out, with all that is wrong with it."""
        self.rejected += remarks
        self.rejected_rows += 1

    def add_source(self, file: str, row: str, raw: Mapping[str, str]) -> str | None:
        """Read one source; return its id, None if it was rejected."""
        cells, problems, unread = apply_rules(SOURCE_RULES, raw)
        if problems:
            self.reject(Remark(file, row, problem.field, str(problem)) for problem in problems)
            return None
        cells.setdefault("id", source_id(cells))
        self.notices += [Remark(file, row, name, why) for name, why in unread]
        source = Source.from_cells(cells)
        known = self.sources.setdefault(source.id, source)
        if not source.cells().items() <= known.cells().items():
            differing = ", ".join(_differing(known.cells(), source.cells()))
            remedy = "give it another id or the same content"
            message = f"{source.id!r} was given before with other content ({differing}); {remedy}"
            self.reject([Remark(file, row, "id", message)])
            return None
        return source.id

    def add_report(self, file: str, row: str, raw: Mapping[str, str]) -> None:
        """Read one report."""
        cells, problems, unread = apply_rules(REPORT_RULES, raw)
        if problems:
            self.reject(Remark(file, row, problem.field, str(problem)) for problem in problems)
            return
        cells.setdefault("id", report_id(cells))
        self.notices += [Remark(file, row, name, why) for name, why in unread]
        report = Report.from_cells(cells)
        known = self.reports.get(report.id)
        if known is None:
            self.reports[report.id] = report
            self.places_in_files[report.id] = (file, row)
        elif known == report:
            self.skipped += 1
        else:
            self.reject([Remark(file, row, "id", other_content(report.id, known.cells(), cells))])


def other_content(report: str, known: Cells, cells: Cells) -> str:
    """Say that an id came twice with different content, and in which fields."""
    differing = ", ".join(_differing(known, cells))
    return (
        f"{report!r} was given before with other content ({differing}); give it another id, or --revise to replace it"
    )


def absent_report(identity: str) -> str:
    """Say that a report refers to one that is not there."""
    return f"{identity!r} is no report of these files or the ledger; until it is, it counts for nothing"


def _differing(first: Cells, second: Cells) -> list[str]:
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def unknown_fields(names: Iterable[str], *, known: Iterable[str]) -> list[str]:
    """Say of each name that is not known which one was perhaps meant."""
    known = dict.fromkeys(known)
    said = []
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name[:LONGEST_NAME], known, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else "see the data dictionary"
            said.append(f"{echoed(name)} is not known; {remedy}")
    return said
