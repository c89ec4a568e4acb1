"""How fast a page opens and steps, measured in headless Chromium without a network."""

from __future__ import annotations

import re
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tests.browser import FLAGS, find_browser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Playwright, Route

SIZE: Final = {"width": 1280, "height": 800}
STEPS: Final = 80
#: The first steps warm the code up, and are not counted.
WARM_UP: Final = 10
FEWEST_STEPS: Final = 3
LONGEST_OPENING_S: Final = 180
#: The buttons of Leaflet.TimeDimension and of Leaflet.timeline that go on by a day.
FORWARD: Final = ".timecontrol-forward, .leaflet-timeline-control .next"

EMPTY: Final = (
    '<!DOCTYPE html><meta charset="utf-8"><title>empty</title><p>0</p><input type="range" min="0" max="364" value="0">'
)

# Marks are shapes, or what is drawn on a canvas over the map, but not the map itself. Looked for in every frame.
_MARKS = """
const probe = document.createElement("canvas");
probe.width = probe.height = 64;
const context = probe.getContext("2d", { willReadFrequently: true });
const isDrawn = (canvas) => {
  if (canvas.closest(".leaflet-tile-pane") || !canvas.width || !canvas.height) return false;
  context.clearRect(0, 0, 64, 64);
  context.drawImage(canvas, 0, 0, 64, 64);
  return context.getImageData(0, 0, 64, 64).data.some((part, k) => k % 4 === 3 && part > 0);
};
const look = () => {
  const shapes = ".leaflet-pane path.leaflet-interactive, .leaflet-marker-pane > *";
  if (document.querySelector(shapes) || [...document.querySelectorAll(".leaflet-pane canvas")].some(isDrawn)) {
    window.benchmarkOpened = performance.now();
  } else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""

# From the key or the click, before anything has answered it, to the second frame after it.
_WATCH = """(kind) => {
  window.benchmarkSteps = [];
  window.addEventListener(kind, () => {
    const begin = performance.now();
    requestAnimationFrame(() => requestAnimationFrame(() => window.benchmarkSteps.push(performance.now() - begin)));
  }, { capture: true });
}"""


# A page's policy may forbid Playwright's own waiting, which makes code of text.
_AWAIT = """(count) => new Promise((done) => {
  const look = () => (window.benchmarkSteps.length >= count ? done() : requestAnimationFrame(look));
  look();
})"""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a page behaved.

    Attributes
    ----------
    open_s : float or None
        Seconds from asking for the page to its first marks; None where none came.
    step_ms : list of float
        Milliseconds of each step.
    """

    open_s: float | None
    step_ms: list[float]

    @property
    def median(self) -> float | None:
        """The median step in milliseconds."""
        return statistics.median(self.step_ms) if self.step_ms else None

    @property
    def slow(self) -> float | None:
        """The 95th percentile of the steps in milliseconds."""
        return sorted(self.step_ms)[int(0.95 * (len(self.step_ms) - 1) + 0.5)] if self.step_ms else None


class Chromium:
    """A headless Chromium to which assets are served from a folder of npm packages.

    Parameters
    ----------
    assets
        The folder ``node_modules``.
    patience_s
        So many seconds at the most are spent on the steps of one page.
    """

    def __init__(self, playwright: Playwright, assets: Path, *, patience_s: float) -> None:
        path = find_browser()
        if path is None:
            raise SystemExit("no browser; install Chromium or Chrome, or run: python -m tests.browser")
        self._browser: Browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        self._assets = assets
        self._patience_s = patience_s

    def empty(self, folder: Path) -> Shown:
        """Measure the steps of a page that has a slider and nothing else."""
        page = self._page()
        file = folder / "empty.html"
        file.write_text(EMPTY, encoding="utf-8")
        page.goto(file.as_uri())
        steps = self._slide(page)
        page.context.close()
        return Shown(None, steps)

    def show(self, file: Path) -> Shown:
        """Open a page and move its slider."""
        page = self._page()
        page.add_init_script(_MARKS)
        try:
            page.goto(file.as_uri())
            opened = self._opened(page) / 1000
            steps = self._forward(page) if page.locator(FORWARD).count() else self._slide(page)
        except Exception as error:  # noqa: BLE001 # a page that fails is a line of the table, not the end of the run
            print(f"  {file.name}: {str(error).splitlines()[0]}")
            return Shown(None, [])
        finally:
            page.context.close()
        return Shown(opened, steps)

    def _opened(self, page: Page) -> float:
        """Wait for the first marks; return the milliseconds since the page was asked for."""
        begin = time.perf_counter()
        while time.perf_counter() - begin < LONGEST_OPENING_S:
            opened: float | None = page.evaluate("() => window.benchmarkOpened ?? null")
            if opened is not None:
                return opened
            page.wait_for_timeout(50)
        raise TimeoutError(f"no marks within {LONGEST_OPENING_S} seconds")

    def close(self) -> None:
        """Let the browser go."""
        self._browser.close()

    def _page(self) -> Page:
        context = self._browser.new_context(viewport=SIZE)  # type: ignore[arg-type] # a TypedDict of the same keys
        context.route(re.compile("^https?://"), self._serve)
        page = context.new_page()
        page.set_default_timeout(LONGEST_OPENING_S * 1000)
        return page

    def _serve(self, route: Route) -> None:
        """Answer from the packages; what they have not is an empty file."""
        name = route.request.url.partition("?")[0].rpartition("/")[2]
        names = [name, name.replace(".min.", ".")]
        found = next((path for wanted in names for path in sorted(self._assets.rglob(wanted)) if path.is_file()), None)
        if found:
            route.fulfill(path=found)
        else:
            route.fulfill(body="", content_type="text/css" if name.endswith(".css") else "text/javascript")

    def _slide(self, page: Page) -> list[float]:
        """Move the first slider by key, from its middle on."""
        self._go_to_the_middle(page)
        page.evaluate(_WATCH, "keydown")
        return self._measured(page, lambda: page.keyboard.press("ArrowRight"))

    def _forward(self, page: Page) -> list[float]:
        """Press the button that goes on by a day: the sliders of folium's plugins have no steps of a day."""
        if page.locator("input[type=range]").count():
            self._go_to_the_middle(page)
        button = page.locator(FORWARD).first
        page.evaluate(_WATCH, "click")
        return self._measured(page, lambda: button.evaluate("(button) => button.click()"))

    def _go_to_the_middle(self, page: Page) -> None:
        page.get_by_role("slider").first.evaluate(
            "(input) => { input.value = String(Math.round((Number(input.min) + Number(input.max)) / 2));"
            " input.dispatchEvent(new Event('input', { bubbles: true })); input.focus(); }"
        )
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def _measured(self, page: Page, step: Callable[[], Any]) -> list[float]:
        begin = time.perf_counter()
        done = 0
        for done in self._until_patience_ends(begin):
            step()
            page.evaluate(_AWAIT, done)
        taken: list[float] = page.evaluate("() => window.benchmarkSteps")
        return taken[WARM_UP:] if done > 2 * WARM_UP else taken[1:] or taken

    def _until_patience_ends(self, begin: float) -> Iterator[int]:
        for count in range(1, STEPS + WARM_UP + 1):
            yield count
            if count >= FEWEST_STEPS and time.perf_counter() - begin > self._patience_s:
                return
