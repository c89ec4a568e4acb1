"""The key of a still and its scale of kilometres: what they say is so on the picture."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from matplotlib.patches import PathPatch

from mustermap.maps import still
from mustermap.maps.still.key import figures_of_scale
from mustermap.maps.still.map_projection import GIVEN, Bounds, ground_for
from mustermap.maps.still.point_marks import Scale
from mustermap.maps.still.signs import SMALLEST_RING
from tests.maps_frame import exactly
from tests.still_samples import ON, claim, table

EARTH_M = 6_378_137.0  # WGS 84, the radius of the equator


@pytest.mark.parametrize("largest", [18.0, 22.0])
@pytest.mark.parametrize("most", [3.0, 900.0, 9_000.0, 62_000.0, 100_000.0, 120_000.0])
def test_the_key_has_no_disc_below_the_smallest_that_is_drawn(most: float, largest: float) -> None:
    scale = Scale(most, largest)
    figures = figures_of_scale(scale, 1.0, 8.0)
    assert figures
    for figure in figures:
        assert largest * math.sqrt(figure / most) >= SMALLEST_RING, figure
        assert figure >= scale.smallest


def bar_of(drawn: still.Still) -> tuple[str, float, float, float]:
    """Return the text of the bar of kilometres, and the left, the right and the upper end of the bar."""
    (text,) = [text.get_text() for text in drawn.figure.texts if re.search(r"\d\s(km|км)", text.get_text())]
    for patch in drawn.figure.findobj(PathPatch):
        spots = patch.get_path().vertices
        if len(spots) != 4 or spots[0][1] < drawn.sheet.ground.top:
            continue
        if spots[0][1] == spots[3][1] < spots[1][1] == spots[2][1] and spots[0][0] == spots[1][0]:
            return text, float(spots[0][0]), float(spots[3][0]), float(spots[0][1])
    raise AssertionError("no bar")


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "km at 55° N"), ("uk", "км на 55° пн. ш."), ("ru", "км на 55° с. ш.")],
)
@pytest.mark.parametrize("width_mm", [55.0, 180.0])
def test_the_bar_of_a_map_of_half_the_world_is_as_long_as_it_says_on_the_latitude_that_it_names(
    width_mm: float, language: str, said: str
) -> None:
    style = still.Style(width_mm=width_mm, language=language, bounds=still.bounds_given(20, 40, 179, 70))
    drawn = still.still(table(claim("a", "Brest", 23.7, 52.1, **exactly(5000))), on=ON, style=style)
    text, left, right, _ = bar_of(drawn)
    assert text.replace("\N{NO-BREAK SPACE}", " ").endswith(said)
    kilometres = float(re.sub(r"\D", "", text.partition("km" if language == "en" else "км")[0]))
    # By how many degrees of the named parallel the two ends lie apart.
    (first, _), (last, _) = drawn.sheet.ground.points([99.0, 100.0], [55.0, 55.0]).tolist()
    metres = (right - left) / (last - first) * math.radians(1) * EARTH_M * math.cos(math.radians(55))
    assert metres / 1000 == pytest.approx(kilometres, rel=0.01)


def test_the_bar_s_text_is_above_its_ticks() -> None:
    style = still.Style(width_mm=55, bounds=still.bounds_given(20, 40, 179, 70))
    drawn = still.still(table(claim("a", "Brest", 23.7, 52.1, **exactly(5000))), on=ON, style=style)
    text, _, _, top = bar_of(drawn)
    (written,) = [one for one in drawn.figure.texts if one.get_text() == text]
    below_the_line = 0.24 * written.get_fontsize()  # of a comma, in DejaVu Sans
    assert written.get_position()[1] + below_the_line <= top


def test_south_of_the_equator_the_latitude_is_south() -> None:
    style: Any = still.Style(bounds=still.bounds_given(-80, -60, 60, 10))
    drawn = still.still(table(claim("a", "Bamako", -8.0, 1.0, **exactly(5000))), on=ON, style=style)
    assert bar_of(drawn)[0].endswith("° S")


def test_the_scale_of_a_country_is_that_of_its_projection() -> None:
    ground = ground_for(Bounds(23, 51, 33, 57), width=480.0, around=GIVEN)
    assert ground.true_scale == ground.scale
