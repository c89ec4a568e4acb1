"""The marks' grammar: a still draws the signs that the page draws, part by part."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import numpy as np
import pytest

from mustermap.layers.comparison.spans import Span, exactly, spans_of
from mustermap.layers.standing import STANDINGS
from mustermap.maps.force_colours import force_numbers
from mustermap.maps.still.signs import Radii, Sign, fixed_radii, radii_by_area, shapes_of
from tests.maps_frame import report
from tests.node import ask_page
from tests.still_samples import table

SPANS: dict[str, Span | None] = {
    "none": None,
    "one": exactly(5000),
    "range": Span(low=1000, high=9000),
    "more than": Span(low=1000, low_included=False, high=1000, high_included=False, is_open=True, top_is_open=True),
    "from more than": Span(low=1000, high=9000, high_included=False, is_open=True, top_is_open=True),
    "up to": Span(low=0, low_included=False, high=9000),
    "less than": Span(low=2000, low_included=False, high=9000, high_included=False),
    "zero": exactly(0),
}
PHASES = ("planned", "ordered", "arriving", "present", "withdrawn", "")


def page_signs(cases: list[dict[str, Any]]) -> list[Any]:
    """Ask the page's own module what signs are made of."""
    made = """cases.map((sign) => {
      const byArea = radiiByArea(sign.span, { most: 9000, largest: 30 });
      const shapes = shapesOf(sign, byArea).map(({ d, as, isFaint }) => ({ d, as, isFaint }));
      return { byArea, fixed: fixedRadii(sign.span), shapes };
    })"""
    return ask_page("signs/signs.ts", "shapesOf, radiiByArea, fixedRadii", made, cases)


def as_page(sign: Sign) -> dict[str, Any]:
    span = sign.span
    bounds = span and {
        "low": span.low, "lowIncluded": span.low_included, "high": span.high, "highIncluded": span.high_included,
        "isOpen": span.is_open, "topIsOpen": span.top_is_open,
    }  # fmt: skip
    return {"span": bounds, "phase": sign.phase, "standing": STANDINGS.index(sign.standing), "colour": ""}


def test_every_sign_has_the_parts_and_the_sizes_of_the_pages() -> None:
    signs = [
        Sign(span, phase, "#000000", standing) for span in SPANS.values() for phase in PHASES for standing in STANDINGS
    ]
    for sign, page in zip(signs, page_signs([as_page(sign) for sign in signs]), strict=True):
        radii = radii_by_area(sign.span, 9000, 30)
        assert radii == pytest.approx(Radii(**page["byArea"])), sign
        assert fixed_radii(sign.span) == pytest.approx(Radii(**page["fixed"])), sign
        own = shapes_of(sign, radii)
        assert [(s.part, s.is_faint) for s in own] == [(s["as"], s["isFaint"]) for s in page["shapes"]], sign
        for shape, drawn in zip(own, page["shapes"], strict=True):
            if shape.part in {"hatch", "arrow"}:  # of straight lines, whose corners a path gives as they are
                corners = [float(number) for number in _numbers(drawn["d"])]
                assert np.abs(shape.path.vertices).max() == pytest.approx(max(map(abs, corners)), abs=0.01), sign


def _numbers(d: str) -> list[str]:
    return re.findall(r"-?\d*\.?\d+", d)


def test_a_range_without_an_upper_bound_has_an_open_ring_of_its_highest_figure_with_an_arrow() -> None:
    shapes = shapes_of(Sign(SPANS["from more than"], "ordered", "#000000"), Radii(10, 15))
    (ring,) = [shape for shape in shapes if shape.part == "line"]
    points = ring.path.interpolated(1).to_polygons(closed_only=False)[0]
    degrees = np.degrees(np.arctan2(-points[:, 1], points[:, 0]))  # y goes down
    assert not np.any(np.abs(degrees - 45) < 41)
    assert [shape.part for shape in shapes][-1] == "arrow"


def test_the_span_of_a_group_keeps_each_bound_for_what_it_is() -> None:
    rows = table(
        report("a", claimant="A", figure_low=1000.0, figure_low_included=False),
        report("b", claimant="B", figure_high=9000.0),
        report("c", figure_best=2000.0),
        report("d"),
        report("e", figure_low=500.0, figure_high=700.0, figure_high_included=False),
    )
    alone = spans_of(rows, np.arange(5))
    by_a, by_b = ({"low_claimant": name, "high_claimant": name} for name in "AB")
    more = Span(low=1000, low_included=False, high=1000, high_included=False, is_open=True, top_is_open=True)
    up_to = Span(low=0, low_included=False, high=9000)
    assert alone == [
        dataclasses.replace(more, **by_a),
        dataclasses.replace(up_to, **by_b),
        dataclasses.replace(exactly(2000), low_is_about=True, high_is_about=True),
        None,
        Span(low=500, high=700, high_included=False),
    ]
    together = spans_of(rows, np.zeros(5, dtype=np.int64))
    assert together == [dataclasses.replace(up_to, is_open=True, **by_b)]


def test_forces_have_the_colours_that_the_page_gives_them() -> None:
    forces = ["Belarus", "Russia", "Belarus;Russia", "", "Ukraine", "Austria"]
    assert force_numbers(forces) == {
        "Russia": 0, "Belarus": 1, "Belarus;Russia": 2, "": 8, "Austria": 3, "Ukraine": 4,
    }  # fmt: skip
