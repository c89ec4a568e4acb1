"""From columns to single reports, for the ledger, which takes them one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from data.rules import Cell, Cells


def present(row: Mapping[str, Cell | None]) -> Cells:
    """Leave out of a row what is blank: no text, no number, and the flag of a bound that is absent."""
    kept = {name: cell for name, cell in row.items() if cell is not None and cell != "" and cell == cell}
    return {
        name: cell
        for name, cell in kept.items()
        if name.removesuffix("_included") == name or name.removesuffix("_included") in kept
    }


def table_rows(table: pd.DataFrame) -> Iterator[Cells]:
    """Give the reports of a table one by one; columns whose names begin with ``_`` are left out."""
    names = [str(name) for name in table if not str(name).startswith("_")]
    columns = [table[name].tolist() for name in names]
    yield from (present(dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True))
