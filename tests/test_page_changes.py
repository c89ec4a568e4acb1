"""The page says what changed by the same rule: by the file of cases, and on tables drawn at random."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from mustermap import layers
from mustermap.layers.change_texts import undated_counts
from mustermap.layers.comparison.question import find_area
from tests.cases import build_claims, build_each, day
from tests.page_rules import block_of, run_page_test
from tests.test_layers_changes import CASES, line_of
from tests.test_page_sections import DAYS, situation_of

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd
    import pytest

    Cells = dict[str, Any]

# Tables that together have every change and heading, and some of nothing special; `--deep` draws 300.
SEEDS = (0, 1, 3, 8, 11, 14, 17, 19, 22, 23)


def _with_area_named(case: Cells) -> Cells:
    """Add a report at the area: on a page only a place that a report names can be asked for."""
    named = {"id": "asked", "kind": "context", "claimant": "Z", "place": case["area"], "source": "asked"}
    own = case.get("sources", [{"id": "s"}])
    reports = [{"source": own[0]["id"], **case.get("all", {}), **report} for report in case["reports"]]
    return {"sources": [*own, {"id": "asked"}], "reports": [*reports, named]}


def _line(rows: pd.DataFrame) -> Cells:
    """Return a line as the cases have it, without its day as a text: that depends on where it is written."""
    return {name: value for name, value in line_of(rows, has_subject=False).items() if name != "day_text"}


def _handed_over(name: str, case: Cells, claims: gpd.GeoDataFrame, answers: list[Cells]) -> Cells:
    ref = find_area(claims, case["area"]).ref
    days = ("since", "until", "known_by")
    asked = [{**answer, **{name: day(answer.get(name)) for name in days}} for answer in answers]
    return {"name": name, "block": block_of(claims), "force": case["force"], "place": ref, "answers": asked}


def test_the_page_passes_the_cases_of_what_changed_on_a_subject(root: Path, tmp_path: Path) -> None:
    subjects = [case for case in CASES if "area" in case and "force" in case]
    assert len(CASES) - len(subjects) == 2, "a page always shows one subject"
    cases = []
    tables = build_each([_with_area_named(case) for case in subjects])
    for case, claims in zip(subjects, tables, strict=True):
        answers = [
            {**answer, "lines": [{key: cell for key, cell in line.items() if key != "day_text"}
                                 for line in answer["lines"]]}
            for answer in case["answers"]
        ]  # fmt: skip
        cases.append(_handed_over(case["name"], case, claims, answers))
    passed = run_page_test(root, "rules/changes.test.ts", "MUSTERMAP_CHANGES", cases, tmp_path / "changes.json")
    assert passed > sum(len(case["answers"]) for case in cases) >= 50


def _drawn(seed: int) -> Cells:
    """Draw a table, and ask what changed in it between days."""
    case = {**situation_of(seed), "area": "Belarus"}
    one_of = Random(seed).choice  # noqa: S311 - chance that can be repeated
    claims = build_claims(_with_area_named(case))
    forces = claims.loc[(claims["kind"] == "claim") & (claims["state"] == "accepted"), "force"].tolist()
    case["force"] = case["force"] if case["force"] in forces else min(forces)
    answers = []
    for _ in range(4):
        since, until = sorted((one_of(DAYS), one_of((*DAYS, "2023-12-01"))))
        asked = {"since": since, "until": until, "known_by": one_of((None, None, *DAYS))}
        found = layers.what_changed(claims, area=case["area"], force=case["force"], **asked)
        has_no_day = (found["change"] == "day not known").to_numpy()
        undated = found[has_no_day]
        with_number = undated["has_number"].to_numpy(bool)
        assert undated_counts(found) == (with_number.sum(), (~with_number).sum())
        lines = [_line(rows) for _, rows in found[~has_no_day].groupby("line", sort=False)]
        answers.append({
            **asked,
            "lines": lines,
            "figures_without_day": undated.loc[with_number, "id"].tolist(),
            "no_number_without_day": undated.loc[~with_number, "id"].tolist(),
        })  # fmt: skip
    return _handed_over(f"seed {seed}", case, claims, answers)


def test_the_page_says_the_same_of_tables_drawn_at_random(
    root: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    asked = [_drawn(seed) for seed in (range(300) if pytestconfig.getoption("--deep") else SEEDS)]
    answers = [answer for situation in asked for answer in situation["answers"]]
    lines = [line for answer in answers for line in answer["lines"]]
    assert {line["what"] for line in lines} >= {"new", "changed", "said again", "began", "ended", "new, ended"}
    assert sum(line["what"] == "not repeated any more" for line in lines) >= 20
    assert sum(len(line["ids"]) > 1 for line in lines) >= 2
    assert sum(bool(answer["figures_without_day"]) for answer in answers) >= 10
    assert {line.get("heading", "") for line in lines} == {
        "", "places and parts", "not placed", "joint force", "other quantity", "other force"
    }  # fmt: skip
    passed = run_page_test(root, "rules/changes.test.ts", "MUSTERMAP_CHANGED", asked, tmp_path / "drawn.json")
    assert passed >= len(answers)
