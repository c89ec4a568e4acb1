"""What a claim looks like in QGIS: colour by force, fill by phase, dotted if vague, fainter if not repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.maps.qgis.qml import rgba, symbol, symbol_layer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

_FAINTER: Final = {"alpha": "if(\"day_standing\" = 'stale', 45, 100)"}
_DOTTED: Final = "if(\"day_standing\" = 'vague', 'dot', 'solid')"
#: A claim without a number is a diamond.
_SHAPE: Final = "if(\"figure_text\" IS NULL, 'diamond', 'circle')"
#: Whether a row is shown in the time controller's frame; all are where it is switched off.
SHOWN: Final = 'coalesce("from" < @map_end_time, true) AND coalesce("until" > @map_start_time, true)'
_FAINT_LAST: Final = '"fid" + if("day_standing" = \'stale\', 1000000000, 0)'
#: Of the claims on one area that are drawn alike one alone tints it, a faint one only where all are: tints over one
#: another would be dark.
_ONE_OF_AREA: Final = (
    f'{_FAINT_LAST} = minimum({_FAINT_LAST}, group_by:=array_to_string(array("place_ref", "forces", "phase")), '
    f"filter:={SHOWN})"
)
#: Dots are seen only beside a little ground, so that they have a rim of paper.
_RIM: Final = "if(\"day_standing\" = 'vague', 'solid', 'no')"
_PAPER: Final = "255,255,255,255"
_SIZE_MM: Final = "4.4"
_HALF: Final = ("ordered", "arriving")
#: Strokes in millimetres; a line shows by its weight how far a thing has got.
_WEIGHTS: Final = {"planned": "0.5", "ordered": "0.9", "arriving": "0.9", "present": "1.5", "withdrawn": "0.5"}
#: Stripes over an area: the distance from one force's to the next one's, and the most forces side by side.
_STRIPES_MM: Final = 1.1
_STRIPES: Final = 3


def claim_symbol(parent: Element, name: str, *, kind: str, colour: str, phase: str, rank: int = 0) -> None:
    """Add the symbol of a force's claims of one phase.

    Parameters
    ----------
    parent
        The element ``symbols``.
    name
        Of the symbol among them.
    kind
        ``marker``, ``line`` or ``fill``.
    colour
        Of the force, as ``#rrggbb``.
    phase
        planned (hatched), ordered or arriving (half filled; an area is dotted), present (solid), withdrawn (hollow,
        with a bar); blank is tinted.
    rank
        Which of the forces it is: stripes of several over one area lie beside one another.
    """
    made = symbol(parent, name, kind, expressions=_FAINTER)
    if kind == "fill":
        _area(made, colour, phase, rank)
    else:
        {"marker": _marker, "line": _line}[kind](made, colour, phase)


def _marker(made: Element, colour: str, phase: str) -> None:
    shape = {"name": "circle", "size": _SIZE_MM, "size_unit": "MM"}
    body = symbol_layer(made, "FilledMarker", shape, expressions={"name": _SHAPE})
    fill = symbol(body, "@body", "fill")
    solid = {"style": "solid", "outline_style": "no", "color": _PAPER}
    if phase in _HALF:
        _half(fill, colour)
    elif phase == "planned":
        symbol_layer(fill, "SimpleFill", solid)
        _hatch(fill, colour)
    else:
        paint = {"present": rgba(colour), "withdrawn": _PAPER}.get(phase, rgba(colour, 90))
        symbol_layer(fill, "SimpleFill", {**solid, "color": paint})
    outline = {"style": "no", "outline_color": rgba(colour), "outline_width": "0.5", "outline_width_unit": "MM"}
    rim = {**outline, "outline_color": _PAPER, "outline_width": "1.5", "outline_style": "no"}
    symbol_layer(fill, "SimpleFill", rim, expressions={"outlineStyle": _RIM})
    symbol_layer(fill, "SimpleFill", {**outline, "outline_style": "solid"}, expressions={"outlineStyle": _DOTTED})
    if phase == "withdrawn":
        bar = {"name": "line", "size": _SIZE_MM, "size_unit": "MM", "angle": "90"}
        symbol_layer(made, "SimpleMarker", {**bar, "outline_color": rgba(colour), "outline_width": "0.6"})


def _half(fill: Element, colour: str) -> None:
    """Fill the lower half: a gradient whose colours meet at one stop."""
    gradient = {
        "type": "0", "color_type": "1", "rampType": "gradient", "coordinate_mode": "0", "spread": "0", "discrete": "0",
        "reference_point1": "0.5,0", "reference_point2": "0.5,1", "color1": _PAPER, "color2": rgba(colour),
        "stops": f"0.499;{_PAPER}:0.501;{rgba(colour)}",
    }  # fmt: skip
    symbol_layer(fill, "GradientFill", gradient)


def _hatch(
    fill: Element,
    colour: str,
    *,
    apart_mm: float = 0.9,
    offset_mm: float = 0.0,
    stroke_mm: str = "0.35",
    alpha: int = 255,
    expressions: Mapping[str, str] | None = None,
) -> None:
    pattern = {"angle": "45", "distance": f"{apart_mm:g}", "distance_unit": "MM", "offset": f"{offset_mm:g}"}
    stroke = {"line_color": rgba(colour, alpha), "line_width": stroke_mm, "line_width_unit": "MM"}
    pattern |= {"offset_unit": "MM", "color": rgba(colour, alpha)}
    lines = symbol_layer(fill, "LinePatternFill", pattern, expressions=expressions)
    symbol_layer(symbol(lines, "@hatch", "line"), "SimpleLine", {**stroke, "line_style": "solid"})


def _line(made: Element, colour: str, phase: str) -> None:
    stroke = {"line_color": rgba(colour), "line_width": _WEIGHTS.get(phase, "0.7"), "line_width_unit": "MM"}
    symbol_layer(made, "SimpleLine", {**stroke, "line_style": "solid"}, expressions={"outlineStyle": _DOTTED})
    if phase == "withdrawn":
        symbol_layer(made, "SimpleLine", {**stroke, "line_color": _PAPER, "line_width": "0.2", "line_style": "solid"})


def _area(made: Element, colour: str, phase: str, rank: int) -> None:
    """Tint an area lightly, once for all claims that are drawn alike, and draw its outline for each."""
    once = {"enabled": _ONE_OF_AREA}
    if phase == "planned":
        apart, offset = _STRIPES_MM * _STRIPES, _STRIPES_MM * (rank % _STRIPES)
        _hatch(made, colour, apart_mm=apart, offset_mm=offset, stroke_mm="0.26", alpha=110, expressions=once)
    elif phase != "withdrawn":
        brush, alpha = ("dense6", 110) if phase in _HALF else ("solid", 26)
        tint = {"style": brush, "color": rgba(colour, alpha), "outline_style": "no"}
        symbol_layer(made, "SimpleFill", tint, expressions=once)
    outline = {"outline_color": rgba(colour), "outline_width": "0.5", "outline_width_unit": "MM"}
    outline |= {"style": "no", "outline_style": "solid"}
    symbol_layer(made, "SimpleFill", outline, expressions={"outlineStyle": _DOTTED})
