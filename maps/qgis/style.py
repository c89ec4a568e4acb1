"""A layer's style as QGIS keeps it (QML, 3.22 or newer): renderer, labels, map tip, the time controller's fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, tostring

from mustermap.maps.force_colours import force_colours
from mustermap.maps.qgis.qml import by_expression, element, rgba, symbol, symbol_layer
from mustermap.maps.qgis.symbols import MOST_ON_CARD, ORDER, SHOWN, claim_symbol, half_of_row
from mustermap.words import words_of
from mustermap.words.name_texts import whose_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.maps.qgis.sizes import Scale

_KINDS: Final = {"points": "marker", "lines": "line", "areas": "fill"}
_GEOMETRY_TYPES: Final = {"points": "0", "lines": "1", "areas": "2"}
PHASES: Final = ("planned", "ordered", "arriving", "present", "withdrawn", "")
_LINE: Final = (
    """"label" || if("day_standing" = 'vague', ' (dates vague)', """
    """if("day_standing" = 'stale', ' (not repeated for six months)', '')) || """
    """if("disputed_by" IS NULL, '', ', disputed')"""
)
#: A card a place: up to three claims, and how many more there are.
_CARD: Final = f"""with_variable('claims',
array_agg({_LINE}, group_by:="place_ref", filter:={SHOWN}, order_by:={ORDER}),
array_to_string(array_slice(@claims, 0, {MOST_ON_CARD - 1}), '\\n') ||
if(array_length(@claims) > {MOST_ON_CARD}, '\\n' || to_string(array_length(@claims) - {MOST_ON_CARD}) ||
if(array_length(@claims) = {MOST_ON_CARD + 1}, ' more claim', ' more claims'), ''))"""
_FIRST: Final = f'"fid" = minimum("fid", group_by:="place_ref", filter:={SHOWN})'
_TIP: Final = "<p><b>{label}</b></p><p>{summary}</p><p>{source_title}</p>"


def style_of(layer: str, signs: Sequence[tuple[str, str]], *, forces: Sequence[str], scale: Scale) -> str:
    """Write the style of a layer of an exported GeoPackage.

    Parameters
    ----------
    layer
        ``points``, ``lines`` or ``areas``.
    signs
        The force and the phase of its claims, each pair once; blank where not known.
    forces
        All forces of the data, as in the claims table: they have the page's colours.
    scale
        Of all layers of the file.

    Returns
    -------
    str
        QML, for the column ``styleQML`` of ``layer_styles``.
    """
    style = element("qgis", version="3.22.16", styleCategories="AllStyleCategories", hasScaleBasedVisibilityFlag="0")
    # The end that the time controller reads is the day after the last one, which it leaves out.
    element(
        "temporal", style, enabled="1", mode="2", limitMode="0", startField="from", endField="until", accumulate="0",
        fixedDuration="0", durationField="", durationUnit="min", startExpression="", endExpression="",
    )  # fmt: skip
    rules_in = style
    if layer == "points":
        rules_in = _spread_out(style)
    _rules(rules_in, layer, signs, force_colours(forces), scale)
    _labels(style, layer, scale)
    element("layerGeometryType", style).text = _GEOMETRY_TYPES[layer]
    element("previewExpression", style).text = '"label"'
    element("mapTip", style).text = _TIP.format(
        **{
            name: f"[% replace(replace(coalesce(\"{name}\", ''), '&', '&amp;'), '<', '&lt;') %]"
            for name in ("label", "summary", "source_title")
        }
    )
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + tostring(style, encoding="unicode")


def _rules(
    parent: Element, layer: str, signs: Sequence[tuple[str, str]], colours: dict[str, str], scale: Scale
) -> None:
    # The discs of areas lie over the tints of all areas.
    levels = "0" if layer == "points" else "1"
    renderer = element(
        "renderer-v2", parent, type="RuleRenderer", symbollevels=levels, enableorderby="0", forceraster="0"
    )
    rules = element("rules", renderer, key="claims")
    symbols = element("symbols", renderer)
    phases_of: dict[str, list[str]] = {}
    for force, phase in sorted(signs, key=lambda sign: (list(colours).index(sign[0]), PHASES.index(sign[1]))):
        phases_of.setdefault(force, []).append(phase)
    number = 0
    for rank, (force, phases) in enumerate(phases_of.items()):
        named = whose_text(force, words_of(), str)
        group = element("rule", rules, key=f"force-{rank}", filter=_is("forces", force), label=named)
        for phase in phases:
            key = f"sign-{number}"
            label = words_of().group("phases")[phase]
            element("rule", group, key=key, filter=_is("phase", phase), label=label, symbol=str(number))
            claim_symbol(symbols, str(number), kind=_KINDS[layer], colour=colours[force], phase=phase, scale=scale)
            number += 1


def _is(column: str, text: str) -> str:
    r"""Ask for a text in QGIS's expressions.

    Examples
    --------
    >>> _is("forces", "Northland's"), _is("phase", "")
    ('"forces" = \'Northland\'\'s\'', '"phase" IS NULL')
    """
    escaped = text.replace("\\", "\\\\").replace("'", "''")
    return f"\"{column}\" = '{escaped}'" if text else f'"{column}" IS NULL'


def _spread_out(parent: Element) -> Element:
    """Draw the claims of one place in a ring around it: rivals never share a mark."""
    renderer = element(
        "renderer-v2", parent, type="pointDisplacement", tolerance="0.5", toleranceUnit="MM", placement="0",
        circleWidth="0", circleColor=rgba("#000000", 0), circleRadiusAddition="0", labelAttributeName="",
        maxLabelScaleDenominator="-1", labelDistanceFactor="0.5", symbollevels="0", forceraster="0",
    )  # fmt: skip
    middle = symbol(renderer, "centerSymbol", "marker")
    dot = {"name": "circle", "size": "0.8", "size_unit": "MM", "color": rgba("#5f5b50"), "outline_style": "no"}
    symbol_layer(middle, "SimpleMarker", dot)
    return renderer


def _labels(parent: Element, layer: str, scale: Scale) -> None:
    labeling = element("labeling", parent, type="simple")
    settings = element("settings", labeling, calloutType="simple")
    text = element(
        "text-style", settings, fieldName=_CARD, isExpression="1", fontSize="8", fontSizeUnit="Point",
        fontFamily="Noto Sans", namedStyle="Regular", fontWeight="50", textColor=rgba("#1f1e1b"), textOpacity="1",
        multilineHeight="1.1",
    )  # fmt: skip
    element(
        "text-buffer", text, bufferDraw="1", bufferSize="0.8", bufferSizeUnits="MM", bufferOpacity="0.9",
        bufferColor=rgba("#ffffff"), bufferJoinStyle="128", bufferNoFill="1",
    )  # fmt: skip
    element(
        "background", text, shapeDraw="1", shapeType="0", shapeSizeType="0", shapeSizeX="1", shapeSizeY="0.7",
        shapeSizeUnit="MM", shapeFillColor=rgba("#ffffff"), shapeBorderColor=rgba("#d9d4c8"), shapeBorderWidth="0.2",
        shapeBorderWidthUnit="MM", shapeOpacity="0.92", shapeRadiiX="0.6", shapeRadiiY="0.6", shapeRadiiUnit="MM",
    )  # fmt: skip
    element(
        "text-format", settings, wrapChar="", autoWrapLength="48", multilineAlign="0", useMaxLineLengthForAutoWrap="1"
    )
    element("placement", settings, placement="0", dist="6.5", distUnits="MM", priority="5", centroidWhole="1")
    # No card lies over the mark of a site.
    obstacle = "1" if layer == "points" else "0"
    element("rendering", settings, displayAll="1", drawLabels="1", labelPerPart="0", obstacle=obstacle)
    # Clear of the disc, or of the row of discs.
    away = f"2.5 + ({scale.ring}) / 2" if layer == "points" else f"1 + {half_of_row(scale)}"
    by_expression(settings, {"Show": _FIRST, "LabelDistance": away}, tag="dd_properties")
