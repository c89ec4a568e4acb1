"""``mustermap compare`` from outside: the whole answer for the first source, on a terminal, piped and in files."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from tests.terminal import Terminal
from tests.test_app_commands import mustermap

if TYPE_CHECKING:
    from pathlib import Path

ASKED = ("compare", "--area", "Belarus", "--force", "Russia", "--on", "2022-12-01", "--known-by", "2022-11-30")

# Three figures on the axis, apart by phase, and what stands apart with the reason; no 140,000, no 220,000.
WHOLE = """\
stands\tforce\tplace\tphase\tpart\tfigures\tclaims\tindependent\tpossible\tlast_cited\tdisputed_by\techoes\tids
compared\tRussia\tBelarus\tplanned\t\t120,000\t1\t1\t0\t0\tin Ukraine, nobody named\t0\t03-latushka-120000
compared\tRussia\tBelarus\tplanned\tnewly mobilised\t20,000\t1\t1\t1\t0\t\t0\t02-malyar-20000
compared\tRussia\tBelarus\tordered\t\tmore than 1,000\t1\t1\t1\t0\t\t0\t07-more-than-a-thousand
Another force.\tBelarus\tBelarus\tplanned\tcalled up\t\
100,000\t1\t1\t1\t0\tin Ukraine, nobody named\t0\t04-latushka-100000
No number.\tRussia\tBelarus\tplanned\t\tno number\t1\t1\t1\t0\t\t0\t12-redeployment
At a place in Belarus: a part of it, not the whole.\tBelarus\tMinsk Machulishchy Air Base\tordered\t\
airbase units and reservists\tno number\t1\t1\t1\t0\t\t0\t01-airbase-check
Not placed on the map, so where is not certain.\tBelarus;Russia\t\tplanned\tjoint regional group\t\
no number\t1\t1\t1\t0\t\t0\t06-joint-group-deployment
Not placed on the map, so where is not certain.\tBelarus;Russia\t\tpresent\t\
the whole Belarusian army and some Russian units, joint regional group\t\
no number\t1\t1\t1\t0\t\t0\t08-joint-group-since-1999
The same force at another place.\tRussia\tSmolensk\tpresent\tFirst Tank Army\t\
no number\t1\t1\t1\t0\t\t0\t09-first-tank-army
"""

DRAWN = """\
Troops of Russia in Belarus on 1 December 2022, as known by 30 November 2022
Planned: 120,000, one claimant, disputed (in Ukraine, nobody named); 20,000 for the newly mobilised only, \
one claimant, possibly in effect. Ordered: more than 1,000, one claimant, possibly in effect.
3 independent claimants · how many arrive
Planned 120,000 Pavel Latushka certainly, disputed (in Ukraine, nobody named)
20,000 newly mobilised (a part) · Hanna Malyar, Deputy Defence Minister of Ukraine possibly
Ordered more than 1,000 Alexander Lukashenko possibly
Apart from these
Another force.
Planned 100,000 Belarus, called up · Pavel Latushka possibly, disputed (in Ukraine, nobody named)
No number.
Planned no number Russia · the article possibly
At a place in Belarus: a part of it, not the whole.
Ordered no number Belarus in Minsk Machulishchy Air Base, airbase units and reservists · \
Belarusian Ministry of Defence possibly
Not placed on the map, so where is not certain.
Planned no number Belarus and Russia, jointly, joint regional group · Alexander Lukashenko possibly
Present no number Belarus and Russia, jointly, the whole Belarusian army and some Russian units, \
joint regional group · the article possibly
The same force at another place.
Present no number Russia in Smolensk, First Tank Army · the article possibly
"""


def test_piped_the_whole_comparison_of_the_first_source_is_one_table(tmp_path: Path) -> None:
    finished = mustermap(*ASKED, folder=tmp_path)
    assert finished.stdout == WHOLE
    assert (
        "Planned: 120,000, one claimant, disputed (in Ukraine, nobody named); 20,000 for the newly" in finished.stderr
    )
    assert not list(tmp_path.iterdir())


def test_on_a_terminal_the_comparison_says_all_of_it(tmp_path: Path) -> None:
    with Terminal(*ASKED, folder=tmp_path) as terminal:
        assert terminal.end() == 0
    for line in DRAWN.splitlines():
        assert set(line.split()) <= set(terminal.printed.split()), line
    begin, end = terminal.printed.index("Troops of"), terminal.printed.index("note: ")
    assert sorted(terminal.printed[begin:end].split()) == sorted(DRAWN.split())
    assert max(map(len, terminal.printed[begin:end].splitlines())) <= 160


def test_as_json_the_bounds_are_kept_and_days_are_dates(tmp_path: Path) -> None:
    answer = json.loads(mustermap(*ASKED, "--json", folder=tmp_path).stdout)
    assert (answer["area"]["ref"], answer["force"], answer["from"], answer["known_by"]) == (
        "country:BY", "Russia", "2022-12-01", "2022-11-30",
    )  # fmt: skip
    ordered = answer["groups"][2]
    assert (ordered["low"], ordered["low_included"], ordered["high"], ordered["top_is_open"]) == (
        1000,
        False,
        None,
        True,
    )
    claims = {claim["id"]: claim for claim in answer["claims"]}
    assert claims["03-latushka-120000"]["certain_from_day"] == "2022-11-30"
    assert claims["03-latushka-120000"]["possible_to_day"] == "2023-02-28"
    assert claims["02-malyar-20000"]["possible_to_day"] is None
    assert claims["02-malyar-20000"]["is_part"]


HOSTILE = '=HYPERLINK("http://example.org")'


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    rows = [["id", "claimant", "said", "force", "figure", "place", "start", "end", "source_title", "summary"],
            ["a", HOSTILE, "2022-11-01", "Russia", "8,000", "Belarus", "2022-11-01", "2022-11-30", "+1", "a\nb, \"c\""],
            ["b", "\u202eB\x1b[31m", "2022-11-01", "Russia", "9,000", "Belarus", "2022-11-01", "2022-11-30", "+1",
             "</script>"]]  # fmt: skip
    file = tmp_path / "hostile.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    return file


def test_a_formula_stays_text_in_csv_and_workbooks(hostile: Path, tmp_path: Path) -> None:
    import openpyxl

    for name in ("out.csv", "out.xlsx"):
        mustermap("compare", hostile, "--on", "2022-11-15", "-o", name, folder=tmp_path)
    text = (tmp_path / "out.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    assert [row["claimant"][:3] for row in rows] == ["'=H", "\u202eB\x1b"[:3]]
    assert rows[0]["source_title"] == "'+1"
    assert (rows[0]["spread"], rows[0]["spread_low"], rows[0]["spread_high"]) == ("8,000–9,000", "8000", "9000")
    assert rows[0]["summary"] == 'a\nb, "c"'
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["groups", "claims", "axes", "asked"]
    heads = [cell.value for cell in book["claims"][1]]
    cell = book["claims"][2][heads.index("claimant")]
    assert (cell.value, cell.data_type) == (HOSTILE, "s")


def test_no_report_steers_the_terminal(hostile: Path, tmp_path: Path) -> None:
    assert "\x1b" not in mustermap("compare", hostile, "--on", "2022-11-15", "--by", "claimant", folder=tmp_path).stdout
    with Terminal("compare", str(hostile), "--on", "2022-11-15", folder=tmp_path) as terminal:
        assert terminal.end() == 0
    assert "\x1b[31m" not in terminal.printed
    assert "8,000–9,000" in terminal.printed


def test_json_and_parquet_files_hold_the_same_claims(tmp_path: Path) -> None:
    import datetime

    import pyarrow.parquet as pq

    for name in ("out.json", "out.parquet"):
        mustermap(*ASKED, "-o", name, folder=tmp_path)
    claims = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["claims"]
    rows = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row["id"] for row in rows] == [claim["id"] for claim in claims]
    assert [row["figures"] for row in rows] == [claim["figures"] for claim in claims]
    assert rows[0]["possible_from_day"] == datetime.date(2022, 11, 1)
    assert rows[1]["possible_to_day"] is None


def test_over_a_period_a_file_has_a_row_for_each_stretch_and_months_are_ends_of_a_period(tmp_path: Path) -> None:
    asked = ("--area", "Belarus", "--force", "Russia", "--from", "2022-11", "--to", "2023-02")
    mustermap("compare", *asked, "-o", "out.csv", folder=tmp_path)
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    largest = [(row["from_day"], row["to_day"], row["possible"]) for row in rows if row["ids"] == "03-latushka-120000"]
    assert largest == [
        ("2022-11-01", "2022-11-29", "1"),
        ("2022-11-30", "2023-02-01", "0"),
        ("2023-02-02", "2023-02-28", "1"),
    ]


def test_what_changed_is_a_table(tmp_path: Path) -> None:
    finished = mustermap("compare", "--since", "2022-12-01", "--until", "2023-06-01", folder=tmp_path)
    assert finished.stdout.splitlines() == [
        "change\thow\tfigures\tabout\tplace\tphase\tclaimant\tid",
        "ended\thas ended\t120,000\tRussia\tBelarus\tplanned\tPavel Latushka\t03-latushka-120000",
        "ended\tno longer possible\tno number\tRussia, First Tank Army\tSmolensk\tpresent\tthe article"
        "\t09-first-tank-army",
    ]
    assert "nothing changed" in mustermap("compare", "--since", "2022-12-01", folder=tmp_path).stderr


def test_a_claimant_is_followed(tmp_path: Path) -> None:
    finished = mustermap("compare", "--track", "latushka", "--force", "Russia", "--csv", folder=tmp_path)
    (row,) = csv.DictReader(io.StringIO(finished.stdout))
    assert (row["from_day"], row["to_day"], row["figures"], row["move"]) == (
        "2022-11-01",
        "2023-02-28",
        "120,000",
        "first",
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--area", "Springfield"], "name one of them by its ref"),
        (["--force", "Rusia"], "the claims are about 'Belarus', 'Belarus;Russia', 'Russia'"),
        (["-o", "out.doc"], "the ending '.doc' is not known; write one of .csv, .xlsx, .json, .parquet"),
        (["--on", "2022-12"], "--on: '2022-12' is more than one day"),
        (["--on", "2022-12-01", "--from", "2022-11"], "--from and --to and --on do not go together"),
        (["--from", "2022-12", "--to", "2022-11"], "the period ends before it begins"),
        (["--from", "soon"], "--from: "),
        (["--from", "2022~"], "write a day or a month"),
        (["--each", "month"], "--each is the step of a period"),
        (["--json", "--csv"], "give one of them"),
        (
            ["--json", "-o", "out.csv"],
            "--json and --csv are for standard output; the ending of -o says what the file is",
        ),
        (["--until", "2022-12-01"], "--until needs --since"),
        (["--track", "Latushka", "--on", "2022-12-01"], "--track and --on do not go together"),
        (["--track", "l"], "could be several"),
        (["--since", "2022-12-01", "--until", "2022-11-01"], "swap them"),
        (["--since", "2022-12-01", "--by", "claimant"], "leave them out with --track and --since"),
    ],
)
def test_wrong_use_is_refused_with_what_to_do_and_exit_2(words: list[str], message: str, tmp_path: Path) -> None:
    finished = mustermap("compare", *words, folder=tmp_path, code=2)
    assert message in finished.stderr
    assert finished.stdout == ""
    assert not list(tmp_path.iterdir())


def test_a_file_is_replaced_only_where_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("mine", encoding="utf-8")
    assert "--overwrite" in mustermap("compare", "-o", "out.json", folder=tmp_path, code=2).stderr
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == "mine"
    mustermap("compare", "-o", "out.json", "--overwrite", folder=tmp_path)
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["groups"]
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_file_that_is_read_a_folder_and_a_ledger_are_never_replaced(tmp_path: Path) -> None:
    rows = "id,claimant,force,figure,place,said,source_title\na,A,Russia,500,Belarus,2022-11-01,T\n"
    (tmp_path / "mine.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "folder.csv").mkdir()
    refused = mustermap("compare", "mine.csv", "-o", "mine.csv", "--overwrite", folder=tmp_path, code=2)
    assert "mine.csv is one of the files that are read; name another with -o" in refused.stderr
    refused = mustermap("compare", "mine.csv", "-o", "folder.csv", "--overwrite", folder=tmp_path, code=2)
    assert "folder.csv is a folder; name a file in it" in refused.stderr
    for words in (["compare"], ["export"], ["picture", "--on", "2022-11-01"]):
        name = "mine.csv/m.png" if words[0] == "picture" else "mine.csv/m.csv"
        refused = mustermap(*words, "mine.csv", "-o", name, folder=tmp_path, code=2)
        assert f"{name}: mine.csv is no folder; name another file with -o" in refused.stderr
    mustermap("add", "mine.csv", folder=tmp_path)
    kept = (tmp_path / "mustermap.gpkg").read_bytes()
    refused = mustermap("map", "-o", "mustermap.gpkg", "--overwrite", folder=tmp_path, code=2)
    assert "mustermap.gpkg is a ledger, which nothing replaces; name another with -o" in refused.stderr
    assert (tmp_path / "mustermap.gpkg").read_bytes() == kept
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == rows
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.csv", "mine.csv", "mustermap.gpkg"]


def test_where_nothing_can_be_compared_it_is_told_what_was_rejected(tmp_path: Path) -> None:
    rows = "id,claimant,force,figure_low,figure_high,place,said,source_title\n"
    (tmp_path / "bad.csv").write_text(rows + "b,B,Russia,500,300,Belarus,2022-11-01,T\n", encoding="utf-8")
    for words in (["compare"], ["picture", "--frames", "month"]):
        finished = mustermap(*words, "bad.csv", folder=tmp_path, code=2)
        assert "rejected: bad.csv row 2: figure_low: low 500 exceeds high 300" in finished.stderr


def test_rejected_rows_cost_no_other_and_exit_1(tmp_path: Path) -> None:
    rows = "id,claimant,force,figure_low,figure_high,place,start,end,source_title\n"
    rows += "a,A,Russia,500,600,Belarus,2022-11-01,2022-11-30,T\nb,B,Russia,500,300,Belarus,2022-11-01,2022-11-30,T\n"
    (tmp_path / "some.csv").write_text(rows, encoding="utf-8")
    finished = mustermap("compare", "some.csv", "--on", "2022-11-15", folder=tmp_path, code=1)
    assert "500–600" in finished.stdout
    assert "low 500 exceeds high 300" in finished.stderr
