"""Resolve a place wording to a place, to candidates, or to the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.errors import ColumnLengthError, UnknownCountryError, UnknownKindError
from mustermap.geo.answers import KINDS, Kind, Resolution
from mustermap.geo.choice.advice import sentence
from mustermap.geo.choice.readings import Ask
from mustermap.geo.gazetteer.countries import country_code
from mustermap.geo.named_places import bears_name, named, unresolved
from mustermap.geo.wording.coordinates import NoCoordinates, read_coordinates
from mustermap.geo.wording.frames import read_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_WORDING = 200


def resolve(wording: str, *, country: str | None = None, kind: str | None = None) -> Resolution:
    """Resolve a place wording.

    A name is found in any script and spelling that the gazetteer has; case, diacritics, apostrophes and hyphens make no
    difference. A kind ("airbase", "the town of") and a country ("Smolensk, Russia") in the wording are heeded. Among
    namesakes one is chosen only if it is at least ten times as important as the next (see
    `mustermap.geo.choice.namesakes`); a country's name stands for the country unless the wording or a hint says
    otherwise. Coordinates are read as they stand. What lies near, so far from, between, on the border of or in a part
    of named places is computed from them.

    Parameters
    ----------
    wording
        The place as a report words it.
    country
        Where it must lie: ISO 3166-1 alpha-2 or alpha-3 code, or a country's name. None or blank: anywhere.
    kind
        What it must be: "settlement", "airfield", "site", "region" or "country". None: what the wording says, else
        anything. Coordinates are what they are.

    Returns
    -------
    Resolution
        The place, or candidates and the reason. Never a place outside the country asked for.

    Raises
    ------
    UnknownCountryError
        If the country hint names no country.
    UnknownKindError
        If the kind is none of the five.
    GazetteerMissingError
        If the gazetteer has not been compiled.

    Examples
    --------
    >>> resolve("Machulishchi (airbase)").place.ref
    'icao:UMLI'
    >>> resolve("30 km north of Smolensk").place.ref
    '30km-N:geonames:491687'
    >>> resolve("Smolensk", country="BY").status
    'unresolved'
    >>> resolve("🙂").reason
    'The wording has no letters.'
    """
    if kind is not None and kind not in KINDS:
        raise UnknownKindError(f"kind {kind[:60]!r} is not known", f"give one of {', '.join(KINDS)}")
    code = country_code(country) if country is not None and country.strip() else None
    asked: Kind | None = next((known for known in KINDS if known == kind), None)
    return answer(wording, Ask(code, asked))


def answer(wording: str, ask: Ask) -> Resolution:
    """Resolve a wording; what is asked for beside it has been read."""
    if len(wording) > LONGEST_WORDING:
        return unresolved(
            wording, f"The wording is longer than {LONGEST_WORDING} characters.", "Give the place's name alone."
        )
    if " " not in wording.strip() and wording.isalpha():  # a single word has no frame
        return named(wording, ask)
    position = read_coordinates(wording)
    if isinstance(position, NoCoordinates):
        return unresolved(wording, position.reason, position.advice)
    if position is not None:
        from mustermap.geo.places import framed_places

        return framed_places.position(wording, position.ref, ask)
    frame = read_frame(wording)
    if frame is not None and not bears_name(wording):
        from mustermap.geo.places import framed_places

        return framed_places.framed(wording, frame, ask)
    return named(wording, ask)


def resolve_column(wordings: Sequence[str], countries: Sequence[str] | None = None) -> list[Resolution]:
    """Resolve a column of place wordings; each pair of wording and country is looked up once.

    Parameters
    ----------
    wordings
        Place wordings; a blank one is unresolved.
    countries
        A country hint a wording, blank for none; None: no hints. An unknown hint leaves its wording unresolved, with
        the reason.

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
    >>> [found.status for found in resolve_column(["Minsk", "", "Minsk"], ["BY", "", "BYX"])]
    ['resolved', 'unresolved', 'unresolved']
    """
    hints = [""] * len(wordings) if countries is None else list(countries)
    if len(hints) != len(wordings):
        raise ColumnLengthError(
            f"{len(wordings)} wordings but {len(hints)} countries", "give one for each, blank for none"
        )
    answers: dict[tuple[str, str], Resolution] = {}
    for pair in zip(wordings, hints, strict=True):
        if pair not in answers:
            answers[pair] = resolve_hinted(*pair)
    return [answers[pair] for pair in zip(wordings, hints, strict=True)]


def resolve_hinted(wording: str, country: str) -> Resolution:
    """Resolve a wording with a country hint that may not be known; the answer then says so."""
    try:
        return resolve(wording, country=country)
    except UnknownCountryError as error:
        return unresolved(wording, sentence(error.reason), sentence(error.advice))
