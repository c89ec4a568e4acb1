"""Single reports from a table of columns, for the ledger, which takes them one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.data.rules.rule import present

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from mustermap.data.rules.field_tables import Cells


def table_rows(table: pd.DataFrame) -> Iterator[Cells]:
    """Yield the reports of a table one by one, without blank cells and without columns whose names begin with ``_``."""
    names = [str(name) for name in table if not str(name).startswith("_")]
    columns = [table[name].tolist() for name in names]
    yield from (present(dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True))
