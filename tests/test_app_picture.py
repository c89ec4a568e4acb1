"""``mustermap picture``: the command that draws stills, and what it refuses."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from mustermap.app.picture_files import frame_days
from tests.maps_frame import day
from tests.test_app_commands import SEEDS
from tests.warm_process import run_python

if TYPE_CHECKING:
    import subprocess

ROOT = Path(__file__).parents[1]


def mustermap(*words: str, folder: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    environment = {name: text for name, text in os.environ.items() if not name.startswith("MUSTERMAP_LEDGER")}
    words = ("-W", "error", "-m", "mustermap", *words)
    finished = run_python(*words, cwd=folder, env={**environment, "PYTHONPATH": str(ROOT)})
    assert finished.returncode == code, finished.stdout + finished.stderr
    return finished


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def test_a_column_of_the_seed_as_png_has_the_size_that_was_asked_for(tmp_path: Path) -> None:
    words = (
        "picture",
        str(SEEDS),
        "--on",
        "2022-12-01",
        "--known-by",
        "2022-11-30",
        "--width",
        "column",
        "-o",
        "map.png",
    )
    finished = mustermap(*words, folder=tmp_path)
    assert "picture   map.png: 2022-12-01, 9 claims, 2 not placed" in finished.stdout
    assert "says      Troops of Russia in Belarus: Planned: 120,000 (Pavel Latushka, disputed)." in finished.stdout
    with Image.open(tmp_path / "map.png") as image:
        assert image.width == pytest.approx(55 / 25.4 * 300, abs=1)
        assert [round(dots) for dots in image.info["dpi"]] == [300, 300]
    again = mustermap(*words, folder=tmp_path, code=2)
    assert again.stderr.strip().endswith("map.png exists; give --overwrite to replace it, or another -o")


def test_a_slide_of_one_subject_has_sixteen_to_nine(tmp_path: Path) -> None:
    subject = ("--area", "Belarus", "--force", "Russia", "--width", "screen")
    finished = mustermap("picture", str(SEEDS), "--on", "2022-12-01", *subject, "-o", "slide.png", folder=tmp_path)
    assert "says      Troops of Russia in Belarus: " in finished.stdout
    assert size_of(tmp_path / "slide.png") == (1920, 1080)


def test_a_series_is_numbered_and_all_of_one_size(tmp_path: Path) -> None:
    span = ("--frames", "month", "--from", "2022-09-20", "--to", "2022-11-01")
    words = ("picture", str(SEEDS), *span, "--width", "60", "--area", "Belarus", "-o", "out/map.png")
    finished = mustermap(*words, folder=tmp_path)
    days = re.findall(r"(map-\d+\.png): (\S+),", finished.stdout)
    assert days == [("map-001.png", "2022-09-20"), ("map-002.png", "2022-10-01"), ("map-003.png", "2022-11-01")]
    assert len({size_of(path) for path in (tmp_path / "out").iterdir()}) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "give --on: the day to be shown, such as --on 2022-12-01; or --frames for a series"),
        (["--on", "2022"], "'2022' is more than one day"),
        (["--on", "2022-12-01", "--frames", "day"], "--on is one day and --frames a series; give one of them"),
        (["--frames", "year"], "--frames year: give one of day, week, month"),
        (["--on", "2022-12-01", "--from", "2022-01-01"], "--from and --to belong to a series"),
        (["--frames", "month"], "makes 321 pictures, more than 200; give nearer days, such as --from 2024-10-08"),
        (["--frames", "day", "--from", "2022-02-01", "--to", "2022-01-01"], "is after --to 2022-01-01; swap them"),
        (["--on", "2022-12-01", "--width", "broad"], "such as 85, or one of column, wide, page, screen"),
        (["--on", "2022-12-01", "--width", "3"], "a width of 3 mm: give one from 45 to 600"),
        (
            ["--on", "2022-12-01", "--language", "xx"],
            "language 'xx': there are no words in it; choose one of en, ru, uk",
        ),
        (["--on", "2022-12-01", "--bounds", "1,2,3"], "--bounds 1,2,3: give west,south,east,north in degrees"),
        (["--on", "2022-12-01", "--bounds", "1,2,3,4", "--area", "Minsk"], "both say which part is shown"),
        (["--on", "2022-12-01", "--area", "Nowhere at all"], "area 'Nowhere at all': "),
        (["--on", "2022-12-01", "--force", "Nobody's"], 'force "Nobody\'s": no claim is about it'),
        (["--on", "2022-12-01", "--height", "tall"], "--height tall: give millimetres, such as 120"),
        (["--on", "2022-12-01", "--width", "column", "--height", "50"], "needs at least"),
        (["--on", "2022-12-01", "--as-it-looked", "--known-by", "2022-12-01"], "say two things; give one of them"),
        (["--on", "2022-12-01", "-o", "map.gif"], "map.gif: its ending says no kind of picture"),
        (["--on", "2022-12-01", "--font", "absent.ttf"], "absent.ttf: no font that can be read"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_remedy(
    words: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from mustermap.app import entry

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MUSTERMAP_LEDGER", raising=False)
    monkeypatch.setattr(sys, "argv", ["mustermap", "picture", *words])
    with pytest.raises(SystemExit) as stopped:
        entry.main()
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_rejected_rows_are_told_and_cost_no_other_row(tmp_path: Path) -> None:
    rows = (
        "claimant,said,figure,force,place,source_title",
        "A,2022-10-14,500,Russia,Brest,News",
        ",2022-10-14,5,,,News",
    )
    (tmp_path / "r.csv").write_text("\n".join(rows))
    words = ("picture", "r.csv", "--on", "2022-10-20", "--width", "column", "--area", "Brest region", "-o", "m.svg")
    finished = mustermap(*words, folder=tmp_path, code=1)
    assert "rejected: r.csv row 3" in finished.stdout
    assert (tmp_path / "m.svg").exists()


def test_what_is_published_with_care_is_drawn_of_that_alone_and_says_so(tmp_path: Path) -> None:
    words = ("picture", str(SEEDS), "--on", "2022-12-01", "--coarsen", "country", "--redact", "claimant", "-o", "m.svg")
    mustermap(*words, "--bounds", "23,51,33,57", folder=tmp_path)  # all of Russia takes long to draw
    svg = (tmp_path / "m.svg").read_text(encoding="utf-8")
    assert "Published with care: places shown no more precisely than by country; withheld: claimant." in svg
    assert "Machulishchi" not in svg
    assert "Latushka" not in svg
    assert "withheld 1" in svg


def test_weeks_and_days_are_counted_from_the_first_day() -> None:
    first = day("2022-11-15")
    assert frame_days(first, first + 21, "week") == [first, first + 7, first + 14, first + 21]
    assert frame_days(first, first + 2, "day") == [first, first + 1, first + 2]
    assert frame_days(first, day("2023-01-01"), "month") == [first, day("2022-12-01"), day("2023-01-01")]
