"""The lines of subjects: in which section each claim is, which claims share a line, and in which order they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine_codes
from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST
from mustermap.layers.change_headings import FORCES, JOINTLY, LARGER, QUANTITIES, UNPLACED, WHOLE
from mustermap.layers.claimant_rows import NO_ROW
from mustermap.layers.claimants import code_texts
from mustermap.layers.comparison.answer import PHASE_ORDER
from mustermap.layers.comparison.troops_codes import TROOPS, are_nameless, label_codes, troops_codes
from mustermap.layers.saying_days import SAID, said_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]
    Flags = NDArray[np.bool_]

LINE_KINDS: Final = (
    "whole", "movement", "total", "part", "no number", "denied", "later", "joint force", "not placed", "larger area",
    "other quantity", "other force", "last",
)  # fmt: skip
"""What a claim is in its section, or after the sections, in the order in which they are shown."""

IS_WHOLE, IS_MOVEMENT, IS_TOTAL, IS_PART, NO_NUMBER, DENIED, LATER, *_, LAST = range(len(LINE_KINDS))
HELD: Final = -1
"""How a claim that leads is shown: as what it is."""

_KIND_OF: Final = {
    JOINTLY: "joint force", UNPLACED: "not placed", LARGER: "larger area", QUANTITIES: "other quantity",
    FORCES: "other force",
}  # fmt: skip
# All that is read of the claims: to copy the rest of their columns takes longer than all that is done with them.
_READ: Final = (
    *("figure_text", "figure_low", "figure_high", "figure_best", "phase", "measure", "source", "source_title"),
    *(*TROOPS, "claimant", "claimant_short", "claimant_row", *SAID, "said_possible_day"),
)
_MEASURES: Final = ("", "stock", "flow")
_NO_MEASURE, _STOCK, _FLOW = range(len(_MEASURES))
_MEASURE_OF: Final = {"present": _STOCK, "arriving": _FLOW, "withdrawn": _FLOW}


def shown_pairs(pairs: pd.DataFrame, count: int, ways: Sequence[tuple[Codes, int]]) -> tuple[pd.DataFrame, Codes]:
    """Return which claims are shown with subjects, and how: what leads with all that it is near, the rest with its own.

    Parameters
    ----------
    pairs
        Which claims are about subjects or near them, as `subjects_of` returns them.
    count
        How many claims there are.
    ways
        Positions of claims, and how they are shown; of a claim that is in several the last counts.

    Returns
    -------
    tuple
        Rows of ``pairs``, and for each how it is shown, as `ShownClaims` asks for it.
    """
    nothing = HELD - 1
    shown = np.full(count, nothing)
    for rows, way in ways:
        shown[rows] = way
    own = shown[pairs["row"].to_numpy()]
    is_shown = (own != nothing) & ((own == HELD) | (pairs["heading"] == WHOLE).to_numpy())
    return pairs[is_shown].reset_index(drop=True), own[is_shown]


@dataclass(frozen=True, slots=True)
class Lines:
    """Claims in the order in which they are shown, as arrays of one length.

    Attributes
    ----------
    subject, row : array of int64
        The number of the subject, and the position of the claim.
    line : array of int64
        The number of the line; claims that lead together share it.
    kind : array of int64
        Position in `LINE_KINDS`.
    is_inside : array of bool
        Whether it is about a place inside the area.
    at : array of int64
        The position of each in what was asked for.
    """

    subject: Codes
    row: Codes
    line: Codes
    kind: Codes
    is_inside: Flags
    at: Codes


@dataclass(frozen=True, slots=True)
class ShownClaims:
    """Claims that are shown with subjects, with what sorts them; arrays of one length."""

    these: pd.DataFrame
    """Their rows of the claims table."""
    subject: Codes
    row: Codes
    heading: Codes
    shown: Codes
    is_inside: Flags
    is_row: Flags
    """Whether it is a row of a section: held, of the subject, and with a number."""
    phase: Codes
    phases: list[str]
    measure: Codes
    """What it states to count."""
    counted: Codes
    """What its section counts."""
    is_split: Flags
    """Whether the sections of its phase are separated by measure."""
    has_label: Flags
    """Whether it is about a part of its force."""

    @classmethod
    def of(cls, claims: gpd.GeoDataFrame, pairs: pd.DataFrame, shown: Codes) -> ShownClaims:
        """Gather them.

        Parameters
        ----------
        claims
            The claims table.
        pairs
            ``subject``, ``row``, ``heading`` and ``is_inside``, as `subjects_of` returns them.
        shown
            How each is shown: `HELD`, or as a position in `LINE_KINDS`: ``denied``, ``later`` or ``last``.
        """
        subject, row, heading = (pairs[name].to_numpy(np.int64) for name in ("subject", "row", "heading"))
        these = claims[list(_READ)].iloc[row]
        is_own = heading == WHOLE
        phase, phases = code_texts(these["phase"], str)
        measure = _positions(these["measure"])
        own_measure = np.array([_MEASURE_OF.get(one, _NO_MEASURE) for one in phases], dtype=np.int64)[phase]
        is_blank = np.array([not one for one in phases], dtype=bool)[phase] & is_own
        states = np.zeros((len(_MEASURES), int(subject.max(initial=-1)) + 1), dtype=bool)
        states[measure[is_blank & (shown == HELD)], subject[is_blank & (shown == HELD)]] = True
        both = (states[_STOCK] & states[_FLOW])[subject] & is_blank
        only = np.select([states[_STOCK], states[_FLOW]], [_STOCK, _FLOW], _NO_MEASURE)[subject]
        counted = np.where(is_blank, np.where(both, measure, only), own_measure)
        labels, names = label_codes(these)
        has_label = np.array([bool(name) for name in names], dtype=bool)[labels]
        is_row = is_own & (shown == HELD) & (these["figure_text"] != "").to_numpy(bool)
        return cls(
            these, subject, row, heading, shown, pairs["is_inside"].to_numpy(bool), is_row, phase, phases, measure,
            counted, both, has_label,
        )  # fmt: skip

    @property
    def is_of_movements(self) -> Flags:
        """Whether it is a row of a section that counts movements, of which a claimant may make several at once."""
        found: Flags = self.is_row & (self.counted == _FLOW)
        return found

    @property
    def states_other(self) -> Flags:
        """Whether it states another measure than its section has."""
        states_some = (self.counted != _NO_MEASURE) & (self.measure != _NO_MEASURE)
        is_other: Flags = states_some & (self.measure != self.counted)
        return is_other

    def groups(self) -> Codes:
        """Return for each claim the position of the first one of its line; what is no row is a line of its own."""
        group = np.arange(len(self.row))
        rows = np.flatnonzero(self.is_row)
        these = self.these.iloc[rows]
        own = these["claimant_row"].to_numpy(np.int64)
        key, _ = pd.factorize(own)
        key = key.astype(np.int64)
        is_alone = own == NO_ROW
        some = np.flatnonzero(is_alone)
        alone = these.iloc[some]
        troops = troops_codes(alone) * 2 + self.states_other[rows[some]]
        # Of claims of nobody named each is a line of its own.
        key[some] = np.where(are_nameless(alone), -1 - some, len(rows) + troops)
        columns = (
            self.subject[rows],
            self.phase[rows],
            self.is_split[rows] * self.counted[rows],
            key - key.min(initial=0),
        )
        codes, firsts = combine_codes([(column, int(column.max(initial=-1)) + 1) for column in columns], len(rows))
        group[rows] = rows[firsts[codes]]
        return group

    def kinds(self, group: Codes) -> Codes:
        """Return what each claim is, as a position in `LINE_KINDS`."""
        several = np.bincount(group, minlength=len(group))[group] > 1
        other = np.where(self.counted == _STOCK, IS_MOVEMENT, IS_TOTAL)
        kind = np.where((self.counted == _FLOW) & several, IS_MOVEMENT, IS_WHOLE)
        kind = np.where(self.states_other, other, kind)
        kind = np.where(self.has_label | ((kind == IS_WHOLE) & self.is_inside), IS_PART, kind)
        kind = np.where(self.is_row, kind, NO_NUMBER)
        after = np.array([LINE_KINDS.index(_KIND_OF.get(one, "whole")) for one in range(FORCES + 1)], dtype=np.int64)
        kind = np.where(self.heading != WHOLE, after[self.heading], kind)
        return np.where(self.shown != HELD, self.shown, kind)

    def section(self, kind: Codes) -> Codes:
        """Return the order of the sections of a subject; what comes after them is last."""
        rank = np.array([PHASE_ORDER.index(one) if one in PHASE_ORDER else len(PHASE_ORDER) for one in self.phases])
        order = np.array([2, 0, 1])[np.where(self.is_split, self.counted, _NO_MEASURE)]
        sections = rank.astype(np.int64)[self.phase] * len(_MEASURES) + order
        return np.where(kind > LATER, (len(PHASE_ORDER) + 1) * len(_MEASURES) + kind, sections)

    def places(self, kind: Codes) -> Codes:
        """Return the order of rows in a section: for all of it, in the other measure, and of parts and places."""
        place = np.where(np.isin(kind, (IS_MOVEMENT, IS_TOTAL)), 1, 0)
        return np.where((kind == IS_PART) | self.is_inside, 2, place)

    def within_section(self, group: Codes, kind: Codes) -> list[NDArray[Any]]:
        """Return what sorts the lines of a section, what decides first at the end: rows before what is beside."""
        highest = np.zeros(len(group))
        np.maximum.at(highest, group, _tops(self.these))
        names, texts = code_texts(self.these["claimant_short"], str)
        alphabetical = np.argsort(np.argsort(np.array(texts, dtype=object), kind="stable"), kind="stable")
        keys = (alphabetical[names][group] if len(names) else names, -highest[group], self.places(kind))
        beside = np.where(kind <= IS_PART, IS_WHOLE, kind)
        return [group, *(np.where(self.is_row, key, 0) for key in keys), beside]

    def within_line(self) -> list[Codes]:
        """Return what sorts the claims of a line, the newest first."""
        first, last = said_bounds(self.these)
        last = np.where(last == DISTANT_FUTURE, DISTANT_PAST, last)
        said_by = self.these["said_certain_day"].to_numpy(np.int64)
        return [np.where(self.is_row, -column, 0) for column in (said_by, last, first)]


def lines_of(near: ShownClaims, is_vague: Flags) -> Lines:
    """Return the lines of claims that are shown with subjects, of which those that lead do so on one day.

    Parameters
    ----------
    near
        The claims, sorted by subject and position.
    is_vague
        Of each whether it holds only because its dates are vague: in its line it comes after those that surely hold.
    """
    group = near.groups()
    kind = near.kinds(group)
    within_line = [near.row, *near.within_line(), near.is_row & is_vague]
    order = np.lexsort([*within_line, *near.within_section(group, kind), near.section(kind), near.subject])
    line = np.cumsum(np.diff(group[order], prepend=-1) != 0) - 1
    return Lines(near.subject[order], near.row[order], line, kind[order], near.is_inside[order], order)


def _positions(measures: pd.Series[str]) -> Codes:
    codes, texts = code_texts(measures, str)
    known = [_MEASURES.index(text) if text in _MEASURES else _NO_MEASURE for text in texts]
    return np.array(known, dtype=np.int64)[codes]


def _tops(claims: pd.DataFrame) -> NDArray[np.float64]:
    """Return the largest number of each figure; 0 without one."""
    high, best, low = (claims[f"figure_{name}"].to_numpy(np.float64) for name in ("high", "best", "low"))
    return np.nan_to_num(np.where(np.isnan(high), np.where(np.isnan(best), low, best), high), nan=0.0, posinf=np.inf)
