"""A CSV file as columns of text: its encoding, its row of names, quotes never closed, rows of another width."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from mustermap.data.fields import SOURCE_COLUMNS, SOURCE_PREFIX
from mustermap.data.files.raw_columns import RawColumns, checked_names, one_chunk
from mustermap.data.files.reading import Reading, Remark
from mustermap.data.short_texts import shortened
from mustermap.errors import UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

FLAT_SOURCE: Final = tuple(SOURCE_PREFIX + name for name in SOURCE_COLUMNS)
#: Two noncharacters, which no text may hold, for a byte that is not UTF-8.
NOT_UTF8: Final = "\ufdd0\ufdd1"
_FOREIGN_BYTE: Final = re.compile("[\udc80-\udcff]")
_LARGEST: Final = 2_000_000_000
"""Bytes; a block of Arrow's reader, which a file is, holds no more."""
_MARK: Final = b"\xef\xbb\xbf"


def read_columns(path: Path, reading: Reading) -> RawColumns:
    """Read the columns of a CSV file that have a name; what no row can be made of is rejected.

    Raises
    ------
    UnreadableFile
        If it has no row of names, names a column twice, or has too many columns.
    """
    content, is_foreign = _content(path)
    header = io.BytesIO(content).readline().decode("utf-8", "replace").strip()
    if not header:
        raise UnreadableFile(f"{path.name}: has no row of column names; write them in the first row")
    delimiter = max(",;\t", key=header.count)
    content = _without_stray_quotes(content, delimiter, path, reading)
    names, begin = _names(content, delimiter, path)
    table, skipped = _parsed(memoryview(content)[begin:], names, delimiter, path, reading)
    read = [name for name in names if name]
    if not read:
        raise UnreadableFile(f"{path.name}: has no row of column names; write them in the first row")
    texts = {name: one_chunk(table[name]) for name in read}
    numbers = np.arange(2, table.num_rows + len(skipped) + 2)
    numbers = np.setdiff1d(numbers, skipped) if skipped else numbers
    empty = _empty_rows(texts, table.num_rows)
    if empty.any():
        kept = pa.array(~empty)
        texts, numbers = {name: column.filter(kept) for name, column in texts.items()}, numbers[~empty]
    return RawColumns(texts, numbers, is_foreign, is_semicolon=delimiter == ";")


def _content(path: Path) -> tuple[bytes, bool]:
    """Read a file as UTF-8; return its text, and whether bytes that are not UTF-8 were replaced by NOT_UTF8."""
    if path.stat().st_size > _LARGEST:
        raise UnreadableFile(f"{path.name}: has more than {_LARGEST / 1e9:.0f} GB; split it")
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:200]:
        raise UnreadableFile(f"{path.name}: is UTF-16, or no text; save the file as UTF-8")
    content = content.removeprefix(_MARK)
    is_foreign = not _is_utf8(content)
    if is_foreign:
        content = _FOREIGN_BYTE.sub(NOT_UTF8, content.decode(errors="surrogateescape")).encode()
    # The line ends of an old Mac.
    return content if b"\n" in content else content.replace(b"\r", b"\n"), is_foreign


def _is_utf8(content: bytes) -> bool:
    """Check bytes where they are: to decode them takes three times their room.

    Examples
    --------
    >>> _is_utf8("Łódź".encode()), _is_utf8("Łódź".encode()[:-1]), _is_utf8(bytes([237, 160, 128])), _is_utf8(b"")
    (True, False, False, True)
    """
    ends = np.array([0, len(content)], dtype=np.int64)
    text = pa.Array.from_buffers(pa.large_string(), 1, [None, pa.py_buffer(ends), pa.py_buffer(content)])
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _names(content: bytes, delimiter: str, path: Path) -> tuple[list[str], int]:
    """Return the names of the columns and where the rows below them begin."""
    lines = io.BytesIO(content)
    try:
        header = csv.reader((line.decode() for line in lines), delimiter=delimiter)
        names = next(header, [])
    except (csv.Error, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{path.name}: the row of column names cannot be read ({error}); check it") from error
    return checked_names(names, path.name), lines.tell()


def _without_stray_quotes(content: bytes, delimiter: str, path: Path, reading: Reading) -> bytes:
    """Reject a line with a quote that is never closed, or closed lines later: it would take in the rows between.

    A cell may run over several lines. A quote is taken for a stray one where it is open at the end of the file, or
    where a line within it, or the line that closes it, has by itself as many cells as the row of names has.
    """
    odd = _lines_with_odd_quotes(content)
    if not odd:
        return content
    lines = content.split(b"\n")
    full = _cells_in(lines[0], delimiter)
    at = 0
    while at < len(odd):
        opens, closes = odd[at], odd[at + 1] if at + 1 < len(odd) else None
        inner = lines[opens : (closes or opens) + 1]
        is_stray = closes is None or (full > 3 and any(_cells_in(line, delimiter) == full for line in inner[1:]))
        if is_stray and opens == 0:
            remedy = "close it, or leave it out"
            raise UnreadableFile(f"{path.name}: the row of column names has a quote that is not closed; {remedy}")
        if is_stray:
            message = "has a quote that is not closed in its row; close it, or leave it out"
            reading.reject([Remark(path.name, f"line {opens + 1}", "", message)])
            lines[opens] = b""
        at += 1 if is_stray else 2
    return b"\n".join(lines)


def _cells_in(line: bytes, delimiter: str) -> int:
    """Count the cells of a line that is read by itself."""
    try:
        return len(next(csv.reader([line.decode()], delimiter=delimiter), []))
    except csv.Error:  # a cell of more than 131,072 characters
        return 0


def _lines_with_odd_quotes(content: bytes) -> list[int]:
    letters = np.frombuffer(content, dtype=np.uint8)
    quotes = np.flatnonzero(letters == ord('"'))
    if not len(quotes):
        return []
    ends = np.append(np.flatnonzero(letters == ord("\n")), len(letters))
    counts = np.diff(np.searchsorted(quotes, ends), prepend=0)
    return list(np.flatnonzero(counts % 2).tolist())


def _parsed(
    content: memoryview, names: list[str], delimiter: str, path: Path, reading: Reading
) -> tuple[pa.Table, list[int]]:
    """Return the rows, and the numbers of those that are left out because their width is another."""
    ragged: list[tuple[int, str]] = []

    def skip(row: arrow_csv.InvalidRow) -> str:
        got = f"has {row.actual_columns} cells where the names are {row.expected_columns}"
        blank = not row.text.strip(f"{delimiter}\r\n ")
        ragged.append((row.number + 1, "" if blank else f"{got}; put quotes around a cell that holds {delimiter!r}"))
        return "skip"

    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(content),
            read_options=arrow_csv.ReadOptions(
                use_threads=False, block_size=max(1 << 20, len(content) + 1), column_names=names
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=skip
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise UnreadableFile(f"{path.name}: {shortened(str(error), 200)}; check the quotes") from error
    for number, message in ragged:
        if message:
            reading.reject([Remark(path.name, f"row {number}", "", message)])
    return table, [number for number, _ in ragged]


def _empty_rows(texts: dict[str, pa.Array], count: int) -> NDArray[np.bool_]:
    """Return the rows that are blank; a column is looked at only as long as there may be some."""
    empty = np.ones(count, dtype=bool)
    for column in texts.values():
        if not empty.any():
            break
        empty &= pc.equal(column, "").to_numpy(zero_copy_only=False)
    return empty
