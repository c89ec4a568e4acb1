"""The panel beside the map in a real browser: the day, the subject, the sentence, and the three tabs below them."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.page_states import draw_sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

DECEMBER = "#on=2022-12-01&known_by=2022-11-30"
OVER_TIME = f"{DECEMBER}&tab=time"
PLANNED = "Planned: 120,000 (Pavel Latushka, disputed)."
SIZES = pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])


def plain(locator: Locator) -> str:
    return re.sub(r"\s+", " ", locator.inner_text()).strip()


def subject(page: Page) -> str:
    """The subject as it is read: the words between the choices, and what is chosen in each."""
    return page.locator(".subject-line").evaluate(
        "line => { const copy = line.cloneNode(true); copy.querySelectorAll('select').forEach(it => it.remove());"
        " return copy.textContent; }"
    )


def figures(page: Page) -> list[str]:
    return [re.sub(r"\s+", " ", text) for text in page.locator(".answer-section .claim-figure").all_inner_texts()]


@SIZES
def test_the_first_source_is_answered_by_a_sentence_and_a_row_for_each_claimant(
    open_seeds: Callable[..., Watched], width: int, height: int
) -> None:
    watched = open_seeds(DECEMBER, width=width, height=height, has_touch=width < 760)
    page = watched.page
    draw_sheet(page, 2)
    assert page.locator("input[name=day]").input_value() == "1 December 2022"
    assert subject(page) == "Troops of Russia in Belarus"
    assert plain(page.locator(".sentence-first")) == PLANNED
    assert plain(page.locator(".sentence-others")).startswith("Ordered: dates vague: more than 1,000 (Alexander")
    assert page.locator(".sentence-first b").all_inner_texts() == ["Planned:", "120,000"]
    assert [plain(head) for head in page.locator(".answer-head").all()] == ["Ordered", "Planned one claimant"]
    assert figures(page) == ["more than 1,000", "120,000", "20,000"]
    assert plain(page.locator(".is-part .claim-who")).startswith("newly mobilised only: Hanna Malyar")
    # Between the columns of a row a browser hears a space.
    name = "Pavel Latushka ?: 120,000 ?, said 29 Sept, for November 2022 to February 2023 ?, stated for this day"
    assert page.get_by_role("button", name=re.compile(f"^{name}$")).is_visible()
    assert plain(page.locator(".claim.stated .claim-note")) == "disputed: in Ukraine, nobody named"
    assert page.locator(".answer-key").inner_text().split("\n") == ["stated for this day", "dates vague"]
    assert plain(page.locator(".apart > summary")) == "Also claimed, not comparable: 2"
    assert plain(page.locator(".other-forces > summary")) == "Other forces: 1"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.complaints == []


def test_the_day_is_typed_or_picked_and_what_is_no_day_says_what_to_do(open_seeds: Callable[..., Watched]) -> None:
    watched = open_seeds(DECEMBER)
    page = watched.page
    field, problem = page.locator("input[name=day]"), page.locator(".day-problem")
    for typed, shown, address in (
        ("1 february 2023", "1 February 2023", "2023-02-01"),
        ("24.10.2022", "24 October 2022", "2022-10-24"),
        ("2022-12-01", "1 December 2022", "2022-12-01"),
    ):
        field.fill(typed)
        field.press("Enter")
        page.wait_for_function(f"() => location.hash.includes('on={address}')")
        assert field.input_value() == shown
        assert page.locator("output.day").inner_text() == shown
    field.fill("tomorrow")
    field.press("Enter")
    assert problem.inner_text() == ("“tomorrow” is not read as a day. Type it as 1 December 2022 or as 2022-12-01.")
    assert field.get_attribute("aria-invalid") == "true"
    assert page.locator("output.day").inner_text() == "1 December 2022"
    field.fill("10000-01-01")
    field.blur()
    assert problem.inner_text().startswith("1 January 10000 is not one of the days shown here. Type a day from 1 Jan")
    field.press("Escape")
    assert field.input_value() == "1 December 2022"
    assert not problem.is_visible()
    # The browser's calendar is none of the page's: what it does is to put a day into its field.
    page.locator(".day-heading .day-calendar input").evaluate(
        "it => { it.value = '2022-10-10'; it.dispatchEvent(new Event('change')); }"
    )
    assert field.input_value() == "10 October 2022"
    assert watched.complaints == []


@SIZES
def test_the_subject_is_chosen_from_lists_and_is_in_the_address(
    open_seeds: Callable[..., Watched], width: int, height: int
) -> None:
    watched = open_seeds(DECEMBER, width=width, height=height, has_touch=width < 760)
    page = watched.page
    draw_sheet(page, 2)
    page.locator(".subject").get_by_label("Force", exact=True).select_option("Belarus")
    assert subject(page) == "Troops of Belarus in Belarus"
    assert plain(page.locator(".sentence-others")) == (
        "Planned: no figure for all of it; for parts: 100,000 (called up, Pavel Latushka, disputed)."
    )
    page.locator(".subject").get_by_label("Place", exact=True).select_option(label="Machulishchi (airbase)")
    assert plain(page.locator(".sentence-first")) == "Ordered: no number: Belarusian Ministry of Defence."
    assert page.locator(".figure-bar").count() == 0
    page.locator(".subject").get_by_label("Force", exact=True).select_option("Belarus;Russia")
    assert plain(page.locator(".sentence-first")).startswith("No ")
    page.wait_for_function("() => location.hash.includes('force=Belarus;Russia')")
    page.reload()
    page.locator(".sentence-first").wait_for(state="attached")
    assert subject(page) == "Troops of Belarus and Russia, jointly in Machulishchi (airbase)"
    assert watched.complaints == []


def test_the_tabs_go_by_arrow_keys_are_in_the_address_and_keep_what_is_above_them(
    open_seeds: Callable[..., Watched],
) -> None:
    watched = open_seeds(DECEMBER)
    page = watched.page
    page.get_by_role("tab", name="On this day").focus()
    for key, tab, panel in (
        ("ArrowRight", "Over time", ".chart"),
        ("End", "What changed", ".since-choice"),
        ("ArrowRight", "On this day", ".claim"),
        ("ArrowLeft", "What changed", ".since-choice"),
        ("Home", "On this day", ".claim"),
        ("ArrowRight", "Over time", ".chart"),
    ):
        page.keyboard.press(key)
        chosen = page.get_by_role("tab", selected=True)
        assert chosen.inner_text() == tab
        assert chosen.evaluate("tab => tab === document.activeElement")
        assert page.get_by_role("tabpanel", name=tab).locator(panel).first.is_visible()
        assert page.get_by_role("tabpanel").count() == 1
        assert plain(page.locator(".sentence-first")) == PLANNED
        assert page.locator("input[name=day]").is_visible()
    assert "tab=time" in page.url
    page.go_back()
    assert page.get_by_role("tab", selected=True).inner_text() == "On this day"
    page.goto(page.url.partition("#")[0] + "#on=2022-12-01&since=2022-09-29")
    assert page.get_by_role("tab", selected=True).inner_text() == "What changed"
    assert watched.complaints == []


def test_a_row_opens_its_report_and_is_marked_with_its_mark_on_the_map(open_seeds: Callable[..., Watched]) -> None:
    watched = open_seeds(f"{DECEMBER}&force=Russia&place=country:BY")
    page = watched.page
    row = page.locator(".claim[data-report='07-more-than-a-thousand'] > .claim-row")
    row.focus()
    assert page.locator(".list .is-pointed-at").get_attribute("data-report") == "07-more-than-a-thousand"
    page.keyboard.press("Enter")
    assert page.locator("[data-card-report='07-more-than-a-thousand']").is_visible()
    page.keyboard.press("Escape")
    assert row.evaluate("row => row === document.activeElement")
    page.locator(".list [data-report='02-malyar-20000']").hover()
    assert page.locator(".claim.is-lit").get_attribute("data-report") == "02-malyar-20000"
    page.locator("[data-phase=planned] .rows-silent > summary").click()
    page.locator("[data-phase=planned] .rows-silent .claim-row").click()
    assert page.locator(".card").is_visible()
    page.keyboard.press("Escape")
    page.locator(".other-forces > summary").click()
    page.get_by_role("button", name="Show the claims on Belarus").click()
    assert subject(page) == "Troops of Belarus in Belarus"
    assert watched.complaints == []


def test_what_is_opened_in_the_list_becomes_the_subject(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(DECEMBER).page
    page.locator("[data-certainty][data-report='04-latushka-100000']").get_by_role("button").first.click()
    page.keyboard.press("Escape")
    assert subject(page) == "Troops of Belarus in Belarus"
    assert page.locator(".subject").get_by_label("Force", exact=True).input_value() == "Belarus"


def test_a_step_keeps_the_rows_and_their_bars(open_seeds: Callable[..., Watched]) -> None:
    watched = open_seeds("#on=2022-12-01")
    page = watched.page
    page.evaluate("document.querySelectorAll('.claim').forEach(row => { row.isTheSame = true; })")
    page.get_by_role("button", name="One day on").press("Enter")
    watched.settle()
    assert page.locator("input[name=day]").input_value() == "2 December 2022"
    assert page.evaluate("[...document.querySelectorAll('.answer-section .claim')].every(row => row.isTheSame)")
    ages = page.locator(".said-age").all_text_contents()
    assert all(age == "" or re.fullmatch(r", .*(days|months) before", age) for age in ages)


def test_a_sheet_that_is_drawn_down_shows_the_day_and_the_first_section(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds(DECEMBER, width=390, height=844, has_touch=True).page
    line = page.locator(".closed-line")
    assert plain(line) == f"Troops of Russia in Belarus · {PLANNED}"
    box, bar = line.bounding_box(), page.locator(".time-bar").bounding_box()
    assert box is not None
    assert bar is not None
    assert box["y"] + box["height"] <= bar["y"]
    draw_sheet(page, 1)
    assert not line.is_visible()


def test_reading_on_in_a_sheet_draws_it_up_whole_and_keys_leave_the_map_in_reach(
    open_seeds: Callable[..., Watched],
) -> None:
    page = open_seeds(DECEMBER, width=390, height=844, has_touch=True).page
    sheet = "document.querySelector('.mustermap').dataset.sheet"
    page.locator(".sheet-handle").tap()
    page.locator(".panel-scroll").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.panel-scroll').scrollTop") > 100
    assert page.evaluate(sheet) == "half"
    # From its top: where it ends nothing is left to read on.
    page.evaluate("() => { document.activeElement.blur(); document.querySelector('.panel-scroll').scrollTo(0, 0); }")
    page.wait_for_function("() => document.querySelector('.panel-scroll').scrollTop === 0")
    page.mouse.move(195, 560)
    page.mouse.wheel(0, 120)
    page.wait_for_function(f"() => {sheet} === 'full'")


def test_the_day_beside_the_buttons_of_a_phone_leads_to_where_another_is_typed(
    open_seeds: Callable[..., Watched],
) -> None:
    page = open_seeds(DECEMBER, width=390, height=844, has_touch=True).page
    page.locator(".time-bar .day").tap()
    assert page.evaluate("document.activeElement.name") == "day"
    page.keyboard.type("10 October 2022")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash.includes('on=2022-10-10')")


def test_several_claims_are_listed_with_who_and_when_and_unfold_one_by_one(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2022-12-01").page
    page.locator(".area-heading").first.click()
    parts = page.locator(".card .card-part")
    assert parts.count() == 5
    assert not page.locator(".card dl").count()
    latushka = parts.filter(has_text="Pavel Latushka · 29 Sept")
    assert plain(latushka.filter(has_text="120,000")).endswith("disputed")
    assert plain(latushka.locator("summary").filter(has_text="120,000")).startswith("120,000 Russia")
    latushka.filter(has_text="120,000").locator("summary").click()
    page.locator(".card dl").wait_for()
    assert page.locator(".card dl:visible").count() == 1
    page.keyboard.press("n")  # another day: what was unfolded stays, and so does the focus
    page.wait_for_function("() => !location.hash.includes('on=2022-12-01')")
    assert page.evaluate("document.activeElement.parentElement.dataset.partReport") == "03-latushka-120000"
    assert page.locator(".card dl:visible").count() == 1


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


@SIZES
def test_of_sixty_claimants_eight_are_shown_and_a_line_opens_to_the_others(
    open_page: Callable[..., Watched], tmp_path: Path, width: int, height: int
) -> None:
    odd = ["وزارة الدفاع", "A ministry with a name that is far longer than any row of the chart could ever be " * 2]
    names = odd + [f"Observer {number}" for number in range(58)]
    wordings = ["12", "1,200,000", "more than 1,000", "up to 9,000", "about 9,000", "10,000-15,000"]
    rows = [{"id": f"r{k}", "claimant": name, "figure": wordings[k % 6]} for k, name in enumerate(names)]
    watched = open_page(
        crowd(tmp_path, rows), "#on=2022-12-01", width=width, height=height, has_touch=width < 760, locale="en-GB"
    )
    page = watched.page
    draw_sheet(page, 2)
    assert plain(page.locator(".answer-head")) == "Present from 12 to 1,200,000 60 claimants"
    shown = figures(page)
    assert len(shown) == 8
    assert {"12", "1,200,000"} <= set(shown)
    more = page.locator(".rows-more > summary")
    assert plain(more) == "52 more, from 12 to 1,200,000"
    more.click()
    page.get_by_role("button", name="Show 12 more reports").click()
    assert page.locator(".answer-section .claim").count() == 60
    # Each is there once, by its own name.
    ids = page.locator(".answer-section .claim").evaluate_all("rows => rows.map(row => row.dataset.report)")
    assert sorted(ids) == sorted(row["id"] for row in rows)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = page.eval_on_selector(".answer", "answer => answer.getBoundingClientRect().right")
    reach = page.eval_on_selector_all(
        ".figure-bar *", "bars => Math.max(...bars.map(bar => bar.getBoundingClientRect().right))"
    )
    assert reach <= wide + 1
    assert watched.complaints == []


def test_a_movement_and_what_is_not_placed_are_named_beside_the_spread(
    open_page: Callable[..., Watched], tmp_path: Path
) -> None:
    rows = [
        {"id": "a", "claimant": "A", "figure": "9,000"},
        {"id": "b", "claimant": "B", "figure": "12,000"},
        {"id": "f", "claimant": "C", "figure": "300", "measure": "flow"},
        {"id": "camp", "claimant": "A", "figure": "7", "place": "Camp Qwertz"},
        {"id": "tanks", "claimant": "B", "figure": "170", "quantity": "tanks"},
    ]
    page = open_page(crowd(tmp_path, rows), "#on=2022-12-01", locale="en-GB").page
    assert plain(page.locator(".sentence-first")).startswith("Present: from 9,000 (A) to 12,000 (B), two claimants")
    assert plain(page.locator(".answer-head")) == "Present from 9,000 to 12,000 two claimants"
    assert plain(page.locator(".claim[data-report='f'] .claim-note")) == (
        "as a movement: how many came, not how many are there"
    )
    page.locator(".apart > summary").click()
    page.locator(".beside-group").first.wait_for()
    assert [plain(one) for one in page.locator(".beside-group").all()] == [
        "Where is not said A, in Camp Qwertz, present 7",
        "Tanks B, present 170",
    ]
    page.get_by_role("button", name="Show the claims on Tanks").click()
    assert subject(page) == "Tanks of Russia in Belarus"
    page.wait_for_function("() => location.hash.includes('quantity=tanks')")
    assert plain(page.locator(".sentence-first")) == "Present: 170 (B)."
    assert plain(page.locator(".scale-unit")) == "tanks"
    page.get_by_label("What is counted").select_option("personnel")
    assert figures(page) == ["12,000", "9,000", "300"]


# Over time


def label_texts(page: Page) -> list[str]:
    """What is seen of the labels, without what is only read out."""
    return page.locator(".chart .chart-label").evaluate_all(
        "labels => labels.map((label) => { const copy = label.cloneNode(true);"
        " copy.querySelectorAll('.visually-hidden').forEach((it) => it.remove());"
        " return copy.textContent.replace(/\\s+/g, ' ').trim(); })"
    )


@SIZES
def test_each_line_has_a_label_that_is_read_with_its_days_and_opens_its_report(
    open_seeds: Callable[..., Watched], width: int, height: int
) -> None:
    page = open_seeds(OVER_TIME, width=width, height=height, has_touch=width < 760).page
    draw_sheet(page, 2)
    assert label_texts(page) == ["more than 1,000 Alexander Lukashenko", "120,000 Pavel Latushka planned disputed"]
    chart = page.get_by_role("figure", name=re.compile("^Planned: 120,000"))
    label = chart.get_by_role("button", name=re.compile("^120,000 Pavel Latushka planned disputed ?; Pavel Latushka"))
    assert "planned: 120,000, 1 Nov 2022 to 28 Feb 2023, said 29 Sept 2022" in (label.text_content() or "")
    keys = [plain(entry) for entry in page.locator(".chart-key li").all()]
    assert keys[-1] == "goes on"
    assert {"lower limit", "said for later", "stated for this time", "dates vague"} <= set(keys)
    assert "upper limit" not in keys
    assert plain(page.locator(".chart-note:visible").last).startswith("Not drawn: for parts, 20,000")
    boxes = [one.bounding_box() for one in chart.locator(".chart-label").all()]
    assert boxes[0]["y"] >= boxes[1]["y"] + boxes[1]["height"]
    label.press("Enter")
    assert page.locator(".card .card-title").is_visible()
    page.keyboard.press("Escape")
    assert label.evaluate("label => label === document.activeElement")


def test_a_step_moves_the_rule_and_keeps_the_lines(open_seeds: Callable[..., Watched]) -> None:
    watched = open_seeds("#on=2022-12-01&tab=time")
    page = watched.page
    rule = ".chart-rule:not(.known)"
    page.evaluate("document.querySelectorAll('.chart-line').forEach(line => { line.isTheSame = true; })")
    before = page.locator(rule).bounding_box()
    for _ in range(3):
        page.locator("input[name=on]").press("PageUp")
    watched.settle()
    after = page.locator(rule).bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] > before["x"] + 40
    assert page.locator(".chart-rule-label:not(.known)").inner_text() == "1 Mar 2023"
    assert page.evaluate("[...document.querySelectorAll('.chart-line')].every(line => line.isTheSame)")
    # Pressed in the chart, its day is chosen; pressed on a line, its report is opened.
    plot = page.locator(".chart-drawing").bounding_box()
    assert plot is not None
    page.mouse.click(before["x"] + 1, plot["y"] + plot["height"] / 2)
    page.wait_for_function("() => location.hash.includes('on=2022-1')")
    assert re.search(r"on=2022-(11-(29|30)|12-0[12])", page.url), "the day is where the rule was, to a pixel"
    planned = page.locator(".chart-line[data-line='1'] .chart-run.stated").bounding_box()
    assert planned is not None
    page.mouse.click(planned["x"] + planned["width"] / 2, planned["y"] + planned["height"] / 2)
    assert plain(page.locator(".card .card-title")).startswith("120,000")
    assert watched.complaints == []


def test_a_second_rule_stands_at_what_was_known_by(open_seeds: Callable[..., Watched]) -> None:
    page = open_seeds("#on=2023-01-15&known_by=2022-11-30&tab=time").page
    known, day = (
        page.locator(".chart-rule.known").bounding_box(),
        page.locator(".chart-rule:not(.known)").bounding_box(),
    )
    assert known is not None
    assert day is not None
    assert known["x"] < day["x"] - 20
    assert page.locator(".chart-rule-label.known").inner_text() == "known by 30 Nov 2022"
    page.goto(page.url.partition("#")[0] + "#on=2023-01-15&tab=time")
    page.wait_for_function("() => document.querySelector('.chart-rule.known').hidden")


def test_it_is_seen_who_is_counted_in_which_order_and_on_which_scale(
    open_page: Callable[..., Watched], tmp_path: Path
) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "a", "claimant": "A", "figure": "up to 11,000", "said": "2022-11-10"},
        {"id": "b", "claimant": "B", "figure": "about 11,000", "said": "2022-11-12"},
        {"id": "c", "claimant": "C", "figure": "5,800", "said": "2022-11-14"},
        # Nobody says when after 20 November: it is not counted beside his dated word.
        {"id": "late", "claimant": "C", "figure": "2,000", "said": "[2022-11-20..]", "start": "", "end": ""},
        {"id": "d", "claimant": "D", "figure": "about 4,300", "said": "2022-11-11"},
        {"id": "part", "claimant": "E", "figure": "11,000", "component": "mobilised"},
        {"id": "moved", "claimant": "F", "figure": "500", "phase": "arriving", "measure": "flow"},
    ]
    watched = open_page(crowd(tmp_path, rows), "#on=2022-12-01", width=1280, height=600, locale="en-GB")
    page = watched.page
    present = page.locator("[data-phase=present]")
    ids = "rows => rows.map(row => row.dataset.report)"
    assert plain(present.locator(".answer-head")) == "Present from about 4,300 to about 11,000 four claimants"
    assert present.locator(".claim").evaluate_all(ids) == ["a", "b", "c", "d", "late", "part"]
    assert plain(present.locator("[data-report=late] .claim-note")) == "dates vague"
    apart = present.locator(".rows-head:visible + .claim-rows .claim")
    assert (plain(present.locator(".rows-head:visible")), apart.evaluate_all(ids)) == ("Not counted", ["late", "part"])
    shared = present.locator(".claim", has_text="highest")
    assert shared.evaluate_all(ids) == ["a", "b"], "the sentence names both"
    assert plain(page.locator(".sentence-first")) == (
        "Present: from about 4,300 (D) to about 11,000 (B; A: at most 11,000), four claimants, about 2.6 times apart; "
        "newest, 14 Nov 2022: 5,800 (C)."
    )
    assert plain(page.locator(".sentence-others")).startswith("Arriving: 500 (F).")
    page.get_by_role("button", name="Said", exact=True).click()
    page.wait_for_url(re.compile("rows=newest"))
    assert present.locator(".claim").evaluate_all(ids)[:5] == ["c", "b", "d", "a", "part"]
    assert page.get_by_role("button", name="Said", exact=True).get_attribute("aria-pressed") == "true"
    page.locator(".answer-key").scroll_into_view_if_needed()
    parts = (".panel-scroll", ".tabs", ".answer-top")
    panel, tabs, top = (page.locator(part).bounding_box() for part in parts)
    assert panel is not None
    assert tabs is not None
    assert top is not None
    assert abs(tabs["y"] - panel["y"]) < 2, "the tabs stay in sight"
    assert abs(top["y"] - tabs["y"] - tabs["height"]) < 2, "and below them the scale"
    assert "people" in page.locator(".answer-scale").inner_text()
    assert watched.complaints == []


def test_the_chart_has_the_width_of_the_window_and_a_linear_scale_where_they_are_asked_for(
    open_seeds: Callable[..., Watched],
) -> None:
    page = open_seeds(OVER_TIME).page
    page.get_by_label("Scale of the figures").select_option("linear")
    page.wait_for_function("() => location.hash.includes('scale=linear')")
    numbers = page.locator(".tab-time > .over-time .chart .chart-number").all_text_contents()
    assert "0" in numbers
    assert "100,000" in numbers
    page.get_by_role("button", name="Enlarge").click()
    window = page.get_by_role("dialog", name="Over time: Troops of Russia in Belarus")
    assert window.locator(".chart-drawing").bounding_box()["width"] > 1000
    assert window.get_by_role("button", name=re.compile("^120,000")).is_visible()
    page.keyboard.press("Escape")
    window.wait_for(state="hidden")
    assert page.get_by_role("button", name="Enlarge").evaluate("it => it === document.activeElement")
    page.get_by_label("Scale of the figures").select_option("logarithmic")
    page.wait_for_function("() => !location.hash.includes('scale')")
