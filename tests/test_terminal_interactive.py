"""``mustermap add`` and ``edit`` asked field by field: in a real terminal, and with typed keys."""

from __future__ import annotations

import json
import re
from functools import partialmethod
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit import PromptSession
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from mustermap.app import editing
from mustermap.app.terminal.entry_dialogue import edit_report, enter_reports
from mustermap.app.terminal.field_questions import REPORT_ASKED, REPORT_FIELD, SOURCE_ASKED, question
from mustermap.app.terminal.prompts import Asker, Stopped
from mustermap.data.fields import REPORT_FIELDS
from mustermap.data.ledger import Ledger
from tests.examples import fences
from tests.terminal import ROOT, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from prompt_toolkit.input import PipeInput

SOURCE = ("Will he join?", "Deutsche Welle", "", "10 October 2022")
PLAN = ("", "Pavel Latushka", "2022-09-29", "Russia", "120,000", "Belarus", "2022-11", "2023-02", "planned", "A plan.")
SAYS = "  says or denies ("


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PipeInput]:
    monkeypatch.setenv("MUSTERMAP_UNFINISHED", str(tmp_path / "unfinished"))
    # A browser test before this one leaves an event loop in this thread; a prompt has one of its own.
    monkeypatch.setattr(PromptSession, "prompt", partialmethod(PromptSession.prompt, in_thread=True))
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        yield typed


def lines(*answers: str) -> str:
    return "".join(f"{answer}\r" for answer in answers)


def reports(folder: Path) -> dict[str, list[object]]:
    with Ledger.open(folder / "ours.gpkg") as ledger:
        return ledger.reports()


def test_the_transcript_in_the_documentation_is_what_a_terminal_shows(tmp_path: Path) -> None:
    texts = [fence.text.splitlines() for fence in fences(ROOT / "docs" / "how-to" / "terminal.md")]
    (shown,) = (lines for lines in texts if lines[0] == "$ mustermap add --as Alex")
    with Terminal("add", "--as", "Alex", folder=tmp_path) as terminal:
        for line in shown[1:]:
            prompt = re.fullmatch(r"( *(?:.+\)|.+\])): ?(.*)", line)
            if prompt and not line.startswith("    "):
                terminal.answer(prompt[1], prompt[2])
        assert terminal.end() == 0
    printed = [
        line.rstrip() for line in terminal.printed.replace("\x1b[?12l", "").replace("\x1b[?25h", "").splitlines()
    ]
    assert [line for line in printed if line] == [line.rstrip() for line in shown[1:] if line.strip()]


def test_what_was_entered_is_offered_again_after_ctrl_c_and_after_a_crash(tmp_path: Path) -> None:
    with Terminal("add", folder=tmp_path) as terminal:
        for prompt, answer in zip(SOURCE_ASKED, SOURCE, strict=True):
            terminal.answer(f"  {prompt} (", answer)
        terminal.answer(SAYS, "")
        terminal.answer("  claimant (", "Pavel Latushka")
        terminal.wait_for("  said (")
        terminal.wait_for(": ")
        terminal.type("late Sept")
        terminal.wait_for("late Sept")
        terminal.type("\x03")
        assert terminal.end() == 1
    assert "what you entered is kept: mustermap add offers it again" in terminal.printed
    with Terminal("add", folder=tmp_path) as terminal:
        terminal.wait_for("Not finished: Will he join?; Pavel Latushka (begun ")
        terminal.answer("Go on with it?", "y")
        terminal.answer("  said (", "ember 2022")  # behind what stood in the line
        terminal.wait_for("= one day from 21 to 30 September 2022")
        terminal.answer("  force (", "Russia")
        terminal.wait_for("  figure (")
        terminal.kill()
    with Terminal("add", folder=tmp_path) as terminal:
        terminal.answer("Go on with it?", "")
        for prompt in REPORT_ASKED[4:]:
            terminal.answer(f"  {prompt} (", "120,000" if prompt == "figure" else "")
        terminal.answer("another field", "")
        terminal.answer("Keep it?", "")
        terminal.answer("Another claim", "")
        assert terminal.end() == 0
    with Ledger.open(tmp_path / "mustermap.gpkg") as ledger:
        kept = ledger.reports()
    assert (kept["claimant"], kept["force"], kept["figure"]) == (["Pavel Latushka"], ["Russia"], ["120,000"])
    assert kept["said"] == ["[2022-09-21..2022-09-30]"]
    assert not list((tmp_path / "unfinished").iterdir())


def test_two_reports_of_one_source_the_source_asked_once(keys: PipeInput, tmp_path: Path) -> None:
    order = ("", "Alexander Lukashenko", "", "Belarus; Russia", "more than a thousand", "", "", "", "", "")
    keys.send_text(lines(*SOURCE, *PLAN, "", "y", "b", *order, "component", "airmen", "", "y", "n"))
    assert enter_reports(ledger=tmp_path / "ours.gpkg", editor="Alex") == 0
    kept = reports(tmp_path)
    assert kept["claimant"] == ["Pavel Latushka", "Alexander Lukashenko"]
    assert kept["source"][0] == kept["source"][1]
    assert kept["place_ref"] == ["country:BY", ""]
    assert (kept["force"][1], kept["component"][1]) == ("Belarus;Russia", "airmen")


def test_tab_completes_known_claimants_and_members_of_a_list_of_forces(keys: PipeInput, tmp_path: Path) -> None:
    keys.send_text(lines(*SOURCE, *PLAN, "", "y", "n"))
    enter_reports(ledger=tmp_path / "ours.gpkg", editor="")
    with Terminal("add", "--ledger", "ours.gpkg", folder=tmp_path) as terminal:
        for prompt, answer in zip(SOURCE_ASKED, ("Another", "", "", ""), strict=True):
            terminal.answer(f"  {prompt} (", answer)
        terminal.answer(SAYS, "")
        terminal.complete("  claimant (", "latush")
        terminal.answer("  said (", "2023-05-05")
        terminal.complete("  force (", "Belarus; rus")
        for prompt in REPORT_ASKED[4:]:
            terminal.answer(f"  {prompt} (", "")
        terminal.answer("another field", "")
        terminal.answer("Keep it?", "")
        terminal.answer("Another claim", "")
        assert terminal.end() == 0
    kept = reports(tmp_path)
    assert kept["claimant"] == ["Pavel Latushka"] * 2
    assert kept["force"][1] == "Belarus;Russia"


def test_a_place_that_is_not_clear_is_chosen_among_candidates(keys: PipeInput, tmp_path: Path) -> None:
    (seen, _) = editing.place_readings([{"place": "Springfield"}])
    assert seen.status == "ambiguous"
    answers = [*PLAN[:5], "Springfield", "2", *PLAN[6:]]
    keys.send_text(lines(*SOURCE, *answers, "", "y", "n"))
    assert enter_reports(ledger=tmp_path / "ours.gpkg", editor="") == 0
    assert reports(tmp_path)["place_ref"] == [seen.candidates[1].ref]


def test_a_wrong_answer_is_asked_again_and_a_caution_can_be_heeded(
    keys: PipeInput, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys.send_text(lines(*SOURCE, *PLAN, "", "y", "n"))
    enter_reports(ledger=tmp_path / "ours.gpkg", editor="")
    echo = ["", "", "A newspaper", "2022-13-45", "\x152022-10-02", *PLAN[3:]]
    keys.send_text(lines("Other", "", "", *echo, "", "1", "y", "n"))
    assert enter_reports(ledger=tmp_path / "ours.gpkg", editor="") == 0
    printed = capsys.readouterr().out
    assert "not possible: said: '2022-13-45'" in printed
    kept = reports(tmp_path)
    assert kept["repeats"] == ["", kept["id"][0]]
    assert kept["said"][1] == "2022-10-02"


def test_a_source_of_the_ledger_is_offered_by_its_title(keys: PipeInput, tmp_path: Path) -> None:
    keys.send_text(lines(*SOURCE, *PLAN, "", "y", "n"))
    enter_reports(ledger=tmp_path / "ours.gpkg", editor="")
    keys.send_text(lines("will he join?", "y", "", "B", *PLAN[2:], "", "n", "", "y", "n"))
    enter_reports(ledger=tmp_path / "ours.gpkg", editor="")
    assert len(set(reports(tmp_path)["source"])) == 1


def test_another_claim_has_all_of_the_last_one_but_the_figure(keys: PipeInput, tmp_path: Path) -> None:
    keys.send_text(lines(*SOURCE, *PLAN, "", "y", "y", "9,000", "\x15Fewer.", "", "2", "y", "n"))
    assert enter_reports(ledger=tmp_path / "ours.gpkg", editor="") == 0
    kept = reports(tmp_path)
    assert (kept["figure"], kept["summary"]) == (["120,000", "9,000"], ["A plan.", "Fewer."])
    own = {"id", "figure", "figure_low", "figure_high", "summary", "beside"}
    assert {name for name, (one, other) in kept.items() if one != other} <= own


def test_a_newer_figure_is_asked_about_and_saved_as_an_update(keys: PipeInput, tmp_path: Path) -> None:
    keys.send_text(lines(*SOURCE, *PLAN, "", "y", "n"))
    enter_reports(ledger=tmp_path / "ours.gpkg", editor="")
    newer = ["", "pavel latushka", "2022-10-05", "Russian army", "100,000", *PLAN[5:]]
    keys.send_text(lines("Other", "", "", "", *newer, "", "1", "y", "n"))
    enter_reports(ledger=tmp_path / "ours.gpkg", editor="")
    kept = reports(tmp_path)
    assert kept["updates"] == ["", kept["id"][0]]


def test_what_is_the_same_is_not_kept_twice(
    keys: PipeInput, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys.send_text(lines(*SOURCE, *PLAN, "", "y", "n"))
    enter_reports(ledger=tmp_path / "ours.gpkg", editor="")
    keys.send_text(lines("Other", "", "", "", *PLAN, "", "7", "2", "n"))
    assert enter_reports(ledger=tmp_path / "ours.gpkg", editor="") == 0
    kept = reports(tmp_path)
    assert len(kept["id"]) == 1
    printed = capsys.readouterr().out
    assert "'7' is none of the numbers above" in printed
    assert f"left out: it is report {kept['id'][0]}" in printed
    assert not list((tmp_path / "unfinished").iterdir())


def test_a_denial_picks_what_it_denies_and_has_its_force_and_place(
    keys: PipeInput, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = ["", "B. Deputy", "2022-10-05", "Belarus", "5,000", "Minsk", "", "", "", ""]
    keys.send_text(lines(*SOURCE, *PLAN, "", "y", "b", *other, "", "y", "n"))
    enter_reports(ledger=tmp_path / "ours.gpkg", editor="")
    denial = ["d", "latushka", "1", "Alexander Lukashenko", "2022-10-01", "", "", "", "", "", "", ""]
    keys.send_text(lines("Other", "", "", "", *denial, "", "y", "n"))
    assert enter_reports(ledger=tmp_path / "ours.gpkg", editor="") == 0
    kept = reports(tmp_path)
    assert (kept["kind"][2], kept["disputes"][2]) == ("dispute", kept["id"][0])
    assert (kept["force"][2], kept["place"][2], kept["figure"][2]) == ("Russia", "Belarus", "")
    printed = capsys.readouterr().out
    assert printed.index("1 " + str(kept["id"][1])) < printed.index("2 " + str(kept["id"][0]))  # the newest first
    assert "on the map: not drawn by itself: shown at what it denies, from 1 October 2022" in printed


def test_what_was_typed_to_find_a_denied_claim_is_there_after_ctrl_c(keys: PipeInput, tmp_path: Path) -> None:
    keys.send_text(lines(*SOURCE, *PLAN, "", "y", "n"))
    enter_reports(ledger=tmp_path / "ours.gpkg", editor="")
    keys.send_text(lines("Other", "", "", "", "d") + "latu\x03")
    assert enter_reports(ledger=tmp_path / "ours.gpkg", editor="") == 1
    (kept,) = (json.loads(file.read_text(encoding="utf-8")) for file in (tmp_path / "unfinished").glob("*.json"))
    assert (kept["report"], kept["typing"]) == ({"kind": "dispute"}, "latu")
    denial = ["shka", "1", "Alexander Lukashenko", *[""] * 8]
    keys.send_text(lines("y", *denial, "", "y", "n"))
    assert enter_reports(ledger=tmp_path / "ours.gpkg", editor="") == 0
    ours = reports(tmp_path)
    assert ours["disputes"][1] == ours["id"][0]


def test_a_denial_that_names_nothing_is_asked_for_its_claim_or_its_figure(keys: PipeInput, tmp_path: Path) -> None:
    keys.send_text(lines(*SOURCE, *PLAN, "", "y", "n"))
    enter_reports(ledger=tmp_path / "ours.gpkg", editor="")
    denial = ["d", "", "Alexander Lukashenko", "2022-12-10", "Russia", "", "Belarus", "", "", "", ""]
    keys.send_text(lines("Other", "", "", "", *denial, "", "1", "y", "n"))
    assert enter_reports(ledger=tmp_path / "ours.gpkg", editor="") == 0
    kept = reports(tmp_path)
    assert kept["disputes"] == ["", kept["id"][0]]
    denial[6] = "Minsk"  # nothing there that it could deny
    keys.send_text(lines("Third", "", "", "", *denial, "", "15,000", "y", "n"))
    assert enter_reports(ledger=tmp_path / "ours.gpkg", editor="") == 0
    assert reports(tmp_path)["figure"][2] == "15,000"


def test_every_question_about_a_report_can_be_skipped_but_who_says_it(keys: PipeInput, tmp_path: Path) -> None:
    keys.send_text(lines("T", "", "", "", "", "A", *[""] * 8, "", "y", "n"))
    assert enter_reports(ledger=tmp_path / "ours.gpkg", editor="") == 0
    assert reports(tmp_path)["claimant"] == ["A"]


def test_a_question_says_what_its_words_mean() -> None:
    asked = {field.name: question(field) for field in REPORT_FIELDS}
    assert "stock (how many are there) or flow (how many arrive within the span)" in asked["measure"]
    assert "dispute (a denial or a doubt about other reports)" in asked["kind"]
    assert "the lower bound" in asked["figure_low"]
    assert question(REPORT_FIELD["figure"], is_denial=True) == (
        "  figure (the figure that is denied, in the source's wording)"
    )
    assert not [text for text in asked.values() if "EDTF" in text]


def test_a_report_that_is_dropped_is_not_kept(keys: PipeInput, tmp_path: Path) -> None:
    keys.send_text(lines(*SOURCE, *PLAN, "", "n", "n"))
    assert enter_reports(ledger=tmp_path / "ours.gpkg", editor="") == 0
    assert not (tmp_path / "ours.gpkg").exists()


def test_an_edit_shows_the_present_values_and_makes_a_revision_of_what_differs(keys: PipeInput, tmp_path: Path) -> None:
    keys.send_text(lines(*SOURCE, *PLAN, "", "y", "n"))
    enter_reports(ledger=tmp_path / "ours.gpkg", editor="Alex")
    before = reports(tmp_path)
    identity = str(before["id"][0])
    # Enter leaves each as it is, Ctrl-U empties the line. Kind, quantity and state have values, so they are asked.
    keys.send_text(lines("", "", "", "", "\x15100,000", "", "", "", "", "", "", "", "", "y"))
    assert edit_report(identity, ledger=tmp_path / "ours.gpkg", editor="Kim") == 0
    after = reports(tmp_path)
    assert {name for name in after if after[name] != before[name]} == {"figure", "figure_low", "figure_high"}
    with Ledger.open(tmp_path / "ours.gpkg") as ledger:
        assert [(one.step, one.editor) for one in editing.changes(ledger, identity)] == [
            ("added", "Alex"), ("revised", "Kim"),
        ]  # fmt: skip


@pytest.mark.parametrize(("choice", "figure", "phase"), [("t", "90,000", "planned"), ("m", "90,000", "ordered")])
def test_the_second_editor_sees_both_and_chooses(
    choice: str, figure: str, phase: str, keys: PipeInput, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ours.gpkg"
    keys.send_text(lines(*SOURCE, *PLAN, "", "y", "n"))
    enter_reports(ledger=path, editor="Alex")
    identity = str(reports(tmp_path)["id"][0])

    class Overtaken(Asker):
        """An editor who is overtaken while looking at the card."""

        def letter(self, question: str, *, letters: str, default: str) -> str:
            if question.startswith("Keep it?"):
                with Ledger.open(path) as ledger:
                    now = editing.current(ledger, identity)
                    texts = editing.edited(now.cells, {"figure": "90,000"})
                    checked = editing.check({"id": texts["source"]}, [texts], ledger=ledger)
                    editing.save(ledger, checked, editor="Kim", based_on={identity: now.revision})
            return super().letter(question, letters=letters, default=default)

    keys.send_text(lines("", "", "", "", "", "", "", "", "\x15ordered", "", "", "", "", "y", choice))
    edit_report(identity, ledger=path, editor="Sam", asker=Overtaken())
    printed = capsys.readouterr().out
    assert "Kim has changed report" in printed
    assert "90,000 → 120,000" in printed
    kept = reports(tmp_path)
    assert (kept["figure"], kept["phase"]) == ([figure], [phase])


def test_a_ledger_that_refuses_loses_nothing(
    keys: PipeInput, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ours.gpkg").mkdir()
    begun = [*SOURCE, *PLAN, "", "y"]
    path = tmp_path / "new.gpkg"

    class Spoilt(Asker):
        def letter(self, question: str, *, letters: str, default: str) -> str:
            if question.startswith("Keep it?"):
                path.write_text("no ledger", encoding="utf-8")
            return super().letter(question, letters=letters, default=default)

    keys.send_text(lines(*begun))
    with pytest.raises(ValueError, match="no GeoPackage"):
        enter_reports(ledger=path, editor="", asker=Spoilt())
    assert "mustermap add offers it again" in capsys.readouterr().err
    (kept,) = (json.loads(file.read_text(encoding="utf-8")) for file in (tmp_path / "unfinished").glob("*.json"))
    assert kept["report"]["figure"] == "120,000"
    path.unlink()
    keys.send_text(lines("y", "", "y", "n"))
    assert enter_reports(ledger=path, editor="") == 0
    with Ledger.open(path) as ledger:
        assert ledger.reports()["figure"] == ["120,000"]


def test_ctrl_d_stops_too(keys: PipeInput) -> None:
    keys.send_text("\x04")
    with pytest.raises(Stopped):
        Asker().line("?")
