"""Ids that nobody wrote: reports that still share one are numbered, and what a ledger has already keeps its id."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mustermap.data.ids.content_ids import former_report_id, numbered, report_id
from mustermap.data.rules.rule import present

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from mustermap.data.files.reading import Reading
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.rule import Cells

_REFS: Final = ("place_ref", "origin_ref")
_MEANT: Final = {"kind": "claim", "quantity": "personnel", "state": "accepted"}
"""What a blank means."""


@dataclass(frozen=True, slots=True)
class Made:
    """A report whose id is made of what it says.

    Attributes
    ----------
    base : str
        That id.
    former : str
        The one that a report without an id was given up to version 0.1.0.
    cells : dict
        What it says; a blank is left out.
    """

    base: str
    former: str
    cells: Cells


def ids_of(made: Sequence[Made], kept: Ledger | None, *, taken: Collection[str] = ()) -> list[str]:
    """Return the id of each report.

    What the ledger has under the id, a number of it or the former id, with the same content now or in any earlier
    revision, is that report. Of those that share an id and are new, the first takes it, and the others are numbered.

    Parameters
    ----------
    made
        No two of the same id say the same.
    kept
        The ledger that they may be in.
    taken
        Ids that others have.
    """
    groups: dict[str, list[int]] = {}
    for position, one in enumerate(made):
        groups.setdefault(one.base, []).append(position)
    there = _there(made, groups, kept)
    said = _Said(kept, there)
    ids = [""] * len(made)
    used = set(taken)
    for base, positions in groups.items():
        under = _numbered_in(base, there)
        for position in positions:
            one = made[position]
            ids[position] = said.id_of(one, [each for each in (*under, one.former) if each not in used])
            used.add(ids[position])
        if len(positions) == 1 and not ids[positions[0]] and base not in used:
            # By itself it keeps the id under which the ledger has the claim, and is refused if it differs in the rest.
            one = made[positions[0]]
            ids[positions[0]] = base if base in there or not said.is_claim_of(one) else one.former
        number = 1
        for position in (position for position in positions if not ids[position]):
            while numbered(base, number) in used or numbered(base, number) in there:
                number += 1
            ids[position] = numbered(base, number)
            used.add(ids[position])
    return ids


def _there(made: Sequence[Made], groups: Mapping[str, Sequence[int]], kept: Ledger | None) -> set[str]:
    """Return which of the possible ids the ledger has."""
    if kept is None or not made:
        return set()
    most = {base: len(positions) + 1 for base, positions in groups.items()}
    asked = {numbered(base, number) for base, count in most.items() for number in range(1, count + 1)}
    there = kept.known({*asked, *(one.former for one in made)})
    while more := {base: 2 * count for base, count in most.items() if numbered(base, count) in there}:
        asked = {numbered(base, number) for base, count in more.items() for number in range(most[base] + 1, count + 1)}
        there |= kept.known(asked)
        most |= more
    return there


def _numbered_in(base: str, there: Collection[str]) -> list[str]:
    found = []
    number = 1
    while numbered(base, number) in there:
        found.append(numbered(base, number))
        number += 1
    return found


def was_said(kept: Ledger, cells: Cells) -> bool:
    """Check whether the ledger said this under its id at any time: what an editor changed since stays so."""
    revisions = kept.history(str(cells["id"]), what="report")
    return any(_is_same(cells, {**_MEANT, **present(one.cells)}) for one in revisions)


class _Said:
    """What the ledger says and said under ids, asked for as late as can be."""

    def __init__(self, kept: Ledger | None, there: Collection[str]) -> None:
        self._kept = kept
        self._now: dict[str, Cells] = {}
        self._past: dict[str, list[Cells]] = {}
        if kept is not None and there:
            columns = kept.find({"id": sorted(there)})
            names = list(columns)
            rows = (dict(zip(names, cells, strict=True)) for cells in zip(*columns.values(), strict=True))
            self._now = {str(row["id"]): present(row) for row in rows}

    def id_of(self, made: Made, ids: Iterable[str]) -> str:
        """Return the id under which the ledger says the same now, else at any time; "" if under none."""
        there = [one for one in ids if one in self._now]
        now = next((one for one in there if _is_same(made.cells, self._now[one])), "")
        return now or next((one for one in there if any(_is_same(made.cells, past) for past in self._history(one))), "")

    def is_claim_of(self, made: Made) -> bool:
        """Check whether the ledger has the claim under its former id, whatever its summary and quote are."""
        now = self._now.get(made.former)
        return now is not None and any(_is_same_claim(made.cells, one) for one in (now, *self._history(made.former)))

    def _history(self, identity: str) -> list[Cells]:
        if identity not in self._past and self._kept is not None:
            revisions = self._kept.history(identity, what="report")
            self._past[identity] = [{**_MEANT, **present(one.cells)} for one in revisions]
        return self._past.get(identity, [])


def _is_same(row: Cells, kept: Cells) -> bool:
    """Check whether a row says what the ledger has; a place that the row leaves open, the ledger has found."""
    names = (row.keys() | kept.keys()) - {"id"} - {name for name in _REFS if name not in row}
    return all(row.get(name) == kept.get(name) for name in names)


def _is_same_claim(row: Cells, kept: Cells) -> bool:
    given = {name: row[name] for name in _REFS if name in row}
    found = {name: cell for name, cell in kept.items() if name in given or name not in _REFS}
    return report_id(row) == report_id(found)


def settle_reports(reading: Reading, kept: Ledger | None) -> None:
    """Set the ids of reports that were read one by one to those under which the ledger has them already."""
    if kept is None or not reading.made:
        return
    made = {identity: reading.reports[identity] for identity in reading.made}
    asked = [
        Made(reading.made[identity], former_report_id(report.cells()), report.cells())
        for identity, report in made.items()
    ]
    found = ids_of(asked, kept, taken=reading.reports.keys() - made.keys())
    called = {before: after for before, after in zip(made, found, strict=True) if before != after}
    if called:
        bases = reading.made
        reading.made = {called.get(identity, identity): base for identity, base in bases.items()}
        places = reading.places_in_files.items()
        reading.places_in_files = {called.get(identity, identity): place for identity, place in places}
        reading.reports = {
            called.get(identity, identity): replace(report, id=called[identity]) if identity in called else report
            for identity, report in reading.reports.items()
        }
