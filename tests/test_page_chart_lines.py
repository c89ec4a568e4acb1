"""The page draws the same lines over time as Python: by the file of cases, and on tables drawn at random."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from mustermap.layers.comparison.question import find_area
from mustermap.layers.comparison.subject_claims import PERSONNEL
from tests.cases import CHARTS, Situation, build_claims, build_each, day
from tests.page_rules import block_of, run_page_test
from tests.test_layers_chart_lines import cells_of, chart_of, expected_of
from tests.test_page_sections import DAYS, situation_of

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import pytest

    Cells = dict[str, Any]

# Situations of which most have lines, some of several steps; `--deep` draws 300.
SEEDS = (2, 3, 5, 10, 14, 22, 23, 28, 31, 32, 33, 38, 40, 44, 49, 55, 58, 61)

# On a page only a place that a report names can be asked for; in a source of its own, since the places of one source
# help to find one another.
_ASKED = {"id": "asked", "kind": "context", "claimant": "Z", "source": "asked"}


def _handed_over(situation: Situation, claims: gpd.GeoDataFrame, expected: Cells) -> Cells:
    subject = situation["subject"]
    days = {name: day(situation.get(name)) for name in ("from", "to", "known_by")}
    return {
        "name": situation["name"],
        "block": block_of(claims),
        "force": subject["force"],
        "place": find_area(claims, subject["area"]).ref,
        "quantity": subject.get("quantity", PERSONNEL),
        "expected": expected,
        **days,
    }


def _with_the_place(situation: Situation) -> Situation:
    if situation.get("seeds"):
        return situation
    subject = situation["subject"]
    asked = {**_ASKED, "place": subject["area"], "force": subject["force"], "figure": "", "said": "", "phase": ""}
    sources = [*situation.get("sources", [{"id": "s"}]), {"id": "asked"}]
    return situation | {"sources": sources, "reports": [*situation["reports"], asked]}


def test_the_page_passes_the_cases_of_charts(root: Path, tmp_path: Path) -> None:
    tables = build_each([_with_the_place(situation) for situation in CHARTS])
    cases = [
        _handed_over(situation, claims, expected_of(situation))
        for situation, claims in zip(CHARTS, tables, strict=True)
    ]
    passed = run_page_test(root, "rules/chart_lines.test.ts", "MUSTERMAP_CHARTS", cases, tmp_path / "charts.json")
    assert passed >= 2 * len(cases) > 0


def drawn(seed: int) -> Cells:
    """Draw a situation, with the lines that Python draws of it."""
    situation = situation_of(seed)
    about = {"force": situation["force"], "area": situation["place"]}
    known_by = Random(seed).choice((None, *DAYS))  # noqa: S311 - chance that can be repeated
    asked = situation | {"subject": about, "from": "2022-09-01", "to": "2023-08-31", "known_by": known_by}
    claims = build_claims(_with_the_place(asked))
    return _handed_over(asked, claims, cells_of(chart_of(claims, asked)))


def test_the_page_draws_the_same_lines_of_tables_drawn_at_random(
    root: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    cases = [drawn(seed) for seed in (range(300) if pytestconfig.getoption("--deep") else SEEDS)]
    lines = [line for case in cases for line in case["expected"]["lines"]]
    assert len(lines) >= 30
    assert sum(len(line["steps"]) > 1 for line in lines) >= 5
    passed = run_page_test(root, "rules/chart_lines.test.ts", "MUSTERMAP_CHARTS", cases, tmp_path / "drawn.json")
    assert passed >= 2 * len(cases)
