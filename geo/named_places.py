"""Resolve a wording that is a name: take it apart, and read it until a way of reading finds a place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mustermap.geo.answers import Resolution
from mustermap.geo.choice.decision import MOST_CANDIDATES, asked_back, chosen, nothing_here
from mustermap.geo.choice.namesakes import CORRECTED, IN_OTHER_LETTERS, is_inside
from mustermap.geo.choice.readings import Ask, Reading, readings
from mustermap.geo.gazetteer import lookup
from mustermap.geo.gazetteer.countries import countries_sharing, country_name, country_named
from mustermap.geo.gazetteer.lookup import OWN_NAME
from mustermap.geo.places.training_grounds import district, ground
from mustermap.geo.wording.demonyms import LONGEST_ADJECTIVE, country_of_adjective
from mustermap.geo.wording.name_key import fold
from mustermap.geo.wording.name_parts import Wording, read_wording, stands_for_others

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.geo.gazetteer.lookup import Found


def named(wording: str, ask: Ask) -> Resolution:
    """Resolve a wording that is a name, with a kind and a country around it perhaps.

    Parameters
    ----------
    wording
        The wording, not longer than 200 characters.
    ask
        What is asked for.
    """
    parts = read_wording(wording, country_named)
    if not parts.whole or parts.whole.replace(" ", "").isdigit():
        advice = "Give the name of a place, or coordinates with two decimals or more, as in '52.10, 23.70'."
        return unresolved(wording, "The wording has no letters.", advice)
    if not parts.core:
        return unresolved(wording, "The wording says what kind of place it is, but not which.", "Add its name.")
    if stands_for_others(parts.core) and not (ask.code or parts.country_code or parts.word):
        return unresolved(wording, "The wording stands for those who work there.", "Name the town that is meant.")
    if parts.within and lookup.find(fold(wording)):  # a name may have parentheses or a comma of its own
        parts = replace(parts, whole=fold(wording), core=fold(wording), within="")
    parts = _without_nationality(parts)
    if not (ask.code or ask.kind or parts.country_code or parts.word):
        sharing = countries_sharing(parts.core)
        if len(sharing) > 1:
            return _several_countries(wording, sharing)
    if ask.code and parts.country_code and ask.code != parts.country_code:
        said, hinted = country_name(parts.country_code), country_name(ask.code)
        return unresolved(wording, f"The wording says {said} and the hint {hinted}.", "Correct one of them.")
    if parts.country_code and ask.code is None:
        ask = replace(ask, code=parts.country_code)
    answer = _choose(wording, parts, ask)
    return answer if answer.status != "unresolved" else _called_after(wording, parts, ask) or answer


def _called_after(wording: str, parts: Wording, ask: Ask) -> Resolution | None:
    """Resolve what the gazetteer lacks by the town that it is called after, if it is a ground or a district."""
    if parts.word == "district":
        return district(wording, parts, ask, named)
    if parts.word in {None, "site"} and ask.kind in {None, "site"}:
        return ground(wording, parts, ask, named)
    return None


def unresolved(wording: str, reason: str, advice: str) -> Resolution:
    """Give the answer that there is none."""
    return Resolution("unresolved", wording, None, (), reason, advice=advice)


def _several_countries(wording: str, sharing: Sequence[Found]) -> Resolution:
    """Answer that "Korea" or "Congo" is the last word of two countries' names, and means no village called so."""
    names = " or ".join(f"'{row.name}'" for row in sharing)
    places = tuple(row.placed(f"country; from '{wording.strip()}'") for row in sharing)
    places = tuple(replace(place, confidence=round(1 / len(places), 3)) for place in places)
    reason = f"{len(places)} countries are called so in part."
    return Resolution("ambiguous", wording, None, places, reason, places[0].confidence, f"Write {names}.")


def bears_name(wording: str) -> bool:
    """Tell whether some place is called just as a wording says."""
    return bool(lookup.find(read_wording(wording, country_named).whole))


def _without_nationality(parts: Wording) -> Wording:
    """Take "Belarusian" or "Russia's" off the front of a name that no place bears whole."""
    words = parts.core.split()
    if len(words) < 2:
        return parts
    behind = country_of_adjective(words[-1])
    if not (behind or country_of_adjective(words[0]) or country_of_adjective(" ".join(words[:2]))):
        possessive = words[0].endswith("s") and country_named(words[0][:-1])
        if not possessive:
            return parts
    if lookup.find(parts.core):
        return parts
    if behind is not None and parts.country_code in {None, behind} and parts.word is None:
        core = " ".join(words[:-1])  # "Mińsk Białoruski"
        return replace(parts, whole=core, core=core, country_code=behind)
    for length in range(min(LONGEST_ADJECTIVE, len(words) - 1), 0, -1):
        front, rest = " ".join(words[:length]), words[length:]
        code = country_of_adjective(front) or (country_named(front[:-1]) if front.endswith("s") else None)
        if code is not None and parts.country_code in {None, code}:
            again = read_wording(" ".join(rest), country_named)
            if again.core:
                return replace(
                    parts, whole=again.whole, core=again.core, word=parts.word or again.word, country_code=code
                )
    return parts


def _choose(wording: str, parts: Wording, ask: Ask) -> Resolution:
    """Choose among the places that bear the wording's name, by the first reading that finds any where it must lie."""
    elsewhere: list[Found] = []
    held: tuple[Reading, list[Found]] | None = None
    doubtful: Resolution | None = None
    for reading in readings(wording, parts, ask):
        here = [row for row in reading.found if ask.code is None or row.country_code == ask.code]
        if parts.within:
            here = _inside(here, parts.within, ask.code)
        if held is not None:  # only a town in the region can take the name from it
            here = [row for row in here if any(is_inside(row, region) for region in held[1])]
        elif here and _is_region_by_other_name(here, parts, ask):
            held, here = (reading, here), []
        if here:
            answer = chosen(wording, parts, ask, reading, here)
            if answer.status == "resolved" or reading.freely < IN_OTHER_LETTERS:
                return answer
            if reading.freely == CORRECTED:
                doubtful = _either(answer, doubtful)
                break
            doubtful = doubtful or answer
        elsewhere = elsewhere or reading.found
    if held is not None:
        return chosen(wording, parts, ask, *held)
    if doubtful is not None:
        return doubtful
    return nothing_here(wording, parts, ask, elsewhere or lookup.find(parts.core))


def _either(guess: Resolution, doubtful: Resolution | None) -> Resolution:
    """Ask about a misspelled name first, then what it may be in other letters: Belgorod, Belgrade for "Белогрод"."""
    if doubtful is None:
        return guess
    refs = {place.ref for place in guess.candidates}
    others = (place for place in doubtful.candidates if place.ref not in refs)
    return asked_back(guess.wording, (*guess.candidates, *others)[:MOST_CANDIDATES])


def _is_region_by_other_name(here: Sequence[Found], parts: Wording, ask: Ask) -> bool:
    """Tell whether only regions were found, by names that they may share with their town, and no word says region."""
    said = ask.kind is not None or parts.word in {"region", "country"}
    return not said and all(row.kind == "region" and row.grade != OWN_NAME for row in here)


def _inside(here: Sequence[Found], within: str, code: str | None) -> list[Found]:
    """Keep what lies in the region of a name."""
    regions = [row for row in lookup.find(within) if row.kind == "region" and code in {None, row.country_code}]
    return [row for row in here if any(lies_in(row, region) for region in regions)]


def lies_in(found: Found, region: Found) -> bool:
    """Tell whether a place lies in a region, or within some kilometres of its approximate outline."""
    from mustermap.geo.places.references import holds

    if found.country_code != region.country_code or found.ref == region.ref:
        return False
    return holds(region.ref, found.lon, found.lat)
