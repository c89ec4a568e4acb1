"""The claims as a part of a folium map that somebody else has made: beside other layers, twice, and in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import branca.element
import folium
import folium.plugins
import pytest

from mustermap import maps
from tests.maps_frame import seed_frame

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Frame, Page

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

DAYS = "roots => roots.map(root => root.querySelector('output.day').innerText)"
# Of classes that ours has, too: Bootstrap's, and what a page may say of elements.
HOST_STYLE = """<style>
.card, .card-body { display: flex; border: 9px solid red; position: static }
.row { display: flex; margin: 40px } .row > * { width: 12px; padding: 30px }
.panel, .legend, .list { display: none }
button, select, h2 { text-transform: uppercase; letter-spacing: 3px; background: red }
p { color: red; margin: 30px }
</style>"""
OUTSIDE = """<div id="outside"><div class="card row">mine</div><p class="note">mine</p>
<button class="tool">mine</button></div>"""
INSIDE = ".panel .row, .panel .legend, .time-bar button, .time-bar select, .sentence-first, .claim-row, .tools button"
LOOK = """all => all.map((one) => {
  const s = getComputedStyle(one);
  return [...s].sort().map((name) => name + s[name]).join();
})"""


def plain_map(**options: Any) -> folium.Map:
    return folium.Map(location=[53.7, 28.0], zoom_start=6, **options)


def own_requests(watched: Watched) -> list[str]:
    return sorted(set(watched.requests))


def days(page: Page | Frame) -> list[str]:
    return list(page.locator(".mustermap").evaluate_all(DAYS))


@pytest.fixture
def open_map(open_page: Callable[..., Watched], tmp_path: Path) -> Callable[..., Watched]:
    def opened(made: Any, fragment: str = "", **options: Any) -> Watched:
        path = tmp_path / "host.html"
        made.get_root().save(str(path))
        return open_page(path, fragment, locale="en-GB", **options)

    return opened


def test_a_layer_works_on_a_map_with_folium_s_own_tiles_and_layers(open_map: Callable[..., Watched]) -> None:
    made = plain_map()
    folium.Circle([53.9, 27.56], radius=20_000).add_to(made)
    folium.LayerControl().add_to(made)
    maps.ClaimsLayer(seed_frame(), title="Who says what", view="on=2022-12-01&known_by=2022-11-30").add_to(made)
    watched = open_map(made)
    page = watched.page
    assert days(page) == ["1 December 2022"]
    assert page.locator(".title-box h2").inner_text() == "Who says what"
    assert page.locator(".mark").count() + page.locator(".area-card").count() > 0
    assert page.locator(".leaflet-control-layers").is_visible()
    assert page.locator("path.leaflet-interactive").count() > 0
    page.locator("input[name=on]").press("ArrowRight")
    watched.settle()
    assert days(page) == ["2 December 2022"]


def test_a_layer_asks_for_nothing_and_brings_leaflet_where_the_server_is_not_reached(
    open_map: Callable[..., Watched],
) -> None:
    bare = plain_map(tiles=None)
    alone = open_map_requests(open_map, bare)
    made = plain_map(tiles=None)
    maps.ClaimsLayer(seed_frame()).add_to(made)
    watched = open_map(made, basemap=True)
    assert own_requests(watched) == alone
    assert watched.page.evaluate("L.version") == "1.9.4"
    assert watched.page.locator(".leaflet-tile.basemap, .basemap canvas").count() > 0
    ours = [text for text in watched.complaints if "ERR_INTERNET_DISCONNECTED" not in text]
    assert ours == []


def open_map_requests(open_map: Callable[..., Watched], bare: folium.Map) -> list[str]:
    """What folium's map asks for by itself."""
    bare.get_root().html.add_child(branca.element.Element('<input name="on">'))
    return own_requests(open_map(bare))


def test_a_layer_stays_when_a_popup_of_folium_s_fails_without_jquery(open_map: Callable[..., Watched]) -> None:
    made = plain_map()
    folium.Marker([53.9, 27.56], popup="Minsk").add_to(made)
    maps.ClaimsLayer(seed_frame()).add_to(made)
    assert days(open_map(made).page) == ["10 October 2022"]


def test_the_map_keeps_its_place_and_one_without_a_place_is_moved_to_the_claims(
    open_map: Callable[..., Watched],
) -> None:
    where = "m => [m.getCenter().lat, m.getCenter().lng, m.getZoom()]"
    made = plain_map()
    maps.ClaimsLayer(seed_frame()).add_to(made)
    lat, lon, zoom = open_map(made).page.evaluate(f"({where})({made.get_name()})")
    assert (lat, lon) == (pytest.approx(53.7, abs=0.05), pytest.approx(28.0, abs=0.05))
    assert zoom == 6
    made = folium.Map(tiles=None)
    maps.ClaimsLayer(seed_frame()).add_to(made)
    lat, lon, zoom = open_map(made).page.evaluate(f"({where})({made.get_name()})")
    assert 50 < lat < 58
    assert 20 < lon < 36
    assert zoom > 3


def two_on_one_map() -> Any:
    made = plain_map(tiles=None)
    for on in ("2022-10-10", "2022-12-01"):
        maps.ClaimsLayer(seed_frame(), view=f"on={on}", title=on).add_to(made)
    return made


def two_maps_in_one_page() -> Any:
    figure = branca.element.Figure()
    for on, left in (("2022-10-10", "0%"), ("2022-12-01", "50%")):
        made = plain_map(tiles=None, width="50%", left=left, position="absolute")
        maps.ClaimsLayer(seed_frame(), view=f"on={on}", title=on).add_to(made)
        figure.add_child(made)
    return figure


# Beside each other there is room for a short month only.
@pytest.mark.parametrize(
    ("two", "form"), [(two_on_one_map, "{0} {1} {2}"), (two_maps_in_one_page, "{0} {1:.3} {2}")], ids=["one map", "two"]
)
def test_two_layers_have_days_keys_and_names_of_their_own(
    open_map: Callable[..., Watched], two: Callable[[], Any], form: str
) -> None:
    watched = open_map(two(), "#anchor-of-the-host")
    page = watched.page
    page.wait_for_function("document.querySelectorAll('.mustermap').length === 2")
    watched.settle()
    then, now = (page.get_by_role("region", name=title, exact=True) for title in ("2022-10-10", "2022-12-01"))
    slider = ":scope > .time-bar input[name=on]"
    day = ":scope > .time-bar output.day"
    october, november, december = (
        form.format(*text.split()) for text in ("10 October 2022", "11 November 2022", "1 December 2022")
    )
    assert (then.locator(day).inner_text(), now.locator(day).inner_text()) == (october, december)
    page.locator("body").press("ArrowRight")  # the focus is in neither
    then.locator(slider).press("ArrowRight")
    then.locator(":scope > .time-bar .play").focus()
    page.keyboard.press("PageUp")
    watched.settle()
    assert (then.locator(day).inner_text(), now.locator(day).inner_text()) == (november, december)
    choice = ":scope > .time-bar select[name=known]"
    then.locator(choice).select_option("as it looked on the day shown")
    assert (then.locator(choice).input_value(), now.locator(choice).input_value()) == ("tied", "all")
    ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    controlled = page.eval_on_selector_all(
        "[aria-controls]", "all => all.map(one => document.getElementById(one.getAttribute('aria-controls')) !== null)"
    )
    assert controlled
    assert all(controlled)
    assert page.evaluate("location.hash") == "#anchor-of-the-host"
    assert page.evaluate("document.documentElement.lang") == ""


def test_the_host_s_styles_and_ours_leave_each_other_alone(open_map: Callable[..., Watched]) -> None:
    looks = []
    for with_claims, host_style in ((False, HOST_STYLE), (True, HOST_STYLE), (True, "")):
        made = plain_map(tiles=None, height="600px")
        made.get_root().header.add_child(branca.element.Element(host_style))
        made.get_root().html.add_child(branca.element.Element(OUTSIDE))
        if with_claims:
            maps.ClaimsLayer(seed_frame()).add_to(made)
        else:
            made.get_root().html.add_child(branca.element.Element('<input name="on">'))
        page = open_map(made, color_scheme="dark").page
        page.mouse.move(0, 0)
        inside = page.locator(INSIDE)
        looks.append((page.locator("#outside *").evaluate_all(LOOK), inside.evaluate_all(LOOK)))
    bare, styled, unstyled = looks
    assert len(bare[0]) == 3
    assert styled[0] == bare[0]
    assert len(unstyled[1]) > 12
    assert styled[1] == unstyled[1]


def test_the_panel_folds_and_a_mark_unfolds_it(open_map: Callable[..., Watched]) -> None:
    made = plain_map(tiles=None)
    maps.ClaimsLayer(seed_frame()).add_to(made)
    watched = open_map(made, width=900, height=600)
    page = watched.page
    fold = page.locator(".panel-tool")
    assert fold.get_attribute("aria-expanded") == "false"
    assert not page.locator(".panel").is_visible()
    wide = page.evaluate(f"{made.get_name()}.getSize().x")
    fold.press("Enter")
    assert page.locator(".panel").is_visible()
    page.wait_for_function(f"{made.get_name()}.getSize().x < {wide}")
    fold.click()
    assert not page.locator(".panel").is_visible()
    watched.settle()
    page.locator(".mark").first.press("Enter")
    assert page.locator(".card").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".card").is_visible()


def test_a_narrow_map_in_a_wide_page_has_a_sheet(open_map: Callable[..., Watched]) -> None:
    made = plain_map(tiles=None, width="420px")
    maps.ClaimsLayer(seed_frame()).add_to(made)
    page = open_map(made).page
    box = page.locator(".panel").bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(420, abs=1)
    page.locator(".sheet-handle").click()
    assert page.locator(".mustermap").get_attribute("data-sheet") == "half"


def test_over_tiles_the_claims_are_light_whatever_the_reader_prefers(open_map: Callable[..., Watched]) -> None:
    made = plain_map()
    maps.ClaimsLayer(seed_frame()).add_to(made)
    page = open_map(made, color_scheme="dark").page
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate("scheme => matchMedia(`(prefers-color-scheme: ${scheme})`).matches", scheme)
        paper = page.locator(".mustermap").evaluate("root => getComputedStyle(root).getPropertyValue('--paper')")
        assert paper.strip() in {"#fff", "#ffffff"}, scheme


def test_in_a_notebook_the_map_stands_in_folium_s_frame(open_page: Callable[..., Watched], tmp_path: Path) -> None:
    made = plain_map(tiles=None)
    maps.ClaimsLayer(seed_frame(), title='"A" & </script> {{ 7 * 7 }}', view="on=2022-12-01").add_to(made)
    notebook = tmp_path / "notebook.html"
    cells = "".join(f"<div class='cell'>{made._repr_html_()}</div>" for _ in range(2))
    notebook.write_text(f'<!doctype html><meta charset="utf-8"><body><input name="on">{cells}</body>', encoding="utf-8")
    watched = open_page(notebook, "#cell-2", locale="en-GB")
    frames = [frame for frame in watched.page.frames if frame.parent_frame]
    assert len(frames) == 2
    for frame in frames:
        frame.wait_for_selector(".mustermap input[name=on]")
        assert days(frame) == ["1 December 2022"]
        assert frame.locator(".title-box h2").inner_text() == '"A" & </script> {{ 7 * 7 }}'
        frame.locator(".mustermap input[name=on]").press("ArrowLeft")
        watched.settle()
        assert days(frame) == ["30 November 2022"]
    assert watched.page.evaluate("location.hash") == "#cell-2"
    assert [text for text in watched.complaints if "ERR_INTERNET_DISCONNECTED" not in text] == []
