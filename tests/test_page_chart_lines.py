"""The page draws the same lines over time as Python, by the file of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mustermap.layers.comparison.question import find_area
from mustermap.layers.comparison.subject_claims import PERSONNEL
from tests.cases import CHARTS, Situation, build_claims, day
from tests.page_rules import block_of, run_page_test

if TYPE_CHECKING:
    from pathlib import Path

    Cells = dict[str, Any]

# On a page only a place that a report names can be asked for; in a source of its own, since the places of one source
# help to find one another.
_ASKED = {"id": "asked", "kind": "context", "claimant": "Z", "source": "asked"}


def _handed_over(situation: Situation) -> Cells:
    subject = situation["subject"]
    asked = {**_ASKED, "place": subject["area"], "figure": "", "said": "", "phase": "", "force": subject["force"]}
    sources = [*situation.get("sources", [{"id": "s"}]), {"id": "asked"}]
    claims = build_claims(situation | {"sources": sources, "reports": [*situation["reports"], asked]})
    days = {name: day(situation.get(name)) for name in ("from", "to", "known_by")}
    return {
        "name": situation["name"],
        "block": block_of(claims),
        "force": subject["force"],
        "place": find_area(claims, subject["area"]).ref,
        "quantity": subject.get("quantity", PERSONNEL),
        "expected": _expected(situation["expect"]),
        **days,
    }


def _expected(asked: Cells) -> Cells:
    """Return what a case expects, with what it leaves out because it is usual."""
    usual = {"low_limit": "", "high_limit": "", "ends_open": False}
    lines = [
        {"named": True, "disputed": False, **line, "steps": [{**usual, **step} for step in line["steps"]]}
        for line in asked["lines"]
    ]
    return {"lines": lines, "groups": asked.get("groups", []), "not_drawn": asked.get("not_drawn", [])}


def test_the_page_passes_the_cases_of_charts(root: Path, tmp_path: Path) -> None:
    cases = [_handed_over(situation) for situation in CHARTS]
    passed = run_page_test(root, "rules/chart_lines.test.ts", "MUSTERMAP_CHARTS", cases, tmp_path / "charts.json")
    assert passed >= 2 * len(cases) > 0
