"""Whether what was read from a ledger's file is what a ledger can hold: a damaged file answers too, with anything."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from mustermap.data.ledger.content import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_SHOWN: Final = 40
_CALLED: Final = {str: "text", float: "number", int: "whole number", bool: "flag", bytes: "blob", type(None): "nothing"}
UNREADABLE_JSON: Final = (TypeError, ValueError, AttributeError, RecursionError)
"""What reading JSON raises that was damaged, or that is nested without end."""


class WrongCell(Exception):
    """A cell of a ledger's file has a value that it cannot have; the message says where and what was got."""


class NotKept(Exception):
    """What was written is not there; the message says what."""


def described(value: object) -> str:
    """Return what was got.

    Examples
    --------
    >>> described("many"), described(b"x"), described(7.0)
    ("the text 'many'", 'a blob of 1 byte', 'the number 7.0')
    """
    if isinstance(value, bytes):
        return f"a blob of {len(value)} byte{'' if len(value) == 1 else 's'}"
    if value is None:
        return "nothing"
    shown = repr(value)
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    return f"the {_CALLED.get(type(value), 'value')} {shown}"


def wrong_text(value: object) -> str:
    """Return what is wrong with a value that should be text; blank if it is text."""
    return "" if isinstance(value, str) else f"{described(value)}, and should hold text"


def check_texts(where: str, names: Sequence[str], row: Iterable[object]) -> None:
    """Make sure that all columns of a row hold text.

    Raises
    ------
    WrongCell
        If one does not.
    """
    for name, value in zip(names, row, strict=True):
        if problem := wrong_text(value):
            raise WrongCell(f"{where}: {name} holds {problem}")


def check_column(table: str, name: str, kind: str, values: Sequence[Any], seqs: Sequence[Any]) -> None:
    """Make sure that a column that was read holds what it should: text, numbers, flags or well-known binary.

    Raises
    ------
    WrongCell
        If it does not, with the first revision that is wrong.
    """
    fits = _FITS[kind]
    if set(map(type, values)) <= _TYPES[kind] and (kind not in _INNER or all(map(fits, values))):
        return
    for seq, value in zip(seqs, values, strict=True):
        if not fits(value):
            raise WrongCell(f"{table}, revision {seq}: {name} holds {described(value)}, and should hold {_WORDS[kind]}")


def check_unique(table: str, ids: Sequence[str]) -> None:
    """Make sure that each id has one newest revision.

    Raises
    ------
    WrongCell
        If one has two.
    """
    if len(set(ids)) < len(ids):
        twice = next(one for one, count in Counter(ids).items() if count > 1)
        raise WrongCell(f"{table}: {twice} has two newest revisions")


def read_cells(content: object, seq: object) -> dict[str, Any]:
    """Read what a revision says from its canonical JSON.

    Raises
    ------
    WrongCell
        If it is none.
    """
    try:
        cells = json.loads(content)  # type: ignore[arg-type] # what is no text raises
    except UNREADABLE_JSON as error:
        raise WrongCell(f"revision {seq}: its content is no JSON ({type(error).__name__})") from error
    if not isinstance(cells, dict):
        raise WrongCell(f"revision {seq}: its content is no cells")
    return cells


def check_geometry(wkb: bytes | None, sealed: object, ref: object) -> None:
    """Make sure that a geometry is the one that its revision was sealed with.

    Raises
    ------
    WrongCell
        If it is another.
    """
    if sha256(wkb) != sealed:
        raise WrongCell(f"place {ref}: its geometry is not the one that was written")


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isfinite(value))


def _is_flag(value: object) -> bool:
    return value is None or (isinstance(value, int) and value in (0, 1))


_TYPES: Final[Mapping[str, frozenset[type]]] = {
    "text": frozenset({str}),
    "number": frozenset({float, type(None)}),
    "flag": frozenset({int, type(None)}),
    "blob": frozenset({bytes, type(None)}),
}
_FITS: Final[Mapping[str, Callable[[object], bool]]] = {
    "text": lambda value: isinstance(value, str),
    "number": _is_number,
    "flag": _is_flag,
    "blob": lambda value: value is None or isinstance(value, bytes),
}
_INNER: Final = {"number", "flag"}
_WORDS: Final = {"text": "text", "number": "a number", "flag": "0 or 1", "blob": "a geometry"}
