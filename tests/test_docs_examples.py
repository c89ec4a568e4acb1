"""What the documentation shows a reader doing does what it shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests import examples
from tests.terminal import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WITH_EXAMPLES = [
    page for page in examples.pages() if {one.language for one in examples.fences(page)} & {"console", "python"}
]


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_example_shows_what_a_terminal_shows(page: Path, tmp_path: Path) -> None:
    examples.run(page, tmp_path)


def test_an_example_that_shows_something_else_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo one\none\n$ echo two\nthree\n```\n")
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(AssertionError, match=r"page.md line 2: echo two[\s\S]*three"):
        examples.run(page, folder)


def test_an_example_that_fails_unannounced_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ false\n$ echo $?\n1\n$ exit 3\n```\n")
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(AssertionError, match=r"exit 3\nended with 3"):
        examples.run(page, folder)


def names(program: Any, before: str = "mustermap") -> list[str]:
    """Give every command, those of a group after its name."""
    found = []
    for name, command in getattr(program, "commands", {}).items():
        found += [f"{before} {name}", *names(command, f"{before} {name}")]
    return found


def test_each_command_has_an_example_that_is_run() -> None:
    from typer.main import get_command

    from mustermap.app.cli import app

    run = [
        re.sub(r"\\\n *", "", command)
        for page in WITH_EXAMPLES
        for fence in examples.fences(page)
        if fence.language == "console"
        for command, _ in examples.commands(fence.text)
    ]
    every = names(get_command(app))
    assert "mustermap gazetteer add" in every
    assert [name for name in every if not any(re.match(rf"{name}\b", command) for command in run)] == []
