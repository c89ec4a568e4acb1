"""The form that helps: what it begins with, what another claim takes over, what it asks before it saves."""

from __future__ import annotations

import pytest

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
    assert "1 added" in visitor.post("/add", {**form, "do": "save"}).text
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
    assert "1 added" in visitor.post("/add", {**again, "do": "save"}).text
    saved = cells_of(server, ids(server)[-1])
    assert (saved[name], saved["kind"]) == (report, "dispute" if what == "deny" else "claim")


def test_a_follow_up_of_a_report_that_is_not_there_says_so(visitor, report):
    assert visitor.get("/add", params={"deny": f"{report}-not"}).status_code == 404
