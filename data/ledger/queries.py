"""Finding the reports, sources or places that say something particular, without reading all the others."""

# ruff: noqa: S608 - the names put into these statements are the ledger's own

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeAlias

from mustermap.data.ledger.cell_checks import WrongCell, check_texts, described
from mustermap.data.ledger.content import GEOMETRY
from mustermap.data.ledger.projection import (
    PROJECTIONS,
    Columns,
    absent_columns,
    cell_expression,
    check_columns,
    column_name,
    with_flags,
)
from mustermap.errors import LedgerError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping, Sequence

    from mustermap.data.ledger.content import Cell, What

Wanted: TypeAlias = "Mapping[str, Collection[Cell | None]]"
"""The values that fit in each column; None is blank."""

SHOWN_REF: Final = "shown_ref"
"""A column of reports besides those of the data dictionary: the ref of the place that the report is shown at."""


def find(connection: sqlite3.Connection, what: What, alternatives: Sequence[Wanted]) -> Columns:
    """Return the newest revisions that fit one of the alternatives, in the order in which each id first came.

    Returns
    -------
    dict of str to list
        As `projection.current`; of places without the geometry.
    """
    shown = PROJECTIONS[what]
    where, known = _where(what, alternatives)
    absent = absent_columns(connection, what)
    names = [name for name in shown.columns if (what == "report" or name != GEOMETRY) and name not in absent]
    selected = ", ".join(["now.seq", *(cell_expression(what, name) for name in names)])
    sql = f"SELECT {selected} FROM {shown.table} AS now WHERE {where} ORDER BY now.first_seq"
    rows = connection.execute(sql, known).fetchall()
    seqs, *lists = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in ("seq", *names)]
    columns = dict(zip(names, lists, strict=True))
    check_columns(what, columns, seqs)
    return with_flags(columns | {name: [""] * len(seqs) for name in absent})


def known(connection: sqlite3.Connection, what: What, ids: Collection[str]) -> set[str]:
    """Return which of the ids there are, without reading their cells."""
    shown = PROJECTIONS[what]
    sql = f"SELECT DISTINCT {shown.key} FROM {shown.table} WHERE {shown.key} IN (SELECT value FROM json_each(?))"
    return {str(one) for (one,) in connection.execute(sql, (json.dumps(list(ids)),))}


def values(connection: sqlite3.Connection, what: What, name: str, alternatives: Sequence[Wanted]) -> dict[str, int]:
    """Count the texts that are in a column now, the most frequent first; blanks are left out.

    Where alternatives are given, only those of the rows that fit one of them.
    """
    column = _column(what, name)
    where, known = _where(what, alternatives or [{}])
    rows = connection.execute(
        f"SELECT {column}, count(*) FROM {PROJECTIONS[what].table} AS now WHERE {column} IS NOT NULL AND {where} "
        f"GROUP BY {column} ORDER BY count(*) DESC, {column}",
        known,
    )
    counted = rows.fetchall()
    if wrong := next((text for text, _ in counted if isinstance(text, bytes)), None):
        raise WrongCell(f"{PROJECTIONS[what].table}: {name} holds {described(wrong)}, and should hold text")
    return {str(text): int(count) for text, count in counted}


def combinations(
    connection: sqlite3.Connection, names: Sequence[str], alternatives: Sequence[Wanted], *, without: Collection[str]
) -> list[tuple[str, ...]]:
    """Return the texts that occur together in columns of reports now, each combination once, in the order of coming.

    Only those of the rows that fit one of the alternatives and have none of the ids.
    """
    where, known = _where("report", alternatives)
    columns = ", ".join(cell_expression("report", name) for name in names)
    rows = connection.execute(
        f"SELECT {columns} FROM {PROJECTIONS['report'].table} AS now WHERE {where} "
        f"AND {_column('report', 'id')} NOT IN (SELECT value FROM json_each(?)) "
        f"GROUP BY {columns} ORDER BY min(now.first_seq)",
        [*known, json.dumps(list(without))],
    )
    found = rows.fetchall()
    for row in found:
        check_texts("report_revisions", names, row)
    return found


def _where(what: What, alternatives: Sequence[Wanted]) -> tuple[str, list[str]]:
    """Return the condition that a row fits an alternative and is the newest of its id, and its parameters."""
    conditions, known = [], []
    for wanted in alternatives:
        terms = ["1"]
        for name, allowed in wanted.items():
            column = _column(what, name)
            cells = [cell for cell in allowed if cell is not None and cell != ""]
            blank = f"{column} IS NULL OR " if len(cells) < len(allowed) else ""
            terms.append(f"({blank}{column} IN (SELECT value FROM json_each(?)))")
            known.append(json.dumps(cells))
        conditions.append(f"({' AND '.join(terms)})")
    return f"({' OR '.join(conditions) or '0'}) AND {_NEWEST.format(PROJECTIONS[what].table)}", known


_NEWEST: Final = "NOT EXISTS (SELECT 1 FROM {0} AS later WHERE later.first_seq = now.first_seq AND later.seq > now.seq)"


def _column(what: What, name: str) -> str:
    extra = (SHOWN_REF,) if what == "report" else ()
    if name not in (*PROJECTIONS[what].columns, *extra):
        raise LedgerError(f"{name!r} is no column of a {what}; take the names of the data dictionary")
    return f'now."{column_name(what, name)}"'
