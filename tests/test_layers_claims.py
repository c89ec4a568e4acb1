from __future__ import annotations

import pytest

from mustermap import layers
from mustermap.data.edtf import read_edtf
from mustermap.data.report_table import reports_table, sources_table
from mustermap.data.reports import Report, Source
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


def test_days_that_a_wording_does_not_name_by_itself_are_marked_as_computed() -> None:
    sources = [Source(id="s", title="N", language="be"), Source(id="t", title="N")]
    said = read_edtf("2022-10-14")
    reports = [
        Report(
            id="a", source="s", claimant="A", said=said, said_wording="у пятніцу", start=said, start_wording="учора"
        ),
        Report(id="b", source="t", claimant="A", said=said, said_wording="14 October 2022"),
        Report(id="c", source="t", claimant="A", said=said, said_wording="as somebody said"),
        Report(id="d", source="t", claimant="A", said=said, end=read_edtf("2022-12"), end_wording="until December"),
        Report(id="e", source="t", claimant="A", said_wording="yesterday"),
        Report(id="f", source="t", claimant="A", said=said),
    ]
    frame = layers.claims_table(reports_table(reports), sources_table(sources))
    assert frame["computed"].tolist() == ["said;start", "", "", "end", "", ""]


def test_no_report_at_all_is_an_empty_table() -> None:
    frame = layers.claims_table(reports_table([]), sources_table([]))
    assert len(frame) == 0
    assert frame.attrs["open_day"] is None
    assert len(layers.in_effect(frame, on=0)) == 0
