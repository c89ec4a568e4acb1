"""The import of somebody else's table into the ledger, on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap import geo
from mustermap.app.file_entry import refusals
from mustermap.app.imports import import_pipeline
from mustermap.app.imports.folded_claims import fold_lines, folds_among
from mustermap.app.imports.import_places import is_place, wordings_of
from mustermap.app.imports.import_texts import (
    import_cells,
    outcome_words,
    show_counts,
    show_first,
    show_places,
    show_remarks,
)
from mustermap.app.imports.similar_texts import similar_lines
from mustermap.app.ledger_file import ledger_path
from mustermap.app.places.place_decisions import UNPLACED, Decisions, read_option
from mustermap.app.terminal.terminal_output import bar, log, one_line, working, write_json, write_line
from mustermap.data.short_texts import echoed
from mustermap.data.tables.column_mapping import read_mapping
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from mustermap.app.commands.import_ import ImportRequest
    from mustermap.app.imports.folded_claims import Fold
    from mustermap.app.imports.import_places import Placing
    from mustermap.app.imports.similar_claims import Similar
    from mustermap.app.places.place_decisions import Decision
    from mustermap.data.tables.mapped_reports import Imported

    _Compared = tuple[Sequence[Fold], Sequence[Similar]]

INTERRUPTED = 130


def import_file(request: ImportRequest) -> int:
    """Import one table.

    Returns
    -------
    int
        1 if any row was rejected, 130 if it was interrupted, else 0.
    """
    mapping = read_mapping(
        request.mapping,
        columns=request.columns,
        constants=request.constants,
        decimal=request.decimal,
        dates=request.dates,
    )
    path = ledger_path(request.ledger)
    with working("reading"):
        imported = import_pipeline.read_table(request.file, mapping, ledger=path, layer=request.layer)
    known = import_pipeline.look_up(path, imported)
    is_new = not path.exists()
    decisions = Decisions(path)
    made = _decided(request.decide, imported, known.kept)
    if not request.is_dry:
        _take_over(decisions)
    decisions.decide(made, editor=request.editor, is_kept=not request.is_dry)
    with working("placing"):
        placing = import_pipeline.place(imported, decisions, known, mapping)
    if request.asks and placing.questions:
        _ask(request, placing, decisions, known.kept)
        imported.reading.tables[:] = placing.as_read
        placing = import_pipeline.place(imported, decisions, known, mapping)
    folds, similar = _compared(request, path, imported, placing)
    if request.is_dry and request.as_json:
        write_json(import_cells(imported, placing, path, folds, similar))
        return 1 if imported.reading.rejected_rows else 0
    if not request.as_json:
        show_counts(imported, request.file.name)
        show_remarks(imported.reading)
    for line in (*fold_lines(folds), *similar_lines(similar, imported.reading)):  # before anything is kept
        (log if request.as_json else write_line)(one_line(line))
    if request.is_dry:
        show_first(imported.reading, placing.names)
        show_places(placing)
        write_line(f"nothing was kept: a dry run; ledger {path}")
        return 1 if imported.reading.rejected_rows else 0
    code = _keep(request, path, imported, placing, (folds, similar), is_new=is_new)
    _take_over(decisions)  # where the ledger was made just now
    return code


def _compared(request: ImportRequest, path: Path, imported: Imported, placing: Placing) -> _Compared:
    """Return which claims of the file and of the ledger fold under which newer ones, and which may say others again."""
    if not imported.reading.accepted:
        return (), ()
    from mustermap.app.imports.joined_claims import join_claims
    from mustermap.app.imports.similar_claims import similar_claims

    with working("comparing with the ledger"):
        joined = join_claims(path, imported.reading, placing=placing, revise=request.revise)
        return (folds_among(joined), similar_claims(joined)) if joined else ((), ())


def _take_over(decisions: Decisions) -> None:
    """Move decisions of a former Mustermap into the ledger, and say so once."""
    if taken := decisions.take_over():
        log(taken)


def _decided(options: Sequence[str], imported: Imported, kept: Collection[str]) -> list[Decision]:
    """Read the ``--decide`` options; all are checked before any of them counts."""
    if not options:
        return []
    wordings = wordings_of(imported.reading)
    made = [read_option(text, wordings) for text in options]
    for one in made:
        if one.ref == UNPLACED:
            found = geo.resolve_column([one.wording], [one.country])[0].place
            if found is not None:
                got = f"{echoed(one.wording)} is found without a decision ({found.name})"
                raise WrongUse(f"--decide: {got}; give the ref of another place, or leave it")
        elif not is_place(one.ref, kept):
            raise WrongUse(
                f"--decide: {echoed(one.ref)} is no place of the gazetteer; look it up with: mustermap place"
            )
    return made


def _ask(request: ImportRequest, placing: Placing, decisions: Decisions, kept: Collection[str]) -> None:
    from mustermap.app.imports.place_prompts import ask_places

    for one in ask_places(placing.questions, kept=kept):
        decisions.decide([one], editor=request.editor, is_kept=not request.is_dry)


def _keep(
    request: ImportRequest, path: Path, imported: Imported, placing: Placing, compared: _Compared, *, is_new: bool
) -> int:
    """Write what was read; what is written before an interruption stays. Return the exit code."""
    from mustermap.app.imports.batches import Totals

    reading = imported.reading
    totals, interrupted = Totals(), False
    if reading.accepted:
        with bar(f"importing {request.file.name}") as progress:
            interrupted = import_pipeline.keep(
                path, request.file, imported, placing, editor=request.editor, revise=request.revise, progress=progress,
                totals=totals,
            )  # fmt: skip
    rejected = reading.rejected_rows + len(totals.refused)
    if request.as_json:
        write_json(import_cells(imported, placing, path, *compared, totals))
    else:
        for line in refusals(reading, totals.refused):
            write_line(line)
        if not interrupted:
            show_places(placing)
        made = "made, " if is_new and path.exists() else ""
        write_line(f"ledger {path}: {made}{outcome_words(totals)}, {rejected} rejected")
    if interrupted:
        log("stopped: what was added stays; the same command again goes on from there")
        return INTERRUPTED
    return 1 if rejected else 0
