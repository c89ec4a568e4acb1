"""The claims of a table, on a map: the block of data, and the line that mounts the page on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import branca.element
import folium
import folium.elements
import folium.template

from maps.block import block_text
from maps.figure import BUNDLED
from maps.static import base64_text

if TYPE_CHECKING:
    import pandas as pd

BASEMAP: Final = "basemap.json.gz"


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
    """Every report of a claims table, with the date slider, the list and the marks that show them.

    Parameters
    ----------
    frame : GeoDataFrame
        The claims table, EPSG:4326.
    title : str
        What stands at the head of the page.
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

    def __init__(self, frame: pd.DataFrame, *, title: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca's own
        self._name = "ClaimsLayer"
        self.data_text = block_text(frame, title=title)

    def render(self, **kwargs: Any) -> str:
        """Put the layer's links, its blocks of data and its line of script into the figure; nothing stands here."""
        super().render(**kwargs)  # type: ignore[no-untyped-call] # folium's own
        figure: Any = self.get_root()
        blocks = (
            f'<script type="application/octet-stream" id="{self.get_name()}_data">{self.data_text}</script>\n'
            f'<script type="application/octet-stream" id="{self.get_name()}_basemap">{base64_text(BASEMAP)}</script>'
        )
        figure.html.add_child(Verbatim(blocks), name=self.get_name())
        return ""
