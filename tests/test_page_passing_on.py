"""What is passed on of a page: a link to one claim, and a view in a frame of somebody else's page."""

from __future__ import annotations

import html
import itertools
from typing import TYPE_CHECKING, Any

import pytest

from tests.cases import day
from tests.page_states import PHONE, draw_sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Frame, Page

    from tests.conftest import Watched

DECEMBER = "#on=2022-12-01&known_by=2022-11-30"
LATUSHKA = "03-latushka-120000"
CARD = f"[data-card-report='{LATUSHKA}']"
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
WITHOUT_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})"


def test_a_link_to_a_claim_opens_its_day_its_subject_and_its_card(open_seeds: Callable[..., Watched]) -> None:
    watched = open_seeds(f"#claim={LATUSHKA}")
    page = watched.page
    assert page.locator(CARD).is_visible()
    # It is claimed for November 2022 to February 2023: the first day that is certainly meant is the last of November.
    assert page.input_value("input[name=on]") in {str(day("2022-11-01")), str(day("2022-11-30"))}
    assert page.locator(".comparison > .subject").get_attribute("aria-label") == "Troops of Russia in Belarus"
    assert f"claim={LATUSHKA}" in page.url
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "claim=" not in url)
    assert not page.locator(".card").is_visible()
    assert watched.complaints == []


def test_a_link_with_a_day_opens_the_card_on_that_day(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(f"#on=2023-01-15&claim={LATUSHKA}").page
    assert page.locator(CARD).is_visible()
    assert page.input_value("input[name=on]") == str(day("2023-01-15"))


def test_a_claim_that_is_not_in_the_map_is_said_to_be_missing(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2022-12-01&claim=no-such-claim").page
    note = page.locator(".note").inner_text()
    assert "claim=no-such-claim" in note.replace("\u2068", "").replace("\u2069", "")
    assert "not in this map" in note
    assert not page.locator(".card").is_visible()
    assert "no-such-claim" not in page.url


@pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])
def test_every_card_has_a_link_to_its_claim_and_the_address_holds_the_card(
    open_seeds: Callable[..., Watched], size: dict[str, Any]
) -> None:
    page = open_seeds(DECEMBER, **size).page
    page.evaluate(WITHOUT_CLIPBOARD)
    draw_sheet(page, 2)
    page.locator(f".list [data-report='{LATUSHKA}'] .row").click()
    page.wait_for_url(lambda url: f"claim={LATUSHKA}" in url)
    page.locator(f"{CARD} button[name=claim-link]").click()
    assert page.locator(f"{CARD} .share-link").input_value() == f"#claim={LATUSHKA}"
    assert "https://example.org/map.html" in page.locator(f"{CARD} .share-status").inner_text()
    assert page.locator(".claim-actions a").count() == 0, "a file has no forms, whatever made it"
    page.evaluate("delete navigator.clipboard")


def test_several_claims_in_one_card_are_all_in_the_address(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(f"#on=2022-12-01&claim={LATUSHKA}&claim=09-first-tank-army").page
    parts = page.locator("[data-part-report]")
    assert parts.count() == 2
    for part in parts.all():
        part.locator("summary").click()
        part.locator("[data-card-report]").wait_for()
    assert page.locator("[data-card-report]").count() == 2
    assert page.locator("button[name=claim-link]").count() == 2


def framed(watched: Watched, file: Path, fragment: str, width: int, height: int, style: str = "") -> Frame:
    """Show a page in a sandboxed frame of another page."""
    page = watched.page
    page.set_default_timeout(10_000)
    source = html.escape(f"{file.name}{fragment}")
    frame = f'<iframe src="{source}" title="Map" sandbox="{SANDBOX}" width="{width}" height="{height}" style="{style}">'
    article = file.with_name(f"article-{width}-{height}.html")
    article.write_text(f"<!DOCTYPE html><title>Article</title><p>Before</p>{frame}</iframe>", encoding="utf-8")
    page.goto(article.as_uri())
    shown = page.frames[-1]
    shown.wait_for_selector("input[name=on]", state="attached")
    return shown


def seen(frame: Frame, selector: str) -> bool:
    return frame.locator(selector).first.is_visible()


BOXES = """() => {
  const box = it => {
    const { left, top, right, bottom } = it.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const map = document.querySelector('.map-box');
  const covers = [...document.querySelectorAll('[data-covers-map], .leaflet-control, .time-bar, .panel')];
  return {
    map: box(map),
    share: map.offsetHeight / innerHeight,
    marks: [...document.querySelectorAll('.mark, .area-chip, .area-card')].filter(it => it.checkVisibility()).map(box),
    covers: covers.filter(it => it.checkVisibility() && it.getBoundingClientRect().width > 0).map(box),
  };
}"""


FOOT = """() => ['.time-buttons', '.open-whole', '.credits > button'].map(selector => {
  const { left, top, right, bottom } = document.querySelector(selector).getBoundingClientRect();
  return { left, top, right, bottom };
})"""


def overlaps(one: dict[str, float], other: dict[str, float]) -> bool:
    return (
        min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1
    )


@pytest.mark.parametrize(("width", "height"), [(320, 240), (360, 480), (640, 480)])
def test_a_small_frame_shows_map_day_answer_play_step_and_the_way_to_the_whole(
    take_page: Callable[..., Watched], seed_page: Path, width: int, height: int
) -> None:
    watched = take_page()
    frame = framed(watched, seed_page, DECEMBER, width, height)
    frame.wait_for_selector(".is-embedded .closed-line")
    frame.wait_for_selector(".mark", state="attached")
    for selector in (".leaflet-container", ".closed-line", ".play", ".time-buttons button:nth-child(4)", ".open-whole"):
        assert seen(frame, selector), selector
    for selector in (".tools", ".legend", ".tabs", ".time-choices", ".axis", ".share-tool"):
        assert not seen(frame, selector), selector
    assert "1 Dec 2022" in frame.locator(".closed-line").inner_text()
    assert frame.locator(".open-whole").get_attribute("href") == seed_page.as_uri() + DECEMBER
    boxes = frame.evaluate(BOXES)
    assert boxes["share"] >= 0.6
    feet = frame.evaluate(FOOT)
    assert not [pair for pair in itertools.combinations(feet, 2) if overlaps(*pair)]
    assert boxes["marks"]
    for mark in boxes["marks"]:
        assert not [cover for cover in boxes["covers"] if overlaps(mark, cover)]
        assert mark["top"] >= boxes["map"]["top"] - 1, "what is shown of the subject is within the map"
        assert mark["bottom"] <= boxes["map"]["bottom"] + 1
    frame.locator(".time-buttons button:nth-child(4)").click()
    assert "2 Dec 2022" in frame.locator(".closed-line").inner_text()
    assert not [url for url in watched.requests if not url.startswith(("file:", "data:", "blob:"))]
    assert watched.complaints == []


def test_a_large_frame_shows_the_whole_page_unless_its_address_says_otherwise(
    take_page: Callable[..., Watched], seed_page: Path
) -> None:
    watched = take_page()
    whole = framed(watched, seed_page, DECEMBER, 1200, 700)
    whole.wait_for_selector(".subject")
    assert seen(whole, ".tabs")
    small = framed(watched, seed_page, f"{DECEMBER}&embed=1", 1200, 700)
    small.wait_for_selector(".is-embedded .closed-line")
    assert not seen(small, ".tabs")
    assert watched.complaints == []


def test_a_frame_that_is_hidden_at_first_shows_all_places_once_it_is_seen(
    take_page: Callable[..., Watched], seed_page: Path
) -> None:
    watched = take_page()
    frame = framed(watched, seed_page, DECEMBER, 640, 480, "display: none")
    watched.page.evaluate("document.querySelector('iframe').style.display = ''")
    frame.wait_for_selector(".is-embedded .closed-line")
    frame.wait_for_selector(".mark")
    boxes = frame.evaluate(BOXES)
    for mark in boxes["marks"]:
        assert boxes["map"]["left"] <= mark["left"] < boxes["map"]["right"]
        assert boxes["map"]["top"] <= mark["top"] < boxes["map"]["bottom"]
    assert watched.complaints == []


def test_the_wheel_over_a_small_frame_scrolls_the_article(take_page: Callable[..., Watched], seed_page: Path) -> None:
    watched = take_page()
    page = watched.page
    frame = framed(watched, seed_page, DECEMBER, 640, 480, "display: block; margin: 100px 0 3000px")
    frame.wait_for_selector(".is-embedded .closed-line")
    frame.wait_for_selector(".mark")
    page.mouse.move(300, 300)
    page.mouse.wheel(0, 1000)
    page.wait_for_function("scrollY > 0")
    page.evaluate("scrollTo(0, 0)")
    frame.locator(".play").click()
    frame.wait_for_function(
        "day => !document.querySelector('.closed-line').textContent.includes(day)", arg="1 Dec 2022"
    )
    assert watched.complaints == []


def test_a_card_in_a_small_frame_covers_it_until_it_is_closed(
    take_page: Callable[..., Watched], seed_page: Path
) -> None:
    watched = take_page()
    frame = framed(watched, seed_page, f"{DECEMBER}&claim={LATUSHKA}", 360, 480)
    frame.wait_for_selector(CARD)
    frame.locator(".card .close").click()
    assert not seen(frame, ".card")
    assert seen(frame, ".closed-line")


def test_the_code_that_embeds_a_view_shows_it_in_another_page(
    open_page: Callable[..., Watched], seed_page: Path
) -> None:
    watched = open_page(seed_page, DECEMBER)
    page: Page = watched.page
    page.evaluate(WITHOUT_CLIPBOARD)
    page.locator(".share-tool").click()
    page.locator("button[name=embed]").click()
    code = page.locator(".share-box .share-link").input_value()
    assert code.startswith(f'<iframe src="{seed_page.name}#on=2022-12-01&amp;known_by=2022-11-30')
    assert "embed=1" in code
    article = seed_page.with_name("article.html")
    article.write_text(f"<!DOCTYPE html><title>Article</title><p>Before</p>{code}<p>After</p>", encoding="utf-8")
    page.goto(article.as_uri())
    frame = page.frames[-1]
    frame.wait_for_selector(".is-embedded .closed-line")
    assert page.locator("iframe").get_attribute("title") == "Claims about troops"
    assert watched.complaints == []


def test_a_page_without_an_address_of_its_own_works(take_page: Callable[..., Watched], seed_page: Path) -> None:
    """As where a system keeps the whole page within the article's."""
    watched = take_page()
    page = watched.page
    whole = html.escape(seed_page.read_text(encoding="utf-8"))
    article = seed_page.with_name("within.html")
    article.write_text(
        f'<!DOCTYPE html><title>Article</title><iframe width=640 height=480 sandbox="{SANDBOX}" srcdoc="{whole}">',
        encoding="utf-8",
    )
    page.goto(article.as_uri())
    frame = page.frames[-1]
    frame.wait_for_selector(".is-embedded .closed-line")
    frame.locator(".time-buttons button:nth-child(4)").click()
    assert not seen(frame, ".open-whole"), "it has no address that could be opened"
    assert watched.complaints == []


ENLARGED = """() => {
  const own = CanvasRenderingContext2D.prototype.drawImage;
  window.enlarged = { by: [], stop: () => { CanvasRenderingContext2D.prototype.drawImage = own; } };
  CanvasRenderingContext2D.prototype.drawImage = function (image, ...box) {
    const isPicture = this.canvas.width === 2 * document.querySelector('.map-box').clientWidth;
    if (isPicture && image instanceof HTMLCanvasElement)
      window.enlarged.by.push((box[2] * this.getTransform().a) / image.width);
    return own.call(this, image, ...box);
  };
}"""


def test_nothing_of_the_map_is_blurred_in_a_saved_picture(open_seeds: Callable[..., Watched]) -> None:
    # At a whole zoom: between two the base map's tiles are scaled, here as on the screen.
    watched = open_seeds(f"{DECEMBER}&map=7/53.4/27.1", basemap=True)
    page = watched.page
    screen = "() => [...document.querySelectorAll('.map-box canvas')].map(it => it.width)"
    before = page.evaluate(screen)
    page.evaluate(ENLARGED)
    page.locator(".share-tool").click()
    with page.expect_download():
        page.locator("button[name=png]").click()
    enlarged = page.evaluate("window.enlarged.by")
    page.evaluate("() => { window.enlarged.stop(); delete window.enlarged; }")
    assert len(enlarged) >= 3, "the basemap, its names and the marks"
    assert max(enlarged) <= 1.01, "a canvas that is drawn larger than it is has blurred letters"
    assert page.evaluate(screen) == before, "the screen's map is as sharp as the screen"
    assert watched.complaints == []
