"""What places are called: each has one name, as on the page (`maps/page/src/words/place_names.ts`)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.words.cldr_names import is_country_name

if TYPE_CHECKING:
    import geopandas as gpd

#: A longer wording is no name: the gazetteer's stays.
_LONGEST_NAME: Final = 40
#: Words that two names may share that mean two places.
KINDS: Final = frozenset({
    "administrative", "airbase", "airfield", "airport", "autonomous", "base", "camp", "central", "city", "county",
    "district", "eastern", "garrison", "governorate", "ground", "hromada", "island", "military", "near", "north",
    "northern", "oblast", "okrug", "polygon", "province", "raion", "range", "region", "republic", "south", "southern",
    "station", "territory", "the", "town", "training", "village", "western",
})  # fmt: skip
_NAMED: Final = ("place_ref", "place", "place_name", "place_precision")
#: Where a wording of another name is that of a part or of a neighbour rather than another name of the place.
_AREAS: Final = frozenset({"region", "line"})
#: So many first letters of a word are the same in two spellings of a name.
_STEM: Final = 4
#: A letter of the script that the gazetteer and the basemap write names in.
_LATIN: Final = "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"


def usual_names(claims: pd.DataFrame) -> dict[str, str]:
    """Return the names of the places that are not called as the gazetteer calls them.

    Parameters
    ----------
    claims
        The claims table.

    Returns
    -------
    dict of str to str
        By ``place_ref`` the wording in Latin letters that most accepted reports have, of several the one that comes
        first, if it has at most 40 letters (UTF-16 units), a word that is no kind of place, and can mean no other
        place: it is neither a country's name nor that of another place of the table, and that of a region shares a word
        with the gazetteer's name. A country is called as the gazetteer calls it.

    Examples
    --------
    >>> import mustermap as mm
    >>> usual_names(mm.read_seeds())["region:RU-KRS"]
    'Kursk region'
    """
    is_placed = (claims["state"] == "accepted").to_numpy() & (claims["place_ref"] != "").to_numpy()
    these = claims.loc[is_placed, ["place_ref", "place", "place_name", "place_precision"]]
    if these.empty:
        return {}
    codes, firsts = combine([these["place_ref"], these["place"]])
    worded = these.iloc[firsts].astype("str").assign(reports=np.bincount(codes), first=firsts)
    worded = worded[(worded["place"] == "") | worded["place"].str.contains(_LATIN)]
    usual = worded.sort_values(["reports", "first"], ascending=[False, True]).drop_duplicates("place_ref")
    usual = usual[usual["place_precision"] != "country"]
    named = {
        ref: wording
        for ref, wording, name, precision in zip(*(usual[column] for column in _NAMED), strict=True)
        if wording != name and _is_name_of(wording, name, is_area=precision in _AREAS and ref.count(":") < 2)
    }
    names = dict(zip(these["place_ref"].astype("str"), these["place_name"].astype("str"), strict=True))
    claimed = Counter(wording.casefold() for wording in named.values())
    own = Counter(name.casefold() for name in names.values())
    return {
        ref: wording
        for ref, wording in named.items()
        if claimed[key := wording.casefold()] == 1 and own[key] == (names[ref].casefold() == key)
    }


def _is_name_of(wording: str, name: str, *, is_area: bool) -> bool:
    """Check whether a wording is short, no country's name, and says which place; of an area, by a word of its name."""
    is_short = 0 < len(wording.encode("utf-16-le", "surrogatepass")) // 2 <= _LONGEST_NAME
    if not is_short or is_country_name(wording):
        return False
    stems = _stems(wording)
    return not stems.isdisjoint(_stems(name)) if is_area else bool(stems)


def _stems(text: str) -> set[str]:
    """Return how the words of a name begin, without marks on letters; not those of kinds of places."""
    plain = "".join(sign for sign in normalize("NFD", text.lower().replace("\u0142", "l")) if not combining(sign))
    return {word[:_STEM] for word in re.findall(r"[a-z]{3,}", plain) if word not in KINDS}


def with_usual_names(claims: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the claims table with each place called by its usual name in ``place_name``."""
    usual = usual_names(claims)
    if not usual:
        return claims
    codes, refs = pd.factorize(claims["place_ref"])
    names = np.array([usual.get(str(ref), "") for ref in refs], dtype=object)[codes]
    named = claims.copy(deep=False)
    given = claims["place_name"]
    texts = given.astype("str").where(names == "", pd.Series(names, index=claims.index))
    # Of a column of categories the wordings are new ones.
    named["place_name"] = texts.astype("category" if isinstance(given.dtype, pd.CategoricalDtype) else given.dtype)
    return named
