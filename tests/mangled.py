"""Files of every format that is read, broken in ways that a seed decides: the same seed gives the same file.

`whole` makes a good file of a kind, `mangle` breaks it: bits flipped, pieces cut out, doubled or swapped, signs that
matter to a reader put in, cells replaced by what no cell should hold. A workbook is also broken within its archive, so
that what reads the XML meets it.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    _Way = Callable[[bytearray, random.Random], None]

HERE: Final = ("csv", "tsv", "toml", "geojson")
"""Kinds that are read in the process that asks."""
APART: Final = ("xlsx", "gpkg", "kml", "parquet", "geo.parquet")
"""Kinds that are opened in a process of their own."""
KINDS: Final = (*HERE, *APART)

ROWS: Final = (
    {"claimant": "A. Minister", "said": "2022-10-14", "figure": "more than a thousand", "figure_low": "",
     "place": "Minsk", "force": "Northland;Southland", "summary": 'He said "so".', "source_title": "Evening News"},
    {"claimant": "Б. Міністр", "said": "late September 2022", "figure": "12.5", "figure_low": "10.25",
     "place": "52.10, 23.70", "force": "Northland", "summary": "One\nline more.", "source_title": "Evening News"},
    {"claimant": "C. Deputy", "said": "", "figure": "20,000", "figure_low": "", "place": "", "force": "",
     "summary": "=1+1", "source_title": "Morning News"},
)  # fmt: skip
"""What the good files say; some of it looks like something else."""

_NUMBERS: Final = ("figure_low",)
_OF_PAGES: Final = ("gpkg", "parquet", "geo.parquet")
_PAGE: Final = 4096
_HOSTILE: Final = (
    b"", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b'"', b'""', b"'", b",", b";", b"\t", b"\n", b"\r", b"\r\n", b"\\",
    b"/", b"<", b"&", b"]]>", b"{", b"}", b"[", b"]", b"=", b"#DIV/0!", b"#N/A", b"1e400", b"-1e400", b"1e-7", b"NaN",
    b"Infinity", b"12.125", b"12,125", b"9" * 400, b"99999999999999999999", b"-5", b"true", b"null", b"2022-13-45",
    b"0000-00-00", b"[2022..]", b"x" * 5000, b"\\ud800", "\u202e".encode(), "\ufeff".encode(),
    "\U0010ffff".encode(), "١٢٣".encode(),
)  # fmt: skip


def whole(kind: str, folder: Path) -> bytes:
    """Make a good file of a kind; the folder may be written in."""
    return _WHOLE[kind](folder / f"whole.{kind}")


def mangle(kind: str, content: bytes, seed: int) -> bytes:
    """Break a file in one to six places; the seed decides how."""
    draw = random.Random(f"{kind} {seed}")  # noqa: S311 - no secret
    if kind == "xlsx" and seed % 4:
        return _mangle_within(content, draw)
    # What stands at fixed places in a file is best met where it stays there.
    return _mangle(content, draw, _WAYS_OF_ONE_LENGTH if kind in _OF_PAGES and seed % 4 else _WAYS)


def _mangle(content: bytes, draw: random.Random, ways: Sequence[_Way]) -> bytes:
    broken = bytearray(content)
    for _ in range(draw.randint(1, 6)):
        draw.choice(ways)(broken, draw)
    return bytes(broken)


def _mangle_within(content: bytes, draw: random.Random) -> bytes:
    """Break one part of an archive, and close it properly."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as again:
        parts = archive.infolist()
        weights = [8 if "sheet" in part.filename else 1 for part in parts]
        (broken,) = draw.choices(parts, weights)
        for part in parts:
            inner = archive.read(part)
            again.writestr(part, _mangle(inner, draw, _WAYS) if part is broken else inner)
    return made.getvalue()


def _flip(content: bytearray, draw: random.Random) -> None:
    if content:
        content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)


def _cut(content: bytearray, draw: random.Random) -> None:
    begin, end = _piece(content, draw)
    del content[begin:end]


def _double(content: bytearray, draw: random.Random) -> None:
    begin, end = _piece(content, draw)
    content[begin:begin] = content[begin:end]


def _swap(content: bytearray, draw: random.Random) -> None:
    begin, end = _piece(content, draw)
    content[begin:end] = bytes(reversed(content[begin:end]))


def _end_early(content: bytearray, draw: random.Random) -> None:
    del content[draw.randint(0, len(content)) :]


def _put_in(content: bytearray, draw: random.Random) -> None:
    at = draw.randint(0, len(content))
    content[at:at] = draw.choice(_HOSTILE)


def _replace(content: bytearray, draw: random.Random) -> None:
    """Put something in the place of a text that is in the file, wherever it stands."""
    texts = [text.encode() for row in ROWS for text in (*row, *row.values()) if len(text) > 2]
    text = draw.choice(texts)
    content[:] = bytes(content).replace(text, draw.choice(_HOSTILE), draw.choice((1, 1, -1)))


def _scramble(content: bytearray, draw: random.Random) -> None:
    begin, end = _piece(content, draw)
    content[begin:end] = draw.randbytes(end - begin)


def _write_over(content: bytearray, draw: random.Random) -> None:
    """Write something over a text that is in the file, or over any place."""
    hostile = draw.choice(_HOSTILE)
    texts = [text.encode() for row in ROWS for text in (*row, *row.values()) if len(text) > 2]
    at = content.find(draw.choice(texts)) if draw.random() < 0.7 else draw.randint(0, len(content))
    if at >= 0:
        hostile = hostile[: max(0, len(content) - at)][:64]
        content[at : at + len(hostile)] = hostile


def _swap_pages(content: bytearray, draw: random.Random) -> None:
    pages = len(content) // _PAGE
    if pages > 1:
        one, other = (draw.randrange(pages) * _PAGE for _ in range(2))
        first, second = content[one : one + _PAGE], content[other : other + _PAGE]
        content[one : one + _PAGE], content[other : other + _PAGE] = second, first


def _piece(content: bytearray, draw: random.Random) -> tuple[int, int]:
    begin = draw.randint(0, len(content))
    return begin, min(len(content), begin + draw.choice((1, 2, 8, 64, 512)))


_WAYS_OF_ONE_LENGTH: Final[tuple[_Way, ...]] = (
    _flip, _flip, _flip, _write_over, _write_over, _write_over, _swap, _scramble, _swap_pages,
)  # fmt: skip
_WAYS: Final[tuple[_Way, ...]] = (
    _flip, _flip, _cut, _double, _swap, _end_early, _put_in, _put_in, _put_in, _replace, _replace, _replace, _scramble,
)  # fmt: skip


def _text(separator: str) -> Callable[[Path], bytes]:
    def make(_: Path) -> bytes:
        import csv

        lines = io.StringIO(newline="")
        writer = csv.DictWriter(lines, ROWS[0], delimiter=separator)
        writer.writeheader()
        writer.writerows(ROWS)
        return lines.getvalue().encode()

    return make


def _toml(_: Path) -> bytes:
    from mustermap.data.files.toml_text import value

    reports = []
    for number, row in enumerate(ROWS):
        fields = {name: text for name, text in row.items() if text and not name.startswith("source_")}
        lines = [f"{name} = {text if name in _NUMBERS else value(text)}" for name, text in fields.items()]
        reports.append("\n".join(["[[report]]", f'id = "report-{number}"', 'source = "s"', *lines]))
    return "\n".join(['[[source]]\nid = "s"\ntitle = "Evening News"', *reports, ""]).encode()


def _typed() -> list[dict[str, Any]]:
    return [
        {name: (float(text) if text else None) if name in _NUMBERS else text for name, text in row.items()}
        for row in ROWS
    ]


def _geojson(_: Path) -> bytes:
    features = [
        {"type": "Feature", "properties": row, "geometry": {"type": "Point", "coordinates": [27.5 + at, 53.9]}}
        for at, row in enumerate(_typed())
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _workbook(path: Path) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(list(ROWS[0]))
    for row in _typed():
        book.active.append(list(row.values()))
    book.active["C6"] = "=9000+1"
    book.save(path)
    return path.read_bytes()


def _frame() -> Any:
    import geopandas as gpd
    from shapely.geometry import Point

    points = [Point(27.5 + at, 53.9) for at in range(len(ROWS))]
    return gpd.GeoDataFrame(_typed(), geometry=points, crs=4326)


def _written(**options: str) -> Callable[[Path], bytes]:
    def make(path: Path) -> bytes:
        _frame().to_file(path, **options)
        return path.read_bytes()

    return make


def _parquet(path: Path) -> bytes:
    import pandas as pd

    pd.DataFrame(_typed()).to_parquet(path)
    return path.read_bytes()


def _geo_parquet(path: Path) -> bytes:
    _frame().to_parquet(path)
    return path.read_bytes()


_WHOLE: Final[dict[str, Callable[[Path], bytes]]] = {
    "csv": _text(","), "tsv": _text("\t"), "toml": _toml, "geojson": _geojson, "xlsx": _workbook,
    "gpkg": _written(layer="claims"), "kml": _written(driver="LIBKML"), "parquet": _parquet,
    "geo.parquet": _geo_parquet,
}  # fmt: skip
