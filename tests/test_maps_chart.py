"""The chart of a comparison: what it says, by which signs, and that its web page asks for nothing."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from mustermap import layers
from mustermap.maps import Chart
from mustermap.maps.chart import KINDS
from mustermap.maps.chart.figure_axis import scale_figures
from mustermap.maps.chart.time_axis import scale_time, time_ticks
from mustermap.maps.still.text_blocks import width_of
from mustermap.words import words_of
from tests.maps_frame import FUTURE, day, exactly, in_belarus, seed_frame
from tests.node import ask_page
from tests.still_samples import ON, claim, table

if TYPE_CHECKING:
    import geopandas as gpd
    from playwright.sync_api import Browser

SPECIFICATION = Path(__file__).parents[1] / "maps" / "chart" / "chart.vl.json"
KNOWN_BY = day("2022-11-30")


@functools.cache
def seed(width_mm: float | None = 180.0) -> Chart:
    compared = layers.compare(seed_frame(), area="Belarus", force="Russia", on=ON, known_by=KNOWN_BY)
    return Chart(compared, width_mm=width_mm)


def of(*rows: dict[str, Any], **asked: Any) -> Chart:
    return Chart(layers.compare(table(*rows), on=ON, **asked), width_mm=120)


def in_brest(name: str, **fields: Any) -> dict[str, Any]:
    return claim(name, "Brest", 23.7, 52.1, **({"measure": "stock"} | fields))


def rows(chart: Chart, dataset: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = chart.spec()["datasets"][dataset]
    return found


def told(chart: Chart) -> str:
    return " ".join(row["text"] for row in rows(chart, "words")).replace("\N{NO-BREAK SPACE}", " ")


def test_the_specification_is_a_file_without_data() -> None:
    kept = json.loads(SPECIFICATION.read_text(encoding="utf-8"))
    assert kept["$schema"] == "https://vega.github.io/schema/vega-lite/v6.json"
    assert kept["datasets"] == {}
    made = seed().spec()
    named = {layer["data"]["name"] for part in made["layer"] for layer in part["layer"]}
    assert named == set(made["datasets"])
    for part, its in zip(made["layer"], kept["layer"], strict=True):
        assert part["layer"] == its["layer"]  # data and sizes are put in; what is drawn how stands in the file


def test_vega_lite_compiles_it_without_a_warning(capfd: pytest.CaptureFixture[str]) -> None:
    import vl_convert

    vl_convert.vegalite_to_vega(seed().spec(), vl_version="6.4", show_warnings=True)
    assert "WARN" not in capfd.readouterr().err


@pytest.mark.parametrize("width_mm", [55.0, 90.0, 180.0, None])
def test_rival_figures_stand_with_their_claimants_and_nothing_is_added_up(width_mm: float | None) -> None:
    said = told(seed(width_mm))
    for words in ("Troops of Russia in Belarus", "1 December 2022", "known by 30 November 2022", "3 independent"):
        assert words in said
    for words in ("Pavel Latushka 120,000 planned", "more than 1,000 ordered", "20,000 planned for the newly"):
        assert words in said
    assert "≠ disputed: in Ukraine, nobody named" in said
    assert not re.search(r"220,000|140,000|141,000|121,000", said)
    assert not re.search(r"(?<!more than )1,000\b", said)


def test_what_stands_apart_is_listed_with_the_reason() -> None:
    apart = told(seed()).split("Apart from these")[1]
    for words in ("Another force. 100,000 Belarus, called up", "No number. no number Russia", "Not placed on the map"):
        assert words in apart
    assert "At a place in Belarus: a part of it, not the whole." in apart


def test_forces_that_share_a_colour_are_told_as_on_the_page() -> None:
    forces = [f"Land {number:02}" for number in range(13)]  # the page has eleven colours for them
    claims = [in_brest(force, force=force, **exactly(500)) for force in forces]
    shared = "13 forces share 11 colours: a colour by itself does not say whose claim it is; the names do."
    assert shared in told(of(*claims))
    assert "share" not in told(of(*claims[:11]))
    assert "share" not in told(of(*claims, force="Land 00"))  # one force is shown
    # Each force has one colour in all pictures of a table: the first and the twelfth have the same.
    two = layers.compare(table(*claims), on=ON)
    shown = two.claims[two.claims["force"].isin(["Land 00", "Land 11"]).to_numpy()]
    vars(two)["_grouping"] = dataclasses.replace(two._grouping, claims=shown)
    assert "2 forces share 1 colour: a colour" in told(Chart(two, width_mm=120))


def test_the_caption_names_the_sources_and_the_day_of_the_data() -> None:
    assert "Claims from: Belarus: Will Lukashenko join Russia's war against Ukraine?" in told(seed())
    assert "Data: what had been said by 30 November 2022." in told(seed())
    unbounded = of(in_brest("a", **exactly(500)))
    assert "Data: all that is known; the newest saying with a day is of 1 October 2022." in told(unbounded)


def test_a_bar_reaches_over_the_days_on_which_its_claim_is_in_effect() -> None:
    bars = {row["id"]: row for row in rows(seed(), "claims")}
    latushka = bars["latushka-120000"]
    assert (latushka["from_day"], latushka["to_day"]) == (day("2022-11-01"), day("2023-03-01"))
    # Certain from 30 November to 1 February, as the design works it out; a day ends where the next begins.
    sides = {edge["from_day"] for edge in rows(seed(), "edges") if edge["is_certain"]}
    sides |= {edge["to_day"] for edge in rows(seed(), "edges") if edge["is_certain"]}
    assert sides == {day("2022-11-30"), day("2023-02-02")}


def test_an_end_that_nobody_gives_is_an_arrow_and_a_given_one_is_none() -> None:
    assert len(rows(seed(), "arrows")) == 2  # of the 20,000 and of more than 1,000
    assert rows(of(in_brest("a", **exactly(500))), "arrows") == []


def test_a_claim_that_is_only_last_cited_is_fainter() -> None:
    open_end = {"possible_to_day": FUTURE, "certain_to_day": FUTURE, "end": "..", "end_known": False}
    chart = of(in_brest("a", phase="present", **exactly(500)) | open_end)
    strengths = {(fill["from_day"], fill["strength"]) for fill in rows(chart, "fills")}
    assert (day("2022-10-01"), 1.0) in strengths
    faint = min(start for start, strength in strengths if strength < 1)
    assert faint == day("2022-10-01") + 181  # said on 1 October 2022


@pytest.mark.parametrize(
    ("phase", "hatched", "solid", "barred"),
    [
        *(("planned", 1, 0, 0), ("ordered", 0, 1, 0), ("arriving", 0, 1, 0)),
        *(("present", 0, 1, 0), ("withdrawn", 0, 0, 1), ("", 0, 0, 0)),
    ],
)
def test_the_phase_is_told_by_the_bars_fill(phase: str, hatched: int, solid: int, barred: int) -> None:
    chart = of(in_brest("a", phase=phase, **exactly(500)))
    assert bool(rows(chart, "hatches")) == hatched
    assert len([fill for fill in rows(chart, "fills") if fill["strength"] == 1]) == solid
    assert len(rows(chart, "middles")) == barred


def bounds(low: float, high: float, *, low_included: bool = True, high_included: bool = True) -> dict[str, Any]:
    return {
        "figure": "x", "figure_text": "x", "figure_low": low, "figure_high": high,
        "figure_low_included": low_included, "figure_high_included": high_included,
    }  # fmt: skip


def ends_of(**figure: Any) -> list[dict[str, Any]]:
    return rows(of(in_brest("a", phase="present") | figure, in_brest("b", phase="planned", **exactly(4000))), "ends")


def test_a_closed_end_is_a_stroke_an_excluded_one_a_ring_a_missing_one_an_arrow() -> None:
    closed = [end for end in ends_of(**bounds(1000, 3000)) if "C" not in end["shape"]]
    assert len(closed) == 2
    assert {end["face"] for end in closed} == {"transparent"}
    excluded = [end for end in ends_of(**bounds(1000, 3000, low_included=False)) if end["face"] == "white"]
    assert len(excluded) == 1
    assert "C" in excluded[0]["shape"]  # round
    missing = [end for end in ends_of(**bounds(1000, np.nan)) if end["shape"].count("L") == 2]
    assert len(missing) == 1


def test_a_value_given_as_near_is_a_soft_mark_and_no_dot() -> None:
    about = {"figure": "about 2,000", "figure_text": "about 2,000", "figure_best": 2000.0}
    soft = [end for end in ends_of(**about) if end["strength"] < 0.5]
    assert len(soft) == 1
    assert len(ends_of(**about)) == 2


def test_a_possible_figure_is_dotted_and_a_certain_one_is_not() -> None:
    assert sorted(end["is_dotted"] for end in rows(seed(), "ends") if end["face"] in {"white", "#c2500c"}) == [
        False, False, True,
    ]  # fmt: skip


def test_the_scale_of_figures_is_the_pages() -> None:
    cases = [[1000, 20000, 120000], [5, 9, 10], [0, 3000, 90000], [0], [40], [1, 2.5, 1e7]]
    made = "cases.map(scaleFigures).map(({ isLog, ticks, factor }) => ({ isLog, ticks, factor }))"
    for figures, page in zip(cases, ask_page("chart/figure_axis.ts", "scaleFigures", made, cases), strict=True):
        scale = scale_figures(np.array(figures, dtype=float))
        assert scale.is_log == page["isLog"]
        assert list(scale.ticks) == pytest.approx([tick["value"] for tick in page["ticks"]])
        assert scale.at(scale.ticks).tolist() == pytest.approx([tick["at"] for tick in page["ticks"]])
        assert scale.factor == page["factor"]


def test_years_in_which_nothing_changes_are_left_out_and_the_break_is_marked() -> None:
    long_ago = {"possible_from_day": day("1999-10-01"), "certain_from_day": day("1999-10-01"), "start": "1999-10-01"}
    chart = of(in_brest("a", **exactly(500)) | long_ago)
    assert "≈" in told(chart)
    scale = scale_time(chart.compared.claims, [ON], width=300, unit=1)
    assert len(scale.breaks) == 1
    assert float(scale.position(day("1999-10-01"))) < scale.breaks[0] < float(scale.position(day("2022-12-31")))
    assert all(abs(at - scale.breaks[0]) > 2 for at, _, _ in time_ticks(scale, words_of(), apart=46))


@pytest.mark.parametrize("width_mm", [55.0, 90.0, 180.0])
def test_no_words_overlap_and_none_leave_the_chart(width_mm: float) -> None:
    chart = seed(width_mm)
    spec = chart.spec()
    boxes = [_box_of(row) for row in rows(chart, "words")]
    for x, y, right, bottom, text in boxes:
        assert x >= -0.5, text
        assert right <= spec["width"] + 0.5, text
        assert y >= -0.5, text
        assert bottom <= spec["height"], text
    for a, b in itertools.combinations(boxes, 2):
        across, along = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
        assert min(across, along) < 0.3, (a[4], b[4])


def _box_of(row: dict[str, Any]) -> tuple[float, float, float, float, str]:
    right = row["x"] + width_of(row["text"], row["size"], is_strong=row["is_strong"])
    return row["x"], row["y"] - 0.75 * row["size"], right, row["y"], row["text"]


def test_the_same_comparison_gives_the_same_bytes() -> None:
    for kind in ("png", "svg", "html"):  # vl-convert numbers the parts of a PDF by chance
        assert seed(55.0).to_bytes(kind) == seed(55.0).to_bytes(kind), kind


def test_the_svg_holds_text_and_no_address_that_is_asked() -> None:
    svg = seed().to_bytes("svg").decode("utf-8")
    assert "120,000" in svg
    assert "Pavel Latushka" in svg
    assert not re.search(r"(?:href|src)=\"http", svg)


def test_several_axes_stand_below_each_other_and_more_are_counted() -> None:
    chart = of(*(claim(f"c{k}", f"Town {k}", 24 + k, 52, measure="stock", **exactly(100 + k)) for k in range(6)))
    said = told(chart)
    assert sum(f"Russia in Town {k}" in said for k in range(6)) == 4
    assert "and 2 more comparisons; ask for one by its area and force" in said


def test_a_period_has_no_rule_and_a_day_has_one() -> None:
    asked = {"area": "Belarus", "force": "Russia", "from_day": ON - 60, "to_day": ON}
    period = Chart(layers.compare(seed_frame(), **asked), width_mm=90)
    assert rows(period, "rules") == []
    assert "2 October 2022 to 1 December 2022" in told(period)
    assert [rule["from_day"] for rule in rows(seed(), "rules")] == [ON, KNOWN_BY]


def test_nothing_to_compare_is_said() -> None:
    chart = Chart(layers.compare(seed_frame(), area="Belarus", force="Russia", on=day("2005-01-01")))
    assert "No figure with a place; where is not said: no number (the article)." in told(chart)
    assert chart.to_bytes("png")


def test_a_notebook_gets_the_specification_a_picture_and_words() -> None:
    bundle = seed()._repr_mimebundle_()
    assert bundle["application/vnd.vegalite.v6+json"]["datasets"]["claims"]
    assert bundle["image/svg+xml"].startswith("<svg")
    assert "Pavel Latushka; 120,000; Russia; planned; disputed: in Ukraine, nobody named" in bundle["text/plain"]


def test_a_force_has_the_colour_that_it_has_on_the_map_whatever_is_compared() -> None:
    first = in_brest("a", **exactly(500)) | {"force": "Austria"}
    other = claim("b", "Pinsk", 26.1, 52.1, measure="stock", **exactly(900)) | {"force": "Northland"}
    draft = in_brest("c", **exactly(500)) | {"force": "Albania", "state": "draft"}
    compared = of(first, other, draft, area="Pinsk", force="Northland")
    assert {fill["colour"] for fill in rows(compared, "fills")} == {"#8a6500"}  # the fourth: Austria has the third


def test_a_comparison_shows_itself_in_a_notebook_as_a_table_without_markup_of_the_reports() -> None:
    shown = seed().compared._repr_html_()
    assert (
        "<p>Planned: 120,000 (Pavel Latushka). Ordered: dates vague: more than 1,000 (Alexander Lukashenko).</p>"
        in shown
    )
    assert "<td>Alexander Lukashenko</td>\n      <td>more than 1,000</td>" in shown
    assert "<td>other force</td>\n      <td>Pavel Latushka</td>\n      <td>100,000</td>" in shown
    every = hostile().compared
    asked = layers.compare(hostile_table(), area="Brest", force="Russia", on=ON)
    assert asked.answer is not None
    assert "<script" not in every._repr_html_() + asked._repr_html_()


HOSTILE = "</script><script>window.broken = 1</script><img src=x onerror='window.broken=1'> \u202e\" & $x^2$"


def hostile_table() -> gpd.GeoDataFrame:
    fields = {"claimant": HOSTILE, "attributed_to": HOSTILE, "component": HOSTILE, "source_title": HOSTILE}
    return table(in_brest("a", **exactly(500)) | fields)


def hostile() -> Chart:
    return Chart(layers.compare(hostile_table(), on=ON))


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_is_written_as_text(kind: str) -> None:
    content = hostile().to_bytes(kind)
    if kind in {"svg", "html"}:
        assert b"<script>window.broken" not in content
        assert b"<img src=x" not in content


@pytest.mark.browser
def test_the_web_page_shows_the_chart_runs_nothing_of_the_data_and_asks_for_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "chart.html"
    path.write_bytes(hostile().to_bytes("html"))
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector("#chart svg text")
    assert page.evaluate("window.broken") is None
    assert "window.broken = 1" in page.text_content("#chart")
    page.hover("#chart svg path[aria-label]")
    page.wait_for_selector("#vg-tooltip-element.visible")
    assert "window.broken = 1" in page.text_content("#vg-tooltip-element")
    assert asked == [path.as_uri()]
    assert complaints == []
    context.close()


@pytest.mark.browser
def test_on_a_phone_the_page_has_a_chart_of_its_own_whose_letters_are_as_large(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "chart.html"
    path.write_bytes(seed(None).to_bytes("html"))
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(path.as_uri())
    page.wait_for_selector("#chart svg text")
    figure = page.locator("#chart svg text", has_text="120,000").last
    box = figure.bounding_box()
    assert box is not None
    assert box["height"] > 12
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 800})
    page.wait_for_selector("#chart svg[width='760']")
    page.close()


def test_an_area_as_a_whole_is_compared_beside_places_inside_it() -> None:
    whole = claim("b", "x", 0, 0, measure="stock", **exactly(9000)) | in_belarus()
    within = in_brest("a", **exactly(500)) | {"place_country_code": "BY"}
    compared, apart = told(of(within, whole, area="Belarus", force="Russia")).split("Apart from these")
    assert "9,000" in compared
    assert "At a place in Belarus: a part of it, not the whole. 500 Russia" in apart


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [("0001-01-01", "2022-12-31", {"1"}), ("2022-10-01", "9999-12-31", {"2022"})],
    ids=["from the first day of the calendar", "to its last"],
)
def test_time_goes_as_far_as_the_calendar_does(start: str, end: str, years: set[str]) -> None:
    first, last = day(start), day(end)
    days = {"possible_from_day": first, "certain_from_day": first, "possible_to_day": last, "certain_to_day": last}
    chart = of(in_brest("a", **exactly(500), start=start, end=end, **days))
    assert years <= {row["text"] for row in rows(chart, "words")}
    bars = rows(chart, "claims")
    assert (bars[0]["from_day"], bars[0]["to_day"]) == (first, last + 1)


def test_a_source_without_a_title_is_named_by_its_publisher_or_its_address() -> None:
    chart = of(
        in_brest("a", **exactly(1), source="s1", source_title="", source_publisher="Evening News"),
        in_brest(
            "b", **exactly(2), source="s2", source_title="", source_publisher="", source_url="https://n.example/2"
        ),
    )
    assert "Evening News" in told(chart)
    assert "https://n.example/2" in told(chart)


def test_an_arrow_is_explained_also_where_only_a_figure_has_one() -> None:
    most = {"figure_low": 1000.0, "figure_high": np.nan, "figure_best": np.nan, "figure_text": "at least 1,000"}
    assert "rrow: no end is stated, or no bound" in told(of(in_brest("a", **most)))
    assert "rrow: no end" not in told(of(in_brest("a", **exactly(1000))))


def test_the_caption_and_a_notebook_say_with_how_much_care_it_is_published() -> None:
    published = layers.publish(table(in_brest("a", **exactly(5))), layers.Care(redact=("quote",)))
    compared = layers.compare(published, on=ON)
    sentence = "Published with care: withheld: quote."
    chart = Chart(compared, width_mm=120)
    assert sentence in told(chart)
    assert sentence in chart.words
    assert sentence in compared._repr_html_()
    assert "Published with care" not in told(of(in_brest("a", **exactly(5))))


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "uk",
            (
                "Війська (Russia): Білорусь",
                "Заплановано: 120 000 (Pavel Latushka).",
                "понад 1 000",
                "Інші війська.",
                "100 тис.",
                "Дані: ",
            ),
        ),
        (
            "ru",
            (
                "Войска (Russia): Беларусь",
                "Запланировано: 120 000 (Pavel Latushka).",
                "более 1 000",
                "Другие войска.",
                "100 тыс.",
                "Данные: ",
            ),
        ),
    ],
)
def test_a_chart_speaks_its_language_and_reports_keep_theirs(language: str, texts: tuple[str, ...]) -> None:
    chart = Chart(layers.compare(seed_frame(), area="Belarus", force="Russia", on=ON), width_mm=180, language=language)
    said = told(chart).replace("\u00a0", " ")
    for text in (*texts, "Pavel Latushka", "newly mobilised"):
        assert text in said
    assert not re.search(r"\b(planned|possibly|claimant|known by|Scale|disputed)\b", said)
    page = chart.to_bytes("html").decode("utf-8")
    assert f'<html lang="{language}">' in page
    assert texts[0] in page
