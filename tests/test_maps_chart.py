"""The chart over time: what it says, by which signs, and that its web page asks for nothing."""

from __future__ import annotations

import functools
import itertools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import mustermap as mm
from mustermap import errors, layers
from mustermap.maps import Chart
from mustermap.maps.chart import KINDS
from mustermap.maps.chart.figure_axis import scale_figures
from mustermap.maps.chart.line_labels import pushed_apart
from mustermap.maps.chart.time_axis import TimeScale, time_ticks
from mustermap.maps.still.text_blocks import width_of
from mustermap.words import words_of
from tests.cases import CHARTS, build_claims, seed_claims
from tests.maps_frame import day, exactly
from tests.still_samples import ON, claim, table

if TYPE_CHECKING:
    import geopandas as gpd
    from playwright.sync_api import Browser

SPECIFICATION = Path(__file__).parents[1] / "maps" / "chart" / "chart.vl.json"
COLOUR, INK = "#c2500c", "#1f1e1b"


@functools.cache
def seed(width_mm: float | None = 180.0) -> Chart:
    compared = mm.compare(seed_claims(), area="Belarus", force="Russia", on="2022-12-01", known_by="2022-11-30")
    return Chart(compared, width_mm=width_mm)


@functools.cache
def case(name: str, **asked: Any) -> Chart:
    """Draw a situation of the file of cases; its period is the one that it asks for."""
    situation = next(one for one in CHARTS if one["name"].startswith(name))
    claims, subject = build_claims(situation), situation["subject"]
    period = {"from_day": situation["from"], "to_day": situation["to"]}
    width = asked.pop("width_mm", 120)
    compared = mm.compare(claims, area=subject["area"], force=subject["force"], **(asked or period))
    return Chart(compared, width_mm=width)


def of(*rows: dict[str, Any], **asked: Any) -> Chart:
    return Chart(layers.compare(table(*rows), on=ON, **asked), width_mm=120)


def in_brest(name: str, **fields: Any) -> dict[str, Any]:
    return claim(name, "Brest", 23.7, 52.1, **({"measure": "stock"} | fields))


def rows(chart: Chart, dataset: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = chart.spec()["datasets"][dataset]
    return found


def told(chart: Chart) -> str:
    return " ".join(row["text"] for row in rows(chart, "words")).replace("\N{NO-BREAK SPACE}", " ")


def strokes(chart: Chart, colour: str = COLOUR, *, dash: str = "") -> list[dict[str, Any]]:
    """Return the level lines of a colour."""
    found = [row for row in rows(chart, "strokes") if row["colour"] == colour and row["dash"] == dash]
    return [row for row in found if row["y"] == row["y2"]]


def test_the_specification_is_a_file_without_data() -> None:
    kept = json.loads(SPECIFICATION.read_text(encoding="utf-8"))
    assert kept["$schema"] == "https://vega.github.io/schema/vega-lite/v6.json"
    assert kept["datasets"] == {}
    made = seed().spec()
    assert {layer["data"]["name"] for layer in made["layer"]} == set(made["datasets"])
    assert made["layer"] == kept["layer"]  # data and sizes are put in; what is drawn how is in the file


def test_vega_lite_compiles_it_without_a_warning(capfd: pytest.CaptureFixture[str]) -> None:
    import vl_convert

    vl_convert.vegalite_to_vega(seed().spec(), vl_version="6.4", show_warnings=True)
    assert "WARN" not in capfd.readouterr().err


@pytest.mark.parametrize("width_mm", [55.0, 90.0, 180.0, None])
def test_each_line_has_its_figure_and_claimant_and_nothing_is_added_up(width_mm: float | None) -> None:
    said = told(seed(width_mm))
    for words in ("Troops of Russia in Belarus: who said how many, and when", "1 Dec 2022", "known by 30 Nov 2022"):
        assert words in said
    for words in ("120,000 Pavel Latushka planned · disputed", "more than 1,000 Alexander Lukashenko"):
        assert words in said
    assert not re.search(r"220,000|140,000|141,000|121,000", said)
    assert not re.search(r"(?<!more than )1,000 [A-Z]", said)


def test_what_is_not_drawn_is_named_with_the_reason_and_who_says_it() -> None:
    left = told(seed()).split("Not drawn: ")[1]
    assert left.startswith("for parts, 20,000 (newly mobilised, Hanna Malyar, 10 Oct 2022 or later); without a number,")
    assert "where is not said" in left


def test_the_caption_names_the_sources_and_the_day_of_the_data() -> None:
    assert "Claims from: Belarus: Will Lukashenko join Russia's war against Ukraine?" in told(seed())
    assert "Data: what had been said by 30 November 2022." in told(seed())
    unbounded = case("a figure that was said once", on="2022-12-01")
    assert "Data: all that is known; the newest saying with a day is of 5 November 2022." in told(unbounded)


def test_a_day_is_drawn_from_the_first_saying_to_180_days_after_the_last_with_a_rule_at_it() -> None:
    chart = case("a figure that was said once", on="2022-12-01")
    assert "1 claim, November 2022 to May 2023." in told(chart)
    assert [row["x"] == row["x2"] for row in rows(chart, "strokes") if row["colour"] == INK] == [True]
    before = case("a figure that was said once", on="2022-01-01")
    assert "January 2022 to May 2023" in told(before)  # the day is in it


def test_a_period_has_no_rule() -> None:
    chart = case("a figure that was said once")
    assert [row for row in rows(chart, "strokes") if row["colour"] == INK] == []
    assert "1 claim, September 2022 to August 2023." in told(chart)


def test_a_line_is_weightier_the_better_its_figure_stands() -> None:
    chart = case("a figure that was said once")
    stated, carried, stale = (
        max(row["width"] for row in strokes(chart, colour) if row["x2"] - row["x"] > 1)
        for colour in (COLOUR, "#ce733d", "#dd9f79")
    )
    assert stated > carried > stale
    assert strokes(case("each kind of standing"), dash="dotted")  # dates vague
    days = {colour: max(row["x2"] - row["x"] for row in strokes(chart, colour)) for colour in ("#ce733d", "#dd9f79")}
    assert days["#ce733d"] == pytest.approx(days["#dd9f79"] * 180 / 119, rel=0.05)


def test_the_figures_of_one_claimant_are_joined() -> None:
    chart = case("a claimant's series")
    joins = [row for row in rows(chart, "strokes") if row["x"] == row["x2"] and row["colour"] == "#d48455"]
    assert [row["y2"] < row["y"] for row in joins] == [True, True]  # from 4,300 to 10,200, and on to 11,000
    about = {"force": "Russia", "place": "Belarus", "phase": "present", "claimant": "A"}
    recently = {"id": "a", "figure": "2,000", "said": "2023-07-14", "end": "[..2023-07-14]"}
    newer = {"id": "b", "figure": "1,000", "said": "2023-06-07"}
    beside = build_claims({"all": about, "reports": [recently, newer]})
    drawn = Chart(mm.compare(beside, area="Belarus", force="Russia", from_day="2022-09", to_day="2023-08"))
    assert [row for row in rows(drawn, "strokes") if row["colour"] == "#d48455"] == []  # that one has an end of its own


def test_a_limit_has_teeth_on_its_open_side_and_a_range_is_a_band() -> None:
    def teeth(chart: Chart) -> list[float]:
        upright = [row for row in rows(chart, "strokes") if row["x"] == row["x2"] and row["colour"] == "#ce733d"]
        return [row["y2"] - row["y"] for row in upright]

    upper, lower = case("an update ends the older step"), case("the first source has an order")
    assert min(teeth(upper)) > 0  # down
    assert [row for row in rows(lower, "strokes") if row["y2"] < row["y"]]  # up
    assert teeth(case("a figure that was said once")) == []
    band = case("a range is a band")
    assert any(row["strength"] > 0 for row in rows(band, "areas"))
    assert rows(case("a figure that was said once"), "areas") == []


def test_a_saying_is_a_dot_or_a_pill_and_an_open_end_an_arrow() -> None:
    def shapes(chart: Chart, *, face: str = COLOUR) -> list[str]:
        return [row["shape"] for row in rows(chart, "shapes") if row["face"] == face]

    dot, pill = case("a figure that was said once"), case("a day that is some day of a month")
    assert len(shapes(dot)) == 2  # the key has one too
    assert any("L" in shape for shape in shapes(pill))
    arrows = [row for row in rows(dot, "shapes") if row["face"] == "transparent"]
    assert len(arrows) == 2
    ended = case("each kind of standing")
    assert [row for row in rows(ended, "shapes") if row["face"] == "transparent"] == []


def test_no_period_is_made_up_where_no_claim_names_a_day() -> None:
    one = {
        "id": "a",
        "claimant": "A",
        "summary": "a",
        "force": "Russia",
        "place": "Belarus",
        "phase": "present",
        "figure": "500",
    }
    undated = build_claims({"reports": [one]})
    with pytest.raises(errors.WrongChart, match=r"no claim of these names a day.*--from and --to"):
        Chart(mm.track(undated, "A"))
    assert "1 October 2022 to 30 November 2022" in told(
        Chart(mm.track(undated, "A", from_day="2022-10", to_day="2022-11"))
    )
    # Nobody says when it was said, but what it is about is named.
    named = build_claims({"reports": [one | {"start": "2023-03-01", "end": "2023-03-31"}]})
    assert "March 2023 to September 2023" in told(Chart(mm.track(named, "A")))


def test_the_key_explains_what_is_drawn_and_nothing_else() -> None:
    said = told(case("a figure that was said once"))
    for words in ("day said", "stated for this time", "carried forward", "not repeated for six months", "goes on"):
        assert words in said
    for words in ("dates vague", "upper limit", "said on one of these days", "said for later", "from one number"):
        assert words not in said
    assert "said for later" in told(case("each kind of standing"))


def test_more_than_ten_lines_have_six_labels_and_a_group() -> None:
    said = told(case("of more than ten lines"))
    assert "6 more, from 7,000 to 12,000" in said
    for named in ("6,000 G", "1,000 L"):
        assert named in said
    assert "12,000 A" not in said


def test_a_crowd_without_labels_is_a_band() -> None:
    crowd = [in_brest(f"c{k}", phase="present", claimant=f"Claimant {k}", **exactly(100 + k)) for k in range(60)]
    chart = of(*crowd, area="Brest", force="Russia")
    assert "54 more, from 100 to 153" in told(chart)
    assert len(rows(chart, "claims")) == 6
    assert len(strokes(chart)) < 200


def test_the_scale_says_what_it_is_and_marks_one_two_and_five() -> None:
    assert [mark.value for mark in scale_figures([1000, 120000]).marks] == [
        *(1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000),
    ]  # fmt: skip
    assert [mark.value for mark in scale_figures([1000, 9000]).marks if mark.is_heavy] == [1000, 10000]
    only = scale_figures([1000])
    assert only.first < 1000 < only.last
    assert scale_figures([0, 300, 9000]).at(0) == 0 < scale_figures([0, 300, 9000]).at(300)
    assert "logarithmic scale: each heavier line is ten times the one before" in told(seed())
    compared = mm.compare(seed_claims(), area="Belarus", force="Russia", on="2022-12-01")
    linear = Chart(compared, width_mm=120, scale="linear")
    assert "linear scale from 0" in told(linear)
    assert scale_figures([120000], "linear").at(60000) == pytest.approx(
        scale_figures([120000], "linear").at(120000) / 2
    )
    with pytest.raises(errors.WrongQuestion, match="scale 'log': give one of logarithmic, linear"):
        Chart(compared, scale="log")  # type: ignore[arg-type]


def test_nobody_at_all_has_a_line_of_its_own_below_the_smallest_figure() -> None:
    chart = case("nobody at all")
    assert "none A" in told(chart)
    low = max(row["y"] for row in strokes(chart))
    others = [row["y"] for row in strokes(chart) if row["y"] < low - 20]
    assert others


@pytest.mark.parametrize("width_mm", [55.0, 90.0, 180.0])
def test_no_words_overlap_and_none_leave_the_chart(width_mm: float) -> None:
    for chart in (seed(width_mm), case("of more than ten lines", width_mm=width_mm)):
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


def test_labels_are_pushed_apart_no_further_than_they_must() -> None:
    assert pushed_apart([10, 12, 14], [10, 10, 10], 0, 100) == pytest.approx([2, 12, 22])
    assert pushed_apart([90, 95], [10, 10], 0, 100) == pytest.approx([80, 90])
    assert pushed_apart([], [], 0, 100) == []


def test_the_same_comparison_gives_the_same_bytes() -> None:
    compared = seed(55.0).compared
    assert compared is not None
    again = Chart(compared, width_mm=55)
    for kind in ("png", "svg", "html"):  # vl-convert numbers the parts of a PDF by chance
        assert seed(55.0).to_bytes(kind) == again.to_bytes(kind), kind


def test_the_svg_holds_text_and_no_address_that_is_asked() -> None:
    svg = seed().to_bytes("svg").decode("utf-8")
    assert "120,000" in svg
    assert "Pavel Latushka" in svg
    assert not re.search(r"(?:href|src)=\"http", svg)


def test_a_question_without_an_area_has_a_chart_a_subject_and_more_are_counted() -> None:
    chart = of(*(claim(f"c{k}", f"Town {k}", 24 + k, 52, measure="stock", **exactly(100 + k)) for k in range(6)))
    said = told(chart)
    assert sum(f"Russia in Town {k}" in said for k in range(6)) == 4
    assert "and 2 more comparisons; ask for one by its area and force" in said


def test_nothing_to_draw_is_said() -> None:
    chart = Chart(mm.compare(seed_claims(), area="Smolensk", force="Russia", on="2022-12-01"))
    assert "No claim states a number for the whole of it." in told(chart)
    assert "Not drawn: without a number, First Tank Army, the article" in told(chart)
    assert chart.to_bytes("png")


def test_a_claimant_s_figures_over_time_are_a_chart_with_his_parts() -> None:
    tracked = mm.track(seed_claims(), "Latushka")
    chart = Chart(tracked, width_mm=120)
    said = told(chart)
    assert "Troops of Belarus in Belarus: what Pavel Latushka said, and when" in said
    assert "100,000 Pavel Latushka, called up" in said
    assert "120,000 Pavel Latushka" in said
    some = told(Chart(tracked[(tracked["force"] == "Russia").to_numpy()], width_mm=120))
    assert "100,000" not in some.replace("100,000 200,000", "")
    within = mm.track(seed_claims(), "Latushka", from_day="2022-12", to_day="2023-01")
    assert "December 2022 to 31 January 2023" in told(Chart(within, width_mm=120))


def test_a_chart_is_of_a_comparison_or_of_what_one_claimant_said() -> None:
    with pytest.raises(
        errors.WrongColumns, match=r"Chart: got a list; pass what mustermap\.compare or mustermap\.track"
    ):
        Chart([])  # type: ignore[arg-type]
    with pytest.raises(errors.WrongColumns, match="Chart: column 'thing' is absent; pass what"):
        Chart(seed_claims())


def test_a_notebook_gets_the_specification_a_picture_and_words() -> None:
    bundle = seed()._repr_mimebundle_()
    assert bundle["application/vnd.vegalite.v6+json"]["datasets"]["claims"]
    assert bundle["image/svg+xml"].startswith("<svg")
    assert (
        "120,000 Pavel Latushka planned · disputed; 1 Nov 2022 to 28 Feb 2023; said 29 Sept 2022"
        in bundle["text/plain"]
    )


def test_a_force_has_the_colour_that_it_has_on_the_map_whatever_is_compared() -> None:
    first = in_brest("a", **exactly(500)) | {"force": "Austria"}
    other = claim("b", "Pinsk", 26.1, 52.1, measure="stock", **exactly(900)) | {"force": "Northland"}
    draft = in_brest("c", **exactly(500)) | {"force": "Albania", "state": "draft"}
    compared = of(first, other, draft, area="Pinsk", force="Northland")
    assert "#8a6500" in {row["face"] for row in rows(compared, "shapes")}  # the fourth: Austria has the third


def test_a_comparison_shows_itself_in_a_notebook_as_a_table_without_markup_of_the_reports() -> None:
    compared = seed().compared
    assert compared is not None
    shown = compared._repr_html_()
    assert (
        "<p>Planned: 120,000 (Pavel Latushka, disputed). "
        "Ordered: dates vague: more than 1,000 (Alexander Lukashenko).</p>" in shown
    )
    assert "<td>Alexander Lukashenko</td>\n      <td>more than 1,000</td>" in shown
    assert "<td>other force</td>\n      <td>Pavel Latushka</td>\n      <td>100,000</td>" in shown
    every = layers.compare(hostile_table(), on=ON)
    asked = layers.compare(hostile_table(), area="Brest", force="Russia", on=ON)
    assert asked.answer is not None
    assert "<script" not in every._repr_html_() + asked._repr_html_()


HOSTILE = "</script><script>window.broken = 1</script><img src=x onerror='window.broken=1'> \u202e\" & $x^2$"


def hostile_table() -> gpd.GeoDataFrame:
    fields = {"claimant": HOSTILE, "claimant_short": HOSTILE, "attributed_to": HOSTILE, "source_title": HOSTILE}
    part = in_brest("b", **exactly(400)) | fields | {"component": HOSTILE}
    return table(in_brest("a", **exactly(500)) | fields, part)


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


@pytest.mark.parametrize(
    ("first", "last", "texts"),
    [
        (day("0001-01-01"), day("2022-12-31"), {"300", "1800"}),
        (day("2022-10-01"), day("9999-12-31"), {"2025", "9975"}),
    ],
    ids=["from the first day of the calendar", "to its last"],
)
def test_time_goes_as_far_as_the_calendar_does(first: int, last: int, texts: set[str]) -> None:
    ticks = time_ticks(TimeScale(first, last + 1, 0.0, 2000.0), words_of(), apart=10)
    assert texts <= {text for _, text, _ in ticks}
    assert all(0 <= at <= 2000 for at, _, _ in ticks)


def test_the_largest_and_the_smallest_figures_and_the_last_day_are_drawn() -> None:
    about = {"force": "Russia", "place": "Belarus", "phase": "present", "said": "9999-12-31"}
    reports = [{"id": "a", "claimant": "A", "figure": "1000000000000"}, {"id": "b", "claimant": "B", "figure": "0.001"}]
    claims = build_claims({"all": about, "reports": reports})
    chart = Chart(mm.compare(claims, area="Belarus", force="Russia", on="2022-12-01"), width_mm=120)
    assert "1,000,000,000,000 A" in told(chart)
    assert "0.001 B" in told(chart)
    assert "December 2022 to December 9999" in told(chart)


def test_a_source_without_a_title_is_named_by_its_publisher_or_its_address() -> None:
    chart = of(
        in_brest("a", **exactly(1), source="s1", source_title="", source_publisher="Evening News", claimant="A"),
        in_brest(
            "b", **exactly(2), source="s2", source_title="", source_publisher="", source_url="https://n.example/2"
        ),
        area="Brest", force="Russia",
    )  # fmt: skip
    assert "Evening News" in told(chart)
    assert "https://n.example/2" in told(chart)


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
                "Війська (Росія): Білорусь. Хто називав скільки й коли",
                "Заплановано: 120 000 (Pavel Latushka, заперечують).",
                "понад 1 000",
                "Не нанесено: ",
                "логарифмічна шкала",
                "Дані: ",
            ),
        ),
        (
            "ru",
            (
                "Войска (Россия): Беларусь. Кто называл сколько и когда",
                "Запланировано: 120 000 (Pavel Latushka, оспаривают).",
                "более 1 000",
                "Не нанесено: ",
                "логарифмическая шкала",
                "Данные: ",
            ),
        ),
    ],
)
def test_a_chart_speaks_its_language_and_reports_keep_theirs(language: str, texts: tuple[str, ...]) -> None:
    compared = mm.compare(seed_claims(), area="Belarus", force="Russia", on="2022-12-01")
    chart = Chart(compared, width_mm=180, language=language)
    said = told(chart).replace("\u00a0", " ")
    for text in (*texts, "Pavel Latushka", "newly mobilised"):
        assert text in said
    assert not re.search(r"\b(planned|possibly|claimant|known by|scale|disputed|said|more)\b", said)
    page = chart.to_bytes("html").decode("utf-8")
    assert f'<html lang="{language}">' in page
    assert texts[0] in page
