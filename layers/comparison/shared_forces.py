"""Which forces share a part with others: a joint force with each of its members."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]


def share_force(forces: pd.Series[str], asked: list[str]) -> Flags:
    """Return which forces share a part with any of those asked for, one of the two being a joint one.

    Parameters
    ----------
    forces
        Forces as in the claims table.
    asked
        The same of those asked for; they themselves share nothing with each other.
    """
    names = {name: one for one in asked for name in one.split(";") if name}
    joint = {name for one in asked if ";" in one for name in one.split(";") if name}

    def share(force: str) -> bool:
        own = [name for name in force.split(";") if name]
        return force not in asked and any(name in joint or (len(own) > 1 and name in names) for name in own)

    distinct = forces.unique()
    return forces.isin([force for force in distinct if share(force)]).to_numpy()
