"""``mustermap add``, ``edit``, ``retract``, ``history`` and ``review`` with options."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from mustermap.app.cli import app
from mustermap.app.terminal.field_options import option_name
from mustermap.data.fields import REPORT_FIELDS, SOURCE_FIELDS
from mustermap.data.ledger import Ledger
from mustermap.errors import LedgerError, Overtaken, UnknownReport, WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., list[str]]

PLAN = (
    "--id", "plan", "--claimant", "Pavel Latushka", "--said", "2022-09-29", "--figure", "120,000", "--force", "Russia",
    "--place", "Belarus", "--source-title", "Will he join?",
)  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.chdir(tmp_path)
    for name in ("MUSTERMAP_LEDGER", "MUSTERMAP_USER"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str, code: int = 0) -> list[str]:
        done = CliRunner().invoke(app, list(words))
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == code, done.output
        return done.stdout.splitlines()

    return run


def reports() -> dict[str, list[object]]:
    with Ledger.open("mustermap.gpkg") as ledger:
        return ledger.reports()


def test_an_id_that_nobody_wrote_is_not_named_where_the_place_is_not_found(run: Run) -> None:
    given = ("--claimant", "A", "--said", "2022", "--place", "Nowhereville", "--source-title", "T")
    for named, words in (("", given), ("mine: ", ("--id", "mine", *given))):
        (line,) = [line for line in run("add", *words) if line.startswith("not placed")]
        assert line.startswith(f"not placed: {named}'Nowhereville': ")


def test_one_report_by_options_is_kept_as_from_a_file(run: Run, tmp_path: Path) -> None:
    assert run("add", *PLAN, "--as", "Alex") == [
        "added: plan", "ledger mustermap.gpkg: made, 1 added, 0 skipped (already there), 0 rejected",
    ]  # fmt: skip
    row = 'plan,Pavel Latushka,2022-09-29,"120,000",Russia,Belarus,Will he join?'
    (tmp_path / "plan.csv").write_text(f"id,claimant,said,figure,force,place,source_title\n{row}\n", encoding="utf-8")
    assert run("add", "plan.csv")[-1] == "ledger mustermap.gpkg: 0 added, 1 skipped (already there), 0 rejected"
    assert run("add", *PLAN)[-1] == "ledger mustermap.gpkg: 0 added, 1 skipped (already there), 0 rejected"


def test_every_field_of_the_data_dictionary_is_an_option(run: Run) -> None:
    for command in ("add", "edit"):
        shown = " ".join(run(command, "--help"))
        for field in REPORT_FIELDS:
            assert f" {option_name(field.name, of_source=False)} " in shown
        for field in SOURCE_FIELDS:
            assert f" {option_name(field.name, of_source=True)} " in shown


def test_lists_are_given_again_and_a_source_of_the_ledger_by_its_id(run: Run) -> None:
    run("add", *PLAN)
    source = str(reports()["source"][0])
    run("add", "--claimant", "B", "--force", "Belarus", "--force", "Russia", "--repeats", "plan", "--source", source)
    assert (reports()["force"][1], reports()["repeats"][1], reports()["source"][1]) == (
        "Belarus;Russia",
        "plan",
        source,
    )


def test_what_is_wrong_is_named_by_its_option_and_nothing_is_kept(run: Run, tmp_path: Path) -> None:
    lines = run("add", "--figure-low", "500", "--figure-high", "300", "--phase", "soon", code=1)
    assert {line.split(": ")[1] for line in lines} == {"--source-title", "--claimant", "--figure-low", "--phase"}
    assert not list(tmp_path.iterdir())
    assert run("add", *PLAN, "--said-wording", "last week")[-1].endswith(
        "1 added, 0 skipped (already there), 0 rejected"
    )
    assert run("add", *PLAN, "--figure", "100,000", code=1)[0].startswith("rejected: plan: ")


def test_cautions_and_places_that_are_not_found_are_said(run: Run) -> None:
    run("add", *PLAN)
    echo = [*PLAN[2:], "--claimant", "A newspaper", "--said", "2022-10-02", "--origin", "Nowhere at all"]
    lines = run("add", *echo)
    question = "the same figure, force and place within two weeks: does it repeat report plan ("
    assert lines[0].startswith(f"caution: {question}")
    new = reports()["id"][1]
    assert lines[0].endswith(f"; to say so: mustermap edit {new} --repeats plan or --beside plan")
    assert "'Nowhere at all'" in lines[1]


def test_a_key_makes_one_report_of_two_calls(run: Run) -> None:
    for _ in range(2):
        run("add", *PLAN[2:], "--key", "k")
    assert len(reports()["id"]) == 1


def test_an_edit_says_what_it_changed_and_a_blank_empties(run: Run) -> None:
    run("add", *PLAN, "--as", "Alex")
    assert run("edit", "plan", "--figure", "up to 9,000", "--place", "", "--as", "Kim") == [
        "  figure         120,000 → up to 9,000",
        "  figure_low     120000 → 0",
        "  figure_low_included true → false",
        "  figure_high    120000 → 9000",
        "  place          Belarus → (blank)",
        "  place_ref      country:BY → (blank)",
        "ledger mustermap.gpkg: plan changed",
    ]
    assert run("edit", "plan", "--figure", "up to 9,000") == ["ledger mustermap.gpkg: plan nothing to change"]
    assert run("edit", "plan", "--figure", "5", "--figure-low", "3", "--figure-high", "2", code=1)[0].startswith(
        "rejected: --figure-low: low 3 exceeds high 2"
    )
    with pytest.raises(WrongUse, match="--source-title"):
        run("edit", "plan", "--source-title", "Other")
    with pytest.raises(UnknownReport):
        run("edit", "absent", "--figure", "5")


def test_an_edit_from_an_older_revision_shows_both_and_changes_nothing(run: Run) -> None:
    run("add", *PLAN)
    first = json.loads("\n".join(run("history", "plan", "--json")))["revisions"][0]["revision"]
    run("edit", "plan", "--figure", "90,000", "--as", "Kim")
    lines = run("edit", "plan", "--figure", "80,000", "--revision", str(first), code=1)
    assert lines[0].startswith("Kim has changed report plan meanwhile")
    assert "  figure         90,000 → 80,000" in lines
    assert reports()["figure"] == ["90,000"]
    with pytest.raises(Overtaken):
        run("retract", "plan", "--reason", "wrong", "--revision", str(first))


def test_a_draft_is_listed_sent_back_and_accepted_then_retracted(run: Run) -> None:
    run("add", *PLAN, "--state", "draft", "--as", "Alex")
    names, row = (line.split("\t") for line in run("review"))
    assert dict(zip(names, row, strict=True))["id"] == "plan"
    run("review", "plan", "--return", "which source?", "--as", "Kim")
    (draft,) = json.loads("\n".join(run("review", "--json")))["drafts"]
    assert (draft["reason"], draft["editor"]) == ("which source?", "Kim")
    run("review", "plan", "--accept", "--as", "Kim")
    assert len(run("review")) == 1
    assert run("retract", "plan", "--reason", "withdrawn", "--as", "Kim") == ["ledger mustermap.gpkg: plan retracted"]
    past = run("history", "plan")
    assert [line.split(": ")[1] for line in past if line.startswith("revision")] == [
        "added by Alex", "sent back by Kim", "accepted by Kim", "retracted by Kim",
    ]  # fmt: skip
    assert past[-1] == "plan: 4 revisions"
    with pytest.raises(LedgerError, match="retracted"):
        run("review", "plan", "--accept")


@pytest.mark.parametrize(
    "words",
    [
        ["review", "--accept"],
        ["review", "plan"],
        ["review", "plan", "--accept", "--return", "x"],
        ["add"],
        ["edit", "plan"],
        ["add", "plan.csv", "--claimant", "A"],
        ["add", "--claimant", "A", "--revise"],
    ],
)
def test_wrong_use_says_what_to_do(words: list[str], run: Run) -> None:
    run("add", *PLAN)
    with pytest.raises(WrongUse, match=r"give|name"):
        run(*words)


def test_a_report_cannot_steer_the_terminal(run: Run) -> None:
    run("add", "--id", "a\x1b[2J", "--claimant", "\x1b]0;x\x07", "--source-title", "T\u202e", "--place", "\x1bNowhere")
    run("edit", "a\x1b[2J", "--claimant", "B\x1b")
    printed = "".join(run("history", "a\x1b[2J") + run("review"))
    assert not set(printed) & {"\x1b", "\x07", "\u202e"}
