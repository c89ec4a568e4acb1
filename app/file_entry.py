"""Report files on the way into the ledger: checking them, and adding their reports."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from mustermap.app.ledger_file import ledger_path
from mustermap.app.places.known_places import known_places
from mustermap.app.report_selection import refuse_absent
from mustermap.app.single_reports import table_rows
from mustermap.app.terminal.terminal_output import count, one_line, remarks, working, write_line
from mustermap.data.files.report_files import read_files
from mustermap.data.rules.rule import present
from mustermap.data.short_texts import echoed
from mustermap.errors import WrongUse
from mustermap.layers.places.placement import Asked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from mustermap.data.files.reading import Reading
    from mustermap.data.ledger import Ledger
    from mustermap.data.ledger.outcome import Added
    from mustermap.data.rules.field_tables import Cells
    from mustermap.layers.places.placement import Row
    from mustermap.layers.places.source_places import PlacedRows

_NAMES: Final = ("id", "place", "place_country", "source", "place_ref", "geometry", "origin", "origin_ref")


def check_files(files: Sequence[Path], *, ledger: Path | None) -> int:
    """Check report files, and say what was accepted and rejected.

    Returns
    -------
    int
        1 if any row was rejected, else 0.
    """
    return 1 if read_and_report(files, ledger=ledger).rejected_rows else 0


def read_and_report(files: Sequence[Path], *, ledger: Path | None) -> Reading:
    """Read report files, say what was accepted and rejected, and return what was read."""
    refuse_absent(files)
    path = ledger_path(ledger)
    if ledger and not path.exists():
        raise WrongUse(f"{path}: no such ledger; leave --ledger out, or create it with: mustermap add FILES")
    with working("reading"):
        reading = _read_beside(path, files) if path.exists() else read_files(files)
    for line in remarks(reading):
        write_line(line)
    for line in _not_placed(reading, path):
        write_line(line)
    claimants = f", {count(len(reading.claimants), 'claimant')}" if reading.claimants else ""
    accepted = f"{count(len(reading.sources), 'source')}, {count(reading.accepted, 'report')}{claimants} accepted"
    skipped = f", {reading.skipped} given twice" if reading.skipped else ""
    write_line(f"{accepted}{skipped}, {reading.rejected_rows} rejected")
    return reading


def _not_placed(reading: Reading, path: Path) -> Iterator[str]:
    """Yield a line for each place wording that is not resolved: why, what to do, and the first report that has it."""
    from mustermap.layers.places.placement import find_places

    with working("placing"):
        first, origins = _asked(reading)
        asked = Asked.of(list(first))
        with _open_if_there(path) as opened:
            known = known_places(opened, {*asked.sources}, without=_ids(reading), asked=asked + origins)
        found = find_places(asked, beside=origins + known.beside, kept=known.kept, decided=known.decided)
    said: set[str] = set()
    unnamed = reading.unnamed({*first.values()})
    for (wording, _, _, ref, _), identity, one in zip(first, first.values(), found, strict=True):
        why = f"{echoed(wording or ref)}: {one.reason} {one.advice}".rstrip()
        if one.status in {"ambiguous", "unresolved"} and why not in said:
            said.add(why)
            yield one_line(f"not placed: {unnamed.get(identity, identity)}: {why}")


def _asked(reading: Reading) -> tuple[dict[Row, str], Asked]:
    """Return each distinct place with the first report that names it, and the origins."""
    places: dict[Row, str] = {}
    origins: dict[Row, None] = {}
    for identity, place, country, source, ref, geometry, origin, origin_ref in _said(reading):
        places.setdefault((place, country, source, ref, geometry), identity)
        origins[origin, "", source, origin_ref, ""] = None
    return places, Asked.of(list(origins))


def _said(reading: Reading) -> Iterator[tuple[str, ...]]:
    """Yield the columns of `_NAMES` of each report; from tables, of each distinct place."""
    for report in reading.reports.values():
        cells = report.cells()
        yield tuple(str(cells.get(name, "")) for name in _NAMES)
    for table in reading.tables:
        columns = table.reindex(columns=list(_NAMES), fill_value="").fillna("")
        yield from columns.drop_duplicates(list(_NAMES[1:])).astype("str").itertuples(index=False, name=None)


def _ids(reading: Reading) -> set[str]:
    return {*reading.reports, *(str(one) for table in reading.tables for one in table["id"])}


def _open_if_there(path: Path) -> contextlib.AbstractContextManager[Ledger | None]:
    from mustermap.data.ledger import Ledger

    return Ledger.open(path) if path.exists() else contextlib.nullcontext()


def _read_beside(path: Path, files: Sequence[Path]) -> Reading:
    """Read files whose references can point into a ledger."""
    from mustermap.data.ledger import Ledger

    with Ledger.open(path) as opened:
        return read_files(
            files, known_sources=opened.sources()["id"], known_reports=opened.reports()["id"],
            known_claimants=opened.register.claimants(), kept=opened,
        )  # fmt: skip


def add_files(files: Sequence[Path], *, ledger: Path | None, editor: str, revise: bool, key: str | None) -> int:
    """Add the reports of files to the ledger, which is made if it does not exist.

    Returns
    -------
    int
        1 if any row was rejected, else 0.
    """
    from mustermap.data.ledger import Ledger

    refuse_absent(files)
    path = ledger_path(ledger)
    is_new = not path.exists()
    with working("reading"):
        reading = read_files(files) if is_new else _read_beside(path, files)
    for line in remarks(reading):
        write_line(line)
    for line in _compared(path, reading, revise=revise):  # before anything is kept
        write_line(line)
    rejected, outcome = reading.rejected_rows, "nothing added"
    if reading.accepted or reading.sources or reading.claimants:
        with Ledger.open(path, create=True) as opened:
            outcome, refused = _add(opened, reading, editor=editor, revise=revise, key=key)
        rejected += refused
    made = "made, " if is_new and path.exists() else ""
    write_line(f"ledger {path}: {made}{outcome}, {rejected} rejected")
    return 1 if rejected else 0


def _compared(path: Path, reading: Reading, *, revise: bool) -> Iterator[str]:
    """Yield what an import says: how many claims fold under which newer ones, and which may be there already."""
    from mustermap.app.imports.possible_folds import may_fold, may_resemble

    if not may_fold(path, reading, revise=revise) and not may_resemble(path, reading):
        return
    from mustermap.app.imports.folded_claims import fold_lines, folds_among
    from mustermap.app.imports.joined_claims import join_claims
    from mustermap.app.imports.similar_claims import similar_claims
    from mustermap.app.imports.similar_texts import similar_lines

    with working("comparing with the ledger"):
        joined = join_claims(path, reading, revise=revise)
        lines = [*fold_lines(folds_among(joined)), *similar_lines(similar_claims(joined), reading)] if joined else []
    yield from map(one_line, lines)


def _add(opened: Ledger, reading: Reading, *, editor: str, revise: bool, key: str | None) -> tuple[str, int]:
    """Place the reports and add them to the ledger; return the counts as a text, and how many were rejected."""
    from mustermap.layers.places.source_places import place_rows

    given = list(_rows(reading))
    ids = {str(row["id"]) for row in given}
    with working("placing"):
        known = known_places(opened, {str(row["source"]) for row in given}, without=ids)
        placed = place_rows(
            given, known=_current(opened, ids), beside=known.beside, kept=known.kept, decided=known.decided
        )
    sources = [source.cells() for source in reading.sources.values()]
    made = reading.made_ids()
    registered = _register(opened, reading, editor=editor, revise=revise, key=key)
    answer = opened.add(
        sources=sources, reports=placed.rows, places=placed.places(), editor=editor, revise=revise, key=key, made=made
    )
    refused = [*placed.refused, *registered.rejected, *answer.rejected]
    for line in refusals(reading, refused):
        write_line(line)
    unplaced = [row for row in placed.rows if _is_unplaced(row, placed)]
    unnamed = reading.unnamed({str(row["id"]) for row in unplaced})
    for row in unplaced:
        one = placed.found[str(row["id"]), "place"]
        why = f"{one.reason} {one.advice}".strip()
        write_line(
            one_line(f"not placed: {unnamed.get(str(row['id']), row['id'])}: {echoed(str(row['place']))}: {why}")
        )
    reports = answer.only("report")
    revised = f"{len(reports.revised)} revised, " if reports.revised else ""
    skipped = reading.skipped + len(reports.skipped)
    changed = len(registered.added) + len(registered.revised)
    claimants_ = f", {count(changed, 'claimant')} registered" if changed else ""
    return f"{len(reports.added)} added, {revised}{skipped} skipped (already there){claimants_}", len(refused)


def _register(opened: Ledger, reading: Reading, *, editor: str, revise: bool, key: str | None) -> Added:
    """Add the claimants of the register of the files."""
    from mustermap.data.ledger.outcome import Added

    claimants = [claimant.cells() for claimant in reading.claimants.values()]
    own_key = f"{key} (claimants)" if key else None
    return opened.register.add(claimants, editor=editor, revise=revise, key=own_key) if claimants else Added()


def _is_unplaced(row: Cells, placed: PlacedRows) -> bool:
    return placed.found[str(row["id"]), "place"].status in {"ambiguous", "unresolved"} and not row.get("place_ref")


def refusals(reading: Reading, refused: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a line for each report or source that the ledger refused; one without an id is named by file and row."""
    made = {identity for _, identity in reading.made_ids()}
    places = reading.places_of({identity for identity, _ in refused} & made)
    for identity, message in refused:
        source = reading.sources.get(identity)
        shown = places.get(identity) or (source.title or source.url or source.publisher if source else "")
        yield one_line(f"rejected: {shown if identity in made and shown else identity}: {message}")


def _current(opened: Ledger, ids: Collection[str]) -> dict[str, Cells]:
    """Return the current cells of the reports of these ids, by id; blank cells are left out."""
    columns = opened.reports()
    rows = (number for number, identity in enumerate(columns["id"]) if identity in ids)
    return {columns["id"][row]: present({name: column[row] for name, column in columns.items()}) for row in rows}


def _rows(reading: Reading) -> Iterator[Cells]:
    """Yield the reports of a reading one by one."""
    yield from (report.cells() for report in reading.reports.values())
    for table in reading.tables:
        yield from table_rows(table)
