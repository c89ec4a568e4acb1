"""Who speaks, and who is counted, as numbers: for a page that has no rules about names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mustermap.layers.claimants import code_texts
from mustermap.layers.identities.claimant_keys import NAMELESS

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

NOBODY = 0
"""The number of a claimant who is not named."""


def claimant_numbers(claims: pd.DataFrame) -> Numbers:
    """Return a number for each claim's claimant, the same where it is the same one; `NOBODY` where nobody is named."""
    codes, keys = code_texts(claims["claimant_key"], str)
    numbers = np.array([NOBODY if key.startswith(NAMELESS) else 1 + at for at, key in enumerate(keys)], dtype=np.int64)
    return numbers[codes] if len(numbers) else codes


def voice_numbers(claims: pd.DataFrame) -> Numbers:
    """Return a number for who is counted for each claim; nobody named is one for each source."""
    return code_texts(claims["voice_key"], str)[0] + 1
