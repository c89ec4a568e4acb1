"""The sentence of an answer where there is room: what is said of limits follows the section that it is about.

The page has the same in its sections (``maps/page/src/panel``). As one text, to copy or to keep, the sentence of
`answer_sentence` has all limits at its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.layers.comparison.answer_sentence import sentences_of
from mustermap.layers.comparison.section_clauses import clauses_of
from mustermap.layers.comparison.sentence_parts import Part, Parts, join_parts
from mustermap.layers.comparison.spread_words import limits_parts

if TYPE_CHECKING:
    from mustermap.layers.comparison.answer import AnswerSection, DayAnswer
    from mustermap.words import Words


def sentence_with_own_limits(answer: DayAnswer, words: Words) -> Parts:
    """Return the sentence of an answer, in which each section is followed by what is said of its limits.

    Parameters
    ----------
    answer
        All claims on a subject on a day.
    words
        The language.
    """
    said = sentences_of(answer, words)
    sections = [one for one in said if one.section is not None]
    if not sections:
        return join_parts([one.parts for one in said], " ")
    parts = []
    for one in sections:
        parts.append(one.parts)
        if one.section is not None and (limits := _limits(one.section, answer.day, words)):
            parts.append(limits)
    return join_parts(parts, " ")


def _limits(section: AnswerSection, day: int, words: Words) -> Parts:
    spread = clauses_of(section, day, words).spread
    limits = limits_parts([spread], words) if spread else ()
    end: Parts = (Part(words.say("comparison.end").rstrip(" ")),)
    return join_parts([limits, end], "") if limits else ()
