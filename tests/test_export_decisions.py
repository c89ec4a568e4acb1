"""Decisions about place wordings in exported files: all of them, those of a day, or none where care is taken."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pyogrio
import pytest

from mustermap.app.exports.export_writers import export_reports
from mustermap.app.options import CareOptions, Selection
from mustermap.app.places.place_decisions import Decision, Decisions
from mustermap.data.ledger import Ledger, verify
from mustermap.errors import WrongUse
from tests.ledger_samples import SOURCE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """One report at a wording that was decided about, said in 2022, and one of 2023 at another."""
    path = tmp_path / "l.gpkg"
    reports = [
        {
            "id": "a",
            "source": "dw-2022",
            "claimant": "A",
            "said": "2022-10-01",
            "place": "SPRINGFIELD",
            "place_country": "US",
        },
        {
            "id": "b",
            "source": "dw-2022",
            "claimant": "B",
            "said": "2023-10-01",
            "place": "Nowhereville",
            "origin": "=1+1",
        },
    ]
    with Ledger.open(path, create=True) as book:
        assert book.add(sources=[SOURCE], reports=reports).rejected == ()
    made = [
        Decision("Springfield", "US", "geonames:4409896"),
        Decision("Nowhereville", "", "unplaced"),
        Decision("=1+1", "", "country:BY"),
    ]
    Decisions(path).decide(made, editor="Kim")
    assert verify(path).broken is None
    return path


def exported(ledger: Path, *files: str, known_by: str | None = None, care: bool = False) -> None:
    outputs = [ledger.parent / file for file in files]
    taken = CareOptions(embargo="14d" if care else None)
    export_reports(Selection(ledger=ledger, known_by=known_by), outputs=outputs, overwrite=False, care=taken)


def test_a_geopackage_has_them_in_a_table_of_their_own_without_who_decided(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported(ledger, "claims.gpkg")
    assert "decisions 3, what place wordings were decided to mean" in capsys.readouterr().out
    table = pyogrio.read_dataframe(ledger.parent / "claims.gpkg", layer="decisions", fid_as_index=False)
    assert table.fillna("").to_dict("list") == {
        "wording": ["Springfield", "Nowhereville", "=1+1"],
        "country": ["US", "", ""],
        "ref": ["geonames:4409896", "unplaced", "country:BY"],
    }


def test_a_csv_file_of_that_name_has_them_runs_nothing_and_is_described(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported(ledger, "claims.csv", "decisions.csv", "datapackage.json")
    assert "cannot hold 3 decisions about places, for which there is decisions.csv" in capsys.readouterr().out
    with (ledger.parent / "decisions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["wording"] for row in rows] == ["Springfield", "Nowhereville", "'=1+1"]
    described = json.loads((ledger.parent / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = [one for one in described["resources"] if one["path"] == "decisions.csv"]
    assert [one["name"] for one in resource["schema"]["fields"]] == list(rows[0])


def test_by_a_day_only_those_that_the_reports_of_that_day_say(ledger: Path) -> None:
    exported(ledger, "claims.gpkg", known_by="2022-12-31")
    table = pyogrio.read_dataframe(ledger.parent / "claims.gpkg", layer="decisions")
    assert list(table["wording"]) == ["Springfield"]


def test_with_care_no_file_tells_a_place_as_it_was_written(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exported(ledger, "claims.gpkg", care=True)
    assert "decisions" not in capsys.readouterr().out
    assert "decisions" not in dict(pyogrio.list_layers(ledger.parent / "claims.gpkg"))
    with pytest.raises(WrongUse, match="decisions name places as they were written"):
        exported(ledger, "decisions.csv", care=True)


def test_an_exported_file_with_decisions_is_added_back(ledger: Path, tmp_path: Path) -> None:
    from mustermap.app.file_entry import add_files

    exported(ledger, "claims.gpkg")
    again = tmp_path / "again.gpkg"
    assert add_files([ledger.parent / "claims.gpkg"], ledger=again, editor="", revise=False, key=None) == 0
    with Ledger.open(again) as book:
        assert book.reports()["id"] == ["a", "b"]
