"""The name in a wording: refuse what names no place, and take a nationality off the name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mustermap.geo.answers import Resolution, unresolved
from mustermap.geo.gazetteer import lookup
from mustermap.geo.gazetteer.country_lookup import countries_sharing, country_name, country_named
from mustermap.geo.wording.demonyms import LONGEST_ADJECTIVE, country_of_adjective
from mustermap.geo.wording.name_key import fold
from mustermap.geo.wording.name_parts import Wording, is_metonym, read_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.geo.choice.readings import Ask
    from mustermap.geo.gazetteer.lookup import Found


def is_name(wording: str) -> bool:
    """Check whether some place is called exactly as a wording says."""
    return bool(lookup.find(read_wording(wording, country_named).whole))


def without_name(wording: str, parts: Wording, ask: Ask) -> Resolution | None:
    """Return the answer to what names no place (no letters, a kind alone, a seat of government), else None."""
    if not parts.whole or parts.whole.replace(" ", "").isdigit():
        advice = "Give the name of a place, or coordinates with two decimals or more, as in '52.10, 23.70'."
        return unresolved(wording, "The wording has no letters.", advice)
    if not parts.core:
        return unresolved(wording, "The wording says what kind of place it is, but not which.", "Add its name.")
    if is_metonym(parts.core) and not (ask.code or parts.country_code or parts.word):
        return unresolved(wording, "The wording stands for those who work there.", "Name the town that is meant.")
    return None


def known_parts(wording: str, parts: Wording) -> Wording:
    """Return the parts with the name that the gazetteer knows: with its own comma, without a nationality."""
    if parts.within and lookup.find(fold(wording)):  # a name may have parentheses or a comma of its own
        parts = replace(parts, whole=fold(wording), core=fold(wording), within="")
    return _without_nationality(parts)


def contradiction(wording: str, parts: Wording, ask: Ask) -> Resolution | None:
    """Return the answer to half of two countries' names, and to another country than the one asked for; else None."""
    if not (ask.code or ask.kind or parts.country_code or parts.word):
        sharing = countries_sharing(parts.core)
        if len(sharing) > 1:
            return _several_countries(wording, sharing)
    if ask.code and parts.country_code and ask.code != parts.country_code:
        said, hinted = country_name(parts.country_code), country_name(ask.code)
        return unresolved(wording, f"The wording says {said} and the hint {hinted}.", "Correct one of them.")
    return None


def _several_countries(wording: str, sharing: Sequence[Found]) -> Resolution:
    """Return the answer to "Korea" or "Congo": the last word of two countries' names, not a village of the name."""
    names = " or ".join(f"'{row.name}'" for row in sharing)
    places = tuple(row.placed(f"country; from '{wording.strip()}'") for row in sharing)
    places = tuple(replace(place, confidence=round(1 / len(places), 3)) for place in places)
    reason = f"{len(places)} countries are called so in part."
    return Resolution("ambiguous", wording, None, places, reason, places[0].confidence, f"Write {names}.")


def _without_nationality(parts: Wording) -> Wording:
    """Return the parts without "Belarusian" or "Russia's" in front of a name that no place bears as a whole."""
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
