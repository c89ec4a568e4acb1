"""axe-core finds nothing in the pages of the web app: each page, with errors, at both widths, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.axe import COLOURS, audit
from tests.web_server import CLAIM, Server, ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HELD_AGAINST = {
    "aria-valid-attr-value",
    "autocomplete-valid",
    "button-name",
    "bypass",
    "color-contrast",
    "document-title",
    "heading-order",
    "html-has-lang",
    "label",
    "landmark-one-main",
    "link-name",
    "list",
    "page-has-heading-one",
    "region",
    "select-name",
    "target-size",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("axe"))
    visitor = server.enter()
    visitor.enter_claim()
    visitor.enter_claim(**{"claim-0-claimant": "Somebody else", "claim-0-figure": "some thousands, or so"})
    visitor.post("/add", {**visitor.form("/add"), **CLAIM, "claim-0-claimant": "Drafted", "do": "draft"})
    yield server
    server.stop()


SIZES = {"desk": (1280, 800), "phone": (390, 844)}


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    server.walk_in(page)
    yield page
    context.close()


def findings(page: Page) -> list[str]:
    """Hold a page against all rules at both sizes, and in the other scheme against those that colours can change."""
    found = []
    schemes = ["light", "dark"]
    for name, size in SIZES.items():
        in_full(page, *size)
        whole = audit(page)
        page.emulate_media(color_scheme=schemes[1])
        colours = audit(page, COLOURS)
        PASSED[name] |= whole.passed
        found += [f"{name}, {schemes[0]}: {finding}" for finding in whole.findings]
        found += [f"{name}, {schemes[1]}: {finding}" for finding in colours.findings]
        schemes.reverse()  # it is left in the other one
    return found


PASSED: dict[str, set[str]] = {name: set() for name in SIZES}


def in_full(page: Page, width: int, height: int) -> None:
    """Make the window as high as the page: the bar at its foot covers what is scrolled under it."""
    page.set_viewport_size({"width": width, "height": height})
    page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight")})


def test_axe_finds_nothing_in_any_page(page: Page, server: Server) -> None:
    report = ids(server)[0]
    found = {}
    for passed in PASSED.values():
        passed.clear()
    for address in (
        "/", "/add", "/reports", "/reports?q=nobody+said+this", f"/report?id={report}", f"/edit?id={report}",
        f"/retract?id={report}", "/review", "/upload", "/api", "/map", "/unfinished", "/nowhere", "/report?id=none",
    ):  # fmt: skip
        page.goto(server.origin + address)
        if told := findings(page):
            found[address] = told
    assert "\n".join(f"{address}: {told}" for address, all_told in found.items() for told in all_told) == ""
    assert all(passed >= HELD_AGAINST for passed in PASSED.values())


def test_axe_finds_nothing_in_a_form_that_was_read_and_refused(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/add")
    page.locator("#claim-0-figure").fill("about nine thousand or so, perhaps")
    page.locator("#claim-0-place").fill("Springfield")
    page.locator("#claim-0-places fieldset").wait_for()
    assert findings(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".problem").first.wait_for()
    assert findings(page) == []


def test_axe_finds_nothing_in_a_form_that_denies_and_is_asked_about_and_in_the_next_one(
    page: Page, server: Server
) -> None:
    page.goto(f"{server.origin}/add")
    for name, text in CLAIM.items():
        if name.endswith("phase"):
            page.locator(f"#{name}").select_option(text)
        else:
            page.locator(f"#{name}").fill(text)
    page.locator("#claim-0-figure").fill("up to 8,000")
    page.locator("#claim-0-place").fill("Springfield")
    page.get_by_role("radio", name="denies or doubts").check()
    page.locator("#claim-0-disputes").wait_for()
    page.locator("#questions-heading").wait_for()
    assert findings(page) == []
    page.get_by_role("button", name="Save as entered").click()
    page.wait_for_url("**/saved?**")
    assert findings(page) == []


SEEN = """() => {
  const it = document.activeElement;
  const { x, y, width, height } = it.getBoundingClientRect();
  const top = document.elementFromPoint(x + Math.min(width / 2, 40), y + height / 2);
  const isSeen = top !== null && (it.contains(top) || top.contains(it) || it.labels?.[0]?.contains(top) === true);
  return [it.outerHTML.slice(0, 120), isSeen];
}"""


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_nothing_that_has_the_focus_is_covered(page: Page, server: Server, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(reduced_motion="reduce")  # so that the page has been scrolled when it is looked at
    page.goto(f"{server.origin}/add")
    reached, covered = set(), []
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        what, is_seen = page.evaluate(SEEN)
        reached.add(what)
        if not is_seen:
            covered.append(what)
    assert len(reached) > 25
    assert covered == []


def test_axe_finds_nothing_in_what_is_said_to_somebody_who_is_not_let_in(browser: Browser, server: Server) -> None:
    context = browser.new_context()
    page = context.new_page()
    for address in ("/", "/?token=wrong"):
        page.goto(server.origin + address)
        assert findings(page) == []
    context.close()
