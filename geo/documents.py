"""Resolve the places of a document together: the other places show which of the namesakes is meant."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mustermap.earth import distance_m
from mustermap.errors import ColumnLengthError, UnknownCountryError, UnknownPlaceError
from mustermap.geo.answers import Resolution
from mustermap.geo.choice.readings import Ask
from mustermap.geo.gazetteer.country_lookup import country_code
from mustermap.geo.resolution import answer, resolve_hinted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mustermap.geo.answers import Place
    from mustermap.geo.gazetteer.lookup import Found

# How many times likelier a place is for each other place of the document that is in its country, near it, or a region
# that it lies in. Set by the tuning half of benchmarks/labels.
SAME_COUNTRY, NEAR, SAME_REGION = 15.0, 10.0, 100.0
# A country that is named itself counts as this many places in it.
NAMED_COUNTRY = 1.5
NEAR_M = 200_000
# No place is farther from the point of a region that it lies in.
FARTHEST_WITHIN_M = 2_500_000
# How many places of a document, and how many candidates of each, are weighed.
MOST_MENTIONS, MOST_CANDIDATES = 60, 4
PASSES = 2


@dataclass(frozen=True, slots=True)
class _Mention:
    """A place that another wording of the document may mean, and how likely it does."""

    row: int
    place: Place
    share: float


Key = tuple[str, str, str]
"""A wording of a document, its country hint, and the reference of the place that it is known to mean."""


def resolve_documents(
    wordings: Sequence[str],
    documents: Sequence[str],
    countries: Sequence[str] | None = None,
    *,
    settled: Sequence[Place | None] | None = None,
) -> list[Resolution]:
    """Resolve columns of place wordings; those of one document are resolved together.

    The places of a document are likely in one country, near each other, in the regions that it names: "Paris" beside
    "Texas" is not the one in France. What stays unclear is ambiguous; what is clear by its country hint stays so. Of a
    document of very many wordings the first 60 help to decide the others.

    Parameters
    ----------
    wordings
        Place wordings; a blank one is unresolved.
    documents
        For each wording what it belongs to: any text that is the same for the wordings of one document. Blank: it
        is resolved alone.
    countries
        A country hint a wording, as for `resolve_column`.
    settled
        For each wording the place that it is known to mean, which is its answer and helps to decide the others;
        None where it is to be resolved. None: all are.

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
    >>> from mustermap import geo
    >>> known = geo.place("country:BY")
    >>> resolve_documents(["Brest", "here"], ["1", "1"], settled=[None, known])[0].place.ref
    'geonames:629634'
    """
    hints = [""] * len(wordings) if countries is None else list(countries)
    known = [None] * len(wordings) if settled is None else list(settled)
    if not len(wordings) == len(documents) == len(hints) == len(known):
        raise ColumnLengthError(
            f"{len(wordings)} wordings, {len(documents)} documents, {len(hints)} countries and {len(known)} places",
            "give one of each a row",
        )
    alone: dict[Key, Resolution] = {}
    members: dict[str, dict[Key, Resolution]] = {}
    keys = [
        (wording, hint, place.ref if place else "") for wording, hint, place in zip(wordings, hints, known, strict=True)
    ]
    for key, document, place in zip(keys, documents, known, strict=True):
        if key not in alone:
            alone[key] = _settled(key[0], place) if place else resolve_hinted(*key[:2])
        if document.strip():
            members.setdefault(document, {})[key] = alone[key]
    together = _DocumentResolver()
    found = {document: together.resolved(answers) for document, answers in members.items()}
    return [
        found[document][key] if document.strip() else alone[key] for key, document in zip(keys, documents, strict=True)
    ]


def _settled(wording: str, place: Place) -> Resolution:
    return Resolution("resolved", wording, place, (place,), "", 1.0)


class _DocumentResolver:
    """Resolves the wordings of documents, each beside the others of its own; documents of the same wordings once."""

    def __init__(self) -> None:
        self._found: dict[tuple[Key, ...], dict[Key, Resolution]] = {}
        self._is_open: dict[Key, bool] = {}

    def resolved(self, alone: dict[Key, Resolution]) -> dict[Key, Resolution]:
        """Resolve the wordings of one document again; what the others cannot change stays as it is."""
        if len(alone) < 2:
            return alone
        self._is_open |= {key: _is_open(key, found) for key, found in alone.items() if key not in self._is_open}
        open_keys = [key for key in alone if self._is_open[key]]
        if not open_keys:
            return alone
        same = tuple(alone)
        if same not in self._found:
            self._found[same] = _again(alone, open_keys)
        return self._found[same]


def _is_open(key: Key, found: Resolution) -> bool:
    """Check whether what is named beside a wording may change its answer."""
    _, hint, ref = key
    if ref or not found.candidates or found.confidence == 0:
        return False
    if hint.strip() and found.status == "resolved":  # clear in the country that is said
        return False
    return _depends_on_others(key, found)


def _depends_on_others(key: Key, alone: Resolution) -> bool:
    """Check whether several places bear a wording's name, or its only doubt may be lifted by what is beside it."""
    asked: set[str] = set()

    def context(found: Found) -> float:
        asked.add(found.ref)
        return 1.0

    _beside(key, alone, context)
    return len(asked) > 1 or (len(asked) == 1 and alone.status == "ambiguous")


def _again(alone: dict[Key, Resolution], open_keys: Sequence[Key]) -> dict[Key, Resolution]:
    """Resolve the open wordings of a document, each beside the others, until they stay what they are."""
    found = dict(alone)
    rows = {key: row for row, key in enumerate(found)}
    for _ in range(PASSES):
        mentions = list(_mentions(found.values()))
        support = _support(mentions)
        again = {key: _beside(key, found[key], _context(rows[key], mentions, support)) for key in open_keys}
        stays = all(_outcome(again[key]) == _outcome(found[key]) for key in open_keys)
        found |= again
        if stays:
            break
    return found


def _outcome(answer: Resolution) -> tuple[str, str]:
    return answer.status, answer.place.ref if answer.place else ""


def _beside(key: Key, before: Resolution, context: Callable[[Found], float]) -> Resolution:
    wording, hint, _ = key
    try:
        code = country_code(hint) if hint.strip() else None
    except UnknownCountryError:
        return before
    return answer(wording, Ask(code, None, context))


def _mentions(answers: Iterable[Resolution]) -> Iterable[_Mention]:
    for row, found in enumerate(answers):
        if row >= MOST_MENTIONS:
            return
        if found.status == "unresolved" or (found.is_corrected and found.place is None):  # a guess says nothing
            continue
        places = found.candidates[:MOST_CANDIDATES]
        for place in places:
            if place.country_code:
                yield _Mention(row, place, place.confidence)


def _support(mentions: Sequence[_Mention]) -> dict[str, dict[int, float]]:
    """Return for each country how much each row supports it."""
    support: dict[str, dict[int, float]] = {}
    for mention in mentions:
        rows = support.setdefault(mention.place.country_code, {})
        share = mention.share * (NAMED_COUNTRY if mention.place.kind == "country" else 1.0)
        rows[mention.row] = rows.get(mention.row, 0.0) + share
    return support


def _context(row: int, mentions: Sequence[_Mention], support: dict[str, dict[int, float]]) -> Callable[[Found], float]:
    """Return the function that returns how many times likelier a place is because of the other rows."""
    others = [mention for mention in mentions if mention.row != row and mention.place.kind != "country"]

    def context(found: Found) -> float:
        rows = support.get(found.country_code, {})
        country = sum(share for other, share in rows.items() if other != row)
        near = within = 0.0
        for mention in others:
            place = mention.place
            if place.country_code != found.country_code and mention.share < 0.5:
                continue
            apart_m = distance_m(found.lon, found.lat, place.lon, place.lat)
            if "region" in (place.kind, found.kind):
                is_same = place.country_code == found.country_code
                within += mention.share * (is_same and _is_within(found, place, apart_m))
            elif found.kind != "country":
                near += mention.share * math.exp(-apart_m / NEAR_M)
        return (1 + SAME_COUNTRY * country) * (1 + NEAR * near) * (1 + SAME_REGION * within)

    return context


def _is_within(found: Found, place: Place, apart_m: float) -> bool:
    """Check whether one of two places, of which at least one is a region, lies in the other or beside it."""
    if apart_m <= 1.2 * max(place.radius_m, found.radius_m):
        return True
    if found.kind == place.kind or apart_m > FARTHEST_WITHIN_M:
        return False
    from mustermap.geo.places.place_references import holds

    region, point = (found, place) if found.kind == "region" else (place, found)
    try:
        return holds(region.ref, point.lon, point.lat)
    except UnknownPlaceError:  # settled by whoever asks: a region that this gazetteer does not have
        return False
