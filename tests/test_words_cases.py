"""The cases of words, in each language: Python says them, and so does the built page in a browser.

Node runs the same file (``maps/page/test/words/words_cases.test.ts``). A row asks to ``say`` something ``of`` a value
and holds the text in each language, written by hand from the languages' rules. Figures are intervals, ``~`` before a
value that is only near; ``ends`` are those who state the ends of a span, the claimants being A, B, … in order.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from mustermap.data.days import day_of
from mustermap.data.figures import Figure
from mustermap.layers.comparison.group_texts import reading_texts
from mustermap.layers.comparison.spans import Span, spans_of
from mustermap.words import languages, words_of
from mustermap.words.date_texts import age_text, date_text, day_text
from mustermap.words.name_texts import claimants_texts, force_text
from mustermap.words.span_texts import span_text
from tests.cases import BOUNDS, figure_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from mustermap.words import Words
    from tests.conftest import Watched

ROWS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "words.json").read_text(encoding="utf-8"))


def span(figures: list[str]) -> Span:
    (found,) = spans_of(figure_columns(figures), np.zeros(len(figures), dtype=np.int64))
    assert found is not None
    return found


def figure(text: str, words: Words) -> str:
    claims = figure_columns([text])
    if words.language != "en":
        return str(reading_texts(claims, words).iloc[0])
    cells = {name: claims[f"figure_{name}"].iloc[0] for name in BOUNDS}
    return Figure(**{name: cell for name, cell in cells.items() if not pd.isna(cell)}).text


def message(words: Words, key: str, values: dict[str, Any] | None = None) -> str:
    return words.say(key, **(values or {}))


SAY: dict[str, Callable[[Any, Words], Any]] = {
    "number": lambda of, words: words.number(of),
    "short": lambda of, words: words.short(of),
    "figure": figure,
    "span": lambda of, words: span_text(span(of), words),
    "day": lambda of, words: day_text(day_of(date.fromisoformat(of[0])), words, of[1]),
    "age": lambda of, words: age_text(*(day and day_of(date.fromisoformat(day)) for day in of), words),
    "date": date_text,
    "force": force_text,
    "claimants": claimants_texts,
    "list": lambda of, words: words.joined(*of),
    "message": lambda of, words: message(words, *of),
}


@pytest.mark.parametrize("language", languages())
def test_python_says_what_the_cases_of_words_say(language: str) -> None:
    words = words_of(language)
    asked = [row for row in ROWS if language in row]
    said = {json.dumps([row["say"], row["of"]]): SAY[row["say"]](row["of"], words) for row in asked}
    assert said == {json.dumps([row["say"], row["of"]]): row[language] for row in asked}


def test_the_ends_of_a_span_keep_who_states_them() -> None:
    rows = [row for row in ROWS if "ends" in row]
    spans = [span(row["of"]) for row in rows]
    assert [[one.low_claimant, one.high_claimant] for one in spans] == [row["ends"] for row in rows]


def test_there_are_cases_enough_of_each_kind() -> None:
    assert sum(language in row for row in ROWS for language in languages()) >= 150
    assert {row["say"] for row in ROWS} == set(SAY)


@pytest.mark.browser
def test_the_built_page_says_what_the_cases_of_words_say(
    open_page: Callable[..., Watched], seed_page: Path, root: Path
) -> None:
    watched = open_page(seed_page)
    answers = (root / "maps" / "page" / "test" / "words" / "answers.mjs").read_text(encoding="utf-8")
    said_by_both = [row for row in ROWS if row["say"] != "claimants"]
    asked = [[row, language] for row in said_by_both for language in languages() if language in row]
    said = watched.page.evaluate(
        f"""(asked) => {{ {answers.replace("export function", "function")}
        return asked.map(([row, language]) => answerOf(row, language, mustermap.words)); }}""",
        asked,
    )
    assert said == [row[language] for row, language in asked]
