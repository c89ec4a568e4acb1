"""How long a step of the slider takes where one subject has 10,000 claims, beside pages that answer less, in one run.

Run it with ``.venv/bin/python benchmarks/subject_steps.py``. The claims are of 400 claimants over a year, on one force
and one country, present or planned, half of them with an end. Beside our page are a page that has a slider and nothing
else, and one as somebody writes it by hand: it keeps the rows that hold on the day, and writes how many they are, the
lowest and the highest figure, and a table of the twenty newest. That one knows no claimant's newer word, no phase and
no standing. Each step is a day further, from the first with nothing warm; what is measured is all that the page does
before the browser can draw, and of several runs of the same step the shortest, which other programs do not lengthen.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import statistics
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.page_browser import EMPTY, SIZE
from benchmarks.page_runs import run
from tests.browser import FLAGS, find_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CLAIMS: Final = 10_000
CLAIMANTS: Final = 400
FIRST_DAY: Final = date(2023, 1, 1)
DAYS: Final = 365
LONGEST_SPAN: Final = 60
SEED: Final = 3
STEPS: Final = 80
#: The middle of the year, where steps change most.
FROM_DAY: Final = date(2023, 6, 1)
TABS: Final = ("day", "time", "changes")
SETTLED_MS: Final = 3_000

_BY_HAND: Final = """<!DOCTYPE html><meta charset="utf-8"><title>by hand</title><p></p><table></table>
<input type="range" name="on" min="0" max="%d" value="%d"><script>
const rows = %s;
const [input, text, table] = ["input", "p", "table"].map((name) => document.querySelector(name));
input.addEventListener("input", () => {
  const day = Number(input.value);
  const held = rows.filter(([from, to]) => from <= day && day <= to);
  const figures = held.map((row) => row[3]);
  text.textContent = `${held.length} claims, ${Math.min(...figures)} to ${Math.max(...figures)}`;
  const newest = held.sort((a, b) => (a[5] < b[5] ? 1 : -1)).slice(0, 20);
  table.replaceChildren(...newest.map((row) => {
    const line = document.createElement("tr");
    for (const cell of row.slice(2)) line.insertCell().textContent = cell;
    return line;
  }));
});
</script>"""

_STEP: Final = """async (steps) => {
  const input = document.querySelector("input[name=on], input[type=range]");
  const taken = [];
  for (let step = 0; step < steps; step++) {
    input.stepUp();
    const begin = performance.now();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    taken.push(performance.now() - begin);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }
  return taken;
}"""


def claims() -> list[dict[str, Any]]:
    """Draw the claims; all of them are in English and say nothing of anybody."""
    drawn = random.Random(SEED)  # noqa: S311 # the same in every run
    found = []
    for number in range(CLAIMS):
        said = FIRST_DAY + timedelta(days=drawn.randrange(DAYS))
        end = said + timedelta(days=drawn.randrange(LONGEST_SPAN)) if drawn.random() < 0.5 else None
        row = {"id": f"r{number}", "source_title": f"Title {number % 40}", "source_publisher": "Publisher"}
        row |= {"claimant": f"Channel {drawn.randrange(CLAIMANTS)}", "said": said, "summary": f"Claim {number}."}
        row |= {"force": "Northland", "figure": drawn.randrange(100, 20_000), "measure": "stock"}
        row |= {"phase": drawn.choice(("present", "planned")), "place": "Belarus", "place_country": "BY"}
        found.append(row | {"start": said if end else "", "end": end or ""})
    return found


def main() -> int:
    """Build the page, step through all pages in turns, and print a line for each."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=3)
    rounds: int = asked.parse_args().rounds
    from playwright.sync_api import sync_playwright

    browser_path = find_browser()
    if browser_path is None:
        raise SystemExit("no browser; install Chromium or Chrome, or run: python -m tests.browser")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        addresses = _pages(Path(name))
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        runs: dict[str, list[list[float]]] = {page: [] for page in addresses}
        for _ in range(rounds):
            for page, address in addresses.items():
                runs[page].append(_steps(browser, address))
        browser.close()
    print(f"{'a step in ms':32} {'median':>8} {'95 %':>8} {'dearest':>8}")
    for page, taken in runs.items():
        steps = sorted(min(same) for same in zip(*taken, strict=True))
        slow = steps[int(0.95 * (len(steps) - 1) + 0.5)]
        print(f"{page:32} {statistics.median(steps):8.1f} {slow:8.1f} {steps[-1]:8.1f}")
    return 0


def _pages(folder: Path) -> dict[str, str]:
    """Write the pages; return their addresses by what they are called."""
    table, ours = folder / "claims.csv", folder / "ours.html"
    rows = claims()
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    run([sys.executable, "-m", "mustermap", "map", str(table), "-o", str(ours)])
    empty, by_hand = folder / "empty.html", folder / "by-hand.html"
    empty.write_text(EMPTY, encoding="utf-8")
    held = [_held(row) for row in rows]
    by_hand.write_text(_BY_HAND % (DAYS, (FROM_DAY - FIRST_DAY).days, json.dumps(held)), encoding="utf-8")
    addresses = {f"ours, tab {tab}": f"{ours.as_uri()}#on={FROM_DAY}&tab={tab}" for tab in TABS}
    return {"an empty page": empty.as_uri(), "by hand": by_hand.as_uri(), **addresses}


def _held(row: dict[str, Any]) -> list[Any]:
    """Return from when to when the page by hand shows a row, in days of the year, and what it says."""
    begin = (row["said"] - FIRST_DAY).days
    end = (row["end"] - FIRST_DAY).days if row["end"] else DAYS
    return [begin, end, row["claimant"], row["figure"], row["phase"], row["said"].isoformat()]


def _steps(browser: Browser, address: str) -> list[float]:
    """Open a page and go on day by day; return the milliseconds of each step."""
    context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type] # a TypedDict of the same keys
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(SETTLED_MS)
    taken: list[float] = page.evaluate(_STEP, STEPS)
    context.close()
    return taken


if __name__ == "__main__":
    raise SystemExit(main())
