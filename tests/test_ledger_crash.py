"""What was acknowledged is kept, whoever is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyogrio
import pytest

from mustermap.data.ledger import Ledger, verify

COUNT = 500
KILL_EVERY = 120


def start(root, path, name, notes):
    command = [sys.executable, "-m", "tests.ledger_writer", str(path), name, str(COUNT), str(notes)]
    with notes.with_suffix(".errors").open("ab") as errors:
        return subprocess.Popen(command, cwd=root, stderr=errors)


def noted(*files: Path):
    return [line for file in files if file.exists() for line in file.read_text(encoding="utf-8").split("\n")[:-1]]


def stop(writers):
    for writer in writers:
        writer.send_signal(signal.SIGKILL)
    for writer in writers:
        writer.wait()


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_two_processes_killed_and_restarted_lose_nothing_that_was_acknowledged_and_double_nothing(root, tmp_path):
    path = tmp_path / "ours.gpkg"
    notes = {name: tmp_path / f"{name}.txt" for name in ("north", "south")}
    writers = [start(root, path, name, file) for name, file in notes.items()]
    kills = 0
    reads = 0
    try:
        while any(writer.poll() is None for writer in writers):
            acknowledged = noted(*notes.values())
            if len(acknowledged) >= (kills + 1) * KILL_EVERY:
                stop(writers)
                kills += 1
                writers = [start(root, path, name, file) for name, file in notes.items()]
            if acknowledged:
                seen = pyogrio.read_dataframe(path, layer="reports", columns=["id", "source_title"])
                assert set(acknowledged) <= set(seen["id"])
                assert seen["id"].is_unique
                assert set(seen["source_title"]) <= {"north", "south"}
                reads += 1
            time.sleep(0.01)
    finally:
        stop(writers)
    assert [file.with_suffix(".errors").read_text() for file in notes.values()] == ["", ""]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert kills >= 4
    assert reads >= 4
    everything = {f"{name}-{number}" for name in notes for number in range(COUNT)}
    assert set(noted(*notes.values())) == everything
    with Ledger.open(path) as ledger:
        ids = ledger.reports()["id"]
        assert sorted(ids) == sorted(everything)
        assert all(len(ledger.history(id_)) == 1 for id_ in ids)
    verified = verify(path)
    assert verified.broken is None
    assert verified.revisions == 2 * COUNT + 2


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_a_crash_between_commit_and_answer_gives_the_first_answer_to_the_same_key(root, tmp_path):
    path = tmp_path / "ours.gpkg"
    program = (
        "import os, signal, sys\n"
        "from mustermap.data.ledger import Ledger\n"
        "ledger = Ledger.open(sys.argv[1], create=True)\n"
        "ledger.add(sources=[{'id': 's'}], reports=[{'id': 'r', 'source': 's'}], key='form-1')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(path)], cwd=root, check=False)
    assert ended.returncode == -signal.SIGKILL
    with Ledger.open(path) as ledger:
        answer = ledger.add(sources=[{"id": "s"}], reports=[{"id": "r", "source": "s"}], key="form-1")
        assert answer.added == ("s", "r")
        assert len(ledger.history("r")) == 1
    assert verify(path).broken is None


def test_two_processes_that_make_the_same_ledger_at_once_make_one(root, tmp_path):
    path = tmp_path / "ours.gpkg"
    program = (
        "import sys\n"
        "from mustermap.data.ledger import Ledger\n"
        "sys.stdin.readline()\n"
        "with Ledger.open(sys.argv[1], create=True) as ledger:\n"
        "    ledger.add(sources=[{'id': sys.argv[2]}])\n"
    )
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(path), name], cwd=root, stdin=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for name in "abcd"
    ]
    for maker in makers:
        assert maker.stdin is not None
        maker.stdin.write(b"\n")
        maker.stdin.flush()
    for maker in makers:
        _, errors = maker.communicate()
        assert maker.returncode == 0, errors.decode()
    with Ledger.open(path) as ledger:
        assert sorted(ledger.sources()["id"]) == list("abcd")
    assert verify(path).broken is None
