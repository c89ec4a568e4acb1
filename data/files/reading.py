"""Reading report files: what was accepted, what was rejected and why, what was kept unread."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from mustermap.data.claimant_register import Claimant, read_claimant
from mustermap.data.ids.content_ids import as_json, numbered
from mustermap.data.reports import Report, Source
from mustermap.data.rules.date_rules import days_context
from mustermap.data.rules.field_tables import REPORT_RULES, SOURCE_RULES, Cells, apply_rules, report_id, source_id
from mustermap.data.rules.rule import present, spreadsheet_errors
from mustermap.data.short_texts import LONGEST_LINE, echoed, shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    import pandas as pd

    from mustermap.data.ledger import Ledger

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
    claimants : dict of str to Claimant
        The register of claimants, by what all spellings of a name share.
    tables : list of pandas.DataFrame
        The reports of files that are read column by column: the columns of the data dictionary, blank text as "",
        and ``_file``, ``_row`` and ``_made`` (whether nobody wrote its id).
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
    claimants_in_files : dict of str to tuple
        The same of each of ``claimants``.
    row_words : dict of str to str
        What a row of a file is called, where that is not "row".
    made : dict of str to str
        Those of ``reports`` whose id nobody wrote, each with the id that was made of what it says. Tables say the same
        in their column ``_made``.
    made_sources : set of str
        Those of ``sources``.
    kept : Ledger or None
        Where a source is looked up that no file has: its language and its day of publication help to read wordings.
    """

    sources: dict[str, Source] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    claimants: dict[str, Claimant] = field(default_factory=dict)
    tables: list[pd.DataFrame] = field(default_factory=list)
    rejected: list[Remark] = field(default_factory=list)
    notices: list[Remark] = field(default_factory=list)
    skipped: int = 0
    rejected_rows: int = 0
    places_in_files: dict[str, tuple[str, str]] = field(default_factory=dict)
    claimants_in_files: dict[str, tuple[str, str]] = field(default_factory=dict)
    row_words: dict[str, str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    made_sources: set[str] = field(default_factory=set)
    kept: Ledger | None = None
    _twins: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def accepted(self) -> int:
        """How many reports were accepted."""
        return len(self.reports) + sum(len(table) for table in self.tables)

    def row_name(self, file: str, row: object) -> str:
        """Return the name of a row of a file that was read column by column."""
        return f"{self.row_words.get(file, 'row')} {row}"

    def source_cells(self, identity: str) -> Cells:
        """Return the cells of a source that was read or that the ledger keeps; none if there is no such source."""
        if identity in self.sources:
            return self.sources[identity].cells()
        if self.kept is None or not identity:
            return {}
        columns = self.kept.find({"id": [identity]}, what="source")
        return present({name: column[0] for name, column in columns.items()}) if columns["id"] else {}

    def reject(self, remarks: Iterable[Remark]) -> None:
        """Leave one row out, with all that is wrong with it."""
        self.rejected += remarks
        self.rejected_rows += 1

    def add_source(self, file: str, row: str, raw: Mapping[str, str]) -> str | None:
        """Read one source; return its id, None if it was rejected."""
        cells, problems, unread = apply_rules(SOURCE_RULES, raw)
        problems = [*spreadsheet_errors(raw), *problems]
        if problems:
            self.reject(Remark(file, row, problem.field, str(problem)) for problem in problems)
            return None
        is_made = "id" not in cells
        cells.setdefault("id", source_id(cells))
        self.notices += [Remark(file, row, name, why) for name, why in unread]
        source = Source.from_cells(cells)
        known = self.sources.setdefault(source.id, source)
        if known is source and is_made:
            self.made_sources.add(source.id)
        if source.cells().items() <= known.cells().items():
            return source.id
        if is_made and source.id in self.made_sources:
            return self._add_twin(file, row, known, cells)
        differing = ", ".join(differing_fields(known.cells(), source.cells()))
        remedy = "give it another id or the same content"
        message = f"{echoed(source.id)} was given before with other content ({differing}); {remedy}"
        self.reject([Remark(file, row, "id", message)])
        return None

    def _add_twin(self, file: str, row: str, known: Source, cells: Cells) -> str:
        """Add a source whose made id another source has that differs in what the id leaves out; return its id."""
        kept = known.cells()
        differing = [name for name in differing_fields(kept, cells) if name in kept and name in cells]
        if not differing:  # a blank contradicts nothing
            self.sources[known.id] = Source.from_cells({**kept, **cells})
            return known.id
        twins = self._twins.setdefault(known.id, {})
        said = as_json(sorted(cells.items()))
        if said not in twins:
            twins[said] = identity = numbered(known.id, len(twins) + 2)
            self.sources[identity] = Source.from_cells({**cells, "id": identity})
            self.made_sources.add(identity)
            message = f"differs from a source given before only in {', '.join(differing)}; each is a source of its own"
            self.notices.append(Remark(file, row, "source", message))
        return twins[said]

    def add_report(self, file: str, row: str, raw: Mapping[str, str]) -> None:
        """Read one report."""
        beside = days_context(self.source_cells(raw.get("source", "").strip()))
        cells, problems, unread = apply_rules(REPORT_RULES, {**raw, **beside})
        problems = [*spreadsheet_errors(raw), *problems]
        if problems:
            self.reject(Remark(file, row, problem.field, str(problem)) for problem in problems)
            return
        base = "" if "id" in cells else report_id(cells)
        self.notices += [Remark(file, row, name, why) for name, why in unread]
        identity, number = str(cells.setdefault("id", base)), 1
        while (known := self.reports.get(identity)) is not None:
            report = Report.from_cells({**cells, "id": identity})
            if known == report:
                self.skipped += 1
                return
            if not base:
                self.reject([Remark(file, row, "id", other_content(identity, known.cells(), cells))])
                return
            number += 1
            identity = numbered(base, number)
        self.reports[identity] = Report.from_cells({**cells, "id": identity})
        self.places_in_files[identity] = (file, row)
        if base:
            self.made[identity] = base
        if number > 1:
            first = " ".join(self.places_in_files[base])
            self.notices.append(Remark(file, row, "", says_the_same(first, self.reports[base].cells(), cells)))

    def add_claimant(self, file: str, row: str, raw: Mapping[str, str]) -> None:
        """Read one claimant of the register."""
        cells, problems = read_claimant(raw)
        if problems:
            self.reject(Remark(file, row, problem.field, str(problem)) for problem in problems)
            return
        claimant = Claimant.from_cells(cells)
        known = self.claimants.setdefault(claimant.key, claimant)
        if known is claimant:
            self.claimants_in_files[claimant.key] = (file, row)
        elif known != claimant:
            differing = ", ".join(differing_fields(known.cells(), cells))
            remedy = "write all of it in one table, or the same in both"
            message = f"{echoed(claimant.name)} was given before with other content ({differing}); {remedy}"
            self.reject([Remark(file, row, "name", message)])

    def made_ids(self) -> set[tuple[Literal["source", "report", "place"], str]]:
        """Return what has an id that nobody wrote."""
        made: set[tuple[Literal["source", "report", "place"], str]] = {("source", one) for one in self.made_sources}
        made |= {("report", one) for one in self.made}
        for table in self.tables:
            made |= {("report", str(one)) for one in table.loc[table["_made"], "id"]}
        return made

    def unnamed(self, ids: Collection[str]) -> dict[str, str]:
        """Return the file and the row of those of some reports that have an id which nobody wrote.

        A message names such a report by these: its id is in no file.
        """
        found = {one: " ".join(place) for one, place in self.places_in_files.items() if one in ids and one in self.made}
        for table in self.tables:
            rows = table.loc[table["_made"] & table["id"].isin(list(ids)), ["id", "_file", "_row"]]
            found |= {one: f"{file} {self.row_name(file, row)}" for one, file, row in rows.itertuples(index=False)}
        return found

    def places_of(self, ids: Collection[str]) -> dict[str, str]:
        """Return the file and the row of reports."""
        found = {one: " ".join(place) for one, place in self.places_in_files.items() if one in ids}
        for table in self.tables:
            rows = table.loc[table["id"].isin(list(ids)), ["id", "_file", "_row"]]
            found |= {one: f"{file} {self.row_name(file, row)}" for one, file, row in rows.itertuples(index=False)}
        return found


def other_content(report: str, known: Cells, cells: Cells) -> str:
    """Return a message that an id came twice with different content, and in which fields."""
    differing = ", ".join(differing_fields(known, cells))
    return f"{echoed(report)} was given before with other content ({differing}); give it another id"


def says_the_same(first: str, known: Cells, cells: Cells) -> str:
    """Return a message that a report differs from another only in what does not make it another claim."""
    differing = ", ".join(name for name in differing_fields(known, cells) if name != "id")
    return f"says the same as {first}, but for {differing}; each was kept as a report of its own"


def absent_report(identity: str) -> str:
    """Return a message that a report refers to one that is not there."""
    return f"{echoed(identity)} is no report of these files or the ledger; until it is, it counts for nothing"


def differing_fields(first: Cells, second: Cells) -> list[str]:
    """Return the names of the fields in which two reports or sources differ."""
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def unknown_fields(names: Iterable[str], *, known: Iterable[str]) -> list[str]:
    """Return a message for each unknown name, with the one that was perhaps meant."""
    known = dict.fromkeys(known)
    said = []
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name[:LONGEST_NAME], known, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else "see the data dictionary"
            said.append(f"{echoed(name)} is not known; {remedy}")
    return said
