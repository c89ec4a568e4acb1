"""The layer of claims in a folium map that somebody else has made: what it writes into their page."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import quote_plus

import folium
import pytest

from mustermap import maps
from tests.block_reader import read_block
from tests.maps_frame import frame, report, seed_frame

HOSTILE = "{{ 7 * 7 }} {% raw %} </script><img src=x onerror=alert(1)> '\""


def rendered(made: folium.Map) -> str:
    return str(made.get_root().render())


def part_of(page: str) -> list[dict[str, object]]:
    return [json.loads(html.unescape(text)) for text in re.findall(r'data-part="([^"]*)"', page)]


def test_a_layer_goes_on_a_map_and_nowhere_else() -> None:
    made = folium.Map()
    group = folium.FeatureGroup().add_to(made)
    maps.ClaimsLayer(seed_frame()).add_to(group)
    with pytest.raises(maps.MapMissing, match=r"added to FeatureGroup; add it to a folium\.Map"):
        rendered(made)


def test_code_stands_in_the_page_once_and_data_once_a_layer() -> None:
    made = folium.Map(tiles=None)
    for _ in range(2):
        maps.ClaimsLayer(seed_frame()).add_to(made)
    page = rendered(made)
    assert page.count("var mustermap=") == 1
    assert page.count('_data" data-part=') == 2
    assert page.count('_basemap">') == 1
    assert "bundled:" not in page
    assert rendered(made) == page  # a notebook shows it again


def test_land_and_borders_come_along_only_where_the_map_has_no_tiles() -> None:
    with_tiles = folium.Map()
    maps.ClaimsLayer(seed_frame()).add_to(with_tiles)
    page = rendered(with_tiles)
    assert '_basemap">' not in page
    assert part_of(page) == [{"view": "", "fits": True, "overTiles": True}]
    placed = folium.Map(location=[53.7, 28.0], tiles=None)
    maps.ClaimsLayer(seed_frame()).add_to(placed)
    assert part_of(rendered(placed)) == [{"view": "", "fits": False, "overTiles": False}]


def test_no_text_of_the_user_s_goes_through_a_template_or_ends_its_element() -> None:
    made = folium.Map(tiles=None)
    table = frame([report("a", summary=HOSTILE)], first="2022-01-01", last="2026-12-31", opened="2022-10-10")
    maps.ClaimsLayer(table, title=HOSTILE, view=f"q={quote_plus(HOSTILE)}").add_to(made)
    page = rendered(made)
    assert part_of(page)[0]["view"] == f"q={quote_plus(HOSTILE)}"
    block = re.search(r'_data" data-part="[^"]*">([^<]*)</script>', page)
    assert block is not None
    read = read_block(block[1])
    assert read["reports"]["summary"] == [HOSTILE]
    assert read["title"] == HOSTILE
    assert "onerror=alert" not in page.replace(html.escape(json.dumps(HOSTILE)), "")


def test_a_layer_adds_no_link_to_folium_s() -> None:
    bare, made = folium.Map(tiles=None), folium.Map(tiles=None)
    maps.ClaimsLayer(seed_frame()).add_to(made)
    links = [re.findall(r'<(?:script src|link[^>]* href)="([^"]*)"', rendered(one)) for one in (bare, made)]
    assert links[1] == links[0]
