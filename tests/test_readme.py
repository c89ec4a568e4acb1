"""What the README tells a reader to type does what it says."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from mustermap.app.cli import app
from tests.warm_process import run_python, write_command

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
    write_command(commands / "mustermap")
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


def test_every_transcript_is_one_that_is_run() -> None:
    # tests/test_docs_examples.py runs what stands in a fence.
    assert [line for line in README.splitlines() if line.startswith("    $ ")] == []
    assert README.count("```console\n$ mustermap") + README.count("```console\n$ printf") >= 2


def test_a_folium_map_of_ones_own(tmp_path: Path) -> None:
    script = "\n".join(block("On a folium map of your own, and in a notebook"))
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = run_python("-c", script, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
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
