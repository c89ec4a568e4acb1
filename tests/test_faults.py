"""The campaign of faults: a few rounds of each kind find nothing, and each fault that is planted is counted."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the processes of the campaign are Linux's")

KINDS = ("kill", "ledger", "input", "gazetteer", "disk")
COLUMNS = ("lost", "tracebacks", "over time", "over memory")


@dataclass
class Printed:
    """What `tests.faults_planted` found, and the folder for its temporary files."""

    whole: tuple[int, str]
    alone: tuple[int, str]
    found: dict[str, int]
    folder: Path


def at_work(folder: Path) -> list[str]:
    """List the processes that were started with a folder for their temporary files, or by such a process."""
    found = []
    for variables in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):  # of another user, or ended meanwhile
            if f"TMPDIR={folder}".encode() in variables.read_bytes():
                found.append(variables.parent.name)
    return found


@pytest.fixture(scope="module")
def printed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Run it in a process of its own: one that has several threads, as that of the tests has, is badly forked."""
    folder = tmp_path_factory.mktemp("faults")
    command = ["env", f"TMPDIR={folder}", sys.executable, "-m", "tests.faults_planted"]
    ended = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return Printed(**json.loads(ended.stdout), folder=folder)


def test_a_few_rounds_of_each_kind_lose_nothing_and_end_in_no_traceback(printed: Printed) -> None:
    code, table = printed.whole
    rows = {line.split()[0]: line.split()[2:6] for line in table.splitlines() if line.startswith(KINDS)}
    assert rows == {kind: ["0", "0", "0", "0"] for kind in KINDS}, table
    assert code == 0
    (acknowledged,) = [line for line in table.splitlines() if "writes were acknowledged before the kills" in line]
    assert int(acknowledged.split()[0].replace(",", "")) > 0


def test_a_planted_fault_of_each_kind_is_counted_in_its_column(printed: Printed) -> None:
    assert list(printed.found) == [f"{kind}: {column}" for kind in KINDS for column in COLUMNS]
    assert [name for name, count in printed.found.items() if count == 0] == []


def test_a_fault_is_printed_with_the_command_that_runs_it_alone_and_the_exit_code_says_it(printed: Printed) -> None:
    code, table = printed.alone
    assert code == 1
    assert "tracebacks: benchmarks/faults.py --only gazetteer --seed 3: mustermap " in table
    assert "KeyError: 'planted'" in table


def test_the_campaign_leaves_nothing_behind(printed: Printed) -> None:
    assert list(printed.folder.iterdir()) == []
    for _ in range(600):  # what was killed may still be about to end
        if not at_work(printed.folder):
            break
        time.sleep(0.1)
    assert at_work(printed.folder) == []
