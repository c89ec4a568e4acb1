"""Runs of days on which a claim stands in one way, and leads or is folded by a newer claim of its claimant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.layers.claim_columns import plain_claims
from mustermap.layers.claimant_rows import NO_ROW
from mustermap.layers.claimants import spread_ranges
from mustermap.layers.claims_in_effect import stretches
from mustermap.layers.keyword_hints import hint_keywords
from mustermap.layers.newer_words import FAR_DAYS, Words, folded_by
from mustermap.layers.range_maxima import positions_at_most, range_maxima
from mustermap.layers.standing import STANDINGS, STATED, VAGUE, Standings, standing_runs

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.layers.day_arguments import Day

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Runs = tuple[Numbers, Numbers, Numbers, Numbers, Numbers]  # claim, first day, last day, standing, what folds it

_DAYS: Final = 2**34
"""More than there are days between the bounds, on both sides of day 0."""


@hint_keywords
def claim_runs(claims: gpd.GeoDataFrame, *, known_by: Day | None = None) -> pd.DataFrame:
    """Return for each claim the runs of days on which it stands in one way and leads, or is folded.

    Parameters
    ----------
    claims
        The claims table.
    known_by
        Only what had been said by this day counts; None: all that is known.

    Returns
    -------
    pandas.DataFrame
        One row for each run, in the order of the claims and then of the days: ``row`` (position of the claim),
        ``from_day`` and ``to_day`` (int64, both included; -(2**31 - 1) and 2**31 - 1 for no bound), ``standing``
        ("stated", "carried", "stale" or "vague"), ``leads`` (bool) and ``folded_by`` (position of a newer claim that
        folds it on the first of these days; -1 where it leads). The runs of a claim follow one another without a gap; a
        claim that is never in effect has none.

    Raises
    ------
    WrongColumns
        If ``claims`` is no claims table.
    WrongDay
        If ``known_by`` is no day.

    Examples
    --------
    120,000 for November to February was said on 29 September; on the last days of February it may have ended.

    >>> import mustermap as mm
    >>> from mustermap.layers import claim_runs
    >>> runs = claim_runs(mm.read_seeds())
    >>> latushka = runs[runs["row"] == 2]
    >>> latushka["standing"].tolist(), (latushka["to_day"] - latushka["from_day"] + 1).tolist()
    (['vague', 'stated', 'vague'], [29, 64, 27])
    """
    days = stretches(claims, known_by=known_by)
    plain = plain_claims(claims)
    holding = np.flatnonzero((days["possible_from"] <= days["possible_to"]).to_numpy())
    runs = standing_runs(Standings.of(plain, days, holding))
    row = holding[runs["claim"].to_numpy()]
    begin, end, standing = (runs[name].to_numpy(np.int64) for name in ("from_day", "to_day", "standing"))
    words = Words.of(plain)
    is_shared = _is_shared(words.row[row], row)
    alone, shared = np.flatnonzero(~is_shared), np.flatnonzero(is_shared)
    parts = [(row[alone], begin[alone], end[alone], standing[alone], np.full(len(alone), -1))]
    if len(shared):
        parts.append(_folded(words, _pieces(words, row[shared], begin[shared], end[shared], standing[shared])))
    row, begin, end, standing, folder = _joined(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    columns = {"row": row, "from_day": begin, "to_day": end, "standing": np.array(STANDINGS)[standing]}
    return pd.DataFrame({**columns, "leads": folder < 0, "folded_by": folder})


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Pieces of runs on which nothing changes that decides whether a claim folds others or is folded."""

    row: Numbers
    key: Numbers
    begin: Numbers
    end: Numbers
    standing: Numbers
    is_far: Flags
    """Said long after these days."""
    exempt: Numbers
    """1 where only what is stated folds it, 2 where nothing does that is said long after; 3 is both."""


def _is_shared(claimant_row: Numbers, row: Numbers) -> Flags:
    """Return which runs are of a claimant's row that has more than one claim in effect on any day."""
    codes = pd.factorize(claimant_row)[0]
    claims = np.bincount(codes, weights=np.diff(row, prepend=-1) != 0)
    is_shared: Flags = (claimant_row != NO_ROW) & (claims[codes] > 1)
    return is_shared


def _pieces(words: Words, row: Numbers, begin: Numbers, end: Numbers, standing: Numbers) -> _Pieces:
    """Cut runs where a claim has certainly begun, and where its saying comes to be recent, past or not far ahead."""
    said_from, said_to = words.said_from[row], words.said_to[row]
    turns = (words.begin_to[row], said_from - FAR_DAYS, said_to, said_from + FAR_DAYS + 1)
    cuts = np.column_stack([begin, *(np.clip(turn, begin, end + 1) for turn in turns), end + 1])
    cuts.sort(axis=1)
    is_piece = cuts[:, :-1] < cuts[:, 1:]
    run = np.nonzero(is_piece)[0]
    first, after = cuts[:, :-1][is_piece], cuts[:, 1:][is_piece]
    key = pd.factorize(words.row[row])[0].astype(np.int64)
    is_finite = words.is_finite[row[run]] & (standing[run] == STATED)
    is_recent = (said_to[run] <= first) & (first <= said_from[run] + FAR_DAYS)
    return _Pieces(
        row[run],
        key[run],
        first,
        after - 1,
        standing[run],
        is_far=said_from[run] > first + FAR_DAYS,
        exempt=is_finite.astype(np.int64) + 2 * is_recent,
    )


def _folded(words: Words, pieces: _Pieces) -> Runs:
    """Return the runs of pieces: on which of its days each leads, and which newer claim folds it on the others.

    First it is found where a later-said claim folds each piece, by the latest saying on each day; what is left of that
    is compared claim by claim.
    """
    turns = np.unique(np.concatenate([_sortable(pieces.key, pieces.begin), _sortable(pieces.key, pieces.end + 1)]))
    first = np.searchsorted(turns, _sortable(pieces.key, pieces.begin))
    after = np.searchsorted(turns, _sortable(pieces.key, pieces.end + 1))
    latest, limit = _latest_sayings(words, pieces, first, after, len(turns))
    piece, at = _left_over(words, pieces, first, after, latest, limit)
    by = folded_by(words, pieces.row[piece], at, turns[at] % _DAYS - _DAYS // 2, pieces.standing[piece])
    folder = np.where(by >= 0, pieces.row[piece[by]], -1)

    vague = np.flatnonzero(pieces.standing == VAGUE)
    leading = np.flatnonzero(by < 0)
    starts = leading[_is_new(piece[leading], at[leading] - np.arange(len(leading)))]
    ends = leading[_is_last(piece[leading], at[leading] - np.arange(len(leading)))]
    back = ends[at[ends] + 1 < after[piece[ends]]]
    everywhere = np.arange(len(pieces.row))
    which = np.concatenate([everywhere, piece[back], piece[starts], vague])
    turn = np.concatenate([first, at[back] + 1, at[starts], first[vague]])
    leads = np.repeat([False, True], [len(everywhere) + len(back), len(starts) + len(vague)])
    order = np.lexsort((leads, turn, which))
    which, turn, leads = (column[order][_is_last(which[order], turn[order])] for column in (which, turn, leads))

    begin = turns[turn] % _DAYS - _DAYS // 2
    end = np.where(_is_last(which), pieces.end[which], np.append(begin[1:], 0) - 1)
    newest = latest[pieces.exempt[which], turn]
    at_once = pd.Series(folder, index=piece * len(turns) + at).reindex(which * len(turns) + turn, fill_value=-1)
    by_claim = np.where(at_once >= 0, at_once, pieces.row[newest % len(pieces.row)])
    return pieces.row[which], begin, end, pieces.standing[which], np.where(leads, -1, by_claim)


def _latest_sayings(
    words: Words, pieces: _Pieces, first: Numbers, after: Numbers, count: int
) -> tuple[NDArray[np.int64], Numbers]:
    """Return which piece was said last of those that may fold others, and up to what that folds none.

    Returns
    -------
    tuple of arrays
        For each kind of exemption and each stretch of days the latest earliest day of saying, and with it the number
        of the piece; and for each piece the greatest such number that does not fold it.
    """
    pieces_count = len(pieces.row)

    def numbered(day: Numbers, piece: Numbers | int) -> Numbers:
        return (day + _DAYS // 2) * pieces_count + piece

    folds = (pieces.standing != VAGUE) & (words.begin_to[pieces.row] <= pieces.begin)
    latest = np.empty((4, count), dtype=np.int64)
    for exempt in range(4):
        mine = folds & ((pieces.standing == STATED) | (exempt & 1 == 0)) & (~pieces.is_far | (exempt & 2 == 0))
        some = np.flatnonzero(mine)
        said = numbered(words.said_from[pieces.row[some]], some)
        latest[exempt] = range_maxima(first[some], after[some], said, count, nothing=-1)
    return latest, numbered(words.said_to[pieces.row], pieces_count - 1)


def _left_over(
    words: Words, pieces: _Pieces, first: Numbers, after: Numbers, latest: NDArray[np.int64], limit: Numbers
) -> tuple[Numbers, Numbers]:
    """Return the pieces and stretches of days that no later saying folds, and all of rows that have exceptions."""
    excepted = np.unique(words.row[words.pairs // len(words.row)])
    is_whole = np.isin(words.row[pieces.row], excepted)
    is_dated = pieces.standing != VAGUE
    whole = np.flatnonzero(is_whole & is_dated)
    which, at = spread_ranges(first[whole], after[whole] - first[whole])
    found = [(whole[which], at)]
    for exempt in range(4):
        mine = np.flatnonzero(~is_whole & is_dated & (pieces.exempt == exempt))
        which, at = positions_at_most(latest[exempt], first[mine], after[mine], limit[mine])
        found.append((mine[which], at))
    piece, at = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((at, piece))
    return piece[order], at[order]


def _sortable(key: Numbers, day: Numbers) -> Numbers:
    return key * _DAYS + day + _DAYS // 2


def _is_new(*columns: NDArray[Any]) -> Flags:
    """Return where any of the columns has another value than on the row before."""
    is_new = np.zeros(len(columns[0]), dtype=bool)
    is_new[:1] = True
    for column in columns:
        is_new[1:] |= column[1:] != column[:-1]
    return is_new


def _is_last(*columns: NDArray[Any]) -> Flags:
    """Return where any of the columns has another value on the row after."""
    return np.append(_is_new(*columns)[1:], [True] * (len(columns[0]) > 0)).astype(bool)


def _joined(row: Numbers, begin: Numbers, end: Numbers, standing: Numbers, folder: Numbers) -> Runs:
    """Put runs in order, and join those that follow one another and stand alike; the first says what folds them."""
    order = np.lexsort((begin, row))
    row, begin, end, standing, folder = row[order], begin[order], end[order], standing[order], folder[order]
    alike = (row, standing, folder < 0)
    is_new, is_last = _is_new(*alike), _is_last(*alike)
    return row[is_new], begin[is_new], end[is_last], standing[is_new], folder[is_new]
