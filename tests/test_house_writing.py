"""The house: in `app` and `maps` a file is opened for writing by `mustermap.data.whole_files` alone."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PRIVATE: Final = {
    # What the program keeps for itself, in a folder of the user's, and writes whole by its own means.
    "app/private_files.py": "the sessions, tokens and drafts, which only their owner may read",
    "app/web/uploads.py": "what was sent, in a new folder that nobody else may enter",
    "app/web/form_drafts.py": "the drafts of the web app, an SQLite file",
    # No files at all.
    "app/streams.py": "the null device",
    "app/web/upload_process.py": "standard output",
}
"""The modules that may, and what they write."""

_OPENERS: Final = {"open", "fdopen", "FileIO", "OSFile", "ZipFile", "TarFile", "GzipFile", "memory_map"}
_WRITERS: Final = {
    "write_text", "write_bytes", "touch", "copy", "copy2", "copyfile", "copyfileobj", "copytree", "move", "rename",
    "renames", "link", "symlink", "symlink_to", "hardlink_to", "truncate", "mkstemp", "NamedTemporaryFile",
    "FileHandler", "output_stream", "OSFile", "write_table", "write_feather", "write_csv", "write_arrow",
    "write_dataframe", "write_image", "write_html", "save", "savefig", "savez", "tofile", "imsave", "dump_to_file",
}  # fmt: skip
_ON_A_PATH: Final = {"os", "shutil", "io", "tempfile", "Path", "pathlib"}
_TABLES: Final = {
    "to_csv", "to_excel", "to_parquet", "to_file", "to_json", "to_feather", "to_pickle", "to_html", "to_xml",
    "to_stata", "to_hdf", "to_orc", "to_sql", "to_latex", "to_markdown",
}  # fmt: skip
_PATH_ARGUMENTS: Final = {"path", "path_or_buf", "path_or_buffer", "excel_writer", "filename", "fname", "buf", "con"}
_OURS: Final = {"editing", "Ledger", "whole_files"}
"""What these names do is no way past the writer: the editing pipeline, a ledger, the writer itself."""


def modes(call: ast.Call) -> list[str]:
    """Give the texts among the arguments that can be a mode, also where one of two is chosen."""
    arguments = [*call.args, *(one.value for one in call.keywords if one.arg in {"mode", None})]
    return [
        node.value
        for argument in arguments
        for node in ast.walk(argument)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and set(node.value) <= set("rwaxbt+U")
    ]


def is_writing(call: ast.Call, in_memory: set[str]) -> bool:
    """Check whether a call can open a file for writing, give one a name, or make one."""
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    of = ""
    if isinstance(function, ast.Attribute):
        of = getattr(function.value, "id", getattr(function.value, "attr", ""))
    given = {getattr(argument, "id", "") for argument in call.args}
    if of in _OURS or given & in_memory:
        return False
    if name == "connect" and of == "sqlite3":
        return True
    if of == "os" and name in {"open", "replace", "write", "mkfifo", "mknod"}:
        return True
    if name in _OPENERS:
        is_unknown = name == "open" and not of and len(call.args) > 1 and not modes(call)
        return is_unknown or any(set(mode) & set("wax+") for mode in modes(call))
    if name == "replace" and isinstance(function, ast.Attribute):
        return len(call.args) == 1 and not call.keywords  # of a path; of a text there are two
    if name in _TABLES:
        return bool(call.args) or any(one.arg in _PATH_ARGUMENTS for one in call.keywords)
    if name == "save" and not call.args and not call.keywords:
        return False  # it was told before where to
    if name == "copy" or (name == "rename" and call.keywords):
        return of in _ON_A_PATH
    return isinstance(function, ast.Attribute) and name in _WRITERS


def violations(source: str) -> Iterator[tuple[str, int]]:
    """Find the calls that write, each with the function that it stands in."""

    def walk(node: ast.AST, function: str, in_memory: set[str]) -> Iterator[tuple[str, int]]:
        for child in ast.iter_child_nodes(node):
            inner, known = function, in_memory
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = child.name
                known = {
                    target.id
                    for one in ast.walk(child)
                    if isinstance(one, ast.Assign) and ast.unparse(one.value) in {"io.BytesIO()", "io.StringIO()"}
                    for target in one.targets
                    if isinstance(target, ast.Name)
                }
            if isinstance(child, ast.Call) and is_writing(child, known):
                yield inner, child.lineno
            yield from walk(child, inner, known)

    yield from walk(ast.parse(source), "", set())


def sources(root: Path) -> Iterator[tuple[str, str]]:
    for folder in ("app", "maps"):
        for path in sorted((root / folder).rglob("*.py")):
            if "node_modules" not in path.parts:
                yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def test_files_are_written_by_the_one_writer_alone(root: Path) -> None:
    found = [
        f"{name}:{line} in {function or 'the module'}"
        for name, source in sources(root)
        for function, line in violations(source)
        if name not in PRIVATE
    ]
    assert found == [], (
        "write it with mustermap.app.output_files.write_bytes or write_whole, or mustermap.data.whole_files"
    )


@pytest.mark.parametrize(
    "planted",
    [
        'open(path, "w")', 'open(path, mode="ab")', 'open(path, "r+")', "open(path, how)", 'path.open("xb")',
        'path.open("wb" if overwrite else "xb")', 'io.open(path, "w")', 'gzip.open(path, "wt")',
        "path.write_text(text)", "path.write_bytes(content)", "path.touch()", "os.open(path, os.O_WRONLY)",
        'os.fdopen(number, "w")', "os.replace(a, b)", "os.rename(a, b)", "os.link(a, b)", "path.replace(other)",
        "path.rename(other)", "shutil.copy(a, b)", "shutil.copyfileobj(a, b)", "shutil.move(a, b)",
        "frame.to_csv(path)", "frame.to_csv(path_or_buf=path)", "frame.to_excel(path)", "frame.to_parquet(path)",
        "frame.to_file(path)", "figure.savefig(path)", "folium.Map().save(path)", "book.save(path)",
        'zipfile.ZipFile(path, "w")', 'pa.OSFile(path, "wb")', "pq.write_table(table, path)",
        "tempfile.NamedTemporaryFile(delete=False)", "tempfile.mkstemp()", "sqlite3.connect(path)",
    ],
)  # fmt: skip
def test_a_file_that_is_opened_otherwise_is_found(planted: str) -> None:
    assert list(violations(f"def made(path):\n    return {planted}\n")) == [("made", 2)]


@pytest.mark.parametrize(
    "allowed",
    [
        'path.open("rb")', "open(path)", 'text.replace("a", "b")', "replace(sending, form=form)", "frame.to_csv()",
        "frame.rename(columns=names)", "frame.copy()", "editing.save(book, checked)", "Ledger.open(path, create=True)",
        "day.replace(year=2022)", "path.open(encoding='utf-8')", 'write_bytes(path, content, overwrite=True)',
    ],
)  # fmt: skip
def test_reading_and_what_touches_no_file_is_left_alone(allowed: str) -> None:
    assert list(violations(f"def made(path):\n    return {allowed}\n")) == []


def test_a_picture_made_in_memory_is_no_file() -> None:
    assert list(violations("def made(f):\n    into = io.BytesIO()\n    f.savefig(into)\n    return into\n")) == []


def test_no_exception_is_left_that_nothing_needs(root: Path) -> None:
    used = {name for name, source in sources(root) if any(violations(source))}
    assert set(PRIVATE) - used == set(), "take these out of the list"
