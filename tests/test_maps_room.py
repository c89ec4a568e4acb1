"""Where there is no room on the map, a count remains: nothing that is in effect and placed goes without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from mustermap.maps.document.document import Document, write
from tests.maps_frame import at_point, exactly, frame, report, said_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Watched

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve small areas side by side, and twenty places in each."""
    rows = []
    for k in range(12):
        lon, lat = 20.0 + k % 4, 50.0 + k // 4
        area = at_point(
            f"Land {k}", f"Land {k}", lon + 0.5, lat + 0.5, place_precision="country", place_country_code="XX"
        )
        rows.append(
            report(f"land-{k}", **said_on("2022-10-10"), **area | {"geometry": shapely.box(lon, lat, lon + 1, lat + 1)})
        )
        rows += [
            report(
                f"town-{k}-{n}",
                **said_on("2022-10-10"),
                **exactly(20_000),
                **at_point(f"T{k}-{n}", f"T{k}-{n}", lon + n / 20, lat + 0.5),
            )
            for n in range(20)
        ]
    path = tmp_path_factory.mktemp("crowded") / "crowded.html"
    write(Document(frame(rows, first="2022-10-01", last="2022-12-31", opened="2022-10-10")), path)
    return path


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (800, 600), (390, 844)])
def test_every_claim_in_effect_is_on_the_map_or_counted_there(
    open_page: Callable[..., Watched], crowded: Path, width: int, height: int
) -> None:
    watched = open_page(crowded, width=width, height=height)
    # What lies under the note on gathered marks has no button until the map is moved.
    watched.page.evaluate("document.querySelector('.too-many').style.setProperty('display', 'none', 'important')")
    watched.page.set_viewport_size({"width": width, "height": height + 1})
    watched.settle()
    ids = watched.page.eval_on_selector_all(
        ".leaflet-container [data-reports]",
        "marks => marks.filter(m => m.offsetParent).flatMap(m => m.dataset.reports.split(' '))",
    )
    expected = {f"land-{k}" for k in range(12)} | {f"town-{k}-{n}" for k in range(12) for n in range(20)}
    assert set(ids) == expected
    assert len(ids) == len(expected)
    assert watched.complaints == []


def test_the_legend_starts_folded_where_there_is_little_room(open_page: Callable[..., Watched], crowded: Path) -> None:
    watched = open_page(crowded, width=800, height=600)
    page = watched.page
    assert page.locator("details.legend").get_attribute("open") is None
    page.locator("details.legend > summary").click()
    title, legend = page.locator(".title-box").bounding_box(), page.locator(".legend").bounding_box()
    assert title is not None
    assert legend is not None
    assert legend["y"] >= title["y"] + title["height"]


def test_a_line_is_drawn_as_a_line_and_has_no_inside(open_page: Callable[..., Watched], tmp_path: Path) -> None:
    line = shapely.LineString([(24, 52), (27, 51.5), (30, 52.5)])
    border = at_point("B", "a border", 27, 51.5, place_precision="line") | {"geometry": line}
    row, row_day = report("line", **said_on("2022-10-10"), **border), "2022-10-10"
    page = tmp_path / "line.html"
    write(Document(frame([row], first=row_day, last=row_day, opened=row_day), title="A line"), page)
    shown = open_page(page, "#on=2022-10-10").page
    fills = shown.eval_on_selector_all(
        ".leaflet-overlay-pane path", "paths => paths.map(path => getComputedStyle(path).fill)"
    )
    assert fills
    assert set(fills) == {"none"}


@pytest.mark.parametrize(("width", "height"), [(1440, 700), (1280, 720), (390, 844)])
def test_the_open_key_is_never_under_the_head_of_the_map(
    open_page: Callable[..., Watched], seed_page: Path, width: int, height: int
) -> None:
    page = open_page(seed_page, "#on=2022-12-01", width=width, height=height).page
    page.evaluate("document.querySelector('.legend').open = true")
    page.wait_for_function("() => document.querySelector('.legend').offsetHeight > 100")
    beneath = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll('.title-box, .tools')]
            .map((it) => it.getBoundingClientRect()).filter(({ left }) => left < 200).map(({ bottom }) => bottom))"""
    )
    key = page.locator(".legend").bounding_box()
    assert key is not None
    assert key["y"] >= beneath
