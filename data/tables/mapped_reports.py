"""From somebody else's columns to reports: a mapping, column by column, then the rules that all files go through."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mustermap.data.combinations import combine_codes
from mustermap.data.files.column_reports import read_raw
from mustermap.data.files.named_columns import read_named
from mustermap.data.files.reading import LONGEST_NAME, Reading
from mustermap.data.short_texts import echoed
from mustermap.data.tables.column_mapping import SPAN_PARTS, ColumnMapping, FigureColumn
from mustermap.data.tables.span_columns import UnreadableSpan, read_span_parts
from mustermap.errors import IncompleteMapping, UnreadableMapping

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from mustermap.data.files.raw_columns import RawColumns, WrongCell

_DAYS: Final = frozenset({"said", "start", "end", "source_published", "source_accessed"})
_NAMIBIA: Final = "NA"
_MOST_SHOWN: Final = 30
"""Columns that are named where one is not there."""
_SAYS_WHO: Final = (("claimant", "who says it"), ("source_title", "the title of what it was read in"))


@dataclass(slots=True)
class Imported:
    """What was made of a file.

    Attributes
    ----------
    reading : Reading
        The reports as tables, the sources, the rejections and the notices.
    rows : int
        How many rows the file has.
    left_out : dict of str to int
        For each column of figures, in how many rows it is blank, so that no report was made.
    """

    reading: Reading
    rows: int
    left_out: dict[str, int] = field(default_factory=dict)


def import_columns(name: str, raw: RawColumns, mapping: ColumnMapping | None, reading: Reading) -> Imported:
    """Return the reports of a file's columns.

    Parameters
    ----------
    name
        Of the file.
    raw
        Its columns, the names in small letters.
    mapping
        None: the columns are named as the fields.
    reading
        Gets what is made.

    Raises
    ------
    UnreadableFile
        If there is no mapping and no column is named as a field.
    UnreadableMapping
        If it names a column that the file has not, or nothing says who claims or where it was read.
    """
    imported = Imported(reading, len(raw.rows))
    if mapping is None or mapping.is_named:
        said = mapping or ColumnMapping()
        read_named(name, replace(raw, decimal=said.decimal, dates=said.dates), reading)
        return imported
    called = {wanted: column.strip().lower() for wanted, column in mapping.columns.items()}
    _refuse_absent(name, raw, [*mapping.columns.values(), *mapping.span.values(), *(f.column for f in mapping.figures)])
    _refuse_anonymous(mapping)
    shared = {wanted: _filled(raw.texts[column], wanted, mapping) for wanted, column in called.items()}
    if "geometry" in raw.texts and "geometry" not in shared and "geometry" not in mapping.constants:
        shared["geometry"], called["geometry"] = raw.texts["geometry"], "geometry"
    problems: list[tuple[int, str, str]] = []
    if mapping.span:
        spans, problems = _spans(raw, mapping)
        shared |= {wanted: spans for wanted in ("start", "end") if wanted not in shared}
    for one in mapping.figures or (FigureColumn(""),):
        _import_figures(name, raw, mapping, one, (shared, called, problems), imported)
    return imported


_Shared = tuple["Mapping[str, pa.Array]", "Mapping[str, str]", list[tuple[int, str, str]]]


def _import_figures(
    name: str, raw: RawColumns, mapping: ColumnMapping, one: FigureColumn, common: _Shared, imported: Imported
) -> None:
    """Return the reports of one column of figures."""
    shared, called, problems = common
    count = len(raw.rows)
    column = one.column.strip().lower()
    texts = dict(shared)
    if column:
        texts["figure"] = _filled(raw.texts[column], "figure", mapping)
        called = {**called, "figure": column}
    wrong = _wrong_cells(raw, texts, called)
    kept = np.ones(count, dtype=bool)
    if column and mapping.without_figure != "keep":
        kept = pc.not_equal(texts["figure"], "").to_numpy(zero_copy_only=False).copy()
        kept[[cell.position for cell in wrong if cell.column == "figure"]] = True
        imported.left_out[one.column] = int(count - kept.sum())
    for wanted, text in {**mapping.constants, **one.constants}.items():
        given = texts.get(wanted)
        constant = pa.repeat(pa.scalar(text, pa.large_string()), count)
        # What a column leaves blank the constant says.
        texts[wanted] = constant if given is None else pc.if_else(pc.equal(given, ""), constant, given)
    part = replace(raw.with_texts(texts, called), wrong=wrong, decimal=mapping.decimal, dates=mapping.dates)
    part = part.only_rows(kept)
    moved = np.cumsum(kept) - 1
    wrong_spans = [(int(moved[at]), wanted, message) for at, wanted, message in problems if kept[at]]
    read_raw(name, part, imported.reading, problems=wrong_spans, called=called)


def _wrong_cells(raw: RawColumns, texts: Mapping[str, pa.Array], called: Mapping[str, str]) -> list[WrongCell]:
    """Return the cells that cannot be read, by field; one that the mapping takes for a blank is none."""
    return [
        cell
        for cell in raw.with_texts(dict(texts), called).wrong
        if texts[cell.column][cell.position].as_py() or not raw.texts[called[cell.column]][cell.position].as_py()
    ]


def _refuse_absent(name: str, raw: RawColumns, columns: list[str]) -> None:
    for column in columns:
        if column and column.strip().lower() not in raw.texts:
            wanted = column.strip().lower()[:LONGEST_NAME]
            near = difflib.get_close_matches(wanted, [one[:LONGEST_NAME] for one in raw.texts], n=1, cutoff=0.5)
            there = ", ".join(map(echoed, islice(raw.texts, _MOST_SHOWN))) + (", …" * (len(raw.texts) > _MOST_SHOWN))
            remedy = f"did you mean {near[0]!r}?" if near else f"it has {there}"
            raise UnreadableMapping(f"{name}: has no column {echoed(column)}, which the mapping names; {remedy}")


def _refuse_anonymous(mapping: ColumnMapping) -> None:
    """Raise once what every row would be rejected for."""
    given = {*mapping.columns, *mapping.constants}
    given |= {"source_title"} if given & {"source", "source_url", "source_publisher", "source_id"} else set()
    for wanted, meaning in _SAYS_WHO:
        if wanted not in given:
            remedy = f'add {wanted} = "…" to [constants], or --set {wanted}=…'
            raise IncompleteMapping(f"the mapping does not give {wanted}, {meaning}", remedy)


def _filled(texts: pa.Array, wanted: str, mapping: ColumnMapping) -> pa.Array:
    """Return a column trimmed, without texts that mean "no value", and with the meaning of the others."""
    trimmed = pc.utf8_trim_whitespace(texts)
    if wanted == "figure":  # a count that a program wrote as 1000.0
        trimmed = pc.replace_substring_regex(trimmed, r"^(\d+)\.0$", r"\1")
    if wanted in _DAYS:  # no clock time enters
        trimmed = pc.replace_substring_regex(trimmed, r"^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d\S*$", r"\1")
    coded = trimmed.dictionary_encode()
    distinct = coded.dictionary.to_pylist()
    blanks = set(mapping.blanks)
    if wanted == "end":
        blanks.discard("..")  # open
    if wanted in {"place_country", "source_language"} and _is_in_two_letters(coded, blanks):
        blanks.discard(_NAMIBIA)
    means = mapping.values.get(wanted, {})
    read = [means.get(text, "" if text in blanks else text) for text in distinct]
    return trimmed if read == distinct else pa.array(read, pa.large_string()).take(coded.indices)


def _is_in_two_letters(coded: pa.DictionaryArray, blanks: set[str]) -> bool:
    """Whether a column holds codes of two letters, in which NA is Namibia's."""
    lengths = [len(text) for text in coded.dictionary.to_pylist() if text and text not in blanks]
    return not lengths or 2 * sum(length == 2 for length in lengths) > len(lengths)


def _spans(raw: RawColumns, mapping: ColumnMapping) -> tuple[pa.Array, list[tuple[int, str, str]]]:
    """Read each distinct span once; return them in EDTF, and what is wrong in which row."""
    count = len(raw.rows)
    parts: dict[str, str] = {part: mapping.span[part].strip().lower() for part in SPAN_PARTS if part in mapping.span}
    coded = [_filled(raw.texts[column], "span", mapping).dictionary_encode() for column in parts.values()]
    codes, firsts = combine_codes([(_codes(one), len(one.dictionary)) for one in coded], count)
    distinct = [one.take(pa.array(firsts)).to_pylist() for one in coded]
    read: list[str] = []
    wrong: dict[int, str] = {}
    for code in range(len(firsts)):
        try:
            read.append(read_span_parts(**{part: texts[code] for part, texts in zip(parts, distinct, strict=True)}))
        except UnreadableSpan as error:
            read.append("")
            wrong[code] = f"{error} (column {echoed(parts.get(error.part, error.part))})"
    positions = np.flatnonzero(np.isin(codes, list(wrong)))
    problems = [(int(position), "start", wrong[int(codes[position])]) for position in positions]
    return pa.array(read, pa.large_string()).take(pa.array(codes)), problems


def _codes(coded: pa.DictionaryArray) -> NDArray[np.int64]:
    codes: NDArray[np.int64] = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return codes
