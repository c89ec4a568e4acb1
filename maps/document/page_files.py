"""The files of the built page, as text that is safe inside its element."""

from __future__ import annotations

import base64
from functools import cache
from importlib import resources

from mustermap.errors import StaticMissing, UnsafeCode


@cache
def code(name: str) -> str:
    """Read a bundled script or stylesheet.

    Parameters
    ----------
    name : str
        A file of `maps/static`, such as ``page.js``.

    Returns
    -------
    str
        Its text, with line feeds only, as a browser reads it before it computes the hash.

    Raises
    ------
    StaticMissing
        If the page was not built.
    UnsafeCode
        If the text would end its own element, or open a comment in it.
    """
    text = binary(name).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    lowered = text.lower()
    for mark in ("</script", "</style", "<!--"):
        if mark in lowered:
            raise UnsafeCode(f"maps/static/{name} holds {mark!r}, which would end its element; escape it in the build")
    return text


@cache
def base64_text(name: str) -> str:
    """Read a bundled binary file as base64, for a block that no browser runs.

    Raises
    ------
    StaticMissing
        If the page was not built.
    """
    return base64.b64encode(binary(name)).decode("ascii")


def binary(name: str) -> bytes:
    """Read a bundled file as it is.

    Raises
    ------
    StaticMissing
        If the page was not built.
    """
    path = resources.files("mustermap.maps").joinpath("static", name)
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        message = f"maps/static/{name} is missing: the page was not built; run `npm ci && npm run build` in maps/page"
        raise StaticMissing(message) from error
