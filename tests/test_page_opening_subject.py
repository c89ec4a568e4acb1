"""A still has its answer about the subject on which the page opens the same day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mustermap.layers.claims_in_effect import effect_on
from mustermap.layers.comparison.question import find_area
from mustermap.layers.opening_subject import opening_subject
from tests.cases import build_claims, day
from tests.page_rules import block_of, run_page_test
from tests.test_page_sections import DAYS, situation_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import geopandas as gpd
    import pytest

    Chosen = tuple[str | None, str | None]

SEED_DAYS = ("2022-09-29", "2022-10-10", "2022-12-01", "2023-02-01", "2023-08-01", "2024-11-20", "2025-07-15")
# Tables of which most open on another subject on another day; `--deep` draws 100.
SEEDS = (0, 1, 3, 5, 9, 11, 14, 16, 17, 21)


def asked_of(name: str, claims: gpd.GeoDataFrame, days: tuple[str, ...], chosen: Sequence[Chosen]) -> dict[str, Any]:
    asked = []
    for text in days:
        on = day(text)
        assert on is not None
        effect = effect_on(claims, on=on, known_by=None)
        for force, place in chosen:
            area = None if place is None else find_area(claims, place)
            found = opening_subject(claims, effect, area=area, force=force)
            if found is not None:  # else the page shows what holds on another day, and a still says nothing
                expected = (found.force, found.area.ref, found.quantity)
                asked.append({"on": on, "force": force, "place": area and area.ref, "expected": expected})
    return {"name": name, "block": block_of(claims), "asked": asked}


def test_a_day_opens_on_the_same_subject_in_a_still_and_on_the_page(
    root: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    import mustermap as mm

    chosen: list[Chosen] = [(None, None), ("Russia", None), ("North Korea", None), (None, "Belarus")]
    tables = [asked_of("the seeds", mm.read_seeds(), SEED_DAYS, chosen)]
    for seed in range(100) if pytestconfig.getoption("--deep") else SEEDS:
        claims = build_claims(situation_of(seed))
        tables.append(asked_of(f"table {seed}", claims, DAYS, [(None, None), ("Russia", None)]))
    asked = [one for table in tables for one in table["asked"]]
    assert len(asked) >= 100
    assert len({one["expected"] for one in asked}) >= 8
    passed = run_page_test(
        root, "state/opening_subjects.test.ts", "MUSTERMAP_OPENING_SUBJECTS", tables, tmp_path / "tables.json"
    )
    assert passed == len(tables)
