from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from mustermap.app.cli import app
from tests.block_reader import read_page
from tests.terminal import Terminal
from tests.warm_process import run_python

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds" / "belarus-2022.toml"
RUN = "import sys; from mustermap.app.entry import main; sys.argv[0] = 'mustermap'; main()"


def mustermap(*words: str | Path, folder: Path, code: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: text for name, text in os.environ.items() if name not in ("MUSTERMAP_LEDGER", "MUSTERMAP_USER")}
    finished = run_python(
        "-c", RUN, *words, cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
    )  # fmt: skip
    assert finished.returncode == code, finished.stdout + finished.stderr
    return finished


LOOKED_THROUGH = """
import atexit, gc, sys
from mustermap.app.entry import main
atexit.register(lambda: print(len(gc.get_objects())))
sys.argv = ["mustermap", *sys.argv[1:]]
main()
"""


def test_a_command_that_ends_is_not_looked_through_for_dead_cycles_first(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LOOKED_THROUGH, "check", str(SEEDS)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    finished = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert int(finished.stdout.splitlines()[-1]) < 1_000


def test_check_says_how_many_were_read(tmp_path: Path) -> None:
    finished = mustermap("check", SEEDS, folder=tmp_path)
    assert finished.stdout.splitlines()[-1] == "1 source, 13 reports accepted, 0 rejected"
    assert "'last week' was kept and not read" in finished.stdout
    assert finished.stderr == ""
    assert not list(tmp_path.iterdir())


def test_check_of_100_good_rows_and_5_bad_ones_exits_1(tmp_path: Path) -> None:
    rows = ["id,claimant,said,figure_low,figure_high,kind,source_title"]
    rows += [f"r{n},Somebody,2022-10-{n % 28 + 1:02},{n},{n + 10},claim,T" for n in range(100)]
    rows += [
        "b1,A,2022-13-45,,,claim,T",
        "b2,A,,500,300,claim,T",
        "b3,,,1,2,claim,T",
        "b4,A,,1,2,rumour,T",
        "b5,A,,many,2,claim,T",
    ]
    file = tmp_path / "reports.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    finished = mustermap("check", file, folder=tmp_path, code=1)
    rejected = [line for line in finished.stdout.splitlines() if line.startswith("rejected: ")]
    assert [line.split(": ")[1:3] for line in rejected] == [
        ["reports.csv row 102", "said"],
        ["reports.csv row 103", "figure_low"],
        ["reports.csv row 104", "claimant"],
        ["reports.csv row 105", "kind"],
        ["reports.csv row 106", "figure_low"],
    ]
    remedies = (
        "check month and day",
        "swap them or leave high blank",
        "say who claims it",
        "write one of them",
        "write a number",
    )
    assert all(remedy in line for remedy, line in zip(remedies, rejected, strict=True))
    assert finished.stdout.splitlines()[-1] == "1 source, 100 reports accepted, 5 rejected"
    added = mustermap("add", file, folder=tmp_path, code=1)
    assert (
        added.stdout.splitlines()[-1] == "ledger mustermap.gpkg: made, 100 added, 0 skipped (already there), 5 rejected"
    )


@pytest.mark.parametrize(
    ("on", "known_by", "certain", "possible", "idle"),
    [  # the six days of the first source, by the number that its ids begin with
        ("2022-09-29", "2022-09-29", "04", "01", "03"),
        ("2022-10-10", "2022-10-10", "06", "01 02 04 07 08 09 12", "03"),
        ("2022-12-01", "2022-11-30", "03", "01 02 04 06 07 08 09 12", ""),
        ("2022-12-01", None, "03 08", "01 02 04 06 07 09 12", ""),
        ("2023-06-01", None, "08", "01 02 04 06 07 12", "03 09"),
        ("2005-01-01", None, "08", "09", "01 02 03 04 06 07 12"),
    ],
)
def test_list_says_what_is_in_effect(
    on: str, known_by: str | None, certain: str, possible: str, idle: str, tmp_path: Path
) -> None:
    known = ["--known-by", known_by] if known_by else []
    answer = json.loads(mustermap("list", SEEDS, "--on", on, *known, "--json", folder=tmp_path).stdout)

    standings = {report["id"][:2]: report["standing"] for report in answer["listed"] if report["leads"]}
    if on == "2022-12-01":
        assert standings["03"] == "stated"
        assert standings["04"] == "carried"

    def those(certainty: str) -> str:
        return " ".join(report["id"][:2] for report in answer["listed"] if report["certainty"] == certainty)

    assert those("certain") == certain
    assert those("possible") == possible
    assert " ".join(identity[:2] for identity in answer["said_not_in_effect"]) == idle
    cited = {report["id"][:2] for report in answer["listed"] if report["last_cited"]}
    assert cited == ({"01", "02", "04", "06", "07", "08", "12"} if on == "2023-06-01" else set())
    assert answer["reports"] == 13


def test_list_as_text_is_plain_when_piped_and_never_writes_a_bound_as_the_figure(tmp_path: Path) -> None:
    finished = mustermap("list", SEEDS, "--on", "2022-12-01", folder=tmp_path)
    assert f"from the file {SEEDS}" in finished.stderr
    lines = [line.split("\t") for line in finished.stdout.splitlines()]
    assert lines[0] == [
        *("figure", "claimant", "said", "standing", "force", "component", "unit", "phase", "place", "notes", "id")
    ]
    figures = {line[-1]: line[0] for line in lines[1:]}
    assert figures["07-more-than-a-thousand"] == "more than 1,000"
    assert "\x1b" not in finished.stdout
    assert (
        "120,000\tPavel Latushka\t2022-09-29\tstated\tRussia\t\t\tplanned\tBelarus\tdisputed by 05-" in finished.stdout
    )
    whole = mustermap("list", folder=tmp_path)
    assert (
        "from the seed reports that ship with Mustermap (belarus-2022.toml, belarus-2022-coverage.toml" in whole.stderr
    )
    assert len(whole.stdout.splitlines()) == 1 + 13 + 38 + 62


def test_add_then_list_reads_the_ledger_and_add_again_skips(tmp_path: Path) -> None:
    first = mustermap("add", SEEDS, "--as", "Alex", folder=tmp_path)
    assert "ledger mustermap.gpkg: made, 13 added, 0 skipped (already there), 0 rejected" in first.stdout
    again = mustermap("add", SEEDS, folder=tmp_path)
    assert "ledger mustermap.gpkg: 0 added, 13 skipped (already there), 0 rejected" in again.stdout
    listed = mustermap("list", "--json", "--on", "2022-12-01", folder=tmp_path)
    assert "from the ledger mustermap.gpkg" in listed.stderr
    seeds = mustermap("list", SEEDS, "--json", "--on", "2022-12-01", folder=tmp_path)
    both = mustermap("list", SEEDS, "--ledger", "mustermap.gpkg", "--json", "--on", "2022-12-01", folder=tmp_path)
    assert "from the ledger mustermap.gpkg and the file" in both.stderr
    ledger, file, together = (json.loads(one.stdout) for one in (listed, seeds, both))
    assert ledger["listed"] == file["listed"] == together["listed"]
    assert together["reports"] == 13
    verified = mustermap("verify", folder=tmp_path)
    assert "every link holds" in verified.stdout


def test_other_content_under_the_same_id_is_rejected_unless_revise(tmp_path: Path) -> None:
    mustermap("add", SEEDS, folder=tmp_path)
    changed = tmp_path / "changed.toml"
    changed.write_text(
        SEEDS.read_text(encoding="utf-8").replace('figure = "20,000"', 'figure = "25,000"'), encoding="utf-8"
    )
    refused = mustermap("add", changed, folder=tmp_path, code=1)
    assert "rejected: 02-malyar-20000: " in refused.stdout
    assert "0 added, 12 skipped (already there), 1 rejected" in refused.stdout
    revised = mustermap("add", changed, "--revise", folder=tmp_path)
    assert "0 added, 1 revised, 12 skipped" in revised.stdout
    listed = json.loads(mustermap("list", "--json", folder=tmp_path).stdout)["listed"]
    assert {report["id"]: report["figure_low"] for report in listed}["02-malyar-20000"] == 25_000


def test_a_report_may_refer_to_a_source_of_the_ledger(tmp_path: Path) -> None:
    mustermap("add", SEEDS, folder=tmp_path)
    more = tmp_path / "more.toml"
    more.write_text(
        '[[report]]\nid = "more"\nsource = "will-lukashenko-join"\nclaimant = "A"\nplace = "Smolensk"\n',
        encoding="utf-8",
    )
    assert "1 added" in mustermap("add", more, folder=tmp_path).stdout


def test_the_ledger_is_the_option_else_the_environment_else_the_default(tmp_path: Path) -> None:
    mustermap("add", SEEDS, folder=tmp_path, MUSTERMAP_LEDGER="ours.gpkg")
    assert (tmp_path / "ours.gpkg").exists()
    assert not (tmp_path / "mustermap.gpkg").exists()
    listed = mustermap("list", folder=tmp_path, MUSTERMAP_LEDGER="ours.gpkg")
    assert "from the ledger ours.gpkg" in listed.stderr
    absent = mustermap("list", "--ledger", "absent.gpkg", folder=tmp_path, code=2)
    assert (
        absent.stderr
        == "mustermap: absent.gpkg: no such ledger; create it with: mustermap add FILES --ledger absent.gpkg\n"
    )


def test_map_says_what_it_did_and_overwrites_nothing(tmp_path: Path) -> None:
    finished = mustermap("map", "-o", "out/claims.html", folder=tmp_path)
    lines = finished.stdout.splitlines()
    files = "belarus-2022.toml, belarus-2022-coverage.toml, north-korea-2024.toml"
    assert lines[0] == f"read      the seed reports that ship with Mustermap ({files})"
    assert "sources   73" in lines
    assert "reports   113" in lines
    assert "placed    91" in lines
    assert "unplaced  22" in lines
    nameless = [line.split()[0].rstrip(":") for line in lines if line.endswith("names no place")]
    assert [one[:2] for one in nameless if one[0] in "01"] == ["05", "06", "08", "10", "11", "13"]
    assert [line.split(":")[0].strip() for line in lines if "'Kursk border region'" in line] == [
        "nk-47-commission-says"
    ]
    assert "rejected  0" in lines
    size = (tmp_path / "out" / "claims.html").stat().st_size
    assert lines[-1] == f"map       out/claims.html ({size / 1e6:.2f} MB)"
    refused = mustermap("map", "-o", "out/claims.html", folder=tmp_path, code=2)
    assert "out/claims.html exists; give --overwrite to replace it, or another -o" in refused.stderr
    again = mustermap("map", "-o", "out/claims.html", "--overwrite", folder=tmp_path)
    assert again.stdout == finished.stdout


def test_the_same_reports_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        mustermap("map", SEEDS, "-o", name, folder=tmp_path)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_place_answers_with_a_place_candidates_or_a_reason(tmp_path: Path) -> None:
    found = json.loads(mustermap("place", "Machulishchi (airbase)", "--json", folder=tmp_path).stdout)
    assert found["status"] == "resolved"
    assert found["resolved"]["precision"] == "site"
    assert found["resolved"]["country_code"] == "BY"
    unknown = mustermap("place", "Nowhere at all", folder=tmp_path, code=1)
    assert unknown.stdout.startswith("unresolved: ")
    mustermap("place", "Minsk", "--country", "Atlantis", folder=tmp_path, code=2)


@pytest.mark.usefixtures("warm_opening")
@pytest.mark.parametrize("ending", ["csv", "toml", "xlsx"])
def test_a_report_without_an_id_is_named_by_its_file_and_row_where_it_is_not_placed(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [("A", "Nowhereville"), ("B", "Minsk"), ("C", "Brest")]
    if ending == "toml":
        reports = "".join(f'[[report]]\nclaimant = "{who}"\nsaid = "2022"\nplace = "{place}"\n' for who, place in rows)
        (tmp_path / "in.toml").write_text(f'[[source]]\nid = "t"\ntitle = "T"\n{reports}', encoding="utf-8")
    else:
        table = pd.DataFrame(rows, columns=["claimant", "place"]).assign(said="2022", source_title="T")
        {"csv": table.to_csv, "xlsx": table.to_excel}[ending](tmp_path / f"in.{ending}", index=False)
    expected = f"in.{ending} {'report 1' if ending == 'toml' else 'row 2'}: 'Nowhereville': "
    for command in ("check", "add", "map"):
        said = CliRunner().invoke(app, [command, f"in.{ending}"], catch_exceptions=False).stdout.splitlines()
        named = [line.strip().removeprefix("not placed: ") for line in said if "Nowhereville" in line]
        assert [line[: len(expected)] for line in named] == [expected], (command, said)
        assert not any(re.search(r"\b[0-9a-f]{12,}\b", line) for line in said), (command, said)


def test_a_place_that_is_not_found_comes_with_its_reason_and_what_to_do_in_every_command(tmp_path: Path) -> None:
    rows = "a,A,2022,Brest,T\nb,B,2022,Minsk,U\nc,C,2022,Brest,T\n"  # beside Minsk it would be the one in Belarus
    (tmp_path / "in.csv").write_text(f"id,claimant,said,place,source_title\n{rows}", encoding="utf-8")
    reason = "5 places bear this name and none is clearly more important: Brest (BY); Brest (FR); Břest (CZ)."
    advice = "Name the country (Belarus, France or Czechia);"
    checked = mustermap("check", "in.csv", folder=tmp_path).stdout.splitlines()
    assert [line for line in checked if line.startswith("not placed")] == [checked[0]]
    assert checked[0].startswith(f"not placed: a: 'Brest': {reason} {advice}")
    added = mustermap("add", "in.csv", folder=tmp_path).stdout.splitlines()
    for line, name in zip(added[:2], "ac", strict=True):
        assert line.startswith(f"not placed: {name}: 'Brest': {reason} {advice}")
    drawn = mustermap("map", "-o", "map.html", folder=tmp_path).stdout
    assert f"a: 'Brest': {reason} {advice}" in drawn
    asked = mustermap("place", "Brest", folder=tmp_path, code=1).stdout.splitlines()
    assert asked[:2] == [f"ambiguous: {reason}", asked[1]]
    assert asked[1].startswith(f"what to do: {advice}")
    # the page's readers cannot follow it
    held = str(read_page((tmp_path / "map.html").read_text(encoding="utf-8")))
    assert "none is clearly more important" in held
    assert "Name the country" not in held


def test_namesakes_in_one_country_are_told_apart_by_their_regions(tmp_path: Path) -> None:
    found = mustermap("place", "Springfield", folder=tmp_path, code=1).stdout.splitlines()[0]
    assert found.endswith("Springfield (Missouri, US); Springfield (Massachusetts, US); Springfield (Illinois, US).")


@pytest.mark.parametrize("columns", ["80", "120"])
def test_the_list_on_a_terminal_begins_with_figure_and_claimant_and_breaks_no_word(
    columns: str, tmp_path: Path
) -> None:
    with Terminal("list", str(SEEDS), "--on", "2022-12-01", folder=tmp_path, COLUMNS=columns, LINES="50") as terminal:
        assert terminal.end() == 0
        lines = [line.rstrip() for line in terminal.printed.splitlines()]
    (first,) = [number for number, line in enumerate(lines) if line.startswith("120,000 ")]
    assert lines[first].split(maxsplit=1)[1].split("  ")[0] == "Pavel Latushka"
    assert lines[first].endswith(" stated")
    assert " ".join(lines[first + 1 : first + 3]).split()[:3] == ["Russia,", "planned,", "Belarus,"]
    assert max(map(len, lines[1:-2])) <= int(columns)
    assert "…" not in "".join(lines)
    assert "the whole Belarusian army and some Russian units" in " ".join(" ".join(lines).split())


def test_a_force_is_not_found_where_nothing_accepted_names_one(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,claimant,figure,place,source_title\na,A,9,Belarus,T\n", encoding="utf-8")
    told = mustermap("compare", "in.csv", "--force", "Russia", "--on", "2022-12-01", folder=tmp_path, code=2).stderr
    assert "force 'Russia': no accepted claim names a force; leave it out" in told


def test_one_report_is_not_counted_as_several(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("claimant,figure,place,source_title\nA,9,Belarus,T\n", encoding="utf-8")
    told = mustermap("list", "in.csv", "--on", "1990-01-01", folder=tmp_path).stderr
    assert told.splitlines()[-1] == "1 claim on this day, of 1 report, 0 rejected"


@pytest.mark.parametrize(
    "words", [["list", "--on", "2022-10"], ["list", "--on", "never"], ["list", "--known-by", "2022-10-10"]]
)
def test_wrong_use_exits_2_with_one_line(words: list[str], tmp_path: Path) -> None:
    finished = mustermap(*words, folder=tmp_path, code=2)
    assert finished.stderr.startswith("mustermap: --")
    assert len(finished.stderr.splitlines()) == 1


def test_a_report_cannot_steer_the_terminal(tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.csv"
    row = '"a",2022,"\x1b[2JA\nB\u202e","\x1b]0;x\x07Nowhere",T'
    hostile.write_text(f"id,said,claimant,place,source_title\n{row}\n", encoding="utf-8")
    for command in (["list", hostile], ["map", hostile], ["check", hostile], ["add", hostile]):
        finished = mustermap(*command, folder=tmp_path)
        assert not set(finished.stdout + finished.stderr) & {"\x1b", "\x07", "\u202e"}


LIGHT = """
import json, os, sys
import typer.testing
from mustermap.app.cli import app
heavy = {"pandas", "geopandas", "folium", "pyarrow", "numpy", "fastapi", "starlette", "uvicorn", "jinja2",
         "prompt_toolkit", "matplotlib", "vl_convert"}
for words, folder in json.loads(sys.argv[1]):
    if os.fork() == 0:
        os.chdir(folder)
        answer = typer.testing.CliRunner().invoke(app, words)
        print(json.dumps([words, answer.exit_code, sorted(heavy & set(sys.modules))]), flush=True)
        os._exit(0)
    os.wait()
"""


def test_light_commands_import_nothing_heavy(tmp_path: Path) -> None:
    """Each begins where nothing but the command line was imported."""
    mustermap("add", SEEDS, folder=tmp_path)
    (tmp_path / "empty").mkdir()
    new, kept = str(tmp_path / "empty"), str(tmp_path)
    fields = ("--claimant", "A", "--figure", "9,000", "--place", "Smolensk", "--source-title", "T")
    commands = [
        (["--help"], new),
        (["check", str(SEEDS)], new),
        (["add", str(SEEDS)], new),
        (["add", *fields, "--ledger", "own.gpkg"], new),
        (["edit", "02-malyar-20000", "--figure", "25,000"], kept),
        (["history", "02-malyar-20000"], kept),
        (["review"], kept),
        (["verify"], kept),
        (["backup", "-o", "backup.gpkg"], kept),
        (["place", "Smolensk"], new),
    ]
    finished = subprocess.run(
        [sys.executable, "-c", LIGHT, json.dumps(commands)], cwd=tmp_path, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    ran = [json.loads(line) for line in finished.stdout.splitlines()]
    assert ran == [[words, 0, []] for words, _ in commands]


def test_version_and_help_name_every_command(tmp_path: Path) -> None:
    assert mustermap("--version", folder=tmp_path).stdout.startswith("mustermap 0.")
    shown = mustermap("--help", folder=tmp_path).stdout
    for command in ("map", "check", "add", "list", "place", "picture", "verify"):
        assert f"  {command} " in shown
        assert "For example: mustermap " + command in " ".join(
            mustermap(command, "--help", folder=tmp_path).stdout.split()
        )


def test_a_map_of_reports_that_name_no_day_says_what_to_fill(tmp_path: Path) -> None:
    undated = tmp_path / "undated.csv"
    undated.write_text("claimant,source_title\nA,T\n", encoding="utf-8")
    refused = mustermap("map", undated, folder=tmp_path, code=2)
    assert "no accepted report says any day; fill said, start, or when the source was read" in refused.stderr


def test_a_place_that_a_file_brings_is_the_same_from_the_ledger(tmp_path: Path) -> None:
    outline = {"type": "Polygon", "coordinates": [[[27, 53], [28, 53], [28, 54], [27, 53]]]}
    features = [
        {
            "type": "Feature",
            "geometry": geometry,
            "properties": {"claimant": "A", "said": "2022", "place": place, "source_title": "T"},
        }
        for place, geometry in (
            ("a wood", outline),
            ("a camp", {"type": "Point", "coordinates": [27.5, 53.5]}),
            ("Smolensk", None),
        )
    ]
    file = tmp_path / "places.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    from_file = json.loads(mustermap("list", file, "--json", folder=tmp_path).stdout)["listed"]
    assert [report["place_precision"] for report in from_file] == ["region", "exact", "settlement"]
    mustermap("add", file, folder=tmp_path)
    from_ledger = json.loads(mustermap("list", "--json", folder=tmp_path).stdout)["listed"]
    assert from_ledger == from_file


def test_a_file_that_is_not_there_is_wrong_use_and_makes_no_ledger(tmp_path: Path) -> None:
    for command in ("check", "add", "map", "list"):
        refused = mustermap(command, "absent.csv", folder=tmp_path, code=2)
        assert refused.stderr == "mustermap: absent.csv: no such file; check the path\n"
    bad = tmp_path / "bad.csv"
    bad.write_text("claimant,source_title\n,T\n", encoding="utf-8")
    assert "0 added, 0 skipped (already there), 1 rejected" in mustermap("add", bad, folder=tmp_path, code=1).stdout
    seeds = mustermap("map", "x/y.html", folder=tmp_path, code=2)
    assert "no such file" in seeds.stderr


def test_files_beside_the_ledger_with_other_content_are_rejected_and_the_ledger_is_shown(tmp_path: Path) -> None:
    mustermap("add", SEEDS, folder=tmp_path)
    changed = tmp_path / "changed.toml"
    changed.write_text(
        SEEDS.read_text(encoding="utf-8").replace('figure = "20,000"', 'figure = "25,000"'), encoding="utf-8"
    )
    both = mustermap("list", changed, "--ledger", "mustermap.gpkg", "--json", folder=tmp_path, code=1)
    figures = {report["id"]: report["figure_low"] for report in json.loads(both.stdout)["listed"]}
    assert figures["02-malyar-20000"] == 20_000
    assert "'02-malyar-20000' is in the ledger with other content (figure, figure_low, figure_high)" in both.stderr
    assert "--revise" not in both.stderr, "one claim would replace another"


def test_check_looks_into_the_ledger(tmp_path: Path) -> None:
    mustermap("add", SEEDS, folder=tmp_path)
    more = tmp_path / "more.toml"
    more.write_text('[[report]]\nid = "more"\nsource = "will-lukashenko-join"\nclaimant = "A"\n', encoding="utf-8")
    assert "1 report accepted, 0 rejected" in mustermap("check", more, folder=tmp_path).stdout
    mustermap("check", more, folder=tmp_path, code=1, MUSTERMAP_LEDGER="none.gpkg")


def test_a_place_ref_that_is_given_is_checked_and_its_place_kept(tmp_path: Path) -> None:
    rows = "id,claimant,said,place,place_ref,source_title\na,A,2022,Minsk,country:BY,T\nb,A,2022,Minsk,nonsense:1,T\n"
    file = tmp_path / "refs.csv"
    file.write_text(rows, encoding="utf-8")
    added = mustermap("add", file, folder=tmp_path, code=1)
    assert "rejected: b: place_ref: 'nonsense:1' is no place of the ledger or the gazetteer" in added.stdout
    import pyogrio

    kept = pyogrio.read_dataframe(tmp_path / "mustermap.gpkg", layer="reports")
    assert kept["id"].tolist() == ["a"]
    assert kept.geometry.geom_type.tolist() == ["MultiPolygon"]


def test_what_was_placed_stays_where_it_was_whatever_the_gazetteer_says(tmp_path: Path) -> None:
    from mustermap.data.ledger import Ledger

    with Ledger.open(tmp_path / "mustermap.gpkg", create=True) as book:
        point = bytes.fromhex("0101000000000000000000344000000000000034c0")  # 20 E, 20 S
        place = {"ref": "geonames:491687", "name": "Smolensk", "kind": "settlement", "precision": "settlement",
                 "radius_m": 1.0, "country_code": "RU", "lon": 20.0, "lat": -20.0, "gazetteer": "an old one",
                 "geometry": point}  # fmt: skip
        report = {
            "id": "a",
            "source": "s",
            "claimant": "A",
            "said": "2022",
            "place": "Smolensk",
            "place_ref": "geonames:491687",
        }
        book.add(sources=[{"id": "s"}], places=[place], reports=[report])
    more = tmp_path / "more.toml"
    more.write_text(
        '[[report]]\nid = "a"\nsource = "s"\nclaimant = "A"\nsaid = "2022"\nplace = "Smolensk"\nphase = "present"\n'
    )
    assert "1 revised" in mustermap("add", more, "--revise", folder=tmp_path).stdout
    from mustermap.app.report_selection import load

    (row,) = load([], tmp_path / "mustermap.gpkg").claims.to_dict("records")
    assert (row["place_lon"], row["place_lat"], row["phase"]) == (20.0, -20.0, "present")


def test_verify_of_a_ledger_that_was_changed_exits_1_and_names_the_link(tmp_path: Path) -> None:
    mustermap("add", SEEDS, folder=tmp_path)
    ledger = sqlite3.connect(tmp_path / "mustermap.gpkg")
    for (trigger,) in ledger.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'revisions'"
    ).fetchall():
        ledger.execute(f'DROP TRIGGER "{trigger}"')
    ledger.execute(
        "UPDATE revisions SET content = replace(content, '120,000', '12,000') WHERE id = '03-latushka-120000'"
    )
    ledger.commit()
    ledger.close()
    found = mustermap("verify", folder=tmp_path, code=1)
    assert "broken at " in found.stdout


def test_verify_names_no_report_where_the_whole_file_is_damaged(tmp_path: Path) -> None:
    mustermap("add", SEEDS, folder=tmp_path)
    ledger = tmp_path / "mustermap.gpkg"
    ledger.write_bytes(ledger.read_bytes().replace(b"CREATE TABLE source_rev", b"CREATE TABLE sourc\xe5_rev"))
    found = mustermap("verify", folder=tmp_path, code=1)
    assert "broken at revision 0: the file is damaged" in found.stdout


def test_drafts_and_retracted_reports_are_named_as_such(tmp_path: Path) -> None:
    file = tmp_path / "states.csv"
    file.write_text(
        "id,claimant,said,state,reason,source_title\na,A,2022,draft,,T\nb,A,2022,retracted,misread,T\nc,A,2022,,,T\n"
    )
    heads, *listed = (line.split("\t") for line in mustermap("list", file, folder=tmp_path).stdout.splitlines())
    assert [line[heads.index("kind")] for line in listed] == ["claim, draft", "claim, retracted", "claim"]
    assert "reports   3 (1 draft, 1 retracted: not on the map)" in mustermap("map", file, folder=tmp_path).stdout


def test_a_map_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    refused = mustermap("map", SEEDS, "-o", "folder", "--overwrite", folder=tmp_path, code=2)
    assert "mustermap: folder is a folder; name a file in it" in refused.stderr
