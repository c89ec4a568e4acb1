"""``mustermap compare`` from outside: the whole answer for the first source, on a terminal, piped and in files."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from tests.terminal import Terminal
from tests.test_app_commands import SEEDS, mustermap

if TYPE_CHECKING:
    from pathlib import Path

SUBJECT = ("--area", "Belarus", "--force", "Russia")
ASKED = (
    "compare",
    str(SEEDS),
    "--area",
    "Belarus",
    "--force",
    "Russia",
    "--on",
    "2022-12-01",
    "--known-by",
    "2022-11-30",
)

# Who says how many, in sections by phase, then what is not comparable; no 140,000, no 220,000.
WHOLE = """\
section\tkind\tclaimant\tfigures\tsaid\tstanding\tforce\tcomponent\tunit\tplace\tquantity\tearlier\tsince\t\
disputed_by\tid
ordered\t\tAlexander Lukashenko\tmore than 1,000\t10 Oct 2022 or later\tvague\tRussia\t\t\tBelarus\tpersonnel\t\t\t\t\
07-more-than-a-thousand
planned\t\tPavel Latushka\t120,000\t29 Sept 2022\tstated\tRussia\t\t\tBelarus\tpersonnel\t\t\t05-scepticism\t\
03-latushka-120000
planned\tpart\tHanna Malyar, Deputy Defence Minister of Ukraine\t20,000\t10 Oct 2022 or later\tvague\tRussia\t\
newly mobilised\t\tBelarus\tpersonnel\t\t\t\t02-malyar-20000
planned\tno number\tthe article\tno number\t10 Oct 2022 or later\tvague\tRussia\t\t\tBelarus\tpersonnel\t\t\t\t\
12-redeployment
\tnot placed\tAlexander Lukashenko\tno number\t10 Oct 2022\tcarried\tBelarus;Russia\t\tjoint regional group\t\t\
personnel\t\t\t\t06-joint-group-deployment
\tnot placed\tthe article\tno number\t10 Oct 2022 or later\tvague\tBelarus;Russia\t\
the whole Belarusian army and some Russian units\tjoint regional group\t\tpersonnel\t\t\t\t08-joint-group-since-1999
\tother force\tBelarusian Ministry of Defence\tno number\tsome day of 21–30 Sept 2022\tcarried\tBelarus\t\
airbase units and reservists\t\tMachulishchi (airbase)\tpersonnel\t\t\t\t01-airbase-check
\tother force\tPavel Latushka\t100,000\t29 Sept 2022\tcarried\tBelarus\tcalled up\t\tBelarus\tpersonnel\t\t\t\
05-scepticism\t04-latushka-100000
"""

DRAWN = """\
Troops of Russia in Belarus on 1 December 2022, as known by 30 November 2022
Planned: 120,000 (Pavel Latushka, disputed). Ordered: dates vague: more than 1,000 (Alexander Lukashenko).
Ordered
Alexander Lukashenko 10 Oct 2022 or later, dates vague more than 1,000
Planned
Pavel Latushka 29 Sept 2022, 63 days before, stated for this day 120,000
disputed: in Ukraine, nobody named
newly mobilised: Hanna Malyar, Deputy Defence Minister of Ukraine 10 Oct 2022 or later, dates vague 20,000
the article 10 Oct 2022 or later, dates vague no number
Where is not said
Belarus and Russia, jointly, planned, joint regional group: Alexander Lukashenko 10 Oct 2022, 52 days before no number
Belarus and Russia, jointly, present, the whole Belarusian army and some Russian units, joint regional group: \
the article 10 Oct 2022 or later, dates vague no number
Other forces
Belarus, ordered, airbase units and reservists, Machulishchi (airbase): Belarusian Ministry of Defence \
some day of 21–30 Sept 2022, 62–71 days before no number
Belarus, planned, called up: Pavel Latushka 29 Sept 2022, 63 days before 100,000
disputed: in Ukraine, nobody named
"""


def test_piped_the_whole_comparison_of_the_first_source_is_one_table(tmp_path: Path) -> None:
    finished = mustermap(*ASKED, folder=tmp_path)
    assert finished.stdout == WHOLE
    assert "Planned: 120,000 (Pavel Latushka, disputed). Ordered: dates vague: more than 1,000 (" in finished.stderr
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
    ordered, planned, part, silent, *_ = answer["rows"]
    assert (ordered["figure_low"], ordered["figure_low_included"], ordered["figure_high"]) == (1000, False, None)
    assert (planned["said_from_day"], planned["said_to_day"], planned["standing"]) == (
        "2022-09-29",
        "2022-09-29",
        "stated",
    )
    assert (part["kind"], part["said_from_day"], part["said_to_day"]) == ("part", "2022-10-10", None)
    assert (silent["kind"], silent["id"], silent["figures"]) == ("no number", "12-redeployment", "no number")


def test_the_sentence_comes_in_parts_each_figure_with_the_reports_that_state_it(tmp_path: Path) -> None:
    answer = json.loads(mustermap(*ASKED, "--json", folder=tmp_path).stdout)
    assert "".join(part["text"] for part in answer["parts"]) == answer["sentence"]
    figures = [(part["text"], part["ids"], part["field"]) for part in answer["parts"] if part["kind"] == "figure"]
    assert figures == [("120,000", ["03-latushka-120000"], "low"), ("1,000", ["07-more-than-a-thousand"], "low")]


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
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))[::-1]  # the largest comes first
    assert [row["claimant"][:3] for row in rows] == ["'=H", "\u202eB\x1b"[:3]]
    assert rows[0]["source_title"] == "'+1"
    assert [(row["subject_force"], row["area_name"], row["figures"]) for row in rows] == [
        ("Russia", "Belarus", "8,000"), ("Russia", "Belarus", "9,000"),
    ]  # fmt: skip
    assert rows[0]["summary"] == 'a\nb, "c"'
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["rows", "subjects", "asked"]
    heads = [cell.value for cell in book["rows"][1]]
    cell = book["rows"][3][heads.index("claimant")]
    assert (cell.value, cell.data_type) == (HOSTILE, "s")


def test_no_report_steers_the_terminal(hostile: Path, tmp_path: Path) -> None:
    assert "\x1b" not in mustermap("compare", hostile, "--on", "2022-11-15", "--by", "claimant", folder=tmp_path).stdout
    with Terminal("compare", str(hostile), "--on", "2022-11-15", folder=tmp_path) as terminal:
        assert terminal.end() == 0
    assert "\x1b[31m" not in terminal.printed
    assert "from 8,000 (" in terminal.printed


def test_json_and_parquet_files_hold_the_same_claims(tmp_path: Path) -> None:
    import datetime

    import pyarrow.parquet as pq

    for name in ("out.json", "out.parquet"):
        mustermap(*ASKED, "-o", name, folder=tmp_path)
    claims = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["rows"]
    rows = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row["id"] for row in rows] == [claim["id"] for claim in claims]
    assert [row["figures"] for row in rows] == [claim["figures"] for claim in claims]
    assert rows[1]["said_from_day"] == datetime.date(2022, 9, 29)
    assert rows[0]["said_to_day"] is None


def test_over_a_period_a_file_has_a_row_for_each_standing_and_months_are_ends_of_a_period(tmp_path: Path) -> None:
    asked = ("--area", "Belarus", "--force", "Russia", "--from", "2022-11", "--to", "2023-02")
    mustermap("compare", str(SEEDS), *asked, "-o", "out.csv", folder=tmp_path)
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    largest = [(row["from_day"], row["to_day"], row["standing"]) for row in rows if row["id"] == "03-latushka-120000"]
    assert largest == [
        ("2022-11-01", "2022-11-29", "vague"),
        ("2022-11-30", "2023-02-01", "stated"),
        ("2023-02-02", "2023-02-28", "vague"),
    ]


# What leads on any day of the winter, section by section, the newest first; the span of 120,000 is vague at its ends.
WINTER = """\
Troops of Russia in Belarus, 1 December 2022 to 31 March 2023
Ordered
1 Dec 2022 to 31 Mar 2023 Alexander Lukashenko more than 1,000
said 10 Oct 2022 or later; dates vague
Planned
1 Dec 2022 to 28 Feb 2023 Pavel Latushka 120,000
said 29 Sept 2022; dates vague from 2 Feb 2023; disputed: in Ukraine, nobody named
1 Dec 2022 to 31 Mar 2023 newly mobilised: Hanna Malyar, Deputy Defence Minister of Ukraine 20,000
"""
# Without area and force each subject is a sentence; of four no figure is known.
ALL = """\
Claims about troops on 1 December 2022, as known by 30 November 2022
Troops of Russia in Belarus
Planned: 120,000 (Pavel Latushka, disputed). Ordered: dates vague: more than 1,000 (Alexander Lukashenko).
Troops of Belarus in Belarus
Ordered: no number: Belarusian Ministry of Defence. Planned: no figure for all of it; for parts: \
100,000 (called up, Pavel Latushka, disputed).
and 3 subjects without a figure on this day
"""


def printed(words: tuple[str, ...], columns: str, folder: Path) -> list[str]:
    """Return what a command prints on a terminal of a width, from its title on to the notes, line by line."""
    with Terminal(*words, folder=folder, COLUMNS=columns, LINES="50") as terminal:
        assert terminal.end() == 0
    begin = terminal.printed.index("Claims about" if "Claims about" in terminal.printed else "Troops of")
    return terminal.printed[begin : terminal.printed.index("note: ")].splitlines()


@pytest.mark.parametrize("columns", ["80", "120"])
@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ((*SUBJECT, "--from", "2022-12", "--to", "2023-03"), WINTER),
        (("--on", "2022-12-01", "--known-by", "2022-11-30"), ALL),
    ],
)
def test_on_a_terminal_no_word_is_broken(words: tuple[str, ...], begins: str, columns: str, tmp_path: Path) -> None:
    lines = printed(("compare", str(SEEDS), *words), columns, tmp_path)
    assert max(map(len, lines)) <= int(columns)
    found, expected = sorted(" ".join(lines).split()), sorted(begins.split())
    for word in expected:
        found.remove(word)
    if begins == ALL:
        assert found == []


def test_piped_each_row_of_several_subjects_names_the_subject_and_the_claimant(tmp_path: Path) -> None:
    heads, *rows = mustermap("compare", str(SEEDS), "--on", "2022-12-01", folder=tmp_path).stdout.splitlines()
    assert heads.split("\t")[:5] == ["subject", "section", "kind", "claimant", "figures"]
    assert rows[1].split("\t")[:5] == ["Troops of Russia in Belarus", "planned", "", "Pavel Latushka", "120,000"]
    over = ("compare", str(SEEDS), "--from", "2022-12", "--to", "2023-01", "--each", "month")
    heads, *rows = mustermap(*over, folder=tmp_path).stdout.splitlines()
    assert heads.split("\t")[:7] == ["subject", "section", "kind", "month", "from", "to", "claimant"]
    assert rows[0].split("\t")[:7] == [
        "Troops of Russia in Belarus", "ordered", "", "2023-01", "2023-01-01", "2023-01-31", "Alexander Lukashenko",
    ]  # fmt: skip


def test_files_of_several_subjects_say_how_many_have_no_claim(tmp_path: Path) -> None:
    answer = json.loads(mustermap("compare", str(SEEDS), "--on", "2023-06-01", "--json", folder=tmp_path).stdout)
    assert answer["subjects_without_claim"] == 1
    assert [subject["subject"] for subject in answer["subjects"]] == list(range(len(answer["subjects"])))
    assert {row["subject"] for row in answer["rows"]} == set(range(len(answer["subjects"])))


def test_of_several_subjects_each_has_its_sentence_in_json_and_in_a_workbook(tmp_path: Path) -> None:
    import openpyxl

    asked = ("compare", str(SEEDS), "--on", "2022-12-01", "--known-by", "2022-11-30")
    subjects = json.loads(mustermap(*asked, "--json", folder=tmp_path).stdout)["subjects"]
    alone = json.loads(mustermap(*ASKED, "--json", folder=tmp_path).stdout)
    russia = next(one for one in subjects if (one["force"], one["area_name"]) == ("Russia", "Belarus"))
    assert russia["sentence"] == alone["sentence"]
    assert russia["parts"] == alone["parts"]
    unplaced = [one for one in subjects if one["area_ref"] is None]
    assert unplaced
    assert {(one["sentence"], len(one["parts"])) for one in unplaced} == {(None, 0)}
    assert all("".join(part["text"] for part in one["parts"]) == (one["sentence"] or "") for one in subjects)
    mustermap(*asked, "-o", "out.xlsx", folder=tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["subjects"]
    heads, *cells = sheet.iter_rows(values_only=True)
    assert [row[heads.index("sentence")] for row in cells] == [one["sentence"] for one in subjects]


SINCE = ("compare", str(SEEDS), "--since", "2022-12-01", "--until", "2023-06-01")
# 180 days after 10 October is 8 April; the span ends with February; what names no day may have been said later.
CHANGED = """\
heading\tsection\tday\tchange\tfigures\tolder_figures\tclaimant\tforce\tcomponent\tunit\tplace\tid\tolder_id
\tordered\t9 Apr 2023\tnot repeated any more\tmore than 1,000\t\tAlexander Lukashenko\tRussia\t\t\tBelarus\t\
07-more-than-a-thousand\t
\tplanned\t9 Apr 2023\tnot repeated any more\tno number\t\tthe article\tRussia\t\t\tBelarus\t12-redeployment\t
\tplanned\tFebruary 2023\tended\t120,000\t\tPavel Latushka\tRussia\t\t\tBelarus\t03-latushka-120000\t
places and parts\tplanned\t9 Apr 2023\tnot repeated any more\t20,000\t\t\
Hanna Malyar, Deputy Defence Minister of Ukraine\tRussia\tnewly mobilised\t\tBelarus\t02-malyar-20000\t
not placed\tplanned\t9 Apr 2023\tnot repeated any more\tno number\t\tAlexander Lukashenko\tBelarus;Russia\t\t\
joint regional group\t\t06-joint-group-deployment\t
not placed\tpresent\t9 Apr 2023\tnot repeated any more\tno number\t\tthe article\tBelarus;Russia\t\
the whole Belarusian army and some Russian units\tjoint regional group\t\t08-joint-group-since-1999\t
other force\tplanned\t29 Mar 2023\tnot repeated any more\t100,000\t\tPavel Latushka\tBelarus\tcalled up\t\tBelarus\t\
04-latushka-100000\t
other force\tordered\t21 Mar 2023\tnot repeated any more\tno number\t\tBelarusian Ministry of Defence\tBelarus\t\
airbase units and reservists\t\tMachulishchi (airbase)\t01-airbase-check\t
places and parts\tplanned\t10 Oct 2022 or later\tday not known\t20,000\t\t\
Hanna Malyar, Deputy Defence Minister of Ukraine\tRussia\tnewly mobilised\t\tBelarus\t02-malyar-20000\t
\tordered\t10 Oct 2022 or later\tday not known\tmore than 1,000\t\tAlexander Lukashenko\tRussia\t\t\tBelarus\t\
07-more-than-a-thousand\t
\tplanned\t10 Oct 2022 or later\tday not known\tno number\t\tthe article\tRussia\t\t\tBelarus\t12-redeployment\t
"""


def test_piped_what_changed_on_a_subject_is_one_table_with_the_claimant_of_each_row(tmp_path: Path) -> None:
    finished = mustermap(*SINCE, *SUBJECT, folder=tmp_path)
    assert finished.stdout == CHANGED
    assert finished.stderr.splitlines()[1:4] == [
        "What changed after 1 December 2022, up to 1 June 2023",
        "Troops of Russia in Belarus",
        "2 figures without an exact day, 1 claim without a number and without an exact day",
    ]


@pytest.mark.parametrize("columns", ["80", "120"])
def test_on_a_terminal_what_changed_has_sections_and_breaks_no_word(columns: str, tmp_path: Path) -> None:
    with Terminal(*SINCE, *SUBJECT, folder=tmp_path, COLUMNS=columns, LINES="50") as terminal:
        assert terminal.end() == 0
    begin = terminal.printed.index("What changed")
    lines = terminal.printed[begin : terminal.printed.index("note: ")].splitlines()
    assert max(map(len, lines)) <= int(columns)
    assert " ".join("\n".join(lines).split()).startswith(
        "What changed after 1 December 2022, up to 1 June 2023 Troops of Russia in Belarus"
        " Ordered · 1 change 9 Apr 2023 not repeated any more: more than 1,000 (Alexander Lukashenko)"
        " Planned · 2 changes 9 Apr 2023 not repeated any more: no number (the article)"
        " February 2023 ended: 120,000 (Pavel Latushka)"
        " Places and parts · 1 change 9 Apr 2023 planned, not repeated any more: 20,000, newly mobilised"
        " (Hanna Malyar, Deputy Defence Minister of Ukraine)"
        " Where is not said · 2 changes"
    )
    assert " ".join("\n".join(lines).split()).endswith(
        "2 figures without an exact day, 1 claim without a number and without an exact day"
    )


def test_on_a_terminal_everything_that_changed_is_grouped_by_force_and_place(tmp_path: Path) -> None:
    with Terminal(*SINCE, folder=tmp_path) as terminal:
        assert terminal.end() == 0
    titles = [line for line in terminal.printed.splitlines() if line.startswith("Troops of ")]
    assert [title.strip() for title in titles] == [
        "Troops of Russia in Belarus",
        "Troops of Belarus and Russia, jointly, where is not said",
        "Troops of Belarus in Belarus",
        "Troops of Belarus in Machulishchi (airbase)",
        "Troops of Russia in Smolensk",
    ]


def test_nothing_changed_is_said(tmp_path: Path) -> None:
    question = ("compare", str(SEEDS), "--since", "2022-12-01", "--until", "2022-12-01")
    assert "nothing changed" in mustermap(*question, folder=tmp_path).stderr
    with Terminal(*question, folder=tmp_path) as terminal:
        assert terminal.end() == 0
    assert "nothing changed" in terminal.printed


def test_files_of_what_changed_hold_the_same_claims(tmp_path: Path) -> None:
    import openpyxl
    import pyarrow.parquet as pq

    for ending in ("json", "csv", "xlsx", "parquet"):
        mustermap(*SINCE, *SUBJECT, "-o", f"out.{ending}", folder=tmp_path)
    ids = [line.split("\t")[11] for line in CHANGED.splitlines()[1:]]
    answer = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in answer["changed"]] == ids
    assert answer["without_day"] == {"figures": 2, "no_number": 1}
    assert (answer["subject"], answer["since"], answer["until"]) == (
        "Troops of Russia in Belarus", "2022-12-01", "2023-06-01",
    )  # fmt: skip
    ended = next(row for row in answer["changed"] if row["change"] == "ended")
    assert (ended["from_day"], ended["to_day"], ended["text"]) == (
        "2023-02-01", "2023-02-28", "ended: 120,000 (Pavel Latushka)",
    )  # fmt: skip
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["id"] for row in csv.DictReader(stream)] == ids
    heads, *rows = openpyxl.load_workbook(tmp_path / "out.xlsx")["changed"].iter_rows(values_only=True)
    assert [row[heads.index("id")] for row in rows] == ids
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.column("id").to_pylist() == ids
    assert [str(day) for day in table.column("to_day").to_pylist()[:3]] == ["2023-04-09", "2023-04-09", "2023-02-28"]


def test_a_claimant_is_followed(tmp_path: Path) -> None:
    finished = mustermap("compare", str(SEEDS), "--track", "latushka", "--force", "Russia", "--csv", folder=tmp_path)
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
    finished = mustermap("compare", str(SEEDS), *words, folder=tmp_path, code=2)
    assert message in finished.stderr
    assert finished.stdout == ""
    assert not list(tmp_path.iterdir())


def test_a_file_is_replaced_only_where_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("mine", encoding="utf-8")
    assert "--overwrite" in mustermap("compare", "-o", "out.json", folder=tmp_path, code=2).stderr
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == "mine"
    mustermap("compare", "-o", "out.json", "--overwrite", folder=tmp_path)
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["rows"]
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
    assert "\t500–600\t" in finished.stdout
    assert "low 500 exceeds high 300" in finished.stderr


def test_a_word_between_counted_figures_says_on_a_terminal_that_it_is_not_counted(tmp_path: Path) -> None:
    head = "claimant,said,figure,force,phase,place,source_title\n"
    rows = ("A,2022-11-14,9000", "B,2022-11-14,several hundred", "C,2022-11-14,5000")
    (tmp_path / "mine.csv").write_text(head + "".join(f"{row},Russia,present,Belarus,News\n" for row in rows))
    with Terminal("compare", "mine.csv", *SUBJECT, "--on", "2022-12-01", folder=tmp_path) as terminal:
        assert terminal.end() == 0
    lines = [" ".join(line.split()) for line in terminal.printed.splitlines()]
    noted = lines.index("not counted: a word, not a number")
    assert any(line.startswith("B 14 Nov") for line in lines[noted - 2 : noted])
    assert sum("not counted" in line for line in lines) == 1
