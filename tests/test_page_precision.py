"""A map with all six precisions: names have no sign, a card says how precisely its place is known."""

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


def test_each_precision_has_its_own_sign_on_the_card_and_none_on_the_map(
    open_page: Callable[..., Watched], all_six: Path
) -> None:
    watched = open_page(all_six)
    page = watched.page
    drawings = set()
    for name in PLACES:
        page.locator(f"[data-certainty][data-report={name}] button").first.click()
        sign = page.locator(f"[data-card-report={name}] .precision-{name} path")
        drawings.add(
            sign.evaluate(
                "path => { const style = getComputedStyle(path);"
                " return [path.getAttribute('d'), style.strokeDasharray, style.fill].join('|'); }"
            )
        )
        page.keyboard.press("Escape")
    assert len(drawings) == len(PLACES)
    # A sign before a name could be read as the place's dot.
    assert page.locator(":is(.leaflet-container, .legend) .precision-sign").count() == 0
    assert watched.complaints == []


def test_the_key_has_only_the_signs_that_the_map_shows_on_the_day(
    open_page: Callable[..., Watched], tmp_path: Path
) -> None:
    page = open_page(draw(tmp_path, ["settlement", "country"])).page
    page.locator(".legend > summary").click()
    assert page.locator(".key-forces").inner_text() == "Russia"
    assert page.locator(".key-signs .legend-scale").count() == 1
    # Three hundred of one force, without a phase, that nobody disputes or repeats.
    assert page.locator(".key-signs .legend-signs li").count() == 0
