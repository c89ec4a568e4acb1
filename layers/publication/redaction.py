"""Fields of the claims table that are withheld, so that what stays is no less true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.data.report_table import spread_texts
from mustermap.layers.claim_columns import CLAIMS_COLUMNS
from mustermap.layers.claimants import code_texts, name_key
from mustermap.layers.identities.claimant_keys import NAMELESS
from mustermap.layers.publication.coarsening import withhold_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd

#: Names that distinguish claims: two of them stay two, and a part stays a part.
_PARTS: Final = ("component", "unit")
#: Who says it, and on whose information; one person may be in both columns.
_PEOPLE: Final = ("claimant", "attributed_to")
_SOURCE: Final = tuple(column.name for column in CLAIMS_COLUMNS if column.name.startswith("source_"))
_TEXTS: Final = (
    "summary", "quote", "role", "credibility", "origin",
    "said_wording", "start_wording", "end_wording",
)  # fmt: skip
REDACTABLE: Final = ("id", *_PEOPLE, *_PARTS, *_TEXTS, "figure", "place", "source", *_SOURCE)
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
        A copy. Claimants, those on whose information they speak, components and units are "withheld 1", "withheld 2"
        and so on: who is another stays another, and who is the same the same, also in a joint statement. A claimant who
        is withheld is so where another speaks on their information too.
        A figure's wording and a place's are "withheld", so that nobody reads that none was given.
    """
    redacted = claims.copy()
    _withhold_people(redacted, fields)
    _withhold_keys(redacted, fields)
    for field in fields:
        if field in _PEOPLE:
            continue
        if field in _PARTS:
            redacted[field] = _pseudonyms(redacted[field])
        elif field == "figure":
            _withhold_figures(redacted)
        elif field == "place":
            # A report that names no place may still say the country.
            named = (redacted[["place", "place_ref", "place_country_code"]] != "").any(axis=1).to_numpy()
            withhold_place(redacted, np.flatnonzero(named), "it is withheld.")
        else:
            for name in _SOURCE if field == "source" else (field, *(["quote_lang"] if field == "quote" else [])):
                redacted[name] = _blank(redacted[name]) if name != "id" else redacted[name]
    return redacted


def _pseudonyms(column: pd.Series[Any]) -> pd.Series[str]:
    """Return numbers for names, whatever their case, in the order in which they come; blank stays blank."""
    codes, keys = code_texts(column)
    numbers = _numbered(key for key in keys if key)
    return spread_texts([numbers.get(key, "") for key in keys], codes).set_axis(column.index)


def _withhold_people(claims: gpd.GeoDataFrame, fields: Sequence[str]) -> None:
    """Replace persons by numbers, name by name, with one numbering for all columns that name them."""
    withheld = [name for name in _PEOPLE if name in fields]
    if not withheld:
        return
    coded = {name: code_texts(claims[name], str) for name in _PEOPLE}
    named = (key for name in withheld for text in coded[name][1] for key in map(name_key, text.split(";")) if key)
    numbers = _numbered(named)
    for name in _PEOPLE if "claimant" in withheld else withheld:
        codes, texts = coded[name]
        claims[name] = spread_texts([_with_numbers(text, numbers) for text in texts], codes).set_axis(claims.index)


def _withhold_keys(claims: gpd.GeoDataFrame, fields: Sequence[str]) -> None:
    """Replace what the keys of claimants name: withheld persons, and the sources of those who have no name."""
    keys = ("claimant_key", "speaks_for", "voice_key")
    withheld = keys if "claimant" in fields else ("voice_key",) if "attributed_to" in fields else ()
    coded = {name: code_texts(claims[name], str) for name in keys}
    members = dict.fromkeys(key for _, texts in coded.values() for text in texts for key in text.split(";") if key)
    numbers = {key: f"{NAMELESS if key.startswith(NAMELESS) else ''}{at}" for at, key in enumerate(members, start=1)}
    for name, (codes, texts) in coded.items():
        shown = [
            ";".join(numbers.get(key, "") if name in withheld or key.startswith(NAMELESS) else key for key in own)
            for own in (text.split(";") for text in texts)
        ]
        claims[name] = spread_texts(shown, codes).set_axis(claims.index)
    if "claimant" in fields:
        claims["claimant_short"] = claims["claimant"]


def _with_numbers(text: str, numbers: Mapping[str, str]) -> str:
    """Return a text with numbers for its names; a name without one stays."""
    names = [one.strip() for one in text.split(";") if name_key(one)]
    return "; ".join(numbers.get(name_key(one), one) for one in names)


def _numbered(keys: Iterable[str]) -> dict[str, str]:
    return {key: f"withheld {number}" for number, key in enumerate(dict.fromkeys(keys), start=1)}


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
