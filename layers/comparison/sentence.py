"""The situation of a day in one sentence: phase by phase, how many by whose word, and what is doubted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.layers.comparison.phrases import NOTHING_NOW, PHASE_NAMES, counted, number_word

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Texts = NDArray[np.object_]

_MOST_PARTS: Final = 4
_DOUBTS: Final = ("part", "names", "independent", "disputed", "disputers", "possible", "last_cited", "claims")


def sentences(groups: pd.DataFrame) -> pd.Series[str]:
    """Word the situation of each axis.

    Parameters
    ----------
    groups
        The groups of a day that stand on axes, in order, as ``layers.compare`` gives them, with ``disputers`` (names).

    Returns
    -------
    pandas.Series
        The sentence of each ``axis``; of one without groups there is none.
    """
    if groups.empty:
        return pd.Series([], index=pd.Index([], dtype="int64"), dtype="str")
    phase = [groups["axis"], groups["phase"]]
    place = groups.groupby(phase, sort=False).cumcount()
    many = groups.groupby(phase, sort=False)["phase"].transform("size")
    told = groups["figures"].to_numpy(object) + _behind(groups)
    heads = np.array([f"{PHASE_NAMES[name]}: " for name in groups["phase"]], dtype=object)
    more = [f"; {counted(number - _MOST_PARTS, 'more part')}" if number > _MOST_PARTS else "" for number in many]
    is_last = (place == np.minimum(many, _MOST_PARTS) - 1).to_numpy()
    pieces = np.where((place == 0).to_numpy(), heads, "; ") + told + np.where(is_last, more, "")
    pieces = pieces + np.where(is_last, ".", "")
    pieces[(place >= _MOST_PARTS).to_numpy()] = ""
    phrase = pd.Series(pieces, index=groups.index).groupby(phase, sort=False).agg("".join)
    joined: pd.Series[str] = phrase.groupby(level=0, sort=False).agg(" ".join)
    return joined


def sentence_of(sentence: str | None) -> str:
    """Give the sentence of an axis, or that nothing is claimed for the day."""
    return sentence or NOTHING_NOW


def _behind(groups: pd.DataFrame) -> Texts:
    """Say by whose word the figures of a group are, and what is doubted of them; what is alike is worded once."""
    codes, firsts = combine([groups[name] for name in _DOUBTS])
    distinct = groups[list(_DOUBTS)].iloc[firsts]
    return np.array([_doubts(*row) for row in zip(*(distinct[name] for name in _DOUBTS), strict=True)], dtype=object)[
        codes
    ]


def _doubts(
    part: str, names: int, independent: int, disputed: int, who: str, possible: int, cited: int, claims: int
) -> str:
    return (
        _part(part)
        + _voices(names, independent)
        + _some(disputed, claims, f"disputed ({who})", f"disputed ({who})")
        + _some(possible, claims, "possibly in effect", "only possibly in effect")
        + _some(cited, claims, "last cited", "last cited")
    )


def _part(part: str) -> str:
    """Say for which part the figures are; reports in English may name one with its article."""
    named = part if re.match(r"the\b", part, re.IGNORECASE | re.ASCII) else f"the {part}"
    return f" for {named} only" if part else ""


def _voices(names: int, independent: int) -> str:
    behind = "" if independent == names else f", {number_word(independent)} independent"
    return f", {counted(names, 'claimant')}{behind}"


def _some(number: int, claims: int, every: str, few: str) -> str:
    if not number:
        return ""
    return f", {every}" if number == claims else f", {counted(number, 'claim')} {few}"
