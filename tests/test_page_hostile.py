"""Hostile text in every field of a report reaches the page as text and runs nothing."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

from mustermap.app.options import Selection
from mustermap.data.fields import REPORT_FIELDS, SOURCE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

HOSTILE = [
    "</script><script>window.pwned = 1</script>",
    "${window.pwned = 1}",
    "`+(window.pwned = 1)+`",
    "<img src=x onerror=window.pwned=1>",
    "\u202eelgnis\u202c \u2066x\u2069 \u200f",
    "javascript:window.pwned=1",
    "{{ 7*7 }} {% raw %} \\u003c/script> \u2028 \u2029 --> ]]> ' \" &lt;",
]
FREE = {"text", "wording", "list"}


def hostile_rows(text: str) -> tuple[list[str], list[str]]:
    """One report with the text in every field that takes free text, its id and its source's id among them."""
    taken = {
        field.name: text.replace(";", ",")
        for field in REPORT_FIELDS
        if field.kind in FREE or field.name in ("id", "source")
    }
    source = {
        f"source_{field.name}": text
        for field in SOURCE_FIELDS
        if field.kind == "text" and field.name not in ("sha256", "id")
    }
    point = '{"type":"Point","coordinates":[27.58,53.77]}'  # so that the place wording stands on the map too
    row = taken | source | {"said": "2022-10-10", "start": "2022-10-10", "end": "2022-12-31", "geometry": point}
    del row["place_country"]
    return list(row), list(row.values())


def unfold(page: Page, within: str = "body") -> None:
    """Unfold all that can be reached: beneath an open card nothing can."""
    for summary in page.locator(f"{within} summary").all():
        if summary.is_visible() and not summary.evaluate("one => one.closest('[inert]') !== null"):
            summary.press("Enter")


def test_hostile_text_stays_text(open_page: Callable[..., Watched], tmp_path: Path) -> None:
    """A report of each text, and a title of all of them."""
    from mustermap.app.map_file import make_map

    reports, output = tmp_path / "hostile.csv", tmp_path / "hostile.html"
    rows = [hostile_rows(text) for text in HOSTILE]
    with reports.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerows([rows[0][0], *(cells for _, cells in rows)])
    assert make_map(Selection(files=[reports]), output=output, title=" ".join(HOSTILE), overwrite=False) == 0
    watched = open_page(output, "#on=2022-11-01")
    page = watched.page
    assert page.locator("[data-certainty]").count() == len(HOSTILE)
    unfold(page)
    for number, text in enumerate(HOSTILE):
        page.locator("[data-certainty]").nth(number).get_by_role("button").first.click()
        watched.settle()
        unfold(page, ".card")
        assert page.evaluate("window.pwned") is None
        assert page.locator("img:not(.leaflet-tile)").count() == 0
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.protocol)")
        assert set(links) <= {"http:", "https:", "file:"}
        assert page.locator("[data-card-report]").is_visible()
        assert page.eval_on_selector_all("[data-card-report] a[href]", "links => links.length") == 0
        page.keyboard.press("Escape")
        shown = re.sub(r"\s+", " ", page.locator("body").inner_text())
        assert re.sub(r"\s+", " ", text.strip()).replace("\u2028", " ").split(" ")[0] in shown
    assert watched.complaints == []
    assert watched.requests == [output.as_uri()]


def test_the_policy_blocks_an_injected_script_and_an_injected_request(
    open_page: Callable[..., Watched], seed_page: Path
) -> None:
    watched = open_page(seed_page)
    refused = {}
    watched.page.on("requestfailed", lambda request: refused.update({request.url: request.failure}))
    watched.page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.pwned = 1';
          document.body.append(script);
          const image = document.createElement('img');
          image.setAttribute('onerror', 'window.pwned = 1');
          image.src = 'https://example.org/x.png';
          document.body.append(image);
          fetch('https://example.org/y').catch(() => {});
        }"""
    )
    watched.page.wait_for_timeout(300)
    assert watched.page.evaluate("window.pwned") is None
    assert set(watched.requests) == {seed_page.as_uri(), *refused}
    assert set(refused.values()) <= {"csp"}  # refused by the policy, before any network
    assert any("Content Security Policy" in complaint for complaint in watched.complaints)
