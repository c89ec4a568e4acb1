"""What claims are about: the columns that say so, and which claims concern an area and a force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mustermap.data.combinations import combine
from mustermap.layers.claim_columns import CLAIMS_COLUMNS
from mustermap.layers.comparison.nesting import INSIDE, SAME, nestings
from mustermap.layers.comparison.question import find_area, find_force
from mustermap.layers.comparison.shared_forces import share_force

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

_SAID: Final = (
    *("claimant", "force", "component", "unit", "quantity", "measure", "phase", "place_name", "place_ref", "said"),
    *("summary", "source", "source_title", "source_url"),
)

SUBJECT_COLUMNS: Final = tuple(column for name in _SAID for column in CLAIMS_COLUMNS if column.name == name)


def subject_columns(claims: pd.DataFrame) -> dict[str, Any]:
    """Return what claims are about, who makes them and in which source."""
    return {column.name: claims[column.name] for column in SUBJECT_COLUMNS}


def concern(claims: gpd.GeoDataFrame, *, area: str | None, force: str | None) -> NDArray[np.bool_]:
    """Return whether each claim is about an area, or a place inside it, and about a force, or a joint one with it.

    Parameters
    ----------
    claims
        The claims table.
    area, force
        As for ``layers.compare``; None: any.

    Raises
    ------
    AmbiguousArea, UnknownArea, UnknownForce
        If they are not to be found.
    """
    wanted = np.ones(len(claims), dtype=bool)
    if area is not None:
        codes, firsts = combine([claims["place_ref"]])
        nesting = nestings(claims.iloc[firsts], find_area(claims, area))
        wanted &= np.isin(nesting, [SAME, INSIDE])[codes]
    if force is not None:
        own = find_force(claims, force)
        wanted &= (claims["force"] == own).to_numpy() | share_force(claims["force"].astype("str"), [own])
    return wanted
