"""Two dates on one axis, and playing: every control by keyboard, mouse and touch, at both widths."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.cases import day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

WIDTHS = pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])


def certainties(page: Page) -> dict[str, str]:
    found = page.eval_on_selector_all(
        "[data-certainty]", "rows => rows.map(r => [r.dataset.report, r.dataset.certainty])"
    )
    return {report[:2]: certainty for report, certainty in found}


def value(page: Page, name: str) -> int:
    return int(page.input_value(f"input[name={name}]"))


@WIDTHS
def test_the_second_date_is_off_until_it_is_chosen_and_then_moves_by_keyboard(
    open_seeds: Callable[..., Watched], width: int, height: int
) -> None:
    watched = open_seeds("#on=2022-12-01", width=width, height=height)
    page = watched.page
    known = page.locator("input[type=range][name=known_by]")
    assert known.is_disabled()
    assert certainties(page)["08"] == "certain"
    page.get_by_label("Reports said:").select_option("by a day …")
    assert known.is_enabled()
    assert value(page, "known_by") == day("2022-12-01")
    known.focus()
    for key, expected in [
        ("ArrowLeft", "2022-11-30"), ("ArrowRight", "2022-12-01"), ("PageDown", "2022-11-01"), ("PageUp", "2022-12-01"),
        ("Home", "1999-01-01"), ("End", "2023-08-27"),
    ]:  # fmt: skip
        page.keyboard.press(key)
        assert value(page, "known_by") == day(expected), key
        assert value(page, "on") == day("2022-12-01"), key
    known.fill(str(day("2022-11-30")))
    watched.settle()
    assert known.get_attribute("aria-valuetext") == "30 November 2022"
    assert certainties(page)["08"] == "possible"
    page.wait_for_url(re.compile("known_by=2022-11-30"))
    page.get_by_label("Reports said:").select_option("at any time")
    watched.settle()
    assert certainties(page)["08"] == "certain"
    assert known.is_disabled()
    assert watched.complaints == []


@WIDTHS
def test_tied_the_two_dates_move_together(open_seeds: Callable[..., Watched], width: int, height: int) -> None:
    watched = open_seeds("#on=2022-10-10", width=width, height=height)
    page = watched.page
    page.get_by_label("Reports said:").select_option("as it looked on the day shown")
    page.locator("input[name=on]").focus()
    page.keyboard.press("PageDown")
    watched.settle()
    assert value(page, "on") == value(page, "known_by") == day("2022-09-10")
    assert certainties(page) == {}
    page.locator("input[name=known_by]").focus()
    page.keyboard.press("PageUp")
    watched.settle()
    assert value(page, "on") == value(page, "known_by") == day("2022-10-10")
    assert set(certainties(page)) == {"01", "02", "04", "06", "07", "08", "09", "12"}
    page.get_by_label("Reports said:").select_option("by a day …")
    page.keyboard.press("n")  # the keys of the day hold wherever the focus is
    assert value(page, "known_by") == day("2022-10-10")
    assert value(page, "on") > day("2022-10-10")


@WIDTHS
def test_both_handles_follow_the_pointer_on_the_drawn_axis(
    open_seeds: Callable[..., Watched], width: int, height: int
) -> None:
    page = open_seeds("#on=2022-12-01&known_by=2022-11-30", width=width, height=height).page
    for name, other in (("on", "known_by"), ("known_by", "on")):
        box = page.locator(f"input[name={name}]").bounding_box()
        assert box is not None
        assert box["height"] >= 24
        kept = value(page, other)
        page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.95, box["y"] + box["height"] / 2, steps=4)
        late = value(page, name)
        page.mouse.move(box["x"] - 20, box["y"] + box["height"] / 2, steps=4)
        page.mouse.up()
        assert late > day("2022-12-01")
        assert value(page, name) == day("1999-01-01")
        assert value(page, other) == kept


def test_a_finger_moves_the_day(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2022-12-01", width=390, height=844, has_touch=True).page
    box = page.locator("input[name=on]").bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] * 0.97, box["y"] + box["height"] / 2)
    assert value(page, "on") > day("2023-06-01")


@WIDTHS
def test_it_is_played_by_the_step_and_the_speed_that_are_chosen(
    open_seeds: Callable[..., Watched], width: int, height: int
) -> None:
    page = open_seeds("#on=2022-09-20", width=width, height=height).page
    page.get_by_label("Speed of playing").select_option("slow")
    page.get_by_label("Step of playing").select_option("week")
    page.get_by_role("button", name=re.compile("^play", re.I)).click()
    page.wait_for_function(f"() => Number(document.querySelector('input[name=on]').value) > {day('2022-09-20')}")
    assert value(page, "on") in {day("2022-09-27"), day("2022-10-04")}
    page.get_by_label("Speed of playing").select_option("fast")
    page.wait_for_function(f"() => Number(document.querySelector('input[name=on]').value) > {day('2022-11-01')}")
    page.get_by_role("button", name="Pause").click()
    assert (value(page, "on") - day("2022-09-20")) % 7 == 0


def test_the_arrows_go_through_the_choices_and_leave_the_day(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2022-12-01").page
    choice = page.get_by_label("Reports said:")
    choice.focus()
    page.keyboard.press("ArrowDown")
    assert choice.input_value() == "by"
    assert value(page, "on") == day("2022-12-01")


@WIDTHS
def test_the_day_by_which_the_reports_had_said_it_is_typed_and_old_addresses_open(
    open_seeds: Callable[..., Watched], width: int, height: int
) -> None:
    watched = open_seeds("#on=2022-12-01&known_by=2022-11-30", width=width, height=height)
    page = watched.page
    choice, typed = page.get_by_label("Reports said:"), page.locator("input[name=known-day]")
    assert (choice.input_value(), typed.input_value()) == ("by", "30 November 2022")
    typed.fill("10.10.2022")
    typed.press("Enter")
    page.wait_for_url(re.compile("known_by=2022-10-10"))
    assert value(page, "known_by") == day("2022-10-10")
    choice.select_option("as it looked on the day shown")
    page.wait_for_url(re.compile("tied=1"))
    assert not typed.is_visible()
    choice.select_option("at any time")
    page.wait_for_function("() => !/known_by|tied/.test(location.hash)")
    assert not typed.is_visible()
    page.evaluate("location.hash = '#on=2022-12-01&known_by=2022-12-01&tied=1'")
    page.wait_for_function("() => document.querySelector('select[name=known]').value === 'tied'")
    if width < 600:
        box = choice.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    assert watched.complaints == []


@WIDTHS
def test_the_day_is_the_largest_text_over_the_panel_and_is_said_once_in_large_letters(
    open_seeds: Callable[..., Watched], width: int, height: int
) -> None:
    page = open_seeds("#on=2022-12-01", width=width, height=height).page
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    largest = page.eval_on_selector_all(
        ".mustermap *",
        "all => Math.max(...all.filter(e => !e.closest('h1, .day, .day-heading, .leaflet-control') && e.offsetParent)"
        ".map(e => parseFloat(getComputedStyle(e).fontSize)))",
    )
    assert page.locator("output.day").evaluate(size) < largest or width < 600
    assert page.locator(".day-heading").evaluate(size) > max(largest, page.locator("h1").evaluate(size)) or width < 600


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "how many claims there are on each day; the faint part, those not repeated for six months"),
        ("uk", "скільки тверджень припадає на кожен день; бліда частина — ті, що пів року не повторювано"),
        ("ru", "сколько утверждений приходится на каждый день; бледная часть — те, что полгода не повторялись"),
    ],
)
def test_the_bars_of_the_axis_are_explained_in_the_key_to_a_pointer_and_once_to_a_screen_reader(
    open_page: Callable[..., Watched], seed_page: Path, language: str, said: str
) -> None:
    page = open_page(seed_page, f"#on=2022-12-01&lang={language}", width=390, height=844).page
    page.locator(".legend > summary").click()
    assert said in page.locator(".legend-time").inner_text()
    assert said in str(page.locator(".track").get_attribute("title"))
    assert page.locator(".time-bar").aria_snapshot().count(said) == 1
