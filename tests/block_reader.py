"""The block of a page, read as the page reads it: what a file really holds of its reports."""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import TYPE_CHECKING, Any

import numpy as np

from mustermap.maps.block.block import FORMAT
from mustermap.maps.block.container import ALIGNED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Buffers = Sequence[NDArray[Any]]


def read_page(page: str) -> dict[str, Any]:
    """Read the block of a whole page, as `read_block` does.

    Raises
    ------
    ValueError
        If the page holds none.
    """
    found = re.search(r'<script type="application/octet-stream" id="[a-z0-9_]+_data">([A-Za-z0-9+/=]+)</script>', page)
    if not found:
        raise ValueError("the page holds no block of claims; name a page that mustermap has made")
    return read_block(found[1])


def read_block(text: str) -> dict[str, Any]:
    """Read a block as the page reads it.

    Parameters
    ----------
    text : str
        What stands in the page's element of data, as `block_text` writes it.

    Returns
    -------
    dict
        ``title``, ``days``, ``credits``, ``care`` and ``force_wordings``; ``reports``, ``places`` and ``sources`` as
        lists, a column a field. In ``reports``, ``place`` and ``source`` are rows of those tables (-1 for no place),
        ``edges`` pairs.

    Raises
    ------
    ValueError
        If the block has another format.
    """
    header, buffers = unpack(gzip.decompress(base64.b64decode(text)))
    if header["format"] != FORMAT:
        raise ValueError(f"the data block has format {header['format']}; this version reads format {FORMAT}")
    raw = header["reports"]
    edges = {name: buffers[number].reshape(-1, 2).tolist() for name, number in raw["edges"].items()}
    reports = read_table({name: column for name, column in raw.items() if name != "edges"}, buffers)
    reports["place"] = [place - 1 for place in reports["place"]]
    places = read_table(header["places"], buffers)
    places["geometry"] = [json.loads(outline) if outline else None for outline in places["geometry"]]
    return {
        **{name: header[name] for name in ("title", "days", "credits", "care", "force_wordings")},
        "reports": reports | {"edges": edges},
        "places": places,
        "sources": read_table(header["sources"], buffers),
    }


def read_table(raw: Mapping[str, Any], buffers: Buffers) -> dict[str, list[Any]]:
    """Read the columns of one table of the block; ``count`` is how many rows it has."""
    columns = {name: column for name, column in raw.items() if name != "count"}
    read = {}
    for name, column in columns.items():
        values = _values(column["values"], columns, buffers, raw["count"])
        codes = _codes(column["codes"], columns, buffers, raw["count"])
        read[name] = [values[code] for code in codes]
    return read


def _values(values: Mapping[str, Any], columns: Mapping[str, Any], buffers: Buffers, count: int) -> Sequence[Any]:
    if "forms" in values:
        return _formed(values, columns, buffers, count)
    return (_numbers if "numbers" in values else _texts)(values, buffers)


def _formed(values: Mapping[str, Any], columns: Mapping[str, Any], buffers: Buffers, count: int) -> list[str]:
    """Fill forms of texts with each row's numbers and with its name, which another column has."""
    forms = [re.split(r"([\x00-\x08])", form) for form in _texts(values["forms"], buffers)]
    fillings = [
        buffers[one["plain"]] if "plain" in one else np.cumsum(buffers[one["steps"]], dtype=np.int64)
        for one in values["numbers"]
    ]
    named = columns[values["name"]]
    names: Sequence[str] = []
    if any("\1" in form for form in forms):
        texts = _values(named["values"], columns, buffers, count)
        names = [texts[code] for code in _codes(named["codes"], columns, buffers, count)]
    filled = []
    for row, code in enumerate(buffers[values["form"]].tolist()):
        numbers = iter(fillings)
        parts = list(forms[code])
        for k in range(1, len(parts), 2):
            digits = ord(parts[k])
            parts[k] = names[row] if digits == 1 else str(next(numbers)[row]).zfill(digits)
        filled.append("".join(parts))
    return filled


def _codes(codes: Any, columns: Mapping[str, Any], buffers: Buffers, count: int) -> Sequence[int]:
    if codes == "row":
        return range(count)
    if codes == "one":
        return [0] * count
    if isinstance(codes, dict):
        other = _codes(columns[codes.get("of") or codes["plus"]]["codes"], columns, buffers, count)
        if "of" in codes:
            return other
        return list((np.asarray(other) + buffers[codes["steps"]] + codes["base"]).tolist())
    return list(buffers[codes].tolist())


def _numbers(values: Mapping[str, int], buffers: Buffers) -> list[float]:
    numbers = buffers[values["numbers"]]
    return list((numbers.astype(np.int64) + values["base"] if "base" in values else numbers).tolist())


def _texts(values: Mapping[str, Any], buffers: Buffers) -> list[str]:
    if "prefix" in values:
        numbers = np.cumsum(buffers[values["steps"]], dtype=np.int64).tolist()
        return [values["prefix"] + str(number).zfill(values["digits"]) for number in numbers]
    content = buffers[values["bytes"]].tobytes()
    ends = np.cumsum(buffers[values["lengths"]], dtype=np.int64).tolist()
    return [content[begin:end].decode("utf-8") for begin, end in zip([0, *ends], ends, strict=False)]


def _joined(content: NDArray[np.uint8], kind: np.dtype[Any]) -> NDArray[Any]:
    """Put the planes of integers together."""
    if kind.kind == "f" or kind.itemsize == 1:
        return content.view(kind)
    return np.ascontiguousarray(content.reshape(kind.itemsize, -1).T).view(kind).ravel()


def unpack(content: bytes) -> tuple[dict[str, Any], Sequence[NDArray[Any]]]:
    """Read a container.

    Returns
    -------
    tuple
        The header, and the buffers.
    """
    at = 4 + int.from_bytes(content[:4], "little")
    header: dict[str, Any] = json.loads(content[4:at])
    arrays = []
    for name, count in header.pop("buffers"):
        kind = np.dtype(name).newbyteorder("<")
        size = count * kind.itemsize
        arrays.append(_joined(np.frombuffer(content, dtype=np.uint8, count=size, offset=at), kind))
        at += size + -size % ALIGNED
    return header, arrays
