"""The exported table as KML 2.2 (OGC 07-147r2), with a span of time a placemark, by which Google Earth's slider goes.

GDAL's LIBKML writes days as clock times and one style a placemark; so the text is made here, column by column, of
escaped texts. Each distinct geometry is written out once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.compute as pc
import shapely

from mustermap.data.files.export_names import CREDITS, DAY_STANDING, FROM, KML_DOCUMENT, STANDING, TO
from mustermap.layers.export.export_files import credit_text, plain_numbers
from mustermap.layers.export.export_table import GEOMETRY
from mustermap.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mustermap.layers.export.export_table import Exported

_FOLDERS: Final = (
    ("drawn", "Claims on the map"),
    ("not placed", "Claims without a place on the map"),
    ("", "Other reports"),
)
#: What XML 1.0 cannot hold, not even as a reference: a blank replaces it.
_NO_XML: Final = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x{FFFE}\x{FFFF}]"
_TOLD: Final = (
    ("summary", "{}"), ("claimant", "says: {}"), ("attributed_to", "on the information of: {}"), ("said", "said: {}"),
    ("day_standing", "on these days: {}"), ("disputed_by", "disputed by: {}"), ("place_how", "place: {}"),
    ("place_reason", "not placed: {}"), ("source_title", "source: {}"), ("source_url", "{}"),
)  # fmt: skip


def write_kml(exported: Exported, path: Path, *, title: str, colours: Mapping[str, str]) -> None:
    """Write a KML file.

    Parameters
    ----------
    exported
        The table that is exported.
    path
        Where.
    title
        The document's name; its description are the credits.
    colours
        The colour of each force, as ``#rrggbb``.
    """
    table = exported.table.drop_columns([CREDITS])
    marks = _placemarks(table, sorted(colours))
    standing = table.column(STANDING)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n')
        file.write(
            f'<Document id="{KML_DOCUMENT}"><name>{escape(title)}</name><description>{escape(credit_text(exported))}'
        )
        file.write("</description>\n")
        for number, force in enumerate(sorted(colours)):
            file.writelines(_styles(number, colours[force]))
        named = [standing_of for standing_of, _ in _FOLDERS if standing_of]
        for standing_of, name in _FOLDERS:
            is_here = pc.equal(standing, standing_of) if standing_of else pc.invert(pc.is_in(standing, pa.array(named)))
            file.write(f"<Folder><name>{name}</name>\n")
            for chunk in marks.filter(is_here).chunks:
                file.writelines(chunk.to_pylist())
            file.write("</Folder>\n")
        file.write("</Document>\n</kml>\n")


def _styles(number: int, colour: str) -> list[str]:
    """Write how a force's claims look: in full, with vague dates paler, not repeated for six months paler still."""
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return [
        f'<Style id="f{number}-{name}"><IconStyle><color>{alpha}{blue}{green}{red}</color></IconStyle>'
        f"<LineStyle><color>{alpha}{blue}{green}{red}</color><width>{width}</width></LineStyle>"
        f"<PolyStyle><color>{fill}{blue}{green}{red}</color></PolyStyle></Style>\n"
        for name, alpha, width, fill in (
            ("full", "ff", 3, "40"), ("vague", "b0", 1.5, "28"), ("stale", "70", 1, "18"),
        )
    ]  # fmt: skip


def _placemarks(table: pa.Table, forces: list[str]) -> pa.ChunkedArray:
    count = table.num_rows
    texts = {name: _escaped(table.column(name)) for name in table.column_names if name != GEOMETRY}
    number = pc.index_in(pc.fill_null(table.column("forces"), ""), pa.array(forces, pa.large_string()))
    on_days = pc.fill_null(table.column(DAY_STANDING), "vague")
    look = pc.if_else(pc.is_in(on_days, pa.array(["vague", "stale"], pa.large_string())), on_days, "full")
    style = _join(_text("<styleUrl>#f"), number.cast(pa.large_string()), _text("-"), look, _text("</styleUrl>"))
    ends = (_wrapped(texts[FROM], "begin"), _wrapped(texts[TO], "end"))
    span = pc.binary_join_element_wise(
        _text("<TimeSpan>"), *ends, _text("</TimeSpan>"), _text(""), null_handling="skip"
    )
    has_span = pc.or_(pc.is_valid(texts[FROM]), pc.is_valid(texts[TO]))
    data = [
        _join(_text(f'<Data name="{name}"><value>'), column, _text("</value></Data>")) for name, column in texts.items()
    ]
    parts = [
        _text("<Placemark>"),
        _wrapped(texts["label"], "name"),
        _wrapped(_told(texts), "description"),
        pc.if_else(has_span, span, None),
        style,
        _text("<ExtendedData>"),
        *data,
        _text("</ExtendedData>"),
        _geometries(table.column(GEOMETRY)),
        _text("</Placemark>\n"),
    ]
    whole = pc.binary_join_element_wise(*parts, _text(""), null_handling="skip")
    return whole if isinstance(whole, pa.ChunkedArray) else pa.chunked_array([pa.repeat(whole, count)])


def _text(text: str) -> pa.Scalar:
    return pa.scalar(text, pa.large_string())


def _join(*parts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Join texts; where one of them is absent, so is the whole."""
    return pc.binary_join_element_wise(*parts, _text(""), null_handling="emit_null")


def _wrapped(texts: pa.ChunkedArray, element: str) -> pa.ChunkedArray:
    return _join(_text(f"<{element}>"), texts, _text(f"</{element}>"))


def _escaped(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write values as text of an XML element; whole numbers without a point."""
    if pa.types.is_floating(column.type):
        column = plain_numbers(column)
    texts = column.cast(pa.large_string())
    if pa.types.is_large_string(column.type):
        texts = pc.replace_substring_regex(texts, _NO_XML, " ")
        for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")):
            texts = pc.replace_substring(texts, sign, written)
    return texts


def _told(texts: Mapping[str, pa.ChunkedArray]) -> pa.ChunkedArray:
    """Write what a balloon shows: HTML, so each text is escaped for HTML and then for XML."""
    lines = []
    for name, form in _TOLD:
        before, after = form.split("{}")
        told = texts[name]
        if name == DAY_STANDING:
            for standing, said in words_of().group("lines.standing").items():
                told = pc.replace_substring(told, standing, said)
        html = pc.replace_substring(told, "&", "&amp;")  # what was escaped once is escaped again
        lines.append(_join(_text(f"&lt;p&gt;{before}"), html, _text(f"{after}&lt;/p&gt;")))
    return pc.binary_join_element_wise(*lines, _text(""), null_handling="skip")


def _geometries(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write each distinct geometry once, and return it for each of its rows."""
    if not column.num_chunks:
        return pa.chunked_array([], pa.large_string())
    coded = column.combine_chunks()
    coded = coded.chunk(0) if isinstance(coded, pa.ChunkedArray) else coded
    shapes = shapely.from_wkb(coded.dictionary.to_numpy(zero_copy_only=False))
    return pa.chunked_array([pa.array([_geometry(shape) for shape in shapes], pa.large_string()).take(coded.indices)])


def _geometry(shape: shapely.Geometry) -> str:
    match shape.geom_type:
        case "Point":
            return f"<Point><coordinates>{_positions(shape)}</coordinates></Point>"
        case "LineString":
            return f"<LineString><tessellate>1</tessellate><coordinates>{_positions(shape)}</coordinates></LineString>"
        case "Polygon":
            inner = "".join(f"<innerBoundaryIs>{_ring(ring)}</innerBoundaryIs>" for ring in shape.interiors)
            outer = f"<outerBoundaryIs>{_ring(shape.exterior)}</outerBoundaryIs>"
            return f"<Polygon><tessellate>1</tessellate>{outer}{inner}</Polygon>"
        case _:
            return f"<MultiGeometry>{''.join(map(_geometry, shape.geoms))}</MultiGeometry>"


def _ring(ring: shapely.LinearRing) -> str:
    return f"<LinearRing><coordinates>{_positions(ring)}</coordinates></LinearRing>"


def _positions(shape: shapely.Geometry) -> str:
    return " ".join(f"{lon!r},{lat!r}" for lon, lat in shapely.get_coordinates(shape).tolist())
