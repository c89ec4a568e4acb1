"""The answer of a day on standard output: sentences and sections on a terminal, a row a claim when piped."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, Final

from mustermap.app.comparison.screen_texts import bold, figure_of, heading_of, subject_text, who_text
from mustermap.app.terminal.terminal_output import one_line
from mustermap.data.days import is_finite
from mustermap.words import words_of
from mustermap.words.date_texts import age_text
from mustermap.words.name_texts import claimant_text, whose_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mustermap import layers
    from mustermap.words import Words

MOST_SUBJECTS: Final = 12
MORE_HINT: Final = "name --area or --force, or write all of it with -o"
_MOST_BESIDE: Final = 4
_ROWS: Final = ("whole", "movement", "total", "part")


def draw(console: Any, compared: layers.Comparison) -> None:
    """Draw the sections of an answer on a terminal."""
    for heading, own in groupby(compared.rows.itertuples(), key=lambda row: heading_of(row, compared.by)):
        console.print()
        console.print(bold(heading))
        _draw(console, list(own), compared)


def draw_subjects(console: Any, compared: layers.Comparison) -> None:
    """Draw each of several subjects on a terminal as a sentence; those without a figure are counted in a last line."""
    from rich.padding import Padding
    from rich.text import Text

    rows, told = compared.rows, compared.subjects
    with_figures = told[(told["figures"] > 0).to_numpy()]
    for number in islice(with_figures["subject"], MOST_SUBJECTS):
        own: list[Any] = list(rows[(rows["subject"] == number).to_numpy()].itertuples())
        console.print()
        console.print(bold(subject_text(own[0])))
        for text in _sentences(compared, int(number), own):
            console.print(Padding(Text(one_line(text)), (0, 0, 0, 2)))
    console.print()
    if (rest := len(with_figures) - MOST_SUBJECTS) > 0:
        console.print(f"and {rest:,} more with figures: {MORE_HINT}", markup=False)
    if text := _without_figures(compared):
        console.print(text, markup=False)


def _sentences(compared: layers.Comparison, number: int, own: Sequence[Any]) -> Iterator[str]:
    """Yield the sentence of a subject, and a line for the claims of joint forces and on a larger area beside it."""
    if number >= len(compared.answers):
        yield _listed(own)
        return
    one = compared.answers[number]
    yield one.sentence
    if one.answer.sections:  # else they are in the sentence
        for kind, several in groupby(own, key=lambda row: row.kind):
            if kind in ("joint force", "larger area"):
                lines = list(several)
                yield f"{heading_of(lines[0], '')}: {_listed(lines)}"


def _listed(rows: Sequence[Any]) -> str:
    """Return the first few figures of some claims, each with its claimant; of those without a number how many."""
    words = words_of()
    with_number = [row for row in rows if row.figure_text]
    texts = [
        words.say("answer.by", figure=f"{_whose(row)}{row.figures}", who=claimant_text(str(row.claimant), words, str))
        for row in with_number[:_MOST_BESIDE]
    ]
    if (rest := len(rows) - len(texts)) > 0:
        texts.append(f"{rest:,} more" if texts else f"{rest:,} without a number")
    return "; ".join(texts)


def _whose(row: Any) -> str:
    where = f" {row.place}" if row.kind == "not placed" and row.place else ""
    whose = whose_text(str(row.force), words_of(), str) if row.kind == "joint force" else ""
    return f"{whose}{where} ".lstrip() if whose or where else ""


def _without_figures(compared: layers.Comparison) -> str:
    """Return how many subjects have no figure, and how many no claim; blank where all have one."""
    silent = int((compared.subjects["figures"] == 0).sum())
    when = "on this day" if compared.is_day else "in this period"
    counted = ((silent, f"without a figure {when}"), (compared.silent, f"without a claim {when}"))
    texts = [f"{count:,} {'subject' if count == 1 else 'subjects'} {text}" for count, text in counted if count]
    return f"and {', '.join(texts)}" if texts else ""


def _draw(console: Any, lines: list[Any], compared: layers.Comparison) -> None:
    """Draw the lines of a section: claimant, day and figure in columns of one width, and notes below over all of it."""
    from rich.padding import Padding
    from rich.text import Text

    for _, several in groupby(lines, key=lambda line: line.line):
        own = list(several)
        for number, line in enumerate(own):
            cells = ("" if number else who_text(line, compared.by), _when(line, compared.from_day), figure_of(line))
            console.print(Padding(_row(cells, is_strong=line.kind in _ROWS), (0, 0, 0, 2)))
        for note in _notes(own):
            console.print(Padding(Text(one_line(note), style="dim"), (0, 0, 0, 4)))


def _row(cells: tuple[str, str, str], *, is_strong: bool) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, expand=True, pad_edge=False)
    table.add_column(ratio=11)
    table.add_column(ratio=9)
    table.add_column(ratio=8, justify="right")
    who, when, figure = map(one_line, cells)
    table.add_row(Text(who), Text(when), Text(figure, style="bold" if is_strong else ""))
    return table


def _when(line: Any, day: int) -> str:
    """Return when it was said, how long before the day, and how it holds on it if not as usual."""
    words = words_of()
    first, last = (int(number) if is_finite(int(number)) else None for number in (line.said_from_day, line.said_to_day))
    when = words.say("lines.dayNotKnown") if first is None and last is None else str(line.said_text)
    is_telling = line.standing in ("stated", "stale", "vague") and not (
        line.standing == "vague" and first == last is None
    )
    standing = words.say(f"lines.standing.{line.standing}") if is_telling else ""
    age = "" if line.standing == "stale" else age_text(first, last, day, words)
    if line.standing == "vague" and is_telling:
        age = _later(first, last, day, words) or age
    measure = {"movement": "lines.asMovement", "total": "lines.asTotal", "later": "lines.later"}.get(line.kind, "")
    return ", ".join(text for text in (when, age, standing, words.say(measure) if measure else "") if text)


def _later(first: int | None, last: int | None, day: int, words: Words) -> str:
    """Say that something was, or may have been, said after the day: else its row looks like a slip."""
    if first is not None and first > day:
        return words.say("lines.saidLater")
    return words.say("lines.perhapsSaidLater") if last is not None and last > day else ""


def _notes(own: Sequence[Any]) -> Iterator[str]:
    """Yield why a word is not counted, what the claimant said before and after, and who disputes it."""
    words = words_of()
    line = own[0]
    if any(one.kind == "whole" and one.standing in ("stated", "carried") and not one.counted for one in own):
        yield words.say("lines.wordNote")
    if line.earlier:
        yield words.say("lines.earlier", claims=line.earlier_text)
    if line.since:
        yield words.say("lines.since", claim=line.since_text)
    if line.disputed_by:
        yield words.say("lines.disputed", who=line.disputers)
