"""What somebody is told who may not come in: one sentence, and nothing of what is inside."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, JSONResponse

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope


def refusal(scope: Scope, status: int, message: str) -> Response:
    """Refuse a request, as JSON to a script and as a page to a person."""
    headers = {"www-authenticate": "Bearer"} if status == 401 else {}
    if scope["path"].startswith("/api/"):
        return JSONResponse({"detail": message}, status_code=status, headers=headers)
    head = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Mustermap</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
    )
    back = '<p><a href="/upload">Back</a></p>' if status == 413 else ""
    page = f"{head}<main><h1>Mustermap</h1><p>{escape(message)}</p>{back}</main></html>"
    return HTMLResponse(page, status_code=status, headers=headers)
