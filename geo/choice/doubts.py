"""Doubts about the likeliest place of a name: it may be too small, or its name too much like a word, to be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.geo.choice.namesakes import LARGE_TOWN, SUPPORTED, weight
from mustermap.geo.gazetteer.lookup import OWN_NAME
from mustermap.geo.wording.name_key import fold
from mustermap.geo.wording.name_parts import is_common_word, is_in_lower_case, is_initials, spelled_core

if TYPE_CHECKING:
    from mustermap.geo.choice.readings import Ask, Reading
    from mustermap.geo.gazetteer.lookup import Found
    from mustermap.geo.wording.name_parts import Wording

# How freely a name was read.
AS_IT_STANDS, OUT_OF_CASE, IN_OTHER_LETTERS, CORRECTED = range(4)
# The countries that most reports are about: a small place is meant there sooner than elsewhere.
_HOME = frozenset({"BY", "UA", "RU", "PL", "LT", "LV", "EE", "MD"})
# Fewer people than this, at home and abroad, and with no country named something else may be meant: a place that no
# gazetteer of 500 people and more holds, a word ("Bridge"), an invented name. By how freely the name was read: as it
# is written, out of its case, in other letters ("Танки" is not Tam Kỳ in Viet Nam).
SMALLEST = ((500, 500), (500, 15_000), (1_000, 200_000))
SMALLEST_ABROAD = 2_000  # all that live there, by whichever name it is called
MEDIUM_AIRFIELD = 10
# The people of a town that a misspelled name may mean: at home, abroad ("Gondor" is not Gonder in Ethiopia),
# and in a country that is named. By another name than its own it has a tenth already, which counts back in part: in
# Cyrillic all names are such.
CORRECTED_AT_HOME, CORRECTED_ABROAD, CORRECTED_IN_COUNTRY, OTHER_NAME_CORRECTED = 100_000, 1_000_000, 2_000, 8
# The people of a town whose name is meant even without a capital letter: "moscow".
MEANT_IN_LOWER_CASE = 1_000_000


def doubt_about(wording: str, parts: Wording, ask: Ask, reading: Reading, found: Found) -> str:
    """Return why the likeliest place may not be meant though no namesake comes near it; empty if there is no reason.

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
    found
        The likeliest place.

    Returns
    -------
    str
        A clause that begins with a capital and has no full stop.
    """
    if ask.code is not None or parts.within or (ask.context is not None and ask.context(found) >= SUPPORTED):
        return ""
    kind_said = bool(ask.kind or parts.word)
    name = f"{found.name} ({found.country_code})"
    written = spelled_core(wording, parts.core)
    if (
        not kind_said
        and is_in_lower_case(written)
        and not is_meant_in_lower_case(found, written, freely=reading.freely)
    ):
        return f"It is written small, as words are, though {name} bears it as a name"
    if found.kind == "airfield" and fold(found.ref.partition(":")[2]) == parts.core:
        return "" if written.isupper() else f"{name} has this code, but a code is written in capitals"
    if found.kind == "settlement" and is_initials(written) and found.importance < LARGE_TOWN:
        return f"It looks like initials; {name} bears this name"
    has_article = fold(found.name).startswith("the ")
    if found.kind == "settlement" and not kind_said and not has_article and fold(wording) == f"the {parts.core}":
        return f"Towns are rarely called 'the'; {name} bears the name without it"
    if found.kind != "country" and not kind_said and is_common_word(parts.core):
        return f"It is a common word, and {name} bears it as a name"
    if is_too_small(found, kind_said=kind_said, freely=reading.freely):
        return f"{name} bears this name, but is small or rarely called so"
    return ""


def is_at_home(found: Found) -> bool:
    """Check whether a place is in one of the countries that reports are from."""
    return found.country_code in _HOME


def is_too_small(found: Found, *, kind_said: bool, freely: int = AS_IT_STANDS) -> bool:
    """Check whether, with no country named, something else may be meant that the gazetteer lacks.

    Parameters
    ----------
    found
        The only or the clearly most important place of the name.
    kind_said
        Whether the wording or a hint says of what kind it is.
    freely
        How freely the name was read: AS_IT_STANDS, OUT_OF_CASE, IN_OTHER_LETTERS or CORRECTED (see `is_large`).

    Returns
    -------
    bool
        True for a settlement of few people, for a region by a guessed name that has as few, and for an airfield that is
        not called one and is small, or bears the name of something else.
    """
    if found.kind == "airfield":
        is_known = found.military or found.importance >= MEDIUM_AIRFIELD
        return not kind_said and not (found.grade == OWN_NAME and is_known)
    if freely >= CORRECTED or found.kind not in {"settlement", "region"}:
        return False
    if freely == AS_IT_STANDS and found.kind == "region":
        return False
    at_home, abroad = SMALLEST[max(0, freely - kind_said)]
    if is_at_home(found):
        return weight(found) < at_home
    return weight(found) < abroad or found.importance < SMALLEST_ABROAD


def is_large(found: Found, *, known: bool) -> bool:
    """Check whether a place is important enough to be meant by a misspelled name.

    Parameters
    ----------
    found
        The place.
    known
        Whether the country is named.
    """
    if found.kind in {"settlement", "region"}:
        anywhere = CORRECTED_AT_HOME if is_at_home(found) else CORRECTED_ABROAD
        least = CORRECTED_IN_COUNTRY if known else anywhere
        return weight(found) * (1 if found.grade == OWN_NAME else OTHER_NAME_CORRECTED) >= least
    return found.kind == "country" or (known and found.grade == OWN_NAME) or found.kind == "site"


def is_meant_in_lower_case(found: Found, written: str, *, freely: int) -> bool:
    """Check whether a place is so large that its name is meant even without a capital letter.

    Parameters
    ----------
    found
        The place.
    written
        Its name as it is written.
    freely
        How freely the name was read.

    Returns
    -------
    bool
        True for great towns, and for countries by their English name or one in other letters: "island" is not Iceland.
    """
    if freely > OUT_OF_CASE:
        return False
    if found.kind == "country":
        return found.grade == OWN_NAME or not written.isascii()
    return found.kind == "settlement" and found.importance >= MEANT_IN_LOWER_CASE
