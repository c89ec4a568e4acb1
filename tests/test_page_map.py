"""What can be switched on over the map, its credits, and marks that keyboard, pointer and screen reader meet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

TILES = "https://tile.openstreetmap.org/"
WIDTHS = pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])


@WIDTHS
def test_nothing_is_asked_for_until_the_online_map_is_switched_on_and_then_only_its_pictures(
    open_page: Callable[..., Watched], seed_page: Path, width: int, height: int
) -> None:
    watched = open_page(seed_page, "#on=2022-12-01", width=width, height=height)
    page = watched.page
    page.locator(".map-options > summary").click()
    box = page.get_by_role("checkbox", name=re.compile("^Online map"))
    assert not box.is_checked()
    assert watched.requests == [seed_page.as_uri()]
    box.check()
    page.wait_for_function(
        "() => document.querySelector('.option-note').textContent !== ''"
    )  # there is no network here
    asked = [request for request in watched.requests if request != seed_page.as_uri()]
    assert asked
    assert all(request.startswith(TILES) for request in asked)
    assert page.locator(".credits").get_by_text("© OpenStreetMap").is_visible()
    box.uncheck()
    before = len(watched.requests)
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(400)
    assert len(watched.requests) == before
    assert page.locator(".online-tiles").count() == 0
    assert not page.locator(".credits").get_by_text("© OpenStreetMap").is_visible()


def test_at_high_zoom_the_page_says_that_its_map_is_coarse_and_offers_the_online_one(
    open_page: Callable[..., Watched], seed_page: Path
) -> None:
    watched = open_page(seed_page, "#on=2022-12-01")
    page = watched.page
    offer = page.get_by_role("button", name="Show the online map")
    assert not offer.is_visible()
    for _ in range(8):
        page.keyboard.press("+")
        page.wait_for_timeout(320)
    assert offer.is_visible()
    assert watched.requests == [seed_page.as_uri()]
    offer.click()
    assert not offer.is_visible()
    assert any(request.startswith(TILES) for request in watched.requests)


def test_the_radii_are_drawn_when_they_are_asked_for(open_seeds: Callable[..., Watched]) -> None:
    watched = open_seeds("#on=2022-12-01")
    page = watched.page
    ink = """() => { const c = document.querySelector('.leaflet-marks-pane canvas');
      const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
      let n = 0; for (let k = 3; k < d.length; k += 4) n += d[k] > 0; return n; }"""
    for _ in range(6):
        page.keyboard.press("+")
        page.wait_for_timeout(320)
    page.locator(".map-options > summary").click()
    box = page.get_by_role("checkbox", name="How far each place may lie")
    # Smolensk's circle is larger than any mark, once it is in view.
    page.locator("[data-certainty][data-report='09-first-tank-army'] button").first.click()
    page.get_by_role("button", name="show on the map").click()
    watched.settle()
    page.wait_for_timeout(300)
    before = page.evaluate(ink)
    box.check()
    watched.settle()
    assert page.evaluate(ink) > before
    box.uncheck()
    watched.settle()
    assert page.evaluate(ink) == before


@WIDTHS
def test_the_credits_are_one_line_that_nothing_covers_and_whole_behind_their_button(
    open_seeds: Callable[..., Watched], width: int, height: int
) -> None:
    page = open_seeds("", width=width, height=height).page
    line_of = page.locator(".credits")
    box = line_of.bounding_box()
    assert box is not None
    assert box["height"] < 26
    on_top = page.evaluate(
        "([x, y]) => !!document.elementFromPoint(x, y).closest('.credits')",
        [box["x"] + 20, box["y"] + box["height"] / 2],
    )
    assert on_top
    toggle = line_of.get_by_role("button", name="Credits")
    toggle.focus()
    page.keyboard.press("Enter")
    line = line_of.locator(".credits-line")
    assert line.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    for name in ("GeoNames", "Natural Earth", "CLDR", "OurAirports"):
        assert name in line.inner_text()
    line_of.get_by_role("button").click()
    assert (line_of.bounding_box() or {})["height"] < 26


def test_a_mark_is_reached_by_keyboard_and_says_what_it_stands_for(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2022-12-01").page
    mark = page.locator(".mark[data-report='09-first-tank-army']")
    name = mark.get_attribute("aria-label") or ""
    for part in ("Smolensk", "no number", "Russia", "dates vague"):
        assert part in name
    mark.focus()
    page.keyboard.press("Enter")
    assert page.locator("[data-card-report='09-first-tank-army']").is_visible()
    page.keyboard.press("Escape")
    assert mark.evaluate("e => e === document.activeElement")


def test_pointing_at_an_entry_points_at_its_mark(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2022-12-01").page
    page.locator("li[data-report='09-first-tank-army'] .row").focus()
    ring, mark = (
        page.locator(".mark-ring").bounding_box(),
        page.locator(".mark[data-report='09-first-tank-army']").bounding_box(),
    )
    assert ring is not None
    assert mark is not None
    assert ring["x"] < mark["x"] < mark["x"] + mark["width"] < ring["x"] + ring["width"]
    page.locator("li[data-report='03-latushka-120000'] .row").focus()
    assert not page.locator(".mark-ring").is_visible()
    assert page.locator(".area-card.is-pointed-at").count() == 1
