"""KML that Mustermap exported: the data of its placemarks, as they were written. Runs in a process of its own.

GDAL takes data named ``end`` for the end of a span of time, and the field of a report has that name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import iterparse

from mustermap.data.files.export_names import KML_DOCUMENT, TOLD_BY
from mustermap.data.tables.cell_texts import of_values
from mustermap.data.tables.opened_file import Opened

if TYPE_CHECKING:
    from pathlib import Path

_KML: Final = "{http://www.opengis.net/kml/2.2}"
_MARK: Final = f'id="{KML_DOCUMENT}"'.encode()


def is_exported_kml(path: Path) -> bool:
    """Check whether a KML file was exported by Mustermap, and not written again by another program."""
    with path.open("rb") as file:
        return _MARK in file.read(4096)


def open_exported_kml(path: Path, layer: str = "") -> Opened:
    """Read the data of each placemark; what is not there is blank."""
    del layer
    rows: list[dict[str, str]] = []
    for _, found in iterparse(path):  # noqa: S314 - in a process that may take only so much time and memory
        if found.tag == f"{_KML}Placemark":
            data = found.iter(f"{_KML}Data")
            rows.append({one.get("name", ""): one.findtext(f"{_KML}value", "") for one in data})
            found.clear()
    names = sorted(TOLD_BY.union(*rows))
    columns = [(name, of_values([row.get(name, "") for row in rows])) for name in names]
    return Opened(columns, range(1, len(rows) + 1))
