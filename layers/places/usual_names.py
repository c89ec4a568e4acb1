"""What places are called: each has one name, as on the page (`maps/page/src/words/place_names.ts`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine

if TYPE_CHECKING:
    import geopandas as gpd

#: A longer wording is no name: the gazetteer's stays.
_LONGEST_NAME: Final = 40
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
        first, if it has at most 40 letters. A country is called as the gazetteer calls it.

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
    is_name = usual["place"].str.len().between(1, _LONGEST_NAME) & (usual["place_precision"] != "country")
    usual = usual[is_name & (usual["place"] != usual["place_name"])]
    return dict(zip(usual["place_ref"], usual["place"], strict=True))


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
