"""An import that is really interrupted, or killed, keeps what it wrote, and the same command goes on from there."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from mustermap.data.ledger import Ledger, verify
from tests.warm_process import WarmProcess, start_python

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 16_000  # eight batches
HEAD = "claimant,said,figure,place,place_country,source_title"


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.csv"
    lines = (f"A. Minister,2022-10-{1 + number % 28:02},{number},Minsk,BY,News" for number in range(1, ROWS + 1))
    path.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    return path


def importing(feed: Path) -> WarmProcess:
    words = ("-m", "mustermap", "import", str(feed), "--ledger", str(feed.with_name("l.gpkg")))
    return start_python(*words, cwd=feed.parent, env={**os.environ, "PYTHONUNBUFFERED": "1"})


def stop_at(process: WarmProcess, percent: int, how: signal.Signals) -> str:
    """Wait until it says that it has got so far, send a signal, and give what it says then."""
    assert process.stdout is not None
    while (line := process.stdout.readline()) and f"{percent} %" not in line:
        pass
    process.send_signal(how)
    return process.stdout.read()


def kept(feed: Path) -> int:
    with Ledger.open(feed.with_name("l.gpkg")) as ledger:
        ids = ledger.reports()["id"]
    assert len(set(ids)) == len(ids)
    return len(ids)


@pytest.mark.skipif(os.name != "posix", reason="SIGINT and SIGKILL are POSIX's")
def test_interrupted_then_killed_an_import_goes_on_and_neither_loses_nor_doubles(feed: Path) -> None:
    with importing(feed) as process:
        said = stop_at(process, 10, signal.SIGINT)
    assert process.returncode == 130, said
    first = kept(feed)
    assert 0 < first < ROWS
    assert first % 2000 == 0  # whole batches
    assert f"{first} added" in said
    assert "the same command again goes on from there" in said
    with importing(feed) as process:
        stop_at(process, 50, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    second = kept(feed)
    assert first < second < ROWS
    assert verify(feed.with_name("l.gpkg")).broken is None
    with importing(feed) as process:
        assert process.stdout is not None
        said = process.stdout.read()
    assert process.returncode == 0, said
    assert f"{ROWS - second} added, {second} skipped (already there), 0 rejected" in said
    assert kept(feed) == ROWS
