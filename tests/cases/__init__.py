"""The cases of ``in_effect.json``, and the claims table of each."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import layers
from data.days import day_of
from data.reports import Report, Source, text_of
from data.rules import REPORT_RULES, SOURCE_RULES, apply_rules
from data.table import reports_table, sources_table

if TYPE_CHECKING:
    import geopandas as gpd

Situation = dict[str, Any]

SITUATIONS: list[Situation] = json.loads((Path(__file__).parent / "in_effect.json").read_text(encoding="utf-8"))
ANSWERS = [(situation, answer) for situation in SITUATIONS for answer in situation["answers"]]


def day(text: str | None) -> int | None:
    return None if text is None else day_of(date.fromisoformat(text))


def claims_of(situation: Situation) -> gpd.GeoDataFrame:
    return _claims(SITUATIONS.index(situation))


@cache
def _claims(number: int) -> gpd.GeoDataFrame:
    situation = SITUATIONS[number]
    if situation.get("seeds"):
        return seed_claims()
    sources = [Source.from_cells(_cells(SOURCE_RULES, row)) for row in situation.get("sources", [{"id": "s"}])]
    rows = [{"source": sources[0].id, "claimant": "somebody", **row} for row in situation["reports"]]
    reports = [Report.from_cells(_cells(REPORT_RULES, row)) for row in rows]
    return layers.claims_table(reports_table(reports), sources_table(sources))


@cache
def seed_claims() -> gpd.GeoDataFrame:
    import seeds
    from data.files import read_files

    reading = read_files(seeds.seed_files())
    assert not reading.rejected
    return layers.claims_table(
        reports_table(list(reading.reports.values())), sources_table(list(reading.sources.values()))
    )


def _cells(rules: Any, row: dict[str, Any]) -> Any:
    cells, problems, _ = apply_rules(rules, {name: text_of(name, got) for name, got in row.items()})
    assert not problems, problems
    return cells
