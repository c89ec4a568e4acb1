"""The claims of a table, on a map: the block of data, and the line that mounts the page on it."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any, Final

import branca.element
import folium
import folium.elements
import folium.template

from mustermap.errors import MapMissing
from mustermap.maps.block.block import block_text
from mustermap.maps.document.offline_figure import BUNDLED, OfflineFigure
from mustermap.maps.document.page_files import base64_text, code

if TYPE_CHECKING:
    import pandas as pd

BASEMAP: Final = "basemap.json.gz"
DEFAULT_TITLE: Final = "Claims about troops"
#: Where folium puts a map of which no place is given, and how near.
_NO_PLACE: Final = ([0.0, 0.0], 1)


class Verbatim(branca.element.Element):
    """Text that stands in the page as it is: no template is made of it.

    Parameters
    ----------
    text : str
        HTML, every text of the user's in it escaped.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **kwargs: Any) -> str:
        """Give the text."""
        return self.text


class ClaimsLayer(folium.elements.JSCSSMixin):
    """Every report of a claims table, with the date slider, the list and the marks that show them, on any `folium.Map`.

    The slider, the title and the panel stand in the rectangle that the map has, around the map; the panel folds.
    Several layers may be on one map, and several maps in one page: each has its own day, and the address stays the
    page's. Keys move the days of the layer in which the focus is.

    The layer asks for nothing: its code and its data stand in the page. Folium's own maps ask a server for Leaflet;
    where that is not reached, the layer's copy of Leaflet stands in for it. Where the map has no tiles of its own
    (``tiles=None``), land, borders and towns are drawn from the page, too.

    Parameters
    ----------
    frame : GeoDataFrame
        The claims table, EPSG:4326, one row a report, as `layers` builds it.
    title : str
        What stands over the map. Text, never markup.
    view : str
        What is shown at first, written as in the address of a Mustermap document behind the ``#``:
        ``"on=2022-12-01&known_by=2022-11-30"``. Blank: the day on which the claims open.

    Raises
    ------
    ColumnMissing
        If the table lacks what the page needs.

    Examples
    --------
    The seed reports on a map with folium's own tiles and a marker. In a notebook, ``m`` as the last line of a cell
    shows the map; ``folium.Figure(height=700)`` around it gives it more room.

    >>> import folium
    >>> from mustermap import maps
    >>> from mustermap.app.report_selection import load
    >>> from mustermap.seeds import seed_files
    >>> frame = load(seed_files(), None).claims
    >>> m = folium.Map(location=[53.7, 28.0], zoom_start=6)
    >>> _ = folium.Marker([53.9, 27.56], popup="Minsk").add_to(m)
    >>> _ = maps.ClaimsLayer(frame, view="on=2022-12-01").add_to(m)
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

    def __init__(self, frame: pd.DataFrame, *, title: str = DEFAULT_TITLE, view: str = "") -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca's own
        self._name = "ClaimsLayer"
        self.view = view
        self.data_text = block_text(frame, title=title)

    def render(self, **kwargs: Any) -> str:
        """Put the layer's code, its blocks of data and its line of script into the figure; nothing stands here.

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
            text = base64_text(BASEMAP)
            blocks.append(f'<script type="application/octet-stream" id="{name}_basemap">{text}</script>')
        figure.html.add_child(Verbatim("\n".join(blocks)), name=name)
        return ""

    @property
    def _map(self) -> Any:
        return self._parent

    def _mount_later(self) -> str:
        """Mount the page once the map is made, though a part of it failed: offline folium's popups have no jQuery."""
        name, parent = self.get_name(), self._map.get_name()
        mount = f'mustermap.mount({parent}, "{name}_data", "{name}_basemap")'
        return (
            "(mount => document.readyState === 'loading' ? addEventListener('DOMContentLoaded', mount) : "
            f"setTimeout(mount))(() => {mount});"
        )

    def _part(self) -> dict[str, Any]:
        """Tell what the layer finds: `maps/page/src/frame/host.ts` reads it."""
        parent = self._map
        return {
            "view": self.view,
            "fits": (parent.location, parent.options.get("zoom")) == _NO_PLACE,
            "overTiles": self._has_tiles(),
        }

    def _has_tiles(self) -> bool:
        return any(isinstance(child, folium.TileLayer) for child in self._map._children.values())

    def _draws_basemap(self) -> bool:
        """Whether the map needs our land and borders, and this layer is the first that brings them."""
        claims = [child for child in self._map._children.values() if isinstance(child, ClaimsLayer)]
        return not self._has_tiles() and claims[0] is self


def _part_code() -> dict[str, str]:
    """Our code in a page of somebody else's, by name: layers share it. Leaflet's is for where theirs is not reached."""
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
