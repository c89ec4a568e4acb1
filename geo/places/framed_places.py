"""Resolve a wording with a frame: its names first, then what is computed from them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mustermap.errors import PlaceNotComputedError
from mustermap.geo.answers import Resolution
from mustermap.geo.choice.advice import MOST_NAMED, sentence, what_confirms, what_decides
from mustermap.geo.choice.decision import asked_back
from mustermap.geo.choice.readings import TRUST_CORRECTED, Ask
from mustermap.geo.gazetteer import boundaries, lookup
from mustermap.geo.gazetteer.countries import country_name, country_named
from mustermap.geo.named_places import named, unresolved
from mustermap.geo.places import computed, references
from mustermap.geo.wording.coordinates import coordinates_of
from mustermap.geo.wording.demonyms import country_of_adjective
from mustermap.geo.wording.name_key import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mustermap.geo.answers import Kind, Place, Status
    from mustermap.geo.wording.frames import Frame

# What a side of is larger than any area of the gazetteer.
_LARGER = (
    "africa|america|asia|europe|ireland|korea|hemisphere|pole|sea|ocean|command|front|district|military district|east"
    "|west|north|south|америка|африка|европа|азия|европа|європа|азія|europa|azja|ameryka|afryka"
)
_CONTINENTS = frozenset(_LARGER.split("|"))
_WITH_BORDERS: tuple[Kind, ...] = ("country", "region")


@dataclass(frozen=True, slots=True)
class _Side:
    """What lies on one side of a border, and whether its name was corrected."""

    place: Place
    is_corrected: bool


def framed(wording: str, frame: Frame, ask: Ask) -> Resolution:
    """Resolve a wording with a frame.

    Parameters
    ----------
    wording
        The whole wording.
    frame
        Its frame.
    ask
        What is asked for; the country is where the answer must lie.
    """
    if frame.form == "border":
        return _border(wording, frame, ask)
    if frame.form == "part" and fold(frame.bases[0]) in _CONTINENTS:
        return unresolved(wording, "The area is not in the gazetteer.", "Name a country, a region or a settlement.")
    # the names may lie on the other side of a border: the country is asked of what is computed
    loose = replace(ask, kind=None, code=ask.code if frame.form == "part" else None)
    bases = [_base(name, loose, ask) for name in frame.bases]
    missing = next((base for base in bases if base.status != "resolved" and base.status != "ambiguous"), None)
    if missing is not None:
        return unresolved(wording, f"'{missing.wording}' was not found: {missing.reason}", missing.advice)
    if frame.form == "between":
        return _between(wording, bases, ask)
    base = _area_alone(bases[0]) if frame.weak else bases[0]
    if base is None:
        return unresolved(
            wording, "No place in the gazetteer bears this name.", "Check the spelling, or name a larger place."
        )
    if base.place is not None:
        found = _answer(wording, f"{frame.head}:{base.place.ref}", base.confidence, ask)
        return replace(found, is_corrected=base.is_corrected)
    return _asked(wording, base, [(f"{frame.head}:{place.ref}", place.confidence) for place in base.candidates])


def _area_alone(base: Resolution) -> Resolution | None:
    """Keep of what stands in a frame whose word may belong to the name what it hardly can: a country or a region."""
    if base.place is not None:
        return base if base.place.kind in {"country", "region"} or base.confidence > 0.9 else None
    areas_alone = tuple(place for place in base.candidates if place.kind in {"country", "region"})
    return replace(base, candidates=areas_alone) if base.is_corrected and areas_alone else None


def _between(wording: str, bases: Sequence[Resolution], ask: Ask) -> Resolution:
    """Compute what lies between two places; where one is only a guess, ask about the likeliest."""
    doubt = next((base for base in bases if base.place is None), None)
    if doubt is not None and not doubt.is_corrected:
        return unresolved(wording, f"'{doubt.wording}' is not clear: {doubt.reason}", doubt.advice)
    one, other = ([base.place] if base.place else base.candidates[:MOST_NAMED] for base in bases)
    pairs = [
        ("between:" + "|".join(sorted((start.ref, end.ref))), min(start.confidence, end.confidence))
        for start in one
        for end in other
    ]
    if doubt is not None:
        return _asked(wording, doubt, pairs)
    found = _answer(wording, *pairs[0], ask)
    return replace(found, is_corrected=any(base.is_corrected for base in bases))


def _asked(wording: str, base: Resolution, refs: Sequence[tuple[str, float]]) -> Resolution:
    """Ask which place is meant, where a name within the frame is not clear.

    Parameters
    ----------
    wording
        The whole wording.
    base
        The name that is not clear.
    refs
        References of what the wording may mean, each with how likely it does.
    """
    places = tuple(_computed_each(wording, refs))
    reason = f"'{base.wording}' is not clear: {base.reason}"
    advice = (what_confirms if base.is_corrected else what_decides)(places) or base.advice
    status: Status = "ambiguous" if places or not base.is_corrected else "unresolved"
    return Resolution(status, wording, None, places, reason, base.confidence, advice, base.is_corrected)


def _base(name: str, loose: Ask, ask: Ask) -> Resolution:
    """Resolve a name within a frame: in the country asked for, if it is there, else anywhere."""
    if ask.code is not None and loose.code is None:
        found = named(name, replace(loose, code=ask.code))
        if found.status != "unresolved":
            return found
    return named(name, loose)


def _computed_each(wording: str, refs: Sequence[tuple[str, float]]) -> Iterator[Place]:
    for ref, confidence in refs:
        try:
            found = computed.compute(ref).place
        except PlaceNotComputedError:
            continue
        yield computed.worded(found, wording, confidence)


def _answer(wording: str, ref: str, confidence: float, ask: Ask) -> Resolution:
    """Compute a place, and hold it against what is asked for."""
    try:
        found = computed.worded(computed.compute(ref).place, wording, confidence)
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


def _countries_of(found: Place) -> frozenset[str]:
    """Say in which countries a computed place may lie, where it names none itself."""
    if found.country_code:
        return frozenset({found.country_code})
    if found.kind in {"border", "corridor"}:
        refs = found.ref.rpartition("border:" if found.kind == "border" else "between:")[2].split("|")
        return frozenset(references.place(ref).country_code for ref in refs)
    return boundaries.countries_at(found.lon, found.lat, within_m=max(found.radius_m, boundaries.OUTLINE_DOUBT_M))


def position(wording: str, ref: str, ask: Ask) -> Resolution:
    """Resolve a wording that gives coordinates."""
    if coordinates_of(ref) is None or not math.isfinite(computed.compute(ref).place.lon):
        return unresolved(
            wording, "The coordinates cannot be read.", "Write them in degrees, as in '52.09755, 23.68775'."
        )
    return _answer(wording, ref, 0.99, replace(ask, kind=None))


def _border(wording: str, frame: Frame, ask: Ask) -> Resolution:
    """Resolve a border by the names of its two sides, one of which may be the country asked for."""
    sides = _pair(frame.bases[0]) if frame.pair else [_side(name) for name in frame.bases]
    if sides is None:
        sides = [_side(frame.bases[0])]
    known = [side.place for side in sides if side is not None]
    if len(known) < len(sides):
        return _border_asked(wording, frame, ask) or unresolved(
            wording, "The border is not clear.", "Name the two countries or regions that it parts."
        )
    if len(known) == 1:
        if ask.code is None or known[0].ref == f"country:{ask.code}":
            return unresolved(wording, f"{known[0].name} borders several.", "Name the other side as well.")
        known.append(lookup.place(f"country:{ask.code}"))
    is_corrected = any(side.is_corrected for side in sides if side is not None)
    return replace(_answer(wording, _border_ref(frame, known), 0.97, ask), is_corrected=is_corrected)


def _border_asked(wording: str, frame: Frame, ask: Ask) -> Resolution | None:
    """Ask about a border of which a side is misspelled; None if that is not what is wrong with it."""
    sides = _pair(frame.bases[0], guesses=True) if frame.pair else [_side(name, guess=True) for name in frame.bases]
    known = [side.place for side in sides or () if side is not None]
    if ask.code is not None and len(known) == len(frame.bases) == 1 and not frame.pair:
        known.append(lookup.place(f"country:{ask.code}"))
    if len(known) < 2:
        return None
    try:
        found = computed.worded(computed.compute(_border_ref(frame, known)).place, wording, TRUST_CORRECTED)
    except PlaceNotComputedError:
        return None
    return asked_back(wording, (found,))


def _border_ref(frame: Frame, sides: Sequence[Place]) -> str:
    return f"{frame.head}:" + "|".join(sorted(side.ref for side in sides))


def _pair(words: str, *, guesses: bool = False) -> list[_Side | None] | None:
    """Part "belarusian-ukrainian", or the same with a space, into two sides; None if it does not part so."""
    signs = [at for at, sign in enumerate(words) if sign == "-"] or [at for at, sign in enumerate(words) if sign == " "]
    for at in signs:
        one, other = _side(words[:at], guess=guesses), _side(words[at + 1 :], guess=guesses)
        if one is not None and other is not None:
            return [one, other]
    return None


def _side(name: str, *, guess: bool = False) -> _Side | None:
    """Find the country or region on one side of a border, by name or by adjective; by a guessed name only if asked."""
    folded = fold(name).removeprefix("the ")
    code = country_of_adjective(folded) or country_named(folded)
    if code is not None:
        return _Side(lookup.place(f"country:{code}"), is_corrected=False)
    for kind in _WITH_BORDERS:
        found = named(name, Ask(kind=kind))
        if found.place is not None:
            return _Side(found.place, found.is_corrected)
        if guess and found.is_corrected and found.candidates:
            return _Side(found.candidates[0], is_corrected=True)
    return None
