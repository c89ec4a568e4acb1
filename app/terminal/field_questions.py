"""The questions of the terminal: which fields are asked for, in which order, and in which words."""

from __future__ import annotations

from typing import Final

from mustermap.data.fields import REPORT_FIELDS, SOURCE_FIELDS, Field

SOURCE_ASKED: Final = ("title", "publisher", "url", "published")
REPORT_ASKED: Final = ("kind", "claimant", "said", "force", "figure", "place", "start", "end", "phase", "summary")
"""In the order of the form."""

SOURCE_FIELD: Final = {field.name: field for field in SOURCE_FIELDS}
REPORT_FIELD: Final = {field.name: field for field in REPORT_FIELDS}
PLACE_REFS: Final = {"place": "place_ref", "origin": "origin_ref"}
NEVER_ASKED: Final = frozenset({"id", "source"})
KINDS: Final = {
    **dict.fromkeys(("", "s", "says", "claim"), ""),
    **dict.fromkeys(("d", "denies", "dispute"), "dispute"),
    **dict.fromkeys(("c", "context"), "context"),
}
_OF_FIGURE: Final = frozenset(field.name for field in REPORT_FIELDS if field.name.startswith("figure"))
NOT_COPIED: Final = _OF_FIGURE | {"id", "summary", "repeats", "updates", "beside"}
_MEANT: Final = {"figure": "how many of what, in the source's wording: up to 9,000, or about 170 tanks"}


def question(field: Field, *, is_denial: bool = False) -> str:
    """Return the question for a field: its name, and what it means; a denial is asked for the figure that it denies."""
    meaning = _MEANT.get(field.name, field.meaning)
    if field.name == "figure" and is_denial:
        meaning = "the figure that is denied, in the source's wording"
    if not field.choices:
        return f"  {field.name} ({meaning.split(';')[0]})"
    explains = all(choice in meaning for choice in field.choices)
    return f"  {field.name} ({meaning if explains else ', '.join(field.choices)})"
