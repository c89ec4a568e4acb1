"""Losses of an export: what a format cannot hold of the reports; only actual losses are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.compute as pc

from mustermap.app.terminal.terminal_output import count
from mustermap.layers.export.decision_table import DECISIONS_FILE
from mustermap.layers.export.register_file import REGISTER_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mustermap.layers.export.export_table import Exported

#: Each is written as a blank in KML.
_NO_XML: Final = r"[\x01-\x08\x0B\x0C\x0E-\x1F\x{FFFE}\x{FFFF}]"
_MOST: Final = 5


def losses(path: Path, exported: Exported) -> Iterator[str]:
    """Yield what is missing in an exported file.

    Parameters
    ----------
    path
        The file; its ending is the format.
    exported
        What was to be written.
    """
    ending = path.suffix.lower()
    if ending == ".json" or path.name in (DECISIONS_FILE, REGISTER_FILE):
        return
    if exported.register:
        yield f"{count(len(exported.register), 'claimant')} of the register, for which there is {REGISTER_FILE}"
    if ending != ".gpkg" and exported.decisions is not None and (number := exported.decisions.num_rows):
        yield f"{count(number, 'decision')} about places, for which there is {DECISIONS_FILE}"
    if exported.lone_sources:
        named = ", ".join(exported.lone_sources[:_MOST]) + (", …" if len(exported.lone_sources) > _MOST else "")
        yield f"sources of which no report is in it: {named}"
    if ending == ".csv" and pc.any(pc.is_valid(exported.table.column("geometry"))).as_py():
        yield "outlines: an area or a line is there by its name, its middle and its radius"
    if ending == ".geojson" and pc.any(pc.is_valid(exported.table.column("geometry"))).as_py():
        yield "coordinates to more than seven decimals (a centimetre), as RFC 7946 asks"
    if ending == ".kml" and (number := _with_control_characters(exported)):
        yield f"control characters, written as blanks, in {number} of its texts"


def _with_control_characters(exported: Exported) -> int:
    texts = (column for column in exported.table.columns if pa.types.is_large_string(column.type))
    return sum(pc.sum(pc.match_substring_regex(column, _NO_XML)).as_py() or 0 for column in texts)
