"""Wordings of places that are not placed: different ones may be different places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.data.report_table import spread_texts
from mustermap.layers.claimants import code_texts
from mustermap.layers.publication.coarsening import WITHHELD

if TYPE_CHECKING:
    import pandas as pd


def wording_of_unplaced(claims: pd.DataFrame) -> pd.Series[str]:
    """Return the place wordings of claims that are not placed, normalized; blank for those that are placed.

    Letter case and spaces do not count, as in names. The country that the report says counts: a Camp Victory in Iraq
    is not the one in Afghanistan. Places that are withheld are all called alike, so each is by itself.
    """
    codes, wordings = code_texts(claims["place"])
    keys = _with_country(spread_texts(wordings, codes), claims)
    is_withheld = claims["place_reason"].astype("str").str.startswith(WITHHELD).to_numpy()
    keys = keys.where(~is_withheld, keys + " " + keys.index.astype("str"))
    keys.index = claims.index
    return keys.where((claims["place_ref"] == "").to_numpy(), "")


def _with_country(wordings: pd.Series[str], claims: pd.DataFrame) -> pd.Series[str]:
    """Add to the wording of each claim's place the country that it says, as in "Camp Victory [IQ]"."""
    country = claims["place_country_code"].astype("str").set_axis(wordings.index)
    return wordings.where(country == "", (wordings + " [" + country + "]").str.lstrip())
