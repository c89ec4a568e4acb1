"""The situation of a day in one sentence: phase by phase, how many, who says it, and what is doubted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.words.name_texts import part_only_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mustermap.words import Words

    Texts = NDArray[np.object_]

_MOST_PARTS: Final = 4
_DOUBTS: Final = ("part", "names", "independent", "disputed", "disputers", "possible", "last_cited", "claims")


def sentences(groups: pd.DataFrame, words: Words) -> pd.Series[str]:
    """Return the sentence of each axis.

    Parameters
    ----------
    groups
        The groups of a day on axes, in order, with the columns of ``layers.GROUP_COLUMNS`` in the language.
    words
        The language.

    Returns
    -------
    pandas.Series
        A sentence for each ``axis`` that has groups.
    """
    if groups.empty:
        return pd.Series([], index=pd.Index([], dtype="int64"), dtype="str")
    phase = [groups["axis"], groups["phase"]]
    place = groups.groupby(phase, sort=False).cumcount()
    many = groups.groupby(phase, sort=False)["phase"].transform("size")
    figures = groups["figures"].to_numpy(object) + _behind(groups, words)
    heads = np.array([_head(str(name), words) for name in groups["phase"]], dtype=object)
    between = words.say("comparison.between")
    more = [between + _more(number, words) if number > _MOST_PARTS else "" for number in many]
    is_last = (place == np.minimum(many, _MOST_PARTS) - 1).to_numpy()
    pieces = np.where((place == 0).to_numpy(), heads, between) + figures + np.where(is_last, more, "")
    pieces = pieces + np.where(is_last, words.say("comparison.end"), "")
    pieces[(place >= _MOST_PARTS).to_numpy()] = ""
    joined: pd.Series[str] = pd.Series(pieces, index=groups.index).groupby(groups["axis"], sort=False).agg("".join)
    return joined.str.strip()


def phase_heading(phase: str, words: Words) -> str:
    """Return the name of a phase as it heads what is said of it."""
    return words.named("comparison.phases", phase) or phase


def _head(phase: str, words: Words) -> str:
    return words.say("comparison.phase", phase=phase_heading(phase, words))


def _more(number: int, words: Words) -> str:
    return words.say("comparison.moreParts", count=number - _MOST_PARTS)


def _behind(groups: pd.DataFrame, words: Words) -> Texts:
    """Return who claims the figures of each group and what is doubted; what is alike is worded once."""
    codes, firsts = combine([groups[name] for name in _DOUBTS])
    distinct = groups[list(_DOUBTS)].iloc[firsts]
    texts = [_doubts(*row, words=words) for row in zip(*(distinct[name] for name in _DOUBTS), strict=True)]
    return np.array(texts, dtype=object)[codes]


def _doubts(
    part: str, names: int, independent: int, disputed: int, who: str, possible: int, cited: int, claims: int,
    *, words: Words,
) -> str:  # fmt: skip
    said = [voices_text(names, independent, words)]
    doubts = (
        (disputed, "allDisputed", "disputed"),
        (possible, "allPossibly", "possibly"),
        (cited, "allLastCited", "lastCited"),
    )
    for number, every, few in doubts:
        if number:
            said.append(words.say(f"comparison.{every if number == claims else few}", count=number, who=who))
    return part_only_text(part, words) + "".join(words.say("comparison.apiece", text=text) for text in said)


def voices_text(names: int, independent: int, words: Words) -> str:
    """Return how many claimants there are, and how many of them are independent where some are not."""
    if names == independent:
        return words.say("comparison.names", count=names)
    return words.say("comparison.behind", names=names, independent=independent)
