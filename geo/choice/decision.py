"""Decide which of the places that a reading found is meant, or why none is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mustermap.geo.answers import Kind, Place, Resolution
from mustermap.geo.choice.advice import MOST_NAMED, did_you_mean, in_short, what_confirms, what_decides
from mustermap.geo.choice.doubts import CORRECTED, doubt_about, is_too_small
from mustermap.geo.choice.namesakes import (
    CLEARLY,
    COUNTRY_COUNTS,
    Weighed,
    is_clear,
    ranked,
    weight,
    without_regions_around,
)
from mustermap.geo.choice.readings import Reading
from mustermap.geo.gazetteer.country_lookup import country_name
from mustermap.geo.gazetteer.lookup import OTHER_NAME, OWN_NAME
from mustermap.geo.wording.case_endings import nominatives
from mustermap.geo.wording.name_key import fold
from mustermap.geo.wording.scripts import skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mustermap.geo.choice.readings import Ask
    from mustermap.geo.gazetteer.lookup import Found
    from mustermap.geo.wording.name_parts import Wording

MOST_CANDIDATES = 10
# With no kind asked for, a country is meant before a settlement ("Luxembourg"), and a settlement before a site.
_ORDER: tuple[tuple[Kind, ...], ...] = (("country",), ("settlement", "region"), ("site",), ("airfield",))


def chosen(wording: str, parts: Wording, ask: Ask, reading: Reading, here: Sequence[Found]) -> Resolution:
    """Return the answer that the places make which a reading found where they must lie.

    Parameters
    ----------
    wording
        The wording.
    parts
        What it says.
    ask
        What is asked for, with the country that the wording names.
    reading
        How the name was read.
    here
        The places, at least one.

    Returns
    -------
    Resolution
        Resolved if one is clearly more important and nothing speaks against it, else ambiguous. A misspelled name is
        resolved only where its spelling is likely, and what is named beside it makes no answer of it.
    """
    order = _ranked(parts, ask, reading, here)
    places = _placed(wording, order, reading)
    confidence = places[0].confidence
    is_corrected = reading.freely == CORRECTED
    if is_corrected:
        if not _is_likely(parts, ask, reading, here, order):
            return asked_back(wording, places)
        ask = replace(ask, context=None)
    if not is_clear(order):
        names = "; ".join(in_short(places[:MOST_NAMED]))
        count = "Several" if len(order) > MOST_CANDIDATES else len(order)
        reason = f"{count} places bear this name and none is clearly more important: {names}"
    else:
        reason = doubt_about(wording, parts, ask, reading, order[0].found)
    if reason:
        return Resolution(
            "ambiguous", wording, None, places, f"{reason}.", confidence, what_decides(places), is_corrected
        )
    return Resolution("resolved", wording, places[0], places, "", confidence, is_corrected=is_corrected)


def asked_back(wording: str, places: tuple[Place, ...]) -> Resolution:
    """Return the answer that the wording is misspelled and may mean one of these places, the likeliest first."""
    reason, advice = did_you_mean(places), what_confirms(places)
    return Resolution("ambiguous", wording, None, places, reason, places[0].confidence, advice, is_corrected=True)


def _is_likely(parts: Wording, ask: Ask, reading: Reading, here: Sequence[Found], order: Sequence[Weighed]) -> bool:
    """Check whether a misspelled name clearly means one place whatever is named beside it, by a likely spelling."""
    alone = order if ask.context is None else _ranked(parts, replace(ask, context=None), reading, here)
    is_same = alone[0].found.ref == order[0].found.ref
    return is_same and is_clear(alone) and is_clear(order) and order[0].found.ref in reading.likely


def _ranked(parts: Wording, ask: Ask, reading: Reading, here: Sequence[Found]) -> list[Weighed]:
    """Return the places of the kind that is meant first, ranked."""
    military = parts.word == "base"
    seats = here
    if ask.kind is None and parts.word not in {"region", "country"}:
        here = without_regions_around(here) or here
    if ask.context is not None:
        here = _country_or_region(here, ask.context)
    first = next(kinds for kinds in _ORDER if any(row.kind in kinds for row in here))
    meant = [row for row in here if row.kind in first]
    order = ranked(meant, military=military, context=ask.context, named_regions=seats)
    others = any(row.grade == OTHER_NAME for row in meant)
    if others and (not is_clear(order) or (ask.code is None and is_too_small(order[0].found, kind_said=False))):
        forms = (parts.core, *nominatives(parts.core)) if reading.note or parts.stem else (parts.core,)
        bones = {skeleton(form) for form in forms if "а" <= form[:1] <= "ґ"}
        own = [_owned(row, parts.core, bones) for row in meant]
        order = ranked(own, military=military, context=ask.context, named_regions=seats)
    return order


def _country_or_region(here: Sequence[Found], context: Callable[[Found], float]) -> Sequence[Found]:
    """Return the places without a country whose namesake region is meant by what is near it: Georgia by Atlanta."""
    country = max((context(row) for row in here if row.kind == "country"), default=0.0)
    region = max((weight(row) * context(row) for row in here if row.kind == "region"), default=0.0)
    if country and region >= CLEARLY * COUNTRY_COUNTS * country:
        return [row for row in here if row.kind != "country"]
    return here


def _owned(row: Found, core: str, bones: set[str]) -> Found:
    """Return a place as bearing its own name where the wording spells that in other letters or leaves off its end.

    The gazetteer's own names are in Latin letters: "Слов'янськ" is Slovyansk's name, and only a former one of Nikopol.
    "Washington" is the name of Washington, D.C.
    """
    if row.grade != OTHER_NAME:
        return row
    is_own = fold(row.name).startswith(f"{core} ") or (bones and skeleton(row.name) in bones)
    return replace(row, grade=OWN_NAME) if is_own else row


def nothing_here(wording: str, parts: Wording, ask: Ask, near: Iterable[Found]) -> Resolution:
    """Return the answer that nothing fits, with the reason and with what came near."""
    places = _placed(wording, ranked(without_regions_around(list(near))), Reading([], trust=0.1))
    names = "; ".join(f"{row.name} ({row.kind}, {row.country_code})" for row in places[:3])
    if not places:
        reason = "No place in the gazetteer bears this name."
        advice = "Check the spelling, name a larger place nearby, or give coordinates, as in '52.09755, 23.68775'."
    elif ask.code is not None and all(row.country_code != ask.code for row in places):
        reason = f"No place in {country_name(ask.code)} bears this name; elsewhere: {names}."
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
