"""Names of claimants: what two spellings of one name share, and which claims go back to the same person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.data.name_keys import name_key, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Codes = NDArray[np.int64]

__all__ = ["Voices", "code_texts", "count_codes", "name_key", "spread_ranges", "trimmed"]


def code_texts(column: pd.Series[Any], change: Callable[[str], str] = name_key) -> tuple[Codes, list[str]]:
    """Return a column's rows as codes of what each distinct text is changed into.

    Returns
    -------
    tuple
        For each row the position of its text in the list, and the list, in the order in which the texts come first.
    """
    codes, distinct = pd.factorize(column, use_na_sentinel=False)
    again, texts = pd.factorize(np.array([change(str(text)) for text in distinct], dtype=object))
    return again.astype(np.int64)[codes.astype(np.int64)], [str(text) for text in texts]


class Voices:
    """The persons that each claim goes back to: claims of one person are one voice, however many sources print them.

    A claim made on somebody's information is that person's, and so is what somebody says for another; one made jointly
    ("A; B") ties its makers together. Who has no name is somebody else in each source.

    Parameters
    ----------
    claims
        With ``voice_key``; without it, ``claimant`` and ``attributed_to`` say who it is by their names alone.
    """

    def __init__(self, claims: pd.DataFrame) -> None:
        if "voice_key" in claims:
            codes, firsts = combine([claims["voice_key"]])
            named = [key.split(";") for key in claims["voice_key"].iloc[firsts].astype("str")]
        else:
            codes, firsts = combine([claims["attributed_to"], claims["claimant"]])
            columns = (claims[name].iloc[firsts].astype("str").tolist() for name in ("attributed_to", "claimant"))
            named = [_voices(*pair) for pair in zip(*columns, strict=True)]
        numbers = {name: number for number, name in enumerate(dict.fromkeys(one for some in named for one in some))}
        self._first = np.array([numbers[some[0]] for some in named], dtype=np.int64)[codes]
        self._count = len(numbers)
        others = [(code, numbers[name]) for code, some in enumerate(named) for name in some[1:]]
        joint, voice = np.array(others, dtype=np.int64).reshape(-1, 2).T
        self._voices = voice
        self._begin = np.searchsorted(joint, codes)  # where the other voices of a row's claim begin, and end
        self._end = np.searchsorted(joint, codes, side="right")

    def count(self, group: Codes, row: Codes, groups: int) -> Codes:
        """Count the independent claimants behind some claims.

        Parameters
        ----------
        group, row
            Pairs: which claim is in which group.
        groups
            How many groups there are.
        """
        own = group * self._count + self._first[row]
        more = self._end[row] - self._begin[row]
        if not more.any():
            return _count_distinct(own, self._count, groups)
        one, others = spread_ranges(self._begin[row], more)
        other = group[one] * self._count + self._voices[others]
        names = np.unique(np.concatenate([own, other]))
        at = _tie(len(names), np.searchsorted(names, own[one]), np.searchsorted(names, other))
        leading = names[at == np.arange(len(names))]
        return np.bincount(leading // self._count, minlength=groups).astype(np.int64)


def count_codes(group: Codes, code: Codes, groups: int) -> Codes:
    """Count how many different codes each group holds."""
    width = int(code.max(initial=0)) + 1
    return _count_distinct(group * width + code, width, groups)


def spread_ranges(begin: Codes, length: Codes) -> tuple[Codes, Codes]:
    """Write ranges out: which one, and each number in it.

    Examples
    --------
    >>> which, number = spread_ranges(np.array([5, 9]), np.array([2, 1]))
    >>> which.tolist(), number.tolist()
    ([0, 0, 1], [5, 6, 9])
    """
    which = np.repeat(np.arange(len(begin)), length)
    before = np.cumsum(length) - length
    return which, np.arange(len(which)) - before[which] + begin[which]


def _count_distinct(keys: Codes, width: int, groups: int) -> Codes:
    return np.bincount(pd.unique(keys) // width, minlength=groups).astype(np.int64)


def _tie(count: int, one: Codes, other: Codes) -> Codes:
    """Return for each node the first one that it is tied to, directly or through others."""
    label = np.arange(count)
    while True:
        before = label
        label = label.copy()
        lower = np.minimum(label[one], label[other])
        np.minimum.at(label, one, lower)
        np.minimum.at(label, other, lower)
        label = label[label]
        if np.array_equal(before, label):
            return label


def _voices(attributed_to: str, claimant: str) -> list[str]:
    """Return the persons that a claim goes back to: at least one, "" if nobody is named."""
    named = trimmed(attributed_to) or claimant
    return list(dict.fromkeys(key for key in map(name_key, named.split(";")) if key)) or [""]
