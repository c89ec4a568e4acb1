"""What a claim looks like in QGIS: disc and ring on the one scale, colour by force, fill by phase, dotted if vague.

An area has a light tint and a thin neutral outline, once for all claims about it; their discs are in a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.maps.qgis.qml import rgba, symbol, symbol_layer
from mustermap.maps.qgis.sizes import ARE_PEOPLE, HAS_DISC, HAS_NUMBER, HIGH, IS_OPEN, LOW, Scale

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

_FAINTER: Final = {"alpha": "if(\"day_standing\" = 'stale', 45, 100)"}
_DOTTED: Final = "if(\"day_standing\" = 'vague', 'dot', 'solid')"
#: A claim without a number is a diamond; what is not people is square: three aircraft never look like three men.
_SHAPE: Final = f"if({HAS_NUMBER}, if({ARE_PEOPLE}, 'circle', 'square'), 'diamond')"
#: Where no lower end is stated the fill is faint; none fill nothing.
_FILL_ALPHA: Final = {"alpha": f"if({HAS_NUMBER} AND {LOW} = 0, if({HIGH} = 0, 0, 28), 90)"}
#: Whether a row is shown in the time controller's frame; all are where it is switched off.
SHOWN: Final = 'coalesce("from" < @map_end_time, true) AND coalesce("until" > @map_start_time, true)'
#: What is stated or carried comes first, then what was not repeated, then what has vague dates.
ORDER: Final = (
    """"fid" + if("day_standing" = 'stale', 1000000000, if("day_standing" = 'vague', 2000000000, 0))"""
)  # fmt: skip
#: As many claims of a place are written on its card, and have a disc beside it where it is an area.
MOST_ON_CARD: Final = 3
_FAINT_LAST: Final = '"fid" + if("day_standing" = \'stale\', 1000000000, 0)'
#: One of the claims on an area tints and outlines it, a faint one only where all are: tints over one another are dark.
_ONE_OF_AREA: Final = f'{_FAINT_LAST} = minimum({_FAINT_LAST}, group_by:="place_ref", filter:={SHOWN})'
#: Something of each claim on the area, in the order of the card; and which of them this one is.
_OF_AREA: Final = f'array_agg({{}}, group_by:="place_ref", filter:={SHOWN}, order_by:={ORDER})'
_RANK: Final = "array_find({}, {})".format(_OF_AREA.format('"fid"'), '"fid"')
#: Dots are seen only beside a little ground, so that they have a rim of paper.
_RIM: Final = "if(\"day_standing\" = 'vague', 'solid', 'no')"
_PAPER: Final = "255,255,255,255"
_NONE: Final = "255,255,255,0"
#: The page's colour of outlines, whose own would say that an area belongs to a force.
OUTLINE: Final = "#8d8777"
_OUTLINE_MM: Final = "0.3"
_TINT: Final = 30
_HALF: Final = ("ordered", "arriving")
#: Between the discs of an area, in millimetres.
_GAP_MM: Final = 1.0
_AT_POINT: Final = ("0", "0")


def claim_symbol(parent: Element, name: str, *, kind: str, colour: str, phase: str, scale: Scale) -> None:
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
        planned (hatched), ordered or arriving (half filled), present (solid), withdrawn (hollow, with a bar); blank is
        tinted.
    scale
        Of all marks of the file.
    """
    made = symbol(parent, name, kind, expressions=_FAINTER)
    if kind == "marker":
        _marker(made, colour, phase, scale)
        return
    outline = {"outline_color": rgba(OUTLINE), "outline_width": _OUTLINE_MM, "outline_width_unit": "MM"}
    once = {"enabled": _ONE_OF_AREA}
    if kind == "fill":
        tint = {"style": "solid", "color": rgba(OUTLINE, _TINT), "outline_style": "solid", **outline}
        symbol_layer(made, "SimpleFill", tint, expressions=once)
        middle = symbol_layer(made, "CentroidFill", {"point_on_surface": "0", "point_on_all_parts": "0"}, level=1)
    else:
        stroke = {"line_color": rgba(OUTLINE), "line_width": "0.7", "line_width_unit": "MM", "line_style": "solid"}
        symbol_layer(made, "SimpleLine", stroke, expressions=once)
        middle = symbol_layer(made, "MarkerLine", {"placement": "centralpoint", "rotate": "0"}, level=1)
    _marker(symbol(middle, f"@{name}@1", "marker"), colour, phase, scale, is_in_row=True)


def _marker(made: Element, colour: str, phase: str, scale: Scale, *, is_in_row: bool = False) -> None:
    """Add disc, ring and what lies on them; of an area in a row with those of its other claims."""
    middle = _in_row(scale) if is_in_row else _AT_POINT
    seen = f"{_RANK} < {MOST_ON_CARD}" if is_in_row else "true"

    def layer(
        kind: str,
        size: str,
        properties: Mapping[str, str],
        *,
        if_: str = "true",
        at: tuple[str, str] = middle,
        by: Mapping[str, str] | None = None,
    ) -> Element:
        given = {"size": size, "offset": "({}) || ',' || ({})".format(*at), "enabled": f"{seen} AND {if_}"}
        named = {} if "name" in properties else {"name": _SHAPE}
        shape = {"name": "circle", "size": "4", "size_unit": "MM", "offset_unit": "MM", **properties}
        return symbol_layer(made, kind, shape, expressions={**named, **given, **(by or {})})

    layer("SimpleMarker", scale.ring, {"color": rgba("#ffffff", 210), "outline_style": "no"})
    body = layer("FilledMarker", scale.body, {})
    fill = symbol(body, "@body", "fill", expressions=_FILL_ALPHA)
    solid = {"style": "solid", "outline_style": "no", "color": _PAPER}
    if phase in _HALF:
        _half(fill, colour)
    elif phase == "planned":
        symbol_layer(fill, "SimpleFill", solid)
        _hatch(fill, colour)
    else:
        paint = {"present": rgba(colour), "withdrawn": _NONE}.get(phase, rgba(colour, 90))
        symbol_layer(fill, "SimpleFill", {**solid, "color": paint})
    line = {"color": _NONE, "outline_color": rgba(colour), "outline_width": "0.5", "outline_width_unit": "MM"}
    rim = {**line, "outline_color": _PAPER, "outline_width": "1.1"}
    layer("SimpleMarker", scale.ring, rim, by={"outlineStyle": _RIM})
    thin = {**line, "outline_width": "0.3"}
    layer("SimpleMarker", scale.disc, thin, if_=f"({HAS_DISC})", by={"outlineStyle": _DOTTED})
    layer("SimpleMarker", scale.ring, line, by={"outlineStyle": _DOTTED})
    # Without an upper limit an arrow leads out of the disc.
    out = f"1 + 0.36 * ({scale.ring})"
    arrow = {**line, "name": "arrowhead", "angle": "-45", "outline_width": "0.6"}
    layer("SimpleMarker", "2", arrow, if_=f"({IS_OPEN})", at=(f"{middle[0]} + {out}", f"{middle[1]} - {out}"))
    if phase == "withdrawn":
        layer("SimpleMarker", scale.ring, {**line, "name": "line", "angle": "90", "outline_width": "0.6"})


def half_of_row(scale: Scale) -> str:
    """Return half the width in millimetres of the row of an area's discs."""
    return f"array_sum({_widths(scale)}) / 2"


def _widths(scale: Scale) -> str:
    return f"array_slice({_OF_AREA.format(f'{scale.width} + {_GAP_MM}')}, 0, {MOST_ON_CARD - 1})"


def _in_row(scale: Scale) -> tuple[str, str]:
    """Return how far to the right and down of its area's middle a disc is: one beside the other, all on one line."""
    before = f"if({_RANK} < 1, 0, array_sum(array_slice({_widths(scale)}, 0, {_RANK} - 1)))"
    return f"{before} + ({scale.width} + {_GAP_MM}) / 2 - {half_of_row(scale)}", "0"


def _half(fill: Element, colour: str) -> None:
    """Fill the lower half: a gradient whose colours meet at one stop."""
    gradient = {
        "type": "0", "color_type": "1", "rampType": "gradient", "coordinate_mode": "0", "spread": "0", "discrete": "0",
        "reference_point1": "0.5,0", "reference_point2": "0.5,1", "color1": _PAPER, "color2": rgba(colour),
        "stops": f"0.499;{_PAPER}:0.501;{rgba(colour)}",
    }  # fmt: skip
    symbol_layer(fill, "GradientFill", gradient)


def _hatch(fill: Element, colour: str) -> None:
    pattern = {"angle": "45", "distance": "0.9", "distance_unit": "MM", "color": rgba(colour)}
    stroke = {"line_color": rgba(colour), "line_width": "0.35", "line_width_unit": "MM", "line_style": "solid"}
    lines = symbol_layer(fill, "LinePatternFill", pattern)
    symbol_layer(symbol(lines, "@hatch", "line"), "SimpleLine", stroke)
