"""Output of commands: rich on a terminal, plain when piped; data to standard output, progress to standard error."""

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

#: On a terminal with fewer columns, a table whose words do not fit is written as a list.
_NARROW: Final = 100
_ANY: Final = 10_000
#: Control characters but the newline, marks of direction, invisible characters, and surrogates.
_STEERING: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def write_line(text: str = "") -> None:
    """Write a line of data to standard output; control characters but tabs become blanks."""
    sys.stdout.write("\t".join(map(one_line, text.split("\t"))) + "\n")


def write_lines(text: str) -> None:
    """Write lines of data, as `write_line` writes one."""
    for line in text.split("\n"):
        write_line(line)


def log(text: str) -> None:
    """Write a line about the work to standard error; control characters of a report cannot control the terminal."""
    sys.stderr.write(one_line(text) + "\n")


def write_json(answer: Mapping[str, Any]) -> None:
    """Write an answer as JSON, with control characters escaped, so that they cannot control the terminal."""
    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    text = json.dumps(answer, ensure_ascii=not is_unicode, indent=2)
    sys.stdout.write(_STEERING.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n")


def one_line(text: str) -> str:
    r"""Return a text for one line of a terminal: control characters become blanks.

    A very long text is shortened in the middle: a cell of a file can hold millions of characters.

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
    """Write a table: drawn on a terminal, separated by tabs with a row of names when piped."""
    cleaned = [[one_line(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in ([*names], *cleaned):
            write_line("\t".join(row))
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
    """Write a table as a list, where its columns would break words: a line for each cell that is not blank."""
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
    """Yield a line for all that could not be parsed or was rejected, each with its place and remedy."""
    yield from (f"note: {one_line(str(remark))}" for remark in reading.notices)
    yield from (f"rejected: {one_line(str(remark))}" for remark in reading.rejected)


@contextlib.contextmanager
def remarking(reading: Reading) -> Iterator[None]:
    """Write what was rejected if the work on the rest fails, since it may be the cause."""
    try:
        yield
    except Exception:
        for line in remarks(reading):
            log(line)
        raise


@contextlib.contextmanager
def working(what: str) -> Iterator[None]:
    """Show on standard error that long work is running, if it is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status(escape(one_line(what))):
        yield


def count(number: int, what: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> count(1, "source"), count(13, "report")
    ('1 source', '13 reports')
    """
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


@contextlib.contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show the progress of work on standard error: a bar on a terminal, else a line for each tenth."""
    if not sys.stderr.isatty():
        told = 0

        def tell_tenth(done: int, total: int) -> None:
            nonlocal told
            if (tenth := 10 * done // max(total, 1)) > told:
                told = tenth
                log(f"{title}: {10 * tenth} %")

        yield tell_tenth
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as drawn:
        task = drawn.add_task(escape(one_line(title)), total=None)
        yield lambda done, total: drawn.update(task, completed=done, total=total)
