"""Column matching: which column of a file is which field, read from a form, and proposed by the columns' names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from mustermap.data.fields import REPORT_COLUMNS, SOURCE_COLUMNS, SOURCE_PREFIX
from mustermap.data.files import toml_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SPAN: Final = ("span.year", "span.quarter", "span.month")
MOST_COLUMNS: Final = 200
CONSTANTS: Final = (
    "source_title", "source_publisher", "source_url", "source_published", "claimant", "said", "force", "component",
    "measure", "phase", "place", "start", "end",
)  # fmt: skip
"""Fields that a form asks for with one text for all rows; a mapping in TOML can have any field."""

_NOT_MATCHED: Final = frozenset({"state", "reason", "source"})
TARGETS: Final = (
    ("A span", SPAN),
    ("The report", tuple(name for name in REPORT_COLUMNS if name not in _NOT_MATCHED)),
    ("The source", tuple(SOURCE_PREFIX + name for name in SOURCE_COLUMNS)),
)
_TARGETS: Final = frozenset(name for _, names in TARGETS for name in names)
_CALLED: Final = {
    "place": ("country", "location", "town", "city", "site", "place name"),
    "place_country": ("iso", "iso2", "iso3", "iso code", "country code", "iso 3166", "alpha 3", "alpha 2"),
    "span.year": ("year",),
    "span.quarter": ("quarter", "qtr"),
    "span.month": ("month",),
    "figure": ("total", "troops", "troop count", "number", "strength", "personnel", "how many", "count"),
    "said": ("date", "day", "reported"),
    "source_url": ("url", "link", "address"),
    "source_title": ("title", "source title"),
    "source_publisher": ("publisher",),
}
_SETTINGS: Final = ("place_is", "without_figure", "layer", "decimal", "dates")
_NAME: Final = re.compile(
    r"(?:column|name|component)-\d{1,3}|constant-[a-z_]{1,40}|place_is|without_figure|layer|decimal|dates"
)


def matching_fields(fields: Mapping[str, str]) -> dict[str, str]:
    """Return only the fields of the matching of columns."""
    return {name: text.strip() for name, text in fields.items() if _NAME.fullmatch(name) and text.strip()}


def proposed(columns: Sequence[str]) -> dict[str, str]:
    """Propose a field for each column by its name, for the editor to check; each field once.

    Examples
    --------
    >>> found = proposed(["Country", "ISO code", "Year", "Army", "Total", "Troops"])
    >>> [found.get(f"column-{number}", "") for number in range(6)]
    ['place', 'place_country', 'span.year', '', 'figure', '']
    >>> found["place_is"]
    'country'
    """
    called = {name: field for field, names in _CALLED.items() for name in names}
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, column in enumerate(columns[:MOST_COLUMNS]):
        plain = re.sub(r"[\s_-]+", " ", column.strip().lower())
        exact = plain.replace(" ", "_")
        field = exact if exact in _TARGETS else called.get(plain, "")
        found[f"name-{number}"] = column
        if field and field not in taken:
            taken.add(field)
            found[f"column-{number}"] = field
            if plain == "country":
                taken.add("is country")
    if {"is country", "place_country"} <= taken:
        found["place_is"] = "country"
    return found


def mapping_text(fields: Mapping[str, str]) -> str:
    """Return the mapping file that is equivalent to a form.

    Examples
    --------
    >>> form = {"name-0": "Land", "column-0": "place", "name-1": "Heer", "column-1": "figure", "component-1": "army"}
    >>> print(mapping_text(form | {"constant-force": "Northland"}), end="")
    [constants]
    force = "Northland"
    [columns]
    place = "Land"
    figure = [{ column = "Heer", component = "army" }]
    """
    columns: dict[str, Any] = {}
    figures: list[Any] = []
    span: dict[str, str] = {}
    for number in range(MOST_COLUMNS):
        field, column = fields.get(f"column-{number}", ""), fields.get(f"name-{number}", "")
        if not column or field not in _TARGETS:
            continue
        if field == "figure":
            component = fields.get(f"component-{number}", "")
            figures.append({"column": column, "component": component} if component else column)
        elif field in SPAN:
            span[field.partition(".")[2]] = column
        else:
            columns[field] = column
    constants = {name: text for name in CONSTANTS if (text := fields.get(f"constant-{name}", ""))}
    if span:
        columns["span"] = span
    if figures:
        columns["figure"] = figures
    settings = {name: fields[name] for name in _SETTINGS if fields.get(name)}
    tables = {name: table for name, table in (("constants", constants), ("columns", columns)) if table}
    return toml_text.document({**settings, **tables})


def twice_matched(fields: Mapping[str, str]) -> str:
    """Return a problem if two columns were matched to the same field other than a figure; blank if not."""
    matched = [text for name, text in fields.items() if name.startswith("column-") and text and text != "figure"]
    return next((name for name in matched if matched.count(name) > 1), "")
