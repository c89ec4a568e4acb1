"""The built map of the first source, opened from disk: each of the six days, in every way of reaching it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.cases import day
from tests.page_states import GO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

PLACED = {"01", "02", "03", "04", "07", "09", "12"}  # 6 and 8 name no place
DISPUTED = {"03", "04"}
# on, known by, certainly, possibly, last cited, whether the dispute had been said, keys that lead there from the day on
# which the page opens, 10 October 2022
SIX = [
    ("2022-09-29", "2022-09-29", "04", "01", "", False, [("ArrowLeft", 11)]),
    ("2022-10-10", "2022-10-10", "06", "01 02 04 07 08 09 12", "", True, []),
    ("2022-12-01", "2022-11-30", "03", "01 02 04 06 07 08 09 12", "", True, [("PageUp", 2), ("ArrowLeft", 9)]),
    ("2022-12-01", None, "03 08", "01 02 04 06 07 09 12", "", True, [("PageUp", 2), ("ArrowLeft", 9)]),
    ("2023-06-01", None, "08", "01 02 04 06 07 12", "01 02 04 06 07 08 12", True, [("PageUp", 8), ("ArrowLeft", 9)]),
    ("2005-01-01", None, "08", "09", "", True, [("Home", 1), ("PageUp", 72)]),
]
WORDS = {"2022-09-29": "29 September 2022", "2022-10-10": "10 October 2022", "2022-12-01": "1 December 2022",
         "2023-06-01": "1 June 2023", "2005-01-01": "1 January 2005"}  # fmt: skip


@pytest.fixture(params=["America/Los_Angeles", "Pacific/Kiritimati"])
def zone(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("way", ["address", "keyboard", "slider"])
def test_each_day_shows_exactly_what_is_claimed(
    open_seeds: Callable[..., Watched], seed_page: Path, zone: str, way: str
) -> None:
    """The six days one after the other in one page, by the keyboard from the day on which it opens."""
    watched = open_seeds("", timezone_id=zone, locale="en-GB")
    page = watched.page
    assert page.input_value("input[name=on]") == str(day("2022-10-10"))
    for on, known_by, certain, possible, cited, said, keys in SIX:
        if way == "keyboard" and zone == "Pacific/Kiritimati" and sum(times for _, times in keys) > 20:
            continue  # 72 months are gone through once, in the zone that has summer time
        known = f"known_by={known_by}" if known_by else ""
        page.evaluate(GO, f"#on={on}&{known}" if way == "address" else f"#{known}" if known else "")
        if way == "keyboard":
            page.locator("body").press("Escape")
            for key, times in keys:
                for _ in range(times):
                    page.keyboard.press(key)
        elif way == "slider":
            page.locator("input[name=on]").fill(str(day(on)))
        watched.settle()

        about = f"{on}, known by {known_by}"
        assert page.input_value("input[name=on]") == str(day(on)), about
        assert page.locator("output.day").inner_text() == WORDS[on], about
        page.wait_for_url(re.compile(rf"[#&]on={on}\b"))  # written when the day rests
        assert (f"known_by={known_by}" in page.url) == (known_by is not None), about
        _assert_shown(watched, certain.split(), possible.split(), cited.split(), disputes_said=said)
    assert set(watched.requests) <= {seed_page.as_uri()}
    assert watched.complaints == []


def test_a_page_that_is_opened_at_an_address_shows_it_and_asks_for_nothing_more(
    open_page: Callable[..., Watched], seed_page: Path, zone: str
) -> None:
    on, known_by, certain, possible, cited, said, _ = SIX[2]
    watched = open_page(seed_page, f"#on={on}&known_by={known_by}", timezone_id=zone, locale="en-GB")
    _assert_shown(watched, certain.split(), possible.split(), cited.split(), disputes_said=said)
    assert watched.requests == [seed_page.as_uri()]
    assert watched.complaints == []


def _assert_shown(
    watched: Watched, certain: list[str], possible: list[str], cited: list[str], *, disputes_said: bool
) -> None:
    rows = watched.page.eval_on_selector_all("[data-certainty]", "rows => rows.map(row => ({...row.dataset}))")
    listed = {row["report"][:2]: row for row in rows}
    assert sorted(n for n, row in listed.items() if row["certainty"] == "certain") == sorted(certain)
    assert sorted(n for n, row in listed.items() if row["certainty"] == "possible") == sorted(possible)
    assert sorted(n for n, row in listed.items() if row["lastCited"] == "true") == sorted(cited)
    assert {n for n, row in listed.items() if row["placed"] == "false"} == set(listed) - PLACED
    assert {n for n, row in listed.items() if row["disputes"]} == (DISPUTED & set(listed) if disputes_said else set())
    assert all(row["disputes"] in {"", "05-scepticism"} for row in listed.values())
    drawn = watched.page.eval_on_selector_all(
        ".mark, .area-heading", "marks => marks.map(mark => mark.dataset.reports)"
    )
    on_map = [report[:2] for reports in drawn for report in reports.split()]
    assert sorted(on_map) == sorted(PLACED & set(listed))
    in_effect, unplaced = len(listed), len(set(listed) - PLACED)
    counts = watched.page.locator(".counts").first.inner_text()
    assert f"{in_effect} {'claim' if in_effect == 1 else 'claims'} on this day, of 13 reports" in counts
    assert f"{unplaced} not placed" in counts


def test_an_area_is_never_drawn_as_a_dot(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2022-12-01").page
    at_points = page.eval_on_selector_all(".mark", "marks => marks.map(mark => mark.dataset.reports)")
    assert sorted(at_points) == ["01-airbase-check", "09-first-tank-army"]


def test_a_bound_is_never_written_as_the_figure_and_nothing_is_added_up(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2022-12-01").page
    text = page.locator("body").inner_text()
    row = page.locator("[data-certainty][data-report='07-more-than-a-thousand']").inner_text()
    assert "more than 1,000" in row
    assert "1,000" not in row.replace("more than 1,000", "")
    assert "220,000" not in text
    assert "140,000" not in text


def test_the_slider_spans_the_days_of_the_data_and_half_a_year_more_and_is_the_only_one(
    open_seeds: Callable[..., Watched],
) -> None:
    page = open_seeds("").page
    slider = page.locator("input[type=range][name=on]")
    assert slider.count() == 1
    assert slider.get_attribute("min") == str(day("1999-01-01"))
    assert slider.get_attribute("max") == str(day("2023-08-27"))  # 120,000 ends on 28 February at the latest


@pytest.mark.parametrize(("on", "words"), [("2026-11-22", "22 November 2026"), ("1066-10-14", "14 October 1066")])
def test_a_day_beyond_the_slider_is_shown_and_steps_lead_back_from_it(
    open_seeds: Callable[..., Watched], on: str, words: str
) -> None:
    watched = open_seeds("#on=2022-12-01")
    page = watched.page
    page.locator("input[name=day]").fill(words)
    page.locator("input[name=day]").press("Enter")
    watched.settle()
    assert page.locator("output.day").inner_text() == words
    page.wait_for_url(re.compile(rf"[#&]on={on}\b"))
    shown = page.eval_on_selector_all("[data-certainty]", "rows => rows.map(row => row.dataset.report.slice(0, 2))")
    assert sorted(set(shown)) == (["01", "02", "04", "06", "07", "08", "12"] if on > "2022" else ["09"])
    page.locator("input[name=day]").blur()
    page.keyboard.press("ArrowRight" if on > "2022" else "ArrowLeft")  # away from the slider: nowhere
    assert page.locator("output.day").inner_text() == words
    page.keyboard.press("p" if on > "2022" else "n")
    first_change = "9 April 2023" if on > "2022" else "1 January 1999"
    assert page.locator("output.day").inner_text() == first_change
    assert watched.complaints == []


def test_n_and_p_go_to_the_days_on_which_anything_changes(open_seeds: Callable[..., Watched]) -> None:
    from mustermap import layers
    from tests.cases import seed_claims

    changes = [str(on) for on in layers.change_days(seed_claims())]
    watched = open_seeds("")
    visited = []
    watched.page.keyboard.press("Home")
    for _ in changes:
        watched.page.keyboard.press("n")
        visited.append(watched.page.input_value("input[name=on]"))
    assert visited == changes
    for expected in reversed(changes[:-1]):
        watched.page.keyboard.press("p")
        assert watched.page.input_value("input[name=on]") == expected


def test_the_mouse_moves_the_slider_and_the_buttons_step(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2022-12-01").page
    slider = page.locator("input[name=on]")
    box = slider.bounding_box()
    assert box is not None
    before = int(slider.input_value())
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    assert int(slider.input_value()) > before
    # The address is written when the slider rests; before, it still names the day that is gone to here.
    page.wait_for_function("() => !location.hash.includes('on=2022-12-01')")
    page.goto(page.url.partition("#")[0] + "#on=2022-12-01")
    page.wait_for_function(f"() => document.querySelector('input[name=on]').value === '{day('2022-12-01')}'")
    page.get_by_role("button", name="One day on").click()
    assert slider.input_value() == str(day("2022-12-02"))
    page.get_by_role("button", name="One day back").click()
    assert slider.input_value() == str(day("2022-12-01"))


def test_play_moves_on_and_pause_stops(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2022-11-01").page
    page.get_by_role("button", name=re.compile("^play", re.I)).click()
    page.wait_for_function(f"() => Number(document.querySelector('input[name=on]').value) > {day('2022-11-02')}")
    page.get_by_role("button", name=re.compile("pause", re.I)).click()
    stopped = page.input_value("input[name=on]")
    page.wait_for_timeout(700)
    assert page.input_value("input[name=on]") == stopped


def test_a_click_opens_the_claim_in_full_and_escape_closes_it(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2022-12-01").page
    page.locator("[data-certainty][data-report='03-latushka-120000']").get_by_role("button").first.click()
    card = page.locator("[data-card-report='03-latushka-120000']")
    text = card.inner_text()
    for part in ("Pavel Latushka", "120,000", "planned", "November 2022", "February 2023", "Belarus",
                 "in Ukraine, nobody named", "Will Lukashenko join Russia's war"):  # fmt: skip
        assert part in text
    page.keyboard.press("Escape")
    assert not card.is_visible()


def test_a_mark_on_the_map_opens_its_claim(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2022-12-01").page
    page.locator(".mark[data-reports='01-airbase-check']").click()
    text = page.locator("[data-card-report='01-airbase-check']").inner_text()
    assert "Machulishchi (airbase)" in text
    assert "late September" in text


def test_the_card_says_that_a_day_is_computed_which_its_wording_does_not_name(
    open_page: Callable[..., Watched], tmp_path: Path
) -> None:
    from mustermap.app.map_file import make_map
    from mustermap.app.options import Selection

    reports, page_file = tmp_path / "r.toml", tmp_path / "map.html"
    reports.write_text(
        '[[source]]\nid = "s"\ntitle = "N"\nlanguage = "uk"\npublished = "2022-10-17"\n'
        '[[report]]\nid = "a"\nclaimant = "A"\nforce = "Russia"\nplace = "Belarus"\nsaid = "у п’ятницю"\n'
        '[[report]]\nid = "b"\nclaimant = "B"\nforce = "Russia"\nplace = "Belarus"\nsaid = "14 жовтня 2022 року"\n',
        encoding="utf-8",
    )
    assert make_map(Selection(files=[reports]), output=page_file, title="Claims", overwrite=False) == 0
    page = open_page(page_file, "#on=2022-10-14").page
    for name, words in (
        ("a", "“у п’ятницю”, computed: the wording alone does not name it"),
        ("b", "“14 жовтня 2022 року”"),
    ):
        page.locator(f"[data-certainty][data-report={name}] button").first.click()
        said = page.locator(f"[data-card-report={name}] dd:has-text('14 October 2022')").last.inner_text()
        assert re.sub("[\u2068\u2069]", "", said).endswith(words)
        page.keyboard.press("Escape")


def test_every_report_can_be_reached_from_the_list(open_seeds: Callable[..., Watched]) -> None:
    from tests.cases import seed_claims

    watched = open_seeds("#on=2022-12-01")
    page = watched.page
    for summary in page.locator("details.section > summary").all():
        summary.click()
        watched.settle()
    named = set(page.eval_on_selector_all(".list [data-report]", "rows => rows.map(row => row.dataset.report)"))
    assert named == set(seed_claims()["id"])


@pytest.mark.parametrize(
    "fragment", ["#on=never", "#on=21066-10-14", "#on=2022-12-01&known_by=x", "#nonsense", "#on=%00"]
)
def test_an_address_that_cannot_be_obeyed_is_said_and_does_no_harm(
    open_seeds: Callable[..., Watched], fragment: str
) -> None:
    watched = open_seeds(fragment)
    assert watched.complaints == []
    assert watched.page.locator("output.day").inner_text()
    if fragment != "#nonsense":
        assert watched.page.locator(".note").first.inner_text()


def test_the_phone_shows_the_same_claims(open_seeds: Callable[..., Watched]) -> None:
    watched = open_seeds("#on=2022-12-01&known_by=2022-11-30", width=390, height=844, has_touch=True)
    _assert_shown(watched, ["03"], ["01", "02", "04", "06", "07", "08", "09", "12"], [], disputes_said=True)
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert watched.complaints == []
