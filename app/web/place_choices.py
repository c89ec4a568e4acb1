"""Choices of an editor for the place wordings of a file: a candidate, another name, or no place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mustermap import geo
from mustermap.app.editing.place_candidates import place_words
from mustermap.app.places.place_decisions import UNPLACED

if TYPE_CHECKING:
    from collections.abc import Mapping

_ASKED: Final = re.compile(r"wording-(\d{1,3})")


def decisions_of(fields: Mapping[str, str]) -> tuple[list[list[str]], list[str]]:
    """Read the places that an editor chose.

    Parameters
    ----------
    fields
        For each question ``wording-N`` and ``country-N``, ``decide-N`` (a ref, or "unplaced"), and ``other-N``, another
        name or a ref, which takes precedence.

    Returns
    -------
    list of list of str
        Place wording, country hint, ref and a description of the place.
    list of str
        What is not clear, as sentences.

    Examples
    --------
    >>> asked = {"wording-0": "Gomel rgn", "country-0": "", "decide-0": "", "other-0": "Homyel"}
    >>> decisions_of(asked)[0]
    [['Gomel rgn', '', 'geonames:627907', "Homyel': settlement in Gomel Region, BY, within 8 km"]]
    >>> decisions_of({"wording-0": "Nowhere", "decide-0": "unplaced"})
    ([['Nowhere', '', 'unplaced', 'without a place']], [])
    """
    made: list[list[str]] = []
    problems: list[str] = []
    for name, wording in fields.items():
        if (found := _ASKED.fullmatch(name)) is None:
            continue
        number = found[1]
        country, other = fields.get(f"country-{number}", ""), fields.get(f"other-{number}", "").strip()
        chosen = fields.get(f"decide-{number}", "")
        if other:
            place, reason = _named(other, country)
            if place is None:
                problems.append(f"{wording}: {other!r}: {reason}")
                continue
            made.append([wording, country, place.ref, place_words(place, with_region=True)])
        elif chosen == UNPLACED:
            made.append([wording, country, UNPLACED, "without a place"])
        elif chosen:
            try:
                place = geo.place(chosen)
            except geo.GeoError as error:
                problems.append(f"{wording}: {error}")
                continue
            made.append([wording, country, place.ref, place_words(place, with_region=True)])
    return made, problems


def _named(text: str, country: str) -> tuple[geo.Place | None, str]:
    """Find a place by a ref or by another name of it."""
    if re.fullmatch(r"[a-z]+:\S+", text):
        try:
            return geo.place(text), ""
        except geo.GeoError as error:
            return None, str(error)
    try:
        answer = geo.resolve(text, country=country or None)
    except geo.GeoError as error:
        return None, str(error)
    return answer.place, f"{answer.reason} {answer.advice}".strip()
