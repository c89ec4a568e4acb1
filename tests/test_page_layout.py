"""How the page is laid out, measured in the browser: names keep off outlines, nothing lies over what is read."""

from __future__ import annotations

import itertools
import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from mustermap.maps.document.document import Document, write
from tests.maps_frame import at_point, exactly, frame, report, said_on
from tests.page_states import GO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080), (768, 1024), (390, 844)])
DAY = "2022-10-10"
# Points of all outlines in pixels of the map, two pixels apart.
OUTLINES = """() => { const map = document.querySelector('.leaflet-container').getBoundingClientRect();
  return [...document.querySelectorAll('path.area-line')].flatMap(path => {
    const matrix = path.getScreenCTM(); const points = [];
    for (let at = 0; at < path.getTotalLength(); at += 2) {
      const point = path.getPointAtLength(at).matrixTransform(matrix);
      points.push([point.x - map.x, point.y - map.y]);
    }
    return points; }); }"""


def _labels(page: Page) -> list[list[float]]:
    found: list[list[float]] = json.loads(
        page.locator(".leaflet-marks-pane canvas").get_attribute("data-labels") or "[]"
    )
    return found


def _crossed(page: Page, outline: list[list[float]]) -> list[tuple[list[float], list[float]]]:
    """Find the names of places that an outline crosses, each with a point of the outline."""
    labels = _labels(page)
    assert len(labels) == 2  # Smolensk and Machulishchi
    assert len(outline) > 100
    return [
        (label, point)
        for label, point in itertools.product(labels, outline)
        if label[0] < point[0] < label[0] + label[2] and label[1] < point[1] < label[1] + label[3]
    ]


@SIZES
def test_at_first_all_places_are_in_view_nothing_lies_over_them_and_no_name_crosses_an_outline(
    open_seeds: Callable[..., Watched], width: int, height: int
) -> None:
    watched = open_seeds(f"#on={DAY}", basemap=True, width=width, height=height)
    page = watched.page
    crossed = {DAY: _crossed(page, page.evaluate(OUTLINES))}
    page.evaluate(GO, "#on=2022-12-01")
    watched.settle()
    outline = page.evaluate(OUTLINES)
    crossed["2022-12-01"] = _crossed(page, outline)
    assert crossed == {DAY: [], "2022-12-01": []}
    covered = page.evaluate(
        """outline => { const map = document.querySelector('.leaflet-container').getBoundingClientRect();
          const over = ([x, y]) => { const top = document.elementFromPoint(x + map.x, y + map.y);
            return !top || !top.closest('.leaflet-container') || Boolean(top.closest('.leaflet-control')); };
          return outline.filter(over).length; }""",
        outline,
    )
    assert covered == 0
    assert page.locator(".mark").count() == 2
    for mark in page.locator(".mark").all():
        assert mark.evaluate(
            """e => { const r = e.getBoundingClientRect();
              return document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2) === e; }"""
        )


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_an_open_card_lies_over_all_of_the_panel(open_seeds: Callable[..., Watched], width: int, height: int) -> None:
    watched = open_seeds("#on=2022-12-01", width=width, height=height)
    page = watched.page
    page.locator(".area-heading:visible").first.click()
    watched.settle()
    seen = page.locator(".card").evaluate(
        """card => { const box = card.getBoundingClientRect(); const others = [];
          for (let x = box.left + 4; x < box.right - 4; x += 12) for (let y = box.top + 4; y < box.bottom - 4; y += 8) {
            const top = document.elementFromPoint(x, y);
            if (!card.contains(top) && !top.closest('.time-bar')) others.push(top.className); }
          return others; }"""
    )
    assert seen == []


def test_all_credits_are_two_lines_at_most_and_nothing_covers_them(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2022-12-01").page
    page.get_by_role("button", name="Credits").click()
    line = page.locator(".credits-line")
    assert line.evaluate("e => new Set([...e.getClientRects()].map(r => Math.round(r.top))).size <= 2")
    assert (line.bounding_box() or {})["height"] < 40
    assert line.evaluate(
        """e => [...e.querySelectorAll('a')].every(a => [...a.getClientRects()].every(r =>
          document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2).closest('a') === a))"""
    )


def test_the_first_month_after_a_break_of_the_axis_has_its_year(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2022-12-01").page
    assert "Oct 2022" in page.locator(".ticks .tick").all_inner_texts()


def _countries(count: int) -> list[dict[str, Any]]:
    """Square countries side by side, as many small ones as large ones."""
    rows = []
    for k in range(count):
        side = 5.0 if k % 2 else 1.0
        lon, lat = -140.0 + 18 * (k % 16), -50.0 + 12 * (k // 16)
        area = at_point(f"C{k}", f"Land {k}", lon + side / 2, lat + side / 2, place_precision="country")
        rows.append(
            report(
                f"c-{k}",
                **said_on(DAY),
                **exactly(100 + k),
                **area | {"geometry": shapely.box(lon, lat, lon + side, lat + side)},
            )
        )
    return rows


@pytest.fixture(scope="module")
def many_areas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.html"
    write(Document(frame(_countries(150), first=DAY, last=DAY, opened=DAY)), path)
    return path


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_of_many_areas_each_has_its_figure_or_is_counted_and_none_covers_another(
    open_page: Callable[..., Watched], many_areas: Path, width: int, height: int
) -> None:
    watched = open_page(many_areas, f"#on={DAY}", width=width, height=height)
    watched.settle()
    page = watched.page
    pills = page.eval_on_selector_all(
        ".area-pill",
        "all => all.map(e => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.right, r.bottom]; })",
    )
    ids = page.eval_on_selector_all(".area-pill", "all => all.flatMap(e => e.dataset.reports.split(' '))")
    assert sorted(ids) == sorted(f"c-{k}" for k in range(150))
    assert page.locator(".area-card").count() == 0
    covering = [
        (one, other)
        for one, other in itertools.combinations(pills, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert covering == []
    assert page.locator(".too-many").is_visible()
    page.locator(".area-pill").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".card").is_visible()
    assert watched.complaints == []


def test_where_no_report_is_placed_the_world_is_shown_and_said_to_be_empty(
    open_page: Callable[..., Watched], tmp_path: Path
) -> None:
    path = tmp_path / "none.html"
    write(Document(frame([report("one", **said_on(DAY))], first=DAY, last=DAY, opened=DAY)), path)
    watched = open_page(path, f"#on={DAY}")
    watched.settle()
    assert watched.page.locator(".too-many").inner_text().startswith("No report is placed on the map")
    assert "5000 km" in watched.page.locator(".leaflet-control-scale-line").inner_text()
    assert watched.page.locator(".ticks .tick").all_inner_texts() == ["10 Oct 2022"]


# Cards, names and the drawings of marks in pixels of the map; a button is larger than a small mark that it is over.
BOXES = """() => {
  const map = document.querySelector('.leaflet-container').getBoundingClientRect();
  const seen = (selector) => [...document.querySelectorAll(selector)].filter(it => it.checkVisibility());
  const boxes = (selector, rim) => seen(selector).map(it => {
    const { x, y, width, height } = it.getBoundingClientRect();
    const by = rim(width);
    return [x - map.x + by, y - map.y + by, width - 2 * by, height - 2 * by];
  });
  return {
    cards: boxes('.area-card, .area-pill', () => 0),
    discs: boxes('.mark', width => width > 26 ? 2 : 9),
    labels: JSON.parse(document.querySelector('.leaflet-marks-pane canvas').dataset.labels),
  };
}"""


def _overlap(one: list[float], other: list[float]) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


@pytest.fixture(scope="module")
def map_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The map of a file of the reports that come along, made once."""
    from mustermap.app.map_file import make_map
    from mustermap.app.options import Selection
    from tests.cases import FIRST_SOURCE

    folder = tmp_path_factory.mktemp("seeds")

    @cache
    def make(name: str) -> Path:
        path = folder / f"{name}.html"
        reports = FIRST_SOURCE.with_name(f"{name}.toml")
        assert make_map(Selection(files=[reports]), output=path, title="Claims", overwrite=False) == 0
        return path

    return make


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize("name", ["belarus-2022", "belarus-2022-coverage"])
def test_no_card_or_name_covers_another_one_or_a_disc(
    open_page: Callable[..., Watched], map_of: Callable[[str], Path], name: str, width: int, height: int
) -> None:
    watched = open_page(map_of(name), width=width, height=height)
    for day in ("2022-10-15", "2023-02-01", "2023-08-01"):
        watched.page.evaluate(GO, f"#on={day}")
        watched.settle()
        found = watched.page.evaluate(BOXES)
        texts = found["cards"] + found["labels"]
        assert texts
        covering = [pair for pair in itertools.combinations(texts, 2) if _overlap(*pair)]
        covering += [pair for pair in itertools.product(texts, found["discs"]) if _overlap(*pair)]
        assert covering == [], day
