"""The page's own words: in the reader's language, chosen by the address, the browser, or the page's switch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

HEADINGS = {
    "en": "Claims on 1 December 2022",
    "uk": "Твердження на 1 грудня 2022 р.",
    "ru": "Утверждения на 1 декабря 2022 г.",
}
COUNTRIES = {"en": "Belarus", "uk": "Білорусь", "ru": "Беларусь"}
FOUND_BY = {
    "en": "airfield; from 'Machulishchi (airbase)'",
    "uk": "аеродром; зі слів «Machulishchi (airbase)»",
    "ru": "аэродром; из слов «Machulishchi (airbase)»",
}


@pytest.mark.parametrize("lang", HEADINGS)
def test_the_address_chooses_the_language_also_of_countries_and_how_a_place_was_found_and_reports_keep_theirs(
    open_page: Callable[..., Watched], seed_page: Path, lang: str
) -> None:
    watched = open_page(seed_page, f"#on=2022-12-01&lang={lang}", locale="pl-PL")
    page = watched.page
    assert HEADINGS[lang] in page.locator(".panel").inner_text().replace("\u00a0", " ")
    assert page.locator("html").get_attribute("lang") == lang
    assert "Pavel Latushka" in page.locator("[data-report='03-latushka-120000']").first.inner_text()
    assert page.locator(".area-card .area-heading").inner_text().startswith(COUNTRIES[lang])
    page.locator(".mark[data-reports='01-airbase-check']").click()
    assert FOUND_BY[lang] in page.locator(".card").inner_text()
    assert watched.complaints == []


def test_the_browser_chooses_the_language_where_the_address_does_not(
    open_page: Callable[..., Watched], seed_page: Path
) -> None:
    page = open_page(seed_page, "#on=2022-12-01", locale="uk-UA").page
    assert page.locator("html").get_attribute("lang") == "uk"
    page = open_page(seed_page, "?lang=ru#on=2022-12-01", locale="uk-UA").page
    assert page.locator("html").get_attribute("lang") == "ru"


def test_the_switch_changes_the_language_and_nothing_else(open_page: Callable[..., Watched], seed_page: Path) -> None:
    watched = open_page(seed_page, "#on=2022-12-01&known_by=2022-11-30")
    page = watched.page
    choice = page.locator("select[name=lang]")
    assert choice.locator("option").all_inner_texts() == ["English", "Русский", "Українська"]
    with page.expect_navigation():
        choice.select_option("uk")
    page.wait_for_selector("html[lang=uk]")
    watched.settle()
    assert "on=2022-12-01&known_by=2022-11-30" in page.url
    assert HEADINGS["uk"] in page.locator(".panel").inner_text().replace("\u00a0", " ")
    assert watched.complaints == []
