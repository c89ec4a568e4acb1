"""What the process that opens somebody else's file hands back: its columns as text, and what is to be said of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from mustermap.data.files.raw_columns import RawColumns, WrongCell, checked_names, one_chunk, refuse_too_many
from mustermap.data.files.reading import Remark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from mustermap.data.files.reading import Reading
    from mustermap.data.tables.cell_texts import TextColumn


@dataclass(slots=True)
class Opened:
    """One table of a file.

    Attributes
    ----------
    columns : list of tuple
        Names and columns, in the order of the file; a name may be blank, or come twice.
    rows : sequence of int
        The number of each row in the file.
    row_word : str
        What a row is called in this kind of file.
    notices : list of str
        What is to be said of the file as a whole.
    rejected : list of tuple
        A row, blank for the file as a whole, and why it, or a part of the file, is left out.
    """

    columns: list[tuple[str, TextColumn]]
    rows: Sequence[int]
    row_word: str = "row"
    notices: list[str] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)

    def raw(self, file: str, reading: Reading) -> RawColumns:
        """Return the columns by their names in small letters; remarks are added to a reading.

        Raises
        ------
        UnreadableFile
            If it has too many columns, or two of one name.
        """
        named = [(name, column) for name, column in self.columns if name.strip()]
        names = checked_names((name for name, _ in named), file)
        reading.row_words[file] = self.row_word
        reading.notices += [Remark(file, "", "", notice) for notice in self.notices]
        for row, message in self.rejected:
            reading.reject([Remark(file, row, "", message)])
        columns = dict(zip(names, (column for _, column in named), strict=True))
        return RawColumns(
            {name: column.texts for name, column in columns.items()},
            np.asarray(self.rows, dtype=np.int64),
            any(column.is_foreign for column in columns.values()),
            numbers={name: column.numbers for name, column in columns.items() if column.numbers is not None},
            wrong=[WrongCell(at, name, why) for name, column in columns.items() for at, why in column.wrong],
        )

    def write(self, path: Path, file: str) -> None:
        """Write it as an Arrow file, for `read_opened`."""
        refuse_too_many(len(self.columns), file)
        arrays: dict[str, pa.Array] = {"rows": pa.array(self.rows, pa.int64())}
        told = []
        for number, (name, column) in enumerate(self.columns):
            arrays[f"texts {number}"] = column.texts
            if column.numbers is not None:
                arrays[f"numbers {number}"] = column.numbers
            told.append([name, column.is_foreign, column.wrong])
        said = {"columns": told, "row_word": self.row_word, "notices": self.notices, "rejected": self.rejected}
        table = pa.table(arrays).replace_schema_metadata({"said": json.dumps(said)})
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)


def read_opened(path: Path) -> Opened:
    """Read what `Opened.write` wrote."""
    from mustermap.data.tables.cell_texts import TextColumn

    with pa.OSFile(str(path), "rb") as source:
        table = pa.ipc.open_file(source).read_all()
    said: Mapping[str, Any] = json.loads(table.schema.metadata[b"said"])
    there = set(table.column_names)
    columns = []
    for number, (name, is_foreign, wrong) in enumerate(said["columns"]):
        numbers = one_chunk(table[f"numbers {number}"]) if f"numbers {number}" in there else None
        column = TextColumn(one_chunk(table[f"texts {number}"]), numbers, [tuple(one) for one in wrong], is_foreign)
        columns.append((name, column))
    return Opened(
        columns,
        one_chunk(table["rows"]).to_numpy(),
        str(said["row_word"]),
        said["notices"],
        [(row, message) for row, message in said["rejected"]],
    )
