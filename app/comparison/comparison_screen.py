"""The comparison on standard output: drawn on a terminal, a tab-separated table when piped."""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from mustermap.app.comparison.answer_screen import draw, write_piped
from mustermap.app.comparison.comparison_rows import lines_of
from mustermap.app.comparison.comparison_texts import title_words
from mustermap.app.terminal.terminal_output import log, one_line, write_line, write_table
from mustermap.words import words_of
from mustermap.words.name_texts import whose_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from mustermap import layers

_MOST_AXES: Final = 12
_MOST_LINES: Final = 60
_PIPED: Final = {
    "standing": "stands", "force": "force", "place_name": "place", "phase": "phase", "part": "part", "by": "by",
    "figures": "figures", "claims": "claims", "independent": "independent", "possible": "possible",
    "last_cited": "last_cited", "disputers": "disputed_by", "echoes": "echoes", "ids": "ids",
}  # fmt: skip


def show(compared: layers.Comparison) -> None:
    """Write a comparison to standard output."""
    if not sys.stdout.isatty():
        log(title_words(compared))
        if compared.sentence:
            log(compared.sentence)
        write_piped(compared.rows) if compared.answer else _write_piped(compared)
        return
    from rich.console import Console

    console = Console(highlight=False)
    console.print(_bold(title_words(compared)))
    axes = compared.axes
    if compared.answer:
        console.print(one_line(compared.sentence), markup=False)
        draw(console, compared)
        return
    if axes.empty:
        console.print(words_of().say("comparison.nothingNow"), markup=False)
    is_pair = compared.area is not None and compared.force is not None
    for axis in islice(axes.itertuples(), _MOST_AXES):
        _draw_axis(console, compared, axis, is_only=is_pair)
    if len(axes) > _MOST_AXES:
        hint = "name --area or --force, or write all of it with -o"
        console.print(f"\nand {len(axes) - _MOST_AXES:,} more, with figures of fewer claimants: {hint}", markup=False)
    _draw_apart(console, compared)


def _draw_axis(console: Any, compared: layers.Comparison, axis: Any, *, is_only: bool) -> None:
    groups = compared.groups[(compared.groups["axis"] == axis.axis).to_numpy()]
    words = words_of()
    voices = words.say("comparison.claimants", count=int(axis.independent))
    counted = "" if axis.quantity == "personnel" else f"{axis.quantity}: "
    facts = f"{voices} · {counted}{words.say('comparison.measured', measure=axis.measure)}"
    where = axis.place_name or words.say("comparison.noPlace")
    console.print()
    console.print(_quiet(facts) if is_only else _bold(f"{whose_text(axis.force, words)} in {where}", f" · {facts}"))
    _draw(console, compared, groups, is_apart=False)


def _draw_apart(console: Any, compared: layers.Comparison) -> None:
    if compared.apart.empty:
        return
    console.print()
    console.print(_bold(words_of().say("comparison.apart")))
    for why, groups in compared.apart.groupby("why", sort=False):
        console.print(_quiet(str(why)))
        _draw(console, compared, groups, is_apart=True)


def _draw(console: Any, compared: layers.Comparison, groups: pd.DataFrame, *, is_apart: bool) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, expand=True)
    table.add_column(min_width=11, no_wrap=True)
    table.add_column(min_width=17, ratio=3, overflow="fold")
    table.add_column(ratio=6, overflow="fold")
    table.add_column(ratio=4, overflow="fold")
    for line in lines_of(compared, groups.head(_MOST_LINES), is_apart=is_apart):
        inner = "  " if line.is_inner else ""
        figures = Text(inner + one_line(line.figures), style="" if inner else "bold")
        about, standing = (Text(one_line(text)) for text in (inner + line.about, line.standing))
        table.add_row(Text(line.phase), figures, about, standing)
    console.print(Padding(table, (0, 0, 0, 2)))
    if len(groups) > _MOST_LINES:
        console.print(f"  and {len(groups) - _MOST_LINES:,} more: write all of it with -o", markup=False)


def _write_piped(compared: layers.Comparison) -> None:
    from mustermap.app.comparison.comparison_answer import with_iso_days

    groups = with_iso_days(compared.groups)
    names = list(_PIPED)
    if compared.from_day != compared.to_day:
        names = ["standing", "from_day", "to_day", *names[1:]]
    if not (compared.groups["by"] != "").any():
        names.remove("by")
    groups = groups.assign(standing=groups["why"].where(groups["reason"] != "", "compared"))
    heads = [_PIPED.get(name, name.removesuffix("_day")) for name in names]
    columns: list[Sequence[str]] = [groups[name].astype("str").tolist() for name in names]
    write_line("\t".join(heads)) if groups.empty else write_table("", heads, list(zip(*columns, strict=True)))


def _bold(text: str, quiet: str = "") -> Any:
    from rich.text import Text

    return Text.assemble((one_line(text), "bold"), (one_line(quiet), "dim"))


def _quiet(text: str) -> Any:
    from rich.text import Text

    return Text(one_line(text), style="italic dim")
