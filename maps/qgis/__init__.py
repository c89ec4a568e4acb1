"""How an exported GeoPackage looks in QGIS: styles that QGIS takes up by itself, after the page's grammar of marks."""

from __future__ import annotations

from mustermap.maps.qgis.sizes import Scale
from mustermap.maps.qgis.style import style_of

__all__ = ["Scale", "style_of"]
