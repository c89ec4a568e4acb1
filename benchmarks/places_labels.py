"""The labelled place wordings: what a row says, and which half it is in."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FOLDER = Path(__file__).parent / "labels"
SETS = ("wordings", "documents")
HALVES = ("tune", "held")
COLUMNS = (
    "wording", "country", "document", "status", "kind", "shape", "precision", "country_code", "region_code",
    "lon", "lat", "tolerance_m", "inside", "outside", "source", "note", "times", "half",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """The right answer to a place wording.

    Attributes
    ----------
    wording, country, document
        As passed to the resolver; `country` and `document` may be blank.
    status
        "resolved", or "unplaced" where every answer but a place is right.
    kind
        The group under which the row is counted: settlement, airfield, region, …
    shape
        "point", "around" (a point and a wide radius), "area", "line" or "corridor"; blank where nothing is placed.
    precision
        What the answer must be called; blank where any will do.
    country_code, region_code
        ISO 3166-1 and ISO 3166-2, blank where they do not count.
    lon, lat
        Degrees; of an area or a line a point in its middle. NaN where nothing is placed.
    tolerance_m
        How far the answer's point may lie from it, metres.
    inside, outside
        Points (lon, lat) that the answer's shape must hold or come near, and that it must not hold.
    source
        Where the label comes from.
    half
        "tune" or "held".
    """

    wording: str
    country: str
    document: str
    status: str
    kind: str
    shape: str
    precision: str
    country_code: str
    region_code: str
    lon: float
    lat: float
    tolerance_m: float
    inside: tuple[tuple[float, float], ...]
    outside: tuple[tuple[float, float], ...]
    source: str
    half: str


def read_wording(row: Mapping[str, str]) -> str:
    r"""Read a row's wording: plain, but of hostile rows with JSON's escapes, and repeated as often as it says.

    Parameters
    ----------
    row
        A row of a label file.

    Returns
    -------
    str
        The wording as passed to the resolver.

    Examples
    --------
    >>> read_wording({"wording": "x\\\\n", "kind": "hostile", "times": "2"})
    'x\\nx\\n'
    """
    text = row["wording"]
    if row["kind"] == "hostile":
        text = json.loads(f'"{text}"')
    return text * int(row["times"] or 1)


def half_of(wordings: Sequence[str]) -> str:
    """Return the half of the labels, for tuning or for judging, that a wording or a document belongs to.

    Parameters
    ----------
    wordings
        The wording of a row without a document, or all wordings of a document in their order.

    Returns
    -------
    str
        "tune" if the first bit of the SHA-256 of the wordings, joined by line feeds, is 0, else "held".

    Examples
    --------
    >>> half_of(["Minsk"]), half_of(["Paris", "Texas"])
    ('held', 'tune')
    """
    digest = hashlib.sha256("\n".join(wordings).encode("utf-8", "surrogatepass")).digest()
    return HALVES[digest[0] >> 7]


def read_rows(name: str, half: str) -> list[dict[str, str]]:
    """Return a label file's rows, unchanged."""
    with Path(FOLDER, f"{name}-{half}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def read_labels(name: str, half: str) -> list[Label]:
    """Read one half of a set of labels.

    Parameters
    ----------
    name
        "wordings" or "documents".
    half
        "tune" or "held".

    Returns
    -------
    list of Label
        In the file's order.
    """
    return [_label(row) for row in read_rows(name, half)]


def _label(row: Mapping[str, str]) -> Label:
    return Label(
        wording=read_wording(row),
        country=row["country"],
        document=row["document"],
        status=row["status"],
        kind=row["kind"],
        shape=row["shape"],
        precision=row["precision"],
        country_code=row["country_code"],
        region_code=row["region_code"],
        lon=float(row["lon"] or "nan"),
        lat=float(row["lat"] or "nan"),
        tolerance_m=float(row["tolerance_m"] or "nan"),
        inside=_points(row["inside"]),
        outside=_points(row["outside"]),
        source=row["source"],
        half=row["half"],
    )


def _points(text: str) -> tuple[tuple[float, float], ...]:
    pairs = (pair.split() for pair in text.split(";") if pair.strip())
    return tuple((float(lon), float(lat)) for lon, lat in pairs)
