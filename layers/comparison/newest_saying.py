"""Which row of a section is the newest: the one that was said last, or all that may have been.

The page has the same rule (``maps/page/src/rules/newest_saying.ts``); ``tests/cases/sentences.json`` is run by both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.layers.comparison.answer import AnswerRow, RowClaim, Said


@dataclass(frozen=True, slots=True)
class NewestRow:
    """A row with its newest saying.

    Attributes
    ----------
    row : AnswerRow
        The row.
    claims : tuple of RowClaim
        Its claims that are, or may be, its newest.
    said : tuple
        The earliest and the latest day of its newest saying.
    """

    row: AnswerRow
    claims: tuple[RowClaim, ...]
    said: Said


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest rows of a section.

    Attributes
    ----------
    rows : tuple of NewestRow
        Those said last; where that is not known all that may be it, the latest possible day first.
    is_known : bool
        Whether it is known which was said last.
    """

    rows: tuple[NewestRow, ...]
    is_known: bool


def newest_of(rows: Sequence[tuple[AnswerRow, Sequence[RowClaim]]]) -> Newest | None:
    """Return the newest rows; None where fewer than two rows have days of saying, or all were said on the same days."""
    dated = [found for row, claims in rows if (found := newest_claims(row, claims))]
    if sum(None not in one.said for one in dated) < 2 or len({one.said for one in dated}) == 1:
        return None
    latest = _others_highest([_latest(one.said) for one in dated])
    known = [one for one, other in zip(dated, latest, strict=True) if _earliest(one.said) >= other]
    if known:
        return Newest(tuple(known), is_known=True)
    earliest = _others_highest([_earliest(one.said) for one in dated])
    possible = [one for one, other in zip(dated, earliest, strict=True) if _latest(one.said) >= other]
    possible.sort(key=lambda one: -_latest(one.said))
    return Newest(tuple(possible), is_known=False)


def _others_highest(days: Sequence[float]) -> list[float]:
    """Return for each of at least two days the highest of the others."""
    second, highest = sorted(days)[-2:]
    return [second if day == highest else highest for day in days]


def newest_claims(row: AnswerRow, claims: Sequence[RowClaim]) -> NewestRow | None:
    """Return the claims of a row that are or may be its newest; None where none of them has a day of saying."""
    dated = [claim for claim in claims if claim.said != (None, None)]
    if not dated:
        return None
    earliest = max(_earliest(claim.said) for claim in dated)
    latest = max(_latest(claim.said) for claim in dated)
    said = (int(earliest) if earliest > float("-inf") else None, int(latest) if latest < float("inf") else None)
    return NewestRow(row, tuple(claim for claim in dated if _latest(claim.said) >= earliest), said)


def _earliest(said: Said) -> float:
    return float("-inf") if said[0] is None else said[0]


def _latest(said: Said) -> float:
    return float("inf") if said[1] is None else said[1]
