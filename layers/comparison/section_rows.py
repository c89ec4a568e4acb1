"""Which rows of a section the sentence names: by how they hold on the day, and by what they are about.

The page has the same rule (``maps/page/src/rules/section_rows.ts``); ``tests/cases/sentences.json`` is run by both.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mustermap.layers.comparison.answer import NAMED_DAYS, Beside, has_own_measure, is_for_all
from mustermap.layers.comparison.stated_numbers import states_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.layers.comparison.answer import AnswerRow, AnswerSection, RowClaim

Group = Literal["main", "stale", "undated", "vague", "unnamed"]
Counted = tuple["AnswerRow", tuple["RowClaim", ...]]
"""A row with those of its claims that hold best."""


@dataclass(frozen=True, slots=True)
class SectionRows:
    """The rows of a section that are in one group.

    Attributes
    ----------
    numbers : tuple
        Rows for all of it, in the section's measure, with stated numbers.
    in_words : tuple
        Rows for all of it, with the claims whose bound was read from a word.
    other_measure : tuple
        Rows for all of it in the other measure, and a claimant's several movements.
    parts : tuple
        Rows of parts and of places inside.
    """

    numbers: tuple[Counted, ...]
    in_words: tuple[Counted, ...]
    other_measure: tuple[Counted, ...]
    parts: tuple[Counted, ...]

    @property
    def is_for_all(self) -> bool:
        """Whether any row is for all of it."""
        return bool(self.numbers or self.in_words or self.other_measure)


def rows_by_group(section: AnswerSection, day: int) -> dict[Group, SectionRows]:
    """Return the rows of each group: stated or carried, not repeated, without a day, with vague dates, not named."""
    grouped: dict[Group, list[Counted]] = {"main": [], "stale": [], "undated": [], "vague": [], "unnamed": []}
    better = Counter(row.claimant for row in section.rows if _is_better(row))
    for row in section.rows:
        group, claims = _group_of(row, better[row.claimant] - _is_better(row), day)
        if claims:
            grouped[group].append((row, claims))
    return {group: _sorted_out(section, rows) for group, rows in grouped.items()}


def silent_of(section: AnswerSection) -> list[Beside]:
    """Return the claims without a number; "more than 0" states none."""
    stating_none = [
        Beside(id=claim.id, claimant=row.claimant)
        for row in section.rows
        if not any(claim.wording or states_number(claim) for claim in row.claims)
        for claim in row.claims
        if claim.standing != "vague"
    ]
    return [*section.no_number, *stating_none]


def stated(claims: Sequence[RowClaim]) -> tuple[RowClaim, ...]:
    """Return the claims that state a number."""
    return tuple(claim for claim in claims if states_number(claim))


def worded(claims: Sequence[RowClaim]) -> tuple[RowClaim, ...]:
    """Return the claims whose bound was read from a word."""
    return tuple(claim for claim in claims if claim.wording)


def _group_of(row: AnswerRow, others: int, day: int) -> tuple[Group, tuple[RowClaim, ...]]:
    claims = tuple(claim for claim in row.claims if claim.wording or states_number(claim))
    for standings, group in ((("stated", "carried"), "main"), (("stale",), "stale")):
        found = tuple(claim for claim in claims if claim.standing in standings)
        if found:
            return ("main" if group == "main" else "stale"), found
    if is_for_all(row) and others and row.claimant:  # claimants without a name are never the same
        return "unnamed", claims
    if all(_names_no_day(claim) for claim in claims):
        return "undated", claims
    near = tuple(claim for claim in claims if _is_near(claim, day))
    return ("vague", near) if near else ("unnamed", claims)


def _is_better(row: AnswerRow) -> bool:
    """Check whether a row is for all of it, and has a claim that is not vague."""
    return is_for_all(row) and any(claim.standing != "vague" for claim in row.claims)


def _names_no_day(claim: RowClaim) -> bool:
    return claim.said == (None, None) and not claim.named_days


def _is_near(claim: RowClaim, day: int) -> bool:
    """Check whether a claim names a day within six months, or none."""
    earliest, latest = claim.said
    if earliest is not None and latest is not None and earliest <= day <= latest:
        return True
    named = [one for one in (earliest, latest, *claim.named_days) if one is not None]
    return not named or any(abs(one - day) <= NAMED_DAYS for one in named)


def _sorted_out(section: AnswerSection, rows: Sequence[Counted]) -> SectionRows:
    whole = [(row, claims) for row, claims in rows if is_for_all(row)]
    own = [(row, claims) for row, claims in whole if has_own_measure(row, section)]
    return SectionRows(
        numbers=tuple((row, stated(claims)) for row, claims in own if stated(claims)),
        in_words=tuple((row, worded(claims)) for row, claims in own if worded(claims)),
        other_measure=tuple((row, claims) for row, claims in whole if not has_own_measure(row, section)),
        parts=tuple((row, claims) for row, claims in rows if not is_for_all(row)),
    )
