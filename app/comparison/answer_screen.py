"""The answer of a day on standard output: the sentence and its sections on a terminal, a row a claim when piped."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from mustermap.app.terminal.terminal_output import one_line, write_line, write_table
from mustermap.data.days import is_finite
from mustermap.words import words_of
from mustermap.words.date_texts import age_text
from mustermap.words.name_texts import claimant_text, whose_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from mustermap import layers

_PIPED: Final = (
    *("section", "kind", "claimant", "figures", "said_text", "standing", "force", "component", "unit", "place_name"),
    *("quantity", "earlier", "since", "disputed_by", "id"),
)
_AFTER: Final = {
    "joint force": "joint", "not placed": "unplaced", "larger area": "larger", "other quantity": "quantities",
    "other force": "forces", "last": "last",
}  # fmt: skip
_ROWS: Final = ("whole", "movement", "total", "part")


def write_piped(rows: pd.DataFrame) -> None:
    """Write the rows of an answer as a table, each with its claimant."""
    heads = [name.removesuffix("_text").removesuffix("_name") for name in _PIPED]
    cells = rows.assign(
        kind=rows["kind"].where(rows["kind"] != "whole", ""),
        place_name=rows["place_name"].where(rows["place_ref"] != "", rows["place"]),
    )
    columns = [cells[name].astype("str").tolist() for name in _PIPED]
    write_line("\t".join(heads)) if rows.empty else write_table("", heads, list(zip(*columns, strict=True)))


def draw(console: Any, compared: layers.Comparison) -> None:
    """Draw the sections of an answer on a terminal."""
    for heading, own in groupby(compared.rows.itertuples(), key=_heading):
        console.print()
        console.print(_bold(heading))
        _draw(console, list(own), compared.from_day)


def _heading(line: Any) -> str:
    words = words_of()
    if line.kind in _AFTER:
        return words.say(f"lines.{_AFTER[line.kind]}")
    return words.named("comparison.phases", line.section) or str(line.section)


def _draw(console: Any, lines: list[Any], day: int) -> None:
    """Draw the lines of a section: claimant, day and figure in columns of one width, and notes below over all of it."""
    from rich.padding import Padding
    from rich.text import Text

    for _, several in groupby(lines, key=lambda line: line.line):
        own = list(several)
        for number, line in enumerate(own):
            cells = ("" if number else _who(line), _when(line, day), _figure(line))
            console.print(Padding(_row(cells, is_strong=line.kind in _ROWS), (0, 0, 0, 2)))
        for note in _notes(own[0]):
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


def _who(line: Any) -> str:
    """Return who claims, of which part, where; of other forces, whose troops."""
    words = words_of()
    whose = whose_text(str(line.force), words) if line.kind in ("other force", "joint force", "not placed") else ""
    phase = words.named("phases", str(line.phase)) or "" if line.kind in _AFTER else ""
    part = [text for text in (str(line.component), str(line.unit)) if text]
    where = str(line.place_name or line.place) if line.is_inside or line.kind == "not placed" else ""
    what = ", ".join(text for text in (whose, phase, *part, where) if text)
    who = claimant_text(str(line.claimant), words, str)
    return f"{what}: {who}" if what else who


def _figure(line: Any) -> str:
    figure = str(line.figures)
    return words_of().say("answer.denied", figures=figure) if line.kind == "denied" else figure


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
    measure = {"movement": "lines.asMovement", "total": "lines.asTotal", "later": "lines.later"}.get(line.kind, "")
    return ", ".join(text for text in (when, age, standing, words.say(measure) if measure else "") if text)


def _notes(line: Any) -> Iterator[str]:
    """Yield what the claimant said before and after, and who disputes it."""
    words = words_of()
    if line.earlier:
        yield words.say("lines.earlier", claims=line.earlier_text)
    if line.since:
        yield words.say("lines.since", claim=line.since_text)
    if line.disputed_by:
        yield words.say("lines.disputed", who=line.disputers)


def _bold(text: str) -> Any:
    from rich.text import Text

    return Text(one_line(text), style="bold")
