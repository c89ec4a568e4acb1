"""The basemap of a page: in full near the places that the map shows, an overview elsewhere."""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import TYPE_CHECKING, Any

import folium
import numpy as np
import shapely

from mustermap import maps
from mustermap.maps.document.fitted_basemap import fitted_text, shown_cells
from mustermap.maps.document.page_files import binary
from tests.maps_frame import frame, report, seed_frame

if TYPE_CHECKING:
    import geopandas as gpd

DAYS = {"first": "2022-01-01", "last": "2022-12-31", "opened": "2022-06-01"}


def unpacked(text: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(text)))
    return read


def whole() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(gzip.decompress(binary("basemap.json.gz")))
    return read


def placed(*points: tuple[float, float], **fields: Any) -> gpd.GeoDataFrame:
    """Make a table of a report for each point of lon and lat."""
    return frame(
        [
            report(f"r{k}", **{"place_lon": lon, "place_lat": lat, "geometry": shapely.Point(lon, lat), **fields})
            for k, (lon, lat) in enumerate(points)
        ],
        **DAYS,
    )


def points_near(basemap: dict[str, Any], lon: float, lat: float, degrees: float = 3) -> int:
    """Count the points of the outlines near a place."""
    (scale_x, scale_y), (west, south) = (basemap["topology"]["transform"][name] for name in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) for arc in basemap["topology"]["arcs"]]
    at = np.vstack(arcs) * (scale_x, scale_y) + (west, south)
    return int((np.abs(at - (lon, lat)) < degrees).all(axis=1).sum())


def towns(basemap: dict[str, Any]) -> set[str]:
    return {str(row[0]) for row in basemap["towns"]["rows"]}


def test_outlines_are_in_full_near_a_place_and_an_overview_elsewhere() -> None:
    near_kyiv = unpacked(fitted_text(shown_cells(placed((30.5, 50.4)))))
    full = whole()
    assert points_near(near_kyiv, 30.5, 50.4) == points_near(full, 30.5, 50.4) > 0
    assert 0 < points_near(near_kyiv, -73.5, -50) < points_near(full, -73.5, -50) / 4
    assert {one["properties"]["code"] for one in near_kyiv["topology"]["objects"]["countries"]["geometries"]} == {
        one["properties"]["code"] for one in full["topology"]["objects"]["countries"]["geometries"]
    }


def test_small_towns_are_named_near_a_place_and_large_ones_everywhere() -> None:
    named = towns(unpacked(fitted_text(shown_cells(placed((30.5, 50.4))))))
    assert {"Bila Tserkva", "Kyiv", "Paris", "Santiago"} <= named
    assert "Aachen" in towns(whole()) - named


def test_a_table_without_a_place_has_the_overview_and_one_all_over_the_world_has_all() -> None:
    nowhere = fitted_text(shown_cells(frame([report("a")], **DAYS)))
    assert len(nowhere) < 300_000
    everywhere = placed(*((lon, lat) for lon in range(-175, 180, 10) for lat in range(-60, 85, 6)))
    assert unpacked(fitted_text(shown_cells(everywhere))) == whole()


def test_a_place_at_the_180th_meridian_has_both_sides_in_full() -> None:
    suva = unpacked(fitted_text(shown_cells(placed((179.5, -16.5)))))
    for lon in (178.0, -179.0):
        assert points_near(suva, lon, -17, 2) == points_near(whole(), lon, -17, 2) > 0


def test_an_area_has_all_of_its_surroundings_in_full() -> None:
    chile = shapely.box(-76, -54, -68, -20)
    area = unpacked(fitted_text(shown_cells(placed((-71, -35), geometry=chile))))
    assert points_near(area, -73.5, -50) == points_near(whole(), -73.5, -50)


def test_what_is_not_shown_leaves_no_trace_in_the_basemap() -> None:
    table = placed((30.5, 50.4), (-73.5, -50))
    table.loc[1, "state"] = "draft"
    assert fitted_text(shown_cells(table)) == fitted_text(shown_cells(placed((30.5, 50.4))))


def test_the_basemap_of_a_map_of_two_layers_is_in_full_near_the_places_of_both() -> None:
    made = folium.Map(tiles=None)
    for table in (seed_frame(), placed((-73.5, -50))):
        maps.ClaimsLayer(table).add_to(made)
    found = re.search(r'_basemap">([^<]+)</script>', str(made.get_root().render()))
    assert found is not None
    for lon, lat in ((27.6, 53.9), (-73.5, -50)):
        assert points_near(unpacked(found[1]), lon, lat) == points_near(whole(), lon, lat)
