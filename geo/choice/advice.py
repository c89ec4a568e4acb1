"""Advice on a wording that was not resolved: what decides between the places that it may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.geo.gazetteer.boundaries import region_of
from mustermap.geo.gazetteer.country_lookup import country_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.geo.answers import Place

# How many candidates are named, and how many of them with their references.
MOST_NAMED, MOST_REFS = 3, 2


def sentence(words: str) -> str:
    """Return words as a sentence with a capital and a full stop; no words as an empty text.

    Examples
    --------
    >>> sentence("name both"), sentence("")
    ('Name both.', '')
    """
    return f"{words[0].upper()}{words[1:]}." if words else ""


def what_decides(places: Sequence[Place]) -> str:
    """Return the advice on how to write which of the places that bear a name is meant.

    Parameters
    ----------
    places
        Candidates, the likeliest first.

    Returns
    -------
    str
        A sentence: the countries or the regions of the likeliest where these differ, else their names; references;
        coordinates. Empty without candidates.
    """
    if not places:
        return ""
    likeliest = places[:MOST_NAMED]
    where = _where(likeliest)
    named = list(dict.fromkeys(name for name in where if name))
    ways = []
    if named and (len(named) == len(likeliest) or len(places) == 1):
        what = (
            "country" if all(place.country_code != likeliest[0].country_code for place in likeliest[1:]) else "region"
        )
        ways.append(f"name the {what} ({_either(named)})")
    elif len(names := list(dict.fromkeys(place.name for place in likeliest))) == len(likeliest):
        ways.append(f"name it in full ({_either(names)})")
    return sentence("; or ".join((*ways, *_given(likeliest, where))))


def what_confirms(places: Sequence[Place]) -> str:
    """Return the advice on how to write that one of the places is meant whose names are close to a wording.

    Parameters
    ----------
    places
        Candidates, the likeliest first.

    Returns
    -------
    str
        A sentence: the spelling of their names; references; coordinates. Empty without candidates.
    """
    if not places:
        return ""
    likeliest = places[:MOST_NAMED]
    names = dict.fromkeys(f"'{place.name}'" for place in likeliest)
    return sentence("; or ".join((f"write {_either(list(names))}", *_given(likeliest, _where(likeliest)))))


def did_you_mean(places: Sequence[Place]) -> str:
    """Return the question whether a misspelled wording means one of the places with a similar name.

    Examples
    --------
    >>> from mustermap import geo
    >>> did_you_mean(geo.resolve("Smolesnk").candidates)
    'No place is spelled so; did you mean Smolensk (RU)?'
    """
    return f"No place is spelled so; did you mean {_either(in_short(places[:MOST_NAMED]))}?"


def _given(likeliest: Sequence[Place], where: Sequence[str]) -> tuple[str, str]:
    """Return the two ways to give a place whatever its name: by its reference, by coordinates."""
    refs = [
        f'place_ref = "{place.ref}" ({place.name}, {beside})' if beside else f'place_ref = "{place.ref}" ({place.name})'
        for place, beside in zip(likeliest[:MOST_REFS], where, strict=False)
    ]
    first = likeliest[0]
    return f"give {_either(refs)}", f"give coordinates, as in '{first.lat:.5f}, {first.lon:.5f}'"


def _either(words: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _where(places: Sequence[Place]) -> list[str]:
    """Return what can be written after each place's name: its country, or its region if another shares the country."""
    codes = [place.country_code for place in places]
    return [
        region if codes.count(code) > 1 else country_name(code) if code else ""
        for code, region in zip(codes, regions_among(places), strict=True)
    ]


def regions_among(places: Sequence[Place]) -> list[str]:
    """Return the region of each place that shares its country with another of these; empty for the others.

    Parameters
    ----------
    places
        Places that a reader must tell apart.

    Examples
    --------
    >>> from mustermap import geo
    >>> regions_among(geo.resolve("Springfield").candidates[:2]), regions_among(geo.resolve("Brest").candidates[:2])
    (['Missouri', 'Massachusetts'], ['', ''])
    """
    codes = [place.country_code for place in places]
    return [
        region_of(place) if place.kind != "country" and codes.count(place.country_code) > 1 else "" for place in places
    ]


def in_short(places: Sequence[Place]) -> list[str]:
    """Return each place's name with its country, and with its region if another of these is in the same country.

    Examples
    --------
    >>> from mustermap import geo
    >>> in_short(geo.resolve("Springfield").candidates[:2])
    ['Springfield (Missouri, US)', 'Springfield (Massachusetts, US)']
    """
    where = [
        ", ".join(filter(None, (region, place.country_code)))
        for place, region in zip(places, regions_among(places), strict=True)
    ]
    return [f"{place.name} ({words})" if words else place.name for place, words in zip(places, where, strict=True)]
