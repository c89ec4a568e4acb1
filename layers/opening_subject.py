"""The subject on which a day opens: the force and the place with the most rival claimants.

The page has the same rule (``maps/page/src/state/subject_choice.ts``).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.layers.claim_columns import plain_claims
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

#: The columns that are looked at, but for what says who speaks.
_ASKED: Final = (
    *("state", "kind", "force", "component", "unit", "quantity"),
    *("place_ref", "place_name", "place_precision", "place_country_code", "place_radius_m", "place_lon", "place_lat"),
    *("geometry", "figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best"),
)
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
        forward; of even ones with the most who give any, with the most claims, then the first. Of an area that is
        chosen the claims at it, or, where none holds, at places inside it. People are counted, unless all claims on the
        subject, of any day, count something else. None where no claim that is chosen holds.
    """
    plain = plain_claims(claims)
    asked = plain[list(_ASKED)]  # rows are taken of these alone, not of seventy columns
    these = asked.iloc[effect.row]
    wanted = _are_placed(these)
    if force is not None:
        wanted &= (these["force"] == force).to_numpy()
    if area is not None:
        nested = _nestings(these, area)
        at_it = wanted & (nested == SAME)
        wanted = at_it if at_it.any() else wanted & (nested == INSIDE)
    row = effect.row[wanted]
    if not len(row):
        return None
    these = these[wanted]
    pair, firsts = combine([these["place_ref"], these["place_lon"], these["place_lat"], these["force"]])
    best = int(_by_rivals(these, pair, voice_numbers(plain)[row], effect.standing[wanted]).index[0])
    first = int(row[firsts[best]])
    of_force, where = str(plain["force"].iloc[first]), area or area_at(plain, first)
    return Subject(of_force, where, _usual_quantity(asked, of_force, where))


def _are_placed(claims: pd.DataFrame) -> NDArray[np.bool_]:
    placed: NDArray[np.bool_] = (claims["place_lon"].notna() & claims["place_lat"].notna()).to_numpy(copy=True)
    return placed


def _nestings(claims: pd.DataFrame, area: Area) -> Numbers:
    """Return how the place of each claim lies to an area; each place is looked at once."""
    codes, firsts = combine([claims[name] for name in ("place_ref", "place_lon", "place_lat")])
    return nestings(claims.iloc[firsts], area)[codes]


def _usual_quantity(claims: pd.DataFrame, force: str, area: Area) -> str:
    """Return what is counted: people, unless all claims on a force in an area, of any day, count something else."""
    of_force = claims[(claims["force"] == force).to_numpy() & (claims["state"] == "accepted").to_numpy()]
    placed = of_force[_are_placed(of_force)]
    own = placed[np.isin(_nestings(placed, area), [SAME, INSIDE])]
    quantity = own["quantity"].astype("str").map(name_key).replace("", PERSONNEL)
    counts = Counter(quantity[(own["kind"] == "claim").to_numpy()])
    if PERSONNEL in set(quantity) or not counts:
        return PERSONNEL
    return str(min(counts, key=lambda one: (-counts[one], one)))


def _by_rivals(these: pd.DataFrame, pair: Numbers, voice: Numbers, standing: NDArray[np.object_]) -> pd.DataFrame:
    """Return the pairs of a force and a place by their numbers, that with the most claimants first."""
    number = bounds_of(these).is_number
    is_whole = ((these["component"] == "") & (these["unit"] == "")).to_numpy()
    table = pd.DataFrame({"pair": pair, "voice": voice})
    sets = (number & is_whole & np.isin(standing.astype("str"), _CURRENT), number & is_whole, number)
    columns = {name: table[chosen].groupby("pair")["voice"].nunique() for name, chosen in zip("abc", sets, strict=True)}
    ranks = pd.DataFrame({**columns, "d": table.groupby("pair").size()}).fillna(0)
    return ranks.sort_values(["a", "b", "c", "d"], ascending=False, kind="stable")
