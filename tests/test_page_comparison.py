"""The comparison beside the map: the sentence, the chart and what stands apart, in a real browser."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

DECEMBER = "#on=2022-12-01&known_by=2022-11-30"
SITUATION = (
    "Planned: 120,000, one claimant, disputed (in Ukraine, nobody named); "
    "20,000 for the newly mobilised only, one claimant, possibly in effect. "
    "Ordered: more than 1,000, one claimant, possibly in effect."
)
APART = {
    "force": ("Another force.", "100,000 Belarus, called up"),
    "noNumber": ("No number.", "no number Russia"),
    "inside": ("At a place in Belarus: a part of it, not the whole.", "Machulishchi"),
    "notPlaced": ("Not placed on the map", "joint regional group"),
    "elsewhere": ("The same force at another place.", "Smolensk"),
}
SIZES = [(1280, 800), (390, 844)]


def situation(page: Page) -> str:
    return re.sub(r"\s+", " ", page.locator(".situation").inner_text()).strip()


def open_wide(watched: Watched, width: int) -> Page:
    """Draw the sheet up where the panel is one, so that what is in it can be seen and pressed."""
    if width < 760:
        for _ in range(2):
            watched.page.get_by_role("button", name="Draw the list up or down").tap()
        watched.page.wait_for_timeout(300)
    return watched.page


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_first_source_is_compared_in_one_sentence(
    open_seeds: Callable[..., Watched], width: int, height: int
) -> None:
    watched = open_seeds(DECEMBER, width=width, height=height, has_touch=width < 760, locale="en-GB")
    page = open_wide(watched, width)
    assert page.locator(".comparison-title").inner_text() == "Troops of Russia in Belarus"
    assert page.locator(".comparison-claimants").inner_text() == "3 independent claimants · how many arrive"
    assert situation(page) == SITUATION
    assert page.locator(".chart-name").all_inner_texts() == [
        "Pavel Latushka", "Alexander Lukashenko", "Hanna Malyar, Deputy Defence Minister of Ukraine",
    ]  # fmt: skip
    for reason, (why, what) in APART.items():
        group = page.locator(f".apart-group[data-reason={reason}]")
        assert why in group.locator(".apart-why").inner_text()
        assert what in re.sub(r"\s+", " ", group.locator(".apart-claims").inner_text())
    assert page.locator(".apart-group").count() == len(APART)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.complaints == []


def test_each_bar_has_its_figure_written_at_it_and_its_claim_for_a_name(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(DECEMBER, locale="en-GB").page
    bars = page.locator(".claim-bar")
    assert [re.sub(r"\s+", " ", text).strip() for text in bars.all_inner_texts()] == [
        "120,000 planned disputed: in Ukraine, nobody named", "more than 1,000 ordered",
        "20,000 planned for the newly mobilised only",
    ]  # fmt: skip
    names = [bar.get_attribute("aria-label") or "" for bar in bars.all()]
    # First what is seen, so that whoever speaks to the browser calls it by that.
    seen, rest = (
        "120,000 planned; disputed: in Ukraine, nobody named",
        "Pavel Latushka; Russia; November 2022 to February 2023",
    )
    assert names[0].startswith(f"{seen}; {rest}; Belarus")
    assert names[0].endswith("; in effect on this day")
    assert "; a part; " in names[2]
    assert "; a part; " not in names[0] + names[1]
    assert names[1].endswith("possibly in effect on this day")


def test_the_scale_of_figures_is_said_in_words_and_holds_what_is_in_effect(open_seeds: Callable[..., Watched]) -> None:
    watched = open_seeds(DECEMBER, locale="en-GB")
    page = watched.page
    assert "logarithmic, each line 10 times the one before" in page.locator(".chart-note").inner_text()
    assert page.locator(".figure-mark:visible").count() == 3
    page.locator("input[name=on]").press("Home")
    watched.settle()
    assert page.locator(".figure-mark:visible").count() == 0
    assert situation(page) == "Nothing comparable is claimed for this day."


def test_a_step_moves_the_rule_and_keeps_the_rows(open_seeds: Callable[..., Watched]) -> None:
    watched = open_seeds("#on=2022-12-01", locale="en-GB")
    page = watched.page
    rule = ".chart-rule:not(.known)"
    page.evaluate("document.querySelectorAll('.claim-bar').forEach(bar => { bar.isTheSame = true; })")
    before = page.locator(rule).bounding_box()
    for _ in range(3):
        page.locator("input[name=on]").press("PageUp")
    watched.settle()
    after = page.locator(rule).bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] > before["x"] + 40
    assert page.locator(".chart-rule-label:not(.known)").inner_text() == "1 Mar 2023"
    assert "120,000" not in situation(page)
    assert page.evaluate("[...document.querySelectorAll('.claim-bar')].every(bar => bar.isTheSame)")
    assert page.locator(".claim-bar.is-off").get_attribute("data-report") == "03-latushka-120000"


def test_a_second_rule_stands_at_what_was_known_by(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2023-01-15&known_by=2022-11-30", locale="en-GB").page
    known, day = page.locator(".chart-rule.known").bounding_box(), page.locator(".chart-rule").nth(1).bounding_box()
    assert known is not None
    assert day is not None
    assert known["x"] < day["x"] - 20
    assert page.locator(".chart-rule-label.known").inner_text() == "known by 30 Nov 2022"
    page.goto(page.url.partition("#")[0] + "#on=2023-01-15")
    page.wait_for_function("() => document.querySelector('.chart-rule.known').hidden")


def test_bars_are_reached_by_keyboard_and_open_the_claim(open_seeds: Callable[..., Watched]) -> None:
    watched = open_seeds(DECEMBER)
    page = watched.page
    page.locator("select[name=place]").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.report") == "03-latushka-120000"
    assert page.locator(".claim-bar.is-lit").get_attribute("data-report") == "03-latushka-120000"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("[data-card-report='07-more-than-a-thousand']").is_visible()
    page.keyboard.press("Escape")
    watched.settle()
    assert page.evaluate("document.activeElement.className").startswith("claim-bar")
    assert page.evaluate("document.activeElement.dataset.report") == "07-more-than-a-thousand"
    assert watched.complaints == []


def test_pointing_at_a_bar_marks_it_and_leaving_it_unmarks_it(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(DECEMBER).page
    page.locator(".claim-bar[data-report='02-malyar-20000']").hover()
    assert page.locator(".claim-bar.is-lit").get_attribute("data-report") == "02-malyar-20000"
    assert page.locator(".figure-mark.is-lit").count() == 1
    page.locator(".apart-claim[data-report='12-redeployment']").hover()
    assert page.locator(".claim-bar.is-lit").count() == 0
    assert page.locator(".apart-claim.is-lit").get_attribute("data-report") == "12-redeployment"


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_another_force_and_another_place_are_chosen_from_lists(
    open_seeds: Callable[..., Watched], width: int, height: int
) -> None:
    watched = open_seeds(DECEMBER, width=width, height=height, has_touch=width < 760, locale="en-GB")
    page = open_wide(watched, width)
    page.get_by_label("Force", exact=True).select_option("Belarus")
    assert page.locator(".comparison-title").inner_text() == "Troops of Belarus in Belarus"
    assert situation(page).startswith("Planned: 100,000 for the called up only, one claimant, disputed")
    assert "120,000 Russia" in page.locator(".apart-group[data-reason=force]").inner_text()
    page.get_by_label("Place", exact=True).select_option(label="Minsk Machulishchy Air Base")
    assert situation(page) == (
        "Ordered: no number for the airbase units and reservists only, one claimant, possibly in effect."
    )
    assert page.locator(".figure-mark").count() == 0
    page.get_by_label("Force", exact=True).select_option("Belarus;Russia")
    assert situation(page) == "No report claims anything about this force at this place."
    assert watched.complaints == []


def test_what_stands_apart_can_be_compared_instead(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(DECEMBER, locale="en-GB").page
    page.locator(".apart-group[data-reason=elsewhere]").get_by_role("button", name="compare these instead").click()
    assert page.locator(".comparison-title").inner_text() == "Troops of Russia in Smolensk"
    assert situation(page).startswith("Present: no number for the First Tank Army only")


def test_what_is_opened_in_the_list_is_compared(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(DECEMBER, locale="en-GB").page
    page.locator("[data-certainty][data-report='04-latushka-100000']").get_by_role("button").first.click()
    page.keyboard.press("Escape")
    assert page.locator(".comparison-title").inner_text() == "Troops of Belarus in Belarus"
    assert page.get_by_label("Force", exact=True).input_value() == "Belarus"


def crowd(path: Path, rows: list[dict[str, Any]]) -> Path:
    """A map of claims about Russian stocks in Belarus, each row with what is its own."""
    from mustermap.app.map_file import make_map
    from mustermap.app.options import Selection

    whole = {"source": "s", "source_title": "A feed", "source_published": "2022-11-01", "source_accessed": "2023-01-01"}
    shared = whole | {
        "force": "Russia",
        "place": "Belarus",
        "measure": "stock",
        "phase": "present",
        "said": "2022-11-01",
    }
    shared |= {"start": "2022-11-01", "end": "2022-12-31"}
    filled = [shared | row for row in rows]
    names = sorted({name for row in filled for name in row})
    with (path / "crowd.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(filled)
    output = path / "crowd.html"
    assert make_map(Selection(files=[path / "crowd.csv"]), output=output, title="A crowd", overwrite=False) == 0
    return output


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_sixty_claimants_stand_thirty_at_first_and_none_is_lost(
    open_page: Callable[..., Watched], tmp_path: Path, width: int, height: int
) -> None:
    odd = ["وزارة الدفاع", "A ministry with a name that is far longer than any row of the chart could ever be " * 2]
    names = odd + [f"Observer {number}" for number in range(58)]
    figures = ["12", "1,200,000", "more than 1,000", "up to 9,000", "about 9,000", "10,000-15,000"]
    rows = [{"id": f"r{k}", "claimant": name, "figure": figures[k % 6]} for k, name in enumerate(names)]
    watched = open_page(
        crowd(tmp_path, rows), "#on=2022-12-01", width=width, height=height, has_touch=width < 760, locale="en-GB"
    )
    page = open_wide(watched, width)
    assert page.locator(".chart-row").count() == 30
    assert situation(page) == "Present: up to 1,200,000, or with no upper bound, 60 claimants."
    more = page.get_by_role("button", name="and 30 more", exact=True)
    more.scroll_into_view_if_needed()
    more.click()
    assert page.locator(".chart-row").count() == 60
    assert set(page.locator(".chart-name").all_inner_texts()) == {name.strip() for name in names}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = page.eval_on_selector(".chart", "chart => chart.getBoundingClientRect().right")
    reach = page.eval_on_selector_all(
        ".claim-bar", "bars => Math.max(...bars.map(bar => bar.getBoundingClientRect().right))"
    )
    assert reach <= wide + 1
    assert watched.complaints == []


def test_a_flow_beside_stocks_stands_apart_and_can_be_compared_by_itself(
    open_page: Callable[..., Watched], tmp_path: Path
) -> None:
    rows = [
        {"id": "a", "claimant": "A", "figure": "9,000"},
        {"id": "b", "claimant": "B", "figure": "12,000"},
        {"id": "f", "claimant": "C", "figure": "300", "measure": "flow"},
    ]
    page = open_page(crowd(tmp_path, rows), "#on=2022-12-01", locale="en-GB").page
    assert situation(page) == "Present: 9,000–12,000, two claimants."
    group = page.locator(".apart-group[data-reason=measure]")
    assert "A flow beside stocks" in group.inner_text()
    group.get_by_role("button", name="compare these instead").click()
    assert situation(page) == "Present: 300, one claimant."
    assert "A stock beside flows" in page.locator(".apart-group[data-reason=measure]").inner_text()


def test_what_is_not_placed_stands_by_its_wordings(open_page: Callable[..., Watched], tmp_path: Path) -> None:
    rows = [
        {"id": "a", "claimant": "A", "figure": "9,000"},
        {"id": "camp", "claimant": "A", "figure": "7", "place": "Camp Qwertz"},
        {"id": "fort", "claimant": "A", "figure": "1,185", "place": "Fort Zzyzzx"},
    ]
    page = open_page(crowd(tmp_path, rows), "#on=2022-12-01", locale="en-GB").page
    claims = page.locator(".apart-group[data-reason=notPlaced] .apart-claim").all_inner_texts()
    assert [("7 " in text, "Camp Qwertz" in text, "Fort Zzyzzx" in text) for text in claims] == [
        (True, True, False),
        (False, False, True),
    ]


def test_of_very_many_that_are_not_placed_the_wordings_are_counted_and_listed(
    open_page: Callable[..., Watched], tmp_path: Path
) -> None:
    rows = [{"id": "a", "claimant": "A", "figure": "9,000"}]
    rows += [{"id": f"u{k}", "claimant": "A", "figure": "7", "place": f"Camp Q{k % 26}"} for k in range(1_001)]
    page = open_page(crowd(tmp_path, rows), "#on=2022-12-01", locale="en-GB").page
    group = page.locator(".apart-group[data-reason=notPlaced]")
    assert "1,001 claims on any day, of 26 places by their wordings" in group.inner_text()
    wordings = group.locator(".apart-wordings li").all_inner_texts()
    assert wordings[0] == "Camp Q0 · 39 claims"
    assert len(wordings) == 13
    assert "14" in wordings[-1]
