"""The figure of a document: every link is replaced by bundled code, and nothing that is not ours is let in."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, Final

import branca.element
import folium.template

from mustermap.errors import ForeignElement
from mustermap.maps.document.content_policy import policy
from mustermap.maps.document.page_files import code

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How a link names a bundled file; no browser ever sees it.
BUNDLED: Final = "bundled:"

_NO_SCRIPT: Final = (
    "This page shows published claims on a map, day by day. It needs JavaScript, which is switched off here. "
    "The file holds all that the page needs and sends no request."
)
_REMEDY: Final = "a Mustermap document takes nothing but its claims; build a folium.Map of your own for anything else"


class OfflineFigure(branca.element.Figure):
    """One file that runs its own code only and makes no request.

    Parameters
    ----------
    title : str
        Text of the user's; it is escaped in the head.
    """

    _template = folium.template.Template(
        """<!DOCTYPE html>
<html lang="en" data-mustermap>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ kwargs.policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{{ kwargs.title }}</title>
{% for style in kwargs.styles %}<style>{{ style }}</style>
{% endfor -%}
</head>
<body>
<noscript>{{ kwargs.no_script }}</noscript>
{{ kwargs.body }}
{% for script in kwargs.scripts %}<script>{{ script }}</script>
{% endfor -%}
</body>
</html>
"""
    )

    def __init__(self, *, title: str) -> None:
        super().__init__()
        self.document_title = title

    def render(self, **kwargs: Any) -> str:
        """Render the document.

        Returns
        -------
        str
            The same text for the same data, byte for byte.

        Raises
        ------
        ForeignElement
            If the figure holds a link, a script or an element that is not a Mustermap document's own.
        """
        own = frozenset(part.get_name() for part in _parts(self))
        for child in self._children.values():
            child.render(**kwargs)
        styles, scripts = _linked(self.header)
        styles += _own_texts(self.header, own, ignored={"meta_http", *_link_names(self.header)})
        scripts += _own_texts(self.script, own)
        text = self._template.render(
            kwargs={
                "policy": policy(scripts, styles),
                "title": html.escape(self.document_title),
                "styles": styles,
                "no_script": html.escape(_NO_SCRIPT),
                "body": "\n".join(_own_texts(self.html, own)),
                "scripts": scripts,
            }
        )
        return str(text)


def _parts(element: Any) -> Iterator[Any]:
    """Walk the elements under a figure; each must say of itself that it is a document's own."""
    for child in element._children.values():
        if not getattr(child, "of_document", False):
            raise ForeignElement(f"{type(child).__name__} was added to the document, and {_REMEDY}")
        yield child
        yield from _parts(child)


def _link_names(header: Any) -> frozenset[str]:
    return frozenset(name for name, child in header._children.items() if isinstance(child, branca.element.Link))


def _linked(header: Any) -> tuple[list[str], list[str]]:
    styles: list[str] = []
    scripts: list[str] = []
    for child in header._children.values():
        if isinstance(child, branca.element.Link):
            if not child.url.startswith(BUNDLED):
                raise ForeignElement(f"the document would load {child.url}, and {_REMEDY}")
            texts = styles if isinstance(child, branca.element.CssLink) else scripts
            texts.append(code(child.url.removeprefix(BUNDLED)))
    return styles, scripts


def _own_texts(part: Any, own: frozenset[str], *, ignored: frozenset[str] | set[str] = frozenset()) -> list[str]:
    foreign = sorted(set(part._children) - own - ignored)
    if foreign:
        raise ForeignElement(f"the document's figure holds {', '.join(foreign)}, and {_REMEDY}")
    return [child.render().strip() for name, child in part._children.items() if name in own]
