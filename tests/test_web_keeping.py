"""Not losing anything: each way of losing what was entered is really tried, against a server of its own."""

from __future__ import annotations

import concurrent.futures
import os
import re
import resource
import signal
import sqlite3
import subprocess
import time

import pytest
import requests

from mustermap.data.ledger import Ledger
from tests.web_server import CLAIM, Server, Visitor, fields_of, ids, wait_until


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.stop()


@pytest.fixture
def visitor(server):
    return server.enter()


def test_what_was_typed_survives_a_reload_a_closed_tab_and_a_crash_of_the_server(server, visitor):
    form = visitor.form("/add")
    answer = visitor.post("/readings", {**form, **CLAIM, "claim-0-quote": "«тысяча»\n</textarea><script>"})
    assert answer.json()["is_kept"] is True
    server.kill()
    server.start()
    again = visitor.form(f"/add?form={form['key']}")  # the same tab, reloaded: its session holds
    assert {name: again[name] for name in CLAIM} == CLAIM
    assert again["claim-0-quote"] == "«тысяча»\n</textarea><script>"
    other = server.enter()  # another browser, or the same without its tab: it is offered
    offered = other.get("/add").text
    assert f"/add?form={form['key']}" in offered
    assert "Evening News" in offered
    assert "1 claim," in offered


def test_buttons_store_the_form_before_they_answer_so_that_nothing_depends_on_a_script(visitor):
    form = visitor.form("/add")
    answer = visitor.post("/add", {**form, **CLAIM, "do": "another"})
    assert answer.url.endswith(f"/add?form={form['key']}#claim-1-figure")
    fields = fields_of(answer.text)
    assert {name: fields[name] for name in CLAIM} == CLAIM
    assert "claim-1-claimant" in fields
    removed = visitor.post("/add", {**fields, "claim-1-claimant": "Second", "do": "without:0"})
    fields = fields_of(removed.text)
    assert fields["claim-0-claimant"] == "Second"
    assert "claim-1-claimant" not in fields


def test_what_comes_late_from_an_older_page_does_not_replace_a_newer_one(visitor):
    form = visitor.form("/add")
    newer = fields_of(visitor.post("/add", {**form, **CLAIM, "claim-0-claimant": "Newer", "do": "another"}).text)
    assert int(newer["turn"]) > int(form["turn"])
    late = visitor.post("/readings", {**form, **CLAIM, "claim-0-claimant": "Older"})
    assert late.json()["is_kept"] is False
    assert visitor.form(f"/add?form={form['key']}")["claim-0-claimant"] == "Newer"
    # A button is never refused: what it brings was looked at.
    pressed = fields_of(visitor.post("/add", {**form, **CLAIM, "claim-0-claimant": "Pressed", "do": "read"}).text)
    assert pressed["claim-0-claimant"] == "Pressed"


def test_what_is_kept_is_not_folded_into_its_file_at_every_answer(server, visitor):
    """The last to close an SQLite file waits for the disk; with twenty editors that was half of the time of a save."""
    visitor.post("/readings", {**visitor.form("/add"), **CLAIM})
    (log,) = (server.folder / "web").rglob("unfinished.sqlite-wal")
    assert log.stat().st_size > 0


def test_a_double_click_and_a_resend_make_one_report(server, visitor):
    form = {**visitor.form("/add"), **CLAIM, "do": "save"}
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: visitor.post("/add", form), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert all("1 added" in answer.text for answer in answers)
    assert len(ids(server)) == 1
    assert "1 added" in visitor.post("/add", form).text
    assert len(ids(server)) == 1
    assert visitor.get(f"/add?form={form['key']}").url.endswith(f"/saved?form={form['key']}")
    assert "Begun and not sent" not in visitor.get("/reports").text


def test_the_server_is_killed_between_request_and_answer_and_the_resend_makes_one_report(server, visitor):
    visitor.enter_claim()
    form = {**visitor.form("/add"), **CLAIM, "claim-0-claimant": "Second", "do": "save:entered"}
    for number, moment in enumerate((0.0, 0.03, 0.1, 0.3)):
        form["claim-0-claimant"] = f"Second {number}"
        form["key"] = f"sent-before-it-died-{number}"
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            sent = pool.submit(visitor.post, "/add", form)
            time.sleep(moment)
            server.kill()
            failed = sent.exception()
        assert failed is None or isinstance(failed, requests.ConnectionError)
        server.start()
        again = visitor.post("/add", form)
        assert "1 added" in again.text
        with Ledger.open(server.ledger) as ledger:
            assert ledger.reports()["claimant"].count(form["claim-0-claimant"]) == 1


def test_killed_while_it_waits_for_the_ledger_nothing_is_written_and_the_form_is_offered_again(server, visitor):
    visitor.enter_claim()
    form = {**visitor.form("/add"), **CLAIM, "claim-0-claimant": "Waiting", "do": "save:entered"}
    holder = sqlite3.connect(server.ledger, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        sent = pool.submit(visitor.post, "/add", form)
        wait_until(lambda: kept(server, form["key"]))
        server.kill()
        assert isinstance(sent.exception(), requests.ConnectionError)
    holder.execute("ROLLBACK")
    holder.close()
    assert len(ids(server)) == 1
    server.start()
    assert visitor.form(f"/add?form={form['key']}")["claim-0-claimant"] == "Waiting"
    assert "1 added" in visitor.post("/add", form).text
    assert len(ids(server)) == 2


def kept(server, key) -> bool:
    (file,) = (server.folder / "web").rglob("unfinished.sqlite")
    with sqlite3.connect(file) as connection:
        return bool(connection.execute("SELECT 1 FROM unfinished WHERE key = ? AND turn > 0", (key,)).fetchall())


def test_what_was_typed_of_a_source_comes_back_when_one_of_the_ledger_is_left_again(server, visitor):
    visitor.enter_claim()
    with Ledger.open(server.ledger) as ledger:
        (known,) = ledger.sources()["id"]
    form = {**visitor.form("/add"), "source-title": "Typed <b>", "source-note": "and noted"}
    nothing = fields_of(visitor.post("/add", {**form, "known": "", "do": "source"}).text)
    assert (nothing["source-title"], nothing["source-note"]) == ("Typed <b>", "and noted")
    taken = fields_of(visitor.post("/add", {**nothing, "known": known, "do": "source"}).text)
    assert taken["source-id"] == known
    assert "source-title" not in taken
    left = fields_of(visitor.post("/add", {**taken, "do": "unsource"}).text)
    assert (left["source-title"], left["source-note"]) == ("Typed <b>", "and noted")


def test_a_change_of_nothing_is_said_to_be_of_no_report(server, visitor):
    visitor.enter_claim()
    csrf = visitor.form("/add")["csrf"]
    for page, do in (("/retract", "retract"), ("/review", "accept"), ("/review", "back")):
        answer = visitor.post(page, {"csrf": csrf, "do": do, "reason": "x"})
        assert answer.status_code == 404, (page, do)
        assert "is not in the ledger" in answer.text


def test_a_form_that_was_saved_and_changed_afterwards_is_not_lost(server, visitor):
    form = {**visitor.form("/add"), **CLAIM, "do": "save:entered"}
    visitor.post("/add", form)
    answer = visitor.post("/add", {**form, "claim-0-claimant": "Somebody else"})
    assert answer.status_code == 409
    assert "This form was saved before" in answer.text
    fields = fields_of(answer.text)
    assert fields["claim-0-claimant"] == "Somebody else"
    assert fields["key"] != form["key"]
    assert "1 added" in visitor.post("/add", {**fields, "do": "save:entered"}).text
    assert len(ids(server)) == 2


def test_two_editors_of_one_report_the_second_is_told_and_sees_both(server, visitor):
    visitor.enter_claim()
    (report,) = ids(server)
    other = server.enter()
    mine, theirs = visitor.form(f"/edit?id={report}"), other.form(f"/edit?id={report}")
    assert "1 revised" in other.post("/edit", {**theirs, "claim-0-figure": "up to 7,000", "do": "save"}).text
    told = visitor.post("/edit", {**mine, "claim-0-component": "mobilised", "do": "save"})
    assert told.status_code == 409
    assert "Another editor was faster" in told.text
    table = re.search(r"Two versions of.*?</table>", told.text, re.S)[0]
    rows = {row[0]: row[1:] for row in re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td>', table)}
    assert rows["How many"] == ("up to 7,000", "up to 9,000")
    assert rows["Kind of troops"] == ("–", "mobilised")
    # What is sent again unchanged is refused again; my changes can be put into theirs.
    fields = fields_of(told.text)
    assert visitor.post("/edit", {**fields, "do": "save"}).status_code == 409
    revision = re.search(r'value="merge:(\d+)"', told.text)[1]
    merged = fields_of(visitor.post("/edit", {**fields, "do": f"merge:{revision}"}).text)
    assert (merged["claim-0-figure"], merged["claim-0-component"]) == ("up to 7,000", "mobilised")
    assert "1 revised" in visitor.post("/edit", {**merged, "do": "save"}).text
    with Ledger.open(server.ledger) as ledger:
        (now,) = [one.cells for one in ledger.history(report, what="report")[-1:]]
    assert (now["figure"], now["component"]) == ("up to 7,000", "mobilised")


def test_a_report_that_somebody_retracts_meanwhile_is_not_retracted_or_edited_unseen(server, visitor):
    visitor.enter_claim()
    (report,) = ids(server)
    reason = visitor.form(f"/retract?id={report}")
    edit = visitor.form(f"/edit?id={report}")
    assert visitor.post("/edit", {**edit, "claim-0-figure": "dozens", "do": "save"}).status_code == 200
    told = visitor.post("/retract", {**reason, "reason": "It was withdrawn."})
    assert told.status_code == 409
    assert "Somebody else was faster" in told.text
    assert "It was withdrawn." in told.text
    again = fields_of(told.text)
    assert visitor.post("/retract", again).status_code == 200
    assert "Retracted by Alex" in visitor.get(f"/report?id={report}").text


def test_a_ledger_that_stays_locked_is_said_to_be_and_what_was_entered_stays(server, visitor):
    visitor.enter_claim()
    holder = sqlite3.connect(server.ledger, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    form = {**visitor.form("/add"), **CLAIM, "claim-0-claimant": "Waiting", "do": "save:entered"}
    answer = visitor.post("/add", form)
    holder.execute("ROLLBACK")
    holder.close()
    assert answer.status_code == 503
    assert "is locked by another program" in answer.text
    fields = fields_of(answer.text)
    assert fields["claim-0-claimant"] == "Waiting"
    assert "1 added" in visitor.post("/add", {**fields, "do": "save:entered"}).text


def test_a_ledger_of_a_newer_version_is_said_to_be_and_what_was_entered_stays(server, visitor):
    visitor.enter_claim()
    form = {**visitor.form("/add"), **CLAIM, "claim-0-claimant": "Later", "do": "save"}
    with sqlite3.connect(server.ledger) as connection:
        connection.execute("INSERT INTO ledger_versions VALUES (99, '2030-01-01T00:00:00.000Z')")
    connection.close()
    answer = visitor.post("/add", form)
    assert answer.status_code == 409
    assert "The ledger is newer than this Mustermap" in answer.text
    assert fields_of(answer.text)["claim-0-claimant"] == "Later"
    asked = {"csrf": form["csrf"], "id": "x", "base": "3", "reason": "The source withdrew it.", "key": "k" * 20}
    kept_reason = visitor.post("/retract", {**asked, "do": "retract"})
    assert kept_reason.status_code == 409
    assert fields_of(kept_reason.text)["reason"] == "The source withdrew it."
    for page in ("/reports", "/review", "/map/document", "/edit?id=x", "/source?id=x"):
        shown = visitor.get(page)
        assert shown.status_code == 409, page
        assert "install the newer Mustermap" in shown.text


def test_a_damaged_ledger_is_said_to_be_and_is_left_as_it_is(server, visitor):
    server.ledger.write_bytes(b"no ledger" * 1000)
    answer = visitor.post("/add", {**visitor.form("/add"), **CLAIM, "do": "save"})
    assert answer.status_code == 422
    assert "is no GeoPackage" in answer.text
    assert fields_of(answer.text)["claim-0-claimant"] == "A. Minister"
    assert server.ledger.read_bytes() == b"no ledger" * 1000


def test_a_disk_without_room_is_said_to_be_full_and_what_was_entered_stays(server, visitor):
    """No file of the server's process may grow beyond what the ledger has, as on a full disk; also not what is kept."""
    for number in range(3):
        visitor.enter_claim(**{"claim-0-claimant": f"Before {number}"})
    form = {
        **visitor.form("/add"),
        **CLAIM,
        "claim-0-claimant": "No room",
        "claim-0-quote": "long " * 40_000,
        "do": "save:entered",
    }
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    answer = visitor.post("/add", form)
    assert answer.status_code == 507
    assert "There is no room on the disk" in answer.text
    fields = fields_of(answer.text)
    assert fields["claim-0-claimant"] == "No room"
    assert fields["claim-0-quote"].strip() == form["claim-0-quote"].strip()
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert "1 added" in visitor.post("/add", {**fields, "do": "save:entered"}).text
    assert len(ids(server)) == 4


def mounted(folder) -> bool:
    """Mount a disk of 2 MB, where this process may."""
    return (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "none", folder], capture_output=True
        ).returncode
    )


def test_a_disk_that_is_really_full_is_said_to_be(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if not mounted(disk):
        pytest.skip("a small disk can be mounted by root only")
    server = Server(tmp_path, ledger=disk / "ours.gpkg")
    try:
        visitor = server.enter()
        assert visitor.enter_claim().status_code == 200
        form = {**visitor.form("/add"), **CLAIM, "claim-0-claimant": "No room", "do": "save:entered"}
        (disk / "filler").write_bytes(b"x" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize))
        answer = visitor.post("/add", form)
        assert answer.status_code == 507
        fields = fields_of(answer.text)
        assert fields["claim-0-claimant"] == "No room"
        (disk / "filler").unlink()
        assert "1 added" in visitor.post("/add", {**fields, "do": "save:entered"}).text
    finally:
        server.stop()
        subprocess.run(["umount", disk], check=True)


def test_a_stopped_server_finishes_what_it_was_asked_for(server, visitor):
    visitor.enter_claim()
    form = {**visitor.form("/add"), **CLAIM, "claim-0-claimant": "Last", "do": "save:entered"}
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        sent = pool.submit(visitor.post, "/add", form, allow_redirects=False)
        wait_until(lambda: kept(server, form["key"]))
        server.process.send_signal(signal.SIGTERM)
        assert sent.result().status_code == 303
    assert server.process.wait() == 128 + signal.SIGTERM
    assert len(ids(server)) == 2


def test_the_process_that_builds_maps_ends_with_the_server_also_when_that_is_killed(server, visitor):
    visitor.enter_claim()
    assert visitor.get("/map/document").status_code == 200
    server.kill()  # waits until nobody holds its output any longer


def test_ctrl_c_ends_it_without_a_complaint(server):
    server.interrupt()
    assert server.process.wait() == 0
    server.listener.join()
    assert [line for line in server.lines.queue if line] == []


@pytest.mark.browser
def test_in_the_browser_a_tab_closed_while_typing_and_a_server_that_is_gone_lose_nothing(browser, server):
    context = browser.new_context()
    page = context.new_page()
    server.walk_in(page)
    page.goto(f"{server.origin}/add")
    address = page.url
    page.locator("#claim-0-claimant").press_sequentially("Typed and closed at once")
    page.close()  # no pause: what was typed last goes along
    page = context.new_page()
    wait_until(lambda: typed_in(page, address) == "Typed and closed at once")

    server.kill()
    page.locator("#claim-0-summary").press_sequentially("While the server is gone.")
    page.get_by_text("The server does not answer").wait_for()
    page.close()
    server.start()
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Use it").click()
    page.wait_for_function("() => document.querySelector('#claim-0-summary')?.value === 'While the server is gone.'")
    assert page.locator("#claim-0-claimant").input_value() == "Typed and closed at once"

    # Saved: neither the server nor the browser offers it again.
    page.locator("#source-title").fill("News")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/saved?**")
    page.goto(f"{server.origin}/add")
    assert page.locator(".offer:visible").all_inner_texts() == []
    assert page.evaluate("localStorage.length") == 0
    context.close()


def typed_in(page, address) -> str:
    page.goto(address)
    return page.locator("#claim-0-claimant").input_value()


def test_a_key_that_a_stranger_made_up_does_nothing_bad(visitor):
    for key in ("", "x", "../../etc/passwd", "a" * 5000, "'; DROP TABLE unfinished; --"):
        answer = visitor.post("/add", {**visitor.form("/add"), **CLAIM, "key": key, "do": "read"})
        assert answer.status_code == 200
        assert re.search(r"/add\?form=[A-Za-z0-9_-]{24}$", answer.url)
    assert isinstance(visitor, Visitor)
