"""How long the page takes to place its marks where the map has moved, with 300 and with 10,000 places in view.

Run it with ``.venv/bin/python benchmarks/marks_speed.py``. The places lie on a grid over Europe, each with one claim of
a force and a figure of its own. The map is moved by a key, to and fro; what is measured is how long the page works in
the frame after it, in which all is placed and drawn. To compare versions, run it with the Python of each.
"""

from __future__ import annotations

import math
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.page_browser import SIZE
from mustermap.maps.document.document import Document, write
from tests.browser import FLAGS, find_browser
from tests.maps_frame import at_point, exactly, frame, report, said_on

if TYPE_CHECKING:
    import geopandas as gpd
    from playwright.sync_api import Browser

COUNTS: Final = (300, 10_000)
DAY: Final = "2022-10-10"
WEST, EAST, SOUTH, NORTH = 0.0, 40.0, 40.0, 60.0
MOVES: Final = 41
WARM_UP: Final = 10
FORCES: Final = ("Northland", "Southland", "Eastland")
#: Milliseconds of work in frames since the last key.
WATCH: Final = """() => {
  window.worked = 0;
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (act) => ask((time) => {
    const begin = performance.now();
    act(time);
    window.worked += performance.now() - begin;
  });
  addEventListener("keydown", () => { window.worked = 0; }, { capture: true });
}"""


def main() -> None:
    """Print a line for each number of places."""
    from playwright.sync_api import sync_playwright

    print(f"{'places':>8} {'median ms':>10} {'95 %':>8}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for count in COUNTS:
            page = Path(folder) / f"{count}.html"
            write(Document(_claims(count)), page)
            moves = _moves(browser, page)
            slow = sorted(moves)[int(0.95 * (len(moves) - 1) + 0.5)]
            print(f"{count:>8,} {statistics.median(moves):>10.1f} {slow:>8.1f}", flush=True)
        browser.close()


def _claims(count: int) -> gpd.GeoDataFrame:
    """Return claims at as many places, on a grid."""
    columns = math.ceil(math.sqrt(2 * count))
    rows_of = math.ceil(count / columns)
    rows = []
    for k in range(count):
        lon = WEST + (EAST - WEST) * (k % columns) / columns
        lat = SOUTH + (NORTH - SOUTH) * (k // columns) / rows_of
        where = at_point(f"Place {k}", f"Place {k}", lon, lat, place_country_code="ABCDEFGH"[k % 8] * 2)
        about = {"force": FORCES[k % len(FORCES)], "phase": "present", "claimant": f"Claimant {k % 40}"}
        rows.append(report(f"report-{k}", **said_on(DAY), **about, **exactly(100.0 + 7 * (k % 900)), **where))
    return frame(rows, first=DAY, last=DAY, opened=DAY)


def _moves(browser: Browser, file: Path) -> list[float]:
    """Return the milliseconds of each move."""
    page = browser.new_page(viewport=SIZE, reduced_motion="reduce")
    page.add_init_script(f"({WATCH})()")
    page.goto(f"{file.as_uri()}#on={DAY}&map=4/50/20")
    page.wait_for_function("document.querySelector('.leaflet-marks-pane canvas')?.width > 0")
    page.wait_for_timeout(2000)
    page.evaluate("document.activeElement.blur()")
    before = page.url
    found: list[float] = []
    for k in range(MOVES):
        page.keyboard.press("Shift+ArrowRight" if k % 2 else "Shift+ArrowLeft")
        page.wait_for_timeout(120)
        found.append(page.evaluate("window.worked"))
    if page.url == before:
        raise SystemExit("the map was not moved by its keys")
    page.close()
    return found[WARM_UP:]


if __name__ == "__main__":
    main()
