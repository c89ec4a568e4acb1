from __future__ import annotations

import pytest

from mustermap import layers
from mustermap.data.report_table import reports_table, sources_table
from tests.cases import seed_claims


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


def test_what_a_table_says_of_itself_is_copied_for_no_column_of_it() -> None:
    frame = seed_claims()
    credits_due = frame.attrs["credits"]
    assert credits_due != []
    assert frame["claimant"].attrs["credits"] is frame[["id", "figure"]].attrs["credits"] is credits_due


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
