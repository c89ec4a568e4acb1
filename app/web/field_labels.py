"""Labels of the fields on the pages, and their order in a form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mustermap.data.fields import REPORT_FIELDS, SOURCE_FIELDS, SOURCE_PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mustermap.data.fields import Field

SOURCE_MAIN: Final = ("title", "publisher", "url", "published", "language")
SOURCE_MORE: Final = ("accessed", "reliability", "archive_url", "sha256", "note", "id")
CLAIM_GROUPS: Final = (
    ("Who says it", ("claimant", "said")),
    ("Whose troops, and how many", ("force", "figure", "quantity")),
    ("Where", ("place", "place_country")),
    ("When", ("start", "end")),
    ("In short", ("phase", "summary", "quote")),
)
CLAIM_MORE: Final = (
    "attributed_to", "component", "unit", "measure", "role", "origin", "quote_lang", "repeats", "updates", "beside",
    "credibility", "figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best",
    "said_wording", "start_wording", "end_wording", "geometry", "id",
)  # fmt: skip
RELATIONS: Final[Mapping[str, str]] = {"updates": "It updates", "repeats": "It repeats", "beside": "It holds beside"}
"""References of a claim that are said above it, with what they say."""
LONG: Final = frozenset({"summary", "quote", "note", "geometry"})
REQUIRED: Final = frozenset({"claimant"})
ONE_REQUIRED: Final = frozenset({"title", "publisher", "url"})
"""One of these a source must have."""
DAY_BUTTONS: Final[Mapping[str, tuple[str, ...]]] = {
    "published": ("today",),
    "accessed": ("today",),
    "said": ("source", "today"),
    "start": ("source", "today"),
    "end": ("open",),
}
"""The days that are offered beside a field, one tap each."""
DAY_WORDS: Final[Mapping[str, str]] = {"source": "The source's day", "today": "Today", "open": "It goes on"}

_LABELS: Final[Mapping[str, str]] = {
    "url": "Address (URL)",
    "archive_url": "Address of an archived copy",
    "sha256": "Fingerprint of the saved copy",
    "published": "Published",
    "accessed": "Read on",
    "claimant": "Claimant",
    "attributed_to": "On whose information",
    "said": "Said on",
    "said_wording": "Wording of the day it was said",
    "start_wording": "Wording of the start",
    "end_wording": "Wording of the end",
    "quote_lang": "Language of the quote",
    "force": "Whose troops",
    "phase": "How far it has got",
    "component": "Kind of troops",
    "figure": "How many",
    "figure_low": "At least, as a number",
    "figure_low_included": "That least number itself is possible",
    "figure_high": "At most, as a number",
    "figure_high_included": "That highest number itself is possible",
    "figure_best": "About, as a number",
    "quantity": "What is counted",
    "measure": "There at one time, or arriving",
    "place": "Place",
    "place_country": "Its country",
    "place_ref": "Place of the gazetteer",
    "origin_ref": "Origin, of the gazetteer",
    "geometry": "Drawn on the map",
    "role": "What the place is to them",
    "origin": "Where they come from",
    "start": "Holds from",
    "end": "Holds until",
    "repeats": "Repeats report",
    "updates": "Updates report",
    "beside": "Holds beside report",
    "disputes": "What it denies",
}
_HINTS: Final[Mapping[str, str]] = {
    "id": "a short name by which reports refer to it; left out, one is made",
    "published": "the day of publication; blank if it is not known",
    "language": "two letters, as uk for Ukrainian",
    "sha256": "64 digits and letters that only this very file has (its SHA-256)",
    "said": "the day on which it was said in public",
    "force": "a country or a group; two, separated by ;, act together and are compared with nobody else",
    "figure_low": "the least that it can be, if the wording above is not read as it is meant",
    "figure_low_included": "no: more than that number; yes: that number or more",
    "figure_high": "the most that it can be",
    "figure_high_included": "no: less than that number; yes: that number or less",
    "figure_best": "the number that the source calls near, as in about 9,000",
    "quantity": "people, or what else the figure counts; blank: as its wording says",
    "measure": "a figure of those who are there (a stock), or of those who arrive within the days below (a flow)",
    "phase": "still a plan, ordered, on the way (arriving), there (present) or gone (withdrawn)",
    "place_country": "in which country the place is; a claim about a whole country names that country as its place",
    "geometry": "a point or an outline; the map beside the place fills this in, in the form called GeoJSON",
    "quote_lang": "two letters, as uk for Ukrainian",
    "end": "until when it says so; blank if it does not say, two dots if it says that it goes on",
    "repeats": (
        "an echo: the ids of the reports whose figure it only says again, of somebody else or of the same claimant in "
        "another source"
    ),
    "updates": "the ids of the same claimant's older reports that it replaces from its own start on",
    "beside": "the ids of the same claimant's other reports that hold as well",
}
DENIED_FIGURE: Final = "the figure that is denied, if one is named"
"""What the field of the figure asks for in a denial."""
NO_DENIED_FIGURE: Final = (
    "write here the figure that is denied, or choose above what it denies; if it names neither, choose “something else "
    "that happened” under “More fields”"
)
"""What to do about a denial that names neither a report nor a figure."""
_EXAMPLES: Final[Mapping[str, str]] = {
    "published": "14 October 2022",
    "said": "14 October 2022",
    "place_country": "Belarus",
    "phase": "",
    "start": "from November 2022",
    "end": "February 2023",
}
_CHOICES: Final[Mapping[str, str]] = {
    "stock": "are there at one time (stock)",
    "flow": "arrive within the days (flow)",
    "true": "yes",
    "false": "no",
}
FIELDS: Final[Mapping[str, Field]] = {field.name: field for field in REPORT_FIELDS}
SOURCE_FIELD: Final[Mapping[str, Field]] = {field.name: field for field in SOURCE_FIELDS}


_PLAIN: Final[Mapping[str, str]] = {"in EDTF, such as": "such as", " in EDTF": ""}
_FILE_NAME: Final = re.compile(rf"\b(?:{'|'.join(name for name in _LABELS if '_' in name)})\b")


def label(name: str) -> str:
    """Return the label of a field on a page.

    Examples
    --------
    >>> label("attributed_to"), label("force")
    ('On whose information', 'Whose troops')
    """
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def hint(field: Field) -> str:
    """Return what a field of the form asks for, in everyday words.

    Examples
    --------
    >>> hint(FIELDS["end"]), hint(FIELDS["claimant"])
    ('until when it says so; blank if it does not say, two dots if it says that it goes on', 'who says it')
    """
    return _HINTS.get(field.name, field.meaning)


def example(field: Field) -> str:
    """Return what can be typed into a field of the form; blank for none."""
    return _EXAMPLES.get(field.name, field.example)


def choice_text(choice: str) -> str:
    """Return what a choice of a field is called in the form.

    Examples
    --------
    >>> choice_text("flow"), choice_text("planned")
    ('arrive within the days (flow)', 'planned')
    """
    return _CHOICES.get(choice, choice)


def plain(message: str) -> str:
    """Return a message about a field without the names that only files have.

    Examples
    --------
    >>> plain("'soon' is no date that can be read; write it in EDTF, such as 2022-10-09, if you know it")
    "'soon' is no date that can be read; write it such as 2022-10-09, if you know it"
    >>> plain("'many' states no figure that can be read; fill figure_low or figure_high")
    "'many' states no figure that can be read; fill “At least, as a number” or “At most, as a number”"
    """
    for asked, instead in _PLAIN.items():
        message = message.replace(asked, instead)
    return _FILE_NAME.sub(lambda found: f"“{label(found[0])}”", message)


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
