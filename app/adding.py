"""``mustermap check``, ``add`` and ``verify``: from files into the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.loading import ledger_path
from app.output import one_line, say, say_remarks, working, write_json
from data.files import read_files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from data.ledger import Ledger
    from data.reading import Reading
    from data.rules import Cell, Cells
    from layers.placing import Placed


def check_files(files: Sequence[Path]) -> int:
    """Read files and say what was accepted and rejected.

    Returns
    -------
    int
        1 if any row was rejected, else 0.
    """
    with working("reading"):
        reading = read_files(files)
    say_remarks(reading)
    accepted = f"{_count(len(reading.sources), 'source')}, {_count(reading.accepted, 'report')} accepted"
    skipped = f", {reading.skipped} given twice" if reading.skipped else ""
    say(f"{accepted}{skipped}, {reading.rejected_rows} rejected")
    return 1 if reading.rejected_rows else 0


def add_files(files: Sequence[Path], *, ledger: Path | None, editor: str, revise: bool, key: str | None) -> int:
    """Add the reports of files to the ledger, which is made if there is none.

    Returns
    -------
    int
        1 if any row was rejected, else 0.
    """
    from data.ledger import Ledger

    path = ledger_path(ledger)
    is_new = not path.exists()
    with Ledger.open(path, create=True) as book:
        with working("reading and placing"):
            reading = read_files(files, known_sources=book.sources()["id"], known_reports=book.reports()["id"])
            given = list(_rows(reading))
            placer = _Placer(_current(book, {str(row["id"]) for row in given}))
            rows = [placer.place(row) for row in given]
        sources = [source.cells() for source in reading.sources.values()]
        answer = book.add(sources=sources, reports=rows, places=placer.places(), editor=editor, revise=revise, key=key)
    say_remarks(reading)
    for identity, message in answer.rejected:
        say(f"rejected: {one_line(f'{identity}: {message}')}")
    for row in rows:
        if "place" in row and "place_ref" not in row:
            say(f"not placed: {one_line(str(row['id']))}: {one_line(str(row['place']))!r}; see: mustermap place")
    rejected = reading.rejected_rows + len(answer.rejected)
    reports = answer.only("report")
    revised = f"{len(reports.revised)} revised, " if reports.revised else ""
    skipped = reading.skipped + len(reports.skipped)
    made = "made, " if is_new else ""
    added = f"{made}{len(reports.added)} added, {revised}{skipped} skipped (already there), {rejected} rejected"
    say(f"ledger {path}: {added}")
    return 1 if rejected else 0


def verify_ledger(ledger: Path | None, *, as_json: bool) -> int:
    """Re-compute the ledger's chain and say whether it holds.

    Returns
    -------
    int
        1 if a link is broken, else 0.
    """
    from data.ledger import verify

    path = ledger_path(ledger)
    with working("verifying"):
        found = verify(path)
    if as_json:
        broken = (
            {"seq": found.broken.seq, "id": found.broken.id, "differs": found.broken.differs} if found.broken else None
        )
        write_json({"ledger": str(path), "revisions": found.revisions, "head": found.head, "broken": broken})
    elif found.broken:
        where = f"revision {found.broken.seq} ({one_line(found.broken.id)})"
        say(f"ledger {path}: broken at {where}: {one_line(found.broken.differs)}")
        say(f"{_count(found.revisions, 'revision')} before it hold; restore the file from a backup")
    else:
        say(f"ledger {path}: {_count(found.revisions, 'revision')}, every link holds; head {found.head}")
    return 1 if found.broken else 0


def _current(book: Ledger, ids: Collection[str]) -> dict[str, Cells]:
    """Read what the ledger says now in the reports of these ids; a blank is left out."""
    columns = book.reports()
    rows = (number for number, identity in enumerate(columns["id"]) if identity in ids)
    return {columns["id"][row]: _present({name: column[row] for name, column in columns.items()}) for row in rows}


def _present(row: Mapping[str, Cell | None]) -> Cells:
    """Leave out what is blank: no text, no number, and the flag of a bound that is absent."""
    kept = {name: cell for name, cell in row.items() if cell is not None and cell != "" and cell == cell}
    return {
        name: cell
        for name, cell in kept.items()
        if name.removesuffix("_included") == name or name.removesuffix("_included") in kept
    }


def _rows(reading: Reading) -> Iterator[Cells]:
    """Give the reports of a reading one by one."""
    yield from (report.cells() for report in reading.reports.values())
    for table in reading.tables:
        names = [str(name) for name in table if not str(name).startswith("_")]
        columns = [table[name].tolist() for name in names]
        yield from (_present(dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True))


class _Placer:
    """Finds the place of each report once, and gathers what the ledger is to keep of it."""

    def __init__(self, known: Mapping[str, Cells]) -> None:
        self._known = known
        self._found: dict[tuple[str, ...], Placed] = {}

    def place(self, row: Cells) -> Cells:
        """Give the row with its place and origin resolved; what the ledger resolved before stays."""
        before = self._known.get(str(row["id"]), {})
        placed = dict(row)
        for wording, ref, *others in (("place", "place_ref", "place_country", "geometry"), ("origin", "origin_ref")):
            if ref in row:
                continue
            if ref in before and all(row.get(name) == before.get(name) for name in (wording, *others)):
                placed[ref] = before[ref]
                continue
            found = self._find(*(str(row.get(name, "")) for name in (wording, *others)))
            if found.ref:
                placed[ref] = found.ref
        return placed

    def _find(self, wording: str, country: str = "", geometry: str = "") -> Placed:
        from layers.placing import place_report

        asked = (wording, country, geometry)
        if asked not in self._found:
            self._found[asked] = place_report(wording=wording, country=country, geometry=geometry)
        return self._found[asked]

    def places(self) -> list[dict[str, str | float | bytes]]:
        """Give the places that were found, as the ledger keeps them."""
        import geo

        version = "; ".join(f"{part.name} {part.version}" for part in geo.gazetteer_parts())
        return [placed.cells(version) for placed in self._found.values() if placed.ref]


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
