"""What the README tells a reader to type does what it says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from app.cli import app

if TYPE_CHECKING:
    import pytest

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def block(heading: str) -> list[str]:
    """Give the first indented block below a heading."""
    section = README.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [line[4:] for line in section.splitlines() if line.startswith("    ")]


def test_a_report_of_ones_own_in_three_lines(tmp_path: Path) -> None:
    lines = block("Add a report of your own")[:3]
    assert lines[2] == "mustermap map --open"
    commands = tmp_path / "bin"
    commands.mkdir()
    command = commands / "mustermap"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m app "$@"\n')
    command.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{commands}:{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    script = "\n".join(lines).replace(" --open", "")
    finished = subprocess.run(["sh", "-e", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert "1 added" in finished.stdout
    assert "placed    1" in finished.stdout
    assert (tmp_path / "mustermap.html").stat().st_size > 500_000


def transcripts() -> list[tuple[str, list[str]]]:
    """Give each command after a ``$`` in the README, with the lines that stand below it."""
    found: list[tuple[str, list[str]]] = []
    for line in README.splitlines():
        if line.startswith("    $ "):
            found.append((line.removeprefix("    $ "), []))
        elif line.startswith("    ") and found:
            found[-1][1].append(line.removeprefix("    "))
        elif line.strip() and found:
            found.append(("", []))
    return [(command, shown) for command, shown in found if command]


def test_every_transcript_is_held_by_a_test() -> None:
    # The first is asked field by field: tests/test_terminal_interactive.py types it into a terminal. The last has a
    # test of its own below.
    assert [command for command, _ in transcripts()] == [
        "mustermap add --as Alex",
        "mustermap check reports.csv",
        "cat troops.csv",
        "cat troops.toml",
        'mustermap import troops.csv --mapping troops.toml --decide "Afloat=unplaced" --as Alex',
        "mustermap compare --area Belarus --force Russia --on 2022-12-01 --known-by 2022-11-30",
    ]


def test_what_is_shown_below_check_and_import_is_what_they_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MUSTERMAP_LEDGER", raising=False)
    rows = [f"A. Minister,{low},,Evening News" for low in range(1, 102)]
    rows[12] = "A. Minister,500,300,Evening News"  # the row 14 of the file
    (tmp_path / "reports.csv").write_text("\n".join(("claimant,figure_low,figure_high,source_title", *rows)))
    ran = 0
    for command, shown in transcripts()[1:-1]:
        words = shlex.split(command)
        if words[0] == "cat":
            (tmp_path / words[1]).write_text("\n".join(shown) + "\n", encoding="utf-8")
            continue
        done = CliRunner().invoke(app, words[1:])
        assert done.exit_code == 1  # each has a row that is rejected
        assert done.stdout.splitlines() == shown
        ran += 1
    assert ran == 2


def test_a_folium_map_of_ones_own(tmp_path: Path) -> None:
    script = "\n".join(block("On a folium map of your own, and in a notebook"))
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment, check=True)
    page = (tmp_path / "claims.html").read_text(encoding="utf-8")
    assert "mustermap.mount(" in page
    assert "on=2022-12-01&amp;known_by=2022-11-30" in page


def test_the_commands_of_the_readme_are_those_of_the_program() -> None:
    from typer.main import get_command

    named = re.findall(r"^\| `mustermap ([a-z]+)", README, re.M)
    assert named == list(get_command(app).commands)  # type: ignore[attr-defined]


def test_the_documents_link_only_to_files_that_are_there() -> None:
    root = Path(__file__).parents[1]
    pages = [root / "README.md", root / "CONTRIBUTING.md", *(root / "docs").rglob("*.md")]
    linked = [page.parent / path for page in pages for path in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))]
    ours = [path for path in linked if "://" not in str(path) and "https:/" not in str(path)]
    assert len(ours) > len(pages)
    assert [path for path in ours if not path.exists()] == []


def test_the_comparison_is_what_the_readme_shows(tmp_path: Path) -> None:
    command, title, *lines = block("Comparing figures")
    words = command.removeprefix("$ mustermap ").split()
    clean = {name: text for name, text in os.environ.items() if not name.startswith("MUSTERMAP_LEDGER")}
    finished = subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=tmp_path,
        env={**clean, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )
    assert finished.returncode == 0, finished.stderr
    told = finished.stderr.splitlines()
    assert title in told
    assert " ".join(lines[:2]) in told
    figures = [row.split("\t")[5] for row in finished.stdout.splitlines()[1:]]
    shown = [line.removeprefix("  Planned  ").removeprefix("  Ordered  ").strip() for line in lines if "  " in line]
    assert [text for text in figures if any(line.startswith(text) for line in shown)] == figures[:4]
