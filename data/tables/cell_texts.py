"""Values of foreign files as texts, as a CSV file would have them."""

from __future__ import annotations

import json
import math
import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mustermap.data.files.csv_text import NOT_UTF8
from mustermap.data.files.raw_columns import one_chunk
from mustermap.data.reports import number_as_text

if TYPE_CHECKING:
    from collections.abc import Sequence


class TextColumn(NamedTuple):
    """One column of a file, as text.

    Attributes
    ----------
    texts : pyarrow.Array
        Large strings; what is missing is blank.
    numbers : pyarrow.Array or None
        Whether each cell is a number with a fraction, of its own type: nothing of how it is read is open. None: no
        cell is.
    wrong : sequence of tuple
        Positions of cells that cannot be read, each with what to do.
    is_foreign : bool
        Whether a text had bytes that are not UTF-8, which NOT_UTF8 replaces.
    """

    texts: pa.Array
    numbers: pa.Array | None = None
    wrong: Sequence[tuple[int, str]] = ()
    is_foreign: bool = False


def text_of_value(got: object) -> str:
    """Write one value as text.

    A day with a clock time becomes the day: reports know no clock time. What is no number is kept, and not left out.

    Examples
    --------
    >>> text_of_value(1992.0), text_of_value(0.5), text_of_value(None), text_of_value(float("nan"))
    ('1992', '0.5', '', 'NaN')
    >>> text_of_value(datetime(2022, 9, 29, 14, 30)), text_of_value(True), text_of_value(["Russia", "Belarus"])
    ('2022-09-29', 'true', 'Russia;Belarus')
    """
    match got:
        case None:
            return ""
        case str():
            return got
        case bool():
            return "true" if got else "false"
        case float() | Decimal() | np.floating():
            return _number(got)
        case datetime():
            return got.date().isoformat()
        case date() | time():
            return got.isoformat()
        case list() | tuple():
            return ";".join(text_of_value(part).replace(";", ",") for part in got)
        case dict():
            return json.dumps(got, ensure_ascii=False, default=str)
        case bytes():
            return _decoded(got)
        case _:
            return str(got)


def _number(got: float | Decimal | np.floating[Any]) -> str:
    if math.isnan(got):
        return "NaN"
    if math.isinf(got):
        return "Infinity" if got > 0 else "-Infinity"
    if isinstance(got, Decimal):
        return str(int(got)) if got == int(got) else format(got.normalize(), "f")
    # Of a number of 32 bits as many digits as identify it.
    return number_as_text(float(str(got)))


def _decoded(got: bytes) -> str:
    """Return bytes as UTF-8; NOT_UTF8, which no text holds, replaces those that are not."""
    try:
        return got.decode()
    except UnicodeDecodeError:
        return got.decode(errors="replace") + NOT_UTF8


def of_values(values: Sequence[object]) -> TextColumn:
    """Write a column of Python's values as texts."""
    kinds = set(map(type, values))
    if kinds <= {str, type(None)}:
        return TextColumn(pa.array(values, pa.large_string()).fill_null(""))
    texts = [text_of_value(one) for one in values]
    numbers = pa.array([isinstance(one, float) for one in values]) if float in kinds else None
    is_foreign = bytes in kinds and any(NOT_UTF8 in text for text in texts)
    return TextColumn(pa.array(texts, pa.large_string()), numbers, is_foreign=is_foreign)


def numbers_of(texts: Sequence[str]) -> pa.Array:
    """Return which texts a program wrote for a number with a fraction."""
    return pa.array([bool(re.fullmatch(r"[+-]?\d+\.\d+(?:[eE][+-]?\d+)?", one)) for one in texts], pa.bool_())


def of_arrow(column: pa.Array | pa.ChunkedArray) -> TextColumn:
    """Write a column of Arrow's as texts; each distinct value is written once."""
    whole = one_chunk(column) if isinstance(column, pa.ChunkedArray) else column
    if isinstance(whole, pa.DictionaryArray):
        whole = whole.dictionary_decode()
    kind = whole.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return _of_strings(whole.cast(pa.large_string()) if not pa.types.is_large_string(kind) else whole)
    if pa.types.is_nested(kind) or pa.types.is_null(kind):
        return TextColumn(pa.array([text_of_value(one) for one in whole.to_pylist()], pa.large_string()))
    coded = whole.dictionary_encode()
    distinct = [text_of_value(one) for one in _values(coded.dictionary)]
    texts = pa.array(distinct, pa.large_string()).take(coded.indices).fill_null("")
    has_fraction = pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    is_foreign = any(NOT_UTF8 in text for text in distinct) if pa.types.is_binary(kind) else False
    return TextColumn(texts, pc.is_valid(whole) if has_fraction else None, is_foreign=is_foreign)


def _of_strings(texts: pa.Array) -> TextColumn:
    try:
        texts.validate(full=True)
    except pa.ArrowInvalid:
        raw = [_decoded(one) if one is not None else "" for one in texts.cast(pa.large_binary()).to_pylist()]
        return TextColumn(pa.array(raw, pa.large_string()), is_foreign=True)
    return TextColumn(texts.fill_null(""))


def _values(distinct: pa.Array) -> list[Any]:
    """Return Python's values; a day beyond Python's years as Arrow writes it."""
    if pa.types.is_floating(distinct.type):
        return list(distinct.to_numpy(zero_copy_only=False))
    try:
        values: list[Any] = distinct.to_pylist()
    except (ValueError, OverflowError):
        written = distinct.cast(pa.string()).to_pylist()
        values = [re.sub(r"^(\d{4}-\d\d-\d\d) [\d:.]+$", r"\1", one) for one in written]
    return values
