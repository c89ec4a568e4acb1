"""All claims on a subject on a day: sections by phase, a row for each claimant, and what is named beside the rows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from mustermap.data.days import DISTANT_PAST
from mustermap.data.figures import Figure
from mustermap.layers.claimant_rows import NO_ROW
from mustermap.layers.claims_in_effect import effect_on
from mustermap.layers.comparison.answer import PHASE_ORDER, AnswerRow, AnswerSection, Beside, DayAnswer, RowClaim
from mustermap.layers.comparison.denied_figures import denials_of
from mustermap.layers.comparison.nesting import AROUND, NOT_PLACED, SAME
from mustermap.layers.comparison.row_keys import MEASURES, Troops, row_key, row_kind, troops_of
from mustermap.layers.comparison.subject_claims import Subject, SubjectClaim, subject_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd
    import pandas as pd

    from mustermap.layers.claims_in_effect import Effect
    from mustermap.layers.comparison.answer import Standing

Disputes = dict[str, tuple[str, ...]]
"""The ids of the disputes of each claim that has some."""
_COURSE: Final = ("planned", "ordered", "arriving", "present", "withdrawn")
"""The phases in the order in which troops go through them."""


def day_answer(
    claims: gpd.GeoDataFrame, subject: Subject, *, on: int, known_by: int | None = None, effect: Effect | None = None
) -> DayAnswer:
    """Return all claims on a subject on a day.

    Parameters
    ----------
    claims
        The claims table.
    subject
        Whose troops, where, and what is counted.
    on, known_by
        Days since 1970-01-01; ``known_by`` None is all that is known.
    effect
        What is in effect on the day, where it is known already.

    Returns
    -------
    DayAnswer
        With the sections in the order in which they are shown. A claim that a newer one of its claimant folds has no
        row: it is among the earlier ones of the row that folds it.
    """
    near = subject_claims(claims, subject)
    effect = effect_on(claims, on=on, known_by=known_by) if effect is None else effect
    leading = _leading(effect, near)
    by_row = {one.row: one for one in near}
    said_by = on if known_by is None else min(on, known_by)
    held = [by_row[row] for row in leading]
    days = effect.days
    waiting = [one for one in _waiting(near, held, days, on=on, said_by=said_by) if one.is_on(subject)]
    disputes = _disputes(effect, near)
    shown = (one.claim for one in denials_of(near, known_by) if one.from_day <= on <= one.to_day)
    denied = [one for one in shown if one.is_on(subject)]
    making = _Sections(leading, _since(near, said_by), disputes)
    sections = making.of([one for one in held if one.is_on(subject)], waiting, denied)
    counted = [one for one in held if one.quantity == subject.quantity]

    def beside(found: Iterable[SubjectClaim]) -> tuple[Beside, ...]:
        return tuple(_beside(one, subject, leading[one.row][0], disputes) for one in found)

    return DayAnswer(
        day=on,
        force=subject.force,
        sections=sections,
        jointly=beside(one for one in counted if one.is_joint and one.is_here),
        unplaced=beside(one for one in counted if (one.is_own or one.is_joint) and one.nesting == NOT_PLACED),
        larger=beside(one for one in counted if one.is_own and one.nesting == AROUND),
        quantities=beside(one for one in held if one.is_own and one.is_here and one.quantity != subject.quantity),
        forces=beside(one for one in held if one.is_here and not one.is_own and not one.is_joint),
        last=() if sections else _last(near, subject, days, disputes, on=on),
    )


def _leading(effect: Effect, near: Sequence[SubjectClaim]) -> dict[int, tuple[Standing, tuple[str, ...]]]:
    """Return how each leading claim near the subject stands on the day, and the ids of what it has replaced."""
    rows = {one.row for one in near}
    held = zip(
        *(column[effect.leads].tolist() for column in (effect.row, effect.standing, effect.earlier)), strict=True
    )
    return {
        row: (standing, tuple(earlier.split(";")) if earlier else ()) for row, standing, earlier in held if row in rows
    }


def _disputes(effect: Effect, near: Sequence[SubjectClaim]) -> Disputes:
    """Return the ids of the disputes of each claim near the subject that has some."""
    said = effect.disputes
    if said.empty:
        return {}
    said = said[said["target"].isin([one.id for one in near])]
    return {str(target): tuple(several) for target, several in said.groupby("target", sort=False)["dispute"]}


class _Sections:
    """The sections of claims that lead on a day."""

    def __init__(
        self,
        leading: dict[int, tuple[Standing, tuple[str, ...]]],
        since: dict[Troops, list[SubjectClaim]],
        disputes: Disputes,
    ) -> None:
        self._leading = leading
        self._since = since
        self._disputes = disputes

    def of(
        self, held: Sequence[SubjectClaim], waiting: Sequence[SubjectClaim], denied: Sequence[SubjectClaim]
    ) -> tuple[AnswerSection, ...]:
        """Return the sections of claims on the subject, of those for later and of denied figures."""
        split = len({one.measure for one in held if one.phase not in MEASURES and not one.phase} - {""}) > 1
        kinds: dict[tuple[str, str], tuple[list[SubjectClaim], ...]] = defaultdict(lambda: ([], [], []))
        for place, found in enumerate((held, waiting, denied)):
            for one in found:
                kinds[one.phase, one.measure if split and not one.phase else ""][place].append(one)
        return tuple(self._section(*key, *kinds[key]) for key in sorted(kinds, key=_section_rank))

    def _section(
        self,
        phase: str,
        measure: str,
        held: Sequence[SubjectClaim],
        later: Sequence[SubjectClaim],
        denied: Sequence[SubjectClaim],
    ) -> AnswerSection:
        measure = measure or MEASURES.get(phase, "") or ("" if phase else _only_measure(held))
        rows = [self._row(own, measure) for own in _by_row((one for one in held if one.figure), measure)]
        return AnswerSection(
            phase=phase,
            measure=measure,
            rows=tuple(sorted(rows, key=_row_rank)),
            no_number=tuple(self._aside(one, self._leading[one.row][0]) for one in held if not one.figure),
            denied=tuple(self._aside(one) for one in denied),
            later=tuple(self._aside(one) for one in later),
        )

    def _row(self, own: Sequence[SubjectClaim], measure: str) -> AnswerRow:
        first = own[0]
        newest_first = sorted(own, key=lambda one: (_said_last(one), one.said_by_day), reverse=True)
        earlier = dict.fromkeys(name for one in newest_first for name in self._leading[one.row][1])
        return AnswerRow(
            claimant="" if not first.claimant else first.claimant,
            claims=tuple(self._row_claim(one) for one in newest_first),
            kind=row_kind(first, measure, len(own)),
            label=first.label,
            place=first.place,
            voice=first.voice,
            earlier=tuple(earlier),
            since=self._later_phase(newest_first[0]),
        )

    def _row_claim(self, one: SubjectClaim) -> RowClaim:
        return RowClaim(
            id=one.id,
            figure=one.figure or Figure(),
            wording=one.wording,
            said=one.said,
            standing=self._leading[one.row][0],
            named_days=one.named_days,
            disputed_by=self._disputes.get(one.id, ()),
        )

    def _aside(self, one: SubjectClaim, standing: Standing | None = None) -> Beside:
        return _aside(one, self._disputes, standing)

    def _later_phase(self, one: SubjectClaim) -> Beside | None:
        """Return what the claimant said later of the same troops and place in a phase that comes after."""
        found = [
            other
            for other in self._since.get(troops_of(one), [])
            if _course(other) > _course(one) >= 0 and other.said_from_day > one.said_by_day
        ]
        return self._aside(max(found, key=_said_last)) if found else None


def _by_row(held: Iterable[SubjectClaim], measure: str) -> list[list[SubjectClaim]]:
    """Gather the claims of each row of a section: of a claimant on the same troops and place, in its measure or not."""
    rows: dict[Any, list[SubjectClaim]] = defaultdict(list)
    for one in held:
        rows[row_key(one, measure)].append(one)
    return list(rows.values())


def _since(near: Iterable[SubjectClaim], said_by: int) -> dict[Troops, list[SubjectClaim]]:
    """Gather what had been said by a day, by claimant, troops and place."""
    found = defaultdict(list)
    for one in near:
        if one.kind == "claim" and one.said_by_day <= said_by and not one.is_nameless:
            found[troops_of(one)].append(one)
    return found


def _waiting(
    near: Sequence[SubjectClaim], held: Sequence[SubjectClaim], days: pd.DataFrame, *, on: int, said_by: int
) -> list[SubjectClaim]:
    """Return what has been said by a day and begins later; of a claimant's words on one thing the last."""
    begins, ends = days["possible_from"].to_numpy(), days["possible_to"].to_numpy()
    later = [
        one
        for one in near
        if one.kind == "claim" and one.said_by_day <= said_by and on < begins[one.row] <= ends[one.row]
    ]
    last: dict[int, int] = {}
    for one in (*later, *held):
        last[one.claimant_row] = max(last.get(one.claimant_row, DISTANT_PAST), one.said_from_day)
    return [one for one in later if one.claimant_row == NO_ROW or one.said_by_day >= last[one.claimant_row]]


def _last(
    near: Sequence[SubjectClaim], subject: Subject, days: pd.DataFrame, disputes: Disputes, *, on: int
) -> tuple[Beside, ...]:
    """Return what was in effect last before a day, of the figures of all of the subject."""
    ends, begins = days["possible_to"].to_numpy(), days["possible_from"].to_numpy()
    over = [
        one
        for one in near
        if one.kind == "claim" and one.figure and one.is_on(subject) and one.nesting == SAME and not one.label
        and begins[one.row] <= ends[one.row] < on
    ]  # fmt: skip
    latest = max((int(ends[one.row]) for one in over), default=None)
    return tuple(_aside(one, disputes, until_day=latest) for one in over if int(ends[one.row]) == latest)


def _beside(one: SubjectClaim, subject: Subject, standing: Standing, disputes: Disputes) -> Beside:
    others = tuple(force for force in one.forces if force not in subject.force.split(";"))
    return _aside(one, disputes, standing, forces=others)


def _aside(one: SubjectClaim, disputes: Disputes, standing: Standing | None = None, **more: Any) -> Beside:
    return Beside(
        id=one.id,
        claimant=one.claimant,
        figure=one.figure,
        start=one.start,
        end=one.end,
        said=one.said,
        phase=one.phase,
        label=one.label,
        place=one.place,
        quantity=one.quantity,
        standing=standing,
        disputed_by=disputes.get(one.id, ()),
        **more,
    )


def _section_rank(key: tuple[str, str]) -> tuple[int, int]:
    phase, measure = key
    order = ("stock", "flow", "")
    return (PHASE_ORDER.index(phase) if phase in PHASE_ORDER else len(PHASE_ORDER), order.index(measure))


def _only_measure(held: Iterable[SubjectClaim]) -> str:
    measures = {one.measure for one in held} - {""}
    return measures.pop() if len(measures) == 1 else ""


def _row_rank(row: AnswerRow) -> tuple[int, float, str]:
    """Order rows for all of it first, then other measures, places and parts, each by figure, the largest first."""
    group = 1 if row.kind in ("movement", "total") else 0
    group = 2 if row.place or row.kind == "part" else group
    return (group, -max(_top(claim.figure) for claim in row.claims), row.claimant)


def _top(figure: Any) -> float:
    return next((number for number in (figure.high, figure.best, figure.low) if number is not None), 0.0)


def _said_last(one: SubjectClaim) -> tuple[int, int]:
    earliest, latest = one.said
    return (DISTANT_PAST if earliest is None else earliest, DISTANT_PAST if latest is None else latest)


def _course(one: SubjectClaim) -> int:
    return _COURSE.index(one.phase) if one.phase in _COURSE else -1
