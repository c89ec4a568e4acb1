"""The story of a place wording, from its text to a place, to candidates, or to the reason why there is none.

A wording gives coordinates (`position_answer`), has a frame around its names, as "30 km north of Smolensk" has
(`framed_answer`), or is a name (`resolve_name`). A name is taken apart and read in ever freer ways; among the places
that the first successful reading finds where the name must lie, one is chosen (`choice.decision.chosen`), or none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mustermap.errors import ColumnLengthError, UnknownCountryError, UnknownKindError
from mustermap.geo.answers import KINDS, Kind, Resolution, unresolved
from mustermap.geo.choice.advice import sentence
from mustermap.geo.choice.decision import MOST_CANDIDATES, asked_back, chosen, nothing_here
from mustermap.geo.choice.doubts import CORRECTED, IN_OTHER_LETTERS
from mustermap.geo.choice.names import contradiction, is_name, known_parts, without_name
from mustermap.geo.choice.namesakes import is_inside
from mustermap.geo.choice.readings import Ask, Reading, readings
from mustermap.geo.gazetteer import lookup
from mustermap.geo.gazetteer.country_lookup import country_code, country_named
from mustermap.geo.gazetteer.lookup import OWN_NAME
from mustermap.geo.places.computed_answers import position_answer
from mustermap.geo.places.framed_places import framed_answer
from mustermap.geo.places.place_references import holds
from mustermap.geo.places.training_grounds import by_town
from mustermap.geo.wording.coordinates import read_coordinates
from mustermap.geo.wording.frames import read_frame
from mustermap.geo.wording.name_parts import read_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.geo.gazetteer.lookup import Found
    from mustermap.geo.wording.name_parts import Wording

LONGEST_WORDING = 200


def resolve(wording: str, *, country: str | None = None, kind: str | None = None) -> Resolution:
    """Resolve a place wording.

    A name is found in any script and spelling that the gazetteer has; case, diacritics, apostrophes and hyphens make no
    difference. A kind ("airbase", "the town of") and a country ("Smolensk, Russia") in the wording count. Among
    namesakes one is chosen only if it is at least ten times as important as the next (see
    `mustermap.geo.choice.namesakes`); a country's name means the country unless the wording or a hint says
    otherwise. Coordinates are read as written. What lies near, at a distance from, between, on the border of or in a
    part of named places is computed from them.

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
    """Resolve a wording that gives coordinates, has a frame around its names, or is a name."""
    if len(wording) > LONGEST_WORDING:
        return unresolved(
            wording, f"The wording is longer than {LONGEST_WORDING} characters.", "Give the place's name alone."
        )
    if " " not in wording.strip() and wording.isalpha():  # a single word gives no coordinates and has no frame
        return resolve_name(wording, ask)
    position = read_coordinates(wording)
    if position is not None:
        return position_answer(wording, position, ask)
    frame = read_frame(wording)
    if frame is not None and not is_name(wording):
        return framed_answer(wording, frame, ask, resolve_name)
    return resolve_name(wording, ask)


def resolve_name(wording: str, ask: Ask) -> Resolution:
    """Resolve a wording that is a name, perhaps with a kind and a country around it.

    Parameters
    ----------
    wording
        The wording, not longer than 200 characters.
    ask
        What is asked for.
    """
    parts = read_wording(wording, country_named)
    refused = without_name(wording, parts, ask)
    if refused is None:
        parts = known_parts(wording, parts)
        refused = contradiction(wording, parts, ask)
    if refused is not None:
        return refused
    ask = replace(ask, code=ask.code or parts.country_code)
    found = _by_readings(wording, parts, ask)
    if found.status == "unresolved":
        found = by_town(wording, parts, ask, resolve_name) or found
    return found


def _by_readings(wording: str, parts: Wording, ask: Ask) -> Resolution:
    """Choose among the places that bear a name, by the first way of reading it that finds any where it must lie."""
    elsewhere: list[Found] = []  # places of the name, but not where it must lie
    regions: tuple[Reading, list[Found]] | None = None  # by a name that a town in them may have as its own
    doubtful: Resolution | None = None  # candidates in other letters
    for reading in readings(wording, parts, ask):
        here = _where_asked(reading.found, parts.within, ask.code)
        if regions is not None:  # only a town in one of them can be meant instead
            here = [row for row in here if any(is_inside(row, region) for region in regions[1])]
        elif here and _are_regions_by_other_name(here, parts, ask):
            regions, here = (reading, here), []
        if here:
            decided = chosen(wording, parts, ask, reading, here)
            if decided.status == "resolved" or reading.freely < IN_OTHER_LETTERS:
                return decided
            if reading.freely == CORRECTED:
                doubtful = _either(decided, doubtful)
                break
            doubtful = doubtful or decided
        elsewhere = elsewhere or reading.found
    if regions is not None:
        return chosen(wording, parts, ask, *regions)
    if doubtful is not None:
        return doubtful
    return nothing_here(wording, parts, ask, elsewhere or lookup.find(parts.core))


def _where_asked(found: Sequence[Found], within: str, code: str | None) -> list[Found]:
    """Return the places that lie in a country and in a region of a name, if any is named."""
    here = [row for row in found if code in {None, row.country_code}]
    if not within:
        return here
    regions = [row for row in lookup.find(within) if row.kind == "region" and code in {None, row.country_code}]
    return [row for row in here if any(_lies_in(row, region) for region in regions)]


def _lies_in(found: Found, region: Found) -> bool:
    """Check whether a place lies in a region, or within some kilometres of its approximate outline."""
    if found.country_code != region.country_code or found.ref == region.ref:
        return False
    return holds(region.ref, found.lon, found.lat)


def _are_regions_by_other_name(here: Sequence[Found], parts: Wording, ask: Ask) -> bool:
    """Check whether all found are regions by a name that they may share with their town, and no word says region."""
    said = ask.kind is not None or parts.word in {"region", "country"}
    return not said and all(row.kind == "region" and row.grade != OWN_NAME for row in here)


def _either(guess: Resolution, doubtful: Resolution | None) -> Resolution:
    """Return the candidates of a misspelled name, then those in other letters: Belgorod, Belgrade for "Белогрод"."""
    if doubtful is None:
        return guess
    refs = {place.ref for place in guess.candidates}
    others = (place for place in doubtful.candidates if place.ref not in refs)
    return asked_back(guess.wording, (*guess.candidates, *others)[:MOST_CANDIDATES])


def resolve_column(wordings: Sequence[str], countries: Sequence[str] | None = None) -> list[Resolution]:
    """Resolve a column of place wordings; each pair of wording and country is looked up once.

    Parameters
    ----------
    wordings
        Place wordings; a blank one is unresolved.
    countries
        A country hint for each wording, blank for none; None: no hints. With an unknown hint a wording is unresolved,
        with the reason.

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
    """Resolve a wording with a country hint; if the hint is not known, the answer says so."""
    try:
        return resolve(wording, country=country)
    except UnknownCountryError as error:
        return unresolved(wording, sentence(error.reason), sentence(error.advice))
