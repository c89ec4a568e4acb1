"""A finger on a phone: it draws the sheet, moves both handles of time, and moves and widens the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cases import day
from tests.page_states import DECEMBER, PHONE, draw_sheet, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

Point = tuple[float, float]


@pytest.fixture
def page(open_seeds: Callable[..., Watched]) -> Page:
    # A scheme changes what is looked at, and nothing of where it is: in dark, test_page_controls operates by a finger.
    return open_seeds(DECEMBER, reduced_motion="reduce", **PHONE).page


def drag(page: Page, *fingers: tuple[Point, Point]) -> None:
    """Put fingers down, move them in steps, and lift them."""
    hand = page.context.new_cdp_session(page)
    steps = 6
    for step in range(steps + 1):
        points = [
            {"x": x + (to_x - x) * step / steps, "y": y + (to_y - y) * step / steps, "id": number}
            for number, ((x, y), (to_x, to_y)) in enumerate(fingers)
        ]
        kind = "touchStart" if step == 0 else "touchMove"
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        settle(page)
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    hand.detach()
    settle(page)


def middle(page: Page, selector: str) -> Point:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_finger_draws_the_sheet_to_its_three_heights_and_back(page: Page) -> None:
    root = page.locator(".mustermap")
    heights = []
    for by, expected in ((-90, "half"), (-90, "full"), (-90, "full"), (90, "half"), (90, "low"), (20, "low")):
        x, y = middle(page, ".sheet-handle")
        drag(page, ((x, y), (x, y + by)))
        assert root.get_attribute("data-sheet") == expected
        heights.append(page.locator(".panel").bounding_box()["height"])  # type: ignore[index]
    low, half, full = heights[4], heights[0], heights[1]
    assert low < half - 100 < full - 200
    page.locator(".sheet-handle").tap()
    assert root.get_attribute("data-sheet") == "half"


def test_a_finger_moves_each_handle_of_time_and_leaves_the_other(page: Page) -> None:
    for name, other in (("known_by", "on"), ("on", "known_by")):
        kept = page.input_value(f"input[name={other}]")
        box = page.locator(f"input[name={name}]").bounding_box()
        assert box is not None
        y = box["y"] + box["height"] / 2
        drag(page, ((box["x"] + box["width"] * 0.5, y), (box["x"] + box["width"] * 0.97, y)))
        assert int(page.input_value(f"input[name={name}]")) > day("2023-06-01")
        assert page.input_value(f"input[name={other}]") == kept


def test_a_finger_moves_the_map_and_two_widen_it(page: Page) -> None:
    def view() -> tuple[float, float, float]:
        page.wait_for_function("() => location.hash.includes('map=')")
        zoom, lat, lon = page.evaluate("location.hash.match(/map=([^&]+)/)[1]").split("/")
        return float(zoom), float(lat), float(lon)

    x, y = 195.0, 330.0
    drag(page, ((x, y), (x - 120, y)))
    zoom, _, lon = view()
    before = page.url
    drag(page, ((x - 20, y), (x - 90, y)), ((x + 20, y), (x + 90, y)))
    page.wait_for_function("before => location.href !== before", arg=before)
    wider, _, _ = view()
    assert wider > zoom
    assert lon > 29  # of 28, where Belarus has its middle


def test_a_finger_scrolls_the_list_and_not_the_page(page: Page) -> None:
    for _ in range(2):
        page.locator(".sheet-handle").tap()
    x, y = middle(page, ".panel-scroll")
    drag(page, ((x, y + 150), (x, y - 150)))
    page.wait_for_function("() => document.querySelector('.panel-scroll').scrollTop > 50")
    assert page.evaluate("scrollY") == 0


def test_the_line_of_the_handle_stays_below_the_day(page: Page) -> None:
    top_of_line, bottom_of_day = page.evaluate("""() => {
        const thumb = document.querySelector(".track .thumb");
        const line = getComputedStyle(thumb, "::before");
        const bottom = thumb.getBoundingClientRect().bottom - parseFloat(getComputedStyle(thumb).borderBottomWidth);
        const top = bottom - parseFloat(line.bottom) - parseFloat(line.height);
        return [top, document.querySelector(".day").getBoundingClientRect().bottom];
    }""")
    assert top_of_line >= bottom_of_day - 2


def test_the_bar_of_time_takes_a_fifth_of_the_height_and_its_targets_are_44_pixels(page: Page) -> None:
    page.evaluate("location.hash = '#on=2022-12-01'")  # without the second handle
    page.wait_for_function("() => document.querySelector('select[name=known]').value === 'all'")
    settle(page)
    bar = page.locator(".time-bar").bounding_box()
    assert bar is not None
    assert bar["height"] <= page.viewport_size["height"] / 5  # type: ignore[index]
    low = page.eval_on_selector_all(
        ".time-bar :is(button, select, .track input)",
        "all => all.filter(it => it.checkVisibility() && !it.closest('.credits') && it.offsetHeight < 44)"
        ".map(it => it.name || it.title)",
    )
    assert low == []
    narrow = page.eval_on_selector_all(".time-buttons button", "all => all.filter(it => it.offsetWidth < 44).length")
    assert narrow == 0
    assert page.locator("output.day").inner_text() == "1 December 2022"
    page.evaluate("location.hash = '#on=2022-09-28'")  # the longest name of a month
    page.locator("output.day", has_text="28 September 2022").wait_for()
    assert page.locator("output.day").evaluate("it => it.scrollHeight <= it.clientHeight")


def test_the_tabs_stay_in_sight_while_their_rows_scroll_and_a_tab_begins_below_them(page: Page) -> None:
    draw_sheet(page, 2)
    top = "it => it.getBoundingClientRect().top - document.querySelector('.panel-scroll').getBoundingClientRect().top"
    page.locator(".panel-scroll").evaluate("it => { it.scrollTop = 500; }")
    settle(page)
    tabs = page.get_by_role("tablist")
    assert tabs.evaluate(top) == pytest.approx(0, abs=1)
    assert tabs.evaluate("it => it.contains(document.elementFromPoint(it.getBoundingClientRect().x + 30, "
                         "it.getBoundingClientRect().y + 20))")  # fmt: skip
    page.get_by_role("tab", name="What changed").click()
    settle(page)
    assert page.locator(".since-choice").evaluate(top) >= tabs.evaluate("it => it.offsetHeight") - 1
    assert page.locator(".since-choice").evaluate(top) < 100
