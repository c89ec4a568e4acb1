"""Rules on columns: each distinct combination of a rule's fields is read once, its answer spread over the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mustermap.data.combinations import combine_codes
from mustermap.data.report_table import FLAG_COLUMNS, NUMBER_COLUMNS, may_hold
from mustermap.errors import InvalidField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from mustermap.data.rules.rule import Cell, Cells, Rule, Unread

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
            texts = (self._texts[name].take(pa.array(rows[firsts])).to_pylist() for name in given)
            asked = zip(*([text.strip() for text in column] for column in texts), strict=True)
        answers = self._answers(rule, (dict(zip(given, texts, strict=True)) for texts in asked), rows, codes)
        for name in dict.fromkeys(name for answer in answers for name in answer):
            self.cells[name] = spread(name, [answer.get(name) for answer in answers], codes)

    def _keep(self, rule: Rule, name: str) -> None:
        """Read the texts that hold what the rule looks for; the others are kept unchanged."""
        texts = pc.utf8_trim_whitespace(self._texts[name])
        must_be_read = pc.equal(texts, "")
        if may_hold(texts, rule.looks_for):
            looked_for = "[" + "".join(f"\\x{{{ord(sign):x}}}" for sign in rule.looks_for) + "]"
            must_be_read = pc.or_(must_be_read, pc.match_substring_regex(texts, looked_for))
        if rule.longest:
            must_be_read = pc.or_(must_be_read, pc.greater(pc.binary_length(texts), rule.longest))
        rows = np.flatnonzero(must_be_read.to_numpy(zero_copy_only=False))
        if len(rows):
            coded = texts.take(pa.array(rows)).dictionary_encode()
            codes = coded.indices.to_numpy(zero_copy_only=False)
            asked = ({name: text.strip()} for text in coded.dictionary.to_pylist())
            answers = self._answers(rule, asked, rows, codes)
            read = spread(name, [answer.get(name) for answer in answers], codes)
            texts = read if len(rows) == len(texts) else pc.replace_with_mask(texts, must_be_read, read)
        self.cells[name] = texts

    def _rows_that_say(self, rule: Rule, given: Sequence[str]) -> Positions:
        """Return the rows to which the rule applies."""
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
            answer, unread, problem = _read(rule, {**blank, **texts})
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
    """Return for each row the answer of its combination; None is blank."""
    if name in NUMBER_COLUMNS:
        return np.array([np.nan if answer is None else answer for answer in answers], dtype=np.float64)[codes]
    if name in FLAG_COLUMNS:
        return np.array([bool(answer) for answer in answers], dtype=bool)[codes]
    return pa.array(["" if answer is None else answer for answer in answers], pa.large_string()).take(pa.array(codes))
