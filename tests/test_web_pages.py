"""What the pages show, and that everybody can use them: searching, reviewing, drawing, by keyboard, in the dark."""

from __future__ import annotations

import concurrent.futures
import json
import re

import pytest

from mustermap.data.ledger import Ledger
from tests.web_server import CLAIM, Server, fields_of, ids

SOURCES = {"/source", "/source/edit"}
HOSTILE = "</textarea></script><script>alert(1)</script>\"'<b>&amp; \u202eעברית"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("pages"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def visitor(server):
    return server.enter()


def add(visitor, **texts) -> str:
    """Add a report, and give its id."""
    before = set(ids(visitor.server)) if visitor.server.ledger.exists() else set()
    answer = visitor.enter_claim(**texts)
    assert answer.status_code == 200, re.findall(r'class="problem"[^>]*>([^<]*)', answer.text)
    (new,) = set(ids(visitor.server)) - before
    return new


def test_the_first_reports_of_an_empty_ledger_can_be_sent_at_once(tmp_path):
    server = Server(tmp_path)
    try:
        visitor = server.enter()
        forms = [{**visitor.form("/add"), **CLAIM, "claim-0-claimant": f"Editor {number}"} for number in range(8)]
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            reads = list(pool.map(lambda form: visitor.post("/readings", form), forms * 4))
            saves = list(pool.map(lambda form: visitor.post("/add", {**form, "do": "save:entered"}), forms))
        assert {answer.status_code for answer in (*reads, *saves)} == {200}
        assert len(ids(server)) == 8
    finally:
        server.stop()


def test_a_report_that_says_next_to_nothing_has_all_its_pages(server, visitor):
    form = visitor.form("/add")
    answer = visitor.post(
        "/add", {**form, "source-url": "https://example.org/x", "claim-0-claimant": "A", "do": "draft"}
    )
    assert "1 added" in answer.text
    report = ids(server)[-1]
    for page in (
        "/reports",
        f"/report?id={report}",
        f"/edit?id={report}",
        f"/retract?id={report}",
        "/review",
        "/map",
        "/",
    ):
        assert visitor.get(page).status_code == 200, page


def test_hostile_text_is_shown_as_text_on_every_page(server, visitor):
    texts = {f"claim-0-{name}": HOSTILE for name in ("claimant", "summary", "quote", "force", "figure", "place")}
    texts["claim-0-id"] = HOSTILE.replace("&amp;", "&")
    report = add(visitor, **texts, **{"source-title": HOSTILE})
    for page in ("/reports", "/report", "/edit", "/retract"):
        answer = visitor.get(page, params={"id": report})
        assert answer.status_code == 200
        assert "alert(1)" in answer.text
        assert "<script>alert" not in answer.text
        assert "<b>" not in re.sub(
            r"<b>(?:Read as|Kept|Wrong|Perhaps|On the map|says|denies|The place)", "", answer.text
        )
    fields = fields_of(visitor.get("/edit", params={"id": report}).text)
    assert fields["claim-0-quote"] == HOSTILE


def test_the_list_is_searched_filtered_and_paged(server, visitor):
    for number in range(55):
        add(visitor, **{"claim-0-claimant": f"Listed {number}", "claim-0-force": "Poland" if number else "Latvia"})
    page = visitor.get("/reports", params={"q": "listed"}).text
    assert f"55 of {len(ids(server))} reports" in page
    assert "page 1 of 2" in page
    assert page.count("<tr>") == 50 + 1
    assert "page 2 of 2" in visitor.get("/reports", params={"q": "listed", "page": 2}).text
    assert "1 of" in visitor.get("/reports", params={"force": "Latvia"}).text
    assert "Nothing fits" in visitor.get("/reports", params={"q": "nobody said this"}).text


def test_a_draft_is_sent_back_with_a_reason_edited_and_accepted(server, visitor):
    form = {**visitor.form("/add"), **CLAIM, "claim-0-claimant": "Drafted", "do": "draft"}
    visitor.post("/add", form)
    report = ids(server)[-1]
    review = visitor.get("/review").text

    def sent(do, **more):
        block = next(part for part in review.split("<section")[1:] if f'value="{report}"' in part)
        hidden = dict(re.findall(r'name="([a-z]+)" value="([^"]*)"', block))
        return visitor.post("/review", {**hidden, "do": do, **more})

    refused = sent("back")
    assert refused.status_code == 422
    assert "no reason is given" in refused.text
    assert "Which day?" in sent("back", reason="Which day?").text
    edit = visitor.form(f"/edit?id={report}")
    visitor.post("/edit", {**edit, "claim-0-start": "2022-11", "do": "draft"})
    review = visitor.get("/review").text
    assert report in review
    sent("accept")
    history = visitor.get(f"/report?id={report}").text
    steps = re.findall(r"<h3>([A-Z][a-z ]+) by Alex", history)
    assert steps == ["Accepted", "Revised", "Sent back", "Added"]
    assert report not in visitor.get("/review").text


def test_a_day_that_is_wrong_is_said_to_be_so_once_beside_its_field(visitor):
    form = {**visitor.form("/add"), **CLAIM, "claim-0-said": "2022-13-45", "do": "save"}
    answer = visitor.post("/add", form)
    assert answer.status_code == 422
    _, _, below = answer.text.partition('<input id="claim-0-said"')
    assert below.partition("</div>")[0].count("has 13 for a month") == 1
    assert 'aria-invalid="true"' in below.partition(">")[0]


def test_a_day_that_is_not_one_day_is_told_in_words_in_the_list_and_on_the_report(visitor):
    report = add(visitor, **{"claim-0-claimant": "Somebody of September", "claim-0-said": "late September 2022"})
    listed = visitor.get("/reports", params={"q": "Somebody of September"}).text
    page = visitor.get("/report", params={"id": report}).text
    for text in (listed, page.partition("<h2")[0]):
        assert "one day from 21 to 30 September 2022" in text
        assert "[2022-09-21..2022-09-30]" not in text


def test_an_unclear_place_is_answered_in_the_words_of_the_form(visitor):
    form = {**visitor.form("/add"), **CLAIM, "claim-0-place": "Springfield", "do": "read"}
    page = visitor.post("/add", form).text
    _, _, places = page.partition("Which place is meant?")
    said = places.partition("</fieldset>")[0]
    assert "Choose one, or draw where it is" in said
    assert "place_ref =" not in said  # so it is written in a file
    for region in ("Missouri", "Massachusetts", "Illinois"):
        assert f"Springfield: settlement in {region}, US" in said


def test_an_error_is_tied_to_its_field_and_what_was_entered_stays(visitor):
    form = {
        **visitor.form("/add"),
        **CLAIM,
        "claim-0-claimant": "",
        "claim-0-figure_low": "5",
        "claim-0-figure_high": "3",
    }
    answer = visitor.post("/add", {**form, "do": "save"})
    assert answer.status_code == 422
    tag = re.search(r'<input id="claim-0-claimant"[^>]*>', answer.text)[0]
    assert 'aria-invalid="true"' in tag
    assert "claim-0-claimant-problem" in re.search(r'aria-describedby="([^"]*)"', tag)[1].split()
    assert re.search(r'<p class="problem" id="claim-0-claimant-problem">[^<]+', answer.text)
    assert '<a href="#claim-0-claimant">' in answer.text
    assert fields_of(answer.text)["source-title"] == CLAIM["source-title"]


@pytest.mark.parametrize(
    "page",
    ["/add", "/reports", "/review", "/upload", "/api", "/report", "/edit", "/retract", "/source", "/source/edit"],
)
def test_every_field_has_a_label_and_every_description_is_there(server, visitor, page):
    kept = ids(server) if server.ledger.exists() else []
    report = kept[0] if kept else add(visitor)
    with Ledger.open(server.ledger) as ledger:
        source = ledger.sources()["id"][0]
    asked = {"id": source} if page.startswith("/source") else {"id": report}
    text = visitor.get(page, params=asked if page in {"/report", "/edit", "/retract", *SOURCES} else {}).text
    there = re.findall(r' id="([^"]+)"', text)
    assert len(there) == len(set(there)), "an id stands twice"
    labelled = set(re.findall(r'<label for="([^"]+)"', text))
    for tag in re.findall(r"<(?:input|select|textarea) [^>]*>", text):
        attributes = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if attributes.get("type") not in {"hidden", "radio"}:
            assert attributes["id"] in labelled, tag
        assert set(attributes.get("aria-describedby", "").split()) <= set(there), tag
    assert len(re.findall(r"<h1", text)) == 1
    assert '<html lang="en">' in text


@pytest.fixture(params=["light"])
def page(request, browser, server):
    context = browser.new_context(color_scheme=request.param)
    page = context.new_page()
    server.walk_in(page)
    yield page
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("page", ["light", "dark"], indirect=True)
def test_a_report_is_entered_and_a_point_drawn_with_the_keyboard_alone(page, server):
    page.goto(f"{server.origin}/add")
    keys = page.keyboard
    keys.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    keys.press("Enter")
    seen = {}
    for _ in range(60):
        keys.press("Tab")
        focused = page.evaluate(
            "[document.activeElement.id, document.activeElement.textContent.trim(), document.activeElement.tagName]"
        )
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px", focused
        seen[focused[0] or focused[1]] = True
        if focused[0] == "source-title":
            keys.type("Typed with keys")
        elif focused[0] == "claim-0-claimant":
            keys.type(f"Keys {page.evaluate('matchMedia(`(prefers-color-scheme: dark)`).matches')}")
        elif focused[1] in {"Choose or draw on a map", "Draw a point", "Take the middle of the map"}:
            keys.press("Enter")
        elif focused[1] == "Save":
            break
    assert {"source-title", "claim-0-claimant", "claim-0-place", "claim-0-start", "Save"} <= set(seen)
    drawn = json.loads(page.locator("#claim-0-geometry").input_value())
    assert drawn["type"] == "Point"
    assert drawn["coordinates"] == pytest.approx([25, 50], abs=0.3)  # to the pixel
    keys.press("Enter")
    page.wait_for_url("**/saved?**")
    with Ledger.open(server.ledger) as ledger:
        assert json.loads(ledger.reports()["geometry"][-1]) == drawn


@pytest.mark.browser
def test_an_outline_is_drawn_by_clicks_and_a_candidate_chosen_on_the_small_map(page, server):
    page.goto(f"{server.origin}/add")
    page.locator("#claim-0-place").fill("Springfield")
    page.locator("#claim-0-map, .small-map .view:visible").wait_for()
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Draw an outline").click()
    for x, y in ((200, 120), (300, 120), (250, 220)):
        page.locator(".small-map .view").click(position={"x": x, "y": y})
    page.get_by_role("button", name="Close the outline").click()
    drawn = json.loads(page.locator("#claim-0-geometry").input_value())
    assert (drawn["type"], len(drawn["coordinates"][0])) == ("Polygon", 4)
    page.locator("#claim-0-places", has_text="as drawn").wait_for()
    page.get_by_role("button", name="Remove what is drawn").click()
    page.locator("#claim-0-places", has_text="Springfield").wait_for()
    assert page.locator("#claim-0-geometry").input_value() == ""
