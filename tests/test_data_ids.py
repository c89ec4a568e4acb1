"""Ids that nobody wrote: what makes another report, what a ledger has already, and what never replaces a claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from mustermap.app import editing
from mustermap.app.cli import app
from mustermap.app.single_reports import table_rows
from mustermap.data.files.report_files import read_files
from mustermap.data.ids.content_ids import former_report_id, report_id
from mustermap.data.ledger import Ledger
from mustermap.data.rules.rule import present

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "claimant,said,force,figure,quantity,place,place_country,origin,summary,quote,source_title,source_accessed"
TANKS = "A. Minister,2022-10-14,Northland,40,tanks,Brest,BY,,,,Evening News,"
FORMER = "19248c9cc69fa727"
"""What version 0.1.0 called the report in TANKS."""


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def run(*arguments: object, code: int = 0) -> str:
    answer = CliRunner().invoke(app, [str(one) for one in arguments])
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    assert answer.exit_code == code, answer.output
    return answer.stdout


def reports(ledger: Path) -> list[dict[str, Any]]:
    with Ledger.open(ledger) as book:
        columns = book.reports()
    return [present(dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)]


def ledger_of_former_days(path: Path, **changes: str) -> Path:
    """Make a ledger in which the report in TANKS has the id of version 0.1.0."""
    (table,) = read_files([write(path.with_suffix(".csv"), TANKS)]).tables
    (cells,) = table_rows(table)
    assert former_report_id(cells) == FORMER
    source = {"id": cells["source"], "title": "Evening News"}
    with Ledger.open(path, create=True) as book:
        book.add(sources=[source], reports=[{**cells, "id": FORMER, "place_ref": "geonames:629634", **changes}])
    return path


SAID = {"source": "s", "claimant": "A", "figure": "many", "said_wording": "last week"}


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "context"}, {"source": "t"}, {"claimant": "B"}, {"attributed_to": "B"}, {"said": "2022-10-14"},
        {"said_wording": "this week"}, {"force": "Northland"}, {"component": "mobilised"}, {"unit": "1st Army"},
        {"figure": "more"}, {"figure_low": 1000.0}, {"quantity": "tanks"}, {"measure": "flow"}, {"phase": "planned"},
        {"place": "Brest"}, {"place_ref": "country:BY"}, {"place_country": "BY"}, {"role": "transit"},
        {"geometry": '{"coordinates":[27.5,53.9],"type":"Point"}'}, {"origin": "Smolensk"}, {"origin_ref": "x"},
        {"start": "2022-11"}, {"start_wording": "soon"}, {"end": ".."}, {"end_wording": "later"}, {"repeats": "one"},
        {"updates": "one"}, {"beside": "one"}, {"disputes": "one"},
    ],
    ids=lambda other: next(iter(other)),
)  # fmt: skip
def test_all_that_a_report_says_makes_its_id(other: dict[str, Any]) -> None:
    assert report_id({**SAID, **other}) != report_id(SAID)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"summary": "One."}, {"summary": "Another."}),
        ({"quote": "one", "quote_lang": "en"}, {"quote": "one", "quote_lang": "fr"}),
        ({"credibility": "1"}, {"state": "draft"}),
        ({"force": "Russia;Belarus"}, {"force": "Belarus;Russia"}),
        ({"said": "2022-10", "said_wording": "October"}, {"said": "2022-10", "said_wording": "in October"}),
        ({"figure": "a thousand", "figure_low": 1000.0}, {"figure": "1,000", "figure_low": 1000.0}),
        ({"role": ""}, {}),
    ],
)
def test_summary_quote_grades_and_wordings_of_what_was_read_make_no_other_report(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert report_id({**SAID, **one}) == report_id({**SAID, **other})


def test_rows_that_differ_in_quantity_country_or_origin_are_reports_of_their_own(tmp_path: Path) -> None:
    rows = (
        TANKS, TANKS.replace("tanks", "aircraft"), TANKS.replace(",BY,", ",FR,"), TANKS.replace("BY,,", "BY,Smolensk,"),
    )  # fmt: skip
    reading = read_files([write(tmp_path / "t.csv", *rows)])
    assert reading.rejected == reading.notices == []
    assert reading.tables[0]["id"].nunique() == 4


@pytest.mark.parametrize("door", ["add", "import"])
def test_rows_that_differ_only_in_what_an_id_leaves_out_are_numbered_and_named(door: str, tmp_path: Path) -> None:
    one, two, three = (TANKS.replace("BY,,,,", f"BY,,{text},,") for text in ("First.", "Second.", "Third."))
    file = write(tmp_path / "t.csv", one, two, one)
    said = run(door, file, "--ledger", tmp_path / "l.gpkg")
    assert "t.csv row 3: says the same as t.csv row 2, but for summary; each was kept as a report of its own" in said
    assert "2 added" in said
    first, second = (one["id"] for one in reports(tmp_path / "l.gpkg"))
    assert second == f"{first}-2"
    assert "0 added, 3 skipped" in run(door, file, "--ledger", tmp_path / "l.gpkg").replace("2 skipped", "3 skipped")
    # In another order, with one more, by itself: each is found again by what it says.
    said = run(door, write(tmp_path / "t.csv", three, two, one), "--ledger", tmp_path / "l.gpkg")
    assert "1 added, 2 skipped" in said
    assert [one["summary"] for one in reports(tmp_path / "l.gpkg")] == ["First.", "Second.", "Third."]
    said = run(door, write(tmp_path / "t.csv", two), "--ledger", tmp_path / "l.gpkg")
    assert "0 added, 1 skipped (already there), 0 rejected" in said


def test_reports_of_toml_are_numbered_alike_and_among_those_of_tables(tmp_path: Path) -> None:
    report = '[[report]]\nclaimant = "A"\nsaid = 2022-10-14\nsummary = "{0}"\n'
    head = '[[source]]\nid = "s"\ntitle = "N"\n'
    (tmp_path / "t.toml").write_text(head + "".join(map(report.format, ("One.", "Two.", "One."))), encoding="utf-8")
    (tmp_path / "t.csv").write_text(
        "claimant,said,summary,source\nA,2022-10-14,Three.,s\nA,2022-10-14,Two.,s\n", "utf-8"
    )
    reading = read_files([tmp_path / "t.toml", tmp_path / "t.csv"])
    assert reading.skipped == 2
    assert reading.rejected == []
    first, second = reading.reports
    assert second == f"{first}-2"
    assert reading.tables[0]["id"].tolist() == [f"{first}-3"]
    assert [str(one) for one in reading.notices] == [
        "t.toml report 2: says the same as t.toml report 1, but for summary; each was kept as a report of its own",
        "t.csv row 2: says the same as t.toml report 1, but for summary; each was kept as a report of its own",
    ]


@pytest.mark.parametrize("door", ["add", "import"])
def test_a_ledger_of_former_days_knows_its_reports_again(door: str, tmp_path: Path) -> None:
    ledger = ledger_of_former_days(tmp_path / "l.gpkg")
    file = write(tmp_path / "t.csv", TANKS, TANKS.replace("tanks", "aircraft"))
    assert "1 added, 1 skipped (already there), 0 rejected" in run(door, file, "--ledger", ledger)
    assert [(one["id"] == FORMER, one["quantity"]) for one in reports(ledger)] == [(True, "tanks"), (False, "aircraft")]
    with Ledger.open(ledger) as book:
        book.add(reports=[{**reports(ledger)[0], "summary": "An editor's."}], revise=True)
    assert "0 added, 2 skipped (already there), 0 rejected" in run(door, file, "--ledger", ledger)
    assert len(reports(ledger)) == 2
    assert run("list", file, "--ledger", ledger).count("A. Minister") == 2


def test_a_report_that_is_typed_again_is_known_under_its_former_id(tmp_path: Path) -> None:
    ledger = ledger_of_former_days(tmp_path / "l.gpkg")
    texts = dict(zip(HEAD.split(",")[:-2], TANKS.split(",")[:-2], strict=True))
    with Ledger.open(ledger) as book:
        checked = editing.check({"title": "Evening News"}, [texts], ledger=book)
        saved = editing.save(book, checked)
    assert saved.skipped == (FORMER,)
    assert len(reports(ledger)) == 1


@pytest.mark.parametrize("door", ["add", "import"])
@pytest.mark.parametrize("is_former", [True, False])
def test_no_claim_is_replaced_through_an_id_that_nobody_wrote(door: str, is_former: bool, tmp_path: Path) -> None:
    ledger = tmp_path / "l.gpkg"
    if is_former:
        ledger_of_former_days(ledger, summary="First.")
    else:
        run(door, write(tmp_path / "t.csv", TANKS.replace("BY,,,,", "BY,,First.,,")), "--ledger", ledger)
    before = reports(ledger)
    file = write(tmp_path / "t.csv", TANKS.replace("BY,,,,", "BY,,Second.,,"))
    for options in ((), ("--revise",)):
        said = run(door, file, "--ledger", ledger, *options, code=1)
        assert (
            "t.csv row 2: says the same as a report of the ledger, but for summary ('Second.' here, 'First.' there); "
            in said
        )
        assert not re.search(r"\b[0-9a-f]{16}\b", said)
        assert reports(ledger) == before
    said = run(door, write(tmp_path / "t.csv", TANKS.replace("tanks", "aircraft")), "--revise", "--ledger", ledger)
    assert "1 added" in said
    assert [one["quantity"] for one in reports(ledger)] == ["tanks", "aircraft"]


def test_a_retracted_report_does_not_come_back_through_an_id_that_nobody_wrote(tmp_path: Path) -> None:
    file, ledger = write(tmp_path / "t.csv", TANKS), tmp_path / "l.gpkg"
    run("add", file, "--ledger", ledger)
    run("retract", reports(ledger)[0]["id"], "--reason", "never said", "--ledger", ledger)
    assert "0 added, 1 skipped" in run("add", file, "--revise", "--ledger", ledger)
    assert reports(ledger)[0]["state"] == "retracted"


def test_an_id_that_somebody_wrote_twice_is_named_and_no_advice_replaces_a_claim(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,claimant,source_title\none,A,N\none,B,N\n", encoding="utf-8")
    reading = read_files([tmp_path / "t.csv"])
    assert [str(one) for one in reading.rejected] == [
        "t.csv row 3: id: 'one' was given before with other content (claimant); give it another id"
    ]


def test_sources_that_differ_only_in_what_their_id_leaves_out_are_sources_of_their_own(tmp_path: Path) -> None:
    one, two = (TANKS + day for day in ("2022-10-15", "2022-10-16"))
    three = two.replace("A. Minister", "B. Deputy")
    file = write(tmp_path / "t.csv", TANKS.replace("A. M", "C. M"), one, two, three)
    reading = read_files([file])
    assert reading.rejected == []
    # A blank contradicts nothing: the source of the first row is that of the second.
    assert [source.cells().get("accessed") for source in reading.sources.values()] == ["2022-10-15", "2022-10-16"]
    first, second = reading.sources
    assert second == f"{first}-2"
    assert reading.tables[0]["source"].tolist() == [first, first, second, second]
    assert [str(one) for one in reading.notices] == [
        "t.csv row 4: source: differs from a source given before only in accessed; each is a source of its own"
    ]
    assert "4 added" in run("add", file, "--ledger", tmp_path / "l.gpkg")
    assert "0 added, 4 skipped" in run("add", file, "--ledger", tmp_path / "l.gpkg")


def test_a_source_is_not_replaced_through_an_id_that_nobody_wrote(tmp_path: Path) -> None:
    run("add", write(tmp_path / "t.csv", TANKS + "2022-10-15"), "--ledger", tmp_path / "l.gpkg")
    file = write(tmp_path / "t.csv", TANKS + "2022-10-16")
    said = run("add", file, "--revise", "--ledger", tmp_path / "l.gpkg", code=1)
    assert (
        "rejected: Evening News: says the same as a source of the ledger, but for accessed ('2022-10-16' here, "
        "'2022-10-15' there); that one stays: enter what it has there, or edit that one first if this is right"
    ) in said
    with Ledger.open(tmp_path / "l.gpkg") as book:
        assert book.sources()["accessed"] == ["2022-10-15"]
