"""A chart as a file: PNG, SVG and PDF without a browser, and a web page that asks for nothing."""

from __future__ import annotations

import html
import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mustermap.maps.document.content_policy import code_hash

if TYPE_CHECKING:
    from mustermap.maps.chart.chart import Chart

KINDS: Final = ("png", "svg", "pdf", "html")
#: Dots an inch of a PNG; a pixel of the chart is a point.
DOTS: Final = 300
_VERSION: Final = "6.4"
_START: Final = """
const specifications = JSON.parse(document.getElementById("chart-specifications").textContent);
const options = {ast: true, renderer: "svg", defaultStyle: false, actions: false};
const isNarrow = matchMedia("(max-width: 700px)");
const show = () => {
  const specification = specifications[isNarrow.matches ? specifications.length - 1 : 0];
  vegaEmbed("#chart", specification, options).catch((error) => {
    document.getElementById("chart").textContent = String(error);
  });
};
isNarrow.addEventListener("change", show);
show();
"""
_STYLE: Final = """
:root { color-scheme: light; }
body { margin: 16px; background: white; font: 14px/1.4 "DejaVu Sans", Verdana, sans-serif; }
#chart svg { max-width: 100%; height: auto; }
#vg-tooltip-element { position: fixed; visibility: hidden; padding: 6px 8px; max-width: 30em; background: white;
  border: 1px solid #d9d4c8; border-radius: 6px; font-size: 12.5px; }
#vg-tooltip-element.visible { visibility: visible; }
"""


def chart_bytes(chart: Chart, kind: str) -> bytes:
    """Make the bytes of a file.

    Parameters
    ----------
    chart : Chart
        What is written.
    kind : str
        ``png``, ``svg``, ``pdf`` or ``html``.

    Returns
    -------
    bytes
        The same for the same comparison.
    """
    if kind == "html":
        return page(chart).encode("utf-8")
    import vl_convert

    _register_fonts()
    spec = chart.spec()
    # Nothing is ever asked for: the data stands in the specification.
    shared: dict[str, Any] = {"vl_version": _VERSION, "allowed_base_urls": []}
    if kind == "svg":
        return str(vl_convert.vegalite_to_svg(spec, **shared)).encode("utf-8")
    if kind == "pdf":
        return bytes(vl_convert.vegalite_to_pdf(spec, **shared))
    return bytes(vl_convert.vegalite_to_png(spec, ppi=DOTS, **shared))


def page(chart: Chart) -> str:
    """Make a web page of a chart: its own code by hash, and no request at all.

    The data stands in the page as JSON that is no script and ends no element: `vl_convert.vegalite_to_html` would put
    it into a script, where a name with ``</script>`` would end it.
    """
    code = _code()
    policy = f"default-src 'none'; script-src {code_hash(code)}; style-src 'unsafe-inline'; base-uri 'none'"
    data = json.dumps(chart.specs(), ensure_ascii=False).replace("&", "\\u0026")
    data = data.replace("<", "\\u003c").replace(">", "\\u003e")
    licences = resources.files("mustermap.maps").joinpath("chart", "licences.txt").read_text(encoding="utf-8")
    title = html.escape(chart.words.splitlines()[0])
    return f"""<!DOCTYPE html>
<!--
{licences}-->
<html lang="{chart.compared.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<main id="chart"><noscript><pre>{html.escape(chart.words)}</pre></noscript></main>
<script type="application/json" id="chart-specifications">{data}</script>
<script>{code}</script>
</body>
</html>
"""


@cache
def _code() -> str:
    """Bundle Vega-Embed with what starts it; what would end the element is written otherwise."""
    import vl_convert

    code = str(vl_convert.javascript_bundle(_START, vl_version=_VERSION))
    return code.replace("</script", "<\\/script").replace("<!--", "<\\!--")


@cache
def _register_fonts() -> None:
    import matplotlib as mpl
    import vl_convert

    vl_convert.register_font_directory(str(Path(mpl.get_data_path()) / "fonts" / "ttf"))
