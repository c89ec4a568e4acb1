"""In whatever state a reader may bring the page, axe-core finds nothing, and every control is one that is operated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import branca.element
import folium
import pytest

from mustermap import maps
from mustermap.app.options import Selection
from tests.axe import Audit, audit, audit_colours
from tests.maps_frame import seed_frame
from tests.page_controls import controls_left_out
from tests.page_states import DESK, PHONE, settle, show, states_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
# What the page must have been held against, at the least: were axe not run, or on nothing, none would be there.
HELD_AGAINST = {
    "aria-valid-attr-value",
    "bypass",
    "button-name",
    "color-contrast",
    "document-title",
    "heading-order",
    "html-has-lang",
    "label",
    "label-content-name-mismatch",
    "landmark-one-main",
    "landmark-unique",
    "link-name",
    "list",
    "listitem",
    "meta-viewport",
    "nested-interactive",
    "page-has-heading-one",
    "region",
    "select-name",
    "summary-name",
    "target-size",
}


class BothSchemes:
    """Looks at a page with every rule, and in the other scheme, which changes colours and nothing else, with theirs.

    The page is left in the other scheme: to change it costs as much as to look at it. A text that looked the same in
    the same scheme before is not looked at again there.
    """

    def __init__(self) -> None:
        self.seen: dict[str, set[int]] = {"light": set(), "dark": set()}

    def audit(self, page: Page) -> Audit:
        found = audit(page)
        assert len(found.passed) >= 25
        other = "light" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "dark"
        page.emulate_media(color_scheme=other)
        settle(page)
        is_first = not self.seen[other]
        colours = audit_colours(page, self.seen[other])
        assert not is_first or "color-contrast" in colours.passed
        found.findings += [f"{other}: {finding}" for finding in colours.findings]
        return found


@SIZES
def test_in_any_state_axe_finds_nothing_and_every_control_is_one_that_is_operated(
    open_page: Callable[..., Watched], seed_page: Path, size: dict[str, Any]
) -> None:
    watched = open_page(seed_page, locale="en-GB", reduced_motion="reduce", **size)
    findings, passed, left_out = {}, set(), set()
    schemes = BothSchemes()
    for name, state in states_at(size["width"]).items():
        show(watched.page, seed_page.as_uri(), state)
        found = schemes.audit(watched.page)
        passed |= found.passed
        left_out |= set(controls_left_out(watched.page))
        if found.findings:
            findings[name] = found.findings
    assert findings == {}
    assert left_out == set()
    assert passed >= HELD_AGAINST
    assert watched.complaints == []


@SIZES
def test_axe_finds_nothing_where_nothing_is_placed_and_nothing_is_in_effect(
    open_page: Callable[..., Watched], tmp_path: Path, size: dict[str, Any]
) -> None:
    from mustermap.app.map_file import make_map

    (tmp_path / "one.csv").write_text(
        "claimant,said,source,source_title,start,end\nA. Minister,2022-11-01,s,Evening News,2022-11-03,2022-11-04\n"
    )
    output = tmp_path / "one.html"
    assert (
        make_map(Selection(files=[tmp_path / "one.csv"]), output=output, title="Next to nothing", overwrite=False) == 0
    )
    page = open_page(output, "#on=2022-11-01", locale="en-GB", **size).page
    assert "0 claims on this day, of 1 report" in page.locator(".counts").first.inner_text()
    assert BothSchemes().audit(page).findings == []


def two_layers_on_one_map() -> branca.element.Figure:
    made = folium.Map(tiles=None)
    for on in ("2022-10-10", "2022-12-01"):
        maps.ClaimsLayer(seed_frame(), view=f"on={on}", title=on).add_to(made)
    return made.get_root()


def two_maps_below_each_other() -> branca.element.Figure:
    """On a phone one map has no room for the controls of two layers."""
    figure = branca.element.Figure()
    for on in ("2022-10-10", "2022-12-01"):
        made = folium.Map(tiles=None, height="700px")
        maps.ClaimsLayer(seed_frame(), view=f"on={on}", title=on).add_to(made)
        figure.add_child(made)
    return figure


@pytest.mark.parametrize(
    ("two", "size"), [(two_layers_on_one_map, DESK), (two_maps_below_each_other, PHONE)], ids=["desk", "phone"]
)
def test_axe_finds_nothing_in_two_layers_in_a_page_of_somebody_else_s(
    open_page: Callable[..., Watched], tmp_path: Path, two: Callable[[], branca.element.Figure], size: dict[str, Any]
) -> None:
    two().save(str(tmp_path / "two.html"))
    page = open_page(tmp_path / "two.html", **size).page
    page.wait_for_function("document.querySelectorAll('.mustermap').length === 2")
    # Title, language and headings of the page around are its maker's, as is Leaflet's mark.
    page.evaluate("document.querySelectorAll('.leaflet-control-attribution').forEach(mark => mark.remove())")
    assert "\n".join(audit(page, within=".mustermap-frame").findings) == ""


DEFECTS = {
    "button-name": "document.querySelector('.sheet-handle, .play').removeAttribute('aria-label');"
    "document.querySelector('.play').removeAttribute('title')",
    "color-contrast": "document.querySelector('.sentence-first').style.color = '#aaa8a0'",
    "target-size": "document.querySelectorAll('.tools > button')"
    ".forEach(b => b.style.cssText = 'width:10px;height:10px;min-width:0;min-height:0;padding:0;overflow:hidden')",
    "label": "document.querySelector('input[name=on]').removeAttribute('aria-label')",
    "heading-order": "document.querySelector('.list').prepend(document.createElement('h6'));"
    "document.querySelector('h6').textContent = 'Six'",
}


def test_a_defect_that_is_made_is_found(open_page: Callable[..., Watched], seed_page: Path) -> None:
    page = open_page(seed_page).page
    seen: set[int] = set()
    assert audit(page).findings == []
    assert audit_colours(page, seen).findings == []
    assert audit_colours(page, seen).passed == set()  # nothing looks otherwise than before
    for defect in DEFECTS.values():
        page.evaluate(defect)
    assert {finding.partition(" ")[0] for finding in audit_colours(page, seen).findings} == {"color-contrast"}
    found = {finding.partition(" ")[0] for finding in audit(page).findings}
    assert found >= set(DEFECTS)
