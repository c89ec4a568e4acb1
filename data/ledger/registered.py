"""The register of claimants that a ledger keeps, as revisions of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mustermap.data.claimant_register import Claimant, read_claimant, register_problems
from mustermap.data.ledger import submission
from mustermap.data.ledger.cell_checks import WrongCell
from mustermap.data.ledger.connection import as_ledger_errors, writing
from mustermap.data.ledger.content import Draft
from mustermap.data.ledger.outcome import Outcome
from mustermap.data.ledger.projection import PROJECTIONS, current
from mustermap.data.name_keys import name_key
from mustermap.errors import InvalidField, LedgerError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

    from mustermap.data.ledger.connection import Opened
    from mustermap.data.ledger.content import Cells, PlaceCells, What
    from mustermap.data.ledger.outcome import Added


class Register:
    """The register of claimants of an open ledger; `Ledger.register` returns it.

    A claimant's id in the ledger is what all spellings of the name share, by which `Ledger.history` finds it.
    """

    def __init__(self, opened: Opened, path: Path) -> None:
        self._opened = opened
        self._path = path

    def claimants(self) -> list[Claimant]:
        """Return the claimants as they are now, in the order in which they first came.

        A ledger of an older version that could not be brought to the newest has none.
        """
        with as_ledger_errors(self._path):
            if self._opened.checked.version < PROJECTIONS["claimant"].since:
                return []
            return _current(self._opened.connection)

    def add(
        self, claimants: Iterable[Cells], *, editor: str = "", key: str | None = None, revise: bool = False
    ) -> Added:
        """Add claimants, all of them at once; what is rejected does not cost the others.

        Parameters
        ----------
        claimants
            The fields of the data dictionary. One of whom a wording is another's, or who would speak for themselves by
            way of others, is rejected; one that is there with other content too, but for ``revise``.
        editor, key, revise
            As for `Ledger.add`.

        Raises
        ------
        LedgerError
            As by `Ledger.add`.
        """
        given: list[tuple[What, PlaceCells]] = [
            ("claimant", {**cells, "id": name_key(str(cells.get("name", "")))}) for cells in claimants
        ]
        try:
            prepared = submission.prepare(
                given,
                editor=editor,
                key=key,
                revise=revise,
                revise_places=False,
                based_on={},
            )
        except InvalidField as error:
            raise LedgerError(f"{self._path}: {error}; nothing was written") from error
        with writing(self._opened, self._path):
            fitting = _without_problems(self._opened.connection, prepared.drafts)
            return submission.submit(self._opened.connection, replace(prepared, drafts=fitting))


def _current(connection: sqlite3.Connection) -> list[Claimant]:
    columns = current(connection, "claimant")
    names = [name for name in columns if name != "id"]
    rows = zip(*(columns[name] for name in names), strict=True)
    try:
        return [Claimant.from_cells(dict(zip(names, row, strict=True))) for row in rows]
    except InvalidField as error:  # another program wrote it
        raise WrongCell(f"claimant_revisions: {error.field} {error}") from error


def _without_problems(
    connection: sqlite3.Connection, drafts: tuple[Draft | Outcome, ...]
) -> tuple[Draft | Outcome, ...]:
    """Reject what cannot be in the register beside what is there, and beside what was added before it."""
    register = {claimant.key: claimant for claimant in _current(connection)}
    settled: list[Draft | Outcome] = []
    for one in drafts:
        problem = ""
        if isinstance(one, Draft):
            cells, problems = read_claimant({name: str(cell) for name, cell in one.cells.items()})
            if not problems:
                added = Claimant.from_cells(cells)
                others = [claimant for claimant in register.values() if claimant.key != added.key]
                found = register_problems([*others, added])
                problems = [problem for claimant, problem in found if claimant is added]
            if problems:
                problem = f"{problems[0].field}: {problems[0]}"
            else:
                register[added.key] = added
        settled.append(Outcome("claimant", one.id, "rejected", problem) if problem else one)
    return tuple(settled)
