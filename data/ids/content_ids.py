"""Ids for reports and sources that have none: short hashes of what they say."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from mustermap.data.fields import REFERENCES, REPORT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mustermap.data.rules.rule import Cell

BOUNDS: Final = ("figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best")

LEFT_OUT: Final = frozenset({"id", "summary", "quote", "quote_lang", "credibility", "state", "reason"})
"""What does not make another report: an editor's sentence, the very words, and what editors think of it."""

WORDED: Final = {"said_wording": "said", "start_wording": "start", "end_wording": "end"}
"""Wordings that count only where nothing was read from them."""

LISTS: Final = frozenset({"force", *REFERENCES})
"""In which order their members are named says nothing."""

SAYING: Final = tuple(name for name in REPORT_COLUMNS if name not in {*LEFT_OUT, *BOUNDS})
"""What a report's id is made of: all that it says. The figure by its bounds if it has any, else by its wording."""

#: What an id was made of up to version 0.1.0.
FORMER: Final = ("source", "claimant", "said", "force", "component", "unit", "phase", "place", "start", "end")


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False)
_NAMED: Final = {name: f"{_ENCODER.encode(name)}:" for name in SAYING}


def report_id(cells: Mapping[str, Cell]) -> str:
    """Return the id of a report that has none: a short hash of all that it says but summary and quote."""
    bounds = _bounds(cells)
    said = []
    for name in SAYING:
        if name == "figure" and bounds is not None:
            said.append(saying(name, bounds))
        elif cells.get(name) and not cells.get(WORDED.get(name, "")):
            text = str(cells[name])
            said.append(saying(name, in_order(text) if name in LISTS else text))
    return short_hash("".join(said))


def saying(name: str, said: object) -> str:
    """Write one field of what is hashed; a field that is added to the data dictionary later changes no id."""
    return f"{_NAMED[name]}{_ENCODER.encode(said)},"


def former_report_id(cells: Mapping[str, Cell]) -> str:
    """Return the id that a report without one got up to version 0.1.0: ids never change."""
    bounds = _bounds(cells)
    said = {**cells, "force": in_order(str(cells.get("force", "")))}
    figure = cells.get("figure", "") if bounds is None else bounds
    return short_hash(as_json([*(said.get(name, "") for name in FORMER), figure]))


def _bounds(cells: Mapping[str, Cell]) -> list[Cell | None] | None:
    bounds = [cells.get(name) for name in BOUNDS]
    return bounds if any(bound is not None for bound in bounds) else None


def source_id(cells: Mapping[str, Cell]) -> str:
    """Return the id of a source that has none: a short hash of title, publisher, url and publication day."""
    return short_hash(as_json([cells.get(name, "") for name in ("title", "publisher", "url", "published")]))


def in_order(members: str) -> str:
    """Sort the members of a list."""
    return ";".join(sorted(members.split(";")))


def as_json(said: object) -> str:
    """Write what is hashed."""
    return _ENCODER.encode(said)


def short_hash(text: str) -> str:
    """Hash a text into sixteen hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def numbered(identity: str, number: int) -> str:
    """Write the id of one of several reports that share it: the first has it bare.

    Examples
    --------
    >>> numbered("19248c9cc69fa727", 1), numbered("19248c9cc69fa727", 2)
    ('19248c9cc69fa727', '19248c9cc69fa727-2')
    """
    return identity if number == 1 else f"{identity}-{number}"
