"""When something was said, as a row has it: the cases of tests/cases/said_briefly.json, in Python and on the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mustermap.words import languages, words_of
from mustermap.words.date_texts import said_briefly_text, said_later_text
from tests.cases import day
from tests.node import PAGE, ask_page

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases" / "said_briefly.json").read_text(encoding="utf-8")
)


def _days(case: dict[str, Any]) -> tuple[tuple[int | None, int | None], int]:
    first, last = case["said"]
    on = day(case["on"])
    assert on is not None
    return (day(first), day(last)), on


@pytest.mark.parametrize("language", languages())
def test_python_says_briefly_when_something_was_said(language: str) -> None:
    said = [said_briefly_text(*_days(case), words_of(language)) for case in CASES]
    assert said == [case[language] for case in CASES]


@pytest.mark.parametrize("language", languages())
def test_python_says_that_something_was_said_after_the_day(language: str) -> None:
    words = words_of(language)
    expected = [words.say(f"lines.{case['later']}") if case["later"] else "" for case in CASES]
    assert [said_later_text(*_days(case), words) for case in CASES] == expected


def test_the_page_says_that_too() -> None:
    asked = [_days(case) for case in CASES]
    catalogue = json.dumps((PAGE / "words" / "catalogue.ts").as_uri())
    expression = f"""await (async () => {{
      const {{ wordsFor }} = await import({catalogue});
      return cases.map(([said, on]) => laterNotes(said, on, wordsFor(["en"])).join());
    }})()"""
    said = ask_page("words/row_texts.ts", "laterNotes", expression, asked)
    lines = words_of("en")
    assert said == [lines.say(f"lines.{case['later']}") if case["later"] else "" for case in CASES]


def test_the_page_says_it_in_the_same_letters() -> None:
    asked = [[*_days(case), language] for case in CASES for language in languages()]
    catalogue = json.dumps((PAGE / "words" / "catalogue.ts").as_uri())
    expression = f"""await (async () => {{
      const {{ wordsFor }} = await import({catalogue});
      return cases.map(([said, on, language]) => wordSaidBriefly(said, on, wordsFor([language])));
    }})()"""
    said = ask_page("words/row_texts.ts", "wordSaidBriefly", expression, asked)
    assert said == [case[language] for case in CASES for language in languages()]
