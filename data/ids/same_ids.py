"""Rows of one call that have the same id: given twice, or in conflict, or alike in all that an id is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.data.fields import REPORT_COLUMNS
from mustermap.data.files.reading import Remark, other_content, says_the_same
from mustermap.data.ids.column_ids import cells_of, former_report_ids
from mustermap.data.ids.content_ids import numbered
from mustermap.data.ids.made_ids import Made, ids_of
from mustermap.data.report_table import reports_table
from mustermap.data.rules.rule import present

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mustermap.data.files.reading import Reading
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.rule import Cells

_SAID: Final = [name for name in REPORT_COLUMNS if name != "id"]
_OWN: Final = -1
"""Stands for the number of a table in the rows of reports that were read one by one."""


def settle_ids(reading: Reading, kept: Ledger | None) -> None:
    """Leave out rows that came before, and set the ids of rows that have none.

    Parameters
    ----------
    reading
        With tables. Of rows that say the same under one id the first counts, reports read one by one before tables.
        A row whose id somebody wrote, and that was given before with other content, is rejected. Of rows without
        an id that differ only in what an id leaves out, the first has the bare id; the others are numbered and named.
    kept
        The ledger that they may be in, under these ids or former ones.
    """
    if not _has_anything_to_settle(reading, kept):
        return
    every = _rows(reading)
    groups = every["_base"].duplicated(keep=False).to_numpy()
    again = np.zeros(len(every), dtype=bool)
    if groups.any():
        shared = np.flatnonzero(groups)
        says, _ = combine([every[name].iloc[shared] for name in ["_base", *_SAID]])
        again[shared] = pd.Series(says).duplicated().to_numpy()
        reading.skipped += int(again.sum())
        again |= _refused(reading, every, groups & ~again)
    every = every[~again].reset_index(drop=True)
    _name(reading, every, kept)
    for number in range(len(reading.tables)):
        mine = every[every["_part"] == number]
        reading.tables[number] = mine.drop(columns=["_part", "_base"]).reset_index(drop=True)


def _has_anything_to_settle(reading: Reading, kept: Ledger | None) -> bool:
    own = pd.Series([reading.made.get(one, one) for one in reading.reports], dtype="str")
    if pd.concat([own, *(table["id"] for table in reading.tables)]).duplicated().any():
        return True
    return kept is not None and any(table["_made"].any() for table in reading.tables)


def _rows(reading: Reading) -> pd.DataFrame:
    """Put all reports below one another; ``_base`` is the id that was made of what one says, or its own."""
    own = reports_table(list(reading.reports.values())).assign(_file="", _row=0, _part=_OWN)
    made = own["id"].map(reading.made)
    own = own.assign(_made=made.notna(), _base=made.fillna(own["id"]))
    tables = [table.assign(_part=number, _base=table["id"]) for number, table in enumerate(reading.tables)]
    return pd.concat([part for part in (own, *tables) if len(part)] or [own], ignore_index=True)


def _refused(reading: Reading, every: pd.DataFrame, shared: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Reject the rows whose id somebody wrote and that was given before with other content."""
    refused = np.zeros(len(every), dtype=bool)
    later = shared & every["_base"].where(shared, None).duplicated().to_numpy()
    positions = np.flatnonzero(later & ~every["_made"].to_numpy(dtype=bool) & (every["_part"] != _OWN).to_numpy())
    said = _cells(every, [*positions.tolist(), *_firsts(every, positions)])
    places = _places(reading, every, positions)
    for at, (cells, first) in enumerate(zip(said, said[len(positions) :], strict=False)):
        message = other_content(str(cells["id"]), first, cells)
        reading.reject([Remark(*places[at], "id", message)])
        refused[positions[at]] = True
    return refused


def _firsts(every: pd.DataFrame, positions: NDArray[np.int64]) -> list[int]:
    """Find the first row of the same id for each of some rows."""
    first: dict[str, int] = {}
    bases = every["_base"].tolist()
    for position, base in enumerate(bases):
        first.setdefault(base, position)
    return [first[bases[position]] for position in positions]


def _name(reading: Reading, every: pd.DataFrame, kept: Ledger | None) -> None:
    """Set numbers for rows without an id that share one, and use the ids under which the ledger has them."""
    is_made = every["_made"].to_numpy(dtype=bool) & (every["_part"] != _OWN).to_numpy()
    asked = np.flatnonzero(is_made & every["_base"].duplicated(keep=False).to_numpy())
    positions = asked if kept is None else np.flatnonzero(is_made)
    bases = every["_base"].iloc[positions].tolist()
    formers = former_report_ids(cells_of(every), positions) if len(positions) else []
    if kept is not None:
        seconds = [numbered(base, 2) for base in bases]
        there = kept.known({*bases, *seconds, *formers})
        shared = set(asked.tolist())
        chosen = [
            at
            for at, position in enumerate(positions.tolist())
            if position in shared or seconds[at] in there or (formers[at] in there and bases[at] not in there)
        ]
        positions = positions[chosen]
        bases, formers = [bases[at] for at in chosen], [formers[at] for at in chosen]
    if not len(positions):
        return
    firsts = _firsts(every, positions)
    said = _cells(every, [*positions.tolist(), *firsts])
    made = [Made(*one) for one in zip(bases, formers, said[: len(positions)], strict=True)]
    others = np.setdiff1d(np.arange(len(every)), positions)
    found = ids_of(made, kept, taken=set(every["id"].iloc[others]))
    first_places = {first: _place(reading, every, first) for first in set(firsts)}
    places = _places(reading, every, positions)
    for at, (position, first) in enumerate(zip(positions.tolist(), firsts, strict=True)):
        if first != position:
            message = says_the_same(first_places[first], said[len(positions) + at], said[at])
            reading.notices.append(Remark(*places[at], "", message))
    ids = every["id"].to_numpy(dtype=object, copy=True)
    ids[positions] = found
    every["id"] = pd.Series(ids, index=every.index, dtype=every["id"].dtype)


def _place(reading: Reading, every: pd.DataFrame, position: int) -> str:
    if every["_part"].iloc[position] == _OWN:
        return " ".join(reading.places_in_files[str(every["id"].iloc[position])])
    return " ".join(_places(reading, every, np.array([position]))[0])


def _places(reading: Reading, every: pd.DataFrame, positions: NDArray[np.int64]) -> list[tuple[str, str]]:
    """Return the file and the row number of some rows, as text."""
    files, rows = every["_file"].iloc[positions].tolist(), every["_row"].iloc[positions].tolist()
    return [(file, reading.row_name(file, row)) for file, row in zip(files, rows, strict=True)]


def _cells(every: pd.DataFrame, positions: list[int]) -> list[Cells]:
    """Return the cells of some rows, without blanks."""
    columns = [every[name].iloc[positions].tolist() for name in REPORT_COLUMNS]
    return [present(dict(zip(REPORT_COLUMNS, row, strict=True))) for row in zip(*columns, strict=True)]
