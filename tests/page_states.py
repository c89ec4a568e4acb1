"""What a reader may have opened of the page, for the tests that look at each of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

DECEMBER = "#on=2022-12-01&known_by=2022-11-30"
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844, "has_touch": True}
NARROW = 760


def is_narrow(page: Page) -> bool:
    return bool(page.evaluate(f"innerWidth <= {NARROW}"))


def draw_sheet(page: Page, times: int) -> None:
    """Draw the sheet up by its button, where the panel is one, and wait until it stands."""
    if not is_narrow(page):
        return
    for _ in range(times):
        page.locator(".sheet-handle").click()
    still = "() => document.querySelector('.panel').getAnimations().length === 0"
    page.wait_for_function(still)


def open_card(page: Page) -> None:
    draw_sheet(page, 2)
    page.locator("[data-certainty][data-report='03-latushka-120000'] button").first.click()
    page.locator(".card").wait_for()


def unfold_sections(page: Page) -> None:
    """Open every section of the list, in a window so high that all of it is seen at once."""
    page.set_viewport_size({"width": page.evaluate("innerWidth"), "height": 2600})
    draw_sheet(page, 2)
    for summary in page.locator("details.section > summary").all():
        summary.click()


def press(selector: str) -> Callable[[Page], None]:
    return lambda page: page.locator(selector).click()


def fully(times: int) -> Callable[[Page], None]:
    return lambda page: draw_sheet(page, times)


@dataclass(frozen=True)
class State:
    """An address, and what is pressed there."""

    fragment: str = DECEMBER
    act: Callable[[Page], None] | None = None
    shows: str = "output.day"
    """What can be seen then."""


STATES = {
    "as opened": State(),
    "a card": State(act=open_card, shows=".card"),
    "a mark's card": State(act=press(".mark >> nth=0"), shows=".card"),
    "filters": State(f"{DECEMBER}&f.force=Russia&hide=cited", press(".filter-tool"), ".filter-box"),
    "found": State(f"{DECEMBER}&q=latushka", shows=".search-box [data-found]"),
    "changes": State(f"{DECEMBER}&since=2022-09-29", shows="[data-changes=begun] [data-found]"),
    "the table": State(f"{DECEMBER}&table=1", shows="[data-table-report]"),
    "share": State(act=press(".share-tool"), shows=".share-box"),
    "the legend": State(act=press(".legend > summary"), shows=".legend"),
    "the map's menu": State(act=press(".map-options > summary"), shows=".map-option"),
    "credits": State(act=press(".credits > button"), shows=".credits.is-whole"),
    "the sheet at half": State(act=fully(1), shows=".comparison-title"),
    "things apart, the sheet in full": State(act=fully(2), shows=".apart-group[data-reason=elsewhere]"),
    "every section": State(act=unfold_sections, shows="details.section[open] .row"),
    "in Ukrainian": State(f"{DECEMBER}&lang=uk", shows="html[lang=uk] output.day"),
    "in Russian": State(f"{DECEMBER}&lang=ru", shows="html[lang=ru] output.day"),
    "a bad address": State("#on=never", shows=".note"),
    "nothing in effect": State("#on=2001-05-05&known_by=2001-05-05", shows=".nothing"),
    "last cited": State("#on=2023-06-01", shows="[data-last-cited=true]"),
    "close by": State(f"{DECEMBER}&map=11/53.7/27.5", shows=".coarse button"),
}


def show(page: Page, address: str, state: State) -> None:
    """Open the page anew and bring it into a state."""
    page.goto("about:blank")
    height = PHONE["height"] if is_narrow(page) else DESK["height"]
    page.set_viewport_size({"width": page.evaluate("innerWidth"), "height": height})
    page.goto(address + state.fragment)
    page.wait_for_selector("input[name=on]")
    if state.act:
        state.act(page)
    page.locator(state.shows).first.wait_for(state="attached")
    settle(page)


def settle(page: Page) -> None:
    """Wait until what was asked for is drawn."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
