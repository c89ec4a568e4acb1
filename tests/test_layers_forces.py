"""One force, whatever it is called: a country's name, its official name, its adjective, its armed forces."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from mustermap import layers, maps
from mustermap.data.edtf import read_edtf
from mustermap.data.report_table import reports_table, sources_table
from mustermap.data.reports import Report, Source
from mustermap.errors import UnknownForce
from mustermap.layers.comparison.question import find_force
from mustermap.layers.identities.force_names import force_name

if TYPE_CHECKING:
    import geopandas as gpd

DAY: Final = read_edtf("2022-10-01")
TABLE: Final[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "force_wordings.json").read_text("utf-8"))


def claims(forces: list[str]) -> gpd.GeoDataFrame:
    given = [tuple(part.strip() for part in force.split(";") if part) for force in forces]
    reports = [
        Report(id=f"r{number}", source="s", claimant="A", said=DAY, force=force) for number, force in enumerate(given)
    ]
    return layers.claims_table(reports_table(reports), sources_table([Source(id="s", title="S")]))


@pytest.mark.parametrize(("wording", "force"), [*TABLE["first"], *TABLE["second"]])
def test_a_wording_is_the_force_that_a_reader_takes_it_for(wording: str, force: str) -> None:
    assert force_name(wording) == force


@pytest.mark.parametrize("force", sorted({force for half in ("first", "second") for _, force in TABLE[half]}))
def test_the_name_of_a_force_is_its_own_name(force: str) -> None:
    assert force_name(force) == force


def test_claims_of_one_force_are_compared_whatever_it_is_called_and_the_wording_is_kept() -> None:
    table = claims(["Россия", "Russian Armed Forces", "Belarus; Russian Federation", "Wagner Group", ""])
    assert table["force"].tolist() == ["Russia", "Russia", "Belarus;Russia", "Wagner Group", ""]
    wordings = ["Россия", "Russian Armed Forces", "Belarus;Russian Federation", "Wagner Group", ""]
    assert table["force_wording"].tolist() == wordings


@pytest.mark.parametrize(
    ("asked", "force"),
    [
        *[(name, "Russia") for name in ("Russia", "russia", "Россия", "Russian Armed Forces", "війська РФ")],
        *[(name, "Belarus;Russia") for name in ("Russian Federation;Belarus", "belarus; russia", "Беларусь;Россия")],
        ("wagner group", "Wagner Group"),
        ("", ""),
    ],
)
def test_a_force_is_found_by_any_of_its_wordings(asked: str, force: str) -> None:
    table = claims(["Россия", "Belarus; Russian Federation", "Wagner Group", ""])
    assert find_force(table, asked) == force


def test_a_force_of_a_table_made_by_hand_is_found_by_its_wording() -> None:
    table = claims(["Northland"])
    table["force"] = "The North"
    assert find_force(table, "northland") == "The North"
    with pytest.raises(UnknownForce, match="'Southland': no claim is about it; the claims are about 'The North'"):
        find_force(table, "Southland")


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("on=2022-12-01&force=Russian+Armed+Forces&q=Brest", "on=2022-12-01&force=Russia&q=Brest"),
        ("#f.force=%D0%A0%D0%BE%D1%81%D1%81%D0%B8%D1%8F", "#f.force=Russia"),
        ("force=Russia%3BBelarus", "force=Belarus%3BRussia"),
        ("force=Southland&q=Russian+Armed+Forces", "force=Southland&q=Russian+Armed+Forces"),
        ("force=", "force="),
        ("", ""),
    ],
)
def test_a_view_with_another_wording_of_a_force_shows_that_force(view: str, shown: str) -> None:
    table = claims(["Россия", "Belarus; Russian Federation"])
    assert maps.ClaimsLayer(table, view=view).view == shown
