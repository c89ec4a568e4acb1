"""Questions before a report is saved: what the ledger has already that it may say again, replace or deny."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from mustermap.app import editing
from mustermap.data.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLD = {
    "id": "12", "claimant": "Pavel Latushka", "said": "2022-09-29", "figure": "120,000", "force": "Russia",
    "place": "Belarus", "start": "2022",
}  # fmt: skip


LIKE: Final[list[tuple[dict[str, str], list[tuple[str, str, str]]]]] = [
    ({}, [("duplicate", "12", "")]),
    ({"claimant": "pavel latushka"}, [("duplicate", "12", "")]),
    ({"claimant": "Pavel Latushka, opposition politician"}, [("duplicate", "12", "")]),
    ({"place": "the Republic of Belarus"}, [("duplicate", "12", "")]),
    ({"said": ""}, [("duplicate", "12", "")]),
    ({"said": "late September 2022"}, [("duplicate", "12", "")]),
    ({"said": "2022-10-01"}, [("echo", "12", "repeats")]),
    ({"said": "2022-09-28"}, []),
    ({"said": "2022-10-13"}, [("echo", "12", "repeats")]),
    ({"said": "2022-10-14"}, []),
    ({"force": "Belarus"}, []),
    ({"force": "Russian Armed Forces"}, [("duplicate", "12", "")]),
    ({"place": "Minsk"}, []),
    ({"quantity": "vehicles"}, []),
    ({"claimant": "A newspaper", "said": "2022-10-06"}, [("echo", "12", "repeats")]),
    ({"claimant": "A newspaper", "said": "2022-10-13"}, [("echo", "12", "repeats")]),
    ({"claimant": "A newspaper", "said": "2022-10-14"}, []),
    ({"claimant": "A newspaper", "said": "2022-09-25"}, [("echo", "12", "")]),
    ({"claimant": "A newspaper", "said": ""}, []),
    ({"claimant": "A newspaper", "said": "2022-10-06", "repeats": "12"}, []),
    ({"claimant": "A newspaper", "said": "2022-10-06", "figure": "more than 120,000"}, []),
    ({"claimant": "A newspaper", "said": "2022-10-06", "figure": "about 120,000"}, [("echo", "12", "repeats")]),
    ({"figure": "about 120,000"}, [("duplicate", "12", "")]),
    ({"figure": "up to 120,000"}, [("update", "12", "updates")]),
    ({"figure": "up to 120,000", "phase": "present"}, []),
    ({"figure": "100,000", "said": "2022-10-13"}, [("update", "12", "updates")]),
    ({"figure": "100,000", "said": "2022-10-14"}, []),
    ({"figure": "100,000", "said": ""}, [("update", "12", "updates")]),
    ({"figure": "100,000", "said": "2022-10-05", "updates": "12"}, []),
    ({"figure": "100,000", "said": "2022-10-05", "beside": "12"}, []),
    ({"figure": "100,000", "said": "2022-09-01"}, []),
    ({"start": "2023", "end": "2023"}, [("duplicate", "12", "")]),
    ({"start": "2021", "end": "2021"}, []),
    ({"figure": "100,000", "said": "2022-10-05", "component": "reservists"}, []),
    ({"figure": "100", "said": "2022-10-05", "quantity": "vehicles"}, []),
    ({"figure": "a great many", "said": "2022-10-05"}, []),
]
"""What a report says otherwise than `OLD`, and what is asked of it: kind, report and field."""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ours.gpkg", create=True) as book:
        yield book


def enter(ledger: Ledger, *reports: dict[str, str], title: str = "T", published: str = "") -> None:
    checked = editing.check({"title": title, "published": published}, reports, ledger=ledger)
    assert editing.save(ledger, checked).is_complete, checked.problems


def found(
    ledger: Ledger, *, published: str = "", with_others: tuple[dict[str, str], ...] = (), **changed: str
) -> list[tuple[str, str, str]]:
    raw = [{**one, "id": f"beside-{number}"} for number, one in enumerate(with_others)]
    new = {name: text for name, text in {**OLD, "id": "new", **changed}.items() if text}
    return [(one.kind, one.report, one.field) for one in asked(ledger, *raw, new, published=published)]


def asked(ledger: Ledger, *raw: dict[str, str], published: str = "") -> tuple[editing.Caution, ...]:
    """Return the questions about the last of some new reports of one source."""
    checked = editing.check({"title": "New", "published": published}, raw, ledger=ledger)
    assert checked.source is not None, checked.problems
    *others, mine = checked.good
    place = editing.place_readings([mine])[0].place
    ref = place.ref if place else ""
    return editing.cautions(mine, source=checked.source, ledger=ledger, place_ref=ref, beside=others)


def register(ledger: Ledger, **cells: str) -> None:
    assert ledger.register.add([cells]).only("claimant").added


@pytest.mark.parametrize(("changed", "expected"), LIKE)
def test_what_is_warned_of(changed: dict[str, str], expected: list[tuple[str, str, str]], ledger: Ledger) -> None:
    enter(ledger, OLD)
    assert found(ledger, **changed) == expected


def test_the_question_names_the_report(ledger: Ledger) -> None:
    enter(ledger, OLD)
    (warned,) = asked(ledger, OLD | {"id": "new", "claimant": "B", "said": "2022-10-01"})
    assert warned.message == (
        "the same figure, force and place within two weeks: does it repeat report "
        "12 (Pavel Latushka; 120,000; said 29 September 2022)?"
    )


def test_a_report_of_unknown_day_was_said_when_its_source_was_published(ledger: Ledger) -> None:
    enter(ledger, {name: text for name, text in OLD.items() if name != "said"}, published="2022-09-29")
    assert found(ledger, claimant="B", said="", published="2022-10-13") == [("echo", "12", "repeats")]
    assert found(ledger, claimant="B", said="", published="2022-10-14") == []


def test_the_same_saying_in_two_articles_of_a_week_is_a_duplicate_where_neither_names_its_day(ledger: Ledger) -> None:
    enter(ledger, {name: text for name, text in OLD.items() if name != "said"}, published="2022-09-29")
    assert found(ledger, said="", published="2022-10-04") == [("duplicate", "12", "")]
    assert found(ledger, said="2022-10-04") == [("duplicate", "12", "")]
    assert found(ledger, said="", published="2022-10-14") == []


def test_a_joint_force_is_the_same_in_any_order(ledger: Ledger) -> None:
    enter(ledger, OLD | {"force": "Russia;Belarus"})
    assert found(ledger, force="Belarus;Russia") == [("duplicate", "12", "")]
    assert found(ledger) == []


def test_only_the_newest_figure_is_to_be_updated_and_nothing_retracted_counts(ledger: Ledger) -> None:
    enter(ledger, OLD, OLD | {"id": "13", "figure": "100,000", "said": "2022-10-03", "updates": "12"})
    assert found(ledger, figure="90,000", said="2022-10-05") == [("update", "13", "updates")]
    editing.retract(ledger, "13", reason="wrong")
    assert found(ledger, figure="100,000", said="2022-10-03") == [("update", "12", "updates")]


def test_the_other_reports_of_the_same_article_count_too(ledger: Ledger) -> None:
    assert found(ledger, with_others=(OLD | {"claimant": "B"},)) == [("echo", "beside-0", "repeats")]


def test_reports_without_a_number_are_the_same_only_if_all_else_is(ledger: Ledger) -> None:
    plain = OLD | {"figure": ""}
    enter(ledger, plain | {"phase": "ordered"})
    assert found(ledger, figure="", phase="ordered") == [("duplicate", "12", "")]
    assert found(ledger, figure="", phase="present") == []
    assert found(ledger, figure="", phase="ordered", claimant="B") == []


def test_a_report_is_not_warned_of_itself(ledger: Ledger) -> None:
    enter(ledger, OLD)
    assert found(ledger, id="12") == []


def test_claimants_are_compared_by_the_register(ledger: Ledger) -> None:
    register(ledger, name="Main Directorate of Intelligence", short="HUR", also_written_as="ГУР")
    enter(ledger, OLD | {"claimant": "ГУР"})
    assert found(ledger, claimant="HUR") == [("duplicate", "12", "")]
    assert found(ledger, claimant="main directorate of intelligence", figure="9,000", said="2022-10-02") == [
        ("update", "12", "updates")
    ]


def test_figures_for_different_times_in_one_article_are_different_claims(ledger: Ledger) -> None:
    assert found(ledger, with_others=(OLD,)) == [("duplicate", "beside-0", "")]
    assert found(ledger, with_others=(OLD,), start="2023") == []
    assert found(ledger, with_others=(OLD,), start="2023", figure="9,000", said="2022-09-30") == []


def test_a_figure_that_was_about_is_that_of_who_repeats_it_exactly(ledger: Ledger) -> None:
    enter(ledger, OLD | {"figure": "about 120,000"})
    assert found(ledger, claimant="B", said="2022-10-02") == [("echo", "12", "repeats")]


def test_another_figure_of_the_day_in_another_article_may_be_the_same_saying(ledger: Ledger) -> None:
    enter(ledger, OLD)
    (question,) = asked(ledger, OLD | {"id": "new", "figure": "up to 120,000"})
    assert question.message.startswith("another figure of that day of the same claimant, force and place: ")
    assert [one.name for one in question.answers] == ["update", "beside", "same"]


def test_an_organisation_is_not_shortened_to_what_comes_before_a_comma(ledger: Ledger) -> None:
    enter(ledger, OLD | {"claimant": "Ministry of Defence, Belarus"})
    assert found(ledger, claimant="Ministry of Defence, Ukraine", said="2022-10-02") == [("echo", "12", "repeats")]
    assert found(ledger, claimant="Ministry of Defence, Ukraine", said="2022-10-02", figure="9,000") == []


def test_who_has_no_name_is_somebody_else_in_each_article(ledger: Ledger) -> None:
    enter(ledger, OLD | {"claimant": "officials"})
    assert found(ledger, claimant="officials", said="2022-10-02") == [("echo", "12", "repeats")]
    assert found(ledger, claimant="officials", figure="9,000", said="2022-10-02") == []


ANSWERED = {
    "duplicate": ({}, {"repeat": ("repeats", True), "same": ("", False), "beside": ("beside", True)}),
    "echo": ({"claimant": "B"}, {"repeat": ("repeats", True), "beside": ("beside", True)}),
    "update": (
        {"figure": "9,000", "said": "2022-10-05"},
        {"update": ("updates", True), "beside": ("beside", True), "same": ("", False)},
    ),
}


@pytest.mark.parametrize("kind", ANSWERED)
def test_each_question_has_its_answers_and_what_they_set(kind: str, ledger: Ledger) -> None:
    changed, expected = ANSWERED[kind]
    enter(ledger, OLD)
    (question,) = asked(ledger, {**OLD, "id": "new", **changed})
    assert question.kind == kind
    assert {one.name: (one.field, one.is_saved) for one in question.answers} == expected
    assert [one.name for one in question.answers] == list(expected)
    assert all(one.report == "12" for one in question.answers if one.field)


def test_the_same_figure_twice_in_one_source_is_no_repeat_in_another(ledger: Ledger) -> None:
    (question,) = asked(ledger, {**OLD, "id": "first"}, {**OLD, "id": "new"})
    assert [one.name for one in question.answers] == ["same", "update", "beside"]


def test_what_is_the_same_keeps_neither_the_claim_nor_its_source(ledger: Ledger) -> None:
    enter(ledger, OLD)
    (question,) = asked(ledger, {**OLD, "id": "new"})
    assert question.answers[0].label == "Save as a repeat in another source"
    assert "its source are kept" in question.answers[0].meaning
    assert question.answers[1].meaning == "nothing is saved: neither this claim nor a new source is kept"


def test_an_answer_is_put_beside_what_its_field_has_and_is_not_asked_again(ledger: Ledger) -> None:
    enter(ledger, OLD, OLD | {"id": "11", "figure": "5"})
    new = {**OLD, "id": "new", "figure": "9,000", "said": "2022-10-05", "beside": "11"}
    (question,) = asked(ledger, new)
    labels = {one.name: one.label for one in question.answers}
    assert labels == {
        "update": "Save as an update of 120,000, 29 September 2022",
        "beside": "Save beside it",
        "same": "It is the same",
    }
    beside = next(one for one in question.answers if one.name == "beside")
    assert beside.applied(new)["beside"] == "11;12"
    assert asked(ledger, beside.applied(new)) == ()


DENIAL = {
    "id": "no", "kind": "dispute", "claimant": "Alexander Lukashenko", "said": "2022-12-01", "force": "Russian troops",
    "place": "Belarus",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ["later", "12"]),
        ({"said": "2022-10-03"}, ["12"]),
        ({"said": "2022-09-29"}, ["12"]),
        ({"said": "2022-09-01"}, []),
        ({"said": "2023-03-01"}, ["later"]),
        ({"said": ""}, ["later", "12"]),
        ({"place": "Minsk"}, []),
        ({"force": "Belarus"}, []),
    ],
)
def test_a_denial_is_asked_what_it_denies_among_the_claims_in_effect_on_its_day(
    changed: dict[str, str], expected: list[str], ledger: Ledger
) -> None:
    enter(
        ledger,
        OLD | {"start": "2022-09-29", "end": "2022-12-31"},
        OLD | {"id": "later", "claimant": "B", "figure": "9,000", "said": "2022-11-20"},
        OLD | {"id": "draft", "claimant": "C", "said": "2022-11-20", "state": "draft"},
        OLD | {"id": "other", "kind": "context", "claimant": "D", "figure": "", "said": "2022-11-20"},
    )
    questions = [one for one in asked(ledger, DENIAL | {"figure": "120,000"} | changed) if one.kind == "denial"]
    answers = [one for question in questions for one in question.answers]
    assert [one.report for one in answers if one.name == "denies"] == expected
    assert all(one.field == "disputes" for one in answers if one.name == "denies")
    assert [(one.field, one.is_saved) for one in answers if one.name == "none"] == [("", True)] * len(questions)


def test_a_denial_that_names_nothing_yet_can_be_asked_too(ledger: Ledger) -> None:
    enter(ledger, OLD)
    assert not editing.check({"title": "New"}, [DENIAL], ledger=ledger).is_good
    question = editing.denial_question(DENIAL, source={}, ledger=ledger, place_ref="country:BY")
    assert question is not None
    assert question.answers[0].applied(DENIAL)["disputes"] == "12"
    assert asked(ledger, DENIAL | {"disputes": "12"}) == ()


def test_a_denial_is_asked_about_claims_of_its_own_article(ledger: Ledger) -> None:
    (question,) = asked(ledger, OLD | {"said": "2022-11-30"}, DENIAL | {"figure": "120,000"})
    assert [one.report for one in question.answers] == ["12", ""]


def test_a_denial_that_is_there_already_is_a_duplicate_and_no_echo_of_what_it_denies(ledger: Ledger) -> None:
    enter(ledger, OLD | {"said": "2022-11-30"}, DENIAL | {"disputes": "12", "figure": "120,000"})
    (question,) = asked(ledger, DENIAL | {"id": "again", "disputes": "12", "figure": "120,000"})
    assert (question.kind, question.report) == ("duplicate", "no")
