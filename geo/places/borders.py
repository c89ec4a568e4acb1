"""Answers to the wording of a border: by the names of its two sides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mustermap.errors import PlaceNotComputedError
from mustermap.geo.answers import unresolved
from mustermap.geo.choice.decision import asked_back
from mustermap.geo.choice.readings import TRUST_CORRECTED, Ask
from mustermap.geo.gazetteer import lookup
from mustermap.geo.gazetteer.country_lookup import country_named
from mustermap.geo.places.computed_answers import computed_answer, computed_place
from mustermap.geo.wording.demonyms import country_of_adjective
from mustermap.geo.wording.name_key import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.geo.answers import Kind, Place, Resolution
    from mustermap.geo.choice.readings import NameResolver
    from mustermap.geo.wording.frames import Frame

_WITH_BORDERS: tuple[Kind, ...] = ("country", "region")


@dataclass(frozen=True, slots=True)
class _Side:
    """What lies on one side of a border, and whether its name was corrected."""

    place: Place
    is_corrected: bool


def border_answer(wording: str, frame: Frame, ask: Ask, resolve_name: NameResolver) -> Resolution:
    """Return the answer to the wording of a border.

    Parameters
    ----------
    wording
        The whole wording.
    frame
        Its frame, with the names of one or both sides.
    ask
        What is asked for; the country may be the side that the wording does not name.
    resolve_name
        Resolves the name of a side.
    """
    sides = _sides(frame, resolve_name) or [_side(frame.bases[0], resolve_name)]
    known = [side.place for side in sides if side is not None]
    if len(known) < len(sides):
        return _corrected_border(wording, frame, ask, resolve_name) or unresolved(
            wording, "The border is not clear.", "Name the two countries or regions that it separates."
        )
    if len(known) == 1:
        if ask.code is None or known[0].ref == f"country:{ask.code}":
            return unresolved(wording, f"{known[0].name} borders several.", "Name the other side as well.")
        known.append(lookup.place(f"country:{ask.code}"))
    is_corrected = any(side.is_corrected for side in sides if side is not None)
    return replace(computed_answer(wording, _border_ref(frame, known), 0.97, ask), is_corrected=is_corrected)


def _corrected_border(wording: str, frame: Frame, ask: Ask, resolve_name: NameResolver) -> Resolution | None:
    """Return the question about a border of which a side is misspelled; None if that is not what is wrong with it."""
    known = [side.place for side in _sides(frame, resolve_name, guess=True) or () if side is not None]
    if ask.code is not None and len(known) == len(frame.bases) == 1 and not frame.pair:
        known.append(lookup.place(f"country:{ask.code}"))
    if len(known) < 2:
        return None
    try:
        found = computed_place(wording, _border_ref(frame, known), TRUST_CORRECTED)
    except PlaceNotComputedError:
        return None
    return asked_back(wording, (found,))


def _border_ref(frame: Frame, sides: Sequence[Place]) -> str:
    return f"{frame.head}:" + "|".join(sorted(side.ref for side in sides))


def _sides(frame: Frame, resolve_name: NameResolver, *, guess: bool = False) -> list[_Side | None] | None:
    """Return the sides that a frame names, None for one that is not known; None alone if a pair cannot be split."""
    if not frame.pair:
        return [_side(name, resolve_name, guess=guess) for name in frame.bases]
    words = frame.bases[0]  # "belarusian-ukrainian", or the same with a space
    signs = [at for at, sign in enumerate(words) if sign == "-"] or [at for at, sign in enumerate(words) if sign == " "]
    for at in signs:
        one = _side(words[:at], resolve_name, guess=guess)
        other = _side(words[at + 1 :], resolve_name, guess=guess)
        if one is not None and other is not None:
            return [one, other]
    return None


def _side(name: str, resolve_name: NameResolver, *, guess: bool = False) -> _Side | None:
    """Return the country or region on one side, by name or adjective; by a guessed name only if guesses are wanted."""
    folded = fold(name).removeprefix("the ")
    code = country_of_adjective(folded) or country_named(folded)
    if code is not None:
        return _Side(lookup.place(f"country:{code}"), is_corrected=False)
    for kind in _WITH_BORDERS:
        found = resolve_name(name, Ask(kind=kind))
        if found.place is not None:
            return _Side(found.place, found.is_corrected)
        if guess and found.is_corrected and found.candidates:
            return _Side(found.candidates[0], is_corrected=True)
    return None
