"""Warnings: what the ledger has already that a new report may say again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mustermap.app import editing
from mustermap.data.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLD = {
    "id": "12", "claimant": "Pavel Latushka", "said": "2022-09-29", "figure": "120,000", "force": "Russia",
    "place": "Belarus",
}  # fmt: skip


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
    checked = editing.check({"title": "New", "published": published}, [*raw, new], ledger=ledger)
    assert checked.source is not None
    *others, mine = checked.good
    place = editing.place_readings([mine])[0].place
    warned = editing.cautions(
        mine, source=checked.source, ledger=ledger, place_ref=place.ref if place else "", beside=others
    )
    return [(one.kind, one.report, one.field) for one in warned]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, [("duplicate", "12", "")]),
        ({"claimant": "pavel latushka, opposition politician"}, [("duplicate", "12", "")]),
        ({"place": "the Republic of Belarus"}, [("duplicate", "12", "")]),
        ({"said": ""}, [("duplicate", "12", "")]),
        ({"said": "late September 2022"}, [("duplicate", "12", "")]),
        ({"said": "2022-10-01"}, []),
        ({"force": "Belarus"}, []),
        ({"force": "Russian Armed Forces"}, [("duplicate", "12", "")]),
        ({"place": "Minsk"}, []),
        ({"quantity": "vehicles"}, []),
        ({"claimant": "A newspaper", "said": "2022-10-06"}, [("echo", "12", "repeats")]),
        ({"claimant": "A newspaper", "said": "2022-10-07"}, []),
        ({"claimant": "A newspaper", "said": "2022-09-25"}, [("echo", "12", "")]),
        ({"claimant": "A newspaper", "said": ""}, []),
        ({"claimant": "A newspaper", "said": "2022-10-06", "repeats": "12"}, []),
        ({"claimant": "A newspaper", "said": "2022-10-06", "figure": "more than 120,000"}, []),
        ({"figure": "100,000", "said": "2022-11-05"}, [("update", "12", "updates")]),
        ({"figure": "100,000", "said": "2022-11-05", "updates": "12"}, []),
        ({"figure": "100,000", "said": "2022-11-05", "beside": "12"}, []),
        ({"figure": "100,000", "said": "2022-09-01"}, []),
        ({"figure": "100,000", "said": "2022-11-05", "component": "reservists"}, []),
        ({"figure": "100", "said": "2022-11-05", "quantity": "vehicles"}, []),
        ({"figure": "a great many", "said": "2022-11-05"}, []),
    ],
)
def test_what_is_warned_of(changed: dict[str, str], expected: list[tuple[str, str, str]], ledger: Ledger) -> None:
    enter(ledger, OLD)
    assert found(ledger, **changed) == expected


def test_the_question_names_the_report(ledger: Ledger) -> None:
    enter(ledger, OLD)
    checked = editing.check(
        {"title": "New"}, [OLD | {"id": "new", "claimant": "B", "said": "2022-10-01"}], ledger=ledger
    )
    assert checked.source is not None
    (warned,) = editing.cautions(checked.good[0], source=checked.source, ledger=ledger, place_ref="country:BY")
    assert warned.message == (
        "the same figure, force and place within a week: does it repeat report "
        "12 (Pavel Latushka; 120,000; said 29 September 2022)?"
    )


def test_a_report_of_unknown_day_was_said_when_its_source_was_published(ledger: Ledger) -> None:
    enter(ledger, {name: text for name, text in OLD.items() if name != "said"}, published="2022-09-29")
    assert found(ledger, claimant="B", said="", published="2022-10-05") == [("echo", "12", "repeats")]
    assert found(ledger, claimant="B", said="", published="2022-10-07") == []


def test_a_joint_force_is_the_same_in_any_order(ledger: Ledger) -> None:
    enter(ledger, OLD | {"force": "Russia;Belarus"})
    assert found(ledger, force="Belarus;Russia") == [("duplicate", "12", "")]
    assert found(ledger) == []


def test_only_the_newest_figure_is_to_be_updated_and_nothing_retracted_counts(ledger: Ledger) -> None:
    enter(ledger, OLD, OLD | {"id": "13", "figure": "100,000", "said": "2022-11-05", "updates": "12"})
    assert found(ledger, figure="90,000", said="2022-12-01") == [("update", "13", "updates")]
    editing.retract(ledger, "13", reason="wrong")
    assert found(ledger, figure="100,000", said="2022-11-05") == [("update", "12", "updates")]


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
