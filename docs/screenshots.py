"""Take the pictures of the README from the built map: ``.venv/bin/python docs/screenshots.py``."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import FLAGS, find_browser

ROOT = Path(__file__).parents[1]
PICTURES = {
    "map.png": (1280, 800, "#on=2022-12-01&known_by=2022-11-30"),
    "phone.png": (390, 844, "#on=2022-12-01&known_by=2022-11-30"),
}


def main() -> None:
    """Open the map of the seed reports on the days of the pictures, and keep what is seen."""
    built = ROOT / "build" / "mustermap.html"
    if not built.exists():
        sys.exit("no map yet; run: make map")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for name, (width, height, fragment) in PICTURES.items():
            context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", offline=True)
            page = context.new_page()
            page.goto(built.as_uri() + fragment)
            page.wait_for_timeout(2000)
            page.screenshot(path=ROOT / "docs" / name)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
