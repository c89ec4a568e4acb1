"""What the terminal and the web app do with what an editor enters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mustermap.app import editing
from mustermap.data.ledger import Ledger, verify
from mustermap.errors import InvalidField, KeyReused, LedgerError, Overtaken, UnknownReport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOURCE = {"title": "Will he join?", "publisher": "Deutsche Welle", "published": "2022-10-10"}
PLAN = {"claimant": "Pavel Latushka", "said": "29 September 2022", "figure": "120,000", "force": "Russia"}
ORDER = {"claimant": "Alexander Lukashenko", "figure": "more than a thousand", "place": "Machulishchi (airbase)"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ours.gpkg", create=True) as book:
        yield book


def enter(ledger: Ledger, *reports: dict[str, str], source: dict[str, str] = SOURCE, **options: str) -> editing.Saved:
    checked = editing.check(source, reports, ledger=ledger)
    assert checked.is_good, checked.problems
    return editing.save(ledger, checked, **options)  # type: ignore[arg-type]


def test_one_source_and_several_reports_become_checked_cells() -> None:
    checked = editing.check(SOURCE, [PLAN, ORDER], ledger=None)
    assert checked.is_good
    assert checked.source is not None
    assert [cells["source"] for cells in checked.good] == [checked.source["id"]] * 2
    plan, order = checked.good
    assert (plan["said"], plan["said_wording"]) == ("2022-09-29", "29 September 2022")
    assert (order["figure_low"], order["figure_low_included"]) == (1000.0, False)
    assert "figure_high" not in order


def test_each_problem_names_its_report_and_field_and_costs_no_other() -> None:
    wrong = {"figure_low": "500", "figure_high": "300", "disputes": "x", "clamant": "A"}
    checked = editing.check({"published": "2022-13-45"}, [PLAN, wrong], ledger=None)
    assert [cells is not None for cells in checked.reports] == [True, False]
    assert {(one.report, one.field) for one in checked.problems} == {
        (None, "published"), (None, "title"), (1, ""), (1, "claimant"), (1, "figure_low"), (1, "disputes"),
    }  # fmt: skip
    assert "did you mean 'claimant'?" in next(one.message for one in checked.problems if one.field == "")


def test_the_same_claim_twice_in_one_source_is_a_problem_of_the_second() -> None:
    checked = editing.check(SOURCE, [PLAN, ORDER, PLAN], ledger=None)
    assert [(one.report, one.message.split(";")[0]) for one in checked.problems] == [
        (2, "says the same as report 1 of this source")
    ]


def test_what_is_kept_unread_and_what_leads_nowhere_is_noted(ledger: Ledger) -> None:
    enter(ledger, PLAN | {"id": "plan"})
    report = {"claimant": "A", "said": "last week", "repeats": "plan", "updates": "absent"}
    checked = editing.check(SOURCE, [report], ledger=ledger)
    assert checked.is_good
    assert [(one.report, one.field) for one in checked.notes] == [(0, "said"), (0, "updates")]


def test_a_source_of_the_ledger_that_is_typed_again_with_a_blank_is_that_source(ledger: Ledger) -> None:
    enter(ledger, PLAN, source=SOURCE | {"language": "en"})
    saved = enter(ledger, ORDER, source=SOURCE)
    assert saved.is_complete
    assert len(saved.added) == 1
    assert ledger.sources()["language"] == ["en"]


def test_a_source_of_the_ledger_that_is_typed_otherwise_is_refused_with_both_values(ledger: Ledger) -> None:
    enter(ledger, PLAN, source=SOURCE | {"language": "en"})
    (refused,) = enter(ledger, ORDER, source=SOURCE | {"language": "de"}).refused
    assert "but for language ('de' here, 'en' there)" in refused.message
    assert "enter what it has there, or edit that one first" in refused.message


def test_a_source_of_the_ledger_is_named_by_its_id_alone(ledger: Ledger) -> None:
    enter(ledger, PLAN, source=SOURCE | {"id": "dw"})
    checked = editing.check({"id": "dw"}, [ORDER], ledger=ledger)
    assert checked.source_is_kept
    assert checked.source is not None
    assert checked.source["title"] == "Will he join?"
    assert editing.save(ledger, checked).is_complete
    assert not editing.check({"id": "unheard-of"}, [ORDER], ledger=ledger).is_good


@pytest.mark.parametrize(
    ("raw", "field", "status", "words"),
    [
        ({"figure": "more than a thousand"}, "figure", "read", "more than 1,000, no upper bound"),
        ({"figure": "up to 9,000"}, "figure", "read", "at most 9,000"),
        ({"figure": "10–15 thousand"}, "figure", "read", "10,000–15,000"),
        ({"figure": "about 9,000"}, "figure", "read", "about 9,000, no bounds stated"),
        ({"figure": "dozens"}, "figure", "read", "at least 24, no upper bound"),
        ({"figure": "около 170 танков"}, "figure", "read", "about 170 tanks, no bounds stated"),
        ({"figure": "a great many"}, "figure", "kept", None),
        ({"figure_low": "5", "figure_high": "3"}, "figure", "wrong", None),
        ({}, "figure", "blank", ""),
        ({"said": "late September 2022"}, "said", "read", "one day from 21 to 30 September 2022"),
        ({"said": "2022-12-31"}, "said", "read", "31 December 2022"),
        ({"said": "after 10 October 2022"}, "said", "read", "11 October 2022 or later"),
        ({"said": "2022-02-30"}, "said", "wrong", None),
        ({"start": "1999"}, "start", "read", "one day from 1 January to 31 December 1999"),
        ({"start": "[2022-12-30..2023-01-02]"}, "start", "read", "one day from 30 December 2022 to 2 January 2023"),
        ({"start": "since 1999"}, "end", "read", "open: it goes on, as far as the source says"),
        ({"end": ".."}, "end", "read", "open: it goes on, as far as the source says"),
        ({"start": "2022-11", "end": "2022-10"}, "end", "wrong", None),
    ],
)
def test_readings_while_typing(raw: dict[str, str], field: str, status: str, words: str | None) -> None:
    found = {one.field: one for one in editing.readings(raw)}[field]
    assert found.status == status
    assert found.words == words if words is not None else found.words


def test_a_day_that_the_publication_names_is_read_beside_the_source_and_says_so() -> None:
    raw = {"said": "вчора", "start": "з минулого тижня"}
    without = {one.field: one.status for one in editing.readings(raw)}
    assert (without["said"], without["start"]) == ("kept", "kept")
    for published in ("2022-10-17", "17 жовтня 2022"):
        found = {one.field: one for one in editing.readings(raw, source={"published": published, "language": "uk"})}
        assert (found["said"].status, found["said"].words) == (
            "read", "16 October 2022, computed from the day of publication",
        )  # fmt: skip
        assert found["start"].words == "one day from 10 to 16 October 2022, computed from the day of publication"


def test_a_source_s_days_are_read_and_one_that_is_wrong_does_not_hide_the_other() -> None:
    published, accessed = editing.readings({"published": "October 2022", "accessed": "2022-09-01"}, of_source=True)
    assert (published.status, published.words) == ("read", "one day from 1 to 31 October 2022")
    assert accessed.status == "wrong"
    assert "lies before the publication" in accessed.words


def test_places_of_one_source_are_resolved_together_and_can_be_chosen() -> None:
    rows = [
        {"place": "Paris"},
        {"place": "Texas", "origin": "Nowhere at all"},
        {"place": "Paris", "place_ref": "icao:UMLI"},
    ]
    found = {(one.report, one.field): one for one in editing.place_readings(rows)}
    assert len(found) == 6
    paris = found[0, "place"]
    assert paris.place is not None
    assert paris.place.country_code == "US"
    assert paris.status == "resolved"
    assert found[0, "origin"].status == "blank"
    assert found[1, "origin"].status == "unresolved"
    assert found[1, "origin"].words
    chosen = found[2, "place"]
    assert chosen.status == "chosen"
    assert chosen.place is not None
    assert chosen.place.ref == "icao:UMLI"
    assert any(one.name == "Paris" for one in chosen.candidates)


def test_a_report_is_placed_as_its_reading_said(ledger: Ledger) -> None:
    saved = enter(ledger, PLAN | {"place": "Paris"}, ORDER | {"place": "Texas", "origin": "Nowhere at all"})
    seen = editing.place_readings([{"place": "Paris"}, {"place": "Texas"}])
    assert ledger.reports()["place_ref"] == [one.place.ref for one in seen if one.place]
    assert [(one.field, one.wording) for one in saved.unplaced] == [("origin", "Nowhere at all")]
    assert set(ledger.places()["ref"]) == set(ledger.reports()["place_ref"])


def test_what_the_ledger_has_of_the_source_is_context_for_the_next_report(ledger: Ledger) -> None:
    enter(ledger, PLAN | {"place": "Texas"}, source=SOURCE | {"id": "dw"})
    (place, _) = editing.place_readings([{"place": "Paris"}], source="dw", ledger=ledger)
    assert place.place is not None
    assert place.place.country_code == "US"


def test_a_drawn_geometry_and_an_unknown_ref(ledger: Ledger) -> None:
    drawn = '{"type":"Point","coordinates":[27.5,53.7]}'
    (place, _) = editing.place_readings([{"place": "a camp", "geometry": drawn}])
    assert place.status == "drawn"
    enter(ledger, PLAN | {"place": "a camp", "geometry": drawn})
    assert ledger.reports()["place_ref"][0].startswith("drawn:")
    (unknown, _) = editing.place_readings([{"place": "Minsk", "place_ref": "geonames:0"}], ledger=ledger)
    assert unknown.status == "unresolved"


def test_the_same_submission_twice_makes_one_report(ledger: Ledger) -> None:
    first = enter(ledger, PLAN, key="form-1")
    assert enter(ledger, PLAN, key="form-1") == first
    assert len(ledger.reports()["id"]) == 1
    with pytest.raises(KeyReused):
        enter(ledger, ORDER, key="form-1")


def test_a_refused_submission_may_come_mended_under_the_same_key(ledger: Ledger) -> None:
    enter(ledger, PLAN | {"id": "plan"})
    assert not enter(ledger, ORDER | {"id": "plan"}, key="form-2").is_complete
    assert enter(ledger, ORDER | {"id": "order"}, key="form-2").added == ("order",)


def test_a_second_editor_is_told_and_sees_both(ledger: Ledger) -> None:
    enter(ledger, PLAN | {"id": "plan", "place": "Belarus"}, editor="Alex")
    read = editing.current(ledger, "plan")

    def edit(editor: str, **changed: str) -> editing.Saved:
        checked = editing.check({"id": str(read.cells["source"])}, [editing.edited(read.cells, changed)], ledger=ledger)
        return editing.save(ledger, checked, editor=editor, based_on={"plan": read.revision})

    assert edit("Kim", figure="100,000").revised == ("plan",)
    late = edit("Sam", figure="90,000")
    assert not late.is_complete
    (conflict,) = late.conflicts
    assert conflict.theirs.editor == "Kim"
    assert (conflict.theirs.cells["figure"], conflict.mine["figure"]) == ("100,000", "90,000")
    assert {one.field: (one.before, one.after) for one in conflict.differences}["figure_low"] == ("100000", "90000")
    assert editing.current(ledger, "plan").cells["figure"] == "100,000"
    assert edit("Sam", figure="100,000").skipped == ("plan",)
    with pytest.raises(Overtaken):
        editing.retract(ledger, "plan", reason="wrong", based_on=read.revision)
    assert verify(ledger.path).broken is None


def test_an_edit_takes_away_what_hung_on_the_old_wording() -> None:
    cells = {
        "id": "r", "figure": "20,000", "figure_low": 20000.0, "figure_low_included": True, "place": "Minsk",
        "place_ref": "geonames:625144", "place_country": "BY", "said": "[2022-09-21..2022-09-30]",
        "said_wording": "late September",
    }  # fmt: skip
    assert editing.edited(cells, {"figure": "up to 9,000", "place": "Gomel"}) == {
        "id": "r", "figure": "up to 9,000", "place": "Gomel", "said": "[2022-09-21..2022-09-30]",
        "said_wording": "late September",
    }  # fmt: skip
    # A form gives all its fields: the country that it shows stays, the place that was chosen before does not.
    whole = editing.edited(cells, editing.present_texts(cells) | {"place": "Gomel"})
    assert (whole["place_country"], "place_ref" in whole) == ("BY", False)
    assert editing.edited(cells, editing.present_texts(cells)) == editing.present_texts(cells)
    assert editing.edited(cells, {"said": "2022-09-24"})["said_wording"] == "late September"
    assert "said_wording" not in editing.edited(cells, {"said": "early October 2022"})
    assert "place" not in editing.edited(cells, {"place": ""})
    with pytest.raises(InvalidField, match="keeps its id"):
        editing.edited(cells, {"id": "other"})
    with pytest.raises(InvalidField, match="did you mean 'figure'"):
        editing.edited(cells, {"figur": "1"})


def test_a_draft_is_sent_back_mended_and_accepted_and_its_history_says_so(ledger: Ledger) -> None:
    enter(ledger, PLAN | {"id": "plan", "state": "draft"}, editor="Alex")
    editing.send_back(ledger, "plan", reason="which source?", editor="Kim")
    assert editing.current(ledger, "plan").cells["reason"] == "which source?"
    editing.accept(ledger, "plan", editor="Kim")
    with pytest.raises(LedgerError, match="no draft"):
        editing.accept(ledger, "plan")
    read = editing.current(ledger, "plan")
    checked = editing.check(
        {"id": str(read.cells["source"])}, [editing.edited(read.cells, {"figure": "100,000"})], ledger=ledger
    )
    editing.save(ledger, checked, editor="Alex", based_on={"plan": read.revision})
    editing.retract(ledger, "plan", reason="withdrawn by the newspaper", editor="Kim")
    with pytest.raises(LedgerError, match="retracted"):
        editing.accept(ledger, "plan", key="k")
    with pytest.raises(LedgerError, match="retracted"):
        editing.send_back(ledger, "plan", reason="again")
    past = editing.changes(ledger, "plan")
    assert [(one.step, one.editor) for one in past] == [
        ("added", "Alex"), ("sent back", "Kim"), ("accepted", "Kim"), ("revised", "Alex"), ("retracted", "Kim"),
    ]  # fmt: skip
    assert [one.field for one in past[0].differences][:3] == ["id", "kind", "source"]
    assert [(one.field, one.before, one.after) for one in past[2].differences] == [
        ("state", "draft", "accepted"), ("reason", "which source?", ""),
    ]  # fmt: skip
    assert {one.field for one in past[3].differences} == {"figure", "figure_low", "figure_high"}
    assert past[4].reason == "withdrawn by the newspaper"
    with pytest.raises(UnknownReport, match="look it up"):
        editing.changes(ledger, "absent")


def test_accepting_twice_under_one_key_makes_one_revision(ledger: Ledger) -> None:
    enter(ledger, PLAN | {"id": "plan", "state": "draft"})
    revision = editing.current(ledger, "plan").revision
    for _ in range(2):
        editing.accept(ledger, "plan", key="click", based_on=revision)
    assert len(editing.changes(ledger, "plan")) == 2


def test_choices_offer_what_the_ledger_has_the_most_frequent_first(ledger: Ledger) -> None:
    assert editing.choices(None) == editing.Choices()
    enter(ledger, PLAN, ORDER, ORDER | {"figure": "9,000", "force": "Belarus;Russia"}, source=SOURCE | {"id": "dw"})
    offered = editing.choices(ledger)
    assert offered.claimants == ("Alexander Lukashenko", "Pavel Latushka")
    assert set(offered.forces) == {"Russia", "Belarus"}
    assert offered.places == ("Machulishchi (airbase)",)
    assert offered.sources == (("dw", "Will he join?"),)
