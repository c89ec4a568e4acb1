"""What ends a command is said in one sentence, whatever it is: no traceback, and what was kept is said as it is."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from mustermap.app import failures
from mustermap.app.streams import Sturdy
from mustermap.app.terminal.terminal_output import log, write_json, write_line, write_table
from mustermap.data import kept_work
from mustermap.data.ledger import Ledger
from mustermap.errors import LedgerNotFound
from tests.terminal import Terminal
from tests.test_app_commands import ROOT, SEEDS, mustermap
from tests.warm_process import run_python, warm_command

FULL = Path("/dev/full")
POSIX = pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX's")
ENTRY = "import sys; sys.argv[0] = 'mustermap'; from mustermap.app.entry import main; main()"


def shell(line: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in which ``mustermap`` is ours; the code is that of the line's first command.

    It starts warm, unless a stream of it is closed: what was imported before has its streams.
    """
    start = '"$PYTHON" -c "$ENTRY"' if re.search("[<>]&-", line) else warm_command()
    script = f'mustermap() {{ {start} "$@"; }}\n{line}\nexit "${{PIPESTATUS[0]}}"'
    return subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHON": sys.executable, "ENTRY": ENTRY, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def told(finished: subprocess.CompletedProcess[bytes]) -> list[str]:
    """Give what Mustermap says of what ended it, and refuse a traceback."""
    text = finished.stderr.decode()
    assert "Traceback" not in text, text
    assert "Exception ignored" not in text, text
    return [line for line in text.splitlines() if line.startswith("mustermap: ")]


@POSIX
@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("mustermap list >&-", 2, "standard output cannot be written to (it is closed), so the output is not complete"),
        ("mustermap --help >&-", 2, "standard output cannot be written to (it is closed)"),
        ("mustermap list --json | head -1", 0, ""),
        ("mustermap list | true", 0, ""),
        ("mustermap place Minsk 2>&-", 0, ""),
        ("mustermap place Minsk <&-", 0, ""),
        ("mustermap list >&- 2>&- <&-", 2, ""),
        ("mustermap add <&-", 2, "there is no terminal to ask in"),
        ("mustermap check $'\\xff.csv'", 2, "\\udcff.csv: no such file; check the path"),
        ("mustermap check $(printf 'a%.0s' {1..300}).csv", 2, "File name too long; nothing was kept: check the path"),
        ("mustermap map -o $(printf 'a%.0s' {1..300}).html", 2, "cannot be written (File name too long)"),
        ("mustermap place --batch $(printf 'a%.0s' {1..300}).csv -o o.csv", 2, "a.csv: cannot be read as CSV"),
        ("mustermap list --ledger $(printf 'a%.0s' {1..300})", 2, "File name too long"),
        ("mustermap verify $(printf 'a%.0s' {1..300})", 2, "File name too long"),
        ("mustermap backup -o $(printf 'a%.0s' {1..300})", 2, "no such ledger|does not exist|File name too long"),
        ("mustermap check /dev/null/x.csv", 2, "no such file"),
    ],
)  # fmt: skip
def test_streams_and_names_that_are_not_as_they_should_be(line: str, code: int, said: str, tmp_path: Path) -> None:
    finished = shell(line, tmp_path)
    lines = told(finished)
    assert finished.returncode == code, finished.stderr
    assert len(lines) == (1 if said else 0), lines
    assert not said or any(one in lines[0] for one in said.split("|")), lines


@POSIX
@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_what_was_kept_is_said_also_where_standard_output_is_full(tmp_path: Path) -> None:
    for command, kept_there in (("list", "nothing was kept"), (f"add {SEEDS}", "stays, in mustermap.gpkg")):
        finished = shell(f"mustermap {command} > /dev/full", tmp_path)
        assert finished.returncode == 2
        (line,) = told(finished)
        assert "standard output cannot be written to (No space left on device), so the output is not complete" in line
        assert line.endswith(kept_there)
    with Ledger.open(tmp_path / "mustermap.gpkg") as ledger:
        assert len(ledger.reports()["id"]) == 13


@POSIX
@pytest.mark.parametrize("ends", ["2>&1 | head -1", "2>&-", ">&- 2>&-", "2>&1 | true"])
def test_no_stream_that_closes_ends_an_import(ends: str, tmp_path: Path) -> None:
    rows = (f"A. Minister,2022-10-{1 + number % 28:02},{number},Minsk,BY,News" for number in range(1, 2101))
    text = "claimant,said,figure,place,place_country,source_title\n" + "\n".join(rows)
    (tmp_path / "feed.csv").write_text(text, encoding="utf-8")
    told(shell(f"mustermap import feed.csv {ends}", tmp_path))
    with Ledger.open(tmp_path / "mustermap.gpkg") as ledger:
        assert len(ledger.reports()["id"]) == 2100, "more than a batch"


@pytest.fixture
def own_gazetteer(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Name a file for the gazetteer of a user who adds to it, in a folder of its own."""
    return str(tmp_path_factory.mktemp("own") / "gazetteer.sqlite")


READERS = (
    "check {}", "add {}", "map {} -o q.html", "list {}", "compare {}", "export {} -o q.kml", "import {}",
    "picture {} --on 2022-01-01 --width column --area Minsk -o q.png",
    "gazetteer add {}", "place --batch {} -o qq.csv", "list --ledger {}",
    "import mine.csv --mapping {}", "verify {}", "restore {} -o r.gpkg", "check mine.csv --ledger {}",
)  # fmt: skip


@POSIX
@pytest.mark.parametrize("command", READERS)
def test_half_a_cell_of_a_table_is_no_traceback_in_any_command_that_reads_files(
    command: str, tmp_path: Path, own_gazetteer: str
) -> None:
    (tmp_path / "q.csv").write_text('"a', encoding="utf-8")
    (tmp_path / "mine.csv").write_text("claimant,source_title\nA,T\n", encoding="utf-8")
    finished = shell(f"mustermap {command.format('q.csv')}", tmp_path, MUSTERMAP_GAZETTEER=own_gazetteer)
    told(finished)
    assert finished.returncode in (1, 2)
    if finished.returncode == 2:  # with 1, what was accepted was written, here nothing
        assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.csv", "q.csv"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(36, "File name too long", "x.csv"), "x.csv: File name too long; nothing was kept: check the path"),
        (PermissionError(13, "Permission denied", "x.csv"), "x.csv: Permission denied; nothing was kept: check"),
        (MemoryError(), "there is too little memory for this; nothing was kept: take less at once"),
        (RecursionError("maximum recursion depth"), "something is nested too deeply to be read; nothing was kept"),
        (UnicodeEncodeError("utf-8", "\udcff", 0, 1, "no surrogates"), "a text, or the name of a file, is not UTF-8"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), "can't decode byte 0xff"),
        (EOFError(), "standard input ended before all was answered; nothing was kept"),
        (sqlite3.DatabaseError("malformed"), "a database cannot be read or written (malformed)"),
        (pa.ArrowInvalid("Invalid UTF8 payload"), "a table cannot be read or written (Invalid UTF8 payload)"),
        (KeyError("x"), "a fault of Mustermap, not of yours: KeyError: 'x'; nothing was kept. Please report this line"),
        (StopIteration(), "a fault of Mustermap, not of yours: StopIteration"),
        (ValueError("a\nb\x1b[2J" + "c" * 1000), "a fault of Mustermap, not of yours: ValueError: a b"),
        (LedgerNotFound("mine.gpkg does not exist; check the path"), "mine.gpkg does not exist; check the path"),
        (KeyboardInterrupt(), "stopped; nothing was kept"),
    ],
)  # fmt: skip
def test_each_error_is_a_sentence(
    error: BaseException, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(kept_work, "_NOTED", {})
    (line,), _ = failures.sentence_of(error)
    log(line)
    shown = capsys.readouterr().err
    assert shown.startswith("mustermap: ")
    assert said in shown
    assert shown.rstrip("\n").isprintable()
    assert len(shown) < 600
    kept_work.note("mine.gpkg")
    assert "; what was written before that stays, in mine.gpkg" in failures.sentence_of(error)[0][0]


FAULT = """
import sys
import mustermap.app.report_list
def fail(*_, **__):
    raise KeyError("planted")
mustermap.app.report_list.list_reports = fail
sys.argv = ["mustermap", "list"]
from mustermap.app.entry import main
main()
"""


def test_a_fault_of_ours_says_so_and_shows_the_traceback_where_it_is_asked_for(tmp_path: Path) -> None:
    for environment, lines in (({}, 1), ({"MUSTERMAP_TRACEBACK": "1"}, None)):
        finished = run_python("-c", FAULT, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT), **environment})
        assert finished.returncode == 2
        assert finished.stderr.splitlines()[-1].startswith(
            "mustermap: a fault of Mustermap, not of yours: KeyError: 'planted' (app/commands/list.py, line "
        )
        assert ("Traceback" in finished.stderr) == bool(environment)
        assert lines is None or len(finished.stderr.splitlines()) == lines


CLOCK = """
import sys, time
now = float(sys.argv[1])
time.time = lambda: now
from mustermap.app.entry import main
sys.argv = ["mustermap", *sys.argv[2:]]
main()
"""


@pytest.mark.parametrize("now", [86_400, -86_400])
def test_a_clock_that_stands_before_1980_does_no_harm(now: int, tmp_path: Path) -> None:
    import openpyxl

    for words in (["template", "-o", "t.xlsx"], ["compare", str(SEEDS), "-o", "c.xlsx"]):
        finished = run_python("-c", CLOCK, str(now), *words, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)})
        assert finished.returncode == 0, finished.stderr
        assert openpyxl.load_workbook(tmp_path / words[-1]).sheetnames


STEERING = "\x1b[2J\x07\x7f\x9b31m\u202e\u2066\u200f\u061c\ufeff\u2028\U000e0041"


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_an_answer_in_json_steers_no_terminal_and_parses_to_the_same(encoding: str, tmp_path: Path) -> None:
    answer: dict[str, Any] = {"a": STEERING, STEERING: ["é", "Мінск", "😀", "\udcff", '\n\t\\"']}
    imports = "import json, sys; from mustermap.app.terminal.terminal_output import write_json; "
    script = imports + "write_json(json.load(open(sys.argv[1])))"
    (tmp_path / "answer.json").write_text(json.dumps(answer), encoding="ascii")
    finished = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "answer.json")], cwd=ROOT, capture_output=True, check=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )  # fmt: skip
    text = finished.stdout.decode(encoding)
    assert json.loads(text) == answer
    assert not set(text) & set(STEERING) - set("[2J31m")
    assert encoding != "utf-8" or "Мінск" in text


def test_no_command_passes_on_what_steers_a_terminal(tmp_path: Path, own_gazetteer: str) -> None:
    name = "a\x1b[2J\u202eb\x9b.csv"
    (tmp_path / name).write_text(f'id,claimant,said,place,source_title\na,"{STEERING}x",2022,"[/b]{STEERING}",T\n')
    for words, code in (
        (["list", name], 0), (["list", name, "--json"], 0), (["compare", name, "--csv"], 0), (["check", name], 0),
        (["map", name, "-o", "m\x1b[2J.html"], 0), (["add", name], 0), (["list", "absent" + name], 2),
        (["compare", name, "--json"], 0), (["export", name, "-o", "e\x07.csv"], 0), (["place", STEERING], 1),
        (["place", STEERING, "--json"], 1), (["history", STEERING], 2), (["no" + STEERING], 2),
        (["list", "--no" + STEERING], 2), (["verify", "a", STEERING], 2), (["map", name, "-o", "m\x1b[2J.html"], 2),
        (["gazetteer", "add", name], 2), (["import", name], 0), (["verify", name], 2),
    ):  # fmt: skip
        finished = mustermap(*words, folder=tmp_path, code=code, MUSTERMAP_GAZETTEER=own_gazetteer)
        steering = set(finished.stdout + finished.stderr) & (set(STEERING) - set("[2J31m"))
        assert not steering, (words, steering)


def test_on_a_terminal_neither_a_title_nor_a_name_is_taken_for_markup_or_steers_it(
    tmp_path: Path, own_gazetteer: str
) -> None:
    name = "[bold]\x9b\u202e.csv"
    (tmp_path / name).write_text("id,claimant,said,place,source_title\na,A,2022,Minsk,T\n", encoding="utf-8")
    for words in (["place", "Minsk [/b]\u202e"], ["import", name], ["gazetteer", "add", name], ["list", name]):
        with Terminal(*words, folder=tmp_path, MUSTERMAP_GAZETTEER=own_gazetteer) as terminal:
            assert terminal.end() in (0, 1, 2)
        assert "Traceback" not in terminal.printed
        assert not set(terminal.printed) & {"\x9b", "\u202e"}
        assert words[0] not in {"import", "list"} or "[bold]" in terminal.printed


def test_a_text_that_is_edited_shows_no_mark_of_direction_and_keeps_it(tmp_path: Path) -> None:
    summary = "left\u202eright"
    with Ledger.open(tmp_path / "mustermap.gpkg", create=True) as book:
        book.add(sources=[{"id": "s"}], reports=[{"id": "a", "source": "s", "claimant": "A", "summary": summary}])
    with Terminal("edit", "a", "--as", "Alex", folder=tmp_path, TERM="xterm") as terminal:
        terminal.wait_for("kind (")
        terminal.type("\r" * 40)
        terminal.end()
    assert "left" in terminal.printed
    assert "right" in terminal.printed
    assert "\u202e" not in terminal.printed
    with Ledger.open(tmp_path / "mustermap.gpkg") as book:
        assert book.reports()["summary"] == [summary]


def test_lines_of_data_keep_their_tabs_and_nothing_else_that_steers(capsys: pytest.CaptureFixture[str]) -> None:
    write_line("a\tb\x1b\rc")
    write_table("t", ["x"], [["\x9bd"]])
    write_json({"a": "\x9b"})
    assert capsys.readouterr().out == 'a\tb  c\nx\n d\n{\n  "a": "\\u009b"\n}\n'


def test_a_stream_that_fails_drops_what_follows_and_says_why(tmp_path: Path) -> None:
    with (tmp_path / "out").open("w", encoding="utf-8") as real:
        stream = Sturdy(real)
        assert stream.write("kept\n") == 5
        stream.flush()
        assert stream.lost is None
        os.close(real.fileno())
        stream.write("lost\n" * 10_000)
        stream.flush()
        stream.writelines(["more"])
        assert stream.lost is not None
        reopened = os.open(os.devnull, os.O_WRONLY)  # so that the file can be closed
        assert reopened >= 0
    assert (tmp_path / "out").read_text(encoding="utf-8") == "kept\n"


@POSIX
def test_a_ledger_that_is_a_link_to_nowhere_is_said_and_not_taken_for_none(tmp_path: Path) -> None:
    (tmp_path / "mustermap.gpkg").symlink_to("nowhere.gpkg")
    for words in (
        ["map"], ["list"], ["add", SEEDS], ["check", SEEDS], ["verify"], ["compare"], ["backup", "-o", "b.gpkg"],
        ["serve", "--as", "Alex"], ["export", "-o", "a.csv"], ["history", "a"], ["import", SEEDS],
    ):  # fmt: skip
        refused = mustermap(*words, folder=tmp_path, code=2).stderr.splitlines()[-1]
        assert refused == (
            "mustermap: mustermap.gpkg is a link to nowhere.gpkg, which is not there; "
            "mend it, or name a ledger with --ledger"
        ), words
    assert [path.name for path in tmp_path.iterdir()] == ["mustermap.gpkg"]
    with pytest.raises(LedgerNotFound, match="which is not there; mend the link"):
        Ledger.open(tmp_path / "mustermap.gpkg", create=True)
