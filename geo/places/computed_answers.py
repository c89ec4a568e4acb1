"""Answers that are computed places, checked against the country and the kind that are asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mustermap.errors import PlaceNotComputedError
from mustermap.geo.answers import Place, Resolution, unresolved
from mustermap.geo.choice.advice import sentence
from mustermap.geo.gazetteer.boundaries import OUTLINE_DOUBT_M, countries_at
from mustermap.geo.gazetteer.country_lookup import country_name
from mustermap.geo.places.computed import compute
from mustermap.geo.places.place_references import place
from mustermap.geo.wording.coordinates import Coordinates, NoCoordinates

if TYPE_CHECKING:
    from mustermap.geo.choice.readings import Ask


def position_answer(wording: str, position: Coordinates | NoCoordinates, ask: Ask) -> Resolution:
    """Return the answer to a wording that gives coordinates; the kind asked for does not matter."""
    if isinstance(position, NoCoordinates):
        return unresolved(wording, position.reason, position.advice)
    return computed_answer(wording, position.ref, 0.99, replace(ask, kind=None))


def computed_answer(wording: str, ref: str, confidence: float, ask: Ask) -> Resolution:
    """Return the place that a reference describes as the answer to a wording, if it is what is asked for.

    Parameters
    ----------
    wording
        The whole wording.
    ref
        The reference of a computed place.
    confidence
        How likely it is meant, between 0 and 1.
    ask
        What is asked for; the country is where the answer must lie.
    """
    try:
        found = computed_place(wording, ref, confidence)
    except PlaceNotComputedError as error:
        return unresolved(wording, sentence(error.reason), sentence(error.advice))
    if ask.kind is not None and found.kind != ask.kind:
        return unresolved(
            wording, f"The wording means a {found.kind}, and a {ask.kind} was asked for.", "Correct one of them."
        )
    if ask.code is not None and found.country_code != ask.code:
        if ask.code not in _countries_of(found):
            where = country_name(found.country_code) if found.country_code else "no country"
            hint = country_name(ask.code)
            return unresolved(wording, f"What the wording means lies in {where}, not in {hint}.", "Check the country.")
        found = replace(found, country_code=ask.code)
    return Resolution("resolved", wording, found, (found,), "", confidence)


def computed_place(wording: str, ref: str, confidence: float) -> Place:
    """Return the place that a reference describes, with the wording that led to it in its `how`.

    Raises
    ------
    PlaceNotComputedError
        If it cannot be computed.
    """
    found = compute(ref).place
    how = found.how.removesuffix("; by its reference")
    return replace(found, how=f"{how}; from '{wording.strip()}'", confidence=confidence)


def _countries_of(found: Place) -> frozenset[str]:
    """Return the countries in which a computed place may lie: its own, else those of its parts or around its point."""
    if found.country_code:
        return frozenset({found.country_code})
    if found.kind in {"border", "corridor"}:
        refs = found.ref.rpartition("border:" if found.kind == "border" else "between:")[2].split("|")
        return frozenset(place(ref).country_code for ref in refs)
    return countries_at(found.lon, found.lat, within_m=max(found.radius_m, OUTLINE_DOUBT_M))
