"""How a command speaks: rich on a terminal, plain when piped; data to standard output, progress to standard error."""

from __future__ import annotations

import contextlib
import json
import re
import sys
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from mustermap.data.short_texts import LONGEST_LINE, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from rich.console import Console

    from mustermap.data.files.reading import Reading

#: Below so many columns a table whose words do not fit is written as a list.
_NARROW: Final = 100
_ANY: Final = 10_000
#: Controls but the newline, marks of direction, invisible signs, and what no UTF-8 holds.
_STEERING: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def say(text: str = "") -> None:
    """Write a line of data to standard output; control characters but tabs become blanks."""
    sys.stdout.write("\t".join(map(one_line, text.split("\t"))) + "\n")


def say_lines(text: str) -> None:
    """Write lines of data, as `say` writes one."""
    for line in text.split("\n"):
        say(line)


def tell(text: str) -> None:
    """Write a line about what goes on to standard error; control characters of a report cannot steer the terminal."""
    sys.stderr.write(one_line(text) + "\n")


def write_json(answer: Mapping[str, Any]) -> None:
    """Write an answer as JSON, in which all that could steer a terminal is escaped: it parses to the same."""
    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    text = json.dumps(answer, ensure_ascii=not is_unicode, indent=2)
    sys.stdout.write(_STEERING.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n")


def one_line(text: str) -> str:
    r"""Make a text fit for one line of a terminal: control characters, which could steer it, become blanks.

    Of a very long one the middle is left out: a cell of a file may hold millions of characters.

    Examples
    --------
    >>> one_line("a\x1b[31mb\nc")
    'a [31mb c'
    """
    text = shortened(text, LONGEST_LINE)
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"} else sign for sign in text)


def write_table(title: str, names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table: drawn on a terminal, parted by tabs with a row of names when piped."""
    cleaned = [[one_line(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in ([*names], *cleaned):
            say("\t".join(row))
        return
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(one_line(title)), title_justify="left", title_style="bold", header_style="bold")
    for name in names:
        table.add_column(Text(name), overflow="fold")
    for row in cleaned:
        table.add_row(*(Text(cell) for cell in row))
    console = Console()
    whole = Measurement.get(console, console.options.update(max_width=_ANY), table).minimum
    if console.width < _NARROW and whole > console.width:
        _write_list(console, title, names, cleaned)
    else:
        console.print(table)


def _write_list(console: Console, title: str, names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write rows one below another, where a table would break their words: a line for each cell that is not blank."""
    from rich.padding import Padding
    from rich.text import Text

    console.print(Text(one_line(title), style="bold"))
    width = max(map(len, names))
    for row in rows:
        for number, (name, cell) in enumerate(zip(names, row, strict=True)):
            if cell or number == 0:
                label = Text(f"{name:<{width}}  ", style="dim")
                line = label + Text(cell, style="bold" if number == 0 else "")
                line.overflow = "fold"
                console.print(Padding(line, (0, 0, 0, 0 if number == 0 else 2)))


def remarks(reading: Reading) -> Iterator[str]:
    """Give a line for all that was kept unread and for all that was rejected, each with its place and remedy."""
    yield from (f"note: {one_line(str(remark))}" for remark in reading.notices)
    yield from (f"rejected: {one_line(str(remark))}" for remark in reading.rejected)


@contextlib.contextmanager
def remarking(reading: Reading) -> Iterator[None]:
    """Tell what was rejected also where what is done with the rest fails: that may be why it does."""
    try:
        yield
    except Exception:
        for line in remarks(reading):
            tell(line)
        raise


@contextlib.contextmanager
def working(what: str) -> Iterator[None]:
    """Show on standard error that long work goes on, if that is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status(escape(one_line(what))):
        yield


def count(number: int, what: str) -> str:
    """Say how many of a thing there are.

    Examples
    --------
    >>> count(1, "source"), count(13, "report")
    ('1 source', '13 reports')
    """
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


@contextlib.contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show on standard error how far work has got: a bar on a terminal, a line for each tenth where it is not one."""
    if not sys.stderr.isatty():
        told = 0

        def tell_tenth(done: int, total: int) -> None:
            nonlocal told
            if (tenth := 10 * done // max(total, 1)) > told:
                told = tenth
                tell(f"{title}: {10 * tenth} %")

        yield tell_tenth
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as drawn:
        task = drawn.add_task(escape(one_line(title)), total=None)
        yield lambda done, total: drawn.update(task, completed=done, total=total)
