"""The map document: one `folium.Map` with Leaflet, the claims, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import folium
import folium.template
import numpy as np

from mustermap.data.whole_files import write_bytes
from mustermap.errors import DocumentExists, OutputExists
from mustermap.layers.claim_columns import require_claims
from mustermap.layers.keyword_hints import hint_keywords
from mustermap.maps.document.claims_layer import DEFAULT_TITLE, ClaimsLayer
from mustermap.maps.document.offline_figure import BUNDLED, OfflineFigure
from mustermap.maps.lon_lat import leaflet_order

if TYPE_CHECKING:
    import pandas as pd

#: The embedded basemap has no more to show beyond this.
MAX_ZOOM: Final = 12
MIN_ZOOM: Final = 2


class Document(folium.Map):
    """A claims table as one self-contained HTML page; a notebook shows it as the last line of a cell.

    Parameters
    ----------
    frame : GeoDataFrame
        The claims table, EPSG:4326, one row a report, as `mustermap.read` makes it. Its `attrs` have `first_day`,
        `last_day` and `open_day` (days since 1970-01-01) and `credits` (a list of `text` and `url`).
    title : str
        The heading of the page. Text, never markup.

    Raises
    ------
    WrongColumns
        If the table is no claims table.

    Examples
    --------
    >>> import mustermap as mm
    >>> page = mm.document(mm.read_seeds(), title="Claims of October 2022")
    >>> page.html().count("<h1")
    0
    """

    of_document: Final = True
    # Folium declares these two without ClassVar; lists of its own keep other maps' links as they are.
    default_js: list[tuple[str, str]] = [("leaflet", f"{BUNDLED}leaflet.js")]  # noqa: RUF012
    default_css: list[tuple[str, str]] = [("leaflet_css", f"{BUNDLED}leaflet.css")]  # noqa: RUF012

    # Folium's own template forbids the reader to zoom the page, and puts markup into the header: this one does neither.
    _template = folium.template.Template(
        """
{% macro header(this, kwargs) %}
html, body { width: 100%; height: 100%; margin: 0; padding: 0; }
#{{ this.get_name() }} { position: relative; width: 100%; height: 100%; }
.leaflet-container { font-size: {{ this.font_size }}; }
{% endmacro %}
{% macro html(this, kwargs) %}
<div class="folium-map" id="{{ this.get_name() }}"></div>
{% endmacro %}
{% macro script(this, kwargs) %}
var {{ this.get_name() }} = L.map("{{ this.get_name() }}", {
  center: {{ this.location|tojson }},
  crs: L.CRS.{{ this.crs }},
  ...{{ this.options|tojavascript }}
});
{% endmacro %}
"""
    )

    @hint_keywords
    def __init__(self, frame: pd.DataFrame, *, title: str = DEFAULT_TITLE) -> None:
        require_claims(frame)
        super().__init__(
            location=leaflet_order(*_middle(frame)),
            zoom_start=5,
            tiles=None,
            zoom_control=False,
            font_size="1rem",
            attribution_control=False,
            max_zoom=MAX_ZOOM,
            min_zoom=MIN_ZOOM,
            zoom_snap=0.25,
            world_copy_jump=True,
        )
        # Branca draws its ids at random; a counter makes the same document of the same claims.
        self._id = "1"
        OfflineFigure(title=title).add_child(self)
        self.add_child(ClaimsLayer(frame, title=title))

    def add_child(self, child: Any, name: str | None = None, index: int | None = None) -> Any:
        """Add a part of the document, numbered by a counter."""
        if getattr(child, "of_document", False):
            child._id = str(len(self._children) + 1)
        return super().add_child(child, name=name, index=index)

    def save(self, outfile: str | bytes | Path | BinaryIO, close_file: bool = True, **kwargs: Any) -> None:
        """Write the page to a file, as `folium.Map.save` does: a file that is there is replaced, but never a ledger.

        Parameters
        ----------
        outfile : str, Path or file
            Where. A path is written as a whole or not at all; a file must be open for writing bytes.
        close_file : bool
            Whether to close an open file afterwards.
        **kwargs
            Not used; folium's own method has them.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        del kwargs
        page = self.html().encode("utf-8")
        if isinstance(outfile, str | bytes | Path):
            write_bytes(Path(os.fsdecode(outfile)), page, overwrite=True)
            return
        outfile.write(page)
        if close_file:
            outfile.close()

    def html(self) -> str:
        """Return the whole page.

        Returns
        -------
        str
            HTML that makes no request; the same text for the same claims.

        Raises
        ------
        ForeignElement
            If something that is not a Mustermap document's own was added.
        StaticMissing
            If the page was not built.
        """
        return str(self.get_root().render())


def write(document: Document, path: Path, *, overwrite: bool = False) -> int:
    """Write a document to a file.

    Parameters
    ----------
    document : Document
        What to write.
    path : Path
        Where.
    overwrite : bool
        Whether a file that is there may be replaced; it is kept until the new one is complete.

    Returns
    -------
    int
        The file's size in bytes.

    Raises
    ------
    DocumentExists
        If the file exists and `overwrite` is not set.
    OSError
        If it cannot be written, or is a ledger, which nothing replaces.
    """
    page = document.html().encode("utf-8")
    try:
        return write_bytes(path, page, overwrite=overwrite)
    except OutputExists as error:
        raise DocumentExists(f"{path} exists; choose another name or overwrite it") from error


def _middle(frame: pd.DataFrame) -> tuple[float, float]:
    """Return the centre of the map until the page fits it, lon and lat: the middle of the places, or of the world."""
    lon, lat = (frame[name].to_numpy(np.float64) for name in ("place_lon", "place_lat"))
    if np.isnan(lon).all() or np.isnan(lat).all():
        return 0.0, 20.0
    middle = [round(float(np.nanmin(degrees) + np.nanmax(degrees)) / 2, 4) for degrees in (lon, lat)]
    return middle[0], middle[1]
