"""Find which place bears a name, and choose among those that do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo import gazetteer
from geo.advising import what_decides
from geo.answers import Kind, Place, Resolution
from geo.choice import (
    CLEARLY,
    COUNTRY_COUNTS,
    LARGE_TOWN,
    SUPPORTED,
    Weighed,
    is_clear,
    is_inside,
    is_large,
    is_too_small,
    ranked,
    weight,
    without_regions_around,
)
from geo.demonyms import LONGEST_ADJECTIVE, country_of_adjective
from geo.endings import MOST_WORDS, nominatives
from geo.fold import fold
from geo.gazetteer import OTHER_NAME, OWN_NAME
from geo.scripts import respellings, skeleton
from geo.spelling import SHORTEST_NAME, near_spellings
from geo.wording import KIND_BY_WORD, Wording, read_wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geo.gazetteer import Found

MOST_CANDIDATES = 10
# Of the guesses from an inflected form, so many are transliterated as well.
MOST_FORMS = 12
# How likely an answer is right that is clear by such a reading; see benchmarks/places.py.
TRUST_EXACT, TRUST_INFLECTED, TRUST_INFLECTED_ALONE, TRUST_RESPELLED, TRUST_BOTH = 0.99, 0.97, 0.93, 0.95, 0.9
TRUST_CORRECTED = 0.8
SHORTEST_ANYWHERE = 6  # letters of a misspelled name, where no country is named
# Where names are written in Cyrillic letters, or by neighbours who inflect them.
_GROUND = "BY|UA|RU|PL|LT|LV|EE|MD|RO|SK|CZ|BG|RS|MK|ME|BA|HR|SI|KZ|KG|TJ|TM|UZ|MN|GE|AM|AZ|FI"
_SLAVIC_GROUND = frozenset(_GROUND.split("|"))
# Elsewhere so many people (ten times as many by another name than the own one) are meant by a guess.
LARGE_ABROAD = 15_000
# With no kind asked for, a country is meant before a settlement ("Luxembourg"), and a settlement before a site.
_ORDER: tuple[tuple[Kind, ...], ...] = (("country",), ("settlement", "region"), ("site",), ("airfield",))


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for beside the name.

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


@dataclass(frozen=True, slots=True)
class Reading:
    """Places that a wording may mean, by one way of reading it.

    Attributes
    ----------
    found
        The places.
    note
        How the name was read, if not as it stands, for `Place.how`; else empty.
    trust
        How likely a clear answer of this reading is right, between 0 and 1.
    """

    found: list[Found]
    note: str = ""
    trust: float = 0.99


def named(wording: str, ask: Ask) -> Resolution:
    """Resolve a wording that is a name, with a kind and a country around it perhaps.

    Parameters
    ----------
    wording
        The wording, not longer than 200 characters.
    ask
        What is asked for.
    """
    parts = read_wording(wording, gazetteer.country_named)
    if not parts.whole or parts.whole.replace(" ", "").isdigit():
        return unresolved(wording, "The wording has no letters.", "Give the name of a place.")
    if not parts.core:
        return unresolved(wording, "The wording says what kind of place it is, but not which.", "Add its name.")
    if parts.within and gazetteer.find(fold(wording)):  # a name may have parentheses or a comma of its own
        parts = replace(parts, whole=fold(wording), core=fold(wording), within="")
    parts = _without_nationality(parts)
    if ask.code and parts.country_code and ask.code != parts.country_code:
        said, hinted = gazetteer.country_name(parts.country_code), gazetteer.country_name(ask.code)
        return unresolved(wording, f"The wording says {said} and the hint {hinted}.", "Correct one of them.")
    return _choose(wording, parts, replace(ask, code=ask.code or parts.country_code))


def unresolved(wording: str, reason: str, advice: str) -> Resolution:
    """Give the answer that there is none."""
    return Resolution("unresolved", wording, None, (), reason, advice=advice)


def bears_name(wording: str) -> bool:
    """Tell whether some place is called just as a wording says."""
    return bool(gazetteer.find(read_wording(wording, gazetteer.country_named).whole))


def _without_nationality(parts: Wording) -> Wording:
    """Take "Belarusian" or "Russia's" off the front of a name that no place bears whole."""
    words = parts.core.split()
    if len(words) < 2:
        return parts
    behind = country_of_adjective(words[-1])
    if not (behind or country_of_adjective(words[0]) or country_of_adjective(" ".join(words[:2]))):
        possessive = words[0].endswith("s") and gazetteer.country_named(words[0][:-1])
        if not possessive:
            return parts
    if gazetteer.find(parts.core):
        return parts
    if behind is not None and parts.country_code in {None, behind} and parts.word is None:
        core = " ".join(words[:-1])  # "Mińsk Białoruski"
        return replace(parts, whole=core, core=core, country_code=behind)
    for length in range(min(LONGEST_ADJECTIVE, len(words) - 1), 0, -1):
        front, rest = " ".join(words[:length]), words[length:]
        code = country_of_adjective(front) or (gazetteer.country_named(front[:-1]) if front.endswith("s") else None)
        if code is not None and parts.country_code in {None, code}:
            again = read_wording(" ".join(rest), gazetteer.country_named)
            if again.core:
                return replace(
                    parts, whole=again.whole, core=again.core, word=parts.word or again.word, country_code=code
                )
    return parts


def _choose(wording: str, parts: Wording, ask: Ask) -> Resolution:
    """Choose among the places that bear the wording's name, by the first reading that finds any where it must lie."""
    elsewhere: list[Found] = []
    held: tuple[Reading, list[Found]] | None = None
    for reading in _readings(wording, parts, ask):
        here = [row for row in reading.found if ask.code is None or row.country_code == ask.code]
        if parts.within:
            here = _inside(here, parts.within, ask.code)
        if held is not None:  # only a town in the region can take the name from it
            here = [row for row in here if any(is_inside(row, region) for region in held[1])]
        elif here and _is_region_by_other_name(here, parts, ask):
            held, here = (reading, here), []
        if here:
            return _chosen(wording, parts, ask, reading, here)
        elsewhere = elsewhere or reading.found
    if held is not None:
        return _chosen(wording, parts, ask, *held)
    return _nothing_here(wording, parts, ask, elsewhere or gazetteer.find(parts.core))


def _is_region_by_other_name(here: Sequence[Found], parts: Wording, ask: Ask) -> bool:
    """Tell whether only regions were found, by names that they may share with their town, and no word says region."""
    said = ask.kind is not None or parts.word in {"region", "country"}
    return not said and all(row.kind == "region" and row.grade != OWN_NAME for row in here)


def _readings(wording: str, parts: Wording, ask: Ask) -> Iterator[Reading]:
    """Read a name in ever freer ways: as it stands, out of its case, in other letters, both."""
    exact = _exactly(parts, ask)
    if not parts.stem:
        yield Reading(exact)
    forms = nominatives(parts.core)
    if forms and (parts.stem or parts.core.count(" ") < MOST_WORDS):
        found = _of_kind(_plausible(parts.core, gazetteer.find_any(forms)), parts, ask)
        if parts.stem:
            yield Reading([*exact, *found], "from an inflected form" if found else "", TRUST_INFLECTED)
        else:
            yield Reading(found, "from an inflected form", TRUST_INFLECTED_ALONE)
    spelled = _spelled(wording, parts.core)
    found = _of_kind(_plausible(parts.core, gazetteer.find_any(respellings(spelled))), parts, ask)
    yield Reading(found, "transliterated", TRUST_RESPELLED)
    both = dict.fromkeys(other for form in forms[:MOST_FORMS] for other in respellings(form))
    found = _of_kind(_plausible(parts.core, gazetteer.find_any(both)), parts, ask)
    yield Reading(found, "from an inflected form, transliterated", TRUST_BOTH)
    known = ask.code is not None
    if not exact and parts.word != "district" and len(parts.core) >= (SHORTEST_NAME if known else SHORTEST_ANYWHERE):
        found = _of_kind(gazetteer.find_any(dict.fromkeys(near_spellings(parts.core))), parts, ask)
        large = [row for row in found if is_large(row, known=known)]
        yield Reading(large, f"spelling corrected from '{parts.core}'", TRUST_CORRECTED)


def _spelled(wording: str, core: str) -> str:
    """Give a core with its diacritics, as the wording has it, where that can be told; else as it is folded."""
    words = wording.split()
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            text = " ".join(words[start:end]).strip(",.()")
            if fold(text) == core:
                return text
    return core


def _plausible(core: str, found: list[Found]) -> list[Found]:
    """Keep of guesses those in countries where such names are likely; elsewhere large towns of a Cyrillic name."""
    latin = "a" <= core[:1] <= "z"
    return [
        row
        for row in found
        if row.country_code in _SLAVIC_GROUND
        or (not latin and row.kind in {"settlement", "country", "region"} and weight(row) >= LARGE_ABROAD)
        or row.kind == "country"
    ]


def _of_kind(found: list[Found], parts: Wording, ask: Ask) -> list[Found]:
    """Keep the kind that is asked for or that the wording says."""
    kind = ask.kind or (KIND_BY_WORD.get(parts.word) if parts.word else None)
    if kind == "airfield":
        named = [row for row in found if row.kind == "airfield"]
        known = ask.code is not None
        towns = {row.name for row in found if row.kind == "settlement" and (known or row.importance >= LARGE_TOWN / 5)}
        return [*named, *(row for town in sorted(towns) for row in gazetteer.find_airfields_of(fold(town)))]
    if parts.word == "district":
        return []
    if kind is None and ask.code is None:  # an airfield or a site by a guessed name is too far a guess
        return [row for row in found if row.kind in {"settlement", "region", "country"}]
    return [row for row in found if kind is None or row.kind == kind]


def _chosen(wording: str, parts: Wording, ask: Ask, reading: Reading, here: Sequence[Found]) -> Resolution:
    military = parts.word == "base"
    if ask.kind is None and parts.word not in {"region", "country"}:
        here = without_regions_around(here) or here
    if ask.context is not None:
        here = _country_or_region(here, ask.context)
    first = next(kinds for kinds in _ORDER if any(row.kind in kinds for row in here))
    order = ranked((row for row in here if row.kind in first), military=military, context=ask.context)
    if not is_clear(order) or (ask.code is None and is_too_small(order[0].found, kind_said=False)):
        forms = (parts.core, *nominatives(parts.core)) if reading.note or parts.stem else (parts.core,)
        bones = {skeleton(form) for form in forms if "а" <= form[:1] <= "ґ"}
        own = (_owned(row, parts.core, bones) for row in here if row.kind in first)
        order = ranked(own, military=military, context=ask.context)
    places = _placed(wording, order, reading)
    confidence = places[0].confidence
    if not is_clear(order):
        names = "; ".join(f"{row.found.name} ({row.found.country_code})" for row in order[:3])
        reason = f"{len(order)} places bear this name and none is clearly more important: {names}."
        return Resolution("ambiguous", wording, None, places, reason, confidence, what_decides(places))
    kind_said = bool(ask.kind or parts.word)
    if (
        ask.code is None
        and not parts.within
        and (ask.context is None or ask.context(order[0].found) < SUPPORTED)
        and is_too_small(order[0].found, kind_said=kind_said)
    ):
        name = f"{order[0].found.name} ({order[0].found.country_code})"
        reason = f"{name} bears this name, but is small or rarely called so."
        return Resolution("ambiguous", wording, None, places, reason, confidence, what_decides(places))
    return Resolution("resolved", wording, places[0], places, "", confidence)


def _country_or_region(here: Sequence[Found], context: Callable[[Found], float]) -> Sequence[Found]:
    """Leave out a country where what is named beside it means the region of its name: Georgia, beside Atlanta."""
    country = max((context(row) for row in here if row.kind == "country"), default=0.0)
    region = max((weight(row) * context(row) for row in here if row.kind == "region"), default=0.0)
    if country and region >= CLEARLY * COUNTRY_COUNTS * country:
        return [row for row in here if row.kind != "country"]
    return here


def _owned(row: Found, core: str, bones: set[str]) -> Found:
    """Count a name as a place's own that only spells it in other letters, or leaves off what follows it.

    The gazetteer's own names are in Latin letters: "Слов'янськ" is Slovyansk's name, and only a former one of Nikopol.
    "Washington" is the name of Washington, D.C.
    """
    if row.grade != OTHER_NAME:
        return row
    is_own = fold(row.name).startswith(f"{core} ") or (bones and skeleton(row.name) in bones)
    return replace(row, grade=OWN_NAME) if is_own else row


def _exactly(parts: Wording, ask: Ask) -> list[Found]:
    """Find what the wording may mean: the name with its kind word, if a place is called so, else the name alone."""
    kind = ask.kind or (KIND_BY_WORD.get(parts.word) if parts.word else None)
    whole = [row for row in gazetteer.find(parts.whole) if ask.kind is None or row.kind == ask.kind]
    if kind == "airfield":
        return _airfields(parts, ask.code) or whole
    if kind == "region":
        core = gazetteer.find(parts.core) if parts.core != parts.whole else []
        return [row for row in [*whole, *core] if row.kind == "region"] or whole
    if parts.word == "settlement":
        whole = [row for row in whole if row.kind != "region"]  # "City of Minsk" is a region, and the city is meant
    if whole or parts.word == "district":
        return whole
    core = gazetteer.find(parts.core) if parts.core != parts.whole else whole
    here = [row for row in core if kind is None or row.kind == kind]
    if not here and parts.word == "country" and ask.kind is None:
        return [row for row in core if row.kind == "region"]
    return here


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
        return [row for row in found if row.grade == OWN_NAME or row.country_code == towns[0].found.country_code]
    return found


def _inside(here: Sequence[Found], within: str, code: str | None) -> list[Found]:
    """Keep what lies in the region of a name."""
    regions = [row for row in gazetteer.find(within) if row.kind == "region" and code in {None, row.country_code}]
    return [row for row in here if any(lies_in(row, region) for region in regions)]


def lies_in(found: Found, region: Found) -> bool:
    """Tell whether a place lies in a region, or within some kilometres of its approximate outline."""
    import shapely

    from geo import areas

    if found.country_code != region.country_code or found.ref == region.ref:
        return False
    point = shapely.Point(found.lon, found.lat)
    return bool(shapely.dwithin(areas.outline(region.ref), point, 0.1))


def _nothing_here(wording: str, parts: Wording, ask: Ask, near: Iterable[Found]) -> Resolution:
    """Say why nothing fits, and offer what came near."""
    places = _placed(wording, ranked(without_regions_around(list(near))), Reading([], trust=0.1))
    names = "; ".join(f"{row.name} ({row.kind}, {row.country_code})" for row in places[:3])
    if parts.word == "district":
        reason, advice = "Districts are not in the gazetteer.", "Name a settlement in it, or the region."
    elif not places:
        reason = "No place in the gazetteer bears this name."
        advice = "Check the spelling, name a larger place nearby, or give coordinates, as in '52.09755, 23.68775'."
    elif ask.code is not None and all(row.country_code != ask.code for row in places):
        reason = f"No place in {gazetteer.country_name(ask.code)} bears this name; elsewhere: {names}."
        advice = "Check the country."
    elif parts.within:
        reason = f"No place of this name lies in '{parts.within}'; elsewhere: {names}."
        advice = "Check what stands behind the name."
    else:
        reason = f"No place of the kind asked for bears this name; of another kind: {names}."
        advice = "Ask for that kind, or for none."
    confidence = places[0].confidence if places else 0.0
    return Resolution("unresolved", wording, None, places, reason, confidence, advice)


def _placed(wording: str, order: Sequence[Weighed], reading: Reading) -> tuple[Place, ...]:
    whole = sum(row.weight for row in order) or 1.0
    words = f"{reading.note}; from '{wording.strip()}'" if reading.note else f"from '{wording.strip()}'"
    places = []
    for row in order[:MOST_CANDIDATES]:
        place = row.found.placed(f"{row.found.kind}; {words}")
        # a place that was just made, and that nobody else has yet: quicker than dataclasses.replace
        object.__setattr__(place, "confidence", round(reading.trust * row.weight / whole, 3))
        places.append(place)
    return tuple(places)
