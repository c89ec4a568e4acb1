"""The steps of an import, for the terminal and the web app: read, look up, place, keep. Nothing here prints."""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING

from mustermap.app.imports.import_places import place_tables
from mustermap.app.ledger_file import is_ledger_made
from mustermap.app.places.known_places import KnownPlaces, known_places
from mustermap.data.fields import REFERENCES
from mustermap.data.files.reading import Reading
from mustermap.data.files.report_files import check_references
from mustermap.data.ledger import Ledger
from mustermap.data.tables.foreign_files import LIMITS, read_foreign
from mustermap.data.tables.mapped_reports import import_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mustermap.app.imports.batches import Totals
    from mustermap.app.imports.import_places import Placing
    from mustermap.app.places.place_decisions import Decisions
    from mustermap.data.tables.column_mapping import ColumnMapping
    from mustermap.data.tables.foreign_files import Limits
    from mustermap.data.tables.mapped_reports import Imported


def read_table(
    file: Path, mapping: ColumnMapping | None, *, ledger: Path, layer: str = "", limits: Limits = LIMITS
) -> Imported:
    """Read a file and make reports of its columns.

    Parameters
    ----------
    file, mapping
        The table, and which of its columns is which field; None: the columns have the names of fields.
    ledger
        The ledger, whose sources the rows can name.
    layer
        The sheet or the layer; blank: the mapping's.
    limits
        Limits of time and memory for opening the file.

    Raises
    ------
    UnreadableFile
        If it cannot be read within the limits.
    UnreadableMapping
        If the mapping does not fit the file.
    """
    reading = Reading()
    raw = read_foreign(file, reading, layer=layer or (mapping.layer if mapping else ""), limits=limits)
    with beside_ledger(reading, ledger, mapping):
        return import_columns(file.name, raw, mapping, reading)


@contextlib.contextmanager
def beside_ledger(reading: Reading, path: Path, mapping: ColumnMapping | None) -> Iterator[None]:
    """Let a reading look sources up in the ledger, where rows can name them and there is one."""
    named = mapping is None or mapping.is_named or "source" in {*mapping.columns, *mapping.constants}
    if not named or not is_ledger_made(path):
        yield
        return
    with Ledger.open(path) as opened:
        reading.kept = opened
        try:
            yield
        finally:
            reading.kept = None


def look_up(path: Path, imported: Imported) -> KnownPlaces:
    """Check the references of reports to the file and the ledger; return the known places of the ledger."""
    reading = imported.reading
    if not is_ledger_made(path):
        check_references(reading, known_sources=(), known_reports=())
        return KnownPlaces()
    sources, reports = _named(reading)
    with Ledger.open(path) as opened:
        known_sources = opened.find({"id": sorted(sources)}, what="source")["id"] if sources else []
        known_reports = opened.find({"id": sorted(reports)})["id"] if reports else []
        known = known_places(opened, _sources(reading), without=_ids(reading))
        check_references(reading, known_sources=known_sources, known_reports=known_reports, kept=opened)
    return known


def place(imported: Imported, decisions: Decisions, known: KnownPlaces, mapping: ColumnMapping | None) -> Placing:
    """Resolve the places of what was read."""
    is_country = mapping is not None and mapping.place_is == "country"
    return place_tables(imported.reading, decisions, known=known, is_country=is_country)


def keep(
    path: Path,
    file: Path,
    imported: Imported,
    placing: Placing,
    *,
    editor: str,
    revise: bool,
    progress: Callable[[int, int], None],
    totals: Totals,
) -> bool:
    """Write what was read into the ledger, batch by batch; return whether that was interrupted.

    What was written by then stays, and the same import again continues from there.

    Parameters
    ----------
    path
        The ledger; it is made if it does not exist.
    file
        The file that was read; a hash of its content is part of the keys of the batches.
    imported, placing
        What was read, and its places.
    editor, revise
        As for `Ledger.add`.
    progress, totals
        As for `write_batches`.
    """
    from mustermap.app.imports.batches import write_batches

    reading = imported.reading
    with Ledger.open(path, create=True) as opened:
        try:
            write_batches(
                opened,
                reading,
                placing,
                key=f"import-{_file_hash(file)}",
                editor=editor,
                revise=revise,
                progress=progress,
                totals=totals,
            )
        except KeyboardInterrupt:
            return True
    return False


def _sources(reading: Reading) -> set[str]:
    return {str(one) for table in reading.tables for one in table["source"].unique()}


def _ids(reading: Reading) -> set[str]:
    return {str(one) for table in reading.tables for one in table["id"]}


def _named(reading: Reading) -> tuple[set[str], set[str]]:
    """Return the ids of sources and reports that rows refer to and that the file itself does not hold."""
    sources: set[str] = set()
    reports: set[str] = set()
    for table in reading.tables:
        sources |= set(table["source"].unique()) - reading.sources.keys()
        for name in REFERENCES:
            reports |= {one for text in table[name].unique() for one in str(text).split(";") if one}
    return sources, reports


def _file_hash(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()[:32]
