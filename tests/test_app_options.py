"""Options that several commands share are the same options, and each command does with them what it says."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import Annotated, Any, get_args

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from mustermap.app.cli import app
from mustermap.app.option_groups import Taken, with_groups
from mustermap.app.options import CareOptions, Language, Selection
from mustermap.words import languages

COMMANDS: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined] # it is a group
APP = Path(__file__).parents[1] / "app"
CARE = {"--embargo", "--coarsen", "--redact", "--dry-run"}


def options(command: str) -> dict[str, Any]:
    return {name: one for one in COMMANDS[command].params for name in one.opts}


@pytest.mark.parametrize(
    ("command", "shared"),
    [
        ("map", {"files", "--ledger", *CARE}),
        ("list", {"files", "--ledger", "--on", "--known-by"}),
        ("compare", {"files", "--ledger", "--on", "--known-by", *CARE}),
        ("export", {"files", "--ledger", "--known-by", *CARE}),
        ("picture", {"files", "--ledger", "--on", "--known-by", *CARE}),
    ],
)
def test_each_command_on_reports_takes_the_shared_options_that_apply_to_it_and_no_other(
    command: str, shared: set[str]
) -> None:
    every = {"files", "--ledger", "--on", "--known-by", *CARE}
    assert {name for name in options(command) if name in every} == shared


def test_a_group_reaches_the_command_as_one_object() -> None:
    got: list[object] = []

    def ask(selection: Annotated[Selection, Taken(without=("on",), helps={"known_by": "Help of its own."})]) -> int:
        got.append(selection)
        return 1

    alone = typer.Typer()
    alone.command()(with_groups(ask))
    result = CliRunner().invoke(alone, ["a.csv", "b.csv", "--known-by", "2022-12-01"])
    assert result.exit_code == 1
    (selection,) = got
    assert isinstance(selection, Selection)
    assert [str(file) for file in selection.files] == ["a.csv", "b.csv"]
    assert (selection.ledger, selection.on, selection.known_by) == (None, None, "2022-12-01")
    shown = CliRunner().invoke(alone, ["--help"]).output
    assert "Help of its own." in shown
    assert "--on" not in shown


def test_no_option_of_care_is_left_out_of_the_object_that_carries_them() -> None:
    given = CliRunner().invoke(app, ["map", "--dry-run", "--redact", "quote,source_url", "--redact", "summary"])
    assert given.exit_code == 0
    assert "would be published" in given.output
    care = CareOptions(redact=["quote,source_url", "summary"], coarsen="region").care()
    assert care.redact == ("quote", "source_url", "summary")
    assert care.coarsen == "region"


@pytest.mark.parametrize("group", [Selection, CareOptions])
def test_every_field_of_a_group_is_an_option_with_help(group: type) -> None:
    for one in inspect.get_annotations(group, eval_str=True).values():
        (_, info) = get_args(one)
        assert info.help


def test_no_function_of_app_has_more_than_eight_parameters() -> None:
    found = [
        f"{path.relative_to(APP)}: {node.name}"
        for path in APP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if len([*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]) > 8
    ]
    assert found == []


def test_the_help_names_all_languages_that_have_words() -> None:
    (_, info) = get_args(Language)
    assert info.metavar == "|".join(languages())
    assert all(language in info.help for language in languages())
