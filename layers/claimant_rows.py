"""A claimant's rows: which claims are one claimant's words on one thing, so that the newer can lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.layers.claimants import code_texts
from mustermap.layers.identities.claimant_keys import NAMELESS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

NO_ROW: Final = 0
"""The number of a claim that is in no row with others: nobody is named, or it is about a movement in time."""

_MOVEMENTS: Final = ("arriving", "withdrawn")
_NAMED: Final = ("force", "component", "unit", "quantity")
_FACTOR: Final = np.uint64(1099511628211)


def claimant_rows(columns: Mapping[str, Any]) -> NDArray[np.int64]:
    """Return a number for each claim, the same for the claims of a claimant's row.

    Parameters
    ----------
    columns
        Columns of the claims table: who says it, of whom, what is counted, where and in which phase.

    Returns
    -------
    array
        The number is made of the texts alone, so that it is the same in every table. `NO_ROW` are disputes and context,
        claims of nobody named, and troops arriving or withdrawn, of which each is a movement of its own.

    Notes
    -----
    Letter case and spaces do not count. A figure that is stated as a movement stands beside those of how many are
    there; and a claim without a number neither replaces a figure nor is replaced by one.
    """
    count = len(columns["claimant_key"])
    parts = [code_texts(columns["claimant_key"], str), *(code_texts(columns[name]) for name in _NAMED)]
    place = columns["place_ref"].where(columns["place_ref"] != "", columns["place"])
    phase, phases = code_texts(columns["phase"])
    is_movement = (columns["measure"] == "flow").to_numpy() & (columns["phase"] == "present").to_numpy()
    is_counted = (columns["figure_text"] != "").to_numpy()
    key = np.zeros(count, dtype=np.uint64)
    for codes, texts in (*parts, code_texts(place), (phase, phases)):
        key = key * _FACTOR + pd.util.hash_array(np.array(texts, dtype=object), categorize=False)[codes]
    key = (key * _FACTOR + is_movement.astype(np.uint64)) * _FACTOR + is_counted.astype(np.uint64)
    claimants, names = parts[0]
    is_alone = np.array([name.startswith(NAMELESS) for name in names], dtype=bool)[claimants]
    is_alone |= np.array([one in _MOVEMENTS for one in phases], dtype=bool)[phase]
    is_alone |= (columns["kind"] != "claim").to_numpy()
    return np.where(is_alone, NO_ROW, key.view(np.int64))


def numbered_rows(rows: pd.Series[Any]) -> NDArray[np.int64]:
    """Return claimant's rows counted up from 1, from which nothing can be read; `NO_ROW` stays."""
    numbers = rows.to_numpy(np.int64, copy=True)
    named = numbers != NO_ROW
    numbers[named] = pd.factorize(numbers[named])[0] + 1
    return numbers
