"""``mustermap place --batch``: one row out for each row in."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from mustermap import geo
from mustermap.app.places.place_answers import place_rows
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    "place,country,document,status,name,gazetteer_id,precision,lon,lat,radius_m,"
    "country_code,confidence,candidates,reason"
)
ROWS = [
    ["Smolensk", "", ""], ["Paris", "", "d1"], ["Texas", "", "d1"], ["Brest", "", ""], ["Brest", "BY", ""],
    ["", "", ""], ['say "hi", they\nsaid\rso', "", "d1"], ["southern Belarus", "", ""], ["=1+1", "", ""],
    ["Minsk", "Atlantis", ""], ["Smolensk", "", ""], ["в Гомеле", "", " "], ["53.77330, 27.59480", "", ""],
    ["x" * 10_000, "", ""],
    ["🙂", "", "d1"],
]  # fmt: skip


@pytest.fixture
def placed(tmp_path: Path) -> list[dict[str, str]]:
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    with source.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([["place", "country", "document"], *ROWS])
    assert place_rows(source, output, overwrite=False) == 0
    assert output.read_text(encoding="utf-8").split("\n")[0] == HEADER
    with output.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_row_comes_back_in_its_order_as_it_was(placed: list[dict[str, str]]) -> None:
    given = [[f"'{text}" if text.startswith("=") else text for text in row] for row in ROWS]
    assert [[row["place"], row["country"], row["document"]] for row in placed] == given
    assert all(None not in row and None not in row.values() for row in placed)


def test_no_cell_runs_as_a_formula_and_numbers_stay_numbers(tmp_path: Path) -> None:
    """As OWASP lists the signs by which a spreadsheet knows one; a place south and west of zero is no formula."""
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    hostile = ['=HYPERLINK("http://x.example","Minsk")', "+1", "-1", "@SUM(A1)", "\t=1", "\uff1d1"]
    with source.open("w", encoding="utf-8", newline="") as lines:
        rows = [[text, text, text] for text in hostile]
        csv.writer(lines).writerows([["place", "country", "document"], *rows, ["-8.73508, -63.90389", "", ""]])
    place_rows(source, output, overwrite=False)
    with output.open(encoding="utf-8", newline="") as lines:
        placed = list(csv.DictReader(lines))
    numbers = {"lon", "lat", "radius_m", "confidence"}
    texts = [cell for row in placed for name, cell in row.items() if name not in numbers]
    assert [cell for cell in texts if cell[:1] in set("=+-@\t\r\uff1d\uff0b\uff0d\uff20") - {""}] == []
    assert (float(placed[-1]["lon"]), float(placed[-1]["lat"])) == (-63.90389, -8.73508)


def test_a_row_says_where_or_why_not(placed: list[dict[str, str]]) -> None:
    for row in placed:
        assert row["status"] in {"resolved", "ambiguous", "unresolved"}
        assert 0 <= float(row["confidence"]) <= 1
        assert bool(row["reason"]) == (row["status"] != "resolved")
        assert all(
            bool(row[name]) == (row["status"] == "resolved") for name in ("gazetteer_id", "lon", "lat", "radius_m")
        )
        if row["gazetteer_id"]:
            assert geo.place(row["gazetteer_id"]).precision == row["precision"]
    found = {row["place"]: row for row in placed}
    assert (found["Smolensk"]["gazetteer_id"], found["Smolensk"]["country_code"]) == ("geonames:491687", "RU")
    assert found["Paris"]["country_code"] == "US"
    assert found["southern Belarus"]["gazetteer_id"] == "southern:country:BY"
    assert "geonames:629634 Brest (BY)" in placed[3]["candidates"]
    assert placed[4]["gazetteer_id"] == "geonames:629634"
    assert "Atlantis" in found["Minsk"]["reason"]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "no column 'place'"), (b"name\nMinsk\n", "no column 'place'"), (b"place\n\xff\xfe\n", "UTF-8")],
)
def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, content: bytes, words: str) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(content)
    with pytest.raises(WrongUse, match=words):
        place_rows(source, tmp_path / "out.csv", overwrite=False)
    assert not (tmp_path / "out.csv").exists()


def test_short_rows_a_byte_order_mark_and_one_column_are_read(tmp_path: Path) -> None:
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("\ufeffPlace , note\nMinsk\nSmolensk,x\n", encoding="utf-8")
    place_rows(source, output, overwrite=False)
    assert [line.split(",")[3] for line in output.read_text(encoding="utf-8").splitlines()[1:]] == ["resolved"] * 2


def test_a_file_is_not_replaced_unasked_and_never_the_one_that_is_read(tmp_path: Path) -> None:
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("place\nMinsk\n", encoding="utf-8")
    output.write_text("mine", encoding="utf-8")
    with pytest.raises(WrongUse, match="--overwrite"):
        place_rows(source, output, overwrite=False)
    with pytest.raises(WrongUse):
        place_rows(source, source, overwrite=True)
    place_rows(source, output, overwrite=True)
    assert output.read_text(encoding="utf-8").startswith(HEADER)


def test_the_command_takes_a_name_or_a_batch(tmp_path: Path, root: Path) -> None:
    (tmp_path / "in.csv").write_text("place\nMinsk\n", encoding="utf-8")

    def place(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mustermap", "place", *options]
        environment = {**os.environ, "PYTHONPATH": str(root)}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    placed = place("--batch", "in.csv", "-o", "out.csv")
    assert (placed.returncode, placed.stderr) == (0, "out.csv: 1 place: 1 resolved, 0 ambiguous, 0 unresolved\n")
    assert (tmp_path / "out.csv").exists()
    assert place("--batch", "in.csv").returncode == 2
    assert place().returncode == 2
