"""Importing into the ledger: decisions about places, the same file again, interruption and what editors changed."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from mustermap.app.cli import app
from mustermap.app.imports import batches
from mustermap.app.places.place_decisions import Decision, Decisions, decision_id
from mustermap.data.ledger import Ledger, verify
from mustermap.data.rules.rule import present
from mustermap.errors import AppError
from tests.ledger_samples import make_version

if TYPE_CHECKING:
    from click.testing import Result

ROOT = Path(__file__).parents[1]

SETTINGS = (
    *("--map", "figure=troops", "--map", "place=town", "--map", "place_country=iso", "--map", "said=day"),
    *("--map", "component=branch", "--set", "claimant=A. Minister", "--set", "source_title=Evening News"),
)


def invoked(*arguments: object, code: int = 0, typed: str = "") -> Result:
    answer = CliRunner().invoke(app, [str(one) for one in arguments], input=typed)
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    assert answer.exit_code == code, answer.output
    return answer


def run(*arguments: object, code: int = 0, typed: str = "") -> str:
    return invoked(*arguments, code=code, typed=typed).stdout


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    return write(tmp_path / "feed.csv", [("Minsk", "BY", 1000), ("Springfield", "US", 20), ("Nowhereville", "", 5)])


def write(path: Path, rows: list[tuple[str, str, int]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["town", "iso", "troops", "day", "branch"])
        writer.writerows([(*row, "2022-10-01", "") for row in rows])
    return path


def imported(feed: Path, *more: object, code: int = 0, typed: str = "") -> str:
    return run("import", feed, *SETTINGS, "--ledger", feed.parent / "l.gpkg", *more, code=code, typed=typed)


def ledger_of(feed: Path) -> Ledger:
    return Ledger.open(feed.parent / "l.gpkg")


def refs(feed: Path) -> dict[str, str]:
    with ledger_of(feed) as ledger:
        reports = ledger.reports()
    return dict(zip(reports["place"], reports["place_ref"], strict=True))


def candidate(said: str) -> str:
    return said.split('--decide "Springfield [US]=')[1].split('"')[0]


def test_a_place_that_is_not_clear_is_kept_unplaced_and_listed_with_candidates(feed: Path) -> None:
    said = imported(feed)
    assert "3 added" in said
    assert "to decide: 'Springfield [US]', in 1 report:" in said
    assert candidate(said).startswith("geonames:")
    assert refs(feed) == {"Minsk": "geonames:625144", "Springfield": "", "Nowhereville": ""}


def test_a_decision_places_what_was_imported_before_and_is_not_asked_again(feed: Path) -> None:
    ref = candidate(imported(feed))
    said = imported(feed, "--decide", f"Springfield={ref}", "--decide", "Nowhereville=unplaced", "--as", "Kim")
    assert "0 added, 1 report placed by a decision, 2 skipped" in said
    assert "to decide" not in said
    assert refs(feed)["Springfield"] == ref
    with ledger_of(feed) as ledger:
        (revision,) = ledger.history("springfield [US]", what="decision")
    assert (revision.editor, revision.cells["wording"], revision.cells["ref"]) == ("Kim", "Springfield", ref)
    write(feed, [("springfield", "us", 30), ("Nowhereville", "", 6), ("Elsewhereville", "", 7)])
    said = imported(feed)
    assert "to decide: 'Elsewhereville', in 1 report" in said
    assert said.count("to decide") == 1
    assert refs(feed)["springfield"] == ref


def test_a_decision_that_changes_moves_the_reports_but_not_one_that_an_editor_placed_by_hand(feed: Path) -> None:
    ref = candidate(imported(feed))
    imported(feed, "--decide", f"Springfield={ref}")
    assert "1 report placed by a decision" in imported(feed, "--decide", "Springfield=country:US")
    assert refs(feed)["Springfield"] == "country:US"
    with ledger_of(feed) as ledger:
        (cells,) = [one for one in _rows(ledger) if one["place"] == "Springfield"]
        ledger.add(reports=[{**cells, "place_ref": ref}], revise=True)
    assert "0 added, 3 skipped" in imported(feed)
    assert refs(feed)["Springfield"] == ref


def _rows(ledger: Ledger) -> list[dict[str, Any]]:
    columns = ledger.reports()
    rows = zip(*columns.values(), strict=True)
    return [present(dict(zip(columns, row, strict=True))) for row in rows]


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ("Springfield", 'write "WORDING=REF"'),
        ("Atlantis=country:US", "no row of the file has the place 'Atlantis'"),
        ("Springfield=country:ZZ", "'country:ZZ' is no place of the gazetteer"),
        ("Minsk=unplaced", "'Minsk' is found without a decision (Minsk)"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_nothing_is_kept(feed: Path, decision: str, said: str) -> None:
    from mustermap.errors import WrongUse

    with pytest.raises(WrongUse) as refused:
        imported(feed, "--decide", "Nowhereville=unplaced", "--decide", decision)
    assert said in str(refused.value)
    assert [path.name for path in feed.parent.iterdir()] == ["feed.csv"]


def test_a_wording_of_several_countries_is_decided_with_its_country(feed: Path) -> None:
    from mustermap.errors import WrongUse

    write(feed, [("Springfield", "US", 20), ("Springfield", "AU", 5)])
    with pytest.raises(WrongUse, match=r"in several countries; write one of 'Springfield \[AU\]=country:US'"):
        imported(feed, "--decide", "Springfield=country:US")
    imported(feed, "--decide", "Springfield [US]=country:US")
    with ledger_of(feed) as ledger:
        reports = ledger.reports()
    placed = dict(zip(reports["place_country"], reports["place_ref"], strict=True))
    assert placed["US"] == "country:US"
    assert placed["AU"] != "country:US"


def test_asked_one_by_one_a_number_a_letter_and_a_ref_are_answers(feed: Path) -> None:
    write(feed, [("Springfield", "US", 20), ("Nowhereville", "", 5), ("Someville", "", 7), ("Lastville", "", 8)])
    imported(feed, "--ask", typed="country:XY\ncountry:BY\n\nu\n1\n")
    with ledger_of(feed) as ledger:
        kept = ledger.decisions()
    decided = dict(zip(kept["wording"], kept["ref"], strict=True))
    assert decided["Lastville"] == "country:BY"
    assert "Nowhereville" not in decided
    assert decided["Someville"] == "unplaced"
    assert decided["Springfield"].startswith("geonames:")
    assert refs(feed)["Springfield"] == decided["Springfield"]


def test_a_dry_run_keeps_no_decision_either(feed: Path) -> None:
    said = imported(feed, "--dry-run", "--decide", "Nowhereville=country:BY")
    assert "Nowhereville = Belarus (country)" in said
    assert [path.name for path in feed.parent.iterdir()] == ["feed.csv"]


def test_an_interrupted_import_keeps_what_it_wrote_and_goes_on(feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(feed, [("Minsk", "BY", number) for number in range(1, 101)])
    monkeypatch.setattr(batches, "BATCH", 20)
    add, calls = Ledger.add, []

    def interrupted(self: Ledger, **given: Any) -> Any:
        calls.append(given["key"])
        if len(calls) == 3:
            raise KeyboardInterrupt
        return add(self, **given)

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "add", interrupted)
        assert "40 added" in imported(feed, code=130)
    with ledger_of(feed) as ledger:
        assert len(ledger.reports()["id"]) == 40
    again: list[str] = []

    def watched(self: Ledger, **given: Any) -> Any:
        again.append(given["key"])
        return add(self, **given)

    monkeypatch.setattr(Ledger, "add", watched)
    assert "60 added, 40 skipped (already there)" in imported(feed)
    assert again[0] == calls[2]  # the batch that was broken off comes again under its key
    assert len(again) == 3
    assert "0 added, 100 skipped" in imported(feed)


def test_what_an_editor_changed_or_retracted_is_left_alone(feed: Path) -> None:
    imported(feed)
    with ledger_of(feed) as ledger:
        minsk, springfield, _ = _rows(ledger)
        ledger.add(reports=[{**minsk, "summary": "A sentence of the editor's."}], revise=True)
        ledger.retract(str(springfield["id"]), reason="never said")
    assert "0 added, 3 skipped (already there), 0 rejected" in imported(feed)
    with ledger_of(feed) as ledger:
        assert ledger.reports()["state"][1] == "retracted"
        assert ledger.reports()["summary"][0] == "A sentence of the editor's."


def test_other_content_under_the_same_id_is_rejected_and_taken_with_revise(tmp_path: Path) -> None:
    head = "id,claimant,said,figure,place,summary,source_title\n"
    feed = tmp_path / "named.csv"
    feed.write_text(head + "one,A. Minister,2022-10-01,50,Minsk,First.,Evening News\n", encoding="utf-8")
    run("import", feed, "--ledger", tmp_path / "l.gpkg")
    feed.write_text(head + "one,A. Minister,2022-10-01,50,Minsk,Second.,Evening News\n", encoding="utf-8")
    assert "other content in summary" in run("import", feed, "--ledger", tmp_path / "l.gpkg", code=1)
    assert "1 revised" in run("import", feed, "--ledger", tmp_path / "l.gpkg", "--revise")


def test_namibia_is_a_country_where_codes_have_two_letters_and_nothing_where_they_have_three(feed: Path) -> None:
    write(feed, [("Namibia", "NA", 10), ("Belarus", "BY", 20)])
    imported(feed)
    assert refs(feed)["Namibia"] == "country:NA"
    with ledger_of(feed) as ledger:
        assert ledger.reports()["place_country"] == ["NA", "BY"]
    other = feed.parent / "other"
    other.mkdir()
    three = write(other / "feed.csv", [("Kosovo", "NA", 10), ("Belarus", "BLR", 20)])
    imported(three)
    with ledger_of(three) as ledger:
        assert ledger.reports()["place_country"] == ["", "BLR"]


def test_no_row_of_a_file_becomes_a_formula_or_a_command_of_the_terminal(feed: Path) -> None:
    write(feed, [('=HYPERLINK("x")\x1b[31m', "", 5)])
    said = imported(feed)
    assert "\x1b" not in said


def test_many_reports_of_one_wording_are_told_in_one_line_by_the_map(feed: Path) -> None:
    write(feed, [("Nowhereville", "", number) for number in range(1, 31)])
    imported(feed)
    said = run("map", "--ledger", feed.parent / "l.gpkg", "-o", feed.parent / "m.html")
    assert said.count("'Nowhereville'") == 1
    assert " and 29 more: 'Nowhereville': No place in the gazetteer bears this name." in said


@given(st.lists(st.tuples(st.text(), st.sampled_from(["", "BY"]), st.sampled_from(["country:BY", "unplaced"]))))
def test_decisions_are_read_as_they_were_written(made: list[tuple[str, str, str]]) -> None:
    writable = [one for one in made if one[0].strip() and "\0" not in one[0] and not _has_half(one[0])]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "l.gpkg")
        Decisions(path).decide([Decision(*one) for one in writable])
        read = Decisions(path)
        latest = {decision_id(wording, country): ref for wording, country, ref in writable}
        for wording, country, _ in writable:
            assert read.ref(wording, country) == latest[decision_id(wording, country)]


def _has_half(text: str) -> bool:
    return any(0xD800 <= ord(sign) <= 0xDFFF for sign in text)


def test_wordings_of_signs_alone_are_decided_each_by_itself(tmp_path: Path) -> None:
    decisions = Decisions(tmp_path / "l.gpkg")
    decisions.decide([Decision("???", "", "country:BY"), Decision("—", "", "unplaced")])
    assert (decisions.ref("???", ""), decisions.ref("—", ""), decisions.ref("?", "")) == ("country:BY", "unplaced", "")


DECIDE = (
    "import sys\n"
    "from pathlib import Path\n"
    "from mustermap.app.places.place_decisions import Decision, Decisions\n"
    "path, name = Path(sys.argv[1]), sys.argv[2]\n"
    "for number in range(20):\n"
    "    made = [Decision(f'{name} {number}', '', 'unplaced'), Decision('of all', 'BY', f'added:x/{name}-{number}')]\n"
    "    Decisions(path).decide(made, editor=name)\n"
)


def test_of_several_imports_that_decide_at_once_each_keeps_all_that_it_decided(tmp_path: Path) -> None:
    path, names = tmp_path / "l.gpkg", ("north", "south", "east", "west")
    started = [
        subprocess.Popen([sys.executable, "-c", DECIDE, str(path), name], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for name in names
    ]
    for one in started:
        _, complaint = one.communicate()
        assert one.returncode == 0, complaint
    with Ledger.open(path) as ledger:
        kept = ledger.decisions()
        past = ledger.history("of all [BY]")
    assert {f"{name} {number}" for name in names for number in range(20)} == set(kept["wording"]) - {"of all"}
    # Of one wording the later decision is a revision; each that was made is there.
    assert {str(one.cells["ref"]) for one in past} == {f"added:x/{name}-{n}" for name in names for n in range(20)}
    assert len(past) == 80
    assert kept["ref"][kept["wording"].index("of all")] == past[-1].cells["ref"]
    assert verify(path).revisions == 160


EARLIER = """# Which places wordings of imported tables mean: decided once, used by every import into this ledger.

[[place]]
wording = "Springfield"
country = "US"
ref = "geonames:4409896"
editor = "Kim"
decided = "2024-03-01"

[[place]]
wording = "Nowhereville"
ref = "unplaced"
"""


def test_decisions_in_a_file_from_before_are_taken_over_once_with_their_editors_and_days(
    feed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = feed.parent / "l.places.toml"
    file.write_text(EARLIER, encoding="utf-8")
    assert "to decide" not in imported(feed, "--dry-run")  # it counts, and nothing is kept
    assert sorted(path.name for path in feed.parent.iterdir()) == ["feed.csv", "l.places.toml"]
    answer = invoked("import", feed, *SETTINGS, "--ledger", feed.parent / "l.gpkg", "--as", "Alex")
    assert "2 decisions about places were taken over from" in answer.stderr
    with ledger_of(feed) as ledger:
        (springfield,) = ledger.history("springfield [US]")
        (nowhereville,) = ledger.history("nowhereville")
    assert (springfield.editor, springfield.cells["decided"]) == ("Kim", "2024-03-01")
    assert springfield.cells["ref"] == refs(feed)["Springfield"] == "geonames:4409896"
    assert (nowhereville.editor, nowhereville.cells["ref"]) == ("", "unplaced")
    assert file.read_text(encoding="utf-8") == EARLIER
    imported(feed, "--decide", "Springfield=country:US")
    again = invoked("import", feed, *SETTINGS, "--ledger", feed.parent / "l.gpkg")
    assert "taken over" not in again.stderr
    assert refs(feed)["Springfield"] == "country:US"  # what was decided since counts


def test_a_backup_of_a_ledger_from_before_has_its_decisions(feed: Path) -> None:
    make_version(1, feed.parent / "l.gpkg")
    (feed.parent / "l.places.toml").write_text(EARLIER, encoding="utf-8")
    run("backup", "-o", feed.parent / "b.gpkg", "--ledger", feed.parent / "l.gpkg")
    run("restore", feed.parent / "b.gpkg", "-o", feed.parent / "r.gpkg")
    with Ledger.open(feed.parent / "r.gpkg") as ledger:
        assert sorted(ledger.decisions()["wording"]) == ["Nowhereville", "Springfield"]
    assert verify(feed.parent / "r.gpkg").broken is None


def test_the_history_of_a_decision_is_asked_for_by_its_wording(feed: Path) -> None:
    ref = candidate(imported(feed))
    imported(feed, "--decide", f"Springfield={ref}", "--as", "Kim")
    imported(feed, "--decide", "Springfield=country:US", "--as", "Alex")
    said = run("history", "SPRINGFIELD [us]", "--ledger", feed.parent / "l.gpkg").splitlines()
    assert "added by Kim" in said[0]
    assert f"(blank) → {ref}" in " ".join(said[1:5])
    assert any(f"{ref} → country:US" in line for line in said)
    assert said[-1] == "springfield [US]: 2 revisions"


def test_a_decision_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="was not kept: wording holds a NUL character"):
        Decisions(tmp_path / "l.gpkg").decide([Decision("a\0b", "", "unplaced")])


def test_a_source_of_the_ledger_says_beside_which_day_wordings_of_a_table_are_read(tmp_path: Path) -> None:
    ledger, table = tmp_path / "mustermap.gpkg", tmp_path / "t.csv"
    (tmp_path / "s.toml").write_text(
        '[[source]]\nid = "news"\ntitle = "N"\nlanguage = "pl"\npublished = "2022-10-17"\n'
        '[[report]]\nid = "r"\nclaimant = "A"\nsaid = "w piątek"\n',
        encoding="utf-8",
    )
    run("add", tmp_path / "s.toml", "--ledger", ledger, "--as", "Alex")
    (tmp_path / "t.toml").write_text(
        '[[report]]\nsource = "news"\nclaimant = "B"\nsaid = "wczoraj"\n', encoding="utf-8"
    )
    run("add", tmp_path / "t.toml", "--ledger", ledger, "--as", "Alex")
    table.write_text("who,day\nC,w ubiegłą sobotę\n", encoding="utf-8")
    mapped = ("--map", "claimant=who", "--map", "said=day", "--set", "source=news")
    run("import", table, *mapped, "--ledger", ledger, "--as", "Alex")
    with Ledger.open(ledger) as opened:
        said = dict(zip(opened.reports()["claimant"], opened.reports()["said"], strict=True))
    assert said == {"A": "2022-10-14", "B": "2022-10-16", "C": "2022-10-15"}
