"""Short texts of the web pages: how long ago, which figure, what a report is."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from mustermap.app.editing.field_readings import date_words, figure_words
from mustermap.data.edtf import read_edtf
from mustermap.errors import UnreadableDate
from mustermap.geo.gazetteer.country_lookup import country_name
from mustermap.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mustermap.geo import Place


def ago(seconds: float) -> str:
    """Return how long ago a moment was.

    Examples
    --------
    >>> ago(time.time() - 30), ago(time.time() - 150), ago(time.time() - 90_000)
    ('just now', '2 minutes ago', '1 day ago')
    """
    passed = max(time.time() - seconds, 0)
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        count = int(passed // length)
        if count:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


def minute(recorded: str) -> str:
    """Write a moment of the ledger to the minute, in UTC.

    Examples
    --------
    >>> minute("2026-11-22T09:30:00.000Z")
    '2026-11-22 09:30 UTC'
    """
    return datetime.fromisoformat(recorded).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def degrees_text(place: Place) -> str:
    """Write where a place is, to tell it from its namesakes.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> degrees_text(SimpleNamespace(lon=-84.252, lat=38.21))
    '38.21° N, 84.25° W'
    """
    north, east = ("N" if place.lat >= 0 else "S"), ("E" if place.lon >= 0 else "W")
    return f"{abs(place.lat):.2f}° {north}, {abs(place.lon):.2f}° {east}"


def days_text(edtf: str) -> str:
    """Return which days a date can be; a date of one day as it is.

    Examples
    --------
    >>> days_text("2022-10-13"), days_text("[2022-09-21..2022-09-30]")
    ('2022-10-13', 'one day from 21 to 30 September 2022')
    >>> days_text("[2022-10-10..]"), days_text("..")
    ('10 October 2022 or later', '..')
    """
    try:
        date = read_edtf(edtf)
    except UnreadableDate:
        return edtf
    is_plain = date.earliest == date.latest and not date.qualified
    return edtf if is_plain else date_words(date)


def bounds_text(cells: Mapping[str, Any]) -> str:
    """Return the figure of a report: the text of its bounds, else its wording; with what is counted, but for people.

    Examples
    --------
    >>> bounds_text({"figure": "over 1,000", "figure_low": 1000.0, "figure_low_included": False})
    'more than 1,000, no upper bound'
    >>> bounds_text({"figure": "three brigades", "quantity": "brigades"})
    'three brigades'
    """
    words = figure_words({name: cell for name, cell in cells.items() if cell is not None})
    return words or str(cells.get("figure") or "")


def claim_words(cells: Mapping[str, Any]) -> str:
    """Return who says how many of whom, where and when, in a line.

    Examples
    --------
    >>> claim_words({"claimant": "Pavel Latushka", "figure_best": 9000.0, "force": "Russia", "said": "2022-09-29"})
    'Pavel Latushka, about 9,000, no bounds stated, Russia, said 2022-09-29'
    """
    said = str(cells.get("said") or "")
    parts = [
        str(cells.get("claimant") or words_of().say("noClaimant")),
        bounds_text(cells),
        str(cells.get("force") or "").replace(";", " and "),
        str(cells.get("place") or "")
        or (country_name(code) if (code := str(cells.get("place_country") or "")) else ""),
        f"said {days_text(said)}" if said else "",
    ]
    return ", ".join(part for part in parts if part)[:200]


def denied_words(cells: Mapping[str, Any], found: Iterable[Mapping[str, Any]]) -> str:
    """Return what a denial is about: the claims that it names, as far as they are found, else their ids.

    Examples
    --------
    >>> denied_words({"kind": "dispute", "disputes": "12"}, [{"id": "12", "claimant": "A", "figure": "many"}])
    'A, many'
    >>> denied_words({"kind": "dispute", "disputes": "12;13"}, [])
    'report 12; report 13'
    """
    if cells.get("kind") != "dispute":
        return ""
    shown = {str(one["id"]): claim_words(one) for one in found}
    named = [one for one in str(cells.get("disputes") or "").split(";") if one]
    return "; ".join(shown.get(one) or f"report {one}" for one in named)


def standing_words(cells: Mapping[str, Any]) -> str:
    """Return what a report is where it is no accepted claim; blank otherwise."""
    kind, state = str(cells.get("kind") or "claim"), str(cells.get("state") or "accepted")
    return ", ".join(part for part in (kind, state) if part not in {"claim", "accepted"})
