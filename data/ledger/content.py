"""Cells: what one source, report or place says, column by column, and the one way in which they are written down."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from mustermap.data.fields import CLAIMANT_COLUMNS, REPORT_FIELDS, SOURCE_FIELDS
from mustermap.data.ledger.wkb import to_blob
from mustermap.errors import InvalidField

What: TypeAlias = Literal["source", "report", "place", "decision", "claimant"]
Cell: TypeAlias = str | float | bool
Cells: TypeAlias = Mapping[str, Cell]
PlaceCells: TypeAlias = Mapping[str, Cell | bytes]
"""As cells, and under ``geometry`` the well-known binary in EPSG:4326."""

PLACE_COLUMNS: Final = ("ref", "name", "kind", "precision", "radius_m", "country_code", "lon", "lat", "gazetteer")
DECISION_COLUMNS: Final = ("id", "wording", "country", "ref", "decided")
"""What a place wording was decided to mean: a key of wording and country, both as they stood, the ref of a place or
``unplaced``, and the day (UTC), where that is another than that of the revision."""

REGISTER_COLUMNS: Final = ("id", *CLAIMANT_COLUMNS)
"""A claimant of the register: what all spellings of the name share, and the fields of the data dictionary."""

GEOMETRY: Final = "geometry"

_KINDS: Final[Mapping[What, Mapping[str, str]]] = {
    "source": {field.name: field.kind for field in SOURCE_FIELDS},
    "report": {field.name: field.kind for field in REPORT_FIELDS},
    "place": {name: "number" if name in {"radius_m", "lon", "lat"} else "text" for name in PLACE_COLUMNS},
    "decision": dict.fromkeys(DECISION_COLUMNS, "text"),
    "claimant": dict.fromkeys(REGISTER_COLUMNS, "text"),
}
_ENCODER: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
_KEYS: Final[Mapping[What, str]] = {
    "source": "id", "report": "id", "place": "ref", "decision": "id", "claimant": "id",
}  # fmt: skip
_NEEDED: Final[Mapping[What, tuple[str, ...]]] = {"decision": ("wording", "ref"), "claimant": ("name",)}
"""What a decision or a claimant cannot be without."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Cells that have been checked and are ready to become a revision.

    Attributes
    ----------
    what : {'source', 'report', 'place', 'decision', 'claimant'}
        What the cells describe.
    id : str
        Its id; of a place, its ref.
    cells : mapping of str to str, float or bool
        Without blanks.
    content : str
        The cells as canonical JSON.
    blob : bytes or None
        The geometry of a place, as a GeoPackage keeps it.
    geometry_sha256 : str
        SHA-256 of the geometry's well-known binary, in hexadecimal digits; blank without a geometry.
    """

    what: What
    id: str
    cells: Cells
    content: str
    blob: bytes | None = None
    geometry_sha256: str = ""


def canonical(value: object) -> str:
    """Write JSON in the one way that is hashed: keys sorted, no blanks, characters as they are.

    Examples
    --------
    >>> canonical({"place": "Мачулищи", "figure_low": 1000.0, "figure_low_included": False})
    '{"figure_low":1000.0,"figure_low_included":false,"place":"Мачулищи"}'
    """
    return _ENCODER.encode(value)


def sha256(wkb: bytes | None) -> str:
    """Return the hash of a geometry, "" without one."""
    return "" if wkb is None else hashlib.sha256(wkb).hexdigest()


def drawn_ref(geometry: str) -> str:
    """Return the place for a geometry drawn by an editor, from the GeoJSON text in the report's cells.

    Parameters
    ----------
    geometry : str
        The ``geometry`` cell of a report, to the letter.

    Examples
    --------
    >>> drawn_ref('{"type":"Point","coordinates":[27.58,53.77]}')
    'drawn:d9f0a0476e3f474af4d3dddfebee5918'
    """
    return "drawn:" + hashlib.sha256(geometry.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def key_of(what: What, cells: PlaceCells) -> str:
    """Return the id of a source or a report, or the ref of a place; "" if it has none."""
    key = cells.get(_KEYS[what], "")
    return key if isinstance(key, str) else repr(key)


def draft(what: What, cells: PlaceCells) -> Draft:
    """Check cells and write them down in the one way in which they are kept.

    Parameters
    ----------
    what : {'source', 'report', 'place', 'decision', 'claimant'}
        What the cells describe.
    cells : mapping
        By the names of the data dictionary. Blanks may be left out or empty.

    Raises
    ------
    InvalidField
        If a column is not known, a cell has the wrong type, text cannot be kept, there is no id, or a geometry
        cannot be read.

    Examples
    --------
    >>> draft("source", {"id": "dw-2022", "title": "Will he join?", "note": ""}).content
    '{"id":"dw-2022","title":"Will he join?"}'
    >>> draft("report", {"id": "latushka-120000", "figure_low": "many"})
    Traceback (most recent call last):
    mustermap.errors.InvalidField: figure_low is 'many', no number; give a number or leave it out
    """
    kinds = _KINDS[what]
    geometry = cells.get(GEOMETRY) if what == "place" else None
    plain = {name: cell for name, cell in cells.items() if not (what == "place" and name == GEOMETRY)}
    if not plain.keys() <= kinds.keys():
        unknown = sorted(plain.keys() - kinds.keys())
        message = f"{', '.join(unknown)}: no column of a {what}; take the names of the data dictionary"
        raise InvalidField(unknown[0], message)
    kept = {name: _checked(name, kinds[name], cell) for name, cell in plain.items() if cell is not None and cell != ""}
    content = canonical(kept)
    if "\\u0000" in content or not _is_text(content):  # looked for in all cells at once; who it is, is seldom asked
        for name, cell in kept.items():
            checked_text(name, str(cell))
    key = kept.get(_KEYS[what], "")
    if not isinstance(key, str) or not key.strip():
        raise InvalidField(_KEYS[what], f"the {what} has no {_KEYS[what]}; give it one")
    if absent := [name for name in _NEEDED.get(what, ()) if name not in kept]:
        raise InvalidField(absent[0], f"the {what} has no {absent[0]}; give it one")
    if geometry is None:
        return Draft(what, key, kept, content)
    if not isinstance(geometry, bytes):
        raise InvalidField(GEOMETRY, "geometry is no well-known binary; give bytes")
    return Draft(what, key, kept, content, to_blob(geometry), sha256(geometry))


def checked_text(name: str, text: str) -> str:
    """Make sure that a text can be kept and read back by every program that opens the ledger.

    Raises
    ------
    InvalidField
        If it holds a NUL, at which other programs end the text, or half of a surrogate pair, which is no character.
    """
    if "\0" in text:
        raise InvalidField(name, f"{name} holds a NUL character; take it out")
    if not _is_text(text):
        raise InvalidField(name, f"{name} holds half a character (a lone surrogate); take it out")
    return text


def _is_text(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _checked(name: str, kind: str, cell: Cell | bytes) -> Cell:
    if kind == "number":
        return _checked_number(name, cell)
    if kind == "flag":
        if not isinstance(cell, bool):
            raise InvalidField(name, f"{name} is {cell!r}, neither true nor false; give one of them or leave it out")
        return cell
    if not isinstance(cell, str):
        raise InvalidField(name, f"{name} is {cell!r}, no text; give text or leave it out")
    return cell


def _checked_number(name: str, cell: Cell | bytes) -> float:
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        raise InvalidField(name, f"{name} is {cell!r}, no number; give a number or leave it out")
    if not math.isfinite(cell):
        raise InvalidField(name, f"{name} is {cell}, no finite number; leave it out where there is no bound")
    return float(cell) + 0.0  # -0.0 becomes 0.0
