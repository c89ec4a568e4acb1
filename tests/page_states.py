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


def unfold_lines(page: Page) -> None:
    """Open the lines of the answer that are folded."""
    draw_sheet(page, 2)
    for summary in page.locator(".line-fold:visible > summary").all():
        summary.click()


def press(*selectors: str) -> Callable[[Page], None]:
    def press_each(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).click()

    return press_each


def choose_language(language: str) -> Callable[[Page], None]:
    def choose(page: Page) -> None:
        page.locator("select[name=lang]").select_option(language)

    return choose


def fully(times: int) -> Callable[[Page], None]:
    return lambda page: draw_sheet(page, times)


@dataclass(frozen=True)
class State:
    """An address, and what is pressed there."""

    fragment: str = DECEMBER
    act: Callable[[Page], None] | None = None
    shows: str = "output.day"
    """What can be seen then."""
    has_sheet: bool = False
    """Whether it is one of the sheet: where the page is wide there is none, and nothing else to be seen."""
    goes_on: bool = False
    """Whether it is reached from the state before, to which the page is not put back."""


STATES = {
    "as opened": State(),
    "a card": State(act=open_card, shows=".card"),
    "a mark's card": State(act=press(".mark >> nth=0"), shows=".card"),
    "filters": State(f"{DECEMBER}&f.force=Russia&hide=cited", press(".filter-tool"), ".filter-box"),
    "found": State(f"{DECEMBER}&q=latushka", shows=".search-box [data-found]"),
    "changes": State(f"{DECEMBER}&since=2022-09-29", fully(2), shows="[data-changes] .claim-row"),
    "the table": State(f"{DECEMBER}&table=1", shows="[data-table-report]"),
    "share": State(act=press(".share-tool"), shows=".share-box"),
    "the legend and the credits": State(act=press(".legend > summary", ".credits > button"), shows=".credits.is-whole"),
    "the map's menu, close by": State(
        f"{DECEMBER}&map=11/53.7/27.5", press(".map-options > summary"), ".coarse button"
    ),
    "the sheet at half": State(act=fully(1), shows=".subject-line", has_sheet=True),
    "all that is folded": State(act=unfold_lines, shows=".apart .claim-row"),
    "over time": State(f"{DECEMBER}&tab=time", fully(2), ".chart-label"),
    "every section": State(act=unfold_sections, shows="details.section[open] .row"),
    "a bad address and nothing in effect": State("#on=never&known_by=2001-05-05", shows="body:has(.note) .nothing"),
    "last cited": State("#on=2023-06-01", shows="[data-last-cited=true]"),
}


def states_at(width: int) -> dict[str, State]:
    """Return the states that a page of a width has."""
    return {name: state for name, state in STATES.items() if width <= NARROW or not state.has_sheet}


# All that can be seen, what is chosen, and where it is; not what is built and hidden, nor what was last announced.
TRACE = """() => {
  const root = document.querySelector('.mustermap');
  const said = [[document.documentElement.lang, JSON.stringify(root.dataset)]];
  for (const it of root.querySelectorAll('*')) {
    if (!it.checkVisibility({ visibilityProperty: true }) || it.matches('.announcer')) continue;
    const { x, y, width, height } = it.getBoundingClientRect();
    if (width + height === 0) continue;
    const own = [...it.childNodes].filter((one) => one.nodeType === 3).map((one) => one.data).join('');
    const names = ['class', 'aria-expanded', 'aria-pressed', 'aria-checked', 'aria-label', 'aria-valuetext'];
    const attributes = names.map((name) => it.getAttribute(name) ?? '');
    const text = [it.localName, ...attributes, own, it.value, it.checked].join();
    said.push([text, x, y, width, height, it.closest('.leaflet-pane') ? 3 : 1]);
  }
  return said;
}"""
# What is on a map that is fitted again lies within three pixels of where it lay: it is first fitted before the page has
# its size. Everything else lies within one.
IS_ALIKE = """(one, other) => one.length === other.length && one.every((it, n) => it.every((part, k) =>
  typeof part === 'number' ? Math.abs(part - other[n][k]) <= it.at(-1) : part === other[n][k]))"""
# Close, fold and let go what is open, and go to an address; answer whether the page is then what it was when opened.
TIDY = """async (hash) => {
  if (!window.asOpened) return false;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const root = document.querySelector('.mustermap');
  for (const input of all('.map-option input:checked')) input.click();
  for (let n = 0; n < 6; n++) all('.close').find((it) => it.checkVisibility({ visibilityProperty: true }))?.click();
  for (const note of all('.note button')) note.click();
  for (const [part, wasOpen] of toggled) {
    if (part.isConnected && part.open !== wasOpen) part.querySelector('summary').click();
  }
  toggled.clear();
  document.querySelector('.credits.is-whole > button')?.click();
  const isDrawn = () => (root.dataset.sheet ?? 'low') !== 'low';
  if (isDrawn()) {
    for (let n = 0; n < 3 && isDrawn(); n++) document.querySelector('.sheet-handle').click();
    await Promise.all(document.querySelector('.panel').getAnimations().map(({ finished }) => finished));
    await (SETTLED)(); // the map has its room back, in which an address fits what it shows
  }
  document.activeElement.blur();
  delete window.saved;
  delete window.printed;
  delete window.picked;
  const isSame = async () => {
    await (SETTLED)();
    for (const it of all('.mustermap *')) if (it.scrollTop + it.scrollLeft > 0) it.scrollTo(0, 0);
    return (IS_ALIKE)((TRACE)(), window.asOpened);
  };
  if (location.hash !== hash) GO(hash);
  if (await isSame()) return true;
  GO(hash); // the address says a day only once that rests: it may be the one to go to, and the page elsewhere
  return isSame();
}"""
# Keep what a page is when it was opened, and from then on what was folded or unfolded in it.
KEEP = """() => {
  window.asOpened = (TRACE)();
  window.openedHeight = innerHeight;
  window.toggled = new Map();
  addEventListener('click', ({ target }) => {
    const part = target.closest?.('summary')?.parentElement;
    if (part && !toggled.has(part)) toggled.set(part, part.open);
  }, { capture: true });
}"""
# Move to an address of the same page, as by a link or by going back, without an entry of history for each.
GO = """(hash) => {
  history.replaceState(null, '', hash || location.pathname + location.search);
  dispatchEvent(new HashChangeEvent('hashchange'));
}"""


def bring(page: Page, address: str, fragment: str, *, again: bool = False) -> bool:
    """Bring a page to an address as if it was opened there.

    Returns
    -------
    bool
        Whether it was loaded again: because it was asked for, or since what is open or chosen in it could not be put
        back to what it was when the page was opened.
    """
    has_language = "lang=" in fragment  # which is chosen when the page is loaded
    size = page.viewport_size
    assert size is not None
    if (height := page.evaluate("window.openedHeight ?? innerHeight")) != size["height"]:
        page.set_viewport_size({**size, "height": height})
    page.mouse.move(-9, -9)
    again = again or has_language or page.url.partition("#")[0] != address
    if again or not page.evaluate(
        TIDY.replace("GO", f"({GO})").replace("TRACE", TRACE).replace("IS_ALIKE", IS_ALIKE).replace("SETTLED", SETTLED),
        DECEMBER,
    ):
        again = True
        page.goto("about:blank")
        page.goto(address + (fragment if has_language else DECEMBER))
        page.wait_for_selector("input[name=on]")
        settle(page)
        if not has_language:
            page.evaluate(KEEP.replace("TRACE", TRACE))
    if fragment != DECEMBER and not has_language:
        page.evaluate(GO, fragment)
        settle(page)
    return again


def show(page: Page, address: str, state: State) -> None:
    """Bring a page into a state."""
    if not state.goes_on:
        bring(page, address, state.fragment)
    if state.act:
        state.act(page)
    page.locator(state.shows).first.wait_for(state="attached")
    settle(page)


# Two frames, and as many more as it takes until nothing is under way.
SETTLED = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const busy = '[aria-busy], .mark-buttons[hidden], .leaflet-zoom-anim, .leaflet-pan-anim';
  await frame();
  await frame();
  if (!document.querySelector(busy)) return;
  while (document.querySelector(busy)) await frame();
  await frame();
  await frame();
}"""


def settle(page: Page) -> None:
    """Wait until what was asked for is drawn, and the marks have their buttons."""
    page.evaluate(SETTLED)
