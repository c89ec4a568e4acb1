"""Texts around a chart over time: its title, what is shown and how, what it says in words, and where from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mustermap.layers.comparison.chart_words import first_section, label_figure, label_rest
from mustermap.layers.comparison.sentence_parts import text_of_parts
from mustermap.layers.comparison.spread_words import figure_parts
from mustermap.maps.still.still_texts import claims_from, ended, plain
from mustermap.words.cldr_names import place_text
from mustermap.words.date_texts import date_text, day_text, days_text, said_text
from mustermap.words.name_texts import whose_text

if TYPE_CHECKING:
    import pandas as pd

    from mustermap.layers.comparison.answer import RowClaim
    from mustermap.layers.comparison.chart_model import ChartLine, ChartLines, ChartStep
    from mustermap.layers.comparison.over_time import OverTime, SubjectOverTime
    from mustermap.maps.chart.figure_axis import ScaleKind
    from mustermap.words import Words

_MOST_SOURCES = 6
_MONTHS_FROM = 75
"""A period of fewer days is written in days, a longer one in months."""


def title_of(subject: SubjectOverTime, words: Words) -> str:
    """Return whose troops and where, and what the chart shows of them."""
    about = subject_name(subject, words)
    if subject.claimant:
        return words.say("pictures.overTime.titleOf", subject=about, who=plain(subject.claimant))
    return words.say("pictures.overTime.title", subject=about)


def subject_name(subject: SubjectOverTime, words: Words) -> str:
    """Return whose troops and where."""
    force = whose_text(subject.force, words, plain)
    place = plain(place_text(subject.place_name, subject.place_ref, words.language))
    if not place:
        return words.say("pictures.title.troops", force=force)
    return words.say("pictures.title.troopsIn", force=force, place=place)


def shown_text(subject: SubjectOverTime, kind: ScaleKind, words: Words) -> str:
    """Return how many claims are drawn, of which days, and on which scale."""
    chart = subject.chart
    count = len({step.id for line in chart.lines for step in line.steps})
    shown = words.say(
        "pictures.overTime.shown", claims=words.say("claims", count=count), period=period_text(chart, words)
    )
    scale = words.say(
        f"pictures.overTime.{kind}", counted=subject.quantity, quantity=plain(subject.quantity).capitalize()
    )
    return f"{ended(shown)} {ended(scale)}"


def period_text(chart: ChartLines, words: Words) -> str:
    """Return the days of a chart, of a long one the months."""
    if chart.to_day - chart.from_day < _MONTHS_FROM:
        return days_text(chart.from_day, chart.to_day, words)
    first, last = (day_text(day, words, "month") for day in (chart.from_day, chart.to_day))
    return words.say("span", **{"from": first, "to": last})


def earlier_claims(line: ChartLine) -> dict[str, RowClaim]:
    """Return the claims of a line whose figures its label does not say, by their ids."""
    last = {claim.id for claim in line.row.claims}
    return {claim.id: claim for claim in line.claims if claim.id not in last}


def line_text(line: ChartLine, first: str, words: Words) -> str:
    """Return the label of a line in one text."""
    return plain(f"{text_of_parts(label_figure(line, words))} {text_of_parts(label_rest(line, first, words))}")


def step_texts(line: ChartLine, words: Words) -> list[str]:
    """Return all that each step says: figure, who says it, its days, how it stands on the last of them, when said."""
    claims = {claim.id: claim for claim in line.claims}
    return [_step_text(line, step, claims[step.id], words) for step in line.steps]


def _step_text(line: ChartLine, step: ChartStep, claim: RowClaim, words: Words) -> str:
    figure = plain(text_of_parts(figure_parts(claim.figure, (claim.id,), words)))
    rest = plain(text_of_parts(label_rest(line, "\N{NULL}", words)))
    days = [day_text(day, words, "short") for day in (step.from_day, step.to_day)]
    span = words.say("overTime.from", day=days[0])
    if not step.ends_open:
        span = words.say("overTime.fromTo", **{"from": days[0], "to": days[1]})
    stands = words.say(f"lines.standing.{step.runs[-1][2]}") if step.ends_open else ""
    said = "" if claim.said == (None, None) else words.say("said", day=said_text(*claim.said, words))
    return "; ".join(text for text in (f"{figure} {rest}", span, stands, said) if text)


def chart_text(shown: OverTime, words: Words) -> str:
    """Return all that a chart says of the claims, a line of text for each of its lines."""
    texts = []
    for subject in shown.subjects:
        first = first_section(subject.chart)
        texts.append(f"{ended(title_of(subject, words))} {ended(period_text(subject.chart, words))}")
        texts += [
            f"{line_text(line, first, words)}: {' | '.join(step_texts(line, words))}" for line in subject.chart.lines
        ]
    return "\n".join(texts)


def data_text(shown: OverTime, words: Words) -> str:
    """Return of which day the data is."""
    if shown.known_by is not None:
        return words.say("pictures.data.knownBy", day=day_text(shown.known_by, words))
    sayings = [dot.said for one in shown.subjects for line in one.chart.lines for dot in line.dots]
    days = [first for first, last in sayings if first is not None and first == last]
    if not days:
        return words.say("pictures.data.all")
    return words.say("pictures.data.newest", day=day_text(max(days), words))


def sources_text(sources: pd.DataFrame, words: Words) -> str:
    """Name the sources by title and publisher, else by address, with the day of publication where it is known."""
    named = []
    for title, publisher, url, published in sources.itertuples(index=False, name=None):
        texts = (title, publisher or ("" if title else url), _published(published, words))
        if title or publisher or url:
            named.append(", ".join(plain(text) for text in texts if text))
    return claims_from(named, _MOST_SOURCES, words)


def _published(edtf: str, words: Words) -> str:
    return date_text(edtf, words) if re.fullmatch(r"\d{4}(-\d\d){0,2}", edtf) else ""
