"""What only the user may read: made so, and refused where somebody else could read or change it."""

from __future__ import annotations

import os
import stat

import pytest

from mustermap.app.private_files import NotPrivate, check_private, make_private_folder, read_private, write_private
from mustermap.app.terminal.terminal_drafts import Unfinished, unfinished

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes and owners are of POSIX systems")


def mode(path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.fixture
def open_umask():
    before = os.umask(0)
    yield
    os.umask(before)


def test_folders_and_files_are_made_for_the_user_alone_whatever_the_umask(tmp_path, open_umask):
    folder = tmp_path / "data" / "mustermap" / "web"
    make_private_folder(folder)
    write_private(folder / "token", "secret\n")
    assert [mode(one) for one in (folder.parent.parent, folder.parent, folder)] == [0o700] * 3
    assert mode(folder / "token") == 0o600
    assert read_private(folder / "token") == "secret\n"
    assert [one.name for one in folder.iterdir()] == ["token"]


@pytest.mark.parametrize("bits", [0o750, 0o705, 0o770, 0o777, 0o711])
def test_a_folder_that_others_may_use_is_refused_with_the_command_that_mends_it(tmp_path, bits):
    folder = tmp_path / "folder"
    folder.mkdir()
    folder.chmod(bits)
    with pytest.raises(NotPrivate, match=rf"its mode is {bits:o}.*: chmod 700 '{folder}'"):
        make_private_folder(folder)
    assert mode(folder) == bits
    make_private_folder(folder, is_mended=True)
    assert mode(folder) == 0o700


@pytest.mark.parametrize("bits", [0o640, 0o604, 0o620, 0o602, 0o666])
def test_a_file_that_others_may_use_is_refused_with_the_command_that_mends_it(tmp_path, bits):
    file = tmp_path / "token"
    file.write_text("secret")
    file.chmod(bits)
    with pytest.raises(NotPrivate, match=rf"its mode is {bits:o}.*: chmod 600 '{file}'"):
        read_private(file)
    assert read_private(file, is_mended=True) == "secret"
    assert mode(file) == 0o600


def test_what_belongs_to_another_user_is_refused_and_left_as_it_is(tmp_path):
    if os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    folder, file = tmp_path / "folder", tmp_path / "token"
    folder.mkdir(mode=0o700)
    file.touch(mode=0o600)
    for path, look in ((folder, make_private_folder), (file, check_private)):
        os.chown(path, 65534, 65534)
        before = path.lstat()
        for is_mended in (False, True):
            with pytest.raises(NotPrivate, match=rf"{path}: belongs to nobody, not to root"):
                look(path, is_mended=is_mended)
        assert path.lstat() == before
    with pytest.raises(NotPrivate, match="belongs to nobody, who can replace what is in it"):
        make_private_folder(folder / "inside")


def test_a_symbolic_link_is_followed_neither_as_a_folder_nor_as_a_file(tmp_path):
    there = tmp_path / "there"
    there.mkdir(mode=0o700)
    (there / "token").touch(mode=0o600)
    folder, file = tmp_path / "folder", tmp_path / "token"
    folder.symlink_to(there)
    file.symlink_to(there / "token")
    for is_mended in (False, True):
        with pytest.raises(NotPrivate, match="is a symbolic link"):
            make_private_folder(folder, is_mended=is_mended)
        with pytest.raises(NotPrivate, match="is a symbolic link"):
            read_private(file, is_mended=is_mended)
    write_private(file, "mine")  # replaces the link, and not what it leads to
    assert not file.is_symlink()
    assert (there / "token").read_text() == ""
    folder.unlink()
    folder.symlink_to(tmp_path / "nowhere")
    with pytest.raises(NotPrivate, match="is a symbolic link"):
        make_private_folder(folder)


def test_a_folder_in_whose_place_everybody_can_put_another_is_refused(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    with pytest.raises(NotPrivate, match=rf"everybody may replace what is in it; chmod o-w '{shared}'"):
        make_private_folder(shared / "mine")
    shared.chmod(0o1777)  # as /tmp is
    make_private_folder(shared / "yours")


def test_what_cannot_be_written_whole_leaves_what_was_there(tmp_path, monkeypatch):
    file = tmp_path / "token"
    write_private(file, "before")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_private(file, "after")
    assert file.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["token"]


def test_drafts_of_the_terminal_are_for_the_user_alone(tmp_path, monkeypatch, open_umask):
    monkeypatch.setenv("MUSTERMAP_UNFINISHED", str(tmp_path / "drafts"))
    draft = Unfinished(ledger=str(tmp_path / "ours.gpkg"), report={"claimant": "A. Minister"})
    draft.keep()
    (file,) = (tmp_path / "drafts").iterdir()
    assert (mode(file.parent), mode(file)) == (0o700, 0o600)
    assert [one.report for one in unfinished(tmp_path / "ours.gpkg")] == [{"claimant": "A. Minister"}]

    link = file.parent / "planted.json"
    link.symlink_to(file)
    assert len(unfinished(tmp_path / "ours.gpkg")) == 1
    file.parent.chmod(0o755)
    with pytest.raises(NotPrivate, match="chmod 700"):
        unfinished(tmp_path / "ours.gpkg")
    with pytest.raises(NotPrivate, match="chmod 700"):
        draft.keep()


def test_drafts_that_an_earlier_version_made_for_all_to_read_are_made_private(tmp_path, monkeypatch):
    monkeypatch.delenv("MUSTERMAP_UNFINISHED", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    draft = Unfinished(ledger=str(tmp_path / "ours.gpkg"), report={"claimant": "A. Minister"})
    draft.keep()
    (file,) = tmp_path.rglob("*.json")
    file.chmod(0o644)
    file.parent.chmod(0o755)
    assert len(unfinished(tmp_path / "ours.gpkg")) == 1
    assert (mode(file.parent), mode(file)) == (0o700, 0o600)
