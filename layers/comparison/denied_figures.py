"""Figures that are denied without a report to deny: on which days each is shown.

The page has the same rule (``maps/page/src/rules/denied_figures.ts``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from mustermap.data.days import DISTANT_FUTURE
from mustermap.layers.claims_in_effect import LAST_CITED_AFTER_DAYS
from mustermap.layers.comparison.row_keys import troops_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.layers.comparison.subject_claims import SubjectClaim


@dataclass(frozen=True, slots=True)
class Denial:
    """A dispute that says what it denies and names no report.

    Attributes
    ----------
    claim : SubjectClaim
        The dispute.
    from_day, to_day : int
        The days on which it is shown, both included; none where the first lies after the last.
    """

    claim: SubjectClaim
    from_day: int
    to_day: int


def denials_of(near: Sequence[SubjectClaim], known_by: int | None) -> list[Denial]:
    """Return the denied figures among the claims near a subject, each until its claimant's newer word in the phase.

    Parameters
    ----------
    near
        The claims on the subject and near it.
    known_by
        Only what had been said by this day counts; None: all that is known.
    """
    newer: dict[Any, list[tuple[int, int]]] = defaultdict(list)
    for one in near:
        # Nobody named says nothing newer: two of them need not be the same.
        if one.kind != "context" and not one.is_nameless and _is_by(one.said_by_day, known_by):
            newer[troops_of(one), one.phase].append((one.said_from_day, one.said_by_day))
    words = {key: _Newer(sorted(days)) for key, days in newer.items()}
    found = []
    for one in near:
        if one.kind == "dispute" and one.figure and not one.has_target and _is_by(one.said_from_day, known_by):
            last = one.said_by_day + LAST_CITED_AFTER_DAYS
            word = words.get((troops_of(one), one.phase))
            last = last if word is None else min(last, word.after(one.said_by_day) - 1)
            found.append(Denial(one, one.said_from_day, last))
    return found


class _Newer:
    """What one claimant said in one phase: pairs of the first and the last day of each saying, sorted."""

    def __init__(self, days: Sequence[tuple[int, int]]) -> None:
        self._firsts = [first for first, _ in days]
        self._by = list(accumulate((last for _, last in reversed(days)), min))[::-1]

    def after(self, day: int) -> int:
        """Return the first day by which something was certainly said that cannot have been said by a day."""
        at = bisect_right(self._firsts, day)
        return self._by[at] if at < len(self._by) else DISTANT_FUTURE


def _is_by(day: int, known_by: int | None) -> bool:
    return known_by is None or day <= known_by
