"""Resolve a wording with a frame: its names first, then what is computed from them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from geo import areas, computed, gazetteer
from geo.advising import sentence, what_decides
from geo.answers import Resolution
from geo.coordinates import coordinates_of
from geo.demonyms import country_of_adjective
from geo.errors import PlaceNotComputedError
from geo.fold import fold
from geo.naming import named, unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.answers import Place
    from geo.frames import Frame
    from geo.readings import Ask

# What a side of is larger than any area of the gazetteer.
_LARGER = (
    "africa|america|asia|europe|ireland|korea|hemisphere|pole|sea|ocean|command|front|district|military district|east"
    "|west|north|south|америка|африка|европа|азия|европа|європа|азія|europa|azja|ameryka|afryka"
)
_CONTINENTS = frozenset(_LARGER.split("|"))


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
        pair = sorted((base.place or base.candidates[0] for base in bases), key=lambda place: place.ref)
        doubt = next((base for base in bases if base.place is None), None)
        if doubt is not None:
            return unresolved(wording, f"'{doubt.wording}' is not clear: {doubt.reason}", doubt.advice)
        ref = "between:" + "|".join(place.ref for place in pair)
        return _answer(wording, ref, min(base.confidence for base in bases), ask)
    base = bases[0]
    if frame.weak and not (base.place and (base.place.kind in {"country", "region"} or base.confidence > 0.9)):
        return unresolved(
            wording, "No place in the gazetteer bears this name.", "Check the spelling, or name a larger place."
        )
    if base.place is not None:
        return _answer(wording, f"{frame.head}:{base.place.ref}", base.confidence, ask)
    places = tuple(_computed_each(wording, frame, base.candidates))
    reason = f"'{base.wording}' is not clear: {base.reason}"
    return Resolution("ambiguous", wording, None, places, reason, base.confidence, what_decides(places) or base.advice)


def _base(name: str, loose: Ask, ask: Ask) -> Resolution:
    """Resolve a name within a frame: in the country asked for, if it is there, else anywhere."""
    if ask.code is not None and loose.code is None:
        found = named(name, replace(loose, code=ask.code))
        if found.status != "unresolved":
            return found
    return named(name, loose)


def _computed_each(wording: str, frame: Frame, candidates: Sequence[Place]) -> Iterator[Place]:
    for candidate in candidates:
        try:
            found = computed.compute(f"{frame.head}:{candidate.ref}")
        except PlaceNotComputedError:
            continue
        yield computed.worded(found, wording, candidate.confidence)


def _answer(wording: str, ref: str, confidence: float, ask: Ask) -> Resolution:
    """Compute a place, and hold it against what is asked for."""
    try:
        found = computed.worded(computed.compute(ref), wording, confidence)
    except PlaceNotComputedError as error:
        return unresolved(wording, sentence(error.reason), sentence(error.advice))
    if ask.kind is not None and found.kind != ask.kind:
        return unresolved(
            wording, f"The wording means a {found.kind}, and a {ask.kind} was asked for.", "Correct one of them."
        )
    if ask.code is not None and found.country_code != ask.code:
        if ask.code not in _countries_of(found):
            where = gazetteer.country_name(found.country_code) if found.country_code else "no country"
            hint = gazetteer.country_name(ask.code)
            return unresolved(wording, f"What the wording means lies in {where}, not in {hint}.", "Check the country.")
        found = replace(found, country_code=ask.code)
    return Resolution("resolved", wording, found, (found,), "", confidence)


def _countries_of(found: Place) -> frozenset[str]:
    """Say in which countries a computed place may lie, where it names none itself."""
    if found.country_code:
        return frozenset({found.country_code})
    if found.kind in {"border", "corridor"}:
        refs = found.ref.rpartition("border:" if found.kind == "border" else "between:")[2].split("|")
        return frozenset(computed.place(ref).country_code for ref in refs)
    return areas.countries_at(found.lon, found.lat, within_m=max(found.radius_m, areas.OUTLINE_DOUBT_M))


def position(wording: str, ref: str, ask: Ask) -> Resolution:
    """Resolve a wording that gives coordinates."""
    if coordinates_of(ref) is None or not math.isfinite(computed.compute(ref).lon):
        return unresolved(
            wording, "The coordinates cannot be read.", "Write them in degrees, as in '52.09755, 23.68775'."
        )
    return _answer(wording, ref, 0.99, replace(ask, kind=None))


def _border(wording: str, frame: Frame, ask: Ask) -> Resolution:
    """Resolve a border by the names of its two sides, one of which may be the country asked for."""
    sides = _pair(frame.bases[0]) if frame.pair else [_side(name) for name in frame.bases]
    if sides is None:
        sides = [_side(frame.bases[0])]
    known = [side for side in sides if side is not None]
    if len(known) < len(sides):
        return unresolved(wording, "The border is not clear.", "Name the two countries or regions that it parts.")
    if len(known) == 1:
        if ask.code is None or known[0].ref == f"country:{ask.code}":
            return unresolved(wording, f"{known[0].name} borders several.", "Name the other side as well.")
        known.append(gazetteer.place(f"country:{ask.code}"))
    ref = f"{frame.head}:" + "|".join(sorted(side.ref for side in known))
    return _answer(wording, ref, 0.97, ask)


def _pair(words: str) -> list[Place | None] | None:
    """Part "belarusian-ukrainian", or the same with a space, into two sides; None if it does not part so."""
    signs = [at for at, sign in enumerate(words) if sign == "-"] or [at for at, sign in enumerate(words) if sign == " "]
    for at in signs:
        one, other = _side(words[:at]), _side(words[at + 1 :])
        if one is not None and other is not None:
            return [one, other]
    return None


def _side(name: str) -> Place | None:
    """Find the country or region on one side of a border, by name or by adjective."""
    folded = fold(name).removeprefix("the ")
    code = country_of_adjective(folded) or gazetteer.country_named(folded)
    if code is not None:
        return gazetteer.place(f"country:{code}")
    from geo.readings import Ask

    for kind in ("country", "region"):
        found = named(name, Ask(kind="country" if kind == "country" else "region")).place
        if found is not None:
            return found
    return None
