"""The words of a chart over time: the label of each line, and what is not drawn."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mustermap.layers.comparison.answer import AnswerSection
from mustermap.layers.comparison.claimant_words import who_part
from mustermap.layers.comparison.row_keys import MEASURES
from mustermap.layers.comparison.row_words import as_measured, figures_of, is_several, listed
from mustermap.layers.comparison.sentence_parts import Part, Parts, join_parts, say_parts, text_of_parts
from mustermap.layers.comparison.spread_words import figure_parts, movement_figures, spread_figures
from mustermap.layers.comparison.stated_numbers import spread_of
from mustermap.words.date_texts import said_text
from mustermap.words.isolate import isolate
from mustermap.words.name_texts import claimant_text, shortened_name

if TYPE_CHECKING:
    from mustermap.layers.comparison.chart_model import ChartGroup, ChartLine, ChartLines, ClaimBeside
    from mustermap.words import Words


def label_figure(line: ChartLine, words: Words) -> Parts:
    """Return the figure of a line's label: as in the rows; of several movements from the smallest to the largest."""
    section = AnswerSection(phase=line.section, measure=MEASURES.get(line.section, ""))
    row = line.row
    spread = spread_of([(row, row.claims)])
    if spread and is_several(row, section):
        return say_parts(words, "overTime.each", figures=movement_figures(spread, words))
    return as_measured(row, section, figures_of(row, row.claims, words), words)


def label_rest(line: ChartLine, first_section: str, words: Words) -> Parts:
    """Return what follows the figure: the claimant, which part, the section but for the first, and what is doubtful."""
    row = line.row
    ids = tuple(claim.id for claim in row.claims)
    who = who_part(row.claimant, ids, words)
    names: list[Parts] = [(Part(isolate(shortened_name(name)), ids=ids),) for name in (row.label, row.place) if name]
    if names:
        who = say_parts(words, "pictures.part", who=who, part=join_parts(names, words.grammar["lists"]["between"]))
    more = [words.say("lines.dayNotKnown")] if all(claim.said == (None, None) for claim in row.claims) else []
    more += [words.say("overTime.disputed")] if line.is_disputed else []
    text = _in_section(who, line.section, first_section, words)
    return join_parts([text, *((Part(one),) for one in more)], " · ")


def line_label(line: ChartLine, first_section: str, words: Words) -> Parts:
    """Return the label of a line.

    Parameters
    ----------
    line
        A line.
    first_section
        The phase of the chart's first line, which no label names.
    words
        The language.
    """
    return join_parts([label_figure(line, words), label_rest(line, first_section, words)], " ")


def group_label(group: ChartGroup, first_section: str, words: Words) -> Parts:
    """Return the label of the lines of a section that are not named: how many more, and from how many to how many."""
    figures = spread_figures(group.spread, words)
    ids = group.ids
    text = say_parts(words, "subject.moreFrom", count=group.count, figures=figures)
    return _in_section(tuple(Part(one.text, one.kind, one.ids or ids, one.field) for one in text), group.section,
                       first_section, words)  # fmt: skip


def first_section(chart: ChartLines) -> str:
    """Return the phase of a chart's first line."""
    return chart.lines[0].section if chart.lines else ""


def _in_section(text: Parts, section: str, first: str, words: Words) -> Parts:
    if section == first:
        return text
    phase = words.named("phases", section) or isolate(section)
    return join_parts([text, (Part(phase),)], " ")


def not_drawn_text(chart: ChartLines, words: Words) -> str:
    """Return what a chart does not draw: for each reason the first three claims and how many more; blank if nothing."""
    whys = [
        words.say(f"overTime.why.{one.why}", claims=text_of_parts(listed(one.claims, partial(_aside, words), words)))
        for one in chart.not_drawn
    ]
    return words.say("overTime.notDrawn", claims=words.say("comparison.between").join(whys)) if whys else ""


def _aside(words: Words, one: ClaimBeside) -> Parts:
    """Return the figure of a claim that is not drawn, and in brackets which part, who says it and when."""
    who = claimant_text(shortened_name(one.claimant), words)
    names = [isolate(shortened_name(name)) for name in (one.label, one.place) if name]
    if names:
        who = words.say("answer.whoPart", part=words.grammar["lists"]["between"].join(names), who=who)
    day = "" if one.said == (None, None) else said_text(*one.said, words)
    if one.figure is None:
        return (Part(words.say("answer.by", figure=who, who=day) if day else who),)
    who = words.say("answer.whoDay", who=who, day=day) if day else who
    figure = isolate(shortened_name(one.wording)) or text_of_parts(figure_parts(one.figure, (one.id,), words))
    if one.quantity:
        figure = words.say("figures.counted", figure=figure, quantity=isolate(one.quantity))
    return (Part(words.say("answer.by", figure=figure, who=who)),)
