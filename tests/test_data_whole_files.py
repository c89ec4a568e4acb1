"""Files are written whole or not at all, and never over a ledger."""

from __future__ import annotations

import errno
import os
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from mustermap.data import kept_work, whole_files
from mustermap.data.ledger import Ledger, back_up
from mustermap.data.whole_files import check_target, name_without_replacing, whole_file, write_bytes, write_whole
from mustermap.errors import NotWritten, OutputExists
from tests.ledger_samples import LATUSHKA, SOURCE

ROOT = Path(__file__).parents[1]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ours.gpkg"
    with Ledger.open(path, create=True) as book:
        book.add(sources=[SOURCE], reports=[LATUSHKA])
    return path


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_gets_its_name_when_it_is_whole_and_not_before(tmp_path: Path) -> None:
    path = tmp_path / "new" / "map.html"
    with whole_file(path) as unfinished:
        unfinished.write_bytes(b"half")
        assert not path.exists()
        unfinished.write_bytes(b"whole")
    assert path.read_bytes() == b"whole"
    assert listed(path.parent) == ["map.html"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, OSError(errno.ENOSPC, "No space left on device")])
def test_a_write_that_is_broken_off_leaves_what_was_there_and_nothing_else(
    error: BaseException | type[BaseException], tmp_path: Path
) -> None:
    (tmp_path / "map.html").write_bytes(b"good")
    for path in (tmp_path / "map.html", tmp_path / "a" / "b" / "map.html"):
        with pytest.raises(NotWritten if isinstance(error, OSError) else error):  # noqa: PT012, SIM117 - it is broken off within
            with whole_file(path, overwrite=True) as unfinished:
                unfinished.write_bytes(b"half")
                raise error
    assert listed(tmp_path) == ["map.html"]
    assert (tmp_path / "map.html").read_bytes() == b"good"


def test_a_disk_that_cannot_keep_it_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "map.html"
    path.write_bytes(b"good")

    def fail(_number: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(whole_files.os, "fsync", fail)
    with pytest.raises(NotWritten) as caught:
        write_bytes(path, b"new", overwrite=True)
    assert str(caught.value) == (
        f"{path}: cannot be written (Input/output error); the file that was there is as it was: "
        "check the disk and its free space, or name another file"
    )
    assert path.read_bytes() == b"good"


def test_the_file_is_on_the_disk_before_it_gets_its_name_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, synced = tmp_path / "map.html", []
    sync = os.fsync

    def note(number: int) -> None:
        synced.append((Path(f"/proc/self/fd/{number}").resolve().is_dir(), path.exists()))
        sync(number)

    if not Path("/proc/self/fd").exists():
        pytest.skip("the system does not say what is open")
    monkeypatch.setattr(whole_files.os, "fsync", note)
    write_bytes(path, b"new")
    assert synced == [(False, False), (True, True)]


def test_of_two_who_want_a_name_one_is_told_and_nothing_is_replaced_unasked(tmp_path: Path) -> None:
    path = tmp_path / "map.html"

    def write(unfinished: Path) -> None:
        unfinished.write_bytes(b"mine")
        path.write_bytes(b"theirs")

    with pytest.raises(OutputExists, match="exists"):
        write_whole(path, write)
    assert path.read_bytes() == b"theirs"
    assert listed(tmp_path) == ["map.html"]


def test_where_a_file_can_have_one_name_only_nothing_is_replaced_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_paths: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(whole_files.os, "link", no_links)
    for name in ("a", "b"):
        (tmp_path / name).write_text(name)
    name_without_replacing(tmp_path / "a", tmp_path / "new")
    assert (tmp_path / "new").read_text() == "a"
    with pytest.raises(FileExistsError):
        name_without_replacing(tmp_path / "b", tmp_path / "new")
    assert (tmp_path / "new").read_text() == "a"


@pytest.mark.skipif(os.name != "posix", reason="links and rights are POSIX's")
def test_a_link_stays_a_link_and_rights_stay_as_they_were(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    folder.mkdir()
    (folder / "map.html").write_bytes(b"old")
    (folder / "map.html").chmod(0o640)
    link = tmp_path / "map.html"
    link.symlink_to(folder / "map.html")
    write_bytes(link, b"new", overwrite=True)
    assert link.is_symlink()
    assert (folder / "map.html").read_bytes() == b"new"
    assert (folder / "map.html").stat().st_mode & 0o777 == 0o640
    assert listed(tmp_path) == ["map.html", "public"]


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
def test_a_name_that_belongs_to_a_ledger_is_refused_also_where_no_file_has_it(ledger: Path, ending: str) -> None:
    beside = ledger.with_name(ledger.name + ending)
    assert not beside.exists()
    link = ledger.with_name("link" + ending)
    for path in (beside, link):
        with pytest.raises(NotWritten, match=r"belongs to the ledger|is a link to"):
            write_bytes(path, b"x", overwrite=True)
        if not link.is_symlink():
            link.symlink_to(beside)
    assert not beside.exists()


@pytest.mark.parametrize("named", ["itself", "a link", "a link to a link", "another folder", "a hard link", "damaged"])
def test_a_ledger_is_never_replaced_however_it_is_named(ledger: Path, named: str, tmp_path: Path) -> None:
    link, far = tmp_path / "a.html", tmp_path / "b.html"
    path = {"itself": ledger, "a link to a link": far}.get(named, link)
    if named == "a link to a link":
        far.symlink_to(link)
    if named in {"a link", "a link to a link"}:
        link.symlink_to(ledger)
    elif named == "a hard link":
        link.hardlink_to(ledger)
    elif named == "another folder":
        (tmp_path / "folder").symlink_to(tmp_path)
        path = tmp_path / "folder" / "ours.gpkg"
    elif named == "damaged":
        link.write_bytes(ledger.read_bytes()[:100] + b"\xff" * 4000)
    before = path.read_bytes()
    with pytest.raises(NotWritten, match=r"is a ledger, which nothing replaces; name another$"):
        write_bytes(path, b"x", overwrite=True)
    assert path.read_bytes() == before


def test_a_database_that_a_program_has_open_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "claims.gpkg"
    opened = sqlite3.connect(path)
    opened.execute("PRAGMA journal_mode = WAL")
    opened.execute("CREATE TABLE claims (id)")
    opened.commit()
    with pytest.raises(NotWritten, match=r"claims\.gpkg-wal lies beside it"):
        check_target(path, overwrite=True)
    opened.close()
    check_target(path, overwrite=True)


def test_what_is_no_file_and_what_may_not_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "text").write_text("x")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    refused = {
        tmp_path: "is a folder; name a file in it",
        Path("/dev/null"): "is no file that can be replaced",
        tmp_path / "text" / "map.html": f"{tmp_path / 'text'} is no folder",
        tmp_path / "nowhere": "which is not there",
        tmp_path / "loop": "link",
        tmp_path / ("a" * 300): "cannot be written (File name too long); nothing is left of it: name a shorter one",
    }
    for path, why in refused.items():
        with pytest.raises(NotWritten) as caught:
            write_bytes(path, b"x", overwrite=True)
        assert why in str(caught.value)
        assert "\n" not in str(caught.value)
    monkeypatch.setattr(whole_files.os, "access", lambda _path, _mode: False)
    for path in (tmp_path / "new", tmp_path / "text"):
        with pytest.raises(NotWritten, match="its folder may not be written to; allow that, or name another file"):
            write_bytes(path, b"x", overwrite=True)
    assert listed(tmp_path) == ["loop", "nowhere", "text"]


def test_a_read_only_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "map.html"
    path.write_bytes(b"good")
    monkeypatch.setattr(whole_files.os, "access", lambda one, _mode: Path(one).is_dir())
    with pytest.raises(NotWritten, match="is read-only; allow writing to it, or name another"):
        write_bytes(path, b"x", overwrite=True)


def test_what_is_read_is_not_written_over_nor_what_lies_beside_it(tmp_path: Path) -> None:
    read = tmp_path / "damaged.gpkg"
    read.write_bytes(b"no database any more")
    for path in (read, tmp_path / "damaged.gpkg-wal"):
        with pytest.raises(NotWritten, match=r"is one of the files that are read; name another$"):
            check_target(path, overwrite=True, read=[read, tmp_path / "absent.csv"])


KILLED = """
import os, sys, time
from pathlib import Path
from mustermap.data.ledger import back_up
from mustermap.data.whole_files import whole_file
def wait(*_):
    print("half", flush=True)
    time.sleep(600)
if sys.argv[1] == "backup":
    back_up(sys.argv[2], sys.argv[3], progress=wait)
with whole_file(Path(sys.argv[3])) as unfinished:
    unfinished.write_bytes(b"half")
    wait()
"""


def test_an_error_of_a_file_that_is_read_is_not_said_of_the_file_that_is_written(tmp_path: Path) -> None:
    written, absent = tmp_path / "out.csv", tmp_path / "in.csv"
    with pytest.raises(FileNotFoundError, match=re.escape(str(absent))):
        write_whole(written, lambda _: absent.read_bytes())
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
@pytest.mark.parametrize("what", ["backup", "file"])
def test_what_is_killed_half_way_leaves_no_file_of_that_name(what: str, ledger: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.gpkg"
    command = [sys.executable, "-c", KILLED, what, str(ledger), str(target)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert not target.exists()
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert not list(tmp_path.glob("b.gpkg*"))
    back_up(ledger, target)  # and nothing stands in the way of the next


def test_what_a_killed_process_left_is_removed_a_day_later_and_nothing_else(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (".mustermap-abc", ".mustermap-def", "mine"))
    for folder in (old, new, other):
        folder.mkdir()
        (folder / "half").write_text("half")
    for folder in (old, other):
        os.utime(folder, (0, 0))
    write_bytes(tmp_path / "map.html", b"whole")
    assert listed(tmp_path) == [".mustermap-def", "map.html", "mine"]


def test_what_was_kept_is_noted_when_it_is_and_not_before(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_work, "_NOTED", {})
    with Ledger.open(ledger) as book:
        book.add(reports=[LATUSHKA])  # which is there already
    with pytest.raises(NotWritten):
        write_bytes(ledger, b"x", overwrite=True)
    assert kept_work.kept() == ()
    with Ledger.open(ledger) as book:
        book.add(reports=[LATUSHKA | {"id": "another"}])
    write_bytes(tmp_path / "map.html", b"x")
    assert kept_work.kept() == (str(ledger), str(tmp_path / "map.html"))


def test_an_interruption_just_after_the_ledger_took_it_is_no_loss(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mustermap.data.ledger import connection

    monkeypatch.setattr(kept_work, "_NOTED", {})
    note, calls = connection._note, []

    def interrupted(path: Path | None, changes: int) -> None:
        calls.append(changes)
        if len(calls) == 1:
            raise KeyboardInterrupt
        note(path, changes)

    monkeypatch.setattr(connection, "_note", interrupted)
    with Ledger.open(ledger) as book, pytest.raises(KeyboardInterrupt):
        book.add(reports=[LATUSHKA | {"id": "another"}])
    assert kept_work.kept() == (str(ledger),)
    with Ledger.open(ledger) as book:
        assert "another" in book.reports()["id"]
