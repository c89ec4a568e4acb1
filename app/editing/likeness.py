"""Likeness of two reports on one force and place: perhaps a duplicate, an echo, or an older figure to update."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np

from mustermap.data.days import DISTANT_PAST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Days = NDArray[np.int64]
    Flags = NDArray[np.bool_]

Likeness: TypeAlias = Literal["duplicate", "echo", "update"]

NEAR_DAYS: Final = 14
"""Reports that were said further apart are not asked about."""

KINDS: Final[tuple[Likeness | None, ...]] = (None, "duplicate", "echo", "update")
"""What one report may be to another, by number."""

NOTHING, DUPLICATE, ECHO, UPDATE = range(4)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a new report and another one, both claims on the same force and place; an array each.

    Attributes
    ----------
    is_same_claimant, is_same_figure : array of bool
        By the register of claimants; a figure with what it counts, whether exactly or about.
    is_same_part, is_same_phase, is_same_quantity : array of bool
        Component, unit and measure; phase; what is counted.
    has_numbers : array of bool
        Whether both say a number.
    is_same_source : array of bool
        Whether both are of one source.
    is_same_time : array of bool
        Whether both can hold on one day; of one source, whether they name the same start and end.
    is_dated : array of bool
        Whether both say themselves when they were said, and not only when their source was published.
    mine_first, mine_last, theirs_first, theirs_last : array of int64
        The first and the last day on which each can have been said; `DISTANT_PAST` and `DISTANT_FUTURE` where
        nothing says so.
    """

    is_same_claimant: Flags
    is_same_figure: Flags
    is_same_part: Flags
    is_same_phase: Flags
    is_same_quantity: Flags
    has_numbers: Flags
    is_same_source: Flags
    is_same_time: Flags
    is_dated: Flags
    mine_first: Days
    mine_last: Days
    theirs_first: Days
    theirs_last: Days

    @property
    def apart(self) -> Days:
        """The days between; 0 if it can be the same day."""
        days: Days = np.maximum(np.maximum(self.mine_first - self.theirs_last, self.theirs_first - self.mine_last), 0)
        return days

    def kinds(self) -> NDArray[np.int64]:
        """Return what each new report may be to the other one, as positions in `KINDS`.

        Notes
        -----
        Within two weeks the same figure of the same claimant is a duplicate, unless both name their days and these
        differ: then the claimant says it again, which counts as an echo. The same figure of another claimant is an
        echo. Another figure of the same claimant, for the same part of the troops, is an update if it is newer; on one
        day, in another source and for the same phase, it may be the same saying in other words, and is asked about so
        too. What cannot hold at one time is nothing to one another: a yearbook says something else of each year.
        """
        is_near = self.is_same_time & (self.apart <= NEAR_DAYS)
        is_known = (self.mine_first > DISTANT_PAST) & (self.theirs_first > DISTANT_PAST)
        is_again = self.is_dated & (self.apart > 0)
        same = self.is_same_claimant & self.is_same_figure & is_near
        is_alike = self.has_numbers | (self.is_same_part & self.is_same_phase)
        said_again = same & self.has_numbers & is_again & (self.theirs_first < self.mine_first)
        repeated = ~self.is_same_claimant & self.is_same_figure & self.has_numbers & is_known & is_near
        is_elsewhere = ~self.is_same_source & (~is_known | ((self.apart == 0) & self.is_same_phase))
        newer = is_elsewhere | (self.theirs_first < self.mine_first)
        other = self.is_same_claimant & ~self.is_same_figure & self.has_numbers & self.is_same_quantity
        found: NDArray[np.int64] = np.select(
            [same & is_alike & ~is_again, said_again | repeated, other & self.is_same_part & is_near & newer],
            [DUPLICATE, ECHO, UPDATE],
            NOTHING,
        )
        return found
