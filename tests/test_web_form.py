"""The form that helps: what it begins with, what another claim takes over, what it asks before it saves."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from mustermap.app.web.denied_choices import NOT_HERE, without_claim
from mustermap.app.web.entry_forms import Entered, another
from mustermap.app.web.follow_ups import follow_up
from mustermap.data.ledger import Ledger
from tests.web_server import CLAIM, Server, fields_of, ids

BRIGADES = {
    "id": "r", "kind": "claim", "claimant": "A. Minister", "said": "2022-10-14", "force": "Russia",
    "component": "mobilised", "figure": "up to 9,000", "figure_high": 9000.0, "figure_high_included": True,
    "figure_low": 0.0, "figure_low_included": False, "quantity": "personnel", "place": "Homyel", "place_ref": "x:1",
    "phase": "present", "start": "2022-11", "start_wording": "from November", "summary": "Up to 9,000 are there.",
}  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("form"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def visitor(server):
    return server.enter()


@pytest.fixture(scope="module")
def report(visitor):
    """The id of a report in the ledger: up to 9,000, Russia, Belarus, by A. Minister."""
    assert visitor.enter_claim().status_code == 200
    return ids(visitor.server)[-1]


def cells_of(server, identity: str) -> dict[str, object]:
    with Ledger.open(server.ledger) as ledger:
        columns = ledger.find({"id": [identity]})
    return {name: column[0] for name, column in columns.items() if column[0] not in {"", None}}


def test_another_claim_has_all_of_the_last_but_its_figure_and_what_goes_with_it(visitor):
    given = {**CLAIM, "claim-0-figure_high": "9000", "claim-0-quote": "up to 9,000", "claim-0-updates": "x"}
    answer = visitor.post("/add", {**visitor.form("/add"), **given, "do": "another"})
    fields = fields_of(answer.text)
    for name in ("claimant", "said", "force", "place", "phase"):
        assert fields[f"claim-1-{name}"] == given[f"claim-0-{name}"], name
    assert {fields[f"claim-1-{name}"] for name in ("figure", "figure_high", "quote", "updates", "id")} == {""}
    assert answer.url.endswith("#claim-1-figure")  # the focus follows the anchor


def test_another_claim_into_which_nothing_was_typed_is_not_saved(server, visitor):
    before = ids(server) if server.ledger.exists() else []
    given = {**CLAIM, "claim-0-claimant": "Once", "claim-0-place": "Brest", "claim-0-place_country": "BY"}
    form = fields_of(visitor.post("/add", {**visitor.form("/add"), **given, "do": "another"}).text)
    assert "1 added" in visitor.post("/add", {**form, "do": "save:entered"}).text
    assert len(ids(server)) == len(before) + 1


def test_a_claim_that_differs_from_the_copy_counts_and_a_blank_one_does_not():
    first = {"claimant": "A", "figure": "5"}
    assert Entered({}, (first, another(first))).filled == (0,)
    assert Entered({}, (first, {**another(first), "figure": "6"}, {})).filled == (0, 1)


@pytest.mark.parametrize(
    ("what", "taken", "left_out"),
    [
        ("deny", {"kind": "dispute", "disputes": "r"}, {"claimant", "figure", "figure_high", "start"}),
        (
            "echo",
            {"repeats": "r", "figure": "up to 9,000", "start": "2022-11", "start_wording": "from November"},
            {"claimant", "figure_high", "said", "kind"},
        ),
        ("newer", {"updates": "r", "claimant": "A. Minister"}, {"figure", "figure_high", "start", "said", "kind"}),
    ],
)
def test_a_follow_up_has_what_is_the_same_and_names_its_report(what, taken, left_out):
    claim = follow_up(BRIGADES, what)
    same = {"force": "Russia", "component": "mobilised", "place": "Homyel", "place_ref": "x:1", "phase": "present"}
    assert claim.items() >= (same | taken).items()
    assert not claim.keys() & (left_out | {"id", "summary", "state", "source", "quantity"})


def test_an_echo_keeps_bounds_that_its_wording_does_not_say():
    claim = follow_up({**BRIGADES, "figure": "a lot", "quantity": "vehicles"}, "echo")
    assert (claim["figure"], claim["figure_high"], claim["quantity"]) == ("a lot", "9000", "vehicles")


@pytest.mark.parametrize(("what", "name"), [("deny", "disputes"), ("echo", "repeats"), ("newer", "updates")])
def test_from_the_page_of_a_report_it_is_followed_up_and_the_form_is_kept(server, visitor, report, what, name):
    assert f'href="/add?{what}={report}"' in visitor.get("/report", params={"id": report}).text
    opened = visitor.get("/add", params={what: report})
    assert opened.url.endswith("#claim-0-figure" if what == "newer" else "#source-title")
    form = fields_of(opened.text)
    assert (form[f"claim-0-{name}"], form["claim-0-force"], form["claim-0-place"]) == (report, "Russia", "Belarus")
    form |= {"source-title": f"A follow-up: {what}", "claim-0-claimant": f"B. Deputy {what}"}
    form |= {"claim-0-figure": form["claim-0-figure"] or "4,000"}
    visitor.post("/readings", form)
    again = fields_of(visitor.get("/add", params={"form": form["key"], what: report}).text)  # reloaded
    assert again["claim-0-claimant"] == f"B. Deputy {what}"
    assert "1 added" in visitor.post("/add", {**again, "do": "save:entered"}).text
    saved = cells_of(server, ids(server)[-1])
    assert (saved[name], saved["kind"]) == (report, "dispute" if what == "deny" else "claim")


def test_a_follow_up_of_a_report_that_is_not_there_says_so(visitor, report):
    assert visitor.get("/add", params={"deny": f"{report}-not"}).status_code == 404


def test_a_follow_up_leaves_the_quantity_to_the_next_figure_unless_it_counts_something_else():
    assert "quantity" not in follow_up(BRIGADES, "newer")
    assert follow_up({**BRIGADES, "quantity": "tanks"}, "newer")["quantity"] == "tanks"


def test_what_the_claimant_does_comes_first_and_what_is_required_is_said(visitor):
    page = visitor.get("/add").text
    names = re.findall(r'name="claim-0-([a-z_]+)"', page)
    assert names[:4] == ["kind", "kind", "claimant", "said"]
    for tag in re.findall(r"<input [^>]*>", page):
        assert ('aria-required="true"' in tag) == ('id="claim-0-claimant"' in tag), tag
    for name in ("title", "publisher", "url"):
        described = re.search(rf'id="source-{name}"[^>]*aria-describedby="([^"]*)"', page)[1]
        assert "source-needs" in described.split()
    assert "required</span>: the title, the publisher or the address" in page


WORDS_OF_OURS = re.compile(r"EDTF|IETF|EPSG|figure_(?:low|high|best)|_wording|place_ref|stock or flow|Stock or flow")


def test_no_word_of_ours_is_on_the_form_nor_in_what_it_says_of_what_was_typed(visitor):
    form = {**visitor.form("/add"), **CLAIM, "claim-0-figure": "untold legions", "claim-0-start": "when leaves fall"}
    form |= {"claim-0-said": "last Tuesday", "source-published": "", "claim-0-end": "2022-13"}
    form |= {"claim-0-place": "Nowhereville"}
    page = visitor.post("/add", {**form, "do": "save"}).text
    assert "Not saved yet" in page
    shown = re.sub(r"<[^>]*>", " ", page)
    assert WORDS_OF_OURS.findall(shown) == []
    assert WORDS_OF_OURS.findall(re.sub(r"<[^>]*>", " ", "".join(readings(visitor, form).values()))) == []


def readings(visitor, form) -> dict[str, str]:
    return visitor.post("/readings", form).json()["slots"]


@pytest.mark.parametrize(
    ("field", "which", "day"),
    [
        ("claim-0-said", "source", "2022-10-14"),
        ("claim-0-start", "source", "2022-10-14"),
        ("claim-0-end", "open", ".."),
        ("claim-0-said", "today", "today"),
        ("source-accessed", "today", "today"),
    ],
)
def test_a_day_that_is_offered_is_taken_without_a_script_too(visitor, field, which, day):
    form = {**visitor.form("/add"), **CLAIM, field: ""}
    answer = visitor.post("/add", {**form, "do": f"day:{field}:{which}"})
    expected = datetime.now().astimezone().date().isoformat() if day == "today" else day
    assert fields_of(answer.text)[field] == expected
    assert answer.url.endswith(f"#{field}")


def test_the_day_of_a_source_of_the_ledger_is_offered_too(server, visitor, report):
    source = str(cells_of(server, report)["source"])
    form = {**visitor.form(f"/add?source={source}"), "claim-0-claimant": "A"}
    taken = fields_of(visitor.post("/add", {**form, "do": "day:claim-0-said:source"}).text)
    assert taken["claim-0-said"] == "2022-10-14"
    assert 'data-day="2022-10-14"' in visitor.get("/edit", params={"id": report}).text


MADE_UP = ("day", "day:x:today", "day:claim-0-said", "day:claim-0-said:never", "answer:7:same:x", "answer:0",
           "answer:0:same:nothing", "answer:x:place:y", "save:who knows")  # fmt: skip


@pytest.mark.parametrize("made_up", MADE_UP)
def test_a_button_that_no_page_has_changes_nothing(visitor, made_up):
    form = {**visitor.form("/add"), "claim-0-claimant": "A"}
    answer = visitor.post("/add", {**form, "do": made_up})
    assert answer.status_code in {200, 422}
    assert fields_of(answer.text)["claim-0-claimant"] == "A"


def test_claimants_forces_and_countries_complete_from_what_is_known(server, visitor, report):
    with Ledger.open(server.ledger) as ledger:
        ledger.register.add([{"name": "Main Directorate of Intelligence", "short": "HUR"}])
    page = visitor.get("/add").text

    def offered(name):
        return re.findall(r'<option value="([^"]*)">', re.search(rf'<datalist id="{name}">(.*?)</datalist>', page)[1])

    assert {"A. Minister", "Main Directorate of Intelligence", "HUR"} <= set(offered("claimants"))
    assert {"Russia", "Ukraine", "North Korea"} <= set(offered("forces"))
    assert {"Belarus", "Білорусь", "Беларусь", "Białoruś"} <= set(offered("known-places"))
    assert "Belarus" in offered("countries")


def test_a_country_is_typed_by_name_and_kept_by_its_code(server, visitor):
    assert visitor.enter_claim(**{"claim-0-place": "Brest", "claim-0-place_country": "Білорусь"}).status_code == 200
    assert cells_of(server, ids(server)[-1])["place_country"] == "BY"


def test_a_denial_picks_what_it_denies_the_same_troops_and_place_first(server, visitor, report):
    other = {"claim-0-claimant": "C. Other", "claim-0-force": "Poland", "claim-0-place": "Warsaw"}
    assert visitor.enter_claim(**other).status_code == 200
    denial = {"claim-0-kind": "dispute", "claim-0-claimant": "D. Denier", "claim-0-figure": ""}
    slot = readings(visitor, {**visitor.form("/add"), **CLAIM, **denial})["claim-0-denies"]
    groups = dict(re.findall(r'<optgroup label="([^"]*)">(.*?)</optgroup>', slot))
    assert report in groups["On the same troops and place, the newest first"]
    assert "C. Other" in groups["Others, the newest first"]
    assert NOT_HERE in slot
    assert "claim-0-denies" in visitor.get("/add").text
    assert "<select" not in readings(visitor, {**visitor.form("/add"), **CLAIM})["claim-0-denies"]


def test_a_denial_may_be_about_several_reports_and_about_a_claim_of_the_same_form(server, visitor, report):
    form = {**visitor.form("/add"), **CLAIM, "source-title": "Claim and denial", "claim-0-claimant": "E. Claimant"}
    denial = {"claim-1-kind": "dispute", "claim-1-claimant": "F. Denier", "claim-1-force": "Russia"}
    picked = [("claim-1-disputes", "claim 1 of this form"), ("claim-1-disputes", report), ("claim-1-disputes", "")]
    shown = visitor.post("/add", [*form.items(), *denial.items(), *picked, ("do", "read")]).text
    assert len(re.findall(r'<select[^>]* name="claim-1-disputes"', shown)) == 3
    assert "Claim 1: E. Claimant, up to 9,000, Russia, Belarus" in shown
    bounds = {"claim-0-figure_low": "5", "claim-0-figure_high": "3"}  # wrong, and no reason to fail
    assert visitor.post("/add", [*form.items(), *bounds.items(), *denial.items(), ("do", "read")]).status_code == 200
    answer = visitor.post("/add", [*form.items(), *denial.items(), *picked, ("do", "save:entered")])
    assert "2 added" in answer.text
    claim, disputed = ids(server)[-2:]
    assert cells_of(server, disputed)["disputes"] == f"{claim};{report}"


def test_a_denial_of_something_else_may_carry_a_figure_alone(server, visitor, report):
    denial = {"claim-0-kind": "dispute", "claim-0-claimant": "G. Denier", "claim-0-disputes": NOT_HERE}
    answer = visitor.post("/add", {**visitor.form("/add"), **CLAIM, **denial, "do": "save"})
    assert "1 added" in answer.text
    saved = cells_of(server, ids(server)[-1])
    assert (saved["kind"], saved["figure"]) == ("dispute", "up to 9,000")
    assert "disputes" not in saved


def test_a_denial_that_says_neither_what_it_denies_nor_a_figure_is_asked_and_an_answer_saves_it(
    server, visitor, report
):
    denial = {"claim-0-kind": "dispute", "claim-0-claimant": "Q. Denier", "claim-0-figure": ""}
    page = visitor.post("/add", {**visitor.form("/add"), **CLAIM, **denial, "do": "save"})
    assert page.status_code == 422
    (sent,) = [value for words, value in asked_of(page.text).items() if words.startswith(f"It denies {report}")]
    assert "1 added" in visitor.post("/add", {**fields_of(page.text), "do": sent}).text
    assert cells_of(server, ids(server)[-1])["disputes"] == report


def test_a_denial_of_a_claim_that_is_removed_from_the_form_is_about_nothing_more():
    assert without_claim("claim 2 of this form;r;claim 3 of this form", 1) == "r;claim 2 of this form"
    form = Entered({}, ({"claimant": "A"}, {"kind": "dispute", "disputes": "claim 1 of this form"}))
    assert form.without(0).claims == ({"kind": "dispute"},)


NEWER = {**CLAIM, "source-title": "Next", "source-published": "2022-10-16", "claim-0-said": "2022-10-16",
         "claim-0-figure": "up to 8,000"}  # fmt: skip


def asked_of(page: str) -> dict[str, str]:
    """Read the buttons of the questions on a page: what each says and sends."""
    block = re.search(r'<section class="slot questions".*?</section>', page, re.S)[0]
    found = re.findall(r'<button name="do" value="([^"]*)"[^>]*>([^<]*)', block)
    return {words.strip(): value for value, words in found}


@pytest.mark.parametrize(
    ("answer", "said", "field"),
    [
        ("Save as an update of", "1 added", "updates"),
        ("Save beside it", "1 added", "beside"),
        ("Save as entered", "1 added", ""),
    ],
)
def test_an_older_figure_is_asked_about_once_above_save_and_each_answer_saves(tmp_path, answer, said, field):
    server = Server(tmp_path)
    try:
        visitor = server.enter()
        visitor.enter_claim()
        (old,) = ids(server)
        page = visitor.post("/add", {**visitor.form("/add"), **NEWER, "do": "save"})
        assert len(ids(server)) == 1
        assert page.text.index('id="questions-heading"') < page.text.index('class="main">Save<')
        assert 'data-asked="yes"' in page.text  # the script takes the focus there
        (sent,) = [value for words, value in asked_of(page.text).items() if words.startswith(answer)]
        page = visitor.post("/add", {**fields_of(page.text), "do": sent})
        assert said in page.text
        assert ("replaces up to 9,000, said 14 October 2022" in page.text) == (field == "updates")
        saved = cells_of(server, ids(server)[-1])
        assert {name: saved[name] for name in ("updates", "beside") if name in saved} == ({field: old} if field else {})
    finally:
        server.stop()


def test_what_was_asked_once_is_saved_as_entered_by_the_next_save(server, visitor, report):
    form = {**visitor.form("/add"), **NEWER, "claim-0-figure": "up to 8,100"}
    asked = visitor.post("/add", {**form, "do": "save"})
    assert 'data-asked="yes"' in asked.text
    assert "1 added" in visitor.post("/add", {**fields_of(asked.text), "do": "save"}).text


def test_a_form_that_was_saved_is_not_asked_about_when_it_is_sent_again(server, visitor):
    form = {**visitor.form("/add"), **CLAIM, "claim-0-claimant": "O. First", "claim-0-place": "Pinsk", "do": "save"}
    assert "1 added" in visitor.post("/add", form).text
    visitor.enter_claim(**{"claim-0-claimant": "P. Later", "claim-0-place": "Pinsk", "source-title": "Meanwhile"})
    assert "1 added" in visitor.post("/add", form).text


def test_what_is_there_already_is_not_saved_twice(server, visitor, report):
    there = {**CLAIM, "claim-0-claimant": "M. There", "claim-0-place": "Mogilev"}
    visitor.enter_claim(**there)
    before = ids(server)
    form = {**visitor.form("/add"), **there, "source-title": "Another paper"}
    page = visitor.post("/add", {**form, "do": "save"})
    same = asked_of(page.text)["It is the same"]
    saved = visitor.post("/add", {**fields_of(page.text), "do": same})
    assert "Nothing was added: this claim is there already, its source was not kept." in saved.text
    assert ids(server) == before
    assert "Nothing was added" in visitor.get(f"/add?form={form['key']}").text  # it is sent, and not offered again


def test_a_source_that_is_refused_is_named_by_its_title(visitor):
    visitor.enter_claim(**{"source-title": "Once only", "source-language": "en", "claim-0-claimant": "Q. Once"})
    again = {
        **visitor.form("/add"),
        **CLAIM,
        "source-title": "Once only",
        "source-language": "de",
        "do": "save:entered",
    }
    page = visitor.post("/add", {**again, "claim-0-claimant": "R. Twice"})
    assert page.status_code == 409
    assert "the source “Once only” says the same as a source of the ledger, but for language (" in page.text


LOST_DENIAL = {**CLAIM, "claim-0-claimant": "S. Denier", "claim-0-kind": "dispute", "claim-0-disputes": NOT_HERE,
               "claim-0-place": "Bobruisk", "source-title": "A denial"}  # fmt: skip


def test_a_denial_without_a_figure_is_refused_at_the_figure_which_says_what_to_write(visitor):
    page = visitor.post("/add", {**visitor.form("/add"), **LOST_DENIAL, "claim-0-figure": "", "do": "save"})
    assert page.status_code == 422
    (hint,) = re.findall(r'id="claim-0-figure-hint">([^<;]*)', page.text)
    assert hint == "the figure that is denied, if one is named"
    (problem,) = re.findall(r'id="claim-0-figure-problem">([^<]*)', page.text)
    assert problem.startswith("write here the figure that is denied, or choose above what it denies")
    assert "claim-0-disputes-problem" not in page.text
    slots = visitor.post("/readings", {**fields_of(page.text), "claim-0-kind": ""}).json()["slots"]
    assert "denied" not in slots["claim-0-figure-hint"]


def test_a_denial_does_not_read_as_its_figure_claimed(server, visitor, report):
    sent = {**visitor.form("/add"), **LOST_DENIAL, "claim-0-figure": "10,000 to 15,000", "do": "save:entered"}
    saved = visitor.post("/add", sent)
    assert re.search(r"S\. Denier denies 10,000[–-]15,000, Russia", saved.text)
    page = visitor.get("/report", params={"id": ids(server)[-1]}).text
    assert re.search(r"<h1>S\. Denier denies 10,000[–-]15,000, Russia", page)
    assert re.search(r'data-label="Figure">denies 10,000[–-]15,000<', visitor.get("/reports").text)
    targeted = {**LOST_DENIAL, "claim-0-claimant": "T. Denier", "claim-0-figure": "", "claim-0-disputes": report}
    saved = visitor.post("/add", {**visitor.form("/add"), **targeted, "source-title": "Two", "do": "save:entered"})
    assert re.search(r"T\. Denier denies: A\. Minister, [^<]*9,000, [^<]*Belarus, said 2022-10-1", saved.text)
    assert re.search(r'data-label="Figure">denies: A\. Minister, ', visitor.get("/reports").text)


def test_a_country_alone_is_the_place_of_the_list(visitor):
    texts = {"claim-0-claimant": "U. Country", "claim-0-place": "", "claim-0-place_country": "Kazakhstan"}
    saved = visitor.enter_claim(**texts, **{"source-title": "A country"})
    assert re.search(r"U\. Country: [^<]*, Russia, Kazakhstan", saved.text)
    assert 'data-label="Place">Kazakhstan<' in visitor.get("/reports").text


def test_a_form_that_was_refused_and_then_saved_is_begun_no_more(visitor):
    visitor.enter_claim(**{"source-title": "Refused", "source-language": "en", "claim-0-claimant": "V. Once"})
    again = {**visitor.form("/add"), **CLAIM, "source-title": "Refused", "source-language": "de", "do": "save:entered"}
    refused = visitor.post("/add", {**again, "claim-0-claimant": "W. Twice"})
    mended = fields_of(refused.text)
    assert f'data-former="{again["key"]}"' in refused.text  # the browser forgets its copy of that one
    saved = visitor.post("/add", {**mended, "source-language": "en", "do": "save:entered"})
    assert "already there as they are" in saved.text
    assert "Refused" not in visitor.get("/unfinished").text


def test_a_draft_is_kept_without_a_question_and_asked_about_when_it_is_accepted(server, visitor, report):
    form = {**visitor.form("/add"), **NEWER, "claim-0-figure": "up to 8,200", "do": "draft"}
    assert "1 added" in visitor.post("/add", form).text
    draft = visitor.form(f"/edit?id={ids(server)[-1]}")
    asked = visitor.post("/edit", {**draft, "do": "save"})
    assert 'data-asked="yes"' in asked.text
    assert "1 revised" in visitor.post("/edit", {**fields_of(asked.text), "do": "save"}).text


def test_what_reports_say_is_text_in_the_list_of_what_can_be_denied(visitor):
    visitor.enter_claim(**{"claim-0-claimant": "</option></select><script>alert(1)</script>", "claim-0-place": "Mozyr"})
    denial = {"claim-0-kind": "dispute", "claim-0-place": "Mozyr", "claim-0-figure": "", "do": "read"}
    page = visitor.post("/add", {**visitor.form("/add"), **CLAIM, **denial}).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_a_change_that_raises_no_new_question_is_saved_at_once_and_one_that_does_asks(server, visitor, report):
    visitor.enter_claim(**{"claim-0-claimant": "H. Echo", "source-title": "Echoes", "claim-0-place": "Vitebsk"})
    visitor.enter_claim(**{"claim-0-claimant": "I. Echo", "source-title": "Echoed", "claim-0-place": "Vitebsk"})
    visitor.enter_claim(**{"claim-0-claimant": "N. Same", "source-title": "Same", "claim-0-place": "Grodno"})
    last, _ = ids(server)[-2:]
    edit = visitor.form(f"/edit?id={last}")
    assert "1 revised" in visitor.post("/edit", {**edit, "claim-0-summary": "A sentence.", "do": "save"}).text
    edit = visitor.form(f"/edit?id={last}")
    asked = visitor.post("/edit", {**edit, "claim-0-claimant": "N. Same", "claim-0-place": "Grodno", "do": "save"})
    assert 'data-asked="yes"' in asked.text
    assert "It is the same" not in asked_of(asked.text)  # a revision cannot be left out


def test_a_place_that_is_not_found_is_asked_about_with_candidates_before_it_is_saved(server, visitor):
    form = {**visitor.form("/add"), **CLAIM, "claim-0-claimant": "J. Lost", "claim-0-place": "Springfield"}
    page = visitor.post("/add", {**form, "do": "save"})
    assert 'data-asked="yes"' in page.text
    answers = asked_of(page.text)
    (missouri,) = [value for words, value in answers.items() if "Missouri" in words]
    assert "1 added, 0 revised." in visitor.post("/add", {**fields_of(page.text), "do": missouri}).text
    assert cells_of(server, ids(server)[-1])["place_ref"] == missouri.split(":", 3)[3]


def test_a_place_may_stay_not_found_while_the_next_question_is_asked(server, visitor, report):
    texts = {"claim-0-claimant": "K. Lost", "claim-0-place": "Zzyzxgrad"}
    visitor.enter_claim(**texts)
    again = {**visitor.form("/add"), **CLAIM, **texts, "source-title": "Said again", "do": "save"}
    page = visitor.post("/add", again)
    without = asked_of(page.text)["Save it without a place"]
    page = visitor.post("/add", {**fields_of(page.text), "do": without})
    answers = asked_of(page.text)
    assert 'data-asked="yes"' in page.text
    assert "Save it without a place" in answers or "It is the same" in answers
    assert "Nothing was added" in visitor.post("/add", {**fields_of(page.text), "do": answers["It is the same"]}).text


def test_further_fields_are_open_only_where_they_say_more_and_references_are_said_above(visitor, report):
    edit = visitor.get("/edit", params={"id": report}).text  # it has bounds, as its figure is read
    assert "<details><summary>More fields" in edit
    newer = visitor.get("/add", params={"newer": report}).text
    assert "<details><summary>More fields" in newer
    assert re.search(rf'It updates <a href="/report\?id={report}"', newer)
    more = visitor.post("/add", {**visitor.form("/add"), **CLAIM, "claim-0-unit": "1st Army", "do": "read"}).text
    assert "<details open><summary>More fields" in more


def test_what_will_be_drawn_is_said_under_when(visitor):
    form = {**visitor.form("/add"), **CLAIM, "claim-0-start": "2022-10-14"}
    assert (
        "from 14 October 2022; carried forward until somebody says otherwise"
        in readings(visitor, form)["claim-0-drawn"]
    )
    assert "from 14 October 2022" in visitor.post("/add", {**form, "do": "read"}).text


def test_the_next_form_is_on_the_page_that_says_what_was_saved_and_is_kept(visitor):
    saved = visitor.enter_claim(**{"source-title": "First of two", "claim-0-claimant": "L. Next"})
    assert "1 added" in saved.text
    form = fields_of(saved.text)
    assert form["claim-0-claimant"] == form["source-title"] == ""
    visitor.post("/readings", {**form, "source-title": "Second of two"})
    address = saved.url.removeprefix(visitor.server.origin)
    again = fields_of(visitor.get(address).text)
    assert (again["key"], again["source-title"]) == (form["key"], "Second of two")
    next_saved = visitor.post("/add", {**again, **CLAIM, "claim-0-claimant": "L. Second", "do": "save:entered"})
    assert "1 added" in next_saved.text
    third = fields_of(visitor.get(address).text)
    assert third["key"] not in {form["key"], ""}


@pytest.fixture
def page(browser, server, report):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    server.walk_in(page)
    page.goto(f"{server.origin}/add")
    yield page
    context.close()


def focused(page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.textContent")


@pytest.mark.browser
def test_in_the_browser_a_day_takes_one_tap_and_a_denial_its_list_at_once(page, report):
    page.locator("#source-published").fill("14 October 2022")
    offered = page.get_by_role("toolbar", name="Said on: offered")
    offered.get_by_role("button", name="The source's day").click()
    assert page.locator("#claim-0-said").input_value() == "14 October 2022"
    page.keyboard.press("ArrowRight")
    assert focused(page) == "Today"
    page.keyboard.press("Tab")  # one stop for all of them
    assert focused(page) == "claim-0-force"
    page.keyboard.type("Russia")
    page.locator("#claim-0-place").fill("Belarus")
    page.get_by_role("radio", name="denies or doubts").check()
    page.locator("#claim-0-disputes").select_option(report)
    page.locator("#claim-0-disputes-2").wait_for()  # it may deny more
    assert page.locator("#claim-0-disputes").input_value() == report
    page.get_by_role("radio", name="says how many").check()
    page.locator("#claim-0-disputes").wait_for(state="detached")


@pytest.mark.browser
def test_in_the_browser_a_refused_form_leaves_no_older_copy_and_what_is_forgotten_no_box(page, server, visitor):
    visitor.enter_claim(**{"source-title": "Bilingual", "source-language": "en", "claim-0-place": "Baranovichi"})
    texts = {**CLAIM, "source-title": "Bilingual", "claim-0-claimant": "X. Twice", "claim-0-place": "Orsha"}
    for name, text in {**texts, "source-language": "de"}.items():
        field = page.locator(f"#{name}")
        field.select_option(text) if name.endswith("phase") else field.fill(text)
    former = page.locator("#entry").get_attribute("data-key")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(f"#entry[data-former='{former}']").wait_for()
    copies = page.evaluate("Object.keys(localStorage)")
    assert copies == [f"mustermap:{page.locator('#entry').get_attribute('data-key')}"]
    page.evaluate("""() => {
        const copy = { turn: 0, fields: {}, address: "/add", at: 0 };
        localStorage.clear();
        localStorage.setItem("mustermap:older", JSON.stringify(copy));
    }""")
    page.goto(f"{server.origin}/add")
    page.locator("#local-copies").get_by_role("button", name="Forget it").click()
    page.locator("#local-copies").wait_for(state="hidden")


@pytest.mark.browser
def test_in_the_browser_a_reading_that_comes_moves_nothing_below_it(page):
    button = page.get_by_role("toolbar", name="Said on: offered").get_by_role("button", name="The source's day")
    button.scroll_into_view_if_needed()
    button.hover()
    before = button.bounding_box()["y"]
    assert page.locator("#claim-0-said-reading").bounding_box()["height"] > 20  # a line is kept for it
    page.evaluate("""() => {
        const field = document.querySelector("#source-published");
        field.value = "14 October 2022";
        field.dispatchEvent(new Event("input", { bubbles: true }));
    }""")
    page.locator("#source-published-reading .reading").wait_for()
    assert abs(button.bounding_box()["y"] - before) < 2


@pytest.mark.browser
def test_in_the_browser_save_asks_once_on_the_same_page_and_another_claim_waits_for_its_figure(page, server, report):
    texts = {**NEWER, "source-title": "In the browser", "claim-0-figure": "up to 8,300"}
    for name, text in texts.items():
        field = page.locator(f"#{name}")
        field.select_option(text) if name.endswith("phase") else field.fill(text)
    page.locator("#questions-heading[data-good]").wait_for()
    page.evaluate("window.isSamePage = true")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Save", exact=True).click()
    assert focused(page) == "questions-heading"
    assert page.evaluate("window.isSamePage")
    page.get_by_role("button", name="Another claim").click()
    page.locator("#claim-1-figure:focus").wait_for()
    assert page.locator("#claim-1-claimant").input_value() == "A. Minister"
    before = len(ids(server))
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("#questions-heading").wait_for()
    page.locator("#questions-heading:focus").wait_for()
    page.get_by_role("button", name="Save", exact=True).click()  # asked once: it is saved as it was entered
    page.wait_for_url("**/saved?**")
    assert len(ids(server)) == before + 1  # the copy without a figure is no claim
    page.get_by_role("link", name="Add another source").click()
    page.locator("#source-title:focus").wait_for()
