"""The page sorts claims into the same sections: by the file of cases, and on tables drawn at random."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from mustermap.layers.comparison.question import find_area
from tests.cases import SECTIONS, Situation, build_each, day
from tests.page_rules import block_of, run_page_test
from tests.section_answers import answer_of, expected_of, json_of, subject_of

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import pytest

    Cells = dict[str, Any]

# Tables that together have each kind of row, standing and list, most of them ten times and more; `--deep` draws 300.
SEEDS = (
    *(0, 1, 2, 3, 10, 11, 12, 14, 16, 17, 21, 25, 33, 38, 48, 49, 52, 58, 59, 60, 63, 65, 72, 87, 89, 100, 116, 117),
)

DAYS = ("2022-10-01", "2022-10-15", "2022-11-01", "2022-11-20", "2022-12-24", "2023-04-30")
EXACT = ("2022-10-01", "2022-10-10", "2022-10-14", "2022-10-20", "2022-11-05", "2022-12-24")
VAGUE = (
    *("", "2022-10", "2022-11-0X", "[2022-10-05..2022-10-25]", "[2022-10-10..]", "[..2022-11-01]", "2022"),
    "2022-11-01?",
)
SPANS = (
    *(("", ""),) * 9,
    *(("", ".."), ("", "2022-11-05"), ("", "2022-12"), ("2022-10-05", ""), ("2022-11-01", "")),
    *(("2022-10", ""), ("2022-10-15", ".."), ("2022-10-01", "2022-11-20"), ("2022-10-20", "2022-12-31")),
    *(("2022-10-10", "2022-10-31"), ("2022-10?", ""), ("2022-11", "2022-12"), ("[..2022-10-15]", "2022-12-24?")),
)
FIGURES = ("", "9,000", "9,000", "about 4,300", "up to 15,000", "more than 1,000", "10-12 thousand", "0", "700")

SOURCES = (
    {"id": "s", "title": "One"},
    {"id": "t", "title": "Two", "published": "2022-10-12", "accessed": "2022-12-01"},
    {"id": "u", "title": "Three", "published": "[2022-10-10..]", "accessed": "2022-11-22"},
)
SELDOM = {
    "measure": ("", "", "stock", "flow"),
    "unit": ("",) * 19 + ("1st Army",),
    "quantity": ("",) * 12 + ("personnel", "Aircraft", "aircraft"),
    "attributed_to": ("",) * 12 + ("A", "C", "officials"),
    "state": ("accepted",) * 12 + ("draft",),
}


def _with_the_place(situation: Situation) -> Situation:
    """Add a report that names the place to a situation: on a page no other can be asked for."""
    also = {}
    if not situation.get("seeds"):
        # In a source of its own, since the places of one source help to find one another.
        named = {"id": "asked", "kind": "context", "claimant": "Z", "place": situation["place"], "source": "asked"}
        sources = [*situation.get("sources", [{"id": "s"}]), {"id": "asked"}]
        also = {"sources": sources, "reports": [*situation["reports"], named | {"figure": ""}]}
    return situation | also


def _handed_over(situation: Situation, claims: gpd.GeoDataFrame, answers: list[Cells]) -> Cells:
    """Hand a situation over."""
    return {
        "name": situation["name"],
        "block": block_of(claims),
        "force": situation["force"],
        "place": find_area(claims, situation["place"]).ref,
        "quantity": subject_of(claims, situation).quantity,
        "answers": [{**asked, "on": day(asked["on"]), "known_by": day(asked.get("known_by"))} for asked in answers],
    }


def _case(situation: Situation, claims: gpd.GeoDataFrame) -> Cells:
    answers = [
        {name: asked[name] for name in ("on", "known_by", "sentence") if name in asked}
        | {"expected": expected_of(asked)}
        for asked in situation["answers"]
    ]
    return _handed_over(situation, claims, answers)


def test_the_page_passes_the_cases_of_sections(root: Path, tmp_path: Path) -> None:
    tables = build_each([_with_the_place(situation) for situation in SECTIONS])
    cases = [_case(situation, claims) for situation, claims in zip(SECTIONS, tables, strict=True)]
    passed = run_page_test(root, "rules/day_sections.test.ts", "MUSTERMAP_SECTIONS", cases, tmp_path / "sections.json")
    asked = sum(len(case["answers"]) for case in cases)
    assert passed >= asked == sum(len(situation["answers"]) for situation in SECTIONS)


def situation_of(seed: int) -> Situation:
    """Draw a situation: few claimants, places and phases in each, so that claims meet one another."""
    one_of = Random(seed).choice  # noqa: S311 - chance that can be repeated
    claimants = one_of((("A",), ("A", "B"), ("A", "A", "a ", "B", "media", "US officials", "A;B")))
    forces = one_of((("Russia",), ("Russia",) * 5 + ("Belarus", "Belarus;Russia", "Ukraine;Russia")))
    places = one_of((("Belarus",), ("Belarus", "Belarus", "Brest", "Minsk", "Smolensk", "Camp Nowhere")))
    phases = one_of((("present",), ("arriving", "withdrawn"), ("planned", "ordered", "present", "withdrawn"), ("",)))
    components = one_of((("",), ("", "", "mobilised", "Mobilised", "reservists")))
    dates = one_of((EXACT, EXACT + VAGUE))
    ids = [f"r{number}" for number in range(one_of(range(3, 15)))]
    rows = []
    for name in ids:
        row = {"id": name, "claimant": one_of(claimants), "force": one_of(forces), "place": one_of(places)}
        row |= {"phase": one_of(phases), "component": one_of(components), "said": one_of(dates)}
        row |= {
            "figure": one_of(FIGURES),
            "source": one_of(SOURCES)["id"],
            "kind": one_of(("claim",) * 7 + ("dispute",)),
        }
        row |= {field: one_of(values) for field, values in SELDOM.items()}
        row["start"], row["end"] = one_of(SPANS)
        refers = "" if row["figure"] else "disputes"
        if row["kind"] == "claim":
            refers = one_of(("updates", "repeats", "beside", *[""] * 6))
        if refers:
            others = [*(other for other in ids if other != name), "absent"]
            row[refers] = ";".join(sorted({one_of(others), one_of(others)}))
        rows.append(row)
    answers = [{"on": one_of(DAYS), "known_by": one_of((None, None, *DAYS))} for _ in range(3)]
    force = one_of(("Russia", "Russia", "Russia", "Belarus;Russia"))
    about = {"name": f"seed {seed}", "force": force, "place": "Belarus"}
    return about | {"sources": SOURCES, "reports": rows, "answers": answers}


def _answered(situation: Situation, claims: gpd.GeoDataFrame) -> Cells:
    """Hand a situation over with Python's answers."""
    answers = [asked | {"expected": json_of(answer_of(claims, situation, asked))} for asked in situation["answers"]]
    return _handed_over(situation, claims, answers)


def test_the_page_answers_the_same_of_tables_drawn_at_random(
    root: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    drawn = [situation_of(seed) for seed in (range(300) if pytestconfig.getoption("--deep") else SEEDS)]
    tables = build_each([_with_the_place(situation) for situation in drawn])
    asked = [_answered(situation, claims) for situation, claims in zip(drawn, tables, strict=True)]
    answers = [one["expected"] for situation in asked for one in situation["answers"]]
    sections = [section for answer in answers for section in answer["sections"]]
    rows = [row for section in sections for row in section["rows"]]
    assert len(rows) >= 100
    assert sum(bool(row["earlier"]) for row in rows) >= 7
    assert sum(len(row["claims"]) > 1 for row in rows) >= 7
    assert sum(row["since"] is not None for row in rows) >= 2
    assert all(sum(bool(one[name]) for one in sections) >= 2 for name in ("noNumber", "denied", "later"))
    assert all(sum(bool(one[name]) for one in answers) >= 7 for name in ("jointly", "unplaced", "quantities", "forces"))
    passed = run_page_test(root, "rules/day_sections.test.ts", "MUSTERMAP_DAY_ANSWERS", asked, tmp_path / "drawn.json")
    assert passed >= len(asked)
