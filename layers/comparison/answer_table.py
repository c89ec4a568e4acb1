"""The answer of a day as a table: a row for each claim that it shows, section by section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST
from mustermap.data.report_table import spread_texts
from mustermap.layers.claim_columns import CLAIMS_COLUMNS, Column, frame_of, texts_of
from mustermap.layers.comparison.group_texts import claim_figures, disputes_of
from mustermap.layers.saying_days import saying_days
from mustermap.words.date_texts import said_text
from mustermap.words.name_texts import phase_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

    from mustermap.layers.comparison.answer import AnswerRow, Beside, DayAnswer, Said
    from mustermap.words import Words

LineKind = Literal[
    "whole", "movement", "total", "part", "no number", "denied", "later", "joint force", "not placed", "larger area",
    "other quantity", "other force", "last",
]  # fmt: skip

_TAKEN: Final = (
    *("claimant", "attributed_to", "force", "component", "unit", "phase", "quantity", "measure", "figure"),
    *("figure_text", "figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best"),
    *("place", "place_ref", "place_name", "place_precision", "said", "said_wording", "start", "end", "summary"),
    *("source", "source_title", "source_publisher", "source_url", "source_published"),
)

ANSWER_COLUMNS: Final = (
    Column(
        "line", "int64", "number of the line, in the order in which they are shown; claims that lead together share it"
    ),
    *texts_of(
        section="the phase of its section; blank is phase not said, or after the sections",
        kind="whole, movement, total or part, of a row of the section; else no number, denied, later, joint force, "
        "not placed, larger area, other quantity, other force, last",
        standing="how the claim holds on the day: stated, carried, stale or vague; blank if it does not",
        figures="its figure as a text, with what it counts",
        said_text="on which day it was said, as a text",
    ),
    Column(
        "said_from_day",
        "float64",
        "the first day on which it can have been said, as far as reports name it; NaN is none",
    ),
    Column("said_to_day", "float64", "the last such day; NaN is none"),
    Column("is_inside", "bool", "whether it is about a place inside the area"),
    *texts_of(
        id="the report's id",
        earlier="ids of the claims that the line has replaced, the newest first, separated by ;",
        earlier_text="their figures and the days on which they were said, as a text",
        since="id of what the claimant said later of the same troops in a phase that comes after",
        since_text="its figure, its phase and the day on which it was said, as a text",
        disputed_by="ids of the disputes said by then, separated by ;",
        disputers="who disputes it, the first few names",
    ),
    *(column for name in _TAKEN for column in CLAIMS_COLUMNS if column.name == name),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A claim that an answer shows.

    Attributes
    ----------
    number : int
        Of the line; claims that lead together share it.
    section : str
        The phase of its section; blank after the sections.
    kind : str
        What it is there.
    id : str
        The report's id.
    said : tuple
        When it was said.
    is_inside : bool
        Whether it is about a place inside the area.
    standing, earlier, since : str
        As in ``ANSWER_COLUMNS``.
    """

    number: int
    section: str
    kind: LineKind
    id: str
    said: Said
    is_inside: bool = False
    standing: str = ""
    earlier: str = ""
    since: str = ""


def lines_of(answer: DayAnswer) -> list[Line]:
    """Return the claims of an answer in the order in which they are shown."""
    made: list[Line] = []
    for section in answer.sections:
        for row in section.rows:
            made += _row_lines(row, section.phase, _next(made))
        asides = (("no number", section.no_number), ("denied", section.denied), ("later", section.later))
        for kind, found in asides:
            made += _aside_lines(found, section.phase, kind, _next(made))  # type: ignore[arg-type] # one of LineKind
    after: tuple[tuple[LineKind, tuple[Beside, ...]], ...] = (
        ("joint force", answer.jointly),
        ("not placed", answer.unplaced),
        ("larger area", answer.larger),
        ("other quantity", answer.quantities),
        ("other force", answer.forces),
        ("last", answer.last),
    )
    for kind, found in after:
        made += _aside_lines(found, "", kind, _next(made))
    return made


def answer_table(claims: gpd.GeoDataFrame, answer: DayAnswer, disputes: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return the claims of an answer as a table.

    Parameters
    ----------
    claims
        The claims table.
    answer
        The answer of a day.
    disputes
        Who had disputed what, as ``layers.disputes_said`` returns it.
    words
        The language of figures and days.

    Returns
    -------
    pandas.DataFrame
        The columns of ANSWER_COLUMNS, in the order in which the claims are shown.
    """
    lines = lines_of(answer)
    position = pd.Index(claims["id"])
    rows = position.get_indexer(pd.Index([line.id for line in lines], dtype=object))
    of_claim = claims.iloc[rows]
    codes, figures = claim_figures(of_claim, words)
    pairs = tuple(position.get_indexer(pd.Index(disputes[name])).astype(np.int64) for name in ("dispute", "target"))
    said = _Mentions(claims, position, lines, words)
    columns: dict[str, Any] = {
        "line": [line.number for line in lines],
        **{name: _texts([getattr(line, name) for line in lines]) for name in ("section", "kind", "standing")},
        "figures": spread_texts(figures, codes),
        "said_text": _texts([said_text(*line.said, words) for line in lines]),
        "said_from_day": [DISTANT_PAST if line.said[0] is None else line.said[0] for line in lines],
        "said_to_day": [DISTANT_FUTURE if line.said[1] is None else line.said[1] for line in lines],
        "is_inside": [line.is_inside for line in lines],
        **{name: _texts([getattr(line, name) for line in lines]) for name in ("id", "earlier", "since")},
        "earlier_text": _texts([said.texts(line.earlier) for line in lines]),
        "since_text": _texts([said.texts(line.since, with_phase=True) for line in lines]),
        **disputes_of(claims, rows.astype(np.int64), np.arange(len(rows)), (pairs[0], pairs[1]), words),
        **{name: of_claim[name] for name in _TAKEN},
    }
    return frame_of(ANSWER_COLUMNS, columns)


class _Mentions:
    """Claims that lines name beside their own, as texts."""

    def __init__(self, claims: gpd.GeoDataFrame, position: pd.Index[Any], lines: list[Line], words: Words) -> None:
        ids = list(dict.fromkeys(one for line in lines for ids in (line.earlier, line.since) for one in _ids(ids)))
        these = claims.iloc[position.get_indexer(pd.Index(ids, dtype=object))]
        codes, figures = claim_figures(these, words)
        self._figures = dict(zip(ids, (figures[code] for code in codes), strict=True))
        self._phases = dict(zip(ids, (phase_text(str(phase), words) for phase in these["phase"]), strict=True))
        self._said = dict(zip(ids, (said_text(*said, words) for said in saying_days(these)), strict=True))

    def texts(self, ids: str, *, with_phase: bool = False) -> str:
        """Return the figures of claims and when each was said; the newest first, as they are named."""
        return "; ".join(self._text(one, with_phase=with_phase) for one in _ids(ids))

    def _text(self, one: str, *, with_phase: bool) -> str:
        texts = [self._figures[one], self._phases[one] if with_phase else "", self._said[one]]
        return ", ".join(text for text in texts if text)


def _ids(joined: str) -> list[str]:
    return joined.split(";") if joined else []


def _row_lines(row: AnswerRow, phase: str, number: int) -> Iterator[Line]:
    kind: LineKind = "part" if row.place and row.kind == "whole" else row.kind
    since = row.since.id if row.since else ""
    # What is known leads: a claim of vague dates may have been said before or after it.
    for claim in sorted(row.claims, key=lambda claim: claim.standing == "vague"):
        yield Line(
            number, phase, kind, claim.id, claim.said, bool(row.place), claim.standing, ";".join(row.earlier), since
        )


def _aside_lines(found: tuple[Beside, ...], phase: str, kind: LineKind, number: int) -> Iterator[Line]:
    for place, one in enumerate(found):
        yield Line(number + place, phase, kind, one.id, one.said, bool(one.place), one.standing or "")


def _next(lines: list[Line]) -> int:
    return lines[-1].number + 1 if lines else 0


def _texts(texts: list[str]) -> pd.Series[str]:
    return pd.Series(texts, dtype="str")
