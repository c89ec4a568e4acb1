"""The lines of an area's card in a still: the cases of tests/cases/area_lines.json, which the page passes too."""

from __future__ import annotations

from typing import Any

import pytest

from mustermap.maps.still.area_lines import area_lines
from mustermap.maps.still.scene import scene_on
from mustermap.words import words_of
from tests.cases.area_line_cases import BELARUS, CASES, ON, claims_in


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_line_has_the_figures_and_the_ends_of_the_cases(case: dict[str, Any]) -> None:
    assert ON is not None
    (line,) = area_lines(scene_on(claims_in(case), on=ON, known_by=None), BELARUS, words_of("en"))
    assert line.figures == case["line"]
    assert {name: getattr(line.span, name) for name in case["span"]} == case["span"]
