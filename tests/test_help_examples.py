"""The examples that ``--help`` gives for each command, and the reference shows, do their work."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.main import get_command
from typer.testing import CliRunner

from mustermap.app.cli import app

REPORT = """\
[[source]]
id = "dw-2022"
title = "T"
accessed = 2022-10-12

[[report]]
id = "latushka-120000"
source = "dw-2022"
claimant = "Pavel Latushka"
said = 2022-09-29
force = ["Russia"]
figure = "120,000"
place = "Belarus"
"""
ROWS = "claimant,said,figure,place,source_title\nA. Minister,2022-10-14,9000,Belarus,Evening News\n"
TABLE = {"Location": ["Germany"], "troops_ad": [35068]}
MAPPING = '[columns]\nplace = "Location"\nfigure = "troops_ad"\n[constants]\nclaimant = "Y"\nsource_title = "Y"\n'
#: What a reader of an example has done before.
BEFORE = {
    "mustermap gazetteer remove": "mustermap gazetteer add BY.txt",
    "mustermap review": "mustermap edit latushka-120000 --state draft",
}
DUMP = "1\tNorthgate\tNorthgate\t\t53.05\t25.67\tP\tPPL\tBY\t\t\t\t\t\t900\t\t\tEurope/Minsk\t2024-01-01\n"


def every(program: Any, words: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    """Give every command with the words that call it."""
    found = [(words, program)] if words else []
    for name, command in getattr(program, "commands", {}).items():
        found += every(command, (*words, name))
    return found


def examples() -> list[str]:
    texts = [command.help for _, command in every(get_command(app))]
    return [line for text in texts for line in re.findall(r": (mustermap .+)$", text, re.M)]


def run(line: str) -> None:
    words = shlex.split(line)[1:]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, f"{line}\n{result.output}\n{result.exception!r}"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that the examples name."""
    folder = tmp_path_factory.mktemp("examples")
    (folder / "reports.csv").write_text(ROWS)
    (folder / "reports.toml").write_text(REPORT.replace("latushka-", "another-"))
    (folder / "kept.toml").write_text(REPORT)
    (folder / "places.csv").write_text("place,country,document\nMachulishchi (airbase),BY,a\n")
    (folder / "troops.toml").write_text(MAPPING)
    (folder / "BY.txt").write_text(DUMP)
    pd.DataFrame(TABLE).to_csv(folder / "troops.csv", index=False)
    pd.DataFrame(TABLE).to_excel(folder / "troops.xlsx", index=False)
    pd.read_csv(folder / "reports.csv").to_excel(folder / "reports.xlsx", index=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        run("mustermap add kept.toml --as Alex")
        run("mustermap backup -o monday.gpkg")
    return folder


def test_each_command_gives_an_example_of_itself() -> None:
    without = [
        " ".join(words)
        for words, command in every(get_command(app))
        if not re.search(rf": mustermap {' '.join(words)}\b", command.help)
    ]
    assert without == []


@pytest.mark.parametrize("words", [(), ("gazetteer",)])
def test_the_list_of_commands_cuts_no_sentence_off_at_80_columns(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, _, listed = CliRunner().invoke(app, [*words, "--help"]).output.partition("Commands:\n")
    lines = listed.splitlines()
    assert len(lines) >= 2
    assert [line for line in lines if not line.endswith(".") or line.endswith("..")] == []


@pytest.mark.parametrize("line", [line for line in examples() if not line.startswith("mustermap serve")])
def test_the_example_of_a_command_does_its_work(
    line: str, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    shutil.copytree(prepared, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MUSTERMAP_GAZETTEER", str(tmp_path / "gazetteer.sqlite"))
    for output in re.findall(r"-o (\S+)", line):
        for file in folder.glob(f"{output}*"):  # a ledger has files beside it
            file.unlink()
    for command, before in BEFORE.items():
        if line.startswith(command):
            run(before)
    run(line)
    for output in map(Path, re.findall(r"-o (\S+)", line)):
        assert [*(folder / output.parent).glob(f"{output.stem}*{output.suffix}")]  # a series is numbered
