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
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mustermap import layers
from mustermap.data.days import day_of
from mustermap.data.report_table import reports_table, sources_table
from mustermap.data.reports import Report, Source, text_of
from mustermap.data.rules.field_tables import REPORT_RULES, SOURCE_RULES, apply_rules
from mustermap.layers.day_range import slider_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

Situation = dict[str, Any]
Cells = dict[str, Any]

_IDS = {"id", "source", "repeats", "updates", "beside", "disputes"}
"""The fields of a report that name reports and sources."""
_WITH_IDS = (*sorted(_IDS), "claimant_key", "voice_key")
"""The columns of the claims table in which an id of a report or of a source may be."""


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
            for name in _IDS & cells.keys():
                cells[name] = _named(f"{number}:", cells[name])
            reports.append(cells)
    return build_claims({"sources": sources, "reports": reports})


def _named(before: str, named: str | list[str]) -> str | list[str]:
    if isinstance(named, list):
        return [before + one for one in named]
    return ";".join(before + one for one in named.split(";")) if named else ""


def build_claims(situation: Situation) -> gpd.GeoDataFrame:
    """Make the claims table of a situation of any of the files."""
    if situation.get("seeds"):
        return seed_claims()
    return layers.publish(_table(*_rows_of(situation)), layers.Care(**situation.get("care", {})))


def build_each(situations: Sequence[Situation]) -> list[gpd.GeoDataFrame]:
    """Make the claims table of each situation, as `build_claims` does, in a fifth of the time.

    They are made in one table, in which each situation has sources and reports of its own, and taken out of it.
    """
    sources: list[Cells] = []
    reports: list[Cells] = []
    begins = []
    for number, situation in enumerate(situations):
        begins.append(len(reports))
        if not situation.get("seeds"):
            own_sources, own_reports = _rows_of(situation, f"{number}:")
            sources += own_sources
            reports += own_reports
    whole = _table(sources, reports)
    found = []
    for number, (begin, end) in enumerate(pairwise([*begins, len(reports)])):
        if situations[number].get("seeds"):
            found.append(seed_claims())
            continue
        claims = whole.iloc[begin:end].reset_index(drop=True)
        for name in _WITH_IDS:
            claims[name] = claims[name].str.replace(f"{number}:", "", regex=False)
        claims.attrs.update(slider_days(claims))
        found.append(layers.publish(claims, layers.Care(**situations[number].get("care", {}))))
    return found


def _rows_of(situation: Situation, before: str = "") -> tuple[list[Cells], list[Cells]]:
    """Return the sources and the reports of a situation, with something before each id."""
    own = situation.get("sources", [{"id": "s"}])
    rows = [{"source": own[0]["id"], "claimant": "somebody", **situation.get("all", {}), **row}
            for row in situation["reports"]]  # fmt: skip
    named = [{**row, **{name: _named(before, row[name]) for name in _IDS & row.keys()}} for row in rows]
    return [{**row, "id": before + row["id"]} for row in own], named


def _table(sources: list[Cells], reports: list[Cells]) -> gpd.GeoDataFrame:
    made = [Source.from_cells(_cells(SOURCE_RULES, row)) for row in sources]
    return layers.claims_table(
        reports_table([Report.from_cells(_cells(REPORT_RULES, row)) for row in reports]), sources_table(made)
    )


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
