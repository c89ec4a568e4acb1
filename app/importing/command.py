"""``mustermap import``: somebody else's table into the ledger."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import WrongUse
from app.importing.decisions import UNPLACED, Decisions, read_option
from app.importing.placing import is_place, place_tables, wordings_of
from app.importing.showing import show_counts, show_first, show_questions, show_remarks
from app.loading import ledger_path
from app.output import bar, count, one_line, say, tell, working
from data.files import check_references
from data.importing.applying import import_columns
from data.importing.foreign import read_foreign
from data.importing.mapping import read_mapping
from data.ledger import Ledger
from data.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from app.importing.batches import Totals
    from app.importing.decisions import Decision
    from app.importing.placing import Placing
    from data.importing.applying import Imported
    from data.importing.mapping import ColumnMapping

INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done with a file.

    Attributes
    ----------
    file : path
        The table.
    mapping : path or None
        The mapping file.
    columns, constants : tuple of str
        Of ``--map`` and ``--set``.
    layer : str
        Sheet or layer.
    decide : tuple of str
        Of ``--decide``.
    is_dry, asks, revise : bool
        Keep nothing; ask for places; revise reports of the same id and other content.
    editor : str
        Whose import it is.
    """

    file: Path
    mapping: Path | None = None
    columns: tuple[str, ...] = ()
    constants: tuple[str, ...] = ()
    layer: str = ""
    decide: tuple[str, ...] = ()
    is_dry: bool = False
    asks: bool = False
    revise: bool = False
    editor: str = ""


def import_file(wish: Wish, *, ledger: Path | None) -> int:
    """Import one file.

    Returns
    -------
    int
        1 if any row was rejected, 130 if it was interrupted, else 0.
    """
    mapping = read_mapping(wish.mapping, columns=wish.columns, constants=wish.constants)
    path = ledger_path(ledger)
    with working("reading"):
        imported = _read(wish, mapping)
    kept = _look_up(path, imported)
    decisions = Decisions.beside(path)
    made = _decided(wish.decide, imported, kept)
    decisions.decide(made, editor=wish.editor, is_kept=not wish.is_dry)
    is_country = mapping is not None and mapping.place_is == "country"
    with working("placing"):
        placing = place_tables(imported.reading, decisions, kept=kept, is_country=is_country)
    if wish.asks and placing.questions:
        _ask(wish, placing, decisions, kept)
        placing = place_tables(imported.reading, decisions, kept=kept, is_country=is_country)
    show_counts(imported, wish.file.name)
    show_remarks(imported.reading)
    if wish.is_dry:
        show_first(imported.reading)
        show_questions(placing.questions)
        say(f"nothing was kept: a dry run; ledger {path}")
        return 1 if imported.reading.rejected_rows else 0
    return _keep(wish, path, imported, placing)


def _read(wish: Wish, mapping: ColumnMapping | None) -> Imported:
    reading = Reading()
    layer = wish.layer or (mapping.layer if mapping else "")
    raw = read_foreign(wish.file, reading, layer=layer)
    return import_columns(wish.file.name, raw, mapping, reading)


def _look_up(path: Path, imported: Imported) -> frozenset[str]:
    """Check what reports refer to, in the file and in the ledger; give the places that the ledger has."""
    reading = imported.reading
    if not path.exists():
        check_references(reading, known_sources=(), known_reports=())
        return frozenset()
    sources, reports = _named(reading)
    with Ledger.open(path) as book:
        known_sources = book.find({"id": sorted(sources)}, what="source")["id"] if sources else []
        known_reports = book.find({"id": sorted(reports)})["id"] if reports else []
        kept = frozenset(book.values("ref", what="place"))
    check_references(reading, known_sources=known_sources, known_reports=known_reports)
    return kept


def _named(reading: Reading) -> tuple[set[str], set[str]]:
    """Gather the ids of sources and reports that rows refer to and that the file itself does not give."""
    sources: set[str] = set()
    reports: set[str] = set()
    for table in reading.tables:
        sources |= set(table["source"].unique()) - reading.sources.keys()
        for name in ("repeats", "updates", "disputes"):
            reports |= {one for text in table[name].unique() for one in str(text).split(";") if one}
    return sources, reports


def _decided(options: Sequence[str], imported: Imported, kept: Collection[str]) -> list[Decision]:
    """Read ``--decide``; all of it is checked before any of it counts."""
    from layers.placing import place_report

    if not options:
        return []
    wordings = wordings_of(imported.reading)
    made = [read_option(text, wordings) for text in options]
    for one in made:
        if one.ref == UNPLACED:
            found = place_report(wording=one.wording, country=one.country)
            if found.ref:
                got = f"{one.wording!r} is found without a decision ({found.name})"
                raise WrongUse(f"--decide: {got}; give the ref of another place, or leave it")
        elif not is_place(one.ref, kept):
            raise WrongUse(f"--decide: {one.ref!r} is no place of the gazetteer; look it up with: mustermap place")
    return made


def _ask(wish: Wish, placing: Placing, decisions: Decisions, kept: Collection[str]) -> None:
    from app.importing.asking import ask_places

    for one in ask_places(placing.questions, kept=kept):
        decisions.decide([one], editor=wish.editor, is_kept=not wish.is_dry)


def _keep(wish: Wish, path: Path, imported: Imported, placing: Placing) -> int:
    """Write what was read; what is written when somebody interrupts stays."""
    from app.importing.batches import Totals, write_batches

    reading = imported.reading
    totals, is_new, interrupted = Totals(), not path.exists(), False
    if reading.accepted:
        with Ledger.open(path, create=True) as book, bar(f"importing {wish.file.name}") as progress:
            try:
                write_batches(
                    book,
                    reading.tables,
                    list(reading.sources.values()),
                    placing,
                    key=f"import-{_file_hash(wish.file)}",
                    editor=wish.editor,
                    revise=wish.revise,
                    progress=progress,
                    totals=totals,
                )
            except KeyboardInterrupt:
                interrupted = True
    for identity, message in totals.refused:
        say(f"rejected: {one_line(f'{identity}: {message}')}")
    if not interrupted:
        show_questions(placing.questions)
    rejected = reading.rejected_rows + len(totals.refused)
    made = "made, " if is_new and path.exists() else ""
    say(f"ledger {path}: {made}{_outcome(totals)}, {rejected} rejected")
    if interrupted:
        tell("stopped: what was added stays; the same command again goes on from there")
        return INTERRUPTED
    return 1 if rejected else 0


def _outcome(totals: Totals) -> str:
    parts = [f"{totals.added} added"]
    parts += [f"{totals.revised} revised"] if totals.revised else []
    parts += [f"{count(totals.placed, 'report')} placed by a decision"] if totals.placed else []
    return ", ".join((*parts, f"{totals.there} skipped (already there)"))


def _file_hash(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()[:32]
