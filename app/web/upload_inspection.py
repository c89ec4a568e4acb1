"""The inspection of a file that was sent, in the process that opens it: its columns, a dry run, its import."""

from __future__ import annotations

import contextlib
import io
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mustermap.app.file_entry import refusals
from mustermap.app.imports import import_pipeline
from mustermap.app.imports.folded_claims import fold_lines, folds_among
from mustermap.app.imports.import_texts import (
    FIRST_COLUMNS,
    candidates,
    corrected,
    count_lines,
    first_rows,
    kinds,
    outcome_words,
)
from mustermap.app.imports.joined_claims import join_claims
from mustermap.app.imports.similar_claims import similar_claims
from mustermap.app.imports.similar_texts import similar_lines
from mustermap.app.places.place_decisions import Decision, Decisions
from mustermap.app.terminal.terminal_output import count
from mustermap.data.files.reading import Reading
from mustermap.data.tables.column_mapping import FIELDS, read_mapping
from mustermap.data.tables.foreign_files import Limits, read_foreign
from mustermap.data.tables.mapped_reports import import_columns
from mustermap.errors import IncompleteMapping, UnreadableFile, UnreadableMapping

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mustermap.app.imports.folded_claims import Fold
    from mustermap.app.imports.import_places import Placing, Question
    from mustermap.app.imports.joined_claims import Joined
    from mustermap.data.files.raw_columns import RawColumns
    from mustermap.data.tables.mapped_reports import Imported

REPORT_FILES: Final = (".toml",)
"""Report files, which hold sources and reports instead of columns."""
MOST_KINDS: Final = 60
MOST_QUESTIONS: Final = 40
_MOST_COLUMNS: Final = 200
_MOST_FOLDS: Final = 1000
_SAMPLES: Final = 3
_SAMPLED_ROWS: Final = 500
_SHOWN: Final = 60
_LONGEST: Final = 600
_LONGEST_NAME: Final = 200

Answer = dict[str, Any]


def answer(asked: Mapping[str, Any], *, limits: Limits) -> Answer:
    """Inspect a file, try its import, or import it.

    Parameters
    ----------
    asked
        ``work``: look, dry or import; ``file``, ``ledger``, ``editor``, ``key``, ``mapping`` (TOML, or blank) and
        ``decided`` (place wording, country, ref).
    limits
        Limits of time and memory for opening it.

    Returns
    -------
    dict
        ``problem``: why it cannot be imported, blank otherwise; the rest as far as it is known.
    """
    file, ledger = Path(asked["file"]), Path(asked["ledger"])
    if file.suffix in REPORT_FILES:
        return _report_file(asked, file, ledger)
    reading = Reading()
    mapping_text, is_first = str(asked["mapping"]), asked["work"] == "look"
    said: Answer = {"problem": "", "columns": [], "rows": 0}
    try:
        mapping = read_mapping(text=mapping_text)
        raw = read_foreign(file, reading, layer=mapping.layer if mapping else "", limits=limits)
        said |= {
            "columns": _columns(raw),
            "rows": len(raw.rows),
            "notices": [_cut(str(one)) for one in reading.notices[:9]],
        }
        if is_first and not _is_named_as_fields(raw):
            return said
        with import_pipeline.beside_ledger(reading, ledger, mapping):
            imported = import_columns(file.name, raw, mapping, reading)
    except IncompleteMapping as error:
        return said | {"problem": f"{error.lacks}; choose its column, or say below what it is in all rows"}
    except UnreadableMapping as error:
        return said | {"problem": str(error)}
    except UnreadableFile as error:
        if not said["columns"]:
            raise
        return said | {"problem": str(error)}
    known = import_pipeline.look_up(ledger, imported)
    decisions = Decisions(ledger)
    made = [Decision(wording, country, ref) for wording, country, ref in asked["decided"]]
    decisions.decide(made, editor=str(asked["editor"]), is_kept=asked["work"] == "import")
    placing = import_pipeline.place(imported, decisions, known, mapping)
    said |= _found(imported, placing, file.name)
    said |= _compared(join_claims(ledger, imported.reading, placing=placing), imported.reading)  # before all is kept
    if asked["work"] == "import":
        said |= _kept(asked, imported, placing)
        if taken := decisions.take_over():
            said["notices"] = [_cut(taken), *said["notices"]]
    return said


def _kept(asked: Mapping[str, Any], imported: Imported, placing: Placing) -> Answer:
    """Write what was read into the ledger; return what became of it."""
    from mustermap.app.imports.batches import Totals

    totals = Totals()
    was_interrupted = bool(imported.reading.accepted) and import_pipeline.keep(
        Path(asked["ledger"]), Path(asked["file"]), imported, placing, editor=str(asked["editor"]), revise=False,
        progress=lambda *_: None, totals=totals,
    )  # fmt: skip
    lines = refusals(imported.reading, totals.refused[:MOST_KINDS])
    return {
        "outcome": outcome_words(totals),
        "was_interrupted": was_interrupted,
        "refused": [_cut(line.removeprefix("rejected: ")) for line in lines],
        "refused_count": len(totals.refused),
    }


def _report_file(asked: Mapping[str, Any], file: Path, ledger: Path) -> Answer:
    """Check a TOML file of sources and reports, or add it; the lines are those of ``mustermap check`` and ``add``."""
    from mustermap.app.file_entry import add_files, read_and_report

    lines = io.StringIO()
    accepted = 1
    said: Answer = {}
    with contextlib.redirect_stdout(lines):
        if asked["work"] == "import":
            add_files([file], ledger=ledger, editor=str(asked["editor"]), revise=False, key=str(asked["key"]))
        else:
            reading = read_and_report([file], ledger=ledger if ledger.exists() else None)
            accepted = reading.accepted + len(reading.sources)
            said |= _compared(join_claims(ledger, reading), reading)
    all_lines = lines.getvalue().splitlines()
    said |= {"lines": [_cut(line) for line in all_lines[:400]], "is_cut": len(all_lines) > 400}
    said |= {"problem": "" if accepted else "Nothing in it was accepted.", "accepted": accepted}
    return said | ({"outcome": all_lines[-1] if all_lines else ""} if asked["work"] == "import" else {})


def _compared(joined: Joined | None, reading: Reading) -> Answer:
    """Return which claims fold under newer ones, and which may say others again, replace or deny them."""
    if joined is None:
        return {"folds": _folds(()), "similar": []}
    lines = similar_lines(similar_claims(joined), reading)
    return {"folds": _folds(folds_among(joined)), "similar": [_cut(line.removeprefix("note: ")) for line in lines]}


def _folds(folds: Sequence[Fold]) -> Answer:
    """Return how many claims fold under newer ones, and a line for each newer one."""
    head, *lines = fold_lines(folds, most=_MOST_FOLDS) if folds else [""]
    return {"head": head, "lines": [_cut(line.strip()) for line in lines]}


def _is_named_as_fields(raw: RawColumns) -> bool:
    """Check whether the columns have the names of fields, with at least a claimant and a source."""
    names = set(raw.texts) & set(FIELDS)
    return "claimant" in names and any(name == "source" or name.startswith("source_") for name in names)


def _columns(raw: RawColumns) -> list[Answer]:
    """Return each column with its first distinct texts."""
    shown = []
    named = ((name, texts) for name, texts in raw.texts.items() if len(name) <= _LONGEST_NAME)
    for name, texts in islice(named, _MOST_COLUMNS):
        distinct = dict.fromkeys(text.strip() for text in texts.slice(0, _SAMPLED_ROWS).to_pylist())
        samples = [one[:_SHOWN] for one in islice((text for text in distinct if text), _SAMPLES)]
        shown.append({"name": name, "samples": samples})
    return shown


def _found(imported: Imported, placing: Placing, name: str) -> Answer:
    questions = placing.questions
    reading = imported.reading
    told: list[Answer] = []
    for title, remarks in (("rejected", reading.rejected), ("note", reading.notices)):
        told += [{"title": title, "example": _cut(str(example)), "times": times} for example, times in kinds(remarks)]
    return {
        "accepted": reading.accepted,
        "rejected": reading.rejected_rows,
        "counts": [_cut(line) for line in count_lines(imported, name)],
        "kinds": told[:MOST_KINDS],
        "more_kinds": max(0, len(told) - MOST_KINDS),
        "first": [[_cut(cell, _SHOWN * 2) for cell in row] for row in first_rows(reading, placing.names)],
        "first_columns": list(FIRST_COLUMNS),
        "corrected": [[_cut(one, _SHOWN) for one in pair] for pair in corrected(placing)],
        "more_corrected": len(placing.corrected) - len(corrected(placing)),
        "questions": [_question(one) for one in questions[:MOST_QUESTIONS]],
        "more_questions": max(0, len(questions) - MOST_QUESTIONS),
    }


def _question(one: Question) -> Answer:
    wording, country = one.asked
    return {
        "wording": wording, "country": country, "reports": count(one.reports, "report"), "reason": one.reason,
        "advice": one.advice, "candidates": [list(each) for each in candidates(one)],
    }  # fmt: skip


def _cut(text: str, most: int = _LONGEST) -> str:
    return text if len(text) <= most else text[:most] + " …"
