"""Resolve the places of a document together: what is named beside a place says which of its namesakes is meant."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import gazetteer
from geo.choice import distance_m
from geo.errors import ColumnLengthError, UnknownCountryError
from geo.readings import Ask
from geo.resolving import answer, resolve_hinted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geo.answers import Place, Resolution
    from geo.gazetteer import Found

# How many times likelier a place is for each other place of the document that is in its country, near it, or a region
# that it lies in. Set by the tuning half of benchmarks/labels.
SAME_COUNTRY, NEAR, SAME_REGION = 15.0, 10.0, 100.0
# A country that is named itself says as much as so many places in it.
NAMED_COUNTRY = 1.5
NEAR_M = 200_000
# No place is farther from the point of a region that it lies in.
FARTHEST_WITHIN_M = 2_500_000
# So many places of a document, and so many candidates of each, are weighed.
MOST_MENTIONS, MOST_CANDIDATES = 60, 4
PASSES = 2


@dataclass(frozen=True, slots=True)
class _Voice:
    """A place that another wording of the document may mean, and how likely it does."""

    row: int
    place: Place
    share: float


def resolve_documents(
    wordings: Sequence[str], documents: Sequence[str], countries: Sequence[str] | None = None
) -> list[Resolution]:
    """Resolve columns of place wordings; those of one document are resolved together.

    The places of a document are likely in one country, near each other, in the regions that it names: "Paris" beside
    "Texas" is not the one in France. What stays unclear is ambiguous.

    Parameters
    ----------
    wordings
        Place wordings; a blank one is unresolved.
    documents
        For each wording what it belongs to: any text that is the same for the wordings of one document. Blank: it
        stands alone.
    countries
        A country hint a wording, as for `resolve_column`.

    Returns
    -------
    list of Resolution
        As many as wordings, in their order.

    Raises
    ------
    ColumnLengthError
        If the columns differ in length.

    Examples
    --------
    >>> [found.place.country_code for found in resolve_documents(["Paris", "Texas"], ["1", "1"])]
    ['US', 'US']
    """
    hints = [""] * len(wordings) if countries is None else list(countries)
    if not len(wordings) == len(documents) == len(hints):
        raise ColumnLengthError(
            f"{len(wordings)} wordings, {len(documents)} documents and {len(hints)} countries",
            "give one of each a row",
        )
    alone: dict[tuple[str, str], Resolution] = {}
    members: dict[str, dict[tuple[str, str], Resolution]] = {}
    keys = list(zip(wordings, hints, strict=True))
    for key, document in zip(keys, documents, strict=True):
        if key not in alone:
            alone[key] = resolve_hinted(*key)
        if document.strip():
            members.setdefault(document, {})[key] = alone[key]
    together = {document: _together(answers) for document, answers in members.items()}
    return [
        together[document][key] if document.strip() else alone[key]
        for key, document in zip(keys, documents, strict=True)
    ]


def _together(answers: dict[tuple[str, str], Resolution]) -> dict[tuple[str, str], Resolution]:
    """Resolve the wordings of one document again, each beside the others."""
    found = dict(answers)
    if len(found) < 2:
        return found
    for _ in range(PASSES):
        voices = list(_voices(found.values()))
        support = _support(voices)
        again = {}
        for row, (key, before) in enumerate(found.items()):
            again[key] = _beside(key, before, _context(row, voices, support))
        found = again
    return found


def _beside(key: tuple[str, str], before: Resolution, context: Callable[[Found], float]) -> Resolution:
    if not before.candidates or before.confidence == 0:
        return before
    wording, hint = key
    try:
        code = gazetteer.country_code(hint) if hint.strip() else None
    except UnknownCountryError:
        return before
    return answer(wording, Ask(code, None, context))


def _voices(answers: Iterable[Resolution]) -> Iterable[_Voice]:
    for row, found in enumerate(answers):
        if row >= MOST_MENTIONS:
            return
        if found.status == "unresolved" or (found.is_corrected and found.place is None):  # a guess says nothing
            continue
        places = found.candidates[:MOST_CANDIDATES]
        for place in places:
            if place.country_code:
                yield _Voice(row, place, place.confidence)


def _support(voices: Sequence[_Voice]) -> dict[str, dict[int, float]]:
    """Sum up what each row says for each country."""
    support: dict[str, dict[int, float]] = {}
    for voice in voices:
        rows = support.setdefault(voice.place.country_code, {})
        share = voice.share * (NAMED_COUNTRY if voice.place.kind == "country" else 1.0)
        rows[voice.row] = rows.get(voice.row, 0.0) + share
    return support


def _context(row: int, voices: Sequence[_Voice], support: dict[str, dict[int, float]]) -> Callable[[Found], float]:
    """Give the function that says how many times likelier a place is by the other rows."""
    others = [voice for voice in voices if voice.row != row and voice.place.kind != "country"]

    def context(found: Found) -> float:
        rows = support.get(found.country_code, {})
        country = sum(share for other, share in rows.items() if other != row)
        near = within = 0.0
        for voice in others:
            place = voice.place
            if place.country_code != found.country_code and voice.share < 0.5:
                continue
            apart_m = distance_m(found.lon, found.lat, place.lon, place.lat)
            if "region" in (place.kind, found.kind):
                is_same = place.country_code == found.country_code
                within += voice.share * (is_same and _is_within(found, place, apart_m))
            elif found.kind != "country":
                near += voice.share * math.exp(-apart_m / NEAR_M)
        return (1 + SAME_COUNTRY * country) * (1 + NEAR * near) * (1 + SAME_REGION * within)

    return context


def _is_within(found: Found, place: Place, apart_m: float) -> bool:
    """Tell whether one of two places, of which at least one is a region, lies in the other or beside it."""
    if apart_m <= 1.2 * max(place.radius_m, found.radius_m):
        return True
    if found.kind == place.kind or apart_m > FARTHEST_WITHIN_M:
        return False
    from geo import areas

    region, point = (found, place) if found.kind == "region" else (place, found)
    return areas.holds(region.ref, point.lon, point.lat)
