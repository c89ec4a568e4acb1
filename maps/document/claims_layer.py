"""The layer that draws the claims of a table on a folium map: its block of data, and the script that starts it."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any, Final

import branca.element
import folium
import folium.elements
import folium.template
import numpy as np

from mustermap.errors import MapMissing
from mustermap.layers.claim_columns import require_claims
from mustermap.layers.keyword_hints import hint_keywords
from mustermap.maps.block.block import block_text
from mustermap.maps.document.fitted_basemap import fitted_text, shown_cells
from mustermap.maps.document.offline_figure import BUNDLED, OfflineFigure
from mustermap.maps.document.page_files import code
from mustermap.maps.document.page_view import check_view, with_forces

if TYPE_CHECKING:
    import pandas as pd

DEFAULT_TITLE: Final = "Claims about troops"
#: Where folium centres a map without a location, and its zoom.
_NO_PLACE: Final = ([0.0, 0.0], 1)


class Verbatim(branca.element.Element):
    """Text that is written into the page unchanged, not as a template.

    Parameters
    ----------
    text : str
        HTML, every text of the user's in it escaped.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **kwargs: Any) -> str:
        """Return the text."""
        return self.text


class ClaimsLayer(folium.elements.JSCSSMixin):
    """The reports of a claims table on any `folium.Map`, with the date slider, the list and the marks.

    The slider, the title and the panel are drawn inside the map's rectangle; the panel folds. A map can have several
    layers, and a page several maps: each layer has its own day, and none changes the page's address. Keys move the day
    of the layer that has the focus.

    The layer makes no request: its code and its data are in the page. Folium's maps load Leaflet from a server; if
    that fails, the layer's copy of Leaflet is used. On a map without tiles (``tiles=None``) the layer draws land,
    borders and towns itself.

    Parameters
    ----------
    frame : GeoDataFrame
        The claims table, EPSG:4326, one row a report, as `layers` builds it.
    title : str
        The heading over the map. Text, never markup.
    view : str
        What is shown first, in the syntax of the address of a Mustermap page after its ``#``:
        ``"on=2022-12-01&known_by=2022-11-30"``. Blank: the last day on which anything was said.

    Raises
    ------
    UnknownKeyword
        If an argument is passed that the layer does not have.
    WrongColumns
        If the table is no claims table.
    WrongView
        If ``view`` has a key that the page does not know, or a day that is none.

    Examples
    --------
    The seed reports on a map with folium's own tiles and a marker. In a notebook, ``m`` as the last line of a cell
    shows the map; ``folium.Figure(height=700)`` around it gives it more room.

    >>> import folium
    >>> import mustermap as mm
    >>> m = folium.Map(location=[53.7, 28.0], zoom_start=6)
    >>> _ = folium.Marker([53.9, 27.56], popup="Minsk").add_to(m)
    >>> _ = mm.ClaimsLayer(mm.read_seeds(), view="on=2022-12-01").add_to(m)
    >>> "mustermap.mount" in m.get_root().render()
    True
    """

    of_document: Final = True
    # Folium declares these two without ClassVar.
    default_js: list[tuple[str, str]] = [("mustermap", f"{BUNDLED}page.js")]  # noqa: RUF012
    default_css: list[tuple[str, str]] = [("mustermap_css", f"{BUNDLED}page.css")]  # noqa: RUF012

    # Branca compiles what a macro returns as a template of its own: text of the user's never goes through one.
    _template = folium.template.Template(
        """
{% macro script(this, kwargs) %}
mustermap.mount({{ this._parent.get_name() }}, "{{ this.get_name() }}_data", "{{ this.get_name() }}_basemap");
{% endmacro %}
"""
    )

    @hint_keywords
    def __init__(self, frame: pd.DataFrame, *, title: str = DEFAULT_TITLE, view: str = "") -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca's own
        self._name = "ClaimsLayer"
        check_view(view)
        require_claims(frame)
        self.view = with_forces(view, frame)
        self.data_text = block_text(frame, title=title)
        self.cells = shown_cells(frame)

    def render(self, **kwargs: Any) -> str:
        """Add the layer's code, its blocks of data and its line of script to the figure; return "".

        Raises
        ------
        MapMissing
            If the layer was added to anything but a map.
        """
        if not isinstance(self._map, folium.Map):
            raise MapMissing(f"a ClaimsLayer was added to {type(self._map).__name__}; add it to a folium.Map")
        figure: Any = self.get_root()
        if isinstance(figure, OfflineFigure):
            super().render(**kwargs)  # type: ignore[no-untyped-call] # folium's own
            said, basemap = "", True
        else:
            for name, text in _part_code().items():
                figure.header.add_child(Verbatim(text), name=name)
            said = f' data-part="{html.escape(json.dumps(self._part()))}"'
            basemap = self._draws_basemap()
        name = self.get_name()
        blocks = [f'<script type="application/octet-stream" id="{name}_data"{said}>{self.data_text}</script>']
        if said:
            blocks.append(f"<script>{self._mount_later()}</script>")
        if basemap:
            text = fitted_text(np.vstack([layer.cells for layer in self._layers()]))
            blocks.append(f'<script type="application/octet-stream" id="{name}_basemap">{text}</script>')
        figure.html.add_child(Verbatim("\n".join(blocks)), name=name)
        return ""

    @property
    def _map(self) -> Any:
        return self._parent

    def _mount_later(self) -> str:
        """Return the script that starts the page once the map is made, even if a part of the map failed offline."""
        name, parent = self.get_name(), self._map.get_name()
        mount = f'mustermap.mount({parent}, "{name}_data", "{name}_basemap")'
        return (
            "(mount => document.readyState === 'loading' ? addEventListener('DOMContentLoaded', mount) : "
            f"setTimeout(mount))(() => {mount});"
        )

    def _part(self) -> dict[str, Any]:
        """Return what the page must know of the map; `maps/page/src/frame/host.ts` reads it."""
        parent = self._map
        return {
            "view": self.view,
            "fits": (parent.location, parent.options.get("zoom")) == _NO_PLACE,
            "overTiles": self._has_tiles(),
        }

    def _has_tiles(self) -> bool:
        return any(isinstance(child, folium.TileLayer) for child in self._map._children.values())

    def _draws_basemap(self) -> bool:
        """Return whether the map needs our land and borders, and this layer is the first that brings them."""
        return not self._has_tiles() and self._layers()[0] is self

    def _layers(self) -> list[ClaimsLayer]:
        """Return all such layers of the map."""
        return [child for child in self._map._children.values() if isinstance(child, ClaimsLayer)]


def _part_code() -> dict[str, str]:
    """Return the code that all layers of a page share, by name; Leaflet is used only if folium's was not loaded."""
    style = json.dumps(code("leaflet.css")).replace("</", "<\\/")
    return {
        "mustermap_leaflet": (
            "<script>if (!window.L) {\n"
            'const style = document.createElement("style");\n'
            f"style.textContent = {style};\ndocument.head.prepend(style);\n{code('leaflet.js')}\n}}</script>"
        ),
        "mustermap_css": f"<style>{code('part.css')}</style>",
        "mustermap": f"<script>{code('page.js')}</script>",
    }
