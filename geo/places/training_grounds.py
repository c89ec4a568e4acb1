"""Training grounds and districts that the gazetteer lacks, found by the town that they are called after."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mustermap.geo.answers import Resolution
from mustermap.geo.choice.doubts import is_at_home
from mustermap.geo.choice.namesakes import is_clear, ranked
from mustermap.geo.gazetteer import lookup
from mustermap.geo.places.computed_answers import computed_place
from mustermap.geo.wording.name_key import fold
from mustermap.geo.wording.town_adjectives import towns_of_adjective

if TYPE_CHECKING:
    from mustermap.geo.answers import Place
    from mustermap.geo.choice.readings import Ask, NameResolver
    from mustermap.geo.gazetteer.lookup import Found
    from mustermap.geo.wording.name_parts import Wording

FILE = Path(__file__).parents[1] / "called_after.csv"
# How likely it is that a ground called after a town lies within the radius that is given for it.
TRUST_CALLED_AFTER = 0.85
# Fewer people than this, and a village elsewhere that the gazetteer lacks may have given its name.
SMALLEST_NAMESAKE = 2_000


def by_town(wording: str, parts: Wording, ask: Ask, resolve_name: NameResolver) -> Resolution | None:
    """Return the answer to the wording of a ground or a district that the gazetteer lacks; None for all else.

    Parameters
    ----------
    wording
        The wording.
    parts
        What it says.
    ask
        What is asked for, with the country that the wording names.
    resolve_name
        Resolves the name of the town.
    """
    if parts.word == "district":
        return _district(wording, parts, ask, resolve_name)
    if parts.word in {None, "site"} and ask.kind in {None, "site"}:
        return _ground(wording, parts, ask, resolve_name)
    return None


def _ground(wording: str, parts: Wording, ask: Ask, resolve_name: NameResolver) -> Resolution | None:
    """Return the surroundings of the town that a ground or a base is called after; None if no one town is meant.

    A ground that is in `called_after.csv` needs no word for a ground beside its name.
    """
    town = _known_town(parts, ask) or (_town(parts, ask, resolve_name) if parts.word == "site" else None)
    if town is None:
        return None
    confidence = round(min(TRUST_CALLED_AFTER, town.confidence), 3)
    found = computed_place(wording, f"ground:{town.ref}", confidence)
    return Resolution("resolved", wording, found, (found,), "", found.confidence)


def _district(wording: str, parts: Wording, ask: Ask, resolve_name: NameResolver) -> Resolution:
    """Return the answer that districts are not in the gazetteer, with the town that this one is called after."""
    town = _town(parts, ask, resolve_name)
    reason, advice = "Districts are not in the gazetteer.", "Name a settlement in it, or the region."
    if town is None:
        return Resolution("unresolved", wording, None, (), reason, 0.0, advice)
    town = replace(town, confidence=0.1)
    reason = f"Districts are not in the gazetteer; this one may be called after {town.name} ({town.country_code})."
    advice = f"Write 'near {town.name}' if that is what is meant, or name a settlement in it, or the region."
    return Resolution("unresolved", wording, None, (town,), reason, town.confidence, advice)


def _known_town(parts: Wording, ask: Ask) -> Place | None:
    """Return the town in whose surroundings a source puts a ground, by `called_after.csv`; None if none does."""
    ref = _known().get(parts.core)
    if ref is None or parts.within:
        return None
    town = lookup.place(ref)
    return replace(town, confidence=TRUST_CALLED_AFTER) if ask.code in {None, town.country_code} else None


@cache
def _known() -> dict[str, str]:
    """Read which town each ground lies near; every row of the file has its source."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {fold(name): row["town_ref"] for row in csv.DictReader(lines) for name in row["names"].split(";")}


def _town(parts: Wording, ask: Ask, resolve_name: NameResolver) -> Place | None:
    """Return the one town that the core names, or of which it is the adjective; None if it is not clear."""
    if parts.within:
        return None
    found = resolve_name(parts.core, replace(ask, kind="settlement")).place
    if found is not None:
        rows = [row for row in lookup.find(fold(found.name)) if row.ref == found.ref]
        is_guess = any(word in found.how for word in ("transliterated", "inflected", "corrected"))
        named_so = any(
            _gives_names(row, ask) or row.importance >= SMALLEST_NAMESAKE * (1 + 9 * is_guess) for row in rows
        )
        return found if named_so and "corrected" not in found.how else None
    rows = lookup.find_any(towns_of_adjective(parts.core))
    here = [row for row in rows if row.kind == "settlement" and ask.code in {None, row.country_code}]
    order = ranked((row for row in here if _gives_names(row, ask)), context=ask.context)
    if not order or not is_clear(order):
        return None
    return order[0].found.placed("settlement")


def _gives_names(town: Found, ask: Ask) -> bool:
    """Check whether a ground may be called after a town: in the country named, or in one that reports are from."""
    return ask.code is not None or (is_at_home(town) and town.importance >= SMALLEST_NAMESAKE)
