from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from mustermap.data.ledger import Ledger, back_up, restore, verify
from mustermap.errors import LedgerError, LedgerExists, LedgerNotFound, LedgerUnavailable
from tests.ledger_samples import AIRBASE, LATUSHKA, LUKASHENKO, SOURCE
from tests.test_app_commands import SEEDS, mustermap

ROOT = Path(__file__).parents[1]


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.gpkg"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(sources=[SOURCE], reports=[LATUSHKA, LUKASHENKO], places=[AIRBASE], editor="Alex")
    return path


def test_a_backup_of_a_ledger_that_another_process_writes_holds_all_that_was_acknowledged(tmp_path: Path) -> None:
    path, acknowledged = tmp_path / "busy.gpkg", tmp_path / "acknowledged.txt"
    command = [sys.executable, "-m", "tests.ledger_writer", path, "w", "400", acknowledged]
    writer = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    backups = []
    try:
        while writer.poll() is None:
            if not path.exists() or not acknowledged.exists():
                continue
            before = acknowledged.read_text(encoding="utf-8").split()
            if not before:
                continue
            backup = tmp_path / f"backup-{len(backups)}.gpkg"
            found = back_up(path, backup)
            assert found.broken is None
            with Ledger.open(backup) as copy:
                kept = copy.reports()["id"]
            assert set(before) <= set(kept)
            backups.append(len(kept))
    finally:
        writer.wait()
    assert writer.stderr is not None
    assert writer.returncode == 0, writer.stderr.read()
    writer.stderr.close()
    assert len(backups) > 1
    assert backups == sorted(backups)
    assert backups[0] < 400
    assert verify(path).revisions == 401


def test_a_backup_is_one_file_and_holds_what_still_stands_in_the_log(ours: Path, tmp_path: Path) -> None:
    with Ledger.open(ours) as ledger:
        ledger.add(reports=[LATUSHKA | {"id": "newest"}])
        assert ours.with_name("ours.gpkg-wal").stat().st_size > 0
        folder = tmp_path / "backups"
        folder.mkdir()
        seen: list[tuple[int, int]] = []
        found = back_up(ours, folder / "b.gpkg", progress=lambda done, total: seen.append((done, total)))
    assert [path.name for path in folder.iterdir()] == ["b.gpkg"]
    assert found == verify(ours)
    assert seen[-1][0] == seen[-1][1] > 0
    plain = shutil.copy(folder / "b.gpkg", tmp_path / "plain.gpkg")
    with Ledger.open(plain) as copy, Ledger.open(ours) as ledger:
        assert copy.reports() == ledger.reports()
        assert copy.places() == ledger.places()
        assert copy.history("newest") == ledger.history("newest")


def test_a_restored_ledger_goes_on_where_the_backup_ended(ours: Path, tmp_path: Path) -> None:
    back_up(ours, tmp_path / "b.gpkg")
    found = restore(tmp_path / "b.gpkg", tmp_path / "new.gpkg")
    assert found == verify(ours) == verify(tmp_path / "new.gpkg")
    with Ledger.open(tmp_path / "new.gpkg") as ledger:
        ledger.add(reports=[LATUSHKA | {"id": "later"}])
    assert verify(tmp_path / "new.gpkg").revisions == found.revisions + 1
    assert verify(tmp_path / "b.gpkg").revisions == found.revisions


@pytest.mark.parametrize("ending", ["", "-wal"])
def test_nothing_is_ever_replaced(ours: Path, tmp_path: Path, ending: str) -> None:
    taken = tmp_path / f"taken.gpkg{ending}"
    taken.write_text("mine", encoding="utf-8")
    before = ours.read_bytes()
    for copy in (back_up, restore):
        with pytest.raises(LedgerExists, match="name"):
            copy(ours, tmp_path / "taken.gpkg")
        with pytest.raises(LedgerExists):
            copy(ours, ours)
    assert taken.read_text(encoding="utf-8") == "mine"
    assert ours.read_bytes() == before


def test_a_broken_backup_is_not_restored_and_a_broken_ledger_is_backed_up_all_the_same(
    ours: Path, tmp_path: Path
) -> None:
    with sqlite3.connect(ours) as tampered:
        tampered.execute("DROP TRIGGER revisions_refuse_update")
        tampered.execute("UPDATE revisions SET editor = 'Kim' WHERE seq = 2")
    tampered.close()
    found = back_up(ours, tmp_path / "b.gpkg")
    assert found.broken is not None
    assert found.broken.seq == 2
    assert restore(tmp_path / "b.gpkg", tmp_path / "new.gpkg").broken == found.broken
    assert not (tmp_path / "new.gpkg").exists()


def test_what_cannot_be_copied_leaves_no_file(ours: Path, tmp_path: Path) -> None:
    (tmp_path / "text.gpkg").write_text("no ledger at all, only words" * 50, encoding="utf-8")
    for source, error in ((tmp_path / "absent.gpkg", LedgerNotFound), (tmp_path / "text.gpkg", LedgerError)):
        with pytest.raises(error):
            back_up(source, tmp_path / "b.gpkg")
    with pytest.raises(LedgerUnavailable, match="check its folder"):
        back_up(ours, tmp_path / "no folder" / "b.gpkg")

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(ours, tmp_path / "b.gpkg", progress=stop)
    assert not list(tmp_path.glob("b.gpkg*"))


def test_the_commands_say_what_was_copied_and_verify_takes_either(tmp_path: Path) -> None:
    mustermap("add", SEEDS, folder=tmp_path)
    made = mustermap("backup", "-o", "b.gpkg", folder=tmp_path).stdout
    assert made.startswith("backup b.gpkg: ")
    assert "every link holds; head " in made
    again = mustermap("backup", "-o", "b.gpkg", folder=tmp_path, code=2)
    assert again.stderr.splitlines()[-1] == (
        "mustermap: b.gpkg exists, and nothing is ever replaced; name a file that does not exist yet"
    )
    restored = mustermap("restore", "b.gpkg", "-o", "new.gpkg", folder=tmp_path).stdout
    head = made.split("head ")[1]
    assert restored.startswith("ledger new.gpkg: ")
    for file in ("mustermap.gpkg", "b.gpkg", "new.gpkg"):
        assert mustermap("verify", file, folder=tmp_path).stdout.endswith(head)
    mustermap("restore", "b.gpkg", "-o", "mustermap.gpkg", folder=tmp_path, code=2)
