"""Fields of the claims table that are withheld, so that what stays is no less true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from layers.columns import CLAIMS_COLUMNS
from layers.raising import withhold_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

#: Names that tell claims apart: two of them stay two, and a part stays a part.
_NAMES: Final = ("claimant", "component", "unit")
_SOURCE: Final = tuple(column.name for column in CLAIMS_COLUMNS if column.name.startswith("source_"))
_TEXTS: Final = (
    "attributed_to", "summary", "quote", "role", "credibility", "origin",
    "said_wording", "start_wording", "end_wording",
)  # fmt: skip
REDACTABLE: Final = ("id", *_NAMES, *_TEXTS, "figure", "place", "source", *_SOURCE)
"""The fields that can be withheld."""

_BOUNDS: Final = ("figure_low", "figure_high", "figure_best")


def redact(claims: gpd.GeoDataFrame, fields: Sequence[str]) -> gpd.GeoDataFrame:
    """Withhold fields.

    Parameters
    ----------
    claims
        The claims table.
    fields
        Of `REDACTABLE`. "source" is all that is said of it; ids are not touched here.

    Returns
    -------
    geopandas.GeoDataFrame
        A copy. Claimants, components and units are "withheld 1", "withheld 2" and so on: who is another stays another.
        A figure's wording and a place's are "withheld", so that nobody reads that none was given.
    """
    redacted = claims.copy()
    for field in fields:
        if field in _NAMES:
            redacted[field] = _pseudonyms(redacted[field])
        elif field == "figure":
            _withhold_figures(redacted)
        elif field == "place":
            named = ((redacted["place"] != "") | (redacted["place_ref"] != "")).to_numpy()
            withhold_place(redacted, np.flatnonzero(named), "it is withheld.")
        else:
            for name in _SOURCE if field == "source" else (field, *(["quote_lang"] if field == "quote" else [])):
                redacted[name] = _blank(redacted[name]) if name != "id" else redacted[name]
    return redacted


def _pseudonyms(column: pd.Series[Any]) -> pd.Series[str]:
    """Put numbers for names, whatever their case, in the order in which they come; blank stays blank."""
    texts = column.astype("str")
    codes = pd.factorize(texts.str.casefold().str.strip().replace("", None))[0]
    named = "withheld " + pd.Series(codes + 1, index=column.index).astype("str")
    return named.where(codes >= 0, "").astype("str")


def _withhold_figures(claims: gpd.GeoDataFrame) -> None:
    given = (claims["figure"] != "") | (claims["figure_text"] != "")
    claims["figure"] = pd.Series("withheld", index=claims.index, dtype="str").where(given, "")
    claims["figure_text"] = _blank(claims["figure_text"])
    for name in _BOUNDS:
        claims[name] = np.nan
    for name in ("figure_low_included", "figure_high_included"):
        claims[name] = True


def _blank(column: pd.Series[Any]) -> pd.Series[str]:
    return pd.Series("", index=column.index, dtype="str")
