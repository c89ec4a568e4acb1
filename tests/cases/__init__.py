"""The cases of in_effect.json, sections.json, opening.json and chart.json, and the claims table of each.

The fields under ``all`` hold for every report of a situation. ``care`` is what is published with care, after which ids
are numbers.

In ``chart.json`` a line is named unless ``named`` is false, and disputed only where it says so; a step without
``ends_open`` does not go on past the period, and an end without a ``low_limit`` or ``high_limit`` has none. Days
``from`` and ``to`` are both included. Lines, steps, dots and groups are in the order in which they are drawn, ids in
that of the reports.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mustermap import layers
from mustermap.data.days import day_of
from mustermap.data.report_table import reports_table, sources_table
from mustermap.data.reports import Report, Source, text_of
from mustermap.data.rules.field_tables import REPORT_RULES, SOURCE_RULES, apply_rules

if TYPE_CHECKING:
    import geopandas as gpd

Situation = dict[str, Any]


def _read(name: str) -> list[Situation]:
    situations: list[Situation] = json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return situations


SITUATIONS = _read("in_effect.json")
SECTIONS = _read("sections.json")
OPENINGS = _read("opening.json")
FIRST_SOURCE = Path(__file__).parents[2] / "seeds" / "belarus-2022.toml"
"""The seed file of thirteen reports whose answers were worked out by hand, and of which most tests of the page are."""
CHARTS = _read("chart.json")
ANSWERS = [(situation, answer) for situation in SITUATIONS for answer in situation["answers"]]


def day(text: str | None) -> int | None:
    return None if text is None else day_of(date.fromisoformat(text))


@cache
def all_claims() -> gpd.GeoDataFrame:
    """Return the claims of all situations of in_effect.json but the seeds in one table, each id as ``number:id``.

    A table costs the same whether it has two claims or seven hundred. A unit of its own keeps what one claimant says
    in two situations apart; what names nobody is kept apart by its source.
    """
    sources: list[dict[str, Any]] = []
    reports: list[dict[str, Any]] = []
    for number, situation in enumerate(SITUATIONS):
        if situation.get("seeds"):
            continue
        own = situation.get("sources", [{"id": "s"}])
        sources += [{**row, "id": f"{number}:{row['id']}"} for row in own]
        for row in situation["reports"]:
            cells = {"source": own[0]["id"], **situation.get("all", {}), **row}
            cells["unit"] = f"{number} {cells.get('unit', '')}"
            for name in {"id", "source", "repeats", "updates", "beside", "disputes"} & cells.keys():
                cells[name] = _numbered(number, cells[name])
            reports.append(cells)
    return build_claims({"sources": sources, "reports": reports})


def _numbered(number: int, named: str | list[str]) -> str | list[str]:
    if isinstance(named, list):
        return [f"{number}:{one}" for one in named]
    return ";".join(f"{number}:{one}" for one in named.split(";"))


def build_claims(situation: Situation) -> gpd.GeoDataFrame:
    """Make the claims table of a situation of any of the files."""
    if situation.get("seeds"):
        return seed_claims()
    sources = [Source.from_cells(_cells(SOURCE_RULES, row)) for row in situation.get("sources", [{"id": "s"}])]
    rows = [
        {"source": sources[0].id, "claimant": "somebody", **situation.get("all", {}), **row}
        for row in situation["reports"]
    ]
    reports = [Report.from_cells(_cells(REPORT_RULES, row)) for row in rows]
    claims = layers.claims_table(reports_table(reports), sources_table(sources))
    return layers.publish(claims, layers.Care(**situation.get("care", {})))


@cache
def seed_claims() -> gpd.GeoDataFrame:
    """Return the claims table of the first source."""
    from mustermap.data.files.report_files import read_files

    reading = read_files([FIRST_SOURCE])
    assert not reading.rejected
    return layers.claims_table(
        reports_table(list(reading.reports.values())), sources_table(list(reading.sources.values()))
    )


def _cells(rules: Any, row: dict[str, Any]) -> Any:
    cells, problems, _ = apply_rules(rules, {name: text_of(name, got) for name, got in row.items()})
    assert not problems, problems
    return cells


BOUNDS = ("low", "low_included", "high", "high_included", "best")
_FIGURE = re.compile(r"(?:([\[(])([\d.]*),([\d.]*)([\])]))?(?:(~?)([\d.]+))?")


def figure_columns(figures: list[str]) -> pd.DataFrame:
    """Make the columns of figures such as "(1000,2000]", "~9000" or "[10,20]~15", by claimants A, B, …"""
    claims = pd.DataFrame([bounds_in(text) for text in figures], columns=[f"figure_{name}" for name in BOUNDS])
    for name in ("figure_low", "figure_high", "figure_best"):
        claims[name] = [float(number) if number else np.nan for number in claims[name]]
    return claims.assign(claimant=[chr(65 + k) for k in range(len(claims))])


def bounds_in(text: str) -> tuple[str, bool, str, bool, str]:
    """Return the cells of a figure such as "(1000,2000]", in the order of BOUNDS; blank where there is none."""
    found = _FIGURE.fullmatch(text)
    assert found, text
    begin, low, high, end, about, number = (part or "" for part in found.groups())
    if begin:
        return low, begin == "[", high, end == "]", number
    return "" if about else number, True, "" if about else number, True, number if about else ""
