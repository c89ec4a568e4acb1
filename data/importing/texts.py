"""Values of foreign files as texts, as a CSV file would have them."""

from __future__ import annotations

import json
import math
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa


def text_of_value(got: object) -> str:
    """Write one value as text.

    A day with a clock time becomes the day: reports know no clock time.

    Examples
    --------
    >>> text_of_value(1992.0), text_of_value(0.5), text_of_value(None), text_of_value(float("nan"))
    ('1992', '0.5', '', '')
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
        case float() | Decimal():
            return _number(got)
        case datetime():
            return got.date().isoformat()
        case date():
            return got.isoformat()
        case list() | tuple():
            return ";".join(text_of_value(part).replace(";", ",") for part in got)
        case dict():
            return json.dumps(got, ensure_ascii=False, default=str)
        case bytes():
            return got.decode(errors="replace")
        case _:
            return str(got)


def _number(got: float | Decimal) -> str:
    if not math.isfinite(got):
        return ""
    if abs(float(got)) < 1e18 and got == int(got):
        return str(int(got))
    return format(got, "f") if isinstance(got, Decimal) else repr(got)


def as_texts(column: Any) -> pa.Array:
    """Write a column of Arrow's as texts; each distinct value is written once. Missing ones are blank."""
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = column.chunk(0) if column.num_chunks else pa.array([], column.type)
    if isinstance(column, pa.DictionaryArray):
        column = column.dictionary_decode()
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return column.cast(pa.large_string()).fill_null("")
    if pa.types.is_nested(column.type) or pa.types.is_null(column.type):
        return pa.array([text_of_value(got) for got in column.to_pylist()], pa.large_string())
    coded = column.dictionary_encode()
    distinct = pa.array([text_of_value(got) for got in coded.dictionary.to_pylist()], pa.large_string())
    return distinct.take(coded.indices).fill_null("")
