"""The page by its keys alone: every control is reached, seen, named and left again, and what is opened is closed."""

from __future__ import annotations

import io
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from tests.page_states import DECEMBER, DESK, PHONE, SETTLED, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
# What can be operated, of what is there to be seen; of radio buttons the keys go to the one that is chosen.
CONTROLS = """() => {
  const controls = 'a[href], button, input, select, textarea, summary, [tabindex]';
  return [...document.querySelectorAll(controls)]
    .filter((it) => it.tabIndex >= 0 && !it.disabled && !it.closest('[inert]'))
    .filter((it) => it.checkVisibility({ visibilityProperty: true }))
    .filter((it) => it.type !== 'radio' || it.checked)
    .map((it) => nameOf(it));
}"""
# A number for each element that is met, and enough to know it by.
SETUP = """() => {
  // A control keeps the name that it had first: what it says may change while the sheet is drawn up.
  window.names = new Map();
  window.nameOf = (it) => {
    const words = it.getAttribute('aria-label') ?? it.textContent.trim();
    const kind = `${it.tagName.toLowerCase()} ${it.name || it.type || ''}`;
    if (!names.has(it)) names.set(it, `${names.size} ${kind} ${words.slice(0, 40)}`);
    return names.get(it);
  };
}"""
# What has the focus: its name, whether it is on top where it stands, and where that is; and where that is now which had
# the focus before.
FOCUSED = """() => {
  const clipOf = (it) => {
    const box = it.getBoundingClientRect();
    const [x, y] = [Math.max(0, Math.floor(box.x) - 10), Math.max(0, Math.floor(box.y) - 10)];
    return [x, y, Math.min(innerWidth, Math.ceil(box.right) + 10), Math.min(innerHeight, Math.ceil(box.bottom) + 10)];
  };
  const it = document.activeElement;
  window.focusedBefore = window.focusedLast;
  window.focusedLast = it === document.body ? undefined : it;
  const before = focusedBefore?.isConnected ? clipOf(focusedBefore) : null;
  if (!focusedLast) return { name: null, before };
  const box = it.getBoundingClientRect();
  const across = [0.1, 0.5, 0.9];
  const isSeen = across.some((x) => across.some((y) => {
    const top = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
    return top !== null && (it.contains(top) || [...(it.labels ?? [])].some((label) => label.contains(top)));
  }));
  return { name: nameOf(it), isSeen, before, clip: clipOf(it) };
}"""
# Go back to what had the focus before, and say where it is then.
BACK = """() => {
  focusedBefore.focus();
  const box = focusedBefore.getBoundingClientRect();
  const [x, y] = [Math.max(0, Math.floor(box.x) - 10), Math.max(0, Math.floor(box.y) - 10)];
  return [x, y, Math.min(innerWidth, Math.ceil(box.right) + 10), Math.min(innerHeight, Math.ceil(box.bottom) + 10)];
}"""


def luminance(picture: Image.Image) -> np.ndarray:
    """Relative luminance of each pixel, as WCAG 2.2 defines it."""
    channels = np.asarray(picture, dtype=float) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def changed_pixels(before: Image.Image, after: Image.Image) -> int:
    """Count the pixels that changed by a contrast of 3:1 or more, as a mark of the focus has to."""
    one, other = luminance(before), luminance(after)
    contrast = (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)
    return int((contrast >= 3).sum())


def blank(picture: Image.Image, clip: list[int], other: list[int] | None) -> None:
    """Leave out what has the focus next, and the mark around it, of a picture of what had it before."""
    if other is not None:
        left, top, *_ = clip
        picture.paste((0, 0, 0), (other[0] - left, other[1] - top, other[2] - left, other[3] - top))


# A ring around the smallest target, 24 by 24, has more pixels than this.
RING = 80


class Camera:
    """Counts by how many pixels each control that has the focus differs from itself without it.

    One picture a stop shows what has the focus and, beside it, what had it before and has it no more; what both share
    is left out. Where that does not show enough, or it has moved meanwhile, the focus is given back and taken away.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pixels: dict[str, int] = {}
        self._session = page.context.new_cdp_session(page)
        self._last: tuple[str, list[int], Image.Image] | None = None

    def look(self, found: dict[str, Any]) -> None:
        """Look at a stop, or at the page that the focus has left: that has no name."""
        settle(self.page)
        last, self._last = self._last, None
        if last is not None and last[1] != found["before"]:
            self.pixels[last[0]] = self._go_back()
            last = None
        parts = [part for part in (found.get("clip"), last and last[1]) if part]
        if not parts:
            return
        columns, rows = [part[0::2] for part in parts], [part[1::2] for part in parts]
        left, top = min(min(columns)), min(min(rows))
        picture = self._take([left, top, max(max(columns, key=max)), max(max(rows, key=max))])
        cuts = [picture.crop((part[0] - left, part[1] - top, part[2] - left, part[3] - top)) for part in parts]
        if last is not None:
            name, clip, focused = last
            for picture in (cuts[-1], focused):
                blank(picture, clip, found.get("clip"))
            count = changed_pixels(cuts[-1], focused)
            self.pixels[name] = count if count >= RING else self._go_back()
        if found["name"] is not None:
            self._last = found["name"], found["clip"], cuts[0]

    def _go_back(self) -> int:
        clip = self.page.evaluate(BACK)
        settle(self.page)
        focused = self._take(clip)
        self.page.evaluate(f"async () => {{ focusedBefore.blur(); await ({SETTLED})(); }}")
        unfocused = self._take(clip)
        self.page.evaluate(f"async () => {{ focusedLast?.focus(); await ({SETTLED})(); }}")
        return changed_pixels(unfocused, focused)

    def _take(self, clip: list[int]) -> Image.Image:
        left, top, right, bottom = clip
        area = {"x": left, "y": top, "width": right - left, "height": bottom - top, "scale": 1}
        taken = self._session.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True, "clip": area})
        return Image.open(io.BytesIO(b64decode(taken["data"]))).convert("RGB")

    def put_away(self) -> None:
        self._session.detach()


def walk(
    page: Page, key: str, look: Callable[[dict[str, Any]], None] = lambda _: None, *, until: Collection[str] = ()
) -> list[str]:
    """Press a key until the focus leaves the page, or all of `until` has had it; name what had it on the way."""
    names: list[str] = []
    for _ in range(400):
        page.keyboard.press(key)
        found = page.evaluate(FOCUSED)
        look(found)
        if found["name"] is None:
            return names
        names.append(found["name"])
        if until and set(until) <= set(names):
            return names
    pytest.fail(f"{key} never left the page; it went {names[-12:]}")


def begin_at_the_top(page: Page) -> None:
    page.evaluate(
        "() => { const { body } = document; body.tabIndex = -1; body.focus(); body.removeAttribute('tabindex'); }"
    )


# The mark of the focus has one colour in each scheme, held against every ground in test_page_sight.
@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk-light", "phone-dark"])
def test_tab_reaches_every_control_each_seen_and_marked_and_goes_back(
    open_seeds: Callable[..., Watched], size: dict[str, Any], scheme: str
) -> None:
    page = open_seeds(DECEMBER, color_scheme=scheme, reduced_motion="reduce", **size).page
    page.evaluate(SETUP)
    there: set[str] = set(page.evaluate(CONTROLS))
    unseen = []
    camera = Camera(page)

    def look(found: dict[str, Any]) -> None:
        camera.look(found)
        if found["name"] is not None and not found["isSeen"]:
            unseen.append(found["name"])

    reached = walk(page, "Tab", look)
    camera.put_away()
    there |= set(page.evaluate(CONTROLS))  # what came into view on the way
    assert len(there) > 40
    assert len(reached) == len(set(reached))
    assert there - set(reached) == set()
    assert unseen == []
    assert set(camera.pixels) == set(reached)
    assert {name: count for name, count in camera.pixels.items() if count < RING} == {}
    back = walk(page, "Shift+Tab")  # from the page's first control on the browser may begin at the last again
    assert back[: len(reached)] == reached[::-1]


@SIZES
def test_whatever_the_keys_reach_has_a_name(open_seeds: Callable[..., Watched], size: dict[str, Any]) -> None:
    page = open_seeds(DECEMBER, **size).page
    browser = page.context.new_cdp_session(page)
    browser.send("Accessibility.enable")
    named, nameless = 0, []
    for node in browser.send("Accessibility.getFullAXTree")["nodes"]:
        properties = {entry["name"]: entry["value"].get("value") for entry in node.get("properties", ())}
        role = node.get("role", {}).get("value")
        if node["ignored"] or not properties.get("focusable") or role == "RootWebArea":
            continue
        if node.get("name", {}).get("value", "").strip():
            named += 1
        elif role != "generic":  # the heading's and the list's own scrolling, which the keys do not stop at
            nameless.append(role)
    assert named > 40
    assert nameless == []


OPENED = {
    "filters": (".filter-tool", ".filter-box"),
    "share": (".share-tool", ".share-box"),
    "table": (".table-tool", ".table-box"),
    "map": (".map-options > summary", ".map-options > div"),
    "card of a mark": (".mark", ".card"),
    "card of an area": (".area-heading:visible", ".card"),
    "card of a claim": (".claim-row", ".card"),
    "card of a row": (".list .row", ".card"),
}


@SIZES
def test_what_is_opened_takes_the_focus_and_escape_gives_it_back(
    open_seeds: Callable[..., Watched], size: dict[str, Any]
) -> None:
    page = open_seeds(DECEMBER, **size).page
    for name, (opener, box) in OPENED.items():
        button = page.locator(opener).first
        button.focus()
        page.keyboard.press("Enter")
        assert page.locator(box).first.is_visible(), name
        if name == "map":
            page.keyboard.press("Tab")
        assert page.locator(box).first.evaluate("box => box.contains(document.activeElement)"), name
        page.keyboard.press("Escape")
        assert not page.locator(box).first.is_visible(), name
        assert button.evaluate("button => button === document.activeElement"), name


def test_escape_closes_a_box_also_from_outside_and_leaves_the_focus_there(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(DECEMBER).page
    page.locator(".filter-tool").press("Enter")
    page.locator("input[name=on]").focus()
    page.keyboard.press("Escape")
    assert not page.locator(".filter-box").is_visible()
    assert page.evaluate("document.activeElement.name") == "on"


@SIZES
@pytest.mark.parametrize("covers", ["the card", "the table"])
def test_what_is_covered_is_out_of_reach(open_seeds: Callable[..., Watched], size: dict[str, Any], covers: str) -> None:
    page = open_seeds(DECEMBER, **size).page
    page.evaluate(SETUP)
    opener, covered = {"the card": (".mark", ".list .row"), "the table": (".table-tool", ".mark")}[covers]
    names = page.locator(covered).evaluate_all("all => all.map(nameOf)")
    assert names
    page.locator(opener).first.press("Enter")
    begin_at_the_top(page)
    reached = walk(page, "Tab")
    assert len(reached) > 10
    assert set(reached) & set(names) == set()
    page.locator(".card .close, .table-box .close").locator("visible=true").click()
    begin_at_the_top(page)
    assert set(names) <= set(walk(page, "Tab", until=names))


def test_one_key_goes_past_all_marks_to_the_day(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(DECEMBER).page
    past = page.get_by_role("button", name="Past the map")
    page.get_by_role("button", name="Filter", exact=True).focus()
    page.keyboard.press("Tab")
    assert past.evaluate("it => it === document.activeElement && getComputedStyle(it).clipPath === 'none'")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "on"


def test_on_a_phone_the_sheet_follows_the_focus(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(DECEMBER, reduced_motion="reduce", **PHONE).page
    root = page.locator(".mustermap")
    assert root.get_attribute("data-sheet") == "low"
    page.locator(".credits > button").focus()
    page.keyboard.press("Tab")  # the handle
    page.keyboard.press("Tab")
    assert root.get_attribute("data-sheet") == "half"
    assert page.evaluate("document.activeElement.name") == "day"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert root.get_attribute("data-sheet") == "full"
    # The map lies wholly under the sheet then: nothing on it is reached.
    page.evaluate(SETUP)
    begin_at_the_top(page)
    assert not [name for name in walk(page, "Tab") if "Zoom in" in name or "Filter" in name]
    page.locator(".table-tool").press("Enter")
    assert root.get_attribute("data-sheet") == "low"
    assert page.locator(".table-box").evaluate("box => box.contains(document.activeElement)")


def test_a_day_that_is_gone_to_is_told_once_it_rests(open_page: Callable[..., Watched], seed_page: Path) -> None:
    page = open_page(seed_page, DECEMBER, locale="en-GB").page
    told = page.locator(".announcer[role=status]")
    assert told.inner_text() == ""
    page.get_by_role("button", name="One day on").press("Enter")
    page.keyboard.press("Enter")
    assert told.inner_text() == ""
    page.wait_for_function("() => document.querySelector('.announcer').textContent !== ''")
    assert told.inner_text() == "On 3 December 2022: 9 claims on this day · 13 reports, 1 source · 2 not placed"
