"""Labels of the fields on the pages, and their order in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.data.fields import REPORT_FIELDS, SOURCE_FIELDS, SOURCE_PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mustermap.data.fields import Field

SOURCE_MAIN: Final = ("title", "publisher", "url", "published", "accessed")
SOURCE_MORE: Final = ("language", "reliability", "archive_url", "sha256", "note", "id")
CLAIM_GROUPS: Final = (
    ("Who says it", ("claimant", "attributed_to", "said")),
    ("Who and how many", ("force", "component", "figure", "quantity", "measure", "phase")),
    ("Where", ("place", "place_country", "role")),
    ("When", ("start", "end")),
    ("In words", ("summary", "quote")),
)
CLAIM_MORE: Final = (
    "unit", "quote_lang", "origin", "repeats", "updates", "beside", "kind", "disputes", "credibility", "figure_low",
    "figure_low_included", "figure_high", "figure_high_included", "figure_best", "said_wording", "start_wording",
    "end_wording", "geometry", "id",
)  # fmt: skip
LONG: Final = frozenset({"summary", "quote", "note", "geometry"})

_LABELS: Final[Mapping[str, str]] = {
    "url": "Address (URL)",
    "archive_url": "Address of an archived copy",
    "sha256": "SHA-256 of the saved copy",
    "published": "Published",
    "accessed": "Read on",
    "claimant": "Claimant",
    "attributed_to": "On whose information",
    "said": "Said on",
    "said_wording": "Wording of the day it was said",
    "start_wording": "Wording of the start",
    "end_wording": "Wording of the end",
    "quote_lang": "Language of the quote",
    "component": "Kind of troops",
    "figure": "How many",
    "figure_low": "Lower bound, exactly",
    "figure_low_included": "Lower bound itself possible",
    "figure_high": "Upper bound, exactly",
    "figure_high_included": "Upper bound itself possible",
    "figure_best": "Value stated as near",
    "quantity": "What is counted",
    "measure": "Stock or flow",
    "place": "Place",
    "place_country": "Its country",
    "place_ref": "Place of the gazetteer",
    "origin_ref": "Origin, of the gazetteer",
    "geometry": "Drawn on the map (GeoJSON)",
    "role": "What the place is to them",
    "origin": "Where they come from",
    "start": "Holds from",
    "end": "Holds until",
    "repeats": "Repeats report",
    "updates": "Updates report",
    "beside": "Holds beside report",
    "disputes": "Disputes report",
}
FIELDS: Final[Mapping[str, Field]] = {field.name: field for field in REPORT_FIELDS}
SOURCE_FIELD: Final[Mapping[str, Field]] = {field.name: field for field in SOURCE_FIELDS}


def label(name: str) -> str:
    """Return the label of a field on a page.

    Examples
    --------
    >>> label("attributed_to"), label("force")
    ('On whose information', 'Force')
    """
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def target(name: str) -> str:
    """Return the label of what a column of a table can be.

    Examples
    --------
    >>> target("source_published"), target("span.year"), target("figure")
    ('Source: published', 'Year', 'How many')
    """
    if name.startswith("span."):
        return name.partition(".")[2].capitalize()
    if name.startswith(SOURCE_PREFIX):
        words = label(name.removeprefix(SOURCE_PREFIX))
        return f"Source: {words[0].lower()}{words[1:]}"
    return label(name)


def field_of(name: str) -> Field:
    """Return the field of the data dictionary that a column is matched to."""
    return SOURCE_FIELD[name.removeprefix(SOURCE_PREFIX)] if name.startswith(SOURCE_PREFIX) else FIELDS[name]
