"""Resolve a place wording to a place of the gazetteer, to candidates, or to the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import gazetteer
from geo.answers import KINDS, Kind, Place, Resolution
from geo.choice import is_clear, is_too_small, ranked
from geo.errors import ColumnLengthError, UnknownCountryError, UnknownKindError
from geo.gazetteer import OWN_NAME
from geo.wording import KIND_BY_WORD, Wording, read_wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.gazetteer import Found

LONGEST_WORDING = 200
MOST_CANDIDATES = 10
# With no kind asked for, a country is meant before a settlement ("Luxembourg"), and a settlement before a site.
_ORDER: tuple[Kind, ...] = ("country", "settlement", "site", "airfield")


def resolve(wording: str, *, country: str | None = None, kind: str | None = None) -> Resolution:
    """Resolve a place wording.

    A name is found in any script and spelling that the gazetteer has; case, diacritics, apostrophes and hyphens make no
    difference. A kind ("airbase", "the town of") and a country ("Smolensk, Russia") in the wording are heeded. Among
    namesakes one is chosen only if it is at least ten times as important as the next (see `geo.choice`); a
    country's name stands for the country unless the wording or a hint says otherwise.

    Parameters
    ----------
    wording
        The place as a report words it.
    country
        Where it must lie: ISO 3166-1 alpha-2 or alpha-3 code, or a country's name. None or blank: anywhere.
    kind
        What it must be: "settlement", "airfield", "site" or "country". None: what the wording says, else anything.

    Returns
    -------
    Resolution
        The place, or candidates and the reason. Never a place outside the country asked for.

    Raises
    ------
    UnknownCountryError
        If the country hint names no country.
    UnknownKindError
        If the kind is none of the four.
    GazetteerMissingError
        If the gazetteer has not been compiled.

    Examples
    --------
    >>> resolve("Machulishchi (airbase)").place.ref
    'icao:UMLI'
    >>> resolve("Smolensk", country="BY").status
    'unresolved'
    >>> resolve("🙂").reason
    'The wording has no letters; give the name of a place.'
    """
    if kind is not None and kind not in KINDS:
        raise UnknownKindError(f"kind {kind[:60]!r} is not known; give one of {', '.join(KINDS)}")
    code = gazetteer.country_code(country) if country is not None and country.strip() else None
    if len(wording) > LONGEST_WORDING:
        return _unresolved(
            wording, f"The wording is longer than {LONGEST_WORDING} characters; give the place's name alone."
        )
    parts = read_wording(wording, gazetteer.country_named)
    if not parts.whole:
        return _unresolved(wording, "The wording has no letters; give the name of a place.")
    if not parts.core:
        return _unresolved(wording, "The wording says what kind of place it is, but not which; add its name.")
    if code and parts.country_code and code != parts.country_code:
        said, hinted = gazetteer.country_name(parts.country_code), gazetteer.country_name(code)
        return _unresolved(wording, f"The wording says {said} and the hint {hinted}; correct one of them.")
    asked: Kind | None = next((known for known in KINDS if known == kind), None)
    return _choose(wording, parts, code or parts.country_code, asked)


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
    >>> [answer.status for answer in resolve_column(["Minsk", "", "Minsk"], ["BY", "", "BYX"])]
    ['resolved', 'unresolved', 'unresolved']
    """
    hints = [""] * len(wordings) if countries is None else list(countries)
    if len(hints) != len(wordings):
        raise ColumnLengthError(
            f"{len(wordings)} wordings but {len(hints)} countries; give one for each, blank for none"
        )
    answers: dict[tuple[str, str], Resolution] = {}
    for pair in zip(wordings, hints, strict=True):
        if pair not in answers:
            answers[pair] = _resolve_row(*pair)
    return [answers[pair] for pair in zip(wordings, hints, strict=True)]


def _resolve_row(wording: str, country: str) -> Resolution:
    try:
        return resolve(wording, country=country)
    except UnknownCountryError as error:
        return _unresolved(wording, f"{str(error)[0].upper()}{str(error)[1:]}.")


def _choose(wording: str, parts: Wording, code: str | None, asked: Kind | None) -> Resolution:
    """Choose among the places that bear the wording's name."""
    found = _candidates(parts, code, asked)
    military = parts.word == "base"
    here = [row for row in found if code is None or row.country_code == code]
    if not here:
        return _nothing_here(wording, parts, code, found or _namesakes(parts))
    first = next(kind for kind in _ORDER if any(row.kind == kind for row in here))
    order = ranked((row for row in here if row.kind == first), military=military)
    places = _placed(wording, order)
    if not is_clear(order, military=military):
        names = "; ".join(f"{row.name} ({row.country_code})" for row in order[:3])
        return Resolution(
            "ambiguous",
            wording,
            None,
            places,
            f"{len(order)} places bear this name and none is clearly more important: {names}; {_advice(code)}.",
        )
    if code is None and is_too_small(order[0], kind_said=bool(asked or parts.word)):
        reason = f"{order[0].name} ({order[0].country_code}) bears this name, but is small or rarely called so; "
        return Resolution("ambiguous", wording, None, places, f"{reason}{_advice(code)}.")
    return Resolution("resolved", wording, places[0], places, "")


def _candidates(parts: Wording, code: str | None, asked: Kind | None) -> list[Found]:
    """Find what the wording may mean: the name with its kind word, if a place is called so, else the name alone."""
    kind = asked or (KIND_BY_WORD.get(parts.word) if parts.word else None)
    whole = [row for row in gazetteer.find(parts.whole) if asked is None or row.kind == asked]
    if kind == "airfield":
        return _airfields(parts, code) or whole
    if whole or parts.word in {"region", "direction"}:
        return whole
    return [row for row in gazetteer.find(parts.core) if kind is None or row.kind == kind]


def _airfields(parts: Wording, code: str | None) -> list[Found]:
    """Find the airfields that bear the name, or that of a town beside them.

    With no country named, a name that clearly means one town means an airfield of its country: "Minsk airbase" is not
    the one at Mińsk Mazowiecki in Poland.
    """
    core = gazetteer.find(parts.core)
    named = [row for row in [*gazetteer.find(parts.whole), *core] if row.kind == "airfield"]
    found = [*named, *gazetteer.find_airfields_of(parts.core)]
    towns = ranked(row for row in core if row.kind == "settlement")
    if code is None and towns and is_clear(towns):
        return [row for row in found if row.grade == OWN_NAME or row.country_code == towns[0].country_code]
    return found


def _namesakes(parts: Wording) -> list[Found]:
    """Find what bears the name but is of another kind than asked for."""
    return gazetteer.find(parts.core)


def _nothing_here(wording: str, parts: Wording, code: str | None, near: Iterable[Found]) -> Resolution:
    """Say why nothing fits, and offer what came near."""
    places = _placed(wording, ranked(near))
    names = "; ".join(f"{row.name} ({row.kind}, {row.country_code})" for row in places[:3])
    if parts.word in {"region", "direction"}:
        reason = "Regions, borders and surroundings are not in the gazetteer; name a settlement, a site or a country."
    elif not places:
        reason = "No place in the gazetteer bears this name; check the spelling, or name a larger place nearby."
    elif code is not None and all(row.country_code != code for row in places):
        reason = f"No place in {gazetteer.country_name(code)} bears this name; elsewhere: {names}; check the country."
    else:
        reason = (
            f"No place of the kind asked for bears this name; of another kind: {names}; ask for that kind, or none."
        )
    return Resolution("unresolved", wording, None, places, reason)


def _advice(code: str | None) -> str:
    return (
        "name a larger place nearby"
        if code
        else "name the country, as in 'Brest, Belarus', or say what it is, as in 'Lida airfield'"
    )


def _placed(wording: str, order: Iterable[Found]) -> tuple[Place, ...]:
    return tuple(row.placed(f"{row.kind}; from '{wording.strip()}'") for row in order)[:MOST_CANDIDATES]


def _unresolved(wording: str, reason: str) -> Resolution:
    return Resolution("unresolved", wording, None, (), reason)
