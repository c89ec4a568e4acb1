"""A ledger on a full disk: it is read, verified, drawn, exported, backed up to another, and refuses additions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mustermap.app.map_file import make_map
from mustermap.app.options import Selection
from mustermap.data.ledger import Ledger, verify
from mustermap.errors import LedgerUnavailable
from tests.ledger_damage import operations, whole_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
READING = ("verify", "list", "history", "export", "backup")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "ours.gpkg"
    whole_ledger(path)
    return path


def log_cannot_be_made(whole: Path, folder: Path) -> Path:
    """Let SQLite's own files beside the ledger be refused, as on a full disk: the name of one leads nowhere."""
    path = shutil.copy(whole, folder / "ours.gpkg")
    path.with_name("ours.gpkg-shm").symlink_to(folder / "nowhere" / "shm")
    return path


def full_disk(whole: Path, folder: Path) -> Path:
    """Mount a small disk and fill it up; only root may."""
    ran = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=False, capture_output=True)
    if ran.returncode:
        pytest.skip("nothing may be mounted here")
    path = shutil.copy(whole, folder / "ours.gpkg")
    with pytest.raises(OSError, match="No space left"):
        (folder / "filling").write_bytes(bytes(2_000_000))
    return path


@pytest.fixture(params=[log_cannot_be_made, full_disk])
def path(request: pytest.FixtureRequest, whole: Path, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "full"
    folder.mkdir()
    make: Callable[[Path, Path], Path] = request.param
    try:
        yield make(whole, folder)
    finally:
        subprocess.run(["umount", folder], check=False, capture_output=True)


@pytest.mark.skipif(os.name != "posix", reason="mounting is POSIX's")
def test_all_that_reads_goes_on_and_what_adds_says_why_not(
    path: Path, whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = path.read_bytes()
    asked = operations(path, tmp_path)
    for name in READING:
        asked[name]()
    assert make_map(Selection(ledger=path), output=tmp_path / "m.html", title="Claims", overwrite=False) == 0
    for file in ("backup.gpkg", "out.gpkg", "out.csv", "m.html"):
        assert (tmp_path / file).stat().st_size > 0
    assert verify(path) == verify(tmp_path / "backup.gpkg") == verify(whole)
    with Ledger.open(path) as ledger:
        assert len(ledger.reports()["id"]) == 4
        with pytest.raises(LedgerUnavailable, match="nothing was"):
            ledger.add(sources=[{"id": "more"}])
    assert path.read_bytes() == before
    capsys.readouterr()


@pytest.mark.skipif(os.name != "posix", reason="a limit on the size of files is POSIX's")
def test_where_not_a_byte_can_be_written_the_ledger_is_read(whole: Path, tmp_path: Path) -> None:
    path = shutil.copy(whole, tmp_path / "ours.gpkg")
    program = (
        "import resource, sys\n"
        "from mustermap.errors import LedgerUnavailable\n"
        "from mustermap.data.ledger import Ledger, verify\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "print(verify(sys.argv[1]).broken)\n"
        "with Ledger.open(sys.argv[1]) as ledger:\n"
        "    print(len(ledger.reports()['id']))\n"
        "    try:\n"
        "        ledger.add(sources=[{'id': 'more'}])\n"
        "    except LedgerUnavailable as error:\n"
        "        print(error)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    broken, count, refusal = ran.stdout.splitlines()
    assert (broken, count) == ("None", "4")
    assert "check the disk and its free space" in refusal


def test_revisions_that_still_stand_in_the_log_are_not_passed_over(whole: Path, tmp_path: Path) -> None:
    path = shutil.copy(whole, tmp_path / "ours.gpkg")
    with Ledger.open(path) as ledger:
        ledger.add(sources=[{"id": "in-the-log"}])
        other = tmp_path / "other.gpkg"
        shutil.copy(path, other)
        shutil.copy(f"{path}-wal", f"{other}-wal")
    other.with_name("other.gpkg-shm").symlink_to(tmp_path / "nowhere" / "shm")
    for ask in (lambda: Ledger.open(other), lambda: verify(other)):
        with pytest.raises(LedgerUnavailable):
            ask()
