"""The comparison: what everybody claims on each subject of a question, on a day or over a period."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pandas as pd

from mustermap.errors import WrongQuestion
from mustermap.layers.claim_columns import plain_claims, require_claims
from mustermap.layers.claims_in_effect import disputes_said, effect_on, stretches
from mustermap.layers.comparison.answer_table import answer_table, shown_on
from mustermap.layers.comparison.day_claims import day_claims, denied_days
from mustermap.layers.comparison.day_sections import day_answer
from mustermap.layers.comparison.notebook import comparison_html
from mustermap.layers.comparison.over_time import OverTime, over_time
from mustermap.layers.comparison.period import Period, Step, read_period
from mustermap.layers.comparison.period_table import leading_days, period_table, shown_over
from mustermap.layers.comparison.question import find_force, find_named_area
from mustermap.layers.comparison.sentence_parts import text_of_parts
from mustermap.layers.comparison.shown_claims import ShownClaims
from mustermap.layers.comparison.subject_answers import SubjectAnswers
from mustermap.layers.comparison.subject_claims import PERSONNEL, Subject
from mustermap.layers.comparison.subject_pairs import subjects_of
from mustermap.layers.comparison.subject_table import By, ranked_subjects
from mustermap.layers.day_arguments import Day, day_number, known_by_number
from mustermap.layers.keyword_hints import hint_keywords
from mustermap.layers.places.usual_names import with_usual_names
from mustermap.words import words_of
from mustermap.words.care_texts import care_text

if TYPE_CHECKING:
    import geopandas as gpd

    from mustermap.layers.claims_in_effect import Effect
    from mustermap.layers.comparison.answer import DayAnswer
    from mustermap.layers.comparison.day_claims import DayClaims
    from mustermap.layers.comparison.nesting import Area
    from mustermap.layers.comparison.sentence_parts import Parts
    from mustermap.layers.comparison.subject_pairs import Subjects
    from mustermap.layers.comparison.subject_table import Ranked
    from mustermap.words import Words


@dataclass(frozen=True, eq=False, kw_only=True)
class Comparison:
    """What everybody claims on each subject of a question; nothing is added up.

    Attributes
    ----------
    area : mustermap.layers.comparison.nesting.Area or None
        The area of the question.
    force : str or None
        Whose troops, as in the claims table.
    from_day, to_day : int
        Days since 1970-01-01, both included; a day is a period of its own.
    each : {"day", "month"}
        The step of a period.
    known_by : int or None
        Only what had been said by this day counts; None: all that is known.
    by : {"phase", "claimant", "source", "force"}
        By what the rows of a subject, or the subjects, are sorted.
    forces : tuple of str
        All forces of the accepted reports, which give each force the colour that it has on the map.
    care : str
        A sentence on what is withheld from the published claims; blank if nothing is.
    language : str
        The code of the language of all sentences and figures.
    """

    area: Area | None
    force: str | None
    from_day: int
    to_day: int
    each: Step
    known_by: int | None
    by: By
    forces: tuple[str, ...] = ()
    care: str = ""
    language: str = "en"
    _claims: gpd.GeoDataFrame = field(repr=False)
    _period: Period = field(repr=False)

    @property
    def is_day(self) -> bool:
        """Whether it is about one day."""
        return self._period.is_day

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The claims, subject by subject and section by section, in the order in which they are shown.

        Of a day a row each: the columns of ``layers.ANSWER_COLUMNS``. Over a period a row for each run of days on which
        a claim leads in one standing: the columns of ``layers.PERIOD_COLUMNS``.
        """
        told: Any = {"by": self.by, "words": self._words}
        if not self.is_day:
            disputes = disputes_said(self._claims, known_by=self.known_by)
            return period_table(self._bare, self._ranked, self._leading, self._period, disputes=disputes, **told)
        near = ShownClaims.of(self._bare, self._ranked.pairs, self._ranked.shown)
        return answer_table(self._bare, near, self._day, self.subjects, disputes=self._effect.disputes, **told)

    @property
    def subjects(self) -> pd.DataFrame:
        """The subjects that have claims, those with most claimants first: the columns of ``layers.SUBJECT_COLUMNS``."""
        return self._ranked.table

    @property
    def silent(self) -> int:
        """How many subjects the reports name that have no claim on the day, or in the period, as far as is known."""
        return len(self._subjects.force) - len(self.subjects)

    @cached_property
    def answers(self) -> SubjectAnswers:
        """The answer of each subject of the day, made when it is asked for; none of what is not placed."""
        if self._is_one:
            return SubjectAnswers(1, self._subject, self._answer_of, self._words)
        count = int((self.subjects["area_ref"] != "").sum()) if self.is_day else 0
        return SubjectAnswers(count, self._subject, self._answer_of, self._words)

    @property
    def answer(self) -> DayAnswer | None:
        """The claims of the day in sections, if the question names a force and an area and one day; else None."""
        return self.answers[0].answer if self._is_one else None

    @property
    def parts(self) -> Parts:
        """The same in a sentence, as typed parts: of each figure the ids of the reports that state it; else empty."""
        return self.answers[0].parts if self._is_one else ()

    @property
    def sentence(self) -> str:
        """The sentence as a text; blank without an answer."""
        return text_of_parts(self.parts)

    def over_time(self) -> OverTime:
        """Return the subjects of the comparison over time, as a chart draws them.

        Of a day, each is shown from its first saying to 180 days after its last; of a question without a force or
        without an area, the first four subjects are.
        """
        if self.area is not None and self.force is not None:
            subjects = [(self.force, self.area.ref, PERSONNEL)]
        else:
            placed = self.subjects[(self.subjects["area_ref"] != "").to_numpy()]
            columns = (placed[name].astype("str").tolist() for name in ("force", "area_ref", "quantity"))
            subjects = list(zip(*columns, strict=True))
        return over_time(self._claims, subjects, period=self._period, known_by=self.known_by, forces=self.forces)

    def in_language(self, language: str) -> Comparison:
        """Return the same comparison with its sentences and figures in another language.

        Raises
        ------
        UnknownLanguage
            If there are no words in it.
        """
        if language == self.language:
            return self
        care = care_text(self._claims.attrs.get("care"), words_of(language))
        return replace(self, language=language, care=care)

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        return comparison_html(self)

    @property
    def _is_one(self) -> bool:
        return self.is_day and self.area is not None and self.force is not None

    @property
    def _words(self) -> Words:
        return words_of(self.language)

    @cached_property
    def _bare(self) -> pd.DataFrame:
        """The claims as a frame of pandas, of which a piece costs a third."""
        return plain_claims(self._claims)

    @cached_property
    def _effect(self) -> Effect:
        return effect_on(self._bare, on=self.from_day, known_by=self.known_by)

    @cached_property
    def _day(self) -> DayClaims:
        return day_claims(self._bare, self._effect, self._denials, on=self.from_day, known_by=self.known_by)

    @cached_property
    def _leading(self) -> tuple[pd.DataFrame, pd.Series[str]]:
        return leading_days(self._claims, self._period, self.known_by)

    @cached_property
    def _denials(self) -> pd.DataFrame:
        return denied_days(self._bare, known_by=self.known_by)

    @cached_property
    def _subjects(self) -> Subjects:
        """All subjects that the reports name, as far as is known by then."""
        days = self._effect.days if self.is_day else stretches(self._claims, known_by=self.known_by)
        is_ever = (days["possible_from"] <= days["possible_to"]).to_numpy(bool, copy=True)
        is_ever[self._denials["row"].to_numpy()] = True
        return subjects_of(self._bare, np.flatnonzero(is_ever), area=self.area, force=self.force)

    @cached_property
    def _ranked(self) -> Ranked:
        pairs = self._subjects.pairs
        if self.is_day:
            last = [one.id for one in self.answer.last] if self.answer else []
            rows = pd.Index(self._bare["id"]).get_indexer(pd.Index(last, dtype=object)).astype(np.int64)
            shown = shown_on(self._bare, pairs, self._day, rows)
        else:
            shown = shown_over(self._bare, pairs, self._leading[0])
        return ranked_subjects(self._bare, self._subjects, *shown, by=self.by)

    def _subject(self, number: int) -> Subject:
        """Return a subject by its number in the order in which they are shown."""
        if self.area is not None and self.force is not None:
            return Subject(self.force, self.area)
        found = self._subjects.subject(self._bare, int(self._ranked.number[number]))
        if found is None:
            raise WrongQuestion(f"subject {number} is what is not placed; it has claims and no answer")
        return found

    def _answer_of(self, subject: Subject) -> DayAnswer:
        return day_answer(self._bare, subject, on=self.from_day, known_by=self.known_by, effect=self._effect)


@hint_keywords
def compare(
    claims: gpd.GeoDataFrame,
    *,
    area: str | None = None,
    force: str | None = None,
    on: Day | None = None,
    from_day: Day | None = None,
    to_day: Day | None = None,
    each: Step = "day",
    known_by: Day | None = None,
    by: By = "phase",
    language: str = "en",
) -> Comparison:
    """Return what everybody claims on each subject: who says how many, in sections by phase.

    A subject is a force, an area and a quantity. A question with a force and an area has one, counted in persons, with
    all that is near it; else each force, each area that a claim is placed on itself and each quantity make one.

    Parameters
    ----------
    claims
        The claims table.
    area
        A ``place_ref``, a name that the claims carry, or a wording that the gazetteer resolves, such as
        ``"Belarus"``. Claims about the area as a whole and about places inside it are separate groups. None: all
        places, each an axis of its own.
    force
        Whose troops, such as ``"Russia"``; ``"Belarus;Russia"`` is a joint force. None: all forces, each an axis.
    on
        The day: ``"2022-12-01"``, a ``datetime.date``, a ``pandas.Timestamp`` or days since 1970-01-01. With neither a
        day nor a period: the last day on which anything was said.
    from_day, to_day
        A period, both days included; a text may name a month or a year. If one is None: from the first, or to the last,
        day of the data.
    each
        Whether the rows of a period are cut where a month ends. No spread is made of a month.
    known_by
        Only what had been said by this day counts; None: all that is known.
    by
        What sorts a subject's rows, before the sections ``"claimant"`` or ``"source"``; ``"force"`` sorts the subjects.
    language
        The code of the language of sentences and figures, such as ``"uk"``.

    Returns
    -------
    Comparison
        With tables of documented columns.

    Raises
    ------
    AmbiguousArea, UnknownArea
        If the area is not one place.
    UnknownForce
        If no claim is about the force.
    WrongColumns
        If ``claims`` is no claims table.
    WrongDay
        If an argument that must be a day is none.
    WrongQuestion
        If the days do not fit together, or ``each`` or ``by`` is not one of those above.
    UnknownLanguage
        If there are no words in the language.

    Examples
    --------
    The answer of a day, and the days on which each claim leads over a period:

    >>> import mustermap as mm
    >>> claims = mm.read_seeds()
    >>> compared = mm.compare(claims, area="Belarus", force="Russia", on="2022-12-01", known_by="2022-11-30")
    >>> compared.rows.loc[compared.rows["standing"] == "stated", ["claimant", "figures"]].values.tolist()
    [['Pavel Latushka', '120,000']]
    >>> winter = mm.compare(claims, area="Belarus", force="Russia", from_day="2022-12", to_day="2023-02").rows
    >>> winter = winter[(winter["kind"] == "whole") & (winter["claimant"] == "Pavel Latushka")]
    >>> winter[["standing", "figures"]].values.tolist()
    [['stated', '120,000'], ['vague', '120,000']]
    """
    require_claims(claims)
    if by not in get_args(By):
        raise WrongQuestion(f"by {by!r}: rows can be sorted by {', '.join(get_args(By))}")
    words = words_of(language)
    period = read_period(
        claims,
        on=None if on is None else day_number(on, "on"),
        from_day=None if from_day is None else day_number(from_day, "from_day", end="first"),
        to_day=None if to_day is None else day_number(to_day, "to_day", end="last"),
        each=each,
    )
    where = None if area is None else find_named_area(claims, area)
    whose = None if force is None else find_force(claims, force)
    return Comparison(
        area=where, force=whose, from_day=period.from_day, to_day=period.to_day, each=period.step,
        known_by=known_by_number(known_by), by=by, forces=_forces(claims),
        care=care_text(claims.attrs.get("care"), words), language=words.language,
        _claims=with_usual_names(claims).copy(deep=False), _period=period,
    )  # fmt: skip


def _forces(claims: gpd.GeoDataFrame) -> tuple[str, ...]:
    return tuple(sorted(map(str, claims["force"][(claims["state"] == "accepted").to_numpy()].unique())))
