from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mustermap.data.ledger import Ledger
from mustermap.errors import LedgerError
from tests.ledger_samples import AIRBASE, LATUSHKA, LUKASHENKO, SOURCE, UNPLACED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ours.gpkg", create=True) as book:
        book.add(sources=[SOURCE], reports=[LATUSHKA, LUKASHENKO, UNPLACED], places=[AIRBASE])
        yield book


def test_what_is_found_is_what_reports_gives_of_those_rows(ledger: Ledger) -> None:
    every = ledger.reports()
    assert ledger.find({"id": every["id"]}) == every
    assert ledger.find({}) == every
    assert ledger.find() == {name: [] for name in every}
    assert ledger.find({"id": ["unheard-of"]}) == {name: [] for name in every}
    assert ledger.find({}, what="source") == ledger.sources()


def test_all_columns_of_one_alternative_must_fit_and_one_alternative_is_enough(ledger: Ledger) -> None:
    latushka = {"claimant": ["Pavel Latushka"], "figure_low": [120000.0], "figure_low_included": [True]}
    assert ledger.find(latushka)["id"] == [LATUSHKA["id"]]
    assert ledger.find(latushka | {"force": ["Belarus"]})["id"] == []
    assert ledger.find(latushka, {"shown_ref": ["icao:UMLI"]})["id"] == [LATUSHKA["id"], LUKASHENKO["id"]]
    assert ledger.find({"place": [None]})["id"] == [UNPLACED["id"]]
    assert ledger.find({"place": [None, "Belarus"]})["id"] == [LATUSHKA["id"], UNPLACED["id"]]


def test_only_the_newest_revision_is_found(ledger: Ledger) -> None:
    ledger.add(reports=[LATUSHKA | {"claimant": "Somebody else"}], revise=True)
    assert ledger.find({"claimant": ["Pavel Latushka"]})["id"] == []
    assert "Pavel Latushka" not in ledger.values("claimant")


def test_values_are_counted_the_most_frequent_first(ledger: Ledger) -> None:
    ledger.add(reports=[LUKASHENKO | {"id": "again"}])
    assert list(ledger.values("claimant").items()) == [("Alexander Lukashenko", 2), ("Pavel Latushka", 1)]
    assert ledger.values("claimant", {"force": ["Russia"]}) == {"Pavel Latushka": 1}
    assert ledger.values("ref", what="place") == {"icao:UMLI": 1}


def test_a_name_that_is_no_column_is_refused_whatever_it_holds(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="no column of a report"):
        ledger.find({'id" OR 1 --': ["x"]})
    with pytest.raises(LedgerError, match="no column of a source"):
        ledger.values("claimant", what="source")
    assert ledger.find({"id": ["' OR 1 --"]})["id"] == []
