"""Read the answers of ``sentences.json``.

A row is ``{"who", "claims"}``, a claim ``id figure said standing wording``. A figure is written as in ``words.json``:
``~4300``, ``(1000,)``, ``(0,9000]``. A day of saying is ``2022-10-30``, a range ``2023-01-15..2023-01-16``, open at
either side where nothing bounds it, or ``?``. Disputes follow the standing, ``carried!d1!d2``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from mustermap.data.days import day_of
from mustermap.data.figures import Figure
from mustermap.layers.comparison.answer import AnswerRow, AnswerSection, Beside, DayAnswer, RowClaim, Said
from tests.cases import BOUNDS, bounds_in

Cells = dict[str, Any]


def read_answer(cells: Cells) -> DayAnswer:
    beside = {name: _beside(cells, name) for name in ("jointly", "unplaced", "larger", "last")}
    sections = tuple(_section(section) for section in cells.get("sections", []))
    return DayAnswer(day=_day(cells["day"]), force=cells.get("force", ""), sections=sections, **beside)


def _section(cells: Cells) -> AnswerSection:
    rows = tuple(_row(row) for row in cells.get("rows", []))
    beside = {name: _beside(cells, name) for name in ("no_number", "denied", "later")}
    return AnswerSection(phase=cells["phase"], measure=cells.get("measure", ""), rows=rows, **beside)


def _row(cells: Cells) -> AnswerRow:
    named = tuple(_day(text) for text in cells.get("named_days", []))
    claims = tuple(_claim(text, named) for text in cells["claims"])
    texts = {name: cells[name] for name in ("kind", "label", "place", "voice") if name in cells}
    return AnswerRow(claimant=cells["who"], claims=claims, **texts)


def _claim(text: str, named: tuple[int, ...]) -> RowClaim:
    name, figure, said, held, *wording = text.split(" ", 4)
    standing, *disputes = held.split("!")
    return RowClaim(
        id=name, figure=read_bounds(figure), said=read_said(said), standing=standing, wording="".join(wording),  # type: ignore[arg-type]
        named_days=named, disputed_by=tuple(disputes),
    )  # fmt: skip


def _beside(cells: Cells, name: str) -> tuple[Beside, ...]:
    return tuple(
        Beside(
            id=one["id"],
            claimant=one["who"],
            figure=read_bounds(one["figure"]) if "figure" in one else None,
            forces=tuple(one.get("forces", ())),
            start=one.get("start", ""),
            end=one.get("end", ""),
            said=read_said(one.get("said", "?")),
            until_day=_day(one["until"]) if "until" in one else None,
            disputed_by=tuple(one.get("disputed_by", ())),
        )
        for one in cells.get(name, [])
    )


def read_bounds(text: str) -> Figure:
    cells: Cells = dict(zip(BOUNDS, bounds_in(text), strict=True))
    numbers = {name: float(cell) if cell else None for name, cell in cells.items() if not isinstance(cell, bool)}
    return Figure(**{**cells, **numbers})


def read_said(text: str) -> Said:
    if text == "?":
        return None, None
    earliest, is_range, latest = text.partition("..")
    ends = tuple(_day(end) if end else None for end in (earliest, latest if is_range else earliest))
    return ends[0], ends[1]


def _day(text: str) -> int:
    return day_of(date.fromisoformat(text))
