"""Stills of the map: what they say, what they never say, and that they can be read in print."""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from matplotlib.transforms import Affine2D
from PIL import Image

from mustermap.errors import StillExists, UnknownLanguage, WrongStill
from mustermap.maps import still
from mustermap.maps.still.area_cards import NARROW, measure_card
from mustermap.maps.still.claim_lines import sign_of
from mustermap.maps.still.rectangles import Box
from mustermap.maps.still.text_blocks import Fonts
from tests.maps_frame import PAST, day, exactly, in_belarus, said_on, seed_frame
from tests.still_samples import ON, claim, description, pixels, sentence, svg_of, table, written_in, written_on

if TYPE_CHECKING:
    from pathlib import Path

KNOWN_BY = day("2022-11-30")
WIDTHS = (55.0, 90.0, 180.0)
_TO_POINTS = Affine2D().scale(72 / 600)


@functools.cache
def seed(width_mm: float = 180.0, **style: Any) -> still.Still:
    return still.still(seed_frame(), on=ON, known_by=KNOWN_BY, style=still.Style(width_mm=width_mm, **style))


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_the_day_the_counts_and_every_claim_of_the_seed_stand_in_words_with_who_says_it(width_mm: float) -> None:
    told = sentence(seed(width_mm))
    for words in (
        "1 December 2022",
        "known by 30 November 2022",
        "9 claims on this day, of 13 reports from 1 source · 2 not placed",
    ):
        assert words in told
    for words in ("120,000", "100,000", "20,000", "more than 1,000", "no number"):
        assert words in told
    for words in ("Pavel Latushka", "Hanna Malyar", "Alexander", "the article", "Belarusian Ministry"):
        assert words in told
    for words in ("Belarus", "Machulishchi", "Smolensk", "disputed", "planned", "ordered", "dates vague"):
        assert words in told
    assert "220,000" not in told
    assert "140,000" not in told


def test_a_bound_is_never_written_as_the_figure() -> None:
    texts = written_on(seed())
    assert "more than 1,000" in texts
    assert not [text for text in texts if re.search(r"(?<!more than )1,000\b", text)]


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_what_is_written_on_a_still_is_what_its_picture_says(width_mm: float) -> None:
    assert written_in(svg_of(seed(width_mm))) == written_on(seed(width_mm))


def near(number: int) -> dict[str, Any]:
    """Say about how many."""
    return {"figure": f"about {number:,}", "figure_text": f"about {number:,}", "figure_best": float(number)}


TWICE = {"phase": "present", "claimant": "A. Officer"}
ALWAYS = {"stated_from_day": PAST, "stated_to_day": 2**31 - 1}
VAGUE = {
    "certain_from_day": 2**31 - 1, "certain_to_day": PAST, "stated_from_day": 2**31 - 1, "stated_to_day": PAST,
    "spoken_day": PAST, "said_certain_day": 2**31 - 1,
}  # fmt: skip


@pytest.mark.parametrize("where", [{}, in_belarus(), dict.fromkeys(("place_lon", "place_lat"), np.nan)])
def test_two_figures_of_one_claimant_have_a_row_each_with_its_own_standing(where: dict[str, Any]) -> None:
    rows = [
        claim("a", "Brest", 23.7, 52.1, **TWICE, **near(9000)),
        claim("b", "Brest", 23.7, 52.1, **TWICE, **near(2000)),
    ]
    drawn = still.still(table(rows[0] | ALWAYS | where, rows[1] | VAGUE | where), on=ON)
    listed = sentence(drawn)
    for words in ("about 9,000 present · Russia · A. Officer", "about 2,000 present · Russia · A. Officer"):
        assert words in listed
        assert words in drawn.words
    assert "about 2,000 present · Russia · A. Officer · 1 Oct · dates vague" in drawn.words
    assert "about 9,000 present · Russia · A. Officer · 1 Oct; " in drawn.words
    assert "2,000 to" not in listed + drawn.words
    assert "2,000–" not in listed + drawn.words


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("en", ("1 Nov", "14 Jul 2023", "day not known")),
        ("uk", ("1 лист.", "14 лип. 2023 р.", "день невідомий")),
        ("ru", ("1 нояб.", "14 июл. 2023 г.", "день неизвестен")),
    ],
)
def test_a_row_says_when_it_was_said_and_nothing_of_it_is_cut(language: str, days: tuple[str, ...]) -> None:
    who = "National Resistance Center of a Ministry with a Name of Many Words, by its Deputy Head"
    unknown = {"said": "", "source_published": "", "said_possible_day": -(2**31 - 1), "claimant": who}
    rows = [
        claim("a", "Brest", 23.7, 52.1, claimant=f"A. {who}", **said_on("2022-11-01"), **exactly(5000)),
        claim("b", "Brest", 23.7, 52.1, claimant=f"B. {who}", **said_on("2023-07-14"), **exactly(6000)) | VAGUE,
        claim("c", "Brest", 23.7, 52.1, **exactly(7000)) | VAGUE | unknown,
    ]
    held = {name: day("2022-10-01") for name in ("start_earliest_day", "start_latest_day", "possible_from_day")}
    style = still.Style(width_mm=55, language=language)
    drawn = still.still(table(*(row | held for row in rows)), on=ON, style=style)
    written = sentence(drawn)
    for claimant, said in zip((f"A. {who}", f"B. {who}", who), days, strict=True):
        assert f"{claimant} · {said}" in written
        assert f"{claimant} · {said}" in drawn.words


def test_of_a_figure_said_again_and_again_the_row_has_the_newest_days_and_how_many_more() -> None:
    days = ["2022-10-02", "2022-10-05", "2022-11-03", "2022-11-20", "2022-11-29"]
    rows = [claim(d, "Brest", 23.7, 52.1, **TWICE, **near(9000), **said_on(d)) for d in days]
    held = {name: day("2022-10-01") for name in ("start_earliest_day", "start_latest_day", "possible_from_day")}
    for number, said in ((1, "2 Oct"), (3, "2 Oct, 5 Oct and 3 Nov"), (5, "3 Nov, 20 Nov, 29 Nov and 2 more days")):
        drawn = still.still(table(*(row | held for row in rows[:number])), on=ON)
        assert f"A. Officer · {said}" in drawn.words


@pytest.mark.parametrize(
    ("width_mm", "language", "goes_on"),
    [
        (180, "en", "Brest (continued)"),
        (180, "uk", "Brest (продовження)"),
        (180, "ru", "Brest (продолжение)"),
        (55, "en", ""),
    ],
)
def test_a_place_that_goes_on_in_the_next_column_of_the_list_is_named_above_it_as_going_on(
    width_mm: float, language: str, goes_on: str
) -> None:
    rows = [claim(f"c{k}", "Brest", 23.7, 52.1, claimant=f"Officer {k}", **exactly(100.0 * (k + 1))) for k in range(12)]
    drawn = still.still(table(*rows), on=ON, style=still.Style(width_mm=width_mm, language=language))
    end = drawn.sheet.ground.top + drawn.sheet.ground.height
    below = [text for text in drawn.figure.texts if text.get_position()[1] > end]
    headings = [(text.get_text(), text.get_position()) for text in below if text.get_text().startswith("Brest")]
    assert [name for name, _ in headings] == [name for name in ("Brest", goes_on) if name]
    spots = [spot for _, spot in headings]
    assert len({round(x, 2) for x, _ in spots}) == len(spots)
    assert len({round(y, 2) for _, y in spots}) == 1
    figures = {text.get_text(): text.get_position() for text in below if re.fullmatch(r"[\d,\s]+", text.get_text())}
    tops = [min(y for x, y in figures.values() if x > left) for left, _ in spots]
    assert all(top > spots[0][1] + drawn.sheet.pen.look.letters for top in tops)


def test_a_figure_that_a_claimant_repeats_has_one_row_and_a_wording_that_was_not_read_has_its_own() -> None:
    said = [near(9000), near(9000), {"figure": "a horde", "figure_text": ""}, {"figure": "", "figure_text": ""}]
    rows = [claim(name, "Brest", 23.7, 52.1, **TWICE, **figure) for name, figure in zip("abcd", said, strict=True)]
    (place,) = still.still(table(*rows), on=ON).sheet.view.places
    assert [(group.figures, group.unread, group.claims) for group in place.rows] == [
        (("about 9,000",), (), 2), ((), ("a horde",), 1), ((), (), 1)
    ]  # fmt: skip


def test_a_mark_of_several_claimants_has_a_span_and_of_one_his_figures() -> None:
    one, other = (claim(name, "Brest", 23.7, 52.1, **TWICE, **near(at)) for name, at in (("a", 9000), ("b", 2000)))
    texts = {}
    for claimant in ("A. Officer", "B. Colonel"):
        drawn = still.still(table(one, other | {"claimant": claimant, "claimant_key": claimant.lower()}), on=ON)
        texts[claimant] = sentence(drawn)
    assert "Brest about 2,000 to about 9,000" in texts["B. Colonel"]
    assert "Brest about 9,000 or about 2,000" in texts["A. Officer"]


def test_what_has_no_place_is_counted_and_listed() -> None:
    told = sentence(seed())
    after = told.split("Not placed")[1]
    assert after.startswith(" 2 claims")
    assert after.count("Belarus and Russia, jointly") >= 2


def test_the_picture_tells_itself_in_text_for_who_does_not_see_it() -> None:
    told = description(svg_of(seed()))
    assert told.startswith("Claims about troops: On 1 December 2022, known by 30 November 2022.")
    assert "more than 1,000 ordered · Russia · Alexander Lukashenko · 10 Oct 2022 or later · dates vague" in told
    assert "Not placed: " in told


def test_a_day_on_which_nothing_is_claimed_says_so_in_its_counts() -> None:
    drawn = still.still(seed_frame(), on=day("1999-01-01") - 400, style=still.Style(width_mm=90))
    assert "1 claim on this day, of 13 reports" in sentence(drawn)  # Smolensk: nobody says since when
    nothing = still.still(table(claim("a", "Brest", 23.7, 52.1)), on=day("2020-01-01"))
    assert "0 claims on this day, of 1 report from 1 source · 0 not placed" in sentence(nothing)


def test_sources_credits_and_what_the_picture_is_stand_at_its_foot() -> None:
    told = sentence(seed())
    for words in ("Places © GeoNames CC BY 4.0", "Made with Natural Earth", "Will Lukashenko join Russia's war"):
        assert words in told
    assert "never says what is true" in told


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("claims", ["seed", "dense"])
def test_no_text_overlaps_another_or_a_mark_or_leaves_the_paper(width_mm: float, claims: str) -> None:
    frame = seed_frame() if claims == "seed" else dense()
    drawn = still.still(frame, on=ON, style=still.Style(width_mm=width_mm))
    boxes = measured(drawn)
    width, height = (float(side) * 72 for side in drawn.figure.get_size_inches())
    margin = drawn.sheet.pen.look.margin
    assert len(boxes) > 20
    for text, box in boxes.items():
        assert box.x0 >= margin - 0.6, text
        assert box.y0 >= margin - 0.6, text
        assert box.x1 <= width - margin + 0.6, text
        assert box.y1 <= height - margin + 0.6, text
    for (one, a), (other, b) in itertools.combinations(boxes.items(), 2):
        assert overlap(a, b) < 0.5, (one.get_text(), other.get_text())
    for x, y, wide, tall in drawn.sheet.marks:
        left, top = x + margin, y + margin
        mark = (left + 1, height - top - tall + 1, left + wide - 1, height - top - 1)
        counts = [text for text, box in boxes.items() if overlap_sides(mark, (box.x0, box.y0, box.x1, box.y1)) > 1.0]
        assert not [text for text in counts if not text.get_text().startswith("+")]


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_text_of_the_scale_has_room_beneath_the_legend_in_a_column(language: str) -> None:
    about = [("planned", 120_000.0), ("ordered", 900.0)]
    rows = [claim(f"c{k}", f"T{k}", 23.7 + k, 52.1, phase=phase, **exactly(n)) for k, (phase, n) in enumerate(about)]
    drawn = still.still(table(*rows), on=ON, style=still.Style(width_mm=55, language=language, has_list=False))
    for (one, a), (other, b) in itertools.combinations(measured(drawn).items(), 2):
        assert overlap(a, b) < 0.5, (one.get_text(), other.get_text())


def measured(drawn: still.Still) -> dict[Any, Any]:
    """Measure every text as it is printed, in points."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import RendererAgg

    with mpl.rc_context({"text.hinting": "no_hinting"}):
        drawn.figure.set_dpi(600)
        renderer = RendererAgg(1, 1, 600)  # it measures; nothing is drawn
        return {text: text.get_window_extent(renderer).transformed(_TO_POINTS) for text in drawn.figure.texts}


def overlap(a: Any, b: Any) -> float:
    return overlap_sides((a.x0, a.y0, a.x1, a.y1), (b.x0, b.y0, b.x1, b.y1))


def overlap_sides(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    across, along = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return max(across, 0.0) * max(along, 0.0)


def dense() -> Any:
    """Seven towns near to each other, one of them with ten groups."""
    towns = ("Brest", "Kobryn", "Pinsk", "Luninets", "Baranavichy", "Slonim", "Ivatsevichy")
    rows = [
        claim(f"t{k}", name, 23.7 + 0.4 * k, 52.1 + 0.15 * (k % 3), phase="present", **exactly(1000.0 * (k + 1)))
        for k, name in enumerate(towns)
    ]
    planned = {"phase": "planned", **exactly(500.0)}
    rows += [claim(f"m{k}", "Mazyr", 29.2, 52.0, component=f"branch {k}", **planned) for k in range(10)]
    return table(*rows)


def test_an_area_is_tinted_and_outlined_and_never_a_dot(tmp_path: Path) -> None:
    drawn = still.still(
        table(claim("a", "x", 0, 0, phase="present", **exactly(5000)) | in_belarus()),
        on=ON,
        style=still.Style(width_mm=90),
    )
    assert drawn.sheet.marks == ()
    still.save(drawn, tmp_path / "area.png")
    got = pixels(tmp_path / "area.png")
    tint = 0.25 * np.array([0xF6, 0xF4, 0xEE]) + 0.75 * 255
    assert np.mean(np.abs(got - tint).max(axis=2) <= 1) > 0.1
    # Of Russia's own colour there are a sign in the card and the list, and a swatch; the outline has no force's colour.
    assert 0.0003 < np.mean(np.abs(got - [0xC2, 0x50, 0x0C]).max(axis=2) <= 30) < 0.01
    assert 0.0005 < np.mean(np.abs(got - [0x8D, 0x87, 0x77]).max(axis=2) <= 12) < 0.02


def test_the_greater_figure_has_the_greater_area_on_one_scale() -> None:
    from mustermap.layers.comparison.spans import exactly as span_of_one
    from mustermap.maps.still.signs import radii_by_area

    small, large = (radii_by_area(span_of_one(figure), 9000, 30).ring for figure in (1000.0, 9000.0))
    assert large == pytest.approx(3 * small)  # nine times the area


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_a_name_is_not_cut_where_it_has_room(width_mm: float) -> None:
    texts = written_on(seed(width_mm))
    assert not [text for text in texts if text.startswith("Mach") and "…" in text]


def test_the_scale_in_the_legend_gives_round_figures_below_the_largest() -> None:
    drawn = still.still(table(claim("a", "Brest", 23.7, 52.1, phase="present", **exactly(15_000))), on=ON)
    told = written_on(drawn)
    assert "10,000" in told
    assert "Area by figure, one scale for countries, towns and sites" in " ".join(told)


def test_in_grey_every_phase_can_be_told_from_the_others(tmp_path: Path) -> None:
    crops = {}
    for phase in ("planned", "ordered", "present", "withdrawn", ""):
        rows = table(claim("a", "Brest", 23.7, 52.1, phase=phase, **exactly(5000)))
        crops[phase] = _mark(rows, tmp_path / f"phase-{phase}.png")
    for one, other in itertools.combinations(crops, 2):
        assert np.mean(np.abs(crops[one] - crops[other]) > 60) > 0.04, (
            one,
            other,
        )  # as much as a bar


def test_in_grey_vague_dates_are_dotted_and_what_is_stated_is_a_full_line(tmp_path: Path) -> None:
    stated = claim("a", "Brest", 23.7, 52.1, phase="", **exactly(5000)) | ALWAYS
    certain = _mark(table(stated), tmp_path / "certain.png")
    doubt = claim("a", "Brest", 23.7, 52.1, phase="", **exactly(5000)) | VAGUE
    possible = _mark(table(doubt), tmp_path / "possible.png")
    assert 0.3 < np.mean(possible < 110) / np.mean(certain < 110) < 0.8


def _mark(rows: Any, path: Path) -> Any:
    """Draw one place in grey and cut its mark out."""
    drawn = still.still(rows, on=ON, style=still.Style(width_mm=55, grey=True))
    still.save(drawn, path)
    got = pixels(path)
    assert np.all(np.ptp(got, axis=2) <= 1), "there is colour in a grey picture"
    ((x, y, width, height),) = drawn.sheet.marks
    scale, margin = 300 / 72, drawn.sheet.pen.look.margin
    left, top = round((x + margin) * scale), round((y + margin) * scale)
    return got[top : top + int(height * scale), left : left + int(width * scale), 0]


def test_forces_can_be_told_apart_in_words_where_colour_is_missing() -> None:
    rows = table(
        claim("a", "Brest", 23.7, 52.1, **exactly(5000)),
        claim("b", "Pinsk", 26.1, 52.1, **exactly(5000)) | {"force": "Northland"},
    )
    told = sentence(still.still(rows, on=ON, style=still.Style(grey=True)))
    assert "5,000 Russia · A. Officer" in told
    assert "5,000 Northland · A. Officer" in told


def test_the_legend_says_where_forces_share_colours() -> None:
    rows = [claim(f"c{at}", "Minsk", 27.56, 53.9, force=f"Land {at}", figure="300") for at in range(14)]
    shared = still.still(table(*rows), on=ON, known_by=None, style=still.Style(width_mm=180))
    assert "14 forces share 11 colours: a colour by itself does not say whose claim it is" in sentence(shared)
    assert "share" not in sentence(still.still(table(*rows[:2]), on=ON, known_by=None))


def small() -> still.Still:
    """Draw one claim on a small map, for what does not ask what is on it."""
    rows = table(claim("a", "Brest", 23.7, 52.1, **exactly(5000)))
    return still.still(rows, on=ON, style=still.Style(width_mm=55))


def test_the_same_claims_give_the_same_bytes() -> None:
    one, other = small(), small()
    for kind in still.KINDS:
        assert still.picture(one, kind) == still.picture(other, kind)


HOSTILE = "$x^2$ <b>\\frac{1}{2}</b>\n--></svg><script>alert(1)</script> \u202etxt"


@pytest.mark.parametrize("kind", still.KINDS)
def test_hostile_text_is_text(kind: str) -> None:
    rows = table(claim("a", "Brest", 23.7, 52.1, **exactly(5000)) | {"claimant": HOSTILE, "component": "$\\alpha$"})
    drawn = still.still(rows, on=ON, style=still.Style(title="A $title$ & <i>more</i>"))
    assert still.picture(drawn, kind)
    if kind == "svg":
        from xml.etree import ElementTree

        svg = svg_of(drawn)
        root = ElementTree.fromstring(svg)  # noqa: S314 # our own picture, and well-formed at that
        assert not [part for part in root.iter() if part.tag.endswith("script")]
        told = " ".join(written_in(svg))
        assert "$x^2$" in told
        assert "$\\alpha$" in told
        assert "A $title$" in told
        assert "\u202e" not in told


def test_cyrillic_greek_and_arabic_are_written_and_what_no_font_has_is_named() -> None:
    rows = table(claim("a", "Чернігів", 31.3, 51.5, **exactly(5000)) | {"claimant": "Ελλάδα مرحبا 中"})
    drawn = still.still(rows, on=ON)
    assert drawn.lacking == ("中",)
    assert "Чернігів" in written_on(drawn)
    assert "Ελλάδα مرحبا" in sentence(drawn)


def test_a_series_has_one_size_one_extent_and_one_scale() -> None:
    days = [day("2022-09-01"), day("2022-10-10"), ON]
    drawn = list(still.series(seed_frame(), days=days, style=still.Style(width_mm=90)))
    assert [one.on for one in drawn] == days
    assert len({tuple(one.figure.get_size_inches()) for one in drawn}) == 1
    assert len({one.sheet.ground for one in drawn}) == 1
    spots = [one.sheet.ground.points(32.05, 54.78)[0] for one in drawn]
    smolensk = [
        min(one.sheet.marks, key=lambda box: np.hypot(*(np.array(box.middle) - spot)))
        for one, spot in zip(drawn, spots, strict=True)
    ]
    assert len({(round(box.x, 3), round(box.y, 3)) for box in smolensk}) == 1


def test_a_series_as_it_looked_shows_only_what_had_been_said_by_each_day() -> None:
    rows = seed_frame()
    first = still.series(rows, days=[day("2022-09-29")], as_it_looked=True, style=still.Style(width_mm=90))
    assert "2 claims on this day, of 13 reports" in sentence(next(first))  # 1 and 4, as worked out by hand


def test_what_lies_outside_given_bounds_is_counted() -> None:
    style = still.Style(bounds=still.bounds_given(30, 54, 34, 56))
    told = sentence(still.still(seed_frame(), on=ON, known_by=KNOWN_BY, style=style))
    assert "9 claims on this day, of 13 reports from 1 source · 2 not placed, 1 outside this map" in told  # the airbase


def test_places_on_both_sides_of_the_antimeridian_are_near_to_each_other() -> None:
    rows = table(
        claim("a", "Anadyr", 177.5, 64.7, **exactly(100)),
        claim("b", "Nome", -165.4, 64.5, **exactly(100)),
    )
    drawn = still.still(rows, on=ON)
    bounds = drawn.sheet.ground.bounds
    assert bounds.west == pytest.approx(177.5)
    assert bounds.east == pytest.approx(194.6)
    assert len(drawn.sheet.marks) == 2


def test_where_places_are_too_many_they_are_counted_and_none_is_lost() -> None:
    rows = [claim(f"c{k}", f"T{k}", 20 + (k % 40) / 4, 50 + (k // 40) / 4, **exactly(100)) for k in range(1200)]
    drawn = still.still(table(*rows), on=ON, style=still.Style(width_mm=90))
    end = drawn.sheet.ground.top + drawn.sheet.ground.height
    texts = [text.get_text() for text in drawn.figure.texts if text.get_position()[1] < end]
    counts = [int(found[1]) for text in texts if (found := re.fullmatch(r"(\d+) places", text.replace("\xa0", " ")))]
    assert len(counts) > 3
    assert sum(counts) + len(drawn.sheet.marks) == 1200
    assert "1,200 claims on this day, of 1,200 reports" in sentence(drawn)
    boxes = [box for text, box in measured(drawn).items() if "places" in text.get_text()]
    assert not [pair for pair in itertools.combinations(boxes, 2) if overlap(*pair) > 0.5]
    assert f"{sum(counts):,} claims at too many places to name one by one." in drawn.words


def test_only_what_is_met_stands_in_the_legend() -> None:
    told = sentence(still.still(table(claim("a", "Brest", 23.7, 52.1, **exactly(5000))), on=ON))
    for words in ("withdrawn", "no upper bound", "disputed", "echoes", "no number", "not repeated", "not people"):
        assert words not in told
    key = told.split("Brest 1 claim")[1]
    assert key.index("Russia") < key.index("Area by figure, one scale for countries, towns and sites")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: still.Style(width_mm=5), "a width of 5 mm: give one from 45 to 600, or column, wide, page"),
        (lambda: still.Style(bounds=still.bounds_given(3, 5, 4, 2)), "bounds 3,5,4,2: give west,south,east,north"),
        (lambda: still.Style(bounds=still.bounds_given(3, 5, 200, 7)), "give longitudes from -180 to 180"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_remedy(wrong: Any, message: str) -> None:
    with pytest.raises(WrongStill, match=re.escape(message)):
        still.still(seed_frame(), on=ON, style=wrong())


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.ttf").write_text("no font")
    with pytest.raises(WrongStill, match=r"no\.ttf: no font that can be read .*; give a TTF or OTF file"):
        still.still(seed_frame(), on=ON, style=still.Style(fonts=(tmp_path / "no.ttf",)))


def test_a_picture_that_is_there_is_not_replaced_unless_asked(tmp_path: Path) -> None:
    drawn, path = small(), tmp_path / "map.svg"
    assert still.save(drawn, path) == path.stat().st_size
    with pytest.raises(StillExists, match=r"map\.svg exists; choose another name or overwrite it"):
        still.save(drawn, path)
    still.save(drawn, path, overwrite=True)
    with pytest.raises(WrongStill, match=r"its ending says no kind of picture; give \.png, \.svg or \.pdf"):
        still.save(drawn, tmp_path / "map.gif")


def test_a_reader_of_the_rules_of_matplotlib_finds_them_as_they_were() -> None:
    import matplotlib as mpl

    with mpl.rc_context({"font.size": 33.0}):
        rows = table(claim("a", "Brest", 23.7, 52.1, **exactly(5000)))
        stills = still.series(rows, days=[ON, ON + 1], style=still.Style(width_mm=55))
        next(stills)
        assert mpl.rcParams["font.size"] == 33.0
        stills.close()


def test_a_claim_said_on_a_later_day_is_not_shown_before_it() -> None:
    rows = table(claim("a", "Brest", 23.7, 52.1, **exactly(5000)) | said_on("2022-11-01"))
    style = still.Style(width_mm=55, bounds=still.bounds_given(20, 50, 30, 55))  # else it is a map of the world
    told = sentence(still.still(rows, on=ON, known_by=day("2022-10-15"), style=style))
    assert "0 claims on this day, of 1 report" in told


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "uk",
            (
                "Твердження про війська",
                "1 грудня 2022 р.",
                "понад 1 000 наказано",
                "Тверджень цього дня: 9, із 13 повідомлень",
                "заплановано",
                "Білорусь",
            ),
        ),
        (
            "ru",
            (
                "Утверждения о войсках",
                "1 декабря 2022 г.",
                "более 1 000 приказано",
                "Утверждений в этот день: 9, из 13 сообщений",
                "Беларусь",
            ),
        ),
    ],
)
def test_a_still_speaks_its_language_and_reports_keep_theirs(language: str, texts: tuple[str, ...]) -> None:
    told = description(svg_of(seed(language=language)))
    for text in (*texts, "Pavel Latushka", "newly mobilised"):
        assert text in told
    assert not re.search(r"\b(planned|dates vague|claims|on this day)\b", told)


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(UnknownLanguage, match="language 'xx': there are no words in it; choose one of en, ru, uk"):
        seed(language="xx")


def test_a_still_says_what_is_near_and_what_is_excluded_as_the_comparison_does() -> None:
    near = claim("a", "Smolensk", 32.0, 54.8, figure_best=9000.0, figure_text="about 9,000")
    above = claim("b", "Brest", 23.7, 52.1, figure_low=1000.0, figure_low_included=False, figure_text="more than 1,000")
    rows = [
        near,
        claim("c", "Smolensk", 32.0, 54.8, claimant="B. Colonel", **exactly(20_000)),
        above,
        claim("d", "Brest", 23.7, 52.1, claimant="B. Colonel", **exactly(9000)),
    ]
    told = sentence(still.still(table(*rows), on=ON))
    assert "about 9,000 to 20,000" in told
    assert "more than 1,000 to 9,000, or with no upper bound" in told


@pytest.mark.parametrize("narrow", [0.0, *NARROW])
@pytest.mark.parametrize("force", ["Russia", "North Korea;Russia", "Democratic People's Republic of Northlands"])
def test_a_card_breaks_what_its_figures_are_of_into_lines_and_cuts_no_force_and_no_phase(
    force: str, narrow: float
) -> None:
    part = {"force": force, "phase": "arriving", "component": "joint regional group", **exactly(9000)}
    drawn = still.still(table(claim("a", "x", 0, 0, **part) | in_belarus()), on=ON)
    (area,), look = drawn.sheet.view.areas, drawn.sheet.pen.look
    card = measure_card(area.place, area.lines, drawn.sheet.scale, look, Fonts(), narrow=narrow)
    (about,), (text,) = card.abouts, card.texts
    written = " ".join(placed.run.text for line in about.lines for placed in line)
    whose = "North Korea and Russia, jointly" if ";" in force else force
    assert written == ", ".join([whose] * (narrow > 0) + ["arriving", "joint regional group"])
    assert text.named == whose
    assert len(about.lines) > 1
    assert about.height < card.heights[0]
    assert about.width < card.width


def test_an_area_has_a_card_of_a_line_for_each_force_and_section() -> None:
    rows = [
        claim("a", "x", 0, 0, phase="present", claimant="A", **exactly(4000)) | in_belarus(),
        claim("b", "x", 0, 0, phase="present", claimant="B", **exactly(25_000)) | in_belarus(),
        claim("c", "x", 0, 0, phase="planned", claimant="A", **exactly(120_000)) | in_belarus(),
        claim("d", "x", 0, 0, phase="present", claimant="A", **exactly(300)) | in_belarus() | {"force": "Northland"},
        claim("e", "Brest", 23.7, 52.1, phase="present", **exactly(70_000)),
    ]
    drawn = still.still(table(*rows), on=ON)
    (area,) = drawn.sheet.view.areas
    lines = [(line.force, line.phase, line.figures, line.claimants) for line in area.lines]
    assert lines == [
        ("Russia", "present", "4,000–25,000", 2),
        ("Russia", "planned", "120,000", 1),
        ("Northland", "present", "300", 1),
    ]
    assert "4,000–25,000" in written_on(drawn)
    assert area.lines[0].span is not None
    assert (area.lines[0].span.low, area.lines[0].span.high) == (4000, 25_000)
    # One scale: the largest figure is an area's, and a town's disc is measured by it.
    scale = drawn.sheet.scale
    assert scale.most == 120_000
    (brest,) = drawn.sheet.view.places
    assert scale.radii(brest.groups[0]).ring == pytest.approx(scale.largest * (70 / 120) ** 0.5)


def test_the_lines_that_a_card_has_no_room_for_are_counted() -> None:
    phases = ("present", "arriving", "ordered", "planned", "withdrawn", "")
    rows = [claim(phase or "x", "x", 0, 0, phase=phase, **exactly(500)) | in_belarus() for phase in phases]
    assert "2 more lines: Russia" in written_on(still.still(table(*rows), on=ON))
    narrow = written_on(still.still(table(*rows), on=ON, style=still.Style(width_mm=55)))
    assert [text for text in narrow if text.endswith(("more lines", "more lines: Russia"))]
    assert not [text for text in narrow if text.startswith("+")]


def test_what_a_label_and_the_marks_leave_out_says_what_it_counts() -> None:
    rows = [
        claim(f"{force}{number}", "Brest", 23.7, 52.1, claimant=f"A{number}", **exactly(500 + 10 * rank))
        | {"force": force}
        for rank, force in enumerate(("Chad", "Ghana", "Kenya", "Mali", "Niger", "Russia", "Sudan", "Togo", "Ukraine"))
        for number in range(2)
    ]
    texts = written_on(still.still(table(*rows), on=ON, style=still.Style(has_list=False)))
    assert [text for text in texts if text.endswith("12 more claims")], texts
    # Nine groups have seven marks; the box counts the four claims of the others, and the key says so.
    assert "+4" in texts
    assert "more claims at the place" in " ".join(texts)
    few = " ".join(written_on(still.still(table(*rows[:4]), on=ON, style=still.Style(has_list=False))))
    assert "more claims at the place" not in few


def test_days_of_saying_that_are_left_out_are_called_days() -> None:
    days = [f"2022-11-{day:02}" for day in (1, 5, 9, 13, 17)]
    rows = [claim(on, "Brest", 23.7, 52.1, **exactly(500)) | said_on(on) for on in days]
    assert "2 more days" in sentence(still.still(table(*rows), on=ON))


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_an_area_has_its_figures_at_every_width(width_mm: float) -> None:
    drawn = seed(width_mm)
    end = drawn.sheet.ground.top + drawn.sheet.ground.height
    on_map = [text.get_text() for text in drawn.figure.texts if text.get_position()[1] < end]
    assert "claimants" in on_map
    assert "more than 1,000" in on_map or any(text.startswith("+") for text in on_map)


def test_what_is_not_people_has_a_square_of_one_size() -> None:
    aircraft = claim("a", "Brest", 23.7, 52.1, phase="present", quantity="aircraft", **exactly(3))
    drawn = still.still(table(aircraft, claim("b", "Pinsk", 26.1, 52.1, **exactly(9000))), on=ON)
    by_name = {place.name: place.groups[0] for place in drawn.sheet.view.places}
    assert sign_of(by_name["Brest"], drawn.sheet.pen.look).is_square
    assert not sign_of(by_name["Pinsk"], drawn.sheet.pen.look).is_square
    told = sentence(drawn)
    assert "3 aircraft" in told
    assert "square: not people, such as aircraft" in told


@pytest.mark.parametrize("claims", ["seed", "dense"])
def test_a_label_lies_within_twelve_pixels_of_its_mark_and_figures_have_room_first(claims: str) -> None:
    frame = seed_frame() if claims == "seed" else dense()
    drawn = still.still(frame, on=ON, style=still.Style(width_mm=180))
    pixel = drawn.sheet.pen.look.unit
    labels, marks = drawn.sheet.labels, drawn.sheet.marks
    beside = labels[len(drawn.sheet.cards) :]
    assert beside
    for label in beside:
        assert min(apart(label, mark) for mark in marks) <= 12 * pixel


def apart(one: Any, other: Any) -> float:
    across = max(one.x - other.x - other.width, other.x - one.x - one.width, 0.0)
    along = max(one.y - other.y - other.height, other.y - one.y - one.height, 0.0)
    return float(np.hypot(across, along))


STATED = {"stated_from_day": day("2022-10-01"), "stated_to_day": day("2022-12-31")}


def test_the_caption_is_the_answer_on_the_subject_with_the_most_claimants() -> None:
    rows = [
        claim("a", "x", 0, 0, phase="present", claimant="A", **exactly(4000), **STATED) | in_belarus(),
        claim("b", "x", 0, 0, phase="present", claimant="B", **exactly(25_000), **STATED) | in_belarus(),
        claim("c", "Brest", 23.7, 52.1, phase="present", claimant="A", force="Northland", **exactly(70), **STATED),
    ]
    drawn = still.still(table(*rows), on=ON)
    assert drawn.sentence == (
        "Troops of Russia in Belarus: Present: from 4,000 (A) to 25,000 (B), two claimants, 6.3 times apart."
    )
    assert "from 4,000 (A) to 25,000 (B), two claimants" in sentence(drawn)
    asked = still.still(table(*rows), on=ON, style=still.Style(force="northland"))
    assert asked.sentence == "Troops of Northland in Brest: Present: 70 (A)."
    nowhere = still.still(table(*rows), on=ON, style=still.Style(force="Northland", area="Belarus"))
    assert nowhere.sentence.startswith("Troops of Northland in Belarus: ")


def test_a_picture_of_one_subject_fits_its_area_and_has_its_name() -> None:
    far = claim("far", "Anadyr", 177.5, 64.7, **exactly(100))
    rows = table(claim("a", "x", 0, 0, phase="present", **exactly(5000)) | in_belarus(), far)
    drawn = still.still(rows, on=ON, style=still.Style(area="Belarus", force="Russia"))
    bounds = drawn.sheet.ground.bounds
    assert (bounds.west, bounds.east) == pytest.approx((23.6, 32.7))
    told = sentence(drawn)
    assert told.startswith("Troops of Russia in Belarus On 1 December 2022")
    assert "1 outside this map" in told


def test_the_same_text_is_the_alternative_text_of_each_kind_of_file(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    drawn = seed(55.0)
    root = ElementTree.fromstring(svg_of(drawn))  # noqa: S314 # our own picture
    said = {part.tag.partition("}")[2]: part.text for part in root if part.get("id", "").startswith("still-")}
    assert said == {"title": drawn.words.splitlines()[0], "desc": drawn.words}
    assert root.get("role") == "img"
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == ("still-title", "still-desc")
    still.save(drawn, tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as image:
        assert image.info["Description"] == drawn.words
    assert drawn.sentence in drawn.words
    still.save(drawn, tmp_path / "a.pdf")
    assert b"/Subject" in (tmp_path / "a.pdf").read_bytes()


def test_the_list_can_be_left_out_and_the_alternative_text_keeps_it() -> None:
    whole, short = seed(90.0), seed(90.0, has_list=False)
    assert "Not placed 2 claims" in sentence(whole)
    assert "Not placed 2 claims" not in sentence(short)
    assert "Not placed: " in description(svg_of(short))
    assert short.sheet.height < whole.sheet.height - 50


@pytest.mark.parametrize(
    ("width_mm", "height_mm", "dots"), [(*still.SCREEN, (1920, 1080)), (90.0, 150.0, (1063, 1772))]
)
def test_a_picture_has_the_size_that_is_asked_for(
    width_mm: float, height_mm: float, dots: tuple[int, int], tmp_path: Path
) -> None:
    drawn = seed(width_mm, height_mm=height_mm, has_list=False)
    still.save(drawn, tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as image:
        assert image.size == pytest.approx(dots, abs=1)
    width, height = (float(side) * 72 for side in drawn.figure.get_size_inches())
    for text, box in measured(drawn).items():
        assert min(box.x0, box.y0, width - box.x1, height - box.y1) > 0, text
    for (one, a), (other, b) in itertools.combinations(measured(drawn).items(), 2):
        assert overlap(a, b) < 0.5, (one.get_text(), other.get_text())


def test_a_height_that_is_too_small_is_refused_with_the_least() -> None:
    with pytest.raises(WrongStill, match=r"a height of 50 mm: a picture 55 mm wide needs at least \d+ mm; give more"):
        seed(55.0, height_mm=50.0)
    with pytest.raises(WrongStill, match=r"a height of 5 mm: give one from 45 to 1200"):
        seed(55.0, height_mm=5.0)


def test_the_paper_has_a_margin_in_which_nothing_is_drawn(tmp_path: Path) -> None:
    drawn = small()
    still.save(drawn, tmp_path / "a.png")
    got = pixels(tmp_path / "a.png")
    margin = int(drawn.sheet.pen.look.margin / 72 * 300) - 3
    assert margin >= 12
    for strip in (got[:margin], got[-margin:], got[:, :margin], got[:, -margin:]):
        assert strip.min() == 255


def test_places_on_four_continents_are_gathered_near_to_where_they_are() -> None:
    towns = [(lon, lat) for lon, lat in ((10, 50), (35, 1), (-60, -15), (105, 15))]
    rows = [
        claim(f"c{k}", f"T{k}", lon + (k % 5) * 2.5, lat + (k // 5 % 5) * 2.5, **exactly(50.0 * (k % 7 + 1)))
        for k in range(200)
        for lon, lat in [towns[k % 4]]
    ]
    drawn = still.still(table(*rows), on=ON)
    pixel = drawn.sheet.pen.look.unit
    gathered = drawn.sheet.gathered
    places = [place for one in gathered for place in one.places] + list(drawn.sheet.view.places[:0])
    assert len(places) + len(drawn.sheet.marks) == 200
    assert len(gathered) >= 4
    for one, box in zip(gathered, drawn.sheet.cards, strict=False):
        assert min(apart(box, Box(x, y, 0, 0)) for x, y in one.spots) <= 60 * pixel
    assert any(re.search(r"\d+ places", text.replace("\xa0", " ")) for text in written_on(drawn))


def _lightness(colour: str) -> float:
    """Return the CIE L* of a colour: IEC 61966-2-1 for its luminance, CIE 15 for the lightness of that."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 116 * luminance ** (1 / 3) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27


def _of_forces(*forces: str, **style: Any) -> still.Still:
    """Draw a day on which each force is at a town of its own; the table has claims of others on other days."""
    shown = [
        claim(force, f"Town {number}", 22.0 + 2 * number, 50.0 + number % 3, **exactly(5000)) | {"force": force}
        for number, force in enumerate(forces)
    ]
    past = {name: day("1999-01-01") for name in ("possible_from_day", "possible_to_day", "certain_from_day")}
    others = [
        claim(f"past-{force}", "Elsewhere", 24.0, 48.0, **exactly(10)) | past | {"force": force, "certain_to_day": PAST}
        for force in ("Belarus", "Belarus;Russia", "Estonia", "Mali", "Quebec")
    ]
    return still.still(table(*shown, *others), on=ON, style=still.Style(**style))


@pytest.mark.parametrize(
    "forces",
    [("Russia", "North Korea"), ("Russia", "North Korea", "Ukraine"), ("North Korea", "Poland", "Togo", "Ukraine")],
)
def test_in_grey_up_to_four_forces_of_a_picture_are_a_clear_step_of_lightness_apart(forces: tuple[str, ...]) -> None:
    colours = _of_forces(*forces, grey=True).sheet.pen.look.forces
    shades = [_lightness(colours[force]) for force in forces]
    apart = [abs(one - other) for one, other in itertools.combinations(shades, 2)]
    assert min(apart) >= 15, dict(zip(forces, shades, strict=True))
    assert max(shades) <= 62, "the lightest is hard to see on paper"


def test_in_grey_five_forces_are_named_at_their_figures_and_four_are_not() -> None:
    five = ("Ghana", "North Korea", "Poland", "Togo", "Ukraine")
    for forces, is_named in ((five, True), (five[:4], False)):
        labels = written_on(_of_forces(*forces, grey=True, has_list=False))
        assert ["Ukraine: 5,000" in labels, "Poland: 5,000" in labels] == [is_named and "Ukraine" in forces, is_named]
    assert "Poland: 5,000" not in written_on(_of_forces(*five, has_list=False)), "in colour it can be seen"


def test_in_grey_a_force_is_named_where_faint_marks_are_as_light_as_another_s_and_where_there_is_no_number() -> None:
    long_ago = {"start": "2022-01-01", "end": "", "end_known": False, "possible_to_day": 2**31 - 1}
    days = {name: day("2022-01-01") for name in ("start_earliest_day", "start_latest_day", "possible_from_day")}
    stale = {**long_ago, **days, **said_on("2022-01-01"), "certain_to_day": day("2022-01-01")}
    none = {"figure": "", "figure_text": ""}
    for old, is_named in (({}, False), (stale, True)):
        rows = [
            claim("n", "Brest", 22.0, 50.0, force="Northland", **exactly(5000)),
            claim("r", "Pinsk", 26.0, 52.0, **exactly(4000)) | old,
            claim("s", "Mazyr", 29.0, 52.0, force="Northland", **none),
        ]
        drawn = still.still(table(*rows), on=ON, style=still.Style(grey=True, has_list=False))
        group = next(place for place in drawn.sheet.view.places if place.name == "Pinsk").groups[0]
        assert (group.standing == "stale") is is_named
        texts = written_on(drawn)
        assert ("Russia: 4,000" in texts, "Northland: 5,000" in texts) == (is_named, is_named)
        assert ("Mazyr Northland" in " ".join(texts)) is is_named
