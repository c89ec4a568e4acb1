"""Editing a source: a revision for all its reports, in the terminal and in the browser; two editors; nothing lost."""

from __future__ import annotations

import re
from functools import partialmethod

import pytest
from prompt_toolkit import PromptSession
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from typer.testing import CliRunner

from mustermap.app import editing
from mustermap.app.cli import app
from mustermap.app.terminal.entry_dialogue import edit_report
from mustermap.data.fields import SOURCE_FIELDS
from mustermap.data.ledger import Ledger
from mustermap.errors import InvalidField, WrongUse
from tests.web_server import Server, fields_of, wait_until

SOURCE = {"id": "news", "title": "Evening News", "publisher": "A. Paper", "published": "2022-10-14"}
ASKED = [field.name for field in SOURCE_FIELDS if field.name != "id"]


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "ours.gpkg"
    with Ledger.open(path, create=True) as book:
        checked = editing.check(SOURCE, [{"id": "plan", "claimant": "A. Minister", "figure": "9,000"}], ledger=book)
        editing.save(book, checked, editor="Alex")
    return path


def now(path) -> dict[str, object]:
    with Ledger.open(path) as book:
        return editing.current(book, "news", what="source").cells


def run(path, *words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, [*words, "--ledger", str(path)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code, done.output
    return done.stdout


def test_options_change_a_source_and_its_history_says_what_and_by_whom(ledger):
    said = run(ledger, "edit", "news", "--source-published", "15 October 2022", "--source-publisher", "", "--as", "Kim")
    assert said.splitlines()[:2] == [
        "  publisher      A. Paper → (blank)", "  published      2022-10-14 → 2022-10-15",
    ]  # fmt: skip
    assert now(ledger) == {"id": "news", "title": "Evening News", "published": "2022-10-15"}
    history = run(ledger, "history", "news")
    assert "added by Alex" in history
    assert "revised by Kim" in history
    assert "news nothing to change" in run(ledger, "edit", "news", "--source-published", "2022-10-15")


def test_what_is_wrong_with_a_source_is_said_and_nothing_is_kept(ledger):
    said = run(ledger, "edit", "news", "--source-title", "", "--source-publisher", "", code=1)
    assert said.startswith("rejected: --source-title: blank; give the source's title")
    assert "rejected: --source-sha256" in run(ledger, "edit", "news", "--source-sha256", "x", code=1)
    with pytest.raises(WrongUse, match=r"--figure: news is a source; its fields begin with --source-"):
        run(ledger, "edit", "news", "--figure", "5")
    with pytest.raises(WrongUse, match=r"change it by its own id: mustermap edit news"):
        run(ledger, "edit", "plan", "--source-title", "Other")
    with pytest.raises(InvalidField, match="keeps its id"):
        editing.edited_source(now(ledger), {"id": "other"})
    assert now(ledger) == SOURCE


def test_a_change_that_began_from_an_older_revision_shows_both_and_changes_nothing(ledger):
    with Ledger.open(ledger) as book:
        first = editing.current(book, "news", what="source").revision
    run(ledger, "edit", "news", "--source-note", "Undated.", "--as", "Kim")
    said = run(ledger, "edit", "news", "--source-title", "Other", "--revision", str(first), code=1)
    assert said.startswith("Kim has changed source news meanwhile")
    assert "  title          Evening News → Other" in said
    assert now(ledger) == {**SOURCE, "note": "Undated."}


@pytest.fixture
def keys(tmp_path, monkeypatch):
    monkeypatch.setenv("MUSTERMAP_UNFINISHED", str(tmp_path / "unfinished"))
    # A browser test before this one leaves an event loop in this thread; a prompt has one of its own.
    monkeypatch.setattr(PromptSession, "prompt", partialmethod(PromptSession.prompt, in_thread=True))
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        yield typed


def answers(**changed: str) -> str:
    """Press Enter at each field, but empty the line and type where something is to change."""
    return "".join("\x15" * (name in changed) + changed.get(name, "") + "\r" for name in ASKED)


def test_asked_field_by_field_enter_leaves_what_stands_there(ledger, keys, capsys):
    keys.send_text(answers(published="around noon", note="Undated.").replace("noon\r", "noon\r\x152022-10\r") + "y\r")
    assert edit_report("news", ledger=ledger, editor="Kim") == 0
    assert now(ledger) == {**SOURCE, "published": "2022-10", "note": "Undated."}
    assert "published      2022-10-14 → 2022-10" in capsys.readouterr().out


def test_ctrl_c_keeps_the_answers_and_they_are_offered_again(ledger, keys, capsys):
    keys.send_text("\x15Morning News\rA half\x03")
    assert edit_report("news", ledger=ledger, editor="Kim") == 1
    assert "mustermap edit news offers it again" in capsys.readouterr().err
    assert now(ledger) == SOURCE
    left = answers().replace("\r", "", 1)
    keys.send_text("y\r" + "\x15A. Paper" + left + "y\r")
    assert edit_report("news", ledger=ledger, editor="Kim") == 0
    assert now(ledger) == {**SOURCE, "title": "Morning News"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("source"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def visitor(server):
    return server.enter()


def source_of(visitor, title: str) -> str:
    """Add a report of a source, and give the source's id."""
    added = visitor.enter_claim(**{"source-title": title})
    assert added.status_code == 200
    with Ledger.open(visitor.server.ledger) as book:
        return next(iter(book.find({"title": [title]}, what="source")["id"]))


def cells(server, identity: str) -> dict[str, object]:
    with Ledger.open(server.ledger) as book:
        return editing.current(book, identity, what="source").cells


def test_the_page_of_a_source_shows_its_reports_and_its_history(server, visitor):
    identity = source_of(visitor, "Looked at")
    page = visitor.get(f"/source?id={identity}")
    assert page.status_code == 200
    assert "1 report" in page.text
    assert "A. Minister: at most 9,000" in page.text
    assert "Added by Alex" in page.text
    assert f"/source?id={identity}" in visitor.get(f"/reports?source={identity}").text
    assert visitor.get("/source?id=nobody").status_code == 404


def test_two_editors_of_one_source_the_second_is_told_sees_both_and_puts_the_changes_together(server, visitor):
    identity = source_of(visitor, "Twice edited")
    mine, theirs = (visitor.form(f"/source/edit?id={identity}") for _ in range(2))
    assert mine["source-published"] == "2022-10-14"
    saved = visitor.post("/source/edit", {**theirs, "source-publisher": "Theirs", "do": "save"})
    assert "The source has a new revision." in saved.text
    told = visitor.post("/source/edit", {**mine, "source-published": "2022-10", "source-note": "Mine", "do": "save"})
    assert told.status_code == 409
    assert "Another editor was faster" in told.text
    rows = {row[0]: row[1:] for row in re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td>', told.text)}
    assert rows["Publisher"] == ("Theirs", "–")
    assert rows["Published"] == ("2022-10-14", "2022-10")
    fields = fields_of(told.text)
    revision = re.search(r'value="merge:(\d+)"', told.text)[1]
    merged = fields_of(visitor.post("/source/edit", {**fields, "do": f"merge:{revision}"}).text)
    assert "The source has a new revision." in visitor.post("/source/edit", {**merged, "do": "save"}).text
    kept = cells(server, identity)
    assert {name: kept[name] for name in ("publisher", "published", "note", "title")} == {
        "publisher": "Theirs", "published": "2022-10", "note": "Mine", "title": "Twice edited",
    }  # fmt: skip


def test_a_double_click_makes_one_revision_and_a_blank_field_is_emptied(server, visitor):
    identity = source_of(visitor, "Clicked twice")
    form = {
        **visitor.form(f"/source/edit?id={identity}"),
        "source-published": "",
        "source-reliability": "B",
        "do": "save",
    }
    assert all("new revision" in visitor.post("/source/edit", form).text for _ in range(2))
    with Ledger.open(server.ledger) as book:
        past = book.history(identity, what="source")
    assert len(past) == 2
    assert past[-1].editor == "Alex"
    assert cells(server, identity) == {"id": identity, "title": "Clicked twice", "reliability": "B"}


def test_what_is_wrong_stands_at_its_field_and_what_was_entered_stays(server, visitor):
    identity = source_of(visitor, "Wrong")
    form = {**visitor.form(f"/source/edit?id={identity}"), "source-title": "", "source-note": "Typed </textarea>"}
    answer = visitor.post("/source/edit", {**form, "do": "save"})
    assert answer.status_code == 422
    assert re.search(r'<p class="problem" id="source-title-problem">blank; give', answer.text)
    assert fields_of(answer.text)["source-note"] == "Typed </textarea>"
    assert cells(server, identity)["title"] == "Wrong"
    begun = visitor.get("/unfinished").text
    assert "/source/edit?" in begun
    assert "changes of the source" in begun


def test_the_map_shows_what_a_source_says_now(server, visitor):
    identity = source_of(visitor, "Before the edit")
    assert "Before the edit" in cells(server, identity)["title"]
    state = visitor.get("/map/document").headers["etag"]
    form = {**visitor.form(f"/source/edit?id={identity}"), "source-title": "After the edit", "do": "save"}
    visitor.post("/source/edit", form)
    assert visitor.get("/map/document").headers["etag"] != state


@pytest.mark.browser
@pytest.mark.parametrize("has_script", [True, False])
def test_a_source_is_edited_with_real_input(browser, server, visitor, has_script):
    identity = source_of(visitor, f"In the browser {has_script}")
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=has_script)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    server.walk_in(page)
    page.goto(f"{server.origin}/reports?source={identity}")
    page.get_by_role("link", name=f"In the browser {has_script}").first.click()
    page.get_by_role("link", name="Edit the source").click()
    page.locator("#source-published").fill("late September 2022")
    if has_script:
        page.locator("#source-published-reading", has_text="one day from 21 to 30 September 2022").wait_for()
        page.get_by_text("Kept at").wait_for()
    page.get_by_role("button", name="Save the revision").click()
    page.wait_for_url("**/saved?**")
    page.get_by_role("link", name="To the source").click()
    assert "Revised by Alex" in page.locator(".history").inner_text()
    if has_script:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate("localStorage.length") == 0
    assert complaints == []
    wait_until(lambda: cells(server, identity)["published"] == "[2022-09-21..2022-09-30]")
    context.close()


def test_readings_of_a_source_come_without_a_claim(visitor):
    identity = source_of(visitor, "Read while typing")
    form = {**visitor.form(f"/source/edit?id={identity}"), "source-published": "soon"}
    slots = visitor.post("/readings", form).json()["slots"]
    assert set(slots) == {"source-published-reading", "source-accessed-reading"}
    assert "Kept, not read" in slots["source-published-reading"] or "Wrong" in slots["source-published-reading"]
