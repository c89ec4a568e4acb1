"""Columns of a table as they travel to the page: each different value once, and which row has which.

A column is ``{"values": …, "codes": …}``. The values of a text column are the lengths in bytes and the bytes of its
texts in UTF-8, or a ``prefix`` and the ``steps`` from each number to the next where all texts are that prefix and a
number, written with ``digits`` digits (0: with as many as it takes), or, where many differ only in numbers and in the
name that the column ``name`` has, their ``forms`` and what fills them; `mustermap.maps.block.text_forms` says how. The
values of a number column are one buffer, to which ``base`` is added. The codes are a buffer; ``"row"`` where each row
has a value of its own; ``"one"`` where all have the same one; ``{"of": NAME}`` where the codes are another column's,
since the value follows from that column's; ``{"plus": NAME, "steps": BUFFER, "base": NUMBER}`` where they are counted
from another column's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from mustermap.data.short_texts import LONGEST_TEXT, shortened
from mustermap.maps.block.container import narrowest
from mustermap.maps.block.text_forms import find_forms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from mustermap.maps.block.container import Buffers

    Codes = NDArray[np.integer[Any]]

#: A dictionary is used if a value is in at least this many rows, on average.
_ROWS_A_VALUE: Final = 2
#: A step between numbers of this many digits has 32 bits.
_MOST_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Coded:
    """A column, coded.

    Attributes
    ----------
    values : pyarrow.Array or numpy array
        Texts, or numbers.
    codes : array or None
        For each row its value's position; None where each row has a value of its own.
    """

    values: Any
    codes: Codes | None

    def __len__(self) -> int:
        return len(self.values if self.codes is None else self.codes)

    def rows(self) -> Any:
        """Return the value of each row, as an array like that of the values."""
        return self.values if self.codes is None else self.values.take(self.codes)


class ColumnWriter:
    """Writes the columns of one table into the buffers of a container.

    Parameters
    ----------
    buffers : Buffers
        Where they go.
    names : tuple or None
        A column whose texts often occur in other texts of the same row: its name, and its text of each row.
    """

    def __init__(self, buffers: Buffers, names: tuple[str, pa.Array] | None = None) -> None:
        self._buffers = buffers
        self._names = names
        self._written: dict[str, Codes] = {}

    def write(
        self, name: str, column: Coded | NDArray[Any], *, of: Iterable[str] = (), beside: str = ""
    ) -> dict[str, Any]:
        """Write a column.

        Parameters
        ----------
        name : str
            The column's name.
        column : Coded or array
            What is in it; of an array of numbers codes are made only if they follow from no other column's.
        of : iterable of str
            Columns written before, from which this one's values may follow.
        beside : str
            A column written before, whose codes are never far from this one's.

        Returns
        -------
        dict
            What the header says of the column.
        """
        given = Coded(column, None) if isinstance(column, np.ndarray) else column
        for parent in of:
            codes = self._written.get(parent)
            followed = None if codes is None else follow(given, codes)
            if followed is not None:
                return {"values": self._values(followed), "codes": {"of": parent}}
        column = number_column(column) if isinstance(column, np.ndarray) else column
        if column.codes is None:
            return {"values": self._own_values(name, column.values), "codes": "row"}
        if len(column.values) == 1:
            return {"values": self._values(column.values), "codes": "one"}
        self._written[name] = column.codes
        return {"values": self._values(column.values), "codes": self._codes(column.codes, beside)}

    def _codes(self, codes: Codes, beside: str) -> int | dict[str, Any]:
        other = self._written.get(beside)
        if other is not None and len(codes):
            steps = codes.astype(np.int64) - other
            base = int(steps.min())
            if narrowest(steps - base).itemsize < narrowest(codes).itemsize:
                return {"plus": beside, "steps": self._buffers.add(steps - base), "base": base}
        return self._buffers.add(codes)

    def _own_values(self, name: str, values: Any) -> dict[str, Any]:
        """Write the values of a column in which each row has its own."""
        if isinstance(values, np.ndarray):
            return self._numbers(values)
        counted = count_up(values)
        if counted is not None:
            return self._counted(*counted)
        named, names = self._names or (name, None)
        formed = find_forms(values, None if named == name else names)
        if formed is None:
            return self._texts(values)
        lengths, content = text_bytes(formed.forms)
        return {
            "forms": {"lengths": self._buffers.add(lengths), "bytes": self._buffers.add(content)},
            "form": self._buffers.add(formed.codes),
            "numbers": [self._filling(numbers) for numbers in formed.numbers],
            "name": named,
        }

    def _filling(self, numbers: NDArray[np.int64]) -> dict[str, int]:
        """Write numbers as they are, or as the steps between them where these are narrower."""
        steps = np.diff(numbers, prepend=0)
        if narrowest(steps).itemsize < narrowest(numbers).itemsize:
            return {"steps": self._buffers.add(steps)}
        return {"plain": self._buffers.add(numbers)}

    def _values(self, values: Any) -> dict[str, Any]:
        if isinstance(values, np.ndarray):
            return self._numbers(values)
        counted = count_up(values)
        return self._texts(values) if counted is None else self._counted(*counted)

    def _counted(self, prefix: str, digits: int, steps: NDArray[np.int64]) -> dict[str, Any]:
        return {"prefix": prefix, "digits": digits, "steps": self._buffers.add(steps)}

    def _texts(self, values: pa.Array) -> dict[str, Any]:
        lengths, content = text_bytes(values)
        return {"lengths": self._buffers.add(lengths), "bytes": self._buffers.add(content)}

    def _numbers(self, values: NDArray[Any]) -> dict[str, int]:
        if values.dtype.kind == "f" or not len(values):
            return {"numbers": self._buffers.add(values)}
        base = int(values.min())
        return {"numbers": self._buffers.add(values.astype(np.int64) - base), "base": base}


def follow(column: Coded, parent: Codes) -> Any | None:
    """Return a column's values by the codes of another one, or None where they do not follow from them."""
    if not len(parent):
        return None
    is_plain = column.codes is None and isinstance(column.values, np.ndarray)
    own = np.arange(len(column.values)) if column.codes is None else column.codes
    own = column.values if is_plain else own
    by_parent = np.zeros(int(parent.max()) + 1, dtype=own.dtype)
    by_parent[parent] = own
    if not np.array_equal(by_parent[parent], own, equal_nan=own.dtype.kind == "f"):
        return None
    return by_parent if is_plain else column.values.take(by_parent)


def text_column(
    column: pd.Series[Any] | pa.Array, *, ordered: bool = False, is_shown: bool = True, is_distinct: bool = False
) -> Coded:
    """Code a column of texts, if ``ordered`` in their own order; what is missing is blank.

    Of a text of more than `LONGEST_TEXT` characters the middle is left out where the page shows it. Texts that are
    distinct, as ids are, need no codes.
    """
    texts = column if isinstance(column, pa.Array) else texts_of(column)
    texts = _shortened(texts) if is_shown else texts
    if isinstance(texts, pa.DictionaryArray):
        codes = texts.indices.to_numpy(zero_copy_only=False)
        return _only_used(texts.dictionary, codes)
    if is_distinct:
        return Coded(texts, None)
    if len(texts) >= _ROWS_A_VALUE and not pc.max(pc.binary_length(texts)).as_py():
        return Coded(texts.slice(0, 1), np.zeros(len(texts), dtype=np.int8))
    coded = texts.dictionary_encode()
    if len(coded.dictionary) * _ROWS_A_VALUE > len(texts):
        return Coded(texts, None)
    codes = coded.indices.to_numpy(zero_copy_only=False)
    if not ordered:
        return Coded(coded.dictionary, codes)
    order = pc.sort_indices(coded.dictionary).to_numpy()
    return Coded(coded.dictionary.take(order), np.argsort(order)[codes])


def _shortened(texts: pa.Array) -> pa.Array:
    if isinstance(texts, pa.DictionaryArray):
        values = _shortened(texts.dictionary)
        return texts if values is texts.dictionary else pa.DictionaryArray.from_arrays(texts.indices, values)
    is_long = pc.greater(pc.binary_length(texts), LONGEST_TEXT)
    if not pc.any(is_long).as_py():
        return texts
    short = [shortened(one, LONGEST_TEXT) for one in texts.filter(is_long).to_pylist()]
    return pc.replace_with_mask(texts, is_long, pa.array(short, texts.type))


def number_column(numbers: NDArray[Any]) -> Coded:
    """Code a column of numbers: NaN is a number like others."""
    codes, values = pd.factorize(numbers, use_na_sentinel=False)
    return Coded(numbers, None) if len(values) * _ROWS_A_VALUE > len(numbers) else Coded(np.asarray(values), codes)


def _only_used(values: pa.Array, codes: Codes) -> Coded:
    """Drop the values that no row has: what is not shown is not published."""
    is_used = np.zeros(len(values), dtype=bool)
    is_used[codes] = True
    if is_used.all():
        return Coded(values, codes)
    return Coded(values.take(np.flatnonzero(is_used)), (np.cumsum(is_used) - 1)[codes])


def texts_of(column: pd.Series[Any]) -> pa.Array:
    """Turn a column into texts of Arrow's: a dictionary where it is a category of pandas'."""
    if isinstance(column.dtype, pd.CategoricalDtype) and not column.isna().any():
        categories = texts_of(pd.Series(column.cat.categories))
        return pa.DictionaryArray.from_arrays(pa.array(column.cat.codes.to_numpy()), categories)
    plain = column.astype(object) if isinstance(column.dtype, pd.CategoricalDtype) else column
    try:
        texts = pa.array(plain, from_pandas=True)
        texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
        return pc.fill_null(texts.cast(pa.large_string()), "")
    except (pa.ArrowException, UnicodeEncodeError):
        return pa.array([_whole(text) for text in plain], pa.large_string())


def _whole(text: object) -> str:
    """Return a text with U+FFFD for each half of a surrogate pair, which UTF-8 cannot hold."""
    if text is None or text != text:
        return ""
    return str(text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def count_up(texts: pa.Array) -> tuple[str, int, NDArray[np.int64]] | None:
    """Read texts that are one prefix and a number each, as ids often are.

    Returns
    -------
    tuple or None
        The prefix, to how many digits the numbers are filled (0: to none), and the step from each number to the next,
        the first one from 0. None where the texts are anything else.

    Examples
    --------
    >>> count_up(pa.array(["a-09", "a-10", "a-08"]))[:2], count_up(pa.array(["a-9", "b-10"]))
    (('a-', 2), None)
    """
    if not len(texts) or not (found := re.fullmatch(r"(.*?)(\d{1,9})", texts[0].as_py(), re.DOTALL)):
        return None
    prefix, digits = found[1], len(found[2])
    if not pc.all(pc.starts_with(texts, prefix)).as_py():
        return None
    tails = pc.utf8_slice_codeunits(texts, len(prefix))
    lengths = pc.binary_length(tails)
    if not pc.all(pc.ascii_is_decimal(tails)).as_py() or pc.max(lengths).as_py() > _MOST_DIGITS:
        return None
    is_filled = pc.all(pc.equal(lengths, digits)).as_py()
    if not is_filled and pc.any(pc.match_substring_regex(tails, "^0.")).as_py():
        return None
    numbers = tails.cast(pa.int64()).to_numpy()
    return prefix, digits if is_filled else 0, np.diff(numbers, prepend=0)


def text_bytes(texts: pa.Array) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Return the length of each text in bytes, and all their bytes.

    Examples
    --------
    >>> lengths, content = text_bytes(pa.array(["Минск", "", "a"], pa.large_string()))
    >>> lengths.tolist(), content.tobytes().decode()
    ([10, 0, 1], 'Минскa')
    """
    texts = texts.cast(pa.large_string())
    if not len(texts):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint8)
    _, offsets, content = texts.buffers()
    ends = np.frombuffer(offsets, dtype=np.int64, count=len(texts) + 1, offset=8 * texts.offset)
    held = np.frombuffer(content or b"", dtype=np.uint8)
    return np.diff(ends), held[ends[0] : ends[-1]]
