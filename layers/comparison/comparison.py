"""The comparison: rival figures side by side, in groups of comparable claims; and the rest, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final, get_args

import numpy as np
import pandas as pd

from mustermap.errors import WrongQuestion
from mustermap.layers.claim_columns import Column, frame_of, require_claims, texts_of
from mustermap.layers.claimants import Voices, code_texts
from mustermap.layers.claims_in_effect import disputes_said, stretches
from mustermap.layers.comparison.answer_sentence import sentence_of
from mustermap.layers.comparison.answer_table import ANSWER_COLUMNS, answer_table
from mustermap.layers.comparison.claim_table import claim_table
from mustermap.layers.comparison.comparable import LEFT_OUT, Sorted, sort_claims
from mustermap.layers.comparison.day_sections import day_answer
from mustermap.layers.comparison.group_table import By, group_table, number_groups
from mustermap.layers.comparison.over_time import OverTime, over_time, subjects_of
from mustermap.layers.comparison.period import Period, Step, read_period
from mustermap.layers.comparison.question import find_area, find_force
from mustermap.layers.comparison.sentence import sentences
from mustermap.layers.comparison.spans import bounds_of
from mustermap.layers.comparison.spreads import Facts, group_spreads
from mustermap.layers.comparison.subject_claims import Subject
from mustermap.layers.day_arguments import Day, day_number, known_by_number
from mustermap.layers.keyword_hints import hint_keywords
from mustermap.words import words_of
from mustermap.words.care_texts import care_text

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.layers.comparison.answer import DayAnswer
    from mustermap.layers.comparison.nesting import Area
    from mustermap.layers.comparison.sentence_parts import Parts
    from mustermap.words import Words

    Codes = NDArray[np.int64]

AXIS_COLUMNS: Final = (
    Column("axis", "int64", "number of the axis"),
    *texts_of(
        force="whose troops",
        place_ref="where, as in the claims table",
        place_name="the place's name",
        quantity="what is counted, in small letters",
        measure="stock or flow; blank if nobody says which",
    ),
    Column("independent", "int64", "how many independent claimants make the claims that hold"),
    *texts_of(sentence="the situation of the day in a sentence; blank over a period"),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rival figures side by side; nothing is added up.

    Attributes
    ----------
    groups : pandas.DataFrame
        The groups of comparable claims, with their spreads: the columns of ``layers.GROUP_COLUMNS``. A row for each
        group; over a period, for each group and stretch of days on which nothing in it changes.
    claims : pandas.DataFrame
        The claims in effect, one row each: the columns of ``layers.CLAIM_COLUMNS``.
    axes : pandas.DataFrame
        What is compared with each other: the columns of ``layers.AXIS_COLUMNS``; groups apart have no axis.
    sentence : str
        The answer of the day, if the question names a force and an area and one day; else blank.
    answer : DayAnswer or None
        The same in sections, for such a question.
    rows : pandas.DataFrame
        The claims of the answer in the order in which they are shown, one row each: the columns of
        ``layers.ANSWER_COLUMNS``; none without an answer.
    parts : tuple of Part
        The sentence in typed parts: of each figure the ids of the reports that state it.
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
        How the groups are made, or sorted.
    forces : tuple of str
        All forces of the accepted reports, which give each force the colour that it has on the map.
    care : str
        A sentence on what is withheld from the published claims; blank if nothing is.
    language : str
        The code of the language of all sentences and figures.
    """

    groups: pd.DataFrame
    claims: pd.DataFrame
    axes: pd.DataFrame
    sentence: str
    area: Area | None
    force: str | None
    from_day: int
    to_day: int
    each: Step
    known_by: int | None
    by: By
    answer: DayAnswer | None = None
    rows: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=[one.name for one in ANSWER_COLUMNS]))
    parts: Parts = ()
    forces: tuple[str, ...] = ()
    care: str = ""
    language: str = "en"
    _ask: Callable[[Words], Comparison] | None = field(default=None, repr=False, compare=False)
    _draw: Callable[[], OverTime] | None = field(default=None, repr=False, compare=False)

    def over_time(self) -> OverTime:
        """Return the subjects of the comparison over time, as a chart draws them.

        Of a day, each is shown from its first saying to 180 days after its last; of a question without a force or
        without an area, the first four subjects are.
        """
        return OverTime(subjects=()) if self._draw is None else self._draw()

    def in_language(self, language: str) -> Comparison:
        """Return the same comparison with its sentences and figures in another language.

        Raises
        ------
        UnknownLanguage
            If there are no words in it.
        """
        if language == self.language or self._ask is None:
            return self
        return self._ask(words_of(language))

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        from mustermap.layers.comparison.notebook import answer_html, comparison_html

        if self.answer is not None:
            return answer_html(self.rows, sentence=self.sentence, care=self.care)
        return comparison_html(self.groups, sentence=self.sentence, care=self.care, words=words_of(self.language))

    @property
    def on_axes(self) -> pd.DataFrame:
        """The groups that are compared."""
        return self.groups[(self.groups["reason"] == "").to_numpy()]

    @property
    def apart(self) -> pd.DataFrame:
        """The groups that are not compared, each with the sentence that says why, in ``why``."""
        return self.groups[(self.groups["reason"] != "").to_numpy()]


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
    """Return rival figures side by side.

    Two figures are comparable only if force, quantity, measure and place agree. Phases and parts of a force are
    separate groups; claims without a resolved place are grouped by its wording. A question restricts what is compared
    and hides nothing: what else is claimed for the area is returned apart, each group with a sentence that says why.

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
        Whether a period has a row for each stretch of days or for each month; a month has what holds on any day.
    known_by
        Only what had been said by this day counts; None: all that is known.
    by
        ``"claimant"`` or ``"source"`` make a group of each one's figures; ``"force"`` sorts the groups by force,
        phase by phase.
    language
        The code of the language of sentences and figures, such as ``"uk"``.

    Returns
    -------
    Comparison
        Frames with documented columns.

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
    The claims of a day, section by section, and the figures of its sentence:

    >>> import mustermap as mm
    >>> compared = mm.compare(mm.read_seeds(), area="Belarus", force="Russia", on="2022-12-01", known_by="2022-11-30")
    >>> compared.rows[["section", "claimant", "figures"]].values.tolist()[:2]
    [['present', 'Kyrylo Budanov', 'about 4,300'], ['present', 'Serhii Nayev', 'about 500']]
    >>> [part.text for part in compared.parts if part.kind == "figure"]
    ['4,300', '500', '9,000', '1,000', '120,000']
    """
    require_claims(claims)
    if by not in get_args(By):
        raise WrongQuestion(f"by {by!r}: groups can be made by {', '.join(get_args(By))}")
    words = words_of(language)
    period = read_period(
        claims,
        on=None if on is None else day_number(on, "on"),
        from_day=None if from_day is None else day_number(from_day, "from_day", end="first"),
        to_day=None if to_day is None else day_number(to_day, "to_day", end="last"),
        each=each,
    )
    where = None if area is None else find_area(claims, area)
    whose = None if force is None else find_force(claims, force)
    return _compare(claims, period, where, whose, known_by_number(known_by), by, words)


def _compare(
    claims: gpd.GeoDataFrame,
    period: Period,
    where: Area | None,
    whose: str | None,
    known_by: int | None,
    by: By,
    words: Words,
) -> Comparison:
    days = stretches(claims, known_by=known_by)
    disputes = disputes_said(claims, known_by=known_by)
    facts, dispute, target = _facts(claims, days, disputes)
    rows = np.flatnonzero((days["possible_from"] <= days["possible_to"]).to_numpy())
    found = sort_claims(claims, rows, facts.bounds, facts.voices, area=where, force=whose)
    holding = _holding(found, days, period)
    numbered = number_groups(claims, holding, facts.voices, by)
    table, own_days = numbered.table, days.iloc[holding["row"].to_numpy()]
    grouped = group_spreads(
        facts, table["row"].to_numpy(), table["group"].to_numpy(), period.stretches(own_days), period.steps
    )
    groups = group_table(
        claims, numbered, grouped, sorted_by=found, period=period, by=by,
        area_name=where.name if where else "", disputes=(dispute, target), words=words,
    )  # fmt: skip
    groups, table = _numbered_as_read(groups, table)
    axes = _axes(groups, table, facts.voices, words if period.is_day else None)
    answered: dict[str, Any] = {}
    if where is not None and whose is not None and period.is_day:
        subject = Subject(whose, where)
        answer = day_answer(claims, subject, on=period.from_day, known_by=known_by)
        answered = {
            "answer": answer,
            "rows": answer_table(claims, answer, disputes, words),
            "parts": sentence_of(answer, words),
        }
    if period.is_day and by in ("claimant", "source"):  # the situation is that of all claimants together
        whole = _compare(claims, period, where, whose, known_by, "phase", words)
        axes = whole.axes
    return Comparison(
        groups=groups, claims=claim_table(claims, table, own_days, period, (dispute, target), words), axes=axes,
        sentence="".join(part.text for part in answered.get("parts", ())), **answered,
        area=where, force=whose, from_day=period.from_day, to_day=period.to_day,
        each=period.step, known_by=known_by, by=by,
        forces=_forces(claims),
        care=care_text(claims.attrs.get("care"), words), language=words.language,
        _ask=partial(_compare, claims, period, where, whose, known_by, by),
        _draw=partial(over_time, claims, subjects_of(axes, where, whose), period=period, known_by=known_by,
                      forces=_forces(claims)),
    )  # fmt: skip


def _forces(claims: gpd.GeoDataFrame) -> tuple[str, ...]:
    return tuple(sorted(map(str, claims["force"][(claims["state"] == "accepted").to_numpy()].unique())))


def _facts(claims: gpd.GeoDataFrame, days: pd.DataFrame, disputes: pd.DataFrame) -> tuple[Facts, Codes, Codes]:
    ids = pd.Index(claims["id"])
    dispute, target = (ids.get_indexer(pd.Index(disputes[name])) for name in ("dispute", "target"))
    is_disputed = np.zeros(len(claims), dtype=bool)
    is_disputed[target] = True
    facts = Facts(
        bounds=bounds_of(claims), voices=Voices(claims), name=code_texts(claims["claimant_key"], str)[0],
        echoes=days["echoes"].to_numpy(np.int64), is_disputed=is_disputed,
    )  # fmt: skip
    return facts, dispute.astype(np.int64), target.astype(np.int64)


def _holding(found: Sorted, days: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Return the claims that belong to the question and hold on a day of the period."""
    own = days.iloc[found.table["row"].to_numpy()]
    holds = (own["possible_from"] <= period.to_day) & (own["possible_to"] >= period.from_day)
    return found.table[holds.to_numpy() & (found.table["reason"] != LEFT_OUT).to_numpy()].reset_index(drop=True)


def _numbered_as_read(groups: pd.DataFrame, table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Renumber the groups in the order of the rows."""
    order = groups["group"].drop_duplicates().to_numpy()
    number = np.empty_like(order)
    number[order] = np.arange(len(order))
    groups = groups.assign(group=number[groups["group"].to_numpy()])
    return groups, table.assign(group=number[table["group"].to_numpy()])


def _axes(groups: pd.DataFrame, table: pd.DataFrame, voices: Voices, words: Words | None) -> pd.DataFrame:
    """Return the axes, each with its number of independent claimants and, of a day, its situation in a sentence."""
    on_axes = groups[(groups["reason"] == "").to_numpy()]
    axes = on_axes.drop_duplicates("axis").sort_values("axis", ignore_index=True)
    axis = table["axis"].to_numpy()
    independent = voices.count(axis, table["row"].to_numpy(), int(axis.max(initial=-1)) + 1)
    worded = sentences(on_axes, words).reindex(axes["axis"]) if words else pd.Series("", index=axes.index, dtype="str")
    told = {"independent": independent[axes["axis"].to_numpy()], "sentence": worded}
    return frame_of(AXIS_COLUMNS, {**{str(name): axes[name] for name in axes}, **told})
