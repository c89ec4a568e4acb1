"""The page for eyes and hands of every kind: contrast, size, little motion, large text, few pixels, forced colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.page_states import DECEMBER, DESK, PHONE, draw_sheet, settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
# Colours of text and of what is drawn, each with the grounds that it stands on; axe does not see what a canvas holds.
TEXTS = {
    "--ink": ["--paper", "--panel", "--land", "--sea", "--note"],
    "--quiet": ["--paper", "--panel"],
    "--warn": ["--paper", "--panel"],
    "--label": ["--land", "--sea", "--label-halo"],
    "--label-country": ["--land", "--sea", "--label-halo"],
}
DRAWN = {
    **{f"--force-{number}": ["--paper", "--panel", "--land", "--sea"] for number in range(15)},
    "--focus": ["--paper", "--panel", "--land", "--sea"],
    "--quiet": ["--paper", "--panel"],
    "--off": ["--paper", "--panel"],
    "--bar": ["--paper"],
    "--bar-stale": ["--paper"],
    "--warn": ["--paper", "--panel"],
}


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, as WCAG 2.2 defines it."""
    digits = colour.strip().lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("#000", "#fff", 21), ("#777777", "#ffffff", 4.48), ("#fff", "#fff", 1)]
)
def test_contrast_is_measured_as_the_standard_measures_it(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast_of_4_5_and_what_is_drawn_of_3_on_every_ground(
    open_seeds: Callable[..., Watched], scheme: str
) -> None:
    page = open_seeds(DECEMBER, color_scheme=scheme).page
    poor = {}
    for needed, colours in ((4.5, TEXTS), (3, DRAWN)):
        for colour, grounds in colours.items():
            for ground in grounds:
                value, under = page.eval_on_selector(
                    ".mustermap",
                    "(root, names) => names.map((name) => getComputedStyle(root).getPropertyValue(name))",
                    [colour, ground],
                )
                if (ratio := contrast(value, under)) < needed:
                    poor[colour, ground] = round(ratio, 2)
    assert poor == {}


@SIZES
def test_little_motion_is_respected(open_seeds: Callable[..., Watched], size: dict[str, Any]) -> None:
    page = open_seeds(DECEMBER, reduced_motion="reduce", **size).page
    moving = (
        "document.getAnimations().length + document.querySelectorAll('.leaflet-pan-anim, .leaflet-zoom-anim').length"
    )
    for key in ("Shift+ArrowLeft", "+", "-"):
        page.keyboard.press(key)
        assert page.evaluate(moving) == 0, key
    if size is PHONE:
        page.locator(".sheet-handle").press("Enter")
        assert page.evaluate(moving) == 0
    assert page.locator("select[name=speed]").input_value() == "slow"


def test_without_that_wish_the_map_glides(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(DECEMBER, reduced_motion="no-preference").page
    page.keyboard.press("Shift+ArrowLeft")
    assert page.locator(".leaflet-pan-anim").count() == 1


# 1280 by 1024 at 200 and at 400 percent, and the narrowest phone.
@pytest.mark.parametrize(("width", "height"), [(640, 512), (320, 256), (320, 640)])
def test_large_text_and_few_pixels_lose_nothing_and_scroll_one_way(
    open_page: Callable[..., Watched], seed_page: Path, width: int, height: int
) -> None:
    page = open_page(seed_page, DECEMBER, width=width, height=height, reduced_motion="reduce", has_touch=True).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for selector in (
        "input[name=q]",
        ".filter-tool",
        "input[name=on]",
        ".play",
        ".table-tool",
        ".leaflet-control-zoom-in",
    ):
        assert is_reachable(page, selector), selector
    if page.locator(".sheet-handle").is_visible():
        draw_sheet(page, 2)
    for selector in ("select[name=force]", ".claim-row", ".apart > summary", ".list .row"):
        assert is_reachable(page, selector), selector
    wide = page.locator(".panel-scroll").evaluate("it => it.scrollWidth - it.clientWidth")
    assert wide <= 0


def is_reachable(page: Page, selector: str) -> bool:
    """Scroll to something, and see whether it stands on top there."""
    it = page.locator(selector).first
    it.evaluate("it => it.scrollIntoView({ block: 'nearest' })")
    settle(page)
    return bool(
        it.evaluate(
            "it => { const { x, y, width, height } = it.getBoundingClientRect();"
            " const top = document.elementFromPoint(x + width / 2, y + height / 2);"
            " return width > 0 && top !== null && (it.contains(top) || top.contains(it)); }"
        )
    )


SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.mustermap * { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important }
    .mustermap p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Text of which some is cut off: it is in the document and nobody sees it. An age beside a day is seen whole or not.
CUT = """() => [...document.querySelectorAll(':is(.panel, .time-bar, .title-box, .tools, .legend) *')].filter((it) => {
  if (!it.checkVisibility({ visibilityProperty: true })) return false;
  if (it.closest('.visually-hidden, svg, select, .credits, .claim-said')) return false;
  const { overflowX, overflowY } = getComputedStyle(it);
  const hidden = (way) => way === 'hidden' || way === 'clip';
  const [wide, high] = [it.scrollWidth > it.clientWidth + 1, it.scrollHeight > it.clientHeight + 1];
  return (hidden(overflowX) && wide) || (hidden(overflowY) && high);
}).map((it) => it.className)"""


@SIZES
def test_text_that_is_spaced_out_is_not_cut_off(
    open_page: Callable[..., Watched], seed_page: Path, size: dict[str, Any]
) -> None:
    page = open_page(seed_page, DECEMBER, **size).page
    draw_sheet(page, 2)
    assert page.evaluate(CUT) == []
    page.evaluate(SPACING)
    settle(page)
    assert page.evaluate("getComputedStyle(document.querySelector('.sentence-first')).letterSpacing") != "normal"
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@SIZES
def test_forced_colours_keep_controls_and_marks(
    open_page: Callable[..., Watched], seed_page: Path, size: dict[str, Any]
) -> None:
    page = open_page(seed_page, DECEMBER, forced_colors="active", **size).page
    draw_sheet(page, 2)
    bar = page.locator(".stated > .figure-bar > .bar-fill").first
    assert bar.evaluate("it => getComputedStyle(it).borderTopStyle") == "solid"
    page.get_by_role("tab", name="Over time").click()
    ground = page.eval_on_selector(".panel", "it => getComputedStyle(it).backgroundColor")
    for drawn in (".chart-rule:not(.known)", ".rail", ".thumb", ".swatch"):
        colour = page.locator(drawn).first.evaluate("it => getComputedStyle(it).backgroundColor")
        assert colour not in {ground, "rgba(0, 0, 0, 0)"}, drawn
    fill = page.locator(".chart-run").first.evaluate("it => getComputedStyle(it).stroke")
    assert fill not in {ground, "none"}
    page.locator("input[name=on]").focus()
    page.keyboard.press("ArrowRight")
    outline = page.locator(".thumb").evaluate("it => getComputedStyle(it).outlineStyle")
    assert outline == "solid"
