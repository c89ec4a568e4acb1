"""``mustermap compare -o chart.…``: the chart of a comparison in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.test_app_commands import SEEDS
from tests.test_app_compare import ASKED
from tests.test_app_picture import mustermap

if TYPE_CHECKING:
    from pathlib import Path


def test_a_column_as_png_has_its_width_and_grey_has_no_colour(tmp_path: Path) -> None:
    mustermap(*ASKED, "--width", "column", "--grey", "-o", "chart.png", folder=tmp_path)
    with Image.open(tmp_path / "chart.png") as image:
        assert image.width == pytest.approx(55 / 25.4 * 300, abs=2)
        red, green, blue = image.convert("RGB").split()
        assert red.tobytes() == green.tobytes() == blue.tobytes()


def test_every_kind_is_written_by_its_ending(tmp_path: Path) -> None:
    heads = {".svg": b"<svg", ".pdf": b"%PDF", ".html": b"<!DOCTYPE html>"}
    for ending, head in heads.items():
        mustermap(*ASKED, "-o", f"chart{ending}", folder=tmp_path)
        content = (tmp_path / f"chart{ending}").read_bytes()
        assert content.startswith(head)
    assert b"more than 1,000" in (tmp_path / "chart.svg").read_bytes()
    assert b"more than 1,000" in (tmp_path / "chart.html").read_bytes()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["--width", "column"],
            "--width, --grey, --linear and --language are for pictures; write one of .png, .svg, .pdf, .html with -o",
        ),
        (["--grey", "-o", "c.csv"], "--width, --grey, --linear and --language are for pictures"),
        (["--width", "broad", "-o", "c.png"], "give millimetres, such as 85, or one of column, wide, page"),
        (["--width", "9", "-o", "c.png"], "a width of 9 mm: give one from 45 to 600"),
    ],
)
def test_what_is_no_picture_has_no_width(words: list[str], message: str, tmp_path: Path) -> None:
    refused = mustermap(*ASKED, *words, folder=tmp_path, code=2)
    assert message in refused.stderr
    assert not list(tmp_path.iterdir())


def test_a_claimant_s_figures_are_a_chart_and_what_changed_is_none(tmp_path: Path) -> None:
    mustermap("compare", str(SEEDS), "--track", "Pavel Latushka", "--linear", "-o", "c.svg", folder=tmp_path)
    drawn = (tmp_path / "c.svg").read_text(encoding="utf-8")
    assert "what Pavel Latushka said, and when" in drawn
    assert "linear scale from 0" in drawn
    (tmp_path / "c.svg").unlink()
    refused = mustermap("compare", str(SEEDS), "--since", "2022-10-10", "-o", "c.png", folder=tmp_path, code=2)
    assert "leave out --since, or write a table: .csv, .xlsx, .json, .parquet" in refused.stderr
    assert not list(tmp_path.iterdir())
