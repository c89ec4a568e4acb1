"""Answers to a wording with a frame around its names: its names are resolved first, then the place is computed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from mustermap.errors import PlaceNotComputedError
from mustermap.geo.answers import Resolution, unresolved
from mustermap.geo.choice.advice import MOST_NAMED, what_confirms, what_decides
from mustermap.geo.places.borders import border_answer
from mustermap.geo.places.computed_answers import computed_answer, computed_place
from mustermap.geo.wording.name_key import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mustermap.geo.answers import Place, Status
    from mustermap.geo.choice.readings import Ask, NameResolver
    from mustermap.geo.wording.frames import Frame

# A part of these is larger than any area of the gazetteer.
_LARGER = (
    "africa|america|asia|europe|ireland|korea|hemisphere|pole|sea|ocean|command|front|district|military district|east"
    "|west|north|south|америка|африка|европа|азия|европа|європа|азія|europa|azja|ameryka|afryka"
)
_CONTINENTS = frozenset(_LARGER.split("|"))


def framed_answer(wording: str, frame: Frame, ask: Ask, resolve_name: NameResolver) -> Resolution:
    """Return the answer to a wording with a frame.

    Parameters
    ----------
    wording
        The whole wording.
    frame
        Its frame.
    ask
        What is asked for; the country is where the answer must lie.
    resolve_name
        Resolves a name within the frame.
    """
    if frame.form == "border":
        return border_answer(wording, frame, ask, resolve_name)
    if frame.form == "part" and fold(frame.bases[0]) in _CONTINENTS:
        return unresolved(wording, "The area is not in the gazetteer.", "Name a country, a region or a settlement.")
    # the names may lie on the other side of a border: the country is asked of what is computed
    loose = replace(ask, kind=None, code=ask.code if frame.form == "part" else None)
    bases = [_base(name, loose, ask, resolve_name) for name in frame.bases]
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
        found = computed_answer(wording, f"{frame.head}:{base.place.ref}", base.confidence, ask)
        return replace(found, is_corrected=base.is_corrected)
    return _asked(wording, base, [(f"{frame.head}:{place.ref}", place.confidence) for place in base.candidates])


def _area_alone(base: Resolution) -> Resolution | None:
    """Return a name in a frame whose word may belong to the name ("Western Sahara") only if it means an area."""
    if base.place is not None:
        return base if base.place.kind in {"country", "region"} or base.confidence > 0.9 else None
    areas_alone = tuple(place for place in base.candidates if place.kind in {"country", "region"})
    return replace(base, candidates=areas_alone) if base.is_corrected and areas_alone else None


def _between(wording: str, bases: Sequence[Resolution], ask: Ask) -> Resolution:
    """Return the answer that lies between two places; where one is only a guess, ask about the likeliest."""
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
    found = computed_answer(wording, *pairs[0], ask)
    return replace(found, is_corrected=any(base.is_corrected for base in bases))


def _asked(wording: str, base: Resolution, refs: Sequence[tuple[str, float]]) -> Resolution:
    """Return candidates for a wording of which a name within the frame is not clear.

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


def _base(name: str, loose: Ask, ask: Ask, resolve_name: NameResolver) -> Resolution:
    """Resolve a name within a frame: in the country asked for, if such a place is there, else anywhere."""
    if ask.code is not None and loose.code is None:
        found = resolve_name(name, replace(loose, code=ask.code))
        if found.status != "unresolved":
            return found
    return resolve_name(name, loose)


def _computed_each(wording: str, refs: Sequence[tuple[str, float]]) -> Iterator[Place]:
    for ref, confidence in refs:
        with suppress(PlaceNotComputedError):
            yield computed_place(wording, ref, confidence)
