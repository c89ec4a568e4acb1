"""The answer of a day in one sentence, as typed parts: section by section how many, who says it and how far apart.

The page has the same rule (``maps/page/src/words/answer_sentence.ts``); ``tests/cases/sentences.json`` is run by both.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mustermap.layers.comparison.answer import PHASE_ORDER
from mustermap.layers.comparison.claimant_words import by_claimant, who_part
from mustermap.layers.comparison.row_words import listed
from mustermap.layers.comparison.section_clauses import clauses_of
from mustermap.layers.comparison.sentence_parts import Part, Parts, join_parts, say_parts
from mustermap.layers.comparison.spread_words import figure_parts
from mustermap.words.date_texts import date_text, near_day_text, said_text
from mustermap.words.isolate import isolate
from mustermap.words.name_texts import force_text, shortened_name, whose_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.layers.comparison.answer import AnswerSection, Beside, DayAnswer
    from mustermap.words import Words


@dataclass(frozen=True, slots=True)
class SectionSentence:
    """What is said of one section.

    Attributes
    ----------
    section : AnswerSection or None
        The section; None where no section has anything to say.
    heading, body : Parts
        The name of the phase, empty without a section, and the rest.
    """

    section: AnswerSection | None
    heading: Parts
    body: Parts

    @property
    def parts(self) -> Parts:
        """Both."""
        return join_parts([self.heading, self.body], "")


def sentence_of(answer: DayAnswer, words: Words) -> Parts:
    """Return the sentence of an answer.

    Parameters
    ----------
    answer
        All claims on a subject on a day.
    words
        The language.

    Returns
    -------
    tuple of Part
        Joined, their texts are the sentence. The text of a figure is that of the bound ``field`` of each of the reports
        ``ids``.
    """
    return join_parts([one.parts for one in sentences_of(answer, words)], " ")


def sentences_of(answer: DayAnswer, words: Words) -> list[SectionSentence]:
    """Return the same by sections; joined by a space, they are the sentence."""
    ordered = sorted(answer.sections, key=lambda section: _phase_rank(section.phase))
    said = [(section, clauses_of(section, answer.day, words)) for section in ordered]
    said = [one for one in said if one[1].clauses]
    said.sort(key=lambda one: one[1].is_vague)
    split = {phase for phase, count in Counter(section.phase for section, _ in said).items() if count > 1}
    end: Parts = (Part(words.say("comparison.end").rstrip(" ")),)
    sentences = [
        SectionSentence(
            section=section,
            heading=heading_of(section, words, is_split=section.phase in split),
            body=join_parts([_clauses(one.clauses, words), end], ""),
        )
        for section, one in said
    ]
    if not sentences:
        return [SectionSentence(None, (), join_parts([_without_figures(answer, words), end], ""))]
    return sentences


def heading_of(section: AnswerSection, words: Words, *, is_split: bool = False) -> Parts:
    """Return the heading of a section; with its measure, where the phase has sections of several."""
    name = words.named("comparison.phases", section.phase) or isolate(section.phase)
    if is_split and section.measure:
        name = words.say("answer.measured", phase=name, measure=section.measure)
    return say_parts(words, "comparison.phase", phase=(Part(name),))


def _phase_rank(phase: str) -> int:
    return PHASE_ORDER.index(phase) if phase in PHASE_ORDER else len(PHASE_ORDER)


def _clauses(clauses: Sequence[Parts], words: Words) -> Parts:
    return join_parts(clauses, words.say("comparison.between"))


def _without_figures(answer: DayAnswer, words: Words) -> Parts:
    """Return what is said where no section has anything to say."""
    if answer.jointly:
        alone = say_parts(words, "answer.noneAlone", force=(Part(whose_text(answer.force, words)),))
        return _clauses([alone, listed(answer.jointly, lambda one: _joint(one, words), words)], words)
    for several, key in ((answer.unplaced, "answer.unplaced"), (answer.larger, "answer.larger")):
        if several:
            return say_parts(words, key, figures=listed(several, lambda one: _claim(one, words), words))
    has_rows = any(section.rows for section in answer.sections)
    clauses = [say_parts(words, "answer.onlyVague" if has_rows else "answer.nothing")]
    if answer.last and not has_rows:
        clauses.append(_last(answer, words))
    later = [one for section in answer.sections for one in section.later]
    clauses += [listed(later, lambda one: _later(one, words), words)] if later else []
    return _clauses(clauses, words)


def _claim(one: Beside, words: Words) -> Parts:
    figure = figure_parts(one.figure, (one.id,), words) if one.figure else say_parts(words, "noNumber")
    return by_claimant(figure, one.claimant, (one.id,), words, one.disputed_by)


def _joint(one: Beside, words: Words) -> Parts:
    named = [force_text(shortened_name(force), words) for force in one.forces]
    others: list[Parts] = [(Part(name, ids=(one.id,)),) for name in named]
    if one.figure:
        return say_parts(words, "answer.jointly", others=others, figure=_claim(one, words))
    who = who_part(one.claimant, (one.id,), words)
    return say_parts(words, "answer.jointlyNoNumber", others=others, who=who)


def _last(answer: DayAnswer, words: Words) -> Parts:
    until = max((one.until_day for one in answer.last if one.until_day is not None), default=answer.day)
    held = [one for one in answer.last if one.until_day == until]
    day: Parts = (Part(near_day_text(until, answer.day, words), "day", tuple(one.id for one in held)),)
    return say_parts(words, "answer.last", day=day, figures=listed(held, lambda one: _claim(one, words), words))


def _later(one: Beside, words: Words) -> Parts:
    said: Parts = (Part(said_text(*one.said, words), "day", (one.id,)),)
    who, when = who_part(one.claimant, (one.id,), words, one.disputed_by), say_parts(words, "said", day=said)
    figure = figure_parts(one.figure, (one.id,), words) if one.figure else say_parts(words, "noNumber")
    claim = say_parts(words, "answer.saidBy", figure=figure, who=who, said=when)
    return say_parts(words, "answer.later", span=(Part(_span(one, words), "day", (one.id,)),), claim=claim)


def _span(one: Beside, words: Words) -> str:
    start, end = date_text(one.start, words), date_text(one.end, words)
    if one.end in ("", ".."):
        return words.say("answer.fromDay", day=start)
    return words.say("spanOn", day=start) if one.start == one.end else words.say("span", **{"from": start, "to": end})
