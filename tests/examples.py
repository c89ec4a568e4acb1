"""The examples of the documentation, run as a reader runs them: page by page, each page in an empty folder.

A fence ``console`` holds commands after ``$ ``, and below each what a terminal of 120 columns shows; ``…`` stands for
anything. A command succeeds, or ``$ echo $?`` below it says how it ended. ``^C`` as the last line: what stands before
it is waited for, then Ctrl-C is pressed. A fence with a title, such as ``csv title="reports.csv"``, is a file that the
reader has; the fences ``python`` of a page make one script. markdown-it-py reads the pages, doctest compares.
"""

from __future__ import annotations

import os
import re
from contextlib import closing
from dataclasses import dataclass
from doctest import ELLIPSIS, REPORT_NDIFF, Example, OutputChecker
from http.client import HTTPConnection
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from tests.terminal import ROOT, Terminal
from tests.warm_process import run_python, write_command

if TYPE_CHECKING:
    from pathlib import Path

INTERRUPTED = 130


@dataclass(frozen=True)
class Fence:
    """A fence of a page."""

    page: Path
    line: int
    language: str
    title: str
    text: str


def pages() -> list[Path]:
    """Give the pages for readers: decisions are for those who change the code."""
    docs = [page for page in sorted((ROOT / "docs").rglob("*.md")) if page.parent.name != "adr"]
    return [ROOT / "README.md", *docs]


def fences(page: Path) -> list[Fence]:
    """Give the fences of a page, in order."""
    found = []
    for token in MarkdownIt().parse(page.read_text("utf-8")):
        if token.type == "fence":
            language, _, rest = token.info.strip().partition(" ")
            title = re.search(r'title="([^"]+)"', rest)
            line = (token.map or [0])[0] + 2
            found.append(Fence(page, line, language, title[1] if title else "", token.content))
    return found


def commands(text: str) -> list[tuple[str, str]]:
    """Part a console's text into commands, each with what it shows."""
    parts = re.split(r"^\$ ", text, flags=re.M)
    assert parts[0] == "", f"a console begins with a command, not with {parts[0]!r}"
    found = []
    for part in parts[1:]:
        command = re.match(r"(?:.*\\\n)*.*\n", part)
        assert command, part
        found.append((command[0].rstrip("\n").replace("\\\n> ", "\\\n"), part[command.end() :]))
    return found


def run(page: Path, folder: Path) -> None:
    """Do what a page shows, and compare.

    Raises
    ------
    AssertionError
        If a command or a script fails or shows something else.
    """
    bin_folder = folder / ".bin"
    bin_folder.mkdir()
    write_command(bin_folder / "mustermap")
    for fence in fences(page):
        if fence.title:
            (folder / fence.title).write_text(fence.text, encoding="utf-8")
        elif fence.language == "console":
            _run_console(fence, folder)
    if script := "\n".join(fence.text for fence in fences(page) if fence.language == "python"):
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = run_python("-W", "error", "-c", script, cwd=folder, env=environment)
        assert done.returncode == 0, f"{page.name}:\n{done.stdout}{done.stderr}"


def _run_console(fence: Fence, folder: Path) -> None:
    before, asked = 0, [*commands(fence.text), ("", "")]
    for (command, shown), (following, _) in pairwise(asked):
        ended, printed = run_command(f"(exit {before}); {command}", shown, folder)
        where = f"{fence.page.name} line {fence.line}: {command}"
        example = Example(command, plain(shown))
        right = _checker.check_output(example.want, printed, ELLIPSIS)
        assert right, f"{where}\n{_checker.output_difference(example, printed, ELLIPSIS | REPORT_NDIFF)}"
        before = ended
        assert ended == 0 or following == "echo $?", f"{where}\nended with {ended}:\n{printed}"


def run_command(command: str, shown: str, folder: Path) -> tuple[int, str]:
    """Run a command in a terminal; give how it ended, and what it printed, without blanks at the ends of lines."""
    environment = {
        "COLUMNS": "120",
        "HOME": str(folder),
        "LINES": "50",
        "MUSTERMAP_CACHE": str(folder / ".cache"),
        "MUSTERMAP_GAZETTEER": str(folder / ".gazetteer.sqlite"),
        "MUSTERMAP_WEB_FOLDER": str(folder / ".web"),
        "PATH": f"{folder / '.bin'}:{os.environ['PATH']}",
    }
    first, stopped, _ = shown.partition("^C\n")
    if stopped:
        environment["COLD"] = "1"
    with Terminal("-c", command, folder=folder, program=("sh",), **environment) as terminal:
        if stopped:
            terminal.wait_until(lambda printed: _checker.check_output(plain(first), tidy(printed), ELLIPSIS))
            if address := re.search(r"http://[^/:]+:(\d+)/", terminal.printed):
                with closing(HTTPConnection("127.0.0.1", int(address[1]))) as asked:
                    asked.request("GET", "/")
                    asked.getresponse().read()  # a server that answers can be stopped, too
            terminal.type("\x03")
            return (0 if terminal.end() in (0, INTERRUPTED, -2) else 1), tidy(terminal.printed)
        return terminal.end(), tidy(terminal.printed)


def plain(shown: str) -> str:
    """Write what a page shows in doctest's words."""
    return tidy(shown.replace("^C\n", "").replace("…", "..."))


def tidy(text: str) -> str:
    """Leave out blanks at the ends of lines."""
    lines = [line.rstrip() for line in text.splitlines()]
    return "".join(f"{line}\n" for line in lines)


_checker = OutputChecker()
