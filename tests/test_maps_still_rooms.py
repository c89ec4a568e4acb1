"""Where things are on the map of a still: the subject first, marks at their places, and nothing that is left out."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest
import shapely

from mustermap.layers.comparison.spans import exactly as one_figure
from mustermap.maps import still
from mustermap.maps.still.gathering import gathered_text
from mustermap.maps.still.map_projection import PLACES, Bounds, ground_for
from mustermap.maps.still.mark_positions import find_positions
from mustermap.maps.still.point_marks import Scale
from mustermap.maps.still.print_style import look_for
from mustermap.maps.still.rectangles import Box, Taken
from mustermap.maps.still.scene import Group, Place
from mustermap.words import words_of
from tests.maps_frame import exactly, in_belarus
from tests.still_samples import ON, claim, table, written_on

WIDTHS = (55.0, 180.0)
MOST_PIXELS = 14
STATED = {"stated_from_day": ON - 60, "stated_to_day": ON + 60}


def in_area(name: str, ref: str, precision: str, country: str, outline: Any) -> dict[str, Any]:
    """Place a report in a whole area."""
    middle = shapely.point_on_surface(outline)
    return {
        "place": name, "place_ref": ref, "place_name": name, "place_precision": precision,
        "place_country_code": country, "place_lon": middle.x, "place_lat": middle.y, "geometry": outline,
    }  # fmt: skip


# It begins west of its neighbour, as a country with an exclave does: both are on its map.
OUTLINE = shapely.MultiPolygon([shapely.box(33, 50, 178, 70), shapely.box(20, 54.3, 22, 55)])
LARGE = in_area("Largeland", "country:XL", "country", "XL", OUTLINE)
BORDER = in_area("Border region", "region:B", "region", "XL", shapely.box(34, 51, 38, 53))
EAST = in_area("eastern Largeland", "region:E", "region", "XL", shapely.box(100, 50, 140, 70))


@functools.cache
def large_country(width_mm: float, **style: Any) -> still.Still:
    """Draw Northland's troops in a large country; near its border another force has more claims and five sites."""
    rows = [
        claim(f"l{k}", "", 0, 0, phase="present", claimant=f"L{k}", **exactly(3000.0 * (k + 1)), **STATED) | LARGE
        for k in range(4)
    ]
    rows += [
        claim("planned", "", 0, 0, phase="planned", claimant="P", **exactly(100_000), **STATED) | LARGE,
        claim("b", "", 0, 0, phase="present", claimant="B", **exactly(11_000), **STATED) | BORDER,
        claim("e", "", 0, 0, phase="present", claimant="E", **exactly(3500), **STATED) | EAST,
    ]
    for row in rows:
        row["force"] = "Northland"
    rows += [
        claim(f"by{k}", "", 0, 0, phase="present", claimant=f"Y{k}", **exactly(5000.0 + k), **STATED) | in_belarus()
        for k in range(9)
    ]
    rows += [
        claim(f"s{k}", f"Site {k}", lon, lat, phase="present", **exactly(300.0 + k), **STATED)
        | {"place_country_code": "BY"}
        for k, (lon, lat) in enumerate(((23.8, 53.7), (26.8, 52.3), (27.6, 53.8), (28.5, 53.3), (25.9, 53.1)))
    ]
    return still.still(
        table(*rows), on=ON, style=still.Style(width_mm=width_mm, area="Largeland", force="Northland", **style)
    )


def on_map(drawn: still.Still) -> list[str]:
    """Return what is written on the map."""
    end = drawn.sheet.ground.top + drawn.sheet.ground.height
    texts = [text for text in drawn.figure.texts if drawn.sheet.ground.top < text.get_position()[1] < end]
    return [text.get_text().replace("\N{NO-BREAK SPACE}", " ") for text in texts]


@pytest.mark.parametrize("has_list", [True, False])
@pytest.mark.parametrize("width_mm", WIDTHS)
def test_each_area_of_the_subject_s_force_is_named_on_the_map_with_its_figure(width_mm: float, has_list: bool) -> None:
    drawn = large_country(width_mm, has_list=has_list)
    texts = on_map(drawn)
    for name, figure in (("Largeland", "3,000–12,000"), ("Border region", "11,000"), ("eastern", "3,500")):
        assert [text for text in texts if text.startswith(name)], (name, texts)
        assert [text for text in texts if figure in text], (figure, texts)


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_the_card_of_the_subject_has_all_lines_of_its_force(width_mm: float) -> None:
    texts = on_map(large_country(width_mm))
    assert [text for text in texts if "100,000" in text], texts
    assert not [text for text in texts if "more line" in text and "Northland" in text]


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_an_area_of_another_force_without_room_has_a_number_that_the_list_explains(width_mm: float) -> None:
    drawn = large_country(width_mm)
    numbers = {text for text in on_map(drawn) if text in {"1", "2", "3"}}
    named = [text for text in on_map(drawn) if text == "Belarus"]
    assert named or any(f"{number} Belarus" in written_on(drawn) for number in numbers)


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_a_leader_ends_at_its_place_and_crosses_no_card(width_mm: float) -> None:
    sheet = large_country(width_mm).sheet
    assert sheet.leaders
    for start, end in sheet.leaders:
        line = shapely.LineString([start, end])
        for x, y, width, height in sheet.cards:
            inner = shapely.box(x + 0.5, y + 0.5, x + width - 0.5, y + height - 0.5)
            assert not shapely.intersects(line, inner)
    for number, (x, y, width, height) in enumerate(sheet.cards):
        for other in sheet.cards[number + 1 :]:
            assert not other.overlaps(Box(x, y, width, height))


def test_sites_that_are_too_near_to_each_other_are_gathered_by_country() -> None:
    drawn = large_country(55.0)
    assert "Belarus: 5 places" in on_map(drawn)
    assert drawn.sheet.marks == ()
    assert "300–304" in on_map(drawn)


def site(number: int, lon: float, lat: float, country: str = "BY") -> Place:
    """Make a place with one claim."""
    group = Group(
        "Russia", "", "", "present", "", one_figure(100.0 + number), ("100",), (), ("A",), 1, 0, 0, (), "stated"
    )
    return Place(f"Site {number}", "site", f"test:{number}", country, lon, lat, shapely.Point(lon, lat), (group,), ())


@pytest.mark.parametrize("spread", [40.0, 8.0, 2.0, 0.3])
def test_a_mark_leaves_its_place_by_at_most_fourteen_pixels_and_no_place_is_lost(spread: float) -> None:
    look = look_for(180, ["Russia"], grey=False)
    ground = ground_for(Bounds(20, 40, 80, 65), width=look.width, around=PLACES)
    places = [site(k, 45 + spread * np.sin(7.3 * k), 55 + 0.25 * spread * np.cos(5.1 * k)) for k in range(12)]
    taken = Taken()
    found = find_positions(places, ground, look, Scale(1000, 22), taken, ())
    for cluster in found.clusters:
        away = np.hypot(*(np.array(cluster.box.middle) - cluster.at))
        assert away <= MOST_PIXELS * look.unit + 1e-6
    shown = [cluster.place for cluster in found.clusters] + [place for one in found.gathered for place in one.places]
    assert sorted(place.name for place in shown) == sorted(place.name for place in places)


def test_what_is_gathered_says_its_country_as_the_page_does() -> None:
    look = look_for(180, ["Russia"], grey=False)
    ground = ground_for(Bounds(20, 40, 80, 65), width=look.width, around=PLACES)
    at = (27.0, 53.0)
    texts = {}
    for country in ("BY", "CF", ""):
        places = [site(k, at[0] + k / 100, at[1], country) for k in range(3)]
        (one,) = find_positions(places, ground, look, Scale(1000, 22), Taken(), ()).gathered
        texts[country] = gathered_text(one, words_of("en"))
    assert texts == {
        "BY": ("Belarus: 3 places", "100–102"),
        "CF": ("CF: 3 places", "100–102"),  # Central African Republic: too long for a box
        "": ("3 places", "100–102"),
    }


def test_the_card_of_a_country_keeps_off_its_capital() -> None:
    phases = ("present", "ordered", "planned", "withdrawn")
    rows = [
        claim(phase, "x", 0, 0, phase=phase, claimant=f"A{number}", **exactly(5000.0 + number), **STATED) | in_belarus()
        for number, phase in enumerate(phases)
    ]
    drawn = still.still(table(*rows), on=ON, style=still.Style(area="Belarus", force="Russia"))
    x, y = drawn.sheet.ground.points(27.57, 53.9)[0].tolist()
    assert not [card for card in drawn.sheet.cards if card.overlaps(Box(x, y, 0, 0), 2.0)]
    assert "Minsk" in on_map(drawn)
    assert "5,003" in on_map(drawn)
