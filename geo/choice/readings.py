"""Ways of reading a name, ever freer: as it is, out of its case, in other letters, both, and misspelled.

All but the last are the name itself, in another form or in other letters. A misspelled name is a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from mustermap.geo.choice.doubts import AS_IT_STANDS, CORRECTED, IN_OTHER_LETTERS, OUT_OF_CASE, is_large
from mustermap.geo.choice.namesakes import LARGE_TOWN, is_clear, ranked, weight
from mustermap.geo.gazetteer import lookup
from mustermap.geo.gazetteer.lookup import OWN_NAME
from mustermap.geo.wording.case_endings import MOST_WORDS, nominatives
from mustermap.geo.wording.misspellings import (
    SAME_START,
    SHORTEST_NAME,
    edits,
    may_be_twice_wrong,
    near_spellings,
    same_but_for_habit,
)
from mustermap.geo.wording.name_key import fold
from mustermap.geo.wording.name_parts import KIND_BY_WORD, spelled_core
from mustermap.geo.wording.scripts import respellings, skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mustermap.geo.answers import Kind, Resolution
    from mustermap.geo.gazetteer.lookup import Found
    from mustermap.geo.wording.name_parts import Wording

# This many of the guesses from an inflected form are transliterated as well.
MOST_FORMS = 12
# How likely an answer is right that is clear by such a reading; see benchmarks/places.py.
TRUST_EXACT, TRUST_INFLECTED, TRUST_INFLECTED_ALONE, TRUST_RESPELLED, TRUST_BOTH = 0.99, 0.97, 0.93, 0.95, 0.9
TRUST_CORRECTED, TRUST_TWICE_CORRECTED = 0.8, 0.7
SHORTEST_ANYWHERE = 6  # letters of a misspelled name, where no country is named
# Where names are written in Cyrillic letters, or by neighbours who inflect them.
_GROUND = "BY|UA|RU|PL|LT|LV|EE|MD|RO|SK|CZ|BG|RS|MK|ME|BA|HR|SI|KZ|KG|TJ|TM|UZ|MN|GE|AM|AZ|FI"
_SLAVIC_GROUND = frozenset(_GROUND.split("|"))
# Elsewhere a guess means a place of this many people, ten times as many by another name than its own.
LARGE_ABROAD = 15_000


@dataclass(frozen=True, slots=True)
class Ask:
    """The country, the kind and the context that are asked for beside a name.

    Attributes
    ----------
    code
        The country where it must lie, alpha-2; None: anywhere.
    kind
        What it must be; None: anything.
    context
        How many times likelier a place is by what is named beside it; None: nothing is.
    """

    code: str | None = None
    kind: Kind | None = None
    context: Callable[[Found], float] | None = None


NameResolver: TypeAlias = "Callable[[str, Ask], Resolution]"
"""Resolves a name within a wording, by what is asked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Places that a wording may mean, by one way of reading it.

    Attributes
    ----------
    found
        The places.
    note
        How the name was read, if not as it is written, for `Place.how`; else empty.
    trust
        How likely a clear answer of this reading is right, between 0 and 1.
    freely
        How freely the name was read: AS_IT_STANDS, OUT_OF_CASE, IN_OTHER_LETTERS or CORRECTED of `doubts`.
    likely
        Of a misspelled name: references of the places whose name it is but for a habit of writing (see
        `misspellings.same_but_for_habit`). All others are asked about and never answers.
    """

    found: list[Found]
    note: str = ""
    trust: float = TRUST_EXACT
    freely: int = AS_IT_STANDS
    likely: frozenset[str] = frozenset()


def readings(wording: str, parts: Wording, ask: Ask) -> Iterator[Reading]:
    """Yield the readings of a name, ever freer: as it is, out of its case, in other letters, both, misspelled."""
    exact = _exactly(parts, ask)
    if not parts.stem:
        yield Reading(exact)
    forms = nominatives(parts.core)
    if forms and (parts.stem or parts.core.count(" ") < MOST_WORDS):
        found = _of_kind(_plausible(parts.core, lookup.find_any(forms)), parts, ask)
        if parts.stem:
            yield Reading([*exact, *found], "from an inflected form" if found else "", TRUST_INFLECTED)
        else:
            yield Reading(found, "from an inflected form", TRUST_INFLECTED_ALONE, OUT_OF_CASE)
    spelled = spelled_core(wording, parts.core)
    found = _of_kind(_plausible(parts.core, lookup.find_any(respellings(spelled))), parts, ask)
    yield Reading(found, "transliterated", TRUST_RESPELLED, IN_OTHER_LETTERS)
    both = dict.fromkeys(other for form in forms[:MOST_FORMS] for other in respellings(form))
    found = _of_kind(_plausible(parts.core, lookup.find_any(both)), parts, ask)
    yield Reading(found, "from an inflected form, transliterated", TRUST_BOTH, IN_OTHER_LETTERS)
    if not exact and parts.word != "district":
        yield from _corrected(parts, ask)


def _corrected(parts: Wording, ask: Ask) -> Iterator[Reading]:
    """Yield the readings of a misspelled name: one edit off, then, where the country is named, two."""
    core, known = parts.core, ask.code is not None
    note = f"spelling corrected from '{core}'"
    said = ask.kind is not None or parts.word is not None
    if len(core) < (SHORTEST_NAME if known else SHORTEST_ANYWHERE):
        return
    likely = dict.fromkeys(same_but_for_habit(core))
    alike = _of_kind(lookup.find_any(likely), parts, ask)
    others = dict.fromkeys(name for name in near_spellings(core) if name not in likely)
    found = [*alike, *_of_kind(lookup.find_any(others), parts, ask)]
    refs = frozenset(row.ref for row in alike)
    yield Reading(_meant(core, found, known=known, said=said), note, TRUST_CORRECTED, CORRECTED, refs)
    if ask.code is not None and may_be_twice_wrong(core):
        shortest, longest = len(core) - 2, len(core) + 2
        names = lookup.names_beginning(core[:SAME_START], code=ask.code, shortest=shortest, longest=longest)
        near = [name for name in names if edits(core, name, most=2) <= 2]
        found = _meant(core, _of_kind(lookup.find_any(near), parts, ask), known=known, said=said)
        yield Reading(found, f"{note}, two letters", TRUST_TWICE_CORRECTED, CORRECTED)


def _meant(core: str, found: list[Found], *, known: bool, said: bool) -> list[Found]:
    """Return what a misspelled name may mean: an airfield or a site only where the wording says so."""
    large = [row for row in found if is_large(row, known=known) and _is_alike(core, row)]
    return large if said else [row for row in large if row.kind in {"settlement", "region", "country"}]


def _is_alike(core: str, row: Found) -> bool:
    """Check whether a misspelled name in Latin letters begins as the place's own: "Column" is not Kolomna."""
    one, other = skeleton(core), skeleton(row.name)
    return row.grade == OWN_NAME or not core.isascii() or one[:1] == other[:1] or one[1:] == other[1:]


def _plausible(core: str, found: list[Found]) -> list[Found]:
    """Return the guesses in countries where such names are likely; elsewhere large towns of a Cyrillic name."""
    latin = "a" <= core[:1] <= "z"
    return [
        row
        for row in found
        if row.country_code in _SLAVIC_GROUND
        or (not latin and row.kind in {"settlement", "country", "region"} and weight(row) >= LARGE_ABROAD)
        or row.kind == "country"
    ]


def _of_kind(found: list[Found], parts: Wording, ask: Ask) -> list[Found]:
    """Return the places of the kind that is asked for or that the wording says."""
    kind = ask.kind or (KIND_BY_WORD.get(parts.word) if parts.word else None)
    if kind == "airfield":
        named = [row for row in found if row.kind == "airfield"]
        known = ask.code is not None
        towns = {row.name for row in found if row.kind == "settlement" and (known or row.importance >= LARGE_TOWN / 5)}
        return [*named, *(row for town in sorted(towns) for row in lookup.find_airfields_of(fold(town)))]
    if parts.word == "district":
        return []
    if kind is None and ask.code is None:  # an airfield or a site by a guessed name is too far a guess
        return [row for row in found if row.kind in {"settlement", "region", "country"}]
    return [row for row in found if kind is None or row.kind == kind]


def _exactly(parts: Wording, ask: Ask) -> list[Found]:
    """Return what the wording may mean: the name with its kind word, if a place is called that, else the name alone."""
    kind = ask.kind or (KIND_BY_WORD.get(parts.word) if parts.word else None)
    whole = [row for row in lookup.find(parts.whole) if ask.kind is None or row.kind == ask.kind]
    if kind == "airfield":
        return _airfields(parts, ask.code) or whole
    if kind == "region":
        core = lookup.find(parts.core) if parts.core != parts.whole else []
        return [row for row in [*whole, *core] if row.kind == "region"] or whole
    if parts.word == "settlement":
        whole = [row for row in whole if row.kind != "region"]  # "City of Minsk" is a region, and the city is meant
    if whole or parts.word == "district":
        return whole
    core = lookup.find(parts.core) if parts.core != parts.whole else whole
    here = [row for row in core if kind is None or row.kind == kind]
    if not here and parts.word == "country" and ask.kind is None:
        return [row for row in core if row.kind == "region"]
    return here


def _airfields(parts: Wording, code: str | None) -> list[Found]:
    """Return the airfields that bear the name, or that of a town beside them.

    With no country named, a name that clearly means one town means an airfield of its country: "Minsk airbase" is not
    the one at Mińsk Mazowiecki in Poland.
    """
    core = lookup.find(parts.core)
    named = [row for row in [*lookup.find(parts.whole), *core] if row.kind == "airfield"]
    found = [*named, *lookup.find_airfields_of(parts.core)]
    towns = ranked(row for row in core if row.kind == "settlement")
    if code is None and towns and is_clear(towns):
        return [row for row in found if row.grade == OWN_NAME or row.country_code == towns[0].found.country_code]
    return found
