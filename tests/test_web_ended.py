"""A session that ends while a form is open loses nothing, and lets nobody in: tried with servers that were stopped."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from mustermap.data.ledger import Ledger
from tests.web_server import CLAIM, Server, Visitor, fields_of, ids


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path, opens_warm=True)
    yield server
    server.stop()


@pytest.fixture
def visitor(server):
    return server.enter()


def restart(server) -> None:
    """Stop the server as Ctrl-C does, which ends all sessions, and start it again."""
    server.interrupt()
    server._end()
    server.start()


def come_back(server, visitor) -> None:
    """Open the address that was printed last in the same browser."""
    assert visitor.get(f"/?token={server.token}").status_code == 200
    visitor.get("/assets/app.css")
    server.take_next()


def way_on(page: str) -> tuple[str, dict[str, str], bool]:
    """Read the button of a page that says that the session has ended."""
    method, action = re.search(r'<form method="(\w+)" action="([^"]*)">', page).groups()
    from html import unescape

    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    return unescape(action), {unescape(name): unescape(text) for name, text in fields}, method == "post"


def test_a_form_that_is_sent_after_its_session_has_ended_is_kept_and_gone_on_with(server, visitor):
    form = {**visitor.form("/add"), **CLAIM, "claim-0-quote": "«тысяча»\n</textarea><script>", "do": "save"}
    restart(server)
    answer = visitor.post("/add", form)
    assert answer.status_code == 403
    assert "The session of this page has ended. Nothing was saved. What you entered is kept." in answer.text
    assert "open the address that mustermap serve printed last" in answer.text
    assert "Alex" not in answer.text
    assert not server.ledger.exists()
    page, asked, is_sent = way_on(answer.text)
    assert (page, asked, is_sent) == ("/add", {"form": form["key"]}, False)
    assert visitor.get(page, params=asked).status_code == 403  # nobody is let in by this
    come_back(server, visitor)
    again = visitor.get(page, params=asked)
    assert f"/add?form={form['key']}" in visitor.get("/reports").text
    fields = fields_of(again.text)
    assert {name: fields[name] for name in CLAIM} == CLAIM
    assert fields["claim-0-quote"] == form["claim-0-quote"]
    assert "1 added" in visitor.post("/add", {**fields, "do": "save"}).text


def test_a_page_that_stayed_open_goes_on_in_the_new_session(server, visitor):
    form = {**visitor.form("/add"), **CLAIM}
    restart(server)
    typed = visitor.post("/readings", {**form, "claim-0-claimant": "Typed after the end"})
    assert (typed.status_code, typed.json()["is_kept"]) == (403, True)
    come_back(server, visitor)
    # Pressed before the page knew of the new session: kept and shown, not yet saved.
    answer = visitor.post("/add", {**form, "do": "save"})
    assert answer.status_code == 409
    assert "The session in which this was entered has ended. Nothing was saved yet" in answer.text
    assert not server.ledger.exists()
    fields = fields_of(answer.text)
    assert {name: fields[name] for name in CLAIM} == CLAIM
    # While one types, the page is given the token of the new session.
    read = visitor.post("/readings", {**form, "turn": fields["turn"], "claim-0-claimant": "Typed on"}).json()
    assert read["is_kept"] is True
    assert "1 added" in visitor.post("/add", {**form, "csrf": read["csrf"], "do": "save"}).text
    assert len(ids(server)) == 1


def test_changes_of_reports_and_sources_reasons_and_files_are_not_lost_either(server, visitor):
    visitor.enter_claim()
    (report,) = ids(server)
    with Ledger.open(server.ledger) as ledger:
        (source,) = ledger.sources()["id"]
    visitor.post("/add", {**visitor.form("/add"), **CLAIM, "claim-0-claimant": "Drafted", "do": "draft"})
    sent = visitor.session.post(
        f"{server.origin}/upload", data={"csrf": visitor.form("/upload")["csrf"]},
        files={"file": ("t.csv", b"land,heer\nPoland,9000\n")}, headers={"Origin": server.origin},
    )  # fmt: skip
    upload = urlsplit(sent.url).path
    review = fields_of(visitor.get("/review").text.replace('action="/review"', 'action="/retract"'))
    entered = {
        "/edit": {**visitor.form(f"/edit?id={report}"), "claim-0-figure": "dozens", "do": "save"},
        "/source/edit": {**visitor.form(f"/source/edit?id={source}"), "source-note": "noted", "do": "save"},
        "/retract": {**visitor.form(f"/retract?id={report}"), "reason": "It was <b>withdrawn</b>.", "do": "retract"},
        "/review": {**review, "reason": "Which day?", "do": "back"},
        upload: {**fields_of(sent.text), "way": "form", "constant-claimant": "Yearbook", "do": "check"},
    }
    expected = {"/edit": "dozens", "/source/edit": "noted", "/retract": "It was &lt;b&gt;withdrawn&lt;/b&gt;.",
                "/review": "Which day?", upload: "Yearbook"}  # fmt: skip
    with Ledger.open(server.ledger) as ledger:
        head = ledger.head()
    restart(server)
    ways = {}
    for path, fields in entered.items():
        answer = visitor.post(path, fields)
        assert answer.status_code == 403, path
        assert "Nothing was saved." in answer.text
        ways[path] = way_on(answer.text)
    come_back(server, visitor)
    for path, (page, asked, is_sent) in ways.items():
        again = visitor.post(page, asked) if is_sent else visitor.get(page, params=asked)
        assert again.status_code == (409 if is_sent else 200), path
        assert expected[path] in again.text, path
        late = visitor.post(path, entered[path])  # the page itself, sent again in the new session
        assert late.status_code == 409, path
        assert expected[path] in late.text, path
        assert "The session in which this was entered has ended." in late.text
    with Ledger.open(server.ledger) as ledger:
        assert ledger.head() == head
    fields = fields_of(visitor.post("/retract", entered["/retract"]).text)
    assert visitor.post("/retract", {**fields, "do": "retract"}).status_code == 200
    assert "Retracted by Alex" in visitor.get(f"/report?id={report}").text


def test_without_a_session_only_a_form_of_ours_is_kept(server, visitor):
    form = {**visitor.form("/add"), **CLAIM, "do": "save"}
    other = visitor.form("/add")
    restart(server)
    stranger = Visitor(server)
    nothing = {name: text for name, text in form.items() if name != "seal"}
    for fields in (
        nothing,
        {**nothing, "seal": ""},
        {**nothing, "seal": "0" * 64},
        {**nothing, "seal": other["seal"]},
        {**nothing, "seal": form["csrf"]},
        {**form, "key": "k" * 24},
        {**form, "key": ""},
    ):
        for path in ("/add", "/readings", "/edit", "/retract", "/review", "/source/edit", "/upload/" + "k" * 24):
            answer = stranger.post(path, fields)
            assert answer.status_code == 403, path
            assert "Open the address that mustermap serve printed last." in answer.text
            assert "A. Minister" not in answer.text
    for path in ("/unfinished", "/upload", "/nothing", "/"):
        assert stranger.post(path, form).status_code == 403
    for origin in ("http://evil.example", "null", server.script_origin):
        assert "another site" in stranger.post("/add", form, headers={"Origin": origin}).text
    assert stranger.post("/add", {**form, "claim-0-quote": "x" * 5_000_000}).status_code == 413
    come_back(server, visitor)
    assert "Begun and not sent" not in visitor.get("/reports").text
    # In a session the seal does not stand in for the token of the session's forms.
    for path in ("/add", "/edit", "/retract", "/review"):
        assert visitor.post(path, {**form, "csrf": "0" * 64}).status_code in {404, 409, 422}
    for path in ("/unfinished", "/upload"):
        assert visitor.post(path, {**form, "csrf": "0" * 64}).status_code == 403
    assert not server.ledger.exists()


def test_what_cannot_be_kept_stays_on_the_page(server, visitor):
    import resource

    form = {**visitor.form("/add"), **CLAIM, "claim-0-quote": "long " * 40_000, "do": "save"}
    restart(server)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    answer = visitor.post("/add", form)
    assert answer.status_code == 403
    assert "What you entered is on this page: leave it open." in answer.text
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    page, fields, is_sent = way_on(answer.text)
    assert is_sent
    come_back(server, visitor)
    again = fields_of(visitor.post(page, fields).text)
    assert again["claim-0-quote"].strip() == form["claim-0-quote"].strip()
    assert "1 added" in visitor.post("/add", {**again, "do": "save"}).text


@pytest.mark.parametrize("damage", ["gone", "full", "damaged"])
def test_a_save_whose_note_could_not_be_kept_is_told_by_the_ledger(server, visitor, damage):
    """The drafts are where no form can be noted any longer, after the reports are in the ledger."""
    form = {**visitor.form("/add"), **CLAIM, "claim-0-place": "Nowhere at all", "do": "save:entered"}
    visitor.post("/readings", form)
    (file,) = (server.folder / "web").rglob("unfinished.sqlite")
    import contextlib
    import sqlite3

    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "CREATE TRIGGER none BEFORE UPDATE ON unfinished WHEN NEW.is_sent BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    saved = visitor.post("/add", form)
    assert saved.status_code == 200
    assert "1 added, 0 revised, 1 not placed." in saved.text
    assert "Begun and not sent" not in visitor.get("/reports").text
    assert visitor.get(f"/add?form={form['key']}").url.endswith(f"/saved?form={form['key']}")
    assert visitor.post("/add", form).text.count("1 added") == 1  # sent again: the same
    assert len(ids(server)) == 1
    if damage == "gone":
        for one in file.parent.glob("unfinished*"):
            one.unlink()
    elif damage == "damaged":
        file.write_bytes(b"no database" * 2000)
    else:
        with contextlib.closing(sqlite3.connect(file)) as connection:
            connection.execute("DROP TRIGGER none")
    assert "1 added, 0 revised, 1 not placed." in visitor.get(f"/saved?form={form['key']}").text
    with Ledger.open(server.ledger) as ledger:
        (source,) = ledger.sources()["id"]
    change = {**visitor.form(f"/source/edit?id={source}"), "source-note": "noted", "do": "save"}
    assert "The source has a new revision." in visitor.post("/source/edit", change).text
    for one in file.parent.glob("unfinished*"):
        one.unlink()
    assert "The source has a new revision." in visitor.get(f"/saved?form={change['key']}").text
    assert "Nothing is known of this form" in visitor.get("/saved?form=" + "k" * 24).text


def test_a_damaged_file_of_drafts_is_told_on_the_pages_and_no_page_fails(server, visitor):
    form = visitor.form("/add")
    visitor.post("/readings", {**form, **CLAIM})
    (file,) = (server.folder / "web").rglob("unfinished.sqlite")
    server.kill()
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    file.write_bytes(b"no database" * 2000)
    server.start()
    for page in ("/add", f"/add?form={form['key']}", "/reports", "/unfinished"):
        answer = visitor.get(page)
        assert answer.status_code == 200, page
        assert "What was begun and not sent was in a damaged file, which was put aside as" in answer.text
    assert visitor.post("/unfinished", {"csrf": form["csrf"], "key": form["key"]}).status_code == 200
    assert "1 added" in visitor.enter_claim().text


def test_drafts_that_cannot_be_reached_stop_no_form(server, visitor):
    form = {**visitor.form("/add"), **CLAIM, "do": "save"}
    visitor.post("/readings", form)
    (file,) = (server.folder / "web").rglob("unfinished.sqlite")
    for one in file.parent.glob("unfinished*"):
        one.unlink()
    file.mkdir()
    assert visitor.get("/add").status_code == 200
    discarded = visitor.post("/unfinished", {"csrf": form["csrf"], "key": form["key"]})
    assert discarded.status_code == 503
    assert "cannot be read or kept just now" in discarded.text
    assert "could not be kept on the server" in visitor.post("/add", {**form, "do": "another"}).text
    assert "1 added" in visitor.post("/add", form).text


@pytest.mark.browser
def test_in_the_browser_a_form_that_is_open_over_a_restart_is_gone_on_with(browser, server):
    context = browser.new_context()
    page = context.new_page()
    server.walk_in(page)
    page.goto(f"{server.origin}/add")
    page.locator("#claim-0-claimant").fill("Before the end")
    page.get_by_text("Kept at").wait_for()
    restart(server)
    page.locator("#claim-0-claimant").fill("After the end")
    page.get_by_text("The session has ended: open the address").wait_for()
    other = context.new_page()
    server.walk_in(other)
    page.locator("#claim-0-quote").fill("“Typed on.”")
    page.get_by_text("Kept at").wait_for()
    with page.expect_response("**/readings"):  # what it says still is of what was typed before
        page.locator("#source-title").fill("News")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/saved?**")
    assert "1 added" in page.inner_text("#saved")
    context.close()


@pytest.mark.browser
def test_in_the_browser_without_a_script_a_form_that_was_sent_too_late_is_gone_on_with(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    server.walk_in(page)
    page.goto(f"{server.origin}/add")
    page.locator("#claim-0-claimant").fill("Entered before the end")
    page.locator("#source-title").fill("News")
    restart(server)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("The session of this page has ended.").wait_for()
    other = context.new_page()
    server.walk_in(other)
    page.get_by_role("button", name="Go on with this form").click()
    assert page.locator("#claim-0-claimant").input_value() == "Entered before the end"
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/saved?**")
    context.close()
