"""The JSON API: what its description allows never breaks it, and what scripts send arrives as if typed."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from mustermap.data.ledger import Ledger
from tests.web_server import Server, Visitor, ids


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("api"))
    yield server
    server.stop()


@pytest.fixture
def script(server):
    visitor = Visitor(server)
    visitor.session.headers["Authorization"] = f"Bearer {server.script_token}"
    return visitor


@pytest.fixture
def described(server):
    headers = {"Authorization": f"Bearer {server.script_token}"}
    return schemathesis.openapi.from_url(f"{server.script_origin}/api/openapi.json", headers=headers)


def test_nothing_that_the_description_allows_makes_the_server_fail(described, server):
    tried = []
    for found in described.get_all_operations():
        operation = found.ok()
        allowed = {int(code) for code in operation.definition.raw["responses"]}

        @given(case=operation.as_strategy())
        @settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None)
        def attempt(case):
            answer = case.call(headers={"Authorization": f"Bearer {server.script_token}"})
            assert answer.status_code < 500, answer.text
            assert answer.status_code in allowed, answer.text  # noqa: B023 - called before the loop goes on
            assert answer.json() is not None

        attempt()
        tried.append(operation.label)
    assert len(tried) == 5
    assert server.process.poll() is None


def test_a_submission_is_added_once_under_its_key_and_then_listed_in_effect_and_in_the_history(server, script):
    submission = {
        "key": "mine-1",
        "source": {"title": "Evening News", "published": "2022-10-14"},
        "reports": [
            {"id": "up-to-9000", "claimant": "A. Minister", "figure": "up to 9,000", "force": "Russia",
             "place": "Belarus", "start": "15 October 2022", "end": "..", "phase": "arriving"},
            {"id": "joint", "claimant": "An analyst", "figure_low": 1000, "figure_low_included": False,
             "force": ["Belarus", "Russia"], "place": "nowhere that anybody knows"},
        ],
    }  # fmt: skip
    for _ in range(2):
        answer = script.session.post(f"{server.script_origin}/api/v1/reports", json=submission)
        assert answer.status_code == 201, answer.text
        assert answer.json()["added"] == ["up-to-9000", "joint"]
    assert list(answer.json()["refused"]) == []
    with Ledger.open(server.ledger) as ledger:
        (first,) = ledger.history("up-to-9000")
    assert (first.cells["figure_high"], first.cells["start"], first.editor) == (9000.0, "2022-10-15", "Alex")
    listed = script.get("/api/v1/reports", params={"force": "Belarus"}).json()
    assert [one["id"] for one in listed["reports"]] == ["joint"]
    effect = script.get("/api/v1/in-effect", params={"on": "2022-12-01"}).json()
    assert "up-to-9000" in [one["id"] for one in effect["listed"]]
    (change,) = script.get("/api/v1/reports/up-to-9000").json()
    assert (change["step"], change["differences"]["figure"]) == ("added", ["", "up to 9,000"])
    reused = script.session.post(
        f"{server.script_origin}/api/v1/reports", json={**submission, "source": {"title": "Other"}}
    )
    assert reused.status_code == 409


def test_what_is_wrong_is_said_by_report_and_field_and_nothing_is_written(server, script):
    before = ids(server) if server.ledger.exists() else []
    wrong = {"source": {"title": "News"}, "reports": [{"claimant": "Good"}, {"figure_low": 5, "figure_high": 3}]}
    answer = script.session.post(f"{server.script_origin}/api/v1/reports", json=wrong)
    assert answer.status_code == 422
    problems = {(one["report"], one["field"]) for one in answer.json()["problems"]}
    assert {(1, "claimant"), (1, "figure_low")} <= problems
    assert (ids(server) if server.ledger.exists() else []) == before


@pytest.mark.parametrize(("wording", "status"), [("Minsk", "resolved"), ("nowhere at all", "unresolved")])
def test_a_place_wording_is_resolved(script, wording, status):
    assert script.get("/api/v1/place", params={"wording": wording}).json()["status"] == status
    unknown = script.get("/api/v1/place", params={"wording": wording, "country": "Atlantis"})
    assert unknown.status_code == 422


def test_the_page_of_the_api_describes_every_path_and_asks_no_other_host(server):
    page = server.enter().get("/api").text
    for path in ("/api/v1/reports", "/api/v1/reports/{id}", "/api/v1/in-effect", "/api/v1/place"):
        assert path in page
    assert "https://" not in page.replace("https://example.org/article", "").replace(
        "https://web.archive.org/web/…", ""
    )
