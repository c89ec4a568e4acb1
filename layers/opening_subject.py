"""The subject on which a day opens: the force and the place with the most rival claimants.

The page has the same rule (``maps/page/src/state/subject_choice.ts``).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.layers.claimants import name_key
from mustermap.layers.comparison.nesting import INSIDE, SAME, nestings
from mustermap.layers.comparison.question import area_at
from mustermap.layers.comparison.spans import bounds_of
from mustermap.layers.comparison.subject_claims import PERSONNEL, Subject
from mustermap.layers.speakers import voice_numbers
from mustermap.layers.standing import CARRIED, STANDINGS, STATED

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.layers.claims_in_effect import Effect
    from mustermap.layers.comparison.nesting import Area

    Numbers = NDArray[np.int64]

_CURRENT: Final = (STANDINGS[STATED], STANDINGS[CARRIED])


def opening_subject(
    claims: gpd.GeoDataFrame, effect: Effect, *, area: Area | None = None, force: str | None = None
) -> Subject | None:
    """Return the force and the place with the most rival claimants on a day.

    Parameters
    ----------
    claims
        The claims table.
    effect
        What is in effect on the day.
    area, force
        What is chosen already, as the claims table has it; None: any.

    Returns
    -------
    Subject or None
        Those with the most claimants who give a figure for all of the force that is stated for the day or carried
        forward; of even ones with the most who give any, with the most claims, then the first. People are counted,
        unless all claims on the subject count something else. None where no claim that is chosen holds.
    """
    these = claims.iloc[effect.row]
    wanted = (these["place_lon"].notna() & these["place_lat"].notna()).to_numpy().copy()
    if force is not None:
        wanted &= (these["force"] == force).to_numpy()
    if area is not None:
        codes, firsts = combine([these[name] for name in ("place_ref", "place_lon", "place_lat")])
        wanted &= np.isin(nestings(these.iloc[firsts], area)[codes], [SAME, INSIDE])
    row = effect.row[wanted]
    if not len(row):
        return None
    these = these[wanted]
    pair, firsts = combine([these["place_ref"], these["place_lon"], these["place_lat"], these["force"]])
    best = int(_by_rivals(these, pair, voice_numbers(claims)[row], effect.standing[wanted]).index[0])
    own = these["quantity"].astype("str")[pair == best].map(name_key).replace("", PERSONNEL)
    counts = Counter(own)
    quantity = PERSONNEL if PERSONNEL in counts else min(counts, key=lambda one: (-counts[one], one))
    first = int(row[firsts[best]])
    return Subject(str(claims["force"].iloc[first]), area or area_at(claims, first), quantity)


def _by_rivals(these: pd.DataFrame, pair: Numbers, voice: Numbers, standing: NDArray[np.object_]) -> pd.DataFrame:
    """Return the pairs of a force and a place by their numbers, that with the most claimants first."""
    number = bounds_of(these).is_number
    is_whole = ((these["component"] == "") & (these["unit"] == "")).to_numpy()
    table = pd.DataFrame({"pair": pair, "voice": voice})
    sets = (number & is_whole & np.isin(standing.astype("str"), _CURRENT), number & is_whole, number)
    columns = {name: table[chosen].groupby("pair")["voice"].nunique() for name, chosen in zip("abc", sets, strict=True)}
    ranks = pd.DataFrame({**columns, "d": table.groupby("pair").size()}).fillna(0)
    return ranks.sort_values(["a", "b", "c", "d"], ascending=False, kind="stable")
