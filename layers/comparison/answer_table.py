"""The claims that a day shows as a table: subject by subject, section by section, a row for each claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.data.report_table import spread_texts
from mustermap.layers.claim_columns import Column, frame_of, texts_of
from mustermap.layers.comparison.counted_rows import are_counted
from mustermap.layers.comparison.day_claims import later_phases
from mustermap.layers.comparison.row_columns import (
    DISPUTED_COLUMNS,
    FIGURE_COLUMNS,
    SECTION_COLUMN,
    SORTED_BY,
    SUBJECT_OF_ROW,
    TAKEN_COLUMNS,
    claim_columns_of,
    mention_texts,
    standing_texts,
    subject_columns_of,
)
from mustermap.layers.comparison.shown_claims import (
    DENIED,
    HELD,
    IS_PART,
    LAST,
    LATER,
    LINE_KINDS,
    ShownClaims,
    lines_of,
    shown_pairs,
)
from mustermap.layers.standing import STANDINGS, VAGUE

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.layers.comparison.day_claims import DayClaims
    from mustermap.words import Words

    Codes = NDArray[np.int64]

_NONE: Final = -1
"""The standing of what does not hold on the day."""

ANSWER_COLUMNS: Final = (
    *SUBJECT_OF_ROW,
    Column(
        "line", "int64", "number of the line, in the order in which they are shown; claims that lead together share it"
    ),
    *SECTION_COLUMN,
    *texts_of(
        kind="whole, movement, total or part, of a row of the section; else no number, denied, later, joint force, "
        "not placed, larger area, other quantity, other force, last",
        standing="how the claim holds on the day: stated, carried, stale or vague; blank if it does not",
    ),
    *FIGURE_COLUMNS,
    *texts_of(
        earlier="ids of the claims that the line has replaced, the newest first, separated by ;",
        earlier_text="their figures and the days on which they were said, as a text",
        since="id of what the claimant said later of the same troops in a phase that comes after",
        since_text="its figure, its phase and the day on which it was said, as a text",
    ),
    *DISPUTED_COLUMNS,
    *TAKEN_COLUMNS,
)


def shown_on(claims: gpd.GeoDataFrame, pairs: pd.DataFrame, day: DayClaims, last: Codes) -> tuple[pd.DataFrame, Codes]:
    """Return which claims are shown with subjects on a day, and how.

    Parameters
    ----------
    claims
        The claims table.
    pairs
        Which claims are about subjects or near them, as `subjects_of` returns them.
    day
        What the day shows.
    last
        Positions of what held last before the day, of a subject that has no sections.

    Returns
    -------
    tuple
        Rows of ``pairs``, and for each how it is shown, as `ShownClaims` asks for it.
    """
    ways = ((last, LAST), (day.held, HELD), (day.later, LATER), (day.denied, DENIED))
    return shown_pairs(pairs, len(claims), ways)


def answer_table(
    claims: gpd.GeoDataFrame,
    near: ShownClaims,
    day: DayClaims,
    subjects: pd.DataFrame,
    *,
    disputes: pd.DataFrame,
    by: str,
    words: Words,
) -> pd.DataFrame:
    """Return the claims that a day shows as a table.

    Parameters
    ----------
    claims
        The claims table.
    near
        The claims that are shown.
    day
        What the day shows.
    subjects
        The columns of SUBJECT_COLUMNS, a row for each number of a subject.
    disputes
        Who had disputed what, as ``layers.disputes_said`` returns it.
    by
        ``claimant`` or ``source``: by which the lines of a subject are sorted before their sections.
    words
        The language of figures and days.

    Returns
    -------
    pandas.DataFrame
        The columns of ANSWER_COLUMNS, in the order in which the claims are shown.
    """
    standing, earlier = np.full(len(claims), _NONE), np.full(len(claims), "", dtype=object)
    standing[day.held] = pd.Categorical(day.standing, categories=list(STANDINGS)).codes
    earlier[day.held] = day.earlier
    lines = lines_of(near, standing[near.row] == VAGUE)
    is_row = lines.kind <= IS_PART
    begins = np.flatnonzero(np.diff(lines.line, prepend=-1))
    since = np.full(len(begins), -1)
    of_rows = is_row[begins]
    since[of_rows] = later_phases(claims, lines.row[begins[of_rows]], said_by=day.said_by)
    named = claims["id"].iloc[since[lines.line]].astype("str").reset_index(drop=True).where(since[lines.line] >= 0, "")
    before = pd.Series(np.where(is_row, _joined(earlier[lines.row], begins), ""), dtype="str")
    own_standing = np.where(near.shown[lines.at] == HELD, standing[lines.row], _NONE)
    columns: dict[str, Any] = {
        **subject_columns_of(subjects, lines.subject),
        "line": lines.line,
        "section": np.where(lines.kind > LATER, "", near.these["phase"].to_numpy(dtype=object)[lines.at]),
        "kind": spread_texts(LINE_KINDS, lines.kind),
        "standing": standing_texts(own_standing),
        "counted": are_counted(claims, lines.row, lines.kind, own_standing),
        "is_inside": lines.is_inside,
        "earlier": before,
        "earlier_text": mention_texts(claims, before, words),
        "since": named,
        "since_text": mention_texts(claims, named, words, with_phase=True),
        **claim_columns_of(claims, lines.row, disputes, words),
    }
    columns["section"] = pd.Series(columns["section"], dtype="str")
    return _sorted_by(frame_of(ANSWER_COLUMNS, columns), by)


def _joined(texts: NDArray[np.object_], begins: Codes) -> NDArray[np.object_]:
    """Return for each claim what all claims of its line have replaced; nearly all lines have one claim."""
    joined = texts.copy()
    ends = np.append(begins[1:], len(texts))
    for begin, end in zip(begins[ends - begins > 1].tolist(), ends[ends - begins > 1].tolist(), strict=True):
        names = dict.fromkeys(one for text in texts[begin:end] if text for one in text.split(";"))
        joined[begin:end] = ";".join(names)
    return joined


def _sorted_by(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Sort the lines of each subject by the claimant or the source of their first claim, and number them again."""
    if by not in SORTED_BY or table.empty:
        return table
    line = table["line"].to_numpy()
    first = np.flatnonzero(np.diff(line, prepend=-1))
    names = SORTED_BY[by](table).iloc[first].str.casefold()
    rank = pd.factorize(names, sort=True)[0][line]
    order = np.lexsort((np.arange(len(line)), rank, table["subject"].to_numpy()))
    number = np.cumsum(np.diff(line[order], prepend=-1) != 0) - 1
    return table.iloc[order].reset_index(drop=True).assign(line=number)
