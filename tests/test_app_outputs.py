"""Every output of every command: no ledger is replaced, and a full disk costs no good file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from mustermap.app.cli import app
from mustermap.data.ledger import Ledger
from mustermap.errors import WrongUse
from tests.ledger_samples import LATUSHKA, SOURCE
from tests.test_app_commands import SEEDS, mustermap
from tests.warm_process import run_python

if TYPE_CHECKING:
    import subprocess

ROOT = Path(__file__).parents[1]

PLACES = "place,country\nMinsk,BY\n"
OUTPUTS = {
    "map": (["map", str(SEEDS)], ".html"),
    "compare .csv": (["compare", str(SEEDS)], ".csv"),
    "compare .xlsx": (["compare", str(SEEDS)], ".xlsx"),
    "compare .parquet": (["compare", str(SEEDS)], ".parquet"),
    "compare .svg": (["compare", str(SEEDS), "--on", "2022-12-01"], ".svg"),
    "export .csv": (["export", str(SEEDS)], ".csv"),
    "export .gpkg": (["export", str(SEEDS)], ".gpkg"),
    "export .geojson": (["export", str(SEEDS)], ".geojson"),
    "export .kml": (["export", str(SEEDS)], ".kml"),
    "export .parquet": (["export", str(SEEDS)], ".parquet"),
    "picture": (["picture", str(SEEDS), "--on", "2022-12-01"], ".png"),
    "template": (["template"], ".xlsx"),
    "place": (["place", "--batch", "places.csv"], ".csv"),
}

LIMITED = """
import resource, sys
size = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))  # Python ignores SIGXFSZ: what is longer is "too large"
from mustermap.app.entry import main
sys.argv = ["mustermap", *sys.argv[2:]]
main()
"""


def on_a_disk_with_room_for(size: int, words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return run_python("-B", "-c", LIMITED, str(size), *words, cwd=folder, env=environment)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(os.name != "posix", reason="a limit for the size of files is POSIX's")
@pytest.mark.parametrize("what", OUTPUTS)
def test_on_a_full_disk_the_file_that_was_there_is_whole_and_one_sentence_says_so(what: str, folder: Path) -> None:
    words, ending = OUTPUTS[what]
    good = folder / f"out{ending}"
    good.write_text("good", encoding="utf-8")
    before = sorted(folder.iterdir())
    ended = on_a_disk_with_room_for(100, [*words, "-o", good.name, "--overwrite"], folder)
    told = [line for line in ended.stderr.splitlines() if line.startswith("mustermap: ")]
    assert ended.returncode == 2, ended.stderr
    assert len(told) == 1, ended.stderr
    assert told[0].startswith(f"mustermap: {good.name}: cannot be written (")
    assert "the file that was there is as it was" in told[0]
    assert "Traceback" not in ended.stderr
    assert good.read_text(encoding="utf-8") == "good"
    assert sorted(folder.iterdir()) == before


@pytest.mark.skipif(os.name != "posix", reason="a limit for the size of files is POSIX's")
def test_a_disk_that_is_full_by_the_last_letter_of_a_geojson_file_is_noticed(folder: Path) -> None:
    words, _ = OUTPUTS["export .geojson"]
    mustermap(*words, "-o", "out.geojson", folder=folder)
    size = (folder / "out.geojson").stat().st_size
    (folder / "out.geojson").unlink()
    for missing in (1, 5, 100):
        ended = on_a_disk_with_room_for(size - missing, [*words, "-o", "out.geojson"], folder)
        assert ended.returncode == 2, missing
        assert "out.geojson: cannot be written (" in ended.stderr
        assert not (folder / "out.geojson").exists()


@pytest.mark.skipif(os.name != "posix", reason="a limit for the size of files is POSIX's")
def test_on_a_full_disk_no_backup_is_made_and_none_restored(folder: Path) -> None:
    mustermap("add", SEEDS, folder=folder)
    mustermap("backup", "-o", "b.gpkg", folder=folder)
    before = sorted(path.name for path in folder.iterdir())
    for words in (["backup", "-o", "c.gpkg"], ["restore", "b.gpkg", "-o", "c.gpkg"]):
        ended = on_a_disk_with_room_for(40_000, words, folder)
        assert ended.returncode == 2, ended.stderr
        assert ended.stderr.splitlines()[-1].startswith("mustermap: c.gpkg "), ended.stderr
        assert "Traceback" not in ended.stderr
        assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize("named", ["itself", "by a link"])
@pytest.mark.parametrize("what", OUTPUTS)
def test_no_output_replaces_a_ledger_however_it_is_called(what: str, named: str, folder: Path) -> None:
    words, ending = OUTPUTS[what]
    ledger = folder / f"ledger{ending}"
    with Ledger.open(ledger, create=True) as book:
        book.add(sources=[SOURCE], reports=[LATUSHKA])
    before, output = ledger.read_bytes(), ledger
    if named == "by a link":
        output = folder / f"out{ending}"
        output.symlink_to(ledger)
    for overwrite in ([], ["--overwrite"]):
        answer = CliRunner().invoke(app, [*words, "-o", output.name, *overwrite])
        assert isinstance(answer.exception, WrongUse), answer.output
        assert str(answer.exception) == f"{output.name} is a ledger, which nothing replaces; name another with -o"
    assert ledger.read_bytes() == before
    assert output.is_symlink() == (named == "by a link")


def test_the_ledger_that_a_command_reads_is_kept_also_where_it_is_damaged(folder: Path) -> None:
    mustermap("add", SEEDS, folder=folder)
    with (folder / "mustermap.gpkg").open("rb+") as file:
        file.seek(100)
        file.write(b"\xff" * 5000)
    (folder / "other.gpkg").write_bytes(b"no database any more")
    for words in (["map", "-o", "mustermap.gpkg"], ["place", "--batch", "places.csv", "-o", "mustermap.gpkg"]):
        answer = CliRunner().invoke(app, [*words, "--overwrite"])
        assert "is a ledger, which nothing replaces" in str(answer.exception)
    answer = CliRunner().invoke(app, ["export", "-o", "other.gpkg", "--ledger", "other.gpkg", "--overwrite"])
    assert "other.gpkg is one of the files that are read; name another with -o" in str(answer.exception)
    answer = CliRunner().invoke(app, ["map", "-o", "mustermap.gpkg-wal", "--overwrite"])
    assert "mustermap.gpkg-wal belongs to the ledger mustermap.gpkg" in str(answer.exception)


@pytest.mark.skipif(os.name != "posix", reason="a limit for the size of files is POSIX's")
def test_what_was_written_before_a_failure_is_named(folder: Path) -> None:
    words, _ = OUTPUTS["export .csv"]
    ended = on_a_disk_with_room_for(100_000, [*words, "-o", "a.csv", "-o", "b.gpkg"], folder)
    assert ended.returncode == 2
    told = ended.stderr.splitlines()[-1]
    assert told.startswith("mustermap: b.gpkg: cannot be written (")
    assert told.endswith("; what was written before that stays, in a.csv")
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "places.csv"]
