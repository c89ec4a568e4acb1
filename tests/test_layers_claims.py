from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mustermap import layers
from mustermap.data.report_table import reports_table, sources_table
from mustermap.data.reports import Report, Source, text_of
from mustermap.data.rules.field_tables import REPORT_RULES, SOURCE_RULES, apply_rules
from tests.cases import day, seed_claims

if TYPE_CHECKING:
    import geopandas as gpd

    from mustermap.data.rules.field_tables import Cells, Rule


def claims(reports: list[dict[str, object]], source: dict[str, object]) -> gpd.GeoDataFrame:
    rows = [{"source": "s", "claimant": "A", **row} for row in reports]
    read = [Report.from_cells(cells(REPORT_RULES, row)) for row in rows]
    return layers.claims_table(reports_table(read), sources_table([Source.from_cells(cells(SOURCE_RULES, source))]))


def cells(rules: tuple[Rule, ...], row: dict[str, object]) -> Cells:
    return apply_rules(rules, {name: text_of(name, got) for name, got in row.items()})[0]


def test_the_slider_reaches_over_every_finite_day_of_the_data() -> None:
    table = claims(
        [{"said": "2022-10", "start": "2022-09-01", "end": ".."}, {"said": "2040-01-01", "state": "draft", "id": "d"}],
        {"id": "s", "published": "[2022-08-15..]", "accessed": "2023-05-05"},
    )
    attrs = table.attrs
    assert (attrs["first_day"], attrs["last_day"]) == (day("2022-08-15"), day("2023-05-05"))
    assert attrs["open_day"] == day("2022-10-31")


def test_the_page_opens_on_the_last_day_on_which_anything_was_said() -> None:
    assert seed_claims().attrs["open_day"] == day("2022-10-10")


def test_every_column_is_there_and_of_its_kind() -> None:
    frame = seed_claims()
    assert list(frame.columns) == [column.name for column in layers.CLAIMS_COLUMNS]
    assert layers.check_claims(frame) is frame
    with pytest.raises(layers.WrongColumns, match="column 'said_possible_day' is int64; it must be int32"):
        layers.check_claims(frame.assign(said_possible_day=frame["said_possible_day"].astype("int64")))
    with pytest.raises(layers.WrongColumns, match="column 'place_ref' is absent"):
        layers.check_claims(frame.drop(columns="place_ref"))
    with pytest.raises(layers.WrongColumns, match="it must be EPSG:4326"):
        layers.check_claims(frame.to_crs(3857))


def test_an_area_is_an_area_and_what_names_no_place_has_none() -> None:
    frame = seed_claims().set_index("id")
    belarus = frame.loc["03-latushka-120000"]
    assert belarus["place_precision"] == "country"
    assert belarus.geometry.geom_type == "MultiPolygon"
    assert frame.loc["01-airbase-check"].geometry.geom_type == "Point"
    assert frame.loc["01-airbase-check"].geometry.distance(frame.loc["03-latushka-120000"].geometry) == 0
    assert frame.loc["06-joint-group-deployment"].geometry is None
    assert frame.loc["06-joint-group-deployment", "force"] == "Belarus;Russia"


def test_no_report_at_all_is_an_empty_table() -> None:
    frame = layers.claims_table(reports_table([]), sources_table([]))
    assert len(frame) == 0
    assert frame.attrs["open_day"] is None
    assert len(layers.in_effect(frame, on=0)) == 0
