"""How fast a map is built, opened and stepped through, by us and by what a user would pick instead, in one run.

Run it with ``.venv/bin/python benchmarks/page_speed.py``; it prints one table. The assets of folium's own plugins are
served from npm packages: ``npm install --prefix build/benchmark-assets`` with what ``ASSETS`` names. kepler.gl and
lonboard are only built, in an environment of their own: ``python3 -m venv build/benchmark-peers`` and
``build/benchmark-peers/bin/pip install keplergl lonboard geopandas``. What is not there is left out, and said so.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.page_browser import Chromium, Shown
from benchmarks.page_feed import Town, feed, towns, write_csv
from benchmarks.page_runs import IMPORTS, ROOT, Builder, Built, best, builders, run

SIZES = (1_000, 10_000, 100_000, 1_000_000)
#: The others are not asked for more.
MOST_FOR_PEERS = 100_000
ASSETS = (
    "leaflet@1.9.3 jquery@3.7.1 leaflet-timedimension@1.1.1 iso8601-js-period@0.2.1 leaflet.timeline@1.6.0 "
    "moment@2.18.1"
)
PACKAGES = ROOT / "build" / "benchmark-assets" / "node_modules"
PEERS_PYTHON = ROOT / "build" / "benchmark-peers" / "bin" / "python"
TITLES = ("build s", "peak MB", "HTML MB", "opens s", "step ms", "95 %")
HEAD = f"{'reports':>9}  {'map':26} {' '.join(f'{title:>8}' for title in TITLES)} {'steps':>6}"


def main() -> None:
    """Build, open and step, and print a line for each map."""
    options = _options()
    ready = [builder for builder in builders(options.peers_python) if _is_ready(builder, only_ours=options.only_ours)]
    places = towns()
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        browser = None if options.no_browser else _browser(stack, patience_s=options.patience)
        print(f"{HEAD}\n{'-' * len(HEAD)}", flush=True)
        if browser:
            _print_line("", "an empty page", None, browser.empty(folder))
        for size in options.sizes:
            _measure(size, ready, places, folder, browser, rounds=options.rounds)


def _measure(
    size: int, ready: list[Builder], places: list[Town], folder: Path, browser: Chromium | None, *, rounds: int
) -> None:
    """Build all maps of a feed in turns, so that a noisy moment hits all of them; then open each."""
    ours, theirs = folder / "feed.csv", folder / "feed-with-places.csv"
    table = feed(size, places)
    write_csv(table, ours)
    if size <= MOST_FOR_PEERS:
        table.to_csv(theirs, index=False)
    del table
    asked = [builder for builder in ready if not builder.kind or size <= MOST_FOR_PEERS]
    pages = [folder / f"{builder.kind or 'ours'}.html" for builder in asked]
    imports: list[Built] = []
    runs: list[list[Built]] = [[] for _ in asked]
    for _ in range(rounds):
        imports.append(run([sys.executable, "-c", IMPORTS]))
        for builder, page, built in zip(asked, pages, runs, strict=True):
            page.unlink(missing_ok=True)
            built.append(run(builder.command(theirs if builder.kind else ours, page)))
    _print_line(f"{size:,}", IMPORTS, best(imports), None)
    for builder, page, built in zip(asked, pages, runs, strict=True):
        summed = best(built, page)
        shown = browser.show(page) if browser and builder.has_slider and summed.size else None
        _print_line(f"{size:,}", builder.name, summed, shown)
        page.unlink(missing_ok=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many reports")
    parser.add_argument("--rounds", type=int, default=3, help="how often each map is built; the fastest counts")
    parser.add_argument("--patience", type=float, default=120, help="seconds at the most for the steps of one page")
    parser.add_argument("--peers-python", default=str(PEERS_PYTHON), help="the Python that has kepler.gl and lonboard")
    parser.add_argument("--only-ours", action="store_true", help="leave the others out")
    parser.add_argument("--no-browser", action="store_true", help="build only")
    return parser.parse_args()


def _is_ready(builder: Builder, *, only_ours: bool) -> bool:
    """Check whether a builder takes part; say why it does not."""
    if builder.kind and only_ours:
        return False
    if builder.is_there():
        return True
    remedy = f"{builder.python} -m pip install {builder.needs} geopandas"
    print(f"{builder.name}: left out, since it is not installed; {remedy}, or name --peers-python")
    return False


def _browser(stack: contextlib.ExitStack, *, patience_s: float) -> Chromium:
    from playwright.sync_api import sync_playwright

    if not PACKAGES.is_dir():
        print(f"folium's plugins will not open: npm install --prefix {PACKAGES.parent.relative_to(ROOT)} {ASSETS}")
    browser = Chromium(stack.enter_context(sync_playwright()), PACKAGES, patience_s=patience_s)
    stack.callback(browser.close)
    return browser


def _print_line(size: str, name: str, built: Built | None, shown: Shown | None) -> None:
    cells = [
        _cell(built and built.seconds, ".2f"),
        _cell(built and built.peak_mb, ".0f"),
        _cell(built and built.size and built.size / 1e6, ".2f"),
        _cell(shown and shown.open_s, ".2f"),
        _cell(shown and shown.median, ".1f"),
        _cell(shown and shown.slow, ".1f"),
        f"{len(shown.step_ms) if shown else '-':>6}",
    ]
    fault = f"  {built.fault}" if built and built.fault else ""
    print(f"{size:>9}  {name:26} {' '.join(cells)}{fault}", flush=True)


def _cell(number: float | None, form: str) -> str:
    return f"{format(number, form) if number else '-':>8}"


if __name__ == "__main__":
    main()
