"""What can be switched on over the map, its credits, and marks that keyboard, pointer and screen reader meet."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING

import pytest

from mustermap.maps.document.document import Document, write
from tests.maps_frame import at_point, exactly, frame, in_belarus, report, said_on
from tests.page_states import GO

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
    zoom = "Number(location.hash.match(/map=([^/]+)/)[1])"
    assert page.evaluate(zoom) == 9, "the basemap shows nothing more, and no two places of the seed are nearer"
    offer.click()
    assert not offer.is_visible()
    assert any(request.startswith(TILES) for request in watched.requests)
    page.keyboard.press("+")
    page.wait_for_function(f"() => {zoom} > 9")


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


CARD = """() => [...document.querySelectorAll('.area-card')].map(card => [...card.children].filter(it => !it.hidden)
  .map(row => [...row.children].map(it => it.innerText.trim()).filter(Boolean).join(' | ') || row.innerText.trim()))"""


@pytest.fixture(scope="module")
def coverage_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of what many sources said of Belarus, as a user makes it."""
    from mustermap.app.map_file import make_map
    from mustermap.app.options import Selection
    from tests.cases import FIRST_SOURCE

    page = tmp_path_factory.mktemp("coverage") / "coverage.html"
    reports = FIRST_SOURCE.with_name("belarus-2022-coverage.toml")
    assert make_map(Selection(files=[reports]), output=page, title="Claims about troops", overwrite=False) == 0
    return page


@WIDTHS
def test_the_card_of_an_area_says_figures_and_claimants_of_each_section(
    open_page: Callable[..., Watched], coverage_page: Path, width: int, height: int
) -> None:
    watched = open_page(coverage_page, "#on=2023-02-01", width=width, height=height)
    watched.settle()
    (card,) = watched.page.evaluate(CARD)
    # Budanov's 4,300 to Deineko's 11,000, of five claimants; Revenko's 9,000 are of the joint regional group.
    assert card[1] == "Russia | present | about 4,300–11,000 | 5"
    assert card[2].replace("\n", " ") == "Russia | arriving | at most 9,000 joint regional group | 1"
    if width == 1280:
        assert card[3:5] == ["Russia | ordered | more than 1,000 | 1", "Russia | planned | 120,000 | 1"]
    assert re.fullmatch(r"\d more lines", card[-1])
    assert len(card) <= 6


def test_the_discs_of_a_card_are_on_the_one_scale_of_the_map_and_an_outline_has_no_colour_of_a_force(
    open_page: Callable[..., Watched], coverage_page: Path
) -> None:
    watched = open_page(coverage_page, "#on=2023-02-01")
    watched.settle()
    widths = watched.page.eval_on_selector_all(
        ".area-row:not([hidden]) .area-sign svg", "signs => signs.map(sign => sign.getBBox().width)"
    )
    # 120,000 planned beside at most 11,000 present: the areas are as the figures.
    assert widths[3] / widths[0] == pytest.approx((120_000 / 11_000) ** 0.5, rel=0.15)
    strokes = watched.page.eval_on_selector_all(
        "path.area-line",
        "paths => paths.map(it => [getComputedStyle(it).stroke, getComputedStyle(it).strokeDasharray])",
    )
    assert strokes == [["rgb(141, 135, 119)", "none"]]
    assert watched.page.locator(".area-tint, .area-line").evaluate_all(
        "paths => paths.every(it => !/force-/.test(it.getAttribute('class')))"
    )


def test_on_a_small_map_tab_reaches_the_heading_of_a_card_and_no_line_that_the_sheet_may_cover(
    open_seeds: Callable[..., Watched],
) -> None:
    watched = open_seeds("#on=2022-12-01", width=390, height=844)
    page = watched.page
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.className"))
    assert any("area-heading" in name for name in reached)
    assert not any("area-row" in name for name in reached)
    heading = page.locator(".area-heading")
    heading.focus()
    page.keyboard.press("Enter")
    assert page.locator(".card").is_visible()
    assert watched.complaints == []


# Towns of four continents, as a table of missions has them: more than the world's view has room for.
TOWNS = (
    ("ML", "Mali", 12.6, -8.0, 6), ("CD", "Congo", -1.6, 29.2, 9), ("HT", "Haiti", 18.5, -72.3, 8),
    ("XK", "Kosovo", 42.6, 21.1, 7), ("LB", "Lebanon", 33.9, 35.5, 9), ("TL", "Timor", -8.5, 125.5, 6),
)  # fmt: skip


def test_at_the_view_of_the_world_every_mark_is_near_its_place_and_what_is_gathered_says_what_it_counts(
    open_page: Callable[..., Watched], tmp_path: Path
) -> None:
    rows = []
    for code, name, lat, lon, count in TOWNS:
        rows += [
            report(
                f"{code}-{k}",
                **said_on("2022-10-10"),
                **exactly(50 * (k + 1)),
                **at_point(
                    f"{code}{k}", f"{name} {k}", lon + 0.7 * (k % 3), lat + 0.7 * (k // 3), place_country_code=code
                ),
            )
            for k in range(count)
        ]
    path = tmp_path / "world.html"
    write(Document(frame(rows, first="2022-10-01", last="2022-12-31", opened="2022-10-10")), path)
    watched = open_page(path, "#on=2022-10-10&map=2/20/20", width=1300, height=900)
    watched.settle()
    marks = watched.page.eval_on_selector_all(
        ".mark",
        """marks => marks.map(m => { const r = m.getBoundingClientRect();
          return [r.x, r.y, r.right, r.bottom, m.dataset.reports.split(' '), m.getAttribute('aria-label')]; })""",
    )
    box = watched.page.locator(".leaflet-container").bounding_box()
    assert box is not None
    where = {row["id"]: (row["place_lat"], row["place_lon"]) for row in rows}
    scale = 256 * 2**2 / 360

    def mercator(lat: float) -> float:
        return math.degrees(math.asinh(math.tan(math.radians(lat))))

    for left, top, right, bottom, ids, _ in marks:
        for one in ids:
            lat, lon = where[one]
            x = box["x"] + box["width"] / 2 + (lon - 20) * scale
            y = box["y"] + box["height"] / 2 - (mercator(lat) - mercator(20)) * scale
            assert math.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom)) <= 60, one
    assert sorted(one for mark in marks for one in mark[4]) == sorted(where)
    labels = {label.split(",")[0]: label for *_, ids, label in marks if len(ids) > 1}
    assert "Mali: 6 places" in labels, labels
    assert labels["Mali: 6 places"].startswith("Mali: 6 places, 50 to 300, ")
    watched.page.locator(".marks-count").first.click()
    assert watched.page.locator(".card").is_visible()
    assert watched.complaints == []


def test_a_mark_whose_name_finds_no_room_has_a_number_that_the_key_names(
    open_page: Callable[..., Watched], tmp_path: Path
) -> None:
    rows = [
        report(
            f"site-{k}",
            force="Russia",
            phase="present",
            **said_on("2022-10-10"),
            **exactly(300 * (k + 1)),
            **at_point(f"Site {k}", f"Site {k}", 27 + 0.55 * (k % 5), 53 + 0.28 * (k // 5), place_country_code="BY"),
        )
        for k in range(25)
    ]
    rows.append(
        report("country", force="Russia", phase="present", **said_on("2022-10-10"), **exactly(9_000), **in_belarus())
    )
    path = tmp_path / "sites.html"
    write(Document(frame(rows, first="2022-10-01", last="2022-12-31", opened="2022-10-10")), path)
    watched = open_page(path, "#on=2022-10-10&map=7/53.5/28", width=1280, height=800)
    watched.settle()
    page = watched.page
    key = page.locator(".legend")
    assert re.search(r"Key\s+1–\d+$", key.locator("summary").inner_text())
    key.locator("summary").click()
    watched.settle()
    named = key.locator(".key-places li").all_inner_texts()
    assert [one.split()[0] for one in named] == [str(k + 1) for k in range(len(named))]
    # The names beside the marks and those of the key are of all 25 sites; each has a box on the canvas.
    boxes = page.locator(".leaflet-marks-pane canvas").get_attribute("data-labels") or "[]"
    assert len(json.loads(boxes)) == 25
    assert all(re.fullmatch(r"\d+ Site \d+ [\d,]+", one) for one in named)
    # Where nothing is written, pointing at a mark names it.
    mark = page.locator(".mark[data-report='site-12']")
    assert (mark.get_attribute("title") or "").startswith("Site 12, 3,900")
    assert watched.complaints == []


def test_of_three_hundred_forces_the_key_says_that_they_share_colours_and_what_is_not_placed_is_listed(
    open_page: Callable[..., Watched], tmp_path: Path
) -> None:
    rows = [
        report(
            f"one-{k}",
            force=f"Force {k:03}",
            phase="present",
            **said_on("2022-10-10"),
            **exactly(300 * (k + 1)),
            **at_point(f"Site {k}", f"Site {k}", -100.0 + 11 * (k % 20), -40.0 + 6 * (k // 20)),
        )
        for k in range(300)
    ]
    nowhere = {"place": "Atlantis", "place_reason": "no place of this name is known"}
    rows.append(
        report("nowhere", force="Force 001", phase="present", **said_on("2022-10-10"), **exactly(77), **nowhere)
    )
    path = tmp_path / "forces.html"
    write(Document(frame(rows, first="2022-10-01", last="2022-12-31", opened="2022-10-10")), path)
    watched = open_page(path, "#on=2022-10-10", width=1280, height=800)
    watched.settle()
    page = watched.page
    key = page.locator(".legend")
    key.locator("summary").click()
    watched.settle()
    shared = page.locator(".legend-shared")
    assert re.search(r"300 forces .*\d+ colours", shared.inner_text())
    inside, around = shared.bounding_box(), key.bounding_box()
    assert inside is not None
    assert around is not None
    assert inside["y"] + inside["height"] < around["y"] + around["height"], "it can be read before all forces are"
    assert "1 not placed" in page.locator(".counts").first.inner_text()
    page.evaluate(GO, "#on=2022-10-10&f.force=Force%20001")
    watched.settle()
    assert "no place of this name is known" in page.locator(".list").inner_text()
    assert watched.complaints == []
