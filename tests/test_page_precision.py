"""A map with all six precisions: each has a sign of its own, the legend explains it, the card says how it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

# wording, and what the card says of how the place was found
PLACES = {
    "exact": ("53.10000, 25.30000", "coordinates; from '53.10000, 25.30000'"),
    "site": ("Machulishchi (airbase)", "airfield; from 'Machulishchi (airbase)'"),
    "settlement": ("Gomel", "settlement; from 'Gomel'"),
    "region": ("Brest region", "region; outline approximate; from 'Brest region'"),
    "country": ("Lithuania", "country; from 'Lithuania'"),
    "line": ("the Belarusian–Ukrainian border", "border; from 'the Belarusian–Ukrainian border'"),
}


def write_reports(folder: Path, names: list[str]) -> Path:
    rows = "".join(f'{name},A,2022-10-14,Russia,300,"{PLACES[name][0]}",T\n' for name in names)
    file = folder / "reports.csv"
    file.write_text(f"id,claimant,said,force,figure,place,source_title\n{rows}", encoding="utf-8")
    return file


def draw(folder: Path, names: list[str]) -> Path:
    from mustermap.app.map_file import make_map
    from mustermap.app.options import Selection

    page = folder / "map.html"
    assert make_map(Selection(files=[write_reports(folder, names)]), output=page, title="Claims", overwrite=False) == 0
    return page


@pytest.fixture(scope="module")
def all_six(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(tmp_path_factory.mktemp("six"), list(PLACES))


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_each_precision_has_its_own_sign_on_the_map_and_in_the_legend(
    open_page: Callable[..., Watched], all_six: Path, width: int, height: int
) -> None:
    watched = open_page(all_six, width=width, height=height)
    page = watched.page
    if width < 600:
        page.locator(".legend summary").click()
    explained = page.locator(".legend [data-precision]")
    assert explained.evaluate_all("rows => rows.map(row => row.dataset.precision)") == list(PLACES)
    assert all(explained.nth(k).inner_text().strip() for k in range(len(PLACES)))
    drawings = set()
    for name in PLACES:
        sign = page.locator(f".leaflet-container :is(.precision-{name}, .mark[data-precision={name}])")
        assert sign.count() >= 1, name
        row = page.locator(f".legend [data-precision={name}]")
        assert row.locator(f".precision-{name}").is_visible()
        drawings.add(
            row.locator("path").evaluate(
                "path => { const style = getComputedStyle(path);"
                " return [path.getAttribute('d'), style.strokeDasharray, style.fill].join('|'); }"
            )
        )
    assert len(drawings) == len(PLACES)
    assert watched.complaints == []


@pytest.mark.parametrize("kept", [False, True], ids=["from a file", "from a ledger"])
def test_the_card_says_in_words_how_the_place_was_found(
    open_page: Callable[..., Watched], all_six: Path, six_from_a_ledger: Path, kept: bool
) -> None:
    page = open_page(six_from_a_ledger if kept else all_six).page
    for name, (wording, found) in PLACES.items():
        page.locator(f"[data-certainty][data-report={name}] button").first.click()
        where = page.locator(f"[data-card-report={name}] dd:has(.show-on-map)")
        words = where.inner_text()
        assert f"from '{wording}'" in words, name
        assert kept or found in words, name
        assert ("outline approximate" in words) == (name == "region"), name
        assert where.locator(f".precision-{name}").count() == 1, name
        page.keyboard.press("Escape")


@pytest.fixture(scope="module")
def six_from_a_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from mustermap.app.file_entry import add_files
    from mustermap.app.map_file import make_map
    from mustermap.app.options import Selection

    folder = tmp_path_factory.mktemp("ledger")
    ledger, page = folder / "mustermap.gpkg", folder / "map.html"
    added = add_files([write_reports(folder, list(PLACES))], ledger=ledger, editor="", revise=False, key=None)
    assert added == 0
    assert make_map(Selection(ledger=ledger), output=page, title="Claims", overwrite=False) == 0
    return page


def test_the_legend_explains_only_what_the_map_has(open_page: Callable[..., Watched], tmp_path: Path) -> None:
    page = open_page(draw(tmp_path, ["settlement", "country"])).page
    explained = page.locator(".legend [data-precision]").evaluate_all("rows => rows.map(row => row.dataset.precision)")
    assert explained == ["settlement", "country"]
