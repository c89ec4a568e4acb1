"""Answers of a day as JSON: all of them as the page writes them, and as ``sections.json`` does."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from mustermap.layers.comparison.day_sections import day_answer
from mustermap.layers.comparison.question import find_area
from mustermap.layers.comparison.section_rows import rows_by_group
from mustermap.layers.comparison.subject_claims import PERSONNEL, Subject
from tests.cases import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pandas as pd

    from mustermap.layers.comparison.answer import AnswerRow, AnswerSection, Beside, DayAnswer
    from tests.cases import Situation

Cells = dict[str, Any]
_LINE_CELLS = ["line", "section", "kind", "id", "standing", "earlier", "since"]
_BESIDE = ("jointly", "unplaced", "larger", "quantities", "forces", "last")


def answer_of(claims: gpd.GeoDataFrame, situation: Situation, asked: Cells) -> DayAnswer:
    """Return the answer to a question of a situation, on the day that is asked for."""
    on = day(asked["on"])
    assert on is not None
    return day_answer(claims, subject_of(claims, situation), on=on, known_by=day(asked.get("known_by")))


def subject_of(claims: gpd.GeoDataFrame, situation: Situation) -> Subject:
    """Return the subject that a situation asks for."""
    area = find_area(claims, situation["place"])
    return Subject(situation["force"], area, situation.get("quantity", PERSONNEL))


def expected_of(asked: Cells) -> Cells:
    """Return what a case expects, with the lists that it leaves out because they are empty."""
    return {
        "sections": [_section_cells(section) for section in asked.get("sections", [])],
        **{name: sorted(asked.get(name, [])) for name in _BESIDE},
    }


def cells_of(answer: DayAnswer) -> Cells:
    """Return an answer as a case writes it."""
    return {
        "sections": [_section(section) for section in answer.sections],
        **{name: sorted(_ids(getattr(answer, name))) for name in _BESIDE},
    }


def json_of(answer: DayAnswer) -> Cells:
    """Return all of an answer with the page's names of fields; voices are counted up, since they have other names."""
    voices: dict[str, int] = {}
    cells: Cells = _renamed(asdict(answer))
    for section in cells["sections"]:
        for row in section["rows"]:
            row["voice"] = voices.setdefault(row["voice"], len(voices))
    return cells


def _section_cells(section: Cells) -> Cells:
    usual = {"kind": "whole", "label": "", "place": "", "earlier": [], "since": ""}
    rows = [{**usual, **row, "claims": list(row["claims"].items())} for row in section.get("rows", [])]
    beside = {name: sorted(section.get(name, [])) for name in ("no_number", "denied", "later")}
    return {"phase": section["phase"], "measure": section["measure"], "rows": rows, **beside}


def _section(section: AnswerSection) -> Cells:
    beside = {name: sorted(_ids(getattr(section, name))) for name in ("no_number", "denied", "later")}
    rows = [_row(row) for row in section.rows]
    return {"phase": section.phase, "measure": section.measure, "rows": rows, **beside}


def _row(row: AnswerRow) -> Cells:
    return {
        "who": row.claimant,
        "claims": [(claim.id, claim.standing) for claim in row.claims],
        **{name: getattr(row, name) for name in ("kind", "label", "place")},
        "earlier": list(row.earlier),
        "since": row.since.id if row.since else "",
    }


def _ids(beside: Sequence[Beside]) -> list[str]:
    return [one.id for one in beside]


def _renamed(value: Any) -> Any:
    if isinstance(value, dict):
        return {re.sub("_(.)", lambda found: found[1].upper(), name): _renamed(one) for name, one in value.items()}
    return [_renamed(one) for one in value] if isinstance(value, list | tuple) else value


def lines_of(answer: DayAnswer, but: Sequence[str] = ()) -> list[tuple[Any, ...]]:
    """Return the claims of an answer as they are shown: line, section, kind, id, standing, earlier, since.

    Kinds that are named are left out.
    """
    lines: list[list[tuple[Any, ...]]] = []
    for section in answer.sections:
        for row in section.rows:
            kind = "part" if row.place and row.kind == "whole" else row.kind
            since = row.since.id if row.since else ""
            earlier = ";".join(row.earlier)
            # What surely holds is above what holds only because its dates are vague.
            shown = sorted(row.claims, key=lambda claim: claim.standing == "vague")
            lines.append([(section.phase, kind, claim.id, claim.standing, earlier, since) for claim in shown])
        for kind, found in (("no number", section.no_number), ("denied", section.denied), ("later", section.later)):
            lines += [[(section.phase, kind, one.id, one.standing or "", "", "")] for one in found]
    after = {"joint force": answer.jointly, "not placed": answer.unplaced, "larger area": answer.larger}
    after |= {"other quantity": answer.quantities, "other force": answer.forces, "last": answer.last}
    for name, several in after.items():
        lines += [[("", name, one.id, one.standing or "", "", "")] for one in several]
    kept = [line for line in lines if line[0][1] not in but]
    return [(number, *cells) for number, line in enumerate(kept) for cells in line]


def lines_in(rows: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return the rows of a subject, of a comparison, as the lines of an answer, numbered from 0 on."""
    told = rows.assign(line=rows["line"] - (rows["line"].iloc[0] if len(rows) else 0))
    return list(told[_LINE_CELLS].itertuples(index=False, name=None))


def counted_in(answer: DayAnswer) -> set[str]:
    """Return the claims that the sentence counts in its spreads: those that the panel has above "Not counted"."""
    rows = [rows_by_group(section, answer.day)["main"].numbers for section in answer.sections]
    return {claim.id for numbers in rows for _, claims in numbers for claim in claims}
