"""The claims over a period on a terminal: section by section, a line for the days on which each claim leads."""

from __future__ import annotations

from datetime import date
from itertools import groupby, islice, pairwise
from typing import TYPE_CHECKING, Any, Final

from mustermap.app.comparison.answer_screen import MORE_HINT, MOST_SUBJECTS
from mustermap.app.comparison.screen_texts import bold, figure_of, heading_of, subject_text, who_text
from mustermap.app.terminal.terminal_output import one_line
from mustermap.data.days import day_of, is_finite
from mustermap.words import words_of
from mustermap.words.date_texts import day_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mustermap import layers

_DAYS_WIDE: Final = len("30 Sept 2022 to 30 Sept 2022")
_MOST_LINES: Final = 60
_MOST_OF_MANY: Final = 8
_ROWS: Final = ("whole", "movement", "total", "part")


def draw_period(console: Any, compared: layers.Comparison) -> None:
    """Draw the claims over a period, section by section; of several subjects, each under its name."""
    is_one = compared.area is not None and compared.force is not None
    subjects = groupby(compared.rows.itertuples(), key=lambda row: row.subject)
    for _, several in islice(subjects, MOST_SUBJECTS):
        own: list[Any] = list(several)
        if not is_one:
            console.print()
            console.print(bold(subject_text(own[0])))
        for heading, rows in groupby(own, key=lambda row: _heading(row, compared.by)):
            _draw_section(console, heading, list(rows), compared, is_one=is_one)
    if (rest := len(compared.subjects) - MOST_SUBJECTS) > 0:
        console.print(f"\nand {rest:,} more subjects: {MORE_HINT}", markup=False)
    if compared.silent and not is_one:
        counted = f"{compared.silent:,} {'subject' if compared.silent == 1 else 'subjects'}"
        console.print(f"\nand {counted} without a claim in this period", markup=False)


def _heading(row: Any, by: str) -> str:
    month = day_text(day_of(date.fromisoformat(f"{row.month}-01")), words_of(), "month") if row.month else ""
    return " · ".join(text for text in (heading_of(row, by), month) if text)


def _draw_section(
    console: Any, heading: str, rows: Sequence[Any], compared: layers.Comparison, *, is_one: bool
) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    indent, most = (0, _MOST_LINES) if is_one else (2, _MOST_OF_MANY)
    lines = list(_lines(rows))
    if is_one:
        console.print()
    console.print(Padding(Text(one_line(heading), style="bold" if is_one else "italic"), (0, 0, 0, indent)))
    for own in lines[:most]:
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, expand=True, pad_edge=False)
        table.add_column(min_width=_DAYS_WIDE, no_wrap=True)
        table.add_column(ratio=11)
        table.add_column(ratio=9, justify="right")
        first = own[0]
        cells = (_days(first.from_day, own[-1].to_day), who_text(first, compared.by), figure_of(first))
        days, who, figure = map(one_line, cells)
        table.add_row(Text(days), Text(who), Text(figure, style="bold" if first.kind in _ROWS else ""))
        console.print(Padding(table, (0, 0, 0, indent + 2)))
        console.print(Padding(Text(one_line("; ".join(_notes(own))), style="dim"), (0, 0, 0, indent + 4)))
    if len(lines) > most:
        console.print(Padding(Text(f"and {len(lines) - most:,} more: {MORE_HINT}"), (0, 0, 0, indent + 2)))


def _lines(rows: Sequence[Any]) -> Iterator[list[Any]]:
    """Yield the runs of each claim that follow one another without a gap."""
    for _, several in groupby(rows, key=lambda row: row.id):
        runs = list(several)
        breaks = [at for at, (one, other) in enumerate(pairwise(runs), start=1) if one.to_day + 1 != other.from_day]
        for begin, end in pairwise([0, *breaks, len(runs)]):
            yield runs[begin:end]


def _notes(runs: Sequence[Any]) -> Iterator[str]:
    """Yield when it was said, how it holds if not as usual, what it took the place of, and who disputes it."""
    words, first = words_of(), runs[0]
    has_day = is_finite(int(first.said_from_day)) or is_finite(int(first.said_to_day))
    yield words.say("said", day=first.said_text) if has_day else words.say("lines.dayNotKnown")
    measure = {"movement": "lines.asMovement", "total": "lines.asTotal"}.get(first.kind)
    if measure:
        yield words.say(measure)
    if all(run.standing == "stated" for run in runs) and len(runs) == 1 and first.end:
        yield "stated for these days"
    for standing in ("stale", "vague"):
        if days := [run for run in runs if run.standing == standing]:
            when = " and ".join(_part(run, runs) for run in days)
            yield " ".join(text for text in (words.say(f"lines.standing.{standing}"), when) if text)
    if first.earlier:
        yield words.say("lines.earlier", claims=first.earlier_text)
    if first.disputed_by:
        yield words.say("lines.disputed", who=first.disputers)


def _part(run: Any, runs: Sequence[Any]) -> str:
    """Return on which of the days of several runs one is; blank for all of them."""
    is_first, is_last = run is runs[0], run is runs[-1]
    if is_first and is_last:
        return ""
    if is_first:
        return f"until {_day(run.to_day)}"
    return f"from {_day(run.from_day)}" if is_last else _days(run.from_day, run.to_day)


def _days(first: int, last: int) -> str:
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def _day(day: int) -> str:
    return day_text(int(day), words_of(), "short")
