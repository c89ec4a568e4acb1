"""Texts that differ only in their numbers and in one name: each form once, and what fills it.

Tables made by a program repeat a few sentences. A form is such a sentence in which a byte below 0x09 is in place of
each number and of the name that another column of the same row has: `NAME`, `UNFILLED` (a number in as many digits as
it takes) or a number's digits, 2 to 8, to which it is filled with zeros.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mustermap.data.combinations import combine_codes

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNFILLED: Final = 0
NAME: Final = 1
#: Numbers of more digits are left in the form, as are all numbers of a text after its first few.
MOST_DIGITS: Final = 8
MOST_NUMBERS: Final = 6
#: A form is worth its while if at least this many texts have it, on average.
TEXTS_A_FORM: Final = 4
#: Whether texts have forms is seen on some of them first.
_SAMPLE: Final = 1000
_FEWEST: Final = 16
#: Bytes below this one are marks.
_MARKS: Final = MOST_DIGITS + 1
_ZERO: Final = np.uint8(ord("0"))
_DIGIT: Final = "[0-9]"


@dataclass(frozen=True, slots=True)
class Formed:
    """Texts as forms.

    Attributes
    ----------
    forms : pyarrow.Array
        The forms, each once.
    codes : array
        For each text its form's position.
    numbers : list of array
        The first numbers of all texts, their second ones, and so on; a text that has none has the one of the text
        before, or 0.
    """

    forms: pa.Array
    codes: NDArray[np.integer[Any]]
    numbers: list[NDArray[np.int64]]


def find_forms(texts: pa.Array, names: pa.Array | None = None) -> Formed | None:
    """Find the forms of texts.

    Parameters
    ----------
    texts : pyarrow.Array
        The texts, none missing.
    names : pyarrow.Array or None
        For each text the name that may occur in it.

    Returns
    -------
    Formed or None
        None where too few texts share a form.

    Examples
    --------
    >>> texts, names = [f"{k} cars near Brest" for k in range(20)], ["Brest"] * 20
    >>> formed = find_forms(pa.array(texts, pa.large_string()), pa.array(names, pa.large_string()))
    >>> len(formed.forms), formed.numbers[0][:3].tolist()
    (1, [0, 1, 2])
    """
    if len(texts) < _FEWEST:
        return None
    if len(texts) > _SAMPLE:
        some = pa.array(np.linspace(0, len(texts) - 1, _SAMPLE).astype(np.int64))
        if _formed(texts.take(some), None if names is None else names.take(some)) is None:
            return None
    return _formed(texts, names)


def _formed(texts: pa.Array, names: pa.Array | None) -> Formed | None:
    texts = texts.cast(pa.large_string())
    if (_bytes_of(texts)[0] < _MARKS).any():
        return None
    named = None if names is None else names.dictionary_encode()
    if named is not None:
        texts = _without_numbered_names(texts, named)
    without, numbers = _without_numbers(texts)
    coded = without.dictionary_encode()
    forms, codes = coded.dictionary, coded.indices.to_numpy(zero_copy_only=False)
    if named is not None:
        forms, codes = _without_names(forms, codes, named)
    if len(forms) * TEXTS_A_FORM > len(texts):
        return None
    return Formed(forms, codes, numbers)


def _without_numbered_names(texts: pa.Array, named: pa.DictionaryArray) -> pa.Array:
    """Put a mark in place of names that have digits, which must not be taken for numbers of the text."""
    is_numbered = pc.match_substring_regex(named.dictionary, _DIGIT)
    if not pc.any(is_numbered).as_py():
        return texts
    rows = is_numbered.take(named.indices)
    pairs = zip(texts.filter(rows).to_pylist(), named.filter(rows).to_pylist(), strict=True)
    marked = pa.array([text.replace(name, chr(NAME), 1) for text, name in pairs], pa.large_string())
    return pc.replace_with_mask(texts, rows, marked)


def _without_names(
    forms: pa.Array, codes: NDArray[np.integer[Any]], named: pa.DictionaryArray
) -> tuple[pa.Array, NDArray[np.integer[Any]]]:
    """Put a mark in place of the other names; a form is looked at once for each name that it has."""
    names = [name if name and min(name) >= chr(_MARKS) else None for name in named.dictionary.to_pylist()]
    is_left = pc.match_substring_regex(named.dictionary, _DIGIT).to_pylist()
    which = named.indices.to_numpy(zero_copy_only=False)
    columns = [(codes.astype(np.int64), len(forms)), (which.astype(np.int64), len(names))]
    pairs, firsts = combine_codes(columns, len(codes))
    texts = forms.take(pa.array(codes[firsts])).to_pylist()
    for at, name in enumerate(which[firsts].tolist()):
        if names[name] and not is_left[name]:
            texts[at] = texts[at].replace(names[name], chr(NAME), 1)
    coded = pa.array(texts, pa.large_string()).dictionary_encode()
    return coded.dictionary, coded.indices.to_numpy(zero_copy_only=False)[pairs]


def _without_numbers(texts: pa.Array) -> tuple[pa.Array, list[NDArray[np.int64]]]:
    """Put a mark in place of each number; return the texts and the numbers, the first ones of all texts first."""
    content, ends = _bytes_of(texts)
    begins, lengths, rows = _runs(content, ends)
    # The how-manieth number of its text each one is.
    nth = np.arange(len(rows)) - np.searchsorted(rows, rows)
    wanted = (lengths <= MOST_DIGITS) & (nth < MOST_NUMBERS)
    begins, lengths, rows, nth = (part[wanted] for part in (begins, lengths, rows, nth))
    values = np.zeros(len(begins), dtype=np.int64)
    stays = np.ones(len(content), dtype=bool)
    for digit in range(MOST_DIGITS):
        has = lengths > digit
        values[has] = values[has] * 10 + (content[begins[has] + digit] - _ZERO)
        if digit:
            stays[begins[has] + digit] = False
    marked = content.copy()
    is_filled = (content[begins] == _ZERO) & (lengths > 1)
    marked[begins] = np.where(is_filled, lengths, UNFILLED)
    left_out = np.concatenate([[0], np.cumsum(lengths - 1)])[np.searchsorted(begins, ends)]
    buffers = [None, pa.py_buffer(ends - left_out), pa.py_buffer(marked[stays])]
    without = pa.Array.from_buffers(pa.large_string(), len(texts), buffers)
    return without, [_filled(rows[nth == k], values[nth == k], len(texts)) for k in range(int(nth.max(initial=-1)) + 1)]


def _bytes_of(texts: pa.Array) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return the bytes of texts, and where each begins in them; after the last one, where it ends."""
    _, offsets, held = texts.buffers()
    ends = np.frombuffer(offsets, dtype=np.int64, count=len(texts) + 1, offset=8 * texts.offset)
    return np.frombuffer(held or b"", dtype=np.uint8)[ends[0] : ends[-1]], ends - ends[0]


def _runs(content: NDArray[np.uint8], ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """Find the runs of digits: where each begins, how long it is, and in which text; none goes on into the next."""
    digits = np.flatnonzero(content - _ZERO < 10)  # what is less than "0" becomes large
    begins_text = np.zeros(len(content) + 1, dtype=bool)
    begins_text[ends] = True
    is_first = begins_text[digits]
    is_first[:1] = True
    is_first[1:] |= np.diff(digits) > 1
    firsts = np.flatnonzero(is_first)
    begins = digits[firsts]
    lengths = np.diff(firsts, append=len(digits))
    return begins, lengths, np.searchsorted(ends, begins, side="right") - 1


def _filled(rows: NDArray[np.int64], values: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Lay numbers out over all texts; one that has none repeats the one before, so that its step is nothing."""
    latest = np.zeros(count, dtype=np.int64)
    latest[rows] = np.arange(1, len(rows) + 1)
    return np.concatenate([[0], values])[np.maximum.accumulate(latest)]
