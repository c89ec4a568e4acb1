"""Take the pictures of the README from the map of the seed reports: ``.venv/bin/python docs/screenshots.py``.

It wants the map that ``make map`` builds. Pictures are kept with as many colours as a map of few colours needs.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import FLAGS, find_browser  # noqa: E402 # the tree is no package of the environment

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Page

BUILT: Final = ROOT / "build" / "mustermap.html"
FOLDER: Final = ROOT / "docs"
COLOURS: Final = 256
RIM: Final = 14
LARGEST_BYTES: Final = 150_000
DESK: Final = (1280, 800)
PHONE: Final = (390, 844)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file, the view in the words of an address, the size, what is pressed, and which part is kept."""

    name: str
    view: str
    size: tuple[int, int] = DESK
    press: str = ""
    part: str = ""


# Troops of Russia in Belarus, with the map on Belarus: the seed reports are about other subjects too.
SUBJECT: Final = "&force=Russia&place=country:BY"
ON_DESK: Final = f"{SUBJECT}&map=6/53.9/27.9"
ON_PHONE: Final = f"{SUBJECT}&map=5.2/53.4/28"
PICTURES: Final = (
    Picture("day-2022-09-29.png", f"on=2022-09-29&known_by=2022-09-29{ON_DESK}"),
    Picture("day-2022-10-10.png", f"on=2022-10-10&known_by=2022-10-10{ON_DESK}"),
    Picture("day-2022-12-01.png", f"on=2022-12-01&known_by=2022-11-30{ON_DESK}"),
    Picture("day-2023-06-01.png", f"on=2023-06-01{ON_DESK}"),
    Picture("comparison.png", f"on=2023-02-01{ON_DESK}", size=(1280, 1300), part=".comparison"),
    Picture("over-time.png", f"on=2023-02-01&tab=time{ON_DESK}", size=(1280, 1300), part=".comparison"),
    Picture("what-changed.png", f"on=2023-02-01&since=2022-10-10{ON_DESK}", size=(1280, 1300), part=".comparison"),
    Picture("phone-map.png", f"on=2023-02-01{ON_PHONE}", size=PHONE),
    Picture("phone-sheet.png", f"on=2023-02-01{ON_PHONE}", size=PHONE, press=".sheet-handle"),
)


def take(browser: Browser, picture: Picture) -> bytes:
    """Open the map on a picture's day and return what is seen, as a PNG."""
    width, height = picture.size
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", offline=True)
    page = context.new_page()
    page.goto(f"{BUILT.as_uri()}#{picture.view}")
    wait_until_still(page)
    if picture.press:
        page.locator(picture.press).click()
        wait_until_still(page)
    seen = page.screenshot(clip=around(page, picture.part)) if picture.part else page.screenshot()
    context.close()
    return seen


def around(page: Page, part: str) -> FloatRect:
    """Return the box of a part of the page, with a margin."""
    box = page.locator(part).bounding_box()
    if box is None:
        sys.exit(f"the page has no {part} any more")
    return {
        "x": box["x"] - RIM,
        "y": max(box["y"] - RIM, 0),
        "width": box["width"] + 2 * RIM,
        "height": box["height"] + 2 * RIM,
    }


def wait_until_still(page: Page) -> None:
    """Wait until two pictures in a row are the same."""
    page.wait_for_selector("input[name=on]")
    before = b""
    while (now := page.screenshot()) != before:
        before = now
        page.wait_for_timeout(250)


def slim(png: bytes) -> bytes:
    """Write a picture in few colours; the octree keeps those of small signs, which a median cut mixes with the rest."""
    kept = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, kmeans=2, dither=Image.Dither.NONE)
    few.save(kept, format="PNG", optimize=True)
    return kept.getvalue()


def main() -> None:
    """Take all pictures, and print the size of each."""
    if not BUILT.exists():
        sys.exit("no map yet; run: make map")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for picture in PICTURES:
            png = slim(take(browser, picture))
            (FOLDER / picture.name).write_bytes(png)
            sys.stderr.write(f"{picture.name}: {len(png) / 1000:.0f} kB\n")
            if len(png) > LARGEST_BYTES:
                sys.exit(f"{picture.name} is larger than {LARGEST_BYTES / 1000:.0f} kB; keep fewer colours")
        browser.close()


if __name__ == "__main__":
    main()
