"""Numbers of who says something of which troops at which place: what a row of a section and its later phases share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine_codes
from mustermap.layers.claimants import code_texts, name_key, trimmed
from mustermap.layers.comparison.subject_claims import PERSONNEL
from mustermap.layers.identities.claimant_keys import NAMELESS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]
    Flags = NDArray[np.bool_]

TROOPS: Final = ("claimant_key", "force", "component", "unit", "quantity", "place_ref", "place")
"""The columns of the claims table that say who claims something of which troops at which place."""


def troops_codes(claims: pd.DataFrame) -> Codes:
    """Return for each claim a number that those share of which claimant, forces, part, quantity and place are one.

    Parameters
    ----------
    claims
        Rows of the claims table.
    """
    place = claims["place"].astype("str").where((claims["place_ref"] == "").to_numpy(), "")
    parts = (
        code_texts(claims["claimant_key"], str),
        code_texts(claims["force"], str),
        label_codes(claims),
        code_texts(claims["quantity"], lambda text: name_key(text) or PERSONNEL),
        code_texts(claims["place_ref"], str),
        code_texts(place),
    )
    return combine_codes([(codes, len(texts)) for codes, texts in parts], len(claims))[0]


def label_codes(claims: pd.DataFrame) -> tuple[Codes, list[str]]:
    """Return which part of the force each claim names, as a position in a list of names; a blank one is the whole."""
    (component, components), (unit, units) = (code_texts(claims[name], trimmed) for name in ("component", "unit"))
    codes, firsts = combine_codes([(component, len(components)), (unit, len(units))], len(claims))
    pairs = zip(component[firsts].tolist(), unit[firsts].tolist(), strict=True)
    joined = [", ".join(text for text in (components[one], units[other]) if text) for one, other in pairs]
    own, names = code_texts(pd.Series(joined, dtype="str"))
    return own[codes] if len(own) else codes, names


def are_nameless(claims: pd.DataFrame) -> Flags:
    """Return which claims nobody in particular makes: two of them need not be of the same."""
    codes, keys = code_texts(claims["claimant_key"], str)
    return np.array([key.startswith(NAMELESS) for key in keys], dtype=bool)[codes]
