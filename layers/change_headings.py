"""Headings of what changed: how each claim lies to a subject, or, of everything, which subject it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.layers.claimants import code_texts, name_key, trimmed
from mustermap.layers.comparison.nesting import AROUND, INSIDE, NOT_PLACED, SAME, nestings
from mustermap.layers.comparison.shared_forces import share_force
from mustermap.layers.comparison.subject_claims import PERSONNEL, Subject

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

HEADINGS: Final = (
    "", "places and parts", "not placed", "joint force", "larger area", "other quantity", "other force",
)  # fmt: skip
"""What claims near a subject are, by number, in the order in which they are shown; the first are about all of it."""

WHOLE, PARTS, UNPLACED, JOINTLY, LARGER, QUANTITIES, FORCES = range(7)
ELSEWHERE: Final = -1


def subject_headings(claims: gpd.GeoDataFrame, subject: Subject) -> Numbers:
    """Return the heading of each claim about a subject or near it, as a position in `HEADINGS`; -1 elsewhere."""
    codes, firsts = combine([claims[name] for name in ("place_ref", "place_lon", "place_lat")])
    nesting = nestings(claims.iloc[firsts], subject.area)[codes]
    forces = claims["force"].astype("str")
    is_own = (forces == subject.force).to_numpy()
    is_joint = share_force(forces, [subject.force]) & forces.str.contains(";", regex=False).to_numpy()
    quantity, quantities = _quantities(claims)
    is_counted = np.array([text == subject.quantity for text in quantities], dtype=bool)[quantity]
    is_here, is_unplaced = np.isin(nesting, [SAME, INSIDE]), nesting == NOT_PLACED
    kinds = [
        is_counted & is_unplaced & (is_own | is_joint),
        is_counted & is_here & is_joint,
        is_counted & (nesting == AROUND) & is_own,
        is_here & is_own & ~is_counted,
        is_here & ~is_own & ~is_joint,
        is_here & is_own & (_has_part(claims) | (nesting == INSIDE)),
        is_here & is_own,
    ]
    headings = (UNPLACED, JOINTLY, LARGER, QUANTITIES, FORCES, PARTS, WHOLE)
    return np.select(kinds, headings, ELSEWHERE).astype(np.int64)


def own_subjects(claims: gpd.GeoDataFrame) -> tuple[Numbers, Numbers]:
    """Return for each claim the heading in its own subject, and the number of that: its force, place and quantity."""
    place = claims["place_ref"].astype("str").where(claims["place_ref"] != "", claims["place"].astype("str"))
    parts = (code_texts(claims["force"]), code_texts(place), _quantities(claims))
    codes = combine([pd.Series(codes) for codes, _ in parts])[0]
    return np.where(_has_part(claims), PARTS, WHOLE).astype(np.int64), codes


def _quantities(claims: pd.DataFrame) -> tuple[Numbers, list[str]]:
    return code_texts(claims["quantity"], lambda text: name_key(text) or PERSONNEL)


def _has_part(claims: pd.DataFrame) -> Flags:
    """Return which claims are about a part of their force."""
    found = np.zeros(len(claims), dtype=bool)
    for name in ("component", "unit"):
        codes, texts = code_texts(claims[name], trimmed)
        found |= np.array([bool(text) for text in texts], dtype=bool)[codes]
    return found
