"""The cases of signs: what a claim's sign is made of, in a still and in QGIS; node runs the same file for the page.

``parts`` are the shapes of a sign from the ground up, ``gaps`` by how many degrees its outlines are open; ``by_area``
says whether its size follows the figure.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np
import pytest

from mustermap.layers.comparison.spans import spans_of
from mustermap.maps.qgis.symbols import claim_symbol
from mustermap.maps.still.print_style import look_for
from mustermap.maps.still.signs import Shape, Sign, fixed_radii, parts_of, shapes_of
from tests.cases import figure_columns

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "signs.json").read_text(encoding="utf-8"))
NAMES = [case["name"] for case in CASES]


def sign_of(claim: dict[str, Any]) -> Sign:
    (span,) = spans_of(figure_columns([claim["figure"]]), np.zeros(1, dtype=np.int64))
    return Sign(span, claim["phase"], "#c2500c", claim["standing"])


def gap_of(shape: Shape) -> int:
    """Return by how many degrees an outline is open."""
    start, end = shape.path.vertices[0], shape.path.vertices[-1]
    if shape.path.codes is not None and shape.path.codes[-1] == shape.path.CLOSEPOLY:
        return 0
    angles = np.degrees(np.arctan2([start[1], end[1]], [start[0], end[0]]))
    return round(abs(float(angles[0] - angles[1])))


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_still_draws_the_parts_of_the_cases(case: dict[str, Any]) -> None:
    sign = sign_of(case["claim"])
    shapes = shapes_of(sign, fixed_radii(sign.span))
    assert [f"{shape.part} faint" if shape.is_faint else shape.part for shape in shapes] == case["parts"]
    assert {shape.part: gap_of(shape) for shape in shapes if shape.part in {"line", "thin"}} == case["gaps"]
    drawn = parts_of(sign, fixed_radii(sign.span), look_for(90, ["Russia"], grey=False))
    outline = drawn[[shape.part for shape in shapes].index("line")]
    assert (outline.dots is not None, outline.strength < 1) == (case["dotted"], case["faint"])


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_qgis_draws_what_the_cases_say(case: dict[str, Any]) -> None:
    claim = {**case["claim"], "day_standing": case["claim"]["standing"], "figure_text": case["claim"]["figure"] or None}
    symbols = Element("symbols")
    claim_symbol(symbols, "0", kind="marker", colour="#c2500c", phase=claim["phase"])
    values = [
        (property_.get("name"), _value(str(expression.get("value")), claim))
        for property_ in symbols.iter("Option")
        if (expression := property_.find("Option[@name='expression']")) is not None
    ]
    given = dict(values)
    rim = next(value for name, value in values if name == "outlineStyle")  # below the outline itself
    assert (rim == "solid") == case["dotted"]
    assert given["name"] == case["qgis"]["shape"]
    assert given["outlineStyle"] == ("dot" if case["dotted"] else "solid")
    assert (given["alpha"] < 100) == case["faint"]
    layers = [layer.get("class") for layer in symbols.iter("layer")]
    colours = [_option(layer, "color") for layer in symbols.iter("layer") if layer.get("class") == "SimpleFill"]
    fill = (
        "half" if "GradientFill" in layers
        else "hatch" if "LinePatternFill" in layers
        else {"194,80,12,255": "solid", "255,255,255,255": "hollow"}.get(colours[0], "tint")
    )  # fmt: skip
    assert {"shape": given["name"], "fill": fill, "bar": "SimpleMarker" in layers} == case["qgis"]


def _option(parent: Element, name: str) -> str:
    found = parent.find(f".//Option[@name='{name}']")
    return "" if found is None else str(found.get("value"))


def _value(expression: str, claim: dict[str, Any]) -> Any:
    """Work out one of the style's expressions for a claim: a choice by a column."""
    found = re.fullmatch(r"if\(\"(\w+)\"(?: (IS NULL)|(?: = '(\w+)'))?, (.+), (.+)\)", expression)
    assert found is not None, expression
    cell = claim[found[1]]
    holds = cell is None if found[2] else cell == found[3] if found[3] else bool(cell)
    chosen = found[4] if holds else found[5]
    return chosen.strip("'") if chosen.startswith("'") else int(chosen)
