"""Minsk, Brest and Bereza of one source are placed through every door, and decisions and the ledger count at each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from mustermap.app import editing
from mustermap.app.cli import app
from mustermap.app.places.place_decisions import Decision, Decisions
from mustermap.app.report_selection import load
from mustermap.data.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

MINSK, BREST, BEREZA = "geonames:625144", "geonames:629634", "geonames:629454"
HEAD = "id,claimant,said,place,source_title\n"
TOGETHER = "a,A,2022,Minsk,Evening News\nb,B,2022,Brest,Evening News\nc,C,2022,Bereza,Evening News\n"
ALONE = "a,A,2022,Brest,Evening News\n"


def run(*arguments: object, code: int = 0) -> str:
    answer = CliRunner().invoke(app, [str(one) for one in arguments])
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    assert answer.exit_code == code, answer.output
    return answer.stdout


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(HEAD + TOGETHER, encoding="utf-8")
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "l.gpkg"


def refs(ledger: Path) -> dict[str, str]:
    with Ledger.open(ledger) as book:
        reports = book.reports()
    return dict(zip(reports["id"], reports["place_ref"], strict=True))


def test_a_check_of_a_file_finds_them_all(file: Path) -> None:
    assert "not placed" not in run("check", file)


def test_a_map_of_a_file_has_them_all(file: Path) -> None:
    assert load([file], None).claims["place_ref"].tolist() == [MINSK, BREST, BEREZA]


@pytest.mark.parametrize("door", ["add", "import"])
def test_a_file_is_kept_with_them_all(door: str, file: Path, ledger: Path) -> None:
    run(door, file, "--ledger", ledger)
    assert refs(ledger) == {"a": MINSK, "b": BREST, "c": BEREZA}


def test_an_interview_and_a_form_place_them_all() -> None:
    found = editing.place_readings([{"place": "Minsk"}, {"place": "Brest"}, {"place": "Bereza"}])
    assert [one.place.ref for one in found if one.place] == [MINSK, BREST, BEREZA]


@pytest.mark.parametrize("door", ["add", "import"])
def test_what_the_ledger_has_of_the_source_counts_through_each_door(door: str, file: Path, ledger: Path) -> None:
    file.write_text(HEAD + "m,A,2022,Minsk,Evening News\n", encoding="utf-8")
    run("add", file, "--ledger", ledger)
    with Ledger.open(ledger) as book:
        (source,) = book.sources()["id"]
    file.write_text("id,claimant,said,place,source\nb,B,2022,Brest," + source + "\n", encoding="utf-8")
    assert "not placed" not in run("check", file, "--ledger", ledger)
    assert load([file], ledger).claims["place_ref"].tolist() == [MINSK, BREST]
    with Ledger.open(ledger) as book:
        (place, _) = editing.place_readings([{"place": "Brest"}], source=source, ledger=book)
    assert place.place is not None
    assert place.place.ref == BREST
    run(door, file, "--ledger", ledger)
    assert refs(ledger)["b"] == BREST


@pytest.mark.parametrize("door", ["add", "import"])
def test_a_decision_counts_through_each_door(door: str, file: Path, ledger: Path) -> None:
    with Ledger.open(ledger, create=True):
        pass
    Decisions(ledger).decide([Decision("Springfield", "", MINSK), Decision("HQ", "", "unplaced")])
    file.write_text(
        HEAD + "a,A,2022,Springfield,Evening News\nb,B,2022,Brest,Evening News\nc,C,2022,HQ,Evening News\n",
        encoding="utf-8",
    )
    assert "not placed" not in run("check", file, "--ledger", ledger)
    claims = load([file], ledger).claims
    assert claims["place_ref"].tolist() == [MINSK, BREST, ""]
    assert claims["place_reason"].iloc[2] == "An editor decided to leave it without a place."
    with Ledger.open(ledger) as book:
        found = editing.place_readings([{"place": "Springfield"}, {"place": "HQ"}], ledger=book)
    assert [(one.status, one.words) for one in found if one.field == "place"] == [
        ("decided", "Minsk: settlement in BY, within 14.9 km"),
        ("left", "An editor decided to leave it without a place."),
    ]
    said = run(door, file, "--ledger", ledger)
    assert "not placed" not in said
    assert "to decide" not in said
    assert refs(ledger) == {"a": MINSK, "b": BREST, "c": ""}


def test_a_report_that_is_placed_anew_hears_nothing_of_what_it_said_before(file: Path, ledger: Path) -> None:
    file.write_text(HEAD + "a,A,2022,Minsk,Evening News\n", encoding="utf-8")
    run("add", file, "--ledger", ledger)
    file.write_text(HEAD + ALONE, encoding="utf-8")
    run("add", file, "--revise", "--ledger", ledger)
    assert refs(ledger) == {"a": ""}


def test_western_kursk_oblast_beside_moscow_costs_nothing(file: Path, ledger: Path) -> None:
    rows = "a,A,2022,western Kursk oblast,Evening News\nb,B,2022,Moscow,Evening News\n"
    file.write_text(HEAD + rows, encoding="utf-8")
    run("add", file, "--ledger", ledger)
    assert refs(ledger) == {"a": "western:region:RU-KRS", "b": "geonames:524901"}
    batch = file.with_name("p.csv")
    batch.write_text("place,document\nwestern Kursk oblast,d\nMoscow,d\n", encoding="utf-8")
    run("place", "--batch", batch, "-o", file.with_name("out.csv"))


def test_an_import_lists_names_and_what_was_corrected(file: Path, ledger: Path) -> None:
    rows = "a,A,2022,Pskov,Evening News\nb,B,2022,Kharkhiv,Evening News\nc,C,2022,Smolesnk,Evening News\n"
    file.write_text(HEAD + rows, encoding="utf-8")
    said = run("import", file, "--ledger", ledger, "--dry-run")
    assert "Pskov = Pskov (settlement, RU)" in said
    assert "Kharkhiv = Kharkiv (settlement, UA)" in said
    for answer in (said, run("import", file, "--ledger", ledger)):
        assert "corrected: 'Kharkhiv' → 'Kharkiv'" in answer.splitlines()
        asked = "to decide: 'Smolesnk', in 1 report: No place is spelled so; did you mean Smolensk (RU)?"
        assert asked in answer.splitlines()
        assert '--decide "Smolesnk=geonames:491687"' in answer
    assert refs(ledger)["c"] == ""


def test_an_import_answers_in_json_with_names_and_references(file: Path, ledger: Path) -> None:
    rows = "a,A,2022,Pskov,Evening News\nb,B,2022,Kharkhiv,Evening News\nc,,2022,Minsk,Evening News\n"
    file.write_text(HEAD + rows + "d,D,2022,Springfield,T\n", encoding="utf-8")
    dry = json.loads(run("import", file, "--ledger", ledger, "--dry-run", "--json", code=1))
    assert dry["places"] == [
        {"place": "Pskov", "country": "", "reports": 1, "ref": "geonames:504341", "name": "Pskov (settlement, RU)"},
        {
            "place": "Kharkhiv",
            "country": "",
            "reports": 1,
            "ref": "geonames:706483",
            "name": "Kharkiv (settlement, UA)",
        },
    ]
    assert dry["corrected"] == {"Kharkhiv": "Kharkiv"}
    (question,) = dry["to_decide"]
    assert (question["place"], question["reports"]) == ("Springfield", 1)
    assert question["candidates"][0]["ref"] == "geonames:4409896"
    assert (dry["rows"], dry["accepted"], len(dry["rejected"])) == (4, 3, 1)
    assert dry["added"] is None
    real = json.loads(run("import", file, "--ledger", ledger, "--json", code=1))
    assert (real["added"], real["ledger"]) == (3, str(ledger))
    assert real["places"] == dry["places"]
