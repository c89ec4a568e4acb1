"""The parts that a QGIS style is put together from: symbol layers with their properties, some of them by expression."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement

if TYPE_CHECKING:
    from collections.abc import Mapping

_BY_EXPRESSION: Final = "3"


def element(tag: str, parent: Element | None = None, /, **attributes: str) -> Element:
    """Return an element; ``class_`` and ``pass_`` are the attributes that Python keeps for itself."""
    given = {key.removesuffix("_"): value for key, value in attributes.items()}
    return Element(tag, given) if parent is None else SubElement(parent, tag, given)


def options(parent: Element, values: Mapping[str, str]) -> None:
    """Write properties as QGIS keeps them."""
    group = element("Option", parent, type="Map")
    for name, value in values.items():
        element("Option", group, name=name, type="QString", value=value)


def by_expression(parent: Element, expressions: Mapping[str, str], *, tag: str = "data_defined_properties") -> None:
    """Write properties that an expression computes, feature by feature."""
    collection = element("Option", element(tag, parent), type="Map")
    element("Option", collection, name="name", type="QString", value="")
    given = element("Option", collection, name="properties", type="Map")
    for name, expression in expressions.items():
        one = element("Option", given, name=name, type="Map")
        element("Option", one, name="active", type="bool", value="true")
        element("Option", one, name="expression", type="QString", value=expression)
        element("Option", one, name="type", type="int", value=_BY_EXPRESSION)
    element("Option", collection, name="type", type="QString", value="collection")


def symbol(parent: Element, name: str, kind: str, *, expressions: Mapping[str, str] | None = None) -> Element:
    """Begin a symbol: ``marker``, ``line`` or ``fill``."""
    made = element("symbol", parent, name=name, type=kind, alpha="1", clip_to_extent="1", force_rhr="0")
    if expressions:
        by_expression(made, expressions)
    return made


def symbol_layer(
    parent: Element,
    kind: str,
    properties: Mapping[str, str],
    *,
    expressions: Mapping[str, str] | None = None,
    level: int = 0,
) -> Element:
    """Add a layer to a symbol; what is of a higher level is drawn over all of a lower one, of every feature."""
    made = element("layer", parent, class_=kind, enabled="1", locked="0", pass_=str(level))
    options(made, properties)
    if expressions:
        by_expression(made, expressions)
    return made


def rgba(colour: str, alpha: int = 255) -> str:
    """Write ``#rrggbb`` as QGIS does.

    Examples
    --------
    >>> rgba("#c2500c", 64)
    '194,80,12,64'
    """
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + f",{alpha}"
