"""A chart as a file: PNG, SVG and PDF without a browser, and a web page that makes no request."""

from __future__ import annotations

import html
import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

from mustermap.errors import WrongChart
from mustermap.maps.document.content_policy import code_hash

KINDS: Final = ("png", "svg", "pdf", "html")
#: Dots per inch of a PNG; a pixel of the chart is a point.
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


def kind_of(path: Path) -> str:
    """Return the kind of chart file that a path's ending asks for.

    Raises
    ------
    WrongChart
        If it is none of KINDS.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise WrongChart(f"{path}: the ending {path.suffix!r} is no kind of chart; use .{', .'.join(KINDS)}")
    return kind


def picture_bytes(spec: dict[str, Any], kind: str) -> bytes:
    """Return a chart as a picture.

    Parameters
    ----------
    spec : dict
        A Vega-Lite specification with its data.
    kind : str
        ``png``, ``svg`` or ``pdf``.

    Returns
    -------
    bytes
        The same for the same specification.
    """
    import vl_convert

    _register_fonts()
    # No request is ever made: the data is in the specification.
    shared: dict[str, Any] = {"vl_version": _VERSION, "allowed_base_urls": []}
    if kind == "svg":
        return str(vl_convert.vegalite_to_svg(spec, **shared)).encode("utf-8")
    if kind == "pdf":
        return bytes(vl_convert.vegalite_to_pdf(spec, **shared))
    return bytes(vl_convert.vegalite_to_png(spec, ppi=DOTS, **shared))


def chart_page(specs: list[dict[str, Any]], text: str, language: str) -> str:
    """Return a web page that draws a chart, allows its own code by hash and makes no request.

    The data is JSON that is no script and ends no element: `vl_convert.vegalite_to_html` would put it into a script,
    which a name with ``</script>`` would end.

    Parameters
    ----------
    specs : list of dict
        The specification for a wide screen, then, if there is one, for a phone's.
    text : str
        What the chart says; its first line is the title.
    language : str
        The code of the language of its words.
    """
    code = _code()
    policy = f"default-src 'none'; script-src {code_hash(code)}; style-src 'unsafe-inline'; base-uri 'none'"
    data = json.dumps(specs, ensure_ascii=False).replace("&", "\\u0026")
    data = data.replace("<", "\\u003c").replace(">", "\\u003e")
    licences = resources.files("mustermap.maps").joinpath("chart", "licences.txt").read_text(encoding="utf-8")
    title = html.escape(text.splitlines()[0])
    return f"""<!DOCTYPE html>
<!--
{licences}-->
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<main id="chart"><noscript><pre>{html.escape(text)}</pre></noscript></main>
<script type="application/json" id="chart-specifications">{data}</script>
<script>{code}</script>
</body>
</html>
"""


@cache
def _code() -> str:
    """Return Vega-Embed with the script that starts it, escaped so that it does not end its element."""
    import vl_convert

    code = str(vl_convert.javascript_bundle(_START, vl_version=_VERSION))
    return code.replace("</script", "<\\/script").replace("<!--", "<\\!--")


@cache
def _register_fonts() -> None:
    import matplotlib as mpl
    import vl_convert

    vl_convert.register_font_directory(str(Path(mpl.get_data_path()) / "fonts" / "ttf"))
