"""Report files in CSV, read column by column: a rule reads each distinct value once, whatever the number of rows."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from data.errors import InvalidField, UnreadableFile
from data.fields import REPORT_COLUMNS, SOURCE_COLUMNS, SOURCE_PREFIX
from data.reading import Reading, Remark, unknown_fields
from data.rules import REPORT_RULES, Cells, Rule, Unread, report_id
from data.table import FLAG_COLUMNS, NUMBER_COLUMNS, empty_column

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

_FLAT_SOURCE: Final = tuple(SOURCE_PREFIX + name for name in SOURCE_COLUMNS)
_FOREIGN_BYTE: Final = re.compile("[\udc80-\udcff]")
_NOT_UTF8: Final = "\ufdd0\ufdd1"  # two noncharacters, which no text may hold, for a byte that is not UTF-8


@dataclass(slots=True)
class _File:
    """One file while it is read: its columns as text, the number of each row, and what is wrong with which row."""

    name: str
    raw: pd.DataFrame
    rows: NDArray[np.int64]
    reading: Reading
    problems: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    notices: list[tuple[NDArray[np.int64], str, str]] = field(default_factory=list)

    def reject(self, positions: Iterable[int], name: str, message: str) -> None:
        """Note what is wrong with a field of some rows, by their positions in the columns."""
        for position in positions:
            self.problems.setdefault(int(position), []).append((name, message))

    def good(self) -> NDArray[np.int64]:
        """Hand the rejections and the notices over; give the positions of the rows that stay."""
        for position, remarks in sorted(self.problems.items()):
            row = f"row {self.rows[position]}"
            self.reading.reject(Remark(self.name, row, name, message) for name, message in remarks)
        bad = np.fromiter(self.problems, dtype=np.int64, count=len(self.problems))
        good = np.setdiff1d(np.arange(len(self.raw)), bad)
        for positions, name, why in self.notices:
            rows = self.rows[np.intersect1d(positions, good)]
            if len(rows):
                row = f"row {rows[0]}" + (" and others" if len(rows) > 1 else "")
                self.reading.notices.append(Remark(self.name, row, name, why))
        return good


def read_csv(path: Path, reading: Reading) -> None:
    """Read one CSV file into a reading.

    Parameters
    ----------
    path
        UTF-8, with or without a byte order mark; parted by comma, semicolon or tab. The first row names the columns;
        a list's members are parted by ``;``. ``row 2`` of a remark is the first row below the names.
    reading
        Gets the accepted reports as a table, the sources, the rejections and the notices.

    Raises
    ------
    UnreadableFile
        If it has no row of names, or names a column twice.
    """
    file = _File(path.name, *_raw_columns(path, reading), reading)
    _refuse_foreign_characters(file)
    file.raw["source"] = _sources(file)
    cells = pd.DataFrame({name: empty_column(name, len(file.raw)) for name in REPORT_COLUMNS})
    for rule in REPORT_RULES:
        _apply(rule, file, cells)
    _fill_ids(cells)
    good = file.good()
    reading.tables.append(cells.iloc[good].assign(_file=file.name, _row=file.rows[good]).reset_index(drop=True))


def _raw_columns(path: Path, reading: Reading) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Read the columns as text, and the number of each row in the file."""
    text = _text(path)
    header = text.partition("\n")[0].strip()
    if not header:
        raise UnreadableFile(f"{path.name}: has no row of column names; write them in the first row")
    delimiter = max(",;\t", key=header.count)
    text = _without_stray_quotes(text, delimiter, path, reading)
    names, text = _split_header(text, delimiter, path)
    ragged: list[tuple[int, str]] = []

    def skip(row: arrow_csv.InvalidRow) -> str:
        got = f"has {row.actual_columns} cells where the names are {row.expected_columns}"
        blank = not row.text.strip(f"{delimiter}\r\n ")
        ragged.append((row.number + 1, "" if blank else f"{got}; put quotes around a cell that holds {delimiter!r}"))
        return "skip"

    try:
        table = arrow_csv.read_csv(
            io.BytesIO(text.encode()),
            read_options=arrow_csv.ReadOptions(
                use_threads=False, block_size=max(1 << 20, len(text.encode()) + 1), column_names=names
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=skip
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise UnreadableFile(f"{path.name}: {error}; check the quotes") from error
    for said in unknown_fields(names, known=(*REPORT_COLUMNS, *_FLAT_SOURCE)):
        reading.notices.append(Remark(path.name, "", "", f"column {said}, so it was not read"))
    for number, message in ragged:
        if message:
            reading.reject([Remark(path.name, f"row {number}", "", message)])
    known = [name for name in names if name in {*REPORT_COLUMNS, *_FLAT_SOURCE}]
    if not known:
        wanted = "claimant, said, figure, force, place, source_title"
        raise UnreadableFile(f"{path.name}: has no column that is known; name the columns as in {wanted}")
    raw = table.select(known).to_pandas().astype("str")
    skipped = {number for number, _ in ragged}
    numbers = np.array([n for n in range(2, len(raw) + len(skipped) + 2) if n not in skipped], dtype=np.int64)
    empty = (raw == "").all(axis=1).to_numpy()
    return raw[~empty].reset_index(drop=True), numbers[~empty]


def _text(path: Path) -> str:
    """Decode a file; what is not UTF-8 becomes a sign that no text holds."""
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:200]:
        raise UnreadableFile(f"{path.name}: is UTF-16, or no text; save the file as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _FOREIGN_BYTE.sub(_NOT_UTF8, content.decode("utf-8-sig", errors="surrogateescape"))
    return text if "\n" in text else text.replace("\r", "\n")  # the line ends of an old Mac


def _split_header(text: str, delimiter: str, path: Path) -> tuple[list[str], str]:
    """Read the names of the columns; give them and the text below them."""
    lines = io.StringIO(text)
    try:
        names = [name.strip().lower() for name in next(csv.reader(lines, delimiter=delimiter))]
    except csv.Error as error:
        raise UnreadableFile(f"{path.name}: the row of column names cannot be read ({error}); check it") from error
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UnreadableFile(f"{path.name}: names the column {', '.join(map(repr, twice))} twice; keep one of them")
    return names, lines.read()


def _without_stray_quotes(text: str, delimiter: str, path: Path, reading: Reading) -> str:
    """Reject a line with a quote that is never closed, or closed lines later: it would take in the rows between.

    A cell may run over several lines. A quote is taken for a stray one where it is open at the end of the file, or
    where a line within it, or the line that closes it, has as many delimiters as the row of names has.
    """
    lines = text.split("\n")
    odd = [number for number, line in enumerate(lines) if line.count('"') % 2]
    full = lines[0].count(delimiter)
    while odd:
        opens, closes = odd[0], odd[1] if len(odd) > 1 else None
        inner = lines[opens : (closes or opens) + 1]
        is_stray = closes is None or (full > 2 and any(line.count(delimiter) == full for line in inner[1:]))
        if is_stray:
            message = "has a quote that is not closed in its row; close it, or leave it out"
            reading.reject([Remark(path.name, f"line {opens + 1}", "", message)])
            lines[opens] = ""
            odd = odd[1:]
        else:
            odd = odd[2:]
    return "\n".join(lines)


def _refuse_foreign_characters(file: _File) -> None:
    for name in file.raw:
        broken = np.flatnonzero(file.raw[name].str.contains(_NOT_UTF8, regex=False).to_numpy())
        file.reject(broken, str(name), "holds bytes that are not UTF-8; save the file as UTF-8")


def _sources(file: _File) -> pd.Series[str]:
    """Read each distinct source once; give the id of every row's source."""
    raw, reading = file.raw, file.reading
    ids = raw["source"] if "source" in raw else pd.Series("", index=raw.index, dtype="str")
    flat = [name for name in _FLAT_SOURCE if name in raw]
    if not flat:
        return ids
    distinct = raw[flat].assign(source=ids).apply(lambda column: column.str.strip())
    codes, firsts = _combinations(distinct)
    found = []
    for code, first in enumerate(firsts):
        source = {name.removeprefix(SOURCE_PREFIX): distinct.at[first, name] for name in flat}
        if not any(source.values()):
            found.append(distinct.at[first, "source"])
            continue
        named = distinct.at[first, "source"]
        if named and source.get("id") not in {None, "", named}:
            message = f"{source['id']!r} is not the source {named!r} of the same row; leave one of the two out"
            file.reject(np.flatnonzero(codes == code), "source_id", message)
        source["id"] = source.get("id") or named
        before = len(reading.rejected)
        identity = reading.add_source(file.name, f"row {file.rows[first]}", source)
        if identity is None:
            remarks, reading.rejected[before:] = reading.rejected[before:], []
            reading.rejected_rows -= 1
            for remark in remarks:
                file.reject(np.flatnonzero(codes == code), SOURCE_PREFIX + remark.field, remark.message)
        found.append(identity or "?")
    return pd.Series(np.array(found, dtype=object)[codes], dtype="str")


def _apply(rule: Rule, file: _File, cells: pd.DataFrame) -> None:
    """Let a rule read each distinct combination of its fields once, and spread the answers over the rows."""
    given = [name for name in rule.fields if name in file.raw]
    if rule.fields == ("id", "repeats", "updates", "disputes") and given in ([], ["id"]):
        return  # nothing refers to anything, and ids are all distinct
    texts = file.raw[given]
    codes, firsts = _combinations(texts)
    blank = dict.fromkeys(rule.fields, "")
    distinct = zip(*(texts[name].iloc[firsts].str.strip().tolist() for name in given), strict=True) if given else [()]
    answers: list[Cells] = []
    for code, values in enumerate(distinct):
        answer, unread, problem = _read(rule, blank | dict(zip(given, values, strict=True)))
        answers.append(answer)
        if problem:
            file.reject(np.flatnonzero(codes == code), problem.field, str(problem))
        for name, why in unread:
            file.notices.append((np.flatnonzero(codes == code), name, why))
    for name in dict.fromkeys(name for answer in answers for name in answer):
        blanks = empty_column(name, 1)
        blank_cell = blanks.iloc[0]
        spread = np.array([answer.get(name, blank_cell) for answer in answers], dtype=object)[codes]
        cells[name] = pd.Series(spread, dtype=blanks.dtype)


def _combinations(texts: pd.DataFrame) -> tuple[NDArray[np.integer[Any]], NDArray[np.int64]]:
    """Tell apart the combinations of columns by number; give each row's number, and where each number first stands."""
    codes: NDArray[np.integer[Any]]
    if texts.shape[1] > 1:
        codes = texts.groupby(list(texts), sort=False, dropna=False).ngroup().to_numpy()
    elif texts.shape[1] == 1:
        codes = pd.factorize(texts.iloc[:, 0])[0]
    else:
        codes = np.zeros(len(texts), dtype=np.int64)
    firsts: NDArray[np.int64] = np.unique(codes, return_index=True)[1]
    return codes, firsts


def _read(rule: Rule, texts: dict[str, str]) -> tuple[Cells, Unread, InvalidField | None]:
    try:
        return *rule.read(texts), None
    except InvalidField as problem:
        return {}, (), problem


def _fill_ids(cells: pd.DataFrame) -> None:
    """Give the reports without an id the hash of what they say."""
    without = np.flatnonzero((cells["id"] == "").to_numpy())
    if len(without):
        names = [name for name in REPORT_COLUMNS if name in _SAID_BY_ID]
        columns = [cells[name].iloc[without].tolist() for name in names]
        made = [report_id(_present(dict(zip(names, row, strict=True)))) for row in zip(*columns, strict=True)]
        ids = cells["id"].to_numpy(dtype=object).copy()
        ids[without] = made
        cells["id"] = pd.Series(ids, dtype="str")


_SAID_BY_ID: Final = {
    "source", "claimant", "said", "force", "component", "unit", "phase", "place", "start", "end", "figure",
    *NUMBER_COLUMNS, *FLAG_COLUMNS,
}  # fmt: skip


def _present(cells: Cells) -> Cells:
    """Leave out what is blank, and whether an absent bound is included."""
    kept = {name: cell for name, cell in cells.items() if cell != "" and cell == cell}
    return {
        name: cell
        for name, cell in kept.items()
        if not name.endswith("_included") or name.removesuffix("_included") in kept
    }
