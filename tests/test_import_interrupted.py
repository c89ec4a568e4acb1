"""An import that is really interrupted, or killed, keeps what it wrote, and the same command goes on from there."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from mustermap.data.ledger import Ledger, verify
from tests.child_signals import heed_signals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROWS = 24_000  # twelve batches
HEAD = "claimant,said,figure,place,place_country,source_title"


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.csv"
    lines = (f"A. Minister,2022-10-{1 + number % 28:02},{number},Minsk,BY,News" for number in range(1, ROWS + 1))
    path.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    return path


@contextlib.contextmanager
def importing(root: Path, feed: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "mustermap", "import", str(feed), "--ledger", str(feed.with_name("l.gpkg"))]
    with subprocess.Popen(
        command, cwd=root, env={**os.environ, "PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, preexec_fn=heed_signals,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def stop_at(process: subprocess.Popen[str], percent: int, how: signal.Signals) -> tuple[int, str, str]:
    """Wait until it says that it has got so far, and send a signal."""
    assert process.stderr is not None
    while (line := process.stderr.readline()) and f"{percent} %" not in line:
        pass
    process.send_signal(how)
    said, told = process.communicate()
    return process.returncode, said, told


def kept(feed: Path) -> int:
    with Ledger.open(feed.with_name("l.gpkg")) as ledger:
        ids = ledger.reports()["id"]
    assert len(set(ids)) == len(ids)
    return len(ids)


@pytest.mark.skipif(os.name != "posix", reason="SIGINT and SIGKILL are POSIX's")
def test_interrupted_then_killed_an_import_goes_on_and_neither_loses_nor_doubles(root: Path, feed: Path) -> None:
    with importing(root, feed) as process:
        code, said, told = stop_at(process, 10, signal.SIGINT)
    assert code == 130, told
    first = kept(feed)
    assert 0 < first < ROWS
    assert first % 2000 == 0  # whole batches
    assert f"{first} added" in said
    assert "the same command again goes on from there" in told
    with importing(root, feed) as process:
        code, _, _ = stop_at(process, 60, signal.SIGKILL)
    assert code == -signal.SIGKILL
    second = kept(feed)
    assert first < second < ROWS
    assert verify(feed.with_name("l.gpkg")).broken is None
    with importing(root, feed) as process:
        said, told = process.communicate()
    assert process.returncode == 0, told
    assert f"{ROWS - second} added, {second} skipped (already there), 0 rejected" in said
    assert kept(feed) == ROWS
