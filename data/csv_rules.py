"""Rules on columns: each distinct combination of a rule's fields is read once, its answer spread over the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.combinations import combine, combine_codes
from data.errors import InvalidField
from data.ids import BOUNDS, SAID, as_json, in_order, short_hash
from data.table import FLAG_COLUMNS, NUMBER_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from data.cells import Cell, Cells, Rule, Unread

    Column: TypeAlias = Any  # texts of Arrow's, which publishes no types, or an array of numbers
    Positions = NDArray[np.int64]

#: What is wrong with, or notable about, a field of some rows, by their positions.
Remarks = list[tuple["Positions", str, str]]


class Columns:
    """The cells of a file that is read column by column.

    Parameters
    ----------
    texts
        The columns of the file, as text.
    count
        How many rows it has.

    Attributes
    ----------
    cells : dict of str to array
        What was read: texts of Arrow's, or an array of numbers or flags.
    problems, notices : list
        Positions of rows, a field, and what is wrong with it there, or notable.
    """

    def __init__(self, texts: Mapping[str, pa.Array], count: int) -> None:
        self.cells: dict[str, Column] = {}
        self.problems: Remarks = []
        self.notices: Remarks = []
        self._texts = texts
        self._count = count
        self._coded: dict[str, pa.DictionaryArray] = {}

    def apply(self, rule: Rule) -> None:
        """Read a rule's fields in all rows."""
        given = [name for name in rule.fields if name in self._texts]
        if rule.silent_without and not any(name in given for name in rule.silent_without):
            return
        if len(given) == len(rule.fields) == 1 and rule.looks_for:
            self._keep(rule, given[0])
            return
        rows = self._rows_that_say(rule, given)
        codes, firsts = self._combinations(given, rows)
        asked: Iterable[Sequence[str]] = [()]
        if given:
            asked = zip(*(self._texts[name].take(pa.array(rows[firsts])).to_pylist() for name in given), strict=True)
        answers = self._answers(rule, (dict(zip(given, texts, strict=True)) for texts in asked), rows, codes)
        for name in dict.fromkeys(name for answer in answers for name in answer):
            self.cells[name] = spread(name, [answer.get(name) for answer in answers], codes)

    def _keep(self, rule: Rule, name: str) -> None:
        """Keep the texts that hold nothing that the rule looks for; read the others."""
        texts = pc.utf8_trim_whitespace(self._texts[name])
        looked_for = "[" + "".join(f"\\x{{{ord(sign):x}}}" for sign in rule.looks_for) + "]"
        must_be_read = pc.or_(pc.equal(texts, ""), pc.match_substring_regex(texts, looked_for))
        rows = np.flatnonzero(must_be_read.to_numpy(zero_copy_only=False))
        if len(rows):
            coded = texts.take(pa.array(rows)).dictionary_encode()
            codes = coded.indices.to_numpy(zero_copy_only=False)
            asked = ({name: text} for text in coded.dictionary.to_pylist())
            answers = self._answers(rule, asked, rows, codes)
            read = spread(name, [answer.get(name) for answer in answers], codes)
            texts = read if len(rows) == len(texts) else pc.replace_with_mask(texts, must_be_read, read)
        self.cells[name] = texts

    def _rows_that_say(self, rule: Rule, given: Sequence[str]) -> Positions:
        """Find the rows in which the rule has something to say."""
        if not rule.silent_without:
            return np.arange(self._count)
        says = np.zeros(self._count, dtype=bool)
        for name in rule.silent_without:
            if name in given:
                says |= pc.not_equal(self._texts[name], "").to_numpy(zero_copy_only=False)
        return np.flatnonzero(says)

    def _combinations(self, names: Sequence[str], rows: Positions) -> tuple[Positions, Positions]:
        columns = []
        for name in names:
            if name not in self._coded:
                self._coded[name] = self._texts[name].dictionary_encode()
            coded = self._coded[name]
            codes = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
            columns.append((codes if len(rows) == self._count else codes[rows], len(coded.dictionary)))
        return combine_codes(columns, len(rows))

    def _answers(
        self, rule: Rule, asked: Iterable[Mapping[str, str]], rows: Positions, codes: NDArray[np.integer[Any]]
    ) -> list[Cells]:
        """Read each combination of texts, and note what is said of it for the rows that have it."""
        blank = dict.fromkeys(rule.fields, "")
        answers: list[Cells] = []
        told: list[tuple[Remarks, int, str, str]] = []
        for code, texts in enumerate(asked):
            answer, unread, problem = _read(rule, blank | {name: text.strip() for name, text in texts.items()})
            answers.append(answer)
            told += [(self.notices, code, name, why) for name, why in unread]
            if problem:
                told.append((self.problems, code, problem.field, str(problem)))
        if told:
            order = np.argsort(codes, kind="stable")
            ends = np.cumsum(np.bincount(codes, minlength=len(answers)))
            for remarks, code, name, message in told:
                where = order[ends[code - 1] if code else 0 : ends[code]]
                remarks.append((rows[where], name, message))
        return answers


def _read(rule: Rule, texts: dict[str, str]) -> tuple[Cells, Unread, InvalidField | None]:
    try:
        return *rule.read(texts), None
    except InvalidField as problem:
        return {}, (), problem


def spread(name: str, answers: Sequence[Cell | None], codes: Positions) -> Column:
    """Give each row the answer of its combination; None is blank."""
    if name in NUMBER_COLUMNS:
        return np.array([np.nan if answer is None else answer for answer in answers], dtype=np.float64)[codes]
    if name in FLAG_COLUMNS:
        return np.array([bool(answer) for answer in answers], dtype=bool)[codes]
    return pa.array(["" if answer is None else answer for answer in answers], pa.large_string()).take(pa.array(codes))


def report_ids(cells: Mapping[str, Column], rows: Positions) -> list[str]:
    """Make the ids of reports that have none, as `data.ids.report_id` does: each distinct cell is written once."""
    parts = [_json_column(cells.get(name), rows, change=in_order if name == "force" else None) for name in SAID]
    said = pc.binary_join_element_wise(*parts, _json_figures(cells, rows), pa.scalar(", ", pa.large_string()))
    return [short_hash(f"[{text}]") for text in said.to_pylist()]


_NONE: Final = '""'


def _json_column(column: Any, rows: Positions, *, change: Any = None) -> pa.Array:
    """Write a column of texts in JSON."""
    if column is None:
        return pa.array([_NONE] * len(rows), pa.large_string())
    coded = column.take(pa.array(rows)).dictionary_encode()
    written = [as_json(change(text) if change else text) for text in coded.dictionary.to_pylist()]
    return pa.array(written, pa.large_string()).take(coded.indices)


def _json_figures(cells: Mapping[str, Column], rows: Positions) -> pa.Array:
    """Write the bounds in JSON, null for one that is not there; without any bound the wording."""
    bounds = [cells.get(name) for name in BOUNDS]
    numbers = [bounds[at] for at in (0, 2, 4)]
    wordings = _json_column(cells.get("figure"), rows)
    if all(column is None for column in numbers):
        return wordings
    none = np.full(len(rows), np.nan)
    low, high, best = (none if column is None else np.asarray(column)[rows] for column in numbers)
    flags = [np.zeros(len(rows), dtype=bool) if bounds[at] is None else np.asarray(bounds[at])[rows] for at in (1, 3)]
    keys = np.column_stack([low, flags[0], high, flags[1], best])
    codes, firsts = combine([pd.Series(key) for key in keys.T])
    written = [as_json(_bounds(*keys[first])) for first in firsts]
    figures = pa.array(written, pa.large_string()).take(pa.array(codes))
    return pc.if_else(pa.array(np.isnan(keys[:, [0, 2, 4]]).all(axis=1)), wordings, figures)


def _bounds(low: float, low_in: float, high: float, high_in: float, best: float) -> list[float | bool | None]:
    low_known, high_known = not np.isnan(low), not np.isnan(high)
    return [
        float(low) if low_known else None, bool(low_in) if low_known else None,
        float(high) if high_known else None, bool(high_in) if high_known else None,
        None if np.isnan(best) else float(best),
    ]  # fmt: skip
