"""The page on paper: one sheet with what the screen shows, whatever the paper, and nothing that is operated."""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from tests.page_states import PHONE
from tests.pdf_text import read_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Watched

DECEMBER = "#on=2022-12-01&known_by=2022-11-30"
SHEETS = [("A4", False), ("A4", True), ("Letter", False), ("Letter", True)]
# What a reader needs to read without a glass.
LEAST_POINTS = 6
POINTS_PER_PIXEL = 0.75
CONTROLS = ("Share", "Filter", "What changed", "Over time", "Credits", "Table", "days a step")


def bare(text: str) -> str:
    """Return a text as it can be compared with that of a PDF, which knows no spaces at the ends of lines."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


ANSWER = ".answer-sentence b, .claim-figure, .denied b"


def figures(page: Page, strong: str = f"{ANSWER}, .list .row-title") -> list[str]:
    """Return what the panel says in strong letters of a claim: in the sentence, the rows and the list."""
    texts: list[str] = page.eval_on_selector_all(
        strong, "all => all.filter(it => it.checkVisibility()).map(it => it.textContent)"
    )
    return [number for text in texts for number in re.findall(r"\d[\d,\u00a0–]*", text)]


@pytest.mark.parametrize("tab", ["day", "time", "changes&since=2022-09-29"])
def test_a_sheet_holds_every_figure_of_the_panel_and_no_control(open_seeds: Callable[..., Watched], tab: str) -> None:
    watched = open_seeds(f"{DECEMBER}&tab={tab}", basemap=True)
    page = watched.page
    shown = figures(page)
    assert "120,000" in shown
    # What is emulated goes before what the browser does itself when it prints.
    page.emulate_media(media="null")
    for paper, is_across in SHEETS:
        pdf = read_pdf(page.pdf(format=paper, landscape=is_across))
        assert len(pdf.pages()) == 1, (paper, is_across)
        assert min(run.size for run in pdf.runs()[0]) >= LEAST_POINTS, (paper, is_across)
        text = bare(pdf.pages()[0])
        for part in (*shown, "1 December 2022", "Pavel Latushka", "GeoNames", "30 November 2022", "disputed"):
            assert bare(part) in text, (paper, is_across, part)
        assert not [control for control in CONTROLS if bare(control) in text]
    assert watched.complaints == []


def test_the_map_is_whole_and_nothing_lies_outside_of_the_sheet(open_seeds: Callable[..., Watched]) -> None:
    for size in ({}, PHONE):
        page = open_seeds(DECEMBER, basemap=True, **size).page
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 718, "height": 976})
        found = page.evaluate(
            """() => {
              const sheet = document.querySelector('.print-sheet');
              const box = selector => sheet.querySelector(selector).getBoundingClientRect();
              const [map, view] = [box('.print-map'), box('.print-map > *')];
              const others = [...document.querySelectorAll('.mustermap > :not(.print-sheet)')];
              const outside = [...sheet.querySelectorAll(':scope > :not(.print-map) *')].filter(it => {
                const { left, right, width } = it.getBoundingClientRect();
                return width > 0 && (left < -1 || right > 719);
              });
              return {
                cut: Math.max(Math.abs(view.width - map.width), Math.abs(view.height - map.height)),
                outside: outside.map(it => it.outerHTML.slice(0, 90)),
                others: others.filter(it => it.checkVisibility()).length,
                controls: sheet.querySelectorAll('select, input, .tabs, .leaflet-control-zoom, .map-options').length,
                forces: [...sheet.querySelectorAll('.print-key .key-forces li')]
                  .filter(it => it.checkVisibility()).map(it => it.innerText.trim()),
                drawn: [...sheet.querySelectorAll('canvas')].length,
              };
            }"""
        )
        assert found.pop("cut") <= 3, "the map is as large as its frame, but for the frame's line"
        assert found.pop("drawn") > 0
        assert found == {"outside": [], "others": 0, "controls": 0, "forces": ["Russia", "Belarus"]}
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator(".print-sheet *").count() == 0


MAPS = """() => [...document.querySelectorAll('.print-map')].filter(it => it.checkVisibility()).map(map => {
  const view = map.firstElementChild;
  const scale = map.getBoundingClientRect().width / view.offsetWidth;
  const letters = document.createTreeWalker(view, NodeFilter.SHOW_TEXT);
  const sizes = [];
  while (letters.nextNode()) sizes.push(parseFloat(getComputedStyle(letters.currentNode.parentElement).fontSize));
  const ground = view.querySelector('.leaflet-tile-pane canvas').getBoundingClientRect();
  const corner = view.getBoundingClientRect();
  return {
    scale,
    sizes,
    size: [view.offsetWidth, view.offsetHeight],
    // How far the basemap's canvas is from the map's corner.
    ground: Math.hypot(ground.x - corner.x, ground.y - corner.y),
    names: JSON.parse(view.querySelector('canvas[data-labels]').dataset.labels),
    cards: [...view.querySelectorAll('.area-card, .area-pill')].map(it => {
      const { x, y } = it.getBoundingClientRect();
      return [(x - corner.x) / scale, (y - corner.y) / scale, it.offsetWidth, it.offsetHeight];
    }),
  };
})"""


def overlap(one: list[float], other: list[float]) -> bool:
    return all(
        min(one[side] + one[side + 2], other[side] + other[side + 2]) - max(one[side], other[side]) > 1
        for side in (0, 1)
    )


@pytest.mark.parametrize(
    ("size", "scheme"),
    [({}, "light"), ({"width": 1920, "height": 1080}, "dark"), (PHONE, "light")],
    ids=["desk", "wide and dark", "phone"],
)
@pytest.mark.parametrize("view", [DECEMBER, "#on=2022-10-15"])
def test_the_letters_of_the_map_can_be_read_and_none_is_cut_or_lies_on_another(
    open_seeds: Callable[..., Watched], size: dict[str, Any], scheme: str, view: str
) -> None:
    page = open_seeds(view, basemap=True, color_scheme=scheme, **size).page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    maps = []
    for width, height in ((718, 976), (976, 718)):
        page.set_viewport_size({"width": width, "height": height})
        maps += page.evaluate(MAPS)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(maps) == 2, "one on a sheet, upright and across"
    for one in maps:
        # A name on the canvas has 11.5 pixels, a count beside a mark 10.5.
        smallest = min(10.5, *one["sizes"])
        assert smallest * one["scale"] * POINTS_PER_PIXEL >= LEAST_POINTS
        assert one["ground"] < 1, "the basemap lies under the marks"
        boxes = [*one["names"], *one["cards"]]
        assert boxes
        for x, y, width, height in boxes:
            assert min(x, y) >= 0, "nothing is cut"
            assert x + width <= one["size"][0] + 1
            assert y + height <= one["size"][1] + 1
        assert not [pair for pair in itertools.combinations(boxes, 2) if overlap(*pair)]


SHOWN = """() => {
  const texts = selector => [...document.querySelectorAll(selector)].map(it => it.outerHTML);
  // Where a thing is on the map, not by which shift of which layer.
  const places = selector => [...document.querySelectorAll(selector)].map(it => {
    const [copy, { x, y, width, height }] = [it.cloneNode(true), it.getBoundingClientRect()];
    copy.removeAttribute('style');
    return [copy.outerHTML, x, y, width, height].join();
  });
  const map = document.querySelector('.map-box .leaflet-container');
  return {
    address: location.href,
    entries: history.length,
    size: [map.clientWidth, map.clientHeight, map.style.cssText],
    classes: map.className,
    names: document.querySelector('.map-box [data-labels]').dataset.labels,
    canvases: [...document.querySelectorAll('.map-box .map-sheet')].map(it => it.width),
    layers: places('.map-box .map-sheet'),
    cards: places('.map-box .area-card:not([hidden]), .map-box .mark'),
    scale: document.querySelector('.map-box .leaflet-control-scale').innerText,
    key: texts('.map-box .legend'),
    panel: texts('.panel'),
    scrolled: document.querySelector('.panel-scroll').scrollTop,
    focus: document.activeElement.getAttribute('aria-label'),
  };
}"""


@pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])
def test_after_printing_map_address_and_panel_are_as_before(
    open_seeds: Callable[..., Watched], size: dict[str, Any]
) -> None:
    watched = open_seeds(f"{DECEMBER}&map=6.25/53.4/27.1", basemap=True, **size)
    page = watched.page
    page.locator(".mark").first.focus()
    watched.settle()
    before = page.evaluate(SHOWN)
    page.emulate_media(media="null")
    for _ in range(2):
        page.pdf(format="A4")
        watched.settle()
        assert page.evaluate(SHOWN) == before
    # What is written with a delay is not written either.
    page.wait_for_timeout(300)
    assert page.evaluate(SHOWN) == before
    assert watched.complaints == []


@pytest.fixture(scope="module")
def whole_page(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Return the map of all the first reports."""
    from mustermap.app.map_file import make_map
    from mustermap.app.options import Selection

    page = tmp_path_factory.mktemp("whole") / "whole.html"
    files = sorted(root.glob("seeds/*.toml"))
    assert make_map(Selection(files=files), output=page, title="Claims about troops", overwrite=False) in {0, 1}
    return page


def test_what_has_no_room_is_on_a_second_sheet_and_map_and_rows_on_the_first(
    open_page: Callable[..., Watched], whole_page: Path
) -> None:
    watched = open_page(whole_page, "#on=2024-12-15&force=North+Korea", width=1920, height=1080)
    watched.settle()
    page = watched.page
    answer, shown = figures(page, ANSWER), figures(page)
    assert "11,000" in answer
    page.emulate_media(media="null")
    for paper, is_across in SHEETS:
        pdf = read_pdf(page.pdf(format=paper, landscape=is_across))
        first, second = (bare(text) for text in pdf.pages())
        assert min(run.size for runs in pdf.runs() for run in runs) >= LEAST_POINTS, (paper, is_across)
        assert not [part for part in answer if bare(part) not in first]
        assert not [part for part in shown if bare(part) not in first + second]
        assert second.startswith(bare("Other claims on this day"))
        assert bare("Sources") in second
        assert bare("GeoNames") in second
    assert watched.complaints == []


BARS = """selector => {
  const bars = [...document.querySelectorAll(`${selector} .bar-fill`)].filter(it => it.checkVisibility());
  return bars.map(it => {
    const { backgroundImage, borderTopStyle } = getComputedStyle(it);
    return [backgroundImage.split('(')[0], borderTopStyle];
  });
}"""


def test_a_bar_looks_as_on_the_screen(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(DECEMBER).page
    shown = page.evaluate(BARS, ".comparison")
    assert ["repeating-linear-gradient", "solid"] in shown, "what is planned is hatched"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    printed = page.evaluate(BARS, ".print-rows")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert printed == shown


def test_no_label_of_the_chart_lies_on_another_part_of_the_sheet(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(f"{DECEMBER}&tab=time", basemap=True).page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    found = []
    for width, height in ((718, 976), (976, 718)):
        page.set_viewport_size({"width": width, "height": height})
        found += page.evaluate(
            """() => {
              const right = document.querySelector('.print-rows').getBoundingClientRect().right;
              return [...document.querySelectorAll('.print-rows .chart-label')]
                .map(it => it.getBoundingClientRect().right - right);
            }"""
        )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(found) >= 4
    assert max(found) <= 2


@pytest.mark.parametrize("view", [DECEMBER, "#on=2022-09-29&known_by=2022-09-29"], ids=["rows", "for later"])
def test_the_number_of_a_source_is_beside_whose_words_it_has(open_seeds: Callable[..., Watched], view: str) -> None:
    page = open_seeds(view).page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    lines = page.locator(".print-rows .claim").all_inner_texts()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert [line for line in lines if re.search(r"\[\d+\]", line)]
    assert not [line for line in lines if re.search(r"^\s*\[\d+\]", line, re.MULTILINE)]


def test_the_button_prints_what_the_browsers_own_command_prints(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(DECEMBER).page
    page.evaluate("() => { window.print = () => { window.printed = document.querySelector('.share-box').hidden; }; }")
    page.locator(".share-tool").click()
    page.locator("button[name=print]").click()
    assert page.evaluate("window.printed") is True
    page.evaluate("delete window.print")
