"""No module looks at the environment while it is imported: what is set before a command starts is heeded, not what was
set before its modules were imported. `tests.warm_process` imports them for many commands at once."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARTS: Final = ("app", "data", "face", "geo", "layers", "maps", "words")
OF_A_PROCESS: Final = {
    *("environ", "environb", "getenv", "cwd", "getcwd", "chdir", "home", "expanduser", "absolute", "resolve"),
    *("argv", "stdin", "stdout", "stderr", "isatty", "get_terminal_size", "gettempdir", "getpid", "getuser", "geteuid"),
    *("setlocale", "getlocale", "umask", "getrlimit", "setrlimit", "today", "now"),
}
"""What differs from one process to the next."""
FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def when_imported(node: ast.AST) -> Iterator[ast.AST]:
    """Go through what is run when a module is imported: all but the bodies of its functions."""
    yield node
    for name, field in ast.iter_fields(node):
        if isinstance(node, FUNCTIONS) and name in {"body", "returns"}:
            continue
        for one in field if isinstance(field, list) else [field]:
            if isinstance(one, ast.AST) and not is_skipped(one):
                yield from when_imported(one)


def is_skipped(node: ast.AST) -> bool:
    """Check whether a block is not run: for types only, or only where the module is the program."""
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "__name__ == '__main__'"}


def looked_at(text: str) -> list[str]:
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in when_imported(ast.parse(text))
        if (isinstance(node, ast.Attribute) and node.attr in OF_A_PROCESS)
        or (isinstance(node, ast.Name) and node.id in OF_A_PROCESS)
    ]


def test_no_module_looks_at_the_environment_while_it_is_imported(root: Path) -> None:
    files = [
        path
        for part in PARTS
        for path in sorted((root / part).rglob("*.py"))
        if "node_modules" not in path.parts and "build" not in path.parts
    ]
    assert len(files) > 200
    found = {path.relative_to(root).as_posix(): looked_at(path.read_text("utf-8")) for path in files}
    assert {name: there for name, there in found.items() if there} == {}


@pytest.mark.parametrize(
    "planted",
    [
        "SECONDS = int(os.environ.get('MUSTERMAP_SECONDS') or 60)",
        "def ask(folder=Path.cwd()): ...",
        "class Settings:\n    home: Path = Path.home()",
        "if sys.stdout.isatty():\n    COLOUR = True",
        "from os import getenv\nLEDGER = getenv('MUSTERMAP_LEDGER')",
        "@cached(os.getpid())\ndef ask(): ...",
    ],
)
def test_a_look_at_the_environment_is_found(planted: str) -> None:
    assert looked_at(planted) != []


@pytest.mark.parametrize(
    "allowed",
    [
        "def ledger():\n    return os.environ['MUSTERMAP_LEDGER']",
        "LATER = lambda: Path.cwd()",
        "class Answer:\n    def today(self):\n        return date.today()",
        "if __name__ == '__main__':\n    main(sys.argv)",
    ],
)
def test_what_is_looked_at_later_is_left_alone(allowed: str) -> None:
    assert looked_at(allowed) == []
