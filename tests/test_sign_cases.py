"""The cases of signs: what a claim's sign is made of and how large it is, in a still and in QGIS; node runs them too.

In ``signs.json`` ``parts`` are the shapes of a sign from the ground up, ``gaps`` by how many degrees its outlines are
open; ``by_area`` says whether its size follows the figure. In ``scale.json`` ``largest`` are the largest figures of
people at points and of areas, ``disc`` and ``ring`` radii in pixels of the page. What QGIS's expressions say is worked
out by SQLite, whose grammar they share as far as they are asked here.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np
import pytest
from lxml import etree

from mustermap.layers.comparison.spans import spans_of
from mustermap.maps.qgis import Scale, style_of
from mustermap.maps.qgis.sizes import HAS_DISC
from mustermap.maps.qgis.symbols import OUTLINE, claim_symbol
from mustermap.maps.still.print_style import look_for
from mustermap.maps.still.signs import Shape, Sign, fixed_radii, parts_of, radii_by_area, shapes_of
from tests.cases import figure_columns

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "signs.json").read_text(encoding="utf-8"))
NAMES = [case["name"] for case in CASES]
SIZES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "scale.json").read_text(encoding="utf-8"))
MM_OF_PX = 25.4 / 96
FIGURES = ("figure_low", "figure_high", "figure_best")


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
    outline = next(one for one, shape in zip(drawn, shapes, strict=True) if shape.part in {"line", "none"})
    assert (outline.dots is not None, outline.strength < 1) == (case["dotted"], case["faint"])


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_qgis_draws_what_the_cases_say(case: dict[str, Any]) -> None:
    row = row_of(case["claim"])
    symbols = Element("symbols")
    claim_symbol(symbols, "0", kind="marker", colour="#c2500c", phase=case["claim"]["phase"], scale=Scale(20_000))
    (symbol,) = symbols
    assert (value_of(symbol, "alpha", row) < 100) == case["faint"]
    layers = [layer for layer in symbol.findall("layer") if value_of(layer, "enabled", row)]
    assert {value_of(layer, "name", row) for layer in layers if has(layer, "name")} == {case["qgis"]["shape"]}
    lines = {value_of(layer, "outlineStyle", row) for layer in layers if has(layer, "outlineStyle")}
    assert lines == ({"dot", "solid"} if case["dotted"] else {"solid", "no"})
    (body,) = (layer for layer in layers if layer.get("class") == "FilledMarker")
    fills = {layer.get("class") for layer in body.iter("layer")}
    colours = [_option(layer, "color") for layer in body.iter("layer") if layer.get("class") == "SimpleFill"]
    fill = (
        "half" if "GradientFill" in fills
        else "hatch" if "LinePatternFill" in fills
        else {"194,80,12,255": "solid", "255,255,255,0": "hollow"}.get(colours[0], "tint")
    )  # fmt: skip
    bars = [layer for layer in layers if _option(layer, "name") == "line"]
    assert {"shape": value_of(body, "name", row), "fill": fill, "bar": bool(bars)} == case["qgis"]
    assert is_open(layers) == ("arrow" in case["parts"])
    is_faint = any(part.endswith("faint") for part in case["parts"])
    assert value_of(body.find("symbol"), "alpha", row) == (0 if "none" in case["parts"] else 28 if is_faint else 90)


@pytest.mark.parametrize("case", SIZES, ids=[case["name"] for case in SIZES])
def test_a_still_and_qgis_have_the_pages_scale(case: dict[str, Any]) -> None:
    (span,) = spans_of(figure_columns([case["figure"]]), np.zeros(1, dtype=np.int64))
    points, areas = case["largest"]["points"], case["largest"]["areas"]
    are_people = case["quantity"] in {"", "personnel"}
    largest = 19.0 if areas > points else 30.0
    radii = radii_by_area(span, max(points, areas), largest) if are_people else fixed_radii(span)
    assert radii == (case["disc"], case["ring"])
    row = row_of(case)
    scale = Scale(at_points=points, in_areas=areas)
    assert worked_out(scale.ring, row) == pytest.approx(2 * MM_OF_PX * case["ring"], abs=0.001)
    is_range = "," in case["figure"] and not case["figure"].endswith(",)")
    has_disc = is_range and 0 < case["disc"] < case["ring"]
    assert bool(worked_out(HAS_DISC, row)) == has_disc
    body = case["disc"] if has_disc else case["ring"]
    assert worked_out(scale.body, row) == pytest.approx(2 * MM_OF_PX * body, abs=0.001)


@pytest.mark.parametrize(
    "figure", ["(1000,)", "[1000,)", "[0,)", "(0,1000)", "(0,1000]", "0", "[500,1000)", "~1000", ""]
)
def test_what_states_less_than_11_000_or_no_number_is_never_larger_than_a_disc_of_11_000(figure: str) -> None:
    spans = spans_of(figure_columns([figure, "11000"]), np.arange(2))
    small, large = (radii_by_area(span, 120_000, 19) for span in spans)
    # A diamond of half a diagonal r has an area of 2 r², less than a disc's.
    assert small.ring * (np.sqrt(2 / np.pi) if figure == "" else 1) < large.ring
    in_qgis = worked_out(Scale(in_areas=120_000).ring, row_of({"figure": figure, "quantity": ""}))
    assert in_qgis == pytest.approx(2 * MM_OF_PX * small.ring, abs=0.001)


def test_no_outline_of_an_area_in_qgis_has_a_colour_of_a_force_and_no_area_a_pattern() -> None:
    assert OUTLINE == "#8d8777"  # as in colours.css
    for layer, kind in (("areas", "SimpleFill"), ("lines", "SimpleLine")):
        style = style_of(layer, [("Russia", "planned")], forces=["Russia"], scale=Scale(900))
        symbol = etree.fromstring(style).find("renderer-v2/symbols/symbol")
        assert symbol is not None
        ground, marks = symbol.findall("layer")
        assert ground.get("class") == kind
        painted = {one.get("value") for one in ground.iter("Option") if "color" in one.get("name", "")}
        assert {value.rsplit(",", 1)[0] for value in painted if value} == {"141,135,119"}
        assert "minimum" in _expression(ground, "enabled")
        # The discs, above all tints; as many as the card has lines.
        assert (marks.get("class"), marks.get("pass")) == ({"areas": "CentroidFill", "lines": "MarkerLine"}[layer], "1")
        assert all("< 3" in _expression(one, "enabled") for one in marks.findall("symbol/layer"))


def row_of(claim: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of an exported row: what is absent is null."""
    figures = figure_columns([claim["figure"]])[list(FIGURES)].iloc[0]
    numbers = {name: None if np.isnan(number) else float(number) for name, number in figures.items()}
    return {**numbers, "quantity": claim["quantity"] or None, "day_standing": claim.get("standing")}


def worked_out(expression: str, row: dict[str, Any]) -> Any:
    """Work out one of the style's expressions for a row."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.create_function("if", 3, lambda holds, one, other: one if holds else other)
        connection.create_function("sqrt", 1, lambda number: None if number is None else number**0.5)
        columns = ", ".join(f'? AS "{name}"' for name in row)
        asked = f"SELECT {expression} FROM (SELECT {columns})"  # noqa: S608 - our own expressions
        return connection.execute(asked, list(row.values())).fetchone()[0]


def has(element: Element, name: str) -> bool:
    """Check whether a property is worked out for each row."""
    return element.find(_PROPERTY.format(name)) is not None


def value_of(element: Element | None, name: str, row: dict[str, Any]) -> Any:
    assert element is not None
    return worked_out(_expression(element, name), row)


def is_open(layers: list[Element]) -> bool:
    """Check whether there is an arrow: no upper bound is stated."""
    return any(_option(layer, "name") == "arrowhead" for layer in layers)


_PROPERTY = "data_defined_properties/Option/Option[@name='properties']/Option[@name='{}']/Option[@name='expression']"


def _expression(element: Element, name: str) -> str:
    found = element.find(_PROPERTY.format(name))
    assert found is not None, name
    return str(found.get("value"))


def _option(parent: Element, name: str) -> str:
    found = parent.find(f"Option/Option[@name='{name}']")
    return "" if found is None else str(found.get("value"))
