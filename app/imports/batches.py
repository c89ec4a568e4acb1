"""Batches of an import, written to the ledger: an interruption loses nothing, and nothing is written twice."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mustermap.app.single_reports import table_rows
from mustermap.data.rules.rule import present

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    import pandas as pd

    from mustermap.app.imports.import_places import Placing
    from mustermap.data.files.reading import Reading
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cell, Cells

BATCH: Final = 2000
"""The number of reports that are written in one transaction."""

_REFS: Final = ("place_ref", "origin_ref")


@dataclass(slots=True)
class Totals:
    """Counts of what became of the reports.

    Attributes
    ----------
    added, there, revised, placed : int
        New; in the ledger already; revised as asked; given a place that was decided since.
    refused : list of tuple
        Ids, and why they were refused.
    """

    added: int = 0
    there: int = 0
    revised: int = 0
    placed: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def write_batches(
    ledger: Ledger,
    reading: Reading,
    placing: Placing,
    *,
    key: str,
    editor: str,
    revise: bool,
    progress: Callable[[int, int], None],
    totals: Totals,
) -> None:
    """Write reports with their sources and places.

    Parameters
    ----------
    ledger
        Open for writing.
    reading, placing
        What was read, and its places.
    key
        Names the file. With the number of a batch and a hash of its content, it is the idempotency key of the batch.
    editor, revise
        As for `Ledger.add`.
    progress
        Called with the number of reports that are done, and of all.
    totals
        Filled batch by batch, so that it holds what is done when the work is interrupted.
    """
    tables, made = reading.tables, reading.made_ids()
    waiting = {source.id: source.cells() for source in reading.sources.values()}
    kept = set(ledger.values("ref", what="place"))
    total = sum(len(table) for table in tables)
    done = 0
    for number, rows in enumerate(_batches(tables)):
        batch = _settle(ledger, rows, placing, totals)
        named = {str(row["source"]) for row in batch.new}
        given = _new_sources(ledger, [waiting.pop(one) for one in sorted(named & waiting.keys())], revise=revise)
        refs = {str(row[name]) for row in batch.new for name in _REFS if row.get(name)} - kept
        if batch.new:
            answer = ledger.add(
                sources=given,
                reports=batch.new,
                places=placing.cells(sorted(refs)),
                editor=editor,
                key=f"{key}-{number}-{_fingerprint([given, batch.new])}",
                revise=revise,
                based_on={("report", one): seq for one, seq in batch.based_on.items()},
                made=made,
            )
            kept |= refs
            reports = answer.only("report")
            totals.added += len(reports.added)
            totals.there += len(reports.skipped)
            totals.placed += len(batch.based_on.keys() & set(reports.revised))
            totals.revised += len(set(reports.revised) - batch.based_on.keys())
            totals.refused += answer.rejected
        done += len(rows)
        progress(done, total)


@dataclass(slots=True)
class _Batch:
    new: list[Cells] = field(default_factory=list)
    based_on: dict[str, int] = field(default_factory=dict)


def _batches(tables: Sequence[pd.DataFrame]) -> Iterator[list[Cells]]:
    for table in tables:
        for begin in range(0, len(table), BATCH):
            yield list(table_rows(table.iloc[begin : begin + BATCH]))


def _settle(ledger: Ledger, rows: Sequence[Cells], placing: Placing, totals: Totals) -> _Batch:
    """Separate new rows from those that the ledger has, now or in a revision before an editor changed it."""
    columns = ledger.find({"id": [str(row["id"]) for row in rows]})
    names = list(columns)
    standing = {
        str(one["id"]): present(one)
        for one in (dict(zip(names, cells, strict=True)) for cells in zip(*columns.values(), strict=True))
    }
    batch = _Batch()
    for row in rows:
        now = standing.get(str(row["id"]))
        if now is None:
            batch.new.append(row)
            continue
        settled = _with_kept_places(row, now, placing.decided)
        if settled == now:
            totals.there += 1
            continue
        past = ledger.history(str(row["id"]), what="report")
        if any(_read(revision.cells) == settled for revision in past):
            totals.there += 1
            continue
        if _without_refs(settled) == _without_refs(now):
            batch.based_on[str(row["id"])] = past[-1].seq
        batch.new.append(settled)
    return batch


def _with_kept_places(row: Cells, now: Cells, decided: Collection[str]) -> Cells:
    """Keep the place of an earlier import: a later gazetteer does not move it, a decision does."""
    kept = dict(row)
    for wording, ref in (("place", "place_ref"), ("origin", "origin_ref")):
        is_same = all(row.get(name) == now.get(name) for name in (wording, "place_country", "geometry"))
        if ref in now and is_same and row.get(ref) not in decided:
            kept[ref] = now[ref]
    return kept


def _read(cells: Mapping[str, Cell]) -> Cells:
    """Return the cells of a revision as the ledger reads them, with the meaning of blanks."""
    return {"kind": "claim", "quantity": "personnel", "state": "accepted", **present(cells)}


def _without_refs(cells: Cells) -> Cells:
    return {name: cell for name, cell in cells.items() if name not in _REFS}


def _new_sources(ledger: Ledger, sources: Sequence[Cells], *, revise: bool) -> list[Cells]:
    """Leave out the sources that the ledger has with these cells, or had before an editor changed them."""
    if revise or not sources:
        return list(sources)
    new = []
    for source in sources:
        past = ledger.history(str(source["id"]), what="source")
        if not any(present(revision.cells) == source for revision in past):
            new.append(source)
    return new


def _fingerprint(said: object) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]
