"""The columns of a file as text, before any rule has read them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pyarrow as pa

from mustermap.data.short_texts import echoed
from mustermap.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

MOST_COLUMNS: Final = 16_384
"""As many as a sheet of a workbook can have."""


class WrongCell(NamedTuple):
    """A cell that cannot be read: its position in the column, the column, and what to do about it."""

    position: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class RawColumns:
    """The columns of a file that are known, as text.

    Attributes
    ----------
    texts : dict of str to pyarrow.Array
        By the column's name; large strings without nulls.
    rows : numpy array
        The number of each row in the file.
    is_foreign : bool
        Whether the file holds bytes that are not UTF-8; NOT_UTF8 replaces them.
    numbers : mapping of str to pyarrow.Array
        Of columns in which the file has numbers, and not texts that look like numbers: whether each cell is one.
    wrong : tuple of WrongCell
        Cells that cannot be read.
    decimal : {'', '.', ','}
        The decimal mark of its texts, where somebody has said it.
    dates : {'', 'dmy', 'mdy'}
        The order of day and month in its texts, where somebody has said it.
    is_semicolon : bool
        Whether semicolons separate its cells.
    """

    texts: dict[str, pa.Array]
    rows: NDArray[np.int64]
    is_foreign: bool
    numbers: Mapping[str, pa.Array] = field(default_factory=dict)
    wrong: Sequence[WrongCell] = ()
    decimal: str = ""
    dates: str = ""
    is_semicolon: bool = False

    def with_texts(self, texts: dict[str, pa.Array], called: Mapping[str, str] | None = None) -> RawColumns:
        """Put other columns in.

        Parameters
        ----------
        texts
            The new columns.
        called
            Which column of this file each was made of; None: the columns are called as before.
        """
        made_of = {name: name for name in texts} if called is None else called
        names: dict[str, list[str]] = {}
        for name, column in made_of.items():
            names.setdefault(column, []).append(name)
        return replace(
            self,
            texts=texts,
            numbers={name: self.numbers[column] for name, column in made_of.items() if column in self.numbers},
            wrong=[one._replace(column=name) for one in self.wrong for name in names.get(one.column, ())],
        )

    def only_rows(self, kept: NDArray[np.bool_]) -> RawColumns:
        """Leave rows out."""
        if kept.all():
            return self
        mask, moved = pa.array(kept), np.cumsum(kept) - 1
        return replace(
            self,
            texts={name: texts.filter(mask) for name, texts in self.texts.items()},
            rows=self.rows[kept],
            numbers={name: numbers.filter(mask) for name, numbers in self.numbers.items()},
            wrong=[one._replace(position=int(moved[one.position])) for one in self.wrong if kept[one.position]],
        )


def checked_names(names: Iterable[str], file: str) -> list[str]:
    """Write the names of columns in small letters.

    Raises
    ------
    UnreadableFile
        If there are more than `MOST_COLUMNS`, or two are called the same; blank ones may be.
    """
    checked = [name.strip().lower() for name in names]
    refuse_too_many(len(checked), file)
    twice = sorted(name for name, times in Counter(checked).items() if name and times > 1)
    if twice:
        shown = ", ".join(map(echoed, twice[:12])) + (", …" if len(twice) > 12 else "")
        raise UnreadableFile(f"{file}: names the column {shown} twice; keep one of them")
    return checked


def refuse_too_many(count: int, file: str) -> None:
    """Refuse a file of more than `MOST_COLUMNS` columns.

    Raises
    ------
    UnreadableFile
        If it has more.
    """
    if count > MOST_COLUMNS:
        got = f"has {count:,} columns, and {MOST_COLUMNS:,} is the most, as in a spreadsheet"
        raise UnreadableFile(f"{file}: {got}; leave out those that are not needed")


def one_chunk(column: pa.ChunkedArray) -> pa.Array:
    """Return a column in one piece; to combine one chunk would copy it."""
    if column.num_chunks == 1:
        return column.chunk(0)
    whole = column.combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        return whole.chunk(0) if whole.num_chunks else pa.array([], column.type)
    return whole
