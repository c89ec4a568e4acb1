"""The house: each module has a name of its own and a readable size, and the errors are drawn as they are."""

from __future__ import annotations

import ast
import builtins
import inspect
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from mustermap import errors

ROOT: Final = Path(__file__).parents[1]
LONGEST_MODULE: Final = 350
MOST_PARAMETERS: Final = 10
SAME_NAMES: Final[dict[str, str]] = {}
"""Base names that two modules have, each with the reason."""
MIRRORED: Final = {
    *("answer", "answer_sentence", "basemap", "block", "block_columns", "changes", "chart", "chart_key"),
    *(
        "change_events",
        "change_headings",
        "change_texts",
        "chart_lines",
        "chart_model",
        "claimant_words",
        "claimants",
        "claims_in_effect",
        "cldr_names",
        "container",
        "country_names",
    ),
    *("area_lines", "gathering", "mark_labels"),
    *("day_sections", "days", "denied_figures", "drawable", "earlier_claims", "force_colours", "former_words", "key"),
    *("leading_runs", "line_drawing", "list", "lon_lat", "neighbourhoods", "nesting", "newer_words"),
    *("newest_saying", "rectangles", "row_words", "saying_days", "section_clauses", "section_rows"),
    *("sentence_parts", "signs", "small_marks", "spans", "spread_words", "standing", "stated_numbers"),
    *("subject_claims", "time_axis"),
}
"""Base names that a module of Python and one of the page share, because both do the same."""
LONG_MODULES: Final = {
    "face/errors.py": "all errors in one place, a few lines each",
}
"""Modules that are longer, each with the reason."""
LOCAL_ERRORS: Final = {
    "NotPrivate": "of a folder that only its owner may read; app turns it into its own sentence",
    "NoPlace": "of an upload that must wait; the web app answers it",
}
"""Errors that are defined where they are raised, each with the reason."""
GENERATED_OPTIONS: Final = ("app/cli", "app/commands/", "app/option_groups.py")
"""Where a parameter is an option of a command, which typer reads."""


def modules() -> list[Path]:
    found = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    tracked = [ROOT / name for name in found.stdout.split()]
    if not tracked:
        pytest.skip("not a git checkout")
    return [path for path in tracked if path.exists()]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_two_modules_have_one_base_name() -> None:
    named = defaultdict(list)
    for path in modules():
        named[path.stem].append(name_of(path))
    twice = {name: paths for name, paths in named.items() if len(paths) > 1 and name not in ("__init__", "__main__")}
    assert {name: paths for name, paths in twice.items() if name not in SAME_NAMES} == {}


def test_a_module_of_the_page_has_the_name_of_one_of_python_s_only_if_both_do_the_same() -> None:
    page = {path.stem for path in (ROOT / "maps" / "page" / "src").rglob("*.ts")}
    python = {path.stem for path in modules() if not name_of(path).startswith(("tests/", "words/"))}
    assert (page & python) - MIRRORED == set()


def test_no_module_is_longer_than_a_reader_s_patience() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    ours = {name: lines for name, lines in lengths.items() if not name.startswith("tests/")}
    too_long = {name: lines for name, lines in ours.items() if lines > LONGEST_MODULE}
    assert {name: lines for name, lines in too_long.items() if name not in LONG_MODULES} == {}


def test_no_function_has_more_parameters_than_can_be_kept_in_mind() -> None:
    found = {}
    for path in modules():
        if name_of(path).startswith((*GENERATED_OPTIONS, "tests/")):
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                names = [one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
                count = len([name for name in names if name not in {"self", "cls"}])
                if count > MOST_PARAMETERS:
                    found[f"{name_of(path)}: {node.name}"] = count
    assert found == {}


def drawn(drawing: str) -> dict[str, str]:
    """Return from a drawing each name with the one that it is indented under."""
    above: list[str] = []
    found = {}
    for line in drawing.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2 - 2
        above = [*above[:depth], line.strip()]
        found[line.strip()] = above[-2] if depth else "Exception"
    return found


def test_the_hierarchy_of_errors_is_drawn_as_it_is() -> None:
    assert errors.__doc__ is not None
    drawing = errors.__doc__.partition("::\n\n")[2].split("\n\n")[0]
    classes = [one for one in vars(errors).values() if inspect.isclass(one) and not issubclass(one, Warning)]
    assert drawn(drawing) == {one.__name__: one.__bases__[0].__name__ for one in classes}
    assert len(drawing.splitlines()) == len(classes)


def test_each_error_says_when_it_is_raised() -> None:
    classes = {name: one for name, one in vars(errors).items() if inspect.isclass(one)}
    assert len(classes) > 50
    assert [name for name, one in classes.items() if not (one.__doc__ or "").split("\n")[0].endswith(".")] == []
    assert [name for name in classes if name in vars(builtins)] == []


def test_errors_are_defined_in_one_module() -> None:
    # An exception that one module raises for another of its room, and that no caller meets, is no MustermapError.
    elsewhere = []
    ours = {name for name, one in vars(errors).items() if inspect.isclass(one)}
    for path in modules():
        name = name_of(path)
        if name.startswith(("tests/", "face/")):
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base).split(".")[-1] for base in node.bases}
                if bases & ours:
                    elsewhere.append(node.name)
    assert [name for name in elsewhere if name not in LOCAL_ERRORS] == []


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the package: import-linter does not follow the links of an editable install."""
    folder = tmp_path_factory.mktemp("copied")
    left_out = shutil.ignore_patterns("node_modules", "static", "*.sqlite", "__pycache__")
    shutil.copytree(ROOT / "build" / "src" / "mustermap", folder / "mustermap", ignore=left_out)
    return folder


def test_no_modules_import_each_other_in_a_circle(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grimp = pytest.importorskip("grimp")
    monkeypatch.syspath_prepend(copied)
    graph = grimp.build_graph("mustermap", cache_dir=None, exclude_type_checking_imports=True)
    circles = []
    for module in sorted(graph.modules):
        for imported in graph.find_modules_directly_imported_by(module):
            back = graph.find_shortest_chain(imported, module)
            if back:
                circles.append((module, *back))
    assert circles == []


PLANTED = (
    ("data.figures", "layers.claims", "the stages"),
    ("maps.force_colours", "data.reports", "maps sees columns"),
    ("maps.lon_lat", "geo", "maps sees columns"),
    ("seeds", "data.days", "seeds are files"),
    ("app.cli", "claim_frames", "the stages"),
)
"""Imports of a module by another that the contract does not allow."""


def test_an_import_that_goes_the_wrong_way_is_found(copied: Path, tmp_path: Path) -> None:
    planted = tmp_path / "planted"
    shutil.copytree(copied, planted)
    for module, imported, _ in PLANTED:
        path = planted.joinpath("mustermap", *module.split("."))
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\nimport mustermap.{imported}\n")
    shutil.copy(ROOT / "pyproject.toml", planted)
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [linter, "--no-cache"], cwd=planted, env={"PYTHONPATH": str(planted), "COLUMNS": "200"}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1, run.stdout + run.stderr
    _, *told = re.split(r"^(.+)\n-{20,}$", run.stdout.partition("Broken contracts")[2], flags=re.M)
    chains = {name.partition(":")[0]: re.findall(r"mustermap\.(\S+) -> mustermap\.(\S+)", text)
              for name, text in zip(told[::2], told[1::2], strict=True)}  # fmt: skip
    expected: dict[str, list[tuple[str, str]]] = {}
    for module, imported, broken in PLANTED:
        expected.setdefault(broken, []).append((module, imported))
    assert {name: sorted(found) for name, found in chains.items()} == {
        name: sorted(those) for name, those in expected.items()
    }
