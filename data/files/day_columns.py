"""What is known beside a cell with a day: the order of its column, the language and publication of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mustermap.data.fields import SOURCE_PREFIX
from mustermap.data.rules.date_rules import DAYS_LANGUAGE, DAYS_PUBLISHED, days_context, order_field
from mustermap.data.wordings.numeric_days import proposed_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from mustermap.data.files.raw_columns import RawColumns
    from mustermap.data.files.reading import Reading

_DAYS: Final = ("said", "start", "end")
_SOURCE_DAYS: Final = ("published", "accessed")
#: A day in figures that does not begin with its year.
_YEAR_LAST: Final = r"^\s*[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2,4}\s*$"
#: What a number has not.
_LETTER: Final = r"\pL"
#: What EDTF has not: a cell without it is read alike in every language and on every day.
_NOT_EDTF: Final = r"[^0-9\sX?~%,:;/\-\[\]{}TZ+]"


def day_orders(raw: RawColumns) -> dict[str, pa.Array]:
    """Return the order of day and month in each column of days in which a cell leaves it open."""
    count = len(raw.rows)
    orders = {name: _order(raw, raw.texts[name]) for name in _DAYS if name in raw.texts}
    return {order_field(name): _constant(order, count) for name, order in orders.items() if order}


def source_orders(raw: RawColumns) -> dict[str, str]:
    """Return the same of the days of a source, by the fields of its rules."""
    names = {name: SOURCE_PREFIX + name for name in _SOURCE_DAYS}
    return {
        order_field(name): order
        for name, column in names.items()
        if column in raw.texts and (order := _order(raw, raw.texts[column]))
    }


def day_contexts(raw: RawColumns, sources: pa.Array, reading: Reading) -> dict[str, pa.Array]:
    """Return the language and the day of publication of the source of each row in which a day or a figure needs them.

    Parameters
    ----------
    raw
        The columns of the file.
    sources
        The id of every row's source.
    reading
        Has the sources.
    """
    days = _worded(raw, _DAYS, _NOT_EDTF)
    either = days | _worded(raw, ("figure",), _LETTER)
    contexts = {}
    for name, asked in ((DAYS_LANGUAGE, either), (DAYS_PUBLISHED, days)):
        if asked.any():
            mask = pa.array(asked)
            coded = pc.utf8_trim_whitespace(sources.filter(mask)).dictionary_encode()
            known = [days_context(reading.source_cells(str(one)))[name] for one in coded.dictionary.to_pylist()]
            texts = pa.array(known, pa.large_string()).take(coded.indices)
            contexts[name] = pc.replace_with_mask(_constant("", len(raw.rows)), mask, texts)
    return contexts


def _worded(raw: RawColumns, names: Sequence[str], worded: str) -> NDArray[np.bool_]:
    """Return for each row whether one of its cells holds what needs a source to be read."""
    asked = np.zeros(len(raw.rows), dtype=bool)
    for name in names:
        if name in raw.texts:
            asked |= pc.match_substring_regex(raw.texts[name], worded).to_numpy(zero_copy_only=False)
    return asked


def _order(raw: RawColumns, texts: pa.Array) -> str:
    """Return the order that is said, else the one that cells show, with one of them; blank if none is asked for."""
    asked = pc.match_substring_regex(texts, _YEAR_LAST)
    if not pc.any(asked).as_py():
        return ""
    if raw.dates:
        return raw.dates
    order, shown = proposed_order(texts.filter(asked).unique().to_pylist())
    return f"{order} {shown}" if order else ""


def _constant(text: str, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(text, pa.large_string()), count)
