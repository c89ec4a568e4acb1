"""Finding and passing on, with real input: filter, search, changes, table, link, picture, paper."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.cases import day
from tests.page_states import GO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

SIZES = {"desk": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844, "has_touch": True}}
AT = "#on=2022-12-01"


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> dict[str, Any]:
    return SIZES[request.param]


@pytest.fixture
def scheme(size: dict[str, Any]) -> str:
    """A scheme changes colours, and nothing of what is found: each is looked at in one of the sizes."""
    return "dark" if size["width"] < 600 else "light"


def _press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name, exact=isinstance(name, str)).first.click()


def test_filters_are_chosen_counted_written_down_and_cleared(
    open_seeds: Callable[..., Watched], seed_page: Path, size: dict[str, Any], scheme: str
) -> None:
    watched = open_seeds(AT, color_scheme=scheme, **size)
    page = watched.page
    _press(page, "Filter")
    box = page.locator(".filter-box")
    box.get_by_role("checkbox", name=re.compile("^Russia ")).check()
    assert "4 hidden by filters" in page.locator(".counts").first.inner_text()
    assert "5 claims on this day · 13 reports" in page.locator(".counts").first.inner_text()
    box.get_by_role("checkbox", name=re.compile("^with a number")).check()
    page.wait_for_url(re.compile(r"f\.force=Russia&f\.number=given"))
    assert "3 claims on this day · 13 reports" in page.locator(".counts").first.inner_text()
    assert "2 filters on · Force: Russia · Number: with a number" in page.locator(".filters-on").inner_text()
    page.keyboard.press("Escape")
    assert not box.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Filter (2)"
    page.go_back()
    page.wait_for_url(lambda url: "f.number" not in url)
    assert "5 claims on this day · 13 reports" in page.locator(".counts").first.inner_text()
    page.go_forward()
    page.wait_for_url(re.compile(r"f\.number=given"))
    page.locator(".filters-on").get_by_role("button", name="clear").click()
    assert "9 claims on this day · 13 reports" in page.locator(".counts").first.inner_text()
    assert "hidden" not in page.locator(".counts").first.inner_text()
    assert watched.complaints == []
    assert set(watched.requests) <= {seed_page.as_uri()}


def test_what_is_only_last_cited_can_be_hidden(open_seeds: Callable[..., Watched]) -> None:
    watched = open_seeds("#on=2023-06-01")
    page = watched.page
    assert "7 claims on this day · 13 reports" in page.locator(".counts").first.inner_text()
    _press(page, "Filter")
    page.get_by_role("checkbox", name=re.compile("^Hide what was not repeated for six months")).check()
    assert (
        "0 claims on this day · 13 reports, 1 source · 0 not placed, 7 hidden by filters"
        in page.locator(".counts").first.inner_text()
    )
    page.wait_for_url(re.compile("hide=cited"))
    page.locator("input[name=on]").fill(str(day("2022-12-01")))
    assert "9 claims on this day · 13 reports" in page.locator(".counts").first.inner_text()
    assert watched.complaints == []


def test_filters_go_by_keyboard_alone(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(AT).page
    page.get_by_role("button", name="Filter", exact=True).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "Russia":
            break
    page.keyboard.press("Space")
    assert page.locator("input[name='f.force'][value=Russia]").is_checked()
    assert page.evaluate("document.activeElement.value") == "Russia"
    assert page.input_value("input[name=on]") == str(day("2022-12-01"))


def test_a_search_finds_in_any_order_marks_the_match_and_goes_there(
    open_seeds: Callable[..., Watched], size: dict[str, Any]
) -> None:
    watched = open_seeds("#on=2010-01-01", **size)
    page = watched.page
    page.get_by_role("searchbox").first.click()
    page.keyboard.type("latushka 120,000")
    found = page.locator("[data-found='03-latushka-120000']")
    page.wait_for_url(re.compile("q=latushka\\+120%2C000"))
    found.wait_for()
    assert page.locator(".search-box mark").first.inner_text() in {"Latushka", "120,000"}
    assert page.input_value("input[name=on]") == str(day("2010-01-01"))
    page.keyboard.press("ArrowDown")
    for _ in range(page.locator(".search-box li button").count()):
        if page.evaluate("document.activeElement.dataset.found") == "03-latushka-120000":
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    # A day on which it holds, the nearest: its first certain one.
    assert page.input_value("input[name=on]") == str(day("2022-11-30"))
    assert page.locator("[data-card-report='03-latushka-120000']").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "q"
    assert watched.complaints == []


def test_a_search_without_a_match_says_so(open_seeds: Callable[..., Watched]) -> None:
    watched = open_seeds(f"{AT}&q=%3Cimg+src%3Dx%3E")
    assert "no report, no place" in watched.page.locator(".search-box").inner_text()
    assert watched.page.input_value("input[name=q]") == "<img src=x>"
    assert watched.complaints == []


def test_what_changed_since_a_day_is_listed_and_counted(
    open_seeds: Callable[..., Watched], size: dict[str, Any], scheme: str
) -> None:
    watched = open_seeds(AT, color_scheme=scheme, **size)
    page = watched.page
    # On a phone a button over the map opens it: the panel's tabs are in the sheet that is drawn down.
    if size["width"] < 761:
        _press(page, "What changed")
    else:
        page.get_by_role("tab", name="What changed").click()
    field = page.locator("input[name=since]")
    assert field.input_value() == "1 November 2022"
    # A whole day is gone to without Enter: it would stand over the changes since another.
    field.fill("29 sep 2022")
    page.wait_for_url(re.compile("since=2022-09-29"))
    # By hand: 29 September is left out; what has no day but "10 October or later" may have been said in the time.
    section = page.locator("[data-changes='phase planned']")
    assert section.locator(".head-count").inner_text() == "1 change"
    row, seen = section.locator(".claim-row").bounding_box(), page.locator(".panel-scroll").bounding_box()
    assert row is not None
    assert seen is not None
    assert seen["y"] < row["y"] < row["y"] + row["height"] < seen["y"] + seen["height"], "the change is in sight"
    line = re.sub(r"\s+", " ", section.locator(".claim-row").inner_text())
    assert line == "Nov , Pavel Latushka , began; said 29 Sept , 120,000"
    folded = page.locator(".changes .line-fold:visible > summary").all_inner_texts()
    assert folded == [
        "2 figures without an exact day",
        "1 claim without a number and without an exact day",
        "Also claimed, not comparable: 1 change",
    ]
    field.fill("the day before")
    page.keyboard.press("Enter")
    assert "the day before" in page.locator(".since-problem").inner_text()
    field.fill("1950-01-01")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("since=1950-01-01"))
    assert page.locator(".since-problem").is_hidden()
    _press(page, "a month")
    page.wait_for_url(re.compile("since=2022-11-01"))
    assert page.get_by_role("tab", selected=True).inner_text() == "What changed"
    assert watched.complaints == []


def test_the_table_shows_what_is_in_effect_sorts_and_goes_by_keys(
    open_seeds: Callable[..., Watched], size: dict[str, Any], scheme: str
) -> None:
    watched = open_seeds(AT, color_scheme=scheme, **size)
    page = watched.page
    _press(page, "Table")
    rows = page.locator("[data-table-report]")
    assert rows.count() == 9
    assert page.get_by_role("columnheader", name="Said").get_attribute("aria-sort") == "descending"
    page.get_by_role("columnheader", name="Figure").get_by_role("button").click()
    assert page.get_by_role("columnheader", name="Figure").get_attribute("aria-sort") == "descending"
    figures = [text.split("\n")[0] for text in rows.all_inner_texts()]
    assert [text.split("\t")[0] for text in figures][:4] == ["120,000", "100,000", "20,000", "more than 1,000"]
    rows.first.get_by_role("button").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "100,000"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.dataset.row") == "8"
    page.keyboard.press("Home")
    assert page.input_value("input[name=on]") == str(day("2022-12-01"))
    page.keyboard.press("Enter")
    assert page.locator("[data-card-report='03-latushka-120000']").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert not page.locator(".table-box").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Table"
    assert watched.complaints == []


def test_the_table_is_downloaded_as_csv(open_seeds: Callable[..., Watched], seed_page: Path) -> None:
    watched = open_seeds(f"{AT}&table=1&known_by=2022-11-30")
    page = watched.page
    with page.expect_download() as started:
        _press(page, "Download as CSV")
    download = started.value
    assert download.suggested_filename == "claims-2022-12-01.csv"
    data = download.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = {row["id"][:2]: row for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))}
    assert sorted(rows) == ["01", "02", "03", "04", "06", "07", "08", "09", "12"]
    assert rows["03"]["figure_low"] == "120000"
    assert (rows["07"]["figure_low"], rows["07"]["figure_low_included"], rows["07"]["figure_high"]) == (
        "1000",
        "no",
        "",
    )
    assert {(row["on"], row["known_by"]) for row in rows.values()} == {("2022-12-01", "2022-11-30")}
    assert watched.complaints == []
    assert {url for url in watched.requests if not url.startswith("blob:")} <= {seed_page.as_uri()}


def test_a_link_shows_the_same_view(open_page: Callable[..., Watched], seed_page: Path) -> None:
    page = open_page(seed_page, AT).page
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    _press(page, "Filter")
    page.locator("input[name='f.force'][value=Russia]").check()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("Shift+ArrowLeft")
    page.wait_for_url(re.compile("map="))
    _press(page, "Share")
    _press(page, "Copy link")
    link = page.locator(".share-link").input_value()
    assert link == "#" + page.url.partition("#")[2], "of a file, whose place others do not share, the end alone"
    assert "https://example.org/map.html" in page.locator(".share-status").inner_text()
    assert "f.force=Russia" in link
    shown = page.locator(".counts").first.inner_text()
    day_shown = page.locator("output.day").inner_text()
    again = open_page(seed_page, link).page
    assert again.locator(".counts").first.inner_text() == shown
    assert again.locator("output.day").inner_text() == day_shown
    assert "#" + again.url.partition("#")[2] == link


BROKEN = [
    "#f.force=%00&f.claimant=" + "x" * 5000,
    "#map=99/99/99&place=nowhere&force=&since=never",
    "#q=" + "%F0%9F" * 400,
    "#on=1e9&known_by=%&tied=2&step=hour&hide=1&table=0&lang=%3Cb%3E",
    "#" + "&" * 3000,
    "#f.force=a&f.force=a&f.__proto__=x&constructor=1",
]


def test_a_broken_address_breaks_nothing(open_seeds: Callable[..., Watched]) -> None:
    watched = open_seeds(AT)
    for hash_ in BROKEN:
        if "lang=" in hash_:
            continue
        watched.page.evaluate(GO, hash_)
        watched.settle()
        assert re.search("on this day · 13 reports", watched.page.locator(".counts").first.inner_text()), hash_
        assert watched.complaints == [], hash_


def test_a_page_that_is_opened_at_a_broken_address_shows_its_reports(open_seeds: Callable[..., Watched]) -> None:
    """The language is chosen when the page is loaded."""
    (hash_,) = (one for one in BROKEN if "lang=" in one)
    watched = open_seeds(hash_)
    assert re.search("on this day · 13 reports", watched.page.locator(".counts").first.inner_text())
    assert watched.complaints == []


def test_the_map_is_saved_as_a_picture_without_a_request(
    open_seeds: Callable[..., Watched], size: dict[str, Any], scheme: str
) -> None:
    watched = open_seeds(AT, basemap=True, color_scheme=scheme, **size)
    asked = len(watched.requests)
    page = watched.page
    _press(page, "Share")
    with page.expect_download() as started:
        _press(page, "Save map as PNG")
    picture = started.value.path().read_bytes()
    assert started.value.suggested_filename == "map-2022-12-01.png"
    assert picture.startswith(b"\x89PNG")
    width = int.from_bytes(picture[16:20], "big")
    assert width == 2 * page.locator(".map-box").bounding_box()["width"]  # type: ignore[index]
    # What is operated is not in it: without its controls the map makes the same picture; without its scale it does not.
    saved = []
    for hidden in ("", ".leaflet-control:not(.leaflet-control-scale), .map-head", ".leaflet-control-scale"):
        page.evaluate(
            """hidden => { for (const it of hidden ? document.querySelectorAll(hidden) : [])
              it.style.visibility = 'hidden'; }""",
            hidden,
        )
        watched.settle()
        with page.expect_download() as started:
            _press(page, "Save map as PNG")
        saved.append(started.value.path().read_bytes())
    page.eval_on_selector_all("[style*=visibility]", "all => { for (const it of all) it.style.visibility = ''; }")
    assert saved[0] == saved[1]
    assert saved[1] != saved[2]
    assert watched.complaints == []
    assert [url for url in watched.requests[asked:] if not url.startswith(("blob:", "data:"))] == []
