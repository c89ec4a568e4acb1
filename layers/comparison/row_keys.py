"""Which claims on a subject form a row: one claimant's on the same troops, at the same place, in the same phase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mustermap.layers.claimant_rows import NO_ROW
from mustermap.layers.claimants import name_key

if TYPE_CHECKING:
    from mustermap.layers.comparison.answer import RowKind
    from mustermap.layers.comparison.subject_claims import SubjectClaim

MEASURES: Final = {"present": "stock", "arriving": "flow", "withdrawn": "flow"}
"""What the figures of a section count, where its phase says so."""

Troops = tuple[str, tuple[str, ...], str, str, str]
"""Who says it, of which forces, which part of them, what is counted and where, as a key."""


def troops_of(one: SubjectClaim) -> Troops:
    """Return whose claim on which troops at which place a claim is."""
    return one.person, one.forces, name_key(one.label), one.quantity, one.place_key


def states_other_measure(one: SubjectClaim, measure: str) -> bool:
    """Check whether a claim states another measure than its section has."""
    return bool(measure and one.measure and one.measure != measure)


def row_key(one: SubjectClaim, measure: str) -> Any:
    """Return what the claims of a row share: those of a claimant on the same troops, in the section's measure or not.

    Parameters
    ----------
    one
        A claim on the subject.
    measure
        That of its section.
    """
    if one.claimant_row != NO_ROW:
        return one.claimant_row
    if one.is_nameless:
        return one.id
    return troops_of(one), one.phase, states_other_measure(one, measure)


def row_kind(one: SubjectClaim, measure: str, count: int) -> RowKind:
    """Return what a row is: of all of the force or a part of it, a movement, or a total.

    Parameters
    ----------
    one
        A claim of the row.
    measure
        That of the section.
    count
        How many claims the row has.
    """
    if one.label:
        return "part"
    if states_other_measure(one, measure):
        return "movement" if measure == "stock" else "total"
    return "movement" if measure == "flow" and count > 1 else "whole"
