"""The lines of a chart over time are those of the cases, and on each day the leading rows of that day's sections."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mustermap.data.days import date_of
from mustermap.layers.comparison.answer import is_for_all
from mustermap.layers.comparison.chart_words import first_section, group_label, line_label
from mustermap.layers.comparison.day_sections import day_answer
from mustermap.layers.comparison.sentence_parts import text_of_parts
from mustermap.layers.comparison.stated_numbers import states_number
from mustermap.layers.comparison.subject_lines import chart_lines
from mustermap.words import words_of
from tests.cases import CHARTS, build_claims, build_each, day
from tests.section_answers import subject_of
from tests.test_page_sections import DAYS, situation_of

if TYPE_CHECKING:
    import geopandas as gpd

    from mustermap.layers.comparison.answer import DayAnswer
    from mustermap.layers.comparison.chart_model import ChartLine, ChartLines, ChartStep
    from tests.cases import Situation

Cells = dict[str, Any]


def chart_of(claims: gpd.GeoDataFrame, situation: Situation) -> ChartLines:
    """Return the lines that a case asks for."""
    about = situation["subject"]
    subject = subject_of(claims, {**about, "place": about["area"]})
    days = {name: day(situation.get(name)) for name in ("from", "to", "known_by")}
    return chart_lines(claims, subject, from_day=days["from"], to_day=days["to"], known_by=days["known_by"])


def _text(number: int | None) -> str | None:
    return None if number is None else date_of(number).isoformat()


def cells_of(chart: ChartLines) -> Cells:
    """Return a chart as a case writes it."""
    first, words = first_section(chart), words_of("en")
    return {
        "lines": [_line(line, first) for line in chart.lines],
        "groups": [
            {
                "section": group.section, "count": group.count, "low": group.spread.low.value,
                "high": group.spread.high.value, "label": text_of_parts(group_label(group, first, words)),
                "ids": list(group.ids),
            }
            for group in chart.groups
        ],
        "not_drawn": [{"why": one.why, "ids": list(one.ids)} for one in chart.not_drawn],
    }  # fmt: skip


def _line(line: ChartLine, first: str) -> Cells:
    cells: Cells = {
        "section": line.section,
        "claimant": line.row.claimant,
        "label": text_of_parts(line_label(line, first, words_of("en"))),
        "named": line.is_named,
        "disputed": line.is_disputed,
        "steps": [_step(step) for step in line.steps],
        "dots": [{"id": dot.id, "said": [_text(number) for number in dot.said]} for dot in line.dots],
    }
    return cells


LIMITS = {"": "", "more": "more than", "atLeast": "at least", "fewer": "fewer than", "atMost": "at most"}


def _step(step: ChartStep) -> Cells:
    return {
        "id": step.id, "low": step.low, "high": step.high,
        "low_limit": LIMITS[step.low_limit], "high_limit": LIMITS[step.high_limit],
        "from": _text(step.from_day), "to": _text(step.to_day), "ends_open": step.ends_open,
        "standing": [[_text(first), _text(last), standing] for first, last, standing in step.runs],
    }  # fmt: skip


def expected_of(situation: Situation) -> Cells:
    """Return what a case expects, with what it leaves out because it is usual."""
    expect = situation["expect"]
    usual = {"low_limit": "", "high_limit": "", "ends_open": False}
    lines = [
        {"named": True, "disputed": False, **line, "steps": [{**usual, **step} for step in line["steps"]]}
        for line in expect["lines"]
    ]
    return {"lines": lines, "groups": expect.get("groups", []), "not_drawn": expect.get("not_drawn", [])}


def test_the_lines_of_a_chart_are_those_of_the_cases() -> None:
    differing = {}
    for situation, claims in zip(CHARTS, build_each(CHARTS), strict=True):
        got, expected = cells_of(chart_of(claims, situation)), expected_of(situation)
        if got != expected:
            differing[situation["name"]] = (got, expected)
    assert differing == {}


def test_there_are_enough_situations_and_each_says_why() -> None:
    assert len({situation["name"] for situation in CHARTS}) == len(CHARTS) >= 40
    assert all(situation["why"] for situation in CHARTS)


def leading_on(chart: ChartLines, on: int) -> set[tuple[str, frozenset[tuple[str, str]]]]:
    """Return what the lines of a chart say of a day: of each row its phase, and its claims with their standing."""
    found = set()
    for line in chart.lines:
        steps = [(step.id, run) for step in line.steps for run in step.runs if run[0] <= on <= run[1]]
        if steps:
            found.add((line.section, frozenset((name, standing) for name, (_, _, standing) in steps)))
    return found


def leading_rows(answer: DayAnswer) -> set[tuple[str, frozenset[tuple[str, str]]]]:
    """Return the same of the sections of a day, for all of the subject; a phase has one row of a claimant in both."""
    found = defaultdict(set)
    for section in answer.sections:
        for row in section.rows:
            key = section.phase, row.claimant if section.phase == "" and row.claimant in NAMED else id(row)
            found[key] |= {(one.id, one.standing) for one in row.claims if is_for_all(row) and states_number(one)}
    return {(phase, frozenset(claims)) for (phase, _), claims in found.items() if claims}


NAMED = ("A", "B", "a ")
"""Claimants of the tables that are drawn: without a phase, each measure of theirs is a section, but the line is one."""


@settings(
    max_examples=12,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.integers(0, 2**32))
def test_on_each_day_the_lines_have_the_leading_rows_of_its_sections(seed: int) -> None:
    situation = situation_of(seed)
    claims = build_claims(situation)
    subject, known_by = subject_of(claims, situation), day(situation["answers"][0]["known_by"])
    first, last = day("2022-09-20"), day("2023-07-01")
    assert first is not None
    assert last is not None
    chart = chart_lines(claims, subject, from_day=first, to_day=last, known_by=known_by)
    for on in (first, last - seed % 90, *(day(text) or 0 for text in DAYS)):
        answer = day_answer(claims, subject, on=on, known_by=known_by)
        assert leading_on(chart, on) == leading_rows(answer), date_of(on)
