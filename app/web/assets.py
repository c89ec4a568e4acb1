"""Static files of the pages: the app's scripts and stylesheets, and files of the map's page."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import Final

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

router = APIRouter(include_in_schema=False)

_SCRIPTS: Final = (
    "form.js",
    "import.js",
    "local_copies.js",
    "offered_days.js",
    "outlines.js",
    "saved.js",
    "small_map.js",
)
_STYLES: Final = ("app.css", "form.css", "lists.css", "small_map.css")
_OURS: Final = {**dict.fromkeys(_STYLES, "text/css"), **dict.fromkeys(_SCRIPTS, "text/javascript")}
_MAPS: Final = {"leaflet.css": "text/css", "leaflet.js": "text/javascript", "basemap.json.gz": "application/json"}


@router.get("/assets/{name}")
def give(name: str, request: Request) -> Response:
    """Return a static file, or that the browser has it already."""
    kind = _OURS.get(name) or _MAPS.get(name)
    if kind is None:
        raise HTTPException(404, "There is no such file.")
    content, mark = _file(name)
    headers = {"etag": mark, "cache-control": "no-cache, private"}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    if name.endswith(".gz"):
        headers["content-encoding"] = "gzip"
    return Response(content, media_type=kind, headers=headers)


@cache
def _file(name: str) -> tuple[bytes, str]:
    place = ("app", "web") if name in _OURS else ("maps",)
    content = resources.files("mustermap").joinpath(*place, "static", name).read_bytes()
    return content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'
